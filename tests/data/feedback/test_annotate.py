"""The file that comes back: the sender's own, every finding at its cell, and ready to be mended and sent again."""

import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from typer.testing import CliRunner

import cli
from commands.console import DONE, REFUSED, USAGE
from data.feedback.annotate import MOST_NOTES, mark
from data.feedback.comments import MARK
from data.feedback.fills import COLOURS
from data.feedback.returned_file import returned
from data.feedback.xml_text import WHY
from data.model import Finding, Period, Severity, Text
from data.places import PLACES
from data.reading.reader import read
from data.sandbox import mark_file, read_file
from data.templates import build
from tests.support import reader_cost
from tests.support.catalogue import TABLES
from tests.support.paths import FILES

SHEET = "Phương tiện đo"
RED, YELLOW = COLOURS[Severity.ERROR], COLOURS[Severity.QUESTION]


def _template(rows: Sequence[Sequence[object]] = ()) -> openpyxl.Workbook:
    period = Period.parse("2026-Q3")
    unit = PLACES.find("01", period.end)
    assert unit is not None
    tables = {name: TABLES[name] for name in ("summary", "calibrated_instruments")}
    book = openpyxl.load_workbook(io.BytesIO(build.build(tables, unit, period, 34)))
    for down, row in enumerate(rows):
        for across, value in enumerate(row):
            cell = book[SHEET].cell(8 + down, 1 + across, value)
            cell.data_type = "s" if isinstance(value, str) else cell.data_type
    return book


def _bytes(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(*numbers: object) -> list[list[object]]:
    return [["Trung tâm", "Kiểm định", "Cân", number] for number in numbers]


def _finding(cell: str, severity: Severity = Severity.ERROR, sheet: str = SHEET, received: str = "x") -> Finding:
    row = int(re.sub("[A-Z]", "", cell)) if cell else None
    message = Text(f"Ô {cell}: sai. Sửa lại.", f"Cell {cell}: wrong. Mend it.")
    return Finding("a_rule", severity, message, sheet, cell, row, "", "", received, Text("một số", "a number"))


def _load(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), rich_text=True)


def _colour(book: openpyxl.Workbook, cell: str, sheet: str = SHEET) -> str:
    return str(book[sheet][cell].fill.fgColor.rgb)


@pytest.mark.slow
def test_every_faulty_cell_is_coloured_by_severity_and_says_what_is_wrong_received_and_expected() -> None:
    data = _bytes(_template(_rows(1, 2)))
    book = _load(mark_file(data, [_finding("D8"), _finding("D9", Severity.QUESTION)], "vi"))
    assert (_colour(book, "D8"), _colour(book, "D9")) == (RED, YELLOW)
    told = book[SHEET]["D8"].comment.text
    assert [line for line in told.splitlines() if line] == [
        MARK,
        "Lỗi phải sửa: Ô D8: sai. Sửa lại.",
        "Nhận được: x",
        "Cần: một số",
    ]
    english = _load(mark_file(data, [_finding("D8")], "en"))
    assert "Error to mend: Cell D8: wrong. Mend it." in english[SHEET]["D8"].comment.text


def test_the_rest_of_the_file_is_the_senders_to_the_byte() -> None:
    book = _template(_rows(1))
    book[SHEET]["F8"] = "=D8*2"
    data = _bytes(book)
    extra = io.BytesIO(data)
    with ZipFile(extra, "a") as package:
        package.writestr("xl/drawings/drawing9.xml", "<xdr:sp>a text box that openpyxl would drop</xdr:sp>")
        package.writestr("customXml/item1.xml", "<a/>")
    before, after = ZipFile(extra), ZipFile(io.BytesIO(mark_file(extra.getvalue(), [_finding("D8")], "vi")))
    changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    sheet = "xl/worksheets/sheet3.xml"
    assert changed <= {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        sheet,
        "xl/worksheets/sheet1.xml",
        "xl/comments/comment2.xml",
        "xl/drawings/commentsDrawing2.vml",
    }
    plain = [re.sub(rb' s="\d+"', b"", book.read(sheet)) for book in (before, after)]
    assert plain[0] == plain[1], "only the style of cells differs"
    assert _load(data).sheetnames == _load(mark_file(data, [_finding("D8")], "vi")).sheetnames[1:]


