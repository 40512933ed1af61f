"""The guard: a stranger gets the way to the sign-in and nothing else; whoever is signed in gets what their role holds."""

import ast
import asyncio
import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock
from urllib.parse import quote

import pytest
from itsdangerous import TimestampSigner
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.runtime_util import serialize_forward_msg
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.starlette.starlette_app import create_streamlit_routes
from streamlit.web.server.starlette.starlette_server_config import SESSION_COOKIE_NAME, USER_COOKIE_NAME

import service as service_rooms
from data.storage.truth import StoreBusyError
from pages.server import (
    auth_gate,
    login_pages,
    rate_limits,
    security_headers,
    session_cookie,
    sign_in_steps,
    sockets,
    store,
    visit,
    websocket_filter,
)
from pages.server.rate_limits import RateLimit, RateLimiter
from pages.server.session_cookie import Settings
from service.access.roles import Identity, Person, Role
from service.service import Service
from tests.support.sign_in import HOST, HTML, METHODS, SECRET, SETTINGS, STREAM, begun, cookies
from tests.support.signed_server import rerun


def person(mail: str, role: Role, *units: str) -> Person:
    return Person(mail, mail, role, frozenset(units))


VIEWER = person("xem@example.vn", Role.VIEWER)
ANALYST = person("anh@example.vn", Role.ANALYST, "ha-noi")
OTHER = person("binh@example.vn", Role.ANALYST, "hue")
REVIEWER = person("duc@example.vn", Role.REVIEWER)
ADMINISTRATOR = person("quan@example.vn", Role.ADMINISTRATOR)
PEOPLE = {p.email: p for p in (VIEWER, ANALYST, OTHER, REVIEWER, ADMINISTRATOR)}


@dataclass
class Inner:
    """Streamlit's place: notes that it was reached, and answers what it is told to."""

    status: int = 200
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    reached: list[str] = field(default_factory=list)
    body: int = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.reached.append(scope["path"])
        if scope["type"] == "websocket":
            while (await receive())["type"] != "websocket.disconnect":
                pass
            return
        more = scope["method"] == "PUT"
        while more:
            message = await receive()
            self.body += len(message["body"])
            more = message.get("more_body", False)
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": b"inner"})


