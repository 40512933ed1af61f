"""The figures that the bulletin of a quarter is told from, each asked once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from data.model import Period
from data.places import NATION_KEY, PLACES, Boundary
from indicators import CATALOGUE, MEASURES
from indicators.define import Measure, Nature
from indicators.engine.answer import Answer, By, Question
from indicators.engine.growth import Alike, Growth
from indicators.engine.progress import UNJUDGED, Pace
from pages.charts import area_figures
from pages.charts.area_figures import AreaFigure
from pages.server.store import service
from pages.ui.session import ask, progress
from service import arrivals
from service.arrivals import Arrival, Received
from service.completeness import QuarterSent
from service.targets.merged import TargetRole
from service.targets.progress import Progress

CARDS = [next(iter(each.measures)) for each in CATALOGUE.values() if not each.form and not each.nationwide]
FIRST = next(code for code in CARDS if MEASURES[code].kind is Nature.FLOW)  # by which provinces are weighed
ADDED_UP = [code for code, measure in MEASURES.items() if measure.core and measure.kind in (Nature.FLOW, Nature.STOCK)]
BOUNDARY = Boundary.TODAY  # the nation is told on the provinces that there are


@dataclass(frozen=True)
class Facts:
    """Of the nation in a quarter."""

    quarter: Period

    @cached_property
    def figures(self) -> list[AreaFigure]:
        """The four that stand first."""
        found = (area_figures.figure(code, self.quarter, NATION_KEY, BOUNDARY) for code in CARDS)
        return [one for one in found if one]

    @cached_property
    def same(self) -> Mapping[str, Alike | None]:
        """The growth of each in those provinces alone that are complete both times, by code."""
        return {
            one.measure.code: area_figures.of_the_same(one, self.quarter, NATION_KEY, BOUNDARY) for one in self.figures
        }

    @cached_property
    def growths(self) -> Mapping[str, list[Growth]]:
        """Of every main measure that adds up each province's figure beside the year before, by code."""
        return {code: area_figures.growths(code, self.quarter, BOUNDARY) for code in ADDED_UP}

    @cached_property
    def targets(self) -> list[Progress]:
        """The provinces' own targets, of the merged the sum of their predecessors', of the newest year with a plan."""
        told = progress(self.quarter, BOUNDARY)
        roles = (TargetRole.OWN, TargetRole.SUM)
        own = [
            one
            for one in told
            if one.role in roles and one.under in PLACES.versions and not (one.target.item or one.target.per)
        ]
        judged = [one.target.period.year for one in own if one.pace not in UNJUDGED]
        years = [year for year in judged if year <= self.quarter.year]
        newest = max(years, default=0)
        return [one for one in own if one.target.period.year == newest and one.pace is not Pace.NOT_BEGUN]

    @cached_property
    def received(self) -> list[Received]:
        return arrivals.received(service(), self.quarter, self.quarter)

    @cached_property
    def silent(self) -> list[Received]:
        """Of whom nothing counts yet."""
        return [cell for cell in self.received if cell.state in (Arrival.NOT_SENT, Arrival.NOT_DUE, Arrival.WAITING)]

    @cached_property
    def values(self) -> Mapping[str, float | None]:
        """Every main figure of the nation and of each province: `MQ01|2026-9M|hue` → value."""
        found: dict[str, float | None] = {}
        for code in ADDED_UP:
            span = MEASURES[code].span_at(self.quarter)
            for by in (By.NATION, By.PROVINCE):
                for row in ask(Question(code, span, span, by, (), span.grain, BOUNDARY)).rows:
                    found[f"{code}|{span.code}|{row.key}"] = row.value
        return found

    @property
    def answers(self) -> list[Answer]:
        """The four figures, of the nation and of each province, to take away."""
        spans = [(code, MEASURES[code].span_at(self.quarter)) for code in CARDS]
        return [
            ask(Question(code, span, span, by, (), span.grain, BOUNDARY))
            for code, span in spans
            for by in (By.NATION, By.PROVINCE)
        ]

    @property
    def collecting(self) -> list[QuarterSent]:
        return [one for one in service().collecting() if one.period > self.quarter]

    def measure(self, code: str) -> Measure:
        return MEASURES[code]
