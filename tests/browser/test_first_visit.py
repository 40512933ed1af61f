"""Someone comes to a store in which there is nothing yet."""

from playwright.sync_api import Page, expect

from tests.support.browsing import opened


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
