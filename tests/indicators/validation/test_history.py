"""What a figure is asked in the light of its province's own past, and what it is not."""

from datetime import date

import pytest

from data.model import Finding, Period, Severity
from indicators.validation.history import Then, far_flow, far_stock
from service.drafts import Draft, Verdict
from tests.support.rows import Tell, indication, instruments, trainings
from tests.support.seeded_faults import FAULTS, OWN_PAST, province

NOW = Period.parse("2025-Q1").last


def past(*numbers: float) -> list[Then]:
    """A series up to the quarter before, oldest first as one writes it."""
    return [Then(NOW - n, number) for n, number in enumerate(reversed(numbers), 1)]


def asked(draft: Draft) -> list[Finding]:
    return [f for f in draft.findings if f.rule in OWN_PAST]


def told(draft: Draft) -> list[tuple[str, str]]:
    return [(f.rule, f.cell) for f in asked(draft)]


# What is usual


@pytest.mark.parametrize(
    "value",
    [pytest.param(10, id="ten times too much"), pytest.param(0, id="nothing"), pytest.param(5, id="five of one")],
)
def test_small_counts_come_and_go(value: float) -> None:
    assert far_flow(value, NOW, past(1, 2, 1, 3, 1, 2, 2, 1)) is None


def test_ten_times_too_much_and_ten_times_too_little_are_far_off_and_told_apart() -> None:
    series = past(210, 190, 240, 260, 220, 205, 250, 270)
    for value, power in ((2200, 1), (22_000, 2), (22, -1), (2, -2)):
        far = far_flow(value, NOW, series)
        assert far is not None
        assert far.power(value) == power
        assert 200 <= far.usual <= 250
    assert far_flow(400, NOW, series) is None


def test_a_fall_to_nothing_is_far_off_unless_there_was_nothing_before() -> None:
    assert far_flow(0, NOW, past(40, 52, 38, 47)) is not None
    assert far_flow(0, NOW, past(40, 0, 38, 47)) is None


def test_a_season_is_no_fault_but_ten_seasons_are() -> None:
    yearly = past(900, 40, 50, 60, 950, 45, 55, 50)  # the first quarters
    assert far_flow(1000, NOW, yearly) is None
    assert far_flow(9500, NOW, yearly) is not None


def test_one_odd_quarter_does_not_become_the_rule() -> None:
    far = far_flow(100_000, NOW, past(210, 190, 5000, 260, 220, 205, 250, 270))
    assert far is not None
    assert far.usual < 300


def test_what_has_been_there_before_is_not_asked_again() -> None:
    assert far_flow(2000, NOW, past(210, 190, 240, 260, 2100)) is None


def test_after_nothing_something_new_is_asked_only_where_it_is_large() -> None:
    assert far_flow(60, NOW, past(0, 0, 0, 0)) is None
    assert far_flow(600, NOW, past(0, 0, 0, 0)) is not None
    assert far_flow(600, NOW, past(0, 0)) is None


def test_a_series_that_swings_may_swing() -> None:
    assert far_flow(700, NOW, past(20, 300, 45, 250, 30, 330, 25, 280)) is None


def test_a_stock_is_asked_when_it_leaves_where_it_stood_and_not_when_it_comes_back() -> None:
    assert far_stock(130, past(100, 100, 101, 102)) is not None
    assert far_stock(118, past(100, 100, 101, 102)) is None
    assert far_stock(100, past(100, 100, 101, 10)) is None  # the tenth was the slip
    assert far_stock(160, past(100, 130, 105, 140, 110)) is None  # it is used to moving


@pytest.mark.parametrize("value", [1200, 75])
def test_a_series_is_asked_about_as_soon_as_other_zeros_make_a_figure_far_likelier(value: float) -> None:
    assert far_flow(value, NOW, past(300, 340, 260, 290, 310, 330, 280, 300)) is not None  # it hardly moves
    assert far_flow(value, NOW, past(120, 600, 260, 90, 700, 150, 430, 310)) is None  # such quarters it has had


def test_a_steady_series_is_asked_about_what_is_far_off_whatever_its_zeros() -> None:
    assert far_flow(10_200, NOW, past(3000, 2900, 3050, 3010, 2950, 2980, 3020, 3000)) is not None


# At its cell, with its numbers


@pytest.mark.slow
def test_a_slip_is_asked_about_at_its_cell_with_what_is_usual_and_its_share_of_the_country(tell: Tell) -> None:
    for n, quarter in enumerate(("2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2")):
        tell("45", quarter, {"IN03": 400 + 10 * n})
        tell("01", quarter, {"IN03": 1600})
    draft = tell("45", "2024-Q3", {"IN03": 4200}, reason="")
    (question,) = asked(draft)
    assert (question.rule, question.severity, question.cell[0]) == ("slip", Severity.QUESTION, "D")
    assert draft.verdict is Verdict.QUESTIONS
    for number in ("4.200", "420", "400", "430", "10 lần", "Quý III/2023", "Quý II/2024"):
        assert number in question.message.vi
    for number in ("4,200", "420", "400", "430", "10 times", "Q3 2023", "Q2 2024"):
        assert number in question.message.en
    assert question.effect == pytest.approx((4200 - 420) / 2015, rel=0.01)


