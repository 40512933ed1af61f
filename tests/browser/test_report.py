"""A report is written, seen, and taken away as Word; a chart is taken away as a picture."""

import io
import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from tests.support.browsing import barriers, downloaded, opened, settled

Visit = Callable[..., Page]
PHONE = {"width": 390, "height": 844}
SCREENS = 5  # of a phone, at most, before something is folded


def test_an_official_writes_a_report_and_takes_it_to_word(visit: Visit) -> None:
    page = visit("bao-cao?cua=lam-dong-2025")
    page.get_by_role("button", name="Lập báo cáo").click()
    expect(page.get_by_text(re.compile("Đã lập: Kết quả hoạt động"))).to_be_visible(timeout=60_000)
    settled(page)
    word = Document(io.BytesIO(downloaded(page, "Tải Word (.docx)")))
    assert any("KẾT QUẢ THỰC HIỆN" in paragraph.text for paragraph in word.paragraphs)
    page.get_by_text("Dùng mẫu Word của đơn vị").click()
    bad = Document()
    bad.add_paragraph("{{ 7*7 }}")
    out = io.BytesIO()
    bad.save(out)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": "mau.docx", "mimeType": "application/octet-stream", "buffer": out.getvalue()}
    )
    expect(page.get_by_role("alert").filter(has_text="chỗ trống viết như lệnh")).to_be_visible(timeout=30_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("area", "lang"), [("VN", "vi"), ("VN", "en"), ("quang-tri-2025", "vi")])
def test_on_a_phone_a_preview_is_folded_after_its_beginning_and_all_of_it_is_there_to_be_opened(
    browser: Browser, app: str, area: str, lang: str, scheme: str
) -> None:
    context = browser.new_context(viewport=PHONE, locale="vi-VN", color_scheme=scheme)  # type: ignore[arg-type]
    page = opened(context.new_page(), app, "bao-cao", {"cua": area, "lang": lang})
    page.locator(".st-key-write-report button").click()
    expect(page.locator(".st-key-take-report")).to_be_visible(timeout=60_000)
    page.mouse.move(0, 0)  # off the button that was pressed
    settled(page)
    long = "e => e.scrollHeight"
    assert page.get_by_test_id("stMain").evaluate(long) <= SCREENS * PHONE["height"]
    assert barriers(page) == []
    preview = page.locator("#root .preview")
    last = preview.locator("p").last
    expect(preview.locator("p").first).to_be_visible()
    expect(last).to_be_hidden()
    folds = preview.locator("summary:visible")
    expect(folds.last).to_contain_text("Nguồn số liệu" if lang == "vi" else "Sources")
    folds.last.press("Enter")
    expect(last).to_be_visible()
    while folds.count():
        folds.first.click()
    hidden = preview.locator("h5, p, tr").evaluate_all("all => all.filter(e => !e.checkVisibility()).length")
    assert hidden == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()


def test_a_screen_and_paper_fold_nothing_of_a_preview(visit: Visit) -> None:
    page = visit("bao-cao?cua=VN")
    page.locator(".st-key-write-report button").click()
    expect(page.locator(".st-key-take-report")).to_be_visible(timeout=60_000)
    settled(page)
    seen = "all => all.map(e => e.checkVisibility())"
    for media in ("screen", "print"):
        page.emulate_media(media=media)  # type: ignore[arg-type]
        assert all(page.locator("#root .preview").locator("h5, p, tr").evaluate_all(seen))
        assert not any(page.locator("#root .preview summary").evaluate_all(seen))


def test_a_chart_is_taken_away_as_a_picture_with_its_words(visit: Visit) -> None:
    page = visit("kham-pha?chi-tieu=TR01")
    page.get_by_text("Tải hình").click()
    svg = downloaded(page, "SVG (phóng to không vỡ)")
    ElementTree.fromstring(svg)
    assert "Số lớp tập huấn · lớp" in svg.decode()
