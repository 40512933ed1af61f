"""Reading a file in a process of its own, with limits: what a hostile file exhausts or aborts is only that process.

The declarations go to the child pickled (they are ours); what comes back is JSON and Arrow, never unpickled.
"""

from __future__ import annotations

import io
import json
import logging
import os
import pickle
import resource
import struct
import subprocess
import sys
from collections.abc import Mapping
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

from data.faults import of_file
from data.model import Finding, Severity, Text
from data.reading import Reading, SheetRows, read
from data.table import Table

MEMORY = 1536 << 20  # bytes of address space
SECONDS = 60
ROOT = Path(__file__).resolve().parent.parent

_log = logging.getLogger(__name__)


def read_file(data: bytes, name: str, tables: Mapping[str, Table]) -> Reading:
    """Read a file that a province sent, apart from this process.

    A child that runs out of memory or time, or dies, gives a reading with one `stop` finding.
    """
    question = pickle.dumps((dict(tables), name, data))
    command = [sys.executable, "-m", "data.child"]
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "ARROW_DEFAULT_MEMORY_POOL": "system",  # the others reserve address space by the gigabyte
        "MALLOC_ARENA_MAX": "2",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    try:
        done = subprocess.run(
            command, input=question, capture_output=True, timeout=SECONDS, check=False, cwd=ROOT, env=environment
        )
    except subprocess.TimeoutExpired:
        return _refused("too_slow")
    if done.returncode == 0:
        return _decode(io.BytesIO(done.stdout))
    words = done.stderr.decode("utf-8", "replace")
    _log.warning("reading a file ended with %s: %s", done.returncode, words[-2000:])
    if done.returncode in (-24, -9):  # SIGXCPU, SIGKILL
        return _refused("too_slow" if done.returncode == -24 else "too_heavy")
    out_of_memory = "MemoryError" in words or "memory allocation" in words or "ArrowMemory" in words
    return _refused("too_heavy" if out_of_memory or done.returncode == -6 else "unreadable")


def _refused(rule: str) -> Reading:
    return Reading({}, {}, [of_file(rule)])


def _encode(reading: Reading, out: BinaryIO) -> None:
    """Length, JSON, then one Arrow stream a sheet, each after its length.

    Findings that differ in their place only are sent once, with their places.
    """
    alike: dict[tuple[object, ...], list[list[object]]] = {}
    for number, f in enumerate(reading.findings):
        hole = f.cell or "\0"
        same = (
            f.rule, f.severity.value, f.message.vi.replace(hole, "\0"), f.message.en.replace(hole, "\0"), f.sheet,
            f.column, f.table, f.received, f.expected.vi, f.expected.en,
        )  # fmt: skip
        alike.setdefault(same, []).append([number, f.cell, f.row])
    sheets = [
        {"table": s.table, "sheet": s.sheet, "state": s.state, "state_cell": s.state_cell, "columns": s.columns, "header_row": s.header_row}
        for s in reading.sheets.values()
    ]  # fmt: skip
    said = json.dumps({"meta": reading.meta, "sheets": sheets, "findings": list(alike.items())}).encode()
    out.write(struct.pack("<Q", len(said)) + said)
    for sheet in reading.sheets.values():
        stream = pa.BufferOutputStream()
        with pa.ipc.new_stream(stream, sheet.rows.schema) as writer:
            writer.write_table(sheet.rows)
        rows = stream.getvalue()
        out.write(struct.pack("<Q", rows.size))
        out.write(rows)
    out.flush()


def _decode(answer: BinaryIO) -> Reading:
    said: dict[str, Any] = json.loads(_part(answer))
    findings: list[tuple[int, Finding]] = []
    for (rule, severity, vi, en, sheet, column, table, received, expected_vi, expected_en), places in said["findings"]:
        expected = Text(expected_vi, expected_en)
        for number, cell, row in places:
            message = Text(vi.replace("\0", cell), en.replace("\0", cell))
            place = (sheet, cell, row, column, table)
            findings.append((number, Finding(rule, Severity(severity), message, *place, received, expected)))
    sheets = {}
    for about in said["sheets"]:
        rows = pa.ipc.open_stream(_part(answer)).read_all()
        sheets[about["table"]] = SheetRows(rows=rows, **about)
    return Reading(said["meta"], sheets, [finding for _, finding in sorted(findings, key=itemgetter(0))])


def _part(answer: BinaryIO) -> bytes:
    (length,) = struct.unpack("<Q", answer.read(8))
    return answer.read(length)


def main() -> None:
    """The child: limits first, then the question from stdin, the answer to what was stdout."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # nothing that a library prints gets into the answer
        tables, name, data = pickle.load(sys.stdin.buffer)
        _encode(read(data, name, tables), out)


if __name__ == "__main__":
    main()
