"""Observations → an answer: a measure by area and period, on today's units or as reported then.

How areas add up is said here and nowhere else: flows and stocks are summed, a thing reported by two provinces counts
once, a ratio is made anew from its parts, an index stays with its unit. Every row says how many of its areas it holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from data.model import GRAIN_PARTS, KEPT_GRAINS, Calendar, Grain, Text, today
from data.places import Boundary, Places
from data.storage.database import Work
from indicators.define import Indicator, Measure, Nature
from indicators.engine.answer import Answer, Question, Row, Standing, same_provinces, sign
from indicators.engine.areas import AreaPeriod, Era, QuestionScope, rows_of, scope_of
from indicators.engine.observations import labels
from indicators.engine.values import CALENDARS, Flag

BOTH = Flag.STATISTICAL | Flag.ADMINISTRATIVE
# The calendar of figures that nothing else is to be said of.
WHOLE: dict[int, str] = {
    0: "",
    int(Flag.STATISTICAL): Calendar.STATISTICAL.value,
    int(Flag.ADMINISTRATIVE): Calendar.ADMINISTRATIVE.value,
    int(BOTH): "mixed",
}


class Sums(NamedTuple):
    """A line of the query below: one area in one period."""

    area: str
    last: int
    item: str
    value: float | None
    numerator: float | None
    denominator: float | None
    distinct: float | None
    units: int
    every: bool  # whether all of these units gave it for all of the period, a list row by row
    flags: int


# Plain sums only: which units are wanting is asked apart, and only where these sums say that some are.
OBSERVED = """
    SELECT ($areas::VARCHAR[])[list_position($units::VARCHAR[], o.unit)] AS area, o.last, {item} AS item,
        sum(o.value), {parts}, {distinct}, count(*),
        bool_and(o.due > 0 AND o.covered = o.due AND {rowwise}), bit_or(o.flags)
    FROM observation AS o
    WHERE o.measure = $measure::VARCHAR AND {span} AND o.split = $split::VARCHAR
        AND o.last BETWEEN $first::INTEGER AND $last::INTEGER {chosen}
    GROUP BY ALL
"""
ONE_SPAN = "o.span = $span::VARCHAR"
# So far this year is the first quarter, the first half, nine months and the year, side by side.
_PARTS = [f"'{grain}{part}'" for grain in KEPT_GRAINS for part in GRAIN_PARTS[grain] if part in GRAIN_PARTS[Grain.YTD]]
SO_FAR = f"o.span || o.part IN ({', '.join(_PARTS)}) AND $span::VARCHAR = 'ytd'"
OF_CALENDAR = " AND (o.flags & {both}) = {one}"
PARTS_OF_RATIO = "sum(o.numerator), sum(o.denominator)"
CHOSEN = "AND list_contains($units::VARCHAR[], o.unit)"
UNITS = """
    SELECT o.last, o.unit, o.due, o.{known} = o.due, o.denominator IS NOT NULL, o.covered > o.listed,
        (o.flags & {withheld}) > 0
    FROM observation AS o
    WHERE o.measure = $measure::VARCHAR AND {span} AND o.split = ''
        AND o.last BETWEEN $first::INTEGER AND $last::INTEGER {chosen}
"""
ITEMS = """
    SELECT DISTINCT o.item FROM observation AS o
    WHERE o.measure = $measure::VARCHAR AND {span} AND o.split = $split::VARCHAR
        AND o.last BETWEEN $first::INTEGER AND $last::INTEGER {chosen}
