"""What a file is asked before it is believed: of whom, of when, its rows, its lists, and what stood before."""

from datetime import date

import pytest

from data.checks import missing_sheets, scope
from data.model import Finding, Period, Severity, Text
from data.places import PLACES, Unit
from data.reading.reader import Reading
from data.table import DataState
from indicators import TABLES
from service import drafts, submissions
from service.drafts import Draft, Verdict
from service.service import Service
from tests.support.rows import Rows, Tell, indication, instruments, mark, sheet_rows, training, trainings


def flat(draft: Draft) -> list[tuple[str, str, str]]:
    return [(f.rule, str(f.severity), f.cell) for f in draft.findings]


def unit(text: str, period: str) -> Unit:
    found = PLACES.find(text, Period.parse(period).end)
    assert found is not None
    return found


def scoped(meta: dict[str, str], province: str = "", period: str = "") -> tuple[Unit | None, Period | None, list[str]]:
    chosen = Period.parse(period) if period else None
    one = unit(province, period) if province else None
    found = scope(Reading(meta, {}, []), TABLES, one, chosen, None, PLACES)
    return found.unit, found.period, [f"{f.severity} {f.rule}" for f in found.findings]


# Of whom and when


def test_a_file_that_says_nothing_needs_a_province_and_a_quarter() -> None:
    assert scoped({}) == (None, None, ["stop scope_missing"])


def test_a_file_of_another_quarter_than_was_chosen_is_stopped() -> None:
    *_, findings = scoped({"province": "45", "period": "2024-Q4"}, "45", "2024-Q3")
    assert findings == ["stop scope_period"]


def test_a_file_of_another_province_than_was_chosen_is_stopped() -> None:
    *_, findings = scoped({"province": "45", "period": "2024-Q4"}, "44", "2024-Q4")
    assert findings == ["stop scope_province"]


def test_a_code_that_no_longer_exists_is_stopped() -> None:
    *_, findings = scoped({"province": "45", "period": "2025-Q3"})
    assert findings == ["stop scope_province"]


def test_the_same_code_is_another_province_after_the_merger() -> None:
    before, *_ = scoped({"province": "44", "period": "2025-Q2"})
    after, *_ = scoped({"province": "44", "period": "2025-Q3"})
    assert before is not None
    assert after is not None
    assert (before.name, after.name) == ("Quảng Bình", "Quảng Trị")


@pytest.mark.parametrize("period", ["2024", "2024-H1", "2024-13", ""])
def test_a_submission_is_of_a_quarter(period: str) -> None:
    *_, findings = scoped({"province": "45", "period": period})
    assert findings == ["stop scope_period"]


def test_a_quarter_that_has_not_begun_is_stopped_and_one_that_is_not_over_is_asked_about() -> None:
    assert scoped({"province": "44", "period": "2027-Q1"})[2] == ["stop scope_future"]
    assert scoped({"province": "44", "period": "2026-Q4"})[2] == ["question scope_unfinished"]
    assert scoped({"province": "44", "period": "2026-Q3"})[2] == []


# Rows


