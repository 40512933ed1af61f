"""How figures add up: over time, over areas, over the merger, and what is said when something is missing."""

from datetime import date

import pytest

from data.model import Grain, Period
from data.places import Boundary
from indicators.engine.answer import By, Row, Standing
from service import acceptance, submissions
from service.service import Service
from service.store_faults import StoreFaultError
from tests.support.rows import Asked, Tell, indication, instruments, mark, training, trainings


def told(rows: list[Row]) -> dict[str, tuple[float | None, str, int, int]]:
    """One area's answer, by period."""
    return {row.period.code: (row.value, str(row.state), row.reported, row.expected) for row in rows}


def values(rows: list[Row]) -> list[float | None]:
    return [row.value for row in rows]


# Kinds of nothing


def test_silence_is_not_zero(tell: Tell, asked: Asked) -> None:
    tell("45", "2024-Q4", {"MQ01": 5})
    assert told(asked("TR01", "2024-Q4", provinces=["45"], units=Boundary.THEN)) == {"2024-Q4": (None, "missing", 0, 1)}


def test_a_list_of_which_nothing_happened_is_zero(tell: Tell, asked: Asked) -> None:
    tell("45", "2024-Q4", states={"trainings": "nothing"})
    assert told(asked("TR01", "2024-Q4", provinces=["45"], units=Boundary.THEN)) == {"2024-Q4": (0, "final", 1, 1)}


def test_a_list_without_rows_and_without_a_word_stays_unreported_even_with_a_reason(tell: Tell, asked: Asked) -> None:
    draft = tell("45", "2024-Q4", trainings=[])
    assert [f.rule for f in draft.findings] == ["silence"]
    assert asked("TR01", "2024-Q4", provinces=["45"], units=Boundary.THEN)[0].state is Standing.MISSING


def test_a_list_not_yet_available_is_not_reported(tell: Tell, asked: Asked) -> None:
    tell("45", "2024-Q4", states={"trainings": "not_available"})
    assert asked("TR01", "2024-Q4", provinces=["45"], units=Boundary.THEN)[0].state is Standing.MISSING


def test_what_does_not_apply_is_neither_zero_nor_missing(tell: Tell, asked: Asked) -> None:
    tell("45", "2024-Q4", {"TR01": "x"}, states={"collective_marks": "not_applicable"})
    for measure in ("TR01", "IP04"):
        (row,) = asked(measure, "2024-Q4", provinces=["45"], units=Boundary.THEN)
        assert (row.value, row.state, row.expected) == (None, Standing.NOT_APPLICABLE, 0)


def test_a_quarter_whose_day_has_not_come_is_not_due(asked: Asked) -> None:
    rows = asked("TR01", "2026-Q3", "2026-Q4", provinces=["44"])
    assert [row.state for row in rows] == [Standing.MISSING, Standing.NOT_DUE]


def test_a_province_that_did_not_exist_does_not_apply(tell: Tell, asked: Asked) -> None:
    tell("24", "2025-Q2", trainings=trainings(3, date(2025, 5, 5)))
    rows = asked("TR01", "2025-Q2", "2025-Q3", provinces=["24"], units=Boundary.THEN)
    assert [(row.name.vi, row.value, row.state) for row in rows] == [
        ("Bắc Giang", 3, Standing.FINAL),
        ("Bắc Giang", None, Standing.NOT_APPLICABLE),
    ]


# Flows


def test_a_flow_adds_up_over_quarters(tell: Tell, asked: Asked) -> None:
    for quarter, month, count in (("Q1", 1, 2), ("Q2", 4, 3), ("Q3", 7, 4), ("Q4", 10, 5)):
        tell("45", f"2024-{quarter}", trainings=trainings(count, date(2024, month, 5)))
    here = {"provinces": ["45"], "units": Boundary.THEN}
    assert values(asked("TR01", "2024-Q1", "2024-Q4", **here)) == [2, 3, 4, 5]
    assert values(asked("TR01", "2024", grain=Grain.HALF, **here)) == [5, 9]
    assert values(asked("TR01", "2024", grain=Grain.NINE_MONTHS, **here)) == [9]
    assert told(asked("TR01", "2024", **here)) == {"2024": (14, "final", 1, 1)}


