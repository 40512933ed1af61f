"""The deployment of docs/deploy.md as it is written: nginx with TLS before the app, and a sign-in at a real provider.

Run by `make nginx`, since it needs nginx on the machine.
"""

import http.client
import re
import socket
import ssl
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.signing import SignedApp, at_work, heading, sign_in
from tests.support.browsing import TODAY, fill, settled
from tests.support.deployment import deployment


@pytest.fixture(name="signed", scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SignedApp]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", TODAY)
        with deployment(tmp_path_factory.mktemp("deployed"), fill) as app:
            yield app


def ask(
    app: SignedApp, path: str, method: str = "GET", host: str = "", body: bytes = b"", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    name, port = app.url.removeprefix("https://").split(":")
    trusting = ssl._create_unverified_context()
    connection = http.client.HTTPSConnection("127.0.0.1", int(port), timeout=20, context=trusting)
    connection.sock = trusting.wrap_socket(
        socket.create_connection(("127.0.0.1", int(port)), 20), server_hostname=host or name
    )
    try:
        connection.request(method, path, body, {"Host": f"{host or name}:{port}"} | headers)
        answer = connection.getresponse()
        return answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def test_someone_signs_in_and_works_behind_nginx(signed: SignedApp, browser: Browser) -> None:
    context = browser.new_context(locale="vi-VN", ignore_https_errors=True)
    page = sign_in(context, signed, "anh", "kham-pha?tinh=ha-noi")
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hà Nội: ")
    assert page.url == f"{signed.url}/kham-pha?tinh=ha-noi"
    ours = [cookie for cookie in context.cookies() if "streamlit" in cookie["name"]]
    assert {cookie["name"] for cookie in ours} >= {"_streamlit_user", "_streamlit_xsrf"}
    for cookie in ours:
        assert cookie["secure"], cookie["name"]
        assert cookie["sameSite"] == "Lax"
        assert cookie["httpOnly"] == (cookie["name"] != "_streamlit_xsrf")
    page.goto(f"{signed.url}/nop-so-lieu")
    settled(page)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": "a.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"}
    )
    expect(page.locator(".st-key-file-0")).to_contain_text("Chưa nhận được")
    said = (signed.log.parent / "indicators.log").read_text() + (signed.log.parent / "nginx.log").read_text()
    assert '"PUT /_stcore/upload_file" 204' in said
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", said), "whose session it was"
    page.get_by_role("button", name="Chuyên viên").click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_role("button", name="Yes").click()
    heading(page, "Đăng nhập")
    context.close()


def test_metrics_are_closed_to_whoever_is_signed_in_too(signed: SignedApp, browser: Browser) -> None:
    context = browser.new_context(ignore_https_errors=True)
    page = at_work(context, signed, "quan")
    for path in ("metrics", "agent/mcp", "script-health-check"):
        assert page.evaluate("path => fetch(path).then(answer => answer.status)", f"/_stcore/{path}") == 404
    assert page.evaluate("fetch('/_stcore/host-config').then(answer => answer.status)") == 200
    context.close()


def test_a_stranger_learns_nothing_through_nginx(signed: SignedApp) -> None:
    for path in ("/", "/_stcore/health", "/_stcore/host-config", "/static/index.html", "/media/x"):
        status, headers, body = ask(signed, path, Accept="text/html")
        assert status == 401
        assert headers["server"] == "nginx"
        assert headers["strict-transport-security"]
        assert not re.search(rb"streamlit|uvicorn|python", body, re.IGNORECASE)
    assert ask(signed, "/", **{"X-Forwarded-For": "127.0.0.1"})[0] == 401
    status, _, body = ask(signed, "/healthz")
    assert (status, body) == (200, b'{"status": "ok"}'), "which a monitor asks, and which says no more"
    assert ask(signed, "/_stcore/health", **{"X-Forwarded-For": "127.0.0.1"})[0] == 401


def test_another_name_gets_no_answer(signed: SignedApp) -> None:
    with pytest.raises(ssl.SSLError):
        ask(signed, "/", host="example.com")
    with pytest.raises(ssl.SSLError):
        ask(signed, "/", host="127.0.0.1")


def test_a_file_that_is_too_large_does_not_reach_the_app(signed: SignedApp) -> None:
    status, _, _ = ask(signed, "/_stcore/upload_file/x/y", "PUT", body=b"x" * 22 * 1024 * 1024)
    assert status == 413
