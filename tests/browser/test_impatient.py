"""A hand that does not wait: a real mouse at what is seen, one click after the other, on a page that is still at work."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browsing import settled

Visit = Callable[..., Page]
QUICK = (60, 150)  # milliseconds from click to click: before an answer, and with it


def middle(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("pause", QUICK)
@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("kham-pha", ("Bản đồ", "Xếp hạng", "Phân bố", "Bảng", "Đường")),
        ("quan-tri", ("Khóa và duyệt", "Cách đọc tệp", "Nhật ký", "Kho số liệu", "Người dùng")),
    ],
)
def test_of_quick_clicks_the_last_is_answered_and_the_address_says_so(
    visit: Visit, path: str, names: tuple[str, ...], pause: int
) -> None:
    page = visit(path)
    tabs = [page.get_by_role("radio", name=name, exact=True) for name in names]
    places = [middle(tab) for tab in tabs]
    for length in (len(names), len(names) - 1):
        for place in places[:length]:
            page.mouse.click(*place)
            page.wait_for_timeout(pause)
        settled(page)
        page.wait_for_timeout(500)
        settled(page)
        expect(tabs[length - 1]).to_be_checked()
        page.reload()  # what the address says
        settled(page)
        expect(tabs[length - 1]).to_be_checked()
