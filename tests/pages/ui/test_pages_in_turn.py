"""Who opens many windows makes nobody else wait: two pages of a person are drawn at a time."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from data.turns import Turns
from pages.texts import access
from pages.ui import session
from service import administration
from service.access.roles import LOCAL, Identity, Person, Role
from service.service import Service
from tests.support.pages import shown, text

WINDOWS = 20
mine = threading.local()


def test_of_twenty_windows_of_a_person_two_are_drawn_and_another_person_does_not_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All were drawn at once: another person's click took four seconds, and the health check most of one."""
    monkeypatch.setattr(session, "who", lambda: Identity(mine.mail, ""))
    drawn, two, go_on = list[str](), threading.Semaphore(0), threading.Event()

    def draw(mail: str) -> None:
        mine.mail = mail
        with session.in_turn():
            drawn.append(mail)
            two.release()
            assert mail == "other@example.vn" or go_on.wait(60)

    with ThreadPoolExecutor(WINDOWS + 1) as pool, ExitStack() as ending:
        ending.callback(go_on.set)
        many = [pool.submit(draw, "an@example.vn") for _ in range(WINDOWS)]
        assert all(two.acquire(timeout=60) for _ in range(session.DRAWN))
        pool.submit(draw, "other@example.vn").result(60)
        assert drawn.count("an@example.vn") == session.DRAWN
        go_on.set()
        for each in many:
            each.result(60)
    assert drawn.count("an@example.vn") == WINDOWS


def test_a_page_is_drawn_in_turn_and_says_so_where_too_many_wait(
    open_desk: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    administration.grant(open_desk, LOCAL, Person("an@example.vn", "An", Role.VIEWER), "thử")
    monkeypatch.setattr(session, "who", lambda: Identity("an@example.vn", "An"))
    assert access.MANY_WINDOWS.vi not in text(shown("ke-hoach"))
    monkeypatch.setattr(session, "_drawing", Turns(9, 1, 0, 9))
    assert access.MANY_WINDOWS.vi in text(shown("ke-hoach"))
