"""The store is damaged in every way that `verify` must find, and restored from a backup by one command, timed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import indicators
from drills.scenes import Ground
from drills.whole import Tally, opened

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


def _archived(home: Path) -> Path:
    return max((path for path in (home / "archive").rglob("*") if path.is_file()), key=lambda path: path.name)


def _ledger(home: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    file = home / LEDGER
    file.write_bytes(b"".join(change(file.read_bytes().splitlines(keepends=True))))


DAMAGE: dict[str, Callable[[Path], None]] = {
    "a byte of an archived file": lambda home: _flip(_archived(home)),
    "an archived file gone": lambda home: _archived(home).unlink(),
    "a line of the ledger changed": lambda home: _ledger(home, _changed),
    "a line of the ledger removed": lambda home: _ledger(home, lambda lines: [*lines[:1], *lines[2:]]),
    "two lines of the ledger in another order": lambda home: _ledger(
        home, lambda lines: [lines[1], lines[0], *lines[2:]]
    ),
    "everything gone": lambda home: shutil.rmtree(home),
}


def _command(home: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"INDICATORS_HOME": str(home)}
    return subprocess.run(
        [sys.executable, "cli.py", *words], cwd=ROOT, env=environment, capture_output=True, check=False
    )


def drill(ground: Ground) -> Iterator[Tally]:
    scene = next(each for each in ground.scenes if each.name == "submission")
    found = Tally("damage, `verify`, `restore`", least=len(DAMAGE))
    for name, damage in DAMAGE.items():
        with ground.home(scene) as home:
            backup = home.parent / "backup"
            for words, code in ((("verify",), 0), (("backup", str(backup)), 0)):
                done = _command(home, *words)
                if done.returncode != code:
                    found.fault(f"{name}: {words[0]} on a whole store ended with {done.returncode}")
            damage(home)
            if home.exists() and _command(home, "verify").returncode != 1:
                found.fault(f"{name}: not found by verify")
            shutil.rmtree(home, ignore_errors=True)
            began = time.monotonic()
            done = _command(home, "restore", str(backup))
            seconds = time.monotonic() - began
            if done.returncode or seconds > RTO:
                found.fault(f"{name}: restore ended with {done.returncode} after {seconds:.0f} s")
            seen = found.count(opened(home, ground.known, scene.acknowledged, scene.job), name)
            if seen is not None:
                found.slowest = max(found.slowest, seconds + seen.seconds)
    yield found
    lost = Tally("the data file is gone")
    with ground.home(scene) as home:
        for path in [*home.rglob("*.duckdb"), *home.rglob("*.duckdb.wal")]:
            path.unlink()
        lost.count(opened(home, ground.known, scene.acknowledged, scene.job), "no data file")
    yield lost
