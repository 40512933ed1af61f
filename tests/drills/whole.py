"""What every drill asks of a store when it is opened again: all of what was acknowledged, nothing by half, nothing twice."""

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data.storage.database import Work
from service import backup
from service.service import Service
from tests.drills.jobs import Job
from tests.drills.stage import Outcome, Say, apart

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


def fingerprints(work: Work) -> dict[int, str]:
    """All that is stored of each submission, whatever its number, as one text."""
    told: dict[int, list[str]] = {number: [] for (number,) in work.rows("SELECT number FROM submission")}
    for table in parts(work):
        for number, rows, hashed in work.rows(
            f"""SELECT submission, count(*), sum(hash(*COLUMNS(* EXCLUDE (submission)))::HUGEINT) FROM "{table}" GROUP BY 1"""
        ):
            told.setdefault(number, []).append(f"{table} {rows} {hashed}")
    return {number: "; ".join(parts) for number, parts in told.items()}


def prints(home: Path, jobs: Collection[Job]) -> dict[str, str]:
    """How each job looks in a store where nothing went wrong; the store at `home` then holds them all."""

    def work(say: Say) -> dict[str, str]:
        service = Service(home)
        numbers = {job.sha256: job.send(service) for job in jobs}
        with service.store.reading() as work:
            found = fingerprints(work)
        service.close()
        return {sha256: found[number] for sha256, number in numbers.items()}

    outcome = apart(work, 600)
    assert outcome.result is not None, outcome.failed or outcome.fault
    return dict(outcome.result)


def hashes(service: Service) -> list[str]:
    """Of the submissions that an open service shows, by number."""
    with service.store.reading() as work:
        return [sha256 for (sha256,) in work.rows("SELECT sha256 FROM submission ORDER BY number")]


def look(service: Service, known: Mapping[str, str], acknowledged: Collection[str], thorough: bool = True) -> Seen:
    """Judge an open service by what is known of the files that were sent, and what was acknowledged of them.

    Thorough: with a whole second store made from the ledger and the archive, to which the first must be equal.
    """
    seen = Seen(stored=hashes(service))
    with service.store.reading() as work:
        rows = work.rows("SELECT number, sha256, unit, quarter FROM submission ORDER BY number")
        found = fingerprints(work)
    if [number for number, *_ in rows] != list(range(1, len(rows) + 1)):
        seen.faults.append("the numbers have a gap or come twice")
    if len({tuple(row[1:]) for row in rows}) != len(rows):
        seen.faults.append("a file is stored twice")
    seen.half = sum(known.get(sha256) != found[number] for number, sha256, *_ in rows)
    if len(found) != len(rows):
        seen.faults.append("there are rows of no submission")
    seen.lost = len(set(acknowledged) - set(seen.stored))
    if thorough:
        state = backup.verify(service.home, service)
        seen.faults += [fault.en for fault in state.faults]
        seen.faults += [f"{table} differs from what follows from the ledger" for table in state.differ or ()]
    else:
        service.truth.read(seen.stored[-1]) if seen.stored else None
    return seen


def opened(
    home: Path, known: Mapping[str, str], acknowledged: Collection[str], then: Job | None = None, thorough: bool = True
) -> Outcome:
    """Open the store in a fork, as a start of the app would, and look; `then` is sent and must be in it, once."""

    def work(say: Say) -> Seen:
        began = time.monotonic()
        service = Service(home)
        seconds = time.monotonic() - began
        seen = look(service, known, acknowledged, thorough and then is None)
        if then is not None:
            then.send(service)
            after = look(service, known, {*acknowledged, then.sha256}, thorough)
            seen.lost, seen.half = max(seen.lost, after.lost), max(seen.half, after.half)
            seen.faults += [fault for fault in after.faults if fault not in seen.faults]
        seen.seconds = seconds
        service.close()
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
