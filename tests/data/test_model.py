"""Quarters, and the longer periods made of them."""

from datetime import date, timedelta

import pytest

from data.model import DUE_DAYS, DUE_RULE, Grain, Period, day_text, number_text, periods


@pytest.mark.parametrize(
    "text", ["", "2024-Q5", "2024-Q0", "Q4-2024", "2024Q4", "24-Q1", "2024-H3", "2024-6M", "năm 2024"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a period"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("code", "start", "end", "vi"),
    [
        ("2024-Q4", date(2024, 10, 1), date(2024, 12, 31), "Quý IV/2024"),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31), "Quý I/2024"),
        ("2025-H1", date(2025, 1, 1), date(2025, 6, 30), "6 tháng đầu năm 2025"),
        ("2025-H2", date(2025, 7, 1), date(2025, 12, 31), "6 tháng cuối năm 2025"),
        ("2025-9M", date(2025, 1, 1), date(2025, 9, 30), "9 tháng năm 2025"),
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "Năm 2024"),
    ],
)
def test_a_period_knows_its_days_and_its_name(code: str, start: date, end: date, vi: str) -> None:
    period = Period.parse(code)
    assert (period.start, period.end, period.label.vi, period.code) == (start, end, vi, code)


def test_a_quarter_is_due_as_many_days_after_it_ends_as_the_rule_says() -> None:
    assert Period.parse("2024-Q4").due == date(2024, 12, 31) + timedelta(days=DUE_DAYS)
    assert f" {DUE_DAYS} " in DUE_RULE.vi
    assert f" {DUE_DAYS} " in DUE_RULE.en


def test_quarters_follow_each_other_across_the_year() -> None:
    assert Period.parse("2024-Q4").shift(1) == Period.parse("2025-Q1")
    assert Period.at(date(2025, 6, 30)) == Period.parse("2025-Q2")


def test_a_span_is_cut_into_whole_periods_of_a_grain() -> None:
    first, last = Period.parse("2024"), Period.parse("2025-Q2")
    assert [p.code for p in periods(first, last, Grain.QUARTER)] == [
        "2024-Q1",
        "2024-Q2",
        "2024-Q3",
        "2024-Q4",
        "2025-Q1",
        "2025-Q2",
    ]
    assert [p.code for p in periods(first, last, Grain.HALF)] == ["2024-H1", "2024-H2", "2025-H1"]
    assert [p.code for p in periods(first, last, Grain.NINE_MONTHS)] == ["2024-9M", "2025-9M"]
    assert [p.code for p in periods(first, last, Grain.YEAR)] == ["2024", "2025"]


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (10036, "10.036", "10,036"),
        (15.5, "15,5", "15.5"),
        (0.25, "0,25", "0.25"),
        (151307.255, "151.307,26", "151,307.26"),
        (-3, "-3", "-3"),
    ],
)
def test_numbers_are_written_as_each_language_writes_them(value: float, vi: str, en: str) -> None:
    assert (number_text(value, "vi"), number_text(value, "en")) == (vi, en)


def test_days_are_written_so_that_nobody_misreads_them() -> None:
    assert day_text(date(2025, 4, 3), "vi") == "03/04/2025"
    assert day_text(date(2025, 4, 3), "en") == "3 Apr 2025"
