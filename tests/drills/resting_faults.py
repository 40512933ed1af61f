"""What lies on the disk is spoilt: before anything is opened, and under a service that goes on."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from data.storage.database import StoreBrokenError
from data.storage.ledger import LedgerLine
from data.storage.truth import FILE, LOCK, Entry
from service.self_check import SelfCheck
from service.service import Service
from tests.drills import shim
from tests.drills.call_faults import AFTER, BEFORE, START, WITHIN, Take, Task
from tests.drills.figures import WORDS, Prepared, judged, shown
from tests.drills.jobs import Job
from tests.drills.shim import Deed
from tests.drills.stage import Say, apart
from tests.support.forging import lines_of, write_lines

RESTING = ["a bit flipped", "truncated", "an older copy", "missing", "one more"]
PLACES = {"a bit flipped": (0.0, 0.002, 0.4, 1.0), "truncated": (0.0, 0.7)}
MORE_PLACES = {"a bit flipped": tuple(n / 14 for n in range(15)), "truncated": (0.0, 0.3, 0.7, 0.97)}
BETWEEN = (
    "its journal",
    "own answers",
    "published answers",
    "backup",
)  # what lay there at the opening is still the same
LOOKED_AT = ("truth", "own answers", "their log")  # by the self-check
# What may lie there besides, under a name that might be read.
ONE_MORE = {
    "truth": f"{FILE}-wal",
    "its journal": f"x{FILE}-journal",
    "own answers": "own-ffffffffffffffff.duckdb",
    "their log": "own-ffffffffffffffff.duckdb.wal",
    "published answers": "99999999-x-y.duckdb",
    "backup": f"{FILE}-journal",
    "lock": "own-ffffffffffffffff.lock",
}


def paths_of(file: str, home: Path, own: Path | None) -> list[Path]:
    answers = home / "answers"
    return {
        "truth": [home / FILE],
        "its journal": [home / f"{FILE}-journal"],
        "own answers": [own] if own else [],
        "their log": [own.with_name(f"{own.name}.wal")] if own else [],
        "published answers": sorted(answers.glob("[0-9]*.duckdb"))[-1:],
        "backup": [home / "backup" / FILE],
        "lock": [home / LOCK],
    }[file]


@dataclass(slots=True)
class Spoiling:
    """One fault, at one place of a file."""

    home: Path
    file: str
    fault: str
    at: float
    own: Path | None = None
    older: dict[str, bytes] = field(default_factory=dict)  # by the file's name
    done: bool = False  # whether there was anything to be spoilt

    def spoil(self) -> None:
        folder = self.home / ("answers" if self.file.endswith("answers") or self.file == "their log" else "")
        if self.fault == "one more":
            if self.file == "backup":
                folder = self.home / "backup"
            if self.file == "lock":
                folder = self.home / "answers"
            (folder / ONE_MORE[self.file]).write_bytes(b"x" * 5000)
            self.done = True
        for path in [] if self.fault == "one more" else paths_of(self.file, self.home, self.own):
            self._spoil(path)

    def _spoil(self, path: Path) -> None:
        if self.fault == "missing":
            self.done |= path.exists()
            path.unlink(missing_ok=True)
        elif self.fault == "an older copy":
            old = self.older.get(path.name)
            if old is not None and (not path.exists() or old != path.read_bytes()):
                path.write_bytes(old)
                self.done = True
        elif path.exists() and (data := bytearray(path.read_bytes())):
            data[int(self.at * (len(data) - 1))] ^= 1
            path.write_bytes(data if self.fault == "a bit flipped" else data[: int(self.at * len(data))])
            self.done = True


@dataclass(frozen=True, slots=True)
class Case:
    file: str
    fault: str
    at: float
    moment: str
    older: bytes
    of: str


def tasks(stage: Prepared, files: list[str], place: Path, step: int) -> Iterator[Task]:
    """The cases in portions, each of which tells a taker of its own."""
    places = MORE_PLACES if step == 1 else PLACES
    killed = _broken_off(stage.more, stage.job, place / "killed")
    before = next(iter(_broken_off(stage.base, stage.others, place / "before").values()))
    older = _older(stage, place / "half", before)
    number = 0
    for file in files:
        for fault in RESTING:
            cases = []
            for at in places.get(fault, (0.5,)):
                number += 1
                if fault in places and number % step:
                    continue
                homes = {"": stage.more} | (killed if file == "its journal" else {})
                for name, home in homes.items():
                    for what, copy in older[file].items() if fault == "an older copy" else [("", b"")]:
                        cases.append((home, Case(file, fault, at, START, copy, f"{name} {what}")))
                for moment in (BEFORE, WITHIN, AFTER):
                    copy = next(iter(older[file].values())) if file in BETWEEN else b""
                    cases.append((stage.base, Case(file, fault, at, moment, copy, "")))
            yield partial(_portion, stage, cases)


def _portion(stage: Prepared, cases: Sequence[tuple[Path, Case]], take: Take) -> None:
    for home, case in cases:
        _case(take, stage, home, case)


def _case(take: Take, stage: Prepared, of: Path, case: Case) -> None:
    with stage.copy(of) as home:

        def work(_: Say) -> tuple[bool, bool, str]:
            one = Spoiling(home, case.file, case.fault, case.at)
            if case.moment != START:
                return _under(one, stage, case)
            one.own = _left_by_a_kill(home)
            one.older = {path.name: case.older for path in paths_of(case.file, home, one.own)}
            one.spoil()
            return one.done, False, ""

        outcome = apart(work, 120)
        name = f"at {case.at}{' of ' + case.of.strip() if case.of.strip() else ''}"
        if outcome.result is None:
            take(case.file, case.fault, case.moment, outcome.fault or "no answer", name)
            return
        done, acknowledged, wrong = outcome.result
        if done:
            take(case.file, case.fault, case.moment, wrong or judged(home, stage, acknowledged), name)


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _left_by_a_kill(home: Path) -> Path:
    """The answers of a process that was killed."""
    own = home / "answers" / "own-eeeeeeeeeeeeeeee.duckdb"
    shutil.copyfile(paths_of("published answers", home, None)[0], own)
    own.with_suffix(".lock").touch()
    own.with_name(f"{own.name}.wal").write_bytes(b"x" * 5000)
    return own


def _under(one: Spoiling, stage: Prepared, case: Case) -> tuple[bool, bool, str]:
    """Spoilt while it runs; whether it was, whether the job was acknowledged, and what is wrong with what is shown."""
    service, other = Service(one.home), Service(one.home)
    one.own = service.store.path
    one.older = {path.name: case.older or _read(path) for path in paths_of(one.file, one.home, one.own)}
    stage.others.send(other)
    other.close()
    service.repository.look(now=True)
    acknowledged = False
    if case.moment == BEFORE:
        one.spoil()
    if case.moment == WITHIN:
        append = Entry.append

        def appended(self: Entry, line: LedgerLine) -> None:
            append(self, line)
            one.spoil()

        Entry.append = appended  # type: ignore[method-assign]
    with suppress(*WORDS):
        stage.job.send(service)
        acknowledged = True
    if case.moment == WITHIN:
        Entry.append = append  # type: ignore[method-assign]
    if case.moment == AFTER:
        one.spoil()
    service.repository.look(now=True)
    if one.file in LOOKED_AT:
        check = SelfCheck(service)
        check.round()  # to begin
        try:
            check.round(1e9)
        except StoreBrokenError:  # made again by the next look, after which it goes on
            service.repository.look(now=True)
            check.round(1e9)
    service.repository.look(now=True)
    if wrong := shown(service, stage):
        return one.done, acknowledged, wrong
    service.close()
    return one.done, acknowledged, ""


def _older(stage: Prepared, half: Path, before: Path) -> dict[str, dict[str, bytes]]:
    """Older copies for a start: of the truth that of half the lines, and that of all but the last."""
    shutil.copytree(stage.more, half)
    write_lines(half, lines_of(half)[: len(stage.acknowledged) // 2])
    published = sorted((stage.more / "answers").glob("[0-9]*.duckdb"))[0].read_bytes()
    return {
        "truth": {"half": (half / FILE).read_bytes(), "all but the last line": (stage.base / FILE).read_bytes()},
        "its journal": {"of an entry before": (before / f"{FILE}-journal").read_bytes()},
        "published answers": {"the one before": published},
        "own answers": {"as published before": published},
        "their log": {"nothing": b""},
        "backup": {"cut": (stage.base / "backup" / FILE).read_bytes()[:-4096]},
        "lock": {"not made": b""},
    }


def _broken_off(of: Path, job: Job, place: Path) -> dict[str, Path]:
    """Stores whose entry was killed in the middle of its COMMIT: the journal synced, the truth written in part or whole."""
    found: dict[str, Path] = {}
    place.mkdir()
    before = (of / FILE).read_bytes()
    for call in range(1, 200):
        home = place / f"killed-{call}"
        shutil.copytree(of, home)

        def work(_: Say, home: Path = home, call: int = call) -> None:
            service = Service(home)
            shim.watch(home)
            shim.arm(call, Deed.KILL_AFTER)
            job.send(service)

        outcome = apart(work)
        journal = home / f"{FILE}-journal"
        if outcome.killed and journal.exists() and journal.stat().st_size and (home / FILE).read_bytes() != before:
            found[f"a commit killed at call {call}"] = home
            continue
        shutil.rmtree(home)
        if found:
            break
    names = list(found)
    return {name: found[name] for name in (names[0], names[len(names) // 2], names[-1])}
