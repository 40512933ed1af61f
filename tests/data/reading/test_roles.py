"""What a text says, and the times in it looked for alone."""

import pytest

from data.reading.roles import meaning, times_of

# With how many times each names; those of a document that is cited are none.
TEXTS = {
    "Tỉnh Quảng Trị (mã 45) · Quý I/2024 · 01/01/2024–31/03/2024": 2,
    "Kế hoạch năm 2023, thực hiện quý IV năm 2024 và 9 tháng": 3,
    "theo Quyết định số 12/QĐ-UBND ngày 05/01/2023": 0,
    "Số lớp tập huấn": 0,
    "": 0,
}


@pytest.mark.parametrize("text", TEXTS)
def test_the_times_of_a_text_are_those_of_its_meaning(text: str) -> None:
    assert list(times_of(text)) == meaning(text).times
    assert len(times_of(text)) == TEXTS[text]