def test_a_year_with_a_quarter_missing_is_partial_and_never_final(tell: Tell, asked: Asked) -> None:
    tell("45", "2024-Q1", trainings=trainings(2, date(2024, 1, 5)))
    tell("45", "2024-Q3", trainings=trainings(4, date(2024, 7, 5)))
    assert told(asked("TR01", "2024", provinces=["45"], units=Boundary.THEN)) == {"2024": (6, "partial", 0, 1)}


def test_a_year_to_date_answers_the_year_by_itself_and_not_its_quarter(tell: Tell, asked: Asked) -> None:
    tell("45", "2024-Q4", {"MQ01": (None, 10036)})
    here = {"provinces": ["45"], "units": Boundary.THEN}
    assert told(asked("MQ01", "2024", **here)) == {"2024": (10036, "final", 1, 1)}
    assert told(asked("MQ01", "2024-Q4", **here)) == {"2024-Q4": (None, "missing", 0, 1)}
    assert told(asked("MQ01", "2024", grain=Grain.HALF, **here)) == {
        "2024-H1": (None, "missing", 0, 1),
        "2024-H2": (None, "missing", 0, 1),
    }


def year_by_totals(tell: Tell, *totals: int) -> None:
    for number, total in enumerate(totals, 1):
        assert tell("45", f"2024-Q{number}", {"MQ01": (None, total)}).receipt


def test_totals_of_the_year_so_far_give_the_quarters(tell: Tell, asked: Asked) -> None:
    year_by_totals(tell, 100, 250, 250, 600)
    assert values(asked("MQ01", "2024-Q1", "2024-Q4", provinces=["45"], units=Boundary.THEN)) == [100, 150, 0, 350]


@pytest.mark.slow
def test_what_was_derived_follows_a_correction(tell: Tell, asked: Asked) -> None:
    year_by_totals(tell, 100, 250, 250, 600)
    assert tell("45", "2024-Q2", {"MQ01": (None, 240)}).receipt
    assert values(asked("MQ01", "2024-Q1", "2024-Q4", provinces=["45"], units=Boundary.THEN)) == [100, 140, 10, 350]


@pytest.mark.slow
def test_a_correction_above_the_total_that_follows_is_a_question_and_leaves_a_conflict(
    tell: Tell, asked: Asked
) -> None:
    year_by_totals(tell, 100, 250, 250, 600)
    draft = tell("45", "2024-Q2", {"MQ01": (None, 300)})
    (question,) = [f for f in draft.findings if f.rule == "ytd_above_later"]
    assert question.cell == "E9"
    assert "E9" in question.message.vi.replace(question.cell, "", 1)
    rows = asked("MQ01", "2024-Q1", "2024-Q4", provinces=["45"], units=Boundary.THEN)
    assert values(rows) == [100, 200, None, 350]
    assert [row.conflict for row in rows] == [False, False, True, False]


@pytest.mark.slow
def test_a_total_that_falls_within_the_year_is_refused_and_names_both_cells(tell: Tell) -> None:
    year_by_totals(tell, 100, 250)
    draft = tell("45", "2024-Q3", {"MQ01": (None, 200)})
    (error,) = [f for f in draft.findings if f.rule == "ytd_falls"]
    assert draft.receipt is None
    assert error.cell == "E9"
    assert "ô E9 của Quý II/2024" in error.message.vi


def test_a_quarter_and_its_year_to_date_must_agree(tell: Tell) -> None:
    year_by_totals(tell, 100)
    refused = tell("45", "2024-Q2", {"MQ01": (40, 150)})
    assert [f.rule for f in refused.findings] == ["ytd_disagrees"]
    assert tell("45", "2024-Q2", {"MQ01": (50, 150)}).receipt


# Stocks and ratios


def test_a_stock_is_the_last_that_stands(tell: Tell, asked: Asked) -> None:
    tell("45", "2024-Q2", collective_marks=[mark("1"), mark("2")])
    tell("45", "2024-Q4", collective_marks=[mark("1"), mark("2"), mark("3", status="expired")])
    here = {"provinces": ["45"], "units": Boundary.THEN}
    assert values(asked("IP04", "2024-Q1", "2024-Q4", **here)) == [None, 2, None, 2]
    assert told(asked("IP04", "2024", **here)) == {"2024": (2, "final", 1, 1)}


