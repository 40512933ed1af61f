"""The desk: everything that can be done with a store, in the words of the people who do it.

Pages and the command line call this and nothing below it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from data.model import Finding, Period, Text
from data.places import Unit


class Verdict(StrEnum):
    ACCEPTABLE = "acceptable"
    ACCEPTED = "accepted"
    QUESTIONS = "questions"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Submission:
    """One accepted file: immutable, numbered; the newest of a province and quarter stands, sheet by sheet."""

    number: int
    unit: str  # key
    period: Period
    version: int
    received_at: datetime  # UTC
    by: str
    file: str  # its name as sent
    sha256: str
    size: int
    sheets: Mapping[str, int]  # table → rows
    questions: int
    demo: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What accepting a file would do to one headline figure of its province and quarter."""

    measure: str
    before: float | None
    after: float | None


@dataclass(slots=True)
class Draft:
    """A file that was looked at and not stored."""

    file: str
    sha256: str
    data: bytes
    unit: Unit | None
    period: Period | None
    findings: list[Finding]
    verdict: Verdict
    already: Submission | None = None
    receipt: Submission | None = None
    sheets: Mapping[str, int] = field(default_factory=dict)
    preview: list[Change] = field(default_factory=list)


class Arrival(StrEnum):
    """State of one cell of the grid of provinces and quarters."""

    NOT_DUE = "not_due"
    NOT_SENT = "not_sent"
    SENT = "sent"
    QUESTIONS = "questions"  # sent, with questions answered
    CORRECTED = "corrected"  # a later version stands


@dataclass(frozen=True, slots=True)
class Received:
    """Whether one unit has sent one quarter. `late` speaks of the first version."""

    unit: Unit
    period: Period
    state: Arrival
    late: bool
    versions: int
    submission: Submission | None  # the newest


ARRIVAL_LABELS: dict[Arrival, Text] = {
    Arrival.NOT_DUE: Text("Chưa đến hạn", "Not yet due"),
    Arrival.NOT_SENT: Text("Chưa nộp", "Not sent"),
    Arrival.SENT: Text("Đã nộp", "Sent"),
    Arrival.QUESTIONS: Text("Đã nộp, có giải trình", "Sent, with answered questions"),
    Arrival.CORRECTED: Text("Đã nộp lại", "Corrected"),
}
