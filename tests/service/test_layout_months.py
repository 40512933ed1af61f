"""A sheet a month: the months of the quarter are recognised and not asked about; every other month is."""

from collections.abc import Callable

import pytest

from data.model import Finding, Period
from data.places import PLACES, Unit
from service import drafts, layouts
from service.access.roles import LOCAL
from service.service import Service
from tests.support.layouts.answers import answered, missing_values, wrong_values
from tests.support.layouts.page import Sent
from tests.support.layouts.registers import Look, register

pytestmark = pytest.mark.slow  # whole stories

QUARTER = Period.parse("2025-Q4")
CASE = register(31, Look(sheets="month", subtotals=True), year=2025)


def unit() -> Unit:
    found = PLACES.find("Quảng Trị", QUARTER.end)
    assert found is not None
    return found


@pytest.fixture
def kept(service: Service) -> Service:
    proposed = layouts.propose(service, CASE.sent.file, CASE.sent.data, unit(), QUARTER)
    assert proposed is not None
    layouts.save(service, LOCAL, unit().key, answered(proposed, CASE), "mỗi sheet là một tháng của quý")
    return service


def look(service: Service, sent: Sent, quarter: Period = QUARTER) -> drafts.Draft:
    of = unit()
    return drafts.check(service, sent.file, sent.data, of, quarter, standing=layouts.applicable(service, of, quarter))


def asked(draft: drafts.Draft) -> list[Finding]:
    """What is asked or refused of months and sheets."""
    return [f for f in draft.findings if f.severity != "info" and f.rule.startswith(("other_period", "layout"))]


def changed(change: Callable[[Sent], None]) -> Sent:
    sent = CASE.sent.copy()
    change(sent)
    return sent


def test_the_months_of_another_quarter_are_refused_by_their_names(kept: Service) -> None:
    draft = look(kept, CASE.sent, Period.parse("2025-Q3"))
    assert draft.verdict is drafts.Verdict.REFUSED
    gone = next(f for f in draft.findings if f.rule == "layout_sheet_gone")
    assert "tháng 7, tháng 8, tháng 9" in gone.message.vi
    assert {f.sheet for f in draft.findings if f.rule == "layout_other_time"} == {"Tháng 10", "Tháng 11", "Tháng 12"}
    assert draft.sheets == {}


@pytest.mark.parametrize("title", ["THÁNG 10/2025", "THÁNG 9/2025", "THÁNG 11/2024", "QUÝ III/2025"])
def test_a_title_of_another_month_than_its_sheet_is_asked_about(kept: Service, title: str) -> None:
    """As where last month's sheet was copied and its title left."""

    def change(sent: Sent) -> None:
        sent.pages[1].cells[1][0] = f"DANH SÁCH LỚP TẬP HUẤN {title}"

    (question,) = asked(look(kept, changed(change)))
    assert (question.rule.partition(":")[0], question.sheet, question.cell) == ("other_period", "Tháng 11", "A2")


def test_of_a_book_with_every_month_of_the_year_only_the_quarters_are_read_and_the_others_asked_about(
    kept: Service,
) -> None:
    def change(sent: Sent) -> None:
        for month in (7, 8, 9):
            page = CASE.sent.copy().pages[0]
            page.name, page.cells[1][0] = f"Tháng {month}", f"DANH SÁCH LỚP TẬP HUẤN THÁNG {month}/2025"
            sent.pages.insert(month - 7, page)

    sent = changed(change)
    draft = look(kept, sent)
    assert [(f.rule, f.sheet) for f in asked(draft)] == [("layout_other_time", f"Tháng {n}") for n in (7, 8, 9)]
    assert (wrong_values(draft.reading, sent), missing_values(draft.reading, sent)) == ([], [])
    proposed = layouts.propose(kept, sent.file, sent.data, None, QUARTER)
    assert proposed is not None
    assert [len(block.sheets) for block in proposed.blocks] == [3]


def test_the_months_of_the_quarter_are_not_asked_about_in_any_quarter(kept: Service) -> None:
    for sent, quarter in ((CASE.sent, QUARTER), (CASE.following, Period.parse(CASE.next_quarter))):
        draft = look(kept, sent, quarter)
        assert asked(draft) == []
        assert (wrong_values(draft.reading, sent), missing_values(draft.reading, sent)) == ([], [])


def test_a_title_of_a_month_over_a_table_that_is_no_months_is_asked_about(service: Service) -> None:
    """One sheet with the classes of one month is no quarter."""
    case = register(32, Look(), year=2025)
    case.sent.pages[0].cells[1][0] = "DANH SÁCH LỚP TẬP HUẤN THÁNG 11/2025"
    proposed = layouts.propose(service, case.sent.file, case.sent.data, unit(), QUARTER)
    assert proposed is not None
    layouts.save(service, LOCAL, unit().key, answered(proposed, case), "sổ của Sở")
    assert [f.rule for f in asked(look(service, case.sent))] == ["other_period"]
