"""The template: what it says of itself, and that what it lets through is accepted."""

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data.checks import check_rows, yearly_lines
from data.model import CALENDAR_LABELS, Calendar, Period, Severity, Text, day_text
from data.places import PLACES
from data.reading.reader import Reading, read
from data.reading.tally import Tally
from data.storage.database import scratch
from data.table import FORM_COLUMNS, STATE_LABELS, FormFigure, Table, decimal, text
from data.templates.build import build, build_nationwide, sheet_name
from data.templates.fill import Blank
from indicators import TABLES
from tests.support.catalogue import TABLES as FIXED
from tests.support.filled import EXAMPLE, EXAMPLE_STATES, FILES, INDICATION, PERIOD, UNIT, example

SHEETS = {name: table for name, table in TABLES.items() if not table.nationwide}
LISTS = [name for name, table in SHEETS.items() if not table.is_form]
Described = Mapping[str, str]


@cache
def blank(rows: int, *names: str) -> bytes:
    return build({name: TABLES[name] for name in names or TABLES}, UNIT, PERIOD, 63, rows=rows)


def template(*names: str, rows: int = 8) -> Workbook:
    """With all sheets, or only those named."""
    return load_workbook(io.BytesIO(blank(rows, *names)))


def described(book: Workbook) -> dict[tuple[str, str], Described]:
    """The rows of `_meta`, by table and column."""
    lines = [["" if cell is None else str(cell) for cell in row] for row in book["_meta"].iter_rows(values_only=True)]
    start = next(number for number, line in enumerate(lines) if line[0] == "sheet")
    rows = [dict(zip(lines[start], line, strict=True)) for line in lines[start + 1 :]]
    return {(row["table"], row["column"]): row for row in rows}


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rule_at(sheet: Worksheet, cell: str) -> DataValidation | None:
    return next((rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref), None)


# What the file says of itself


def test_the_hidden_sheet_names_the_template_the_province_as_text_and_the_quarter() -> None:
    meta = template()["_meta"]
    assert meta.sheet_state == "veryHidden"
    assert [(meta.cell(row, 1).value, meta.cell(row, 2).value) for row in range(1, 6)] == [
        ("template", "khcn-quarterly"),
        ("province", "45"),
        ("units", 63),
        ("period", "2024-Q4"),
        ("calendar", "statistical"),
    ]
    assert [cell.value for cell in meta[6]] == (
        ["sheet", "table", "column", "header_cell", "first_row", "last_row", "kind", "required", "choices", "labels"]
    )


def test_a_code_keeps_its_leading_zero() -> None:
    hanoi = next(unit for unit in PLACES.at(PERIOD.end) if unit.code == "01")
    book = load_workbook(io.BytesIO(build(TABLES, hanoi, PERIOD, 63, rows=1)))
    assert book["_meta"]["B2"].value == "01"


def test_every_declared_column_is_described_where_it_stands() -> None:
    book = template()
    rows = described(book)
    wanted = {(name, key) for name, table in SHEETS.items() for key in table.columns}
    assert set(rows) == wanted | {(name, "state") for name in LISTS}
    for (name, key), row in rows.items():
        said = str(book[row["sheet"]][row["header_cell"]].value)
        if key == "state":
            assert said == "Tình trạng số liệu"
            assert (row["kind"], row["required"], row["first_row"]) == ("choice", "0", row["last_row"])
            assert row["choices"].split("|") == list(STATE_LABELS)
            assert row["labels"].split("|") == [label.vi for label in STATE_LABELS.values()]
            continue
        column = TABLES[name].columns[key]
        assert said == column.label.vi + (" *" if column.required else "")
        assert (row["kind"], row["required"]) == (column.type.name, str(int(column.required)))
        assert row["choices"] == "|".join(column.choices)
        assert row["labels"] == "|".join(label.vi for label in column.choices.values())
        count = len(TABLES[name].figures) or 8
        assert int(row["last_row"]) - int(row["first_row"]) + 1 == count


