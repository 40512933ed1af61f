"""Sessions whose browser has gone: kept for two minutes, in case it comes back, then ended with all that they held.

Streamlit itself only forgets them, and not before somebody else leaves: the files in them stay in memory for good, and
so do the three descriptors of each one's event loop.
"""

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any

from streamlit import runtime
from streamlit.runtime.session_manager import SessionInfo, SessionStorage

from data import memory
from pages.server.made_files import keep_made_files

SECONDS = 120.0  # that a session waits for its browser
MOST = 128  # that wait; of more the one that left first is ended
LOOK = 15.0  # seconds between two looks
THREADS = 64  # for files that are made at a press: each person may have three of them waiting for their turn


class LeftSessions(SessionStorage):
    """In place of Streamlit's own storage. What has waited too long is handed out once, by `take_ended`."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[float, SessionInfo]] = {}  # in the order of leaving
        self._ended: list[SessionInfo] = []

    def get(self, session_id: str) -> SessionInfo | None:
        until, info = self._kept.get(session_id, (0.0, None))
        return info if time.monotonic() < until else None

    def save(self, session_info: SessionInfo) -> None:
        self._kept[session_info.session.id] = (time.monotonic() + SECONDS, session_info)
        while len(self._kept) > MOST:
            self._end(next(iter(self._kept)))

    def delete(self, session_id: str) -> None:
        del self._kept[session_id]

    def take_ended(self) -> list[SessionInfo]:
        now = time.monotonic()
        for session_id in [key for key, (until, _) in self._kept.items() if until <= now]:
            self._end(session_id)
        ended, self._ended = self._ended, []
        return ended

    def _end(self, session_id: str) -> None:
        self._ended.append(self._kept.pop(session_id)[1])

    def list(self) -> list[SessionInfo]:
        return [info for _, info in self._kept.values()]


@asynccontextmanager
async def ended_in_time(_: Any) -> AsyncIterator[None]:
    """For as long as the server runs."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS, "press"))
    instance = runtime.get_instance()
    manager: Any = instance._session_mgr
    left = manager._session_storage = LeftSessions()
    keep_made_files()
    sweeping = asyncio.create_task(_sweep(left, manager._storage_lock, instance.media_file_mgr.remove_orphaned_files))
    try:
        yield
    finally:
        sweeping.cancel()


async def _sweep(left: LeftSessions, lock: Any, forget_files: Callable[[], None]) -> None:
    while True:
        await asyncio.sleep(LOOK)
        forget_files()
        if _shut_down(left, lock):
            await asyncio.to_thread(gc.collect)  # a session and what it holds point at each other
            memory.give_back()


def _shut_down(left: LeftSessions, lock: Any) -> int:
    """How many waited too long. A function of its own, so that nothing holds them when it has ended."""
    with lock:
        ended = left.take_ended()
    for info in ended:
        info.session.shutdown()
    return len(ended)
