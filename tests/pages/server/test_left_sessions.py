"""A session whose browser has gone waits for it a while, and then ends with all that it held."""

import asyncio
import threading
from types import SimpleNamespace
from typing import Any

import pytest
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
    forgotten: list[str] = []

    async def sweep() -> None:
        task = asyncio.create_task(left_sessions._sweep(left, threading.Lock(), lambda: forgotten.append("files")))
        for _ in range(100):
            await asyncio.sleep(0)
        task.cancel()

    asyncio.run(sweep())
    assert (gone.shut, there.shut) == (1, 0)
    assert forgotten
