"""Rows and lines as the reader would give them, from a few words."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pyarrow as pa

from data.model import Calendar, Finding, Period
from data.places import PLACES
from data.reading.reader import Reading, SheetRows
from data.table import Bound, Table
from data.templates.single_list import single
from indicators import TABLES
from indicators.engine.answer import Row
from service import acceptance, drafts
from service.drafts import Draft
from service.service import Service
from service.targets import plans

Rows = Sequence[Mapping[str, object]]


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


def send(
    service: Service,
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
    """Send one province's quarter: lists by name, figures by code as value, (value, year to date), 'x', 'mật', '> 70'.

    Figures go to the forms that have their lines; with none at all to an empty summary.
    """
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


def plan_file(service: Service, rows: Rows) -> bytes:
    """A plan's workbook with these targets; unlike the one people get it has room for few more, being made in no time."""
    return single(plans.table(service), plans.NOTES, rows, rows=5)
