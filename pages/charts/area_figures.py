"""One area's figure at a quarter: the span it is told for, beside last year's, and its course until then."""

from dataclasses import replace
from typing import NamedTuple

from data.model import Period
from data.places import NATION_KEY, PLACES, Boundary
from indicators import MEASURES
from indicators.define import Measure, Nature
from indicators.engine.answer import Answer, By, Question, Row
from indicators.engine.growth import Alike, Growth, alike, last_year
from pages.ui.filters import within
from pages.ui.session import ask

QUARTERS, YEARS = 12, 6  # how far back a small picture goes


class AreaFigure(NamedTuple):
    """A measure in one area: now and a year before, and how it came about."""

    measure: Measure
    growth: Growth
    course: tuple[Row, ...]

    @property
    def now(self) -> Row:
        return self.growth.now


def by_of(area: str) -> By:
    if area == NATION_KEY:
        return By.NATION
    return By.PROVINCE if area in PLACES.versions else By.REGION


def alone(answer: Answer, area: str) -> Answer:
    """The rows of one area; of an answer by region all regions come along."""
    return replace(answer, rows=tuple(row for row in answer.rows if row.key == area))


def question(measure: Measure, quarter: Period, area: str, boundary: Boundary, split: str = "") -> Question:
    """An area's figure at a quarter. A province is asked together with all others, whose answer other pages share."""
    span = measure.span_at(quarter)
    return Question(measure.code, span, span, by_of(area), (), span.grain, boundary, split)


def course(measure: Measure, quarter: Period, area: str, boundary: Boundary) -> Answer:
    """Its quarters (of a yearly figure its years) until then."""
    last = measure.latest(quarter)
    first = Period(last.year - YEARS + 1) if measure.yearly else quarter.shift(1 - QUARTERS)
    asked = Question(measure.code, first, last, by_of(area), (), measure.grain, boundary)
    return alone(ask(asked), area)


def figure(code: str, quarter: Period, area: str, boundary: Boundary) -> AreaFigure | None:
    """None where the area can have no such figure: a nation no score, a unit none before it was."""
    measure = MEASURES[code]
    if measure.kind is Nature.INDEX and by_of(area) is not By.PROVINCE:
        return None
    growths = last_year(ask, question(measure, quarter, area, boundary))
    growth = next((one for one in growths if one.now.key == area), None)
    return AreaFigure(measure, growth, course(measure, quarter, area, boundary).rows) if growth else None


def growths(code: str, quarter: Period, boundary: Boundary) -> list[Growth]:
    """Every province's figure beside that of the year before."""
    measure = MEASURES[code]
    span = measure.span_at(quarter)
    return last_year(ask, Question(code, span, span, By.PROVINCE, (), span.grain, boundary))


def of_the_same(figure: AreaFigure, quarter: Period, area: str, boundary: Boundary) -> Alike | None:
    """The growth of those provinces that are complete both times, and of those without an explained figure."""
    if by_of(area) is By.PROVINCE or figure.now.value is None:
        return None
    span = figure.measure.span_at(quarter)
    only = within(area, boundary, quarter)
    return alike(ask, Question(figure.measure.code, span, span, By.PROVINCE, only, span.grain, boundary))
