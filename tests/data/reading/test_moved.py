"""One system of coordinates: a table that stands elsewhere says the same, and every fault stands where its cell is."""

import io
import zipfile
import zlib
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from data.feedback.annotate import mark
from data.reading.reader import Reading, read
from data.reading.source_cells import CellRequest, cells
from indicators import TABLES
from tests.context import CONTEXTS
from tests.hostile import CORPUS, biff
from tests.hostile.layouts import line, number, ods, said
from tests.support.catalogue import TABLES as FIXED
from tests.support.corpus import HEADINGS, ROW, book_of, saved, trainings
from tests.support.moving import address, moved

MOVES = ((0, 1), (2, 0), (3, 2), (0, 9))
# Where a file is refused before its cells, or speaks of the sheet's first cell, nothing moves with the table.
UNMOVED = {"no_header", "table_twice"}
FILES = Path(__file__).parents[2] / "files"
OURS = {path.name: path.read_bytes() for path in FILES.glob("*.xlsx") if "marked" not in path.name}


@cache
def workbooks() -> dict[str, bytes]:
    """Every workbook of both corpora; made when a test wants them."""
    plain = (case for case in CORPUS if not case.heavy and not case.apart)
    sound = {case.sentence: case.bytes for case in plain if case.bytes[:2] == b"PK"}
    return sound | {case.sentence: case.data() for case in CONTEXTS if case.name.endswith(".xlsx")}


def places(reading: Reading, down: int = 0, right: int = 0) -> list[tuple[str, str, str]]:
    return sorted(
        (f.rule, f.sheet, f.cell if f.rule in UNMOVED or f.received == f.sheet else address(f.cell, down, right))
        for f in reading.findings  # what a sheet is called stands at A1 wherever its table is
    )


def rows(reading: Reading, down: int = 0) -> dict[str, list[list[object]]]:
    return {
        name: [[line["_row"] + down, *list(line.values())[1:]] for line in sheet.rows.to_pylist()]
        for name, sheet in reading.sheets.items()
    }


@pytest.mark.slow
@pytest.mark.parametrize(("down", "right"), MOVES)
def test_every_workbook_says_the_same_wherever_its_tables_stand(down: int, right: int) -> None:
    compared = 0
    for sentence, data in (workbooks() | OURS).items():
        tables = FIXED if sentence in OURS else TABLES
        try:
            other = moved(data, down, right)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, KeyError, ValueError, EOFError):
            continue  # no package, which is another test's matter
        before = read(data, "a.xlsx", tables)
        far = any(
            f.rule.startswith("too_many") or f.rule in ("cell_past_sheet", "unsafe_part") for f in before.findings
        )
        if other is None or far or sentence == "the table below where headings are looked for":
            continue
        after = read(other, "a.xlsx", tables)
        assert places(after) == places(before, down, right), sentence
        assert rows(after) == rows(before, down), sentence
        compared += 1
    assert compared > 350


@pytest.mark.parametrize(("down", "right"), MOVES)
def test_marks_are_painted_at_the_cells_that_are_wrong(down: int, right: int) -> None:
    data = trainings([None, "?", "Sở", "31/02/2024", None, None, "#REF!", "=1+1"], ROW)
    other = moved(data, down, right)
    assert other is not None
    findings = read(other, "a.xlsx", TABLES).findings
    book = openpyxl.load_workbook(io.BytesIO(mark(other, findings, "vi")))
    sheet = book["Đào tạo, tập huấn"]
    noted = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment is not None}
    assert noted == {address(cell, down, right) for cell in ("A2", "B2", "D2", "G2", "H2")}


@pytest.mark.parametrize(("down", "right"), MOVES)
def test_a_number_is_traced_to_the_cell_it_came_from(down: int, right: int) -> None:
    data = moved(trainings([*ROW[:6], "45 ", 20]), down, right)
    assert data is not None
    wanted = [CellRequest("trainings", "Đào tạo, tập huấn", (2 + down,), ("participants", "women"))]
    ((participants, women),) = cells(data, "a.xlsx", TABLES, wanted)
    assert (participants.cell, women.cell) == (address("G2", down, right), address("H2", down, right))
    assert (participants.text, women.text) == ("45", "20")


FAULTS = [
    ("error_cell", "G", biff.error(0x17)),
    ("error_cell", "H", biff.formula_error(0x2A)),
    ("not_whole", "G", "mười"),
]


@pytest.mark.parametrize(("down", "right"), MOVES)
@pytest.mark.parametrize(("rule", "column", "raw"), FAULTS)
def test_an_xls_too(rule: str, column: str, raw: biff.Cell, down: int, right: int) -> None:
    words: list[biff.Cell] = [*ROW[:3], *ROW[3:]]  # type: ignore[list-item]
    words["ABCDEFGH".index(column)] = raw
    blank: list[list[biff.Cell]] = [[] for _ in range(down)]
    table = [[None] * right + list(cells) for cells in (HEADINGS, words)]
    reading = read(biff.workbook([*blank, *table]), "a.xls", TABLES)
    assert [(f.rule, f.cell) for f in reading.findings] == [(rule, address(f"{column}2", down, right))]


@pytest.mark.parametrize(("down", "right"), MOVES)
def test_an_xls_with_a_share_for_a_count_too(down: int, right: int) -> None:
    words = [*ROW[:6], 0.45, 20]
    table = [[None] * right + list(cells) for cells in (HEADINGS, words)]
    at = (down + 1, right + 6)
    data = biff.workbook([*([[]] * down), *table], percent=[at])
    reading = read(data, "a.xls", TABLES)
    assert [(f.rule, f.cell) for f in reading.findings] == [("count_as_percent", address("G2", down, right))]


@pytest.mark.parametrize(("down", "right"), MOVES)
def test_an_ods_too(down: int, right: int) -> None:
    wrong = line((6, number("0.45", "45%").replace('"float"', '"percentage"')), (7, said("mười")))
    data = ods(wrong)
    blank = "<table:table-row><table:table-cell/></table:table-row>" * down
    before = f'<table:table-row><table:table-cell table:number-columns-repeated="{right}"/>' if right else ""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    content = parts["content.xml"]
    if right:
        content = content.replace("<table:table-row>", before)
    parts["content.xml"] = content.replace('table:name="Tập huấn">', f'table:name="Tập huấn">{blank}')
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, text in parts.items():
            file.writestr(name, text)
    reading = read(out.getvalue(), "a.ods", TABLES)
    assert [(f.rule, f.cell) for f in reading.findings] == [
        ("count_as_percent", address("G2", down, right)),
        ("not_whole", address("H2", down, right)),
    ]


@pytest.mark.parametrize(("down", "right"), MOVES)
def test_a_csv_file_too(down: int, right: int) -> None:
    lines = [[""] * (right + 8)] * down + [
        [""] * right + list(map(str, line)) for line in (HEADINGS, [*ROW[:6], "mười", 1])
    ]
    text = "\n".join(";".join(f'"{word}"' for word in line) for line in lines)
    reading = read(text.encode(), "a.csv", TABLES)
    assert [(f.rule, f.cell) for f in reading.findings] == [("not_whole", address("G2", down, right))]


def test_a_column_of_nothing_but_errors_before_the_table_moves_nothing() -> None:
    book = book_of(
        {"Đào tạo, tập huấn": [[None, None, *HEADINGS], ["#REF!", "=1+1", *ROW], [None, None, *ROW[:6], "mười", 1]]}
    )
    reading = read(saved(book), "a.xlsx", TABLES)
    assert ("not_whole", "I3") in [(f.rule, f.cell) for f in reading.findings]