"""
# What was counted by name counts once; what was only given as a total adds up.
DISTINCT = """len(list_distinct(flatten(list(o.keys) FILTER (WHERE o.keys IS NOT NULL))))
    + sum(o.value - coalesce(len(o.keys), 0))"""


def ask(work: Work, question: Question, catalogue: Mapping[str, Indicator], places: Places) -> Answer:
    """Answer a question: a row for every area, period and item, whether or not anything was reported.

    Raises KeyError for a measure that is not in the catalogue, ValueError for a breakdown that it does not have.
    """
    indicator = next(i for i in catalogue.values() if question.measure in i.series)
    measure = indicator.series[question.measure]
    if question.split and question.split not in measure.breakdowns:
        raise ValueError(f"{measure.code} has no breakdown {question.split!r}")
    if measure.growth_of:
        return _growth(work, question, measure, catalogue, places)
    scope = scope_of(question, places, measure.closing)
    totals = {(line.area, line.last): line for line in _sums(work, measure, question, scope, "")}
    reports = Reports(work, measure, question, scope)
    if not question.split:
        plain = measure.kind in (Nature.FLOW, Nature.STOCK) and not measure.distinct
        lines = (_total(measure, at, totals.get(at.key), reports, plain) for at in scope.places)
        return Answer(question, measure, tuple(lines))

    parts = {(line.area, line.last, line.item): line for line in _sums(work, measure, question, scope, question.split)}
    present = {item for _, _, item in parts}
    items = {item: text for item, text in labels(indicator, question.split).items() if item in present}
    items |= {item: Text(item, item) for item in sorted(present - set(items))}
    by_area: dict[str, list[AreaPeriod]] = defaultdict(list)
    for place in scope.places:
        by_area[place.area.key].append(place)
    rows = (
        _row(measure, place, item, parts.get((*place.key, item)), totals.get(place.key), reports)
        for places_of_area in by_area.values()
        for item in items
        for place in places_of_area
    )
    return Answer(question, measure, tuple(rows), items)


def count(work: Work, question: Question, catalogue: Mapping[str, Indicator], places: Places) -> int:
    """How many rows an answer will have, without making them. Raises KeyError for a measure that is not there."""
    indicator = next(i for i in catalogue.values() if question.measure in i.series)
    measure = indicator.series[question.measure]
    rows = rows_of(question, measure, places)
    if not question.split or measure.growth_of:
        return rows
    scope = scope_of(question, places, measure.closing)
    sql = ITEMS.format(span=_span(question), chosen=(CHOSEN if question.provinces else "") + _calendar(question))
    values: dict[str, object] = {"measure": measure.code, "span": str(question.grain), "split": question.split}
    values |= {"first": scope.first, "last": scope.last}
    if question.provinces:
        values["units"] = list(scope.eras[0].area_of)  # the same units in every era
    items = work.rows(sql, **values)
    return rows * len(items)


def _total(measure: Measure, place: AreaPeriod, sums: Sums | None, reports: Reports, plain: bool) -> Row:
    """The row of an area; by far the most are `plain` sums of what everyone gave."""
    all_here = sums and sums.every and sums.units == place.expected and place.whole
    if plain and sums and all_here and (calendar := WHOLE.get(sums.flags)) is not None:
        area, period, _, count, *_ = place
        return Row(*area, period, "", sums.value, count, count, Standing.FINAL, calendar=calendar)
    return _row(measure, place, "", sums, sums, reports)


class UnitStatus(NamedTuple):
    """What is known of one unit in one period."""

    due: int
    known: bool
    with_parts: bool  # of a ratio
    typed: bool  # only as a total
    withheld: bool


class Reports:
    """Unit by unit, what has been reported; asked only once some total turns out not to hold everyone."""

    def __init__(self, work: Work, measure: Measure, question: Question, scope: QuestionScope) -> None:
        self._work = work
        self._sql = UNITS.format(
            known="listed" if question.split else "covered",
            withheld=int(Flag.WITHHELD),
            span=_span(question),
            chosen=_calendar(question),
        )
        self._values = {"measure": measure.code, "span": str(question.grain), "first": scope.first, "last": scope.last}

    @cached_property
    def _units(self) -> Mapping[tuple[int, str], UnitStatus]:
        rows = self._work.rows(self._sql, **self._values)
        return {(last, unit): UnitStatus._make(known) for last, unit, *known in rows}

    def of(self, place: AreaPeriod) -> dict[str, UnitStatus]:
        """The units of an area of which there is anything."""
        last = place.period.last
        return {unit: self._units[last, unit] for unit in place.units if (last, unit) in self._units}


def _eras(scope: QuestionScope) -> list[Era]:
    return [era for era in scope.eras if era.last >= scope.first and era.first <= scope.last]


def _span(question: Question) -> str:
    return SO_FAR if question.grain is Grain.YTD else ONE_SPAN


def _calendar(question: Question) -> str:
    if question.calendar is None:
        return ""
    return OF_CALENDAR.format(both=int(BOTH), one=int(CALENDARS[question.calendar]))


def _sums(work: Work, measure: Measure, question: Question, scope: QuestionScope, split: str) -> list[Sums]:
    sql = OBSERVED.format(
        item="o.item" if split else "''",
        distinct=DISTINCT if measure.distinct else "NULL",
        parts=PARTS_OF_RATIO if measure.kind is Nature.RATIO else "NULL, NULL",
        rowwise="TRUE" if measure.typed and not split else "o.listed = o.due",
        span=_span(question),
        chosen=(CHOSEN if question.provinces else "") + _calendar(question),
    )
    return [
        Sums._make(row)
        for era in _eras(scope)
        for row in work.rows(
            sql,
            areas=list(era.area_of.values()),
            units=list(era.area_of),
            measure=measure.code,
            span=str(question.grain),
            split=split,
            first=max(scope.first, era.first),
            last=min(scope.last, era.last),
        )
    ]


def _row(
    measure: Measure, place: AreaPeriod, item: str, sums: Sums | None, coverage: Sums | None, reports: Reports
) -> Row:
    """One row. For an item of a breakdown `coverage` is the total's line, and an item that nobody names is zero."""
    area, period = place.area, place.period
    if (measure.yearly and period.part) or (measure.kind is Nature.INDEX and place.expected != 1):
        return Row(*area, period, item, None, 0, 0, Standing.NOT_APPLICABLE)
    units = reports.of(place) if coverage else {}
    due = place.expected - sum(unit.due == 0 for unit in units.values())
    parts_needed = measure.kind is Nature.RATIO and due > 1  # in a total of several a ratio alone says nothing
    told = {key: unit for key, unit in units.items() if unit.due and unit.known}
    reporting = {key for key, unit in told.items() if unit.with_parts or not parts_needed}
    withheld = {key for key, unit in units.items() if unit.withheld} - reporting
    known = len(reporting)
    value = _value(measure, sums, due) if sums else None
    if item and value is None and known and measure.kind not in (Nature.RATIO, Nature.INDEX):
        value = 0.0
    if not due:
        state, value = Standing.NOT_APPLICABLE, None
    elif known == due and place.whole:
        state = Standing.FINAL if value is not None else Standing.NOT_APPLICABLE
    elif known or value is not None:
        state = Standing.PARTIAL
    elif len(withheld) == due:
        state = Standing.WITHHELD
    else:
        state = Standing.MISSING if period.due < today() else Standing.NOT_DUE
    ruled_out = {key for key, unit in units.items() if not unit.due}
    missing = tuple(sorted(place.units - reporting - ruled_out - withheld)) if known < due else ()
    typed = sum(unit.typed for unit in units.values()) if item or not measure.typed else 0
    flags = coverage.flags if coverage else 0
    figure = (*area, period, item, value, known, due, state, missing, typed)
    return Row(
        *figure,
        conflict=bool(flags & Flag.CONFLICT),
        bound=sign(flags) if value is not None else "",
        withheld=tuple(sorted(withheld)),
        calendar=WHOLE.get(flags & BOTH, ""),
        excluded=tuple(sorted(ruled_out)),
    )


