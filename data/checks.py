"""A file comes in: what it says of itself, what is wrong with its rows. Nothing is stored here.

The order is that of `check`: is it a submission at all, of which province and quarter; then cells (by the reader),
rows, sheets. What needs measures or what stands is added in `indicators/validation/cross_checks.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from data.model import (
    CALENDAR_LABELS,
    NOTHING,
    Calendar,
    Finding,
    Grain,
    Period,
    day_text,
    day_words,
    joined,
    number_text,
    today,
)
from data.places import Places, Unit
from data.reading.reader import Reading, SheetRows
from data.reading.tally import Tally
from data.rules.findings import Location, finding, shown
from data.rules.row_rules import RANK_TAKEN
from data.said_of_scope import of_whom_and_when
from data.storage.database import Work
from data.table import STATE_LABELS, DataState, RowRule, Table, closed


@dataclass(slots=True)
class FileScope:
    """Whose a file is and of which days; `unit` is None for a nationwide table, and where it is not known."""

    unit: Unit | None = None
    period: Period | None = None
    calendar: Calendar = Calendar.STATISTICAL
    nation: bool = False
    findings: list[Finding] = field(default_factory=list)

    def report(self, rule: str, received: str = "", /, **values: object) -> None:
        self.findings.append(finding(rule, Location(), received, **values))

    @property
    def known(self) -> bool:
        return self.period is not None and (self.nation or self.unit is not None)


def scope(
    reading: Reading,
    tables: Mapping[str, Table],
    unit: Unit | None,
    period: Period | None,
    calendar: Calendar | None,
    places: Places,
) -> FileScope:
    """The province, quarter and calendar a file is of: what it says of itself, else what its sender chose.

    All must agree. A nationwide table is of a year, and of no province.
    """
    found = FileScope(nation=any(tables[name].nationwide for name in reading.sheets))
    if found.nation and not all(tables[name].nationwide for name in reading.sheets):
        found.report("scope_mixed", ", ".join(f"«{sheet.sheet}»" for sheet in reading.sheets.values()))
        return found
    _scope_calendar(found, reading.meta.get("calendar", ""), calendar)
    _scope_period(found, reading.meta.get("period"), period)
    if found.period is not None and not found.nation:
        _scope_unit(found, found.period, reading.meta.get("province", ""), unit, places)
    if found.known and found.period is not None and not found.nation:
        found.findings += of_whom_and_when(reading, found.unit, found.period, found.calendar, places)
    return found


def _scope_calendar(found: FileScope, named: str, chosen: Calendar | None) -> None:
    if named and named not in list(Calendar):
        found.report("scope_calendar", named)
        return
    if named and chosen and named != chosen:
        own = CALENDAR_LABELS[Calendar(named)]
        found.report("scope_calendar:other", named, own=own, chosen=CALENDAR_LABELS[chosen], code=chosen)
    found.calendar = Calendar(named) if named else chosen or Calendar.STATISTICAL


def _scope_period(found: FileScope, named: str | None, chosen: Period | None) -> None:
    own = _parsed(named) if named is not None else None
    if named is not None and own is None:
        found.report("scope_period", named)
    if own and chosen and own != chosen and not (found.nation and own.year == chosen.year):
        found.report("scope_period:other", own.code, own=own.label, chosen=chosen.label, code=chosen.code)
    period = own or chosen
    if period is None:
        if not found.findings:
            found.report("scope_missing")
        return
    if found.nation:
        period = Period(period.year, "Q4")  # kept under the last quarter of its year
    elif period.grain is not Grain.QUARTER:
        found.report("scope_period:no_quarter", period.code)
        return
    start, end = found.calendar.days(period)
    if start > today():
        found.report("scope_future", period.code, period=period.label, start=day_words(start))
    elif end >= today() and not found.nation:
        found.report("scope_unfinished", period=period.label, end=day_words(end))
    found.period = period


def _scope_unit(found: FileScope, period: Period, named: str, chosen: Unit | None, places: Places) -> None:
    own = places.find(named, period.end) if named else None
    if named and own is None:
        found.report("scope_province", named, period=period.label)
    if own and chosen and own.key != chosen.key:
        found.report("scope_province:other", own.code, own=own, chosen=chosen)
    unit = own or (chosen if not named else None)
    if unit is None and not found.findings:
        found.report("scope_missing:province")
    if unit is not None and not places.alive(unit.key, period.end):
        found.report("scope_province:other_time", unit.code, unit=unit, period=period.label)
    found.unit = unit
    if unit is not None:
        _straddles(found, unit, period, places)


def _straddles(found: FileScope, unit: Unit, period: Period, places: Places) -> None:
    """A quarter from the 15th may begin before the province did: whose those days are must be said."""
    start, _ = found.calendar.days(period)
    formed = places.versions[unit.key][0].valid_from
    if start < formed and places.predecessors(unit.key):
        days = {"start": day_words(start), "formed": day_words(formed)}
        found.report("period_straddles", day_text(start), period=period.label, unit=unit, **days)


def missing_sheets(reading: Reading, tables: Mapping[str, Table]) -> list[Finding]:
    """Sheets of our template that are no longer in the file: what stands of them stays, and its sender should know."""
    if not reading.meta or any(name not in tables or tables[name].nationwide for name in reading.sheets):
        return []
    return [
        finding("sheet_missing", Location(table=name), label=table.label)
        for name, table in tables.items()
        if name not in reading.sheets and not table.nationwide and not any(f.table == name for f in reading.findings)
    ]


def check_rows(
    work: Work, table: Table, sheet: SheetRows, period: Period, calendar: Calendar, tally: Tally
) -> list[Finding]:
    """A list's rules, duplicates and statement, each broken one at its cell. Its rows were laid in `work`."""
    findings = _statement(sheet)
    if sheet.rows.num_rows == 0:
        return findings
    days = calendar.days(period)
    findings += _broken_rules(work, table, sheet, period, days, tally) + _repeated(table, sheet, tally)
    return findings + tally.rest()


