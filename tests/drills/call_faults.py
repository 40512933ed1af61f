"""Each file call of a start, an upgrade, a restore, an entry and a backup fails once, in each way."""

import shutil
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from data.storage.truth import FILE, LOCK, Entry, Truth
from service import backup as service_backup
from service.service import Service
from tests.drills import shim
from tests.drills.figures import WORDS, Prepared, judged, shown
from tests.drills.shim import Deed
from tests.drills.stage import Say, apart

START, BEFORE, WITHIN, AFTER = "at the start", "before an entry", "within one", "after one"
DEEDS = ((Deed.NO_SPACE, 0), (Deed.NO_SPACE, 1), (Deed.BAD_DISK, 0))  # the second: what still fits is taken


@dataclass(slots=True)
class Moment:
    """When it is, as far as the fault had not come yet."""

    now: str = START
    own: str = ""  # the name of the running service's own answers
    named: str = "truth"  # whose new name a sync of the store's folder is for
    acknowledged: bool = False
    wrong: str = ""

    def reach(self, when: str) -> None:
        if not shim.spoilt():
            self.now = when


Act = Callable[[Path, Prepared, Moment], None]


def entered(moment: Moment) -> None:
    """Tell the moment of every entry of this process from now on."""
    enter, commit = Truth.entry, Entry.commit

    @contextmanager
    def entry(self: Truth) -> Iterator[Entry]:
        with enter(self) as one:
            moment.reach(WITHIN)
            yield one

    def committed(self: Entry) -> None:
        commit(self)
        moment.reach(AFTER)

    Truth.entry, Entry.commit = entry, committed  # type: ignore[method-assign]


def start(home: Path, stage: Prepared, moment: Moment) -> None:
    shim.watch(home)
    service = Service(home)
    moment.wrong = shown(service, stage)
    service.close()


def restore(home: Path, stage: Prepared, moment: Moment) -> None:
    shim.watch(home)
    service_backup.restore(stage.kept, home)


def submit(home: Path, stage: Prepared, moment: Moment) -> None:
    """What another process sent is followed first; afterwards the answers are published."""
    service, other = Service(home), Service(home)
    stage.others.send(other)
    other.close()
    moment.own = service.store.path.name if service.store.path else ""
    entered(moment)
    shim.watch(home)
    moment.reach(BEFORE)
    try:
        stage.job.send(service)
        moment.acknowledged = True
        service.repository.publish()
    finally:
        moment.wrong = shown(service, stage)
        if moment.acknowledged and not moment.wrong and service.repository.ledger.lines[-1].unit != stage.job.unit.key:  # type: ignore[union-attr]
            moment.wrong = "acknowledged, and not there"
        service.close()


def back_up(home: Path, stage: Prepared, moment: Moment) -> None:
    """Beside a running service; the entry is the backup's: before, while and after it gets its name."""
    service = Service(home)
    place = service_backup._place

    def placed(*paths: Path) -> None:
        moment.reach(WITHIN)
        place(*paths)
        moment.reach(AFTER)

    service_backup._place = placed  # type: ignore[assignment]
    moment.named = "backup"
    moment.own = service.store.path.name if service.store.path else ""
    shim.watch(home)
    moment.reach(BEFORE)
    try:
        service_backup.backup(home, home / "backup")
    finally:
        moment.wrong = shown(service, stage)
        service.close()


def kind_of(path: str, call: str, moment: Moment) -> str:
    """The row of the table that a file stands in; '' for one of no weight."""
    name = path.rpartition("/")[2]
    if path.startswith(("backup", "last-backup")):
        return "backup"
    if name == LOCK or name.endswith(".lock"):
        return "lock"
    if name.endswith("-journal"):
        return "its journal"
    if path == ".":
        return "its journal" if moment.now == WITHIN and moment.named == "truth" else moment.named
    if name.startswith(FILE) or path.startswith("restoring"):
        return "truth"
    if name.endswith(".wal"):
        return "their log"
    if not path.startswith("answers"):
        return ""
    published = (moment.now == AFTER and name != moment.own) or call == "r" or (name == "answers" and call == "s")
    return "published answers" if published else "own answers"


