"""A long table is folded on a phone; a short one, and a table on a screen or on paper, is as it was."""

from pages.ui.folding import SHOWN, STYLE, folded
from pages.ui.tables import Cell, table


def lines(count: int) -> str:
    return table("Bảng", ["A", "B"], [(Cell(f"dòng {n}"), [Cell(str(n))]) for n in range(count)])


def test_a_short_table_is_left_as_it_is() -> None:
    assert folded(lines(SHOWN), "vi") == lines(SHOWN)


def test_a_long_one_says_how_many_lines_more_there_are_and_loses_none() -> None:
    html = folded(lines(SHOWN + 40), "vi")
    assert "Xem thêm 40 dòng" in html
    assert "Show 40 more rows" in folded(lines(SHOWN + 40), "en")
    assert html.count("<tr>") == SHOWN + 41
    assert "@media screen and (max-width: 640px)" in STYLE
