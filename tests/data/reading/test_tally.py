"""Files in which nothing is right: what they cost, what is told of them, and where all of it stands."""

import io
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter

from data.feedback.returned_file import returned
from data.feedback.whole_list import RereadFile
from data.model import Calendar, Period, Severity
from data.reading.tally import MARKED, SOME, TOLD, Limit, Tally
from data.rules.findings import Location
from data.sandbox import measured
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


def test_the_marked_workbook_tells_more_than_the_app_holds_and_has_links_to_spare() -> None:
    assert TOLD.total < MARKED.total < 60_000
