"""Reading a file in a process of its own, with limits: what a hostile file exhausts or aborts is only that process.

A few readers are kept ready, each a small process that has done its imports and forks once for every file; the fork
sets its limits, reads, answers and ends. Our declarations go there pickled; JSON and Arrow come back, never unpickled.
"""

import atexit
import ctypes
import gc
import io
import json
import logging
import math
import os
import pickle
import resource
import select
import signal
import struct
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pyarrow as pa
import pyarrow.compute

from data.feedback.xml_text import Unmarkable
from data.layouts.standing import StandingLayouts
from data.model import Finding, Language
from data.prose.passages import Document
from data.reading.headers import known, spellings
from data.reading.reader import Reading
from data.reading.source_cells import AsSent, CellRequest
from data.reading.table_words import learn as learn_headings
from data.reading.warm_up import warm_up
from data.reading_codec import _decode
from data.reading_questions import answer_question
from data.rules.findings import finding
from data.table import Table
from data.turns import Turns

if TYPE_CHECKING:
    from data.feedback.whole_list import RereadFile

MEMORY = 1536 << 20  # bytes of address space
SECONDS = 60  # of the processor: a busy machine makes no file «too slow»
NICE = 10  # where processors are short, pages and the health check come before files
PATIENCE = 10  # times as long by the clock, for a reader that works no more at all
_ALONE = (0x4000_0000, 0x5000_0000)  # CLONE_NEWNET, alone or with CLONE_NEWUSER for those who are not root
READERS = 2  # files read at the same time; more wait
MOST_WAITING = 1_000  # files, of one person and of all: a whole demo may come at once
ROOT = Path(__file__).resolve().parent.parent
_WHOLE = b"PK"  # an answer that is a workbook begins so; any other says why there is none
_QUESTION = struct.Struct("<QQQd")  # lengths of the declarations and the question, bytes of memory, seconds
_ANSWER = struct.Struct("<iQddQQ")  # exit status as waitpid gives it, Cost, lengths of the answer and its complaints

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ResourceLimits:
    """What reading one file may take."""

    memory: int = MEMORY
    seconds: float = SECONDS


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading one file took: the most memory resident at once, time on the clock, and time of the processor."""

    memory: int
    seconds: float
    processor: float = 0.0


def read_file(
    data: bytes, name: str, tables: Mapping[str, Table], who: str = "", standing: StandingLayouts | None = None
) -> Reading:
    """Read a file that a province sent, apart from this process; people take turns, `who` is whose turn this is.

    A child that runs out of memory or time, or dies, gives a reading with one `stop` finding.
    """
    return measured(data, name, tables, who=who, standing=standing)[0]


def measured(
    data: bytes,
    name: str,
    tables: Mapping[str, Table],
    limits: ResourceLimits | None = None,
    who: str = "",
    standing: StandingLayouts | None = None,
) -> tuple[Reading, Cost]:
    """What `read_file` gives, and what it cost."""
    status, answer, words, cost = _READERS.ask(("read", name, data, standing), tables, limits, who)
    return _told(status, answer, words), cost


def _told(status: int, answer: bytes, words: str) -> Reading:
    if status == 0:
        return _decode(io.BytesIO(answer))
    _log.warning("reading a file ended with %s: %s", status, words[-2000:])
    if status in (-signal.SIGXCPU, -signal.SIGALRM):
        return _refused("too_slow")
    out_of_memory = "MemoryError" in words or "memory allocation" in words or "ArrowMemory" in words
    return _refused("too_heavy" if out_of_memory or status in (-signal.SIGKILL, -signal.SIGABRT) else "unreadable")


def mark_file(
    data: bytes,
    findings: Sequence[Finding],
    language: Language,
    said: str = "",
    source: "RereadFile | None" = None,
    tables: Mapping[str, Table] | None = None,
    who: str = "",
) -> bytes:
    """A workbook with these findings marked in it, apart from this process; with a `source`, all that are in that
    file, which is read once more there. Raises Unmarkable."""
    question = ("mark", data, [] if source else list(findings), language, said, source)
    status, answer, words, _ = _READERS.ask(question, tables, who=who)
    if status == 0 and answer.startswith(_WHOLE):
        return answer
    if status == 0:
        raise Unmarkable(answer.decode())
    _log.warning("marking a file ended with %s: %s", status, words[-2000:])
    heavy = "MemoryError" in words or status in (-signal.SIGXCPU, -signal.SIGALRM, -signal.SIGKILL, -signal.SIGABRT)
    raise Unmarkable("too_heavy" if heavy else "unusual")


def cells_as_sent(
    data: bytes,
    name: str,
    tables: Mapping[str, Table],
    wanted: Sequence[CellRequest],
    who: str = "",
    standing: StandingLayouts | None = None,
) -> list[list[AsSent]]:
    """The texts of some cells of a file that was sent, read apart from this process; nothing where that fails."""
    status, answer, words, _ = _READERS.ask(("cells", name, data, list(wanted), standing), tables, who=who)
    if status == 0:
        return [[AsSent(*cell) for cell in sheet] for sheet in json.loads(answer)]
    _log.warning("looking up cells ended with %s: %s", status, words[-2000:])
    return [[] for _ in wanted]


def told_of_layout(question: str, data: bytes, name: str, tables: Mapping[str, Table], *more: object, who: str) -> str:
    """What is said of a file and a layout, as JSON, apart from this process: `propose` one, or `draw` the file by it;
    nothing where it cannot be read."""
    status, answer, words, _ = _READERS.ask((question, name, data, *more), tables, who=who)
    if status == 0:
        return answer.decode()
    _log.warning("%s a layout ended with %s: %s", question, status, words[-2000:])
    return ""


def document(data: bytes, who: str = "") -> Document | Finding:
    """A report in prose, read apart from this process into passages; or why it is none."""
    status, answer, words, _ = _READERS.ask(("prose", data), who=who)
    return Document.or_rule(answer) if status == 0 else _told(status, b"", words).findings[0]


def ready() -> None:
    """Start a reader ahead of the first file, so that its sender need not wait for it."""
    _READERS.ready()


class _Readers:
    """The readers kept ready; at most `READERS`, started when first needed."""

    def __init__(self) -> None:
        self._turns = Turns(READERS, READERS, MOST_WAITING, MOST_WAITING)
        self._idle: list[subprocess.Popen[bytes]] = []
        self._owner = os.getpid()
        self._pickled: tuple[Mapping[str, Table], bytes] = ({}, b"")  # the declarations asked with last

    def ask(
        self,
        asked: tuple[object, ...],
        tables: Mapping[str, Table] | None = None,
        limits: ResourceLimits | None = None,
        who: str = "",
    ) -> tuple[int, bytes, str, Cost]:
        """Exit status (negative: the signal), answer, complaints and cost of the fork that read this file."""
        limits = limits or ResourceLimits()
        if self._owner != os.getpid():  # a copy of this process has none of its readers
            self.__init__()  # type: ignore[misc]
        with self._turns.turn(who):
            question, declared = pickle.dumps(asked), self._declared(tables) if tables is not None else b""
            reader = self._idle.pop() if self._idle else _start()
            try:
                assert reader.stdin is not None
                assert reader.stdout is not None
                head = _QUESTION.pack(len(declared), len(question), limits.memory, limits.seconds)
                reader.stdin.write(head + declared + question)
                reader.stdin.flush()
                status, *cost, length, complaints = _ANSWER.unpack(reader.stdout.read(_ANSWER.size))
                answer, words = reader.stdout.read(length), reader.stdout.read(complaints)
            except BaseException as error:
                reader.kill()  # half an answer may be in the pipe
                _end(reader)
                if isinstance(error, OSError | struct.error):
                    return 1, b"", "the reader itself has gone", Cost(0, 0.0)
                raise
            self._idle.append(reader)
        said = words.decode("utf-8", "replace")
        return os.waitstatus_to_exitcode(status), answer, said, Cost(*cost)

    def _declared(self, tables: Mapping[str, Table]) -> bytes:
        last, pickled = self._pickled
        if last is not tables:
            pickled = pickle.dumps(dict(tables))
            self._pickled = tables, pickled
        return pickled

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
    command = [sys.executable, "-m", "data.sandbox"]
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
    return Reading({}, {}, [finding(rule)])


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
        leave_the_network()
        os.nice(NICE)
        gc.freeze()
        declared, tables = b"", dict[str, Table]()
        while head := questions.read(_QUESTION.size):
            declarations, length, memory, seconds = _QUESTION.unpack(head)
            if (told := questions.read(declarations)) and told != declared:
                declared, tables = told, _learn(told)
            question = questions.read(length)
            with (
                os.fdopen(os.memfd_create("answer"), "w+b") as answer,
                os.fdopen(os.memfd_create("words"), "w+b") as words,
            ):
                status, cost = _apart(question, tables, answer, words.fileno(), ResourceLimits(memory, seconds))
                parts = []
                for part in (answer, words):
                    part.seek(0)
                    parts.append(part.read())
            answers.write(_ANSWER.pack(status, *astuple(cost), *map(len, parts)) + parts[0] + parts[1])
            answers.flush()


def leave_the_network() -> bool:
    """Go where there is no network, so that no file makes its reader call anyone; whether the system lets us."""
    libc = ctypes.CDLL(None)
    return any(libc.unshare(flags) == 0 for flags in _ALONE)


def _learn(declared: bytes) -> dict[str, Table]:
    """The declarations, and what follows from them alone, once for all forks; no byte of a file is looked at here."""
    tables: dict[str, Table] = pickle.loads(declared)
    for table in tables.values():
        for heading in known(table):
            spellings(heading)
        for column in table.columns.values():
            spellings(column.label.vi)
        learn_headings(table)
    warm_up(tables)
    gc.freeze()
    return tables


def _apart(
    question: bytes, tables: Mapping[str, Table], answer: BinaryIO, words: int, limits: ResourceLimits
) -> tuple[int, Cost]:
    """Read one file in a fork under limits; its exit status. Its time is the processor's; by the clock it has more."""
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        try:
            os.dup2(words, 1)
            os.dup2(words, 2)
            gc.disable()  # it is short, and its millions of cells are no garbage
            seconds = math.ceil(limits.seconds)
            resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))  # told first, then ended
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            answer_question(question, tables, answer)
            os._exit(0)
        except BaseException:
            os.write(words, traceback.format_exc().encode())
            os._exit(1)
    ended = os.pidfd_open(child)
    in_time, _, _ = select.select([ended], [], [], PATIENCE * limits.seconds)
    os.close(ended)
    if not in_time:
        os.kill(child, signal.SIGALRM)
    _, status, used = os.wait4(child, 0)
    return status, Cost(used.ru_maxrss << 10, time.monotonic() - started, used.ru_utime + used.ru_stime)


if __name__ == "__main__":
    main()
