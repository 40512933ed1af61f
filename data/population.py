"""How many people lived where, and who says so: only what a source could be named for."""

import csv
from collections import Counter
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

POPULATION = Path(__file__).parent / "reference" / "population.csv"


class Population(NamedTuple):
    """The population of a unit (by key) in a year, and by which concept: the `mean` of the year, or as stated at the
    `merger` of 2025. What was counted by two concepts is not ranked together."""

    year: int
    people: int
    source: str
    concept: str = "mean"


class Populations:
    """Every figure of one reference table. Raises ValueError on a row without people or without a source."""

    def __init__(self, path: Path = POPULATION) -> None:
        self._known: dict[str, list[Population]] = {}
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                one = Population(int(row["year"]), int(row["population"]), row["source"].strip(), row["concept"])
                if one.people <= 0 or not one.source:
                    raise ValueError(f"{path.name}: {row}")
                self._known.setdefault(row["unit"], []).append(one)

    def of(self, unit: str, year: int) -> Population | None:
        """The newest figure that is no later than a year, else the oldest; None where there is no source."""
        known = sorted(self._known.get(unit, []))
        return next((one for one in reversed(known) if one.year <= year), known[0] if known else None)

    def comparable(self, units: Collection[str], year: int) -> set[str]:
        """Those of some units whose population is counted by the one concept that most of them share."""
        concepts = {unit: found.concept for unit in units if (found := self.of(unit, year))}
        usual = next(iter(Counter(concepts.values()).most_common(1)), ("", 0))[0]
        return {unit for unit, concept in concepts.items() if concept == usual}

    @property
    def units(self) -> Mapping[str, list[Population]]:
        return self._known


@lru_cache(maxsize=1)
def populations() -> Populations:
    return Populations()
