"""A province sends its own synthesis, never seen before: proposal, one correction, confirmation, receipt, trend, the cell;
and the next quarter's goes in without a question of how it is read."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.workbook import upload
from tests.support.browsing import barriers, choose, figures, settled
from tests.support.layouts import histories
from tests.support.layouts.page import Case, Sent
from tests.support.layouts.syntheses import Style, synthesis
from tests.support.reports import with_table

Visit = Callable[..., Page]
CASE: Case = synthesis(21, Style("two", province="Tây Ninh"), 35, year=2025)
PROVINCE = "tay-ninh-2025"


def send(page: Page, sent: Sent) -> Locator:
    return given(page, sent.file, sent.data)


def given(page: Page, name: str, data: bytes) -> Locator:
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([upload(name, data)])
    last = page.locator(".st-key-file-0")
    expect(last).to_be_visible()
    settled(page)
    return last


def confirmed(page: Page, seen: Locator) -> None:
    """Sign, answer every question of the figures, and confirm."""
    field = page.get_by_label("Người nộp")
    field.fill("Trần Thị Bình, Sở KH&CN")
    field.press("Tab")
    settled(page)
    confirm = page.get_by_role("button", name="Xác nhận nộp")
    for _ in range(40):
        empty = [
            each for each in page.get_by_label(re.compile("^Giải trình .*bắt buộc")).all() if not each.input_value()
        ]
        if not empty:
            break
        empty[0].fill("đúng theo sổ của Sở")
        empty[0].press("Tab")
        settled(page)
    expect(confirm).to_be_enabled()
    confirm.click()
    expect(page.get_by_test_id("stAlert").filter(has_text="Biên nhận bản nộp số")).to_be_visible()
    settled(page)


def take_all(page: Page, seen: Locator) -> None:
    take = seen.get_by_role("button", name=re.compile("^Nhận .* đề xuất còn lại"))
    if take.count():
        take.click()
        settled(page)
    expect(seen).to_contain_text("Không còn chỗ nào phải trả lời")


def save(page: Page, seen: Locator) -> None:
    """With the reason without which it cannot be."""
    reason = seen.get_by_label("Căn cứ xác nhận")
    reason.fill("đã đối chiếu từng dòng với báo cáo của Sở")
    reason.press("Tab")
    settled(page)
    seen.get_by_role("button", name="Xác nhận cách đọc này").click()
    settled(page)


def test_a_synthesis_never_seen_goes_in_after_one_confirmation_and_the_next_quarters_untouched(visit: Visit) -> None:
    asked: dict[str, Any] = {"quy-nop": "2025-Q4", "tinh-nop": PROVINCE}
    page = visit("nop-so-lieu", **asked)
    seen = send(page, CASE.sent)
    expect(seen).to_contain_text("Chưa nhận được: còn lỗi phải sửa")
    switch = seen.get_by_role("switch", name="Cách đọc tệp")
    switch.wait_for(state="attached")
    if not switch.is_checked():
        seen.get_by_text("Cách đọc tệp: đây là bảng của chính đơn vị").click()
        settled(page)
    grid = seen.get_by_role("region", name=re.compile("Tệp như đã gửi"))
    expect(grid).to_contain_text("TỔNG HỢP KẾT QUẢ HOẠT ĐỘNG")
    expect(seen).to_contain_text("chỗ cần trả lời")
    assert not barriers(page)

    # One correction: what was left aside by nobody's mistake is said to be something, and aside again.
    seen.get_by_text("Sửa một chỗ khác").click()
    settled(page)
    choose(page, "Dòng hoặc cột", "Kế hoạch năm", re.compile("^Kế hoạch năm 2025"))
    settled(page)
    choose(page, "Là", "Ghi chú", re.compile("^Ghi chú"))
    settled(page)
    choose(page, "Là", "Để ngoài", re.compile("^Để ngoài"))
    settled(page)

    take_all(page, seen)
    row = seen.get_by_role("region", name="Sẽ đọc").get_by_role("row").filter(has_text="IP06 ·")
    value = CASE.sent.figures["IP06"][0]
    expect(row).to_contain_text(f"{value:.0f}")
    button = seen.get_by_role("button", name="Xác nhận cách đọc này")
    expect(button).to_be_disabled()
    save(page, seen)

    seen = page.locator(".st-key-file-0")
    expect(page.get_by_role("button", name="Xác nhận nộp")).to_be_visible()
    confirmed(page, seen)
    page.get_by_role("link", name="Xem xu hướng").click()
    settled(page)
    page = visit("nguon-so-lieu", **{"chi-tieu": "IP06", "ky": "quarter", "quy": "2025-Q4", "pham-vi": PROVINCE})
    sheet = CASE.sent.pages[0]
    line = next(line for line, code in sheet.rows.items() if code == "IP06")
    column = next(column for column, what in sheet.columns.items() if what == "value")
    expect(page.get_by_text(f"{chr(65 + column)}{line + 1}").first).to_be_visible()

    page = visit("nop-so-lieu", **(asked | {"quy-nop": "2026-Q1"}))
    seen = send(page, CASE.following)
    expect(page.get_by_role("button", name="Xác nhận nộp")).to_be_visible()
    expect(seen).not_to_contain_text("Cách đọc tệp: đây là bảng")
    confirmed(page, seen)
    page = visit("kham-pha", **{"chi-tieu": "IP06", "tinh": PROVINCE})
    value = CASE.following.figures["IP06"][0]
    assert f"{value:.0f}" in str(figures(page))


def test_a_table_in_a_word_report_is_read_by_a_layout_and_the_trace_ends_at_its_cell(visit: Visit) -> None:
    # A province that no other test sends for.
    case = synthesis(22, Style("two", province="Vĩnh Long"), 35, year=2025)
    first, following = (replace(sent, kind="docx", file="bao-cao.docx") for sent in (case.sent, case.following))
    asked: dict[str, Any] = {"quy-nop": "2025-Q4", "tinh-nop": "vinh-long-2025"}
    page = visit("nop-so-lieu", **asked)
    seen = send(page, first)
    expect(seen).to_contain_text("Chưa số nào được lưu")
    seen.get_by_text("các bảng", exact=True).click()
    settled(page)
    expect(seen.get_by_role("region", name=re.compile("Tệp như đã gửi"))).to_contain_text("TỔNG HỢP KẾT QUẢ")
    assert not barriers(page)
    take_all(page, seen)
    save(page, seen)
    confirmed(page, seen)

    page = visit(
        "nguon-so-lieu", **{"chi-tieu": "IP06", "ky": "quarter", "quy": "2025-Q4", "pham-vi": "vinh-long-2025"}
    )
    expect(page.get_by_text("Bảng 1").first).to_be_visible()
    expect(page.get_by_text(f"{case.sent.figures['IP06'][0]:.0f}").first).to_be_visible()

    page = visit("nop-so-lieu", **(asked | {"quy-nop": "2026-Q1"}))
    seen = send(page, following)
    expect(seen).not_to_contain_text("Cách đọc tệp: đây là bảng")
    confirmed(page, seen)
    page = visit("kham-pha", **{"chi-tieu": "IP06", "tinh": "vinh-long-2025"})
    assert f"{case.following.figures['IP06'][0]:.0f}" in str(figures(page))


def test_two_years_in_one_file_go_in_at_once_or_not_at_all_and_the_layout_is_listed(visit: Visit) -> None:
    numbers = histories.numbers(5, (2023, 2024))
    good = histories.side_by_side(numbers, (2023, 2024))
    bad = good.copy()
    bad.pages[0].cells[4][4] = "nhiều"
    asked: dict[str, Any] = {"quy-nop": "2024-Q4", "tinh-nop": "lang-son"}
    page = visit("nop-so-lieu", **asked)
    seen = send(page, good)
    take_all(page, seen)
    save(page, seen)

    page = visit("nop-so-lieu", **asked)
    seen = send(page, bad)
    seen.get_by_text("nộp nhiều quý một lượt").click()
    settled(page)
    expect(seen).to_contain_text("Chưa nhận được quý nào", timeout=60_000)
    expect(seen.get_by_role("button", name=re.compile("^Xác nhận nộp"))).to_have_count(0)

    page = visit("nop-so-lieu", **asked)
    seen = send(page, good)
    seen.get_by_text("nộp nhiều quý một lượt").click()
    settled(page)
    expect(seen).to_contain_text("8 lần nộp, 32 số", timeout=60_000)
    assert not barriers(page)
    field = page.get_by_label("Người nộp")
    field.fill("Trần Thị Bình, Sở KH&CN")
    field.press("Tab")
    settled(page)
    page.get_by_role("button", name="Xác nhận nộp cả 8 lần").click()
    expect(seen).to_contain_text("Đã nhận cả 8 lần nộp", timeout=60_000)
    settled(page)
    page = visit("kham-pha", **{"chi-tieu": "IP06", "tinh": "lang-son", "don-vi": "63"})
    assert f"{numbers['', 2023, 2]['IP06']}" in str(figures(page))

    page = visit("quan-tri", muc="cach-doc")
    row = page.get_by_role("region", name="Cách đọc đang dùng").get_by_role("row").filter(has_text="Lạng Sơn")
    expect(row).to_contain_text("bảng tổng hợp, 4 chỉ tiêu")
    expect(row).to_contain_text("8 bản nộp")
    assert not barriers(page)


def test_the_tables_and_the_sentences_of_a_report_go_in_as_one(visit: Visit) -> None:
    head = ("UBND TỈNH LẠNG SƠN", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Lạng Sơn, ngày 20 tháng 12 năm 2025")
    title = ("BÁO CÁO", "Kết quả quý IV năm 2025", "I. KẾT QUẢ THỰC HIỆN")
    data = with_table(
        "Trong quý IV năm 2025, Sở đã tổ chức 15 lớp tập huấn.", head=(*head, *title), quarter="Quý IV/2025"
    )
    asked: dict[str, Any] = {"quy-nop": "2025-Q4", "tinh-nop": "lang-son"}
    page = visit("nop-so-lieu", **asked)
    seen = given(page, "bao-cao-hai-phan.docx", data)
    seen.get_by_text("cả hai", exact=True).click()
    settled(page)
    expect(seen).to_contain_text("Các bảng chưa đọc được")
    take_all(page, seen)
    save(page, seen)

    page = visit("nop-so-lieu", **asked)
    seen = given(page, "bao-cao-hai-phan.docx", data)
    seen.get_by_text("cả hai", exact=True).click()
    settled(page)
    expect(seen).to_contain_text("2 số đọc từ các bảng")
    for _ in range(10):
        take = seen.get_by_role("button", name="Đúng", exact=False).first
        if not take.count() or not take.is_visible():
            break
        take.click()
        settled(page)
    expect(seen).to_contain_text("bảng ghi 12, câu đã xác nhận ghi 15")
    assert not barriers(page)
    confirmed(page, seen)
    page = visit("kham-pha", **{"chi-tieu": "TR01", "tinh": "lang-son"})
    assert "15" in str(figures(page))
