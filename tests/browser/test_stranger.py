"""A stranger at the running app: no byte of theirs is kept, none of ours is given, and no path or version is told.

The routes are those of the server's own table, so that a new one of Streamlit's is probed too.
"""

import http.client
import os
import re
import socket
from base64 import b64encode
from contextlib import suppress
from pathlib import Path
from unittest.mock import MagicMock
from urllib.parse import urlsplit

import pytest
import streamlit
from playwright.sync_api import Browser, expect
from streamlit.web.server.starlette.starlette_app import create_streamlit_routes

from tests.browser.signing import SignedApp, at_work, signed_app  # noqa: F401
from tests.support.browsing import ROOT, settled

MEGABYTES = 24
ROUTES = sorted(
    {re.sub(r"\{[^}]*\}", "x", getattr(route, "path", "") or "/") for route in create_streamlit_routes(MagicMock())}
    | {
        "/kham-pha",
        "/static/index.html",
        "/app/static/geo/provinces_34.geojson",
        "/media/x.csv",
        "/.streamlit/secrets.toml",
        "/../app.py",
        "/static/../../../app.py",
        "/%2e%2e/app.py",
        "//example.com",
        "/app.py",
        "/var/ledger.jsonl",
    }
)
STEPS = {"/auth/login", "/oauth2callback", "/_stcore/health"}
TELLS = re.compile(
    rb"streamlit|starlette|uvicorn|python|duckdb|traceback|/srv|/home|/root|/tmp|\.py\b|\d+\.\d+\.\d+", re.IGNORECASE
)


def ask(app: SignedApp, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(urlsplit(app.url).netloc, timeout=20)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        with suppress(OSError):  # it may be refused before it is read
            connection.send(body)
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def memory(app: SignedApp) -> int:
    """What the server holds, in bytes."""
    statm = Path(f"/proc/{app.pid}/statm").read_text().split()
    return int(statm[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.parametrize("path", ROUTES)
def test_a_stranger_is_given_nothing_and_told_nothing(signed: SignedApp, path: str) -> None:
    for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"):
        for accept in ("*/*", "text/html") if method in ("GET", "HEAD") else ("*/*",):
            status, headers, body = ask(signed, method, path, Accept=accept)
            if path not in STEPS or method not in ("GET", "HEAD"):
                assert status in (401, 400), (method, accept)
            assert not TELLS.search(body), (method, accept)
            assert "location" not in headers or urlsplit(headers["location"]).hostname in (None, "localhost")
            kept = re.findall(r"(?:^|, )([\w-]+)=", headers.get("set-cookie", ""))
            assert set(kept) <= {"next", "_streamlit_session"}, "nothing else is left in their browser"


def test_what_a_stranger_sends_is_not_kept(signed: SignedApp) -> None:
    before = memory(signed)
    for number in range(12):
        status, _, _ = ask(
            signed,
            "PUT",
            f"/_stcore/upload_file/session/file-{number}",
            b"x" * (MEGABYTES * 1024 * 1024),
            X_Xsrftoken="2|a|b|1",
            Cookie="_streamlit_xsrf=2|a|b|1",
        )
        assert status == 401
    assert memory(signed) - before < 2 * MEGABYTES * 1024 * 1024


@pytest.mark.parametrize("origin", ["", "http://example.com", "own"])
@pytest.mark.parametrize("cookie", ["", "_streamlit_user=eyJlbWFpbCI6ICJxdWFuQGV4YW1wbGUudm4ifQ.x.y"])
def test_a_stranger_gets_no_socket(signed: SignedApp, origin: str, cookie: str) -> None:
    headers = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": b64encode(b"0123456789abcdef").decode(),
        "Sec-WebSocket-Protocol": "streamlit",
    }
    if origin:
        headers["Origin"] = signed.url if origin == "own" else origin
    if cookie:
        headers["Cookie"] = cookie
    status, _, body = ask(signed, "GET", "/_stcore/stream", **headers)
    assert status == 401
    assert not TELLS.search(body)


def test_a_request_that_is_no_http_brings_nothing_to_light(signed: SignedApp) -> None:
    at = urlsplit(signed.url)
    for nonsense in (
        b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
    ):
        with socket.create_connection((at.hostname, at.port), 10) as line:
            line.sendall(nonsense)
            line.shutdown(socket.SHUT_WR)
            said = b""
            while piece := line.recv(4096):
                said += piece
        assert not re.search(rb"python|streamlit|traceback|/tmp|/home", said, re.IGNORECASE)


def test_a_page_tells_whoever_is_signed_in_neither_path_nor_versions(signed: SignedApp, browser: Browser) -> None:
    context = browser.new_context(locale="vi-VN")
    heard: list[bytes] = []

    def keep(data: str | bytes) -> None:
        heard.append(data if isinstance(data, bytes) else data.encode())

    context.on("page", lambda page: page.on("websocket", lambda line: line.on("framereceived", keep)))
    page = at_work(context, signed, "xem")
    for address in ("kham-pha", "kham-pha?xem=ban-do", "gioi-thieu"):
        page.goto(f"{signed.url}/{address}")
        settled(page)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    context.close()
    whole = b"".join(heard)
    assert len(whole) > 10_000
    for secret in (str(ROOT).encode(), streamlit.__version__.encode(), b"site-packages", b"linux", b"Traceback"):
        assert secret not in whole, secret
