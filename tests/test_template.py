"""The template: what it says of itself, and that what it lets through is accepted."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data.filling import Blank
from data.intake import check_rows
from data.model import Period, Severity, Text
from data.places import PLACES
from data.reading import Reading, read
from data.store import scratch
from data.table import STATE_LABELS, Kind, Table, text
from data.template import build, sheet_name
from indicators import TABLES

FILES = Path(__file__).parent / "files"
PERIOD = Period.parse("2024-Q4")
UNIT = next(unit for unit in PLACES.at(PERIOD.end) if unit.code == "45")
LISTS = [name for name, table in TABLES.items() if not table.is_form]
INDICATION: dict[str, object] = {
    "certificate_no": "00126",
    "name": "Quảng Trị",
    "product": "chè vằng",
    "registered_on": date(2023, 1, 19),
    "status": "in_force",
}
Described = Mapping[str, str]


@cache
def blank(rows: int) -> bytes:
    return build(TABLES, UNIT, PERIOD, 63, rows=rows)


def template(rows: int = 8) -> Workbook:
    return load_workbook(io.BytesIO(blank(rows)))


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
    assert [(meta.cell(row, 1).value, meta.cell(row, 2).value) for row in range(1, 5)] == [
        ("template", "khcn-quarterly"),
        ("province", "45"),
        ("units", 63),
        ("period", "2024-Q4"),
    ]
    assert [cell.value for cell in meta[5]] == (
        ["sheet", "table", "column", "header_cell", "first_row", "last_row", "kind", "required", "choices", "labels"]
    )


def test_a_code_keeps_its_leading_zero() -> None:
    hanoi = next(unit for unit in PLACES.at(PERIOD.end) if unit.code == "01")
    book = load_workbook(io.BytesIO(build(TABLES, hanoi, PERIOD, 63, rows=1)))
    assert book["_meta"]["B2"].value == "01"


def test_every_declared_column_is_described_where_it_stands() -> None:
    book = template()
    rows = described(book)
    wanted = {(name, key) for name, table in TABLES.items() for key in table.columns}
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
        assert (row["kind"], row["required"]) == (column.kind.value, str(int(column.required)))
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
    for said in ("Quảng Trị", "mã 45", "Quý IV/2024 (01/10/2024 – 31/12/2024)", "15/01/2025", "không phải là 0"):
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


@pytest.mark.parametrize("name", TABLES)
def test_every_heading_explains_itself_and_every_cell_below_it_has_a_rule(name: str) -> None:
    book = template()
    for (table, key), row in described(book).items():
        if table != name or key == "state":
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
            strict = column.kind is Kind.CHOICE
            assert rule.type == _TYPES[column.kind] or (column.suggestions and rule.type == "list")
            assert (bool(rule.showErrorMessage) and rule.errorStyle in (None, "stop")) == (
                strict or (column.kind is Kind.TEXT and not column.suggestions)
            )


_TYPES = {
    Kind.TEXT: "textLength",
    Kind.WHOLE: "whole",
    Kind.DECIMAL: "decimal",
    Kind.DAY: "date",
    Kind.CHOICE: "list",
}


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
    book = template()
    rows = described(book)
    sheet = book[rows["summary", "value"]["sheet"]]
    letters = {key: re.sub(r"\d", "", rows["summary", key]["header_cell"]) for key in TABLES["summary"].columns}
    for at, figure in enumerate(TABLES["summary"].figures, int(rows["summary", "value"]["first_row"])):
        cells = {key: sheet[f"{letter}{at}"] for key, letter in letters.items()}
        assert [cells[key].value for key in ("code", "name", "unit")] == [
            figure.code,
            figure.label.vi,
            figure.unit.vi,
        ]
        locked = {key for key, cell in cells.items() if cell.protection.locked}
        assert locked == {"code", "name", "unit"} | ({"year_to_date"} if figure.at_date else set())
        rule = rule_at(sheet, cells["value"].coordinate)
        assert rule is not None
        assert rule.type == ("whole" if figure.whole else "decimal")
        assert not figure.share or rule.formula2 == "100"


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


def test_a_template_sent_back_as_it_came_has_no_error_and_says_nothing() -> None:
    reading = read(saved(template()), "t.xlsx", TABLES)
    assert not reading.findings
    assert {name: (sheet.rows.num_rows, sheet.state) for name, sheet in reading.sheets.items()} == dict.fromkeys(
        TABLES, (0, None)
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


@st.composite
def filled(draw: st.DrawFn, table: str) -> tuple[bytes, list[dict[str, object]], str | None]:
    """A template with one sheet filled from its own rules; what was meant by it, and its state."""
    book = template(rows=4)
    rows = {key: row for (name, key), row in described(book).items() if name == table}
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
                    row[key] = cell.value
                continue
            if not column.required and draw(st.booleans()):
                continue
            value = f"Ghi chú {number}" if key == "note" else typed(draw, book, sheet, cell.coordinate, number)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
            codes = dict(zip(rows[key]["labels"].split("|"), rows[key]["choices"].split("|"), strict=True))
            row[key] = codes.get(str(value), value) if column.kind is Kind.CHOICE else value
        if not declared.is_form or row.keys() & {"value", "year_to_date", "note"}:
            meant.append(row)
    return saved(book), meant, state


def told(reading: Reading, table: str) -> list[dict[str, object]]:
    """The rows that were read, without what is absent."""
    return [
        {key: value for key, value in row.items() if value is not None and not key.startswith("_")}
        for row in reading.sheets[table].rows.to_pylist()
    ]


@pytest.mark.parametrize("table", TABLES)
def test_a_template_filled_only_from_its_own_drop_downs_and_rules_passes(table: str) -> None:
    @settings(max_examples=8, deadline=None, derandomize=True, database=None)
    @given(filled(table))
    def passes(case: tuple[bytes, list[dict[str, object]], str | None]) -> None:
        data, meant, state = case
        reading = read(data, "t.xlsx", TABLES)
        sheet = reading.sheets[table]
        findings = list(reading.findings)
        if not TABLES[table].is_form:
            with scratch() as work:
                findings += check_rows(work, TABLES[table], sheet, PERIOD)
        assert [f for f in findings if f.severity in (Severity.ERROR, Severity.STOP)] == []
        assert told(reading, table) == [{key: tidied(value) for key, value in row.items()} for row in meant]
        assert sheet.state == state

    passes()


def tidied(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


# … also when a program has filled it in, or another has saved it


def example() -> bytes:
    """A workbook with something of every kind; `tests/files/README.md` says how the files are made from it."""
    return Blank(TABLES, UNIT, PERIOD, 63).fill(UNIT, EXAMPLE, EXAMPLE_STATES)


EXAMPLE: dict[str, list[dict[str, object]]] = {
    "summary": [
        {"code": "IP01", "value": 1, "note": "Chè vằng"},
        {"code": "MQ01", "value": 1260, "year_to_date": 10036},
        {"code": "MQ02", "value": 98.5},
    ],
    "geographical_indications": [
        INDICATION | {"product_group": "Dược liệu", "manager": "Sở KH&CN", "authorised_users": 30},
        INDICATION | {"certificate_no": "MH-01", "name": "=Hướng Hóa", "status": "cancelled"},
    ],
    "calibrated_instruments": [
        {"provider": "Trung tâm Kỹ thuật", "service": "calibration", "instrument_type": "taximeter", "instruments": 1260,
         "passed": 1241, "commune": "Phường Đông Hà"},
    ],
    "trainings": [
        {"title": "Ứng dụng chế phẩm vi sinh", "topic": "microbial_waste", "organiser": "commune",
         "started_on": date(2024, 10, 3), "ended_on": date(2024, 10, 4), "participants": 45, "women": 20},
    ],
}  # fmt: skip
EXAMPLE_STATES = {"geographical_indications": "has_data", "collective_marks": "nothing", "trainings": "has_data"}


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


def test_the_kept_file_is_what_the_template_makes_today() -> None:
    kept, made = (read(data, "filled.xlsx", TABLES) for data in ((FILES / "filled.xlsx").read_bytes(), example()))
    assert kept.meta == made.meta
    assert {name: told(kept, name) for name in TABLES} == {name: told(made, name) for name in TABLES}


@pytest.mark.parametrize("name", ["filled.xlsx", "libreoffice.xlsx", "libreoffice.ods", "libreoffice.xls"])
def test_the_same_file_saved_by_another_program_passes_too(name: str) -> None:
    reading = read((FILES / name).read_bytes(), name, TABLES)
    assert [f for f in reading.findings if f.severity is not Severity.INFO] == []
    assert reading.meta == {"template": "khcn-quarterly", "province": "45", "units": "63", "period": "2024-Q4"}
    printed = {figure.code: {"name": figure.label.vi, "unit": figure.unit.vi} for figure in TABLES["summary"].figures}
    for table in TABLES:
        meant = [{**printed.get(str(row.get("code")), {}), **row} for row in EXAMPLE.get(table, [])]
        assert told(reading, table) == meant
        assert reading.sheets[table].state == EXAMPLE_STATES.get(table)
