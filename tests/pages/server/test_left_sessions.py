"""A session whose browser has gone waits for it a while, and then ends with all that it held."""

import asyncio
import threading
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.session_manager import SessionInfo

from pages.server import left_sessions
from pages.server.left_sessions import LeftSessions


class Session:
    def __init__(self, name: str) -> None:
        self.id, self.shut = name, 0

    def shutdown(self) -> None:
        self.shut += 1


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    clock = [0.0]
    monkeypatch.setattr(left_sessions, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    return clock


def files() -> MediaFileManager:
    return MediaFileManager(MemoryMediaFileStorage("/media"))


def save(left: LeftSessions, name: str) -> Session:
    session: Any = Session(name)
    left.save(SessionInfo(client=None, session=session))
    made: Session = session
    return made


def test_one_that_comes_back_in_time_finds_its_session_and_a_late_one_does_not(now: list[float]) -> None:
    left = LeftSessions()
    save(left, "a")
    now[0] = left_sessions.SECONDS - 1
    assert left.get("a") is not None
    now[0] = left_sessions.SECONDS + 1
    assert left.get("a") is None
    assert left.get("another's") is None


def test_whoever_came_back_is_not_ended(now: list[float]) -> None:
    left = LeftSessions()
    save(left, "a")
    left.delete("a")
    now[0] = left_sessions.SECONDS + 1
    assert left.take_ended() == []
    assert left.list() == []


def test_of_more_than_may_wait_the_first_to_leave_is_ended(now: list[float]) -> None:
    left = LeftSessions()
    for number in range(left_sessions.MOST + 2):
        save(left, str(number))
    assert [info.session.id for info in left.take_ended()] == ["0", "1"]
    assert len(left.list()) == left_sessions.MOST
    assert left.take_ended() == []


def test_a_session_that_waited_too_long_is_shut_down_once(now: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    left = LeftSessions()
    gone, there = save(left, "gone"), None
    now[0] = left_sessions.SECONDS + 1
    there = save(left, "there")
    monkeypatch.setattr(left_sessions, "LOOK", 0.0)

    async def sweep() -> None:
        task = asyncio.create_task(left_sessions._sweep(left, threading.Lock(), files()))
        while not gone.shut:
            await asyncio.sleep(0)
        for _ in range(20):
            await asyncio.sleep(0)
        task.cancel()

    asyncio.run(sweep())
    assert (gone.shut, there.shut) == (1, 0)


def test_files_made_at_a_press_go_though_nobody_clicks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty presses at night stayed, each with its file, until somebody came in the morning."""
    monkeypatch.setattr(left_sessions, "LOOK", 0.0)
    made, threads = files(), threading.Lock()

    async def sweep() -> None:
        for number in range(60):
            asked = made.add_deferred(lambda number=number: b"%d" % number * 1000, "text/plain", str(number))  # type: ignore[misc]
            made.execute_deferred(asked)
        assert len(made._file_metadata) == 60
        task = asyncio.create_task(left_sessions._sweep(LeftSessions(), threads, made))
        for _ in range(20):
            await asyncio.sleep(0)
        task.cancel()
        assert len(made._file_metadata) == 0

    asyncio.run(sweep())
