"""The workbook a province fills in, made from the same declarations that read and check it."""

import re
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.utils import get_column_letter as letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from data.column_types.decimal import DECIMAL
from data.column_types.whole import WHOLE
from data.model import Calendar, Period, Text, day_text
from data.places import NATION, NATION_KEY, Unit
from data.reading.reader import TEMPLATE
from data.table import STATE_LABELS, Column, FormFigure, Table, closed, lines, sheets
from data.templates.cell_rules import figure_rule, guard, listed, offered_list, typed
from data.templates.cover import COVER, STATE, STATE_MEANINGS, cover
from data.templates.references import Reference, print_beside, reference_styles
from data.templates.styles import AUTHOR, PRIMARY, WorkbookScope, comment, mark, saved, set_up, styles, write

_STANDS = ("sheet", "table", "column", "header_cell", "first_row", "last_row")
META_HEADINGS = (*_STANDS, "kind", "required", "choices", "labels")
LIST_ROWS = 500  # a list offers at least this many rows
SPARE_ROWS = 100  # … and this many below those it comes with

# Where things stand on a sheet. The state's cell is below its label so that both keep to one column.
_TITLE, _SCOPE, _ENGLISH, _STATE_LABEL, STATE_ROW, _HEADER, FIRST_ROW = 1, 2, 3, 4, 5, 7, 8
_LISTS, _META = "_lists", "_meta"

_MARKS = ("", "– ", "+ ")  # before the name of a figure, of its part, of the part of a part
_NAME_WIDTH = 42  # characters of a name that fit on a line

_NATIONWIDE = Text(
    "Mỗi tỉnh, thành phố một dòng, tên in sẵn. Ô chưa có số liệu thì để trống, không gõ 0.",
    "A row a province, its name printed. Leave a cell blank where nothing is known, do not type 0.",
)


def sheet_name(table: Table) -> str:
    """What a table's sheet is called: its label, or where Excel would not take it, its first other name that fits."""
    names = [re.sub(r"[\[\]:*?/\\]", " ", text).strip(" '") for text in (table.label.vi, *table.also)]
    return next((name for name in names if 0 < len(name) <= 31), names[0][:32].rsplit(" ", 1)[0][:31])


def build(
    tables: Mapping[str, Table],
    unit: Unit,
    period: Period,
    units: int,
    previous: Mapping[str, Sequence[Mapping[str, object]]] | None = None,
    rows: int = LIST_ROWS,
    calendar: Calendar = Calendar.STATISTICAL,
    references: Sequence[Reference] = (),
    every_row: bool = True,
) -> bytes:
    """The .xlsx template of one province and quarter; the same arguments give the same bytes.

    `units` is how many provinces there are (63, 34). `previous` holds the rows a list comes filled with, by table:
    column key → value, choices as codes, days as dates; `references` stand beside a form's lines.
    A list has `rows` rows to type into, more where filled; without `every_row` only the first and the last of them are
    there, for whoever puts others in their place.
    """
    tables = sheets(tables, period)
    maker = _Maker(WorkbookScope(unit.code, unit.name, unit.type, period, calendar))
    for style in reference_styles() if references else ():
        maker.book.add_named_style(style)
    given = previous or {}
    names = _distinct(tables)
    cover(maker.book.active, tables, names, maker.scope)
    for name, table in tables.items():
        sheet = maker.book.create_sheet(names[name])
        if table.is_form:
            maker.form(sheet, table, references)
        else:
            maker.list_(sheet, table, given.get(name, ()), rows, every_row=every_row)
    return maker.finished(units)


def build_nationwide(table: Table, year: int, provinces: Sequence[Unit]) -> bytes:
    """The .xlsx template of a table that is sent once a year for the whole country: a row a province, printed."""
    maker = _Maker(WorkbookScope(NATION_KEY, NATION.vi, "", Period(year), Calendar.STATISTICAL))
    sheet = maker.book.active
    sheet.title = sheet_name(table)
    given = [{"province": unit.name} for unit in provinces]
    maker.list_(sheet, table, given, len(given), printed=("province",))
    return maker.finished(len(provinces))


def _distinct(tables: Mapping[str, Table]) -> dict[str, str]:
    names: dict[str, str] = {}
    for name, table in tables.items():
        plain, number = sheet_name(table), 2
        label = plain
        while label.lower() in {COVER.vi.lower(), *(other.lower() for other in names.values())}:
            label, number = f"{plain[:28]} {number}", number + 1
        names[name] = label
    return names


