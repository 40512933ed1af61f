"""Which areas a question is about, and which provinces each is made of in each period."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from data.byte_cache import ByteCache
from data.model import Period, Text, periods
from data.places import NATION, NATION_KEY, REGIONS, Boundary, Places
from indicators.define import Measure
from indicators.engine.answer import By, Question

LATEST = 10**5  # an index after every quarter
KEPT = 16 * 1024 * 1024  # bytes of scopes; one of all provinces in all quarters of a demo takes half a megabyte
A_PLACE = 240  # bytes of an area in a period: two tuples and its place in the list


class Area(NamedTuple):
    """As an answer's rows begin."""

    code: str
    key: str
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
        return [Area(unit.code, unit.key, Text(unit.name, unit.name)) for unit in units], [Era(0, LATEST, members)]
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
    lived = [era for era in eras if era.last >= first and era.first <= last]
    used = {era.area_of[key] for era in lived for key in members if key in then}
    return [Area(key, key, text) for key, text in REGIONS.items() if key in used], eras


_scopes = ByteCache[QuestionScope](KEPT, lambda scope: 10_000 + A_PLACE * len(scope.places))


def scope_of(question: Question, places: Places, closing: bool) -> QuestionScope:
    """Every area in every period asked for, with its units, and the eras by which units are sorted into areas.

    It is the same for every measure, breakdown and calendar.
    """
    of_any = replace(question, measure="", split="", calendar=None)
    return _scopes.get((places, closing, of_any), lambda: _scope(question, places, closing))


def rows_of(question: Question, measure: Measure, places: Places) -> int:
    """How many rows an answer without a breakdown has, without asking."""
    if not measure.growth_of:
        return len(scope_of(question, places, measure.closing).places)
    base = scope_of(replace(question, first=question.first.year_before()), places, measure.closing)
    return sum(place.period.last >= question.first.first for place in base.places)


def _scope(question: Question, places: Places, closing: bool) -> QuestionScope:
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
    of_all = []
    known: dict[frozenset[str], frozenset[str]] = {}  # most periods have the very same units: one set stands for all
    for area in areas:
        for period in asked:
            units = frozenset(expected[area.key, period])
            units = known.setdefault(units, units)
            whole = lived[area.key, period] == spans[period]
            of_all.append(AreaPeriod(area, period, units, len(units), (area.key, period.last), whole))
    ends = [period.last for period in asked] or [0]
    return QuestionScope(of_all, eras, min(ends), max(ends))