@pytest.mark.parametrize(
    ("table", "row", "expected"),
    [
        ("trainings", training(ended_on=date(2024, 10, 11)), ("ended_before_started", "error", "E9")),
        ("trainings", training(started_on=date(2025, 1, 1)), ("started_outside_period", "error", "D9")),
        ("trainings", training(started_on=date(2024, 9, 30)), ("started_outside_period", "error", "D9")),
        ("trainings", training(women=31), ("women_above_participants", "error", "H9")),
        ("trainings", training(participants=0), ("no_participants", "question", "G9")),
        ("trainings", training(participants=501), ("crowded", "question", "G9")),
        ("calibrated_instruments", instruments(10, passed=11)[0], ("passed_above_total", "error", "E9")),
        ("calibrated_instruments", instruments(20, passed=9)[0], ("half_failed", "question", "E9")),
        (
            "geographical_indications",
            indication("1", registered_on=date(2025, 1, 1)),
            ("registered_after_period", "error", "E9"),
        ),
        (
            "geographical_indications",
            indication("1", registered_on=date(1999, 1, 1)),
            ("registered_before_law", "question", "E9"),
        ),
        ("geographical_indications", indication("1", authorised_users=5001), ("many_users", "question", "G9")),
        ("collective_marks", mark("1", granted_on=date(2025, 1, 1)), ("granted_after_period", "error", "F9")),
        (
            "collective_marks",
            mark("1", expires_on=date(2019, 1, 1), status="expired"),
            ("expires_before_granted", "error", "G9"),
        ),
        ("collective_marks", mark("1", expires_on=date(2024, 9, 30)), ("in_force_past_expiry", "question", "H9")),
    ],
)
def test_every_rule_stands_at_its_cell(
    tell: Tell, table: str, row: dict[str, object], expected: tuple[str, str, str]
) -> None:
    assert flat(tell("45", "2024-Q4", accept=False, **{table: [row]})) == [expected]


def test_every_declared_rule_has_a_row_that_breaks_it() -> None:
    broken = {case[2][0] for case in test_every_rule_stands_at_its_cell.pytestmark[0].args[1]}  # type: ignore[attr-defined]
    declared = {rule.name for table in TABLES.values() if not table.nationwide for rule in table.rules}
    assert broken == declared


def test_rows_that_break_no_rule_are_acceptable(tell: Tell) -> None:
    draft = tell(
        "45",
        "2024-Q4",
        accept=False,
        trainings=trainings(3),
        calibrated_instruments=instruments(5, passed=5),
        geographical_indications=[indication("1")],
        collective_marks=[mark("1")],
    )
    assert (draft.findings, draft.verdict) == ([], Verdict.ACCEPTABLE)


def test_one_fault_does_not_hide_another(tell: Tell) -> None:
    rows = [training(1, women=31, ended_on=date(2024, 1, 1)), training(2, started_on=date(2020, 1, 1))]
    assert {f.rule for f in tell("45", "2024-Q4", trainings=rows).findings} == {
        "women_above_participants",
        "ended_before_started",
        "started_outside_period",
    }


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("geographical_indications", [indication("00049"), indication("2"), indication("00049")]),
        ("collective_marks", [mark("A-1"), mark("2"), mark("a-1")]),
        ("trainings", [training(1, place="Huế"), training(2), training(1, place="Huế")]),
    ],
)
def test_a_thing_listed_twice_is_an_error_at_the_second(tell: Tell, table: str, rows: Rows) -> None:
    assert flat(tell("45", "2024-Q4", **{table: rows})) == [("duplicate", "error", "A11")]


def test_the_same_class_on_another_day_or_in_another_place_is_another_class(tell: Tell) -> None:
    rows = [training(1, place="Huế"), training(1, place="Vinh"), training(1, started_on=date(2024, 11, 1))]
    assert flat(tell("45", "2024-Q4", trainings=rows)) == []


# The state of the data


@pytest.mark.parametrize("state", [DataState.NOTHING, DataState.NOT_AVAILABLE, DataState.NOT_APPLICABLE])
def test_saying_that_there_is_nothing_over_rows_is_an_error(service: Service, state: DataState) -> None:
    reading = Reading({}, {"trainings": sheet_rows(TABLES["trainings"], trainings(1), state)}, [])
    draft = drafts.judge(service, "x.xlsx", b"x", reading, unit("45", "2024-Q4"), Period.parse("2024-Q4"))
    assert flat(draft) == [("state_contradicts", "error", "A6")]


def test_saying_that_there_is_data_over_no_rows_is_an_error(tell: Tell) -> None:
    assert flat(tell("45", "2024-Q4", states={"trainings": "has_data"})) == [("state_without_rows", "error", "A6")]


def test_saying_nothing_over_no_rows_is_a_question(tell: Tell) -> None:
    draft = tell("45", "2024-Q4", reason="", trainings=[])
    assert flat(draft) == [("silence", "question", "A6")]
    assert (draft.verdict, draft.receipt) == (Verdict.QUESTIONS, None)


