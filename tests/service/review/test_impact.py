"""Before a file is confirmed its sender sees what it will do; looking at it changes nothing."""

import pytest

from data.model import Period
from data.places import PLACES
from data.reading.reader import Reading
from indicators import TABLES
from indicators.engine.answer import Question
from indicators.engine.progress import Pace
from service import acceptance, drafts
from service.review.cell_changes import GONE, NEW, OTHER, FormCell
from service.review.impact import Impact, impact_of
from service.service import Service
from service.targets import plans
from tests.support.rows import Rows, Tell, indication, instruments, plan_file, sheet_rows, trainings


def _of(service: Service, draft: object) -> Impact:
    return impact_of(service, draft)  # type: ignore[arg-type]


def test_a_first_submission_adds_everything_and_takes_over_from_nothing(service: Service, tell: Tell) -> None:
    draft = tell("45", "2024-Q4", {"MQ01": (7, 20)}, accept=False, trainings=trainings(2))
    found = _of(service, draft)
    assert found.stands is None
    assert [(v.code, v.column, v.how, v.after) for v in found.cells] == [
        ("MQ01", "value", NEW, FormCell(7)),
        ("MQ01", "year_to_date", NEW, FormCell(20)),
    ]
    assert [(rows.table, rows.count) for rows in found.rows] == [("trainings", {NEW: 2})]


@pytest.mark.slow
def test_a_correction_tells_what_goes_first_then_what_changes_most_then_what_is_new(
    service: Service, tell: Tell
) -> None:
    tell("45", "2024-Q4", {"MQ01": 100, "AP01": 10, "AP02": 4, "IP02": "> 70"})
    draft = tell("45", "2024-Q4", {"MQ01": 150, "AP01": 100, "TM01": 3, "IP02": 70, "AP02": 4}, accept=False)
    found = _of(service, draft)
    told = {(v.how, v.code): (v.before, v.after) for v in found.cells}
    assert told[OTHER, "AP01"] == (FormCell(10), FormCell(100))
    assert told[OTHER, "IP02"] == (FormCell(70, 4), FormCell(70)), "a bound that goes is a change"
    assert (NEW, "TM01") in told
    assert not any(code == "AP02" for _, code in told)
    hows = [v.how for v in found.cells]
    assert hows == sorted(hows, key=[GONE, OTHER, NEW].index)
    changed = [v.code for v in found.cells if v.how == OTHER]
    assert changed.index("AP01") < changed.index("MQ01")
    assert found.stands is not None
    assert found.stands.version == 1


def test_rows_are_compared_by_their_key_and_named(service: Service, tell: Tell) -> None:
    tell("45", "2024-Q4", geographical_indications=[indication("1"), indication("2"), indication("3")])
    rows: Rows = [indication("1"), indication("2", status="cancelled"), indication("9")]
    draft = tell("45", "2024-Q4", accept=False, geographical_indications=rows)
    (found,) = _of(service, draft).rows
    assert found.count == {NEW: 1, OTHER: 1, GONE: 1}
    assert found.named == {NEW: ["9"], OTHER: ["2"], GONE: ["3"]}


def test_rows_without_a_key_are_compared_whole(service: Service, tell: Tell) -> None:
    tell("45", "2024-Q4", calibrated_instruments=instruments(5, 5, 6))
    draft = tell("45", "2024-Q4", accept=False, calibrated_instruments=instruments(5, 7, 6))
    (found,) = _of(service, draft).rows
    assert sum(found.count.values()) == (1 if TABLES["calibrated_instruments"].key else 2)


def test_a_list_that_says_something_else_of_itself_changes(service: Service, tell: Tell) -> None:
    tell("45", "2024-Q4", states={"trainings": "nothing"})
    draft = tell("45", "2024-Q4", states={"trainings": "not_available"}, accept=False)
    (found,) = _of(service, draft).rows
    assert found.states == ("nothing", "not_available")


