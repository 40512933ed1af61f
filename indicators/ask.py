"""Observations → an answer: a measure by area and period, on today's units or as reported then.

How areas add up is said here and nowhere else: flows and stocks are summed, a thing reported by two provinces counts
once, a ratio is made anew from its parts, an index stays with its unit. Every row says how many of its areas it holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
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


class Member(NamedTuple):
    """A unit that adds to an area while it exists: from one quarter index to another."""

    unit: str
    area: str
    lowest: int
    highest: int


ALWAYS = (0, 10**6)


def areas_of(question: Question, places: Places) -> tuple[list[Area], list[Member]]:
    """The areas of a question in their order, and the units each is made of.

    Provinces as reported then are the units that existed at some time in the span; a province that is asked for
    stands whether it existed or not.
    """
    first, last = question.first.first, question.last.last
    quarters = range(first, last + 1)
    if question.by is By.PROVINCE and question.boundary is Boundary.TODAY:
        units = [unit for unit in places.current if not question.provinces or unit.key in question.provinces]
        heirs = [Member(key, places.heir(key), *ALWAYS) for key in places.versions]
        return [Area(unit.key, unit.code, Text(unit.name, unit.name)) for unit in units], heirs
    if question.by is By.PROVINCE:
        then = {unit.key: unit for quarter in quarters for unit in places.of_quarter(quarter)}
        then |= {key: places.version(key, question.last.end) for key in question.provinces}
        chosen = sorted(
            (unit for key, unit in then.items() if not question.provinces or key in question.provinces),
            key=lambda unit: (places.versions[unit.key][0].valid_from, unit.code),
        )
        return [Area(u.key, u.code, Text(u.name, u.name)) for u in chosen], [
            Member(u.key, u.key, *ALWAYS) for u in chosen
        ]
    of_today = {unit.key: unit.region for unit in places.current}
    members = []
    for key, versions in places.versions.items():
        if question.provinces and not {key, places.heir(key)} & set(question.provinces):
            continue
        if question.by is By.NATION:
            members.append(Member(key, NATION_KEY, *ALWAYS))
        elif question.boundary is Boundary.TODAY:
            members.append(Member(key, of_today[places.heir(key)], *ALWAYS))
        else:
            # A period is the region's in which the unit lay at its end; before and after a unit's life that of its nearest.
            turns = [Period.at(version.valid_from).last for version in versions[1:]]
            for version, lowest, highest in zip(versions, [0, *turns], [*turns, ALWAYS[1]], strict=True):
                members.append(Member(key, version.region, lowest, highest - 1))
    if question.by is By.NATION:
        return [Area(NATION_KEY, NATION_KEY, NATION)], members
    alive = {unit.key for quarter in quarters for unit in places.of_quarter(quarter)}
    named = {m.area for m in members if m.unit in alive and m.lowest <= last and m.highest >= first}
    return [Area(key, key, text) for key, text in REGIONS.items() if key in named], members


@lru_cache(maxsize=256)
def _scope(
    question: Question, places: Places, at_date: bool
) -> tuple[list[Area], list[Member], list[Period], dict[tuple[str, int, str], frozenset[str]]]:
    """Areas, members, periods, and the units expected to report for each area and period."""
    areas, members = areas_of(question, places)
    wanted = {area.key for area in areas}
    asked = periods(question.first, question.last, question.grain)
    expected: dict[tuple[str, int, str], set[str]] = defaultdict(set)
    homes: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        homes[member.unit].append(member)
    for period in asked:
        quarters = [period.last] if at_date else range(period.first, period.last + 1)
        for quarter in quarters:
            for unit in places.of_quarter(quarter):
                for member in homes[unit.key]:
                    if member.area in wanted and member.lowest <= period.last <= member.highest:
                        expected[member.area, period.last, period.part].add(unit.key)
    return areas, members, asked, {key: frozenset(units) for key, units in expected.items()}


class Found(NamedTuple):
    """A line of the query below."""

    area: str
    last: int
    part: str
    item: str
    value: float | None
    numerator: float | None
    denominator: float | None
    distinct: float | None
    known: list[str] | None  # units whose whole period is known
    ruled_out: list[str] | None  # units to which it does not apply
    typed: int
    conflict: bool
    units: int
    without_parts: list[str] | None  # of a ratio


OBSERVED = """
    SELECT m.area, o.last, o.part, {item} AS item,
        sum(o.value), sum(o.numerator), sum(o.denominator),
        {distinct},
        list(o.unit) FILTER (WHERE o.due > 0 AND {known} = o.due) AS known,
        list(o.unit) FILTER (WHERE o.due = 0) AS ruled_out,
        count(*) FILTER (WHERE o.covered > o.listed),
        bool_or(o.conflict),
        count(*),
        list(o.unit) FILTER (WHERE o.denominator IS NULL) AS without_parts
    FROM observation AS o
    JOIN (SELECT unnest($units::VARCHAR[]) AS unit, unnest($areas::VARCHAR[]) AS area,
                 unnest($lowest::INTEGER[]) AS lowest, unnest($highest::INTEGER[]) AS highest) AS m
        ON m.unit = o.unit AND o.last BETWEEN m.lowest AND m.highest
    WHERE o.measure = $measure::VARCHAR AND o.span = $span::VARCHAR AND o.split = $split::VARCHAR
        AND o.last BETWEEN $first::INTEGER AND $last::INTEGER
    GROUP BY ALL
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
    areas, members, asked, expected = _scope(question, places, measure.at_date)
    wanted = {area.key for area in areas}
    members = [member for member in members if member.area in wanted]
    values: dict[str, object] = {
        "units": [m.unit for m in members],
        "areas": [m.area for m in members],
        "lowest": [m.lowest for m in members],
        "highest": [m.highest for m in members],
        "measure": measure.code,
        "span": str(question.grain),
        "first": min((p.last for p in asked), default=0),
        "last": max((p.last for p in asked), default=0),
    }
    distinct = DISTINCT if measure.distinct else "NULL"
    known = "o.listed" if question.split else "o.covered"
    sql = OBSERVED.format(item="''", distinct=distinct, known=known)
    totals = {(r[0], r[1], r[2]): Found._make(r) for r in work.rows(sql, **values, split="")}
    if not question.split:
        rows = [
            _row(measure, area, period, "", totals.get((area.key, period.last, period.part)), None, expected)
            for area in areas
            for period in asked
        ]
        return Answer(question, measure, tuple(rows))

    sql = OBSERVED.format(item="o.item", distinct=distinct, known=known)
    split_rows = {r[:4]: Found._make(r) for r in work.rows(sql, **values, split=question.split)}
    named = labels(catalogue[measure.indicator], question.split)
    present = {key[3] for key in split_rows}
    items = {item: text for item, text in named.items() if item in present}
    items |= {item: Text(item, item) for item in sorted(present - set(items))}
    rows = [
        _row(
            measure,
            area,
            period,
            item,
            split_rows.get((area.key, period.last, period.part, item)),
            totals.get((area.key, period.last, period.part)),
            expected,
        )
        for area in areas
        for item in items
        for period in asked
    ]
    return Answer(question, measure, tuple(rows), items)


