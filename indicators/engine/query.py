"""Observations → an answer: a measure by area and period, on today's units or as reported then.

How areas add up is said here and nowhere else: flows and stocks are summed, a thing reported by two provinces counts
once, a ratio is made anew from its parts, an index stays with its unit. Every row says how many of its areas it holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from data.model import GRAIN_PARTS, KEPT_GRAINS, Calendar, Grain, Period, Text, periods, today
from data.places import NATION, PLACES, REGIONS, Boundary, Places
from data.places import NATION_KEY as NATION_KEY
from data.storage.database import Work
from data.table import Bound
from indicators.define import Indicator, Measure, Nature
from indicators.engine.observations import labels
from indicators.engine.values import BOUND_SHIFT, CALENDARS, Flag

if TYPE_CHECKING:
    from data.storage.database import Work


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
    WITHHELD = "withheld"  # reported and not published


STANDING_LABELS: dict[Standing, Text] = {
    Standing.FINAL: Text("Đủ số liệu", "Complete"),
    Standing.PARTIAL: Text("Chưa đủ", "Partial"),
    Standing.MISSING: Text("Chưa báo cáo", "Not reported"),
    Standing.NOT_APPLICABLE: Text("Không áp dụng", "Not applicable"),
    Standing.NOT_DUE: Text("Chưa đến hạn", "Not yet due"),
    Standing.WITHHELD: Text("Không công bố", "Withheld"),
}
# Observation status as SDMX codes it (CL_OBS_STATUS): normal, provisional, not collected, cannot exist, missing, suppressed.
OBS_STATUS: dict[Standing, str] = {
    Standing.FINAL: "A",
    Standing.PARTIAL: "P",
    Standing.MISSING: "L",
    Standing.NOT_APPLICABLE: "M",
    Standing.NOT_DUE: "O",
    Standing.WITHHELD: "Q",
}
LATEST = 10**5  # an index after every quarter


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `provinces` are unit keys of the chosen boundary, empty for all; `split` is a breakdown.

    With a `calendar` only figures of that one count; without, all do and a row says which it is made of.
    """

    measure: str
    first: Period
    last: Period
    by: By = By.NATION
    provinces: tuple[str, ...] = ()
    grain: Grain = Grain.QUARTER
    boundary: Boundary = Boundary.TODAY
    split: str = ""
    calendar: Calendar | None = None