def _growth(
    work: Work, question: Question, measure: Measure, catalogue: Mapping[str, Indicator], places: Places
) -> Answer:
    """How much another measure has grown since last year's span, in percent; only between complete figures."""
    first = question.first.year_before()
    base = ask(work, replace(question, measure=measure.growth_of, first=first), catalogue, places)
    found = {(row.key, row.period): row for row in base.rows}
    rows = []
    for row in base.rows:
        before = found.get((row.key, row.period.year_before()))
        if row.period.last < question.first.first:
            continue
        if before is None or (measure.yearly and row.period.part):
            rows.append(row._replace(value=None, state=Standing.NOT_APPLICABLE, reported=0, expected=0, missing=()))
            continue
        state = row.state if row.state is not Standing.FINAL else before.state
        value = None
        alike = not (row.bound or before.bound or row.conflict or before.conflict) and row.calendar == before.calendar
        if question.boundary is Boundary.THEN and not same_provinces(row, before, places):
            alike, state = False, Standing.NOT_APPLICABLE
        if state is Standing.FINAL and not alike:
            state = Standing.PARTIAL
        if state is Standing.FINAL and row.value is not None:
            value = 100 * (row.value / before.value - 1) if before.value else None
            state = Standing.FINAL if before.value else Standing.NOT_APPLICABLE
        lacking = row if row.state is not Standing.FINAL else before
        rows.append(
            lacking._replace(
                period=row.period,
                value=value,
                state=state,
                conflict=row.conflict or before.conflict,
                bound=row.bound or before.bound,
                calendar=row.calendar if row.calendar == before.calendar else "mixed",
            )
        )
    return Answer(question, measure, tuple(rows))


def _value(measure: Measure, sums: Sums, due: int) -> float | None:
    if measure.kind is Nature.RATIO and sums.denominator:
        return 100 * (sums.numerator or 0.0) / sums.denominator
    if measure.kind in (Nature.RATIO, Nature.INDEX):
        return sums.value if sums.units == due == 1 else None
    return float(sums.distinct) if sums.distinct is not None else sums.value
