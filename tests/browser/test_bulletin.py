"""The first page as a person meets it: seen before the app has started, without a jump, its map follows the pointer."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsing import settled

Visit = Callable[..., Page]
JUMP = 16  # pixels that what is seen first may lie off the live page
PLACES = """root => [...document.querySelectorAll(`${root} h1, ${root} .four, ${root} .small-map`)]
    .filter(each => each.offsetHeight).map(each => each.getBoundingClientRect().top)"""


@pytest.mark.parametrize("size", [(1280, 720), (390, 844)])
def test_the_answer_is_seen_before_the_app_has_started_and_does_not_jump(
    visit: Visit, page: Page, size: tuple[int, int]
) -> None:
    live = visit("")  # made ahead since the store was opened by somebody
    live.wait_for_timeout(6_000)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.route(
        "**/static/js/*", lambda route: route.fulfill(content_type="text/javascript", body="")
    )  # the app never starts
    page.goto(live.url)
    expect(page.locator("#first-picture h1")).to_be_visible()
    page.evaluate("document.fonts.ready")
    seen = page.evaluate(PLACES, "#first-picture")
    page.unroute_all()
    page.reload()
    settled(page)
    expect(page.locator("#first-picture")).to_be_hidden()
    there = page.evaluate(PLACES, "#root")
    assert len(seen) == len(there) > 2
    assert max(abs(a - b) for a, b in zip(seen[:2], there[:2], strict=True)) <= JUMP


def test_the_first_page_of_a_region_has_its_one_title_too(visit: Visit) -> None:
    page = visit("", **{"pham-vi": "dong-bang-song-hong"})
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile(r"^Đồng bằng sông Hồng · Quý III/2026: \d trên 6 tỉnh đã nộp$")
    )


def test_a_province_is_told_on_one_page_and_an_old_link_to_the_first_page_leads_there(visit: Visit) -> None:
    page = visit("", **{"pham-vi": "quang-tri-2025", "lang": "en"})
    expect(page).to_have_url(re.compile(r"/ho-so-tinh\?tinh=quang-tri-2025&lang=en$"))
    expect(page.get_by_role("heading", name=re.compile("^Quảng Trị, Q3 2026: "))).to_be_visible()


def test_the_map_answers_the_finding_under_the_pointer(visit: Visit) -> None:
    page = visit("")
    captions = page.locator("#root .maps figcaption")
    expect(captions.nth(2)).to_be_visible()
    for number in (1, 4, 5):
        page.locator(f"#root .five .f{number}").hover()
        expect(captions.nth(number - 1)).to_be_visible()
        expect(captions.nth(2)).to_be_hidden()


def test_the_answer_stands_above_the_controls(visit: Visit) -> None:
    page = visit("")
    page.set_viewport_size({"width": 1280, "height": 720})
    title = page.locator("#root .bulletin h1").bounding_box()
    assert title is not None
    assert title["y"] < 260
    controls = page.get_by_text("Quý khác, vùng khác").bounding_box()
    assert controls is not None
    assert controls["y"] > title["y"]
