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
from data.storage.truth import FILE
from service.service import Service
from tests.drills.jobs import lists
from tests.drills.scenes import Ground, Scene
from tests.drills.stage import Say, apart
from tests.drills.whole import Tally, opened, prints
from tests.support.forging import files_of, lines_of, spoil, write_lines

ROOT = Path(indicators.__file__).parent.parent
RTO = 15 * 60  # seconds, P4


def _flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def _published(home: Path) -> Path:
    return max((home / "answers").glob("[0-9]*.duckdb"))


def _ledger(home: Path, change: Callable[[list[str]], list[str]]) -> None:
    write_lines(home, change(lines_of(home)))


DAMAGE: dict[str, Callable[[Path], None]] = {
    "a byte of a kept file": lambda home: spoil(home, files_of(home)[-1], b"x"),
    "a kept file gone": lambda home: spoil(home, files_of(home)[-1], None),
    "a line of the ledger changed": lambda home: _ledger(
        home, lambda lines: [lines[0], lines[1].replace('"reason":"', '"reason":"x'), *lines[2:]]
    ),
    "a line of the ledger removed": lambda home: _ledger(home, lambda lines: lines[1:]),
    "two lines of the ledger in another order": lambda home: _ledger(
        home, lambda lines: [lines[1], lines[0], *lines[2:]]
    ),
    "the truth gone": lambda home: (home / FILE).unlink(),
    "the truth cut in half": lambda home: os.truncate(home / FILE, (home / FILE).stat().st_size // 2),
    "the truth emptied": lambda home: os.truncate(home / FILE, 0),
    "everything gone": lambda home: shutil.rmtree(home),
}


MENDED: dict[str, Callable[[Path], None]] = {
    "the answers": lambda home: shutil.rmtree(home / "answers"),
    "a bit of the newest published file": lambda home: _flip(_published(home)),
    "the newest published file's content": lambda home: os.truncate(_published(home), 0),
    "half of the newest published file": lambda home: os.truncate(_published(home), 100_000),
    "a published file too many": lambda home: (home / "answers" / "99999999-x-y.duckdb").write_bytes(b"x") and None,
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
    """What the truth makes good by itself when the store is opened, without a backup."""
    tally = Tally("one of the answers gone or spoilt, opened again", least=len(kinds))
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
