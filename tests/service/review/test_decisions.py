"""Review as reviewers and senders meet it: what waits, who may judge it, what it would do, and versions brought back."""

import pytest

from data.model import Period
from data.places import PLACES
from service import acceptance, administration, arrivals, submissions
from service.access.roles import LOCAL, Identity, Person, Role
from service.access.state import NotPossibleError
from service.arrivals import Arrival
from service.review import decisions, versions
from service.review.impact import figures, impact_of
from service.review.moves import Move, Review
from service.service import Service
from service.submissions import Submission
from tests.support.rows import Asked, Tell, indication, trainings

Q4 = Period.parse("2024-Q4")
BINH = Identity("binh@example.vn", "Trần Bình")
AN = Identity("an@example.vn", "Nguyễn An")


@pytest.fixture
def reviewed(service: Service) -> Service:
    """What is sent waits; Bình reviews Hà Nội and Hà Giang."""
    places = frozenset({"ha-noi", "ha-giang"})
    administration.grant(service, LOCAL, Person(BINH.email, BINH.name, Role.REVIEWER, places), "phân công")
    administration.switch_review(service, LOCAL, True, "từ quý này")
    return service


def sent(tell: Tell, province: str = "01", classes: int = 2, **more: object) -> Submission:
    receipt = tell(province, "2024-Q4", trainings=trainings(classes), **more).receipt
    assert receipt is not None
    return receipt


def test_a_return_without_a_reason_is_refused(reviewed: Service, tell: Tell) -> None:
    one = sent(tell)
    with pytest.raises(NotPossibleError, match="reason"):
        decisions.decide(reviewed, BINH, one.number, Move.RETURN, "  ")
    assert submissions.submission(reviewed, one.number).state is Review.SENT


def test_nobody_judges_what_they_sent_even_after_their_role_has_changed(reviewed: Service, tell: Tell) -> None:
    administration.grant(reviewed, LOCAL, Person(AN.email, AN.name, Role.ANALYST, frozenset({"ha-noi"})), "nộp")
    draft = tell("01", "2024-Q4", accept=False, trainings=trainings(2))
    acceptance.accept(reviewed, draft, AN.name, "đúng", who=AN)
    administration.grant(reviewed, LOCAL, Person(AN.email, AN.name, Role.REVIEWER), "nay làm người duyệt")
    assert draft.receipt is not None
    for address in (AN.email, "An@Example.VN"):
        with pytest.raises(NotPossibleError, match="themselves"):
            decisions.decide(reviewed, Identity(address, "ai đó"), draft.receipt.number, Move.ACCEPT)
    assert decisions.decide(reviewed, BINH, draft.receipt.number, Move.ACCEPT).state is Review.ACCEPTED


@pytest.mark.slow
def test_what_waits_is_told_oldest_first_and_only_of_the_reviewers_provinces(reviewed: Service, tell: Tell) -> None:
    numbers = [sent(tell, code).number for code in ("02", "04", "01")]
    assert [one.number for one in decisions.waiting(reviewed, BINH)] == [numbers[0], numbers[2]]
    assert [one.number for one in decisions.waiting(reviewed, LOCAL)] == numbers


@pytest.mark.slow
def test_what_waits_goes_on_waiting_when_review_is_switched_off(reviewed: Service, tell: Tell) -> None:
    one = sent(tell)
    administration.switch_review(reviewed, LOCAL, False, "thôi duyệt")
    assert [each.number for each in decisions.waiting(reviewed, BINH)] == [one.number]
    assert sent(tell, "04").state is Review.ACCEPTED


def test_a_locked_quarter_is_neither_accepted_nor_restored_until_it_is_unlocked(reviewed: Service, tell: Tell) -> None:
    one = sent(tell)
    administration.lock(reviewed, LOCAL, Q4, "đã công bố")
    with pytest.raises(NotPossibleError, match="locked"):
        decisions.decide(reviewed, BINH, one.number, Move.ACCEPT)
    with pytest.raises(NotPossibleError, match="locked"):
        decisions.restore(reviewed, LOCAL, one.number, "lý do")
    administration.unlock(reviewed, LOCAL, Q4, "còn một bản chờ")
    assert decisions.decide(reviewed, BINH, one.number, Move.ACCEPT).state is Review.ACCEPTED


def test_the_sender_reads_who_returned_it_and_why(reviewed: Service, tell: Tell) -> None:
    one = sent(tell)
    decisions.decide(reviewed, BINH, one.number, Move.RETURN, "thiếu lớp tháng 11")
    (move,) = decisions.moves(reviewed, "ha-noi", Q4)
    assert (move.number, move.state, move.name) == (one.number, Review.RETURNED, "Trần Bình")
    assert move.reason == "thiếu lớp tháng 11"
    (cell,) = [cell for cell in arrivals.received(reviewed, Q4, Q4) if cell.unit.key == "ha-noi"]
    assert cell.state is Arrival.NOT_SENT


def test_a_returned_file_can_be_sent_again_just_as_it_was(reviewed: Service, tell: Tell) -> None:
    one = sent(tell)
    decisions.decide(reviewed, BINH, one.number, Move.RETURN, "hỏi lại")
    assert sent(tell).version == 2


# What accepting would do


@pytest.mark.slow
def test_what_waits_is_shown_with_what_it_would_do_from_the_rows_that_came(reviewed: Service, tell: Tell) -> None:
    decisions.decide(reviewed, BINH, sent(tell, figures={"MQ01": 5}).number, Move.ACCEPT)
    two = sent(tell, classes=3, figures={"MQ01": 9})
    draft = decisions.pending(reviewed, BINH, two.number)
    changes = {change.measure: (change.before, change.after) for change in figures(reviewed, draft)}
    assert changes["TR01"] == (2, 3)
    found = impact_of(reviewed, draft)
    assert [
        (value.code, value.before and value.before.value, value.after and value.after.value) for value in found.cells
    ] == [("MQ01", 5, 9)]
    assert submissions.submission(reviewed, two.number).state is Review.SENT


