"""A province on one page as an official has it: printed, copied, on a phone."""

from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from pages.texts import sharing
from tests.support.browsing import barriers, opened

Visit = Callable[..., Page]
PHONE = {"width": 390, "height": 844}
SCREENS = 5  # of a phone, at most, before something is folded


def pages(page: Page) -> int:
    return len(PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_it_prints_on_two_sheets_of_a4_and_on_more_only_with_its_appendix(visit: Visit, lang: str) -> None:
    assert pages(visit("ho-so-tinh", tinh="quang-tri-2025", lang=lang)) <= 2
    assert pages(visit("ho-so-tinh", **{"tinh": "quang-tri-2025", "lang": lang, "phu-luc": "mo"})) > 2


def test_what_is_printed_is_the_briefing_and_not_what_is_there_to_be_pressed(visit: Visit) -> None:
    page = visit("ho-so-tinh", tinh="quang-tri-2025")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Quảng Trị, quý III/2026:")).to_be_visible()
    expect(page.get_by_role("table", name="Các chỉ tiêu chính")).to_be_visible()
    expect(page.get_by_role("button", name="In trang này")).to_be_hidden()
    expect(page.get_by_role("combobox").first).to_be_hidden()


def test_the_link_is_copied_in_one_place_with_a_word_that_it_was(visit: Visit) -> None:
    page = visit("ho-so-tinh", tinh="quang-tri-2025", quy="2026-Q2")
    expect(page.get_by_text("Chép liên kết", exact=True)).to_have_count(1)
    page.get_by_role("button", name="Chép liên kết").click()
    page.get_by_role("button", name=sharing.COPY.vi, exact=True).click()
    expect(page.get_by_text(sharing.COPIED.vi)).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "/ho-so-tinh?" in copied
    assert "tinh=quang-tri-2025" in copied
    assert "quy=2026-Q2" in copied


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_each_figure_is_a_card_and_nothing_is_cut_off(browser: Browser, app: str, scheme: str) -> None:
    context = browser.new_context(viewport=PHONE, locale="vi-VN", color_scheme=scheme)  # type: ignore[arg-type]
    page = opened(context.new_page(), app, "ho-so-tinh", {"tinh": "quang-tri-2025"})
    main = page.get_by_role("table", name="Các chỉ tiêu chính")
    widths = main.evaluate("e => [e.scrollWidth, e.clientWidth, document.documentElement.scrollWidth]")
    assert max(widths) <= PHONE["width"]
    expect(main.get_by_role("row").nth(1).get_by_text("Thứ hạng")).to_be_visible()
    long = page.get_by_test_id("stMain").evaluate("e => e.scrollHeight")
    assert long <= SCREENS * PHONE["height"]
    assert barriers(page) == []
    context.close()


@pytest.mark.parametrize("address", ["tinh-hinh-nop", "ke-hoach", "gioi-thieu", "duyet-so-lieu", "bang-so-lieu"])
def test_no_page_is_longer_than_five_screens_of_a_phone_before_something_is_folded(
    browser: Browser, app: str, address: str
) -> None:
    context = browser.new_context(viewport=PHONE, locale="vi-VN")  # type: ignore[arg-type]
    page = opened(context.new_page(), app, address)
    assert page.get_by_test_id("stMain").evaluate("e => e.scrollHeight") <= SCREENS * PHONE["height"]
    context.close()


def test_on_a_phone_the_lines_that_were_folded_come_when_they_are_asked_for(browser: Browser, app: str) -> None:
    context = browser.new_context(viewport=PHONE, locale="vi-VN")  # type: ignore[arg-type]
    page = opened(context.new_page(), app, "tinh-hinh-nop")
    last = page.get_by_role("region", name="Tình hình nộp").get_by_role("row").filter(has_text="Cà Mau")
    expect(last.last).to_be_hidden()
    page.locator("#root .fold summary:visible").last.click()
    expect(last.last).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator("#root .fold summary").last).to_be_hidden()
    context.close()


def test_a_screen_folds_what_is_longer_than_forty_lines_and_paper_nothing(visit: Visit) -> None:
    page = visit("tinh-hinh-nop")
    last = page.get_by_role("region", name="Tình hình nộp").locator("tbody tr").last
    expect(last).to_be_hidden()
    assert page.get_by_test_id("stMain").evaluate("e => e.scrollHeight") < 5 * 720
    page.emulate_media(media="print")
    expect(last).to_be_visible()
    page.emulate_media(media="screen")
    page.locator("#root .fold summary:visible").click()
    expect(last).to_be_visible()