def _row(
    measure: Measure,
    area: Area,
    period: Period,
    item: str,
    found: Found | None,
    total: Found | None,
    expected: Mapping[tuple[str, int, str], frozenset[str]],
) -> Row:
    """One row; for an item of a breakdown `total` says who has reported, and an item that nobody names is zero."""
    units = expected.get((area.key, period.last, period.part), frozenset())
    coverage = total if item else found
    if coverage is None:
        if not units:
            state = Standing.NOT_APPLICABLE
        else:
            state = Standing.MISSING if period.due < today() else Standing.NOT_DUE
        missing = tuple(sorted(units))
        return Row(area.code, area.key, area.name, period, item, None, 0, len(units), state, missing)
    due = units.difference(coverage.ruled_out) if coverage.ruled_out else units
    known = coverage.known or []
    if measure.kind is Nature.RATIO and len(due) > 1 and coverage.without_parts:
        known = [unit for unit in known if unit not in coverage.without_parts]
    value = _value(measure, found, len(due)) if found else None
    if item and value is None and known and measure.kind is not Nature.RATIO:
        value = 0.0
    if not due:
        state, value = Standing.NOT_APPLICABLE, None
    elif not known and value is None:
        state = Standing.MISSING if period.due < today() else Standing.NOT_DUE
    elif len(known) < len(due):
        state = Standing.PARTIAL
    else:
        state = Standing.FINAL if value is not None else Standing.NOT_APPLICABLE
    missing = tuple(sorted(due.difference(known))) if len(known) < len(due) else ()
    return Row(
        area.code,
        area.key,
        area.name,
        period,
        item,
        value,
        len(known),
        len(due),
        state,
        missing,
        coverage.typed,
        coverage.conflict,
    )


def _value(measure: Measure, found: Found, due: int) -> float | None:
    if measure.kind is Nature.RATIO and found.denominator:
        return 100 * (found.numerator or 0.0) / found.denominator
    if measure.kind in (Nature.RATIO, Nature.INDEX):
        return found.value if found.units == due == 1 else None
    return float(found.distinct) if found.distinct is not None else found.value
