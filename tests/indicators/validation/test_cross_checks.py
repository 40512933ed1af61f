"""Each rule between figures, shown by a workbook that passes it and one that does not."""

import io
from collections.abc import Mapping
from functools import cache

import openpyxl
import pytest

from data.model import Finding, Period, Severity
from data.places import PLACES, Unit
from data.templates.fill import Blank
from indicators import TABLES
from indicators.define import Check
from service import blank_workbooks, drafts
from service.drafts import Verdict
from service.service import Service
from tests.support.check_examples import ALSO_FAIL, CHECKS, DECLARED, Case, Figures, so_far
from tests.support.rows import Tell

# What holds for every figure of its kind, on forms; lists and the year so far have their tests where they are at home.
GENERAL = {
    "parts_differ": Case(
        {"AP05": 100, "AP05.before_time": 90, "AP05.on_time": 8, "AP05.late": 2},
        {"AP05": 100, "AP05.before_time": 90, "AP05.on_time": 8, "AP05.late": 1},
        "AP05",
        Severity.ERROR,
    ),
    "total_missing": Case({"AP05": 100, "AP05.late": 2}, {"AP05.late": 2}, "AP05.late", Severity.ERROR),
    "ratio_disagrees": Case({"AP01": 52, "AP02": 37, "AP04": 71.2}, {"AP01": 52, "AP02": 37, "AP04": 72}, "AP04"),
    "ratio_without_terms": Case({"AP01": 52, "AP02": 37, "AP04": 71.2}, {"AP01": 52, "AP04": 71.2}, "AP04"),
    "ytd_below_quarter": Case({"TM02": (9, 9)}, {"TM02": (9, 8)}, "TM02", Severity.ERROR),
    "ytd_falls": Case({"TM02": (None, 20)}, {"TM02": (None, 19)}, "TM02", Severity.ERROR, so_far(TM02=20)),
    "ytd_disagrees": Case({"TM02": (2, 22)}, {"TM02": (2, 23)}, "TM02", Severity.ERROR, so_far(TM02=20)),
    "unusual": Case({"AP01": 200}, {"AP01": 201}, "AP01"),
    "jump": Case({"TM01": 12}, {"TM01": 15}, "TM01", before={"TM01": 10}),
    "stock_falls": Case({"TM01": 10}, {"TM01": 9}, "TM01", before={"TM01": 10}),
    "money_scale": Case({"PB02": 1200}, {"PB02": 1_200_000}, "PB02", before={"PB02": 1000}),
    "share_above": Case({"AP04": 100}, {"AP04": 100.5}, "AP04", Severity.ERROR),
    "share_fraction": Case(so_far(PB01=1.5), so_far(PB01=0.015), "PB01", period="2024-Q4"),
    "negative": Case({"IN06": 0}, {"IN06": -1}, "IN06", Severity.ERROR),
    "fraction": Case({"AP01": 52}, {"AP01": "52,5"}, "AP01", Severity.ERROR),
    "not_whole": Case({"AP01": 52}, {"AP01": "năm mươi hai"}, "AP01", Severity.ERROR),
}


def there(period: Period) -> Unit:
    unit = PLACES.find("45", period.end)
    assert unit is not None
    return unit


@cache
def blank(period: Period, *names: str) -> Blank:
    return Blank({name: TABLES[name] for name in names}, there(period), period, PLACES.units_in(period))


def workbook(figures: Figures, period: Period) -> bytes:
    """The template of a quarter with these figures typed into its forms; it has no other sheets."""
    forms: dict[str, list[dict[str, object]]] = {}
    for code, told in figures.items():
        (name,) = [name for name, table in TABLES.items() if code in {figure.code for figure in table.figures}]
        value, year_to_date = told if isinstance(told, tuple) else (told, None)
        forms.setdefault(name, []).append({"code": code, "value": value, "year_to_date": year_to_date})
    return blank(period, *sorted(forms)).fill(there(period), forms)


def found(service: Service, rule: str, figures: Figures, period: Period) -> tuple[list[Finding], bytes]:
    data = workbook(figures, period)
    return [finding for finding in drafts.check(service, "bieu.xlsx", data).findings if finding.rule == rule], data


def line_of(finding: Finding, data: bytes) -> object:
    """The code that is printed on the row of a finding."""
    return (
        openpyxl.load_workbook(io.BytesIO(data))[finding.sheet]
        .cell(int("".join(filter(str.isdigit, finding.cell))), 1)
        .value
    )


def show(service: Service, tell: Tell, rule: str, case: Case, at: str, severity: Severity) -> None:
    period = Period.parse(case.period)
    if case.before is not None:
        earlier = tell("45", period.shift(-1).code, case.before)
        assert earlier.verdict is Verdict.ACCEPTED, [finding.message.vi for finding in earlier.findings]
    passing, _ = found(service, rule, case.passes, period)
    assert passing == []
    findings, data = found(service, rule, case.fails, period)
    assert findings != []
    for finding in findings:
        assert finding.severity is severity
        assert line_of(finding, data) == at


