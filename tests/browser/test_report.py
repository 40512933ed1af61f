"""A report is written, seen, and taken away as Word; a chart is taken away as a picture."""

import io
import re
from collections.abc import Callable
from xml.etree import ElementTree

from docx import Document
from playwright.sync_api import Page, expect

from tests.support.browsing import downloaded, settled

Visit = Callable[..., Page]


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


def test_a_chart_is_taken_away_as_a_picture_with_its_words(visit: Visit) -> None:
    page = visit("kham-pha?chi-tieu=TR01")
    page.get_by_text("Tải hình").click()
    svg = downloaded(page, "SVG (phóng to không vỡ)")
    ElementTree.fromstring(svg)
    assert "Số lớp tập huấn · lớp" in svg.decode()
