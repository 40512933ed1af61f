"""The process in which a file is read: what it may take, what becomes of a file that takes more, and who goes on."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from data import sandbox
from data.model import Severity
from data.reading.reader import Reading
from data.sandbox import MEMORY, ROOT, SECONDS, ResourceLimits, measured, read_file
from indicators import TABLES
from tests.support.corpus import ROW, raw_workbook, row_xml, trainings

GOOD = trainings(ROW)
FAR = raw_workbook(row_xml(2, [str(raw) for raw in ROW]) + b'<row r="2"><c r="XFD1048577"><v>1</v></c></row>')


class Mine:
    """A file that does something to the child when it arrives there."""

    def __init__(self, does: object, *given: object) -> None:
        self.what = does, given

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self.what


# What calamine alone does with a file, without the look at it before.
OPENED = "import python_calamine; python_calamine.CalamineWorkbook.from_path({!r}).get_sheet_by_index(0)"


def only(reading: Reading) -> tuple[str, Severity]:
    (finding,) = reading.findings
    assert not reading.sheets
    return finding.rule, finding.severity


def with_(mine: object, limits: ResourceLimits | None = None) -> Reading:
    return measured(mine, "a.xlsx", TABLES, limits)[0]  # type: ignore[arg-type]


def is_read() -> bool:
    reading = read_file(GOOD, "a.xlsx", TABLES)
    return reading.findings == [] and reading.sheets["trainings"].rows.num_rows == 1


@pytest.mark.slow
def test_a_file_that_takes_too_long_is_ended_whether_it_works_or_waits() -> None:
    assert (MEMORY, SECONDS) == (1536 << 20, 60)
    for mine in (Mine(exec, "while True: pass"), Mine(time.sleep, 600)):
        reading, cost = measured(mine, "a.xlsx", TABLES, ResourceLimits(seconds=0.5))  # type: ignore[arg-type]
        assert only(reading) == ("too_slow", Severity.STOP)
        assert 0.4 < cost.seconds < SECONDS
        assert cost.processor < 5


@pytest.mark.slow
def test_a_file_has_its_time_by_the_processor_however_busy_the_machine_is() -> None:
    """A reader that waits twice its time by the clock and hardly works is no slow file."""
    waiting = Mine(time.sleep, 1.0)
    reading, cost = measured(waiting, "a.xlsx", TABLES, ResourceLimits(seconds=0.5))  # type: ignore[arg-type]
    assert cost.seconds > 0.9
    assert only(reading) != ("too_slow", Severity.STOP)
    assert is_read()


@pytest.mark.slow
def test_a_file_gets_no_more_memory_than_it_may_have() -> None:
    assert only(with_(Mine(bytearray, MEMORY))) == ("too_heavy", Severity.STOP)
    assert only(with_(Mine(bytearray, 400 << 20), ResourceLimits(memory=400 << 20))) == ("too_heavy", Severity.STOP)
    reading, cost = measured(GOOD, "a.xlsx", TABLES, ResourceLimits(memory=1 << 30))
    assert reading.findings == []
    assert 20 << 20 < cost.memory < 200 << 20
    assert is_read()


def test_a_cell_past_the_sheet_aborts_calamine_and_is_refused_before_it_gets_there(tmp_path: Path) -> None:
    (tmp_path / "far.xlsx").write_bytes(FAR)
    assert only(with_(Mine(exec, OPENED.format(str(tmp_path / "far.xlsx"))))) == ("too_heavy", Severity.STOP)
    assert is_read()
    assert only(read_file(FAR, "a.xlsx", TABLES)) == ("cell_past_sheet", Severity.STOP)


@pytest.mark.slow
def test_a_reader_that_is_ended_from_outside_is_replaced() -> None:
    killing = Mine(os.kill, Mine(os.getppid), 9)
    assert only(with_(killing))[1] is Severity.STOP
    assert is_read()


@pytest.mark.slow
@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_a_reader_has_no_network_where_the_system_can_take_it_away(family: int) -> None:
    """Asked of a process of its own: where the system forbids it, the reader says so by False and reads all the same."""
    words = f"""
import socket, sys
from data.sandbox import leave_the_network
if not leave_the_network():
    sys.exit(3)
with socket.socket({int(family)}, socket.SOCK_STREAM) as line:
    sys.exit(4 if line.connect_ex(("{"127.0.0.1" if family == socket.AF_INET else "::1"}", 9)) == 111 else 0)
"""
    done = subprocess.run([sys.executable, "-c", words], cwd=ROOT, check=False)
    assert done.returncode in (0, 3)


def test_a_reader_makes_way_for_the_pages() -> None:
    read_file(b"a,b", "a.csv", TABLES)
    mine, readers = os.getpriority(os.PRIO_PROCESS, 0), sandbox._READERS._idle
    assert readers
    assert all(os.getpriority(os.PRIO_PROCESS, reader.pid) > mine for reader in readers)


def test_the_warm_up_leaves_a_reader_without_threads_that_a_fork_would_wait_for() -> None:
    read_file(b"", "a.xlsx", TABLES)
    for reader in sandbox._READERS._idle:
        threads = [(task / "comm").read_text().strip() for task in Path(f"/proc/{reader.pid}/task").iterdir()]
        assert {*threads} - {"jemalloc_bg_thd"} == {Path(f"/proc/{reader.pid}/comm").read_text().strip()}
        assert threads.count("jemalloc_bg_thd") == len(threads) - 1
