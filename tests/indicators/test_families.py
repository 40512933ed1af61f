"""Families typed on forms: their parts and ratios in time, bounds, what is withheld, calendars, growth, the index."""

import os
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.model import Calendar, Grain, Period, Severity
from data.places import PLACES, Boundary
from data.reading.reader import Reading
from indicators import CATALOGUE, TABLES
from indicators.engine.answer import OBS_STATUS, By, Question, Row, Standing
from indicators.engine.growth import alike, compare, last_year
from service import acceptance, arrivals, drafts
from service.drafts import Draft, Verdict
from service.service import Service
from tests.support.rows import Asked, Tell, figure_line, sheet_rows, trainings

ROOT = {"provinces": ["45"], "units": Boundary.THEN}


def one(rows: list[Row]) -> Row:
    (row,) = rows
    return row


def rules(draft: Draft) -> list[tuple[str, str, str]]:
    return [(f.rule, str(f.severity), f.cell) for f in draft.findings]


# Parts and ratios


def test_parts_that_do_not_add_up_to_their_figure_are_an_error_at_its_cell(tell: Tell) -> None:
    draft = tell("45", "2024-Q4", {"AP05": 10, "AP05.before_time": 6, "AP05.on_time": 3, "AP05.late": 0})
    assert rules(draft) == [("parts_differ", "error", "D9")]
    assert draft.findings[0].expected.vi == "9"


def test_parts_without_their_figure_are_an_error(tell: Tell) -> None:
    assert rules(tell("45", "2024-Q4", {"AP05.before_time": 6})) == [("total_missing", "error", "D9")]


def test_what_the_known_parts_leave_over_is_not_grouped(tell: Tell, asked: Asked) -> None:
    assert tell("45", "2024-Q4", {"AP05": 10, "AP05.before_time": 6}).receipt
    rows = asked("AP05", "2024-Q4", split="timing", **ROOT)
    assert {row.item: (row.value, row.state) for row in rows} == {
        "before_time": (6, Standing.FINAL),
        "unspecified": (4, Standing.FINAL),
    }


def test_a_figure_typed_without_parts_stays_out_of_the_breakdown_and_is_counted_there(tell: Tell, asked: Asked) -> None:
    tell("01", "2024-Q4", {"AP05": 10, "AP05.before_time": 6, "AP05.on_time": 3, "AP05.late": 1})
    tell("45", "2024-Q4", {"AP05": 7})
    rows = asked("AP05", "2024-Q4", split="timing", units=Boundary.THEN)
    assert {row.item: row.value for row in rows} == {"before_time": 6, "on_time": 3, "late": 1}
    assert {row.typed for row in rows} == {1}
    assert one(asked("AP05", "2024-Q4", units=Boundary.THEN)).value == 17


def test_parts_follow_the_year_to_date_like_their_figure(tell: Tell, asked: Asked) -> None:
    tell("45", "2024-Q1", {"AP05": (None, 10), "AP05.before_time": (None, 6), "AP05.on_time": (None, 4)})
    tell("45", "2024-Q2", {"AP05": (None, 25), "AP05.before_time": (None, 15), "AP05.on_time": (None, 10)})
    rows = asked("AP05", "2024-Q2", split="timing", **ROOT)
    assert {row.item: row.value for row in rows} == {"before_time": 9, "on_time": 6}


def test_a_ratio_is_computed_from_its_counts_and_a_typed_one_that_disagrees_is_a_question(
    tell: Tell, asked: Asked
) -> None:
    draft = tell("45", "2024-Q4", {"AP01": 52, "AP02": 37, "AP03": 15, "AP04": 75})
    assert rules(draft) == [("ratio_disagrees", "question", "D12")]
    assert one(asked("AP04", "2024-Q4", **ROOT)).value == pytest.approx(100 * 37 / 52)


def test_a_ratio_over_provinces_is_made_of_their_counts_and_never_averaged(tell: Tell, asked: Asked) -> None:
    tell("24", "2024-Q4", {"AP01": 100, "AP02": 100})
    tell("27", "2024-Q4", {"AP01": 50, "AP02": 20})
    row = one(asked("AP04", "2024-Q4", provinces=["bac ninh"]))
    assert (row.value, row.reported, row.expected) == (80, 2, 2)


def test_a_ratio_typed_without_its_counts_is_a_question_stands_for_its_province_and_for_no_total(
    tell: Tell, asked: Asked
) -> None:
    draft = tell("45", "2024-Q4", {"AP06": (None, 100)})
    assert rules(draft) == [("ratio_without_terms", "question", "E9")]
    assert one(asked("AP06", "2024", **ROOT)).value == 100
    nation = one(asked("AP06", "2024", units=Boundary.THEN))
    assert (nation.value, nation.state) == (None, Standing.MISSING)


