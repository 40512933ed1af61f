"""Rows → observations: each measure of a province, once for every quarter, half, nine months and year.

What was sent is kept as sent, in the lists and figures of each submission. Here the other forms of it are derived: a
quarter from two totals of the year so far, a year from its quarters. This is the only place that knows how a
flow, a stock and a ratio behave in time; `ask.py` adds up areas.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntFlag
from functools import lru_cache
from typing import Any, NamedTuple

import pyarrow as pa

from data.model import GRAIN_PARTS, KEPT_GRAINS, PARTS, Calendar, Grain, Period, Text
from data.places import NATION_KEY, Places
from data.store import Work, columns_of
from data.table import Bound, Kind, State
from data.words import bare
from indicators.define import Indicator, Measure, Nature

UNGROUPED = "unspecified"
UNGROUPED_LABEL = Text("Chưa phân nhóm", "Not grouped")
COLUMNS: dict[str, pa.DataType] = {
    "measure": pa.string(),
    "span": pa.string(),
    "split": pa.string(),
    "last": pa.int32(),
    "part": pa.string(),
    "unit": pa.string(),
    "item": pa.string(),
    "value": pa.float64(),
    "numerator": pa.float64(),
    "denominator": pa.float64(),
    "keys": pa.list_(pa.string()),
    "covered": pa.uint8(),
    "due": pa.uint8(),
    "listed": pa.uint8(),
    "flags": pa.uint16(),
}
# The rows of some submissions of a list, with the days of their quarter, which measures and rules may use.
ROWS = """
    SELECT s.unit, s.quarter, s.period_start, s.period_end, r.*
    FROM "list_{name}" AS r JOIN (
        SELECT unnest($numbers::INTEGER[]) AS submission, unnest($units::VARCHAR[]) AS unit,
            unnest($quarters::INTEGER[]) AS quarter, unnest($starts::DATE[]) AS period_start,
            unnest($ends::DATE[]) AS period_end) AS s USING (submission)
"""


class Flag(IntFlag):
    """What else is to be known of an observation; several areas together have the flags of each."""

    CONFLICT = 1  # a total of the year so far is below the one before it
    WITHHELD = 2  # it is known and may not be published
    STATISTICAL = 4  # the calendars of the submissions it comes from
    ADMINISTRATIVE = 8


CALENDARS = {Calendar.STATISTICAL: int(Flag.STATISTICAL), Calendar.ADMINISTRATIVE: int(Flag.ADMINISTRATIVE)}
BOUND_SHIFT = 4  # a Bound lies above the flags


@dataclass(slots=True)
class Part:
    """One measure over some rows: a number, or the two parts of a ratio, or the keys of what was counted."""

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    keys: list[str] | None = None

    def __add__(self, other: Part) -> Part:
        return Part(
            _add(self.value, other.value),
            _add(self.numerator, other.numerator),
            _add(self.denominator, other.denominator),
            sorted({*(self.keys or ()), *(other.keys or ())}) if self.keys is not None else None,
        )


@dataclass(slots=True)
class Told:
    """What one province said of one measure in one quarter, as it stands."""

    listed: Part | None = None  # from the rows of its list
    typed: float | None = None
    year_to_date: float | None = None
    stated: str | None = None  # what the list's sender said of it, where it has no rows: not applicable, withheld
    answered: str | None = None  # what stands on the form in place of a number
    bound: int = 0  # of the typed figure, a Bound
    ytd_bound: int = 0
    calendars: int = 0  # Flag
    items: dict[str, dict[str, Part]] = field(default_factory=dict)  # split → item

    def state(self, measure: Measure, rows: int, state: str | None) -> None:
        """Take in what the list's sender said of its data: only a list with no rows is spoken for by its statement."""
        self.listed, self.items, self.stated = None, {}, None
        if rows == 0 and state == State.NOTHING:
            self.listed = Part(0.0, None, None, [] if measure.distinct else None)
            self.stated = State.NOT_APPLICABLE if measure.kind is Nature.RATIO else None
        elif rows == 0 and state in (State.NOT_APPLICABLE, State.WITHHELD):
            self.stated = state

    def type(self, line: Typed | None) -> None:
        """Take in what stands on a form's line, or nothing. Where one of its two cells is withheld, so is the other."""
        line = line or Typed(None, None, None, None, None, None)
        self.typed, self.year_to_date = line.value, line.year_to_date
        self.bound, self.ytd_bound = line.value_bound or 0, line.ytd_bound or 0
        states = [line.value_state, *([line.ytd_state] if line.value is None else [])]
        self.answered = None
        if State.WITHHELD in (line.value_state, line.ytd_state):
            self.answered, self.typed, self.year_to_date = State.WITHHELD, None, None
        elif State.NOT_APPLICABLE in states and line.year_to_date is None:
            self.answered = State.NOT_APPLICABLE

    def take(self, split: str, item: str, part: Part) -> None:
        """Add what the rows say: of the whole, or of one item of a breakdown."""
        if not split:
            self.listed = part
        else:
            known = self.items.setdefault(split, {})
            known[item] = known[item] + part if item in known else part

    @property
    def not_applicable(self) -> bool:
        return self.stated == State.NOT_APPLICABLE or (self.answered == State.NOT_APPLICABLE and self.listed is None)

    @property
    def withheld(self) -> bool:
        return self.stated == State.WITHHELD or (self.answered == State.WITHHELD and self.listed is None)

    @property
    def value(self) -> float | None:
        """The quarter's own figure: of the list where there is one, else as typed."""
        return self.listed.value if self.listed else self.typed


