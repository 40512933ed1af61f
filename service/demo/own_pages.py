"""A sheet as an office types it: letterhead, title, ruled headings of one or two rows, rows below each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data.places import Unit
from data.templates.styles import write

MADE_UP = "(Bảng được tạo ra để giới thiệu sản phẩm, không phải của Sở)"
FONT = "Times New Roman"
_THIN = Side("thin", color="FF7F7F7F")


@dataclass(slots=True)
class OwnPage:
    """A sheet that grows downwards; `widths` of its columns in characters."""

    sheet: Worksheet
    widths: Sequence[int]
    row: int = 0  # the last one

    def __post_init__(self) -> None:
        for number, width in enumerate(self.widths, 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width
        self.sheet.page_setup.orientation, self.sheet.page_setup.fitToHeight = "landscape", 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True

    def add(self, *cells: object, bold: bool = False, ruled: bool = True, middle: bool = False) -> None:
        """A row more; `middle` centres its words."""
        self.row += 1
        for column, value in enumerate(cells, 1):
            cell = self.sheet.cell(self.row, column)
            if value is not None:
                write(cell, value)
            cell.font = Font(name=FONT, size=12, bold=bold)
            words = isinstance(value, str) and ruled
            cell.alignment = Alignment("center" if middle else None, "center" if ruled else None, wrap_text=words)
            if ruled:
                cell.border = Border(_THIN, _THIN, _THIN, _THIN)
            if isinstance(value, int | float):
                cell.number_format = "#,##0" if isinstance(value, int) else "#,##0.0"

    def across(self, text: str, bold: bool = False) -> None:
        """Words over the whole width."""
        self.add(text, bold=bold, ruled=False, middle=True)
        self.merge(self.row, 1, self.row, len(self.widths))

    def letterhead(self, unit: Unit, title: str) -> None:
        """Whose it is, what it is, and that its figures are made up."""
        right = [None] * (len(self.widths) // 2)
        self.add(f"UBND {unit.type} {unit.name}".upper(), *right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ruled=False)
        self.add("SỞ KHOA HỌC VÀ CÔNG NGHỆ", *right, "Độc lập - Tự do - Hạnh phúc", bold=True, ruled=False)
        self.add()
        self.across(title, bold=True)
        self.across(MADE_UP)
        self.add()

    def headings(self, *heads: tuple[str, str]) -> None:
        """Headings, each with what stands over it, or `""`: then it reaches over both rows where there are two."""
        two = any(over for over, _ in heads)
        first = self.row + 1
        overs = [over for over, _ in heads]
        told = [over or own for over, own in heads]
        repeated = [bool(over) and n > 0 and overs[n - 1] == over for n, over in enumerate(overs)]
        self.add(*(None if again else text for text, again in zip(told, repeated, strict=True)), bold=True, middle=True)
        if not two:
            return
        self.add(*(own if over else None for over, own in heads), bold=True, middle=True)
        for column, over in enumerate(overs, 1):
            if not over:
                self.merge(first, column, first + 1, column)
            elif not repeated[column - 1] and overs.count(over) > 1:
                self.merge(first, column, first, column + overs.count(over) - 1)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        self.sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
