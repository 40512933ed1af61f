"""The power is cut: from the recorded file calls every state is built that the disk may be left in, and opened.

What was synced is there. Of what was not, anything may be: all of it, nothing, any part of the writes in any order, a write of
which only some sectors came to the disk, a new name without its file or a file without its name (POSIX at its strictest).
"""

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.drills import shim
from tests.drills.scenes import Ground, Scene
from tests.drills.shim import Call
from tests.drills.stage import Say, apart
from tests.drills.whole import Tally

SECTOR = 512
FOLDER = -1  # in place of a file's number: the name is a folder's

Names = dict[str, int]


@dataclass(slots=True)
class Change:
    """One thing that is done to the disk and may not have reached it: to names, or to the bytes of a file."""

    names: Sequence[tuple[str, int | None]] = ()  # a name and the file it stands for from then on
    file: int = FOLDER
    offset: int = 0
    data: bytes | None = None  # None: the size is set to `offset`
    grows: bool = False  # the size is only set when it is less
    durable: bool = False


class Disk:
    """What a home held and every change to it since, each durable or not."""

    def __init__(self, home: Path) -> None:
        self.names: Names = {".": FOLDER}
        self.files: list[bytes] = []
        for path in sorted(home.rglob("*")):
            self.names[str(path.relative_to(home))] = FOLDER if path.is_dir() else len(self.files)
            if path.is_file():
                self.files.append(path.read_bytes())
        self.changes: list[Change] = []
        self._now = dict(self.names)

    def take(self, call: Call) -> None:
        path, now = call.path, self._now
        match call.kind:
            case "c":
                self.files.append(b"")
                self._name([(path, len(self.files) - 1)])
            case "d":
                self._name([(path, FOLDER)])
            case "r":
                self._name([(call.other, now[path]), (path, None)])
            case "l":
                self._name([(call.other, now[path])])
            case "u" | "x":
                self._name([(path, None)])
            case "w":
                self.changes.append(Change(file=now[path], offset=call.offset, data=call.data))
            case "t" | "f":
                self.changes.append(Change(file=now[path], offset=call.offset, grows=call.kind == "f"))
            case "s":
                self._sync(path)

    def _name(self, names: Sequence[tuple[str, int | None]]) -> None:
        self.changes.append(Change(names=names))
        moved = {}
        for path, file in names:
            if file == FOLDER and path in self._now:
                raise NotImplementedError("a folder is renamed over another")
            if file is None:
                self._now.pop(path)
            else:
                moved[path] = file
        self._now |= moved

    def _sync(self, path: str) -> None:
        file = self._now[path]
        for change in self.changes:
            if file == FOLDER:
                change.durable |= any(str(Path(name).parent) == path for name, _ in change.names)
            else:
                change.durable |= not change.names and change.file == file

    def left(self, chosen: Sequence[Change]) -> tuple[Names, list[bytes]]:
        """Names and bytes if just these changes have reached the disk."""
        names, files = dict(self.names), [bytearray(data) for data in self.files]
        for change in chosen:
            for name, file in change.names:
                if file is None:
                    names.pop(name, None)
                else:
                    names[name] = file
            if change.names:
                continue
            file_bytes = files[change.file]
            end = change.offset + len(change.data or b"")
            if len(file_bytes) < end:
                file_bytes.extend(bytes(end - len(file_bytes)))
            if change.data is not None:
                file_bytes[change.offset : end] = change.data
            elif not change.grows:
                del file_bytes[end:]
        return names, [bytes(data) for data in files]

    def states(self, chance: random.Random, subsets: int) -> Iterator[tuple[str, list[Change]]]:
        """What may be left now: the name of the case and the changes that have reached the disk."""
        open_ends = [change for change in self.changes if not change.durable]
        yield "all", self.changes
        if not open_ends:
            return
        yield "none", [change for change in self.changes if change.durable]
        for _ in range(subsets if len(open_ends) > 1 else 0):
            yield "some", [change for change in self.changes if change.durable or chance.random() < 0.5]
        for number in range(subsets):
            torn = [change for change in open_ends if change.data]
            if torn:
                one = torn[-1] if number == 0 else chance.choice(torn)
                others = number < subsets // 2  # the rest has come, or some of it
                yield (
                    "torn",
                    [
                        part
                        for change in self.changes
                        for part in (
                            _sectors(change, chance)
                            if change is one
                            else [change]
                            if change.durable or others or chance.random() < 0.5
                            else []
                        )
                    ],
                )


