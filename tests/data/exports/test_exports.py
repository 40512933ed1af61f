"""What is taken away is what was there: every value, every letter, and nothing that runs."""

import csv
import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from frictionless import validate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from data.exports import csv_file, datapackage, xlsx_file
from data.exports import parquet as exports_parquet
from data.exports.csv_file import Separator
from data.exports.datapackage import Resource
from data.exports.xlsx_file import TooLongError
from data.model import Grain, Language, Period, Text
from data.places import Boundary
from indicators import MEASURES
from indicators.engine.answer import Answer, By, Question
from pages.download_formats import excel, notes, parquet
from pages.download_formats.csv import csv as as_csv_bytes
from pages.texts import common
from pages.ui import downloads
from service import acceptance
from service.publishing import figure_table
from service.service import Service
from tests.support.rows import Tell

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    " =1",
    "＝1",
    "\t=1",
    "x;=1",
    "a\n=1",
    "'=1",
    "''=1",
    "_x0041_",
    "<b>&amp;",
    " x ",
    "a\rb",
    "a\x01b",
    "Lớp a;\"=cmd|' /C calc'!A0;b",
    'x,"=1',
    '"\n"@x',
]
OPENS = "=+-@＝＋－＠"


def as_csv(table: pa.Table, separator: Separator = Separator.COMMA) -> str:
    return as_csv_bytes(table, separator).decode("utf-8-sig")


