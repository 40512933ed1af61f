"""A cache bounded by the bytes of what it holds: what is kept for one question may be a thousand times another."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")
SHARE = 4  # nothing is kept that would take more than this part of the whole: one would push all others out


class ByteCache(Generic[T]):
    """What was made for a key, for any thread; what was wanted longest ago goes first.

    `size` says how many bytes of memory a value takes, about.
    """

    def __init__(self, most: int, size: Callable[[T], int]) -> None:
        self.most, self.held = most, 0  # bytes
        self._size = size
        self._kept: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._kept

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        kept = self.kept(key)
        if kept is None:
            kept = make()  # where two ask at once, both make it: nobody waits for another's question
            self.keep(key, kept)
        return kept

    def kept(self, key: Hashable) -> T | None:
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def keep(self, key: Hashable, made: T) -> None:
        bytes_ = self._size(made)
        with self._lock:
            if bytes_ * SHARE <= self.most and key not in self._kept:
                self._kept[key] = made, bytes_
                self.held += bytes_
                while self.held > self.most:
                    self.held -= self._kept.popitem(last=False)[1][1]

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self.held = 0
