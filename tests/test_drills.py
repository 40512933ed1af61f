"""Nothing is lost: the short form of every drill; `make drill` runs the long one."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.drills import shim

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
LINE = re.compile(r"^\| (?P<name>.+?) \| (?P<cases>\d+) \|.*\| (?P<held>held|\*\*broken\*\*) \|$", re.MULTILINE)


def run(*drills: str) -> dict[str, int]:
    """Cases by the lines of the drills' table; every one of them has held."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.drills", "--short", *drills],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    lines = list(LINE.finditer(done.stdout))
    assert all(line["held"] == "held" for line in lines)
    return {line["name"]: int(line["cases"]) for line in lines}


def test_a_c_compiler_is_there_for_the_drills() -> None:
    try:
        shim.built()
    except shim.NoCompilerError as error:
        pytest.fail(str(error))


def test_fifty_kills_in_the_middle_of_submitting_leave_only_whole_submissions() -> None:
    assert run("kills") == {"random kills of the acceptance": 50}


def test_three_that_send_at_once_and_are_killed_lose_nothing_and_double_nothing() -> None:
    assert run("together") == {"random kills of three that send at once": 12}


def test_commands_beside_an_app_and_kills_of_what_makes_a_store_anew_lose_nothing() -> None:
    found = run("beside", "anew")
    assert found.pop("an app and commands that send at once") == 8
    assert len(found) == 3
    assert set(found.values()) == {4}


def test_every_file_and_every_fault_leaves_the_figures_or_says_what_is_wrong() -> None:
    assert run("table")["file × fault × moment"] > 100


def test_kills_torn_writes_full_disks_power_cuts_and_damage_lose_nothing_that_was_acknowledged() -> None:
    found = run("calls", "faults", "power", "restore")
    least = {
        "kill and tear": (3, 15),
        "disk full": (2, 4),
        "disk failing": (2, 2),
        "power cut": (3, 15),
        "damage": (1, 3),
        "one of": (1, 3),
    }
    for name, (lines, cases) in least.items():
        mine = [number for line, number in found.items() if line.startswith(name)]
        assert len(mine) == lines, name
        assert sum(mine) >= cases, name


def test_a_reader_never_sees_half_a_submission_while_files_come_in_and_generations_change() -> None:
    (looks,) = run("reader").values()
    assert looks > 30
