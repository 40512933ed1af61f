"""Rows → observations: each measure of a province, once for every quarter, half, nine months and year.

What was sent is kept as sent, in the lists and figures of each submission. Here the other forms of it are derived: a
quarter from two totals of the year so far, a year from its quarters. This is the only place that knows how a
flow, a stock and a ratio behave in time; `ask.py` adds up areas.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pyarrow as pa

from data.model import GRAIN_PARTS, PARTS, Grain, Period, Text
from data.places import Places
from data.store import Work, columns_of
from data.table import Kind, State
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
    "conflict": pa.bool_(),
}
# The rows of some submissions of a list, with the days of their quarter, which measures and rules may use.
ROWS = """
    SELECT s.unit, s.quarter,
        make_date(s.quarter // 4, s.quarter % 4 * 3 + 1, 1) AS period_start,
        last_day(make_date(s.quarter // 4, s.quarter % 4 * 3 + 3, 1)) AS period_end,
        r.*
    FROM "list_{name}" AS r JOIN (
        SELECT unnest($numbers::INTEGER[]) AS submission, unnest($units::VARCHAR[]) AS unit,
            unnest($quarters::INTEGER[]) AS quarter) AS s USING (submission)
"""


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
    not_applicable: bool = False
    items: dict[str, dict[str, Part]] = field(default_factory=dict)  # split → item

    def state(self, measure: Measure, rows: int, state: str | None) -> None:
        """Take in what the list's sender said of its data: only a list with no rows is spoken for by its statement."""
        if rows == 0 and state == State.NOTHING:
            self.listed = Part(0.0, None, None, [] if measure.distinct else None)
            self.not_applicable = measure.kind is Nature.RATIO
        elif rows == 0 and state == State.NOT_APPLICABLE:
            self.not_applicable = True

    def take(self, split: str, item: str, part: Part) -> None:
        """Add what the rows say: of the whole, or of one item of a breakdown."""
        if not split:
            self.listed = part
        else:
            known = self.items.setdefault(split, {})
            known[item] = known[item] + part if item in known else part

    @property
    def value(self) -> float | None:
        """The quarter's own figure: of the list where there is one, else as typed."""
        return self.listed.value if self.listed else self.typed


# By measure, then unit and quarter.
AllTold = dict[str, dict[tuple[str, int], Told]]


class Sent(NamedTuple):
    """A sheet of the submission that stands for a unit and quarter."""

    number: int  # of the submission
    unit: str
    quarter: int
    rows: int
    state: str | None


@dataclass(slots=True)
class Seen:
    """What is known of one measure of a province in one period."""

    part: Part
    covered: int
    due: int
    listed: int
    conflict: bool = False
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
    measures = list(indicator.measures.values())
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
    return {**(indicator.columns[split].choices or indicator.labels.get(split, {})), UNGROUPED: UNGROUPED_LABEL}


def _known_items(indicator: Indicator, split: str) -> dict[str, str]:
    return {
        bare(name): code for code, text in indicator.labels.get(split, {}).items() for name in (code, text.vi, text.en)
    }


class Observer:
    """Keeps observations true to the submissions that stand."""

    def __init__(self, catalogue: Mapping[str, Indicator], places: Places) -> None:
        self.catalogue = catalogue
        self.places = places

    def refresh(self, work: Work, unit: str, year: int, records: list[dict[str, object]] | None = None) -> None:
        """Make again what depends on one province's year, inside the transaction that changes it.

        `records` are what follows from everything told of that year, where that is known already.
        """
        units = self.family(unit, year)
        first, last = year * 4, year * 4 + 3
        if records is None:
            records = self.derive(self.told(work, units, first, last))
        work.run(
            "DELETE FROM observation WHERE list_contains($units::VARCHAR[], unit) "
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
        """The units whose figures of one year hang together: a merged unit and those it was made of that year."""
        heirs = {unit, self.places.versions[unit][-1].successor} - {""}
        family = {unit}
        for heir in heirs:
            if self.places.versions[heir][0].valid_from.year == year:
                family |= {heir, *self.places.predecessors(heir)}
        return sorted(family)

    def derive(self, told: AllTold) -> list[dict[str, object]]:
        """The records of table `observation` that follow from what was told."""
        rows: list[dict[str, object]] = []
        for indicator in self.catalogue.values():
            for measure in indicator.measures.values():
                self._derive(measure, told[measure.code], rows)
        return rows

    def told(self, work: Work, units: list[str], first: int, last: int) -> AllTold:
        """What stands of each measure, by unit and quarter; `units` empty for all."""
        scope: dict[str, object] = {"units": units, "first": first, "last": last}
        told: AllTold = {
            code: defaultdict(Told) for indicator in self.catalogue.values() for code in indicator.measures
        }
        standing: dict[str, list[Sent]] = defaultdict(list)
        for name, *line in work.rows(
            """SELECT name, number, unit, quarter, rows, state FROM standing
            WHERE (len($units::VARCHAR[]) = 0 OR list_contains($units::VARCHAR[], unit))
                AND quarter BETWEEN $first::INTEGER AND $last::INTEGER""",
            **scope,
        ):
            standing[name].append(Sent._make(line))
        for indicator in self.catalogue.values():
            if not indicator.form and indicator.name in standing:
                self._told_by_list(work, indicator, standing[indicator.name], told)
        typed = work.rows(
            """SELECT f.code, s.unit, s.quarter, f.value, f.year_to_date, f.value_state, f.ytd_state
            FROM standing AS s JOIN figure AS f ON f.submission = s.number AND f.form = s.name
            WHERE (len($units::VARCHAR[]) = 0 OR list_contains($units::VARCHAR[], s.unit))
                AND s.quarter BETWEEN $first::INTEGER AND $last::INTEGER""",
            **scope,
        )
        for code, unit, quarter, value, year_to_date, value_state, _ in typed:
            if code not in told:
                continue  # a figure that the catalogue has dropped since
            one = told[code][unit, quarter]
            one.typed, one.year_to_date = value, year_to_date
            if value_state == State.NOT_APPLICABLE and one.listed is None:
                one.not_applicable = True
        return told

    def _told_by_list(self, work: Work, indicator: Indicator, standing: list[Sent], told: AllTold) -> None:
        for sent in standing:
            for code, measure in indicator.measures.items():
                told[code][sent.unit, sent.quarter].state(measure, sent.rows, sent.state)
        filled = [sent for sent in standing if sent.rows]
        if not filled:
            return
        values = {
            "numbers": [sent.number for sent in filled],
            "units": [sent.unit for sent in filled],
            "quarters": [sent.quarter for sent in filled],
        }
        source = ROWS.format(name=indicator.name)
        for (unit, quarter), code, split, item, part in measured(work, indicator, source, values, ["unit", "quarter"]):
            told[code][unit, quarter].take(split, item, part)

    def _derive(self, measure: Measure, told: dict[tuple[str, int], Told], rows: list[dict[str, object]]) -> None:
        years = defaultdict(set)
        for unit, quarter in told:
            years[quarter // 4].add(unit)
        for year, units in sorted(years.items()):
            ends: dict[str, float | None] = {}  # of each unit, its total at the end of its life in this year
            for unit in sorted(units, key=lambda key: (self.places.versions[key][0].valid_from, key)):
                alive = [q for q in range(year * 4, year * 4 + 4) if self._alive(unit, q)]
                if not alive:
                    continue
                mine = {q: told[unit, q] for q in alive if (unit, q) in told}
                if measure.at_date:
                    seen = _at_dates(measure, alive, mine)
                elif measure.kind is Nature.RATIO:
                    seen = _ratios(alive, mine)
                else:
                    seen, ends[unit] = _flows(alive, mine, self._base(unit, alive[0], ends))
                for (span, quarter, part), one in seen.items():
                    rows += _records(measure, unit, span, quarter, part, one)

    def _base(self, unit: str, first: int, ends: Mapping[str, float | None]) -> float | None:
        """The year so far when a unit began: what those it was made of had reached; None where that is not known."""
        if first % 4 == 0:
            return 0.0
        before = [ends.get(key) for key in self.places.predecessors(unit)]
        return None if any(end is None for end in before) else sum(end for end in before if end is not None)

    def _alive(self, unit: str, quarter: int) -> bool:
        return any(one.key == unit for one in self.places.of_quarter(quarter))


Span = tuple[Grain, int, str]


def _spans(year: int) -> Iterable[tuple[Span, list[int]]]:
    """Every period of a year with the indices of its quarters."""
    for grain, names in GRAIN_PARTS.items():
        for name in names:
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
        own = 0.0 if one.not_applicable else one.value
        if own is None and one.year_to_date is not None and before is not None:
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
            if known or one.not_applicable or q == quarters[0]:
                at_end = q == end
                due = 0 if one.not_applicable and not known else 1
                seen[span] = Seen(
                    part or Part(), int(known and at_end), due, int(bool(one.listed) and at_end), False,
                    one.items if at_end else {},
                )  # fmt: skip
                break
    return seen


def _ratios(alive: list[int], told: dict[int, Told]) -> dict[Span, Seen]:
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
            if typed is not None:
                part, covered = Part(typed), len(due)
        seen[span] = Seen(part, covered, len(due), len(listed), False, _added_items(told, listed))
    return seen


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
    if seen.part.value is None and seen.due and not seen.covered and not seen.conflict:
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
        "conflict": seen.conflict,
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
