"""From a figure on a page to the cell that was sent: by a point of a chart, a cell of a table, a card and an area of the map."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsing import barriers, settled

Visit = Callable[..., Page]
QUESTION = {"chi-tieu": "MQ01", "ky": "year", "nam": "2025"}

# Where on the screen a line's last point lies.
LAST_POINT = """name => {
    const chart = document.querySelector('.js-plotly-plot'), box = chart.getBoundingClientRect()
    const points = chart.calcdata.find(line => line[0].trace.name === name), {xaxis, yaxis} = points[0].trace
    const [x, y] = [xaxis, yaxis].map(axis => chart._fullLayout[axis[0] + 'axis' + axis.slice(1)]), last = points.at(-1)
    return [box.left + x._offset + x.c2p(last.x), box.top + y._offset + y.c2p(last.y)]
}"""


def told(page: Page) -> str:
    expect(page.get_by_role("heading", name="Nguồn số liệu", level=1)).to_be_visible()
    return page.get_by_role("heading", level=3).first.inner_text()


def test_a_part_that_is_not_there_is_answered_by_a_sentence(visit: Visit) -> None:
    page = visit("nguon-so-lieu", **QUESTION, **{"phan-to": "instrument_type", "muc": "atom_clock"})
    expect(page.get_by_role("alert").filter(has_text="lựa chọn không tồn tại")).to_contain_text("muc")


def test_by_keyboard_from_the_nation_over_its_region_and_province_to_the_rows_that_were_sent(visit: Visit) -> None:
    page = visit("nguon-so-lieu", **QUESTION)
    region = page.locator("summary").filter(has_text="Bắc Trung Bộ").first
    region.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Quảng Trị").focus()
    page.keyboard.press("Enter")
    settled(page)
    assert told(page).startswith("Quảng Trị, năm 2025")
    leaf = page.locator("summary").filter(has_text="Quý IV/2025").first
    if not leaf.evaluate("line => line.parentElement.open"):
        leaf.press("Enter")
    facts = page.locator("dl").last
    for label in ("Trang tính", "Bản nộp số", "Người nộp", "SHA-256"):
        expect(facts).to_contain_text(label)
    rows = page.get_by_role("table").last.locator("tbody tr")
    adds = [int(row.locator("td").first.inner_text().replace(".", "")) for row in rows.all()]
    assert f"{sum(adds):,}".replace(",", ".") in leaf.inner_text(), "the rows add up by hand"


def test_a_cell_of_a_table_leads_to_its_own_figure(visit: Visit) -> None:
    page = visit("kham-pha", **{"chi-tieu": "TR01", "tinh": "ha-noi", "xem": "bang"})
    cell = page.get_by_role("table").get_by_role("row", name="Hà Nội").locator("td a").nth(1)
    value = cell.inner_text()
    cell.click()
    settled(page)
    assert re.match(rf"Hà Nội, quý II/2026: {value} ", told(page))


def test_a_point_of_a_chart_leads_to_its_own_figure(visit: Visit) -> None:
    page = visit("kham-pha", **{"chi-tieu": "TR01", "tinh": "ha-noi", "tu": "2025-Q1"})
    page.mouse.click(*page.evaluate(LAST_POINT, "Hà Nội"))
    expect(page.get_by_role("heading", name="Nguồn số liệu", level=1)).to_be_visible()
    settled(page)
    assert told(page).startswith("Hà Nội, quý III/2026")


def test_a_card_leads_to_its_figure(visit: Visit) -> None:
    page = visit("dao-tao-tap-huan", **{"tinh": "ha-noi"})
    page.locator("#root .card .figure a").first.click()
    settled(page)
    assert told(page).startswith("Hà Nội, 9 tháng năm 2026")


def test_an_area_of_the_map_leads_to_the_figure_of_its_province(visit: Visit) -> None:
    page = visit("kham-pha", **{"xem": "ban-do", "chi-tieu": "TR01"})
    area = page.locator(".choroplethlayer path").first
    expect(area).to_be_attached()
    area.click(force=True)
    settled(page)
    page.get_by_test_id("stMain").get_by_role("link", name="Nguồn số liệu").click()
    expect(page.get_by_role("heading", name="Nguồn số liệu", level=1)).to_be_visible()
    settled(page)
    assert re.match(r".+, quý III/2026: ", told(page))


@pytest.mark.parametrize("tongue", ["vi", "en"])
def test_the_path_can_be_used_by_everyone(visit: Visit, tongue: str) -> None:
    page = visit("nguon-so-lieu", **QUESTION, **{"pham-vi": "ha-noi", "lang": tongue})
    assert barriers(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert barriers(page) == []
