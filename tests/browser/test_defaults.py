"""Seven traps of an official who takes a page as it comes: whatever stands there by default is no wrong picture."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.model import Period
from data.places import PLACES
from service.service import Service
from service.targets import plans
from tests.support.browsing import TODAY, choose, opened, serve, settled
from tests.support.rows import plan_file, send

FIRST, LATEST, OPEN = map(Period.parse, ("2025-Q3", "2026-Q3", "2026-Q4"))
NAMES = [unit.name for unit in PLACES.of_quarter(LATEST.last)]
ABSENT = ("Cà Mau", Period.parse("2026-Q1"))
EXPLAINED = ("Đồng Tháp", LATEST)
IN_ALL = 100 * len(NAMES)  # what they count in a quarter, but for the one that has to explain itself


def fill(home: Path) -> None:
    """All 34 provinces over five quarters; one has not sent one of them, one explains a leap, and the first of them has
    sent the quarter that still runs."""
    service = Service(home)
    for quarter in map(Period.quarter, range(FIRST.last, LATEST.last + 1)):
        for name in NAMES:
            if (name, quarter) != ABSENT:
                counted = 1200 if (name, quarter) == EXPLAINED else 100
                send(service, name, quarter.code, {"MQ01": counted, "IP01": 2}, "chiến dịch kiểm định")
    send(service, "Hà Nội", OPEN.code, {"MQ01": 50, "IP01": 2}, "nộp sớm")
    aim = {"province": "Huế", "measure": "IP01", "period": "2025", "operator": "≥", "value": 3, "source": "Kế hoạch 5"}
    plans.accept(service, plans.check(service, "ke-hoach.xlsx", plan_file(service, [aim])), "Trần An")
    service.close()


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("nation")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", TODAY)
        fill(folder / "store")
    with serve(folder / "store", folder / "app.log") as server:
        yield server.url


def test_the_first_province_of_a_new_quarter_does_not_become_the_nation(page: Page, nation: str) -> None:
    opened(page, nation)
    card = page.locator("#root .bulletin .four > div").filter(has_text="chỉ dẫn địa lý").first
    expect(card).to_contain_text("Quý III/2026")
    expect(card.locator(".figure")).to_contain_text("68")
    expect(page.get_by_text("Đây là quý mới nhất: đã qua hạn nộp và ít nhất 90 % số tỉnh")).to_be_visible()
    apart = page.locator(".st-key-collecting-2026-Q4")
    expect(apart).to_contain_text("Đang thu thập: quý IV/2026, 1/34 tỉnh đã nộp, hạn 15/01/2027")
    expect(apart).to_contain_text("Đã nộp: Hà Nội")
    expect(apart).to_contain_text("ở 1 tỉnh đã nộp cả hai kỳ")

    opened(page, nation, "kham-pha", {"chi-tieu": "MQ01"})
    expect(page.get_by_role("heading", name="Cả nước: 4.500 phương tiện, quý III/2026")).to_be_visible()
    choose(page, "Đến quý", "IV/2026", re.compile("đang thu thập"))
    expect(page.get_by_role("alert").filter(has_text="Quý IV/2026 đang thu thập: mới có 1/34 tỉnh")).to_be_visible()
    for view in ("xep-hang", "ban-do"):
        opened(page, nation, "kham-pha", {"chi-tieu": "MQ01", "xem": view})
        expect(page.get_by_role("heading", level=1)).to_contain_text("Quý III/2026")
    observations = page.request.get(f"{nation}/api/v1/observations?measure=MQ01").json()["rows"]
    assert (observations[-1]["period"], observations[-1]["value"]) == ("2026-Q3", 4500)


def test_nine_months_are_not_drawn_or_ranked_as_a_year(page: Page, nation: str) -> None:
    opened(page, nation, "kham-pha", {"chi-tieu": "MQ01", "ky": "year", "tu": "2025-Q3"})
    chart = page.get_by_test_id("stPlotlyChart").first
    expect(chart.get_by_text("9 tháng", exact=True)).to_be_visible()
    page.get_by_text("Số liệu dạng bảng").click()
    expect(page.get_by_role("columnheader", name="9T/2026")).to_be_visible()
    expect(page.get_by_role("columnheader", name="2026", exact=True)).to_have_count(0)
    opened(page, nation, "kham-pha", {"xem": "xep-hang", "chi-tieu": "MQ01", "ky": "year"})
    expect(page.get_by_role("heading", level=1)).to_contain_text("Năm 2025")
    opened(page, nation, "kham-pha", {"xem": "xep-hang", "chi-tieu": "MQ01", "ky": "year", "nam": "2026"})
    expect(page.get_by_role("heading", level=1)).to_contain_text("9 tháng năm 2026")


def test_one_sender_missing_of_34_leaves_a_line_a_line(page: Page, nation: str) -> None:
    opened(page, nation, "kham-pha", {"chi-tieu": "MQ01"})
    chart = page.get_by_test_id("stPlotlyChart").first
    expect(chart.get_by_text("33", exact=True)).to_be_visible()
    dashed = chart.evaluate("c => [...c.querySelectorAll('.js-line')].filter(l => l.style.strokeDasharray).length")
    assert dashed == 0
    page.get_by_role("button", name="Thêm…").click()
    page.get_by_role("button", name="Cùng nhóm tỉnh").click()
    expect(chart.get_by_text("Cùng 33 tỉnh")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_text("Số liệu dạng bảng").click()
    expect(page.get_by_test_id("stExpander").get_by_role("row").filter(has_text="Cùng 33 tỉnh")).to_contain_text(
        "3.300"
    )


def test_an_explained_leap_carries_its_mark_wherever_it_stands(page: Page, nation: str) -> None:
    mark = "※"
    opened(page, nation, "kham-pha", {"chi-tieu": "MQ01"})
    sentence = page.get_by_role("heading", level=1)
    expect(sentence).to_contain_text(f"▲ 32,4 % so với cùng kỳ; không kể Đồng Tháp {mark}: không đổi")
    opened(page, nation, "phuong-tien-do-kiem-dinh-hieu-chuan", {"tinh": "dong-thap-2025"})
    expect(page.locator("#root .card").filter(has_text="phương tiện đo").locator("details.reason")).to_be_visible()
    opened(page, nation, "kham-pha", {"chi-tieu": "MQ01", "tinh": "dong-thap-2025"})
    expect(page.get_by_test_id("stPlotlyChart").get_by_text(mark, exact=True)).to_be_visible()
    expect(page.get_by_test_id("stPlotlyChart").get_by_text(f"Đồng Tháp 1.200 {mark}")).to_be_visible()
    opened(page, nation, "nguon-so-lieu", {"chi-tieu": "MQ01", "pham-vi": "dong-thap-2025"})
    expect(page.get_by_role("heading", name=f"Đồng Tháp, quý III/2026: 1.200 phương tiện {mark}")).to_be_visible()
    opened(page, nation, "kham-pha", {"chi-tieu": "MQ01", "tinh": "dong-thap-2025"})
    expect(page.get_by_role("heading", level=1)).to_contain_text(mark)
    for view in ("xep-hang", "tang-giam", "ban-do"):
        opened(page, nation, "kham-pha", {"chi-tieu": "MQ01", "xem": view})
        expect(page.get_by_test_id("stPlotlyChart").get_by_text(re.compile(mark)).first).to_be_visible()
        page.get_by_role("button", name="Đọc thế nào").click()
        expect(page.get_by_text("số đã được hỏi và người nộp đã giải trình")).to_be_visible()


def test_home_is_the_nation_whatever_the_page_before_looked_at(page: Page, nation: str) -> None:
    opened(page, nation, "phuong-tien-do-kiem-dinh-hieu-chuan", {"tinh": "hue"})
    expect(page.get_by_role("heading", level=1)).to_have_text("Huế · Quý III/2026")
    page.get_by_role("link", name="Tổng quan").click()
    settled(page)
    expect(page.locator("#root .bulletin h1")).to_contain_text("Quý III/2026")
    expect(page.locator("#root .bulletin .chips")).to_contain_text("34/34 tỉnh đã nộp")
    opened(page, nation, "", {"pham-vi": "hue"})
    expect(page.get_by_role("heading", name=re.compile("^Huế, quý III.2026"))).to_be_visible()


def test_a_plan_whose_year_is_over_is_reached_or_not_and_says_by_which_figure(page: Page, nation: str) -> None:
    opened(page, nation, "ke-hoach", {"quy": "2025-Q4"})
    line = page.get_by_role("row").filter(has_text="IP01").first
    expect(page.get_by_text("✗ Không đạt").first).to_be_visible()
    expect(line).to_contain_text("Không đạt")
    expect(line).to_contain_text("IV/2025")


def test_old_units_are_offered_only_where_they_were_and_a_day_says_whose_units_it_had(page: Page, nation: str) -> None:
    then = page.get_by_role("radio", name="Tại thời điểm báo cáo")
    for path, chosen in (("", {}), ("kham-pha", {"xem": "xep-hang"}), ("kham-pha", {"xem": "ban-do"})):
        opened(page, nation, path, chosen)
        expect(then).to_have_count(0)
    opened(page, nation, "kham-pha", {"xem": "xep-hang", "chi-tieu": "MQ01", "quy": "2025-Q3", "don-vi": "63"})
    page.get_by_role("button", name="Thêm…").click()
    expect(then).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.get_by_text("theo đơn vị tại thời điểm báo cáo: 34 đơn vị của ngày 30/09/2025")).to_be_visible()
    box = page.get_by_role("combobox", name="Địa phương")
    box.click()
    box.fill("quang")
    expect(page.get_by_role("option", name=re.compile("Quảng Trị"))).to_have_count(1)
    expect(page.get_by_role("option", name=re.compile("Quảng Bình"))).to_have_count(0)
