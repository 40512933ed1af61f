"""Twenty questions of an official, each answered within two clicks of the overview. A choice in one control is a click, so is a search."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from data.model import Period
from data.places import PLACES
from data.reading.reader import Reading
from indicators import TABLES
from service import acceptance, drafts
from service.demo import targets as demo_targets
from service.service import Service
from tests.support.browsing import TODAY, choose, opened, serve, settled, unfold
from tests.support.rows import figure_line, sheet_rows

MOST = 2
# Nine provinces that were not merged: what they count in nine months of 2025 and 2026, and what they spend.
SENT = {
    "Hà Nội": (400, 300, 900),
    "Huế": (200, 210, 300),
    "Nghệ An": (300, 330, 700),
    "Sơn La": (100, 104, 100),
    "Lạng Sơn": (150, 160, 200),
    "Thanh Hóa": (500, 520, 800),
    "Hà Tĩnh": (250, 251, 500),
    "Điện Biên": (120, 125, 150),
    "Quảng Ninh": (260, 280, 600),
}
# It runs out within a year of the quarter that is looked at.
MARK = {
    "certificate_no": "4-0001",
    "name": "Chè Cầu Đất",
    "mark_type": "collective",
    "owner": "Hội Nông dân",
    "granted_on": date(2017, 5, 2),
    "expires_on": date(2027, 2, 1),
    "status": "in_force",
}
OF_OLD = {"Bình Thuận": 100, "Đắk Nông": 150, "Lâm Đồng": 250}


def fill(home: Path) -> None:
    """A few figures of 2025 and 2026; Cao Bằng has not sent the last quarter, everyone lacks something."""
    service = Service(home)

    def tell(name: str, period: str, version: int = 1, marks: int = 0, **told: object) -> None:
        quarter = Period.parse(period)
        forms = {table: [f.code for f in TABLES[table].figures if f.code in told] for table in TABLES}
        sheets = {
            table: sheet_rows(TABLES[table], [figure_line(code, told[code]) for code in codes])
            for table, codes in forms.items()
            if codes
        }
        if marks:
            sheets["collective_marks"] = sheet_rows(TABLES["collective_marks"], [MARK] * marks)
        unit, data = PLACES.find(name, quarter.end), f"{name} {period} {version}".encode()
        draft = drafts.judge(service, f"{name}.xlsx", data, Reading({}, sheets, []), unit, quarter)
        acceptance.accept(service, draft, "Phòng Quản lý KH&CN", "đã đối chiếu")
        assert draft.receipt is not None, [f.message.vi for f in draft.findings]

    tell("Bắc Giang", "2025-Q2", IP01=2, IP04=77, IP05=7)
    for name, count in OF_OLD.items():
        tell(name, "2025-Q2", MQ01=(None, count), IP04=count)
    for order, (name, (before, now, spent)) in enumerate(SENT.items()):
        tell(name, "2025-Q3", MQ01=(None, before))
        tell(
            name,
            "2026-Q3",
            MQ01=(None, now),
            PB02=(100 * spent, 250 * spent),
            IP06=(spent, 3 * spent),
            IP01=order,
            AP01=100,
            AP02=40 + order,
        )
    tell("Cao Bằng", "2025-Q3", MQ01=(None, 500))
    tell("Cao Bằng", "2026-Q2", MQ01=(None, 310))
    tell("Lâm Đồng", "2025-Q3", IP01=1)
    tell("Lâm Đồng", "2026-Q3", IP01=3, marks=1)
    before, now, spent = SENT["Sơn La"]
    again = {"MQ01": (None, now + 1), "PB02": (100 * spent, 250 * spent), "IP06": (spent, 3 * spent)}
    tell("Sơn La", "2026-Q3", version=2, IP01=3, AP01=100, AP02=43, **again)
    demo_targets.load(service)
    service.close()


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app on a store that holds what the questions need."""
    folder = tmp_path_factory.mktemp("questions")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", TODAY)
        fill(folder / "store")
    with serve(folder / "store", folder / "app.log") as server:
        yield server.url
    assert "Traceback" not in (folder / "app.log").read_text()