# By measure, then unit and quarter.
AllTold = dict[str, dict[tuple[str, int], Told]]


class Typed(NamedTuple):
    """One line of a form as it was sent."""

    value: float | None
    year_to_date: float | None
    value_bound: int | None
    ytd_bound: int | None
    value_state: str | None
    ytd_state: str | None


class Sent(NamedTuple):
    """A sheet of the submission that stands for a unit and quarter."""

    number: int  # of the submission
    unit: str
    quarter: int
    calendar: str
    rows: int
    state: str | None

    @property
    def days(self) -> tuple[date, date]:
        return Calendar(self.calendar).days(Period.quarter(self.quarter))


@dataclass(slots=True)
class Seen:
    """What is known of one measure of a province in one period."""

    part: Part
    covered: int
    due: int
    listed: int
    conflict: bool = False
    flags: int = 0  # Flag and Bound of what it is made of
    items: dict[str, dict[str, Part]] = field(default_factory=dict)


def aggregates(measures: Iterable[Measure]) -> str:
    """The select list of some measures of one list: value, numerator, denominator and keys of each."""
    columns: list[str] = []
    for m in measures:
        keys = (
            f"coalesce(list(DISTINCT {m.distinct} ORDER BY {m.distinct}) FILTER (WHERE {m.distinct_where}), [])"
            if m.distinct
            else "NULL"
        )
        columns += [
            f"({m.value or 'NULL'})::DOUBLE",
            f"({m.numerator or 'NULL'})::DOUBLE",
            f"({m.denominator or 'NULL'})::DOUBLE",
            keys,
        ]
    return ", ".join(columns)


def parts(cells: Sequence[Any]) -> list[Part]:
    """The measures back out of a row that `aggregates` selected."""
    found = []
    for at in range(0, len(cells), 4):
        value, numerator, denominator, keys = cells[at : at + 4]
        found.append(Part(float(len(keys)) if keys is not None else value, numerator, denominator, keys))
    return found