def test_a_stock_whose_last_quarter_is_missing_is_shown_as_partial(tell: Tell, asked: Asked) -> None:
    tell("45", "2024-Q3", collective_marks=[mark("1")])
    assert told(asked("IP04", "2024", provinces=["45"], units=Boundary.THEN)) == {"2024": (1, "partial", 0, 1)}


@pytest.mark.slow
def test_a_ratio_is_made_anew_from_its_parts(tell: Tell, asked: Asked) -> None:
    tell("45", "2024-Q1", calibrated_instruments=instruments(100, passed=50))
    tell("45", "2024-Q2", calibrated_instruments=instruments(300, passed=300))
    tell("44", "2024-Q1", calibrated_instruments=instruments(600, passed=600))
    assert values(asked("MQ02", "2024-H1", provinces=["45"], units=Boundary.THEN)) == [87.5]
    assert values(asked("MQ02", "2024-Q1", provinces=["44"])) == [pytest.approx(100 * 650 / 700)]


def test_a_ratio_holds_only_what_has_both_parts(tell: Tell, asked: Asked) -> None:
    rows = [*instruments(100, passed=90), {**instruments(50)[0], "provider": "khác"}]
    tell("45", "2024-Q1", calibrated_instruments=rows)
    assert values(asked("MQ02", "2024-Q1", provinces=["45"], units=Boundary.THEN)) == [90]
    assert values(asked("MQ01", "2024-Q1", provinces=["45"], units=Boundary.THEN)) == [150]


def test_a_ratio_typed_without_parts_stands_for_its_province_and_in_no_total(tell: Tell, asked: Asked) -> None:
    tell("45", "2024-Q1", {"MQ02": 80})
    tell("44", "2024-Q1", calibrated_instruments=instruments(100, passed=90))
    assert values(asked("MQ02", "2024-Q1", provinces=["45"], units=Boundary.THEN)) == [80]
    (row,) = asked("MQ02", "2024-Q1", provinces=["44"])
    assert (row.value, row.state, row.missing) == (90, Standing.PARTIAL, ("quang-tri",))


# Lists and typed totals


def test_where_only_the_total_is_known_it_counts_and_says_that_it_is_in_no_breakdown(tell: Tell, asked: Asked) -> None:
    tell("45", "2024-Q4", {"TR01": 30}, states={"trainings": "not_available"})
    tell("44", "2024-Q4", trainings=trainings(5))
    (total,) = asked("TR01", "2024-Q4", provinces=["44"])
    assert (total.value, total.reported, total.typed) == (35, 2, 1)
    (split,) = asked("TR01", "2024-Q4", provinces=["44"], split="topic")
    assert (split.item, split.value, split.state, split.missing) == (
        "technology_transfer",
        5,
        Standing.PARTIAL,
        ("quang-tri",),
    )


def test_a_typed_total_that_disagrees_with_its_list_is_refused_at_its_cell(tell: Tell) -> None:
    draft = tell("45", "2024-Q4", {"TR01": 6}, trainings=trainings(5))
    assert [(f.rule, f.cell, f.received, f.expected.vi) for f in draft.findings] == [
        ("total_disagrees", "D9", "6", "5")
    ]
    assert draft.receipt is None
    assert tell("45", "2024-Q4", {"TR01": 5}, trainings=trainings(5)).receipt


@pytest.mark.slow
def test_a_breakdown_holds_every_item_and_a_zero_for_those_nobody_named(tell: Tell, asked: Asked) -> None:
    tell("45", "2024-Q3", trainings=[training(1, started_on=date(2024, 7, 5), topic="traceability")])
    tell("45", "2024-Q4", trainings=trainings(2))
    rows = asked("TR01", "2024-Q3", "2024-Q4", provinces=["45"], units=Boundary.THEN, split="topic")
    assert [(row.item, row.period.part, row.value) for row in rows] == [
        ("technology_transfer", "Q3", 0),
        ("technology_transfer", "Q4", 2),
        ("traceability", "Q3", 1),
        ("traceability", "Q4", 0),
    ]


def test_product_groups_are_one_however_they_are_typed(tell: Tell, asked: Asked) -> None:
    groups = ["Trái cây", "TRÁI CÂY", "trai cay", "Fruit", "Nấm", None]
    tell(
        "45",
        "2024-Q4",
        geographical_indications=[indication(str(n + 1), product_group=g) for n, g in enumerate(groups)],
    )
    rows = asked("IP01", "2024-Q4", provinces=["45"], units=Boundary.THEN, split="product_group")
    assert {row.item: row.value for row in rows} == {"fruit": 4, "Nấm": 1, "unspecified": 1}


