"""The service: who has sent what, what may be looked up and taken away, and sums that hold whatever was sent."""

import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.model import VIETNAM, Period
from data.places import PLACES, Boundary
from data.reading.reader import Reading
from indicators import TABLES
from indicators.engine.answer import By, Question
from service import acceptance, administration, arrivals, blank_workbooks, drafts, list_rows, submissions
from service.access.roles import LOCAL
from service.access.state import NotPossibleError
from service.arrivals import Arrival
from service.drafts import Verdict
from service.review.impact import figures
from service.review.moves import Review
from service.service import LARGE, Service
from tests.support.rows import Asked, Tell, indication, instruments, mark, sheet_rows, training, trainings

Q4 = Period.parse("2024-Q4")


# Who has sent what


def test_the_grid_tells_sent_questioned_corrected_missing_and_not_due_apart(service: Service, tell: Tell) -> None:
    tell("01", "2026-Q3", trainings=trainings(1, date(2026, 7, 5)))
    tell("04", "2026-Q3", trainings=[training(started_on=date(2026, 7, 5), participants=501)])
    for count in (1, 2):
        tell("08", "2026-Q3", trainings=trainings(count, date(2026, 7, 5)))
    cells = arrivals.received(service, Period.parse("2026-Q3"), Period.parse("2026-Q4"))
    assert len(cells) == 2 * 34
    states = {(cell.unit.code, cell.period.part): cell.state for cell in cells}
    assert states["01", "Q3"] is Arrival.SENT
    assert states["04", "Q3"] is Arrival.QUESTIONS
    assert states["08", "Q3"] is Arrival.CORRECTED
    assert states["11", "Q3"] is Arrival.NOT_SENT
    assert states["01", "Q4"] is Arrival.NOT_DUE


def test_a_file_that_only_adds_to_a_quarter_corrects_nothing(service: Service, tell: Tell) -> None:
    """A list here, a list there, a report beside the template: as many files as a province likes."""

    def state() -> Arrival:
        (cell,) = [one for one in arrivals.received(service, Q4, Q4) if one.unit.code == "45"]
        return cell.state

    tell("45", "2024-Q4", trainings=[training(participants=501)])
    tell("45", "2024-Q4", calibrated_instruments=instruments(2000))
    assert state() is Arrival.QUESTIONS  # of the first of both
    tell("45", "2024-Q4", calibrated_instruments=instruments(2001))
    assert state() is Arrival.CORRECTED


def test_each_quarter_of_the_grid_has_the_units_of_its_time(service: Service) -> None:
    cells = arrivals.received(service, Period.parse("2025-Q2"), Period.parse("2025-Q3"))
    assert [sum(cell.period.part == part for cell in cells) for part in ("Q2", "Q3")] == [63, 34]


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        (time(16, 59, tzinfo=UTC), False),  # 23:59 in Viet Nam
        (time(17, 1, tzinfo=UTC), True),
    ],
)
def test_late_is_after_the_last_day_in_viet_nam(service: Service, tell: Tell, moment: time, late: bool) -> None:
    draft = tell("45", "2024-Q4", accept=False, trainings=trainings(1))
    receipt = acceptance.accept(service, draft, "ai đó", at=datetime.combine(Q4.due, moment)).receipt
    assert receipt is not None
    assert receipt.late is late
    (cell,) = [cell for cell in arrivals.received(service, Q4, Q4) if cell.unit.code == "45"]
    assert cell.late is late


# What can be looked up


@pytest.mark.slow
def test_the_table_holds_standing_rows_under_the_province_of_the_chosen_boundary(service: Service, tell: Tell) -> None:
    tell("24", "2024-Q4", trainings=trainings(2))
    tell("24", "2024-Q4", trainings=trainings(3))
    today = list_rows.rows(service, "trainings", Q4, Q4, ["bac-ninh-2025"])
    then = list_rows.rows(service, "trainings", Q4, Q4, ["bac-giang"], Boundary.THEN)
    assert today.column("province").to_pylist() == ["Bắc Ninh"] * 3
    assert then.column("province").to_pylist() == ["Bắc Giang"] * 3
    assert set(today.column("submission").to_pylist()) == {2}
    assert list_rows.rows(service, "trainings", Q4, Q4, ["ha-noi"]).num_rows == 0


