"""Targets: what a plan sets for a figure of a province, and how far it has been reached.

How a target's path runs in time, how it passes to a merged province and what it is compared with is said here; the rule
that judges is in `progress.py`, how a plan comes in is in `plans.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from data.model import Grain, Period
from data.places import NATION_KEY
from indicators.define import Nature
from indicators.engine.observations import labels
from indicators.engine.progress import Goal, needed

if TYPE_CHECKING:
    from service.service import Service

DISTRICT = "district"


class Operator(StrEnum):
    AT_LEAST = ">="
    AT_MOST = "<="
    RANGE = "range"
    WITHDRAWN = "withdrawn"  # no longer a target


@dataclass(frozen=True, slots=True)
class Target:
    """One figure that is to be reached, as a document sets it."""

    unit: str  # key, or VN
    measure: str
    period: Period  # a year or a quarter
    operator: Operator
    value: float | None  # None only where withdrawn
    value_to: float | None = None  # of a range
    item: str = ""  # of a breakdown
    base: float | None = None
    base_period: Period | None = None
    points: tuple[tuple[Period, float], ...] = ()  # of the path; none: a straight line
    per: str = ""  # 'district': set for each unit of a level, kept and never computed
    source: str = ""
    quote: str = ""
    set: int = 0  # number of the set it came with
    row: int = 0
    split: str = ""  # the breakdown that its item belongs to
    kind: Nature = Nature.STOCK  # of its measure

    @property
    def key(self) -> str:
        """By which it is found again, in a link too: what it is about, whatever it demands."""
        return "~".join([self.unit, self.measure, self.item, self.period.code, self.per])

    @property
    def goal(self) -> Goal:
        return Goal(None, self.value) if self.operator is Operator.AT_MOST else Goal(self.value, self.value_to)

    @property
    def line(self) -> str:
        """The figure it is about, whatever the period."""
        return "~".join([self.unit, self.measure, self.item, self.per, self.period.grain])


# What stands


def standing(service: Service) -> list[Target]:
    """The targets that count, of measures that the catalogue has, in order of unit, measure, item and period."""
    return [t for t in _read(service, "standing_target") if t.operator is not Operator.WITHDRAWN]


def versions(service: Service, key: str) -> list[Target]:
    """Every row that was ever sent of one target, the newest first; a withdrawal is one of them."""
    return sorted((t for t in _read(service, "target") if t.key == key), key=lambda t: (-t.set, -t.row))


def _read(service: Service, table: str) -> list[Target]:
    columns = [field.name for field in fields(Target) if field.name not in ("split", "kind")]
    named = ", ".join("target_set" if name == "set" else name for name in columns)
    with service.store.reading() as work:
        rows = work.rows(f"SELECT {named} FROM {table} ORDER BY unit, measure, item, period, target_set, row")  # noqa: S608 - one of our two names
    found = []
    for row in rows:
        line: dict[str, Any] = dict(zip(columns, row, strict=True))
        measure = service.measures.get(line["measure"])
        split = split_of(service, line["measure"], line["item"])
        if measure is None or split is None or line["unit"] not in (NATION_KEY, *service.places.versions):
            continue
        line["period"], line["operator"] = Period.parse(line["period"]), Operator(line["operator"])
        line["base_period"] = Period.parse(line["base_period"]) if line["base_period"] else None
        found.append(Target(**line | {"points": points_of(line["points"]), "split": split, "kind": measure.kind}))
    return found


def split_of(service: Service, code: str, item: str) -> str | None:
    """The breakdown of a measure that has an item; None where there is none, or no such measure."""
    measure = service.measures.get(code)
    if measure is None or not item:
        return None if measure is None else ""
    return next((s for s in measure.breakdowns if item in labels(service.catalogue[measure.indicator], s)), None)


def points_of(text: str) -> tuple[tuple[Period, float], ...]:
    """`2023=40; 2024=60` as points; raises ValueError."""
    pairs = [part.split("=") for part in text.split(";") if part.strip()]
    if any(len(pair) != 2 for pair in pairs):
        raise ValueError(text)
    return tuple(sorted((Period.parse(when), float(value)) for when, value in pairs))


def points_text(points: Sequence[tuple[Period, float]]) -> str:
    return "; ".join(f"{period.code}={value:.12g}" for period, value in points)


# The path


def path_of(target: Target) -> list[tuple[Period, float]]:
    """What is required and when, for a chart to draw: straight between the points.

    Of a flow these are totals of the year so far (Period.so_far), to be drawn on that grain or by year; of anything
    else what is to stand at the end of each period. A level without a base begins with its period.
    """
    known = {period.last: period for period in _corners(target)}
    found = [(period, required(target, period)) for _, period in sorted(known.items())]
    return [(period, value) for period, value in found if value is not None]


def _corners(target: Target) -> list[Period]:
    """The periods at which the path may bend."""
    years = [p.year for p in (target.base_period, *(p for p, _ in target.points)) if p and target.base is not None]
    years += [p.year for p, _ in target.points]
    if target.kind is Nature.FLOW and target.period.grain is Grain.YEAR:
        if not any(year < target.period.year for year in years):
            return [Period.quarter(q).so_far() for q in range(target.period.first, target.period.last + 1)]
        return [Period(year) for year in range(min(years), target.period.year + 1)]
    start = [target.base_period] if target.base_period and target.base is not None else []
    start = start or ([] if target.points else [Period.quarter(target.period.first)])
    return [*start, *(period for period, _ in target.points), target.period]


def begun(target: Target, at: Period, yearly: bool = False) -> bool:
    """Whether a target says anything by the end of a period: what is counted begins with the target's own period, as
    does a figure that only a year has; a level at its base or the first point of its path, if that is earlier."""
    known = [target.period.first]
    if target.kind is not Nature.FLOW and not yearly:
        known += [period.last for period in (target.base_period, *(period for period, _ in target.points)) if period]
    return at.last >= min(known)


def required(target: Target, at: Period) -> float | None:
    """What the path asks for by the end of a period; of a flow, for the year of that period so far."""
    goal = target.goal
    end = goal.end(target.base)
    held = target.base is not None and goal.met(target.base)  # then it is only to be held
    points = [] if held else list(target.points)
    if target.base is not None and target.base_period is not None and not held:
        points.append((target.base_period, target.base))
    points = [(p, v) for p, v in points if p.last < target.period.last]
    yearly_flow = target.kind is Nature.FLOW and target.period.grain is Grain.YEAR
    if not yearly_flow:
        if not points:
            # A path without its base is unknown.
            begins = target.period.last if target.base_period else target.period.first
            return end if at.last >= begins or held else None
        return needed([*((p.last, v) for p, v in points), (target.period.last, end)], at.last)
    year = Period(at.year)
    inside = [(p.last, v) for p, v in points if p.part and p.year == at.year and p.last < year.last]
    across = [(Period(p.year).last, v) for p, v in points if not p.part or p == target.base_period]
    if not across and at.year != target.period.year:
        whole = end if held or at.year > target.period.year else None
    else:
        whole = needed([*across, (Period(target.period.year).last, end)], year.last)
    if whole is None:
        return None
    return needed([(year.first - 1, 0.0), *inside, (year.last, whole)], at.last)
