"""Faults planted in clean workbooks, and what the checks say of them: how many are found, and where; how often a clean file is asked.

Workbooks are made, filled, read and judged as the app does, province by province in the order of quarters, each against what
it sent before. Two kinds of clean data: the demo's, and harder ones (`hard_data.py`). The settings in `indicators/validation/history.py`
were chosen on the tuning half (one seed, one half of today's provinces); the figures told are those of the other half.

What counts as a fault is said here, in the sizes of the figures and never in what the checks make of them: see each `plant`
below, and docs/kiem-tra.md, where the criteria stand.
"""

from __future__ import annotations

import io
import random
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from data.model import Finding, Period, Severity
from data.places import PLACES, Unit
from data.reading.addresses import letter
from data.reading.reader import read
from data.templates.build import FIRST_ROW, sheet_name
from data.templates.fill import Blank
from indicators import CATALOGUE, TABLES
from indicators.define import Nature
from service import acceptance, drafts
from service.demo import deliveries, workbooks
from service.service import Service
from tests.support import hard_data

# What asks by the province's own past; the rest are rules that hold whatever was sent before.
OWN_PAST = {
    "slip",
    "money_scale",
    "sudden_zero",
    "jump",
    "year_in_quarter",
    "repeated",
    "row_unlike",
    "rows_repeated",
    "register_shrinks",
}
BY_RULE = {"stock_falls"}  # a published rule on any fall of a stock that should grow: counted apart
LEARNING = 4  # quarters that a province has sent before a file of it is looked at
MATERIAL = 20  # units by which a figure must change for its fault to count

Rows = dict[str, list[dict[str, object]]]
Cell = tuple[str, str]  # table, address; the address '' for a whole sheet
MEASURES = {code: m for indicator in CATALOGUE.values() for code, m in indicator.series.items()}


class Told(NamedTuple):
    """What a clean file tells."""

    rows: Rows
    states: Mapping[str, str]


class Planted(NamedTuple):
    """A file with a fault, and the cells that are wrong; a finding at one of them finds it."""

    told: Told
    cells: set[Cell]
    swapped: tuple[str, str] | None = None  # two lists whose sheets bear each other's name


Tells = Callable[[Unit, Period], Told]


@cache
def blank(period: Period) -> Blank:
    return Blank(TABLES, PLACES.of_quarter(period.last)[0], period, PLACES.units_in(period))


@cache
def line_cell(period: Period, code: str, column: str) -> Cell:
    """Where a line of a form stands in the template of a quarter."""
    for form in blank(period).forms.values():
        if code in form.rows:
            return form.table.name, f"{letter(list(form.table.columns).index(column))}{form.rows[code][0]}"
    raise KeyError(code)


def workbook(unit: Unit, period: Period, planted: Planted) -> bytes:
    data = blank(period).fill(unit, planted.told.rows, planted.told.states)
    if planted.swapped is None:
        return data
    one, other = (sheet_name(TABLES[name]) for name in planted.swapped)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/workbook.xml":
                text = part.decode().replace(f'name="{one}"', 'name="\0"').replace(f'name="{other}"', f'name="{one}"')
                part = text.replace('name="\0"', f'name="{other}"').encode()
            new.writestr(name, part)
    return out.getvalue()


def look(service: Service, unit: Unit, period: Period, planted: Planted) -> list[Finding]:
    data = workbook(unit, period, planted)
    return drafts.judge(service, "bieu.xlsx", data, read(data, "bieu.xlsx", TABLES), unit, period).findings


# Planting


def lines(rows: Rows, column: str = "value") -> dict[str, dict[str, object]]:
    """The lines of all forms that hold a number in a column, by code."""
    return {
        str(line["code"]): line
        for name, of in rows.items()
        if TABLES[name].is_form
        for line in of
        if isinstance(line.get(column), int | float)
    }


def number(line: Mapping[str, object], column: str) -> float:
    value = line[column]
    assert isinstance(value, int | float)
    return float(value)


def counts(rows: Rows, column: str) -> dict[str, dict[str, object]]:
    """The lines of measures and terms that are not ratios, and are not counted from a list of the same file."""
    counted = {code for i in CATALOGUE.values() for code in i.listed if i.name in rows}
    return {
        code: line
        for code, line in lines(rows, column).items()
        if code in MEASURES and MEASURES[code].kind in (Nature.FLOW, Nature.STOCK) and code not in counted
    }


