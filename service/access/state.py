"""What the ledger says of people, locks and review: folded from its lines, one after another.

The rules are small tables. Whoever does something asks here first (`Service.permit`), whatever page they came from.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from data.model import VIETNAM, Finding, Period, Text, day_words, today
from data.rules.findings import finding
from data.storage.ledger import LedgerLine
from service.access.events import Event, moment_of
from service.access.roles import AT_THIS_MACHINE, LOCAL, Identity, Person, Role
from service.completeness import ENOUGH


class NotPossibleError(Exception):
    """What was asked does not fit how things stand; `text` says why."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(vi, en)


LONGEST_TYPED = 2_000  # letters of a reason, a name, a note: what is written into the ledger stays for good


def within(line: LedgerLine) -> LedgerLine:
    """The line, where what somebody typed into it is no longer than a form lets them. Raises NotPossibleError."""
    answered_within(line.name, line.reason, line.body.get("file", ""))
    return line


def answered_within(*typed: str) -> None:
    """The same of texts. Raises NotPossibleError."""
    longest = max(map(len, typed), default=0)
    if longest > LONGEST_TYPED:
        raise NotPossibleError(
            f"Nội dung nhập dài {longest} ký tự, tối đa {LONGEST_TYPED}. Hãy viết ngắn lại.",
            f"What was typed has {longest} characters, {LONGEST_TYPED} at most. Write less.",
        )


@dataclass(frozen=True, slots=True)
class Lock:
    """Of one quarter, for one province or for all ("")."""

    unit: str
    period: Period
    by: str
    at: datetime  # in Viet Nam
    reason: str


@dataclass(frozen=True, slots=True)
class Token:
    """A key with which a person's own programs ask; the key itself is nowhere, only its hash."""

    number: int  # the line of the ledger that gave it
    email: str
    purpose: str
    until: date  # the last day
    digest: str  # SHA-256

    @property
    def ended(self) -> bool:
        return today() > self.until


# What one line sets, and how it says so.
SETTINGS: Mapping[str, tuple[str, Callable[[Mapping[str, Any]], object]]] = {
    Event.REVIEW: ("reviewing", lambda body: bool(body["on"])),
    Event.OPEN: ("public", lambda body: bool(body["on"])),
    Event.SITES: ("sites", lambda body: tuple(body["sites"])),
    Event.COMPLETENESS: ("enough", lambda body: int(body["percent"])),
}


@dataclass(slots=True)
class AccessState:
    """People, locks, whether figures are reviewed and who may read them, as of the last line taken in."""

    people: dict[str, Person] = field(default_factory=dict)
    locks: dict[tuple[str, int], Lock] = field(default_factory=dict)
    reviewing: bool = False
    public: bool = False  # whether figures may be read without a sign-in
    sites: tuple[str, ...] = ()  # origins
    tokens: dict[str, Token] = field(default_factory=dict)  # by hash
    enough: int = ENOUGH  # per cent of the provinces that must have sent a quarter for it to be the latest

    def take(self, line: LedgerLine) -> None:
        """Take in the next line; other kinds are none of this office's business."""
        match line.kind:
            case Event.GRANT:
                until = line.body["until"]
                self.people[line.body["email"]] = Person(
                    line.body["email"],
                    line.body["name"],
                    Role(line.body["role"]),
                    frozenset(line.body["units"]),
                    date.fromisoformat(until) if until else None,
                )
            case Event.REVOKE:
                self.people.pop(line.body["email"], None)
                self.tokens = {key: held for key, held in self.tokens.items() if held.email != line.body["email"]}
            case Event.LOCK:
                assert line.quarter is not None
                at = moment_of(line).astimezone(VIETNAM)
                self.locks[line.unit, line.quarter] = Lock(
                    line.unit, Period.quarter(line.quarter), line.name or line.actor, at, line.reason
                )
            case Event.UNLOCK:
                assert line.quarter is not None
                self.locks.pop((line.unit, line.quarter), None)
            case Event.REVIEW | Event.OPEN | Event.SITES | Event.COMPLETENESS:
                name, read = SETTINGS[line.kind]
                setattr(self, name, read(line.body))
            case Event.TOKEN:
                of, until = line.body["email"], date.fromisoformat(line.body["until"])
                held = Token(line.seq, of, line.body["purpose"], until, line.body["digest"])
                self.tokens[held.digest] = held
            case Event.TOKEN_END:
                self.tokens = {key: held for key, held in self.tokens.items() if held.number != line.body["number"]}

    def person(self, who: Identity) -> Person | None:
        """What someone may do now; None for a stranger and for a grant that has ended."""
        if who == LOCAL:
            return AT_THIS_MACHINE
        person = self.people.get(who.email.strip().casefold())
        return person if person and not person.ended else None

    def lock_of(self, unit: str, period: Period) -> Lock | None:
        """What keeps a province's quarter (or year, of the nation's table) from being changed."""
        for quarter in range(period.first, period.last + 1):
            if lock := self.locks.get(("", quarter)) or self.locks.get((unit, quarter)):
                return lock
        return None


def locked(lock: Lock) -> Finding:
    """What a sender is told of a locked quarter."""
    since = day_words(lock.at.date())
    return finding("quarter_locked", period=lock.period.label, since=since, reason=lock.reason or "–")


def not_theirs(place: Text) -> Finding:
    """What an analyst is told of a file of a province that is not theirs."""
    return finding("not_your_province", place=place)
