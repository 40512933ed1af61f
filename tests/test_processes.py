"""What tests start ends with them, however they end."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.processes import started

ROOT = Path(__file__).parents[1]
CHILD = "import time; print(1, flush=True); time.sleep(600)"
FAMILY = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {CHILD!r}])"


def alive(group: int) -> bool:
    """Whether anything of a process group still runs."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its = stat.read_text().rpartition(")")[2].split()[:3]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(its) == group and state != "Z":
            return True
    return False


def gone(group: int) -> bool:
    until = time.monotonic() + 60
    while alive(group) and time.monotonic() < until:
        time.sleep(0.02)
    return not alive(group)


def test_a_process_and_its_children_end_where_its_block_fails(tmp_path: Path) -> None:
    log, groups = tmp_path / "log", []

    def fails() -> None:
        with log.open("w") as said, started([sys.executable, "-c", FAMILY], log=said) as process:
            groups.append(process.pid)
            while not log.read_text():
                time.sleep(0.02)
            assert alive(process.pid)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert gone(groups[0])


def test_a_process_ends_where_who_started_it_is_killed() -> None:
    script = (
        "import sys, time\nfrom tests.support.processes import started\n"
        "with started(['sleep', '600']) as it:\n    print(it.pid, flush=True)\n    time.sleep(600)"
    )
    keeper = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert keeper.stdout
    with keeper.stdout:
        group = int(keeper.stdout.readline())
    assert alive(group)
    os.kill(keeper.pid, signal.SIGKILL)
    keeper.wait()
    assert gone(group)