@dataclass
class Walk:
    """Someone with a question, who starts at the overview; every click is counted."""

    page: Page
    clicks: int = 0
    most: int = MOST

    def follow(self, link: Locator) -> None:
        self.clicks += 1
        link.click()
        settled(self.page)

    def go(self, name: str) -> None:
        self.follow(self.page.get_by_test_id("stTopNavLink").filter(has_text=name))

    def unfold(self, menu: str, name: str) -> None:
        self.clicks += 1
        unfold(self.page, menu, name)

    def choose(self, label: str, typed: str, option: str) -> None:
        self.clicks += 1
        choose(self.page, label, typed, re.compile(f"^{option}"))

    def press(self, name: str) -> None:
        self.clicks += 1
        self.page.get_by_role("radio", name=name, exact=True).click()
        settled(self.page)

    def type(self, label: str, words: str) -> None:
        self.clicks += 1
        box = self.page.get_by_role("searchbox", name=label)
        box.fill(words)
        box.press("Enter")
        settled(self.page)

    def reads(self, *words: str | re.Pattern[str]) -> None:
        """These words stand on the page."""
        for said in words:
            expect(self.page.get_by_test_id("stMain")).to_contain_text(said)

    def told(self, *words: str | re.Pattern[str]) -> None:
        """These words stand in what was opened over the page."""
        for said in words:
            expect(self.page.get_by_test_id("stPopoverBody")).to_contain_text(said)

    def line(self, name: str) -> list[str]:
        """The cells of the line of a table that a name begins."""
        head = self.page.get_by_role("rowheader", name=name)
        expect(head).to_have_count(1)
        cells: list[str] = head.locator("xpath=..").evaluate("row => [...row.cells].map(cell => cell.innerText.trim())")
        return cells


@pytest.fixture
def walk(page: Page, answers: str) -> Iterator[Walk]:
    walk = Walk(opened(page, answers))
    yield walk
    assert walk.clicks <= walk.most


def test_1_who_fell_against_the_same_nine_months_and_not_because_of_a_missing_report(walk: Walk) -> None:
    walk.follow(walk.page.get_by_role("link", name="Số phương tiện đo được kiểm định, hiệu chuẩn").first)
    walk.reads(re.compile("9 tháng năm 2026: 1 tỉnh giảm, 8 tỉnh tăng so với cùng kỳ, 25 tỉnh chưa so được"))
    walk.follow(walk.page.get_by_role("button", name="Đọc thế nào"))
    walk.told(
        "Giảm (1): Hà Nội ▼ 25,0 %", re.compile(r"Chưa so được \(1\): Cao Bằng \(9 tháng năm 2026: chưa đủ quý\)")
    )
    assert walk.line("Hà Nội")[2:5] == ["300", "400", "▼ 25,0 %"]


def test_2_how_far_bac_giang_is_with_its_plan_to_2025(walk: Walk) -> None:
    walk.go("Kế hoạch")
    walk.choose("Tỉnh, thành phố", "bac ninh", "Bắc Ninh")
    walk.page.keyboard.press("Escape")  # the list closes and the page can be read again
    walk.reads("Bắc Ninh", "phần của Bắc Giang", "33 %", "Không đạt")
    assert walk.line("IP04 · Số nhãn hiệu tập thể được bảo hộ")[2] == "77 nhãn hiệu, II/2025"


def test_3_what_changed_in_the_nation(walk: Walk) -> None:
    walk.reads("Quý III/2026", "10/34 tỉnh đã nộp", "Năm điều của quý này")
    walk.reads(
        "Hà Nội: số phương tiện đo được kiểm định, hiệu chuẩn ▼ 25,0 % so với cùng kỳ, từ 400 xuống 300 phương tiện"
    )


def test_4_who_has_not_sent_and_what_those_who_have_still_lack(walk: Walk) -> None:
    walk.follow(walk.page.locator("#root").get_by_role("link", name="10/34 tỉnh đã nộp"))
    walk.reads("Đủ mọi chỉ tiêu bắt buộc (0): không có")
    owed = walk.page.get_by_role("region", name="Mức đủ của chỉ tiêu bắt buộc, quý III/2026").get_by_role("row")
    expect(owed.filter(has_text="Cao Bằng")).to_contain_text("tất cả 32 chỉ tiêu")
    lacking = owed.filter(has_text="Hà Nội")
    expect(lacking).to_contain_text("TR01")
    expect(lacking).not_to_contain_text("IP06")