@dataclass
class Answer:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    cookies: list[str] = field(default_factory=list)
    body: str = ""
    sent: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Server:
    """The gate with Streamlit's place behind it."""

    inner: Inner
    gate: auth_gate.Gate

    def ask(
        self,
        path: str = "/",
        method: str = "GET",
        cookies: dict[str, str] | None = None,
        body: Sequence[bytes] = (b"",),
        peer: str = "203.0.113.9",
        query: str = "",
        host: str = HOST,
        **headers: str,
    ) -> Answer:
        """What comes back of one request; the names of headers are written with `_`."""
        told = {"host": host} | {name.replace("_", "-"): value for name, value in headers.items()}
        if cookies:
            told["cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        socket = method == "WEBSOCKET"
        scope = {
            "type": "websocket" if socket else "http",
            "method": method,
            "path": path,
            "scheme": "https",
            "query_string": query.encode(),
            "client": (peer, 1),
            "extensions": {"websocket.http.response": {}},
            "headers": [(name.encode(), value.encode("latin-1")) for name, value in told.items()],
        }
        coming: list[dict[str, Any]] = (
            [{"type": "websocket.connect"}, {"type": "websocket.disconnect", "code": 1000}]
            if socket
            else [{"type": "http.request", "body": b, "more_body": n + 1 < len(body)} for n, b in enumerate(body)]
        )
        answer = Answer()

        async def receive() -> Any:
            return coming.pop(0)

        async def send(message: Any) -> None:
            answer.sent.append(message)
            if message["type"].endswith("http.response.start"):
                answer.status = message["status"]
                pairs = [(n.decode().lower(), v.decode("latin-1")) for n, v in message["headers"]]
                answer.headers = dict(pairs)
                answer.cookies = [value for name, value in pairs if name == "set-cookie"]
            answer.body += message.get("body", b"").decode()

        asyncio.run(security_headers.Guard(self.gate, https=True)(scope, receive, send))
        return answer


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> dict[str, Person]:
    """Who has a role; a test may take it away."""
    known = dict(PEOPLE)
    monkeypatch.setattr(store, "opened", lambda: True)
    monkeypatch.setattr(store, "person_of", lambda identity: known.get(identity.email))
    return known


@pytest.fixture
def signed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(session_cookie, "settings", lambda: SETTINGS)
    monkeypatch.setattr(session_cookie, "get_cookie_secret", lambda: SECRET)
    monkeypatch.setattr(sign_in_steps, "encode_provider_token", lambda name: f"{name}-token")
    monkeypatch.setattr(session_cookie, "_left", {})
    return


@pytest.fixture
def server(signed: None, people: dict[str, Person]) -> Server:
    inner = Inner()
    return Server(inner, auth_gate.Gate(inner, SETTINGS))


@pytest.fixture
def local(monkeypatch: pytest.MonkeyPatch) -> Server:
    inner = Inner()
    return Server(inner, auth_gate.Gate(inner, None))


# Strangers

ROUTES = sorted({getattr(route, "path", "") or "/" for route in create_streamlit_routes(MagicMock())})
PROBED = sorted(
    {re.sub(r"\{[^}]*\}", "x", path) for path in ROUTES}
    | {"/", "/xu-huong", "/static/js/main.js", "/media/0123.csv", "/app/static/geo/provinces_34.geojson", "/robots.txt"}
    | {
        "/../etc/passwd",
        "//example.com/",
        "/_stcore/anything-new",
        "/component/x/index.html",
        "/.streamlit/secrets.toml",
    }
)
SIGN_IN_STEPS = {"/auth/login", "/oauth2callback"}


def test_the_routes_that_are_probed_are_those_of_streamlit() -> None:
    assert {"/_stcore/metrics", "/_stcore/stream", "/_stcore/upload_file/{session_id}/{file_id}"} <= set(ROUTES)
    assert len(ROUTES) >= 14


@pytest.mark.parametrize("path", PROBED)
def test_a_stranger_gets_nothing_by_any_method_of_any_route(server: Server, path: str) -> None:
    for method in [*METHODS, "WEBSOCKET"]:
        if path in SIGN_IN_STEPS and method in ("GET", "HEAD"):
            continue
        for headers in ({}, HTML, STREAM):
            answer = server.ask(path, method, body=[b"x" * 100], **headers)
            assert answer.status == 401, (method, headers)
            assert "/work" not in answer.body
    assert server.inner.reached == []


def test_a_stranger_at_a_page_is_shown_the_sign_in_in_vietnamese_first(server: Server) -> None:
    answer = server.ask("/xu-huong", **HTML)
    assert "Đăng nhập" in answer.body
    assert '<html lang="vi">' in answer.body
    assert "<script" not in answer.body
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["strict-transport-security"]
    assert answer.headers["cache-control"] == "no-store"
    assert "Sign in" in server.ask("/xu-huong", query="lang=en", **HTML).body


def test_what_an_address_says_is_written_letter_by_letter_on_the_sign_in(server: Server) -> None:
    answer = server.ask("/xu-huong", query='tinh="><script>alert(1)</script>', **HTML)
    assert "<script" not in answer.body
    answer = server.ask("/", cookies=cookies("a<b>@example.vn"), **HTML)
    assert "a&lt;b&gt;@example.vn" in answer.body


DAYS = 86_400
BAD = {
    "signed with another secret": cookies("anh@example.vn", secret="another-secret-0123456789-0123456789"),
    "not signed": {USER_COOKIE_NAME: "eyJlbWFpbCI6ImFuaEBleGFtcGxlLnZuIn0"},
    "empty": {USER_COOKIE_NAME: ""},
    "of another site": cookies("anh@example.vn", origin="https://example.com"),
    "not logged in": cookies("anh@example.vn", is_logged_in=False),
    "with an address nobody verified": cookies("anh@example.vn", email_verified=False),
    "with an address of which nobody says that it is verified": cookies("anh@example.vn", without="email_verified"),
    "with an address that is verified to nothing": cookies("anh@example.vn", email_verified=None),
    "with another claim than the one that is trusted": cookies(
        "anh@example.vn", without="email_verified", xms_edov=True
    ),
    "without an address": cookies("", email=None),
    "with an empty address": cookies(""),  # which is how local mode is written
    "with two addresses": cookies("x@y@example.vn"),
    "with an address that becomes another when made small": cookies("\u212a@example.vn"),
    "with half its parts": {
        k: v for k, v in cookies("anh@example.vn", size=9000).items() if k != f"{USER_COOKIE_NAME}_2"
    },
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_someone_with_a_cookie_that_is_not_whole_is_a_stranger(
    server: Server, people: dict[str, Person], bad: dict[str, str]
) -> None:
    people |= dict.fromkeys(("", "k@example.vn", "x@y@example.vn"), ANALYST)
    assert server.ask("/", cookies=bad, **HTML).status == 401
    assert server.ask("/static/js/main.js", cookies=bad).status == 401
    assert server.ask(visit.STREAM, "WEBSOCKET", cookies=bad, **STREAM).status == 401
    assert server.inner.reached == []


def test_a_cookie_counts_for_eight_hours(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    now = int(time.time())
    with monkeypatch.context() as patch:
        patch.setattr(TimestampSigner, "get_timestamp", lambda self: now - 8 * 3600 + 60)
        fresh = cookies("anh@example.vn")
        patch.setattr(TimestampSigner, "get_timestamp", lambda self: now - 8 * 3600 - 60)
        old = cookies("anh@example.vn")
    assert server.ask("/", cookies=fresh, **HTML).status == 200
    assert server.ask("/", cookies=old, **HTML).status == 401


def test_a_long_sign_in_that_fills_several_cookies_is_read_whole(server: Server) -> None:
    given = cookies("Anh@Example.VN", size=9000)
    assert len(given) > 2
    assert server.ask("/", cookies=given, **HTML).status == 200


# Signed in

OPEN = [
    "/",
    "/tong-quan",
    "/xu-huong",
    "/static/js/main.js",
    "/media/0123.csv",
    "/app/static/geo/x.geojson",
    "/favicon.png",
    "/_stcore/health",
    "/_stcore/host-config",
]
PAGES_AND_FILES = {path for path in PROBED if visit.PAGE.match(path) or visit.FILES.match(path)}
CLOSED = [
    p for p in PROBED if p not in {*OPEN, *PAGES_AND_FILES, *SIGN_IN_STEPS, login_pages.SIGN_OUT} and "upload" not in p
]


def test_what_is_closed_holds_what_streamlit_opens_beside_the_pages() -> None:
    assert {"/_stcore/metrics", "/_stcore/agent/mcp", "/_stcore/anything-new", "/.streamlit/secrets.toml"} <= set(
        CLOSED
    )


@pytest.mark.parametrize("path", CLOSED)
def test_what_our_pages_do_not_need_is_closed_to_an_administrator_too(server: Server, path: str) -> None:
    for method in METHODS:
        assert server.ask(path, method, cookies("quan@example.vn"), **STREAM).status == 404, method
    assert server.inner.reached == []


@pytest.mark.parametrize("path", sorted({*OPEN, *PAGES_AND_FILES}))
def test_pages_and_files_are_read_and_never_written(server: Server, path: str) -> None:
    for method in set(METHODS) - {"GET", "HEAD"}:
        assert server.ask(path, method, cookies("quan@example.vn"), **STREAM).status == 404, method
    assert server.ask(path, "WEBSOCKET", cookies("quan@example.vn"), **STREAM).status == 403
    assert server.inner.reached == []


@pytest.mark.parametrize("path", OPEN)
def test_whoever_has_a_role_gets_what_pages_are_made_of(server: Server, path: str) -> None:
    assert server.ask(path, cookies=cookies("xem@example.vn")).body == "inner"


def test_someone_without_a_role_is_told_who_they_are_and_whom_to_ask(server: Server) -> None:
    given = cookies("la@example.vn")
    answer = server.ask("/xu-huong", cookies=given, **HTML)
    assert answer.status == 403
    assert "la@example.vn" in answer.body
    assert "vanphong@example.vn" in answer.body
    assert login_pages.SIGN_OUT in answer.body
    assert server.ask("/static/js/main.js", cookies=given).status == 403
    assert server.ask(visit.STREAM, "WEBSOCKET", cookies=given, **STREAM).status == 403
    assert server.inner.reached == []


def test_a_role_that_is_taken_away_closes_the_next_request(server: Server, people: dict[str, Person]) -> None:
    given = cookies("anh@example.vn")
    assert server.ask("/", cookies=given, **HTML).status == 200
    del people["anh@example.vn"]
    assert server.ask("/", cookies=given, **HTML).status == 403


def test_a_copy_of_the_cookie_is_worth_nothing_after_signing_out(server: Server) -> None:
    given, another = cookies("anh@example.vn"), cookies("anh@example.vn", nonce="another browser")
    assert server.ask(login_pages.SIGN_OUT, cookies=given, sec_fetch_site="same-origin").body == "inner"
    assert server.ask("/", cookies=given, **HTML).status == 401
    assert server.ask(visit.STREAM, "WEBSOCKET", cookies=given, **STREAM).status == 401
    assert server.ask("/", cookies=another, **HTML).status == 200


def test_another_site_cannot_sign_anyone_out(server: Server) -> None:
    given = cookies("anh@example.vn")
    assert server.ask(login_pages.SIGN_OUT, cookies=given, sec_fetch_site="cross-site").status == 403
    assert server.ask("/", cookies=given, **HTML).status == 200


@pytest.mark.parametrize(
    "host", ["example.com", "so-lieu.example.vn.example.com", "so-lieu.example.vn:81", "", "127.0.0.1"]
)
def test_by_another_name_the_server_answers_nothing(server: Server, host: str) -> None:
    assert server.ask("/", cookies=cookies("quan@example.vn"), host=host, **HTML).status == 421
    assert server.inner.reached == []


@pytest.mark.parametrize(
    "origin", ["https://example.com", "null", "", f"https://{HOST}.example.com", f"https://{HOST}:81"]
)
def test_a_socket_is_for_our_own_pages_only(server: Server, origin: str) -> None:
    assert server.ask(visit.STREAM, "WEBSOCKET", cookies("anh@example.vn"), origin=origin).status == 403
    assert server.inner.reached == []
    server.ask(visit.STREAM, "WEBSOCKET", cookies("anh@example.vn"), **STREAM)
    assert server.inner.reached == [visit.STREAM]


def test_only_so_many_sockets_are_open_for_one_person(server: Server) -> None:
    server.gate.sockets.count["anh@example.vn"] = sockets.MOST_SOCKETS
    assert server.ask(visit.STREAM, "WEBSOCKET", cookies("anh@example.vn"), **STREAM).status == 429
    assert server.ask(visit.STREAM, "WEBSOCKET", cookies("binh@example.vn"), **STREAM).status == 0


def test_while_the_store_is_in_use_elsewhere_one_sentence_says_so(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_: Identity) -> Person:
        raise StoreBusyError

    monkeypatch.setattr(store, "person_of", busy)
    answer = server.ask("/", cookies=cookies("anh@example.vn"), **HTML)
    assert answer.status == 503
    assert "Kho số liệu đang được" in answer.body


def test_a_fault_of_ours_is_told_without_a_path_and_with_the_headers(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: Identity) -> Person:
        raise RuntimeError("/srv/secret/path")

    monkeypatch.setattr(store, "person_of", broken)
    answer = server.ask("/", cookies=cookies("anh@example.vn"), **HTML)
    assert answer.status == 500
    assert "/srv" not in answer.body
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "/srv/secret/path" in caplog.text


def test_nothing_of_a_persons_is_kept_by_a_cache(server: Server) -> None:
    server.inner.headers = [(b"cache-control", b"public"), (b"access-control-allow-origin", b"*")]
    for path in ("/", "/media/0123.csv"):
        answer = server.ask(path, cookies=cookies("anh@example.vn"), **HTML)
        assert answer.headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in answer.headers


# Sign-in


def test_the_way_to_the_provider_is_open_and_begins_anew_each_time(server: Server) -> None:
    answer = server.ask(login_pages.SIGN_IN, **HTML)
    assert (answer.status, answer.headers["location"]) == (302, "/auth/login?provider=default-token")


def test_a_link_is_kept_through_the_sign_in(server: Server) -> None:
    (kept,) = server.ask("/xu-huong", query="tinh=ha-noi&nam=2%2025", **HTML).cookies
    name, _, value = kept.partition(";")[0].partition("=")
    assert {"HttpOnly", "Secure", "SameSite=lax", "Max-Age=900"} <= set(kept.split("; "))
    given = cookies("anh@example.vn")
    server.inner.status = 302
    server.inner.headers = [(b"location", b"/")] + [
        (b"set-cookie", f"{key}={text}; HttpOnly; Max-Age=2592000; Path=/; SameSite=lax".encode())
        for key, text in given.items()
    ]
    answer = server.ask("/oauth2callback", query="code=1&state=2", cookies={name: value} | begun("2"))
    assert answer.headers["location"] == "/xu-huong?tinh=ha-noi&nam=2%2025"
    mine = next(cookie for cookie in answer.cookies if cookie.startswith(USER_COOKIE_NAME))
    assert {"HttpOnly", "Secure", "SameSite=lax", f"Max-Age={8 * 3600}"} <= set(mine.split("; "))
    assert any(cookie.startswith("next=;") for cookie in answer.cookies)


@pytest.mark.parametrize(
    "link",
    [
        "//example.com/",
        "/\\example.com",
        "https://example.com/",
        "javascript:alert(1)",
        "/x/../../etc",
        "/auth/logout",
        "/media/0123.csv",
        "/a\r\nset-cookie: x=1",
        "/?a=\\b",
        "/é",
        "/" + "a" * 3000,
        "",
    ],
)
def test_a_kept_link_never_leads_elsewhere(server: Server, link: str) -> None:
    server.inner.status = 302
    server.inner.headers = [(b"location", b"/")] + [
        (b"set-cookie", f"{key}={text}".encode()) for key, text in cookies("anh@example.vn").items()
    ]
    given = {"next": quote(link, safe="")} | begun("2")
    answer = server.ask("/oauth2callback", query="code=1&state=2", cookies=given)
    assert answer.headers["location"] == "/"


def test_a_sign_in_that_nobody_vouched_for_leaves_no_cookie_and_says_so(server: Server) -> None:
    unverified = cookies("anh@example.vn", email_verified=False)
    server.inner.status = 302
    server.inner.headers = [(b"location", b"/")] + [
        (b"set-cookie", f"{key}={text}".encode()) for key, text in unverified.items()
    ]
    answer = server.ask("/oauth2callback", query="code=1&state=2", cookies=begun("2"))
    assert answer.status == 401
    assert server.inner.reached == ["/oauth2callback"]
    assert "Đăng nhập không thành công" in answer.body
    assert not answer.cookies


@pytest.mark.parametrize("status", [400, 500])
def test_while_the_provider_does_not_answer_one_sentence_says_so(server: Server, status: int) -> None:
    server.inner.status = status
    answer = server.ask("/auth/login", query="provider=default-token")
    assert answer.status == 503
    assert "chưa trả lời" in answer.body
    assert "inner" not in answer.body


def test_coming_back_from_signing_out_is_no_failure(server: Server) -> None:
    server.inner.status, server.inner.headers = 302, [(b"location", b"/")]
    for _ in range(rate_limits.FAILURES.most + 1):
        assert server.ask("/oauth2callback").status == 302


FORGED = {
    "with no state": ("code=forged", {}),
    "with a state that nobody began": ("code=forged&state=x", {}),
    "with a state that another browser began": ("code=forged&state=x", begun("y")),
    "with a state that is signed by someone else": (
        "error=x&state=x",
        begun("x", "another-secret-0123456789-0123456789"),
    ),
    "with a cookie that is no session": ("error=x&state=x", {SESSION_COOKIE_NAME: "e30"}),
    "with the empty state": ("code=x&state=", begun("")),
}


@pytest.mark.slow
@pytest.mark.parametrize(("query", "given"), FORGED.values(), ids=FORGED)
def test_coming_back_from_a_sign_in_that_was_not_begun_here_asks_the_provider_nothing_and_counts_for_nobody(
    server: Server, query: str, given: dict[str, str]
) -> None:
    for _ in range(rate_limits.STRANGERS.most + 1):
        assert server.ask("/oauth2callback", query=query, cookies=given).status == 401
    assert server.inner.reached == []
    assert server.gate.limits.counts == 0
    assert server.ask(login_pages.SIGN_IN).status == 302


def test_a_picture_or_a_frame_on_any_web_page_begins_no_sign_in_and_counts_for_nobody(server: Server) -> None:
    for path in (*sign_in_steps.STEPS, "/"):
        for shown in ("image", "iframe", "empty"):
            answer = server.ask(
                path, query="code=1&state=2", cookies=begun("2"), sec_fetch_dest=shown, accept="image/*"
            )
            assert answer.status == 401, (path, shown)
    assert server.inner.reached == []
    assert server.gate.limits.counts == 0


def test_a_sign_in_that_fails_again_and_again_is_stopped_and_no_other_of_that_address(server: Server) -> None:
    server.inner.status, server.inner.headers = 302, [(b"location", b"/")]
    mine = begun("mine")
    for _ in range(rate_limits.FAILURES.most):
        assert server.ask("/oauth2callback", query="code=forged&state=mine", cookies=mine).status == 401
    stopped = server.ask("/oauth2callback", query="code=forged&state=mine", cookies=mine)
    assert stopped.status == 429
    assert int(stopped.headers["retry-after"]) > 0
    assert len(server.inner.reached) == rate_limits.FAILURES.most
    assert server.ask(login_pages.SIGN_IN).status == 302
    assert server.ask("/auth/login", query="provider=default-token").status == 302
    assert server.ask("/oauth2callback", query="code=x&state=ours", cookies=begun("ours")).status == 401
    assert server.ask("/", cookies=cookies("anh@example.vn"), **HTML).status == 302  # whoever is in goes on


def test_while_the_provider_is_down_an_office_that_tries_and_tries_is_not_locked_out(server: Server) -> None:
    server.inner.status = 500
    for _ in range(rate_limits.FAILURES.most * 2):
        assert server.ask("/auth/login", query="provider=default-token").status == 503
    server.inner.status = 302
    assert server.ask("/auth/login", query="provider=default-token").status == 302


def test_begun_sign_ins_are_bounded_at_an_address_but_not_for_browsers_that_signed_in_before(server: Server) -> None:
    server.inner.status = 302
    server.inner.headers = [
        (b"set-cookie", f"{key}={text}".encode()) for key, text in cookies("anh@example.vn").items()
    ]
    answer = server.ask("/oauth2callback", query="code=1&state=2", cookies=begun("2"))
    (kept,) = [cookie for cookie in answer.cookies if cookie.startswith("browser=")]
    assert {"HttpOnly", "Secure", "SameSite=Lax"} <= set(kept.split("; "))
    known = {"browser": kept.partition(";")[0].removeprefix("browser=")}

    server.inner.headers = [(b"location", b"/")]
    for _ in range(rate_limits.SIGN_INS.most):
        assert server.ask("/auth/login", query="provider=default-token").status == 302
    server.gate.limits.take(rate_limits.STRANGERS, "203.0.113.9", rate_limits.STRANGERS.most)
    reached = len(server.inner.reached)
    for path in ("/auth/login", login_pages.SIGN_IN, "/"):
        assert server.ask(path, **HTML).status == 429
        assert server.ask(path, cookies={"browser": "forged.x.y"}, **HTML).status == 429
    assert len(server.inner.reached) == reached
    assert server.ask("/", cookies=known, **HTML).status == 401  # the page with the sign-in on it
    assert server.ask(login_pages.SIGN_IN, cookies=known, **HTML).status == 302
    assert server.ask("/auth/login", cookies=known, **HTML).status == 302
    assert server.ask("/xu-huong", cookies=known).status == 401  # it opens nothing


def test_strangers_of_one_network_of_ipv6_are_counted_together(server: Server) -> None:
    for number in range(rate_limits.STRANGERS.most):
        assert server.ask("/", peer=f"2001:db8:1:2::{number:x}", **HTML).status == 401
    assert server.ask("/", peer="2001:db8:1:2:ffff::1", **HTML).status == 429
    assert server.ask("/", peer="2001:db8:1:3::1", **HTML).status == 401
    assert server.ask("/", peer="::ffff:192.0.2.1", **HTML).status == 401
    assert server.gate.limits.counts == 3


def test_a_flood_of_requests_is_stopped_with_a_sentence(signed: None, people: dict[str, Person]) -> None:
    now = [0.0]
    inner = Inner()
    server = Server(inner, auth_gate.Gate(inner, SETTINGS, RateLimiter(lambda: now[0])))
    server.gate.limits.take(rate_limits.REQUESTS, "anh@example.vn", rate_limits.REQUESTS.most)
    answer = server.ask("/", cookies=cookies("anh@example.vn"), **HTML)
    assert answer.status == 429
    assert "Hãy thử lại sau" in answer.body
    assert server.ask("/", cookies=cookies("binh@example.vn"), **HTML).status == 200
    now[0] += 3601
    assert server.ask("/", cookies=cookies("anh@example.vn"), **HTML).status == 200
    server.gate.limits.take(rate_limits.STRANGERS, "203.0.113.9", rate_limits.STRANGERS.most)
    assert server.ask("/", **HTML).status == 429


# Uploads

PUT = "/_stcore/upload_file/{}/file-1"


def open_session(server: Server, session_id: str, mail: str) -> None:
    server.gate.sockets.sessions[session_id] = MagicMock(whose=mail)


@pytest.mark.parametrize(
    ("who", "status"), [(VIEWER, 403), (ANALYST, 200), (REVIEWER, 403), (ADMINISTRATOR, 403)], ids=lambda x: str(x)[:20]
)
def test_only_who_may_send_may_upload(server: Server, who: Person, status: int) -> None:
    open_session(server, "s-1", who.email)
    for method in ("PUT", "DELETE"):
        assert server.ask(PUT.format("s-1"), method, cookies(who.email), [b"x" * 10]).status == status
    assert server.inner.body == (10 if status == 200 else 0)


def test_a_file_goes_into_the_senders_own_session_only(server: Server) -> None:
    open_session(server, "s-1", "anh@example.vn")
    assert server.ask(PUT.format("s-1"), "PUT", cookies("binh@example.vn"), [b"x"]).status == 403
    assert server.ask(PUT.format("s-1"), "DELETE", cookies("binh@example.vn")).status == 403
    assert server.ask(PUT.format("s-2"), "PUT", cookies("anh@example.vn"), [b"x"]).status == 403
    assert server.inner.reached == []


def test_a_file_that_is_too_large_is_refused_before_it_is_read_or_while_it_comes(server: Server) -> None:
    open_session(server, "s-1", "anh@example.vn")
    me = cookies("anh@example.vn")
    told = server.ask(PUT.format("s-1"), "PUT", me, [b"x"], content_length=str(30 * 1024 * 1024))
    assert told.status == 413
    assert server.inner.reached == []
    piece = b"x" * (4 * 1024 * 1024)
    silent = server.ask(PUT.format("s-1"), "PUT", me, [piece] * 8)
    assert silent.status == 413
    assert server.inner.body <= 6 * len(piece)


def test_ten_files_a_minute_and_fifty_a_day_are_one_persons_share(signed: None, people: dict[str, Person]) -> None:
    now = [0.0]
    inner = Inner()
    server = Server(inner, auth_gate.Gate(inner, SETTINGS, RateLimiter(lambda: now[0])))
    open_session(server, "s-1", "anh@example.vn")
    open_session(server, "s-2", "binh@example.vn")

    def put(mail: str = "anh@example.vn", session_id: str = "s-1") -> Answer:
        return server.ask(PUT.format(session_id), "PUT", cookies(mail), [b"x"])

    for _ in range(5):
        assert {put().status for _ in range(10)} == {200}
        assert put().status == 429
        now[0] += 61
    stopped = put()
    assert stopped.status == 429
    assert "24 giờ" in stopped.body
    assert put("binh@example.vn", "s-2").status == 200
    now[0] += 86_401
    assert put().status == 200


def test_half_a_gigabyte_a_day_is_one_persons_share(server: Server) -> None:
    open_session(server, "s-1", "anh@example.vn")
    server.gate.limits.take(rate_limits.BYTES_A_DAY, "anh@example.vn", rate_limits.BYTES_A_DAY.most - 100)
    me = cookies("anh@example.vn")
    assert server.ask(PUT.format("s-1"), "PUT", me, [b"x" * 101], content_length="101").status == 429
    assert server.ask(PUT.format("s-1"), "PUT", me, [b"x" * 101]).status == 413  # of unsaid length
    assert server.ask(PUT.format("s-1"), "PUT", me, [b"x" * 99], content_length="99").status == 200


# Local mode


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1:8501", "[::1]:8501", "LOCALHOST:8501"])
def test_without_a_sign_in_this_machine_is_answered_by_its_own_name(local: Server, host: str) -> None:
    assert local.ask("/", peer="127.0.0.1", host=host, **HTML).body == "inner"
    local.ask(visit.STREAM, "WEBSOCKET", peer="::1", host=host, origin=f"http://{host}")
    assert local.inner.reached[-1] == visit.STREAM


@pytest.mark.parametrize(
    ("peer", "host", "headers"),
    [
        ("203.0.113.9", "localhost", {}),
        ("192.168.1.7", "localhost:8501", {}),
        ("127.0.0.1", "example.com", {}),  # DNS rebinding: another site's name that points here
        ("127.0.0.1", "localhost.example.com", {}),
        ("127.0.0.1", "", {}),
        ("127.0.0.1", "localhost:8501", {"x_forwarded_for": "127.0.0.1"}),  # a proxy has no business here
        ("127.0.0.1", "localhost:8501", {"forwarded": "for=127.0.0.1"}),
        ("", "localhost", {}),
    ],
)
def test_without_a_sign_in_nobody_else_is(local: Server, peer: str, host: str, headers: dict[str, str]) -> None:
    for method, path in (
        ("GET", "/"),
        ("GET", "/_stcore/health"),
        ("PUT", PUT.format("s")),
        ("WEBSOCKET", visit.STREAM),
    ):
        answer = local.ask(path, method, peer=peer, host=host, origin=f"http://{host}", **headers)
        assert answer.status == 403
        assert "http://localhost" in answer.body
    assert local.inner.reached == []


def test_in_local_mode_another_sites_page_opens_no_socket_and_metrics_are_closed(local: Server) -> None:
    here = {"peer": "127.0.0.1", "host": "localhost:8501"}
    assert local.ask(visit.STREAM, "WEBSOCKET", origin="https://example.com", **here).status == 403
    assert local.ask("/_stcore/metrics", **here).status == 404
    assert local.ask("/_stcore/agent/mcp", "POST", **here).status == 404
    assert local.inner.reached == []


def test_health_is_told_to_this_machine_and_to_no_proxy(server: Server) -> None:
    near = server.ask(visit.HEALTH, peer="127.0.0.1", host="127.0.0.1:8501")
    assert (near.status, near.body) == (200, "ok")
    assert server.ask(visit.HEALTH, peer="127.0.0.1", x_forwarded_for="203.0.113.9").status == 401
    assert server.ask(visit.HEALTH, peer="203.0.113.9").status == 401
    assert server.inner.reached == []


# Settings

AUTH = {
    "redirect_uri": "https://so-lieu.example.vn/oauth2callback",
    "cookie_secret": SECRET,
    "client_id": "a",
    "client_secret": "b",
    "server_metadata_url": "https://id.example.vn/.well-known/openid-configuration",
}


def told(monkeypatch: pytest.MonkeyPatch, secrets: dict[str, Any] | None) -> Settings | None:
    monkeypatch.setattr(secrets_singleton, "_secrets", secrets)
    session_cookie.settings.cache_clear()
    try:
        return session_cookie.settings()
    finally:
        session_cookie.settings.cache_clear()


def test_the_sign_in_is_read_from_the_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    known = told(monkeypatch, {"auth": AUTH, "access": {"hours": 4, "contact": "x"}})
    assert known == Settings("https://so-lieu.example.vn", 4, "x", "email_verified")
    entra = told(monkeypatch, {"auth": AUTH, "access": {"verified_claim": "xms_edov"}})
    assert entra == Settings("https://so-lieu.example.vn", 8, "", "xms_edov")
    assert known.secure
    assert known.host == HOST


def test_another_claim_vouches_for_an_address_where_the_secrets_name_it(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = replace(SETTINGS, verified="xms_edov")
    monkeypatch.setattr(session_cookie, "settings", lambda: known)

    def status(**claims: Any) -> int:
        return server.ask("/", cookies=cookies("anh@example.vn", **claims), **HTML).status

    for said in (True, "true", 1, "1"):
        assert status(xms_edov=said, without="email_verified") == 200, said
    for said in (False, "false", 0, "0", None, "yes", [True], {"a": 1}, 2):
        assert status(xms_edov=said) == 401, said
    assert status() == 401, "email_verified is not what was named"


@pytest.mark.parametrize("claim", ["", " ", True, ["email_verified"], "a b"], ids=str)
def test_a_claim_that_names_nothing_does_not_start(monkeypatch: pytest.MonkeyPatch, claim: Any) -> None:
    with pytest.raises(session_cookie.UnsafeError, match="verified_claim"):
        told(monkeypatch, {"auth": AUTH, "access": {"verified_claim": claim}})


@pytest.mark.parametrize(
    "changed",
    [
        {"cookie_secret": "short"},
        {"redirect_uri": "http://so-lieu.example.vn/oauth2callback"},
        {"redirect_uri": "https://so-lieu.example.vn/"},
        {"redirect_uri": "/oauth2callback"},
        {"client_secret": None},
        {"server_metadata_url": None},
        {"cookie_secret": None},
    ],
    ids=str,
)
def test_a_sign_in_that_would_keep_nobody_out_does_not_start(
    monkeypatch: pytest.MonkeyPatch, changed: dict[str, str | None]
) -> None:
    auth = {key: value for key, value in (AUTH | changed).items() if value is not None}
    with pytest.raises(session_cookie.UnsafeError):
        told(monkeypatch, {"auth": auth})


def test_a_server_that_must_have_a_sign_in_does_not_start_without(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, {"other": {}}) is None
    monkeypatch.setenv(session_cookie.DEMANDED, "required")
    with pytest.raises(session_cookie.UnsafeError):
        told(monkeypatch, {"other": {}})


# The socket


def asks(**kinds: Any) -> bytes:
    message = BackMsg()
    for name, value in kinds.items():
        if isinstance(value, bool):
            setattr(message, name, value)
        else:
            getattr(message, name).SetInParent()
    return message.SerializeToString()


def operation(name: str) -> bytes:
    message = BackMsg()
    getattr(message.backend_operation_request, name).SetInParent()
    return message.SerializeToString()


def test_what_a_browser_may_ask_over_a_socket_is_counted_out() -> None:
    for needed in (asks(rerun_script=None), operation("deferred_file"), operation("dataframe_chunk")):
        assert websocket_filter.parsed(needed) is not None
    for closed in (
        asks(clear_cache=True),
        asks(load_git_info=True),
        asks(set_run_on_save=True),
        asks(debug_shutdown_runtime=True),
        asks(debug_disconnect_websocket=True),
        operation("install_skills"),
        operation("dismiss_skills_nudge"),
        b"",
        b"\xff\xff",
    ):
        assert websocket_filter.parsed(closed) is None


def test_a_page_is_told_neither_path_nor_versions() -> None:
    message = ForwardMsg()
    message.new_session.main_script_path = websocket_filter.SCRIPT.decode()
    message.new_session.initialize.session_id = "s-1"
    told = message.new_session.initialize.environment_info
    told.streamlit_version, told.python_version, told.server_os = "1.67.0", "3.11", "Linux"
    data, session_id = websocket_filter.neutral(serialize_forward_msg(message))
    assert session_id == "s-1"
    for secret in (websocket_filter.SCRIPT, b"1.67.0", b"3.11", b"Linux"):
        assert secret not in data


def talk(
    person_may: list[bool], coming: list[dict[str, Any]], limits: RateLimiter | None = None
) -> tuple[list[str], list[dict[str, Any]]]:
    """What Streamlit hears and the browser gets; whether the person may is told each time anew."""
    sent: list[dict[str, Any]] = []
    heard: list[str] = []

    async def run() -> None:
        async def receive() -> Any:
            if not coming:
                await asyncio.sleep(60)
            return coming.pop(0)

        async def send(message: Any) -> None:
            sent.append(message)

        async def entitled() -> bool:
            return person_may.pop(0) if person_may else True

        counted = limits or RateLimiter()
        line = websocket_filter.Wire(receive, send, "anh@example.vn", entitled, lambda _: None, counted)
        while True:
            message = await line.receive()
            heard.append(message["type"])
            if message["type"] == "websocket.disconnect":
                line.close()
                return

    asyncio.run(run())
    return heard, sent


def test_a_click_after_the_role_is_gone_reaches_nobody_and_the_page_is_asked_for_again() -> None:
    click = {"type": "websocket.receive", "bytes": asks(rerun_script=None)}
    heard, sent = talk([True, False], [{"type": "websocket.connect"}, click, click])
    assert heard == ["websocket.connect", "websocket.receive", "websocket.disconnect"]
    message = ForwardMsg()
    message.ParseFromString(sent[0]["bytes"])
    assert message.WhichOneof("type") == "auth_redirect"
    assert sent[1] == {"type": "websocket.close", "code": websocket_filter.POLICY_VIOLATION}


def test_a_socket_on_which_nobody_clicks_is_cut_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websocket_filter, "PATIENCE", 0.01)
    heard, sent = talk([True, True, False], [{"type": "websocket.connect"}])
    assert heard == ["websocket.connect", "websocket.disconnect"]
    assert sent[-1]["type"] == "websocket.close"


def said(data: dict[str, Any]) -> ForwardMsg:
    message = ForwardMsg()
    message.ParseFromString(data["bytes"])
    return message


def clicks(**fields: Any) -> bytes:
    message = BackMsg()
    message.rerun_script.SetInParent()
    for name, value in fields.items():
        if isinstance(value, list):
            getattr(message.rerun_script, name).extend(value)
        else:
            setattr(message.rerun_script, name, value)
    return bytes(message.SerializeToString())


def files(count: int) -> bytes:
    message = BackMsg()
    message.file_urls_request.file_names.extend(["x"] * count)
    return bytes(message.SerializeToString())


def where(**fields: str) -> bytes:
    message = BackMsg()
    for name, value in fields.items():
        setattr(message.rerun_script.context_info, name, value)
    return bytes(message.SerializeToString())


MUCH = {
    "states of widgets": (rerun(2_000), rerun(2_001)),
    "text in one field": (rerun(1, "ế" * 21_000), rerun(1, "ế" * 22_000)),
    "bytes": (rerun(4, "x" * 60_000), rerun(5, "x" * 60_000)),
    "letters of an address": (clicks(query_string="x" * 8_192), clicks(query_string="x" * 8_193)),
    "letters of where it is": (where(url="x" * 8_192), where(url="x" * 8_193)),
    "letters of a zone": (where(timezone="x" * 256), where(timezone="x" * 257)),
    "letters of a page": (clicks(page_script_hash="x" * 256), clicks(page_script_hash="x" * 257)),
    "letters of a fragment": (clicks(fragment_id="x" * 256), clicks(fragment_id="x" * 257)),
    "messages it still has": (
        clicks(cached_message_hashes=["x"] * 1_000),
        clicks(cached_message_hashes=["x"] * 1_001),
    ),
    "files": (files(1_000), files(1_001)),
}


@pytest.mark.parametrize(("allowed", "refused"), MUCH.values(), ids=MUCH)
def test_a_message_with_more_than_a_page_can_say_is_dropped_and_the_page_says_so(
    allowed: bytes, refused: bytes
) -> None:
    coming = [{"type": "websocket.receive", "bytes": data} for data in (refused, allowed)]
    heard, sent = talk([], [*coming, {"type": "websocket.disconnect"}])
    assert heard == ["websocket.receive", "websocket.disconnect"]
    (told,) = map(said, sent)
    for sentence in ("256 KB, hoặc một ô quá dài", "more than is allowed"):
        assert sentence in told.session_event.script_compilation_exception.message


@pytest.mark.parametrize(("rule", "size"), [(rate_limits.MESSAGES, 1), (rate_limits.MESSAGE_BYTES, 200_000)], ids=str)
@pytest.mark.parametrize("form", ["bytes", "text"])
def test_whoever_says_too_much_over_their_sockets_is_told_to_wait_and_cut_off(
    rule: RateLimit, size: int, form: str
) -> None:
    limits = RateLimiter(lambda: 0.0)
    limits.take(rule, "anh@example.vn", rule.most - size)
    data = b"x" * size if form == "bytes" else "x" * size
    heard, sent = talk([], [{"type": "websocket.receive", form: data}] * 3, limits)
    assert heard == ["websocket.disconnect"]
    assert "thử lại sau 61 giây" in said(sent[-2]).session_event.script_compilation_exception.message
    assert sent[-1] == {"type": "websocket.close", "code": websocket_filter.POLICY_VIOLATION}
    assert limits.left(rule, "anh@example.vn") == 0
    assert limits.left(rule, "binh@example.vn") == rule.most


def test_whoever_said_too_much_opens_no_other_socket_for_a_while(server: Server) -> None:
    for rule in (rate_limits.MESSAGES, rate_limits.MESSAGE_BYTES, rate_limits.SOCKETS):
        server.gate.limits.take(rule, "anh@example.vn", rule.most)
        assert server.ask(visit.STREAM, "WEBSOCKET", cookies("anh@example.vn"), **STREAM).status == 429
        server.gate.limits = server.gate.sockets.limits = RateLimiter()
    for _ in range(rate_limits.SOCKETS.most):
        assert server.ask(visit.STREAM, "WEBSOCKET", cookies("anh@example.vn"), **STREAM).status == 0
    assert server.ask(visit.STREAM, "WEBSOCKET", cookies("anh@example.vn"), **STREAM).status == 429
    assert server.ask(visit.STREAM, "WEBSOCKET", cookies("binh@example.vn"), **STREAM).status == 0
    assert not server.gate.sockets.count


def test_downloads_beyond_a_persons_share_are_answered_with_the_time_to_wait() -> None:
    limits = RateLimiter(lambda: 0.0)
    limits.take(rate_limits.DOWNLOADS, "anh@example.vn", rate_limits.DOWNLOADS.most - 1)
    press = BackMsg()
    press.backend_operation_request.request_id = "r-1"
    press.backend_operation_request.deferred_file.file_id = "f"
    data = press.SerializeToString()
    heard, sent = talk(
        [], [{"type": "websocket.receive", "bytes": data}] * 2 + [{"type": "websocket.disconnect"}], limits
    )
    assert heard == ["websocket.receive", "websocket.disconnect"]
    answer, told = map(said, sent)
    assert answer.backend_operation_response.request_id == "r-1"
    assert "Try again in 301 seconds" in answer.backend_operation_response.error_msg
    assert "60 tệp trong năm phút" in told.session_event.script_compilation_exception.message


# Pages


def rooms_of_pages(tree: ast.Module) -> set[str]:
    """Modules of `pages/` that a file imports: one may bear the name of a room of the desk, as `releases` does."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "pages"
        for alias in node.names
    } - {"service"}


@pytest.mark.slow
def test_no_page_asks_the_desk_for_anything_without_saying_for_whom() -> None:
    """What has a parameter `who` is done as whoever sits at this machine when it is left out."""
    modules = [importlib.import_module(m.name) for m in pkgutil.walk_packages(service_rooms.__path__, "service.")]
    named = {
        name
        for place in (Service, *modules)
        for name, function in inspect.getmembers(place, inspect.isfunction)
        if "who" in inspect.signature(function).parameters and not name.startswith("_")
    }
    assert {"accept", "judge", "original"} <= named
    rooms = {module.__name__.rpartition(".")[2] for module in modules} | {"service"}
    nameless = [
        f"{path.name}:{call.lineno} {ast.unparse(call)[:80]}"
        for path in Path(auth_gate.__file__).parents[1].rglob("*.py")
        for tree in [ast.parse(path.read_text(encoding="utf-8"))]
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in named - {"person", "check"}
        and not re.search(r"\b(who|identity|by)\b", ast.unparse(call).removeprefix(ast.unparse(call.func)))
        and ast.unparse(call.func.value).split(".")[-1].split("(")[0] in rooms - rooms_of_pages(tree)
    ]
    assert nameless == []
