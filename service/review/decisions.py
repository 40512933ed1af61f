"""Review: what was sent waits until someone else accepts or returns it; an earlier version can be restored.

Figures of a submission that is not accepted are in no chart, no table and no total.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from data.model import VIETNAM, Period, Text
from data.places import NATION_KEY
from data.reading.reader import Reading
from service import drafts, submissions
from service.access.events import Event, moment_of
from service.access.roles import LOCAL, Action, Identity, NotAllowedError
from service.access.state import NotPossibleError
from service.administration import record
from service.drafts import Draft, Verdict
from service.repository import Transaction
from service.review import versions
from service.review.moves import MOVES, REVIEW_LABELS, Move, Review
from service.service import Service
from service.submissions import Submission


def waiting(service: Service, who: Identity) -> list[Submission]:
    """What waits for review in the provinces of this person, the oldest first."""
    person = service.permit(who, Action.REVIEW)
    return [one for one in submissions.in_state(service, Review.SENT) if person.may(Action.REVIEW, one.unit)]


def sender_of(service: Service, one: Submission) -> str:
    """The address that a submission was sent from; '' for this machine."""
    lines = versions.of_quarter(service, one.unit, one.period)
    mine = (line for line in lines if line.kind == Event.SUBMISSION and line.body["number"] == one.number)
    return next((line.actor for line in mine), "")


def is_sender(service: Service, who: Identity, one: Submission) -> bool:
    """Whether someone would judge their own file; at this machine nobody can be told apart."""
    return who != LOCAL and sender_of(service, one).casefold() == who.email.strip().casefold()


@dataclass(frozen=True, slots=True)
class Moved:
    """A move that a submission made: what it became, by whom, why."""

    number: int
    state: Review
    at: datetime  # in Viet Nam
    name: str
    reason: str


def moves(service: Service, unit: str, period: Period) -> list[Moved]:
    """What happened to the versions of a province's quarter after they came, the newest first."""
    return [
        Moved(number, state, moment_of(line).astimezone(VIETNAM), line.name or line.actor, line.reason)
        for line in versions.of_quarter(service, unit, period)
        if line.kind == Event.MOVE
        for number, state in versions.states_of(line).items()
    ][::-1]


def pending(service: Service, who: Identity, number: int) -> Draft:
    """A submission as the draft that accepting it would take in, from the rows that were read when it came.

    Sheets of which a newer version counts already are left out: accepting this one does not change them.
    Raises NotAllowedError, KeyError.
    """
    one = submissions.submission(service, number)
    service.permit(who, Action.REVIEW, one.unit)
    newer = {
        name
        for other in submissions.versions(service, one.unit, one.period)
        if other.version > one.version and other.state is Review.ACCEPTED
        for name in other.sheets
    }
    sheets = {name: sheet for name, sheet in versions.sheets_of(service, number).items() if name not in newer}
    nation = one.unit == NATION_KEY
    unit = None if nation else service.places.version(one.unit, one.period.end)
    period = Period(one.period.year) if nation else one.period
    draft = Draft(one.file, one.sha256, b"", unit, period, [], Verdict.ACCEPTABLE, Reading({}, sheets, []))
    draft.sheets = {name: sheet.rows.num_rows for name, sheet in sheets.items()}
    draft.revision, draft.calendar, draft.nation = service.revision, one.calendar, nation
    return drafts.foresee(service, draft)


def decide(service: Service, who: Identity, number: int, move: Move, reason: str = "") -> Submission:
    """Accept or return what waits. A return needs a reason, and nobody reviews what they sent themselves.

    Raises NotAllowedError, NotPossibleError, StoreFaultError, KeyError for an unknown number.
    """
    assert move in (Move.ACCEPT, Move.RETURN)
    with service.repository.entry() as entry:
        one = submissions.submission(service, number)
        service.permit(who, Action.REVIEW, one.unit)
        if move is Move.RETURN and not reason.strip():
            raise NotPossibleError("Hãy ghi lý do trả lại.", "Give the reason for returning it.")
        if is_sender(service, who, one):
            raise NotPossibleError(
                "Người nộp không tự duyệt bản nộp của mình. Hãy để một người duyệt khác xem.",
                "Nobody reviews what they sent themselves. Leave it to another reviewer.",
            )
        _unlocked(service, one.unit, one.period)
        after = moved(one, move)
        _say(service, entry, who, one.unit, one.period, {one.number: after}, reason)
    service.look()
    return submissions.submission(service, number)


def accept_unasked(
    service: Service, who: Identity, numbers: Iterable[int], reason: str = ""
) -> tuple[list[int], dict[int, Text]]:
    """Accept several of which nothing had to be explained; those accepted, and why each of the others was not.

    What was asked about is looked at one by one, whoever asks for it here.
    """
    accepted, left = [], {}
    for number in numbers:
        try:
            if submissions.submission(service, number).questions:
                raise NotPossibleError(
                    f"Bản nộp số {number} có câu hỏi phải xem riêng.", f"Submission {number} has questions to look at."
                )
            decide(service, who, number, Move.ACCEPT, reason)
        except (NotAllowedError, NotPossibleError) as refused:
            left[number] = refused.text
        else:
            accepted.append(number)
    return accepted, left


def moved(one: Submission, move: Move) -> Review:
    """The state after a move. Raises NotPossibleError where the table of moves has none."""
    after = MOVES.get((one.state, move))
    if after is None:
        state = REVIEW_LABELS[one.state]
        raise NotPossibleError(
            f"Bản nộp số {one.number} đang ở trạng thái «{state.vi}», nên không làm việc này được.",
            f"Submission {one.number} is “{state.en}”, so this cannot be done.",
        )
    return after


def restore(service: Service, who: Identity, number: int, reason: str) -> None:
    """Let a province's quarter stand as it last did when this version was the newest that counted.

    Nothing is deleted: what is set aside comes back when it is restored itself.
    Raises NotAllowedError, NotPossibleError, StoreFaultError, KeyError.
    """
    with service.repository.entry() as entry:
        chosen = submissions.submission(service, number)
        service.permit(who, Action.ADMINISTER)
        if not reason.strip():
            raise NotPossibleError("Hãy ghi lý do khôi phục.", "Give the reason for restoring it.")
        _unlocked(service, chosen.unit, chosen.period)
        then = versions.once(service, chosen)
        states = {
            one.number: moved(one, Move.RESTORE if one.number in then else Move.SET_ASIDE)
            for one in submissions.versions(service, chosen.unit, chosen.period)
            if (one.number in then) != (one.state is Review.ACCEPTED)
        }
        if not then or not states:
            raise NotPossibleError(
                "Phiên bản này đang được dùng hoặc chưa được chấp nhận, nên không có gì để khôi phục.",
                "This version stands already or was never accepted, so there is nothing to restore.",
            )
        _say(service, entry, who, chosen.unit, chosen.period, states, reason)
    service.look()


def _unlocked(service: Service, unit: str, period: Period) -> None:
    if service.repository.access.lock_of(unit, period) is not None:
        vi, en = period.label.vi, period.label.en
        raise NotPossibleError(f"{vi} đã khóa. Hãy mở khóa trước.", f"{en} is locked. Unlock it first.")


def _say(
    service: Service,
    entry: Transaction,
    who: Identity,
    unit: str,
    period: Period,
    states: dict[int, Review],
    reason: str,
) -> None:
    moves = {str(number): str(state) for number, state in states.items()}
    record(entry, who, Event.MOVE, reason, {"states": moves}, unit, period.last)
    service.observer.refresh(entry.work, unit, period.year)