def test_the_state_is_chosen_directly_below_its_label() -> None:
    book = template()
    for name in LISTS:
        row = described(book)[name, "state"]
        label = book[row["sheet"]][row["header_cell"]]
        assert int(row["first_row"]) == label.row + 1
        assert rule_at(book[row["sheet"]], label.offset(1).coordinate) is not None


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert build(TABLES, UNIT, PERIOD, 63, rows=1) == build(TABLES, UNIT, PERIOD, 63, rows=1)


def test_a_list_of_its_first_and_last_row_alone_is_the_same_workbook_but_for_the_rows_between() -> None:
    lists = {name: TABLES[name] for name in LISTS}

    def without_rows(every_row: bool) -> dict[str, str]:
        made = build(lists, UNIT, PERIOD, 63, rows=20, every_row=every_row)
        with ZipFile(io.BytesIO(made)) as archive:
            parts = {name: archive.read(name).decode() for name in archive.namelist()}
        return {name: re.sub(r'<row r="(?:9|1\d|2[0-6])".*?</row>', "", part) for name, part in parts.items()}

    assert without_rows(every_row=False) == without_rows(every_row=True)


@pytest.mark.slow
def test_a_list_offers_five_hundred_rows_and_always_some_below_those_it_comes_with() -> None:
    table = {"geographical_indications": TABLES["geographical_indications"]}
    many = [INDICATION | {"certificate_no": f"{n:05}"} for n in range(480)]
    for given_rows, last in (([], 507), (many, 587)):
        book = load_workbook(io.BytesIO(build(table, UNIT, PERIOD, 63, {"geographical_indications": given_rows})))
        assert described(book)["geographical_indications", "name"]["last_row"] == str(last)


# Its sheets


def test_the_cover_says_whose_it_is_and_that_a_dash_is_not_zero() -> None:
    cover = template().worksheets[0]
    words = " ".join(str(cell) for row in cover.iter_rows(values_only=True) for cell in row if cell)
    assert cover.title == "Hướng dẫn"
    due = day_text(PERIOD.due)
    for said in ("Quảng Trị", "mã 45", "Quý IV/2024 (01/10/2024 – 31/12/2024)", due, "không phải là 0"):
        assert said in words
    assert all(label.vi in words and label.en in words for label in STATE_LABELS.values())


def test_names_that_excel_refuses_are_never_given_to_a_sheet() -> None:
    def named(label: str, *also: str) -> str:
        return sheet_name(Table("t", Text(label, label), {}, also=also))

    assert named("Phương tiện đo kiểm định, hiệu chuẩn", "Phương tiện đo") == "Phương tiện đo"
    assert named("Nhiệm vụ khoa học và công nghệ cấp tỉnh") == "Nhiệm vụ khoa học và công nghệ"
    assert named("Thu/chi: [2024]?") == "Thu chi   2024"
    assert len(named("Đ" * 40)) == 31


def test_two_tables_of_one_name_get_two_sheets() -> None:
    one = Table("one", Text("Hướng dẫn", "Guide"), {"a": text(Text("A", "A"), Text("a", "a"), "1")})
    two = Table("two", Text("Hướng dẫn", "Guide"), one.columns)
    book = load_workbook(io.BytesIO(build({"one": one, "two": two}, UNIT, PERIOD, 63, rows=1)))
    assert book.sheetnames[:3] == ["Hướng dẫn", "Hướng dẫn 2", "Hướng dẫn 3"]