@pytest.mark.slow
def test_a_sudden_zero_and_a_thousandth_of_the_money_say_what_they_may_be(tell: Tell) -> None:
    for quarter in ("2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3"):
        tell("45", quarter, {"IN03": 400, "PB02": 15_000})
    draft = tell("45", "2024-Q4", {"IN03": 0, "PB02": 15}, reason="")
    assert [rule for rule, _ in told(draft)] == ["sudden_zero", "money_scale"]
    zero, money = asked(draft)
    assert "không ghi 0" in zero.message.vi
    assert "triệu đồng" in money.message.vi


@pytest.mark.slow
def test_a_merged_province_is_held_against_the_sum_of_those_it_was_made_of(tell: Tell) -> None:
    for quarter in ("2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2"):
        tell("24", quarter, {"IN03": 500})
        tell("27", quarter, {"IN03": 300})
    assert told(tell("24", "2025-Q3", {"IN03": 850}, accept=False)) == []
    draft = tell("24", "2025-Q3", {"IN03": 85}, accept=False)
    (question,) = asked(draft)
    assert "800" in question.message.vi


def test_it_is_not_held_against_a_sum_of_which_a_part_is_not_known(tell: Tell) -> None:
    for quarter in ("2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2"):
        tell("24", quarter, {"IN03": 500})
    assert told(tell("24", "2025-Q3", {"IN03": 50_000}, accept=False)) == []


@pytest.mark.slow
def test_what_is_not_exact_does_not_apply_or_is_withheld_is_not_held_against_anything(tell: Tell) -> None:
    for quarter in ("2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3"):
        tell("45", quarter, {"IN03": 400})
    assert told(tell("45", "2024-Q4", {"IN03": "> 30"}, accept=False)) == []
    assert [rule for rule, _ in told(tell("45", "2024-Q4", {"IN03": "> 4000"}, accept=False))] == ["slip"]
    assert told(tell("45", "2024-Q4", {"IN03": "x"}, accept=False)) == []
    assert told(tell("45", "2024-Q4", {"IN03": "mật"}, accept=False)) == []


def test_a_past_that_is_not_exact_is_no_measure(tell: Tell) -> None:
    for quarter in ("2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3"):
        tell("45", quarter, {"IN03": "> 4"})
    assert told(tell("45", "2024-Q4", {"IN03": 400}, accept=False)) == []


def test_a_year_so_far_is_held_against_the_same_part_of_earlier_years(tell: Tell) -> None:
    tell("45", "2023-Q2", {"TM02": (None, 60)})
    tell("45", "2024-Q2", {"TM02": (None, 66)})
    assert told(tell("45", "2025-Q2", {"TM02": (None, 70)}, accept=False)) == []
    (question,) = asked(tell("45", "2025-Q2", {"TM02": (None, 690)}, accept=False))
    assert (question.rule, question.column) == ("slip", "year_to_date")
    assert "6 tháng đầu năm 2023" in question.message.vi


def test_a_province_born_within_a_year_has_no_such_year_to_be_held_against(tell: Tell) -> None:
    tell("24", "2025-Q3", {"TM02": 6})  # what stood before in its year was never told
    assert told(tell("24", "2026-Q3", {"TM02": (None, 300)}, accept=False)) == []


# Over a whole form

FORM = {"IN02": 20, "IN03": 400, "IN04": 160, "IN07.inspected": 30}


def year_of(tell: Tell, *quarters: str) -> None:
    for n, quarter in enumerate(quarters):
        tell("45", quarter, {code: number + n for code, number in FORM.items()})


def test_the_year_so_far_in_the_quarter_s_column_is_one_question_that_names_the_cells(tell: Tell) -> None:
    year_of(tell, "2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2")
    draft = tell("45", "2024-Q3", {code: 3 * number + 8 for code, number in FORM.items()}, accept=False)
    (question,) = asked(draft)
    assert question.rule == "year_in_quarter"
    assert "D8" in question.message.vi or "D9" in question.message.vi
    assert "lũy kế" in question.message.vi