# The merger


def test_ten_and_seven_are_seventeen_on_todays_units_and_ten_and_seven_as_reported(tell: Tell, asked: Asked) -> None:
    tell("24", "2024-Q4", trainings=trainings(10))
    tell("27", "2024-Q4", trainings=trainings(7))
    (row,) = asked("TR01", "2024-Q4", provinces=["24"])
    assert (row.name.vi, row.value, row.reported, row.expected) == ("Bắc Ninh", 17, 2, 2)
    rows = asked("TR01", "2024-Q4", provinces=["24", "27"], units=Boundary.THEN)
    assert [(row.area, row.name.vi, row.value) for row in rows] == [("24", "Bắc Giang", 10), ("27", "Bắc Ninh", 7)]


def test_a_merged_province_of_which_one_part_is_missing_is_partial_and_names_it(tell: Tell, asked: Asked) -> None:
    tell("24", "2024-Q4", trainings=trainings(10))
    (row,) = asked("TR01", "2024-Q4", provinces=["24"])
    assert (row.value, row.state, row.reported, row.expected, row.missing) == (10, "partial", 1, 2, ("bac-ninh",))


@pytest.mark.slow
def test_the_year_of_the_merger_holds_both_sets_and_counts_nothing_twice(tell: Tell, asked: Asked) -> None:
    for province in ("24", "27"):
        tell(province, "2025-Q1", trainings=trainings(1, date(2025, 1, 5)), collective_marks=[mark(province)])
        tell(province, "2025-Q2", trainings=trainings(2, date(2025, 4, 5)), collective_marks=[mark(province)])
    both = [mark("24"), mark("27")]
    tell("24", "2025-Q3", trainings=trainings(10, date(2025, 7, 5)), collective_marks=both)
    tell("24", "2025-Q4", trainings=trainings(20, date(2025, 10, 5)), collective_marks=both)
    assert told(asked("TR01", "2025", provinces=["24"])) == {"2025": (36, "final", 3, 3)}
    assert told(asked("IP04", "2025", provinces=["24"])) == {"2025": (2, "final", 1, 1)}
    for units in Boundary:
        assert [row.value for row in asked("TR01", "2025", units=units)] == [36]
        assert [row.value for row in asked("IP04", "2025", units=units)] == [2]
    then = asked("TR01", "2025", by=By.PROVINCE, units=Boundary.THEN)
    assert {(r.area, r.name.vi): r.value for r in then if r.value} == {
        ("24", "Bắc Giang"): 3,
        ("27", "Bắc Ninh"): 3,
        ("24", "Bắc Ninh"): 30,
    }


def test_half_a_year_of_a_province_that_ended_is_never_taken_for_its_year(tell: Tell, asked: Asked) -> None:
    for quarter, month in (("Q1", 1), ("Q2", 4)):
        tell("24", f"2025-{quarter}", trainings=trainings(2, date(2025, month, 5)))
    here = {"provinces": ["24"], "units": Boundary.THEN}
    assert told(asked("TR01", "2025", **here)) == {"2025": (4, "partial", 1, 1)}
    assert told(asked("TR01", "2025-H1", **here)) == {"2025-H1": (4, "final", 1, 1)}


def test_a_merged_provinces_year_to_date_continues_what_both_had_sent(tell: Tell, asked: Asked) -> None:
    tell("24", "2025-Q2", {"MQ01": (None, 100)})
    tell("27", "2025-Q2", {"MQ01": (None, 50)})
    tell("24", "2025-Q3", {"MQ01": (None, 180)})
    assert values(asked("MQ01", "2025-Q3", provinces=["24"])) == [30]
    assert told(asked("MQ01", "2025-9M", provinces=["24"])) == {"2025-9M": (180, "final", 3, 3)}


def test_an_indication_that_lies_in_two_provinces_counts_once_in_the_nation(tell: Tell, asked: Asked) -> None:
    tell("62", "2024-Q4", geographical_indications=[indication("00049"), indication("1")])
    tell("49", "2024-Q4", geographical_indications=[indication("49")])
    assert values(asked("IP01", "2024-Q4")) == [2]
    assert values(asked("IP01", "2024-Q4", by=By.PROVINCE, provinces=["62", "49"], units=Boundary.THEN)) == [1, 2]