def test_the_first_sheet_has_all_findings_their_counts_and_links_that_lead_to_the_cells() -> None:
    findings = [_finding("D8"), _finding("D9", Severity.QUESTION), _finding("", Severity.ERROR, "")]
    book = _load(mark_file(_bytes(_template(_rows(1, 2))), findings, "vi"))
    first = book.worksheets[0]
    assert book.active is first
    assert [sheet.sheet_view.tabSelected for sheet in book.worksheets].count(True) == 1
    assert first["A2"].value == "Lỗi phải sửa: 2 · Câu hỏi cần giải trình: 1"
    rows = list(first.iter_rows(min_row=6, max_col=7, values_only=True))
    assert [(row[2], row[3], row[4]) for row in rows] == [
        (SHEET, "D8", "Ô D8: sai. Sửa lại."),
        (SHEET, "D9", "Ô D9: sai. Sửa lại."),
        (None, None, "Ô : sai. Sửa lại."),
    ]
    assert [first[f"D{row}"].hyperlink.location for row in (6, 7)] == [f"'{SHEET}'!D8", f"'{SHEET}'!D9"]
    assert first["D8"].hyperlink is None
    assert first.column_dimensions["I"].hidden


def test_no_text_of_the_file_becomes_a_formula_or_markup() -> None:
    wild = '=HYPERLINK("http://example.org","x") <script>&\x01]]>'
    marked = mark_file(_bytes(_template(_rows(1))), [_finding("D8", received=wild)], "vi")
    book = _load(marked)
    cell = book.worksheets[0]["F6"]
    assert cell.data_type != "f"
    assert str(cell.value) == wild.replace("\x01", "·")
    assert wild.replace("\x01", "·") in book[SHEET]["D8"].comment.text
    part = ZipFile(io.BytesIO(marked)).read("xl/worksheets/findings1.xml")
    assert b"<f>" not in part
    assert not any(cell.hyperlink and cell.hyperlink.target for row in book.worksheets[0] for cell in row)


@pytest.mark.slow
def test_a_marked_file_says_the_same_when_it_is_sent_again_and_nothing_once_it_is_mended() -> None:
    data = _bytes(_template(_rows("mười", 5)))
    reading = read_file(data, "a.xlsx", TABLES)
    marked = mark_file(data, reading.findings, "vi")
    again = read_file(marked, "a.xlsx", TABLES)
    assert again.findings == reading.findings
    assert [f.cell for f in reading.findings] == ["D8"]
    book = openpyxl.load_workbook(io.BytesIO(marked))
    book[SHEET]["D8"] = 10
    mended = read_file(_bytes(book), "a.xlsx", TABLES)
    assert mended.findings == []
    assert mended.sheets["calibrated_instruments"].rows.column("instruments").to_pylist() == [10, 5]


@pytest.mark.slow
def test_what_is_written_beside_a_question_comes_back_with_its_rule_and_cell() -> None:
    marked = mark(
        _bytes(_template(_rows(1, 2))), [_finding("D8", Severity.QUESTION), _finding("D9", Severity.QUESTION)], "vi"
    )
    book = openpyxl.load_workbook(io.BytesIO(marked))
    book.worksheets[0]["H7"] = "  =đúng sổ theo dõi "
    book.worksheets[0]["H7"].data_type = "s"
    (answer,) = read_file(_bytes(book), "a.xlsx", TABLES).answers
    assert (answer.rule, answer.sheet, answer.cell, answer.reason) == ("a_rule", SHEET, "D9", "=đúng sổ theo dõi")


@pytest.mark.slow
def test_a_sheet_that_only_has_the_name_of_ours_is_not_passed_over() -> None:
    book = _template()
    book.create_sheet("Kết quả kiểm tra")["A1"] = "Số liệu"
    told = read(_bytes(book), "a.xlsx", TABLES)
    assert [(f.rule, f.sheet) for f in told.findings] == [("unknown_sheet", "Kết quả kiểm tra")]


@pytest.mark.slow
def test_marked_a_second_time_the_old_findings_are_gone_and_mended_cells_look_as_they_did() -> None:
    book = _template(_rows(1, 2, 3))
    book[SHEET]["D8"].fill = PatternFill("solid", fgColor="FF00FF00")
    book[SHEET]["D8"].comment = Comment("của tôi", "tôi")
    original = _colour(book, "D9")
    first = mark_file(_bytes(book), [_finding("D8"), _finding("D9"), _finding("Z99")], "vi")
    assert _load(first)[SHEET]["D8"].comment.text.startswith(f"của tôi\n\n{MARK}")
    second = _load(mark_file(first, [_finding("D10")], "en"))
    assert second.sheetnames[:2] == ["Findings", "Hướng dẫn"]
    assert "Kết quả kiểm tra" not in second.sheetnames
    assert [_colour(second, cell) for cell in ("D8", "D9", "D10", "Z99")] == ["FF00FF00", original, RED, "00000000"]
    assert second[SHEET]["D8"].comment.text == "của tôi"
    assert second[SHEET]["D9"].comment is None
    third = _load(mark_file(mark_file(first, [_finding("D9")], "vi"), [], "vi"))
    assert _colour(third, "D9") == original


