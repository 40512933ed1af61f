"""Observations → an answer: a measure by area and period, on today's units or as reported then.

How areas add up is said here and nowhere else: flows and stocks are summed, a thing reported by two provinces counts
once, a ratio is made anew from its parts, an index stays with its unit. Every row says how many of its areas it holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from data.model import Grain, Period, Text, periods, today
from data.places import NATION, REGIONS, Boundary, Places
from data.store import Work
from indicators.define import Indicator, Measure, Nature
from indicators.observe import labels


class By(StrEnum):
    NATION = "nation"
    REGION = "region"
    PROVINCE = "province"


class Standing(StrEnum):
    """How far a value may be trusted, or why there is none."""

    FINAL = "final"
    PARTIAL = "partial"  # some of its areas or quarters have not reported
    MISSING = "missing"  # due and not reported
    NOT_APPLICABLE = "not_applicable"
    NOT_DUE = "not_due"  # its day has not come


STANDING_LABELS: dict[Standing, Text] = {
    Standing.FINAL: Text("Đủ số liệu", "Complete"),
    Standing.PARTIAL: Text("Chưa đủ", "Partial"),
    Standing.MISSING: Text("Chưa báo cáo", "Not reported"),
    Standing.NOT_APPLICABLE: Text("Không áp dụng", "Not applicable"),
    Standing.NOT_DUE: Text("Chưa đến hạn", "Not yet due"),
}
NATION_KEY = "VN"
LATEST = 10**5  # an index after every quarter


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `provinces` are unit keys of the chosen boundary, empty for all; `split` is a breakdown."""

    measure: str
    first: Period
    last: Period
    by: By = By.NATION
    provinces: tuple[str, ...] = ()
    grain: Grain = Grain.QUARTER
    boundary: Boundary = Boundary.TODAY
    split: str = ""


