"""What a run of a page tells its browser goes out a few times, not message by message.

Streamlit wakes its server twice for each of some forty messages of a click and sends each by itself: half of a click's
work. Here they wait for each other a few milliseconds, in their order.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from streamlit.runtime.app_session import AppSession
from streamlit.runtime.runtime import Runtime
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

TOGETHER = 0.004  # seconds that messages wait for those that follow them
MOST = 64 * 1024  # bytes that wait; more go at once


class Gathered:
    """A socket's way out, on which what is written in quick succession goes together."""

    def __init__(self, transport: Any, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._waiting: list[bytes] = []
        self._size = 0
        self._due: asyncio.TimerHandle | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        self._waiting.append(data)
        self._size += len(data)
        if self._size > MOST:
            self._go()
        elif self._due is None:
            self._due = self._loop.call_later(TOGETHER, self._go)

    def close(self) -> None:
        self._go()
        self._transport.close()

    def abort(self) -> None:
        self._waiting.clear()
        self._transport.abort()

    def _go(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None
        if self._waiting and not self._transport.is_closing():
            self._transport.write(b"".join(self._waiting))
        self._waiting.clear()
        self._size = 0


class _Line:
    """What the threads of a session have for the thread of the server, in its order."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._waiting: deque[Callable[[], None]] = deque()
        self._lock = threading.Lock()
        self._called = False

    def add(self, work: Callable[[], None]) -> None:
        with self._lock:
            self._waiting.append(work)
            called, self._called = self._called, True
        if not called:
            self._loop.call_soon_threadsafe(self._loop.call_later, TOGETHER, self.done)

    def done(self) -> None:
        """All that waits now; on the thread of the server."""
        with self._lock:
            waiting, self._waiting, self._called = self._waiting, deque(), False
        for work in waiting:
            try:
                work()
            except Exception as fault:  # as the loop itself would: the next is done all the same
                self._loop.call_exception_handler({"message": "a message of a page failed", "exception": fault})


def gather() -> None:
    """From now on, for every socket and session of this process."""
    made, create = WebSocketsSansIOProtocol.connection_made, AppSession._create_scriptrunner

    def connection_made(self: WebSocketsSansIOProtocol, transport: Any) -> None:
        made(self, Gathered(transport, self.loop))  # type: ignore[arg-type]

    def call_soon(self: Any, work: Callable[[], None]) -> None:
        line = self.__dict__.get("line")
        if line is None:
            line = self.__dict__.setdefault("line", _Line(self._event_loop))
        try:
            line.add(work)
        except RuntimeError:  # the server has ended
            return

    def create_scriptrunner(self: Any, rerun_data: Any) -> None:
        """What the last run said comes first: once another one stands in its place, Streamlit drops what it said.

        A part of a page that is drawn next would stand in what the browser has never heard of.
        """
        line = self.__dict__.get("line")
        if line is not None and asyncio._get_running_loop() is self._event_loop:
            line.done()
        create(self, rerun_data)

    def enqueued(self: Any) -> None:
        held = self._get_async_objs()
        if asyncio._get_running_loop() is held.eventloop:
            held.need_send_data.set()
        else:
            held.eventloop.call_soon_threadsafe(held.need_send_data.set)

    for where, name, method in (
        (WebSocketsSansIOProtocol, "connection_made", connection_made),
        (AppSession, "_call_soon_on_event_loop", call_soon),
        (AppSession, "_create_scriptrunner", create_scriptrunner),
        (Runtime, "_enqueued_some_message", enqueued),
    ):
        setattr(where, name, method)
