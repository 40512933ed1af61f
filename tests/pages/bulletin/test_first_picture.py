"""The first page is seen before the app has started: only as it stands by default, only by whoever may see it."""

import asyncio
from typing import Any

import pytest

from data.model import Period
from pages.bulletin import first_picture
from pages.server import store
from pages.server.security_headers import Shell
from pages.ui import session
from service.access.roles import AT_THIS_MACHINE, Person
from service.service import Service
from tests.support.rows import Tell

PAGE = b'<html lang="en"><title>Streamlit</title><body><div id="root"></div></body></html>'


@pytest.fixture
def here(service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(store, "_open", lambda _: service)
    monkeypatch.setattr(first_picture, "_ready", {})
    session.answers.clear()
    tell("Huế", "2026-Q3", {"AP01": 10})
    return service


def served(person: Person | None, path: str = "/", query: str = "") -> bytes:
    """The page as the server sends it to someone."""
    sent: list[dict[str, Any]] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
        await send({"type": "http.response.body", "body": PAGE})

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "path": path,
        "query_string": query.encode(),
        "headers": [(b"accept", b"text/html")],
        "person": person,
    }
    asyncio.run(Shell(app, first=first_picture.of)(scope, None, send))  # type: ignore[arg-type]
    return b"".join(message.get("body", b"") for message in sent)


def test_whoever_has_not_been_let_in_is_shown_no_figure(here: Service) -> None:
    first_picture._make()
    assert b"first-picture" not in served(None)
    assert b"first-picture" in served(AT_THIS_MACHINE)


def test_another_page_or_choice_is_not_covered_by_the_usual_one(here: Service) -> None:
    first_picture._make()
    for path, query in (("/kham-pha", ""), ("/", "quy=2026-Q2"), ("/", "pham-vi=hue")):
        assert b"first-picture" not in served(AT_THIS_MACHINE, path, query)


@pytest.mark.slow
def test_it_speaks_the_language_of_the_link(here: Service) -> None:
    first_picture._make()
    assert "tỉnh đã nộp".encode() in served(AT_THIS_MACHINE)
    assert b"provinces have sent" in served(AT_THIS_MACHINE, query="lang=en")


def test_before_it_is_made_the_page_comes_without_and_waits_for_nothing(here: Service) -> None:
    assert b"first-picture" not in served(AT_THIS_MACHINE)


def test_after_something_was_sent_it_is_made_anew(here: Service, tell: Tell) -> None:
    first_picture._make()
    assert "1 trên 34 tỉnh đã nộp".encode() in served(AT_THIS_MACHINE)
    tell("Hà Nội", "2026-Q3", {"AP01": 5})
    first_picture._make()
    assert "2 trên 34 tỉnh đã nộp".encode() in served(AT_THIS_MACHINE)
    assert here.latest() == Period(2026, "Q3")
