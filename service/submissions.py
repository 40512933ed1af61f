"""Submissions that were accepted: immutable, numbered, each version kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from data.model import Calendar, Period
from service.access.events import Review

SUBMISSION = "number, unit, quarter, version, received_at, sender, file, sha256, size, demo, calendar"


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

    @property
    def late(self) -> bool:
        return self.received_at.date() > self.period.due