def test_search_needs_neither_accents_nor_case(service: Service, tell: Tell) -> None:
    tell("45", "2024-Q4", trainings=[training(1, title="Đồng bào Đakrông"), training(2, title="Khác", place="Huế")])
    for search, found in (
        ("dong bao", 1),
        ("ĐAKRÔNG", 1),
        ("hue", 1),
        ("quang tri", 2),
        ("không có", 0),
        ("%", 0),
        ("'", 0),
    ):
        assert list_rows.rows(service, "trainings", Q4, Q4, search=search).num_rows == found


def test_filters_keep_the_rows_of_the_chosen_items(service: Service, tell: Tell) -> None:
    tell("45", "2024-Q4", trainings=[training(1, topic="traceability"), training(2)])
    assert list_rows.rows(service, "trainings", Q4, Q4, where={"topic": ["traceability"]}).column(
        "title"
    ).to_pylist() == ["Lớp 1"]
    assert list_rows.rows(service, "trainings", Q4, Q4, where={"1; DROP TABLE submission": ["x"]}).num_rows == 2


def test_what_was_found_is_kept_with_its_reason(service: Service, tell: Tell) -> None:
    draft = tell("45", "2024-Q4", reason="đúng", trainings=[training(participants=501)])
    assert draft.receipt is not None
    ((finding, reason),) = submissions.findings(service, draft.receipt.number)
    assert (finding, reason) == (draft.findings[0], "đúng")


def test_a_preview_says_what_the_quarter_will_say(service: Service, tell: Tell) -> None:
    tell("45", "2024-Q4", trainings=trainings(2))
    draft = tell("45", "2024-Q4", {"MQ01": 7}, accept=False, trainings=trainings(3))
    changes = {change.measure: (change.before, change.after) for change in figures(service, draft)}
    assert changes["TR01"] == (2, 3)
    assert changes["MQ01"] == (None, 7)
    assert changes["IP01"] == (None, None)


def test_a_preview_stores_nothing(service: Service, tell: Tell) -> None:
    tell("45", "2024-Q4", accept=False, trainings=trainings(3))
    assert service.empty


# The bytes


def test_the_sent_bytes_can_be_fetched_by_the_receipts_hash(service: Service, tell: Tell) -> None:
    draft = tell("45", "2024-Q4", trainings=trainings(1))
    assert draft.receipt is not None
    assert service.truth.read(draft.receipt.sha256) == draft.data


@pytest.mark.slow
def test_a_template_brings_the_registers_of_all_that_merged(service: Service, tell: Tell) -> None:
    tell("24", "2025-Q2", collective_marks=[mark("G")], geographical_indications=[indication("1")])
    tell("27", "2025-Q2", collective_marks=[mark("N")])
    unit, period = PLACES.find("24", date(2025, 9, 30)), Period.parse("2025-Q3")
    assert unit is not None
    draft = drafts.check(service, "mau.xlsx", blank_workbooks.for_province(service, unit, period))
    assert {row["certificate_no"] for row in draft.reading.sheets["collective_marks"].rows.to_pylist()} == {"G", "N"}
    assert draft.reading.sheets["geographical_indications"].rows.num_rows == 1


# Sums, whatever was sent

SENT = st.lists(
    st.tuples(
        st.sampled_from(["01", "24", "27", "44", "45", "62", "49"]),
        st.sampled_from(["2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2"]),
        st.integers(0, 5),
        st.one_of(st.none(), st.integers(1, 400)),
    ),
    min_size=1,
    max_size=7,
)
SENT_LATER = st.lists(
    st.tuples(
        st.sampled_from(["01", "24", "44", "51", "48"]), st.sampled_from(["2025-Q3", "2025-Q4"]), st.integers(0, 5)
    ),
    max_size=4,
)