def _statement(sheet: SheetRows) -> list[Finding]:
    """Whether the state of the data and the rows say the same. No rows and no statement is a question, never zero."""
    rows, state = sheet.rows.num_rows, sheet.state
    place = Location(sheet.sheet, sheet.state_cell, None, "state", sheet.table)
    has_data = STATE_LABELS[DataState.HAS_DATA]
    if rows and state not in (None, DataState.HAS_DATA):
        return [finding("state_contradicts", place, STATE_LABELS[str(state)], rows=rows, has_data=has_data)]
    if not rows and state == DataState.HAS_DATA:
        return [finding("state_without_rows", place, has_data)]
    if not rows and state is None:
        return [finding("silence", place, nothing=STATE_LABELS[DataState.NOTHING])]
    return []


def _broken_rules(
    work: Work, table: Table, sheet: SheetRows, period: Period, days: tuple[date, date], tally: Tally
) -> list[Finding]:
    """The rules that the list declares, row by row."""
    broken = ", ".join(f"coalesce({rule.broken}, false)" for rule in table.rules) or "false"
    findings = []
    places = {rule.name: table.columns[rule.at].label for rule in table.rules}
    for row, flags in work.rows(
        f"""SELECT _row, flags FROM (SELECT _row, [{broken}] AS flags
            FROM (SELECT $start::DATE AS period_start, $end::DATE AS period_end, * FROM {sheet.lies}))
        WHERE list_contains(flags, true) ORDER BY _row""",  # noqa: S608 - only declared constants
        start=days[0],
        end=days[1],
    ):
        hit = [rule for rule, flag in zip(table.rules, flags, strict=False) if flag]
        for rule in hit:
            if tally.tells(rule.name, sheet.place(row, rule.at), places[rule.name], rule.severity):
                at = pc.index(sheet.rows.column("_row"), row).as_py()
                value = sheet.rows.column(rule.at)[at].as_py()
                findings.append(_broken(rule, value, table, sheet, row, period, days))
    return findings


def _broken(
    rule: RowRule, value: object, table: Table, sheet: SheetRows, row: int, period: Period, days: tuple[date, date]
) -> Finding:
    column = table.columns[rule.at]
    place = sheet.place(row, rule.at, column.label)
    received = column.choices[str(value)].vi if value in column.choices else as_typed(value)
    if "period_" not in rule.broken:
        return finding("declared:row", place, received, None, rule)
    first, last = map(day_words, days)
    return finding("declared:row_of_period", place, received, None, rule, period=period.label, first=first, last=last)


