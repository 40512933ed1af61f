"""Turns at work that takes a processor's time: few pieces at once, each person in rotation, none that nobody waits for.

A thread cannot be stopped from outside. So whoever works calls `still_wanted` between pieces of the work, and a turn
ends when its thread does, not when the one who asked has gone.
"""

import asyncio
import threading
import time
from collections import Counter, OrderedDict, deque
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from ipaddress import ip_address, ip_network
from typing import TypeVar

from starlette.requests import Request

T = TypeVar("T")
LOOK = 0.25  # seconds between two looks whether whoever asked is still there
WAITING = 4  # pieces of heavy work that one person may have waiting; browsers and programs ask one after the other
PEOPLE = 50  # who may wait at once; in twenty seconds not more come to their turn
THREADS = 64  # as many as there can be turns, and those whose work has not noticed yet that it is given up
_given_up: ContextVar[threading.Event | None] = ContextVar("given up", default=None)
_threads = ThreadPoolExecutor(THREADS, "turn")


class GivenUpError(Exception):
    """Nobody waits for this work any more."""


class NoRoomError(Exception):
    """Too much waits already, of this person or of all."""


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


class _Ticket:
    """A place in the queue; `call` wakes the one who waits, in a thread or in a loop."""

    def __init__(self, who: str, call: Callable[[], object]) -> None:
        self.who, self.call, self.mine = who, call, False


class Turns:
    """`at_once` pieces of work for all, `each` for one person; who has waited longest since their last turn is next."""

    def __init__(self, at_once: int, each: int = 1, waiting: int = WAITING, people: int = PEOPLE) -> None:
        self._free, self._each, self._most, self._people = at_once, each, waiting, people
        self._working: Counter[str] = Counter()
        self._waiting: OrderedDict[str, deque[_Ticket]] = OrderedDict()
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, who: str, patience: float) -> Iterator[None]:
        """Wait in this thread, and work. Raises NoRoomError, or TimeoutError where the turn does not come."""
        woken = threading.Event()
        ticket = self._join(who, woken.set)
        woken.wait(patience)
        if not self._has(ticket):
            raise TimeoutError
        try:
            yield
        finally:
            self._leave(ticket)

    async def run(self, who: str, until: float, gone: Callable[[], Awaitable[bool]], work: Callable[[], T]) -> T:
        """Work in a thread when the turn has come. Raises NoRoomError, TimeoutError at `until` on the monotonic clock,
        or GivenUpError where the one who asked is `gone`; the work is then told to end."""
        flag = threading.Event()
        woken, loop = asyncio.Event(), asyncio.get_running_loop()
        ticket = self._join(who, lambda: loop.call_soon_threadsafe(woken.set))

        def worked() -> T:
            _given_up.set(flag)
            try:
                still_wanted()
                return work()
            finally:
                self._leave(ticket)

        thread: Future[T] | None = None
        try:
            await _while_there(asyncio.ensure_future(woken.wait()), until, gone)
            thread = _threads.submit(copy_context().run, worked)
            return await _while_there(asyncio.wrap_future(thread), until, gone)
        finally:
            flag.set()
            if thread is None or thread.cancel():  # it never began, and so will not leave
                self._leave(ticket)

    def _join(self, who: str, call: Callable[[], object]) -> _Ticket:
        ticket = _Ticket(who, call)
        with self._lock:
            mine = self._waiting.get(who, ())
            if len(mine) >= self._most or (not mine and len(self._waiting) >= self._people):
                raise NoRoomError
            self._waiting.setdefault(who, deque()).append(ticket)
            self._next()
        return ticket

    def _has(self, ticket: _Ticket) -> bool:
        """Whether it is this one's turn; if not, it waits no more."""
        with self._lock:
            if not ticket.mine:
                self._forget(ticket)
            return ticket.mine

    def _leave(self, ticket: _Ticket) -> None:
        """End a turn, or stop waiting for it."""
        with self._lock:
            if ticket.mine:
                ticket.mine = False
                self._free += 1
                self._working[ticket.who] -= 1
                self._working += Counter()  # who does nothing is not remembered
            else:
                self._forget(ticket)
            self._next()

    def _forget(self, ticket: _Ticket) -> None:
        if ticket in (mine := self._waiting.get(ticket.who, deque())):
            mine.remove(ticket)
            if not mine:
                del self._waiting[ticket.who]

    def _next(self) -> None:
        """Call those whose turn it is."""
        while self._free:
            who = next((who for who in self._waiting if self._working[who] < self._each), None)
            if who is None:
                return
            mine = self._waiting.pop(who)
            ticket = mine.popleft()
            if mine:
                self._waiting[who] = mine  # at the end
            ticket.mine = True
            self._free -= 1
            self._working[who] += 1
            ticket.call()


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
