"""Someone comes to a store in which there is nothing yet."""

from pathlib import Path

from playwright.sync_api import Page, expect

from data.model import Period
from service.demo import load
from service.demo.deliveries import LAST
from tests.support.browsing import ROOT, opened
from tests.support.serving import served


def test_an_empty_store_offers_the_demo_and_the_first_upload(page: Page, empty_app: str) -> None:
    opened(page, empty_app)
    expect(page.get_by_text("Chưa có số liệu nào được nộp")).to_be_visible()
    expect(page.get_by_role("button", name="Nạp dữ liệu minh họa")).to_be_enabled()
    page.get_by_role("button", name="Nộp bản đầu tiên").click()
    expect(page.get_by_role("heading", name="Nộp số liệu", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Tải mẫu Excel")).to_be_enabled()


def test_a_link_into_an_empty_store_says_what_to_do_next_in_english_too(page: Page, empty_app: str) -> None:
    opened(page, empty_app, "kham-pha", {"lang": "en"})
    expect(page.get_by_role("button", name="Load demonstration data")).to_be_enabled()
    expect(page.get_by_role("button", name="Send the first workbook")).to_be_enabled()
    assert page.locator("html").get_attribute("lang") == "en"


def test_who_runs_the_demo_sees_the_newest_quarter_without_asking_while_its_past_comes_in(
    page: Page, tmp_path: Path
) -> None:
    """The first page showed a bar alone until all of the demo was in, some minutes."""
    load.mark(tmp_path).touch()
    after = Period.quarter(LAST.last + 1)
    today = str(after.start.replace(month=after.start.month + 1))
    environment = {"INDICATORS_HOME": str(tmp_path), "INDICATORS_DEMO": "1", "INDICATORS_TODAY": today}
    with served(ROOT / "app.py", ROOT, tmp_path / "app.log", environment) as server:
        page.goto(server.url)
        expect(page.get_by_role("progressbar")).to_be_visible()
        newest = page.get_by_role("heading", level=1, name=f"{LAST.label.vi}: 31 trên 34 tỉnh đã nộp")
        expect(newest).to_be_visible(timeout=60_000)
        expect(page.get_by_text("Chưa so được với cùng kỳ")).to_be_visible()
        expect(page.get_by_text("Đang nạp dữ liệu minh họa")).to_be_visible()
