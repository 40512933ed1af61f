"""A layout never reads silently what it does not fit: every change of a file is asked about, or changes no value."""

import io
from random import Random

import pytest
from openpyxl import load_workbook

from data.layouts.layout import Layout
from data.layouts.propose import Asked, proposed
from data.layouts.standing import StandingLayouts
from data.model import Period
from data.reading.reader import Reading, read
from indicators import TABLES
from tests.support.corpus import saved
from tests.support.layouts.answers import answered, asks, blocked, missing_values, wrong_values
from tests.support.layouts.mutations import MUTATIONS
from tests.support.layouts.page import Case, Page, Sent
from tests.support.layouts.registers import Look, register
from tests.support.layouts.syntheses import Style, synthesis

CASES = [
    synthesis(1, Style("two"), 35, "a synthesis"),
    synthesis(2, Style("one", "name", "none", texts=True), 20, "a synthesis without numbers or units"),
    register(3, Look(parents=True, subtotals=True), "classes"),
    register(4, Look(sheets="month"), "classes, a sheet a month"),
    register(5, Look("instruments", wide="communes"), "instruments, a column a commune"),
]
# The numbers themselves changed, and no word beside them: what figures are asked about each other finds it
# (`ytd_below_quarter`, `year_in_quarter`), which stands behind the reading; benchmarks/layouts.py goes through both.
BEHIND_THE_READING = {"headings_swapped"}


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case.name)
def confirmed(request: pytest.FixtureRequest) -> tuple[Case, Layout]:
    case: Case = request.param
    text = proposed(case.sent.data, case.sent.file, TABLES, Asked(Period.parse(case.quarter)))
    return case, answered(Layout.from_json(text, TABLES), case)


def by(layout: Layout, sent: Sent, quarter: str) -> Reading:
    standing = StandingLayouts((("kept", layout),), Period.parse(quarter))
    return read(sent.data, sent.file, TABLES, standing=standing)


@pytest.mark.slow
@pytest.mark.parametrize("change", sorted(set(MUTATIONS) - BEHIND_THE_READING))
def test_no_change_of_a_file_is_read_wrong_without_a_question(confirmed: tuple[Case, Layout], change: str) -> None:
    case, layout = confirmed
    for sent, quarter in ((case.sent, case.quarter), (case.following, case.next_quarter)):
        changed = MUTATIONS[change](sent.copy(), Random(7))
        if changed is not None:
            reading = by(layout, changed, quarter)
            quiet = not blocked(reading.findings) and not asks(reading.findings)
            assert not (quiet and wrong_values(reading, changed)), change


def test_the_confirmed_file_goes_in_whole(confirmed: tuple[Case, Layout]) -> None:
    case, layout = confirmed
    reading = by(layout, case.sent, case.quarter)
    assert not blocked(reading.findings)
    assert wrong_values(reading, case.sent) == []
    assert missing_values(reading, case.sent) == []


def test_the_next_quarters_file_goes_in_without_a_question(confirmed: tuple[Case, Layout]) -> None:
    """Under another name, with a title and a blank line more, its rows in another order."""
    case, layout = confirmed
    reading = by(layout, case.following, case.next_quarter)
    assert not blocked(reading.findings)
    assert not asks(reading.findings)
    assert wrong_values(reading, case.following) == []
    assert missing_values(reading, case.following) == []


def with_line_over(sent: Sent, line: str) -> Sent:
    """Another line at the top of every sheet, over all that stands there."""
    more = sent.copy()
    for page in more.pages:
        page.cells.insert(0, [line])
        page.top, page.start = page.top + 1, page.start + 1
        page.rows = {row + 1: code for row, code in page.rows.items()}
        page.merged = [(top + 1, left, bottom + 1, right) for top, left, bottom, right in page.merged]
    return more


@pytest.mark.parametrize("line", ["Số của các đơn vị đã gửi", "bản lưu của anh Nam", "chưa khớp sổ"])
def test_a_line_that_was_not_over_the_table_when_it_was_confirmed_is_asked_about(
    confirmed: tuple[Case, Layout], line: str
) -> None:
    case, layout = confirmed
    asked = {f.rule: f.cell for f in by(layout, with_line_over(case.following, line), case.next_quarter).findings}
    assert asked["layout_new_words"] == "A1"


def test_a_page_header_that_was_not_there_is_asked_about(confirmed: tuple[Case, Layout]) -> None:
    case, layout = confirmed
    book = load_workbook(io.BytesIO(case.following.data))
    for sheet in book.worksheets:
        sheet.oddHeader.center.text = "bản lưu của anh Nam"
    standing = StandingLayouts((("kept", layout),), Period.parse(case.next_quarter))
    reading = read(saved(book), case.following.file, TABLES, standing=standing)
    assert "layout_new_words" in {f.rule for f in reading.findings}