def _sectors(change: Change, chance: random.Random) -> list[Change]:
    """A write as some of its sectors: a beginning of it, or any of them."""
    data = change.data or b""
    first = SECTOR - change.offset % SECTOR
    cuts = [0, *range(first, len(data), SECTOR), len(data)]
    pieces = list(pairwise(cuts))
    if chance.random() < 0.5:
        kept = pieces[: chance.randrange(len(pieces))] if len(pieces) > 1 else []
    else:
        kept = [piece for piece in pieces if chance.random() < 0.5]
    return [Change(file=change.file, offset=change.offset + a, data=data[a:b]) for a, b in kept]


def build(names: Names, files: Sequence[bytes], home: Path) -> None:
    """A state as files; a name whose folder has been lost is lost with it."""
    for name, file in sorted(names.items()):
        path = home / name
        if name != "." and not path.parent.is_dir():
            continue
        if file == FOLDER:
            path.mkdir(exist_ok=True)
        else:
            path.write_bytes(files[file])


def drill(ground: Ground, subsets: int, most: int, seed: int = 45) -> Iterator[Tally]:
    """`most` states of all scenes together, evenly over the cuts of each."""
    for scene in ground.scenes:
        tally = Tally(f"power cut: {scene.name}")
        _replay(ground, scene, tally, subsets, most // len(ground.scenes), random.Random(seed))
        yield tally


def _replay(ground: Ground, scene: Scene, tally: Tally, subsets: int, most: int, chance: random.Random) -> None:
    with ground.home(scene) as home, TemporaryDirectory(dir=ground.folder) as aside:
        disk, log = Disk(home), Path(aside) / "calls"

        def work(say: Say) -> bool:
            shim.watch(home)
            shim.record(log)
            scene.act(home, say)
            return shim.sees_all()

        assert apart(work).result is True
        states = list(_distinct(disk, shim.recorded(log), chance, subsets))
    chosen = set(chance.sample(range(len(states)), min(most, len(states))))
    for number, (of, names, files, more) in enumerate(states):
        if number in chosen:
            with TemporaryDirectory(dir=ground.folder) as name:
                home = Path(name) / "store"
                build(names, files, home)
                thorough = ground.always or number % 5 == 0
                ground.look(scene, home, more, tally, of, thorough)


State = tuple[str, Names, list[bytes], frozenset[str]]


def _distinct(disk: Disk, calls: Iterator[Call], chance: random.Random, subsets: int) -> Iterator[State]:
    """The states after each call, each once: (case, names, files, acknowledged by then)."""
    seen: set[bytes] = set()
    marks: set[str] = set()
    for number, call in enumerate(calls, 1):
        if call.kind == "m":
            marks.add(call.path)
        else:
            disk.take(call)
        for of, chosen in disk.states(chance, subsets):
            names, files = disk.left(chosen)
            told = hashlib.sha256(repr((sorted(names), sorted(marks))).encode())
            for _, file in sorted(names.items()):
                told.update(hashlib.sha256(files[file]).digest() if file != FOLDER else b"folder")
            if told.digest() not in seen:
                seen.add(told.digest())
                yield (
                    f"cut after call {number} ({call.kind} {_kind_of(call.path)}), {of}",
                    names,
                    files,
                    frozenset(marks),
                )


def _kind_of(path: str) -> str:
    return Path(path).suffix or Path(path).name[:12]
