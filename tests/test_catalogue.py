"""Every declaration, present and future, keeps the same contract."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from data.model import Text
from data.store import Store, scratch
from data.table import SQL_TYPES, Kind
from indicators import CATALOGUE, MEASURES, TABLES, discover
from indicators.define import Indicator, Nature
from indicators.observe import ROWS, aggregates, labels

LISTS = [name for name, indicator in CATALOGUE.items() if not indicator.form]
SCOPE: dict[str, object] = {"numbers": [], "units": [], "quarters": []}


def texts(indicator: Indicator) -> list[Text]:
    found = [indicator.label, indicator.definition]
    for column in indicator.columns.values():
        found += [column.label, column.hint, *column.choices.values()]
    for measure in indicator.measures.values():
        found += [measure.label, measure.definition, measure.formula, measure.unit]
    return found + [rule.message for rule in indicator.rules]


@pytest.mark.parametrize("name", CATALOGUE)
def test_everything_is_said_in_both_languages(name: str) -> None:
    for text in texts(CATALOGUE[name]):
        assert text.vi.strip()
        assert text.en.strip()
        assert text.vi != text.en or text.vi == "%", text


@pytest.mark.parametrize("code", MEASURES)
def test_every_measure_binds_to_numbers_over_an_empty_store(code: str, tmp_path: Path) -> None:
    measure = MEASURES[code]
    store = Store(None, TABLES)
    with store.reading() as work:
        rows = work.rows(
            f"SELECT unit, {aggregates([measure])} FROM ({ROWS.format(name=measure.indicator)}) GROUP BY unit",
            **SCOPE,
        )
    assert rows == []
    store.close()
    assert bool(measure.value or measure.distinct) != (measure.kind is Nature.RATIO)
    assert bool(measure.numerator and measure.denominator) == (measure.kind is Nature.RATIO)


@pytest.mark.parametrize("name", LISTS)
def test_every_rule_binds_to_a_truth_value(name: str) -> None:
    table = TABLES[name]
    columns = ", ".join(f'NULL::{SQL_TYPES[column.kind]} AS "{key}"' for key, column in table.columns.items())
    days = "DATE '2024-01-01' AS period_start, DATE '2024-03-31' AS period_end"
    with scratch() as work:
        for rule in table.rules:
            assert rule.at in table.columns
            assert work.rows(f"SELECT {rule.broken} FROM (SELECT {columns}, {days})") == [(None,)]


@pytest.mark.parametrize("name", LISTS)
def test_breakdowns_and_keys_are_columns_of_the_sheet(name: str) -> None:
    indicator = CATALOGUE[name]
    for measure in indicator.measures.values():
        assert set(measure.breakdowns) <= set(indicator.columns)
        for split in measure.breakdowns:
            assert len(labels(indicator, split)) > 1, f"{split} names no items"
    assert set(indicator.key) <= set(indicator.columns)


@pytest.mark.parametrize("name", LISTS)
def test_required_columns_choices_and_headings_hold_together(name: str) -> None:
    headings: dict[str, str] = {}
    for key, column in CATALOGUE[name].columns.items():
        assert bool(column.choices) == (column.kind is Kind.CHOICE)
        assert len({text.vi for text in column.choices.values()}) == len(column.choices)
        for code, text in column.choices.items():
            assert "|" not in code + text.vi
        assert headings.setdefault(column.label.vi, key) == key


def test_measures_carry_the_codes_names_and_units_of_the_catalogue_of_the_field() -> None:
    """The wording is that of the reference catalogue; a copy of the eight lines stands here as the contract."""
    assert {code: (m.label.vi, m.unit.vi, str(m.kind)) for code, m in MEASURES.items()} == {
        "IP01": ("Số chỉ dẫn địa lý được bảo hộ", "chỉ dẫn địa lý", "stock"),
        "IP02": ("Số chỉ dẫn địa lý được cấp trong kỳ", "chỉ dẫn địa lý", "flow"),
        "IP04": ("Số nhãn hiệu tập thể được bảo hộ", "nhãn hiệu", "stock"),
        "IP05": ("Số nhãn hiệu chứng nhận được bảo hộ", "nhãn hiệu", "stock"),
        "MQ01": ("Số phương tiện đo được kiểm định, hiệu chuẩn", "phương tiện", "flow"),
        "MQ02": ("Tỷ lệ phương tiện đo đạt yêu cầu", "%", "ratio"),
        "TR01": ("Số lớp tập huấn", "lớp", "flow"),
        "TR02": ("Số lượt người được tập huấn", "lượt người", "flow"),
    }


COLUMNS = {
    "geographical_indications": "certificate_no* name* product* product_group registered_on* manager authorised_users status*",
    "collective_marks": "certificate_no* name* mark_type* product_group owner* granted_on* expires_on status*",
    "calibrated_instruments": "provider* service* instrument_type* instruments* passed commune",
    "trainings": "title* topic* organiser* started_on* ended_on place participants* women",
    "summary": "code* name unit value year_to_date note",
}


@pytest.mark.parametrize("name", COLUMNS)
def test_column_keys_are_a_contract(name: str) -> None:
    columns = TABLES[name].columns
    assert " ".join(f"{key}{'*' if column.required else ''}" for key, column in columns.items()) == COLUMNS[name]


def test_the_form_has_a_line_for_every_measure_of_every_list() -> None:
    assert [figure.code for figure in TABLES["summary"].figures] == list(MEASURES)


def test_a_new_file_is_in_the_catalogue_and_on_the_form_with_no_other_edit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "dropped"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    source = Path(__file__).parent / "files" / "standards_adopted.py"
    (package / "standards_adopted.py").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    (package / "summary.py").write_text("from indicators.summary import INDICATOR as INDICATOR\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    catalogue = discover(package, "dropped")
    assert list(catalogue) == ["summary", "standards_adopted"]
    assert [figure.code for figure in catalogue["summary"].table.figures] == ["XX01"]


def test_two_files_may_not_declare_one_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "twice"
    package.mkdir()
    for name in ("__init__", "one", "two"):
        text = "" if name == "__init__" else "from indicators.trainings import INDICATOR as INDICATOR\n"
        (package / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ValueError, match="same code"):
        discover(package, "twice")


def test_a_column_that_changes_its_type_is_refused_by_the_store(tmp_path: Path) -> None:
    Store(tmp_path / "s.duckdb", TABLES).close()
    table = TABLES["trainings"]
    changed = replace(
        table, columns={**table.columns, "participants": replace(table.columns["participants"], kind=Kind.TEXT)}
    )
    with pytest.raises(TypeError, match=r"trainings\.participants"):
        Store(tmp_path / "s.duckdb", {"trainings": changed})


def test_a_list_gains_a_column_and_keeps_its_rows(tmp_path: Path) -> None:
    Store(tmp_path / "s.duckdb", TABLES).close()
    table = TABLES["trainings"]
    wider = replace(table, columns={**table.columns, "cost": replace(table.columns["women"], kind=Kind.DECIMAL)})
    store = Store(tmp_path / "s.duckdb", {"trainings": wider})
    with store.reading() as work:
        assert ("cost", "DOUBLE") in [row[:2] for row in work.rows("DESCRIBE list_trainings")]
    store.close()
