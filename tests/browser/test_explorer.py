"""The explorer answers first: headline and chart stand on the first screen, and what is chosen stays across the views."""

import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsing import barriers, choose, settled

Visit = Callable[..., Page]
BANNER = 28  # pixels of the line that says that figures are a demo, which this store's are not
VIEWS = ("duong", "ban-do", "xep-hang", "tang-giam", "phan-bo", "hai-chi-tieu", "co-cau")
CHOSEN = {"chi-tieu": "TR01", "tinh": "ha-noi"}


def tops(page: Page) -> tuple[float, float, float]:
    """Where the headline begins, where the chart begins and ends."""
    head = page.get_by_role("heading", level=1).bounding_box()
    chart = page.get_by_test_id("stPlotlyChart").first.bounding_box()
    assert head is not None
    assert chart is not None
    return head["y"], chart["y"], chart["y"] + chart["height"]


@pytest.mark.parametrize("view", VIEWS)
def test_the_answer_stands_first_and_the_whole_chart_on_the_first_screen(visit: Visit, view: str) -> None:
    page = visit("kham-pha", **CHOSEN, xem=view)
    page.set_viewport_size({"width": 1280, "height": 720})
    settled(page)
    head, top, bottom = tops(page)
    assert head + BANNER < 260
    assert top + BANNER < 300
    assert bottom + BANNER <= 720


@pytest.mark.parametrize("view", ["duong", "xep-hang"])
def test_it_stands_first_on_a_phone_too(visit: Visit, view: str) -> None:
    page = visit("kham-pha", **CHOSEN, xem=view)
    page.set_viewport_size({"width": 390, "height": 844})
    settled(page)
    head, top, bottom = tops(page)
    assert head < 380
    assert top < 460
    assert bottom <= 844


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
    card = page.locator(".card")
    expect(card).to_contain_text("lớp")
    for name in ("Hồ sơ tỉnh", "Nguồn số liệu"):
        expect(page.locator(".ways").get_by_role("link", name=name)).to_be_visible()
    expect(page.locator(".choroplethlayer")).to_be_attached()


@pytest.mark.parametrize("view", ["ban-do", "xep-hang", "theo-ky", "phan-bo", "hai-chi-tieu", "bang"])
def test_every_view_shuts_nobody_out(visit: Visit, view: str) -> None:
    page = visit("kham-pha", **CHOSEN, xem=view)
    for size in ({"width": 1280, "height": 3000}, {"width": 390, "height": 5000}):
        page.set_viewport_size(size)
        settled(page)
        assert barriers(page) == []
        assert page.evaluate("document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")
