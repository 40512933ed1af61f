"""A province in one quarter as a briefing: its main figures beside region, nation and plan, and what is said of them.

Nothing is an adjective: the verdict counts what rose and fell, and what cannot be compared or had to be explained is
not counted. The rules stand in `texts/briefing.py` as they are published.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from data.model import Language, Period
from data.places import PLACES, Boundary, Unit
from data.population import Populations
from indicators import CATALOGUE, MEASURES
from indicators.define import Direction, Measure, Nature
from indicators.engine.answer import Answer, By, Question, Row
from indicators.engine.growth import Growth, last_year
from indicators.engine.progress import UNJUDGED, Pace
from pages.charts import area_figures, highlights
from pages.charts.area_figures import AreaFigure
from pages.charts.ranking import exact, ranks
from pages.charts.transforms import HEADS
from pages.sections.targets_table import percent
from pages.texts import briefing as texts
from pages.ui.session import ask
from service.targets.progress import Progress

# What an official asks of a province first: one measure of each kind of work that all provinces report every quarter.
MAIN = ("MQ01", "TR01", "ST01", "TM01", "IP04", "IP01")
MOST = 3  # moves told each way


class Ranked(NamedTuple):
    """A rank in a period, of how many."""

    period: Period
    rank: int
    of: int


class Mean(NamedTuple):
    """The mean level of some provinces, and of how many."""

    level: float
    of: int


class MainFigure(NamedTuple):
    """One of the main figures, its level beside others', its ranks until now, its target."""

    figure: AreaFigure
    by_head: bool  # whether levels are for every 10,000 people
    level: float | None
    nation: Mean | None  # of the provinces that it can be set beside
    region: Mean | None
    ranks: tuple[Ranked, ...]  # the oldest first
    plan: Progress | None

    @property
    def measure(self) -> Measure:
        return self.figure.measure

    @property
    def rank(self) -> Ranked | None:
        """The rank in the quarter looked at, if it has one."""
        last = self.ranks[-1] if self.ranks else None
        return last if last and last.period == self.figure.now.period else None

    @property
    def explained(self) -> bool:
        growth = self.figure.growth
        return bool(growth.now.reasons or (growth.before and growth.before.reasons))


def span_of(measure: Measure, quarter: Period) -> Period:
    """The quarter itself; of what is only known for longer, that: a year, or the months since January."""
    if measure.yearly:
        return measure.latest(quarter)
    return quarter.so_far() if measure.since_january else quarter


def growths(measure: Measure, quarter: Period, key: str, boundary: Boundary) -> list[Growth]:
    """Every province's figure of that span beside the year before; where this one gave only the year so far, that."""
    found = _growths(measure, span_of(measure, quarter), boundary)
    mine = next((one for one in found if one.now.key == key), None)
    if mine is not None and mine.now.value is None and measure.kind is Nature.FLOW and not measure.yearly:
        so_far = _growths(measure, quarter.so_far(), boundary)
        if any(one.now.key == key and exact(one.now) for one in so_far):  # nothing of a year that lacks a quarter
            return so_far
    return found


def _growths(measure: Measure, span: Period, boundary: Boundary) -> list[Growth]:
    return last_year(ask, Question(measure.code, span, span, By.PROVINCE, (), span.grain, boundary))


def courses(measure: Measure, quarter: Period, boundary: Boundary) -> Answer:
    """Every province's last quarters (of a yearly figure: years), which all pages share."""
    last = measure.latest(quarter)
    first = Period(last.year - area_figures.YEARS + 1) if measure.yearly else quarter.shift(1 - area_figures.QUARTERS)
    if measure.since_january:
        quarters = map(Period.quarter, range(first.last, last.last + 1))
        rows = [row for span in quarters for row in ask(_alone(measure, span.so_far(), boundary)).rows]
        return Answer(_alone(measure, last.so_far(), boundary), measure, tuple(rows))
    return ask(Question(measure.code, first, last, By.PROVINCE, (), measure.grain, boundary))


def _alone(measure: Measure, span: Period, boundary: Boundary) -> Question:
    return Question(measure.code, span, span, By.PROVINCE, (), span.grain, boundary)


Levels = dict[str, tuple[float, float]]  # by key: a level, and what it counts for in a mean


def levels(rows: Sequence[Row], key: str, known: Populations, *, by_head: bool = True) -> Levels:
    """The complete figures of one period that a province's can be set beside: by the head those whose people are
    counted by its own concept, each counting for its people; else all as they are, each for one."""
    whole = {row.key: row for row in rows if exact(row)}
    if not by_head:
        return {each: (row.value or 0.0, 1.0) for each, row in whole.items()}
    people = {each: known.of(each, row.period.year) for each, row in whole.items()}
    own = people.get(key)
    return {
        each: (HEADS * (whole[each].value or 0.0) / one.people, float(one.people))
        for each, one in people.items()
        if one is not None and own is not None and one.concept == own.concept
    }


def mean(found: Levels, keys: Collection[str]) -> Mean | None:
    """The mean level of some provinces, by what each counts for; None where it would be of one alone."""
    inside = [found[key] for key in keys if key in found]
    weight = sum(weight for _, weight in inside)
    return Mean(sum(level * w for level, w in inside) / weight, len(inside)) if len(inside) > 1 and weight else None


