"""Several quarters of one file: looked at together, taken in together or not at all, each figure with its cell."""

from collections.abc import Callable, Sequence
from functools import partial

import pytest

from data.layouts.answering import answered, proposals
from data.layouts.layout import ASIDE
from data.model import Period
from data.places import PLACES, Boundary, Unit
from service import acceptance, drafts, history, layouts
from service.access.roles import LOCAL, Identity, NotAllowedError, Person, Role
from service.access.state import NotPossibleError
from service.administration import grant, lock
from service.drafts import Verdict
from service.history import History
from service.lineage.trace import FigureKey, trace, with_texts
from service.service import Service
from tests.support.layouts import histories
from tests.support.layouts.page import Sent

pytestmark = pytest.mark.slow  # whole stories

YEARS = (2023, 2024)
ANCHOR = Period.parse("2024-Q4")
FORMER = ("Quảng Bình", "Quảng Trị (cũ)")


def unit(name: str = "Quảng Trị", quarter: Period = ANCHOR) -> Unit:
    found = PLACES.find(name, quarter.end)
    assert found is not None
    return found


def confirm(service: Service, sent: Sent, of: Unit | None = None, anchor: Period = ANCHOR) -> None:
    """As a person does who takes what is proposed and leaves the rest."""
    proposed = layouts.propose(service, sent.file, sent.data, of or unit(), anchor)
    assert proposed is not None
    taken = answered(proposed, proposals(proposed))
    left = {question[:3]: ASIDE if question.kind != "block" else "read" for question in taken.open}
    layouts.save(service, LOCAL, (of or unit()).key, answered(taken, left), "đã xem từng cột")


def look(
    service: Service, sent: Sent, of: Unit | None = None, anchor: Period = ANCHOR, periods: Sequence[Period] = ()
) -> History:
    named = periods or history.quarters(service, sent.file, sent.data) or [anchor]
    return history.check(service, sent.file, sent.data, of or unit(), anchor, named)


def read(told: History) -> dict[tuple[str, str], dict[str, float | None]]:
    return {
        (draft.sender_key, draft.period.code): {
            line["code"]: line["value"] for sheet in draft.reading.sheets.values() for line in sheet.rows.to_pylist()
        }
        for draft in told.drafts
        if draft.period is not None
    }


def rules(told: History) -> set[str]:
    return {f.rule for draft in told.drafts for f in draft.findings if f.severity != "info"}


@pytest.fixture(scope="module")
def numbers() -> histories.Numbers:
    return histories.numbers(1, YEARS)


@pytest.fixture
def sent(service: Service, numbers: histories.Numbers) -> Sent:
    made = histories.side_by_side(numbers, YEARS)
    confirm(service, made)
    return made


def test_without_a_confirmed_layout_no_history_is_looked_at(service: Service, numbers: histories.Numbers) -> None:
    made = histories.side_by_side(numbers, YEARS)
    with pytest.raises(NotPossibleError, match="No layout is confirmed"):
        look(service, made)


def test_one_quarter_with_an_error_keeps_all_of_them_out(service: Service, sent: Sent) -> None:
    sent.pages[0].cells[4][4] = "nhiều"  # a number of the second quarter of 2023
    told = look(service, sent)
    assert [draft.period.code for draft in told.drafts if draft.verdict is Verdict.REFUSED] == ["2023-Q2"]  # type: ignore[union-attr]
    before = service.repository.ledger.head
    with pytest.raises(NotPossibleError, match="No quarter was taken in"):
        history.accept(service, told, "người thử", "đúng")
    assert service.repository.ledger.head == before


def test_one_unanswered_question_keeps_all_of_them_out(service: Service, sent: Sent) -> None:
    sent.pages[0].cells[4][8] = 9_000  # more than the year, which the last quarter says
    told = look(service, sent)
    assert rules(told)
    with pytest.raises(NotPossibleError, match="No quarter was taken in"):
        history.accept(service, told, "người thử", "")
    assert service.empty