def test_a_ratio_of_flows_adds_up_its_counts_over_the_year(tell: Tell, asked: Asked) -> None:
    for number, (fined, checked, inspected) in enumerate([(1, 90, 10), (4, 80, 20), (0, 100, 0), (5, 190, 10)], 1):
        assert tell(
            "45", f"2024-Q{number}", {"IN05": fined, "IN06": 10 * fined, "IN03": checked, "IN07.inspected": inspected}
        ).receipt
    assert one(asked("IN07", "2024", **ROOT)).value == pytest.approx(100 * 10 / 500)


@pytest.mark.slow
def test_a_ratio_of_the_year_takes_the_whole_year_of_a_flow_also_of_a_merged_province(
    service: Service, tell: Tell, asked: Asked
) -> None:
    for number in (1, 2, 3, 4):
        more = {"PB01.local_budget": (None, 40000)} if number == 4 else {}
        assert tell("01", f"2025-Q{number}", {"PB02": 100, **more}).receipt
    assert one(asked("PB01", "2025", provinces=["01"])).value == pytest.approx(1)
    for code in ("44", "45"):
        for quarter in ("Q1", "Q2"):
            tell(code, f"2025-{quarter}", {"PB02": 50})
    tell("44", "2025-Q3", {"PB02": 100})
    tell("44", "2025-Q4", {"PB02": 100, "PB01.local_budget": (None, 20000)})
    year = Period(2025)
    for boundary in Boundary:
        question = Question("PB01", year, year, By.PROVINCE, ("quang-tri-2025",), Grain.YEAR, boundary)
        assert one(list(service.ask(question).rows)).value == pytest.approx(2)


# Once a year


def test_a_yearly_figure_answers_the_year_and_no_shorter_period(tell: Tell, asked: Asked) -> None:
    assert tell("45", "2024-Q4", {"PB03": 12, "IP09": (None, 30)}).receipt
    assert one(asked("PB03", "2024", **ROOT)).value == 12
    assert one(asked("IP09", "2024", **ROOT)).value == 30
    assert one(asked("PB03", "2024-Q4", **ROOT)).state is Standing.NOT_APPLICABLE
    assert [row.state for row in asked("IP09", "2024-Q1", "2024-Q3", **ROOT)] == [Standing.NOT_APPLICABLE] * 3


def test_the_year_of_a_merger_is_told_by_the_merged_province(service: Service, tell: Tell) -> None:
    assert tell("44", "2025-Q4", {"IP09": (None, 30)}).receipt
    year = Period(2025)
    for units in Boundary:
        question = Question("IP09", year, year, By.PROVINCE, ("quang-tri-2025",), Grain.YEAR, units)
        row = one(list(service.ask(question).rows))
        assert (row.value, row.state, row.expected) == (30, Standing.FINAL, 1)


def test_a_yearly_line_in_another_quarter_is_an_error(tell: Tell) -> None:
    draft = tell("45", "2024-Q2", {"PB03": 12})
    assert [(f.rule, f.severity) for f in draft.findings] == [("yearly_line", Severity.ERROR)]


# Growth


@pytest.mark.slow
def test_growth_is_computed_from_complete_years_alone(tell: Tell, asked: Asked) -> None:
    tell("45", "2023-Q4", {"IP06": (None, 200)})
    tell("45", "2024-Q4", {"IP06": (None, 250)})
    assert [row.value for row in asked("IP08", "2023", "2024", **ROOT)] == [None, 25]
    nation = one(asked("IP08", "2024", units=Boundary.THEN))
    assert (nation.value, nation.state) == (None, Standing.PARTIAL)


def test_growth_from_nothing_is_no_number(tell: Tell, asked: Asked) -> None:
    tell("45", "2023-Q4", {"IP06": (None, 0)})
    tell("45", "2024-Q4", {"IP06": (None, 250)})
    row = one(asked("IP08", "2024", **ROOT))
    assert (row.value, row.state) == (None, Standing.NOT_APPLICABLE)


@pytest.mark.slow
def test_growth_of_a_merged_province_compares_it_with_all_it_was_made_of(tell: Tell, asked: Asked) -> None:
    for code in ("24", "27"):
        tell(code, "2024-Q4", {"IP06": (None, 100)})
        tell(code, "2025-Q2", {"IP06": (None, 60)})
    tell("24", "2025-Q4", {"IP06": (None, 240)})
    assert one(asked("IP08", "2025", provinces=["bac ninh"])).value == pytest.approx(20)


# So far this year, and last year's same span


