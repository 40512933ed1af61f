"""Which words of a title are not understood."""

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
    assert not_understood("Phòng Kế hoạch đã trừ phần của Bộ", ()) != []