def lines_of(text: str, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def as_workbook(table: pa.Table, limit: int = xlsx_file.LIMIT) -> io.BytesIO:
    out = io.BytesIO()
    xlsx_file.write(table.to_reader(), out, "Số liệu", limit=limit)
    return io.BytesIO(out.getvalue())


# What must not happen


HIDDEN = "Lớp a;\"=cmd|' /C calc'!A0;b"  # read with `;` from the comma file, the mark opens a cell that is a formula
pieces = st.lists(
    st.sampled_from([*" \t\r\n,;\"'=+-@＝a", "\xa0", '"=', ";=", '";"', "\r\n", "\x0b", HIDDEN]), max_size=10
).map("".join)
A_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?(e[-+]?\d+)?(?=[,;\t\"]|$)")  # or the part of one before a separator


def formulas(raw: str) -> list[str]:
    """The cells that some spreadsheet may run: whichever separator it takes, whether or not a mark holds a line break."""
    cells = []
    for taken in ",;\t":
        cells += [cell for line in csv.reader(io.StringIO(raw, newline=""), delimiter=taken) for cell in line]
        cells += [cell for line in re.split(r"[\r\n]", raw) for cell in line.split(taken)]
    starts = [cell.lstrip(' "\t\r\n\x0b\x0c\xa0') for cell in cells]
    return [cell for cell in starts if cell[:1] in set(OPENS) and not A_NUMBER.match(cell)]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("written", Separator)
def test_no_text_is_a_formula_in_a_csv_whichever_separator_a_spreadsheet_takes(text: str, written: Separator) -> None:
    assert formulas(as_csv(pa.table({"a": [text], "b": [text], text: [1]}), written)) == []


@pytest.mark.slow
@given(st.lists(st.tuples(pieces, pieces, st.integers(-9, 9)), max_size=4), pieces)
@settings(max_examples=150, deadline=None)
def test_no_mark_separator_or_line_break_in_a_text_or_a_heading_hides_a_formula(rows: list[Any], heading: str) -> None:
    names = ["x", heading, "n"] if heading not in ("x", "n") else ["x", "y", "n"]
    table = pa.table([pa.array([row[n] for row in rows]) for n in range(3)], names=names)
    table = table.set_column(2, "n", table["n"].cast(pa.int64()))
    for written in Separator:
        raw = as_csv(table, written)
        assert formulas(raw) == []
        back = [list(csv_file.exact(pa.array(line[:2]))) for line in lines_of(raw, written)[1:]]
        assert [[str(cell) for cell in line] for line in back] == [[row[0], row[1]] for row in rows]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_a_formula_in_a_workbook_and_every_letter_of_it_is_there(text: str) -> None:
    made = as_workbook(pa.table({text: [text]}))
    cell = openpyxl.load_workbook(made).worksheets[0]["A2"]
    assert cell.data_type == "s"
    made.seek(0)
    head, line = CalamineWorkbook.from_filelike(made).get_sheet_by_index(0).to_python()
    assert head == line == [text]


def test_a_text_that_no_cell_can_hold_stops_the_workbook_and_nothing_is_cut() -> None:
    table = pa.table({"a": ["x" * (xlsx_file.LONGEST + 1)]})
    with pytest.raises(TooLongError):
        as_workbook(table)
    assert lines_of(as_csv(table))[1][0] == table["a"][0].as_py()


def test_rows_beyond_a_sheet_go_on_in_the_next_and_none_is_lost() -> None:
    book = openpyxl.load_workbook(as_workbook(pa.table({"n": list(range(25))}), limit=11))
    assert book.sheetnames == ["Số liệu", "Số liệu 2", "Số liệu 3"]
    assert [cell.value for sheet in book for (cell,) in sheet.iter_rows(min_row=2)] == list(range(25))
    assert [sheet["A1"].value for sheet in book] == ["n"] * 3
    assert [sheet.auto_filter.ref for sheet in book] == ["A1:A11", "A1:A11", "A1:A6"]
    assert [sheet.sheet_view.tabSelected for sheet in book] == [
        True,
        None,
        None,
    ]  # else one edit would be in all of them


@pytest.mark.parametrize("count", [0, 10, 20])
def test_a_table_that_ends_where_a_sheet_does_has_no_empty_sheet_behind_it(count: int) -> None:
    book = openpyxl.load_workbook(as_workbook(pa.table({"n": pa.array(range(count), pa.int64())}), limit=11))
    assert len(book.sheetnames) == max(1, count // 10)


def test_a_workbook_can_be_read_by_libreoffice(tmp_path: Path) -> None:
    """Its own reader is stricter than the two above about what a sheet may hold."""
    made = as_workbook(pa.table({"a": ["Huế", None], "n": [1, 2]})).getvalue()
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.index("<sheetViews>") < sheet.index("<cols>") < sheet.index("<sheetData>") < sheet.index("<autoFilter")
    assert 'state="frozen"' in sheet
    assert '<row r="3"><c/>' in sheet


# What is written is what was there

words_typed = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(HOSTILE)
numbers = st.floats(allow_nan=False, allow_infinity=False, width=64)
days = st.dates(date(1800, 1, 1), date(9999, 12, 31))
tables = st.lists(
    st.tuples(
        st.none() | words_typed,
        st.none() | st.integers(-(2**52), 2**52),
        st.none() | numbers,
        st.none() | days,
        st.none() | st.booleans(),
    ),
    max_size=30,
).map(lambda rows: pa.table([pa.array([row[n] for row in rows], kind) for n, kind in enumerate(TYPES)], schema=SCHEMA))
TYPES = (pa.string(), pa.int64(), pa.float64(), pa.date32(), pa.bool_())
SCHEMA = pa.schema([("chữ", TYPES[0]), ("số nguyên", TYPES[1]), ("số", TYPES[2]), ("ngày", TYPES[3]), ("có", TYPES[4])])


@pytest.mark.slow
@given(tables)
@settings(max_examples=40, deadline=None)
def test_a_csv_read_again_has_every_value(table: pa.Table) -> None:
    for separator in Separator:
        _, *lines = lines_of(as_csv(table, separator), separator)
        assert len(lines) == table.num_rows
        for line, row in zip(lines, table.to_pylist(), strict=True):
            text, whole, number, day, flag = row.values()
            assert csv_file.exact(pa.array([line[0]]))[0].as_py() == (text or "").replace("\r\n", "\r\n")
            assert line[1] == ("" if whole is None else str(whole))
            assert (float(line[2].replace(",", ".")) if line[2] else None) == number
            assert line[3] == ("" if day is None else day.isoformat())
            assert line[4] == ("" if flag is None else str(flag).lower())


@pytest.mark.slow
@given(tables)
@settings(max_examples=40, deadline=None)
def test_a_workbook_read_again_has_every_value_in_its_type(table: pa.Table) -> None:
    sheet = CalamineWorkbook.from_filelike(as_workbook(table, limit=1000)).get_sheet_by_index(0)
    lines = sheet.to_python(skip_empty_area=False)[1:]
    rows = table.to_pylist()
    assert len(lines) <= len(rows)
    for line, row in zip(lines, rows, strict=False):
        text, whole, number, day, flag = row.values()
        cells = line + [""] * (5 - len(line))
        assert cells[0] == (text or "")
        assert cells[1] == ("" if whole is None else whole)
        assert cells[2] == ("" if number is None else number)
        assert cells[3] == ("" if day is None else day if day >= date(1900, 3, 1) else day.isoformat())
        assert cells[4] == ("" if flag is None else str(flag).lower())


@given(tables)
@settings(max_examples=30, deadline=None)
def test_parquet_read_again_is_the_same_table(table: pa.Table) -> None:
    out = io.BytesIO()
    exports_parquet.write(table.to_reader(), out, {"ghi chú": "minh họa"})
    back = pq.read_table(io.BytesIO(out.getvalue()))
    assert back.schema.metadata["ghi chú".encode()] == "minh họa".encode()
    assert back.replace_schema_metadata().equals(table)


@pytest.mark.slow
@given(table=tables)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_frictionless_is_content_with_a_data_package_of_anything(table: pa.Table, tmp_path: Path) -> None:
    table = table.append_column("thứ tự", pa.array(range(table.num_rows), pa.int64()))  # no line is blank
    named = {name: Text(name, name) for name in table.column_names}
    with (tmp_path / "p.zip").open("wb") as out:
        datapackage.write(out, {"name": "thu"}, [Resource("rows", Text("Dòng", "Rows"), table, named)])
    report = validate(str(tmp_path / "p.zip"), type="package")
    assert report.valid, report.flatten(["type", "message"])


# Answers


@pytest.fixture(params=[1, 2, 3])
def stocked(service: Service, tell: Tell, request: pytest.FixtureRequest) -> Service:
    """Stores that differ: provinces, quarters, figures, silence, bounds and withheld ones, by a seed."""
    from random import Random

    random = Random(request.param)
    said: list[object] = [0, 3, 70, "> 70", "~ 12", "x", "mật", (None, 9), None]
    for province in random.sample(["Hà Nội", "Huế", "Quảng Trị", "Quảng Bình", "Lào Cai"], 3):
        for quarter in random.sample(["2024-Q1", "2024-Q2", "2024-Q3"], 2):
            chosen = {code: random.choice(said) for code in ("AP01", "IN01", "ST01", "MQ05", "IP10")}
            draft = tell(province, quarter, {c: v for c, v in chosen.items() if v is not None}, accept=False)
            if not [f for f in draft.findings if f.severity in ("stop", "error")]:
                acceptance.accept(service, draft, "người thử", "đúng như vậy")
    return service


@pytest.mark.slow
@given(
    code=st.sampled_from(["AP01", "IN01", "MQ05", "MQ03", "ST01", "IP10", "TR01"]),
    by=st.sampled_from(By),
    grain=st.sampled_from(Grain),
    boundary=st.sampled_from(Boundary),
    split=st.booleans(),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_taken_away_are_the_rows_of_the_answer_to_the_value(
    stocked: Service, code: str, by: By, grain: Grain, boundary: Boundary, split: bool
) -> None:
    parts = stocked.measures[code].breakdowns
    asked = Question(
        code, Period(2024, "Q1"), Period(2024, "Q4"), by, (), grain, boundary, parts[0] if split and parts else ""
    )
    answer = stocked.ask(asked)
    table = downloads.of_answers([answer], "vi")
    told = [(row.area, row.name.vi, row.period.code, row.value, row.reported, row.expected) for row in answer.rows]
    names = [
        text.vi for text in (common.CODE, common.AREA, common.PERIOD, common.VALUE, common.REPORTED, common.EXPECTED)
    ]

    heads, *lines = lines_of(as_csv(table))
    at = [heads.index(name) for name in names]
    assert [tuple(line[n] for n in at) for line in lines] == [tuple(plain(value) for value in row) for row in told]

    back = pq.read_table(io.BytesIO(parquet.encoded(table, {})))
    assert back.replace_schema_metadata().equals(table)

    book = CalamineWorkbook.from_filelike(io.BytesIO(excel.xlsx(table)))
    _, *lines = book.get_sheet_by_index(0).to_python()
    assert [tuple(line[n] for n in at) for line in lines] == [
        tuple("" if v is None else v for v in row) for row in told
    ]

    held = figure_table.table([answer])
    keys = ("area_code", "period", "value", "reported", "expected", "state", "item")
    assert [tuple(row[k] for k in keys) for row in held.to_pylist()] == [
        (row.area, row.period.code, row.value, row.reported, row.expected, row.state.value, row.item)
        for row in answer.rows
    ]


def plain(value: object) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) and value < 1e5 else str(value)


def test_a_workbook_says_what_its_figures_mean_and_what_was_chosen(service: Service, tell: Tell) -> None:
    tell("Huế", "2024-Q4", {"AP01": 5})
    answer: Answer = service.ask(Question("AP01", Period(2024, "Q4"), Period(2024, "Q4")))
    pages = [notes.meanings([answer.measure], (), "vi"), notes.chosen({"Đơn vị hành chính": "34"}, "vi")]
    book = openpyxl.load_workbook(io.BytesIO(excel.xlsx(downloads.of_answers([answer], "vi"), pages)))
    assert book.sheetnames == ["Số liệu", "Chú giải", "Bộ lọc"]
    said = [cell.value for line in book["Chú giải"].iter_rows() for cell in line if cell.value]
    m = answer.measure
    assert {m.code, m.label.vi, m.unit.vi, m.definition.vi, m.formula.vi, "Chưa báo cáo", "Không công bố"} <= set(said)
    assert ("Đơn vị hành chính", "34") in list(book["Bộ lọc"].iter_rows(values_only=True))
    value = next(cell for cell in book["Số liệu"][2] if cell.value == 5)
    assert value.number_format == "#,##0"
    assert book["Số liệu"].freeze_panes == "A2"


def test_the_choice_of_a_workbook_keeps_its_types_and_no_line_covers_the_next() -> None:
    made, long = datetime(2026, 11, 21, 9, 5), "Trích dẫn một câu dài. " * 12
    told: dict[str, xlsx_file.Value] = {"Số dòng": 1234, "Tạo lúc": made, "Trích dẫn": long}
    table = pa.table({"Giá trị": [159912.0], "Phần": [0.36], "Đơn vị tính": ["phương tiện"]})
    file = io.BytesIO()
    xlsx_file.write(table.to_reader(), file, "Số liệu", [notes.chosen(told, "vi")], shares=["Phần"])
    book = openpyxl.load_workbook(file)
    page, figures_ = book["Bộ lọc"], book["Số liệu"]
    assert [cell.value for cell in page["B"][1:]] == [1234, made, long]
    assert page.row_dimensions[4].height >= 4 * xlsx_file.LINE
    assert figures_["B2"].number_format == "0.0 %"
    assert figures_["A2"].alignment.indent == 1, "a number touches its unit"


@pytest.mark.parametrize("tongue", ["vi", "en"])
def test_no_word_in_a_workbook_asks_to_point_at_something(tongue: Language) -> None:
    page = notes.meanings([MEASURES["MQ01"]], (), tongue, ["Cả nước: 62/63 · Chưa báo cáo: Huế"])
    said = "\n".join(str(cell) for line in page.lines for cell in line)
    assert "chỉ vào" not in said
    assert "point at" not in said
    assert "Chưa báo cáo: Huế" in said


def test_a_file_name_says_what_is_in_it_in_plain_letters() -> None:
    assert downloads.file_name("Đào tạo_2024-Q4_34", "csv", demo=False) == "dao-tao-2024-q4-34.csv"
    assert downloads.file_name("../../x", "csv", demo=True) == "x-minh-hoa.csv"