def scaled(times: float, chance: random.Random, unit: Unit, period: Period, told: Told, tells: Tells) -> Planted | None:
    """One figure with its parts, times so much; a whole number stays one."""
    rows = deepcopy(told.rows)

    def wrong(code: str, value: float) -> float:
        return round(value * times, 0 if MEASURES.get(code, MEASURES[code.partition(".")[0]]).whole else 2)

    found = [
        (code, column)
        for column in ("value", "year_to_date")
        for code, line in counts(rows, column).items()
        if abs(wrong(code, number(line, column)) - number(line, column)) >= MATERIAL
    ]
    if not found:
        return None
    code, column = chance.choice(sorted(found))
    cells = {line_cell(period, code, column)}
    for other, line in lines(rows, column).items():
        if other == code or (other.startswith(f"{code}.") and other not in MEASURES):
            line[column] = wrong(code, number(line, column))
    _add_up(rows, code, column)
    return Planted(Told(rows, told.states), cells)


def _add_up(rows: Rows, code: str, column: str) -> None:
    """A total whose parts were rounded is their sum again, so that only its size is wrong."""
    known = lines(rows, column)
    parts = [
        number(line, column) for other, line in known.items() if other.startswith(f"{code}.") and other not in MEASURES
    ]
    if parts and abs(sum(parts) - number(known[code], column)) <= len(parts):
        known[code][column] = sum(parts)


def scaled_row(
    times: float, chance: random.Random, unit: Unit, period: Period, told: Told, tells: Tells
) -> Planted | None:
    """One number of a list, with what is part of it; the summary is counted from the list."""
    rows = deepcopy(told.rows)
    found = [
        (name, n, key, other)
        for name, key, other in (
            ("calibrated_instruments", "instruments", "passed"),
            ("trainings", "participants", "women"),
        )
        for n, row in enumerate(rows[name])
        if abs(round(number(row, key) * times) - number(row, key)) >= MATERIAL
    ]
    if not found:
        return None
    name, n, key, other = chance.choice(found)
    row = rows[name][n]
    row[key] = round(number(row, key) * times)
    if row.get(other) is not None:
        row[other] = min(round(number(row, other) * times), int(number(row, key)))
    _count_again(rows, period)
    return Planted(Told(rows, told.states), {(name, f"{letter(list(TABLES[name].columns).index(key))}{FIRST_ROW + n}")})


def _count_again(rows: Rows, period: Period) -> None:
    counted = workbooks.figures(rows, period)
    for line in rows["summary"]:
        if line["code"] in counted and isinstance(line.get("value"), int | float):
            line["value"] = counted[str(line["code"])]["value"]
            line.pop("year_to_date", None)


def zeroed(chance: random.Random, unit: Unit, period: Period, told: Told, tells: Tells) -> Planted | None:
    return scaled(0.0, chance, unit, period, told, tells)


def _forms(rows: Rows, chance: random.Random) -> list[str]:
    forms = [name for name in rows if TABLES[name].is_form and name != "summary" and rows[name]]
    return chance.sample(forms, len(forms))


def _flows(rows: Rows, form: str, column: str = "value") -> dict[str, dict[str, object]]:
    known = counts({form: rows[form]}, column)
    return {
        code: line for code, line in known.items() if MEASURES[code].kind is Nature.FLOW and not MEASURES[code].yearly
    }


def _before(unit: Unit, period: Period, tells: Tells) -> Told | None:
    earlier = period.shift(-1)
    return tells(unit, earlier) if PLACES.alive(unit.key, earlier.end) and earlier >= deliveries.FIRST else None


def same_column(chance: random.Random, unit: Unit, period: Period, told: Told, tells: Tells) -> Planted | None:
    before = _before(unit, period, tells)
    rows = deepcopy(told.rows)
    for form in _forms(rows, chance) if before else ():
        assert before is not None
        old = {code: number(line, "value") for code, line in lines({form: before.rows.get(form, [])}).items()}
        now = _flows(rows, form)
        known = {code: old[code] for code in now if old.get(code, 0) >= 5}
        wrong = [code for code in known if number(now[code], "value") != known[code]]
        if len(known) < 3 or sum(known.values()) < 50 or len(wrong) < 3:
            continue
        for code, line in lines({form: rows[form]}).items():
            line["value"] = old.get(code, line["value"])
        return Planted(Told(rows, told.states), {line_cell(period, code, "value") for code in known})
    return None


