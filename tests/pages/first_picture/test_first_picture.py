"""What is seen before the app has started: of this address, as the data stand, only by whoever may see it."""

import asyncio
from typing import Any

import pytest

from data.model import Period
from pages.first_picture import serve
from pages.server import rate_limits, store
from pages.server.security_headers import Shell
from pages.ui import session
from service.access.roles import AT_THIS_MACHINE, Person, Role
from service.service import Service
from tests.support.rows import Tell

PAGE = b'<html lang="en"><title>Streamlit</title><body><div id="root"></div></body></html>'
EXPLORER, BRIEFING = "/kham-pha", "/ho-so-tinh"


@pytest.fixture
def here(service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(store, "_open", lambda _: service)
    monkeypatch.setattr(store, "opened", lambda: True)
    monkeypatch.setattr(serve, "PATIENCE", 30.0)
    monkeypatch.setattr(serve, "_limits", rate_limits.RateLimiter())
    serve.made.clear()
    session.answers.clear()
    tell("Huế", "2026-Q3", {"AP01": 1234})
    return service


def served(person: Person | None, path: str = "/", query: str = "") -> str:
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
    asyncio.run(Shell(app, first=serve.of)(scope, None, send))  # type: ignore[arg-type]
    return b"".join(message.get("body", b"") for message in sent).decode()


def seen(path: str = "/", query: str = "", person: Person | None = AT_THIS_MACHINE) -> bool:
    return "first-picture" in served(person, path, query)


def test_whoever_has_not_been_let_in_is_shown_no_figure(here: Service) -> None:
    serve.make_ahead()
    assert "1.234" in served(AT_THIS_MACHINE, EXPLORER, "chi-tieu=AP01&tinh=hue")
    for path, query in (("/", ""), (EXPLORER, ""), (EXPLORER, "chi-tieu=AP01&tinh=hue"), (BRIEFING, "tinh=hue")):
        told = served(None, path, query)
        assert "first-picture" not in told
        assert "1.234" not in told


def test_of_an_address_that_is_not_known_nothing_is_shown(here: Service) -> None:
    serve.make_ahead()
    unknown = [
        ("/", "quy=2026-Q2"),
        ("/", "pham-vi=hue"),
        (EXPLORER, "chi-tieu=NOPE"),
        (EXPLORER, "tinh=atlantis"),
        (EXPLORER, "of=nobody"),
        (EXPLORER, "tinh=<script>alert(1)</script>"),
        (EXPLORER, "xem=" + "a" * 10_000),
        (EXPLORER, "chi-tieu=AP01&chi-tieu=%00&tu=9999-Q9"),
        (EXPLORER, "xem=danh-sach"),
        (BRIEFING, "tinh=atlantis"),
        (BRIEFING, "quy=2026-Q9&tinh=hue"),
        ("/ke-hoach", ""),
        ("/bao-cao", ""),
    ]
    assert [(path, query[:40]) for path, query in unknown if seen(path, query)] == []


def test_the_explorer_tells_the_answer_of_this_very_address(here: Service, tell: Tell) -> None:
    tell("Hà Nội", "2026-Q3", {"AP01": 98_765})
    told = served(AT_THIS_MACHINE, EXPLORER, "chi-tieu=AP01&tinh=hue,ha-noi")
    assert "98.765" in told
    assert ">Hà Nội 98.765 ※</text>" in told  # a figure of the chart is whole, where coordinates are shortened
    assert ">Huế 1.234 ※</text>" in told
    english = served(AT_THIS_MACHINE, EXPLORER, "chi-tieu=AP01&tinh=hue,ha-noi&lang=en")
    assert ">Hà Nội 98,765 ※</text>" in english
    assert "98.765" not in english  # nothing of the other language


@pytest.mark.slow
@pytest.mark.parametrize("view", ["ban-do", "xep-hang", "tang-giam", "theo-ky", "phan-bo", "hai-chi-tieu", "co-cau"])
def test_each_view_is_seen_first(here: Service, view: str) -> None:
    told = served(AT_THIS_MACHINE, EXPLORER, f"chi-tieu=AP01&xem={view}")
    assert "first-picture" in told
    assert "<h1>" in told


def test_a_field_begins_with_its_cards(here: Service) -> None:
    told = served(AT_THIS_MACHINE, "/thu-tuc-hanh-chinh")
    assert 'class="cards"' in told
    assert "1.234" in told


def test_a_briefing_is_seen_first_and_by_its_own_officer_not_without_what_is_owed(here: Service) -> None:
    assert "<div class='briefing'><h2>Huế, quý III/2026: " in served(AT_THIS_MACHINE, BRIEFING, "tinh=hue")
    officer = Person("hue@vi.du", "Huế", Role.ANALYST, frozenset({"hue"}))
    assert not seen(BRIEFING, "tinh=hue", officer)
    assert seen(BRIEFING, "tinh=ha-noi", officer)


def test_after_something_was_sent_nobody_sees_what_stood_before(here: Service, tell: Tell) -> None:
    serve.make_ahead()
    assert "1 trên 34 tỉnh đã nộp" in served(AT_THIS_MACHINE)
    assert "1.234" in served(AT_THIS_MACHINE, EXPLORER, "chi-tieu=AP01&tinh=hue")
    tell("Huế", "2026-Q3", {"AP01": 4321})
    assert not seen()  # the first page is made ahead, not when somebody looks
    told = served(AT_THIS_MACHINE, EXPLORER, "chi-tieu=AP01&tinh=hue")
    assert "4.321" in told
    assert "1.234" not in told
    tell("Hà Nội", "2026-Q3", {"AP01": 5})
    serve.make_ahead()
    assert "2 trên 34 tỉnh đã nộp" in served(AT_THIS_MACHINE)
    assert here.latest() == Period(2026, "Q3")


def test_what_takes_too_long_is_not_waited_for_and_there_the_next_time(
    here: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "PATIENCE", 0.0)
    assert not seen(EXPLORER, "chi-tieu=AP01")
    serve._worker.submit(lambda: None).result()  # the one that is made has been
    assert seen(EXPLORER, "chi-tieu=AP01")


def test_one_account_cannot_keep_the_server_drawing(here: Service) -> None:
    one, other = (Person(f"{name}@vi.du", name, Role.VIEWER) for name in ("a", "b"))
    assert serve._limits.take(rate_limits.FIRST_PICTURES, one.email, rate_limits.FIRST_PICTURES.most - 1)
    assert seen(EXPLORER, "chi-tieu=AP01", one)  # with which all is used up
    assert not seen(EXPLORER, "chi-tieu=AP02", one)
    assert seen(EXPLORER, "chi-tieu=AP01", one)  # what was made is there for all
    assert seen(EXPLORER, "chi-tieu=AP02", other)


@pytest.mark.slow
def test_the_first_page_speaks_the_language_of_the_link(here: Service) -> None:
    serve.make_ahead()
    assert "tỉnh đã nộp" in served(AT_THIS_MACHINE)
    assert "provinces have sent" in served(AT_THIS_MACHINE, query="lang=en")


def test_a_fault_of_the_drawing_costs_nobody_the_page(here: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.first_picture.explorer.draw", lambda choice: 1 / 0)
    assert '<div id="root">' in served(AT_THIS_MACHINE, EXPLORER, "chi-tieu=AP01")
    assert not seen(EXPLORER, "chi-tieu=AP01")