@pytest.mark.parametrize("name", SHEETS)
def test_every_heading_explains_itself_and_every_cell_below_it_has_a_rule(name: str) -> None:
    book = template(name)
    for (_, key), row in described(book).items():
        if key == "state":
            continue
        sheet = book[row["sheet"]]
        heading = sheet[row["header_cell"]]
        column = TABLES[name].columns[key]
        assert heading.protection.locked
        assert column.hint.vi in heading.comment.text
        assert column.hint.en in heading.comment.text
        assert column.example in heading.comment.text
        if TABLES[name].is_form:
            continue
        for at in (row["first_row"], row["last_row"]):
            cell = f"{heading.column_letter}{at}"
            rule = rule_at(sheet, cell)
            assert rule is not None
            assert not sheet[cell].protection.locked
            strict = bool(column.choices)
            assert rule.type == column.type.validation or (column.suggestions and rule.type == "list")
            assert (bool(rule.showErrorMessage) and rule.errorStyle in (None, "stop")) == (
                strict or (column.type.is_text and not column.suggestions)
            )


def test_drop_downs_are_defined_names_of_a_hidden_sheet() -> None:
    book = template()
    assert book["_lists"].sheet_state == "hidden"
    for (name, key), row in described(book).items():
        column = TABLES[name].columns.get(key)
        wanted = [label.vi for label in column.choices.values()] if column else row["labels"].split("|")
        wanted = wanted or list(column.suggestions if column else ())
        if not wanted or TABLES[name].is_form:
            continue
        letter = re.sub(r"\d", "", row["header_cell"])
        rule = rule_at(book[row["sheet"]], f"{letter}{row['first_row']}")
        assert rule is not None
        assert offered(book, rule) == wanted


def test_what_is_printed_on_the_form_is_locked_and_a_stock_takes_no_year_to_date() -> None:
    book = template("summary")
    rows = described(book)
    sheet = book[rows["summary", "value"]["sheet"]]
    letters = {key: re.sub(r"\d", "", rows["summary", key]["header_cell"]) for key in TABLES["summary"].columns}
    for at, figure in enumerate(TABLES["summary"].figures, int(rows["summary", "value"]["first_row"])):
        cells = {key: sheet[f"{letter}{at}"] for key, letter in letters.items()}
        assert [cells[key].value for key in ("code", "name", "unit")] == [
            figure.code,
            "– " * bool(figure.part_of) + figure.label.vi,
            figure.unit.vi,
        ]
        locked = {key for key, cell in cells.items() if cell.protection.locked}
        closed = {"year_to_date"} if figure.at_date else {"value"} if figure.yearly else set()
        assert locked == {"code", "name", "unit"} | closed
        rule = rule_at(sheet, cells["year_to_date" if closed == {"value"} else "value"].coordinate)
        assert rule is not None
        assert rule.type == ("whole" if figure.whole else "decimal")
        assert not figure.share or rule.formula2 == "100"


DOSSIERS = Text("hồ sơ", "dossiers")
FORM = Table(
    "form",
    Text("Biểu thử", "A form"),
    FORM_COLUMNS,
    figures=(
        FormFigure("ZZ01", Text("Hồ sơ", "Dossiers"), DOSSIERS, True, False),
        FormFigure("ZZ01.kept", Text("Được giữ", "Kept"), DOSSIERS, True, False, part_of="ZZ01"),
        FormFigure("ZZ01.kept.late", Text("Quá hạn", "Late"), DOSSIERS, True, False, part_of="ZZ01.kept"),
        FormFigure("ZZ02", Text("Sáng kiến trong năm", "Initiatives"), DOSSIERS, True, False, yearly=True),
        FormFigure("ZZ03", Text("Cán bộ cuối năm", "Staff"), DOSSIERS, True, True, yearly=True),
    ),
)
ONLY_YEARLY = replace(FORM, name="yearly", label=Text("Biểu năm", "Of the year"), figures=FORM.figures[3:])


def form_sheet(period: str, calendar: Calendar = Calendar.STATISTICAL) -> Worksheet:
    data = build({"form": FORM}, UNIT, Period.parse(period), 63, calendar=calendar)
    return load_workbook(io.BytesIO(data))["Biểu thử"]


