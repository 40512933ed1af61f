"""The demo: what is real in it has a source, and what is made up is plausible and passes the checks."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pytest

from data.model import Grain, Period, Severity
from data.places import PLACES, Boundary, Unit
from data.reading.reader import read
from indicators import TABLES
from indicators.engine.answer import By, Question
from service import acceptance, drafts, submissions
from service.completeness import ENOUGH, QuarterSent
from service.demo import deliveries as schedule
from service.demo import load
from service.demo import workbooks as demo_workbooks
from service.demo.deliveries import CORRECTED, EXPLAINED, FIRST, LAST, MISSING, Delivery, deliveries
from service.demo.lists import INDICATIONS, lists, reference
from service.demo.workbooks import DemoFile, figures, indices, sheets, workbooks
from service.drafts import Verdict
from service.service import Service
from tests.support.quang_tri_2024 import REPORT

QUARTERS = [Period.quarter(index) for index in range(FIRST.last, LAST.last + 1)]


def unit(key: str, period: Period) -> Unit:
    return PLACES.version(key, period.end)


def made(wanted: Callable[[Delivery], bool]) -> list[DemoFile]:
    return list(workbooks(filter(wanted, deliveries())))


# What is real


def test_every_indication_has_a_source_and_none_is_from_memory_or_abroad() -> None:
    rows = reference()
    assert len(rows) == 56
    assert all(row["sources"] and row["source_id"] and row["provinces"] for row in rows)
    assert {row["confidence"] for row in rows} == {"verified", "secondary"}
    assert not {"Cognac", "Kagoshima Wagyu"} & {row["name"] for row in rows}


def test_a_number_that_no_source_gives_is_marked_as_illustrative() -> None:
    for row in reference():
        made_up = row["illustrative"].split("|") if row["illustrative"] else []
        assert ("certificate_no" in made_up) == row["certificate_no"].startswith("MH-")
        assert "certificate_no" in made_up or row["certificate_no"] == row["register_no"]
        assert "registered_on" not in made_up or row["registered_on"] < "2023"
        assert "registered_on" not in made_up or row["registered_on"].endswith("-01-01")
    numbers = Counter(row["certificate_no"] for row in reference())
    assert set(numbers.values()) == {1}


def test_the_reference_stands_beside_the_provinces_as_utf_8() -> None:
    assert INDICATIONS.read_text(encoding="utf-8").startswith("certificate_no,name,product")
    assert INDICATIONS.parent == Path("data/reference").resolve()


def test_an_indication_of_two_provinces_stands_in_both_and_in_both_that_they_became() -> None:
    def holders(period: Period) -> set[str]:
        return {
            one.name
            for one in PLACES.at(period.end)
            if any(row["certificate_no"] == "00049" for row in lists(one.key, period)["geographical_indications"])
        }

    assert holders(Period(2025, "Q2")) == {"Kon Tum", "Quảng Nam"}
    assert holders(Period(2025, "Q3")) == {"Quảng Ngãi", "Đà Nẵng"}


def test_all_real_indications_and_no_others_are_in_the_registers() -> None:
    have = {
        row["certificate_no"] for one in PLACES.at(LAST.end) for row in lists(one.key, LAST)["geographical_indications"]
    }
    assert have == {row["certificate_no"] for row in reference()}


@pytest.mark.slow
def test_quang_tri_2024_says_what_its_report_says_and_nothing_else() -> None:
    of_2024 = made(lambda one: one.unit.key == "quang-tri" and one.period.year == 2024)
    assert [file.period.code for file in of_2024] == ["2024-Q4"]
    reading = read(of_2024[0].data, of_2024[0].name, TABLES)
    assert (reading.meta["province"], reading.meta["units"], reading.meta["period"]) == ("45", "63", "2024-Q4")
    forms = [sheet for name, sheet in reading.sheets.items() if TABLES[name].is_form]
    lines = [row for sheet in forms for row in sheet.rows.to_pylist()]
    assert {row["code"]: (row["value"], row["year_to_date"]) for row in lines} == REPORT
    indications = reading.sheets["geographical_indications"].rows.to_pylist()
    assert [(row["name"], row["product"]) for row in indications] == [("Quảng Trị", "chè vằng"), ("Quảng Trị", "tiêu")]
    for name in ("collective_marks", "calibrated_instruments", "trainings"):
        assert (reading.sheets[name].rows.num_rows, reading.sheets[name].state) == (0, "not_available")


@pytest.mark.slow
def test_the_whole_report_goes_in_as_one_workbook_and_every_figure_comes_out_for_2024_on_63_units(
    service: Service,
) -> None:
    (file,) = made(lambda one: one.unit.key == "quang-tri" and one.period.year == 2024)
    draft = drafts.check(service, file.name, file.data)
    assert {f.rule for f in draft.findings if f.severity is not Severity.INFO} == {"ratio_without_terms"}
    assert acceptance.accept(service, draft, "Sở KH&CN", file.reason or "").receipt

    def said(code: str, split: str = "") -> dict[str, tuple[float | None, str]]:
        year = Period(2024)
        rows = service.ask(
            Question(code, year, year, By.PROVINCE, ("quang-tri",), Grain.YEAR, Boundary.THEN, split)
        ).rows
        return {row.item: (row.value, row.bound) for row in rows}

    for code, typed in REPORT.items():
        head, _, item = code.partition(".")
        split = next(iter(service.measures[head].breakdowns), "") if item and code not in service.series else ""
        found = said(head, split)[item] if split else said(code)[""]
        assert found == (next(n for n in typed if n is not None), ">" if code == "ST06" else ""), code
    figures = {code: said(code)[""][0] for code in ("ST01", "ST02", "ST03", "AP01", "AP02", "AP03", "AP04", "IN07")}
    assert figures["ST01"] == 43 == 40 + 3 == figures["ST02"] + figures["ST03"]  # type: ignore[operator]
    assert figures["AP01"] == 52 == 37 + 15 == figures["AP02"] + figures["AP03"]  # type: ignore[operator]
    assert round(figures["AP04"] or 0, 1) == 71.2
    assert figures["IN07"] == pytest.approx(100 * 4 / (1668 + 17))


@pytest.mark.slow
def test_the_published_indices_are_real_carry_their_source_and_leave_out_what_could_not_be_read(
    service: Service,
) -> None:
    for file in indices():
        draft = acceptance.accept(service, drafts.check(service, file.name, file.data), "Bộ", file.reason or "")
        assert draft.receipt is not None
        for row in draft.reading.sheets["innovation_index"].rows.to_pylist():
            assert (row["score"] is None and row["rank"] is None) or row["source"]
    year = Period(2025)
    hue = service.ask(Question("PI01", year, year, By.PROVINCE, ("hue",), Grain.YEAR)).rows[0]
    assert (hue.value, hue.reported) == (49.37, 1)
    old = service.ask(
        Question("PI02", Period(2023), Period(2023), By.PROVINCE, ("quang-tri",), Grain.YEAR, Boundary.THEN)
    )
    assert old.rows[0].value == 55


def test_quang_tri_s_own_register_goes_through_the_published_number() -> None:
    standing = [figures(lists("quang-tri", p), p)["IP04"]["value"] for p in QUARTERS if p <= Period(2025, "Q2")]
    assert standing == sorted(standing)  # type: ignore[type-var]
    assert figures(lists("quang-tri", Period(2024, "Q4")), Period(2024, "Q4"))["IP04"]["value"] == 59
    assert figures(lists("quang-tri", Period(2024, "Q4")), Period(2024, "Q4"))["IP05"]["value"] == 6


# What is made up


@pytest.mark.slow
def test_the_demo_is_the_same_every_time() -> None:
    first, again = (list(islice(workbooks(), 20)) for _ in range(2))
    assert [file.data for file in first] == [file.data for file in again]
    assert [file.name for file in first] == [one.name for one in deliveries()[:20]]


def test_every_unit_of_every_quarter_sends_once_but_for_the_named_ones() -> None:
    sent = Counter((one.unit.key, one.period.code) for one in deliveries())
    due = {(one.key, period.code) for period in QUARTERS for one in PLACES.of_quarter(period.last)}
    assert len(due) == 63 * 10 + 34 * 5
    assert due >= MISSING | CORRECTED | set(EXPLAINED)
    assert not MISSING & (CORRECTED | set(EXPLAINED))
    assert set(sent) == due - MISSING
    assert {case for case, times in sent.items() if times == 2} == CORRECTED
    assert "2026-Q3" in {period for _, period in MISSING}


def test_files_come_in_the_order_of_receipt_and_some_come_late() -> None:
    times = [one.received_at for one in deliveries()]
    assert times == sorted(times)
    assert times[-1].date() < date(2026, 11, 21)
    assert all(one.received_at.date() > one.period.end for one in deliveries())
    late = sum(one.received_at.date() > one.period.due for one in deliveries() if one.version == 1)
    assert 20 < late < 80
    assert len({one.name for one in deliveries()}) == len(times)


def test_what_was_corrected_differs_from_what_was_sent_first() -> None:
    one = next(one for one in deliveries() if (one.unit.key, one.period.code) in CORRECTED)
    first, second = (
        {name: len(rows) for name, rows in sheets(one.unit, one.period, first_of_two=sent_first)[0].items()}
        for sent_first in (True, False)
    )
    assert first["trainings"] < second["trainings"]
    assert first["calibrated_instruments"] < second["calibrated_instruments"]


@pytest.mark.parametrize("period", QUARTERS, ids=str)
def test_what_is_made_up_keeps_the_rules_of_its_sheets(period: Period) -> None:
    for one in PLACES.of_quarter(period.last):
        told = lists(one.key, period)
        for row in told["trainings"]:
            assert period.start <= row["started_on"] <= row["ended_on"]  # type: ignore[operator]
            assert row["started_on"] <= period.end  # type: ignore[operator]
            assert (row["women"] or 0) <= row["participants"]  # type: ignore[operator]
        for row in told["calibrated_instruments"]:
            assert 0 <= (row["passed"] or 0) <= row["instruments"]  # type: ignore[operator]
        for name in ("geographical_indications", "collective_marks"):
            numbers = [row["certificate_no"] for row in told[name]]
            assert len(numbers) == len(set(numbers))
        assert all(row["granted_on"] <= period.end for row in told["collective_marks"])  # type: ignore[operator]


def test_registers_only_grow_also_into_the_units_that_continue_them() -> None:
    for before, after in pairwise(QUARTERS):
        for one in PLACES.of_quarter(after.last):
            keys = [one.key] if PLACES.alive(one.key, before.end) else PLACES.predecessors(one.key)
            for name in ("geographical_indications", "collective_marks"):
                had = {row["certificate_no"] for key in keys for row in lists(key, before)[name]}
                assert had <= {row["certificate_no"] for row in lists(one.key, after)[name]}


def test_marks_come_to_an_end_in_every_way_there_is() -> None:
    seen = Counter(row["status"] for one in PLACES.at(LAST.end) for row in lists(one.key, LAST)["collective_marks"])
    assert min(seen[status] for status in ("in_force", "expired", "cancelled")) > 20


@pytest.mark.slow
def test_every_state_of_the_data_occurs_and_silence_too() -> None:
    said: set[str | None] = set()
    for one in deliveries():
        states = sheets(one.unit, one.period)[1]
        said |= {str(states[name]) if name in states else None for name, table in TABLES.items() if not table.is_form}
    assert said == {"has_data", "nothing", "not_available", "not_applicable", None}


def test_a_year_to_date_is_the_quarters_before_and_this_one() -> None:
    typists = 0
    for one in PLACES.of_quarter(Period(2023, "Q3").last):
        total: dict[str, Any] = Counter()
        for part in ("Q1", "Q2", "Q3"):
            period = Period(2023, part)
            for line in sheets(one, period)[0]["summary"]:
                if "year_to_date" not in line:
                    continue
                total[str(line["code"])] += line["value"]
                assert line["year_to_date"] == total[str(line["code"])]
                typists += 1
    assert typists > 50


def test_large_cities_have_more_instruments_than_small_provinces() -> None:
    period = Period(2024, "Q2")
    counted = {key: figures(lists(key, period), period)["MQ01"]["value"] for key in ("ho-chi-minh", "bac-kan")}
    assert counted["ho-chi-minh"] > 5 * counted["bac-kan"]  # type: ignore[operator]


# It passes the checks


@pytest.mark.slow
def test_every_workbook_of_a_sample_reads_clean_and_gives_back_its_rows() -> None:
    for file in made(lambda one: one.period.code in ("2024-Q2", "2025-Q3") and one.unit.code < "30"):
        assert file.unit is not None
        if (file.unit.key, file.period.code) in CORRECTED:
            continue
        reading = read(file.data, file.name, TABLES)
        rows, states = sheets(file.unit, file.period)
        assert reading.findings == []
        assert (reading.meta["province"], reading.meta["period"]) == (file.unit.code, file.period.code)
        for name, sheet in reading.sheets.items():
            assert sheet.state == states.get(name)
            assert sheet.rows.num_rows == len(rows.get(name, ()))
            if not TABLES[name].is_form:
                got = [
                    {key: row[key] for key in TABLES[name].columns if row[key] is not None}
                    for row in sheet.rows.to_pylist()
                ]
                assert got == [{key: v for key, v in row.items() if v is not None} for row in rows[name]]


@pytest.mark.slow
def test_what_raises_a_question_comes_with_a_reason_and_the_rest_raises_none(service: Service) -> None:
    ours = {("hai-duong", "2023-Q2"), ("hai-duong", "2023-Q3"), ("quang-tri", "2023-Q4"), ("quang-tri", "2024-Q4")}
    mine = made(lambda one: (one.unit.key, one.period.code) in ours)
    for file in mine:
        draft = drafts.check(service, file.name, file.data, file.unit, file.period)
        questions = {finding.rule for finding in draft.findings if finding.severity is not Severity.INFO}
        expected = {"ratio_without_terms"} if file.period.code == "2024-Q4" else {"crowded"}
        assert questions == (expected if file.reason else set())
        assert (
            acceptance.accept(service, draft, "minh họa", file.reason or "", file.received_at, demo=True).verdict
            is Verdict.ACCEPTED
        )
    assert [file.period.code for file in mine if file.reason] == ["2023-Q3", "2024-Q4"]

    def quang_tri(measure: str) -> float | None:
        year = Period(2024)
        asked = Question(measure, year, year, By.PROVINCE, ("quang-tri",), year.grain, Boundary.THEN)
        return service.ask(asked).rows[0].value

    assert [quang_tri(code) for code in ("MQ01", "IP04", "IP05", "IP01", "TR01")] == [10036, 59, 6, 2, 30]


@pytest.mark.slow
def test_a_load_broken_off_goes_on_in_the_same_order_and_ends_in_the_same_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = deliveries()[:5]
    for module in (demo_workbooks, schedule):
        monkeypatch.setattr(module, "deliveries", lambda: few)
    monkeypatch.setattr(demo_workbooks, "RELEASED", {})
    whole, broken = Service(tmp_path / "whole"), Service(tmp_path / "broken")

    def stop_at_three(done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    assert load.load_demo(whole) == 5
    with pytest.raises(KeyboardInterrupt):
        load.load_demo(broken, stop_at_three)
    assert load.mark(broken.home).exists()
    assert not load.whole(broken)
    assert submissions.file_names(broken) == {one.name for one in few[:3]}
    assert load.load_demo(broken) == 2
    assert load.whole(broken)
    assert not load.mark(broken.home).exists()
    assert broken.store.prints() == whole.store.prints()
    load.mark(broken.home).touch()  # killed after the last file, before the end was marked
    assert not load.whole(broken)
    assert load.load_demo(broken) == 0
    assert load.whole(broken)
    for service in (whole, broken):
        service.close()


@pytest.mark.slow
def test_the_newest_quarter_is_loaded_before_its_past_but_for_what_the_past_has_to_explain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = {"dong-thap-2025": ("2026-Q2", "2026-Q3"), "hue": ("2023-Q1", "2026-Q3")}
    few = [one for one in deliveries() if one.period.code in ours.get(one.unit.key, ())]
    monkeypatch.setattr(demo_workbooks, "RELEASED", {})
    for module in (demo_workbooks, schedule):
        monkeypatch.setattr(module, "deliveries", lambda: few)
    service, reached = Service(tmp_path), list[int]()
    at = load.newest_at(service)
    load.load_demo(service, lambda done, total: reached.append(done))
    with service.store.reading() as work:
        told = work.rows("SELECT unit, quarter FROM submission ORDER BY number")
    asked = [(unit, Period.quarter(quarter).code) for unit, quarter in told]
    assert asked == [
        ("hue", "2026-Q3"),
        ("hue", "2023-Q1"),
        ("dong-thap-2025", "2026-Q2"),
        ("dong-thap-2025", "2026-Q3"),
    ]
    assert at == 1, "Huế's newest; Đồng Tháp's leap is asked about, which its past must be there for"
    assert reached == [0, 1, 2, 3, 4]
    service.close()


def test_the_files_that_come_first_make_the_newest_quarter_complete_enough_to_be_told() -> None:
    first = {one.unit.key for one in deliveries() if one.comes_first}
    assert QuarterSent(schedule.LAST, len(first), len(PLACES.of_quarter(schedule.LAST.last))).enough(ENOUGH)


@pytest.mark.slow
def test_workbooks_are_filled_by_a_program_that_imports_nothing_of_ours_before() -> None:
    program = "from service.demo import workbooks; print(next(workbooks.workbooks()).name)"
    unset = {name: value for name, value in os.environ.items() if name != "OPENPYXL_LXML"}
    told = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[3],
        env=unset,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stdout.strip().endswith(".xlsx"), told.stderr
