"""Signed in, through nginx, among hostile words, slow clients and heavy files: nothing runs, nothing leaves, all go on.

Run by `make nginx`.
"""

import io
import socket
import struct
import time
import zipfile
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from playwright.sync_api import Browser, Page, expect

from pages.server import menu
from service.access.roles import Role
from service.service import Service
from tests.attacks.stage import Usage, signed
from tests.browser.signing import SignedApp, heading
from tests.support.browsing import TODAY, settled
from tests.support.deployment import deployment
from tests.support.hostile_texts import HOSTILE, SIGN, tell
from tests.support.visiting import Tab, request, trusting

CHOSEN = {
    "kham-pha": "chi-tieu=IP01&tinh=ha-noi,hue&xem=co-cau&phan-to=product_group",
    "bang-so-lieu": "danh-sach=trainings",
    "tinh-hinh-nop": "lich-su=ha-noi&quy=2025-Q4",
    "ho-so-tinh": "tinh=ha-noi&quy=2025-Q4",
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SignedApp]:
    def fill(home: Path) -> None:
        service = Service(home)
        tell(service)
        service.close()

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", TODAY)
        with deployment(tmp_path_factory.mktemp("attacked"), fill) as app:
            yield app


@pytest.fixture
def page(browser: Browser, app: SignedApp) -> Iterator[Page]:
    """An administrator whose name, as the sign-in gives it, is hostile, in a tab that is watched."""
    wrong: list[str] = []
    context = browser.new_context(locale="vi-VN", ignore_https_errors=True)
    kept = signed(app, "quan", name=HOSTILE)
    context.add_cookies([{"name": name, "value": value, "url": app.url} for name, value in kept.items()])
    context.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    own = urlsplit(app.url).hostname
    context.on(
        "request",
        lambda asked: wrong.append(asked.url) if urlsplit(asked.url).hostname not in (own, None, "") else None,
    )
    page = context.new_page()
    yield page
    context.close()
    assert wrong == []


@pytest.mark.parametrize("address", [entry.path for entry in menu.PAGES if entry.path != "nop-so-lieu"])
def test_nothing_that_was_typed_runs_or_leaves_on_any_page_of_the_menu(
    page: Page, app: SignedApp, address: str
) -> None:
    page.goto(f"{app.url}/{address}?{CHOSEN.get(address, '')}")
    settled(page)
    assert page.locator("img[src=x], script:not([src]):has-text('alert')").count() == 0
    leads = page.locator("a[href]").evaluate_all("all => all.map(a => a.protocol + '//' + a.host)")
    assert {lead for lead in leads if not lead.startswith(app.url)} == set()
    assert "đậm" not in page.locator("b, strong").evaluate_all("all => all.map(one => one.innerText)")
    assert page.locator(".katex").count() == 0


def test_the_hostile_name_of_whoever_is_signed_in_is_letters(page: Page, app: SignedApp) -> None:
    page.goto(f"{app.url}/tong-quan")
    settled(page)
    page.get_by_role("button", name="Quản trị").last.click()
    # The page itself tells of hostile files, too, some of it folded away.
    expect(page.get_by_test_id("stPopoverBody").get_by_text(SIGN).first).to_be_visible()
    assert page.locator("img[src=x]").count() == 0


def test_a_role_removed_while_the_page_is_open_ends_it(browser: Browser, app: SignedApp) -> None:
    context = browser.new_context(ignore_https_errors=True)
    kept = signed(app, "binh")
    context.add_cookies([{"name": name, "value": value, "url": app.url} for name, value in kept.items()])
    page = context.new_page()
    page.goto(f"{app.url}/kham-pha")
    settled(page)
    try:
        app.role("binh@example.vn", None)
        page.get_by_test_id("stTopNavLink").first.click()
        heading(page, "Tài khoản chưa được cấp quyền")
    finally:
        app.role("binh@example.vn", Role.ANALYST, "dong-thap-2025")
        context.close()


def test_a_hundred_clients_that_send_a_byte_now_and_then_keep_nobody_waiting(app: SignedApp) -> None:
    at = urlsplit(app.url)
    with ExitStack() as held:
        slow = []
        for _ in range(100):
            plain = held.enter_context(socket.create_connection(("127.0.0.1", at.port or 443), 20))
            line = held.enter_context(trusting().wrap_socket(plain, server_hostname=at.hostname))
            line.sendall(
                f"PUT /_stcore/upload_file/x/y HTTP/1.1\r\nHost: {at.netloc}\r\nContent-Length: 20000000\r\n".encode()
            )
            slow.append(line)
        begun = time.monotonic()
        with Tab(app.url, "kham-pha", cookies=signed(app, "xem")) as tab:
            assert tab.lists
        assert request(app.url, "/healthz")[0] == 200
        assert time.monotonic() - begun < 30  # a visit beside other work; without the slow ones about two


def test_twenty_files_of_twenty_megabytes_at_once_are_taken_or_refused_and_the_app_stays_small(app: SignedApp) -> None:
    data = b"x,y\n" + b"1,2\n" * 4_900_000  # 19.6 MB

    def send(account: str) -> int:
        with Tab(app.url, "nop-so-lieu", "", signed(app, account), 300) as tab:
            (label,) = [label for kind, label in tab.ids if kind == "file_uploader"]
            return tab.upload(label, "lon.csv", data)

    with ThreadPoolExecutor(20) as pool:
        statuses = list(pool.map(send, ["anh", "binh", "cuc", "anh"] * 5))
    assert set(statuses) <= {204, 413, 429}
    assert request(app.url, "/healthz")[0] == 200
    assert Usage.of(app.pid).memory < 1024


def png_bomb(side: int = 30_000) -> bytes:
    """A picture of 900 million points in a few hundred kilobytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(1 + side // 8)) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def workbook_around(picture: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        archive.writestr("xl/media/image1.png", picture)
    return out.getvalue()


def parquet_bomb() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"a": pa.array(["x" * 1000] * 2_000_000).dictionary_encode()}), out, compression="zstd")
    return out.getvalue()


@pytest.mark.parametrize("kind", ["picture", "picture in a workbook", "parquet"])
def test_a_bomb_of_another_kind_is_refused_by_a_sentence_and_costs_the_app_nothing(app: SignedApp, kind: str) -> None:
    data = {"picture": png_bomb, "picture in a workbook": lambda: workbook_around(png_bomb()), "parquet": parquet_bomb}
    before = Usage.of(app.pid).memory
    with Tab(app.url, "nop-so-lieu", "", signed(app, "cuc"), 120) as tab:
        (label,) = [label for kind, label in tab.ids if kind == "file_uploader"]
        assert tab.upload(label, "bom.xlsx", data[kind]()) == 204
        assert "Traceback" not in "".join(tab.texts)
        assert any("Chưa nhận" in words or "không" in words for words in tab.texts)
    assert Usage.of(app.pid).memory < before + 60
