"""Templates filled in by program: many workbooks of one quarter, each as a province would send it."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from data.column_types.day import EPOCH
from data.model import Calendar, Period
from data.places import Unit
from data.reading.addresses import letter
from data.table import STATE_LABELS, Table, closed, lines, sheets
from data.templates.build import FIRST_ROW, STATE_ROW, build
from data.templates.references import Reference
from data.templates.styles import MADE

Rows = Sequence[Mapping[str, object]]

# What stands in a blank where the province will: private characters, which nothing else in it holds.
_CODE, _NAME, _TYPE = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"[{_CODE}{_NAME}{_TYPE}]")
_END = "</sheetData>"
_CELL = re.compile(r'<c r="([A-Z]+)(\d+)" s="(\d+)"[^>]*?/>')


class Blank:
    """The template of a quarter, taken apart once and put together again for each province in a few milliseconds."""

    def __init__(
        self,
        tables: Mapping[str, Table],
        anyone: Unit,
        period: Period,
        units: int,
        calendar: Calendar = Calendar.STATISTICAL,
        references: Sequence[Reference] = (),
    ) -> None:
        """`anyone` is a unit of the quarter, whose place the others will take; `units` is how many there are."""
        self.tables, self.period = sheets(tables, period), period
        stand_in = replace(anyone, code=_CODE, name=_NAME, type=_TYPE)
        made = build(tables, stand_in, period, units, calendar=calendar, references=references, every_row=False)
        with ZipFile(io.BytesIO(made)) as archive:
            self.parts = {name: archive.read(name).decode() for name in archive.namelist()}
        # The cover is the first sheet, then come the tables.
        self.sheets = {f"xl/worksheets/sheet{n}.xml": table for n, table in enumerate(self.tables.values(), 2)}
        self.styles: dict[str, dict[str, str]] = {}  # part → the style of each column of its list
        self.forms: dict[str, _Form] = {}
        for name, table in self.sheets.items():
            part = self.parts[name]
            if table.is_form:
                self.forms[name] = _Form(part, table, period)
                continue
            start, end = part.index(f'<row r="{FIRST_ROW}"'), part.index(_END)
            self.styles[name] = {c: style for c, row, style in _CELL.findall(part[start:end]) if row == str(FIRST_ROW)}
            self.parts[name] = part[:start] + part[end:]
        # What is the same for all provinces.
        alike = {name: part for name, part in self.parts.items() if name not in self.sheets and not _MARK.search(part)}
        self.alike = {name: part.encode() for name, part in alike.items()}

    def fill(self, unit: Unit, rows: Mapping[str, Rows], states: Mapping[str, str] | None = None) -> bytes:
        """The workbook of one province, .xlsx.

        `rows` by table: column key → value, choices as codes, days as dates; of a form its lines, by `code`. `states`
        are codes of the state of the data, by list. The same arguments give the same bytes. Raises ValueError for a
        figure where the form has no blank.
        """
        out = io.BytesIO()
        whose = {_CODE: escape(unit.code), _NAME: escape(unit.name), _TYPE: escape(unit.type)}
        with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as archive:
            for name, part in self.parts.items():
                if name in self.alike:
                    archive.writestr(ZipInfo(name, MADE), self.alike[name], ZIP_DEFLATED)
                    continue
                if name in self.sheets:
                    table = self.sheets[name]
                    given = rows.get(table.name, ())
                    part = self.forms[name].filled(given) if table.is_form else self._list(name, part, given)
                    if (state := (states or {}).get(table.name)) is not None:
                        part = _typed(part, f"A{STATE_ROW}", STATE_LABELS[state].vi)
                archive.writestr(ZipInfo(name, MADE), _MARK.sub(lambda m: whose[m[0]], part), ZIP_DEFLATED)
        return out.getvalue()

    def _list(self, name: str, part: str, rows: Rows) -> str:
        """The rows in place of the blank ones, in their style."""
        styles, table = self.styles[name], self.sheets[name]
        written = []
        for number, row in enumerate(rows, FIRST_ROW):
            cells = _placed(table, number, row, table.columns)
            inside = "".join(_cell(at := f"{c}{number}", style, cells.get(at)) for c, style in styles.items())
            written.append(f'<row r="{number}">{inside}</row>')
        return part.replace(_END, "".join(written) + _END)


class _Form:
    """A form's part, cut at its blank cells."""

    def __init__(self, part: str, table: Table, period: Period) -> None:
        self.table = table
        figures = enumerate(lines(table, period), FIRST_ROW)
        self.rows = {figure.code: (row, closed(figure, period)) for row, figure in figures}
        self.pieces: list[str] = []
        self.blanks: dict[str, tuple[int, str]] = {}  # address → its piece and its style
        end = 0
        for blank in _CELL.finditer(part):
            self.pieces += [part[end : blank.start()], blank[0]]
            self.blanks[blank[1] + blank[2]] = len(self.pieces) - 1, blank[3]
            end = blank.end()
        self.pieces.append(part[end:])

    def filled(self, rows: Rows) -> str:
        pieces = list(self.pieces)
        for line in rows:
            row, shut = self.rows.get(str(line["code"]), (0, ()))
            if not row or any(line.get(key) is not None for key in shut):
                raise ValueError(f"{line['code']} of {self.table.name} has no blank for {line}")
            for at, value in _placed(self.table, row, line, ("value", "year_to_date", "note")).items():
                piece, style = self.blanks[at]
                pieces[piece] = _cell(at, style, value)
        return "".join(pieces)


def _typed(part: str, at: str, value: object) -> str:
    """A value put into a blank cell that is there. Raises ValueError where there is none."""
    start = part.index(f'<c r="{at}"')
    end = part.index("/>", start) + 2
    blank = _CELL.fullmatch(part[start:end])
    if blank is None:
        raise ValueError(f"{at} is not blank")
    return part[:start] + _cell(at, blank[3], value) + part[end:]


def _placed(table: Table, row: int, values: Mapping[str, object], keys: Iterable[str]) -> dict[str, object]:
    """The values that there are, each at its cell and in the words of a drop-down."""
    places = {key: f"{letter(place)}{row}" for place, key in enumerate(table.columns)}
    given = {key: values[key] for key in keys if values.get(key) is not None}
    return {places[key]: table.columns[key].worded(value) for key, value in given.items()}


def _cell(at: str, style: str, value: object) -> str:
    if value is None:
        return f'<c r="{at}" s="{style}"/>'
    if isinstance(value, date):
        value = (value - EPOCH).days
    if isinstance(value, int | float):
        return f'<c r="{at}" s="{style}"><v>{value}</v></c>'
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'
