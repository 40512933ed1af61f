"""The pictures of the user guide and the README, made anew from the demo: `make pictures`.

`DEMO_STORE` names a demo that is there already; else one is loaded first, which takes some minutes.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import sync_playwright

from service.demo.load import load_demo
from service.service import Service
from tests.support.browsing import ROOT, TODAY, opened, serve

PICTURES = ROOT / "docs" / "hinh"


class View(NamedTuple):
    """A page to be taken: the file's name, its address and choices, how large."""

    name: str
    path: str
    choices: dict[str, str]
    wide: int = 1280
    high: int = 720


VIEWS = (
    View("tong-quan", "", {}, high=860),
    View("tong-quan-dien-thoai", "", {}, 390, 844),
    View("xu-huong", "kham-pha", {"chi-tieu": "MQ01", "tinh": "can-tho-2025,quang-tri-2025,nghe-an,hue"}),
    View("ho-so-tinh", "ho-so-tinh", {"tinh": "quang-tri-2025"}, high=900),
)


def main() -> None:
    os.environ["INDICATORS_TODAY"] = TODAY
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
            for view in VIEWS:
                page = browser.new_page(viewport={"width": view.wide, "height": view.high}, locale="vi-VN")
                opened(page, server.url, view.path, view.choices)
                page.wait_for_timeout(1000)  # until what draws itself has come to rest
                page.screenshot(path=PICTURES / f"{view.name}.png")
                page.close()
                print(f"docs/hinh/{view.name}.png")
            browser.close()


if __name__ == "__main__":
    main()