def main_figures(
    unit: Unit, quarter: Period, boundary: Boundary, known: Populations, plans: Sequence[Progress]
) -> list[MainFigure]:
    """The main figures that this province can have, in their order."""
    told = []
    for measure in (MEASURES[code] for code in MAIN if code in MEASURES):
        all_ = growths(measure, quarter, unit.key, boundary)
        growth = next((one for one in all_ if one.now.key == unit.key), None)
        if growth is None:
            continue
        rows, line = [one.now for one in all_], courses(measure, quarter, boundary).rows
        by_head = measure.kind in (Nature.FLOW, Nature.STOCK) and known.of(unit.key, quarter.year) is not None
        found = levels(rows, unit.key, known, by_head=by_head)
        mine = [row for row in line if row.key == unit.key]
        peers = [one.key for one in PLACES.at(quarter.end) if one.region == unit.region]
        plan = next((one for one in plans if one.target.measure == measure.code), None)
        level, _ = found.get(unit.key, (None, 0))
        now = [] if any(row.period == growth.now.period for row in line) else rows
        history = _ranks([*line, *now], unit.key, measure.direction, known, by_head=by_head)
        means = mean(found, list(found)), mean(found, peers)
        told.append(MainFigure(AreaFigure(measure, growth, tuple(mine)), by_head, level, *means, history, plan))
    return told


def _ranks(
    rows: Sequence[Row], key: str, direction: Direction, known: Populations, *, by_head: bool
) -> tuple[Ranked, ...]:
    """Its rank in each period in which it has one: complete, among others who are, and not all alike."""
    found = []
    for period in sorted({row.period for row in rows}):
        here = levels([row for row in rows if row.period == period], key, known, by_head=by_head)
        values = {each: level for each, (level, _) in here.items()}
        if key in values and len(set(values.values())) > 1:
            found.append(Ranked(period, ranks(values, direction)[key], len(values)))
    return tuple(found)


def field_ranks(key: str, quarter: Period, boundary: Boundary, known: Populations) -> dict[str, tuple[Measure, Ranked]]:
    """Its rank in each field, by the first measure by which it has one."""
    found: dict[str, tuple[Measure, Ranked]] = {}
    for name, indicator in CATALOGUE.items():
        for measure in indicator.measures.values():
            if measure.kind is Nature.INDEX or name in found:
                continue
            rows = [one.now for one in growths(measure, quarter, key, boundary)]
            by_head = measure.kind in (Nature.FLOW, Nature.STOCK) and known.of(key, quarter.year) is not None
            ranked = _ranks(rows, key, measure.direction, known, by_head=by_head)
            if ranked:
                found[name] = measure, ranked[-1]
    return found


def moves(key: str, quarter: Period, boundary: Boundary) -> list[tuple[Measure, Growth]] | None:
    """What moved most against the year before, by the rule of the first page: up to three rises, then as many falls;
    what had to be explained comes last of each. None where nothing can be compared."""
    sums = [m for m in MEASURES.values() if m.kind in (Nature.FLOW, Nature.STOCK) and not m.yearly]
    own = [(m, [one for one in growths(m, quarter, key, boundary) if one.now.key == key]) for m in sums]
    if not any(highlights.comparable(mine) for _, mine in own):
        return None
    found = highlights.largest(own, len(sums))
    rose = [each for each in found if (each[1].percent or 0) > 0]
    fell = [each for each in found if (each[1].percent or 0) < 0]
    return rose[:MOST] + fell[:MOST]


def judged(plans: Sequence[Progress]) -> list[Progress]:
    """The targets of which something can be said."""
    return [one for one in plans if one.pace not in UNJUDGED]


def verdict(
    unit: Unit, quarter: Period, figures: Sequence[MainFigure], plans: Sequence[Progress], language: Language
) -> str:
    """The title: what rose and fell of the main figures, and the plan, by the published rule."""
    when = quarter.inside.in_(language)
    said = _counted(figures, language) + _plan(judged(plans), language)
    return texts.VERDICT.in_(language).format(area=unit.name, when=when, said=said)


def _counted(figures: Sequence[MainFigure], language: Language) -> str:
    if all(one.figure.now.value is None or not one.figure.now.reported for one in figures):
        return texts.NOT_SENT_YET.in_(language)
    compared = [one for one in figures if one.figure.growth.difference is not None]
    plain = [one.figure.growth.difference or 0 for one in compared if not one.explained]
    explained = len(compared) - len(plain)
    if not plain:
        return texts.NOT_COMPARED.in_(language)
    words = texts.NUMBERS[language]
    up, down, of = sum(d > 0 for d in plain), sum(d < 0 for d in plain), words[len(plain)]
    form = texts.ALL_ROSE if up == len(plain) > 1 else texts.SOME_ROSE if up else texts.NONE_ROSE
    said = form.in_(language).format(up=words[up], of=of)
    said += texts.AND_FELL.in_(language).format(down=words[down]) if down else ""
    if explained:
        return said + texts.BUT_EXPLAINED.in_(language).format(count=words[explained])
    return said + (texts.COMPARABLE.in_(language) if len(plain) < len(figures) else "")


def _plan(plans: Sequence[Progress], language: Language) -> str:
    if len(plans) == 1 and plans[0].share is not None:
        return texts.ONE_PLAN.in_(language).format(share=percent(plans[0].share))
    good = sum(one.pace in (Pace.ACHIEVED, Pace.ON_TRACK) for one in plans)
    return texts.SOME_PLANS.in_(language).format(good=good, of=len(plans)) if plans else ""
