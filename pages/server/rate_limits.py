"""How much of something one person may ask for in a while; counted in this process, so a restart begins anew.

A count costs the same whoever asks and however many do: an attacker with 100,000 addresses makes nobody else wait.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

PARTS = 12  # of its time in which a limit remembers what was taken; each is forgotten whole, and never too early
# Of one limit so many are counted each by themselves, at about 5 MB. Whoever comes beyond that shares a count with
# whom chance gives them: nobody's own count is lost to make room, and the place stays bounded.
MANY_KEYS = 10_000
SHARED = 1_024


@dataclass(frozen=True, slots=True)
class RateLimit:
    most: int
    seconds: float


UPLOADS_A_MINUTE = RateLimit(10, 60)
UPLOADS_A_DAY = RateLimit(50, 86_400)
BYTES_A_DAY = RateLimit(500 * 1024 * 1024, 86_400)
REQUESTS = RateLimit(10_000, 3_600)  # a first visit is about sixty
# Of one person, over all their sockets: a click is one message of some kilobytes.
SOCKETS = RateLimit(120, 300)  # opened; Streamlit keeps 128 sessions of people who may come back, for five minutes
MESSAGES = RateLimit(600, 60)
MESSAGE_BYTES = RateLimit(10 * 1024 * 1024, 60)
FIRST_PICTURES = RateLimit(9_000, 60)  # milliseconds of drawing what nobody has asked for since figures changed
DOWNLOADS = RateLimit(60, 300)  # files made or fetched at a press
# Before sign-in: of a browser that has signed in here before, else of an address, or of the /64 that a subscriber has.
STRANGERS = RateLimit(600, 600)  # pages and steps of the sign-in; another refusal costs no more than this one
SIGN_INS = RateLimit(300, 600)  # begun; each asks something of the provider. A whole office may come at eight
FAILURES = RateLimit(20, 600)  # sign-ins that this browser began and that came to nothing
KEY_FAILURES = RateLimit(20, 600)  # keys that open nothing; one that does is let in all the same
OPEN = RateLimit(1_200, 600)  # requests for what is open to all
HEALTH_CHECKS = RateLimit(6_000, 600)  # apart, so that who reads much at a monitor's address does not blind it


class _Window:
    """What one person took of one thing: in parts, each with its first and last moment and how much, and the sum."""

    __slots__ = ("parts", "sum")

    def __init__(self) -> None:
        self.parts: list[tuple[float, float, int]] = []
        self.sum = 0

    def forget(self, before: float) -> bool:
        """What was taken until then; whether nothing is left."""
        while self.parts and self.parts[0][1] <= before:
            self.sum -= self.parts.pop(0)[2]
        return not self.parts

    def add(self, now: float, weight: int, part: float) -> None:
        first, already = now, 0
        if self.parts and now - self.parts[-1][0] < part:
            first, _, already = self.parts.pop()
        self.parts.append((first, now, already + weight))
        self.sum += weight


class RateLimiter:
    """What was taken by whom, and when."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._windows: dict[RateLimit, OrderedDict[str, _Window]] = {}  # who took last stands last

    @property
    def counts(self) -> int:
        """How many counts are kept."""
        return sum(map(len, self._windows.values()))

    def left(self, rule: RateLimit, who: str) -> int:
        """How much may still be taken now."""
        return rule.most - self._window(rule, who)[1].sum

    def take(self, rule: RateLimit, who: str, weight: int = 1) -> bool:
        """Take it if that much is left."""
        now = self._clock()
        windows = self._windows.setdefault(rule, OrderedDict())
        while windows and next(iter(windows.values())).forget(now - rule.seconds):
            windows.popitem(last=False)  # each that was counted goes once
        key, window = self._window(rule, who)
        if window.sum + weight > rule.most:
            return False
        window.add(now, weight, rule.seconds / PARTS)
        windows[key] = window
        windows.move_to_end(key)
        return True

    def wait(self, rule: RateLimit, who: str) -> int:
        """Whole seconds until something is left again."""
        parts = self._window(rule, who)[1].parts
        return int(parts[0][1] + rule.seconds - self._clock()) + 1 if parts else 1

    def _window(self, rule: RateLimit, who: str) -> tuple[str, _Window]:
        windows = self._windows.get(rule) or OrderedDict()
        shared = who not in windows and len(windows) >= MANY_KEYS
        key = f"\0{hash(who) % SHARED}" if shared else who
        window = windows.get(key) or _Window()
        window.forget(self._clock() - rule.seconds)
        return key, window