class _Maker:
    """One workbook in the making: its styles, and what `_lists` and `_meta` will say."""

    def __init__(self, scope: WorkbookScope) -> None:
        self.book, self.scope, self.period = Workbook(), scope, scope.period
        self.choices: dict[str, list[str]] = {}  # defined name → what its list offers
        self.described: list[tuple[object, ...]] = []
        for style in styles():
            self.book.add_named_style(style)

    def finished(self, units: int) -> bytes:
        if self.choices:
            self._lists()
        self._meta(units)
        self.book.properties.title = f"{self.scope.name} {self.period.code}"
        self.book.properties.creator = AUTHOR
        return saved(self.book)

    # Sheets that are filled in

    def list_(
        self,
        sheet: Worksheet,
        table: Table,
        given: Sequence[Mapping[str, object]],
        rows: int,
        printed: Sequence[str] = (),
        every_row: bool = True,
    ) -> None:
        """A list: its state on top, then a row a thing. Columns that are `printed` are not typed into."""
        keys = list(table.columns)
        last_row = _HEADER + max(rows, len(given) + (SPARE_ROWS if given and rows >= LIST_ROWS else 0))
        end = self.scope.days[1]
        as_of = Text(f"theo tình trạng ngày {day_text(end)}", f"as it stands on {day_text(end, 'en')}")
        self._head(sheet, table, as_of if table.register else self.scope.span)
        if table.nationwide:
            for row, words in ((_STATE_LABEL, _NATIONWIDE.vi), (STATE_ROW, _NATIONWIDE.en)):
                sheet.cell(row, 1, words).style = "note"
        else:
            self._state(sheet, table)
        for place, (key, column) in enumerate(table.columns.items(), 1):
            self._heading(sheet, table, place, key, column, last_row, 26 if place == 1 else 11)
            if key in printed:
                continue
            cells = f"{letter(place)}{FIRST_ROW}:{letter(place)}{last_row}"
            offered = [text.vi for text in column.choices.values()] or column.suggestions
            name = self._choices(f"{table.name}_{key}", offered) if offered else ""
            guard(sheet, cells, listed(name, column) if name else typed(table, key, column, self.scope.days, FIRST_ROW))
            if column.required:
                whole = f"$A{FIRST_ROW}:${letter(len(keys))}{FIRST_ROW}"
                missing = f"AND(COUNTA({whole})>0,ISBLANK({letter(place)}{FIRST_ROW}))"
                sheet.conditional_formatting.add(cells, FormulaRule([missing], fill=mark("F9DDD9")))
        self._mark_repeated(sheet, table, last_row)
        looks = ["printed" if key in printed else f"input {c.type.name}" for key, c in table.columns.items()]
        for row in range(FIRST_ROW, last_row + 1) if every_row else (FIRST_ROW, last_row):
            for place, style in enumerate(looks, 1):
                sheet.cell(row, place).style = style
        for row, values in enumerate(given, FIRST_ROW):
            for place, (key, column) in enumerate(table.columns.items(), 1):
                write(sheet.cell(row, place), column.worded(values.get(key)))
        sheet.auto_filter.ref = f"A{_HEADER}:{letter(len(keys))}{last_row}"
        self._finish(sheet, _HEADER, freeze=f"B{FIRST_ROW}")

    def form(self, sheet: Worksheet, table: Table, references: Sequence[Reference] = ()) -> None:
        """A form: a row a figure, its code, name and unit printed, its parts set in below it."""
        figures = lines(table, self.period)
        depths = _depths(figures)
        last_row = _HEADER + len(figures)
        self._head(sheet, table, self.scope.span)
        for row, words in zip((_STATE_LABEL, STATE_ROW, STATE_ROW + 1), _form_notes(figures), strict=True):
            sheet.cell(row, 1, words).style = "note"
            sheet.row_dimensions[row].height = 16
        for place, (key, column) in enumerate(table.columns.items(), 1):
            self._heading(sheet, table, place, key, column, last_row, 10)
        codes = letter(list(table.columns).index("code") + 1)
        sheet.column_dimensions[codes].width = max(10, *(len(figure.code) + 2 for figure in figures))
        for row, figure in enumerate(figures, FIRST_ROW):
            depth = depths[figure.code]
            printed = {"code": figure.code, "name": _MARKS[depth] + figure.label.vi, "unit": figure.unit.vi}
            shut = closed(figure, self.period)
            for place, (key, column) in enumerate(table.columns.items(), 1):
                cell = sheet.cell(row, place)
                if key in printed:
                    cell.style = f"printed {depth}" if key == "name" else "printed part" if depth else "printed"
                    write(cell, printed[key])
                elif key in shut:
                    cell.style = "closed"
                elif column.type.is_number:
                    cell.style = f"input {(WHOLE if figure.whole else DECIMAL).name}"
                    adds_up = key == "year_to_date" and not figure.share and "value" not in shut
                    least = f"MAX(0,{letter(place - 1)}{row})" if adds_up else "0"
                    guard(sheet, cell.coordinate, figure_rule(figure, least))
                else:
                    cell.style = "input note"
            short = len(printed["name"]) < _NAME_WIDTH
            sheet.row_dimensions[row].height = (20 if depth else 24) if short else 30
        own = {figure.code for figure in figures}
        beside = [one for one in references if own & one.values.keys()]
        print_beside(sheet, figures, beside, len(table.columns), _HEADER)
        self._finish(sheet, _HEADER, freeze=f"C{FIRST_ROW}")

    def _head(self, sheet: Worksheet, table: Table, about: Text) -> None:
        sheet.cell(_TITLE, 1, table.label.vi).style = "title"
        sheet.cell(_SCOPE, 1, f"{self.scope.label.vi} · {about.vi}").style = "scope"
        sheet.cell(_ENGLISH, 1, f"{table.label.en} · {self.scope.label.en} · {about.en}").style = "english"
        for row, height in ((_TITLE, 28), (_SCOPE, 20), (_ENGLISH, 16), (_STATE_LABEL, 20), (STATE_ROW, 22)):
            sheet.row_dimensions[row].height = height
        sheet.row_dimensions[STATE_ROW + 1].height = 8

    def _state(self, sheet: Worksheet, table: Table) -> None:
        sheet.cell(_STATE_LABEL, 1, STATE.vi).style = "label"
        cell = sheet.cell(STATE_ROW, 1)
        cell.style = "state"
        hint = Text(
            "◄ Chọn tình trạng số liệu của trang này; để trống cả bảng và ô này là chưa báo cáo, không phải 0.",
            "Choose the state of this sheet's data; blank rows and a blank state are not reported, not zero.",
        )
        sheet.cell(STATE_ROW, 2, hint.vi).style = "note"
        cell_comment = "\n".join(f"{STATE_LABELS[s].vi}: {text.vi}" for s, text in STATE_MEANINGS.items())
        sheet.cell(_STATE_LABEL, 1).comment = comment(f"{cell_comment}\n\n{hint.en}", 190)
        name = self._choices("states", [text.vi for text in STATE_LABELS.values()])
        guard(sheet, cell.coordinate, offered_list(name, STATE))
        stands = (sheet.title, table.name, "state", f"A{_STATE_LABEL}", STATE_ROW, STATE_ROW)
        self.described.append((*stands, "choice", 0, *_codes(STATE_LABELS)))

    def _heading(
        self, sheet: Worksheet, table: Table, place: int, key: str, column: Column, last_row: int, least: int
    ) -> None:
        cell = sheet.cell(_HEADER, place, column.label.vi + (" *" if column.required else ""))
        stands_out = column.type.is_number if table.is_form else column.required
        cell.style = "heading" if stands_out else "optional"
        wanted = Text("Bắt buộc.", "Required.") if column.required else Text("Không bắt buộc.", "Optional.")
        hint = self._hint(key, column) if table.is_form else column.hint
        words = [hint.vi, wanted.vi, *([f"Ví dụ: {column.example}"] if column.example else [])]
        words += ["", f"{column.label.en}: {hint.en} {wanted.en}"]
        cell.comment = comment("\n".join(words), 150)
        sheet.column_dimensions[letter(place)].width = max(column.width or column.type.width, least)
        stands = (sheet.title, table.name, key, cell.coordinate, FIRST_ROW, last_row)
        self.described.append((*stands, column.type.name, int(column.required), *_codes(column.choices)))

    def _hint(self, key: str, column: Column) -> Text:
        """What a form's column is for; the year to date begins on the first day of its calendar's year."""
        if key != "year_to_date" or self.scope.calendar is Calendar.STATISTICAL:
            return column.hint
        first, hint = self.scope.calendar.days(self.period.so_far())[0], column.hint
        return Text(hint.vi.replace("01/01", day_text(first)), hint.en.replace("1 January", day_text(first, "en")))

    def _mark_repeated(self, sheet: Worksheet, table: Table, last_row: int) -> None:
        """Colour rows that share the key, which no two rows may."""
        if not table.key:
            return
        columns = [letter(list(table.columns).index(key) + 1) for key in table.key]
        pairs = ",".join(f'${c}${FIRST_ROW}:${c}${last_row},${c}{FIRST_ROW}&""' for c in columns)
        for c in columns:
            rule = FormulaRule([f'AND(${columns[0]}{FIRST_ROW}<>"",COUNTIFS({pairs})>1)'], fill=mark("FFE8A3"))
            sheet.conditional_formatting.add(f"{c}{FIRST_ROW}:{c}{last_row}", rule)

    def _finish(self, sheet: Worksheet, header: int, freeze: str) -> None:
        sheet.row_dimensions[header].height = 44
        sheet.sheet_format.defaultRowHeight, sheet.sheet_format.customHeight = 18, True
        sheet.freeze_panes = freeze
        sheet.sheet_view.showGridLines = False
        sheet.sheet_properties.tabColor = PRIMARY
        sheet.print_title_rows = f"{header}:{header}"
        # Without a password: it stops slips of the hand and is no security.
        protection = sheet.protection
        protection.sheet = True
        protection.formatCells = protection.formatColumns = protection.formatRows = False
        protection.sort = protection.autoFilter = False
        set_up(sheet, self.scope)

    def _choices(self, name: str, labels: Sequence[str]) -> str:
        """The workbook-level name of a list on the hidden sheet; direct references are lost by some programs."""
        self.choices[f"list_{name}"] = list(labels)
        return f"list_{name}"

    # Sheets that are read

    def _lists(self) -> None:
        """The hidden sheet that the drop-downs draw from, each list under its defined name."""
        sheet = self.book.create_sheet(_LISTS)
        sheet.sheet_state = "hidden"
        for place, (name, labels) in enumerate(self.choices.items(), 1):
            sheet.cell(1, place, name)
            for row, label in enumerate(labels, 2):
                write(sheet.cell(row, place), label)
            column = f"${letter(place)}$"
            where = f"{_LISTS}!{column}2:{column}{max(2, len(labels) + 1)}"
            self.book.defined_names[name] = DefinedName(name, attr_text=where)

    def _meta(self, units: int) -> None:
        """What programs read of the file: whose it is, and where each column stands."""
        sheet = self.book.create_sheet(_META)
        sheet.sheet_state = "veryHidden"
        code, period, calendar = self.scope.code, self.scope.period.code, self.scope.calendar.value
        about = {"template": TEMPLATE, "province": code, "units": units, "period": period, "calendar": calendar}
        for line in about.items():
            sheet.append(line)
        sheet["B2"].number_format = "@"  # a code keeps its zero
        sheet.append(META_HEADINGS)
        for described in self.described:
            sheet.append(described)