def same_file(chance: random.Random, unit: Unit, period: Period, told: Told, tells: Tells) -> Planted | None:
    before = _before(unit, period, tells)
    if before is None:
        return None
    yearly = {figure.code for table in TABLES.values() for figure in table.figures if figure.yearly}
    rows = {name: [line for line in of if line.get("code") not in yearly] for name, of in deepcopy(before.rows).items()}
    forms = [code for form in _forms(rows, chance) for code in _flows(rows, form)]
    lists = {(name, "") for name in rows if not TABLES[name].is_form}
    return Planted(Told(rows, before.states), {line_cell(period, code, "value") for code in forms} | lists)


def shrunk(chance: random.Random, unit: Unit, period: Period, told: Told, tells: Tells) -> Planted | None:
    before = _before(unit, period, tells)
    rows = deepcopy(told.rows)
    found = []
    for name in ("collective_marks", "geographical_indications"):
        key = TABLES[name].key[0]
        stood = {row[key] for row in before.rows.get(name, []) if row["status"] == "in_force"} if before else set()
        there = [n for n, row in enumerate(rows[name]) if row[key] in stood]
        if there and len(rows[name]) > 1:
            found.append((name, there))
    if not found:
        return None
    name, there = chance.choice(found)
    lost = set(chance.sample(there, chance.randint(1, max(1, round(0.3 * len(there))))))
    rows[name] = [row for n, row in enumerate(rows[name]) if n not in lost]
    _count_again(rows, period)
    head = letter(list(TABLES[name].columns).index(TABLES[name].key[0]))
    return Planted(Told(rows, told.states), {(name, f"{head}{FIRST_ROW - 1}")})


def shifted(chance: random.Random, unit: Unit, period: Period, told: Told, tells: Tells) -> Planted | None:
    """From some line on, every value of a form one line too low; the first line of them is left as it was."""
    rows = deepcopy(told.rows)
    for form in _forms(rows, chance):
        known = list(lines({form: rows[form]}).values())
        if len(known) < 5:
            continue
        start = chance.randint(0, len(known) - 4)
        old = [number(line, "value") for line in known]
        cells, gross = set(), False
        for n in range(start + 1, len(known)):
            known[n]["value"] = old[n - 1]
            if old[n] != old[n - 1]:
                cells.add(line_cell(period, str(known[n]["code"]), "value"))
            gross |= _gross(old[n], old[n - 1])
        if gross:
            return Planted(Told(rows, told.states), cells)
    return None


def _gross(one: float, other: float) -> bool:
    return abs(one - other) >= MATERIAL and max(one, other) > 3 * min(one, other)


def swapped_lines(chance: random.Random, unit: Unit, period: Period, told: Told, tells: Tells) -> Planted | None:
    rows = deepcopy(told.rows)
    for form in _forms(rows, chance):
        known = list(counts({form: rows[form]}, "value").values())
        pairs = [(a, b) for a, b in pairwise(known) if _gross(number(a, "value"), number(b, "value"))]
        if pairs:
            one, other = chance.choice(pairs)
            one["value"], other["value"] = other["value"], one["value"]
            cells = {line_cell(period, str(line["code"]), "value") for line in (one, other)}
            return Planted(Told(rows, told.states), cells)
    return None


def year_as_quarter(chance: random.Random, unit: Unit, period: Period, told: Told, tells: Tells) -> Planted | None:
    start = period.year * 4
    if period.last == start or not PLACES.alive(unit.key, Period.quarter(start).end):
        return None
    earlier = [tells(unit, Period.quarter(q)).rows for q in range(start, period.last)]
    rows = deepcopy(told.rows)
    for form in _forms(rows, chance):
        parts = [lines({form: one.get(form, [])}) for one in earlier]
        now = lines({form: rows[form]})
        before = {code: sum(number(p[code], "value") for p in parts) for code in now if all(code in p for p in parts)}
        known = [code for code in _flows(rows, form) if before.get(code, 0) >= MATERIAL]
        if len(known) < 3:
            continue
        for code, line in now.items():
            measure = MEASURES.get(code) or MEASURES[code.partition(".")[0]]
            if measure.kind is Nature.FLOW and code in before:
                line["value"] = round(number(line, "value") + before[code], 1)
        return Planted(Told(rows, told.states), {line_cell(period, code, "value") for code in known})
    return None


