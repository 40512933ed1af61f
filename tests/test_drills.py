"""Nothing is lost: the short form of every drill; `make drill` runs the long one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from drills import shim

ROOT = Path(__file__).parent.parent
LINE = re.compile(r"^\| (?P<name>.+?) \| (?P<cases>\d+) \|.*\| (?P<held>held|\*\*broken\*\*) \|$", re.MULTILINE)


def run(drill: str) -> dict[str, int]:
    """Cases by the lines of a drill's table; every one of them has held."""
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'tests'}{os.pathsep}{ROOT}"}
    done = subprocess.run(
        [sys.executable, "-m", "drills", "--short", drill],
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


def test_the_command_that_was_killed_has_stored_a_file_or_not_and_never_lost_one() -> None:
    assert run("command") == {"random kills of the command `submit`": 3}


def test_a_kill_or_a_torn_write_at_a_file_call_loses_nothing() -> None:
    found = run("calls")
    assert len(found) == 3
    assert min(found.values()) >= 6


def test_a_full_or_failing_disk_refuses_in_plain_words_and_takes_the_file_once_it_is_well() -> None:
    found = run("faults")
    assert len(found) == 4
    assert min(found.values()) >= 3


def test_after_a_power_cut_the_store_opens_by_itself_with_all_that_was_acknowledged() -> None:
    assert sum(run("power").values()) >= 20


def test_a_reader_never_sees_half_a_submission_while_files_come_in_and_generations_change() -> None:
    (looks,) = run("reader").values()
    assert looks > 30


def test_every_damage_is_found_and_one_command_restores_the_store() -> None:
    assert sum(run("restore").values()) == 7