@pytest.mark.slow
def test_so_far_this_year_is_the_quarter_the_half_nine_months_and_the_year(tell: Tell, asked: Asked) -> None:
    for number in (1, 2, 3, 4):
        tell("45", f"2024-Q{number}", {"MQ04": 100 * number})
    rows = asked("MQ04", "2024-Q1", "2024-Q4", grain=Grain.YTD, **ROOT)
    assert [(row.period.code, row.value) for row in rows] == [
        ("2024-Q1", 100),
        ("2024-H1", 300),
        ("2024-9M", 600),
        ("2024", 1000),
    ]


def test_a_total_is_compared_only_with_one_of_the_same_provinces_and_says_so(service: Service, tell: Tell) -> None:
    tell("01", "2023-Q4", {"MQ04": 100})
    tell("45", "2023-Q4", {"MQ04": 50})
    tell("01", "2024-Q4", {"MQ04": 110})
    question = Question("MQ04", Period.parse("2024-Q4"), Period.parse("2024-Q4"), boundary=Boundary.THEN)
    (growth,) = last_year(service.ask, question)
    assert (growth.percent, growth.difference) == (None, None)
    assert growth.why is not None
    assert growth.why.vi == "số tỉnh có đủ số liệu khác nhau: 1/63 ở quý IV/2024, 2/63 ở quý IV/2023"
    same = alike(service.ask, question)
    assert same is not None
    assert (same.provinces, same.now, same.before) == (1, 110, 100)


def test_partial_totals_of_the_same_provinces_are_compared(service: Service, tell: Tell) -> None:
    for year, value in (("2023", 100), ("2024", 110)):
        tell("01", f"{year}-Q4", {"MQ04": value})
    quarter = Period.parse("2024-Q4")
    (growth,) = last_year(service.ask, Question("MQ04", quarter, quarter, boundary=Boundary.THEN))
    assert growth.why is None
    assert growth.percent == pytest.approx(10)


def test_last_year_unreported_says_so(service: Service, tell: Tell) -> None:
    tell("45", "2024-Q4", {"MQ04": 50})
    quarter = Period.parse("2024-Q4")
    (growth,) = last_year(
        service.ask, Question("MQ04", quarter, quarter, By.PROVINCE, ("quang-tri",), boundary=Boundary.THEN)
    )
    assert growth.why is not None
    assert growth.why.vi == "Quý IV/2023: chưa báo cáo"


@pytest.mark.slow
def test_a_region_that_changed_its_provinces_is_not_compared_with_itself(service: Service, tell: Tell) -> None:
    for unit in PLACES.of_quarter(Period.parse("2024-Q4").last):
        tell(unit.code, "2024-Q4", {"MQ04": 10})
    for unit in PLACES.of_quarter(Period.parse("2025-Q4").last):
        tell(unit.code, "2025-Q4", {"MQ04": 10 * max(1, len(PLACES.predecessors(unit.key)))})
    quarter = Period.parse("2025-Q4")
    then = last_year(service.ask, Question("MQ04", quarter, quarter, By.REGION, boundary=Boundary.THEN))
    assert all(growth.why is not None for growth in then if growth.now.key == "dong-nam-bo")
    today = last_year(service.ask, Question("MQ04", quarter, quarter, By.REGION))
    assert [growth.percent for growth in today] == [0.0] * 6


@pytest.mark.slow
def test_a_province_to_which_it_did_not_apply_last_year_makes_no_growth(service: Service, tell: Tell) -> None:
    for period, told in (("2023-Q4", "x"), ("2024-Q4", 50)):
        tell("45", period, {"MQ04": told})
        tell("01", period, {"MQ04": 100})
    quarter = Period.parse("2024-Q4")
    (growth,) = last_year(service.ask, Question("MQ04", quarter, quarter, boundary=Boundary.THEN))
    assert growth.percent is None
    assert growth.why is not None


# The year holds together


@pytest.mark.slow
@pytest.mark.parametrize(
    ("stands", "sent", "rule"),
    [
        ({"MQ04": 300}, {"MQ04": (None, 250)}, "ytd_falls"),
        ({"MQ04": 300}, {"MQ04": (50, 250)}, "ytd_falls"),
        ({"MQ04": (None, 300)}, {"MQ04": (50, 400)}, "ytd_disagrees"),
        ({"MQ04": 300}, {"MQ04": (400, 350)}, "ytd_below_quarter"),
    ],
)
def test_a_year_to_date_against_what_stands_is_an_error_naming_both_cells(
    tell: Tell, stands: dict[str, object], sent: dict[str, object], rule: str
) -> None:
    assert tell("45", "2024-Q1", stands).receipt
    draft = tell("45", "2024-Q2", sent)
    assert (rule, "error", "E9") in rules(draft)
    if rule != "ytd_below_quarter":
        assert "Quý I/2024" in next(f for f in draft.findings if f.rule == rule).message.vi


