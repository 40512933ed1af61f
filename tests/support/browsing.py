"""What browser tests do on every page of the app, and the small store that it stands on."""

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response, expect

from data.model import Period
from data.places import PLACES
from data.reading.reader import Reading
from indicators import TABLES
from service import acceptance, drafts
from service.service import Service
from tests.support.rows import sheet_rows
from tests.support.serving import served

ROOT = Path(__file__).parents[2]
TODAY = "2026-11-21"
FIRST, LAST = Period.parse("2024-Q4"), Period.parse("2026-Q3")
# Provinces that tests only read. What a test sends, it sends for others, so that tests may come in any order.
KNOWN = ("Hà Nội", "Quảng Trị", "Lâm Đồng")
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
IN_MENU = "element => !!element.closest('[data-testid=stSidebarNav]')"


def fill(home: Path) -> None:
    """Eight quarters of a few provinces; one of them has not sent the last."""
    service = Service(home)
    for last in range(FIRST.last, LAST.last + 1):
        quarter = Period.quarter(last)
        for order, name in enumerate(KNOWN):
            if (name, quarter) == ("Lâm Đồng", LAST):
                continue
            sheets = {table: sheet_rows(TABLES[table], rows) for table, rows in _figures(quarter, order).items()}
            draft = drafts.judge(
                service,
                f"{order}.xlsx",
                f"{name} {quarter}".encode(),
                Reading({}, sheets, []),
                PLACES.find(name, quarter.end),
                quarter,
            )
            acceptance.accept(service, draft, "Phòng Quản lý KH&CN", "đã đối chiếu")
            assert draft.receipt is not None, [f.message.vi for f in draft.findings]
    service.close()


def _figures(quarter: Period, order: int) -> dict[str, list[dict[str, object]]]:
    """What a province says of a quarter: more of everything as time goes by."""
    past = quarter.last - FIRST.last
    day = quarter.start + timedelta(days=20)
    topics = ("standards_quality", "intellectual_property", "technology_transfer")
    return {
        "geographical_indications": [
            {
                "certificate_no": f"{order}0{n}",
                "name": f"Chỉ dẫn {n}",
                "product": "Cà phê",
                "product_group": "Cà phê",
                "registered_on": Period.parse("2020-Q1").start,
                "status": "in_force",
            }
            for n in range(2 + order)
        ],
        "collective_marks": [
            {
                "certificate_no": f"4-{order}0{n}",
                "name": f"Nhãn hiệu {n}",
                "mark_type": ("collective", "certification")[n % 2],
                "owner": "Hội Nông dân",
                "granted_on": Period.parse("2021-Q1").start,
                "expires_on": LAST.end + timedelta(days=90),
                "status": "in_force",
            }
            for n in range(3)
        ],
        "calibrated_instruments": [
            {
                "provider": "Trung tâm Kỹ thuật",
                "service": "verification",
                "instrument_type": kind,
                "instruments": 100 * (order + 1) + 7 * past,
                "passed": 90 * (order + 1),
            }
            for kind in ("scale", "water_meter")
        ],
        "trainings": [
            {
                "title": f"Lớp {n}",
                "topic": topics[n % 3],
                "organiser": "department",
                "started_on": day,
                "participants": 25 + n,
            }
            for n in range(2 + past % 3)
        ],
    }


def serve(home: Path, log: Path) -> Any:
    environment = {"INDICATORS_HOME": str(home), "INDICATORS_TODAY": TODAY}
    return served(ROOT / "app.py", ROOT, log, environment)


def settled(page: Page) -> None:
    """Wait until the page has answered: the run has ended, and what draws itself later is drawn."""
    shell = page.get_by_test_id("stApp")
    expect(shell).to_have_attribute("data-test-connection-state", "CONNECTED")
    page.wait_for_timeout(150)  # a rerun begins a moment after what caused it
    expect(shell).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.locator("#first-picture")).to_be_hidden()  # a chart is drawn a moment after its page has ended


def barriers(page: Page) -> list[str]:
    """What WCAG 2.1 AA holds against the page as it stands, as far as axe can tell.

    But for one thing that is Streamlit's: in its menu on a phone the headings of sections stand inside the list of pages.
    """
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{each['id']} {node['html'][:160]}"
        for each in found
        for node in each["nodes"]
        if each["id"] not in ("list", "listitem") or not page.locator(node["target"][0]).first.evaluate(IN_MENU)
    ]


def opened(page: Page, app: str, path: str = "", choices: Mapping[str, str] | None = None) -> Page:
    answer: Response | None = page.goto(f"{app}/{path}" + (f"?{urlencode(choices)}" if choices else ""))
    assert answer is not None
    assert answer.ok
    settled(page)
    return page


def choose(page: Page, label: str, typed: str, option: str | re.Pattern[str]) -> None:
    """Find one of a list's options by typing, and take it."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(typed)
    page.get_by_role("option", name=option).click()
    settled(page)


def unfold(page: Page, menu: str, name: str) -> None:
    """Go to a page that stands in a menu of the bar."""
    page.get_by_role("button", name=menu).click()
    page.get_by_role("menuitem", name=name).click()
    settled(page)


def downloaded(page: Page, button: str) -> bytes:
    """The file behind a button."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes()


def figures(page: Page) -> dict[str, dict[str, str]]:
    """The table under the trend, or in its place where nothing is known: area → period → what stands there."""
    fold = page.get_by_text("Số liệu dạng bảng").or_(page.get_by_text("As a table"))
    table = (page.get_by_test_id("stExpander") if fold.count() else page.locator("body")).get_by_role("table")
    if fold.count() and not table.is_visible():
        fold.click()
        settled(page)
    expect(table).to_be_visible()
    head, *lines = table.evaluate("table => [...table.rows].map(row => [...row.cells].map(cell => cell.innerText))")
    return {name: dict(zip(head[1:], cells, strict=True)) for name, *cells in lines}
