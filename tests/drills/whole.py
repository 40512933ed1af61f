"""What every drill asks of a store when it is opened again: all of what was acknowledged, nothing by half, nothing twice."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data.store import Work
from drills.jobs import Job
from drills.stage import Outcome, Say, apart
from indicators.desk import Desk

FIXED = ("sheet", "figure", "finding")  # the tables that hold a submission's parts, besides one for each list


@dataclass(slots=True)
class Seen:
    """What one opened store had to show. `faults` are sentences; `seconds` is how long opening took."""

    stored: list[str] = field(default_factory=list)  # hashes, by number
    lost: int = 0
    half: int = 0
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0


def parts(work: Work) -> list[str]:
    lists = work.rows("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'list_%' ORDER BY 1")
    return [*FIXED, *(name for (name,) in lists)]


def fingerprint(work: Work, number: int) -> str:
    """All that is stored of one submission, whatever its number."""
    told = hashlib.sha256()
    for table in parts(work):
        rows = work.rows(
            f'SELECT * EXCLUDE (submission) FROM "{table}" WHERE submission = $number::INTEGER ORDER BY ALL',
            number=number,
        )
        told.update(repr((table, rows)).encode())
    return told.hexdigest()


def prints(home: Path, jobs: Collection[Job]) -> dict[str, str]:
    """How each job looks in a store where nothing went wrong; the store at `home` then holds them all."""

    def work(say: Say) -> dict[str, str]:
        desk = Desk(home)
        found = {}
        for job in jobs:
            number = job.send(desk)
            with desk.store.reading() as work:
                found[job.sha256] = fingerprint(work, number)
        desk.close()
        return found

    outcome = apart(work, 600)
    assert outcome.result is not None, outcome.failed or outcome.fault
    return dict(outcome.result)


def hashes(desk: Desk) -> list[str]:
    """Of the submissions that an open desk shows, by number."""
    with desk.store.reading() as work:
        return [sha256 for (sha256,) in work.rows("SELECT sha256 FROM submission ORDER BY number")]


def look(desk: Desk, known: Mapping[str, str], acknowledged: Collection[str]) -> Seen:
    """Judge an open desk by what is known of the files that were sent, and what was acknowledged of them."""
    seen = Seen(stored=hashes(desk))
    with desk.store.reading() as work:
        rows = work.rows("SELECT number, sha256, unit, quarter FROM submission ORDER BY number")
        if [number for number, *_ in rows] != list(range(1, len(rows) + 1)):
            seen.faults.append("the numbers have a gap or come twice")
        if len({tuple(row[1:]) for row in rows}) != len(rows):
            seen.faults.append("a file is stored twice")
        for number, sha256, *_ in rows:
            if known.get(sha256) != fingerprint(work, number):
                seen.half += 1
        for table in parts(work):
            if work.one(f'SELECT count(*) FROM "{table}" WHERE submission NOT IN (SELECT number FROM submission)'):
                seen.half += 1
                seen.faults.append(f"{table} holds rows of no submission")
    for sha256 in seen.stored:
        try:
            desk.archive.read(sha256)
        except (OSError, ValueError) as error:
            seen.faults.append(f"archive: {type(error).__name__}")
    seen.lost = len(set(acknowledged) - set(seen.stored))
    if desk.rebuild(check=True):
        seen.faults.append("observations do not follow from the rows")
    verify = getattr(desk, "verify", None)
    if verify is not None:
        seen.faults += [str(fault) for fault in verify()]
    return seen


def opened(home: Path, known: Mapping[str, str], acknowledged: Collection[str], then: Job | None = None) -> Outcome:
    """Open the store in a fork, as a start of the app would, and look; `then` is sent and must be in it, once."""

    def work(say: Say) -> Seen:
        began = time.monotonic()
        desk = Desk(home)
        seconds = time.monotonic() - began
        seen = look(desk, known, acknowledged)
        if then is not None:
            then.send(desk)
            after = look(desk, known, {*acknowledged, then.sha256})
            seen.lost, seen.half = max(seen.lost, after.lost), max(seen.half, after.half)
            seen.faults += [fault for fault in after.faults if fault not in seen.faults]
        seen.seconds = seconds
        desk.close()
        return seen

    return apart(work, 120)


@dataclass(slots=True)
class Tally:
    """A drill's line of the table: how often it was done and what went wrong."""

    name: str
    cases: int = 0
    lost: int = 0
    half: int = 0
    unopenable: int = 0
    wrong: int = 0  # anything else that breaks a promise; `words` says what
    slowest: float = 0.0
    words: dict[str, int] = field(default_factory=dict)
    least: int = 1  # with fewer cases the drill has proven nothing

    @property
    def held(self) -> bool:
        return not (self.lost or self.half or self.unopenable or self.wrong) and self.cases >= self.least

    def fault(self, words: str) -> None:
        self.wrong += 1
        self.remark(words)

    def remark(self, words: str) -> None:
        self.words[words] = self.words.get(words, 0) + 1

    def count(self, outcome: Outcome, of: str = "") -> Seen | None:
        """Add one opened store; None when it did not open."""
        self.cases += 1
        seen = outcome.result
        if not isinstance(seen, Seen):
            self.unopenable += 1
            self.remark(f"{of}: {outcome.fault or 'no answer'}")
            return None
        self.lost += seen.lost
        self.half += seen.half
        self.slowest = max(self.slowest, seen.seconds)
        if seen.lost or seen.half:
            self.remark(f"{of}: {seen.lost} lost, {seen.half} half")
        for fault in seen.faults:
            self.fault(f"{of}: {fault}")
        return seen