def quarter_as_year(chance: random.Random, unit: Unit, period: Period, told: Told, tells: Tells) -> Planted | None:
    """Of a form on which only the year so far is typed: the quarter's own figures in its place."""
    before = _before(unit, period, tells)
    if before is None or period.part == "Q1":
        return None
    rows, cells = deepcopy(told.rows), set()
    for form in _forms(rows, chance):
        old, now = lines({form: before.rows.get(form, [])}, "year_to_date"), lines({form: rows[form]}, "year_to_date")
        both = [code for code in now if code in old]
        if not both or any(number(now[code], "year_to_date") < number(old[code], "year_to_date") for code in both):
            continue
        for code in both:
            if number(old[code], "year_to_date") >= MATERIAL:
                cells.add(line_cell(period, code, "year_to_date"))
            now[code]["year_to_date"] = number(now[code], "year_to_date") - number(old[code], "year_to_date")
        if cells:
            return Planted(Told(rows, told.states), cells)
    return None


def swapped_columns(chance: random.Random, unit: Unit, period: Period, told: Told, tells: Tells) -> Planted | None:
    rows = deepcopy(told.rows)
    cells = set()
    for line in rows["summary"]:
        both = line.get("value"), line.get("year_to_date")
        if isinstance(both[0], int | float) and isinstance(both[1], int | float):
            line["value"], line["year_to_date"] = both[1], both[0]
            if abs(both[0] - both[1]) >= MATERIAL:
                cells |= {line_cell(period, str(line["code"]), column) for column in ("value", "year_to_date")}
    return Planted(Told(rows, told.states), cells) if cells else None


def swapped_lists(chance: random.Random, unit: Unit, period: Period, told: Told, tells: Tells) -> Planted | None:
    there = [name for name in told.rows if not TABLES[name].is_form and told.rows[name]]
    if len(there) < 2:
        return None
    one, other = chance.sample(there, 2)
    return Planted(told, {(one, ""), (other, "")}, (one, other))


FAULTS: dict[str, Callable[[random.Random, Unit, Period, Told, Tells], Planted | None]] = {
    "×10": partial(scaled, 10.0),
    "×100": partial(scaled, 100.0),
    "×1000": partial(scaled, 1000.0),
    "÷10": partial(scaled, 0.1),
    "÷100": partial(scaled, 0.01),
    "÷1000": partial(scaled, 0.001),
    "×10 in a row": partial(scaled_row, 10.0),
    "÷10 in a row": partial(scaled_row, 0.1),
    "zero": zeroed,
    "column of last quarter": same_column,
    "last quarter's file": same_file,
    "register without rows": shrunk,
    "lines shifted": shifted,
    "two lines swapped": swapped_lines,
    "year as quarter": year_as_quarter,
    "quarter as year": quarter_as_year,
    "columns swapped": swapped_columns,
    "lists swapped": swapped_lists,
}


# Measuring


@dataclass(slots=True)
class Tally:
    """What was counted over some files."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    by_past: Counter[str] = field(default_factory=Counter)  # … by a question of the province's own past
    right: int = 0  # questions of its own past at a cell that is wrong
    said: int = 0  # all of them that the clean file does not have
    clean: int = 0
    asked: int = 0  # clean files with such a question
    figures: int = 0
    figures_asked: int = 0
    rules: Counter[str] = field(default_factory=Counter)  # of clean files
    seconds: list[float] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    wrongly: list[str] = field(default_factory=list)  # what clean files were asked
    together: list[int] = field(default_factory=lambda: [0, 0])  # of several faults in one file: planted, found

    def add(self, other: Tally) -> None:
        for name in ("planted", "found", "by_past", "rules"):
            getattr(self, name).update(getattr(other, name))
        for name in ("right", "said", "clean", "asked", "figures", "figures_asked"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.seconds += other.seconds
        self.missed += other.missed
        self.wrongly += other.wrongly
        self.together = [a + b for a, b in zip(self.together, other.together, strict=True)]


def hits(findings: Sequence[Finding], cells: set[Cell]) -> bool:
    """Whether a finding is at a wrong cell, or, where a whole sheet is wrong, on that sheet."""
    at = {(f.table, f.cell) for f in findings if f.severity is not Severity.INFO}
    return bool(at & cells) or any(table == name for name, address in cells if not address for table, _ in at)


def tells_of(kind: str, seed: int) -> Tells:
    @cache
    def tells(unit: Unit, period: Period) -> Told:
        if kind == "demo":
            rows, states = workbooks.sheets(unit, period)
            return Told({name: [dict(row) for row in of] for name, of in rows.items()}, states)
        return Told(*hard_data.sheets(seed, unit, period))

    return tells


def province(
    kind: str, seed: int, key: str, share: float, quarters: Sequence[int] = (), learning: int = LEARNING
) -> Tally:
    """One of today's provinces with those it was made of: its files in turn, each clean and, some, with every fault."""
    tally, tells = Tally(), tells_of(kind, seed)
    family = {key, *PLACES.predecessors(key)}
    with tempfile.TemporaryDirectory() as home:
        service = Service(Path(home))
        for quarter in quarters or range(deliveries.FIRST.last, deliveries.LAST.last + 1):
            period = Period.quarter(quarter)
            for unit in (unit for unit in PLACES.of_quarter(quarter) if unit.key in family):
                case = (unit.key, period.code)
                if case in deliveries.MISSING or case in deliveries.EXPLAINED or unit.key == deliveries.PUBLISHED[0]:
                    continue
                told = tells(unit, period)
                data = workbook(unit, period, Planted(told, set()))
                reading = read(data, "bieu.xlsx", TABLES)
                start = time.perf_counter()
                draft = drafts.judge(service, "bieu.xlsx", data, reading, unit, period)
                tally.seconds.append(time.perf_counter() - start)
                if quarter >= deliveries.FIRST.last + learning:
                    _clean(tally, draft.findings, told)
                    chance = random.Random(f"{kind}|{seed}|{case}")
                    if chance.random() < share:
                        _faulty(tally, service, chance, unit, period, told, tells, draft.findings)
                acceptance.accept(service, draft, "đo", "đúng như vậy")
                assert draft.receipt is not None, [f.message.en for f in draft.findings if f.severity is Severity.ERROR]
        service.close()
    return tally