@pytest.mark.slow
@settings(max_examples=10, deadline=None, derandomize=True)
@given(SENT, SENT_LATER)
def test_old_units_sum_to_new_ones_and_the_nation_does_not_depend_on_the_choice(
    sent: list[tuple[str, str, int, int | None]], later: list[tuple[str, str, int]]
) -> None:
    with tempfile.TemporaryDirectory() as home:
        service = Service(Path(home))
        for number, (code, quarter, classes, typed) in enumerate([*sent, *((*one, None) for one in later)]):
            period = Period.parse(quarter)
            sheets = {
                "trainings": sheet_rows(
                    TABLES["trainings"], trainings(classes, period.start), None if classes else "nothing"
                )
            }
            if typed is not None:
                line = {"code": "MQ01", "value": None, "year_to_date": float(typed)}
                sheets["summary"] = sheet_rows(TABLES["summary"], [line])
            else:
                sheets["calibrated_instruments"] = sheet_rows(
                    TABLES["calibrated_instruments"], instruments(number + 1, passed=number)
                )
            draft = drafts.judge(
                service, "x", repr(number).encode(), Reading({}, sheets, []), PLACES.find(code, period.end), period
            )
            acceptance.accept(service, draft, "ai đó", "đúng")
        for measure in ("TR01", "TR02", "MQ01"):
            for span in ("2024-Q4", "2024", "2025-Q2", "2025-Q3", "2025-H1", "2025-9M", "2025"):
                period = Period.parse(span)
                sums = set()
                for boundary in Boundary:
                    for by in By:
                        rows = service.ask(Question(measure, period, period, by, (), period.grain, boundary)).rows
                        known = [row.value for row in rows if row.value is not None]
                        sums.add(
                            (
                                sum(known) if known else None,
                                sum(row.reported for row in rows),
                                sum(row.expected for row in rows),
                            )
                        )
                assert len(sums) == 1, (measure, span, sums)
        assert service.repository.rebuild(check=True) == []
        service.close()


def test_the_second_of_two_who_send_the_same_quarter_is_told_and_nothing_of_theirs_is_stored(
    service: Service, tell: Tell
) -> None:
    second = tell("45", "2024-Q4", {"MQ01": 8}, accept=False)
    first = tell("45", "2024-Q4", {"MQ01": 7})
    assert first.receipt is not None
    with pytest.raises(NotPossibleError) as told:
        acceptance.accept(service, second, "người thứ hai")
    assert "Vừa có người nộp" in told.value.text.vi
    assert len(submissions.versions(service, first.receipt.unit, first.receipt.period)) == 1
    again = tell("45", "2024-Q4", {"MQ01": 8})
    assert again.receipt is not None
    assert again.receipt.version == 2


@pytest.mark.parametrize(
    ("who", "quarter", "derived"),
    [("45", "2025-Q1", True), ("44", "2025-Q2", True), ("01", "2025-Q2", False)],
    ids=["its own quarter before", "a province that joins it that year", "a stranger"],
)
def test_what_came_in_since_a_file_was_looked_at_is_heeded_where_figures_hang_together(
    service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch, who: str, quarter: str, derived: bool
) -> None:
    draft = tell("45", "2025-Q2", {"MQ01": 8}, accept=False)
    tell(who, quarter, {"MQ01": 20})
    again: list[object] = []
    real = service.observer.derive
    monkeypatch.setattr(service.observer, "derive", lambda *told: again.append(told) or real(*told))
    assert acceptance.accept(service, draft, "người thử").receipt is not None
    assert bool(again) is derived
    assert service.repository.rebuild(check=True) == []