def test_5_out_of_whom_lam_dong_was_made_and_what_each_brought(walk: Walk) -> None:
    walk.go("Tỉnh, thành phố")
    walk.choose("Tỉnh, thành phố", "lam dong", "Lâm Đồng")
    walk.reads("Bình Thuận, Đắk Nông, Lâm Đồng cũ, hợp nhất 01/07/2025", "Trước và sau hợp nhất")
    brought = walk.page.get_by_role("row").filter(has_text="Số phương tiện đo").last.inner_text()
    assert brought.endswith("Bình Thuận 20 %, Đắk Nông 30 %, Lâm Đồng 50 %")


def test_6_who_has_most_geographical_indications_and_where_on_the_map(walk: Walk) -> None:
    walk.go("Khám phá")
    walk.press("Xếp hạng")
    walk.reads("Quý III/2026: Quảng Ninh dẫn đầu với 8 chỉ dẫn địa lý")


def test_6b_where_on_the_map(walk: Walk) -> None:
    walk.go("Khám phá")
    walk.press("Bản đồ")
    expect(walk.page.get_by_test_id("stPlotlyChart").locator(".choroplethlayer path").first).to_be_attached()
    walk.reads("trên 10.000 dân")


def test_7_a_provinces_share_online_beside_the_nations(walk: Walk) -> None:
    walk.type("Tìm chỉ tiêu, tỉnh, trang", "ap04 nghe an")
    walk.follow(walk.page.get_by_role("link", name=re.compile("^Nghệ An: .*AP04 · xếp hạng")))
    walk.reads("Nghệ An", "42,0", "44,0")


def test_8_which_rank_a_province_has_in_every_field(walk: Walk) -> None:
    walk.go("Tỉnh, thành phố")
    walk.choose("Tỉnh, thành phố", "nghe an", "Nghệ An")
    # By 10,000 people: 2.02 applications in Nghệ An, 4.30 in Quảng Ninh.
    for field, rank in (("IP06", "7/9"), ("PB02", "7/9"), ("MQ01", "7/9")):
        expect(walk.page.locator("#root .fields span").filter(has_text=field)).to_contain_text(rank)


def test_9_whether_spending_and_applications_go_together(walk: Walk) -> None:
    walk.go("Khám phá")
    walk.press("Hai chỉ tiêu")
    walk.reads(
        "Quý III/2026: chi ngân sách cho KH&CN, ĐMST và số đơn đăng ký quyền sở hữu công nghiệp đi cùng nhau rõ rệt (tương quan thứ hạng 1,00, 9 tỉnh)"
    )
    walk.reads("không có nghĩa cái này là nguyên nhân của cái kia")


def test_10_what_a_code_means_how_it_is_made_and_on_what_it_rests(walk: Walk) -> None:
    walk.unfold("Dữ liệu", "Giới thiệu")
    walk.type("Tìm theo mã, tên, định nghĩa, căn cứ", "MQ01")
    facts = walk.page.get_by_role("table").filter(has=walk.page.get_by_role("columnheader", name="MQ01", exact=True))
    expect(facts).to_be_visible()
    for said in ("Định nghĩa", "Cách tính", "Tổng cột «Số phương tiện»", "Căn cứ", "Biểu 09/KHCN-TDC"):
        expect(facts).to_contain_text(said)


def test_11_which_of_the_merged_provinces_rose_most(walk: Walk) -> None:
    walk.follow(walk.page.get_by_role("link", name="Số chỉ dẫn địa lý được bảo hộ").first)
    walk.choose("So trong", "sap xep", "các tỉnh đã sắp xếp")
    walk.reads("Quý III/2026: 0 tỉnh giảm, 1 tỉnh tăng so với cùng kỳ, 22 tỉnh chưa so được")
    bars = walk.page.get_by_test_id("stPlotlyChart")
    expect(bars.get_by_text("Lâm Đồng")).to_be_visible()
    expect(bars.get_by_text("Hà Nội")).to_have_count(0)


