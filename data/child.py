"""Reading a file in a process of its own, with limits: what a hostile file exhausts or aborts is only that process.

A few readers are kept ready, each a small process that has done its imports and forks once for every file; the fork
sets its limits, reads, answers and ends. The declarations go there pickled (they are ours); what comes back is JSON and
Arrow, never unpickled.
"""

from __future__ import annotations

import atexit
import gc
import io
import json
import logging
import os
import pickle
import resource
import select
import signal
import struct
import subprocess
import sys
import threading
import traceback
from collections.abc import Mapping
from contextlib import suppress
from importlib.abc import MetaPathFinder
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
READERS = 2  # files read at the same time; more wait
ROOT = Path(__file__).resolve().parent.parent
_ANSWER = struct.Struct("<iQQ")  # exit status as waitpid gives it, length of the answer, length of its complaints

_log = logging.getLogger(__name__)


def read_file(data: bytes, name: str, tables: Mapping[str, Table]) -> Reading:
    """Read a file that a province sent, apart from this process.

    A child that runs out of memory or time, or dies, gives a reading with one `stop` finding.
    """
    status, answer, words = _READERS.ask(pickle.dumps((dict(tables), name, data)))
    if status == 0:
        return _decode(io.BytesIO(answer))
    _log.warning("reading a file ended with %s: %s", status, words[-2000:])
    if status in (-signal.SIGXCPU, -signal.SIGALRM):
        return _refused("too_slow")
    out_of_memory = "MemoryError" in words or "memory allocation" in words or "ArrowMemory" in words
    return _refused("too_heavy" if out_of_memory or status in (-signal.SIGKILL, -signal.SIGABRT) else "unreadable")


def ready() -> None:
    """Start a reader ahead of the first file, so that its sender need not wait for it."""
    _READERS.ready()


class _Readers:
    """The readers kept ready; at most `READERS`, started when first needed."""

    def __init__(self) -> None:
        self._free = threading.BoundedSemaphore(READERS)
        self._idle: list[subprocess.Popen[bytes]] = []
        self._owner = os.getpid()

    def ask(self, question: bytes) -> tuple[int, bytes, str]:
        """Exit status (negative: the signal), answer and complaints of the fork that read this file."""
        if self._owner != os.getpid():  # a copy of this process has none of its readers
            self.__init__()  # type: ignore[misc]
        with self._free:
            reader = self._idle.pop() if self._idle else _start()
            try:
                assert reader.stdin is not None
                assert reader.stdout is not None
                reader.stdin.write(struct.pack("<Q", len(question)) + question)
                reader.stdin.flush()
                status, length, complaints = _ANSWER.unpack(reader.stdout.read(_ANSWER.size))
                answer, words = reader.stdout.read(length), reader.stdout.read(complaints)
            except (OSError, struct.error):
                reader.kill()
                _end(reader)
                return 1, b"", "the reader itself has gone"
            except BaseException:
                reader.kill()  # half an answer is in the pipe
                _end(reader)
                raise
            self._idle.append(reader)
        return os.waitstatus_to_exitcode(status), answer, words.decode("utf-8", "replace")

    def ready(self) -> None:
        if not self._idle:
            self._idle.append(_start())

    def close(self) -> None:
        while self._owner == os.getpid() and self._idle:
            _end(self._idle.pop())


def _start() -> subprocess.Popen[bytes]:
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "ARROW_DEFAULT_MEMORY_POOL": "system",  # the others reserve address space by the gigabyte
        "MALLOC_ARENA_MAX": "2",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    command = [sys.executable, "-m", "data.child"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env=environment)


def _end(reader: subprocess.Popen[bytes]) -> None:
    for pipe in (reader.stdin, reader.stdout):
        if pipe is not None:
            with suppress(OSError):  # it may be broken already
                pipe.close()
    reader.wait()


_READERS = _Readers()
atexit.register(_READERS.close)


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


class _WithoutPandas(MetaPathFinder):
    """Arrow loads pandas where it finds it: a quarter of a second and 60 MB in every fork, for nothing."""

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)


def main() -> None:
    """A reader: one fork a file, until nobody asks any more."""
    sys.meta_path.insert(0, _WithoutPandas())
    pa.array([""])  # now Arrow has looked for pandas, once for all forks
    questions = sys.stdin.buffer
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # nothing that a library prints gets into an answer
        gc.freeze()
        while head := questions.read(8):
            question = questions.read(struct.unpack("<Q", head)[0])
            with (
                os.fdopen(os.memfd_create("answer"), "w+b") as answer,
                os.fdopen(os.memfd_create("words"), "w+b") as words,
            ):
                status = _apart(question, answer, words.fileno())
                parts = []
                for part in (answer, words):
                    part.seek(0)
                    parts.append(part.read())
            answers.write(_ANSWER.pack(status, *map(len, parts)) + parts[0] + parts[1])
            answers.flush()


def _apart(question: bytes, answer: BinaryIO, words: int) -> int:
    """Read one file in a fork under limits; its exit status. Time that passes without work counts as well."""
    child = os.fork()
    if child == 0:
        try:
            os.dup2(words, 1)
            os.dup2(words, 2)
            gc.disable()  # it is short, and its millions of cells are no garbage
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            tables, name, data = pickle.loads(question)
            _encode(read(data, name, tables), answer)
            os._exit(0)
        except BaseException:
            os.write(words, traceback.format_exc().encode())
            os._exit(1)
    ended = os.pidfd_open(child)
    in_time, _, _ = select.select([ended], [], [], SECONDS)
    os.close(ended)
    if not in_time:
        os.kill(child, signal.SIGALRM)
    return os.waitpid(child, 0)[1]


if __name__ == "__main__":
    main()