def test_the_parts_of_a_figure_are_set_in_below_it_and_read_back_as_themselves() -> None:
    sheet = form_sheet("2024-Q1")
    assert [sheet.cell(row, 2).value for row in range(8, 12)] == ["Hồ sơ", "– Được giữ", "+ Quá hạn", None]
    assert [sheet.cell(row, 2).alignment.indent for row in range(8, 11)] == [1, 3, 5]
    sheet["D10"] = 3
    reading = read(saved(sheet.parent), "t.xlsx", {"form": FORM})
    assert (told(reading, "form"), reading.findings) == (
        [{"code": "ZZ01.kept.late", "name": "Quá hạn", "unit": "hồ sơ", "value": 3.0}],
        [],
    )


def test_figures_of_the_year_are_asked_for_in_the_fourth_quarter_only_and_a_flow_of_them_only_as_the_years_total() -> (
    None
):
    assert [form_sheet(f"2024-Q{n}").max_row - 7 for n in (1, 2, 3, 4)] == [3, 3, 3, 5]
    last = form_sheet("2024-Q4")
    closed = {cell for cell in ("D8", "E8", "D11", "E11", "D12", "E12") if last[cell].protection.locked}
    assert closed == {"D11", "E12"}
    assert rule_at(last, "D11") is None


def test_a_form_without_a_line_for_the_quarter_is_no_sheet_of_it() -> None:
    for quarter, there in (("2024-Q3", False), ("2024-Q4", True)):
        data = build({"form": FORM, "yearly": ONLY_YEARLY}, UNIT, Period.parse(quarter), 63)
        assert ("Biểu năm" in load_workbook(io.BytesIO(data)).sheetnames) == there


@pytest.mark.parametrize(
    ("calendar", "quarter", "days", "year"),
    [
        (Calendar.STATISTICAL, "2025-Q3", "01/07/2025–30/09/2025", "01/01"),
        (Calendar.ADMINISTRATIVE, "2025-Q3", "15/06/2025–14/09/2025", "15/12/2024"),
        (Calendar.ADMINISTRATIVE, "2025-Q1", "15/12/2024–14/03/2025", "15/12/2024"),
    ],
)
def test_a_sheet_states_the_exact_days_of_its_calendar(calendar: Calendar, quarter: str, days: str, year: str) -> None:
    sheet = form_sheet(quarter, calendar)
    assert days in sheet["A2"].value
    assert CALENDAR_LABELS[calendar].vi in sheet["A2"].value
    assert f"Cộng dồn từ {year} đến hết quý" in sheet["E7"].comment.text
    cover = " ".join(
        str(cell) for row in sheet.parent.worksheets[0].iter_rows(values_only=True) for cell in row if cell
    )
    assert days.replace("–", " – ") in cover
    assert CALENDAR_LABELS[calendar].vi in cover
    assert sheet.parent["_meta"]["B5"].value == calendar.value


def test_the_days_that_a_list_lets_in_are_those_of_its_calendar() -> None:
    data = build(
        {"trainings": TABLES["trainings"]}, UNIT, Period.parse("2024-Q1"), 63, calendar=Calendar.ADMINISTRATIVE
    )
    book = load_workbook(io.BytesIO(data))
    row = described(book)["trainings", "started_on"]
    rule = rule_at(book[row["sheet"]], f"{row['header_cell'][0]}{row['first_row']}")
    assert rule is not None
    assert (rule.formula1, rule.formula2) == ("DATE(2023,12,15)", "DATE(2024,3,14)")


def test_a_form_says_how_to_write_what_is_no_plain_number() -> None:
    sheet = form_sheet("2024-Q4")
    words = " ".join(str(sheet.cell(row, 1).value) for row in (4, 5, 6))
    for said in ("trên 70", "khoảng 500", "x", "mật", "gõ 0", "Lũy kế từ đầu năm", "Withheld"):
        assert said in words


# The sheet of the whole country

SCORES = Table(
    "scores",
    Text("Điểm số", "Scores"),
    {
        "province": text(Text("Tỉnh, thành phố", "Province"), Text("Tên tỉnh.", "Its name."), "Huế"),
        "score": decimal(Text("Điểm", "Score"), Text("Từ 0 đến 100.", "0 to 100."), "41,5", required=False),
    },
    key=("province",),
    nationwide=True,
)


