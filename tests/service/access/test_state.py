"""Where a submission can stand, and every move from one state to another; what is not in the table cannot happen."""

import itertools
from dataclasses import replace
from datetime import datetime

import pytest

from data.model import VIETNAM, Period
from service import administration, submissions
from service.access.events import EVENT_LABELS, Event
from service.access.roles import LOCAL
from service.access.state import NotPossibleError
from service.review import decisions
from service.review.moves import MOVES, REVIEW_LABELS, Move, Review
from service.service import Service
from service.submissions import Submission
from tests.support.rows import Asked, Tell, trainings

STATES_AND_MOVES = list(itertools.product(Review, Move))


def in_state(service: Service, tell: Tell, state: Review) -> Submission:
    """A submission of Hà Nội that stands so, by the way it would have come there."""
    if state in (Review.SENT, Review.RETURNED):
        administration.switch_review(service, LOCAL, True, "thử")
    receipt = tell("01", "2024-Q4", trainings=trainings(2)).receipt
    assert receipt is not None
    if state is Review.RETURNED:
        decisions.decide(service, LOCAL, receipt.number, Move.RETURN, "sai số")
    if state is Review.SET_ASIDE:
        tell("01", "2024-Q4", trainings=trainings(3))
        decisions.restore(service, LOCAL, 1, "bản sau sai")
        receipt = submissions.submission(service, 2)
    found = submissions.submission(service, receipt.number)
    assert found.state is state
    return found


ONE = Submission(7, "ha-noi", Period.parse("2024-Q4"), 1, datetime.now(VIETNAM), "An", "a.xlsx", "", 1, {}, 0, False)


@pytest.mark.parametrize(("state", "move"), STATES_AND_MOVES)
def test_only_a_move_that_the_table_names_is_made(state: Review, move: Move) -> None:
    one = replace(ONE, state=state)
    if (state, move) in MOVES:
        assert decisions.moved(one, move) is MOVES[state, move]
    else:
        with pytest.raises(NotPossibleError) as refused:
            decisions.moved(one, move)
        assert REVIEW_LABELS[state].vi in refused.value.text.vi


def test_the_table_of_moves_is_this_and_no_more() -> None:
    assert {(str(state), str(move), str(after)) for (state, move), after in MOVES.items()} == {
        ("sent", "accept", "accepted"),
        ("sent", "return", "returned"),
        ("accepted", "set_aside", "set_aside"),
        ("set_aside", "restore", "accepted"),
    }


@pytest.mark.parametrize("state", [Review.ACCEPTED, Review.RETURNED, Review.SET_ASIDE])
@pytest.mark.parametrize("move", [Move.ACCEPT, Move.RETURN])
def test_what_does_not_wait_is_not_decided_again_and_nothing_is_written(
    service: Service, tell: Tell, state: Review, move: Move
) -> None:
    one = in_state(service, tell, state)
    before = service.revision
    with pytest.raises(NotPossibleError) as refused:
        decisions.decide(service, LOCAL, one.number, move, "lý do")
    assert REVIEW_LABELS[state].vi in refused.value.text.vi
    assert service.revision == before
    assert submissions.submission(service, one.number).state is state


def test_what_waits_and_is_accepted_counts_and_what_is_returned_never_does(
    service: Service, tell: Tell, asked: Asked
) -> None:
    one = in_state(service, tell, Review.SENT)
    assert asked("TR01", "2024-Q4", provinces=["01"])[0].value is None
    assert decisions.decide(service, LOCAL, one.number, Move.ACCEPT).state is Review.ACCEPTED
    assert asked("TR01", "2024-Q4", provinces=["01"])[0].value == 2
    two = tell("01", "2024-Q4", trainings=trainings(5)).receipt
    assert two is not None
    assert decisions.decide(service, LOCAL, two.number, Move.RETURN, "đếm hai lần").state is Review.RETURNED
    assert asked("TR01", "2024-Q4", provinces=["01"])[0].value == 2


def test_restoring_sets_the_later_version_aside_and_restoring_that_one_brings_it_back(
    service: Service, tell: Tell, asked: Asked
) -> None:
    in_state(service, tell, Review.SET_ASIDE)
    assert asked("TR01", "2024-Q4", provinces=["01"])[0].value == 2
    decisions.restore(service, LOCAL, 2, "bản sau đúng")
    assert [
        one.state for one in submissions.versions(service, "ha-noi", submissions.submission(service, 1).period)
    ] == [Review.ACCEPTED] * 2
    assert asked("TR01", "2024-Q4", provinces=["01"])[0].value == 3


def test_every_state_and_every_kind_of_line_has_its_words_in_both_languages() -> None:
    assert set(REVIEW_LABELS) == set(Review)
    assert set(EVENT_LABELS) == set(Event)
    assert all(text.vi and text.en and text.vi != text.en for text in [*REVIEW_LABELS.values(), *EVENT_LABELS.values()])
