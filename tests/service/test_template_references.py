"""A template comes with what is known: last quarter, a year ago, the year so far, and what was sent already."""

import io

import openpyxl
import pytest

from data.model import Period
from data.places import PLACES
from service import acceptance, blank_workbooks, drafts
from service.drafts import Verdict
from service.service import Service

pytestmark = pytest.mark.slow  # whole stories


def sent(service: Service, code: str, period: str, **cells: float) -> None:
    """The quarter's own template with these figures typed, sent: `IN01="D8"` of the inspections."""
    quarter = Period.parse(period)
    unit = PLACES.find(code, quarter.end)
    assert unit is not None
    book = openpyxl.load_workbook(io.BytesIO(blank_workbooks.for_province(service, unit, quarter)))
    for name in book.sheetnames:
        if name not in ("Thanh tra, kiểm tra", "_meta", "_lists"):
            del book[name]
    for cell, value in cells.items():
        book["Thanh tra, kiểm tra"][cell] = value
    out = io.BytesIO()
    book.save(out)
    draft = acceptance.accept(service, drafts.check(service, f"{period}.xlsx", out.getvalue()), "Sở", "đúng")
    assert draft.verdict is Verdict.ACCEPTED, draft.findings


def headings(service: Service, code: str, period: str) -> dict[str, object]:
    """Of the first line of the inspections: what stands in each column printed beside it."""
    quarter = Period.parse(period)
    unit = PLACES.find(code, quarter.end)
    assert unit is not None
    sheet = openpyxl.load_workbook(io.BytesIO(blank_workbooks.for_province(service, unit, quarter)))[
        "Thanh tra, kiểm tra"
    ]
    return {str(sheet.cell(7, at).value): sheet.cell(8, at).value for at in range(7, sheet.max_column + 1)}


def test_a_province_of_which_nothing_is_known_gets_the_plain_template(service: Service) -> None:
    assert headings(service, "Cà Mau", "2026-Q2") == {}


def test_last_quarter_a_year_ago_the_year_so_far_and_what_was_sent_stand_beside_each_line(service: Service) -> None:
    sent(service, "Hà Nội", "2025-Q2", D8=4)
    sent(service, "Hà Nội", "2026-Q1", D8=5)
    sent(service, "Hà Nội", "2026-Q2", D8=6, E8=11)
    assert headings(service, "Hà Nội", "2026-Q2") == {
        "Đối chiếu · Quý trước (I/2026)": 5,
        "Đối chiếu · Cùng kỳ năm trước (II/2025)": 4,
        "Đối chiếu · Lũy kế đến hết I/2026": 5,
        "Đối chiếu · Đã nộp lần 1: trong quý": 6,
        "Đối chiếu · Đã nộp lần 1: lũy kế": 11,
    }
    assert list(headings(service, "Hà Nội", "2027-Q1")) == ["Đối chiếu · Cùng kỳ năm trước (I/2026)"]


def test_the_figures_of_another_province_stand_in_no_template(service: Service) -> None:
    sent(service, "Hà Nội", "2026-Q1", D8=5)
    assert headings(service, "Huế", "2026-Q2") == {}
