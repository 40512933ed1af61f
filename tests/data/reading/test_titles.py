"""Which words of a title are not understood, and what a note says of how its number came about."""

import pytest

from data.reading.counting_words import of_counting
from data.reading.roles import as_written
from data.reading.titles import not_understood


def test_a_phrase_is_understood_as_a_whole_and_its_syllables_alone_are_not() -> None:
    assert not_understood("Kết quả hoạt động đo lường", ()) == []
    assert not_understood("Kết quả hoạt động lường", ()) == ["luong"]


def test_the_tables_own_name_is_understood_only_over_that_table() -> None:
    assert not_understood("Gấu bông", ("gau bong",)) == []
    assert not_understood("Gấu bông", ()) == ["gau", "bong"]


def test_words_are_told_as_they_stand_in_the_title() -> None:
    title = "Sheet lưu của Gấu"
    assert as_written(title, not_understood(title, ())) == "lưu Gấu"


def test_a_letterhead_that_closes_with_how_the_figures_were_changed_is_no_letterhead() -> None:
    assert not_understood("Phòng Kế hoạch và Tổng hợp", ()) == []
    assert not_understood("Phòng Kế hoạch đã trừ phần của Bộ", ()) == ["trừ"]


@pytest.mark.parametrize("note", ["lấy 12 mẫu xăng", "tạm đình chỉ 1 cơ sở", "tổng cộng 3 đợt", "Số liệu chính thức"])
def test_words_of_counting_in_another_use_say_nothing_of_a_number(note: str) -> None:
    assert of_counting(note) == ""


@pytest.mark.parametrize("note", ["tăng do tính cả xã mới", "da tru phan cua bo", "số của tỉnh cũ", "chốt 15/11"])
def test_what_is_said_of_counting_is_found_in_a_reason_and_without_accents(note: str) -> None:
    assert of_counting(note)


def test_a_reason_that_speaks_of_others_is_no_doubt_of_the_number() -> None:
    assert of_counting("Giảm do nhiều cơ sở chưa có kinh phí") == ""
    assert of_counting("chưa có số của 2 huyện") == "chưa có số"
