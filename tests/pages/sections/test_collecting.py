"""Sentences over a page, kept together where a line ends."""

from pages.sections import collecting


def test_a_sign_stays_beside_what_it_marks_at_the_end_of_a_line() -> None:
    assert collecting.kept_together("không kể Đồng Tháp ※: ▲ 4,0 %") == "không kể Đồng Tháp\u00a0※: ▲\u00a04,0\u00a0%"
