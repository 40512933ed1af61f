"""The store is damaged in every way that `verify` must find, and restored from a backup by one command, timed."""

import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import cli
import indicators
from commands.console import err, out
from service.service import Service
from tests.drills.jobs import lists
from tests.drills.scenes import Ground, Scene
from tests.drills.stage import Say, apart
from tests.drills.whole import Tally, opened, prints

ROOT = Path(indicators.__file__).parent.parent
LEDGER = "ledger.jsonl"
RTO = 15 * 60  # seconds, P4


def _changed(lines: list[bytes]) -> list[bytes]:
    return [*lines[:1], lines[1].replace(b'"reason":"', b'"reason":"x'), *lines[2:]]


def _flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.chmod(0o600)
    file.write_bytes(data)


def _emptied(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


def _archived(home: Path) -> Path:
    return max((path for path in (home / "archive").rglob("*") if path.is_file()), key=lambda path: path.name)


def _ledger(home: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    file = home / LEDGER
    file.write_bytes(b"".join(change(file.read_bytes().splitlines(keepends=True))))


DAMAGE: dict[str, Callable[[Path], None]] = {
    "a byte of an archived file": lambda home: _flip(_archived(home)),
    "an archived file gone": lambda home: _archived(home).unlink(),
    "a line of the ledger changed": lambda home: _ledger(home, _changed),
    "a line of the ledger removed": lambda home: _ledger(home, lambda lines: lines[1:]),
    "two lines of the ledger in another order": lambda home: _ledger(
        home, lambda lines: [lines[1], lines[0], *lines[2:]]
    ),
    "everything gone": lambda home: shutil.rmtree(home),
}


MENDED: dict[str, Callable[[Path], None]] = {
    "the data file": lambda home: shutil.rmtree(home / "store"),
    "the newest data file's content": lambda home: _emptied(max((home / "store").glob("*.duckdb"))),
    "its log": lambda home: max((home / "store").glob("*.wal")).unlink(),
    "the last line of the ledger": lambda home: _ledger(home, lambda lines: lines[:-1]),
    "half of the ledger's last line": lambda home: _ledger(
        home, lambda lines: [*lines[:-1], lines[-1][: len(lines[-1]) // 2]]
    ),
    "the ledger": lambda home: (home / LEDGER).unlink(),
}


def drill(ground: Ground, short: bool) -> Iterator[Tally]:
    """In short every second kind of damage."""
    scene = next(each for each in ground.scenes if each.name == "submission")
    yield _damaged(ground, scene, list(DAMAGE)[:: 2 if short else 1])
    yield _mended(ground, scene, list(MENDED)[:: 2 if short else 1])
    if not short:
        yield _while_running(ground, scene)


def _damaged(ground: Ground, scene: Scene, kinds: Sequence[str]) -> Tally:
    tally = Tally("damage, `verify`, `restore`", least=len(kinds))
    with ground.home(scene) as whole:
        backup = whole.parent / "backup"
        _expect(tally, "whole", 0, whole, "verify")
        _expect(tally, "whole", 0, whole, "backup", str(backup))
        for name in kinds:
            with ground.home(scene) as home:
                DAMAGE[name](home)
                if home.exists():
                    _expect(tally, name, 1, home, "verify")
                began = time.monotonic()
                _expect(tally, name, 0, home, "restore", str(backup))
                seconds = time.monotonic() - began
                if seconds > RTO:
                    tally.fault(f"{name}: restored after {seconds:.0f} s")
                seen = tally.count(opened(home, ground.known, scene.acknowledged, scene.job), name)
                if seen is not None:
                    tally.slowest = max(tally.slowest, seconds + seen.seconds)
    return tally


def _mended(ground: Ground, scene: Scene, kinds: Sequence[str]) -> Tally:
    """What ledger, archive and store can make good from each other when the store is opened, without a backup."""
    tally = Tally("one of the three gone, opened again", least=len(kinds))
    for name in kinds:
        with ground.home(scene) as home:
            MENDED[name](home)
            tally.count(opened(home, ground.known, scene.acknowledged, scene.job), name)
    return tally


def _while_running(ground: Ground, scene: Scene) -> Tally:
    """A backup is taken while a service is open and takes files in; what was acknowledged before it began is in it."""
    tally = Tally("backup while files come in")
    with ground.home(scene) as home:
        backup, restored = home.parent / "backup", home.parent / "restored"
        files = lists(40, 100)

        def work(say: Say) -> None:
            service = Service(home)
            for file in files[:10]:
                file.send(service)
            process = subprocess.Popen(
                [sys.executable, "cli.py", "backup", str(backup)],
                cwd=ROOT,
                env=_told(home),
                stderr=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
            for file in files[10:]:
                file.send(service)
            say(str(process.wait()))
            service.close()

        outcome = apart(work, 120)
        if outcome.said != ["0"]:
            tally.fault(f"the backup ended with {outcome.said}; {outcome.fault}")
        _expect(tally, "backup", 0, restored, "restore", str(backup))
        known = ground.known | prints(home.parent / "clean", files)
        tally.count(opened(restored, known, {*scene.acknowledged, *(file.sha256 for file in files[:10])}), "backup")
    return tally


def _told(home: Path) -> dict[str, str]:
    return os.environ | {"INDICATORS_HOME": str(home)}


def _expect(tally: Tally, of: str, code: int, home: Path, *words: str) -> None:
    """The command ends with this code."""

    def work(say: Say) -> int:
        os.environ["INDICATORS_HOME"] = str(home)
        said = io.StringIO()
        out.file = err.file = said
        try:
            cli.app(list(words), standalone_mode=True)
        except SystemExit as end:
            say(said.getvalue().strip())
            return int(end.code or 0)
        return 0

    outcome = apart(work, RTO)
    if outcome.result != code:
        tally.fault(f"{of}: {words[0]} ended with {outcome.result}, not {code}: {outcome.said} {outcome.fault}")
