"""Submissions that were accepted: immutable, numbered, each version kept."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from data.model import Calendar, Finding, Period, Severity, Text, in_vietnam
from data.rules.findings import finding
from data.storage.database import Work
from data.storage.ledger import LedgerLine
from service.access.roles import Action, Identity, Person
from service.review.moves import NEVER_ACCEPTED, Review
from service.service import Service

SUBMISSION = "number, unit, quarter, version, received_at, sender, file, sha256, size, demo, calendar"
OF_QUARTER = "unit = $unit AND quarter = $quarter::INTEGER"


@dataclass(frozen=True, slots=True)
class Submission:
    """One accepted file: immutable, numbered; the newest of a province and quarter stands, sheet by sheet."""

    number: int
    unit: str  # key
    period: Period
    version: int
    received_at: datetime  # in Viet Nam
    by: str
    file: str  # its name as sent
    sha256: str
    size: int
    sheets: Mapping[str, int]  # table → rows
    questions: int
    demo: bool
    calendar: Calendar = Calendar.STATISTICAL
    state: Review = Review.ACCEPTED

    def readable(self, person: Person | None) -> bool:
        """Whether someone may read more of it than its number, time and state."""
        if self.state not in NEVER_ACCEPTED:
            return True
        return person is not None and (person.may(Action.FETCH, self.unit) or person.may(Action.REVIEW, self.unit))

    @property
    def late(self) -> bool:
        return self.received_at.date() > self.period.due


def submission(service: Service, number: int) -> Submission:
    """Raises KeyError where there is none."""
    with service.store.reading() as work:
        found = select(work, "number = $number::INTEGER", number=number)
    if not found:
        raise KeyError(number)
    return found[0]


def as_recorded(line: LedgerLine, sheets: Mapping[str, int], questions: int) -> Submission:
    """A submission as the line of the ledger says that has just brought it, which is what the store says of it."""
    assert line.quarter is not None
    told = line.body
    return Submission(
        told["number"],
        line.unit,
        Period.quarter(line.quarter),
        told["version"],
        in_vietnam(datetime.fromisoformat(told["received_at"])),
        line.name,
        told["file"],
        told["sha256"],
        told["size"],
        dict(sorted(sheets.items())),
        questions,
        told["demo"],
        Calendar(told["calendar"]),
        Review(told["state"]),
    )


def versions(service: Service, unit: str, period: Period) -> list[Submission]:
    """The same by key, for the nation's own table too."""
    with service.store.reading() as work:
        return select(work, OF_QUARTER, unit=unit, quarter=period.last)


def sent(service: Service, first: Period, last: Period) -> list[Submission]:
    """All versions of all units in the quarters from one to another, newest first."""
    with service.store.reading() as work:
        return select(work, "quarter BETWEEN $first::INTEGER AND $last::INTEGER", first=first.first, last=last.last)


def file_names(service: Service) -> set[str]:
    """The names, as sent, of everything that was ever sent."""
    with service.store.reading() as work:
        return {name for (name,) in work.rows("SELECT DISTINCT file FROM submission")}


def in_state(service: Service, state: Review) -> list[Submission]:
    """Those that are not accepted but in this state, the oldest first."""
    with service.store.reading() as work:
        found = select(work, "number IN (SELECT submission FROM held WHERE state = $state)", state=str(state))
    return found[::-1]


def original(service: Service, who: Identity, number: int) -> bytes:
    """The file as it was sent. Raises NotAllowedError, KeyError, FileNotFoundError, ValueError."""
    one = submission(service, number)
    service.permit(who, Action.FETCH, one.unit)
    return service.truth.read(one.sha256)


def findings(service: Service, number: int) -> list[tuple[Finding, str]]:
    """What was found in a submission when it was accepted, each with the reason its sender gave."""
    with service.store.reading() as work:
        rows = work.rows(
            """SELECT rule, severity, message_vi, message_en, sheet, cell, row, col, tbl, received, expected_vi,
                expected_en, reason FROM finding WHERE submission = $number::INTEGER ORDER BY seq""",
            number=number,
        )
    return [
        (Finding(r[0], Severity(r[1]), Text(r[2], r[3]), r[4], r[5], r[6], r[7], r[8], r[9], Text(r[10], r[11])), r[12])
        for r in rows
    ]


def select(work: Work, where: str, **values: object) -> list[Submission]:
    found = work.rows(f"SELECT {SUBMISSION} FROM submission WHERE {where} ORDER BY number DESC", **values)  # noqa: S608 - only our own conditions
    if not found:
        return []
    numbers = [row[0] for row in found]
    sheets: dict[int, dict[str, int]] = defaultdict(dict)
    for number, name, rows in work.rows(
        "SELECT submission, name, rows FROM sheet WHERE list_contains($numbers::INTEGER[], submission) ORDER BY ALL",
        numbers=numbers,
    ):
        sheets[number][name] = rows
    asked = """SELECT submission, count(*) FROM finding
        WHERE severity = 'question' AND list_contains($numbers::INTEGER[], submission) GROUP BY submission"""
    questions = dict(work.rows(asked, numbers=numbers))
    held = dict(work.rows("SELECT submission, state FROM held"))
    return [
        Submission(
            number,
            unit,
            Period.quarter(quarter),
            version,
            in_vietnam(at),
            by,
            file,
            sha256,
            size,
            sheets.get(number, {}),
            questions.get(number, 0),
            demo,
            Calendar(calendar),
            Review(held.get(number, Review.ACCEPTED)),
        )
        for number, unit, quarter, version, at, by, file, sha256, size, demo, calendar in found
    ]


def newest(service: Service, unit: str, period: Period) -> int:
    with service.store.reading() as work:
        of_quarter = f"SELECT coalesce(max(number), 0) FROM submission WHERE {OF_QUARTER}"  # noqa: S608
        return int(work.one(of_quarter, unit=unit, quarter=period.last))


def same_bytes(service: Service, sha256: str, unit: str, period: Period) -> Submission | None:
    """The submission that these bytes already are, of this province and quarter, unless it was returned."""
    with service.store.reading() as work:
        found = select(work, f"{OF_QUARTER} AND sha256 = $sha256", sha256=sha256, unit=unit, quarter=period.last)
    return next((one for one in found if one.state in (Review.SENT, Review.ACCEPTED)), None)


def overtaken(service: Service, one: Submission) -> bool:
    """Whether a later file has taken the place of one of its sheets, or waits to."""
    later = (each for each in versions(service, one.unit, one.period) if each.number > one.number)
    return any(
        each.state in (Review.SENT, Review.ACCEPTED) and each.sheets.keys() & one.sheets.keys() for each in later
    )


def sent_before(number: int, at: datetime) -> Finding:
    """What is asked of a file that was received before and overtaken since."""
    return finding("sent_before", number=number, time=f"{at:%H:%M %d/%m/%Y}")