def measured(
    work: Work, indicator: Indicator, source: str, values: Mapping[str, object], by: Sequence[str] = ()
) -> Iterable[tuple[tuple[Any, ...], str, str, str, Part]]:
    """Every measure of a list over some rows, in one pass: for each group its total and each item of each breakdown.

    Gives the group, the measure's code, the breakdown ('' for the total), its item, and the part. What the rows do not
    speak of is left out: a ratio with nothing to divide by, an item that adds nothing.
    """
    measures = list(indicator.listed.values())
    splits = list(dict.fromkeys(split for m in measures for split in m.breakdowns))
    group = "".join(f'"{name}", ' for name in by)
    sets = ", ".join([f"({group.rstrip(', ')})", *(f'({group}"{split}")' for split in splits)])
    named = "".join(f'"{split}", GROUPING("{split}"), ' for split in splits)
    for row in work.rows(
        f"SELECT {group}{named}{aggregates(measures)} FROM ({source}) GROUP BY GROUPING SETS ({sets}) ORDER BY ALL",  # noqa: S608
        **values,
    ):
        key, cells = row[: len(by)], row[len(by) :]
        split = next((name for n, name in enumerate(splits) if cells[2 * n + 1] == 0), "")
        item = item_of(indicator, split, cells[2 * splits.index(split)]) if split else ""
        for measure, part in zip(measures, parts(cells[2 * len(splits) :]), strict=True):
            speaks = part.denominator if measure.kind is Nature.RATIO else not split or part.value
            if speaks and (not split or split in measure.breakdowns):
                yield key, measure.code, split, item, part


def ratio(part: Part) -> float | None:
    """A ratio in percent from its parts; None where there is nothing to divide by."""
    return 100 * part.numerator / part.denominator if part.denominator and part.numerator is not None else None


def item_of(indicator: Indicator, split: str, raw: str | None) -> str:
    """The item of a breakdown that a cell stands for: its code where the value is known, else itself."""
    if raw is None or not raw.strip():
        return UNGROUPED
    if indicator.columns[split].kind is Kind.CHOICE:
        return raw
    return _known_items(indicator, split).get(bare(raw), raw)


def labels(indicator: Indicator, split: str) -> dict[str, Text]:
    """The items of a breakdown and their names, in the order of the declaration."""
    if split in indicator.breakdowns:
        known = indicator.breakdowns[split].items
    else:
        known = indicator.columns[split].choices or indicator.labels.get(split, {})
    return {**known, UNGROUPED: UNGROUPED_LABEL}


def _known_items(indicator: Indicator, split: str) -> dict[str, str]:
    return {
        bare(name): code for code, text in indicator.labels.get(split, {}).items() for name in (code, text.vi, text.en)
    }


FEW = 64  # submissions of a province's year and of those it was made of
MOST_KEPT = 4096