def test_what_a_newer_version_holds_already_is_no_consequence_of_accepting_an_older_one(
    reviewed: Service, tell: Tell
) -> None:
    old, new = sent(tell, figures={"MQ01": 5}), sent(tell, classes=3)
    decisions.decide(reviewed, BINH, new.number, Move.ACCEPT)
    draft = decisions.pending(reviewed, BINH, old.number)
    assert "trainings" not in draft.sheets
    assert {one.code for one in impact_of(reviewed, draft).cells} == {"MQ01"}


@pytest.mark.slow
def test_the_rows_of_a_submission_come_back_as_they_were_read(service: Service, tell: Tell) -> None:
    draft = tell(
        "01",
        "2024-Q4",
        {"MQ01": "> 70", "MQ02": "x"},
        trainings=trainings(2),
        geographical_indications=[indication("1", name="Cốm")],
    )
    assert draft.receipt is not None
    kept = versions.sheets_of(service, draft.receipt.number)
    assert list(kept) == sorted(draft.reading.sheets)
    for name, sheet in draft.reading.sheets.items():
        for was, now in zip(sheet.rows.to_pylist(), kept[name].rows.to_pylist(), strict=True):
            assert {
                key: now[key] for key in was if key not in ("name", "unit") or not service.tables[name].is_form
            } == {
                key: value
                for key, value in was.items()
                if key not in ("name", "unit") or not service.tables[name].is_form
            }


# Versions


@pytest.mark.slow
def test_a_version_is_restored_with_what_counted_beside_it_and_not_with_what_was_set_aside(
    service: Service, tell: Tell, asked: Asked
) -> None:
    tell("01", "2024-Q4", {"MQ01": 5}, trainings=trainings(1))
    tell("01", "2024-Q4", {"MQ01": 9})
    decisions.restore(service, LOCAL, 1, "số 9 sai")
    tell("01", "2024-Q4", trainings=trainings(3))  # stands beside 5, not beside 9
    tell("01", "2024-Q4", {"MQ01": 7}, trainings=trainings(4))
    decisions.restore(service, LOCAL, 3, "bản sau sai")
    value = [asked(code, "2024-Q4", provinces=["01"])[0].value for code in ("TR01", "MQ01")]
    assert value == [3, 5]
    states = {one.version: one.state for one in submissions.versions(service, "ha-noi", Q4)}
    assert states == {1: Review.ACCEPTED, 2: Review.SET_ASIDE, 3: Review.ACCEPTED, 4: Review.SET_ASIDE}


@pytest.mark.parametrize("number", [1, 2])
def test_a_version_that_stands_or_was_never_accepted_cannot_be_restored(
    reviewed: Service, tell: Tell, number: int
) -> None:
    decisions.decide(reviewed, BINH, sent(tell).number, Move.ACCEPT)
    sent(tell, classes=3)
    before = reviewed.revision
    with pytest.raises(NotPossibleError, match="nothing to restore"):
        decisions.restore(reviewed, LOCAL, number, "lý do")
    assert reviewed.revision == before


def test_two_versions_differ_by_figures_and_by_rows_under_their_key(service: Service, tell: Tell) -> None:
    old = [indication("1", name="Cốm"), indication("2", name="Rươi")]
    new = [indication("2", name="Rươi Tứ Kỳ"), indication("3", name="Sâm")]
    tell("01", "2024-Q4", {"MQ01": 5, "MQ02": 4}, geographical_indications=old)
    tell("01", "2024-Q4", {"MQ01": 6}, geographical_indications=new)
    one, two = (submissions.submission(service, number) for number in (1, 2))
    found = versions.differences(service, versions.stood(service, one), versions.stood(service, two))
    assert [(value.code, value.how) for value in found.cells] == [("MQ02", "removed"), ("MQ01", "changed")]
    assert [(row.how, row.name) for row in found.rows] == [("removed", "1"), ("changed", "2"), ("added", "3")]
    assert found.rows[1].columns == (("name", "Rươi", "Rươi Tứ Kỳ"),)
    back = versions.differences(service, versions.stood(service, two), versions.stood(service, one))
    assert {(row.how, row.name) for row in back.rows} == {("removed", "3"), ("changed", "2"), ("added", "1")}
    assert versions.differences(service, versions.stood(service, two), versions.stands(service, "ha-noi", Q4)).nothing


@pytest.mark.slow
def test_a_sheet_that_a_version_does_not_have_did_not_vanish_with_it(service: Service, tell: Tell) -> None:
    tell("01", "2024-Q4", {"MQ01": 5}, trainings=trainings(2))
    tell("01", "2024-Q4", trainings=trainings(3))
    one, two = (submissions.submission(service, number) for number in (1, 2))
    found = versions.differences(service, versions.stood(service, one), versions.stood(service, two))
    assert [sheet.table for sheet in found.sheets] == ["trainings"]
    assert not found.cells
    assert [row.how for row in found.rows] == ["added"]


def test_what_would_be_restored_is_what_the_preview_said(service: Service, tell: Tell) -> None:
    tell("01", "2024-Q4", {"MQ01": 5}, trainings=trainings(2))
    tell("01", "2024-Q4", {"MQ01": 9}, trainings=trainings(1))
    foreseen = versions.stood(service, submissions.submission(service, 1))
    decisions.restore(service, LOCAL, 1, "bản sau sai")
    assert versions.stands(service, PLACES.find("01", Q4.end).key, Q4) == foreseen  # type: ignore[union-attr]