class Row(NamedTuple):
    """One area in one period (and of one item of the breakdown).

    `reported` of `expected` counts areas (province units) whose figure for the whole period is known; `missing` are
    the keys of those whose is not, but for the `withheld`, who keep it to themselves. `typed` of them gave only a
    total, so that they are absent from breakdowns. `bound` is the sign to print before a value that is not exact.
    `calendar` is that of the submissions it is made of, or `mixed`; empty where there are none.
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
    bound: str = ""
    withheld: tuple[str, ...] = ()
    calendar: str = ""
    excluded: tuple[str, ...] = ()  # the keys of those to whom it does not apply
    reasons: tuple[Given, ...] = ()  # what its sender answered when asked about it, where that is looked up


def mixes(row: Row) -> bool:
    """Whether a total counts units that are gone beside those that came after them: more than there are on its last day."""
    there = [u for u in PLACES.of_quarter(row.period.last) if row.key in (NATION_KEY, u.region, u.key)]
    return row.expected > max(1, len(there))


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


class AreaPeriod(NamedTuple):
    """One area in one period, and the units that are to report on it."""

    area: Area
    period: Period
    units: frozenset[str]
    expected: int  # how many they are
    key: tuple[str, int]  # of the area and the period's last quarter
    whole: bool  # there were such units in all of the period


class QuestionScope(NamedTuple):
    """What a question is about, the same every time it is asked."""

    places: list[AreaPeriod]  # every area in every period
    eras: list[Era]
    first: int  # quarter index of the earliest end of a period
    last: int


class NoSuchAreaError(LookupError):
    """A text that names no province, region or nation of the span it is asked about."""


def provinces_of(
    texts: Sequence[str], first: Period, last: Period, boundary: Boundary, places: Places
) -> tuple[str, ...]:
    """The keys of the provinces meant by keys, codes and names: a region's key means its provinces; VN all, told as ().

    Raises NoSuchAreaError with the text that names none.
    """
    keys: dict[str, None] = {}
    for text in texts:
        key = places.key_of(text, first, last, boundary)
        meant = [key] if key else places.keys_in(text, first, last, boundary)
        if not meant and text != NATION_KEY:
            raise NoSuchAreaError(text)
        keys |= dict.fromkeys(meant)
    return () if NATION_KEY in texts else tuple(keys)


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
def _scope(question: Question, places: Places, closing: bool) -> QuestionScope:
    """Every area in every period asked for, with its units, and the eras by which units are sorted into areas."""
    areas, eras = areas_of(question, places)
    expected: dict[tuple[str, Period], set[str]] = defaultdict(set)
    lived: dict[tuple[str, Period], int] = defaultdict(int)  # in how many of its quarters there was any of them
    asked = periods(question.first, question.last, question.grain)
    spans: dict[Period, int] = {}
    for period in asked:
        area_of = next(era.area_of for era in eras if era.first <= period.last <= era.last)
        quarters = [period.last] if closing else range(period.first, period.last + 1)
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
            found.append(AreaPeriod(area, period, units, len(units), (area.key, period.last), whole))
    ends = [period.last for period in asked] or [0]
    return QuestionScope(found, eras, min(ends), max(ends))


BOTH = Flag.STATISTICAL | Flag.ADMINISTRATIVE
# The calendar of figures that nothing else is to be said of.
WHOLE: dict[int, str] = {
    0: "",
    int(Flag.STATISTICAL): Calendar.STATISTICAL.value,
    int(Flag.ADMINISTRATIVE): Calendar.ADMINISTRATIVE.value,
    int(BOTH): "mixed",
}


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
SO_FAR = (
    "o.span || o.part IN ("
    + ", ".join(
        f"'{grain}{part}'" for grain in KEPT_GRAINS for part in GRAIN_PARTS[grain] if part in GRAIN_PARTS[Grain.YTD]
    )
    + ") AND $span::VARCHAR = 'ytd'"
)
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
# What was counted by name counts once; what was only given as a total adds up.
DISTINCT = (
    "len(list_distinct(flatten(list(o.keys) FILTER (WHERE o.keys IS NOT NULL)))) "
    "+ sum(o.value - coalesce(len(o.keys), 0))"
)


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
    scope = _scope(question, places, measure.closing)
    totals = {(one.area, one.last): one for one in _found(work, measure, question, scope, "")}
    heard = Heard(work, measure, question, scope)
    if not question.split:
        plain = measure.kind in (Nature.FLOW, Nature.STOCK) and not measure.distinct
        rows = []
        for place in scope.places:
            found = totals.get(place.key)
            if (
                plain
                and found
                and found.every
                and found.flags in WHOLE
                and found.units == place.expected
                and place.whole
            ):  # by far the most
                area, period, _, all_, *_ = place
                rows.append(
                    Row(
                        area.code,
                        area.key,
                        area.name,
                        period,
                        "",
                        found.value,
                        all_,
                        all_,
                        Standing.FINAL,
                        (),
                        0,
                        False,
                        "",
                        (),
                        WHOLE[found.flags],
                    )
                )
            else:
                rows.append(_row(measure, place, "", found, found, heard))
        return Answer(question, measure, tuple(rows))

    items_found = {
        (one.area, one.last, one.item): one for one in _found(work, measure, question, scope, question.split)
    }
    present = {item for _, _, item in items_found}
    named = labels(indicator, question.split)
    items = {item: text for item, text in named.items() if item in present}
    items |= {item: Text(item, item) for item in sorted(present - set(items))}
    by_area: dict[str, list[AreaPeriod]] = defaultdict(list)
    for place in scope.places:
        by_area[place.area.key].append(place)
    rows = [
        _row(measure, place, item, items_found.get((*place.key, item)), totals.get(place.key), heard)
        for places_of_area in by_area.values()
        for item in items
        for place in places_of_area
    ]
    return Answer(question, measure, tuple(rows), items)


class UnitStatus(NamedTuple):
    """What is known of one unit in one period."""

    due: int
    known: bool
    with_parts: bool  # of a ratio
    typed: bool  # only as a total
    withheld: bool


class Heard:
    """Unit by unit, what has been reported; asked only once some total turns out not to hold everyone."""

    def __init__(self, work: Work, measure: Measure, question: Question, scope: QuestionScope) -> None:
        self._work = work
        self._sql = UNITS.format(
            known="listed" if question.split else "covered",
            withheld=int(Flag.WITHHELD),
            span=_span(question),
            chosen=_calendar(question),
        )
        self._values = {
            "measure": measure.code,
            "span": str(question.grain),
            "first": scope.first,
            "last": scope.last,
        }

    @cached_property
    def _units(self) -> Mapping[tuple[int, str], UnitStatus]:
        return {(last, unit): UnitStatus._make(row) for last, unit, *row in self._work.rows(self._sql, **self._values)}

    def of(self, place: AreaPeriod) -> dict[str, UnitStatus]:
        """The units of an area of which there is anything."""
        last = place.period.last
        return {unit: self._units[last, unit] for unit in place.units if (last, unit) in self._units}


def _span(question: Question) -> str:
    return SO_FAR if question.grain is Grain.YTD else ONE_SPAN


def _calendar(question: Question) -> str:
    if question.calendar is None:
        return ""
    return OF_CALENDAR.format(both=int(BOTH), one=int(CALENDARS[question.calendar]))


def _found(work: Work, measure: Measure, question: Question, scope: QuestionScope, split: str) -> list[Found]:
    sql = OBSERVED.format(
        item="o.item" if split else "''",
        distinct=DISTINCT if measure.distinct else "NULL",
        parts=PARTS_OF_RATIO if measure.kind is Nature.RATIO else "NULL, NULL",
        rowwise="TRUE" if measure.typed and not split else "o.listed = o.due",
        span=_span(question),
        chosen=(CHOSEN if question.provinces else "") + _calendar(question),
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


def _row(measure: Measure, place: AreaPeriod, item: str, found: Found | None, total: Found | None, heard: Heard) -> Row:
    """One row. For an item of a breakdown `total` is the total's line, and an item that nobody names is zero."""
    area, period = place.area, place.period
    if (measure.yearly and period.part) or (measure.kind is Nature.INDEX and place.expected != 1):
        return Row(area.code, area.key, area.name, period, item, None, 0, 0, Standing.NOT_APPLICABLE)
    units = heard.of(place) if total else {}
    due = place.expected - sum(unit.due == 0 for unit in units.values())
    parts_needed = measure.kind is Nature.RATIO and due > 1  # in a total of several a ratio alone says nothing
    reporting = {
        key for key, unit in units.items() if unit.due and unit.known and (unit.with_parts or not parts_needed)
    }
    withheld = {key for key, unit in units.items() if unit.withheld} - reporting
    known = len(reporting)
    value = _value(measure, found, due) if found else None
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
    flags = total.flags if total else 0
    return Row(
        area.code,
        area.key,
        area.name,
        period,
        item,
        value,
        known,
        due,
        state,
        missing,
        typed,
        bool(flags & Flag.CONFLICT),
        sign(flags) if value is not None else "",
        tuple(sorted(withheld)),
        WHOLE.get(flags & BOTH, ""),
        tuple(sorted(ruled_out)),
    )