@pytest.mark.slow
@pytest.mark.parametrize("name", DECLARED)
def test_a_declared_check_is_silent_on_what_is_right_and_finds_what_is_wrong_where_it_stands(
    name: str, service: Service, tell: Tell
) -> None:
    check: Check = CHECKS[name]
    show(service, tell, name, DECLARED[name], check.at, check.severity)


@pytest.mark.slow
@pytest.mark.parametrize("name", ALSO_FAIL)
def test_a_check_with_two_sides_finds_what_is_wrong_on_the_other(name: str, service: Service, tell: Tell) -> None:
    case = DECLARED[name]._replace(fails=ALSO_FAIL[name])
    show(service, tell, name, case, CHECKS[name].at, CHECKS[name].severity)


@pytest.mark.slow
@pytest.mark.parametrize("rule", GENERAL)
def test_a_rule_of_all_figures_finds_what_is_wrong_where_it_stands(rule: str, service: Service, tell: Tell) -> None:
    case = GENERAL[rule]
    show(service, tell, rule, case, case.at, case.severity)


def test_a_check_is_silent_where_one_of_its_figures_is_not_known(service: Service) -> None:
    period = Period.parse("2024-Q3")
    for name, figures in (
        ("st_parts_do_not_sum", so_far(ST01=44, ST02=40)),
        ("in_visits_below_campaigns", {"IN02": 10}),
        ("rn_incident_reported", {"RN03": 5}),
    ):
        assert found(service, name, figures, period)[0] == []


def test_an_error_stops_a_file_and_a_question_asks_its_sender(service: Service) -> None:
    period = Period.parse("2024-Q3")
    wrong = drafts.check(service, "bieu.xlsx", workbook(DECLARED["st_parts_do_not_sum"].fails, period))
    assert wrong.verdict is Verdict.REFUSED
    odd = drafts.check(service, "bieu.xlsx", workbook(DECLARED["in_visits_below_campaigns"].fails, period))
    assert odd.verdict is Verdict.QUESTIONS


def test_what_was_carried_over_may_be_another_number_next_year(service: Service, tell: Tell) -> None:
    tell("45", "2023-Q4", so_far(ST02=31))
    assert found(service, "st_carried_over_changes", {"ST02": 40}, Period.parse("2024-Q1"))[0] == []


# The index, a row a province

INDEX = {
    "score_above_100": ({"score": 100}, {"score": 100.5}, "score", Severity.ERROR),
    "institutions_above_100": ({"institutions": 100}, {"institutions": 101}, "institutions", Severity.ERROR),
    "score_not_mean": (
        {"score": 49.37, "input": 51.5, "output": 47.23},
        {"score": 49.44, "input": 51.5, "output": 47.23},
        "score",
        Severity.QUESTION,
    ),
    "rank_out": ({"rank": 1}, {"rank": 2}, "rank", Severity.ERROR),
    "unknown_province": ({}, {"province": "Hà Tây"}, "province", Severity.ERROR),
    "province_twice": ({}, {"province": "Cao Bằng"}, "province", Severity.ERROR),
}


@pytest.mark.parametrize("rule", INDEX)
def test_a_rule_of_the_index_finds_what_is_wrong_in_the_row_of_its_province(rule: str, service: Service) -> None:
    right, wrong, column, severity = INDEX[rule]
    blank_book = blank_workbooks.for_nation(service, "innovation_index", 2025)

    def check(first: Mapping[str, object]) -> list[Finding]:
        book = openpyxl.load_workbook(io.BytesIO(blank_book))
        sheet = book.worksheets[0]
        head = next(row for row in sheet.iter_rows() if str(row[0].value).startswith("Tỉnh, thành phố"))
        places = dict(zip(TABLES["innovation_index"].columns, (cell.column for cell in head), strict=False))
        for number in range(34):
            for key, value in ({"rank": number + 1} | (dict(first) if number == 0 else {})).items():
                sheet.cell(head[0].row + 1 + number, places[key]).value = value
        file = io.BytesIO()
        book.save(file)
        return drafts.check(service, "pii.xlsx", file.getvalue()).findings

    assert check(right) == []
    found = [finding for finding in check(wrong) if finding.rule == rule]
    assert found != []
    assert {finding.column for finding in found} == {column}
    assert {finding.severity for finding in found} == {severity}
    assert found[0].row is not None


def test_every_score_of_the_index_has_its_bound() -> None:
    columns = TABLES["innovation_index"].columns
    bounded = {rule.at for rule in TABLES["innovation_index"].rules if rule.name.endswith("_above_100")}
    assert bounded == set(columns) - {"province", "rank", "source"}
