"""What may not be added: a figure at a date over the months of a quarter, a share over anything."""

from collections.abc import Sequence
from typing import Any

import pytest

from data.layouts.answering import answered as with_answers
from data.layouts.answering import proposals
from data.layouts.layout import Layout
from data.layouts.propose import Asked, proposed
from data.layouts.standing import StandingLayouts
from data.model import Period
from data.reading.reader import Reading, read
from indicators import TABLES
from tests.support.layouts.histories import district_rows
from tests.support.layouts.page import Page, Sent

QUARTER = Period.parse("2024-Q4")
CLASSES, INDICATIONS = "Số lớp tập huấn", "Số chỉ dẫn địa lý được bảo hộ"
SHARE = "Tỷ lệ hồ sơ giải quyết đúng và trước hạn"


def months(*rows: Sequence[Any]) -> Sent:
    """A column a month."""
    page = Page("TH")
    page.top = page.add("STT", "Nội dung", "ĐVT", "Tháng 10", "Tháng 11", "Tháng 12", "Lũy kế từ đầu năm")
    page.start = page.top + 1
    for number, row in enumerate(rows, 1):
        page.add(number, *row)
    return Sent("thang.xlsx", [page])


def sheets(*numbers: tuple[int, Any]) -> Sent:
    """A sheet a month."""
    pages = []
    for month, (classes, indications) in zip((10, 11, 12), numbers, strict=True):
        page = Page(f"Tháng {month}")
        page.top = page.add("STT", "Nội dung", "ĐVT", "Thực hiện")
        page.start = page.top + 1
        page.add(1, CLASSES, "lớp", classes)
        page.add(2, INDICATIONS, "chỉ dẫn", indications)
        pages.append(page)
    return Sent("sheet thang.xlsx", pages)


def by_proposal(sent: Sent) -> Reading:
    """Read as proposed, every proposal taken."""
    layout = Layout.from_json(proposed(sent.data, sent.file, TABLES, Asked(QUARTER)), TABLES)
    layout = with_answers(layout, proposals(layout))
    layout = with_answers(layout, {question[:3]: "read" for question in layout.open if question.kind == "block"})
    assert not layout.open
    return read(sent.data, sent.file, TABLES, standing=StandingLayouts((("kept", layout),), QUARTER))


def values(reading: Reading) -> dict[str, float | None]:
    return {line["code"]: line["value"] for sheet in reading.sheets.values() for line in sheet.rows.to_pylist()}


def rules(reading: Reading) -> dict[str, str]:
    return {f.rule: f.cell for f in reading.findings if f.rule.startswith("layout_") and f.rule != "layout_used"}


def test_a_share_of_three_months_is_refused_and_not_their_sum() -> None:
    reading = by_proposal(months((CLASSES, "lớp", 2, 3, 4, 20), (SHARE, "%", 20, 30, 25, None)))
    assert "AP06" not in values(reading)
    assert [f.severity for f in reading.findings if f.rule == "layout_no_sum"] == ["error"]


def test_a_figure_at_a_date_is_the_last_months_and_not_the_sum_of_three() -> None:
    """Seventy indications in each of three months are not two hundred and ten."""
    sent = months((CLASSES, "lớp", 2, 3, 4, 20), (INDICATIONS, "chỉ dẫn", 70, 70, 71, None))
    reading = by_proposal(sent)
    assert values(reading) == {"TR01": 9, "IP01": 71}
    assert rules(reading) == {"layout_last_month": "F3"}


def test_a_figure_at_a_date_that_is_blank_in_the_last_month_is_asked_about() -> None:
    reading = by_proposal(months((CLASSES, "lớp", 2, 3, 4, 20), (INDICATIONS, "chỉ dẫn", 70, 71, None, None)))
    assert values(reading) == {"TR01": 9}
    assert rules(reading) == {"layout_last_month_blank": "F3"}


def test_over_sheets_of_months_it_is_the_last_ones_too() -> None:
    reading = by_proposal(sheets((2, 70), (3, 70), (4, 71)))
    assert values(reading) == {"TR01": 9, "IP01": 71}


@pytest.mark.parametrize("total", [True, False])
def test_a_share_of_districts_is_left_aside_and_never_their_sum(total: bool) -> None:
    sent, sums = district_rows(3, total)
    page = sent.pages[0]
    page.cells[page.top].append(SHARE)
    for row in page.cells[page.start :]:
        row.append(90)
    assert values(by_proposal(sent)) == sums
