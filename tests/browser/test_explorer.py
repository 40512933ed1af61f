"""The explorer answers first: headline and chart stand on the first screen, and what is chosen stays across the views."""

import re
from collections.abc import Callable
from itertools import product
from typing import Literal
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from pages.texts import explorer as texts
from tests.support.browsing import barriers, choose, settled

Visit = Callable[..., Page]
BANNER = 28  # pixels of the line that says that figures are a demo, which this store's are not
VIEWS = tuple(code for code in texts.VIEWS if code != "bang")  # all that draw a chart, from the explorer's own list
CHOSEN = {"chi-tieu": "TR01", "tinh": "ha-noi"}
SIZES: tuple[ViewportSize, ...] = ({"width": 1280, "height": 3000}, {"width": 390, "height": 5000})
GROUNDS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
AREAS = {"one": "ha-noi", "three": "ha-noi,quang-tri-2025,lam-dong-2025"}


def tops(visit: Visit, view: str, areas: str, size: ViewportSize) -> tuple[float, float, float]:
    """Where the headline begins, where the chart begins and ends, on such a screen."""
    page = visit("kham-pha", **CHOSEN | {"tinh": AREAS[areas]}, xem=view)
    page.set_viewport_size(size)
    settled(page)
    head = page.get_by_role("heading", level=1).bounding_box()
    chart = page.get_by_test_id("stPlotlyChart").first.bounding_box()
    assert head is not None
    assert chart is not None
    return head["y"], chart["y"], chart["y"] + chart["height"]


@pytest.mark.parametrize("areas", AREAS)
@pytest.mark.parametrize("view", VIEWS)
def test_the_answer_stands_first_and_the_whole_chart_on_the_first_screen(visit: Visit, view: str, areas: str) -> None:
    head, top, bottom = tops(visit, view, areas, {"width": 1280, "height": 720})
    assert head + BANNER < 260
    assert top + BANNER < 300
    assert bottom + BANNER <= 720


@pytest.mark.parametrize("areas", AREAS)
@pytest.mark.parametrize("view", VIEWS)
def test_it_stands_first_on_a_phone_too(visit: Visit, view: str, areas: str) -> None:
    head, top, bottom = tops(visit, view, areas, {"width": 390, "height": 844})
    # The sentence that no quarter is complete yet, which stands on this store alone, is higher than the banner.
    assert head < 380
    assert top < 460
    assert bottom <= 844


def test_the_table_stands_first_too(visit: Visit) -> None:
    page = visit("kham-pha", **CHOSEN, xem="bang")
    for width, height, most in ((1280, 720, 300), (390, 844, 460)):
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        table = page.get_by_role("table").first.bounding_box()
        assert table is not None
        assert table["y"] < most