def test_a_distinct_count_adds_typed_totals_to_what_was_listed(tell: Tell, asked: Asked) -> None:
    tell("62", "2024-Q4", geographical_indications=[indication("00049")])
    tell("49", "2024-Q4", {"IP01": 4})
    assert values(asked("IP01", "2024-Q4")) == [5]


@pytest.mark.slow
def test_national_and_regional_totals_do_not_depend_on_the_boundary(tell: Tell, asked: Asked) -> None:
    for n, province in enumerate(["01", "24", "27", "45", "44", "62", "80"], 1):
        tell(province, "2024-Q4", trainings=trainings(n))
    for units in Boundary:
        (nation,) = asked("TR01", "2024-Q4", units=units)
        assert (nation.value, nation.state, nation.reported) == (28, Standing.PARTIAL, 7)
        assert nation.expected == 63
        regions = asked("TR01", "2024-Q4", by=By.REGION, units=units)
        assert sum(row.value or 0 for row in regions) == 28
        assert sum(row.expected for row in regions) == 63


@pytest.mark.slow
def test_regions_of_a_year_in_which_they_changed_hold_every_province_once(tell: Tell, asked: Asked) -> None:
    for quarter, month in (("Q2", 4), ("Q3", 7)):
        tell("01", f"2025-{quarter}", trainings=trainings(2, date(2025, month, 5)))
        tell("38", f"2025-{quarter}", trainings=trainings(3, date(2025, month, 5)))
    for units in Boundary:
        regions = asked("TR01", "2025", by=By.REGION, units=units)
        assert sum(row.value or 0 for row in regions) == 10
        (nation,) = asked("TR01", "2025", units=units)
        assert sum(row.expected for row in regions) == nation.expected


# Versions


def test_the_newest_version_stands_sheet_by_sheet_and_the_old_one_remains(
    service: Service, tell: Tell, asked: Asked
) -> None:
    tell("45", "2024-Q4", trainings=trainings(2), calibrated_instruments=instruments(7))
    tell("45", "2024-Q4", trainings=trainings(5))
    assert values(asked("TR01", "2024-Q4", provinces=["45"], units=Boundary.THEN)) == [5]
    assert values(asked("MQ01", "2024-Q4", provinces=["45"], units=Boundary.THEN)) == [7]
    unit = service.places.find("45", date(2024, 12, 31))
    assert unit is not None
    assert [one.version for one in submissions.versions(service, unit.key, Period.parse("2024-Q4"))] == [2, 1]


def test_the_same_bytes_twice_are_one_submission(service: Service, tell: Tell) -> None:
    first, second = (tell("45", "2024-Q4", trainings=trainings(2)) for _ in range(2))
    assert first.receipt is not None
    assert second.already is not None
    assert second.receipt == first.receipt
    assert service.revision == 1


@pytest.mark.slow
def test_rebuilding_changes_nothing(service: Service, tell: Tell) -> None:
    tell("24", "2025-Q2", {"MQ01": (None, 100)}, trainings=trainings(2, date(2025, 4, 5)))
    tell("27", "2025-Q2", {"MQ01": (None, 50)})
    tell("24", "2025-Q3", {"MQ01": (None, 180)}, geographical_indications=[indication("1")])
    tell("45", "2024-Q4", calibrated_instruments=instruments(10, passed=9))
    assert service.repository.rebuild(check=True) == []
    assert service.repository.rebuild() == []


@pytest.mark.slow
def test_a_load_that_fails_leaves_nothing(service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = tell("45", "2024-Q4", trainings=trainings(2), accept=False)
    monkeypatch.setattr(service.observer, "refresh", lambda *_: (_ for _ in ()).throw(OSError("disk")))
    with pytest.raises(StoreFaultError):
        acceptance.accept(service, draft, "ai đó")
    assert service.empty
    assert service.fault is not None
    with service.store.reading() as work:
        for table in ("submission", "sheet", "figure", "finding", "observation", "list_trainings"):
            assert work.one(f"SELECT count(*) FROM {table}") == 0
    monkeypatch.undo()
    assert acceptance.accept(service, draft, "ai đó").receipt
    assert service.fault is None