def test_it_tells_the_national_total_and_the_rank_before_and_after_as_they_then_come_true(
    service: Service, tell: Tell
) -> None:
    for code, number in (("45", 10), ("01", 20), ("46", 30)):
        tell(code, "2024-Q1", {"MQ01": number})
    draft = tell("45", "2024-Q1", {"MQ01": 25}, accept=False)
    found = _of(service, draft)
    (total,) = [one for one in found.totals if one.measure.code == "MQ01"]
    assert (total.before.value, total.after.value) == (60, 75)
    q1 = Period.parse("2024-Q1")
    assert service.ask(Question("MQ01", q1, q1)).rows[0].value == 60, "nothing was stored"
    accepted = acceptance.accept(service, draft, "người thử", "đúng")
    assert accepted.receipt is not None
    after = service.ask(Question("MQ01", total.after.period, total.after.period, grain=total.after.period.grain)).rows[
        0
    ]
    assert after == total.after


@pytest.mark.slow
def test_a_rank_is_told_where_it_moves(service: Service, tell: Tell) -> None:
    for code, number in (("01", 20), ("46", 30), ("48", 10)):  # none of them merged: Hà Nội, Huế; Đà Nẵng was
        tell(code, "2026-Q1", {"MQ01": number})
    draft = tell("01", "2026-Q1", {"MQ01": 40}, accept=False)
    (rank,) = [one for one in _of(service, draft).ranks if one.measure.code == "MQ01"]
    assert (rank.before, rank.after) == ((2, 3), (1, 3))
    assert _of(service, tell("01", "2026-Q1", {"MQ01": 21}, accept=False)).ranks == []


@pytest.mark.slow
def test_a_merged_provinces_old_quarter_moves_the_rank_of_what_it_became(service: Service, tell: Tell) -> None:
    for code, number in (("24", 5), ("27", 5), ("01", 20)):
        tell(code, "2024-Q1", {"MQ01": number})
    draft = tell("24", "2024-Q1", {"MQ01": 50}, accept=False)
    (rank,) = [one for one in _of(service, draft).ranks if one.measure.code == "MQ01"]
    assert (rank.before, rank.after) == ((2, 2), (1, 2))


def test_a_target_is_told_where_it_would_be_judged_otherwise(service: Service, tell: Tell) -> None:
    row = {"province": "Hà Nội", "measure": "MQ01", "period": "2025", "operator": "≥", "value": 400, "source": "KH 1"}
    plans.accept(service, plans.check(service, "ke-hoach.xlsx", plan_file(service, [row])), "người thử")
    tell("01", "2025-Q1", {"MQ01": 60})
    draft = tell("01", "2025-Q1", {"MQ01": 120}, accept=False)
    (aim,) = _of(service, draft).targets
    assert (aim.before.pace, aim.after.pace) == (Pace.FAR_BEHIND, Pace.ON_TRACK)
    assert (aim.before.actual, aim.after.actual) == (60, 120)


def test_the_same_file_again_changes_nothing(service: Service, tell: Tell) -> None:
    tell("45", "2024-Q4", {"MQ01": 7}, trainings=trainings(2))
    assert _of(service, tell("45", "2024-Q4", {"MQ01": 7.0}, accept=False, trainings=trainings(2))).nothing


def test_the_index_of_all_provinces_has_rows_and_no_ranks_of_a_province(service: Service) -> None:
    (name,) = (name for name, table in TABLES.items() if table.nationwide)
    rows = [
        {"province": unit.name, "rank": n, "score": 50.0 - n}
        for n, unit in enumerate(PLACES.of_quarter(Period(2025).last), 1)
    ]
    draft = drafts.judge(
        service, "a.xlsx", b"a", Reading({}, {name: sheet_rows(TABLES[name], rows)}, []), None, Period(2025)
    )
    found = _of(service, draft)
    assert [(one.table, one.count) for one in found.rows] == [(name, {NEW: 34})]
    assert (found.ranks, found.totals) == ((), ())


def test_a_file_that_could_not_be_judged_has_no_impact(service: Service) -> None:
    assert _of(service, drafts.judge(service, "a.xlsx", b"a", Reading({}, {}, []), None, None)).nothing