def test_a_sheet_taken_out_of_the_template_is_a_question_and_out_of_a_handmade_file_is_none() -> None:
    sheets = {"summary": sheet_rows(TABLES["summary"], [])}
    assert missing_sheets(Reading({}, sheets, []), TABLES) == []
    asked_about = missing_sheets(Reading({"template": "khcn-quarterly"}, sheets, []), TABLES)
    provinces_own = [name for name, table in TABLES.items() if not table.nationwide]
    assert [f.table for f in asked_about] == [name for name in provinces_own if name != "summary"]


# Against what stands


def test_a_register_that_forgets_a_row_is_asked_and_says_which(tell: Tell) -> None:
    tell(
        "45",
        "2024-Q3",
        geographical_indications=[indication("1"), indication("2"), indication("3", status="cancelled")],
    )
    draft = tell("45", "2024-Q4", reason="", geographical_indications=[indication("1")])
    (question,) = [f for f in draft.findings if f.rule == "register_shrinks"]
    assert question.received == "2"


def test_a_register_that_records_a_cancellation_is_not_asked(tell: Tell) -> None:
    tell("45", "2024-Q3", geographical_indications=[indication("1"), indication("2")])
    draft = tell("45", "2024-Q4", geographical_indications=[indication("1"), indication("2", status="cancelled")])
    assert flat(draft) == []


@pytest.mark.slow
def test_a_merged_province_starts_from_the_registers_of_those_it_was_made_of(tell: Tell) -> None:
    tell("24", "2025-Q2", collective_marks=[mark("G")])
    tell("27", "2025-Q2", collective_marks=[mark("N")])
    draft = tell("24", "2025-Q3", reason="", collective_marks=[mark("N")])
    assert [f.received for f in draft.findings if f.rule == "register_shrinks"] == ["G"]


@pytest.mark.slow
def test_a_total_that_jumps_is_asked_about(tell: Tell) -> None:
    for quarter in ("2024-Q1", "2024-Q2", "2024-Q3"):
        tell("45", quarter, calibrated_instruments=instruments(1000))
    draft = tell("45", "2024-Q4", reason="", calibrated_instruments=instruments(10_000))
    assert [(f.rule, f.received) for f in draft.findings] == [("slip", "10.000")]
    assert flat(tell("45", "2024-Q4", calibrated_instruments=instruments(1300))) == []


def test_a_typed_stock_that_falls_is_asked_about_at_its_cell(tell: Tell) -> None:
    tell("45", "2024-Q3", {"IP04": 59})
    draft = tell("45", "2024-Q4", {"IP04": 58}, reason="")
    assert flat(draft) == [("stock_falls", "question", "D9")]


def test_a_fault_in_a_list_is_not_told_a_second_time_as_a_wrong_total(tell: Tell) -> None:
    fault = Finding("not_whole", Severity.ERROR, Text("sai", "wrong"), "Đào tạo", "G9", 9, "participants", "trainings")
    draft = tell(
        "45", "2024-Q4", {"TR02": 60}, findings=[fault], trainings=[training(1), training(2, participants=None)]
    )
    assert [f.rule for f in draft.findings] == ["not_whole"]


# Reasons


def test_questions_pass_only_with_a_reason_which_is_kept(tell: Tell, service: Service) -> None:
    rows = [training(participants=501)]
    assert tell("45", "2024-Q4", reason="  ", trainings=rows).receipt is None
    draft = tell("45", "2024-Q4", reason="hội nghị toàn tỉnh", trainings=rows)
    assert draft.receipt is not None
    kept = submissions.findings(service, draft.receipt.number)
    assert [(f.rule, reason) for f, reason in kept] == [("crowded", "hội nghị toàn tỉnh")]


def test_an_error_is_not_passed_by_a_reason(tell: Tell) -> None:
    assert tell("45", "2024-Q4", reason="cứ nhận", trainings=[training(women=31)]).verdict is Verdict.REFUSED
