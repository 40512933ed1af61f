"""Formulas are read at a cost that is bounded, whatever stands in them; a file of a merged province adds up its parts."""

import time
from collections.abc import Callable

import pytest

from data.model import Calendar, Period, Severity
from data.places import PLACES
from data.reading.formula_terms import filled, of_open_document, taken_apart
from data.reading.formula_values import NotSimple, Values
from data.reading.reader import read
from data.reading.xls_formulas import XlsSheets, text_of
from data.said_of_scope import of_whom_and_when
from indicators import TABLES
from tests.context.case import FIGURE, FORM_HEADINGS, form_of
from tests.context.computed import computed, linked_to
from tests.context.formulas import defined, of_file, pointing
from tests.hostile import biff
from tests.support.corpus import ROW, altered, plain_parts, raw_workbook, row_xml, zipped

SECONDS = 10  # of a processor: what P8 allows a file
QUARTER, AFTER = Period.parse("2024-Q4"), Period.parse("2025-Q4")  # before and after Quảng Trị was merged


def told(data: bytes, quarter: Period, place: str) -> list[str]:
    reading = read(data, "so-lieu.xlsx", TABLES)
    found = reading.findings + of_whom_and_when(
        reading, PLACES.find(place, quarter.end), quarter, Calendar.STATISTICAL, PLACES
    )
    return [f"{f.rule}@{f.cell}" for f in found if f.severity is not Severity.INFO]


def rows(count: int, formula: Callable[[int], str], columns: str = "GH") -> bytes:
    """A list whose numbers of people are computed in every row."""
    lines = []
    for n in range(2, count + 2):
        numbers = "".join(f'<c r="{c}{n}"><f>{formula(n)}</f><v>45</v></c>' for c in columns)
        lines.append(row_xml(n, [str(raw) for raw in ROW[:6]])[:-6] + numbers.encode() + b"</row>")
    return raw_workbook(b"".join(lines))


def form(formula: Callable[[int], str], count: int) -> bytes:
    """A form of many lines, each with a formula."""
    lines = [row_xml(1, [str(word) for word in FORM_HEADINGS])]
    for n in range(2, count + 2):
        code = f'<c r="A{n}" t="inlineStr"><is><t>MQ01</t></is></c>' if n == 2 else f'<c r="A{n}"><v>{n}</v></c>'
        lines.append(f'<row r="{n}">{code}<c r="D{n}"><f>{formula(n)}</f><v>1</v></c></row>'.encode())
    return zipped(plain_parts(b"".join(lines), "Tổng hợp".encode()))


