"""Every kind of file × every kind of fault × when it happens: after each, the figures are those of a store where nothing
went wrong, or it is said what is wrong, nothing is taken in, and a restore brings all of it back.

`python -m tests.drills table` writes the table into docs/promises.md.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from data.storage.database import StoreBrokenError
from data.storage.truth import FILE, LOCK
from data.storage.truth_file import TruthError
from service import backup as service_backup
from service.backup import NotRestoredError
from service.repository import StoreFaultError
from service.service import Service
from tests.drills import shim
from tests.drills.scenes import Ground, Scene
from tests.drills.shim import Deed
from tests.drills.stage import Say, apart
from tests.drills.whole import Tally, hashes, look
from tests.support.paths import ROOT

FILES = ["truth", "its journal", "own answers", "published answers", "backup", "lock"]
CALLED = ["full", "failing write", "short write", "failing sync", "failing rename"]
RESTING = ["a bit flipped", "truncated", "an older copy", "missing", "one more"]
WHEN = ["at the start", "while it runs"]
DOCUMENT = ROOT / "docs" / "promises.md"
BEGIN, END = "<!-- table of faults -->\n", "<!-- end -->"
CANNOT = {
    ("its journal", "failing rename"): "never renamed",
    ("its journal", "a bit flipped"): "empty but within an entry: kills and power cuts",
    ("its journal", "truncated"): "empty but within an entry: kills and power cuts",
    ("its journal", "an older copy"): "empty but within an entry: kills and power cuts",
    ("truth", "failing rename"): "renamed by a restore alone: see backup",
    ("truth", "one more"): "a second one has no name that is read",
    ("own answers", "an older copy"): "deleted with its process",
    ("own answers", "failing rename"): "never renamed",
    ("published answers", "short write"): "written under another name: see own answers",
    ("published answers", "full"): "written under another name: see own answers",
    ("published answers", "failing write"): "written under another name: see own answers",
    ("published answers", "failing sync"): "written under another name: see own answers",
    ("lock", "full"): "four bytes, written once",
    ("lock", "failing write"): "four bytes, written once",
    ("lock", "short write"): "four bytes, written once",
    ("lock", "failing rename"): "never renamed",
    ("lock", "failing sync"): "four bytes, written once",
    ("lock", "one more"): "has one name",
}


def kind_of(path: str) -> str:
    """The row of the table that a file stands in; '' for one of no weight."""
    if path.startswith("backup/"):
        return "backup"
    name = path.rpartition("/")[2]
    if name.endswith("-journal"):
        return "its journal"
    if path.startswith("answers"):
        return "own answers" if name.startswith("own-") else "published answers"
    return {FILE: "truth", LOCK: "lock"}.get(name, "")


@dataclass(slots=True)
class Table:
    tally: Tally
    held: Counter[tuple[str, str, str]]  # file, fault, when
    said: Counter[tuple[str, str, str]]

    def take(self, file: str, fault: str, when: str, verdict: object, of: str) -> None:
        self.tally.cases += 1
        if verdict == "held":
            self.held[file, fault, when] += 1
        elif verdict == "said":
            self.said[file, fault, when] += 1
        else:
            self.tally.fault(f"{file}, {fault}, {when}, {of}: {verdict}")


def drill(ground: Ground, step: int, write: bool = False) -> Iterator[Tally]:
    table = Table(Tally("file × fault × moment", least=60), Counter(), Counter())
    scene = next(each for each in ground.scenes if each.name == "submission")
    with TemporaryDirectory(dir=ground.folder) as name:
        place = Path(name)
        base = _prepared(scene, place)
        expected = apart(lambda _: _expected(base, place / "expected", scene)).result
        assert expected
        for when, act in (("at the start", _start), ("while it runs", _submit), ("backup", _back_up)):
            _calls(table, ground, scene, base, expected, when, act, step)
        for when in WHEN:
            _resting(table, scene, base, place, expected, when)
    yield table.tally
    if write and table.tally.held:
        text = DOCUMENT.read_text(encoding="utf-8")
        before, _, rest = text.partition(BEGIN)
        DOCUMENT.write_text(before + BEGIN + _written(table) + END + rest.partition(END)[2], encoding="utf-8")


def _written(table: Table) -> str:
    lines = [f"| | {' | '.join([*CALLED, *RESTING])} |", f"|---|{'---|' * (len(CALLED) + len(RESTING))}"]
    for file in FILES:
        cells = []
        for fault in [*CALLED, *RESTING]:
            held = [table.held[file, fault, when] for when in WHEN]
            said = [table.said[file, fault, when] for when in WHEN]
            if not any(held + said):
                cells.append(CANNOT.get((file, fault), "**none**"))
            else:
                told = [f"{h + s}" + (f" ({s} said)" if s else "") for h, s in zip(held, said, strict=True)]
                cells.append(" + ".join(told))
        lines.append(f"| {file} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


# What is done meanwhile


def _prepared(scene: Scene, place: Path) -> Path:
    """A store with a published file, a tail beyond it, an older copy of everything, and a backup."""
    base = place / "base"
    shutil.copytree(scene.home, base)

    def work(_: Say) -> None:
        service = Service(base)
        service.repository.publish()
        service.close()
        service_backup.backup(base, base / "backup")

    assert not apart(work).failed
    return base


def _expected(base: Path, home: Path, scene: Scene) -> tuple[object, object]:
    """The figures before and after the file that is sent."""
    shutil.copytree(base, home)
    service = Service(home)
    before = figures(service)
    scene.job.send(service)
    after = figures(service)
    service.close()
    return before, after


def figures(service: Service) -> object:
    """Every measure × area × period × part, and all rows they follow from; not when what came."""
    prints = service.store.prints()
    return sorted((name, told) for name, told in prints.items() if name not in ("event", "submission", "derived_to"))


def _start(home: Path, scene: Scene) -> None:
    shim.watch(home)
    Service(home).close()


def _submit(home: Path, scene: Scene) -> None:
    service = Service(home)
    shim.watch(home)
    scene.job.send(service)
    service.repository.publish()
    service.close()


def _back_up(home: Path, scene: Scene) -> None:
    shim.watch(home)
    service_backup.backup(home, home / "backup")


WORDS = (
    StoreFaultError,
    StoreBrokenError,
    NotRestoredError,
    TruthError,
    OSError,
    ValueError,
)  # what a page or a command says in words


def _calls(
    table: Table,
    ground: Ground,
    scene: Scene,
    base: Path,
    expected: tuple[object, object],
    when: str,
    act: Callable[[Path, Scene], None],
    step: int,
) -> None:
    """Each file call of an act fails once, in each way."""

    def counted(home: Path, scene: Scene) -> int:
        act(home, scene)
        return shim.calls()

    with Copy(base) as home:
        calls = apart(lambda _: counted(home, scene)).result
    assert calls
    for call in range(1, calls + 1, step):
        for deed, seed in ((Deed.NO_SPACE, 0), (Deed.NO_SPACE, 1), (Deed.BAD_DISK, 0)):
            with Copy(base) as home:

                def work(
                    say: Say, home: Path = home, call: int = call, deed: Deed = deed, seed: int = seed
                ) -> tuple[str, str]:
                    shim.arm(call, deed, seed=seed)
                    with suppress(*WORDS):
                        act(home, scene)
                    told = shim.spoilt(), shim.spoilt_path()
                    shim.disarm()
                    return told

                outcome = apart(work)
                kind, path = outcome.result or ("", "")
                if outcome.failed or not kind:
                    if outcome.failed:
                        table.tally.fault(f"call {call} {deed.name} {when}: {outcome.fault}")
                    continue
                fault = {"s": "failing sync", "r": "failing rename"}.get(kind, "failing write")
                if deed is Deed.NO_SPACE:
                    fault = "short write" if seed and kind == "w" else "full"
                file = kind_of(path)
                if file and not (seed and kind != "w"):
                    moment = "while it runs" if when == "backup" else when
                    table.take(file, fault, moment, _judged(home, scene, expected), f"call {call}")


# What lies there


def _resting(table: Table, scene: Scene, base: Path, place: Path, expected: tuple[object, object], when: str) -> None:
    older = place / "older"
    if not older.exists():
        shutil.copytree(scene.home, older)

        def work(_: Say) -> None:
            service = Service(older)
            lines = list(service.truth.lines())[: len(scene.acknowledged) // 2]
            service.close()
            from tests.support.forging import write_lines

            write_lines(older, [line.text for line in lines])

        assert not apart(work).failed
    for file in FILES:
        for fault in RESTING:
            if (file, fault) in CANNOT or (file == "own answers" and when == "at the start"):
                continue
            for at in (0.0, 0.4, 0.99) if fault in ("a bit flipped", "truncated") else (0.5,):
                with Copy(base) as home:
                    outcome = apart(lambda _, h=home, f=file, w=fault, a=at: _spoilt(h, scene, older, f, w, a, when))
                    verdict = outcome.fault or _judged(home, scene, expected)
                    table.take(file, fault, when, verdict, f"at {at}")


def _spoilt(home: Path, scene: Scene, older: Path, file: str, fault: str, at: float, when: str) -> None:
    """The fault, before anything is opened, or under a service that is open and goes on."""
    service = Service(home) if when == "while it runs" else None
    _spoil(home, older, file, fault, at)
    if service is not None:
        with suppress(*WORDS):
            scene.job.send(service)
        service.repository.look(now=True)
        if service.fault is None:
            scene.job.send(service)  # what was damaged is made again
        service.close()


def _spoil(home: Path, older: Path, file: str, fault: str, at: float) -> None:
    paths = {
        "truth": [home / FILE],
        "its journal": [home / f"{FILE}-journal"],
        "own answers": list((home / "answers").glob("own-*.duckdb")),
        "published answers": sorted((home / "answers").glob("[0-9]*.duckdb"))[-1:],
        "backup": [home / "backup" / FILE],
        "lock": [home / LOCK],
    }[file]
    for path in paths:
        if fault == "missing":
            path.unlink(missing_ok=True)
        elif fault == "one more":
            path.with_name(
                f"{'9' * 8}-{path.name[9:]}" if file == "published answers" else f"x{path.name}"
            ).write_bytes(b"x")
        elif fault == "an older copy":
            old = older / path.relative_to(home)
            path.write_bytes(old.read_bytes() if old.exists() else b"")
        elif path.stat().st_size:
            data = bytearray(path.read_bytes())
            data[int(at * (len(data) - 1))] ^= 1
            path.write_bytes(data if fault == "a bit flipped" else data[: int(at * len(data))])


# What is asked afterwards


def _judged(home: Path, scene: Scene, expected: tuple[object, object]) -> object:
    """`held`, `said`, or what is wrong."""
    outcome = apart(lambda _: _judge(home, scene, expected), 120)
    return outcome.result or outcome.fault


def _judge(home: Path, scene: Scene, expected: tuple[object, object]) -> str:
    verdict = "held"
    service = Service(home)
    if service.fault is not None:
        verdict = "said"
        if figures(service) not in (*expected, figures_of_nothing(service)):
            return "other figures are shown"
        try:
            scene.job.send(service)
            return "taken in although something is wrong"
        except StoreFaultError:
            pass
        service.close()
        shutil.rmtree(home / "store", ignore_errors=True)
        backup = home.parent / "kept-backup"
        aside = home.parent / "moved"
        try:
            service_backup.restore(backup, home)
        except NotRestoredError:  # it knows more than the backup: into another folder
            home.rename(aside)
            service_backup.restore(backup, home)
        service = Service(home)
    elif service_backup.verify(home).faults:  # one kept file is damaged: found, told, and in the backup
        verdict = "said"
    stored = set(hashes(service))
    if not scene.acknowledged <= stored:
        return "lost"
    if figures(service) != expected[scene.job.sha256 in stored]:
        return "the figures differ"
    scene.job.send(service)
    if figures(service) != expected[1]:
        return "the figures differ afterwards"
    if verdict == "held":
        seen = look(service, {}, set(), thorough=True)
        if seen.faults:
            return "; ".join(seen.faults[:2])
    service.close()
    return verdict


def figures_of_nothing(service: Service) -> object:
    """What a store without lines shows: its figures cannot be read, and it says so."""
    return figures(service) if not service.repository.ledger.lines else None


class Copy:
    """A home of its own, with the backup beside it that is never touched."""

    def __init__(self, base: Path) -> None:
        self.base = base

    def __enter__(self) -> Path:
        self.folder = TemporaryDirectory(dir=self.base.parent)
        home = Path(self.folder.name) / "store"
        shutil.copytree(self.base, home)
        shutil.copytree(self.base / "backup", home.parent / "kept-backup")
        return home

    def __exit__(self, *_: object) -> None:
        self.folder.cleanup()
