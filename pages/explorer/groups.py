"""Among which provinces one is looked at: all, those of a region, merged or not, of about the same size, the chosen."""

from collections.abc import Iterable, Sequence

from data.model import Period
from data.places import PLACES, REGIONS, Boundary, Unit
from data.population import populations
from pages.charts import readings
from pages.texts import explorer as texts
from pages.ui.controls import pick
from pages.ui.session import t

ALIKE = 9  # so many provinces of about the same size stand beside one
CHOSEN, MERGED, UNMERGED, SIZE = "da-chon", "da-sap-xep", "giu-nguyen", "cung-co"


def choose(boundary: Boundary, period: Period, areas: Sequence[str], *, width: int, drawn: bool) -> str:
    """Among which provinces, or `` for all."""
    there = {unit.region for unit in _units(boundary, [period.last])}
    options = {"": t(texts.ALL)} | {key: t(text) for key, text in REGIONS.items() if key in there}
    if boundary is Boundary.TODAY:
        options |= {MERGED: t(texts.MERGED), UNMERGED: t(texts.UNMERGED)}
    chosen = [key for key in areas if key in PLACES.versions]
    if chosen:
        options[CHOSEN] = t(texts.ONLY_CHOSEN)
        if populations().of(chosen[0], period.year):
            options[SIZE] = t(texts.SIZE_OF, area=PLACES.versions[chosen[0]][-1].name)
    return pick("nhom", texts.AMONG, options, hidden=True, width=width, drawn=drawn)


def _units(boundary: Boundary, quarters: Iterable[int]) -> list[Unit]:
    if boundary is Boundary.TODAY:
        return list(PLACES.current)
    return [unit for quarter in quarters for unit in PLACES.of_quarter(quarter)]


def units(
    boundary: Boundary, first: Period, last: Period, group: str = "", chosen: Sequence[str] = ()
) -> tuple[str, ...]:
    """The units at the end of the quarters from one to another, all or those of a group, by key."""
    found = list(dict.fromkeys(unit.key for unit in _units(boundary, range(first.last, last.last + 1))))
    if group == CHOSEN:
        return tuple(key for key in found if key in chosen)
    if group in (MERGED, UNMERGED):
        return tuple(key for key in found if bool(PLACES.predecessors(key)) is (group == MERGED))
    if group == SIZE and chosen and (mine := populations().of(chosen[0], last.year)):
        people = readings.people_of(found, last.year, populations())
        return tuple(sorted(people, key=lambda key: abs(people[key] - mine.people))[: ALIKE + 1])
    if group:
        regions = {unit.key: unit.region for unit in _units(boundary, range(first.last, last.last + 1))}
        return tuple(key for key in found if regions[key] == group)
    return tuple(found)


def said(group: str, provinces: Sequence[str]) -> str:
    """Among whom, in words."""
    names = {MERGED: texts.MERGED, UNMERGED: texts.UNMERGED, CHOSEN: texts.ONLY_CHOSEN, "": texts.ALL} | REGIONS
    if group == SIZE:
        return t(texts.SIZE_OF, area=PLACES.versions[provinces[0]][-1].name)
    return t(names[group])
