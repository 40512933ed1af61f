"""Who has sent what: the grid of provinces and quarters, and how complete each quarter is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.model import Period, Text
from data.places import Unit
from service.submissions import Submission


@dataclass(frozen=True, slots=True)
class Completeness:
    """Of the core figures that a province owes for a quarter, how many are known, and the codes of those that are not."""

    known: int
    due: int
    missing: tuple[str, ...]


class Arrival(StrEnum):
    """State of one cell of the grid of provinces and quarters."""

    NOT_DUE = "not_due"
    NOT_SENT = "not_sent"
    WAITING = "waiting"  # sent, and not yet reviewed
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
    Arrival.WAITING: Text("Chờ duyệt", "Waiting for review"),
    Arrival.SENT: Text("Đã nộp", "Sent"),
    Arrival.QUESTIONS: Text("Đã nộp, có giải trình", "Sent, with answered questions"),
    Arrival.CORRECTED: Text("Đã nộp lại", "Corrected"),
}