def test_12_how_many_procedures_of_a_region_are_wholly_online(walk: Walk) -> None:
    walk.type("Tìm chỉ tiêu, tỉnh, trang", "ap04 dong bang song hong")
    walk.follow(walk.page.get_by_role("link", name=re.compile("^Đồng bằng sông Hồng: .*AP04 · diễn biến")))
    walk.reads(re.compile(r"Đồng bằng sông Hồng: 44,0.%, quý III/2026 \(mới có 2/"))


def test_13_from_which_cell_of_which_file_a_figure_came(walk: Walk) -> None:
    walk.type("Tìm chỉ tiêu, tỉnh, trang", "ip06 nghe an")
    walk.follow(walk.page.get_by_role("link", name=re.compile("^Nghệ An: .*IP06 · nguồn số liệu")))
    walk.reads("Nghệ An, quý III/2026: 700 đơn", "Nghệ An.xlsx")
    expect(walk.page.locator("#root .path dd").filter(has_text=re.compile(r"ô [A-Z]\d+"))).to_be_visible()


def test_14_what_the_bulletin_said_a_quarter_earlier(walk: Walk) -> None:
    walk.follow(walk.page.get_by_text("Quý khác, vùng khác"))
    walk.choose("Quý", "II/2026", "Quý II.2026")
    expect(walk.page.locator("#root .bulletin h1")).to_contain_text("Quý II/2026: 1 trên 34 tỉnh đã nộp")


def test_15_how_a_province_stands_among_those_of_its_size(walk: Walk) -> None:
    walk.type("Tìm chỉ tiêu, tỉnh, trang", "ip06 nghe an")
    walk.follow(walk.page.get_by_role("link", name=re.compile("^Nghệ An: .*IP06 · so với tỉnh cùng cỡ")))
    walk.reads(re.compile(r"Nghệ An: 700 đơn, thứ \d+/\d+, quý III/2026"))
    expect(walk.page.get_by_role("combobox", name="So trong")).to_have_value("các tỉnh cỡ như Nghệ An")
    expect(walk.page.get_by_test_id("stPlotlyChart").get_by_text(re.compile("^Lạng Sơn"))).to_have_count(0)


def test_16_how_a_figure_of_one_province_went_over_the_years(walk: Walk) -> None:
    walk.type("Tìm chỉ tiêu, tỉnh, trang", "ip01 quang ninh")
    walk.follow(walk.page.get_by_role("link", name=re.compile("^Quảng Ninh: .*IP01 · diễn biến")))
    walk.reads("Quảng Ninh: 8 chỉ dẫn địa lý, quý III/2026")
    expect(walk.page.get_by_test_id("stPlotlyChart").get_by_text("Quảng Ninh 8")).to_be_visible()


def test_17_who_has_sent_the_quarter_again_and_when(walk: Walk) -> None:
    walk.follow(walk.page.locator("#root").get_by_role("link", name="1 tỉnh đã nộp lại quý này"))
    walk.follow(walk.page.get_by_role("row").filter(has_text="Sơn La").last.get_by_role("link").first)
    walk.reads("Lịch sử nộp: Sơn La, quý III/2026", re.compile("Lần 2"), re.compile("Lần 1"))


def test_18_which_plans_were_not_reached(walk: Walk) -> None:
    walk.go("Kế hoạch")
    walk.choose("Đánh giá", "khong dat", "X Không đạt|✗ Không đạt")
    walk.reads(re.compile("Quý III/2026: 3 chỉ tiêu kế hoạch, 3 không đạt"))


def test_19_which_marks_run_out_within_a_year(walk: Walk) -> None:
    walk.unfold("Lĩnh vực", "Nhãn hiệu tập thể, chứng nhận")
    walk.press("Danh sách")
    walk.reads("1 nhãn hiệu hết hiệu lực trong 12 tháng kể từ 21/11/2026", "Chè Cầu Đất")


def test_20_how_much_is_spent_in_billions(walk: Walk) -> None:
    walk.type("Tìm chỉ tiêu, tỉnh, trang", "pb02")
    walk.follow(walk.page.get_by_role("link", name=re.compile("PB02$")).first)
    walk.reads(re.compile(r"Cả nước: 425 tỷ đồng, quý III/2026 \(mới có 9/34"))