GREEDY: dict[str, Callable[[], bytes]] = {
    "each formula names a sheet of its own": lambda: rows(20_000, lambda n: f"'S{n}'!A{n}"),
    "each formula adds up the whole sheet": lambda: rows(4_000, lambda n: f"SUM($A$1:$IV$249999)+{n}"),
    "each formula is as long as it may be": lambda: rows(4_000, lambda n: f"'S{n}'!A1" + "+'Quý III'!A1" * 140),
    "quotations that do not end": lambda: rows(4_000, lambda n: "''" * 900 + f"'{n}"),
    "quotations that do not end before a sheet": lambda: rows(9_000, lambda n: "''" * 900 + f"'{n}!A1"),
    "letters before a sheet": lambda: rows(9_000, lambda n: f"{n}" + "a1" * 900 + "!A1"),
    "brackets that do not end": lambda: rows(4_000, lambda n: f"{n}" + "a[" * 900),
    "brackets within brackets": lambda: rows(4_000, lambda n: "(" * 900 + f"{n}" + ")" * 900),
    "letters that are no address": lambda: rows(4_000, lambda n: "1a" * 900 + f"{n}"),
    "powers of powers": lambda: rows(4_000, lambda n: f"{n}" + "^9" * 900 + "*D2"),
    "a number past all numbers": lambda: rows(4_000, lambda n: f"A{n}*" + "9" * 1_000),
    "one formula filled into every row": lambda: altered(
        rows(20_000, lambda n: "x"), "xl/worksheets/sheet1.xml", b"<f>x</f>", b'<f t="shared" si="0"/>'
    ),
    "a form of many lines": lambda: form(lambda n: f"'Quý {n}'!A{n}*{n}", 20_000),
    "a name that stands for two thousand letters": lambda: defined("n", "'Quý III'!A1+" * 150),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", GREEDY)
def test_greedy_formulas_cost_no_more_than_a_file_may(what: str) -> None:
    data = GREEDY[what]()
    before = time.process_time()
    read(data, "a.xlsx", TABLES)
    assert time.process_time() - before < SECONDS


@pytest.mark.slow
def test_beyond_the_formulas_that_are_kept_a_sheet_of_another_quarter_is_still_found() -> None:
    data = rows(6_000, lambda n: "'Quý III'!G2" if n > 5_500 else "45")
    assert told(data, QUARTER, "45").count("other_period@G5501") == 1


def asked_of_unread(data: bytes) -> list[str]:
    return [one for one in told(data, QUARTER, "45") if one.startswith("formulas_unread")]


@pytest.mark.slow
def test_formulas_beyond_those_that_are_kept_are_asked_about() -> None:
    assert asked_of_unread(rows(2_400, lambda n: "H9+36", "GH")) == []
    assert asked_of_unread(rows(2_600, lambda n: "H9+36", "GH")) == ["formulas_unread@G2502"]
    assert asked_of_unread(rows(2_600, lambda n: "H9+36", "D")) == [], "no number stands there"


def test_a_formula_that_is_longer_than_is_read_is_asked_about() -> None:
    assert asked_of_unread(pointing("=" + "+".join(["'Chi tiết'!D2"] * 140))) == []
    assert asked_of_unread(pointing("=" + "+".join(["'Chi tiết'!D2"] * 160))) == ["formulas_unread@D2"]
    assert asked_of_unread(defined("so_pt", "'Chi tiết'!D2+" * 200)) == ["formulas_unread@D2"]


FILES = [
    f"C:/{'/'.join(f'quy {n} nam 20{k}' for k in range(10, 70))}/thang {n % 12 + 1} {'x' * 900}{n}.xlsx"
    for n in range(200)
]
NAMING: dict[str, Callable[[], bytes]] = {
    "sheets": lambda: rows(100, lambda n: "+".join(f"{chr(65 + i % 26)}{n}{i}!A1" for i in range(200))),
    "months": lambda: rows(100, lambda n: "+".join(f"'Tháng {1 + i % 12} {n}{i}'!A1" for i in range(90))),
    "one sheet each": lambda: rows(990, lambda n: f"'Tháng {1 + n % 12} năm 2023 tỉnh Hà Nam {n}'!A1", "G"),
    "files": lambda: linked_to(rows(100, lambda n: "+".join(f"[{1 + i % 200}]{n}!A1" for i in range(190))), *FILES),
}


@pytest.mark.slow  # the files alone take four seconds to be made and read
@pytest.mark.parametrize("what", NAMING)
def test_formulas_that_name_many_things_cost_the_server_little_and_are_asked_about(what: str) -> None:
    reading = read(NAMING[what](), "a.xlsx", TABLES)
    unit = PLACES.find("45", QUARTER.end)
    before = time.process_time()
    found = of_whom_and_when(reading, unit, QUARTER, Calendar.STATISTICAL, PLACES)
    assert time.process_time() - before < 0.3
    assert found or "formulas_unread" in {finding.rule for finding in reading.findings}


def test_what_comes_of_a_formula_that_is_none_is_not_told() -> None:
    for formula in (
        "=",
        "=)",
        "=(",
        "='",
        '="',
        "=1/0*D9",
        "=#REF!",
        "={1,2}",
        "=SUM(",
        "=SUM()",
        "=-",
        "=1E999*D9",
        "=''!A1",
    ):
        assert told(pointing(formula), QUARTER, "45") == [], formula


def test_a_link_whose_file_is_not_told_says_nothing() -> None:
    for formula in ("=[7]Sheet1!D2", "=[0]Sheet1!D2", f"=[{'9' * 30}]Sheet1!D2", "=[]Sheet1!D2"):
        assert told(of_file("", formula), QUARTER, "45") == [], formula


@pytest.mark.parametrize(
    ("formula", "asked"),
    [
        ("='Quảng Bình'!D2+'Quảng Trị cũ'!D2", False),
        ("=SUM('Quảng Bình'!D2,'Quảng Trị'!D2)", False),
        ("='Quảng Bình'!D2", True),
        ("='Hà Tĩnh'!D2+'Quảng Trị'!D2", True),
        ("='Quảng Trị'!D2", False),
    ],
)
def test_a_merged_province_adds_up_what_it_was_made_of(formula: str, asked: bool) -> None:
    assert told(pointing(formula), AFTER, "Quảng Trị") == ["other_province@D2"] * asked


def test_the_same_sheet_is_asked_about_once_with_the_number_of_its_cells() -> None:
    lines = [FIGURE, ["TR01", "Số lớp tập huấn", "lớp", 3, 9]]
    data = computed({"D2": "='Quý III'!D2", "D3": "='Quý III'!D3"}, form_of(lines=lines))
    reading = read(data, "a.xlsx", TABLES)
    unit = PLACES.find("45", QUARTER.end)
    (found,) = of_whom_and_when(reading, unit, QUARTER, Calendar.STATISTICAL, PLACES)
    assert (found.cell, found.received) == ("D2", "Quý III")
    assert "(2 ô)" in found.message.vi


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        *(("1+2*3", 7), ("-(2-5)", 3), ("--2", 2), ("SUM(A1:B2,5)", 35), ("A1-B1/2", 0), ("50%", 0.5), ("+A1", 10)),
        *(("ROUND(A1/3,1)", 3.3), ("ROUND(-2.5,0)", -3), ("IFERROR(A1,0)", 10), ("S!A1+1", 11), ("ROUNDUP(B1/3,0)", 7)),
        *(("SUM(A1,-B1)", -10), ("SUM(C1:C2)", 0), ("A9", 0), ("2*(A1+B1)", 60)),
    ],
)
def test_a_simple_formula_is_computed(formula: str, value: float) -> None:
    cells = [[10, 20, "x"], [0, 0, ""]]
    values = Values("S", lambda r, c: cells[r][c] if r < 2 else "", lambda n: None)
    assert values.of(taken_apart(formula).tree) == value


