"""How the template looks: its styles, the paper it prints on, and how it is written down."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from data.column_types import COLUMN_TYPES
from data.model import CALENDAR_LABELS, Calendar, Period, Text, day_text
from data.places import NATION
from data.reading.remarks import AUTHOR as AUTHOR

MADE = (2025, 1, 1, 0, 0, 0)  # what an archive says of its parts, whenever it is made


@dataclass(frozen=True, slots=True)
class WorkbookScope:
    """Whose workbook it is, and for which days."""

    code: str
    name: str
    type: str  # `Tỉnh`, `Thành phố`; none for the nation
    period: Period
    calendar: Calendar

    @property
    def days(self) -> tuple[date, date]:
        return self.calendar.days(self.period)

    @property
    def who(self) -> str:
        return f"{self.type} {self.name}".strip()

    @property
    def label(self) -> Text:
        code, name = (f" (mã {self.code})", self.name) if self.type else ("", NATION.en)
        return Text(f"{self.who}{code} · {self.period.label.vi}", f"{name} · {self.period.label.en}")

    @property
    def span(self) -> Text:
        """The first and the last day of the period, and by which calendar."""
        start, end = self.days
        label = CALENDAR_LABELS[self.calendar] if self.period.part else Text("cả năm", "the whole year")
        return Text(
            f"{day_text(start)}–{day_text(end)} · {label.vi}",
            f"{day_text(start, 'en')} – {day_text(end, 'en')} · {label.en}",
        )


PRIMARY, INK, _MUTED, _PANEL, _LINE, _PAPER = "9A1B2B", "1F2328", "5F6570", "EFEDE8", "D5CFC4", "FFFDF6"
_LIGHT = "FAF9F7"
_FONT = "Arial"
_BOX = Border(*[Side(style="thin", color=_LINE)] * 4)


def styles() -> Iterator[NamedStyle]:
    """Every style, by the name under which cells are given it."""
    middle = Alignment(vertical="center")
    wrapped = Alignment(vertical="center", wrap_text=True)
    indented = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
    unlocked = Protection(locked=False)

    def style(name: str, font: Font, fill: str = "", **more: object) -> NamedStyle:
        paint = PatternFill("solid", fgColor=fill) if fill else PatternFill()
        return NamedStyle(name, font=font, fill=paint, **{"alignment": middle, **more})

    def font(size: float = 10, colour: str = INK, **more: object) -> Font:
        return Font(name=_FONT, size=size, color=colour, **more)

    heading = Alignment(horizontal="center", vertical="center", wrap_text=True)
    yield style("plain", font(10.5))
    yield style("title", font(16, PRIMARY, bold=True))
    yield style("scope", font(11, bold=True))
    yield style("english", font(9, _MUTED, italic=True))
    yield style("note", font(9.5, _MUTED))
    yield style("label", font(10, PRIMARY, bold=True))
    yield style("state", font(10.5, bold=True), "FFF3D6", border=_BOX, protection=unlocked, alignment=indented)
    yield style("heading", font(10, "FFFFFF", bold=True), PRIMARY, alignment=heading, border=_BOX)
    yield style("optional", font(10, "FFFFFF", bold=True), "6B5F5B", alignment=heading, border=_BOX)
    yield style("printed", font(), _PANEL, alignment=indented, border=_BOX)
    yield style("printed part", font(9.5, _MUTED), _LIGHT, alignment=indented, border=_BOX)
    yield style("printed 0", font(bold=True), _PANEL, alignment=indented, border=_BOX)
    for depth in (1, 2):
        inward = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1 + 2 * depth)
        yield style(f"printed {depth}", font(), _LIGHT, alignment=inward, border=_BOX)
    yield style("closed", font(), "DEDAD3", border=_BOX)
    typed = {"border": _BOX, "protection": unlocked}
    for kind in COLUMN_TYPES.values():
        align = Alignment(horizontal=kind.align, vertical="center", indent=int(kind.align == "left"))
        yield style(f"input {kind.name}", font(), _PAPER, number_format=kind.number_format, alignment=align, **typed)
    yield style("input note", font(), _PAPER, number_format="@", alignment=indented, **typed)
    yield style("fact label", font(10.5, _MUTED), _PANEL)
    yield style("fact", font(12, bold=True), _PANEL)
    yield style("section", font(11, PRIMARY, bold=True), border=Border(bottom=Side(style="medium", color=PRIMARY)))
    yield style("number", font(10.5, PRIMARY, bold=True), alignment=Alignment(horizontal="center", vertical="center"))
    yield style("words", font(10.5), alignment=wrapped)
    yield style("words bold", font(10.5, bold=True), alignment=wrapped)
    yield style("link", font(10.5, PRIMARY, underline="single"))


def set_up(sheet: Worksheet, scope: WorkbookScope) -> None:
    """How it prints: A4 across, as wide as the page, with whose it is on each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.8
    sheet.page_margins.header = sheet.page_margins.footer = 0.4
    sheet.oddHeader.left.text = f"{scope.who} ({scope.code})" if scope.type else scope.who
    sheet.oddHeader.right.text = scope.period.label.vi
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.right.text = "&P/&N"


def comment(words: str, height: int) -> Comment:
    """What is shown when the pointer rests on a cell; `height` in points."""
    return Comment(words, AUTHOR, width=320, height=height)


def mark(colour: str) -> PatternFill:
    """What a rule paints a cell with."""
    return PatternFill("solid", bgColor=colour)


def write(cell: Cell, value: object) -> None:
    """Put a value into a cell; words that begin like a formula stay words."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


class _Timeless:
    """An archive that does not say when it was made, so that the same workbook is the same bytes."""

    def __init__(self, out: io.BytesIO) -> None:
        self.zip = ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1)
        self.close, self.namelist = self.zip.close, self.zip.namelist

    def writestr(self, name: str, data: bytes | str) -> None:
        plain = data.encode() if isinstance(data, str) else data
        if name == "docProps/core.xml":
            plain = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2025-01-01T00:00:00Z", plain)
        self.zip.writestr(ZipInfo(name, MADE), plain, ZIP_DEFLATED)

    def write(self, file: str, name: str) -> None:
        self.writestr(name, Path(file).read_bytes())


def saved(book: Workbook) -> bytes:
    """The workbook's bytes, which depend on nothing but what it holds."""
    out = io.BytesIO()
    ExcelWriter(book, _Timeless(out)).save()
    return out.getvalue()