def fault_of(deed: Deed, seed: int, call: str) -> str:
    """The column; '' where this call cannot fail like that."""
    if deed is Deed.NO_SPACE:
        return "full" if not seed else "short write" if call == "w" else ""
    return {"s": "failing sync", "r": "failing rename", "l": "failing rename"}.get(call, "failing")


Take = Callable[[str, str, str, object, str], None]
Task = Callable[[Take], None]
PORTIONS = 8


def tasks(stage: Prepared, step: int) -> Iterator[Task]:
    """The cases in portions, each of which tells a taker of its own."""
    acts: list[tuple[str, Path, Act, bool, int]] = [
        ("start", stage.more, start, False, 1),
        ("start, for good", stage.more, start, True, 1),
        ("upgrade", stage.old, start, False, 4),
        ("restore", stage.more, restore, False, 4),
        ("entry", stage.base, submit, False, 1),
        ("backup", stage.more, back_up, False, 3),
    ]
    for name, home, act, lasting, every in acts:
        calls = _calls(stage, home, act)
        numbers = _chosen(calls, step, every)
        for portion in range(PORTIONS):
            yield partial(
                _portion, stage, home, act, f"{name}, call {{}} of {len(calls)}", lasting, numbers[portion::PORTIONS]
            )


def _chosen(calls: Sequence[str], step: int, every: int) -> list[int]:
    """Each `step`-th call, counted from 1; of those that write a file page after page only each `every`-th is counted."""
    chosen, run = [], 0
    for number, call in enumerate(calls, 1):
        run = run + 1 if number > 1 and call == calls[number - 2] else 0
        if run % every == 0:
            chosen.append(number)
    return chosen[len(chosen) % step :: step]


def _portion(
    stage: Prepared, home: Path, act: Act, name: str, lasting: bool, numbers: Sequence[int], take: Take
) -> None:
    for call in numbers:
        for deed, seed in DEEDS:
            _spoil(take, stage, home, act, name.format(call), (call, deed, lasting, seed))


def _calls(stage: Prepared, of: Path, act: Act) -> list[str]:
    """Kind and path of each call that an act makes."""
    listed = stage.kept.with_name("calls")

    def work(_: Say, home: Path) -> int:
        shim.list_calls(listed)
        act(home, stage, Moment())
        return shim.calls()

    with stage.copy(of) as home:
        outcome = apart(lambda say: work(say, home))
    assert outcome.result, outcome.failed
    calls = listed.read_text(encoding="utf-8").splitlines()[-int(outcome.result) :]
    assert len(calls) == outcome.result
    return calls


def _spoil(take: Take, stage: Prepared, of: Path, act: Act, name: str, how: tuple[int, Deed, bool, int]) -> None:
    call, deed, lasting, seed = how
    with stage.copy(of) as home:

        def work(_: Say) -> tuple[str, str, Moment]:
            moment = Moment()
            shim.arm(call, deed, lasting, seed)
            with suppress(
                *WORDS, *(() if act in (start, submit) else (OSError, ValueError))
            ):  # which their commands say
                act(home, stage, moment)
            kind, path = shim.spoilt(), shim.spoilt_path()
            shim.disarm()
            return kind, path, moment

        outcome = apart(work)
        if outcome.signal == signal.SIGABRT and deed is Deed.BAD_DISK and lasting:
            # DuckDB ends the process where it cannot even cut its log back; the next start finds everything.
            take("their log", "failing", START, judged(home, stage, False), f"{name}, ended by DuckDB")
            return
        if outcome.result is None:
            take("", "", "", f"{outcome.fault or 'no answer'}", f"{name}, {deed.name}")
            return
        kind, path, moment = outcome.result
        file, fault = kind_of(path, kind, moment), fault_of(deed, seed, kind)
        if kind and file and fault:
            verdict: Any = moment.wrong or judged(home, stage, moment.acknowledged)
            take(file, fault, moment.now, verdict, f"{name} ({kind} of {path})")
        shutil.rmtree(home.with_name("another"), ignore_errors=True)
