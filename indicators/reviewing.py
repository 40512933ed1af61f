"""Review: what was sent waits until someone else accepts or returns it; an earlier version can be restored.

Figures of a submission that is not accepted are in no chart, no table and no total.
"""

from __future__ import annotations

from datetime import UTC, datetime

from data.model import Period, Text
from indicators.book import Entry
from indicators.desk import Desk, Submission
from indicators.office import MOVES, REVIEW_LABELS, Event, Move, NotPossibleError, Review
from indicators.people import LOCAL, Action, Identity


def waiting(desk: Desk, who: Identity) -> list[Submission]:
    """What waits for review in the provinces of this person, the oldest first."""
    person = desk.permit(who, Action.REVIEW)
    return [one for one in desk.submissions_in(Review.SENT) if person.may(Action.REVIEW, one.unit)]


def sender_of(desk: Desk, number: int) -> str:
    """The address that a submission was sent from; '' for this machine."""
    with desk.store.reading() as work:
        return str(
            work.one(
                """SELECT actor FROM event WHERE kind = 'submission'
                    AND json_extract(line, '$.body.number')::INTEGER = $number::INTEGER""",
                number=number,
            )
        )


def decide(desk: Desk, who: Identity, number: int, move: Move, reason: str = "") -> Submission:
    """Accept or return what waits. A return needs a reason, and nobody reviews what they sent themselves.

    Raises NotAllowedError, NotPossibleError, StoreFaultError, KeyError for an unknown number.
    """
    assert move in (Move.ACCEPT, Move.RETURN)
    if move is Move.RETURN and not reason.strip():
        raise NotPossibleError(Text("Hãy ghi lý do trả lại.", "Give the reason for returning it."))
    with desk.book.entry() as entry:
        one = desk.submission(number)
        desk.permit(who, Action.REVIEW, one.unit)
        if who != LOCAL and sender_of(desk, number) == who.email:
            raise NotPossibleError(
                Text(
                    "Người nộp không tự duyệt bản nộp của mình. Hãy để một người duyệt khác xem.",
                    "Nobody reviews what they sent themselves. Leave it to another reviewer.",
                )
            )
        _unlocked(desk, one.unit, one.period)
        after = moved(one, move)
        _say(desk, entry, who, one.unit, one.period, {one.number: after}, reason)
    desk.look()
    return desk.submission(number)


def moved(one: Submission, move: Move) -> Review:
    """The state after a move. Raises NotPossibleError where the table of moves has none."""
    after = MOVES.get((one.state, move))
    if after is None:
        state = REVIEW_LABELS[one.state]
        raise NotPossibleError(
            Text(
                f"Bản nộp số {one.number} đang ở trạng thái «{state.vi}», nên không làm việc này được.",
                f"Submission {one.number} is “{state.en}”, so this cannot be done.",
            )
        )
    return after


def restore(desk: Desk, who: Identity, number: int, reason: str) -> None:
    """Let a province's quarter stand as it did when this version was the newest: later ones are set aside, itself counts.

    Nothing is deleted; restoring a later version brings it back.
    """
    if not reason.strip():
        raise NotPossibleError(Text("Hãy ghi lý do khôi phục.", "Give the reason for restoring it."))
    with desk.book.entry() as entry:
        chosen = desk.submission(number)
        desk.permit(who, Action.ADMINISTER)
        _unlocked(desk, chosen.unit, chosen.period)
        states: dict[int, Review] = {}
        for one in desk.versions(chosen.unit, chosen.period):
            later = one.version > chosen.version
            if later and one.state is Review.ACCEPTED:
                states[one.number] = moved(one, Move.SET_ASIDE)
            elif not later and one.state is Review.SET_ASIDE:
                states[one.number] = moved(one, Move.RESTORE)
        if chosen.state not in (Review.ACCEPTED, Review.SET_ASIDE) or not states:
            raise NotPossibleError(
                Text(
                    "Phiên bản này đang được dùng hoặc chưa được chấp nhận, nên không có gì để khôi phục.",
                    "This version stands already or was never accepted, so there is nothing to restore.",
                )
            )
        _say(desk, entry, who, chosen.unit, chosen.period, states, reason)
    desk.look()


def _unlocked(desk: Desk, unit: str, period: Period) -> None:
    if desk.lock_of(unit, period) is not None:
        raise NotPossibleError(
            Text(f"{period.label.vi} đã khóa. Hãy mở khóa trước.", f"{period.label.en} is locked. Unlock it first.")
        )


def _say(
    desk: Desk, entry: Entry, who: Identity, unit: str, period: Period, states: dict[int, Review], reason: str
) -> None:
    entry.say(
        kind=Event.MOVE, at=datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat(), actor=who.email,
        name=who.name, unit=unit, quarter=period.last, reason=reason.strip(),
        body={"states": {str(number): str(state) for number, state in states.items()}},
    )  # fmt: skip
    desk.observer.refresh(entry.work, unit, period.year)