@pytest.mark.parametrize("moment", ["before", "after"])
def test_what_comes_in_while_a_file_is_judged_is_heeded_too(
    service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    real = drafts._compare

    def compare(*told: Any) -> None:
        monkeypatch.setattr(drafts, "_compare", real)
        if moment == "after":
            real(*told)
        tell("44", "2025-Q2", {"MQ01": 20})  # a province that joins it that year
        if moment == "before":
            real(*told)

    monkeypatch.setattr(drafts, "_compare", compare)
    draft = tell("45", "2025-Q2", {"MQ01": 8}, accept=False)
    assert acceptance.accept(service, draft, "người thử").receipt is not None
    assert service.repository.rebuild(check=True) == []


def test_a_file_is_judged_while_another_is_taken_in_and_beside_one_that_is_judged(service: Service, tell: Tell) -> None:
    with ThreadPoolExecutor(1) as other, service.turn, service.judging(LARGE + 1):
        assert other.submit(tell, "45", "2024-Q4", {"MQ01": 8}, accept=False).result(20).verdict is Verdict.ACCEPTABLE


def test_of_files_that_take_memory_one_is_judged_at_a_time(service: Service) -> None:
    begun, first_ended = threading.Event(), threading.Event()

    def judge() -> bool:
        begun.set()
        with service.judging(LARGE + 1):
            return first_ended.is_set()

    with ThreadPoolExecutor(1) as other:
        with service.judging(LARGE + 1):
            second = other.submit(judge)
            begun.wait()
            with pytest.raises(TimeoutError):
                second.result(0.05)
            first_ended.set()
        assert second.result(20)


def test_a_first_version_sent_again_after_the_second_is_asked_about_and_can_stand_again(
    service: Service, tell: Tell, asked: Asked
) -> None:
    """It was «received, version 1» while the figure stayed the second's."""
    first = tell("01", "2024-Q4", {"AP01": 7})
    tell("01", "2024-Q4", {"AP01": 8})
    again = tell("01", "2024-Q4", {"AP01": 7}, accept=False)
    assert again.sha256 == first.sha256
    assert again.already is None
    assert again.verdict is Verdict.QUESTIONS
    (asking,) = [f for f in again.findings if f.rule == "sent_before"]
    assert "số 1)" in asking.message.vi
    assert acceptance.accept(service, again, "người thử").receipt is None
    assert asked("AP01", "2024-Q4", provinces=["01"])[0].value == 8
    accepted = acceptance.accept(service, again, "người thử", "lần hai sai")
    assert accepted.receipt is not None
    assert accepted.receipt.version == 3
    assert asked("AP01", "2024-Q4", provinces=["01"])[0].value == 7
    once_more = tell("01", "2024-Q4", {"AP01": 7})
    assert once_more.receipt == accepted.receipt, "now these very bytes stand"


def test_a_first_file_of_which_everything_stands_is_recognised_though_another_came_later(tell: Tell) -> None:
    first = tell("45", "2024-Q4", trainings=trainings(2))
    tell("45", "2024-Q4", {"AP01": 8})
    assert tell("45", "2024-Q4", trainings=trainings(2)).receipt == first.receipt


@pytest.mark.parametrize("waits", [False, True], ids=["accepted", "waiting for review"])
def test_a_receipt_says_what_the_store_says_of_its_submission(service: Service, tell: Tell, waits: bool) -> None:
    """It is made from the line of the ledger, without asking."""
    tell("45", "2024-Q4", trainings=trainings(1))
    if waits:
        administration.switch_review(service, LOCAL, True, "thử")
    asked = [training(participants=501)]
    draft = tell("45", "2024-Q4", accept=False, trainings=asked, calibrated_instruments=instruments(2000))
    at = datetime(2025, 1, 16, 3, 4, 5, 678, VIETNAM)
    receipt = acceptance.accept(service, draft, "ai đó", "đúng", at=at).receipt
    assert receipt is not None
    assert receipt == submissions.submission(service, receipt.number)
    assert (receipt.version, receipt.questions, len(receipt.sheets)) == (2, 1, 2)
    assert (receipt.state is Review.SENT) is waits