def test_a_province_is_found_without_accents_and_its_chip_has_the_colour_of_its_line(visit: Visit) -> None:
    page = visit("kham-pha", **CHOSEN)
    choose(page, "Địa phương", "lam dong", "Lâm Đồng")
    page.keyboard.press("Escape")
    chips = page.locator(".st-key-tinh [data-tag]")
    expect(chips).to_have_text(["Hà Nội", "Lâm Đồng"])
    inks = chips.evaluate_all("all => all.map(chip => getComputedStyle(chip).color)")
    lines = page.evaluate(
        "[...document.querySelectorAll('.js-plotly-plot .scatterlayer .trace .js-line')].map(l => getComputedStyle(l).stroke)"
    )
    assert inks == list(dict.fromkeys(lines))
    choose(page, "Chỉ tiêu", "phuong tien do duoc", re.compile("MQ01$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("phương tiện")


def test_what_is_chosen_stays_from_view_to_view(visit: Visit) -> None:
    page = visit("kham-pha", **{"chi-tieu": "TR01", "tinh": "ha-noi,lam-dong-2025"})
    for view in ("Bản đồ", "Xếp hạng", "Phân bố", "Bảng", "Đường"):
        page.get_by_role("radio", name=view, exact=True).click()
        settled(page)
        expect(page.locator(".st-key-tinh [data-tag]")).to_have_text(["Hà Nội", "Lâm Đồng"])
        expect(page.locator(".st-key-choices").get_by_role("combobox").first).to_have_value(re.compile("TR01"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("xu-huong?chi-tieu=TR01&tinh=ha-noi", "kham-pha?chi-tieu=TR01&tinh=VN,ha-noi"),
        ("so-sanh?xem=phan-bo&pham-vi=ha-noi", "kham-pha?xem=phan-bo&tinh=ha-noi"),
        ("ban-do?chi-tieu=TR01", "kham-pha?xem=ban-do&chi-tieu=TR01"),
        ("trainings?pham-vi=ha-noi", "dao-tao-tap-huan?tinh=ha-noi"),
    ],
)
def test_an_old_address_opens_the_same_view(visit: Visit, old: str, new: str) -> None:
    page = visit(old)
    assert unquote(page.url).endswith(new)
    expect(page.get_by_role("alert").filter(has_text="không tồn tại")).to_have_count(0)


def test_one_pointer_reads_all_lines_the_highest_first(visit: Visit) -> None:
    page = visit("kham-pha", **{"chi-tieu": "MQ01", "tinh": "ha-noi,quang-tri-2025"})
    point = page.evaluate(
        """() => { const chart = document.querySelector('.js-plotly-plot'), box = chart.getBoundingClientRect()
        const line = chart.calcdata[0], at = line[line.length - 2], {xaxis, yaxis} = chart._fullLayout
        return [box.left + xaxis._offset + xaxis.c2p(at.x), box.top + yaxis._offset + yaxis.c2p(at.y)] }"""
    )
    page.mouse.move(point[0] - 20, point[1])
    page.mouse.move(point[0], point[1] + 2, steps=4)
    told = page.locator(".hoverlayer")
    expect(told).to_contain_text(re.compile("Quý II/2026.*Quảng Trị.*Hà Nội.*phương tiện"))


def test_time_plays_from_quarter_to_quarter_and_stops_at_the_last(visit: Visit) -> None:
    page = visit("kham-pha", **{"chi-tieu": "TR01", "xem": "xep-hang", "quy": "2026-Q1"})
    headline = page.get_by_role("heading", level=1)
    page.get_by_role("button", name="Chạy theo thời gian").click()
    for quarter in ("Quý II/2026", "Quý III/2026"):
        expect(headline).to_contain_text(quarter)
    expect(page.get_by_role("button", name="Chạy theo thời gian")).to_be_visible()
    assert "quy=" not in page.url, "the last quarter is the usual one"


def test_a_click_on_the_map_opens_a_card_and_keeps_the_map(visit: Visit) -> None:
    page = visit("kham-pha", **{"chi-tieu": "TR01", "xem": "ban-do"})
    page.locator(".choroplethlayer path").first.click(force=True)
    settled(page)
    card = page.locator("#root .card")
    expect(card).to_contain_text("lớp")
    for name in ("Hồ sơ tỉnh", "Nguồn số liệu"):
        expect(page.locator(".ways").get_by_role("link", name=name)).to_be_visible()
    expect(page.locator(".choroplethlayer")).to_be_attached()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("view", texts.VIEWS)
def test_every_view_shuts_nobody_out(visit: Visit, view: str, language: str) -> None:
    page = visit("kham-pha", **CHOSEN | ({"lang": "en"} if language == "en" else {}), xem=view)
    for size, ground in product(SIZES, GROUNDS):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=ground)
        settled(page)
        assert barriers(page) == [], (size, ground)
        assert page.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")


def test_what_is_behind_a_word_can_be_read_on_a_dark_screen(page: Page, visit: Visit) -> None:
    page.emulate_media(color_scheme="dark")
    page = visit("kham-pha", **{"chi-tieu": "MQ01"})
    page.get_by_role("button", name=re.compile("Đọc thế nào")).click()
    settled(page)
    expect(page.get_by_test_id("stPopoverBody")).to_contain_text("Bấm vào một điểm")
    assert barriers(page) == []  # … and be scrolled by keys, though nothing in it takes the focus