def test_a_busy_quarter_is_not_taken_for_a_year(tell: Tell) -> None:
    year_of(tell, "2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2")
    assert told(tell("45", "2024-Q3", {code: 1.3 * n // 1 for code, n in FORM.items()}, accept=False)) == []


def test_the_figures_of_last_quarter_once_more_are_one_question(tell: Tell) -> None:
    year_of(tell, "2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2")
    same = {code: number + 3 for code, number in FORM.items()}
    (question,) = asked(tell("45", "2024-Q3", same, accept=False))
    assert question.rule == "repeated"
    assert "Quý II/2024" in question.message.vi
    assert told(tell("45", "2024-Q3", {**same, "IN03": 410, "IN04": 171}, accept=False)) == []


# Lists


def test_a_row_far_from_its_like_is_asked_about_at_its_cell(tell: Tell) -> None:
    for quarter in ("2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3"):
        tell("45", quarter, calibrated_instruments=instruments(500, 40))
    draft = tell("45", "2024-Q4", calibrated_instruments=instruments(510, 450), accept=False)
    assert told(draft) == [("row_unlike", "D10")]
    assert "thường là 40" in asked(draft)[0].message.vi


def test_a_row_with_a_zero_too_many_is_found_where_every_kind_has_few_rows(tell: Tell) -> None:
    # Eight lines a quarter that vary by half of their size: no one line's own past tells much, all of them together do.
    usual = (500, 90, 240, 60, 130, 320, 75, 180)
    for quarter, vary in (("2023-Q4", 1.3), ("2024-Q1", 0.75), ("2024-Q2", 1.1), ("2024-Q3", 0.8)):
        swing = [round(n * (vary if i % 2 else 2 - vary)) for i, n in enumerate(usual)]
        tell("45", quarter, calibrated_instruments=instruments(*swing))
    clean = [round(1.4 * n) for n in usual]
    assert told(tell("45", "2024-Q4", calibrated_instruments=instruments(*clean), accept=False)) == []
    for at, wrong in ((2, 10 * clean[2]), (2, clean[2] // 10), (5, clean[5] // 10)):
        draft = tell(
            "45", "2024-Q4", calibrated_instruments=instruments(*clean[:at], wrong, *clean[at + 1 :]), accept=False
        )
        assert told(draft) == [("row_unlike", f"D{9 + at}")]
        words = asked(draft)[0].message
        assert ("Chia cho 10" if wrong > clean[at] else "Nhân với 10") in words.vi
        assert ("a zero too many" if wrong > clean[at] else "a zero too few") in words.en


def test_rows_that_always_differ_may_differ(tell: Tell) -> None:
    for n, quarter in enumerate(("2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3")):
        tell("45", quarter, calibrated_instruments=instruments(40 * 7 ** ((n + 1) % 2), 300 * 5 ** (n % 2), 90))
    draft = tell("45", "2024-Q4", calibrated_instruments=instruments(600, 2600, 70), accept=False)
    assert told(draft) == []


def test_a_row_that_a_rule_of_its_list_asks_about_is_asked_about_once(tell: Tell) -> None:
    for n, quarter in enumerate(("2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3")):
        tell(
            "45",
            quarter,
            trainings=trainings(3, date(2023 + (n > 0), 10 - 9 * (n == 1) - 6 * (n == 2) - 3 * (n == 3), 12)),
        )
    draft = tell("45", "2024-Q4", trainings=[*trainings(2), *trainings(1, people=620)], accept=False)
    assert [f.rule for f in draft.findings if f.cell == "G11"] == ["crowded"]


@pytest.mark.slow
def test_the_list_of_last_quarter_once_more_is_asked_about(tell: Tell) -> None:
    tell("45", "2024-Q3", calibrated_instruments=instruments(500, 41, 77, 12))
    draft = tell("45", "2024-Q4", calibrated_instruments=instruments(500, 41, 77, 12), accept=False)
    assert told(draft) == [("rows_repeated", "D9")]
    assert told(tell("45", "2024-Q4", calibrated_instruments=instruments(510, 44, 77, 15), accept=False)) == []


@pytest.mark.slow
def test_a_full_list_that_all_at_once_has_nothing_is_asked_about_at_its_state(tell: Tell) -> None:
    for n, quarter in enumerate(("2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3")):
        tell("45", quarter, calibrated_instruments=instruments(*(100 + n + m for m in range(9))))
    assert told(tell("45", "2024-Q4", states={"calibrated_instruments": "nothing"}, accept=False)) == [
        ("sudden_zero", "A6")
    ]
    assert told(tell("45", "2024-Q4", states={"calibrated_instruments": "not_available"}, accept=False)) == []


def test_a_register_that_forgets_is_asked_about_at_the_head_of_its_numbers_with_its_share(tell: Tell) -> None:
    tell("45", "2024-Q3", geographical_indications=[indication("1"), indication("2")])
    (question,) = asked(tell("45", "2024-Q4", geographical_indications=[indication("1")], accept=False))
    assert (question.rule, question.cell) == ("register_shrinks", "A8")
    assert question.effect == pytest.approx(0.5)


# Seeded faults: the same code as the benchmark, on one file


@pytest.mark.slow
def test_every_kind_of_fault_planted_in_a_clean_file_is_found_at_its_cell_and_the_clean_one_is_not_asked() -> None:
    first = Period.parse("2023-Q1").last
    tally = province("demo", 2, "nghe-an", 1.0, range(first + 1, first + 6), learning=5)
    assert (tally.clean, tally.asked) == (1, 0)
    assert len(tally.planted) >= len(FAULTS) - 2  # not every file can have every fault
    assert tally.missed == []
    assert tally.right == tally.said > 0
    assert tally.together[0] == tally.together[1] > 0