@pytest.mark.parametrize("at", [1, 3, 8])
def test_what_fails_in_the_middle_leaves_nothing_behind(
    service: Service, sent: Sent, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, before, done = look(service, sent), service.repository.ledger.head, []
    store = acceptance.store_draft

    def fails(*given: object) -> int:
        done.append(given)
        if len(done) == at:
            raise NotPossibleError("hỏng", "broken")
        return store(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(acceptance, "store_draft", fails)
    with pytest.raises(NotPossibleError, match="broken"):
        history.accept(service, told, "người thử", "đúng")
    assert service.repository.ledger.head == before
    assert service.empty
    assert not service.repository.rebuild(check=True)


def test_what_somebody_sends_meanwhile_is_seen_first(service: Service, sent: Sent) -> None:
    told = look(service, sent)
    with service.at_once():  # as a page is drawn
        other = Service(service.home)
        one = drafts.check(
            other, sent.file, sent.data, unit(), ANCHOR, standing=layouts.applicable(other, unit(), ANCHOR)
        )
        acceptance.accept(other, one, "người khác", "đúng")
        other.close()
        with pytest.raises(NotPossibleError, match="just sent"):
            history.accept(service, told, "người thử", "đúng")


def test_a_locked_quarter_and_a_province_of_others_are_refused(service: Service, sent: Sent) -> None:
    lock(service, LOCAL, Period.parse("2023-Q2"), "đã chốt", unit().key)
    told = look(service, sent)
    assert [d.period.code for d in told.drafts if d.verdict is Verdict.REFUSED] == ["2023-Q2"]  # type: ignore[union-attr]
    grant(service, LOCAL, Person("a@hue.gov.vn", "A", Role.ANALYST, frozenset({"hue"})), "việc")
    with pytest.raises(NotAllowedError):
        history.check(service, sent.file, sent.data, unit(), ANCHOR, [ANCHOR], Identity("a@hue.gov.vn", "A"))


def test_a_total_that_does_not_say_up_to_when_is_the_confirmed_quarters_alone(service: Service) -> None:
    told = histories.numbers(1, (2024,))
    made = histories.side_by_side(told, (2024,))
    page = made.pages[0]
    page.cells[page.start - 1][7] = "Lũy kế"
    confirm(service, made)
    found = {
        draft.period.code: [line["year_to_date"] for s in draft.reading.sheets.values() for line in s.rows.to_pylist()]
        for draft in look(service, made).drafts
        if draft.period is not None
    }
    assert all(found["2024-Q4"])
    assert not any(number for code in ("2024-Q1", "2024-Q2", "2024-Q3") for number in found[code])


@pytest.mark.parametrize("heading", ["Kế hoạch quý II", "Quý II (ước)", "Cùng kỳ"])
def test_a_column_that_is_no_longer_a_quarters_is_not_read_as_one(
    service: Service, numbers: histories.Numbers, heading: str
) -> None:
    made = histories.side_by_side(numbers, YEARS)
    confirm(service, made)
    page = made.pages[0]
    page.cells[page.start - 1][9] = heading  # of the second quarter of 2024
    told = look(service, made, periods=[Period.parse("2024-Q2"), ANCHOR])
    assert told.drafts[0].verdict is Verdict.REFUSED
    assert read(told)[unit().key, "2024-Q2"] == {}


def test_quarters_that_contradict_each_other_are_asked_about_as_if_sent_one_by_one(service: Service) -> None:
    told = histories.numbers(1, (2024,))
    made = histories.sheet_a_quarter(told, 2024)
    made.pages[2].cells[made.pages[2].start][4] = 1  # the third quarter's total is less than the second's
    confirm(service, made)
    third = look(service, made).drafts[2]
    assert any("ytd" in f.rule or "luy" in f.rule for f in third.findings if f.severity != "info")


def test_two_years_go_in_at_once_and_each_figure_leads_to_its_cell(
    service: Service, sent: Sent, numbers: histories.Numbers
) -> None:
    told = look(service, sent)
    assert read(told) == {(unit().key, f"{year}-Q{q}"): own for (_, year, q), own in numbers.items()}
    done = history.accept(service, told, "người thử", "đúng")
    assert done.accepted
    assert len({draft.receipt.number for draft in done.drafts if draft.receipt}) == 8
    service.repository.rebuild()
    page = sent.pages[0]
    for year, quarter in ((2023, 2), (2024, 1)):
        key = FigureKey("IP06", Period.parse(f"{year}-Q{quarter}"), unit().key, Boundary.THEN)
        leaf = next(node for node in with_texts(service, trace(service, key).root).every() if node.source is not None)
        assert leaf.source is not None
        column = 3 + 5 * YEARS.index(year) + quarter - 1
        spots = [(spot.cell, spot.text) for each in (leaf.source.spots or {}).values() for spot in each]
        assert spots == [(f"{chr(65 + column)}{page.start + 1}", str(page.cells[page.start][column]))]
    same, every = told.drafts[0].data, [draft.period for draft in told.drafts if draft.period]
    again = history.check(service, sent.file, same, unit(), ANCHOR, every)
    assert all(draft.already for draft in again.drafts)
    before = service.repository.ledger.head
    assert history.accept(service, again, "người thử", "").accepted
    assert service.repository.ledger.head == before


def test_a_sheet_a_quarter_is_a_history_too(service: Service) -> None:
    told = histories.numbers(3, (2024,))
    made = histories.sheet_a_quarter(told, 2024)
    confirm(service, made)
    assert read(look(service, made)) == {(unit().key, f"2024-Q{q}"): own for (_, _, q), own in told.items()}


def test_a_sheet_a_year_with_a_column_a_quarter_is_a_history_too(service: Service, numbers: histories.Numbers) -> None:
    pages = []
    for year in YEARS:
        (page,) = histories.side_by_side(numbers, (year,)).pages
        page.name, page.cells[page.top][3] = str(year), "Thực hiện"
        pages.append(page)
    made = Sent("cac nam.xlsx", pages)
    confirm(service, made)
    assert read(look(service, made)) == {(unit().key, f"{year}-Q{q}"): own for (_, year, q), own in numbers.items()}


# Former provinces


def test_former_provinces_in_rows_or_columns_are_each_their_own(service: Service) -> None:
    told = histories.numbers(2, (2024,), FORMER)
    keys = dict(zip(FORMER, ("quang-binh", "quang-tri"), strict=True))
    rows = histories.province_rows(told, FORMER, 2024, 4, "Quảng Trị")
    confirm(service, rows)
    assert read(look(service, rows)) == {(keys[name], "2024-Q4"): told[name, 2024, 4] for name in FORMER}
    columns = histories.province_columns(told, FORMER, 2024, (3, 4))
    confirm(service, columns)
    assert read(look(service, columns)) == {
        (keys[name], f"2024-Q{q}"): told[name, 2024, q] for name in FORMER for q in (3, 4)
    }


def test_a_total_of_former_provinces_that_is_not_their_sum_is_refused(service: Service) -> None:
    rows = histories.province_rows(histories.numbers(2, (2024,), FORMER), FORMER, 2024, 4, "Quảng Trị")
    confirm(service, rows)
    rows.pages[0].cells[-1][2] += 1
    assert rules(look(service, rows)) >= {"layout_total_differs"}


@pytest.mark.parametrize("shape", ["rows", "columns"])
def test_a_former_provinces_number_is_never_the_merged_ones(service: Service, shape: str) -> None:
    """«Quảng Trị» beside «Quảng Bình» is the former Quảng Trị, though the merged province has its name."""
    after, names = Period.parse("2025-Q4"), ("Quảng Bình", "Quảng Trị")
    told = histories.numbers(2, (2025,), names)
    make = {
        "rows": partial(histories.province_rows, told, names, 2025, 4, "Quảng Trị"),
        "columns": partial(histories.province_columns, told, names, 2025, (4,)),
    }[shape]
    made, merged = make(), unit(quarter=after)
    confirm(service, made, merged, after)
    found = look(service, made, merged, after)
    assert rules(found) >= {"layout_former"}
    assert not any(read(found).values())
    standing = layouts.applicable(service, merged, after)
    assert drafts.check(service, made.file, made.data, merged, after, standing=standing).verdict is Verdict.REFUSED


def test_a_table_that_tells_no_provinces_apart_is_nobodys_for_a_quarter_before_the_merger(service: Service) -> None:
    after = Period.parse("2025-Q4")
    told = histories.numbers(2, (2024, 2025))
    made, merged = histories.side_by_side(told, (2024, 2025)), unit(quarter=after)
    confirm(service, made, merged, after)
    found = look(service, made, merged, after)
    refused = [d.period.code for d in found.drafts if d.verdict is Verdict.REFUSED]  # type: ignore[union-attr]
    assert refused == [f"2024-Q{q}" for q in (1, 2, 3, 4)] + ["2025-Q1", "2025-Q2"]
    assert rules(found) >= {"layout_other_unit"}


# Districts


def test_districts_are_added_only_where_that_was_confirmed_and_each_stands_in_the_sum(service: Service) -> None:
    made, sums = histories.district_rows(3)
    proposed = layouts.propose(service, made.file, made.data, unit(), ANCHOR)
    assert proposed is not None
    assert [question.kind for question in proposed.open] == ["block"]
    confirm(service, made)
    told = look(service, made)
    assert read(told) == {(unit().key, "2024-Q4"): sums}
    cells = {
        line["code"]: sheet.cells(line["_row"], "value")
        for sheet in told.drafts[0].reading.sheets.values()
        for line in sheet.rows.to_pylist()
    }
    assert cells["IP06"] == "C3+C4+C5+C6+C7"


def _other_total(sent: Sent) -> None:
    sent.pages[0].cells[-1][2] += 1


def _new_district(sent: Sent) -> None:
    sent.pages[0].cells.insert(3, [9, "Huyện Triệu Phong", 1, 1, 1, 1])


def _district_gone(sent: Sent) -> None:
    del sent.pages[0].cells[3]


def _blank(sent: Sent) -> None:
    sent.pages[0].cells[3][2] = None


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (_other_total, "layout_total_differs"),
        (_new_district, "layout_new_row"),
        (_district_gone, "layout_part_gone"),
        (_blank, "layout_not_added"),
    ],
)
@pytest.mark.parametrize("total", [True, False])
def test_districts_that_are_not_as_confirmed_are_refused(
    service: Service, change: Callable[[Sent], None], rule: str, total: bool
) -> None:
    made, _ = histories.district_rows(3, total)
    confirm(service, made)
    if change is _other_total and not total:
        return
    change(made)
    told = look(service, made)
    assert rules(told) >= {rule}
    assert told.drafts[0].verdict is Verdict.REFUSED
