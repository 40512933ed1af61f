"""What a heading says, whatever quarter it names; levels of numbering; abbreviations written out."""

import pytest

from data.layouts.words import marked, relative, spelt_out
from data.model import Period

FOURTH, FIRST = Period.parse("2024-Q4"), Period.parse("2025-Q1")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thực hiện quý IV/2024", "Thực hiện quý I/2025"),
        ("Quý 4", "Quý 1"),
        ("Q.IV", "Q.I"),
        ("Lũy kế cả năm", "Lũy kế 3 tháng"),
        ("Kế hoạch năm 2024", "Kế hoạch năm 2025"),
        ("Tháng 10", "Tháng 1"),
        ("Số có đến 31/12/2024", "Số có đến 31/3/2025"),
        ("Từ ngày 01/10/2024 đến ngày 31/12/2024", "Từ ngày 01/01/2025 đến ngày 31/03/2025"),
    ],
)
def test_headings_of_two_quarters_files_are_the_same(one: str, other: str) -> None:
    assert relative(one, FOURTH) == relative(other, FIRST)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thực hiện quý IV/2024", "Thực hiện quý III/2024"),
        ("Thực hiện quý IV/2024", "Thực hiện quý IV/2023"),
        ("Lũy kế cả năm", "Lũy kế 9 tháng"),
        ("Kế hoạch năm 2024", "Kế hoạch năm 2025"),
        ("Tháng 10", "Tháng 11"),
        ("Tháng 10", "Tháng 9"),
        ("Thực hiện", "Kế hoạch"),
        ("Số tiền (triệu đồng)", "Số tiền (nghìn đồng)"),
    ],
)
def test_headings_that_differ_in_what_they_mean_differ(one: str, other: str) -> None:
    assert relative(one, FOURTH) != relative(other, FOURTH)


@pytest.mark.parametrize(
    ("text", "level", "name"),
    [
        ("I. Sở hữu trí tuệ", 1, "Sở hữu trí tuệ"),
        ("1. Số đơn", 2, "Số đơn"),
        ("1.2. Số đơn", 3, "Số đơn"),
        ("a) Sáng chế", 4, "Sáng chế"),
        ("- Sáng chế", 5, "Sáng chế"),
        ("Số đơn", None, "Số đơn"),
        ("ISO 9001", None, "ISO 9001"),
    ],
)
def test_the_numbering_before_a_name_is_its_level(text: str, level: int | None, name: str) -> None:
    assert marked(text) == (level, name)


def test_abbreviations_are_written_out() -> None:
    assert spelt_out("Số PTĐ được KĐ, HC") == spelt_out("Số phương tiện đo được kiểm định, hiệu chuẩn")
    assert spelt_out("Nhiệm vụ KH&CN") == spelt_out("Nhiệm vụ khoa học công nghệ")
