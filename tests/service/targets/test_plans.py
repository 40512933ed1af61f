"""Targets: how a plan comes in, what of it stands, and how far it is."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

import cli
from data.model import Period, Severity, Text
from data.places import Boundary
from indicators.define import Nature
from indicators.engine.progress import Pace
from service import blank_workbooks
from service.demo import targets as demo_targets
from service.service import Service
from service.targets import plan_rows, plans
from service.targets import progress as target_progress
from service.targets import target as targets_target
from service.targets.merged import TargetRole
from service.targets.plans import Plan
from service.targets.progress import Progress
from service.targets.target import Operator, Target
from tests.support.rows import Tell, plan_file

Send = Callable[..., Plan]
FIRST_ROW = 9  # of the template's rows


@pytest.fixture
def plan(service: Service) -> Send:
    """Send targets as a workbook; what a row does not say is that of a sound one."""

    def send(*rows: Mapping[str, object], accept: bool = True, by: str = "người thử") -> Plan:
        sound = {"province": "Hà Nội", "measure": "TR01", "period": "2025", "operator": "≥", "source": "Kế hoạch 1"}
        given = [sound | dict(row) for row in rows]
        looked_at = plans.check(service, "ke-hoach.xlsx", plan_file(service, given))
        return plans.accept(service, looked_at, by) if accept else looked_at

    return send


def one(service: Service, at: str, *keys: str, boundary: Boundary = Boundary.TODAY, left: bool = False) -> Progress:
    (found,) = target_progress.progress_of(service, keys, Period.parse(at), boundary, left=left)
    return found


# A plan comes in


@pytest.mark.slow
@pytest.mark.parametrize(
    ("row", "cell", "rule"),
    [
        ({"province": "Hà Nộii", "value": 1}, "A9", "target_area"),
        ({"province": "Bắc Ninh", "value": 1}, "A9", "target_area"),  # two units in the course of 2025
        ({"province": None, "value": 1}, "A9", "required"),
        ({"measure": "ZZ99", "value": 1}, "B9", "target_measure"),
        ({"item": "cây", "value": 1}, "C9", "target_item"),
        ({"measure": "IP01", "item": "chè xanh", "value": 1}, "C9", "target_item"),
        ({"period": "2025-H1", "value": 1}, "D9", "target_period"),
        ({"period": "mai kia", "value": 1}, "D9", "target_period"),
        ({"period": "2025–2021", "value": 1}, "D9", "target_period"),
        ({"measure": "MQ11", "period": "Quý IV/2025", "value": 1}, "D9", "target_period"),
        ({"operator": "trên", "value": 1}, "E9", "target_operator"),
        ({"value": None}, "F9", "target_value"),
        ({"value": "mười"}, "F9", "not_number"),
        ({"measure": "MQ02", "value": 101}, "F9", "share_above"),
        ({"operator": "từ … đến …", "value": 5}, "G9", "target_range"),
        ({"operator": "từ … đến …", "value": 5, "value_to": 4}, "G9", "target_range"),
        ({"value": 5, "value_to": 9}, "G9", "target_range"),
        ({"value": 5, "base": 3}, "H9", "target_base"),
        ({"value": 5, "base_period": "2025"}, "H9", "target_base"),
        ({"value": 5, "points": "2023"}, "J9", "target_path"),
        ({"value": 5, "points": "2025=3"}, "J9", "target_path"),
        ({"value": 5, "points": "2022=3", "base_period": "2023"}, "J9", "target_path"),
        ({"value": 5, "points": "2023=3; 2023=4"}, "J9", "target_path"),
        ({"value": 5, "period": "2021–2025", "points": "2020=4"}, "J9", "target_path"),
        ({"value": 5, "source": None}, "L9", "required"),
        ({"operator": "thôi áp dụng"}, "E9", "target_not_standing"),
    ],
)
def test_every_fault_of_a_target_is_told_at_its_cell(
    service: Service, plan: Send, row: Mapping[str, object], cell: str, rule: str
) -> None:
    sent = plan(row)
    assert (rule, cell) in {(f.rule, f.cell) for f in sent.findings if f.severity is Severity.ERROR}
    assert sent.receipt is None
    assert plans.history(service) == []


def test_all_faults_of_a_plan_are_told_in_one_pass(plan: Send) -> None:
    sent = plan(
        {"province": "?", "measure": "?", "period": "?", "operator": "?", "source": None}, {"value": 1}, {"value": 2}
    )
    assert [(f.cell, f.rule) for f in sent.findings] == [
        ("A9", "target_area"),
        ("B9", "target_measure"),
        ("D9", "target_period"),
        ("E9", "target_operator"),
        ("L9", "required"),
        ("B11", "target_twice"),
    ]
    for finding in sent.findings:
        assert finding.sheet in finding.message.vi
        assert finding.cell in finding.message.en


def test_a_workbook_without_targets_is_refused(plan: Send) -> None:
    assert [f.rule for f in plan().findings] == ["no_targets"]


@pytest.mark.slow
def test_a_provinces_quarter_is_no_plan(service: Service) -> None:
    quarter = Period.parse("2025-Q3")
    unit = service.places.find("Hà Nội", quarter.end)
    assert unit is not None
    sent = plans.check(service, "quy.xlsx", blank_workbooks.for_province(service, unit, quarter))
    assert sent.refused
    assert not sent.targets


@pytest.mark.parametrize(
    ("words", "operator"),
    [
        ("≥", ">="),
        (">=", ">="),
        ("ít nhất", ">="),
        ("Tối thiểu", ">="),
        ("Ít nhất (≥)", ">="),
        ("không quá", "<="),
        ("tối đa", "<="),
        ("≤", "<="),
        ("từ … đến …", "range"),
        ("Trong khoảng (từ … đến …)", "range"),
        ("range", "range"),
        ("thôi áp dụng", "withdrawn"),
        ("khoảng chừng", None),
        (">", None),
        ("", None),
    ],
)
def test_a_demand_is_read_as_plans_write_it(words: str, operator: str | None) -> None:
    assert plan_rows.parse_operator(words) == operator


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("2025", ["2025"]),
        ("năm 2025", ["2025"]),
        ("đến năm 2025", ["2025"]),
        ("Quý IV/2025", ["2025-Q4"]),
        ("Q4/2025", ["2025-Q4"]),
        ("2025-Q4", ["2025-Q4"]),
        ("2024–2026", ["2024", "2025", "2026"]),
        ("2024 - 2025", ["2024", "2025"]),
        ("1000–2025", []),
        ("quý V/2025", []),
    ],
)
def test_a_period_is_read_as_plans_write_it(words: str, codes: Sequence[str]) -> None:
    assert [period.code for period in plan_rows.parse_periods(words)] == codes


def test_a_name_that_passed_to_another_unit_says_which_it_means(service: Service, plan: Send) -> None:
    plan(
        {"province": "Bắc Ninh (cũ)", "value": 1},
        {"province": "Bắc Ninh (mới)", "value": 2},
        {"province": "Bắc Giang", "value": 3},
    )
    assert [(t.unit, t.value) for t in targets_target.standing(service)] == [
        ("bac-giang", 3),
        ("bac-ninh", 1),
        ("bac-ninh-2025", 2),
    ]


def test_years_are_a_target_each(service: Service, plan: Send) -> None:
    sent = plan({"period": "2024–2026", "value": 7})
    assert (sent.lines, sent.receipt and sent.receipt.rows) == ({FIRST_ROW: 3}, 3)
    assert [t.period.code for t in targets_target.standing(service)] == ["2024", "2025", "2026"]


def test_what_a_plan_says_is_what_stands(service: Service, plan: Send) -> None:
    plan(
        {
            "measure": "IP04 · Số nhãn hiệu",
            "operator": "từ … đến …",
            "value": 2.5,
            "value_to": 3,
            "period": "Quý IV/2027",
            "base_period": "2024",
            "base": 1,
            "points": "2025=1,5; Quý II/2026: 2",
            "quote": "phấn đấu",
        }
    )
    (stands,) = targets_target.standing(service)
    points = ((Period(2025), 1.5), (Period(2026, "Q2"), 2.0))
    assert stands == Target(
        "ha-noi",
        "IP04",
        Period(2027, "Q4"),
        Operator.RANGE,
        2.5,
        3,
        "",
        1,
        Period(2024),
        points,
        "",
        "Kế hoạch 1",
        "phấn đấu",
        1,
        FIRST_ROW,
        "",
        Nature.STOCK,
    )


def test_the_same_bytes_are_taken_once(service: Service, plan: Send) -> None:
    first, again = plan({"value": 5}), plan({"value": 5})
    assert again.receipt == first.receipt
    assert again.already is not None
    assert len(plans.history(service)) == 1
    assert service.truth.read(first.sha256) == first.data


def test_a_first_plan_sent_again_after_the_second_is_asked_about_and_can_stand_again(
    service: Service, plan: Send
) -> None:
    first = plan({"value": 5})
    plan({"value": 6})
    again = plans.check(service, "x.xlsx", first.data)
    assert (again.already, again.asks) == (None, True)
    assert [f.rule for f in again.findings] == ["sent_before"]
    assert plans.accept(service, again, "ai đó").receipt is None
    assert plans.accept(service, again, "ai đó", "lần hai sai").receipt is not None
    assert [one.sha256 == first.sha256 for one in plans.history(service)] == [True, False, True]
    (stands,) = targets_target.standing(service)
    assert stands.value == 5


@pytest.mark.slow
def test_a_newer_target_stands_and_the_older_is_kept(service: Service, plan: Send) -> None:
    plan({"value": 5})
    plan({"value": 6})
    (stands,) = targets_target.standing(service)
    assert stands.value == 6
    assert [(t.set, t.value) for t in targets_target.versions(service, stands.key)] == [(2, 6), (1, 5)]


@pytest.mark.slow
def test_a_withdrawn_target_no_longer_stands_and_can_come_back(service: Service, plan: Send) -> None:
    plan({"value": 5})
    plan({"operator": "thôi áp dụng"})
    assert targets_target.standing(service) == []
    assert target_progress.progress_of(service, (), Period.parse("2025-Q4")) == []
    plan({"value": 6})
    assert [t.operator for t in targets_target.versions(service, targets_target.standing(service)[0].key)] == [
        ">=",
        "withdrawn",
        ">=",
    ]


@pytest.mark.slow
def test_a_target_before_the_first_figures_is_kept_and_said_to_be_so(service: Service, plan: Send, tell: Tell) -> None:
    tell("Hà Nội", "2025-Q1", {"TR01": 3})
    sent = plan({"period": "2020", "value": 5})
    assert [(f.rule, f.severity) for f in sent.findings] == [("target_before_figures", Severity.INFO)]
    assert sent.receipt is not None


# How far it is


def test_without_a_figure_it_cannot_be_said_and_is_told_why(service: Service, plan: Send) -> None:
    plan({"value": 100})
    found = one(service, "2025-Q2")
    assert (found.pace, found.actual, found.required) == (Pace.CANNOT_SAY, None, 50)
    assert found.why is not None
    assert "chưa báo cáo" in found.why.vi


@pytest.mark.slow
def test_a_year_that_lacks_a_quarter_is_not_judged_until_it_has_reached_the_target(
    service: Service, plan: Send, tell: Tell
) -> None:
    plan({"value": 100})
    tell("Hà Nội", "2025-Q2", {"TR01": 99})
    assert one(service, "2025-Q2").pace is Pace.CANNOT_SAY
    tell("Hà Nội", "2025-Q2", {"TR01": 100})
    assert one(service, "2025-Q2").pace is Pace.ACHIEVED


@pytest.mark.slow
def test_a_years_count_is_held_against_the_part_of_the_year_that_has_passed(
    service: Service, plan: Send, tell: Tell
) -> None:
    plan({"value": 100})
    for quarter, count in (("2025-Q1", 20), ("2025-Q2", 18), ("2025-Q3", 40)):
        tell("Hà Nội", quarter, {"TR01": count})
    seen = {at: one(service, at) for at in ("2025-Q1", "2025-Q2", "2025-Q3")}
    assert [(p.actual, p.required, p.pace) for p in seen.values()] == [
        (20, 25, Pace.BEHIND),
        (38, 50, Pace.BEHIND),
        (78, 75, Pace.ON_TRACK),
    ]
    assert seen["2025-Q2"].share == pytest.approx(0.76)


@pytest.mark.slow
def test_a_target_of_a_quarter_is_held_against_that_quarter(service: Service, plan: Send, tell: Tell) -> None:
    plan({"value": 10, "period": "Quý II/2025"})
    tell("Hà Nội", "2025-Q1", {"TR01": 9})
    tell("Hà Nội", "2025-Q2", {"TR01": 8})
    found = one(service, "2026-Q1")
    assert (found.actual, found.required, found.pace, found.at.code) == (8, 10, Pace.NOT_REACHED, "2025-Q2")


def test_nothing_is_on_the_way_once_its_time_is_over(service: Service, plan: Send, tell: Tell) -> None:
    plan({"measure": "IP04", "period": "2025", "value": 80, "base": 70, "base_period": "2024"})
    tell("Hà Nội", "2025-Q2", {"IP04": 77})
    assert one(service, "2025-Q2").pace is Pace.ON_TRACK
    over = one(service, "2026-Q1")
    assert (over.pace, over.at.code) == (Pace.NOT_REACHED, "2025-Q2"), (
        "by its last figure, of which it says the quarter"
    )
    assert (over.required, over.share) == (80, pytest.approx(0.7)), "nothing of 101 % beside a target not reached"


@pytest.mark.slow
def test_a_limit_that_its_last_figure_kept_was_kept_once_its_time_is_over(
    service: Service, plan: Send, tell: Tell
) -> None:
    plan({"operator": "≤", "value": 10, "period": "2025"})
    for quarter in ("2025-Q1", "2025-Q2"):
        tell("Hà Nội", quarter, {"TR01": 2})
    assert one(service, "2025-Q2").pace is Pace.ON_TRACK
    for quarter in ("2025-Q3", "2025-Q4"):
        tell("Hà Nội", quarter, {"TR01": 2})
    assert one(service, "2026-Q1").pace is Pace.ACHIEVED


def test_a_level_may_be_a_few_quarters_old_and_its_base_is_what_stood(service: Service, plan: Send, tell: Tell) -> None:
    plan({"measure": "IP04", "period": "2028", "value": 50, "base_period": "2024"})
    tell("Hà Nội", "2024-Q4", {"IP04": 10})
    tell("Hà Nội", "2025-Q2", {"IP04": 13})
    found = one(service, "2025-Q4")
    assert (found.at.code, found.actual, found.required, found.looked_up) == ("2025-Q2", 13, 15, True)
    assert (found.pace, found.share, found.target.base) == (Pace.FAR_BEHIND, pytest.approx(0.6), 10)
    assert one(service, "2026-Q3").pace is Pace.CANNOT_SAY  # too old by now


@pytest.mark.slow
def test_a_target_of_a_year_that_has_not_begun_is_not_judged_by_another_years_count(
    service: Service, plan: Send, tell: Tell
) -> None:
    for number in (1, 2, 3, 4):
        tell("01", f"2025-Q{number}", {"TR01": 40, "TR02": 1200})
    plan({"period": "2026", "value": 100})
    found = one(service, "2025-Q4")
    assert (found.pace, found.actual, found.required) == (Pace.NOT_BEGUN, None, None)
    assert found.why == Text("Kế hoạch năm 2026 chưa bắt đầu.", "The plan for 2026 has not begun.")
    assert one(service, "2026-Q1").pace is Pace.CANNOT_SAY  # begun, and nothing was sent


@pytest.mark.slow
@pytest.mark.parametrize("told", [None, 13, 60])
def test_a_level_without_a_base_says_nothing_of_a_quarter_before_its_year(
    service: Service, plan: Send, tell: Tell, told: int | None
) -> None:
    """Not that it could not be judged, be the figure missing, too low or there already."""
    plan({"measure": "IP04", "period": "2026", "value": 50})
    if told is not None:
        tell("Hà Nội", "2025-Q3", {"IP04": told})
    assert one(service, "2025-Q3").pace is Pace.NOT_BEGUN


def test_a_path_that_has_begun_at_its_base_is_not_told_as_one_that_has_not(service: Service, plan: Send) -> None:
    plan({"measure": "IP04", "period": "2026", "value": 50, "base_period": "2024", "base": 10})
    assert one(service, "2025-Q3").pace is Pace.CANNOT_SAY  # no figure of a time in which there is a path
    assert one(service, "2024-Q3").pace is Pace.NOT_BEGUN


def test_a_figure_that_is_only_about_right_settles_nothing(service: Service, plan: Send, tell: Tell) -> None:
    tell("01", "2025-Q4", {"MQ04": (None, "~ 101")})
    plan({"measure": "MQ04", "value": 100})
    found = one(service, "2025-Q4")
    assert (found.pace, found.why) == (Pace.CANNOT_SAY, target_progress.NOT_EXACT)


def test_without_a_base_nothing_says_what_was_needed(service: Service, plan: Send, tell: Tell) -> None:
    plan({"measure": "IP04", "period": "2028", "value": 50, "base_period": "2023"})
    tell("Hà Nội", "2025-Q2", {"IP04": 13})
    found = one(service, "2025-Q2")
    assert (found.pace, found.actual, found.required) == (Pace.CANNOT_SAY, 13, None)
    assert found.why is not None
    assert "số gốc (năm 2023)" in found.why.vi


def test_of_several_years_the_one_that_runs_is_judged(service: Service, plan: Send, tell: Tell) -> None:
    plan({"period": "2024–2026", "value": 40})
    tell("Hà Nội", "2025-Q1", {"TR01": 10})
    assert one(service, "2025-Q1").target.period.code == "2025"
    assert one(service, "2027-Q1").target.period.code == "2026"


def test_a_target_for_each_district_is_kept_and_never_computed(service: Service, plan: Send) -> None:
    plan({"measure": "IP11", "operator": "từ … đến …", "value": 2, "value_to": 3, "per": "Mỗi huyện"})
    found = one(service, "2025-Q4")
    assert (found.pace, found.required, found.actual) == (Pace.CANNOT_SAY, None, None)
    assert found.why == target_progress.NO_DISTRICTS


# A merged province


@pytest.mark.slow
def test_a_predecessors_target_is_told_as_its_own_part_with_its_last_figure(
    service: Service, plan: Send, tell: Tell
) -> None:
    plan({"province": "Bắc Giang", "measure": "IP04", "value": 80, "base_period": "2019", "base": 41})
    tell("Bắc Giang", "2025-Q2", {"IP04": 60})
    found = one(service, "2026-Q3", "bac-ninh-2025")
    assert (found.role, found.target.unit, found.at.code) == (TargetRole.PART, "bac-giang", "2025-Q2")
    assert (found.actual, found.required) == (60, 80)  # its year is over: by its last figure it was not reached


@pytest.mark.slow
def test_targets_add_up_where_every_predecessor_has_one(service: Service, plan: Send, tell: Tell) -> None:
    plan(*({"province": name, "value": value} for name, value in (("Bắc Giang", 10), ("Bắc Ninh (cũ)", 7))))
    for quarter in ("2025-Q1", "2025-Q2"):
        tell("Bắc Giang", quarter, {"TR01": 3})
        tell("Bắc Ninh", quarter, {"TR01": 2})
    found = one(service, "2025-Q2", "bac-ninh-2025")
    assert (found.role, found.target.value, found.actual, found.required) == (TargetRole.SUM, 17, 10, 8.5)
    assert {part.unit for part in found.parts} == {"bac-giang", "bac-ninh"}
    then = target_progress.progress_of(service, (), Period.parse("2025-Q2"), Boundary.THEN)
    assert [(p.under, p.actual, p.role) for p in then] == [
        ("bac-giang", 6, TargetRole.OWN),
        ("bac-ninh", 4, TargetRole.OWN),
    ]


def test_a_target_of_the_merged_province_itself_takes_the_place_of_its_predecessors(
    service: Service, plan: Send
) -> None:
    plan({"province": "Bắc Giang", "value": 10}, {"province": "Bắc Ninh (mới)", "value": 30})
    assert [(p.role, p.target.value) for p in target_progress.progress_of(service, (), Period.parse("2025-Q4"))] == [
        (TargetRole.OWN, 30)
    ]


@pytest.mark.parametrize("row", [{"measure": "MQ02"}, {"measure": "IP08"}, {"measure": "TR01", "per": "Mỗi huyện"}])
def test_shares_growth_and_what_is_set_by_district_are_never_carried(
    service: Service, plan: Send, row: Mapping[str, object]
) -> None:
    plan(*({"province": name, "value": 9} | dict(row) for name in ("Bắc Giang", "Bắc Ninh (cũ)")))
    at = Period.parse("2025-Q4")
    assert target_progress.progress_of(service, ("bac-ninh-2025",), at) == []
    left = target_progress.progress_of(service, ("bac-ninh-2025",), at, left=True)
    assert {(p.role, p.pace) for p in left} == {(TargetRole.LEFT, Pace.CANNOT_SAY)}


def test_what_may_be_counted_twice_is_not_added(service: Service, plan: Send) -> None:
    plan(*({"province": name, "measure": "IP01", "value": 4} for name in ("Bắc Giang", "Bắc Ninh (cũ)")))
    found = target_progress.progress_of(service, ("bac-ninh-2025",), Period.parse("2025-Q4"))
    assert [p.role for p in found] == [TargetRole.PART, TargetRole.PART]


@pytest.mark.slow
@given(
    st.sampled_from(Nature),
    st.booleans(),
    st.floats(0, 1e9),
    st.none() | st.floats(0, 1e9),
    st.sampled_from([Operator.AT_LEAST, Operator.AT_MOST]),
)
def test_a_path_ends_at_its_target_and_never_goes_beyond_it(
    kind: Nature, quarterly: bool, value: float, base: float | None, operator: Operator
) -> None:
    period = Period(2027, "Q3") if quarterly else Period(2027)
    start = Period(2023) if base is not None else None
    path = targets_target.path_of(
        Target("ha-noi", "X", period, operator, value, base=base, base_period=start, kind=kind)
    )
    assert path[-1] == (period, pytest.approx(value))
    assert [p.last for p, _ in path] == sorted({p.last for p, _ in path})
    ends = [0.0, value, base or 0.0]
    assert all(min(ends) - 1e-3 <= needed <= max(ends) + 1e-3 for _, needed in path)


# The plan that comes with the demo


@pytest.mark.slow
def test_the_targets_of_the_demo_are_those_of_the_plan_with_its_document(service: Service) -> None:
    assert demo_targets.load(service) == 30
    stands = targets_target.standing(service)
    assert all("01/CT-UBND" in t.source and t.quote and t.unit == "bac-giang" for t in stands)
    at_2025 = {(t.measure, t.item): (str(t.operator), t.value, t.value_to) for t in stands if t.period == Period(2025)}
    assert at_2025 == {
        ("IP01", ""): (">=", 4, None),
        ("IP05", ""): (">=", 8, None),
        ("IP04", ""): (">=", 80, None),
        ("TM01", ""): (">=", 30, None),
        ("PB01", ""): (">=", 1.5, None),
        ("IP08", ""): (">=", 5, None),
        ("MQ11", ""): (">=", 100, None),
        ("MQ03", "police"): (">=", 100, None),
        ("MQ03", "water_meter"): (">=", 100, None),
        ("IP11", ""): ("range", 2, 3),
    }
    assert demo_targets.load(service) == 30
    assert [one.demo for one in plans.history(service)] == [True]


@pytest.mark.slow
def test_the_targets_that_are_made_up_for_the_year_under_way_say_so_in_every_row(service: Service) -> None:
    demo_targets.load(service)
    assert not demo_targets.loaded(service), "a demo of before has only the published ones"
    assert demo_targets.load_made_up(service) == len(demo_targets.made_up()) > 60
    assert demo_targets.loaded(service)
    made_up = [t for t in targets_target.standing(service) if t.period == demo_targets.YEAR]
    assert all("không phải kế hoạch của tỉnh" in t.source and not t.quote for t in made_up)
    assert not {t.unit for t in made_up} & {t.unit for t in targets_target.standing(service) if t.quote}


def test_every_published_target_names_its_document_and_quotes_it() -> None:
    rows = demo_targets.published()
    assert len(rows) == 10
    assert all(row["source"] and row["quote"] for row in rows)


# By command


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setenv("INDICATORS_HOME", str(tmp_path / "commanded"))
    return lambda *words: CliRunner().invoke(cli.app, ["targets", *map(str, words)])


@pytest.mark.parametrize(
    "words",
    [
        ["list", "--measure", "NO99"],
        ["list", "--province", "Atlantis"],
        ["list", "--at", "2025-Q9"],
        ["load", "no.xlsx"],
    ],
)
def test_wrong_usage_is_exit_code_2(run: Callable[..., Result], words: Sequence[str]) -> None:
    assert run(*words).exit_code == 2


@pytest.mark.slow
def test_a_blank_template_is_refused_by_command(run: Callable[..., Result], tmp_path: Path) -> None:
    assert run("template", tmp_path / "mau.xlsx").exit_code == 0
    refused = run("load", tmp_path / "mau.xlsx", "--json")
    assert refused.exit_code == 1
    told = json.loads(refused.stdout)
    assert (told["verdict"], told["set"]) == ("refused", None)
    assert [finding["rule"] for finding in told["findings"]] == ["no_targets"]


@pytest.mark.slow
def test_a_plan_is_loaded_once_and_listed(
    service: Service, plan: Send, run: Callable[..., Result], tmp_path: Path
) -> None:
    file = tmp_path / "ke-hoach.xlsx"
    file.write_bytes(plan({"value": 5}, {"measure": "IP04", "value": 6}, accept=False).data)
    first, again = (run("load", file, "--by", "người thử", "--json") for _ in range(2))
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert [json.loads(each.stdout)["already_received"] for each in (first, again)] == [False, True]
    told = json.loads(run("list", "--province", "Hà Nội", "--measure", "tr01", "--at", "2025-Q4", "--json").stdout)
    (target,) = told["targets"]
    assert (target["area"], target["measure"], target["demand"], target["class"]) == (
        "01",
        "TR01",
        ">= 5",
        "cannot_say",
    )
    assert target["why"]
    assert "Hà Nội" in run("list").stdout