class Row(NamedTuple):
    """One area in one period (and of one item of the breakdown).

    `reported` of `expected` counts areas (province units) whose figure for the whole period is known; `missing` are
    the keys of those whose is not. `typed` of them gave only a total, so that they are absent from breakdowns.
    """

    area: str  # province code, region key or VN
    key: str  # unit key, region key or VN; unique where codes are not
    name: Text
    period: Period
    item: str
    value: float | None
    reported: int
    expected: int
    state: Standing
    missing: tuple[str, ...] = ()
    typed: int = 0
    conflict: bool = False  # a total of the year so far is below the one before it


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows asked for, every area and period of them, in order of area, item and period."""

    question: Question
    measure: Measure
    rows: tuple[Row, ...]
    items: Mapping[str, Text] = field(default_factory=dict)  # of the breakdown, in their order


@dataclass(frozen=True, slots=True)
class Area:
    key: str
    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class Era:
    """Quarters in which every unit belongs to one area: from one index to another, and the area of each unit."""

    first: int
    last: int
    area_of: Mapping[str, str]


class Place(NamedTuple):
    """One area in one period, and the units that are to report on it."""

    area: Area
    period: Period
    units: frozenset[str]
    expected: int  # how many they are
    key: tuple[str, int]  # of the area and the period's last quarter
    whole: bool  # there were such units in all of the period


class Scope(NamedTuple):
    """What a question is about, the same every time it is asked."""

    places: list[Place]  # every area in every period
    eras: list[Era]
    first: int  # quarter index of the earliest end of a period
    last: int


def areas_of(question: Question, places: Places) -> tuple[list[Area], list[Era]]:
    """The areas of a question in their order, and the units each is made of.

    Provinces as reported then are the units that existed at some time in the span; a province that is asked for
    stands whether it existed or not. Only regions as they were then change hands in the course of time.
    """
    first, last = question.first.first, question.last.last
    chosen = frozenset(question.provinces)
    then = {unit.key: unit for quarter in range(first, last + 1) for unit in places.of_quarter(quarter)}
    today_ = question.boundary is Boundary.TODAY
    homes = {key: places.heir(key) if today_ else key for key in places.versions}
    members = {key: home for key, home in homes.items() if not chosen or home in chosen}
    if question.by is By.NATION:
        return [Area(NATION_KEY, NATION_KEY, NATION)], [Era(0, LATEST, dict.fromkeys(members, NATION_KEY))]
    if question.by is By.PROVINCE:
        if today_:
            units = [unit for unit in places.current if unit.key in members.values()]
        else:
            then |= {key: places.version(key, question.last.end) for key in chosen}
            units = [unit for key, unit in then.items() if key in members]
            units.sort(key=lambda unit: (places.versions[unit.key][0].valid_from, unit.code))
        return [Area(unit.key, unit.code, Text(unit.name, unit.name)) for unit in units], [Era(0, LATEST, members)]
    if today_:
        region_of = {unit.key: unit.region for unit in places.current}
        eras = [Era(0, LATEST, {key: region_of[home] for key, home in members.items()})]
    else:
        # A period is the region's in which the unit lay on its last day; a unit that is gone stays where it was.
        turns = sorted({Period.at(day).last for day in places.days_of_change})
        eras = [
            Era(start, end - 1, {key: places.version(key, Period.quarter(turn).end).region for key in members})
            for turn, (start, end) in zip(turns, pairwise([0, *turns[1:], LATEST + 1]), strict=True)
        ]
    used = {
        era.area_of[key] for era in eras if era.last >= first and era.first <= last for key in members if key in then
    }
    return [Area(key, key, text) for key, text in REGIONS.items() if key in used], eras


@lru_cache(maxsize=256)
def _scope(question: Question, places: Places, at_date: bool) -> Scope:
    """Every area in every period asked for, with its units, and the eras by which units are sorted into areas."""
    areas, eras = areas_of(question, places)
    expected: dict[tuple[str, Period], set[str]] = defaultdict(set)
    lived: dict[tuple[str, Period], int] = defaultdict(int)  # in how many of its quarters there was any of them
    asked = periods(question.first, question.last, question.grain)
    spans: dict[Period, int] = {}
    for period in asked:
        area_of = next(era.area_of for era in eras if era.first <= period.last <= era.last)
        quarters = [period.last] if at_date else range(period.first, period.last + 1)
        for quarter in quarters:
            here = {unit.key for unit in places.of_quarter(quarter) if unit.key in area_of}
            for key in here:
                expected[area_of[key], period].add(key)
            for home in {area_of[key] for key in here}:
                lived[home, period] += 1
        spans[period] = len(quarters)
    found = []
    for area in areas:
        for period in asked:
            units = frozenset(expected[area.key, period])
            whole = lived[area.key, period] == spans[period]
            found.append(Place(area, period, units, len(units), (area.key, period.last), whole))
    ends = [period.last for period in asked] or [0]
    return Scope(found, eras, min(ends), max(ends))


class Found(NamedTuple):
    """A line of the query below: one area in one period."""

    area: str
    last: int
    item: str
    value: float | None
    numerator: float | None
    denominator: float | None
    distinct: float | None
    units: int
    every: bool  # whether all of these units gave their lists for all of the period
    conflict: bool


# Plain sums only: which units are wanting is asked apart, and only where these sums say that some are.
OBSERVED = """
    SELECT ($areas::VARCHAR[])[list_position($units::VARCHAR[], o.unit)] AS area, o.last, {item} AS item,
        sum(o.value), {parts}, {distinct}, count(*),
        bool_and(o.due > 0 AND o.covered = o.due AND o.listed = o.due), bool_or(o.conflict)
    FROM observation AS o
    WHERE o.measure = $measure::VARCHAR AND o.span = $span::VARCHAR AND o.split = $split::VARCHAR
        AND o.last BETWEEN $first::INTEGER AND $last::INTEGER {chosen}
    GROUP BY ALL
"""
PARTS_OF_RATIO = "sum(o.numerator), sum(o.denominator)"
CHOSEN = "AND list_contains($units::VARCHAR[], o.unit)"
UNITS = """
    SELECT o.last, o.unit, o.due, o.{known} = o.due, o.denominator IS NOT NULL, o.covered > o.listed
    FROM observation AS o
    WHERE o.measure = $measure::VARCHAR AND o.span = $span::VARCHAR AND o.split = ''
        AND o.last BETWEEN $first::INTEGER AND $last::INTEGER
