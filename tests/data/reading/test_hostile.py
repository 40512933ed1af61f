"""Files that are not friendly: each loads exactly its values or is refused at its place, within the limits."""

import os
from pathlib import Path

import pytest

from data.model import Finding, Severity
from data.reading.reader import Reading, read
from data.rules.cell_rules import CELL
from data.rules.findings import RULES
from data.sandbox import measured
from indicators import TABLES
from tests.hostile import CORPUS, public
from tests.hostile.case import Case
from tests.support import reader_cost

LONG = os.environ.get("DRILL") == "1"
LIGHT = [case for case in CORPUS if not case.heavy and not case.apart]
# Every second one each day, all of them by `make slow`.
EVERYDAY = [pytest.param(case, marks=[pytest.mark.slow] * (n % 2)) for n, case in enumerate(LIGHT)]
MEASURED = [case for case in CORPUS if case.apart and (LONG or not case.heavy)]
GROWTH = 50 << 20
NORMAL = 700 << 20


def places(findings: list[Finding]) -> list[str]:
    return [f"{finding.rule}@{finding.cell}" for finding in findings]


def rows(case: Case, reading: Reading) -> list[list[object]]:
    if case.table not in reading.sheets:
        return []
    table = reading.sheets[case.table].rows
    kept = table.select(["code", "value", "year_to_date"]) if TABLES[case.table].is_form else table.drop(["_row"])
    return [list(row.values()) for row in kept.to_pylist()]


def stops(reading: Reading) -> bool:
    return any(finding.severity in (Severity.STOP, Severity.ERROR) for finding in reading.findings)


def judge(case: Case, reading: Reading) -> None:
    assert sorted(places(reading.findings)) == sorted(case.places)
    if case.rows is None:
        assert stops(reading)
        assert all(finding.message.vi and finding.message.en for finding in reading.findings)
    else:
        assert not stops(reading)
        assert rows(case, reading) == [list(row) for row in case.rows]


@pytest.mark.parametrize("case", EVERYDAY, ids=lambda case: case.sentence)
def test_a_file_loads_exactly_its_values_or_is_refused_at_its_place(case: Case) -> None:
    judge(case, read(case.bytes, case.name, TABLES))


@pytest.mark.slow
@pytest.mark.parametrize("case", MEASURED, ids=lambda case: case.sentence)
def test_a_greedy_file_stays_within_the_limits_and_costs_the_app_nothing(case: Case) -> None:
    data = case.bytes
    measured(b"x", "a.csv", TABLES)  # the reader is started
    before, worked = resident(), reader_cost.worked()
    reading, cost = measured(data, case.name, TABLES)
    assert resident() - before < GROWTH
    judge(case, reading)
    assert cost.memory < NORMAL
    assert reader_cost.worked() - worked < 30 * (1 + LONG)


def resident() -> int:
    words = Path("/proc/self/status").read_text().split()
    return int(words[words.index("VmRSS:") + 1]) << 10


def test_the_corpus_is_as_large_as_it_is_said_to_be_and_each_sentence_is_said_once() -> None:
    sentences = [case.sentence for case in CORPUS]
    assert len(sentences) >= 200
    assert sorted(set(sentences)) == sorted(sentences)


@pytest.mark.slow
def test_of_the_faults_of_cells_nearly_all_name_sheet_row_and_column() -> None:
    """Promise P7: at least 99 in 100; a fault of the whole file has no place to name."""
    told = [
        finding
        for case in LIGHT
        if case.rows is None
        for finding in read(case.bytes, case.name, TABLES).findings
        if finding.rule in CELL
    ]
    placed = [
        f
        for f in told
        if f.sheet and f.cell and f.row and f.column and f.cell in f.message.vi and f.sheet in f.message.vi
    ]
    assert len(told) > 100
    assert len(placed) >= 0.99 * len(told)


def test_all_faults_of_a_file_are_told_in_one_pass() -> None:
    """Every cell that is refused alone is refused in company too."""
    from tests.hostile import values
    from tests.support.corpus import ROW, trainings

    for column, group in (("G", values.NUMBERS), ("D", values.DAYS), ("A", values.TEXTS), ("C", values.CHOICES)):
        at = "ABCDEFGH".index(column)
        lines = [[*ROW[:at], raw, *ROW[at + 1 :]] for _, raw, _, _ in group]
        alone = [
            (rule, f"{column}{row}")
            for row, (_, _, rules, value) in enumerate(group, 2)
            if value is ...
            for rule in rules
        ]
        together = [
            (f.rule, f.cell) for f in read(trainings(*lines), "a.xlsx", TABLES).findings if f.severity is Severity.ERROR
        ]
        assert together == alone


@pytest.mark.slow
def test_a_file_that_is_refused_at_a_cell_names_its_row_too() -> None:
    told = [f for case in LIGHT if case.rows is None for f in read(case.bytes, case.name, TABLES).findings if f.cell]
    assert [f.rule for f in told if f"{f.row}" not in f.cell] == []


def test_every_rule_that_the_corpus_names_is_one_of_ours() -> None:
    assert {place.split("@")[0] for case in CORPUS for place in case.places} <= set(RULES)


if LONG:

    def test_the_public_workbooks_that_libraries_ship_neither_crash_nor_load(
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        with capsys.disabled():
            assert public.report()
