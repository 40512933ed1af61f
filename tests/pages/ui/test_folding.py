"""A long table is folded: on a phone after its first lines, on a screen later; on paper it is whole."""

from pages.ui.folding import PHONE, SCREEN, STYLE, folded, part
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
    assert STYLE.count("@media") == STYLE.count("@media screen and (") == 3, "on paper nothing is folded"


def test_what_only_a_phone_is_to_fold_is_whole_on_a_screen_however_long() -> None:
    html = folded(lines(SCREEN + 40), "vi", screen=False)
    assert f"Xem thêm {SCREEN + 40 - PHONE} dòng" in html
    assert 'class="screen"' not in html


def test_a_part_of_a_text_says_what_it_is_in_letters_and_loses_nothing() -> None:
    html = part("Xem thêm «a <b>»", "<p>c</p>")
    assert '<span class="phone">Xem thêm «a &lt;b&gt;»</span>' in html
    assert "<p>c</p>" in html.partition("</details>")[2], "what is pressed holds nothing itself"
