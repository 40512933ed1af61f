"""How much of something one person may ask for in a while; counted in this process, so a restart begins anew."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

MANY_KEYS = 10_000  # from which the idle ones are swept away


@dataclass(frozen=True, slots=True)
class RateLimit:
    most: int
    seconds: float


UPLOADS_A_MINUTE = RateLimit(10, 60)
UPLOADS_A_DAY = RateLimit(50, 86_400)
BYTES_A_DAY = RateLimit(500 * 1024 * 1024, 86_400)
REQUESTS = RateLimit(10_000, 3_600)  # a first visit is about sixty
STRANGERS = RateLimit(600, 600)  # requests of one address before sign-in
FAILURES = RateLimit(20, 600)  # sign-ins and keys of one address that came to nothing
OPEN = RateLimit(1_200, 600)  # requests of one address for what is open to all


class _Window:
    """What one person took of one thing: when, how much, and the sum of it."""

    __slots__ = ("sum", "taken")

    def __init__(self) -> None:
        self.taken: deque[tuple[float, int]] = deque()
        self.sum = 0

    def forget(self, before: float) -> None:
        while self.taken and self.taken[0][0] <= before:
            self.sum -= self.taken.popleft()[1]


class RateLimiter:
    """What was taken by whom, and when."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._windows: dict[tuple[RateLimit, str], _Window] = {}

    def left(self, rule: RateLimit, who: str) -> int:
        """How much may still be taken now."""
        return rule.most - self._window(rule, who).sum

    def take(self, rule: RateLimit, who: str, weight: int = 1) -> bool:
        """Take it if that much is left."""
        window = self._window(rule, who)
        if window.sum + weight > rule.most:
            return False
        if len(self._windows) > MANY_KEYS:
            self._windows = {key: kept for key, kept in self._windows.items() if self._window(*key).taken}
        window.taken.append((self._clock(), weight))
        window.sum += weight
        self._windows[rule, who] = window
        return True

    def wait(self, rule: RateLimit, who: str) -> int:
        """Whole seconds until something is left again."""
        taken = self._window(rule, who).taken
        return int(taken[0][0] + rule.seconds - self._clock()) + 1 if taken else 1

    def _window(self, rule: RateLimit, who: str) -> _Window:
        window = self._windows.get((rule, who)) or _Window()
        window.forget(self._clock() - rule.seconds)
        return window