@pytest.mark.slow
@pytest.mark.parametrize(
    ("first", "second", "corrected"),
    [
        ({"MQ04": 100}, {"MQ04": (None, 250)}, {"MQ04": 300}),
        ({"MQ04": (None, 100)}, {"MQ04": (50, 150)}, {"MQ04": (None, 120)}),
    ],
)
def test_a_correction_that_leaves_a_later_total_wrong_is_asked_and_that_total_in_conflict(
    tell: Tell, asked: Asked, first: dict[str, object], second: dict[str, object], corrected: dict[str, object]
) -> None:
    assert tell("45", "2024-Q1", first).receipt
    assert tell("45", "2024-Q2", second).receipt
    silent = tell("45", "2024-Q1", corrected, reason="")
    assert silent.receipt is None
    (question,) = [f for f in silent.findings if f.rule in ("ytd_above_later", "ytd_later_disagrees")]
    assert "Quý II/2024" in question.message.vi
    assert "(ô E9)" in question.message.vi
    assert tell("45", "2024-Q1", corrected).receipt
    quarters = asked("MQ04", "2024-Q1", "2024-Q2", **ROOT)
    assert [row.conflict for row in quarters] == [False, True]
    assert one(asked("MQ04", "2024-H1", **ROOT)).conflict


@pytest.mark.slow
def test_a_list_sent_anew_is_held_against_the_totals_that_follow(tell: Tell) -> None:
    tell("45", "2024-Q1", trainings=trainings(5, date(2024, 1, 5)))
    tell("45", "2024-Q2", {"TR01": (None, 10)}, trainings=trainings(5, date(2024, 4, 5)))
    draft = tell("45", "2024-Q1", reason="", trainings=trainings(8, date(2024, 1, 5)))
    assert [f.rule for f in draft.findings if f.severity is Severity.QUESTION] == ["ytd_later_disagrees"]


@pytest.mark.slow
def test_a_merged_provinces_year_goes_on_from_what_it_was_made_of(tell: Tell, asked: Asked) -> None:
    for code in ("44", "45"):
        for quarter, number in (("Q1", 100), ("Q2", 150)):
            tell(code, f"2025-{quarter}", {"MQ04": number})
    since_july = tell("44", "2025-Q3", {"MQ04": (600, 600)})
    (error,) = [f for f in since_july.findings if f.severity is Severity.ERROR]
    assert (error.rule, error.expected.vi) == ("ytd_disagrees", "1.100")
    assert "của các tỉnh cũ: Quảng Bình, Quảng Trị" in error.message.vi
    assert tell("44", "2025-Q3", {"MQ04": (600, 1100)}).receipt
    assert one(asked("MQ04", "2025-9M", provinces=["44"])).value == 1100
    corrected = tell("45", "2025-Q2", {"MQ04": 250}, reason="")
    assert [f.rule for f in corrected.findings if f.severity is Severity.QUESTION] == ["ytd_later_disagrees"]


def test_what_did_not_apply_and_then_silence_is_not_zero(tell: Tell, asked: Asked) -> None:
    tell("45", "2024-Q1", {"MQ04": "x"})
    row = one(asked("MQ04", "2024", **ROOT))
    assert (row.value, row.state) == (None, Standing.MISSING)


def test_a_ratio_never_divides_one_quarter_by_another(tell: Tell, asked: Asked) -> None:
    tell("45", "2024-Q1", {"IN05": 5, "IN06": 50})
    tell("45", "2024-Q2", {"IN03": 10, "IN07.inspected": 0})
    assert [row.value for row in asked("IN07", "2024-H1", **ROOT)] == [None]


@pytest.mark.parametrize(("cell", "state"), [("x", Standing.NOT_APPLICABLE), ("mật", Standing.WITHHELD)])
def test_a_ratio_of_what_does_not_apply_or_is_withheld_is_so_itself(
    tell: Tell, asked: Asked, cell: str, state: Standing
) -> None:
    tell("45", "2024-Q4", {"AP01": cell, "AP02": cell})
    assert one(asked("AP04", "2024-Q4", **ROOT)).state is state


def test_a_withheld_part_is_not_told_by_what_the_others_leave_over(tell: Tell, asked: Asked) -> None:
    tell("45", "2024-Q4", {"AP05": 10, "AP05.before_time": 6, "AP05.on_time": "mật", "AP05.late": 1})
    assert one(asked("AP05", "2024-Q4", **ROOT)).value == 10
    assert asked("AP05", "2024-Q4", split="timing", **ROOT) == []