def test_a_line_that_was_confirmed_with_the_table_is_not_asked_about_again(confirmed: tuple[Case, Layout]) -> None:
    case, _ = confirmed
    line = "bản lưu của anh Nam"
    text = proposed(with_line_over(case.sent, line).data, case.sent.file, TABLES, Asked(Period.parse(case.quarter)))
    layout = answered(Layout.from_json(text, TABLES), case)
    reading = by(layout, with_line_over(case.following, line), case.next_quarter)
    assert not asks(reading.findings)
    assert not blocked(reading.findings)


def test_a_file_sent_for_another_quarter_is_not_read(confirmed: tuple[Case, Layout]) -> None:
    case, layout = confirmed
    if any("quý" in column.heading for block in layout.blocks for column in block.columns):
        assert blocked(by(layout, case.sent, "2024-Q3").findings)


def test_every_cell_tells_where_it_stood(confirmed: tuple[Case, Layout]) -> None:
    """The address of every number that was read leads to that number in the file as it was sent."""
    case, layout = confirmed
    pages = {page.name: page for page in case.sent.pages}
    for sheet in by(layout, case.sent, case.quarter).sheets.values():
        key = (
            "value"
            if "value" in sheet.columns
            else "participants"
            if "participants" in sheet.columns
            else "instruments"
        )
        for line in sheet.rows.to_pylist():
            if line[key] is not None:
                title, cell, row = sheet.stood(line["_row"], key)
                stood = pages[title].cells[row - 1][ord(cell[0]) - 65]
                assert float(line[key]) == float(str(stood).split()[0].replace(".", "")), cell


def test_a_layout_with_an_open_question_reads_nothing() -> None:
    case = CASES[0]
    text = proposed(case.sent.data, case.sent.file, TABLES, Asked(Period.parse(case.quarter)))
    layout = Layout.from_json(text, TABLES)
    assert layout.open
    reading = by(layout, case.sent, case.quarter)
    assert [f.rule for f in reading.findings if f.severity == "stop"] == ["layout_open"]
    assert reading.sheets == {}


def test_rows_that_begin_with_a_company_are_no_subtotals() -> None:
    """«Công ty» is not «Cộng», though both are `cong` without their accents."""
    case = register(6, Look(subtotals=True))
    text = proposed(case.sent.data, case.sent.file, TABLES, Asked(Period.parse(case.quarter)))
    layout = answered(Layout.from_json(text, TABLES), case)
    page = case.sent.pages[0]
    first = min(page.rows)
    page.cells[first][1] = "Công ty và tài sản trí tuệ"
    case.sent.lists["trainings"][0]["title"] = "Công ty và tài sản trí tuệ"
    reading = by(layout, case.sent, case.quarter)
    assert missing_values(reading, case.sent) == []
    assert wrong_values(reading, case.sent) == []


def test_a_layout_that_a_file_does_not_look_like_reads_nothing_of_it() -> None:
    """Tried by its own name it is refused, and not read some other way."""
    case, other = CASES[0], CASES[2]
    text = proposed(case.sent.data, case.sent.file, TABLES, Asked(Period.parse(case.quarter)))
    trial = StandingLayouts((("", answered(Layout.from_json(text, TABLES), case)),), Period.parse(case.quarter))
    reading = read(other.sent.data, other.sent.file, TABLES, standing=trial)
    assert [f.rule for f in reading.findings] == ["layout_no_fit"]


def test_months_that_do_not_add_up_to_the_quarter_are_asked_about() -> None:
    page = Page("TH")
    page.top = page.add("STT", "Nội dung", "Tháng 10", "Tháng 11", "Tháng 12", "Quý IV")
    page.start = page.top + 1
    page.columns = dict(enumerate(("counter", "name", "other", "other", "other", "value")))
    page.rows[page.add(1, "Số lớp tập huấn", 2, 3, 4, 9)] = "TR01"
    sent = Sent("thang.xlsx", [page], {"TR01": (9.0, None)})
    case = Case("months", "2024-Q4", sent, "2025-Q1", sent, {"Số lớp tập huấn": "TR01"}, {})
    text = proposed(sent.data, sent.file, TABLES, Asked(Period.parse("2024-Q4")))
    layout = answered(Layout.from_json(text, TABLES), case)
    assert not asks(by(layout, sent, "2024-Q4").findings)
    page.cells[page.start][5] = 10
    assert [f.rule for f in by(layout, sent, "2024-Q4").findings if f.severity == "question"] == ["layout_sum_differs"]
