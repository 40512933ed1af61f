"""Turns at work that takes a processor's time, for requests: none goes on that nobody waits for.

A thread cannot be stopped from outside. So whoever works calls `still_wanted` between pieces of the work, and a turn
ends when its thread does, not when the one who asked has gone.
"""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import ContextVar, copy_context
from ipaddress import ip_address, ip_network
from typing import TypeVar

from starlette.requests import Request

from data.turns import Turns

T = TypeVar("T")
LOOK = 0.25  # seconds between two looks whether whoever asked is still there
THREADS = 64  # as many as there can be turns, and those whose work has not noticed yet that it is given up
_given_up: ContextVar[threading.Event | None] = ContextVar("given up", default=None)
_threads = ThreadPoolExecutor(THREADS, "turn")


class GivenUpError(Exception):
    """Nobody waits for this work any more."""


def still_wanted() -> None:
    """To be called between pieces of long work. Raises GivenUpError where whoever asked has gone, or time is over."""
    flag = _given_up.get()
    if flag is not None and flag.is_set():
        raise GivenUpError


def whose(request: Request) -> str:
    """Whose turn a request takes: the person's; of a stranger the address's, of IPv6 that of the network /64."""
    if (person := request.scope.get("person")) is not None and person.email:
        return str(person.email)
    peer = request.client.host if request.client else ""
    try:
        return str(ip_network((peer, 64), strict=False)) if ip_address(peer).version == 6 else peer
    except ValueError:
        return peer


class WorkTurns(Turns):
    """Turns that a request waits for without holding a thread, and whose work ends when nobody waits for it."""

    async def run(self, who: str, until: float, gone: Callable[[], Awaitable[bool]], work: Callable[[], T]) -> T:
        """Work in a thread when the turn has come. Raises NoRoomError, TimeoutError at `until` on the monotonic clock,
        or GivenUpError where the one who asked is `gone`; the work is then told to end."""
        flag = threading.Event()
        woken, loop = asyncio.Event(), asyncio.get_running_loop()
        ticket = self.join(who, lambda: loop.call_soon_threadsafe(woken.set))

        def worked() -> T:
            _given_up.set(flag)
            try:
                still_wanted()
                return work()
            finally:
                self.leave(ticket)

        thread: Future[T] | None = None
        try:
            await _while_there(asyncio.ensure_future(woken.wait()), until, gone)
            thread = _threads.submit(copy_context().run, worked)
            return await _while_there(asyncio.wrap_future(thread), until, gone)
        finally:
            flag.set()
            if thread is None or thread.cancel():  # it never began, and so will not leave
                self.leave(ticket)


async def _while_there(task: asyncio.Future[T], until: float, gone: Callable[[], Awaitable[bool]]) -> T:
    """What comes of a task while someone waits for it."""
    task.add_done_callback(lambda ended: ended.cancelled() or ended.exception())  # heard, though nobody waits any more
    while not task.done():
        left = until - time.monotonic()
        await asyncio.wait({task}, timeout=min(LOOK, max(left, 0.0)))
        if task.done():
            break
        if left <= 0:
            task.cancel()
            raise TimeoutError
        if await gone():
            task.cancel()
            raise GivenUpError
    return task.result()
