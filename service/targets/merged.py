"""Under which province a target is told: its own, or the merged one that its province became a part of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from data.places import NATION_KEY, Boundary, Places
from indicators.define import Measure, Nature
from service.targets.target import Target


class TargetRole(StrEnum):
    """Whose a target is, for the unit under which it is told."""

    OWN = "own"
    SUM = "sum"  # of all units that merged into it
    PART = "part"  # of one of them, told beside the merged one, never as its own
    LEFT = "left"  # of one of them, and without meaning for the merged one


WHOLE = (TargetRole.OWN, TargetRole.SUM)  # a target of the unit as it is today


class AssignedTarget(NamedTuple):
    target: Target
    under: str
    role: TargetRole
    parts: tuple[Target, ...] = ()


def assigned_targets(
    places: Places, targets: Iterable[Target], boundary: Boundary, measures: Mapping[str, Measure]
) -> list[AssignedTarget]:
    """Every target under the unit it is told under."""
    of: dict[str, list[Target]] = defaultdict(list)
    for target in targets:
        of[target.unit].append(target)
    if boundary is Boundary.THEN:
        return [AssignedTarget(target, target.unit, TargetRole.OWN) for own in of.values() for target in own]
    told: list[AssignedTarget] = []
    for unit in dict.fromkeys(unit if unit == NATION_KEY else places.heir(unit) for unit in of):
        told += [one._replace(under=unit) for one in _of_unit(places, of, unit, measures)]
    return told


def _of_unit(
    places: Places, of: Mapping[str, Sequence[Target]], unit: str, measures: Mapping[str, Measure]
) -> list[AssignedTarget]:
    """The targets of a unit and what its predecessors hand on."""
    own = [AssignedTarget(target, unit, TargetRole.OWN) for target in of.get(unit, ())]
    if unit == NATION_KEY:
        return own
    before = places.predecessors(unit)
    handed = {one: _of_unit(places, of, one, measures) for one in before}
    taken = {_about(told.target) for told in own}
    sums: dict[tuple[object, ...], dict[str, Target]] = defaultdict(dict)
    for key, theirs in handed.items():
        for one in theirs:
            if one.role in WHOLE and adds_up(measures[one.target.measure]) and not one.target.per:
                sums[*_about(one.target), one.target.operator][key] = one.target
    found = list(own)
    for theirs in handed.values():
        for one in theirs:
            about = _about(one.target)
            together = sums.get((*about, one.target.operator), {})
            if about in taken or (one.role in WHOLE and len(together) == len(before) > 1):
                continue
            additive = measures[one.target.measure].kind in (Nature.FLOW, Nature.STOCK) and not one.target.per
            role = TargetRole.PART if additive and one.role is not TargetRole.LEFT else TargetRole.LEFT
            found.append(one._replace(role=role))
    for about, together in sums.items():
        if len(together) == len(before) > 1 and about[:-1] not in taken:
            parts = tuple(together.values())
            found.append(AssignedTarget(_summed(unit, parts), unit, TargetRole.SUM, parts))
    return found


def _about(target: Target) -> tuple[object, ...]:
    return target.measure, target.item, target.period, target.per


def adds_up(measure: Measure) -> bool:
    """Whether the targets of two units make one of both: not where a thing of both would be counted twice."""
    return measure.kind in (Nature.FLOW, Nature.STOCK) and not measure.distinct


def _summed(unit: str, parts: Sequence[Target]) -> Target:
    def total(values: Iterable[float | None]) -> float | None:
        known = list(values)
        return None if None in known else sum(v for v in known if v is not None)

    first = parts[0]
    same_start = len({part.base_period for part in parts}) == 1
    same_path = len({tuple(period for period, _ in part.points) for part in parts}) == 1
    points = [(p, sum(part.points[i][1] for part in parts)) for i, (p, _) in enumerate(first.points)]
    return replace(
        first,
        unit=unit,
        value=total(part.value for part in parts),
        value_to=total(part.value_to for part in parts),
        base=total(part.base for part in parts) if same_start else None,
        base_period=first.base_period if same_start else None,
        points=tuple(points) if same_path else (),
        source="; ".join(dict.fromkeys(part.source for part in parts)),
        quote=" | ".join(dict.fromkeys(part.quote for part in parts if part.quote)),
        set=max(part.set for part in parts),
    )
