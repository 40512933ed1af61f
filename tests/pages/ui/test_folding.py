"""A long table is folded: on a phone after its first lines, on a screen later; on paper it is whole."""

from pages.ui.folding import PHONE, SCREEN, STYLE, folded
from pages.ui.tables import Cell, table


def lines(count: int) -> str:
    return table("Bảng", ["A", "B"], [(Cell(f"dòng {n}"), [Cell(str(n))]) for n in range(count)])


def test_a_short_table_is_left_as_it_is() -> None:
    assert folded(lines(PHONE), "vi") == lines(PHONE)


def test_one_that_only_a_phone_folds_is_whole_on_a_screen() -> None:
    html = folded(lines(SCREEN), "vi")
    assert f'<span class="phone">Xem thêm {SCREEN - PHONE} dòng</span>' in html
    assert 'class="screen"' not in html


def test_a_long_one_says_how_many_lines_more_there_are_and_loses_none() -> None:
    html = folded(lines(SCREEN + 40), "vi")
    assert '<span class="screen">Xem thêm 40 dòng</span>' in html
    assert "Show 40 more rows" in folded(lines(SCREEN + 40), "en")
    assert html.count("<tr>") == SCREEN + 41
    assert STYLE.count("@media screen and (") == 2, "on paper nothing is folded"
