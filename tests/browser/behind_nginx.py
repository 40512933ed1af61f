"""The deployment of docs/deploy.md as it is written: nginx with TLS before the app, and a sign-in at a real provider.

Run by `make nginx`, since it needs nginx on the machine.
"""

import http.client
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from service import administration
from service.access.roles import LOCAL
from service.service import Service
from tests.browser.signing import PEOPLE, PROVIDER, SECRET, SignedApp, at_work, free_port, heading, provider, sign_in
from tests.support.browsing import ROOT, TODAY, fill, settled
from tests.support.processes import started
from tests.support.serving import served

NAME = "so-lieu.localhost"  # which every browser takes for this machine
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"


@pytest.fixture(name="signed", scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SignedApp]:
    folder = tmp_path_factory.mktemp("deployed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", TODAY)
        fill(folder / "store")
        service = Service(folder / "store")
        for person in PEOPLE:
            administration.grant(service, LOCAL, person, "thử")
        service.close()
    front, plain, at = free_port(), free_port(), free_port()
    url = f"https://{NAME}:{front}"
    secrets = (ROOT / "docs/deploy/secrets.toml").read_text()
    changes = {
        "https://so-lieu.example.vn/": f"{url}/",
        'cookie_secret = ""': f'cookie_secret = "{SECRET}"',
        'client_secret = ""': f'client_secret = "{SECRET}"',
        "https://dang-nhap.example.vn/": f"http://localhost:{at}/",
    }
    for old, new in changes.items():
        assert old in secrets
        secrets = secrets.replace(old, new)
    (folder / "secrets.toml").write_text(secrets)
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "1",
            "-subj",
            f"/CN={NAME}",
            "-keyout",
            folder / "privkey.pem",
            "-out",
            folder / "fullchain.pem",
        ],
        check=True,
        capture_output=True,
    )
    (folder / "orders").touch()
    log = folder / "app.log"
    environment = {
        "INDICATORS_HOME": str(folder / "store"),
        "INDICATORS_TODAY": TODAY,
        "INDICATORS_SIGN_IN": "required",
        "INDICATORS_TEST_HAND": str(folder / "orders"),
        "PYTHONPATH": str(PROVIDER / "hand"),
    }
    with (
        served(ROOT / "app.py", ROOT, log, environment, f"--secrets.files={folder / 'secrets.toml'}") as server,
        provider(at, url, folder / "provider.log") as issuer,
        nginx(folder, front, plain, server.url),
    ):
        yield SignedApp(url, issuer, log, folder / "orders", server.pid)
    assert "Traceback" not in log.read_text(), log.read_text()


@contextmanager
def nginx(folder: Path, front: int, plain: int, app: str) -> Iterator[None]:
    """The file of docs/deploy, with this machine's ports and files in place of the real ones."""
    text = (ROOT / "docs/deploy/nginx.conf").read_text()
    changes = {
        "so-lieu.example.vn": NAME,
        "/etc/ssl/indicators": str(folder),
        "/var/log/nginx": str(folder),
        "127.0.0.1:8501": app.removeprefix("http://"),
        "listen 443 ": f"listen 127.0.0.1:{front} ",
        "listen 80 ": f"listen 127.0.0.1:{plain} ",
        "listen 80;": f"listen 127.0.0.1:{plain};",
    }
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;\nevents {{}}\nhttp {{ {temporary}\n{text}}}\n"
    )
    command = [NGINX, "-c", str(folder / "nginx.conf"), "-p", str(folder)]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    with started(command) as process:
        until = time.monotonic() + 20
        while not _listens(front):
            assert time.monotonic() < until
            assert process.poll() is None, (folder / "nginx.log").read_text()
            time.sleep(0.1)
        yield


def _listens(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


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
    page = sign_in(context, signed, "anh", "xu-huong?tinh=ha-noi")
    settled(page)
    heading(page, "Xu hướng")
    assert page.url == f"{signed.url}/xu-huong?tinh=ha-noi"
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