@pytest.mark.parametrize(("year", "count"), [(2024, 63), (2025, 34)])
def test_the_nationwide_sheet_has_a_row_for_each_province_of_its_year_and_reads_back(year: int, count: int) -> None:
    provinces = PLACES.at(date(year, 12, 31))
    book = load_workbook(io.BytesIO(build_nationwide(SCORES, year, provinces)))
    assert book.sheetnames == ["Điểm số", "_meta"]
    sheet = book["Điểm số"]
    assert sheet["A8"].protection.locked
    assert not sheet["B8"].protection.locked
    for row in range(8, 8 + count):
        sheet.cell(row, 2, 40.5)
    reading = read(saved(book), "t.xlsx", {**TABLES, "scores": SCORES})
    assert told(reading, "scores") == [{"province": unit.name, "score": 40.5} for unit in provinces]
    assert (list(reading.sheets), reading.findings) == (["scores"], [])
    assert reading.meta == {
        "template": "khcn-quarterly",
        "province": "VN",
        "units": str(count),
        "period": str(year),
        "calendar": "statistical",
    }


def test_the_nationwide_table_reads_as_text_too_and_is_no_sheet_of_a_province() -> None:
    reading = read(b'Province,Score\nHu\xe1\xba\xbf,"40,5"\n', "t.csv", {"scores": SCORES, "form": FORM})
    assert told(reading, "scores") == [{"province": "Huế", "score": 40.5}]
    data = build({"scores": SCORES, "form": FORM}, UNIT, PERIOD, 63)
    assert load_workbook(io.BytesIO(data)).sheetnames == ["Hướng dẫn", "Biểu thử", "_meta"]
    assert read(data, "t.xlsx", {"scores": SCORES, "form": FORM}).findings == []


def test_every_sheet_is_protected_without_a_password_and_prints_on_a4_across() -> None:
    for sheet in template().worksheets[:-2]:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddHeader.left.text == "Tỉnh Quảng Trị (45)"
    for sheet in template().worksheets[1:-2]:
        assert sheet.freeze_panes
        assert sheet.print_title_rows == "$7:$7"


# Rows it comes with


def test_the_last_register_comes_filled_in_and_reads_back_as_it_stood() -> None:
    rows = [INDICATION, INDICATION | {"certificate_no": "00001", "status": "cancelled", "authorised_users": 12}]
    reading = read(build(TABLES, UNIT, PERIOD, 63, {"geographical_indications": rows}, rows=3), "t.xlsx", TABLES)
    assert told(reading, "geographical_indications") == rows
    assert not reading.findings


def test_a_name_that_begins_like_a_formula_stays_a_name() -> None:
    names = ['=HYPERLINK("http://x.vn")', "+84", "-5 trái", "@SUM(A1)"]
    rows = [INDICATION | {"certificate_no": str(n), "name": name} for n, name in enumerate(names)]
    data = build(TABLES, UNIT, PERIOD, 63, {"geographical_indications": rows}, rows=1)
    sheet = load_workbook(io.BytesIO(data))["Chỉ dẫn địa lý"]
    assert [(sheet.cell(8 + n, 2).value, sheet.cell(8 + n, 2).data_type) for n in range(4)] == [
        (name, "s") for name in names
    ]


@pytest.mark.slow
def test_a_template_sent_back_as_it_came_has_no_error_and_says_nothing() -> None:
    reading = read(saved(template()), "t.xlsx", TABLES)
    assert not reading.findings
    assert {name: (sheet.rows.num_rows, sheet.state) for name, sheet in reading.sheets.items()} == dict.fromkeys(
        SHEETS, (0, None)
    )


# What it lets through is accepted


