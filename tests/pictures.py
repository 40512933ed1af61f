"""The pictures of the user guide and the README, made anew from the demo: `make pictures`.

`DEMO_STORE` names a demo that is there already; else one is loaded first, which takes some minutes. Names of pictures
(`python -m tests.pictures cau-hoi-11 cau-hoi-12`) make only those.
"""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, FilePayload, Locator, Page, expect, sync_playwright

from service.demo.load import load_demo
from service.service import Service
from tests.support.browsing import ROOT, TODAY, opened, serve, settled
from tests.support.golden import GOLDEN
from tests.support.layouts.syntheses import Style, synthesis
from tests.support.reports import paragraphs, word

PICTURES = ROOT / "docs" / "hinh"


class View(NamedTuple):
    """A page to be taken: the file's name, its address and choices, how large."""

    name: str
    path: str
    choices: dict[str, str]
    wide: int = 1280
    high: int = 720


_FOUR = {"chi-tieu": "MQ01", "tinh": "can-tho-2025,quang-tri-2025,nghe-an,hue"}
VIEWS = (
    View("tong-quan", "", {}, high=860),
    View("tong-quan-dien-thoai", "", {}, 390, 844),
    View("kham-pha", "kham-pha", _FOUR),
    View("kham-pha-dien-thoai", "kham-pha", {"chi-tieu": "MQ01"}, 390, 844),
    View("ban-do", "kham-pha", {"chi-tieu": "MQ01", "xem": "ban-do"}),
    View("ho-so-tinh", "ho-so-tinh", {"tinh": "quang-tri-2025"}, high=1000),
    # The twenty questions, in their order.
    View("cau-hoi-01", "kham-pha", {"xem": "tang-giam", "chi-tieu": "MQ01", "ky": "ytd", "luy-ke": "2026-9M"}),
    View("cau-hoi-02", "ke-hoach", {"quy": "2025-Q4", "tinh": "bac-ninh-2025"}),
    View("cau-hoi-02b", "ke-hoach", {"quy": "2025-Q2", "don-vi": "63", "tinh": "bac-giang"}),
    View("cau-hoi-03", "", {}, high=860),
    View("cau-hoi-04", "tinh-hinh-nop", {"den-quy-nop": "2026-Q3"}),
    View("cau-hoi-05", "ho-so-tinh", {"tinh": "lam-dong-2025"}, high=1200),
    View("cau-hoi-06", "kham-pha", {"chi-tieu": "IP01", "xem": "ban-do"}),
    View("cau-hoi-07", "kham-pha", {"chi-tieu": "AP04", "xem": "xep-hang", "tinh": "nghe-an"}, high=900),
    View("cau-hoi-08", "ho-so-tinh", {"tinh": "nghe-an"}, high=1200),
    View("cau-hoi-09", "kham-pha", {"chi-tieu": "PB02", "xem": "hai-chi-tieu", "chi-tieu-2": "IP06"}),
    View("cau-hoi-10", "gioi-thieu", {"tim-chi-tieu": "MQ01"}),
    View("cau-hoi-11", "kham-pha", {"xem": "tang-giam", "chi-tieu": "MQ01", "ky": "ytd", "nhom": "da-sap-xep"}),
    View("cau-hoi-12", "kham-pha", {"chi-tieu": "AP04", "tinh": "dong-bang-song-hong"}),
    View("cau-hoi-13", "nguon-so-lieu", {"chi-tieu": "IP06", "pham-vi": "nghe-an"}, high=1000),
    View("cau-hoi-14", "", {"quy": "2026-Q1"}, high=860),
    View("cau-hoi-15", "kham-pha", {"chi-tieu": "IP06", "xem": "xep-hang", "nhom": "cung-co", "tinh": "nghe-an"}),
    View("cau-hoi-16", "kham-pha", {"chi-tieu": "IP01", "tinh": "quang-ninh"}),
    View("cau-hoi-17", "tinh-hinh-nop", {"lich-su": "thanh-hoa", "quy": "2026-Q3"}),
    View("cau-hoi-18", "ke-hoach", {"danh-gia": "behind"}),
    View("cau-hoi-19", "nhan-hieu-tap-the-chung-nhan", {"xem": "danh-sach"}),
    View("cau-hoi-20", "kham-pha", {"chi-tieu": "PB02"}),
)


