"""Whose name in a text says nothing of a number, and what only looks like a name."""

import pytest

from data.reading.people import is_no_name, without_people


@pytest.mark.parametrize(
    "words", ["Nguyễn Văn Thiếu Huyện", "Lê Chưa Cộng", "Trần Thị Kế Hoạch", "Lê Quý Ba", "Vũ Chín Tháng", "Lê Cộng"]
)
def test_capital_words_that_speak_of_counting_a_role_or_a_time_are_no_name(words: str) -> None:
    assert without_people(f"{words} nhập") == f"{words} nhập"
    assert is_no_name(words)


@pytest.mark.parametrize(
    "name", ["Nguyễn Văn Cộng", "Trần Thị Mới", "Nguyễn Văn Tính", "Lê Thị Năm", "Hoàng Ngọc Quý", "Đỗ Trung Bình"]
)
def test_a_name_that_is_also_a_word_is_a_name(name: str) -> None:
    assert without_people(f"{name} nhập").strip() == ""
    assert not is_no_name(name)