def test_a_total_typed_beside_a_list_that_does_not_apply_is_asked_about(tell: Tell) -> None:
    draft = tell("45", "2024-Q4", {"TR01": 5}, states={"trainings": "not_applicable"}, reason="")
    assert "total_without_list" in [f.rule for f in draft.findings]


@pytest.mark.slow
def test_a_blank_line_does_not_keep_the_calendar_of_what_it_held(service: Service, tell: Tell) -> None:
    tell("45", "2024-Q1", {"MQ04": 10, "MQ05": 1}, calendar=Calendar.ADMINISTRATIVE)
    tell("45", "2024-Q2", {"MQ04": 20})
    tell("45", "2024-Q1", {"MQ05": 1})
    assert service.repository.rebuild(check=True) == []


def test_a_stocks_year_has_the_qualities_of_the_quarter_it_is_taken_from(tell: Tell, asked: Asked) -> None:
    tell("45", "2024-Q1", {"AP01": "> 70"}, calendar=Calendar.ADMINISTRATIVE)
    tell("45", "2024-Q4", {"AP01": 80})
    row = one(asked("AP01", "2024", **ROOT))
    assert (row.value, row.bound, row.calendar) == (80, "", "statistical")


# Bounds


def test_a_bound_keeps_its_sign_and_gives_it_to_every_total_it_is_in(tell: Tell, asked: Asked) -> None:
    tell("45", "2024-Q4", {"ST06": "> 70"})
    tell("01", "2024-Q4", {"ST06": 30})
    assert (one(asked("ST06", "2024", **ROOT)).bound, one(asked("ST06", "2024", **ROOT)).value) == (">", 70)
    nation = one(asked("ST06", "2024", units=Boundary.THEN))
    assert (nation.bound, nation.value) == (">", 100)


def test_bounds_both_ways_are_about_right_and_so_is_what_is_derived_from_one(tell: Tell, asked: Asked) -> None:
    tell("45", "2024-Q4", {"ST06": "> 70"})
    tell("01", "2024-Q4", {"ST06": "≤ 30"})
    assert one(asked("ST06", "2024", units=Boundary.THEN)).bound == "~"
    tell("45", "2024-Q1", {"MQ04": (None, "≥ 100")})
    tell("45", "2024-Q2", {"MQ04": (None, 250)})
    assert [row.bound for row in asked("MQ04", "2024-Q1", "2024-Q2", **ROOT)] == ["≥", "≤"]


def test_a_bound_is_not_compared(service: Service, tell: Tell, asked: Asked) -> None:
    tell("45", "2023-Q4", {"ST06": 60})
    tell("45", "2024-Q4", {"ST06": "> 70"})
    before, now = asked("ST06", "2023-Q4", "2024-Q4", **ROOT)[::4]
    assert compare(now, before, service.measures["ST06"]).why is not None


# Withheld


def test_what_is_withheld_is_neither_zero_nor_missing_and_makes_totals_partial(tell: Tell, asked: Asked) -> None:
    tell("45", "2024-Q4", {"RN02": "mật"})
    tell("01", "2024-Q4", {"RN02": 8})
    row = one(asked("RN02", "2024-Q4", **ROOT))
    assert (row.value, row.state, row.missing, row.withheld) == (None, Standing.WITHHELD, (), ("quang-tri",))
    nation = one(asked("RN02", "2024-Q4", units=Boundary.THEN))
    assert (nation.value, nation.state, nation.withheld) == (8, Standing.PARTIAL, ("quang-tri",))
    assert "quang-tri" not in nation.missing


def test_a_list_may_be_withheld(tell: Tell, asked: Asked) -> None:
    tell("45", "2024-Q4", states={"trainings": "withheld"})
    assert one(asked("TR01", "2024-Q4", **ROOT)).state is Standing.WITHHELD


def test_every_state_has_its_own_observation_status() -> None:
    assert len(set(OBS_STATUS.values())) == len(Standing) == len(OBS_STATUS)


# Two calendars


def test_the_administrative_quarter_begins_on_the_15th_of_the_month_before() -> None:
    days = {code: Calendar.ADMINISTRATIVE.days(Period.parse(code)) for code in ("2024-Q1", "2025-Q3", "2024")}
    assert days == {
        "2024-Q1": (date(2023, 12, 15), date(2024, 3, 14)),
        "2025-Q3": (date(2025, 6, 15), date(2025, 9, 14)),
        "2024": (date(2023, 12, 15), date(2024, 12, 14)),
    }