def _repeated(table: Table, sheet: SheetRows, tally: Tally) -> list[Finding]:
    """Rows that share what no two rows may share."""
    if not table.key:
        return []
    key, values = table.key[0], sheet.rows.column(table.key[0])
    texts = {k for k in table.key if table.columns[k].type.is_text}
    keys = {k: pc.utf8_lower(sheet.rows.column(k)) if k in texts else sheet.rows.column(k) for k in table.key}
    keyed = pa.table({"_row": sheet.rows.column("_row"), **keys}).filter(values.is_valid())
    alike = keyed.group_by(list(keys), use_threads=False).aggregate([("_row", "list")]).column("_row_list")
    alike = alike.filter(pc.greater(pc.list_value_length(alike), 1)).to_pylist()
    columns, heading = joined(table.columns[k].label for k in table.key), table.columns[key].label
    return [
        finding("duplicate", place, as_typed(value), first=first, columns=columns)
        for row, first in sorted((row, min(rows)) for rows in alike for row in rows)
        if row > first and tally.tells("duplicate", place := sheet.place(row, key), heading)
        for value in [values[pc.index(sheet.rows.column("_row"), row).as_py()].as_py()]
    ]


def check_provinces(sheet: SheetRows, period: Period, places: Places, tally: Tally) -> list[Finding]:
    """A nationwide table names every province of its year once; ranks run from one to their number, each once."""
    units = {unit.key: unit for unit in places.of_quarter(period.last)}
    findings: list[Finding] = []
    seen: dict[str, int] = {}
    ranks: dict[object, int] = {}
    for line in sheet.rows.to_pylist():
        row, name, ranked = line["_row"], line["province"], line.get("rank")
        if name is None:
            continue
        place, unit = sheet.place(row, "province"), places.find(str(name), period.end)
        if unit is None:
            if tally.tells("unknown_province", place):
                findings.append(finding("unknown_province", place, str(name), count=len(units), year=period.year))
            continue
        if unit.key in seen and tally.tells("province_twice", place):
            findings.append(finding("province_twice", place, str(name), name=unit.name, first=seen[unit.key]))
        seen.setdefault(unit.key, row)
        if ranked is None:
            continue
        out = not 1 <= ranked <= len(units) or ranked in ranks
        if out and tally.tells("rank_out", sheet.place(row, "rank")):
            taken = RANK_TAKEN.format(first=ranks[ranked]) if ranked in ranks else NOTHING
            findings.append(
                finding("rank_out", sheet.place(row, "rank"), as_typed(ranked), count=len(units), taken=taken)
            )
        ranks.setdefault(ranked, row)
    absent = [unit.name for key, unit in units.items() if key not in seen]
    if absent:
        place = Location(sheet.sheet, "", None, "province", sheet.table)
        findings.append(finding("provinces_absent", place, ", ".join(absent), absent=len(absent), count=len(units)))
    return findings + tally.rest()


def as_typed(value: object) -> str:
    """A stored value as its sender would have typed it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)


def _parsed(code: str) -> Period | None:
    try:
        return Period.parse(code)
    except ValueError:
        return None


def state_rows(sheets: Mapping[str, SheetRows], submission: int) -> pa.Table:
    """The records of table `sheet` for one submission."""
    kept = list(sheets.values())
    return pa.table(
        {
            "submission": pa.array([submission] * len(kept), pa.int32()),
            "name": pa.array([s.table for s in kept], pa.string()),
            "title": pa.array([s.sheet for s in kept], pa.string()),
            "rows": pa.array([s.rows.num_rows for s in kept], pa.int32()),
            "state": pa.array([s.state for s in kept], pa.string()),
        }
    )


def yearly_lines(reading: Reading, tables: Mapping[str, Table], period: Period) -> list[Finding]:
    """Faults of the year's figures: a number before the last quarter, or the quarter's in place of the year's."""
    findings, rule = [], "yearly_in_quarter" if period.part == "Q4" else "yearly_line"
    for name, sheet in reading.sheets.items():
        table = tables[name]
        shut = {figure.code: closed(figure, period) for figure in table.figures if figure.yearly}
        for row in sheet.rows.to_pylist() if shut else ():
            for key in (key for key in shut.get(row["code"], ()) if row[key] is not None):
                at, cell, its_row = sheet.stood(row["_row"], key)
                place = Location(at, cell, its_row, key, name, table.columns[key].label.quoted, shown(at))
                findings.append(finding(rule, place, number_text(row[key]), code=row["code"], year=period.year))
    return findings