def _clean(tally: Tally, findings: Sequence[Finding], told: Told) -> None:
    asked = [f for f in findings if f.rule in OWN_PAST]
    tally.clean += 1
    tally.asked += bool(asked)
    tally.figures += len(lines(told.rows)) + len(lines(told.rows, "year_to_date"))
    tally.figures += sum(
        row.get(key) is not None
        for name, of in told.rows.items()
        if not TABLES[name].is_form
        for key, column in TABLES[name].columns.items()
        if column.type.is_number
        for row in of
    )
    tally.figures_asked += len({(f.table, f.cell) for f in asked})
    tally.wrongly += [f"{f.rule}: {f.message.en}" for f in asked]
    tally.rules.update(f.rule for f in findings if f.rule in OWN_PAST | BY_RULE)


def _faulty(
    tally: Tally,
    service: Service,
    chance: random.Random,
    unit: Unit,
    period: Period,
    told: Told,
    tells: Tells,
    clean: Sequence[Finding],
) -> None:
    before = {(f.rule, f.table, f.cell) for f in clean}
    for name, plant in FAULTS.items():
        planted = plant(chance, unit, period, told, tells)
        if planted is None:
            continue
        new = [f for f in look(service, unit, period, planted) if (f.rule, f.table, f.cell) not in before]
        past = [f for f in new if f.rule in OWN_PAST | BY_RULE]
        found = hits(new, planted.cells)
        tally.planted[name] += 1
        tally.found[name] += found
        tally.by_past[name] += hits(past, planted.cells)
        if name in SINGLE:
            tally.said += len(past)
            tally.right += sum((f.table, f.cell) in planted.cells or _part_of(f, planted, period) for f in past)
        if not found:
            tally.missed.append(
                f"{name} {unit.key} {period.code} {sorted(planted.cells)[:3]} {[f.rule for f in new][:5]}"
            )
    several, cells = told, []
    for times in (10.0, 0.1, 10.0):
        planted = scaled(times, chance, unit, period, several, tells)
        if planted is not None and not any(planted.cells & one for one in cells):
            several = planted.told
            cells.append(planted.cells)
    new = [f for f in look(service, unit, period, Planted(several, set())) if (f.rule, f.table, f.cell) not in before]
    tally.together[0] += len(cells)
    tally.together[1] += sum(hits(new, one) for one in cells)


SINGLE = {
    "×10",
    "×100",
    "×1000",
    "÷10",
    "÷100",
    "÷1000",
    "zero",
    "×10 in a row",
    "÷10 in a row",
    "register without rows",
}


def _part_of(finding: Finding, planted: Planted, period: Period) -> bool:
    """Whether a finding is at a part of the wrong figure, which was made wrong with it."""
    for code in (str(line["code"]) for of in planted.told.rows.values() for line in of if "code" in line):
        whole = code.rpartition(".")[0]
        for column in ("value", "year_to_date"):
            try:
                at = line_cell(period, code, column)
            except KeyError:
                continue
            if at == (finding.table, finding.cell):
                return bool(whole) and whole in MEASURES and line_cell(period, whole, column) in planted.cells
    return False