def offered(book: Workbook, rule: DataValidation) -> list[str]:
    """What a drop-down offers, by the name it points to."""
    sheet, cells = next(iter(book.defined_names[rule.formula1].destinations))
    return [cell[0].value for cell in book[sheet][cells.replace("$", "")]]


def bound(sheet: Worksheet, formula: str, row: int) -> Any:
    """A bound of a rule, for the cell's own row; neighbours that are blank do not bind."""

    def strictest(choose: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *values: choose(value for value in values if value is not None)

    def at(letter: str) -> Any:
        value = sheet[f"{letter}{row}"].value
        return value.date() if isinstance(value, datetime) else value

    words = re.sub(r"\$?([A-Z]{1,2})\d+", r"at('\1')", formula)
    return eval(words, {"DATE": date, "MIN": strictest(min), "MAX": strictest(max), "at": at})


LETTERS = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyẵộỹÂĐƠ 0123456789,.;:()-/&"), min_size=1, max_size=20)


def typed(draw: st.DrawFn, book: Workbook, sheet: Worksheet, cell: str, number: int) -> object:
    """Anything that a cell's own drop-down or rule lets in; texts differ from row to row."""
    rule = rule_at(sheet, cell)
    assert rule is not None
    if rule.type == "list" and (rule.showErrorMessage or draw(st.booleans())):
        return draw(st.sampled_from(offered(book, rule)))
    if rule.type in ("list", "textLength"):
        sign = draw(st.sampled_from(["", "", "=", "+", "-", "@"]))
        return f"{sign}Mục {number} {draw(LETTERS)}".strip()
    row = sheet[cell].row
    least, most = bound(sheet, rule.formula1, row), bound(sheet, rule.formula2, row)
    if rule.type == "date":
        return draw(st.dates(least, most))
    if rule.type == "whole":
        return draw(st.integers(int(least), int(most)))
    return draw(st.integers(int(least) * 100, int(most) * 100)) / 100


@dataclass(frozen=True)
class Filled:
    """A template with one sheet filled in; what was meant by it, and its state."""

    data: bytes = field(repr=False)
    meant: list[dict[str, object]]
    state: str | None


@st.composite
def filled(draw: st.DrawFn, table: str) -> Filled:
    """A template with one sheet filled from its own rules."""
    book = template(table, rows=4)
    rows = {key: row for (_, key), row in described(book).items()}
    sheet = book[next(iter(rows.values()))["sheet"]]
    meant: list[dict[str, object]] = []
    state = None
    declared = TABLES[table]
    if not declared.is_form:
        cell = sheet[rows["state"]["header_cell"]].offset(1)
        cell.value = draw(st.sampled_from(offered(book, rule_at(sheet, cell.coordinate))))  # type: ignore[arg-type]
        state = dict(zip(rows["state"]["labels"].split("|"), rows["state"]["choices"].split("|"), strict=True))[
            cell.value
        ]
    count = len(declared.figures) or (draw(st.integers(1, 4)) if state == "has_data" else 0)
    for number in range(count):
        row: dict[str, object] = {}
        for key, column in declared.columns.items():
            at = int(rows[key]["first_row"]) + number
            cell = sheet[f"{re.sub(r'[0-9]', '', rows[key]['header_cell'])}{at}"]
            if cell.protection.locked:
                if cell.value is not None:
                    row[key] = re.sub("^[–+] ", "", str(cell.value))
                continue
            if not column.required and draw(st.booleans()):
                continue
            value = f"Ghi chú {number}" if key == "note" else typed(draw, book, sheet, cell.coordinate, number)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
            codes = dict(zip(rows[key]["labels"].split("|"), rows[key]["choices"].split("|"), strict=True))
            row[key] = codes.get(str(value), value) if column.choices else value
        if not declared.is_form or row.keys() & {"value", "year_to_date", "note"}:
            meant.append(row)
    return Filled(saved(book), meant, state)


def told(reading: Reading, table: str) -> list[dict[str, object]]:
    """The rows that were read, without what is absent."""
    return [
        {key: value for key, value in row.items() if value is not None and not key.startswith("_")}
        for row in reading.sheets[table].rows.to_pylist()
    ]


@pytest.mark.slow
@pytest.mark.parametrize("table", SHEETS)
def test_a_template_filled_only_from_its_own_drop_downs_and_rules_passes(table: str) -> None:
    @settings(max_examples=8, deadline=None, derandomize=True, database=None)
    @given(filled(table))
    def passes(case: Filled) -> None:
        reading = read(case.data, "t.xlsx", TABLES)
        sheet = reading.sheets[table]
        findings = [*reading.findings, *yearly_lines(reading, TABLES, PERIOD)]
        if not TABLES[table].is_form:
            with scratch() as work:
                work.lay({sheet.lies: sheet.rows})
                findings += check_rows(work, TABLES[table], sheet, PERIOD, Calendar.STATISTICAL, Tally())
        assert [f for f in findings if f.severity in (Severity.ERROR, Severity.STOP)] == []
        assert told(reading, table) == [{key: tidied(value) for key, value in row.items()} for row in case.meant]
        assert sheet.state == case.state

    passes()


def tidied(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


# … also when a program has filled it in, or another has saved it


@pytest.mark.slow
def test_a_blank_filled_in_for_a_province_is_the_template_of_that_province() -> None:
    hanoi = next(unit for unit in PLACES.at(PERIOD.end) if unit.code == "01")
    mine, its = (
        load_workbook(io.BytesIO(data))
        for data in (Blank(TABLES, UNIT, PERIOD, 63).fill(hanoi, {}), build(TABLES, hanoi, PERIOD, 63))
    )
    assert mine.sheetnames == its.sheetnames
    for name in mine.sheetnames:
        ours, theirs = (
            [[cell for cell in row if cell is not None] for row in book[name].iter_rows(values_only=True)]
            for book in (mine, its)
        )
        assert [row for row in ours if row] == [row for row in theirs if row]
        assert mine[name].oddHeader.left.text == its[name].oddHeader.left.text


def test_a_program_may_not_fill_in_what_the_form_keeps_shut() -> None:
    blank = Blank({"form": FORM}, UNIT, Period.parse("2024-Q3"), 63)
    for line in ({"code": "ZZ02", "year_to_date": 3}, {"code": "ZZ09", "value": 3}):
        with pytest.raises(ValueError, match="no blank"):
            blank.fill(UNIT, {"form": [line]})
    with pytest.raises(ValueError, match="no blank"):
        Blank({"form": FORM}, UNIT, PERIOD, 63).fill(UNIT, {"form": [{"code": "ZZ02", "value": 3}]})


@pytest.mark.slow
def test_the_kept_file_is_what_the_template_makes_today() -> None:
    kept, made = (read(data, "filled.xlsx", FIXED) for data in ((FILES / "filled.xlsx").read_bytes(), example()))
    assert kept.meta == made.meta
    assert {name: told(kept, name) for name in FIXED} == {name: told(made, name) for name in FIXED}


@pytest.mark.parametrize("name", ["filled.xlsx", "libreoffice.xlsx", "libreoffice.ods", "libreoffice.xls"])
def test_the_same_file_saved_by_another_program_passes_too(name: str) -> None:
    reading = read((FILES / name).read_bytes(), name, FIXED)
    assert [f for f in reading.findings if f.severity is not Severity.INFO] == []
    assert reading.meta == {
        "template": "khcn-quarterly",
        "province": "45",
        "units": "63",
        "period": "2024-Q4",
        "calendar": "statistical",
    }
    figures = [figure for table in FIXED.values() for figure in table.figures]
    printed = {figure.code: {"name": figure.label.vi, "unit": figure.unit.vi} for figure in figures}
    for table in FIXED:
        meant = [{**printed.get(str(row.get("code")), {}), **row} for row in EXAMPLE.get(table, [])]
        assert told(reading, table) == meant
        assert reading.sheets[table].state == EXAMPLE_STATES.get(table)