class Observer:
    """Keeps observations true to the submissions that stand."""

    def __init__(self, catalogue: Mapping[str, Indicator], places: Places) -> None:
        self.catalogue = catalogue
        self.places = places
        figures = {figure.code for indicator in catalogue.values() for figure in indicator.figures}
        self._kept: dict[tuple[str, int], list[tuple[str, str, str, Part]]] = {}  # by list and submission
        self.codes = figures | {code for indicator in catalogue.values() for code in indicator.measures}

    def refresh(self, work: Work, unit: str, year: int, records: list[dict[str, object]] | None = None) -> None:
        """Make again what depends on one province's year, inside the transaction that changes it.

        `unit` may be the nation, where a nationwide table was sent. `records` are what follows from everything told of
        that year, where that is known already.
        """
        units = self.family(unit, year)
        first, last = year * 4, year * 4 + 3
        if records is None:
            records = self.derive(self.told(work, units, first, last))
        work.run(
            "DELETE FROM observation WHERE (len($units::VARCHAR[]) = 0 OR list_contains($units::VARCHAR[], unit)) "
            "AND last BETWEEN $first::INTEGER AND $last::INTEGER",
            units=units,
            first=first,
            last=last,
        )
        work.append("observation", columns_of(records, COLUMNS))

    def rebuild(self, work: Work) -> None:
        """Make all observations again from the rows, and lay them down in the order in which they are asked."""
        rows = columns_of(self.derive(self.told(work, [], 0, 9999 * 4)), COLUMNS)
        work.run("DELETE FROM observation")
        work.append(
            "observation",
            rows.sort_by([(key, "ascending") for key in ("measure", "span", "split", "last", "unit", "item")]),
        )

    def family(self, unit: str, year: int) -> list[str]:
        """The units whose figures of one year hang together: a merged unit and those it was made of that year.

        Of the nation: none named, which stands for all.
        """
        if unit == NATION_KEY:
            return []
        heirs = {unit, self.places.versions[unit][-1].successor} - {""}
        family = {unit}
        for heir in heirs:
            if self.places.versions[heir][0].valid_from.year == year:
                family |= {heir, *self.places.predecessors(heir)}
        return sorted(family)

    # What was told

    def told(self, work: Work, units: list[str], first: int, last: int) -> AllTold:
        """What stands of each line, by unit and quarter; `units` empty for all."""
        scope: dict[str, object] = {"units": [*units, *([NATION_KEY] if units else [])], "first": first, "last": last}
        told: AllTold = {code: defaultdict(Told) for code in self.codes}
        standing: dict[str, list[Sent]] = defaultdict(list)
        for name, *line in work.rows(
            """SELECT name, number, unit, quarter, calendar, rows, state FROM standing
            WHERE (len($units::VARCHAR[]) = 0 OR list_contains($units::VARCHAR[], unit))
                AND quarter BETWEEN $first::INTEGER AND $last::INTEGER""",
            **scope,
        ):
            standing[name].append(Sent._make(line))
        for indicator in self.catalogue.values():
            if indicator.name not in standing or indicator.form:
                continue
            if indicator.nationwide:
                self._told_of_nation(work, indicator, standing[indicator.name], set(units), told)
            else:
                self._told_by_list(work, indicator, standing[indicator.name], told)
        typed = work.rows(
            """SELECT f.code, s.unit, s.quarter, s.calendar, f.value, f.year_to_date, f.value_bound, f.ytd_bound,
                f.value_state, f.ytd_state
            FROM standing AS s JOIN figure AS f ON f.submission = s.number AND f.form = s.name
            WHERE (len($units::VARCHAR[]) = 0 OR list_contains($units::VARCHAR[], s.unit))
                AND s.quarter BETWEEN $first::INTEGER AND $last::INTEGER""",
            **scope,
        )
        for code, unit, quarter, calendar, *line in typed:
            if code in told:  # else a figure that the catalogue has dropped since
                told[code][unit, quarter].type(Typed._make(line))
                told[code][unit, quarter].calendars |= CALENDARS[Calendar(calendar)]
        return told

    def _told_by_list(self, work: Work, indicator: Indicator, standing: list[Sent], told: AllTold) -> None:
        for sent in standing:
            for code, measure in indicator.listed.items():
                told[code][sent.unit, sent.quarter].state(measure, sent.rows, sent.state)
                told[code][sent.unit, sent.quarter].calendars |= CALENDARS[Calendar(sent.calendar)]
        filled = {sent.number: sent for sent in standing if sent.rows}
        # The rows of a submission never change, so what was measured of one is kept; a rebuild measures all anew.
        few = len(filled) <= FEW
        found = {n: kept for n in filled if few and (kept := self._kept.get((indicator.name, n))) is not None}
        new = {number: sent for number, sent in filled.items() if number not in found}
        if new:
            found |= {number: [] for number in new}
            values = {
                "numbers": list(new),
                "units": [sent.unit for sent in new.values()],
                "quarters": [sent.quarter for sent in new.values()],
                "starts": [sent.days[0] for sent in new.values()],
                "ends": [sent.days[1] for sent in new.values()],
            }
            source = ROWS.format(name=indicator.name)
            for (number,), code, split, item, part in measured(work, indicator, source, values, ["submission"]):
                found[number].append((code, split, item, part))
            if few:
                if len(self._kept) > MOST_KEPT:
                    self._kept.clear()
                self._kept |= {(indicator.name, number): found[number] for number in new}
        for number, sent in filled.items():
            for code, split, item, part in found[number]:
                told[code][sent.unit, sent.quarter].take(split, item, part)

    def _told_of_nation(
        self, work: Work, indicator: Indicator, standing: list[Sent], units: set[str], told: AllTold
    ) -> None:
        """A nationwide table: each row is of the province it names; `value` of a measure is the name of a column."""
        columns = list(indicator.columns)
        named = ", ".join(f'"{column}"' for column in columns)
        for sent in standing:
            for row in work.rows(
                f'SELECT {named} FROM "list_{indicator.name}" WHERE submission = $number::INTEGER',  # noqa: S608 - only declared names
                number=sent.number,
            ):
                line = dict(zip(columns, row, strict=True))
                self.tell_nation(indicator, line, sent.quarter, units, told)

    def tell_nation(
        self, indicator: Indicator, line: Mapping[str, Any], quarter: int, units: set[str], told: AllTold
    ) -> None:
        """Take in one row of a nationwide table; a province that it did not have that year says nothing."""
        unit = self.places.find(str(line["province"]), Period.quarter(quarter).end)
        if unit is None or (units and unit.key not in units):
            return
        for code, measure in indicator.measures.items():
            one = told[code][unit.key, quarter]
            if line[measure.value] is not None:
                one.listed = Part(float(line[measure.value]))
            one.calendars = CALENDARS[Calendar.STATISTICAL]
            for split in measure.breakdowns:
                items = indicator.breakdowns[split].items
                one.items = {split: {i: Part(float(line[i])) for i in items if line[i] is not None}}

    # What follows from it

    def derive(self, told: AllTold) -> list[dict[str, object]]:
        """The records of table `observation` that follow from what was told."""
        known = Derivation(self.places, told)
        rows: list[dict[str, object]] = []
        for indicator in self.catalogue.values():
            for measure in indicator.series.values():
                if measure.growth_of:
                    continue
                for unit, spans in known.of(measure, indicator, indicator.series).items():
                    for (span, quarter, part), one in spans.items():
                        rows += _records(measure, unit, span, quarter, part, one)
        return rows