def _depths(figures: Sequence[FormFigure]) -> dict[str, int]:
    """How deep each line stands: a part of a figure below it, the part of a part below that."""
    depths: dict[str, int] = {}
    for figure in figures:
        depths[figure.code] = min(depths[figure.part_of] + 1, len(_MARKS) - 1) if figure.part_of in depths else 0
    return depths


def _form_notes(figures: Sequence[FormFigure]) -> tuple[str, str, str]:
    """Three lines above a form's headings: what to leave, how to write what is no plain number, the same in English."""
    money = any(figure.money for figure in figures)
    yearly = any(figure.yearly and not figure.at_date for figure in figures)
    vi = "Ô xám không điền: chỉ tiêu thời điểm ghi số có đến ngày cuối kỳ, không cộng dồn."
    vi += " Chỉ tiêu năm: ghi số cả năm ở cột «Lũy kế từ đầu năm»." if yearly else ""
    vi += " Tiền: triệu đồng." if money else ""
    words = "Không phát sinh: gõ 0. Chưa có số liệu: để trống. Không áp dụng: x. Không công bố: mật. Số chưa chính xác: trên 70, ít nhất 4, dưới 5, không quá 10, khoảng 500."
    en = "Leave grey cells: a stock stands on the last day and does not add up."
    en += " Yearly figures: the year's total under year to date." if yearly else ""
    en += " Money: million VND." if money else ""
    en += " None: 0. Not known: blank. Not applicable: x. Withheld: mật. Not exact: trên 70 (over), khoảng 500 (about)."
    return vi, words, en


def _codes(choices: Mapping[str, Text]) -> tuple[str, str]:
    """The codes of a choice and what they are called, as programs read them of the file."""
    return "|".join(map(str, choices)), "|".join(text.vi for text in choices.values())
