"""What is shown in the data table is what is taken away."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date, datetime

import openpyxl
from playwright.sync_api import Page, expect

from tests.support.browsing import choose, downloaded, settled

Visit = Callable[..., Page]


def shown(page: Page) -> int:
    """How many rows the page says it shows."""
    said = page.get_by_role("heading", name=re.compile(r"\b[\d.]+ dòng")).inner_text()
    return int(re.sub(r"\D", "", re.findall(r"([\d.]+) dòng", said)[0]))


def test_a_filtered_table_is_downloaded_with_the_same_rows_and_values(visit: Visit) -> None:
    page = visit("bang-so-lieu")
    choose(page, "Danh sách", "Đào tạo", "Đào tạo, tập huấn")
    choose(page, "Từ quý", "Quý I/2025", "Quý I/2025")
    everything = shown(page)
    choose(page, "Tỉnh, thành phố", "lam dong", re.compile("^Lâm Đồng"))
    page.keyboard.press("Escape")
    one = shown(page)
    page.get_by_label("Tìm trong bảng").fill("so lop 1")
    page.get_by_label("Tìm trong bảng").press("Enter")
    settled(page)
    expect(page.get_by_text("Không có dòng nào khớp")).to_be_visible()
    page.get_by_label("Tìm trong bảng").fill("lop 1")
    page.get_by_label("Tìm trong bảng").press("Enter")
    settled(page)
    rows = shown(page)
    assert 0 < rows < one < everything
    grid = page.get_by_test_id("stDataFrame").locator("canvas table")  # the drawn table, for those who hear it
    assert grid.get_attribute("aria-rowcount") == str(rows + 1)
    seen, *drawn = grid.evaluate("table => [...table.rows].map(row => [...row.cells].map(cell => cell.innerText))")

    raw = downloaded(page, "Tải CSV")
    assert raw.startswith(b"\xef\xbb\xbf")
    heads, *lines = csv.reader(io.StringIO(raw.decode("utf-8-sig")))
    assert len(lines) == rows
    assert seen == heads[: len(seen)]
    assert drawn[0] == lines[0][: len(seen)]
    assert {line[heads.index("Tỉnh, thành phố")] for line in lines} == {"Lâm Đồng"}
    assert {line[heads.index("Tên lớp")] for line in lines} == {"Lớp 1"}
    assert not [cell for line in lines for cell in line if cell[:1] in "=+-@" and cell]

    book = openpyxl.load_workbook(io.BytesIO(downloaded(page, "Tải Excel")))
    first, *typed = book.worksheets[0].iter_rows(values_only=True)
    assert list(first) == heads
    assert [[written(value) for value in line] for line in typed] == lines
    started = typed[0][heads.index("Ngày khai giảng")]
    assert isinstance(started, datetime)
    assert isinstance(typed[0][heads.index("Số lượt người tham dự")], int)
    about = dict(book["Bộ lọc"].iter_rows(values_only=True))
    assert about["Liên kết"] == page.url


def written(value: object) -> str:
    """A cell of a workbook as the CSV writes it."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def test_the_table_under_a_trend_is_downloaded_figure_by_figure(visit: Visit) -> None:
    page = visit("kham-pha", **{"chi-tieu": "MQ01", "tinh": "quang-tri-2025", "tu": "2025-Q4"})
    lines = list(csv.DictReader(io.StringIO(downloaded(page, "Tải CSV").decode("utf-8-sig"))))
    mine = {line["Kỳ"]: line["Giá trị"] for line in lines if line["Địa phương"] == "Quảng Trị"}
    assert mine == {"2025-Q4": "456", "2026-Q1": "470", "2026-Q2": "484", "2026-Q3": "498"}
    assert len(lines) == len(mine)  # what is drawn, and nobody else
