"""Places that many people share: whoever has had least of them is next, however much another brings."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager


class FairTurns:
    """So many at the same time. Of those who wait, first whoever holds fewest places, then whoever was served longest
    ago, then whoever came first."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._changed = threading.Condition()
        self._holds: Counter[str] = Counter()
        self._served: dict[str, int] = {}  # of those who hold or wait: the turn they had last
        self._waiting: list[tuple[int, str]] = []  # number of arrival, who
        self._turns = self._arrivals = 0

    @contextmanager
    def turn(self, who: str) -> Iterator[None]:
        self._wait(who)
        try:
            yield
        finally:
            self._leave(who)

    def _wait(self, who: str) -> None:
        with self._changed:
            self._arrivals += 1
            mine = (self._arrivals, who)
            self._waiting.append(mine)
            try:
                self._changed.wait_for(lambda: self._free > 0 and self._next() == mine)
                self._free -= 1
                self._holds[who] += 1
                self._turns += 1
                self._served[who] = self._turns
            finally:
                self._waiting.remove(mine)
                self._changed.notify_all()

    def _next(self) -> tuple[int, str]:
        return min(self._waiting, key=lambda one: (self._holds[one[1]], self._served.get(one[1], 0), one[0]))

    def _leave(self, who: str) -> None:
        with self._changed:
            self._free += 1
            self._holds -= Counter([who])
            there = {one for _, one in self._waiting} | set(self._holds)
            self._served = {one: turn for one, turn in self._served.items() if one in there}
            self._changed.notify_all()
