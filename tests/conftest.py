"""What tests share: a service on an empty store, and a province's quarter told without a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from data.model import Calendar, Finding, Grain, Period
from data.places import PLACES, Boundary
from data.reading.reader import Reading, SheetRows
from data.table import Bound, Table
from indicators import TABLES
from indicators.engine.query import By, Question, Row
from service import acceptance, drafts
from service.drafts import Draft
from service.service import Service

Rows = Sequence[Mapping[str, object]]


@pytest.fixture(autouse=True)
def _a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDICATORS_TODAY", "2026-11-21")


@pytest.fixture(autouse=True)
def _figures_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Against Plotly's schema, which the pages leave out for speed."""
    monkeypatch.setattr("pages.charts.axis.VALIDATE", True)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    service = Service(tmp_path / "store")
    yield service
    service.close()


def training(number: int = 1, **changes: object) -> dict[str, object]:
    """A class that passes every check in the last quarter of 2024."""
    return {
        "title": f"Lớp {number}",
        "topic": "technology_transfer",
        "organiser": "department",
        "started_on": date(2024, 10, 12),
        "participants": 30,
    } | changes


def trainings(count: int, start: date = date(2024, 10, 12), people: int = 30) -> Rows:
    return [training(n, started_on=start, participants=people) for n in range(count)]


def instruments(*numbers: int, passed: int | None = None) -> Rows:
    return [
        {
            "provider": f"TT {i}",
            "service": "verification",
            "instrument_type": "scale",
            "instruments": n,
            "passed": passed,
        }
        for i, n in enumerate(numbers)
    ]


def indication(certificate_no: str, **changes: object) -> dict[str, object]:
    return {
        "certificate_no": certificate_no,
        "name": "Tên",
        "product": "sản phẩm",
        "registered_on": date(2020, 1, 1),
        "status": "in_force",
    } | changes


def mark(certificate_no: str, **changes: object) -> dict[str, object]:
    return {
        "certificate_no": certificate_no,
        "name": "Nhãn",
        "mark_type": "collective",
        "owner": "Hội",
        "granted_on": date(2020, 1, 1),
        "status": "in_force",
    } | changes


def sheet_rows(table: Table, rows: Rows, state: str | None = None) -> SheetRows:
    """Rows as the reader would give them, from row 9 on."""
    columns: dict[str, pa.Array] = {"_row": pa.array([9 + i for i in range(len(rows))], pa.int32())}
    for key, column in table.columns.items():
        columns[key] = pa.array([row.get(key) for row in rows], column.type.arrow)
    if table.is_form:
        for key in ("_value_state", "_ytd_state"):
            columns[key] = pa.array([row.get(key) for row in rows], pa.string())
        for key in ("_value_bound", "_ytd_bound"):
            columns[key] = pa.array([row.get(key, 0) for row in rows], pa.int8())
    letters = {key: chr(65 + n) for n, key in enumerate(table.columns)}
    return SheetRows(table.name, table.label.vi, pa.table(columns), state, "A6", letters, 8)


Tell = Callable[..., Draft]


@pytest.fixture
def tell(service: Service) -> Tell:
    """Send one province's quarter: lists by name, figures by code as value, (value, year to date), 'x', 'mật', '> 70'.

    Figures go to the forms that have their lines; with none at all to an empty summary.
    """

    def send(
        province: str,
        period: str,
        figures: Mapping[str, object] | None = None,
        reason: str = "đúng như vậy",
        states: Mapping[str, str] | None = None,
        findings: Sequence[Finding] = (),
        accept: bool = True,
        calendar: Calendar | None = None,
        **lists: Rows,
    ) -> Draft:
        quarter = Period.parse(period)
        unit = PLACES.find(province, quarter.end)
        assert unit is not None, f"no {province} in {period}"
        sheets = {name: sheet_rows(TABLES[name], rows) for name, rows in lists.items()}
        sheets |= {name: sheet_rows(TABLES[name], [], state) for name, state in (states or {}).items()}
        if figures is not None:
            forms = {name for name, table in TABLES.items() if {f.code for f in table.figures} & set(figures)}
            for name in forms or {"summary"}:
                codes = [figure.code for figure in TABLES[name].figures if figure.code in figures]
                sheets[name] = sheet_rows(TABLES[name], [figure_line(code, figures[code]) for code in codes])
        told = [repr((unit.key, period, figures, states, calendar))] + [
            repr(sheet.rows.to_pylist()) for sheet in sheets.values()
        ]
        reading = Reading({}, sheets, list(findings))
        draft = drafts.judge(service, "test.xlsx", json.dumps(told).encode(), reading, unit, quarter, calendar)
        return acceptance.accept(service, draft, "người thử", reason) if accept else draft

    return send


STATES = {"x": "not_applicable", "mật": "withheld", "…": "not_available"}
SIGNS = {">": Bound.MORE, "≥": Bound.AT_LEAST, "<": Bound.LESS, "≤": Bound.AT_MOST, "~": Bound.ABOUT}


def figure_line(code: str, told: object) -> dict[str, object]:
    """A form's line from a value, (value, year to date), `x`, `mật` or `> 70`."""
    value, year_to_date = told if isinstance(told, tuple) else (told, None)
    line: dict[str, object] = {"code": code}
    for key, short, cell in (("value", "value", value), ("year_to_date", "ytd", year_to_date)):
        if isinstance(cell, str) and cell in STATES:
            line[f"_{short}_state"] = STATES[cell]
        elif isinstance(cell, str):
            sign, number = cell.split()
            line |= {key: float(number), f"_{short}_bound": int(SIGNS[sign])}
        else:
            line[key] = None if cell is None else float(cell)
    return line


Asked = Callable[..., list[Row]]


@pytest.fixture
def asked(service: Service) -> Asked:
    """The rows of an answer; provinces by code or name at the start of the span, or of today."""

    def ask(
        measure: str,
        first: str,
        last: str | None = None,
        by: By = By.NATION,
        provinces: Sequence[str] = (),
        grain: Grain | None = None,
        units: Boundary = Boundary.TODAY,
        split: str = "",
        calendar: Calendar | None = None,
    ) -> list[Row]:
        start, end = Period.parse(first), Period.parse(last or first)
        day = date(2026, 11, 21) if units is Boundary.TODAY else start.start
        keys = []
        for text in provinces:
            unit = PLACES.find(text, day) or PLACES.find(text, end.end)
            assert unit is not None, text
            keys.append(unit.key)
        by = By.PROVINCE if keys else by
        return list(
            service.ask(
                Question(measure, start, end, by, tuple(keys), grain or start.grain, units, split, calendar)
            ).rows
        )

    return ask
