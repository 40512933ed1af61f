"""An official shows others what is seen: the address holds every choice."""

import re
from collections.abc import Callable
from urllib.parse import unquote

from playwright.sync_api import BrowserContext, Page, expect

from tests.support.browsing import choose, figures, settled, unfold

Visit = Callable[..., Page]


def chosen(page: Page, measure: str, units: str, grain: str, *provinces: str) -> None:
    """These choices stand on the page."""
    boxes = page.locator(".st-key-choices").get_by_role("combobox")
    expect(boxes.nth(0)).to_have_value(re.compile(measure))
    expect(boxes.nth(2)).to_have_value(grain)
    for name in provinces:
        expect(page.locator(".st-key-choices").get_by_test_id("stMultiSelect").get_by_text(name)).to_be_visible()
    page.get_by_role("button", name=re.compile("Thêm…|More…")).click()
    expect(page.get_by_role("radio", name=units, exact=True)).to_be_checked()
    page.keyboard.press("Escape")


def test_a_link_opens_elsewhere_in_english_with_the_same_choices(
    visit: Visit, new_context: Callable[..., BrowserContext]
) -> None:
    page = visit("kham-pha")
    choose(page, "Chỉ tiêu", "so phuong tien do duoc kiem dinh", re.compile("MQ01$"))
    choose(page, "Kỳ", "6 thang", "theo 6 tháng")
    page.get_by_role("button", name="Thêm…").click()
    page.get_by_role("radio", name="Tại thời điểm báo cáo").click()
    settled(page)
    page.keyboard.press("Escape")
    choose(page, "Địa phương", "quang tri", re.compile("^Quảng Trị .đến 06.2025"))
    page.keyboard.press("Escape")
    choose(page, "Địa phương", "ha noi", re.compile("^Hà Nội"))
    page.keyboard.press("Escape")
    here = figures(page)
    page.get_by_role("radio", name="English").click()
    settled(page)
    chosen(page, "MQ01", "When reported", "by half-year", "Quảng Trị", "Hà Nội")
    page.get_by_role("button", name="Copy link").click()
    link = page.get_by_test_id("stCode").first.inner_text().strip()
    assert link == unquote(page.url)

    elsewhere = new_context().new_page()
    elsewhere.goto(link)
    settled(elsewhere)
    expect(elsewhere.get_by_role("heading", name=re.compile("Hà Nội: .* first half of 2026"), level=1)).to_be_visible()
    chosen(elsewhere, "MQ01", "When reported", "by half-year", "Quảng Trị", "Hà Nội")
    assert unquote(elsewhere.url) == link
    there = figures(elsewhere)
    assert there["Hà Nội"]["H1 2026"].replace(",", ".") == here["Hà Nội"]["6T đầu/2026"]
    elsewhere.get_by_role("radio", name="Tiếng Việt").click()
    settled(elsewhere)
    assert figures(elsewhere) == here


def test_choices_go_along_from_page_to_page_and_through_a_reload(visit: Visit) -> None:
    page = visit("kham-pha", **{"chi-tieu": "TR01", "tinh": "ha-noi,lam-dong-2025", "ky": "year"})
    unfold(page, "Dữ liệu", "Giới thiệu")
    page.get_by_role("link", name="Khám phá").click()
    settled(page)
    chosen(page, "TR01", "34 đơn vị hiện nay", "theo năm", "Hà Nội", "Lâm Đồng")
    page.reload()
    settled(page)
    chosen(page, "TR01", "34 đơn vị hiện nay", "theo năm", "Hà Nội", "Lâm Đồng")


def test_a_link_that_asks_for_what_does_not_exist_is_answered_by_a_sentence(visit: Visit) -> None:
    page = visit("kham-pha", **{"chi-tieu": "ZZ99", "tinh": "ha-noi,khong-co", "ky": "tuan"})
    said = page.get_by_role("alert").filter(has_text="lựa chọn không tồn tại")
    for key in ("chi-tieu", "tinh", "ky"):
        expect(said).to_contain_text(key)
    chosen(page, "IP01", "34 đơn vị hiện nay", "theo quý", "Hà Nội")
    page.get_by_role("radio", name="English").click()
    settled(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")