def test_date_checks_follow_the_calendar_of_the_submission(tell: Tell) -> None:
    early, late = trainings(1, date(2023, 12, 20)), trainings(1, date(2024, 3, 20))
    assert rules(tell("45", "2024-Q1", trainings=early)) == [("started_outside_period", "error", "D9")]
    assert tell("45", "2024-Q1", calendar=Calendar.ADMINISTRATIVE, trainings=early).receipt
    refused = tell("45", "2024-Q1", calendar=Calendar.ADMINISTRATIVE, trainings=late)
    assert rules(refused) == [("started_outside_period", "error", "D9")]
    assert refused.findings[0].expected.vi == "Quý I/2024: 15/12/2023–14/03/2024"


@pytest.mark.slow
def test_a_total_of_both_calendars_says_that_it_mixes_them_and_is_not_compared(
    service: Service, tell: Tell, asked: Asked
) -> None:
    tell("01", "2024-Q4", {"MQ04": 100})
    tell("45", "2024-Q4", {"MQ04": 50}, calendar=Calendar.ADMINISTRATIVE)
    nation = one(asked("MQ04", "2024-Q4", units=Boundary.THEN))
    assert (nation.calendar, nation.value) == ("mixed", 150)
    assert one(asked("MQ04", "2024-Q4", **ROOT)).calendar == "administrative"
    assert compare(nation, nation._replace(calendar="statistical"), service.measures["MQ04"]).why is not None


@pytest.mark.slow
def test_one_calendar_can_be_asked_for_alone(tell: Tell, asked: Asked) -> None:
    tell("01", "2024-Q4", {"MQ04": 100})
    tell("45", "2024-Q4", {"MQ04": 50}, calendar=Calendar.ADMINISTRATIVE)
    found = {c: one(asked("MQ04", "2024-Q4", units=Boundary.THEN, calendar=c)) for c in Calendar}
    assert {c: (row.value, row.reported) for c, row in found.items()} == {
        Calendar.STATISTICAL: (100, 1),
        Calendar.ADMINISTRATIVE: (50, 1),
    }


@pytest.mark.slow
def test_the_administrative_third_quarter_of_2025_straddles_the_merger_and_is_asked_about(tell: Tell) -> None:
    draft = tell("44", "2025-Q3", {"MQ04": 5}, calendar=Calendar.ADMINISTRATIVE, reason="")
    assert [(f.rule, f.severity) for f in draft.findings] == [("period_straddles", Severity.QUESTION)]
    assert tell("01", "2025-Q3", {"MQ04": 5}, calendar=Calendar.ADMINISTRATIVE, reason="").receipt
    assert tell("44", "2025-Q3", {"MQ04": 5}, reason="").receipt


def test_a_calendar_other_than_the_files_own_is_stopped(service: Service) -> None:
    reading = Reading({"calendar": "administrative"}, {"trainings": sheet_rows(TABLES["trainings"], trainings(1))}, [])
    unit = PLACES.find("45", date(2024, 12, 31))
    draft = drafts.judge(service, "x.xlsx", b"x", reading, unit, Period.parse("2024-Q4"), Calendar.STATISTICAL)
    assert [f.rule for f in draft.findings] == ["scope_calendar"]


# The index of the provinces


def send_index(
    service: Service, year: int, rows: list[dict[str, object]], reason: str = "chỉ có số đã công bố"
) -> Draft:
    reading = Reading({}, {"innovation_index": sheet_rows(TABLES["innovation_index"], rows)}, [])
    draft = drafts.judge(service, "pii.xlsx", repr((year, rows)).encode(), reading, None, Period(year))
    return acceptance.accept(service, draft, "Bộ", reason)


HUE = {"province": "Huế", "score": 49.37, "input": 51.5, "output": 47.23, "rank": 5}


def test_an_index_stays_with_its_province_and_has_no_national_value(service: Service, asked: Asked) -> None:
    assert send_index(service, 2025, [HUE, {"province": "01", "score": 65.68, "rank": 1}]).receipt
    rows = {row.area: row for row in asked("PI01", "2025", by=By.PROVINCE)}
    assert (rows["46"].value, rows["01"].value, rows["44"].state) == (49.37, 65.68, Standing.MISSING)
    for by in (By.NATION, By.REGION):
        assert {row.state for row in asked("PI01", "2025", by=by)} == {Standing.NOT_APPLICABLE}
    assert {row.item: row.value for row in asked("PI01", "2025", provinces=["46"], split="pillar")} == {
        "input": 51.5,
        "output": 47.23,
    }


def test_a_merged_province_has_no_index_made_of_the_old_ones(service: Service, asked: Asked) -> None:
    rows: list[dict[str, object]] = [
        {"province": code, "score": score} for code, score in (("24", 46.51), ("27", 49.2))
    ]
    assert send_index(service, 2023, rows).receipt
    assert one(asked("PI01", "2023", provinces=["bac ninh"])).state is Standing.NOT_APPLICABLE
    then = asked("PI01", "2023", by=By.PROVINCE, units=Boundary.THEN)
    assert {row.name.vi: row.value for row in then if row.value} == {"Bắc Giang": 46.51, "Bắc Ninh": 49.2}


