"""Files in which nothing is right: what they cost, what is told of them, and where all of it stands."""

import io
import re
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter

from data.feedback import whole_list
from data.feedback.annotate import mark
from data.feedback.returned_file import returned
from data.feedback.whole_list import RereadFile
from data.model import Calendar, Period, Severity
from data.reading.tally import LONGEST, MARKED, SOME, TOLD, Limit, Tally
from data.rules.findings import Location
from data.sandbox import mark_file, measured
from indicators import TABLES
from tests.support.corpus import HEADINGS

ROWS = 40_000


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def all_wrong(rows: int) -> bytes:
    """A list in which every cell has a fault of its own, as columns in the wrong order make it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Đào tạo, tập huấn")
        sheet.write_row(0, 0, HEADINGS)
        for row in range(1, rows + 1):
            sheet.write_row(
                row, 0, [f"{word} {row}" for word in ("lớp", "loại", "đơn vị", "ngày", "hôm", "x", "v", "n")]
            )
    return out.getvalue()


@pytest.mark.slow
def test_a_file_in_which_every_cell_is_wrong_costs_seconds_and_the_app_nearly_nothing() -> None:
    """It took 49 seconds and 1,600 MB of the app, or was refused as too heavy."""
    data = all_wrong(ROWS)
    measured(b"x", "a.csv", TABLES)  # the reader is started
    before = resident()
    reading, cost = measured(data, "a.xlsx", TABLES)
    assert resident() - before < 50 << 20
    assert cost.processor < 10
    assert cost.memory < 400 << 20
    assert len(reading.findings) < TOLD.total + 100
    kinds = {(f.rule, f.column) for f in reading.findings}
    assert {column for _, column in kinds} == {"topic", "organiser", "started_on", "ended_on", "participants", "women"}
    more = [f for f in reading.findings if f.count > 1]
    assert sum(f.count for f in reading.findings) == 6 * ROWS
    assert all(str(f.count) in f.message.vi and f.severity in (Severity.ERROR, Severity.QUESTION) for f in more)


@pytest.mark.slow
def test_what_is_only_counted_in_the_app_stands_in_the_marked_workbook() -> None:
    data = all_wrong(2_000)
    findings = measured(data, "a.xlsx", TABLES)[0].findings
    assert len(findings) < 2_100
    source = RereadFile(data, "a.xlsx", Period.parse("2024-Q4"), Calendar.STATISTICAL)
    made = returned("a.xlsx", data, findings, "vi", source, TABLES)
    assert made.why is None
    listed = ZipFile(io.BytesIO(made.data)).read("xl/worksheets/findings1.xml").decode()
    assert len(re.findall("<row ", listed)) == 5 + 6 * 2_000
    named = returned("a.csv", data, findings, "vi", source, TABLES)  # no workbook of theirs to mark: the list alone
    assert (
        len(re.findall("<row ", ZipFile(io.BytesIO(named.data)).read("xl/worksheets/findings1.xml").decode())) == 12_004
    )


@pytest.mark.slow
def test_the_marked_workbook_of_a_large_list_names_every_faulty_cell() -> None:
    """It told 40,000 findings of 240,000 and of the others their number."""
    source = RereadFile(all_wrong(ROWS), "a.xlsx", Period.parse("2024-Q4"), Calendar.STATISTICAL)
    made = mark_file(source.data, [], "vi", source=source, tables=TABLES)
    listed = ZipFile(io.BytesIO(made)).read("xl/worksheets/findings1.xml").decode()
    named = [
        cells_of(cells) for cells in re.findall(r'<c r="D\d+" s="\d+" t="inlineStr"><is><t[^>]*>([^<]*\d)<', listed)
    ]
    assert set().union(*named) == {f"{letters}{row}" for letters in "BCDEGH" for row in range(2, ROWS + 2)}
    assert len(made) < 6_000_000


def test_of_a_kind_the_first_are_told_and_the_rest_are_one_with_their_number() -> None:
    tally = Tally(Limit(4, 6))
    told = [tally.tells("negative", Location("S", f"A{row}", row, "women"), "Nữ") for row in range(1, 11)]
    assert told == [True] * 4 + [False] * 6
    late = [tally.tells("negative", Location("S", f"B{row}", row, "participants"), "Số người") for row in range(1, 11)]
    assert late == [True] * SOME + [False] * (10 - SOME)  # six are told by then
    last = [tally.tells("not_whole", Location("S", f"B{row}", row, "participants"), "Số người") for row in range(1, 11)]
    assert last == [True] * SOME + [False] * (10 - SOME)
    assert [(f.rule, f.count, f.cell) for f in tally.rest()] == [
        ("more_errors", 6, "A5"),
        ("more_errors", 7, "B4"),
        ("more_errors", 7, "B4"),
    ]
    assert tally.rest() == []


def cells_of(address: str) -> set[str]:
    """`B7, B9:B11` cell by cell."""
    cells = set()
    for area in address.split(", "):
        first, _, last = area.partition(":")
        letters = first.rstrip("0123456789")
        rows = [int(one.removeprefix(letters)) for one in (first, last or first)]
        cells |= {f"{letters}{row}" for row in range(rows[0], rows[1] + 1)}
    return cells


@pytest.mark.parametrize("step", [1, 2])
def test_the_rest_of_a_kind_is_named_cell_by_cell_for_the_marked_workbook(step: int) -> None:
    """In as many findings as it takes, of which a cell of a workbook holds each whole."""
    tally, rows = Tally(Limit(4, 6, named=True)), range(1, 20_000, step)
    told = [tally.tells("negative", Location("S", f"AA{row}", row, "women"), "Nữ") for row in rows[:100]]
    assert sum(told) == 4
    assert all(tally.counted("S", "negative", "women", row) for row in rows[100:])
    rest = tally.rest()
    assert len(rest) == {1: 1, 2: 3}[step]
    assert [cell for f in rest for cell in sorted(cells_of(f.cell), key=lambda cell: (len(cell), cell))] == [
        f"AA{row}" for row in rows[4:]
    ]
    assert all(len(cells_of(f.cell)) == f.count and f"Còn {f.count} ô khác" in f.message.vi for f in rest)
    assert all(len(f.cell) < LONGEST + 30 and len(f.message.vi) < 400 for f in rest)
    assert all(re.match(rf"AA{f.row}\b", f.cell) for f in rest)


@pytest.mark.slow
def test_every_faulty_cell_stands_in_the_marked_workbook_also_beyond_what_has_a_line_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(whole_list, "MARKED", Limit(300, 700, named=True))
    data = all_wrong(2_000)
    source = RereadFile(data, "a.xlsx", Period.parse("2024-Q4"), Calendar.STATISTICAL)
    findings = whole_list.whole_list(source, TABLES)
    assert len(findings) < 1_000
    assert sum(f.count for f in findings) == 6 * 2_000
    made = mark(data, findings, "vi")
    rows = list(openpyxl.load_workbook(io.BytesIO(made)).worksheets[0].iter_rows(min_row=6, max_col=10))
    assert set().union(*(cells_of(str(row[3].value)) for row in rows)) == {
        f"{letter}{row}" for letter in "BCDEGH" for row in range(2, 2_002)
    }
    areas = [row[3] for row in rows if ":" in str(row[3].value)]
    assert areas
    assert all(cell.hyperlink.location.endswith(f"!{str(cell.value).partition(',')[0]}") for cell in areas)
    again = openpyxl.load_workbook(io.BytesIO(mark(made, findings, "vi")))  # it came back
    assert [one.title for one in again] == ["Kết quả kiểm tra", "Đào tạo, tập huấn"]
    assert [[cell.value for cell in row] for row in rows] == [
        list(row) for row in again.worksheets[0].iter_rows(min_row=6, max_col=10, values_only=True)
    ]


def test_the_marked_workbook_tells_more_than_the_app_holds_and_has_links_to_spare() -> None:
    assert TOLD.total < MARKED.total < 60_000