def test_it_is_recognised_when_libreoffice_has_saved_it() -> None:
    """`marked-libreoffice.xlsx`: marked by us, a reason written at D9, saved by LibreOffice 7.4."""
    data = (FILES / "marked-libreoffice.xlsx").read_bytes()
    reading = read_file(data, "a.xlsx", TABLES)
    assert [(f.rule, f.cell) for f in reading.findings] == [("not_whole", "D8")]
    assert [(a.cell, a.reason) for a in reading.answers] == [("D9", "đã đối chiếu")]
    again = _load(mark_file(data, reading.findings, "vi"))
    assert again.sheetnames.count("Kết quả kiểm tra") == 1
    assert [_colour(again, cell) for cell in ("D8", "D9")] == [RED, "00FFFDF6"]
    assert again[SHEET]["D8"].comment.text.count(MARK) == 1
    assert again[SHEET]["D9"].comment is None
    assert again[SHEET]["D7"].comment is not None


@pytest.mark.slow
def test_names_that_belong_to_a_sheet_still_belong_to_it() -> None:
    book = _template(_rows(1))
    book[SHEET].defined_names["mine"] = DefinedName("mine", attr_text=f"'{SHEET}'!$D$8")
    marked = mark_file(_bytes(book), [_finding("D8")], "vi")
    for data in (marked, mark_file(marked, [_finding("D8")], "vi")):
        assert "mine" in _load(data)[SHEET].defined_names
        assert _load(data)[SHEET].print_title_rows == book[SHEET].print_title_rows


def test_a_cell_that_was_never_written_can_still_be_typed_into() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("A & 'B' c")
        sheet.protect()
        sheet.set_column("C:C", 20, book.add_format({"locked": False, "num_format": "0.0"}))
        sheet.write("A1", 1)
        sheet.write("A9", 1)
    cells = ["C1", "B1", "C5", "A9", "C12"]
    marked = _load(mark_file(out.getvalue(), [_finding(cell, sheet="A & 'B' c") for cell in cells], "vi"))
    sheet = marked["A & 'B' c"]
    assert {_colour(marked, cell, sheet.title) for cell in cells} == {RED}
    assert [sheet[cell].protection.locked for cell in cells] == [False, True, False, True, False]
    assert marked.worksheets[0]["D6"].hyperlink.location == "'A & ''B'' c'!C1"


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(
    st.sets(st.tuples(st.integers(1, 30), st.integers(1, 40)), max_size=25),
    st.dictionaries(
        st.tuples(st.integers(1, 30), st.integers(1, 40)), st.sampled_from(list(Severity)[1:]), max_size=25
    ),
)
def test_wherever_cells_and_findings_are_the_marked_cells_and_only_these_are_coloured(
    written: set[tuple[int, int]], marks: dict[tuple[int, int], Severity]
) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("S")
        for row, column in written:
            sheet.write(row - 1, column - 1, f"{row} {column}")
    findings = [
        _finding(f"{get_column_letter(column)}{row}", severity, "S") for (row, column), severity in marks.items()
    ]
    marked = _load(mark(out.getvalue(), findings, "vi"))["S"]
    for row in range(1, 32):
        for column in range(1, 42):
            cell, severity = marked.cell(row, column), marks.get((row, column))
            assert cell.value == (f"{row} {column}" if (row, column) in written else None)
            assert cell.fill.fgColor.rgb == (COLOURS[severity] if severity else "00000000")
            assert (cell.comment is not None) == (severity is not None)


# Where the list comes by itself


