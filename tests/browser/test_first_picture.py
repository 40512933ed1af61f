"""The answer of an address stands in the page as served: seen before the app has started, without a jump, then gone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsing import settled

Visit = Callable[..., Page]
JUMP = 16  # pixels that what is seen first may lie off the live page
TOPS = """([root, names]) => names.map(name => [...document.querySelectorAll(`${root} ${name}`)]
    .filter(each => each.clientHeight || each.offsetHeight)[0]?.getBoundingClientRect().top)"""
ADDRESSES = {
    "lines": ("kham-pha", {"chi-tieu": "MQ01", "tinh": "ha-noi,quang-tri-2025"}, ("h1", "svg.wide, svg.narrow"), ("h1", ".main-svg")),
    "map in English": ("kham-pha", {"chi-tieu": "MQ01", "xem": "ban-do", "lang": "en"}, ("h1",), ("h1",)),
    "ranking": ("kham-pha", {"chi-tieu": "AP04", "xem": "xep-hang"}, ("h1", "svg.wide, svg.narrow"), ("h1", ".main-svg")),
    "field": ("thu-tuc-hanh-chinh", {}, ("h1", ".cards"), ("h1", ".cards")),
    "briefing": ("ho-so-tinh", {"tinh": "quang-tri-2025"}, (".briefing h2", ".briefing .top"), (".briefing h2", ".briefing .top")),
}  # fmt: skip


@pytest.mark.parametrize("size", [(1280, 720), (390, 844)])
@pytest.mark.parametrize("name", ADDRESSES)
def test_the_answer_of_an_address_is_seen_before_the_app_has_started_and_does_not_jump(
    visit: Visit, page: Page, size: tuple[int, int], name: str
) -> None:
    path, choices, first, live = ADDRESSES[name]
    url = visit(path, **choices).url  # which has it made, were it not in time for this visit
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.route("**/static/js/*", lambda route: route.fulfill(content_type="text/javascript", body=""))
    page.goto(url)  # the app never starts
    expect(page.locator("#first-picture :is(h1, h2)").first).to_be_visible()
    page.evaluate("document.fonts.ready")
    seen, said = (
        page.evaluate(TOPS, ["#first-picture", first]),
        page.locator("#first-picture :is(h1, h2)").first.inner_text(),
    )
    page.unroute_all()
    page.reload()
    settled(page)
    there = page.evaluate(TOPS, ["#root", live])
    assert page.locator("#root :is(.st-key-explorer h1, .briefing h2)").first.inner_text() == said
    assert len(seen) == len(there)
    assert max(abs(a - b) for a, b in zip(seen, there, strict=True)) <= JUMP


TAB = """name => { const tab = [...document.querySelectorAll('#first-picture .tabs a, #root .st-key-views [role=radio]')]
    .find(each => each.innerText.trim() === name && each.getClientRects().length)?.getBoundingClientRect()
    return tab && [tab.x + tab.width / 2, tab.y + tab.height / 2] }"""


@pytest.mark.parametrize("size", [(1280, 720), (390, 844)])
def test_a_view_chosen_before_the_app_has_started_is_led_to(visit: Visit, page: Page, size: tuple[int, int]) -> None:
    chosen = {"chi-tieu": "TR01", "tinh": "ha-noi", "tu": "2025-Q1"}
    url = visit("kham-pha", **chosen).url
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.route("**/static/js/*", lambda route: route.fulfill(content_type="text/javascript", body=""))
    for name, asked in (("Bảng", "tu=2025-Q1&xem=bang"), ("Bản đồ", "xem=ban-do")):
        page.goto(url)  # the app never starts
        page.mouse.click(*page.evaluate(TAB, name))
        page.wait_for_url(f"**/kham-pha?chi-tieu=TR01&tinh=ha-noi&{asked}")
    page.unroute_all()
    page.reload()
    settled(page)
    assert page.url.endswith("/kham-pha?chi-tieu=TR01&tinh=ha-noi&xem=ban-do")
    expect(page.get_by_role("radio", name="Bản đồ")).to_be_checked()
    expect(page.get_by_role("alert")).to_have_count(0)  # no choice of the address is unknown


@pytest.mark.parametrize("after", [0, 200, 400, 700, 1_000, 1_500, 2_500])  # milliseconds
def test_a_click_on_a_view_counts_whenever_it_comes(visit: Visit, page: Page, after: int) -> None:
    page.goto(visit("kham-pha", **{"chi-tieu": "MQ01"}).url)
    page.wait_for_function(TAB, arg="Xếp hạng")
    page.wait_for_timeout(after)
    page.mouse.click(*page.evaluate(TAB, "Xếp hạng"))
    page.wait_for_url("**xem=xep-hang**")
    settled(page)
    expect(page.get_by_role("radio", name="Xếp hạng")).to_be_checked()


DRAWN = "#root :is(.cartesianlayer .xy, .choroplethlayer path, .cards, .briefing h2)"  # a chart may hold nothing


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_live_page_is_not_covered_once_its_answer_is_drawn(visit: Visit, page: Page, name: str) -> None:
    path, choices, *_ = ADDRESSES[name]
    page.goto(visit(path, **choices).url)
    page.locator(DRAWN).first.wait_for(state="attached")
    expect(page.locator("#first-picture")).to_have_count(0, timeout=1_500)


@pytest.mark.parametrize(("path", "link"), [("", "Kế hoạch"), ("kham-pha", "Tỉnh, thành phố")])
def test_once_the_page_stands_its_first_picture_never_comes_back(visit: Visit, path: str, link: str) -> None:
    page = visit(path)
    page.reload()
    settled(page)
    expect(page.locator("#first-picture")).to_have_count(0)
    page.get_by_role("link", name=link).first.click()
    settled(page)
    expect(page.locator("#first-picture")).to_have_count(0)