def test_the_index_of_63_is_not_compared_with_that_of_34(service: Service) -> None:
    assert send_index(service, 2024, [{"province": "01", "score": 60.76, "rank": 1}]).receipt
    assert send_index(service, 2025, [{"province": "01", "score": 65.68, "rank": 1}]).receipt
    year = Period(2025)
    (growth,) = last_year(service.ask, Question("PI01", year, year, By.PROVINCE, ("ha-noi",), Grain.YEAR))
    assert growth.difference is None
    assert growth.why is not None
    assert growth.why in [b.text for b in CATALOGUE["innovation_index"].measures["PI01"].breaks]


@pytest.mark.slow
def test_a_new_index_takes_the_place_of_the_old_one_and_leaves_other_figures(
    service: Service, tell: Tell, asked: Asked
) -> None:
    tell("46", "2025-Q4", {"AP01": 52})
    assert send_index(service, 2025, [HUE]).receipt
    again = send_index(service, 2025, [{"province": "Huế", "score": 49.4, "rank": 6}])
    assert again.receipt is not None
    assert again.receipt.version == 2
    assert one(asked("PI01", "2025", provinces=["46"])).value == 49.4
    assert one(asked("AP01", "2025-Q4", provinces=["46"])).value == 52
    assert service.repository.rebuild(check=True) == []


@pytest.mark.parametrize(
    ("rows", "rule", "cell"),
    [
        ([{"province": "Quảng Bình"}], "unknown_province", "A9"),
        ([HUE, HUE | {"rank": 6}], "province_twice", "A10"),
        ([HUE, {"province": "01", "rank": 5}], "rank_out", "L10"),
        ([HUE | {"rank": 35}], "rank_out", "L9"),
    ],
)
def test_a_wrong_row_of_the_index_is_told_at_its_cell(
    service: Service, rows: list[dict[str, object]], rule: str, cell: str
) -> None:
    draft = send_index(service, 2025, rows)
    assert draft.receipt is None
    assert (rule, cell) in [(f.rule, f.cell) for f in draft.findings]


def test_an_index_with_provinces_absent_is_asked_about(service: Service) -> None:
    draft = send_index(service, 2025, [HUE], reason="")
    assert [(f.rule, f.severity) for f in draft.findings] == [("provinces_absent", Severity.QUESTION)]


# What is owed


def test_completeness_counts_the_figures_owed_and_not_the_sheets_sent(service: Service, tell: Tell) -> None:
    quarter = Period.parse("2024-Q3")
    owed = arrivals.completeness(service, quarter)["quang-tri"].due
    tell("45", "2024-Q3", {"AP01": 52, "AP02": 37, "AP03": 15, "RN01": "x", "IN01": "mật"})
    mine = arrivals.completeness(service, quarter)["quang-tri"]
    assert (mine.known, mine.due) == (4, owed - 1)
    assert not {"AP01", "RN01", "IN01"} & set(mine.missing)
    assert "MQ01" in mine.missing
    assert len(arrivals.completeness(service, quarter)) == 63


def test_figures_of_the_year_are_owed_with_the_fourth_quarter(service: Service) -> None:
    third, fourth = (
        arrivals.completeness(service, Period.parse(code))["quang-tri"].missing for code in ("2024-Q3", "2024-Q4")
    )
    assert "PB03" not in third
    assert "PB03" in fourth


# Whatever was sent; `EXAMPLES=25 pytest tests/indicators/test_families.py` looks further than there is time for each day

EXAMPLES = int(os.environ.get("EXAMPLES", "3"))
CELL = st.one_of(
    st.none(),
    st.integers(0, 300).map(lambda n: (n, None)),
    st.integers(0, 900).map(lambda n: (None, n)),
    st.sampled_from([("x", None), ("mật", None), ("> 70", None), (None, "~ 40")]),
)
STOCK = st.one_of(st.none(), st.integers(0, 300), st.sampled_from(["x", "mật", "> 70"]))
LINES = st.fixed_dictionaries(
    {"AP05": CELL, "MQ04": CELL, "IN03": CELL, "IN07.inspected": CELL, "IN05": CELL}
    | {"AP01": STOCK, "AP02": STOCK, "RN02": STOCK}
)
SENDINGS = st.lists(
    st.tuples(
        st.sampled_from(
            ["01 2024-Q4", "01 2025-Q2", "24 2024-Q3", "24 2024-Q4", "24 2025-Q1", "24 2025-Q2", "27 2025-Q1"]
        )
        | st.sampled_from(
            ["27 2025-Q2", "24 2025-Q3", "24 2025-Q4", "44 2025-Q2", "45 2025-Q2", "44 2025-Q3", "45 2025-Q1"]
        ),
        LINES,
        st.integers(0, 1).map(lambda n: list(Calendar)[n]),
    ),
    min_size=1,
    max_size=6,
)
SPANS = ("2024-Q4", "2024", "2025-Q1", "2025-Q2", "2025-Q3", "2025-H1", "2025-H2", "2025-9M", "2025")