class Derivation:
    """What is known of every series in every span, from what was told of each line."""

    def __init__(self, places: Places, told: AllTold) -> None:
        self.places = places
        self.told = told
        self._lines: dict[str, BySpan] = {}
        self._totals: dict[str, dict[tuple[str, int], float | None]] = {}  # of flows: a unit's year so far at its end

    def of(self, measure: Measure, indicator: Indicator, series: Mapping[str, Measure]) -> BySpan:
        """One series with its breakdown: unit → span → what is known."""
        if not measure.typed:
            return self.line(measure.code, measure)
        split = next(iter(measure.breakdowns), "")
        items = list(indicator.breakdowns[split].items) if split else []
        if measure.kind is Nature.RATIO:
            if not measure.numerator:
                return self.line(measure.code, measure)
            found = self._of_terms(measure, series, "")
            for item in items:
                for unit, spans in self._of_terms(measure, series, item).items():
                    for span, one in spans.items():
                        if one.part.denominator is not None and span in found.get(unit, {}):
                            whole = found[unit][span]
                            whole.items.setdefault(split, {})[item] = one.part
                            whole.listed = whole.covered
            return found
        total = self.line(measure.code, measure)
        parts = {item: self.line(f"{measure.code}.{item}", measure) for item in items}
        for unit, spans in total.items() if parts else ():
            for span, one in spans.items():
                _break_down(
                    one,
                    split,
                    {item: known[unit][span] for item, known in parts.items() if span in known.get(unit, {})},
                )
        return total

    def _of_terms(self, measure: Measure, series: Mapping[str, Measure], item: str) -> BySpan:
        """A ratio from the lines it is made of; where those are not known, as it was typed itself."""

        def term(code: str) -> BySpan:
            one = series[code if code in series else code.partition(".")[0]]
            line = f"{code}.{item}" if item else code
            known = self.line(line, one)
            return self._years(line) if measure.yearly and one.kind is Nature.FLOW and not one.yearly else known

        above = [term(code.strip()) for code in measure.numerator.split("+")]
        below = [term(code.strip()) for code in measure.denominator.split("+")]
        found: BySpan = {} if item else self.line(measure.code, measure)
        for unit in {unit for each in (*above, *below) for unit in each}:
            for span in below[0].get(unit, {}):
                parts = [[each.get(unit, {}).get(span) for each in side] for side in (above, below)]
                if (made := _divided(*parts)) is not None:
                    found.setdefault(unit, {})[span] = made
        return found

    def _years(self, code: str) -> BySpan:
        """A flow of quarters as a figure of the year: a unit born in it has all that those it was made of had reached."""
        found: BySpan = {}
        for (unit, year), total in self._totals[code].items():
            if total is not None and year * 4 + 3 in _life(self.places, unit, year):
                found.setdefault(unit, {})[Grain.YEAR, year * 4 + 3, ""] = Seen(Part(total), 1, 1, 0)
        return found

    def line(self, code: str, measure: Measure) -> BySpan:
        """One line of its own: a list's measure, a line of a form, or one item of it."""
        if code not in self._lines:
            self._totals[code] = {}
            self._lines[code] = self._line(measure, self.told.get(code, {}), self._totals[code])
        return {unit: dict(spans) for unit, spans in self._lines[code].items()}

    def _line(
        self,
        measure: Measure,
        told: Mapping[tuple[str, int], Told],
        totals: dict[tuple[str, int], float | None],
    ) -> BySpan:
        years: dict[int, set[str]] = defaultdict(set)
        for unit, quarter in told:
            years[quarter // 4].add(unit)
        found: BySpan = {}
        for year, units in sorted(years.items()):
            ends: dict[str, float | None] = {}  # of each unit, its total at the end of its life in this year
            for unit in sorted(units, key=lambda key: (self.places.versions[key][0].valid_from, key)):
                alive = _life(self.places, unit, year)
                if measure.yearly:
                    alive = [q for q in alive if q % 4 == 3]
                if not alive:
                    continue
                mine = {q: told[unit, q] for q in alive if (unit, q) in told}
                if measure.at_date:
                    seen = _at_dates(measure, alive, mine)
                elif measure.kind is Nature.RATIO:
                    seen = _ratios(measure, alive, mine)
                else:
                    base = 0.0 if measure.yearly else self._base(unit, alive[0], ends)
                    seen, ends[unit] = _flows(alive, mine, base)
                    totals[unit, year] = ends[unit]
                if measure.yearly:
                    seen = {span: one for span, one in seen.items() if span[0] is Grain.YEAR}
                for (_, last, part), one in seen.items():
                    one.flags |= _flags(mine, last, part)
                found.setdefault(unit, {}).update(seen)
        return found

    def _base(self, unit: str, first: int, ends: Mapping[str, float | None]) -> float | None:
        """The year so far when a unit began: what those it was made of had reached; None where that is not known."""
        if first % 4 == 0:
            return 0.0
        before = [ends.get(key) for key in self.places.predecessors(unit)]
        return None if any(end is None for end in before) else sum(end for end in before if end is not None)


@lru_cache(maxsize=4096)
def _life(places: Places, unit: str, year: int) -> list[int]:
    """The quarters of a year on which a unit reports."""
    return [q for q in range(year * 4, year * 4 + 4) if any(one.key == unit for one in places.of_quarter(q))]


def _flags(told: Mapping[int, Told], last: int, part: str) -> int:
    """The calendars and bounds of what was told in a span; what comes from a bounded total before it is about right."""
    first = last - len(PARTS[part]) + 1
    flags = 0
    for quarter, one in told.items():
        if first <= quarter <= last:
            flags |= one.calendars | (one.bound | one.ytd_bound) << BOUND_SHIFT
        elif quarter == first - 1 and one.ytd_bound:
            flags |= int(Bound.ABOUT) << BOUND_SHIFT
    return flags


def _break_down(whole: Seen, split: str, parts: Mapping[str, Seen]) -> None:
    """Give a figure its items, where they are known for the same quarters; what they leave over is not grouped."""
    if whole.part.value is None:
        return
    items = {
        item: one.part
        for item, one in parts.items()
        if one.part.value is not None and one.covered == whole.covered and one.due == whole.due
    }
    rest = whole.part.value - sum(one.value for one in items.values() if one.value is not None)
    if items and rest > -1e-9:
        if rest > 1e-9:
            items[UNGROUPED] = Part(rest)
        whole.items = {split: items}
        whole.listed = whole.covered


def _divided(above: Sequence[Seen | None], below: Sequence[Seen | None]) -> Seen | None:
    """A ratio of sums, where all of their terms are known for the same quarters; None where they are not."""
    terms = [one for one in (*above, *below) if one is not None and one.part.value is not None and one.covered]
    if len(terms) < len(above) + len(below) or len({(one.covered, one.due) for one in terms}) > 1:
        return None
    numerator = sum(one.part.value for one in above if one is not None and one.part.value is not None)
    denominator = sum(one.part.value for one in below if one is not None and one.part.value is not None)
    part = Part(None, numerator, denominator)
    part.value = ratio(part)
    flags = 0
    for one in terms:
        flags |= one.flags
    return Seen(part, terms[0].covered, terms[0].due, 0, any(one.conflict for one in terms), flags)


Span = tuple[Grain, int, str]
BySpan = dict[str, dict[Span, Seen]]  # by unit


def _spans(year: int) -> Iterable[tuple[Span, list[int]]]:
    """Every period of a year with the indices of its quarters."""
    for grain in KEPT_GRAINS:
        for name in GRAIN_PARTS[grain]:
            quarters = [year * 4 + number - 1 for number in PARTS[name]]
            yield (grain, quarters[-1], name), quarters


def _flows(alive: list[int], told: dict[int, Told], base: float | None) -> tuple[dict[Span, Seen], float | None]:
    """A flow: quarters add up; a total of the year so far answers for the year and gives the quarter that is missing.

    Returns what is known of each span, and the total at the last of these quarters.
    """
    quarter: dict[int, float | None] = {}
    so_far: dict[int, float | None] = {}
    conflict: set[int] = set()
    before = base
    for q in alive:
        one = told.get(q, Told())
        own = 0.0 if one.not_applicable else None if one.withheld else one.value
        if own is None and not one.withheld and one.year_to_date is not None and before is not None:
            if one.year_to_date >= before:
                own = one.year_to_date - before
            else:
                conflict.add(q)
        quarter[q] = own
        if one.year_to_date is not None:
            before = one.year_to_date
        else:
            before = before + own if before is not None and own is not None else None
        so_far[q] = before

    seen: dict[Span, Seen] = {}
    for span, quarters in _spans(alive[0] // 4):
        own_quarters = [q for q in quarters if q in quarter]
        due = [q for q in own_quarters if not told.get(q, Told()).not_applicable]
        if not any(q in told for q in own_quarters):
            continue
        value, covered = _sum_of(own_quarters, due, quarter, so_far, alive, base)
        lists = {q: told[q].listed for q in due if q in told}
        listed = [q for q, known in lists.items() if known]
        named = {key for known in lists.values() if known for key in known.keys or ()}
        part = Part(value, keys=sorted(named) or None)
        seen[span] = Seen(
            part,
            covered,
            len(due),
            len(listed),
            any(q in conflict for q in own_quarters) and covered < len(due),
            _withheld(own_quarters, told, covered < len(due)),
            _added_items(told, listed),
        )
    return seen, so_far[alive[-1]]


def _sum_of(
    quarters: list[int],
    due: list[int],
    quarter: Mapping[int, float | None],
    so_far: Mapping[int, float | None],
    alive: list[int],
    base: float | None,
) -> tuple[float | None, int]:
    """The sum of a unit's quarters and how many of them are in it, by the totals so far wherever those reach further."""
    start = base if quarters[0] == alive[0] else so_far[quarters[0] - 1]
    value, counted = 0.0, 0
    rest = quarters
    if len(quarters) > 1 and start is not None:
        reach = [q for q in quarters if so_far[q] is not None and so_far[q] >= start]  # type: ignore[operator]
        if reach:
            value = so_far[reach[-1]] - start  # type: ignore[operator]
            counted = len([q for q in due if q <= reach[-1]])
            rest = [q for q in quarters if q > reach[-1]]
    for q in rest:
        own = quarter[q]
        if own is not None:
            value += own
            counted += q in due
    known = counted or any(quarter[q] is not None for q in quarters)
    return (value if known and due else None), counted


def _at_dates(measure: Measure, alive: list[int], told: dict[int, Told]) -> dict[Span, Seen]:
    """A stock: the last that stands in a period. A period belongs to the unit that exists at its end."""
    seen: dict[Span, Seen] = {}
    for span, quarters in _spans(alive[0] // 4):
        end = quarters[-1]
        if end not in alive:
            continue
        for q in sorted((q for q in quarters if q in told), reverse=True):
            one = told[q]
            part = one.listed or (Part(one.typed) if one.typed is not None else None)
            if part is not None and measure.kind is Nature.RATIO and one.listed:
                part = Part(ratio(part), part.numerator, part.denominator)
            known = part is not None
            if known or one.not_applicable or one.withheld or q == quarters[0]:
                at_end = q == end
                due = 0 if one.not_applicable and not known else 1
                seen[span] = Seen(
                    part or Part(), int(known and at_end), due, int(bool(one.listed) and at_end), False,
                    _withheld([q], told, not known), one.items if at_end else {},
                )  # fmt: skip
                break
    return seen


def _ratios(measure: Measure, alive: list[int], told: dict[int, Told]) -> dict[Span, Seen]:
    """A ratio of two flows: its parts add up. A ratio typed without its parts stands for that period alone."""
    seen: dict[Span, Seen] = {}
    for span, quarters in _spans(alive[0] // 4):
        own_quarters = [q for q in quarters if q in alive]
        heard = [q for q in own_quarters if q in told]
        if not heard:
            continue
        due = [q for q in own_quarters if not told.get(q, Told()).not_applicable]
        listed = [q for q in due if q in told and told[q].listed]
        part = Part()
        for q in listed:
            part = part + (told[q].listed or Part())
        part.value = ratio(part)
        covered = len(listed)
        if not listed:
            last = told.get(quarters[-1], Told())
            typed = last.typed if len(quarters) == 1 else None
            if typed is None and quarters[0] % 4 == 0:
                typed = last.year_to_date
            if typed is None and measure.yearly:
                typed = last.typed
            if typed is not None:
                part, covered = Part(typed), len(due)
        withheld = _withheld(own_quarters, told, covered < len(due))
        seen[span] = Seen(part, covered, len(due), len(listed), False, withheld, _added_items(told, listed))
    return seen


def _withheld(quarters: Iterable[int], told: Mapping[int, Told], wanting: bool) -> int:
    """The flag of a figure that is wanting because its province keeps it to itself."""
    return int(Flag.WITHHELD) if wanting and any(told[q].withheld for q in quarters if q in told) else 0


def _added_items(told: Mapping[int, Told], quarters: list[int]) -> dict[str, dict[str, Part]]:
    added: dict[str, dict[str, Part]] = {}
    for q in quarters:
        for split, items in told[q].items.items():
            known = added.setdefault(split, {})
            for item, part in items.items():
                known[item] = known[item] + part if item in known else part
    return added


def _records(measure: Measure, unit: str, span: Grain, last: int, part: str, seen: Seen) -> list[dict[str, object]]:
    """One record for the total and one for each item; nothing where nothing is known and nothing is ruled out."""
    if (
        seen.part.value is None
        and seen.due
        and not seen.covered
        and not seen.conflict
        and not seen.flags & Flag.WITHHELD
    ):
        return []
    common: dict[str, object] = {
        "measure": measure.code,
        "span": str(span),
        "last": last,
        "part": part,
        "unit": unit,
        "covered": seen.covered,
        "due": seen.due,
        "listed": seen.listed,
        "flags": int(seen.flags | (Flag.CONFLICT if seen.conflict else 0)),
    }
    records = [common | {"split": "", "item": "", **_numbers(seen.part)}]
    for split, items in seen.items.items():
        for item, one in items.items():
            if measure.kind is Nature.RATIO:
                one = Part(ratio(one), one.numerator, one.denominator)
            records.append(common | {"split": split, "item": item, **_numbers(one)})
    return records


def _numbers(part: Part) -> dict[str, object]:
    return {"value": part.value, "numerator": part.numerator, "denominator": part.denominator, "keys": part.keys}


def _add(one: float | None, other: float | None) -> float | None:
    return other if one is None else one if other is None else one + other


def quarter_of(period: Period) -> int:
    """The index under which a quarter's submission is kept. Raises ValueError for longer periods."""
    if period.grain is not Grain.QUARTER:
        raise ValueError(f"{period} is not a quarter")
    return period.last