def same_provinces(now: Row, before: Row, places: Places) -> bool:
    """Whether two rows of one region, on the units of their time, are of the same land: provinces have changed hands."""
    if now.key not in REGIONS:
        return True
    then = places.of_quarter(before.period.last)
    homes = {places.heir(unit.key) for unit in places.of_quarter(now.period.last) if unit.region == now.key}
    return {u.key for u in then if u.region == now.key} == {u.key for u in then if places.heir(u.key) in homes}


def sign(flags: int) -> str:
    """The sign before a value made of the bounds in these flags: both ways at once it is about right."""
    bound = Bound(flags >> BOUND_SHIFT)
    low, high = bound & (Bound.AT_LEAST | Bound.MORE), bound & (Bound.AT_MOST | Bound.LESS)
    if bound & Bound.ABOUT or (low and high):
        return "~"
    if low:
        return ">" if low & Bound.MORE else "≥"
    return ("<" if high & Bound.LESS else "≤") if high else ""


def _growth(
    work: Work, question: Question, measure: Measure, catalogue: Mapping[str, Indicator], places: Places
) -> Answer:
    """How much another measure has grown since the same span of last year, in percent; only between complete figures."""
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


def _value(measure: Measure, found: Found, due: int) -> float | None:
    if measure.kind is Nature.RATIO and found.denominator:
        return 100 * (found.numerator or 0.0) / found.denominator
    if measure.kind in (Nature.RATIO, Nature.INDEX):
        return found.value if found.units == due == 1 else None
    return float(found.distinct) if found.distinct is not None else found.value


class Given(NamedTuple):
    """A question about a figure and what its sender answered; `alike` more cells were asked the same."""

    unit: str  # key
    period: Period
    number: int  # of the submission
    message: Text
    reason: str
    alike: int = 0