def send_all(service: Service, sendings: list[tuple[str, dict[str, object], Calendar]]) -> None:
    """Everything in its order, however odd: the checks' questions are answered, their errors passed over."""
    for number, (scope, lines, calendar) in enumerate(sendings):
        code, quarter = scope.split()
        period = Period.parse(quarter)
        figures = {line: cell for line, cell in lines.items() if cell is not None}
        sheets = {
            name: sheet_rows(
                TABLES[name], [figure_line(f.code, figures[f.code]) for f in TABLES[name].figures if f.code in figures]
            )
            for name in ("administrative_procedures", "standards_quality", "radiation_safety", "inspection")
        }
        reading = Reading({}, sheets, [])
        draft = drafts.judge(
            service, "x", repr(number).encode(), reading, PLACES.find(code, period.end), period, calendar
        )
        draft.findings = [f for f in draft.findings if f.severity is not Severity.ERROR]
        draft.verdict = Verdict.QUESTIONS
        assert acceptance.accept(service, draft, "ai đó", "đúng").receipt


@pytest.mark.slow
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(SENDINGS)
def test_sums_and_counts_do_not_depend_on_areas_or_boundaries_and_follow_every_correction(
    sendings: list[tuple[str, dict[str, object], Calendar]],
) -> None:
    with tempfile.TemporaryDirectory() as home:
        service = Service(Path(home))
        send_all(service, sendings)
        for measure in ("AP05", "MQ04", "AP01", "RN02"):
            for span in SPANS:
                period, sums = Period.parse(span), set()
                for boundary in Boundary:
                    for by in By:
                        rows = service.ask(Question(measure, period, period, by, (), period.grain, boundary)).rows
                        known = [row.value for row in rows if row.value is not None]
                        held = {key for row in rows for key in row.withheld}
                        sums.add(
                            (
                                sum(known) if known else None,
                                sum(r.reported for r in rows),
                                sum(r.expected for r in rows),
                                len(held),
                            )
                        )
                assert len(sums) == 1, (measure, span, sums)
        for ratio, above, below in (("AP04", ("AP02",), ("AP01",)), ("IN07", ("IN05",), ("IN03", "IN07.inspected"))):
            for row in service.ask(Question(ratio, Period(2025), Period(2025), By.PROVINCE, (), Grain.YEAR)).rows:
                if row.state is not Standing.FINAL or row.value is None:
                    continue
                parts = [
                    sum(
                        service.ask(Question(code, Period(2025), Period(2025), By.PROVINCE, (row.key,), Grain.YEAR))
                        .rows[0]
                        .value
                        or 0
                        for code in side
                    )
                    for side in (above, below)
                ]
                assert row.value == pytest.approx(100 * parts[0] / parts[1])
        assert service.repository.rebuild(check=True) == []
        service.close()


@pytest.mark.slow
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(SENDINGS)
def test_so_far_this_year_ends_where_the_quarters_and_the_year_do(
    sendings: list[tuple[str, dict[str, object], Calendar]],
) -> None:
    with tempfile.TemporaryDirectory() as home:
        service = Service(Path(home))
        send_all(service, sendings)
        first, last = Period.parse("2025-Q1"), Period.parse("2025-Q4")
        for grain in (Grain.QUARTER, Grain.HALF, Grain.NINE_MONTHS, Grain.YEAR):
            plain = {row.period.code: row for row in service.ask(Question("MQ04", first, last, grain=grain)).rows}
            so_far = service.ask(Question("MQ04", first, last, grain=Grain.YTD)).rows
            for row in so_far:
                assert row == plain.get(row.period.code, row)
        quarters = [row.value for row in service.ask(Question("MQ04", first, last)).rows]
        assert all(value is None or value >= 0 for value in quarters), "a quarter derived from totals is never negative"
        service.close()


@pytest.mark.slow
def test_a_figure_sent_as_the_year_so_far_is_not_owed_again(service: Service, tell: Tell) -> None:
    tell("45", "2024-Q3", {"IN03": (None, 300)})
    assert "IN03" not in arrivals.completeness(service, Period.parse("2024-Q3"))["quang-tri"].missing