def _signed(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with ZipFile(out, "a") as package:
        package.writestr("_xmlsignatures/origin.sigs", "")
    return out.getvalue()


def _prefixed(data: bytes) -> bytes:
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(
                name, part.replace(b"<workbook xmlns", b"<x:workbook xmlns:x") if name == "xl/workbook.xml" else part
            )
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "make", "severity", "why"),
    [
        ("a.csv", lambda data: b"a,b\n", Severity.ERROR, "not_xlsx"),
        ("a.ods", lambda data: data, Severity.ERROR, "not_xlsx"),
        ("a.xlsx", lambda data: b"PK\x03\x04 cut short", Severity.ERROR, "unusual"),
        ("a.xlsx", lambda data: data, Severity.STOP, "not_read"),
        ("a.xlsx", _signed, Severity.ERROR, "signed"),
        ("a.xlsx", _prefixed, Severity.ERROR, "unusual"),
    ],
)
def test_a_file_that_may_not_be_marked_gives_the_list_by_itself_and_says_why(name, make, severity, why) -> None:  # type: ignore[no-untyped-def]
    data = make(_bytes(_template(_rows(1))))
    given_back = returned(f"../{name}", data, [_finding("D8", severity, received="=1+1")], "vi")
    assert given_back.why is not None
    assert WHY[why].vi in given_back.why.vi
    assert WHY[why].en in given_back.why.en
    assert given_back.name == "a - kết quả kiểm tra.xlsx"
    (sheet,) = _load(given_back.data).worksheets
    assert sheet["A3"].value == given_back.why.vi
    assert (sheet["D6"].value, sheet["F6"].value, sheet["F6"].data_type) == ("D8", "=1+1", "s")
    assert sheet["D6"].hyperlink is None


def test_the_senders_file_keeps_its_name_with_a_word_more() -> None:
    given_back = returned("Báo cáo.xlsx", _bytes(_template(_rows(1))), [_finding("D8")], "en")
    assert (given_back.name, given_back.why) == ("Báo cáo - marked.xlsx", None)


# How long it takes


@pytest.mark.slow
def test_an_ordinary_form_with_three_hundred_findings_comes_back_within_five_seconds() -> None:
    data = _bytes(_template(_rows(*["mười"] * 300)))
    reading = read_file(data, "a.xlsx", TABLES)
    assert len(reading.findings) == 300
    worked = reader_cost.worked()
    marked = mark_file(data, reading.findings, "vi")
    assert 0 < reader_cost.worked() - worked < 5
    assert sum(cell.comment is not None for row in _load(marked)[SHEET].iter_rows(min_row=8) for cell in row) == 300


@pytest.mark.slow
def test_of_very_many_findings_each_is_listed_and_coloured_and_the_first_thousands_have_notes() -> None:
    count = MOST_NOTES + 500
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("S")
        for row in range(count):
            sheet.write(row, 0, row)
    marked = mark(out.getvalue(), [_finding(f"A{row}", sheet="S") for row in range(1, count + 1)], "vi")
    package = ZipFile(io.BytesIO(marked))
    assert package.read("xl/khcnNotes1.xml").count(b"<comment ") == MOST_NOTES
    assert package.read("xl/worksheets/findings1.xml").count(b"<row ") == count + 5
    reds = set(re.findall(rb'<c r="A\d+" s="(\d+)"', package.read("xl/worksheets/sheet1.xml")))
    assert len(reds) == 1
    assert f"{MOST_NOTES} ô đầu có chú thích".encode() in package.read("xl/worksheets/findings1.xml")


# Without a screen


@pytest.mark.slow
def test_the_command_line_writes_the_marked_file_and_takes_the_reasons_written_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INDICATORS_HOME", str(tmp_path / "store"))
    sent, marked = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    sent.write_bytes(_bytes(_template()))  # a list without rows and without a word on it is a question
    run = CliRunner()
    assert run.invoke(cli.app, ["check", str(sent), "--marked", str(marked)]).exit_code == REFUSED
    assert run.invoke(cli.app, ["submit", str(marked)]).exit_code == REFUSED
    book = openpyxl.load_workbook(marked)
    questions = [row[0].row for row in book.worksheets[0].iter_rows(min_row=6) if row[8].value]
    assert questions
    for row in questions:
        book.worksheets[0].cell(row, 8).value = f"lý do {row}"
    book.save(marked)
    result = run.invoke(cli.app, ["submit", str(marked), "--by", "ai đó"])
    assert result.exit_code == DONE, result.output
    with_reasons = json.loads(
        run.invoke(cli.app, ["history", "--province", "01", "--period", "2026-Q3", "--json"]).stdout
    )
    found = with_reasons["submissions"][0]["findings"]
    assert sorted(f["reason"] for f in found if f["reason"]) == sorted(f"lý do {row}" for row in questions)


def test_only_one_file_at_a_time_comes_back_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDICATORS_HOME", str(tmp_path / "store"))
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("a,b\n1,2\n")
    words = ["check", str(tmp_path / "a.csv"), str(tmp_path / "b.csv"), "--marked", str(tmp_path / "out.xlsx")]
    assert CliRunner().invoke(cli.app, words).exit_code == USAGE
    assert not (tmp_path / "out.xlsx").exists()