@pytest.mark.parametrize(
    "formula",
    ["A1+C1", "S!A1", "VLOOKUP(A1,B1,0)", "ROUND(A1,99)", "A1:B2", "A1&B1", "1 2", "A1^2", "SUM(A1:B2", "A1>1"],
)
def test_any_other_formula_is_not(formula: str) -> None:
    with pytest.raises(NotSimple):
        Values("", lambda r, c: "x" if c == 2 else 1, lambda n: None).of(taken_apart(formula).tree)


def test_a_formula_filled_down_moves_its_own_cells_only() -> None:
    assert filled("E2-$D$3+SUM('A B2'!D2:D9)+$A2+LOG10(B$2)", 1, 1) == "F3-$D$3+SUM('A B2'!E3:E10)+$A3+LOG10(C$2)"


def test_a_formula_of_an_ods_is_read_as_one_of_excel() -> None:
    assert of_open_document("of:=SUM([$'Quý III'.D2:.D9];[.$E$2])") == "SUM('Quý III'!D2:D9;$E$2)"
    assert of_open_document("of:=SUM([$'Tháng 10'.D2:$'Tháng 12'.D2])") == "SUM('Tháng 10:Tháng 12'!D2:D2)"
    assert of_open_document("of:=['file:///C:/KH.ods'#$Sheet1.D2]") == "'[file:///C:/KH.ods]Sheet1'!D2"


AWAY = biff.place(1, 3, 0)


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        *(
            (AWAY, "'Quý III'!D2"),
            (biff.place(1, 3) + b"\x1e\x05\x00\x04", "D2-5"),
            (b"\x44\x01", ""),
            (b"\x18\x02", ""),
        ),
        *((b"\x03", ""), (biff.place(1, 3, 7), ""), (AWAY + AWAY, ""), (AWAY + b"\x15" * 900, ""), (b"", "")),
        *(
            (AWAY + b"\x22\x01\x04\x00", "SUM('Quý III'!D2)"),
            (AWAY + b"\x1e\x00\x00\x21\x1b\x00", "ROUND('Quý III'!D2,0)"),
        ),
        *((AWAY + b"\x21\xf0\x00", ""), (b"\x17\x03\x00abc" + AWAY + b"\x08", "\"abc\"&'Quý III'!D2")),
        *((b"\x25\x00\x00\xff\xff\x03\x00\x04\x00", "D:E"), (b"\x1f" + b"\0" * 6 + b"\xe0\x3f\x14", "0.5%")),
    ],
)
def test_the_parts_of_a_formula_of_an_xls_are_read_as_text(parts: bytes, text: str) -> None:
    sheets = XlsSheets()
    sheets.own = ["Quý III"]
    sheets.take_book(b"\x01\x00\x01\x04")
    sheets.take_links(b"\x01\x00" + b"\0" * 6)
    assert text_of(parts, sheets) == text


def test_what_cells_of_an_xls_share_is_counted_from_each_of_them() -> None:
    sheets = XlsSheets()
    parts = biff.beside(0, 1) + biff.beside(-1, -1) + b"\x03" + b"\x4d\x00\x00\x05\x00\x00\x40\x02\xc0" + b"\x03"
    assert text_of(parts, sheets, (1, 3)) == "E2+C1+D1:F7"
    assert text_of(parts, sheets, (9, 3)) == "E10+C9+D1:F15"


@pytest.mark.slow
def test_of_the_formulas_of_an_xls_so_many_octets_are_read() -> None:
    sheets, before = XlsSheets(), time.process_time()
    for _ in range(10_000):
        text_of(b"\x1e\x01\x00" + b"\x15" * 599, sheets)
    assert time.process_time() - before < SECONDS
    assert text_of(b"\x1e\x01\x00", sheets) == ""