"""
# What was counted by name counts once; what was only given as a total adds up.
DISTINCT = (
    "len(list_distinct(flatten(list(o.keys) FILTER (WHERE o.keys IS NOT NULL)))) "
    "+ sum(o.value - coalesce(len(o.keys), 0))"
)


def ask(work: Work, question: Question, catalogue: Mapping[str, Indicator], places: Places) -> Answer:
    """Answer a question: a row for every area, period and item, whether or not anything was reported.

    Raises KeyError for a measure that is not in the catalogue, ValueError for a breakdown that it does not have.
    """
    measure = next(i.measures[question.measure] for i in catalogue.values() if question.measure in i.measures)
    if question.split and question.split not in measure.breakdowns:
        raise ValueError(f"{measure.code} has no breakdown {question.split!r}")
    scope = _scope(question, places, measure.at_date)
    totals = {(one.area, one.last): one for one in _found(work, measure, question, scope, "")}
    heard = Heard(work, measure, question, scope)
    if not question.split:
        plain = measure.kind in (Nature.FLOW, Nature.STOCK) and not measure.distinct
        rows = []
        for place in scope.places:
            found = totals.get(place.key)
            if plain and found and found.every and found.units == place.expected and place.whole:  # by far the most
                area, period, _, all_, *_ = place
                rows.append(Row(area.code, area.key, area.name, period, "", found.value, all_, all_, Standing.FINAL))
            else:
                rows.append(_row(measure, place, "", found, found, heard))
        return Answer(question, measure, tuple(rows))

    items_found = {
        (one.area, one.last, one.item): one for one in _found(work, measure, question, scope, question.split)
    }
    present = {item for _, _, item in items_found}
    named = labels(catalogue[measure.indicator], question.split)
    items = {item: text for item, text in named.items() if item in present}
    items |= {item: Text(item, item) for item in sorted(present - set(items))}
    by_area: dict[str, list[Place]] = defaultdict(list)
    for place in scope.places:
        by_area[place.area.key].append(place)
    rows = [
        _row(measure, place, item, items_found.get((*place.key, item)), totals.get(place.key), heard)
        for places_of_area in by_area.values()
        for item in items
        for place in places_of_area
    ]
    return Answer(question, measure, tuple(rows), items)


class Unit(NamedTuple):
    """What is known of one unit in one period."""

    due: int
    known: bool
    with_parts: bool  # of a ratio
    typed: bool  # only as a total


class Heard:
    """Unit by unit, what has been reported; asked only once some total turns out not to hold everyone."""

    def __init__(self, work: Work, measure: Measure, question: Question, scope: Scope) -> None:
        self._work = work
        self._sql = UNITS.format(known="listed" if question.split else "covered")
        self._values = {
            "measure": measure.code, "span": str(question.grain), "first": scope.first, "last": scope.last,
        }  # fmt: skip

    @cached_property
    def _units(self) -> Mapping[tuple[int, str], Unit]:
        return {(last, unit): Unit._make(said) for last, unit, *said in self._work.rows(self._sql, **self._values)}

    def of(self, place: Place) -> dict[str, Unit]:
        """The units of an area of which there is anything."""
        last = place.period.last
        return {unit: self._units[last, unit] for unit in place.units if (last, unit) in self._units}


def _found(work: Work, measure: Measure, question: Question, scope: Scope, split: str) -> list[Found]:
    sql = OBSERVED.format(
        item="o.item" if split else "''",
        distinct=DISTINCT if measure.distinct else "NULL",
        parts=PARTS_OF_RATIO if measure.kind is Nature.RATIO else "NULL, NULL",
        chosen=CHOSEN if question.provinces else "",
    )
    return [
        Found._make(row)
        for era in scope.eras
        if era.last >= scope.first and era.first <= scope.last
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


def _row(measure: Measure, place: Place, item: str, found: Found | None, coverage: Found | None, heard: Heard) -> Row:
    """One row. For an item of a breakdown `coverage` is the total's line, and an item that nobody names is zero."""
    area, period = place.area, place.period
    units = heard.of(place) if coverage else {}
    due = place.expected - sum(unit.due == 0 for unit in units.values())
    parts_needed = measure.kind is Nature.RATIO and due > 1  # in a total of several a ratio alone says nothing
    reporting = {
        key for key, unit in units.items() if unit.due and unit.known and (unit.with_parts or not parts_needed)
    }
    known = len(reporting)
    value = _value(measure, found, due) if found else None
    if item and value is None and known and measure.kind is not Nature.RATIO:
        value = 0.0
    if not due:
        state, value = Standing.NOT_APPLICABLE, None
    elif known == due and place.whole:
        state = Standing.FINAL if value is not None else Standing.NOT_APPLICABLE
    elif known or value is not None:
        state = Standing.PARTIAL
    else:
        state = Standing.MISSING if period.due < today() else Standing.NOT_DUE
    ruled_out = {key for key, unit in units.items() if not unit.due}
    missing = tuple(sorted(place.units - reporting - ruled_out)) if known < due else ()
    typed = sum(unit.typed for unit in units.values())
    conflict = bool(coverage and coverage.conflict)
    return Row(area.code, area.key, area.name, period, item, value, known, due, state, missing, typed, conflict)


def _value(measure: Measure, found: Found, due: int) -> float | None:
    if measure.kind is Nature.RATIO and found.denominator:
        return 100 * (found.numerator or 0.0) / found.denominator
    if measure.kind in (Nature.RATIO, Nature.INDEX):
        return found.value if found.units == due == 1 else None
    return float(found.distinct) if found.distinct is not None else found.value
