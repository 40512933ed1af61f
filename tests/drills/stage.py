"""A process that has imported everything and forks for each case, so that a case costs milliseconds and may be killed."""

import os
import pickle
import select
import signal
import struct
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any

import pyarrow.dataset  # which duckdb and the archive load at their first use: once here, not in every fork
import pyarrow.parquet  # noqa: F401

SECONDS = 60  # P3: the longest that a store may take to open

Say = Callable[[Any], None]


@dataclass(slots=True)
class Outcome:
    """What a forked case came to: what it said before its end, what it gave, or how it ended."""

    said: list[Any] = field(default_factory=list)
    result: Any = None
    failed: str = ""  # a traceback
    signal: int = 0
    seconds: float = 0.0

    @property
    def killed(self) -> bool:
        return self.signal == signal.SIGKILL

    @property
    def fault(self) -> str:
        return self.failed.strip().splitlines()[-1] if self.failed else f"signal {self.signal}" if self.signal else ""


def apart(work: Callable[[Say], object], seconds: float = SECONDS, kill_at: float | None = None) -> Outcome:
    """Run this in a fork; `kill_at` kills it that many seconds after it first said something."""
    reader, writer = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _perform(work, writer)
    os.close(writer)
    outcome, waiting, end = Outcome(), b"", began + seconds
    while True:
        ready = select.select([reader], [], [], max(0.0, end - time.monotonic()))[0]
        if not ready:
            os.kill(child, signal.SIGKILL)
        part = os.read(reader, 1 << 16)
        if not part:
            break
        waiting += part
        while len(waiting) >= 4 and len(waiting) - 4 >= (size := struct.unpack("<I", waiting[:4])[0]):
            frame, waiting = pickle.loads(waiting[4 : 4 + size]), waiting[4 + size :]
            if kill_at is not None and not outcome.said:
                end = time.monotonic() + kill_at
            if frame[0] == "said":
                outcome.said.append(frame[1])
            elif frame[0] == "done":
                outcome.result = frame[1]
            else:
                outcome.failed = frame[1]
    os.close(reader)
    status = os.waitpid(child, 0)[1]
    outcome.signal = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    outcome.seconds = time.monotonic() - began
    return outcome


def spread(tasks: Sequence[Callable[[Say], object]], processes: int) -> Iterator[list[Any]]:
    """What each task says, in their order; so many are at work at once, each in a fork that `apart` forks again."""
    global _tasks
    _tasks = tasks
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        yield from pool.map(_done, range(len(tasks)))


_tasks: Sequence[Callable[[Say], object]] = ()  # what the forks of `spread` find, as no closure can be sent to them


def _done(number: int) -> list[Any]:
    said: list[Any] = []
    _tasks[number](said.append)
    return said


def _perform(work: Callable[[Say], object], writer: int) -> None:
    def send(kind: str, what: object) -> None:
        frame = pickle.dumps((kind, what))
        frame = struct.pack("<I", len(frame)) + frame
        while frame:
            frame = frame[os.write(writer, frame) :]

    try:
        send("done", work(lambda what: send("said", what)))
    except BaseException:
        send("failed", traceback.format_exc())
    sys.stdout.flush()
    os._exit(0)