def main() -> None:
    os.environ["INDICATORS_TODAY"] = TODAY
    expect.set_options(timeout=60_000)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "store"
        if store := os.environ.get("DEMO_STORE"):
            shutil.copytree(store, home)
        else:
            service = Service(home)
            load_demo(service)
            service.close()
        with serve(home, Path(folder) / "app.log") as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            for view in [view for view in VIEWS if not sys.argv[1:] or view.name in sys.argv[1:]]:
                page = browser.new_page(viewport={"width": view.wide, "height": view.high}, locale="vi-VN")
                opened(page, server.url, view.path, view.choices)
                page.wait_for_timeout(1000)  # until what draws itself has come to rest
                page.screenshot(path=PICTURES / f"{view.name}.png")
                page.close()
                print(f"docs/hinh/{view.name}.png")
            for name, take in SENT.items():
                if not sys.argv[1:] or name in sys.argv[1:]:
                    take(browser, server.url).screenshot(path=PICTURES / f"{name}.png")
                    print(f"docs/hinh/{name}.png")
            browser.close()


def _sent(browser: Browser, address: str, name: str, data: bytes, quarter: str, province: str) -> Page:
    """The page of sending after a file was chosen, before anything is confirmed."""
    page = browser.new_page(viewport={"width": 1280, "height": 1500}, locale="vi-VN")
    opened(page, address, "nop-so-lieu", {"quy-nop": quarter, "tinh-nop": province})
    file = FilePayload(name=name, mimeType="application/octet-stream", buffer=data)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)
    page.locator(".st-key-file-0").wait_for()
    settled(page)
    page.wait_for_timeout(1000)
    return page


def _faults(browser: Browser, address: str) -> Locator:
    """What is wrong with a file in which something of every kind is."""
    page = _sent(browser, address, GOLDEN.name, GOLDEN.read_bytes(), "2024-Q4", "quang-tri")
    page.set_viewport_size({"width": 1280, "height": 1000})
    page.locator(".st-key-file-0").evaluate("each => each.scrollIntoView()")
    return page.get_by_test_id("stApp")


def _report_in_prose(browser: Browser, address: str) -> Locator:
    """A figure beside its sentence in a report, as it is asked about."""
    data = word(paragraphs("quang_tri_2024"))
    return _sent(browser, address, "bao-cao-2024.docx", data, "2024-Q4", "quang-tri").locator(".st-key-file-0")


def _how_a_file_is_read(browser: Browser, address: str) -> Locator:
    """The screen on which a person confirms how a province's own synthesis is read."""
    sent = synthesis(21, Style("two", province="Tây Ninh"), 35, year=2025).sent
    page = _sent(browser, address, sent.file, sent.data, "2025-Q4", "tay-ninh-2025")
    switch = page.locator(".st-key-file-0").get_by_role("switch", name="Cách đọc tệp")
    switch.wait_for(state="attached")
    settled(page)
    if not switch.is_checked():
        page.get_by_text("Cách đọc tệp: đây là bảng của chính đơn vị").click()
    page.get_by_role("region", name=re.compile("Tệp như đã gửi")).wait_for()
    settled(page)
    page.wait_for_timeout(1000)
    return page.locator(".st-key-file-0")


SENT: Mapping[str, Callable[[Browser, str], Locator]] = {
    "kiem-tra": _faults,
    "bao-cao-word": _report_in_prose,
    "cach-doc": _how_a_file_is_read,
}


if __name__ == "__main__":
    main()
