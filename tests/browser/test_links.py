"""A link is taken along, also where the clipboard is closed; a chart stands on a department's own web site and on no other."""

import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from service import api_keys
from service.access.roles import LOCAL
from service.service import Service
from tests.support.browsing import TODAY, fill, serve, settled

Visit = Callable[..., Page]


def test_a_link_is_copied_by_its_button_or_selected_where_the_clipboard_is_closed(
    visit: Visit, new_context: Callable[..., BrowserContext]
) -> None:
    page = visit("kham-pha", **{"chi-tieu": "TR01", "tinh": "ha-noi"})
    page.context.clear_permissions()
    page.get_by_role("button", name="Chép liên kết").click()
    link = page.get_by_test_id("stCode").first
    expect(link).to_have_text(page.url)
    link.click(click_count=3)
    assert page.evaluate("getSelection().toString()").strip() == page.url

    allowed = new_context().new_page()
    allowed.goto(page.url)
    settled(allowed)
    allowed.get_by_role("button", name="Chép liên kết").click()
    allowed.get_by_role("button", name="Chép", exact=True).click()
    expect(allowed.get_by_text("Đã chép liên kết.")).to_be_visible()
    assert allowed.evaluate("navigator.clipboard.readText()") == page.url


def test_a_messenger_that_does_not_run_scripts_finds_a_title(visit: Visit) -> None:
    page = visit("kham-pha", **{"chi-tieu": "TR01", "tinh": "ha-noi"})
    head = page.request.get(page.url, headers={"accept": "text/html"}).text()
    assert '<meta property="og:title" content="Khám phá · ' in head
    assert "Hà Nội" in head.partition("</head>")[0]


@pytest.fixture
def web_site(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """A department's web site on a port of this machine."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "favicon.ico").touch()

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1], folder
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_chart_is_shown_on_the_site_that_was_named_and_on_no_other(
    browser: Browser,
    new_context: Callable[..., BrowserContext],
    web_site: tuple[int, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    port, folder = web_site
    monkeypatch.setenv("INDICATORS_TODAY", TODAY)
    fill(tmp_path / "store")
    service = Service(tmp_path / "store")
    api_keys.allow_sites(service, LOCAL, [f"http://127.0.0.1:{port}"], "trang của Sở")
    service.close()
    with serve(tmp_path / "store", tmp_path / "app.log") as server:
        page = new_context(bypass_csp=True).new_page()
        page.goto(f"{server.url}/xu-huong?chi-tieu=TR01&tinh=ha-noi")
        settled(page)
        page.get_by_role("button", name="Chép liên kết").click()
        snippet = page.get_by_test_id("stCode").nth(1).inner_text()
        (folder / "index.html").write_text(f"<!doctype html><meta charset=utf-8>{snippet}", encoding="utf-8")

        outside = new_context()
        home = outside.new_page()
        home.goto(f"http://127.0.0.1:{port}/")
        chart = home.frame_locator("iframe").get_by_role("img")
        expect(chart).to_be_visible()
        assert chart.evaluate("image => image.complete && image.naturalWidth") > 0
        assert home.locator("iframe").get_attribute("title")
        with outside.expect_page() as opened:
            home.frame_locator("iframe").get_by_role("link", name="Xem số liệu và cách tính").click()
        settled(opened.value)
        expect(opened.value.get_by_role("heading", name=re.compile("Hà Nội"), level=1)).to_be_visible()

        other = browser.new_context().new_page()
        refused: list[str] = []
        other.on("console", lambda said: refused.append(said.text))
        other.goto(f"http://localhost:{port}/")
        other.wait_for_timeout(1000)
        expect(other.frame_locator("iframe").get_by_role("img")).to_have_count(0)
        assert any("frame-ancestors" in text for text in refused)
        other.context.close()
