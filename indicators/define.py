"""The words a declaration is written in: an indicator is a sheet, and the measures taken from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from data.model import Text
from data.table import Column, Figure, Rule, Table, form_columns


class Nature(StrEnum):
    """How a measure adds up; said once here, applied in `observe.py` and `ask.py` and nowhere else."""

    FLOW = "flow"  # quarters add up
    STOCK = "stock"  # the last that stands
    RATIO = "ratio"  # made anew from its parts, never averaged
    INDEX = "index"  # neither summed nor averaged


class Direction(StrEnum):
    HIGHER_BETTER = "higher_better"
    LOWER_BETTER = "lower_better"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure, by its code in the catalogue.

    `value` is a SQL aggregate over the rows of one submission (`period_start` and `period_end` may be used). A ratio
    has `numerator` and `denominator` instead and is given in percent. `distinct` names the SQL key of the things
    counted, where one thing may be reported by two provinces and counts once in their total.
    """

    label: Text
    unit: Text
    kind: Nature
    definition: Text
    formula: Text
    basis: str
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    distinct: str = ""
    distinct_where: str = "TRUE"
    breakdowns: tuple[str, ...] = ()  # columns of the sheet, each with few values
    direction: Direction = Direction.HIGHER_BETTER
    whole: bool = True
    of_stocks: bool = False  # a ratio of two stocks
    code: str = ""  # said by the declaration's key
    indicator: str = ""  # said by the file's name

    @property
    def at_date(self) -> bool:
        """Whether the last quarter answers for a longer period."""
        return self.kind in (Nature.STOCK, Nature.INDEX) or self.of_stocks

    @property
    def figure(self) -> Figure:
        """The line on the form on which a province types it."""
        return Figure(
            self.code, self.label, self.unit, self.whole, self.at_date, self.kind is Nature.RATIO, self.definition
        )


@dataclass(frozen=True, slots=True)
class Indicator:
    """One file of this folder: a list sheet with its measures, or (`form`) the sheet on which totals are typed."""

    label: Text
    definition: Text
    basis: str
    columns: Mapping[str, Column] = field(default_factory=form_columns)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    key: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    register: bool = False
    form: bool = False
    also: tuple[str, ...] = ()
    order: int = 100  # where it stands in the template and the menu
    labels: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)  # of a text breakdown's known values
    name: str = ""  # said by the file's name
    figures: tuple[Figure, ...] = ()  # filled in by the catalogue

    @property
    def table(self) -> Table:
        return Table(
            name=self.name,
            label=self.label,
            columns=self.columns,
            key=self.key,
            rules=self.rules,
            register=self.register,
            also=self.also,
            figures=self.figures,
        )
