"""What the C library does with memory that is free again: it goes back to the system and is not held for the next time.

Left to itself glibc lays buffers of tens of megabytes among small things as soon as one was freed, in an arena for
each of many threads; what is free between the small things then stays with the process: after ten files of 20 MB some
200 MB.
"""

import ctypes
from contextlib import suppress

import pyarrow as pa

LARGE = 1 << 20  # bytes from which on a buffer has pages of its own, which go with it
ARENAS = 2  # for all threads: one of them works at a time
_MMAP_THRESHOLD, _TRIM_THRESHOLD, _ARENA_MAX = -3, -1, -8  # of malloc.h


def bound() -> None:
    """To be called before threads are started."""
    with suppress(AttributeError):  # another C library
        for parameter, value in ((_MMAP_THRESHOLD, LARGE), (_TRIM_THRESHOLD, LARGE), (_ARENA_MAX, ARENAS)):
            ctypes.CDLL(None).mallopt(parameter, value)


def give_back() -> None:
    """What the allocators hold in readiness after a large file goes back to the system."""
    pa.default_memory_pool().release_unused()
    with suppress(AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
