"""The app as shipped, on a small store of its own, and Debian's Chromium to visit it with."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.support.browsing import TODAY, fill, opened, serve

WIDE = {"width": 1280, "height": 900}

expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


# The store and the servers


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app on a store with a few provinces' figures, none of them demo."""
    folder = tmp_path_factory.mktemp("app")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", TODAY)
        fill(folder / "store")
    with serve(folder / "store", folder / "app.log") as server:
        yield server.url
    said = (folder / "app.log").read_text()
    assert "Traceback" not in said, said


@pytest.fixture(scope="module")
def empty_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app on a store in which there is nothing yet."""
    folder = tmp_path_factory.mktemp("empty")
    with serve(folder / "store", folder / "app.log") as server:
        yield server.url


# The browser


@pytest.fixture(scope="session")
def base_url() -> None:
    """In place of the plugin's own, which this version of pytest warns of; addresses here are whole."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, never a downloaded one, and silent."""
    quiet = [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return browser_type_launch_args | {"executable_path": shutil.which("chromium"), "args": [*root, *quiet]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
        "viewport": WIDE,
        "accept_downloads": True,
        "permissions": ["clipboard-read", "clipboard-write"],
    }


@pytest.fixture
def new_context(new_context: Callable[..., BrowserContext]) -> Iterator[Callable[..., BrowserContext]]:
    """Contexts that are watched: whatever a test does, nothing is asked of another host, nothing runs, nothing breaks."""
    outside: list[str] = []
    broken: list[str] = []

    def make(**options: Any) -> BrowserContext:
        context = new_context(**options)

        def asked(address: str) -> None:
            if urlsplit(address).scheme not in ("data", "blob") and urlsplit(address).hostname != "127.0.0.1":
                outside.append(address)

        def said(message: Any) -> None:
            # Streamlit finds out where its root is by asking below the page's own address first.
            probing = "/_stcore/" in message.location.get("url", "") and "404" in message.text
            if message.type == "error" and not probing:
                broken.append(f"{message.text} ({message.location.get('url', '')})")

        def opened(dialog: Any) -> None:
            broken.append(f"dialog: {dialog.message}")
            dialog.dismiss()

        context.on("request", lambda request: asked(request.url))
        context.on("console", said)
        # Plotly goes on drawing a moment on a chart that has left the page meanwhile.
        gone = "reading 'typesetMath'"
        context.on("weberror", lambda error: broken.append(str(error.error)) if gone not in str(error.error) else None)
        context.on("dialog", opened)
        return context

    yield make
    assert not outside, "requests left this machine"
    assert not broken


# What tests do on every page


@pytest.fixture
def visit(page: Page, app: str) -> Callable[..., Page]:
    """Open an address of the app and wait until it stands."""

    def go(path: str = "", **choices: str) -> Page:
        return opened(page, app, path, choices)

    return go
