"""A province sends its Word report: each figure beside its sentence, one keystroke, and the trace ends there."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.workbook import upload
from tests.support.browsing import barriers, opened, settled
from tests.support.quang_tri_2024 import REPORT
from tests.support.reports import paragraphs, saying, word

Visit = Callable[..., Page]


@pytest.fixture
def visit(page: Page, empty_app: str) -> Visit:
    """Pages of an app in which nothing stands that the report could contradict."""

    def go(path: str, **choices: str) -> Page:
        return opened(page, empty_app, path, choices)

    return go


SCOPE = {"quy-nop": "2024-Q4", "tinh-nop": "quang-tri"}


def send(page: Page, name: str, data: bytes) -> None:
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([upload(name, data)])
    expect(page.locator(".st-key-file-0")).to_be_visible()
    settled(page)


def sign(page: Page) -> None:
    field = page.get_by_label("Người nộp")
    field.fill("Trần Thị Bình, Sở KH&CN")
    field.press("Tab")
    settled(page)


def press(page: Page, key: str, at: int, count: int) -> None:
    """A keystroke on the figure that is shown, and the next one is there."""
    expect(page.get_by_text(f"Số {at}/{count} ·")).to_be_visible()
    settled(page)  # a press that comes while the figure is still being drawn is not taken, on purpose
    page.keyboard.press(key)


def test_what_is_no_report_says_why_and_a_document_of_nothing_shows_the_template(visit: Visit) -> None:
    page = visit("nop-so-lieu", **SCOPE)
    send(page, "quet.pdf", b"%PDF-1.4 nothing")
    expect(page.locator(".st-key-file-0")).to_contain_text("Văn bản hỏng hoặc tải lên chưa trọn")
    page.get_by_role("button", name="Remove quet.pdf").click()
    settled(page)
    send(page, "thu-moi.docx", saying("Kính mời dự họp."))
    expect(page.locator(".st-key-file-0")).to_contain_text("Không nhận ra số nào")


def test_the_2024_report_from_its_sentences_to_the_receipt_the_trend_and_back_to_the_sentence(visit: Visit) -> None:
    page = visit("nop-so-lieu", **SCOPE)
    send(page, "bao-cao-2024.docx", word(paragraphs("quang_tri_2024")))
    seen = page.locator(".st-key-file-0")
    expect(seen).to_contain_text(f"Đọc được {len(REPORT)} số")
    expect(seen.locator("mark").first).to_be_visible()
    assert barriers(page) == []

    press(page, "2", 1, len(REPORT))  # left out: the classes on microbial products
    press(page, "3", 2, len(REPORT))  # mended: of the products too
    page.get_by_label("Số", exact=True).fill("15,6")
    page.get_by_role("button", name="Lưu số đã sửa").click()
    for at in range(3, len(REPORT) + 1):
        press(page, "1", at, len(REPORT))
    expect(seen).to_contain_text(f"Đã xem hết: nhận {len(REPORT) - 1} số, bỏ qua 1 số.")
    settled(page)
    expect(seen).to_contain_text("2 câu hỏi")
    expect(seen).to_contain_text("khác số đề xuất từ câu trong văn bản")
    sign(page)
    for box in page.get_by_label("Giải trình (bắt buộc)").all():
        box.fill("đã đối chiếu")
        box.press("Tab")
        settled(page)
    page.get_by_role("button", name="Xác nhận nộp").click()
    receipt = page.get_by_test_id("stAlert").filter(has_text="Biên nhận bản nộp số")
    expect(receipt).to_be_visible()
    settled(page)
    expect(seen).to_contain_text("bao-cao-2024.docx")
    page.get_by_role("link", name="Xem xu hướng").click()
    settled(page)
    expect(page).to_have_url(re.compile("den=2024-Q4"))

    page = visit(
        "nguon-so-lieu", **{"chi-tieu": "MQ01", "ky": "year", "nam": "2024", "pham-vi": "quang-tri", "don-vi": "63"}
    )
    quote = page.locator("dl").last
    expect(quote).to_contain_text("bao-cao-2024.docx, số được xác nhận thứ")
    expect(quote).to_contain_text("từ đầu năm 2024 đến nay là 10.036 phương tiện đo")
    expect(quote.locator("mark")).to_have_text("10.036")
