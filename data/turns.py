"""Turns at what many people share: few pieces of work at once, each person in rotation, so many waiting and no more."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

WAITING = 4  # pieces of work that one person may have waiting; browsers and programs ask one after the other
PEOPLE = 50  # who may wait at once; in twenty seconds not more come to their turn


class NoRoomError(Exception):
    """Too much waits already, of this person or of all."""


class Ticket:
    """A place in the queue; `call` wakes the one who waits, in a thread or in a loop."""

    def __init__(self, who: str, call: Callable[[], object]) -> None:
        self.who, self.call, self.mine = who, call, False


class Turns:
    """`at_once` pieces of work for all, `each` for one person.

    Of those who wait, first whoever has fewest at work, then whoever was served longest ago, then whoever came first.
    """

    def __init__(self, at_once: int, each: int = 1, waiting: int = WAITING, people: int = PEOPLE) -> None:
        self._free, self._each, self._most, self._people = at_once, each, waiting, people
        self._working: Counter[str] = Counter()
        self._served: dict[str, int] = {}  # of those who work or wait: the number of the turn they had last
        self._turns = 0
        self._waiting: list[Ticket] = []  # in the order in which they came
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, who: str, patience: float | None = None) -> Iterator[None]:
        """Wait in this thread, and work. Raises NoRoomError, or TimeoutError where the turn does not come."""
        woken = threading.Event()
        ticket = self.join(who, woken.set)
        try:
            woken.wait(patience)
            if not ticket.mine:
                raise TimeoutError
            yield
        finally:
            self.leave(ticket)

    def join(self, who: str, call: Callable[[], object]) -> Ticket:
        """A place in the queue, which `leave` is to be called for. Raises NoRoomError."""
        ticket = Ticket(who, call)
        with self._lock:
            waiting = Counter(one.who for one in self._waiting)
            if waiting[who] >= self._most or (who not in waiting and len(waiting) >= self._people):
                raise NoRoomError
            self._waiting.append(ticket)
            self._call_next()
        return ticket

    def leave(self, ticket: Ticket) -> None:
        """End a turn, or stop waiting for it."""
        with self._lock:
            if ticket.mine:
                ticket.mine = False
                self._free += 1
                self._working -= Counter([ticket.who])
            elif ticket in self._waiting:
                self._waiting.remove(ticket)
            there = {one.who for one in self._waiting} | set(self._working)
            self._served = {who: turn for who, turn in self._served.items() if who in there}
            self._call_next()

    def _call_next(self) -> None:
        """Call those whose turn it is."""
        while self._free:
            able = [one for one in self._waiting if self._working[one.who] < self._each]
            if not able:
                return
            ticket = min(able, key=lambda one: (self._working[one.who], self._served.get(one.who, 0)))
            self._waiting.remove(ticket)
            ticket.mine = True
            self._free -= 1
            self._turns += 1
            self._working[ticket.who] += 1
            self._served[ticket.who] = self._turns
            ticket.call()
