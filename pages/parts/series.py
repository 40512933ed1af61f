"""What *Xu hướng* reads and draws: measures over time for the nation and for provinces, with what is laid beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import plotly.graph_objects as go

from data.model import Grain, Language, Period, number_text
from data.places import NATION_KEY, Boundary
from data.population import populations
from indicators.ask import Answer, By, Question
from indicators.define import Measure, Nature
from pages.parts import aims, bars, charts, recast, words
from pages.parts.sentences import lines_of
from pages.parts.session import ask

LAST_YEAR, AIMS, INDEX, HEADS, SMALL = "nam-truoc", "muc-tieu", "chi-so", "dan-so", "o-nho"


class Choice(NamedTuple):
    """What is chosen besides the measures."""

    first: Period
    last: Period
    provinces: tuple[str, ...]
    grain: Grain
    boundary: Boundary
    extras: Sequence[str] = ()
    split: str = ""


class Series(NamedTuple):
    """One measure as it is to be shown."""

    measure: Measure
    nation: Answer
    areas: Answer | None
    past: charts.Past
    aims: charts.Aims
    plain: tuple[Answer, ...]  # before anything was made of the figures

    @property
    def shown(self) -> Answer:
        return self.areas or self.nation


def extras(measure: Measure, language: Language) -> dict[str, str]:
    """What can be laid beside a measure: of a score no index, by population only where one has a source."""
    left_out = set() if recast.indexable(measure) else {INDEX}
    if not populations().units or measure.kind in (Nature.RATIO, Nature.INDEX):
        left_out.add(HEADS)
    return {code: text.in_(language) for code, text in words.EXTRAS.items() if code not in left_out}


def read(measure: Measure, of: Choice, language: Language) -> Series:
    asked = [Question(measure.code, of.first, of.last, By.NATION, (), of.grain, of.boundary, of.split)]
    if of.provinces:
        asked.append(
            Question(measure.code, of.first, of.last, By.PROVINCE, of.provinces, of.grain, of.boundary, of.split)
        )
    plain = tuple(recast.ended(ask(question), of.last) for question in asked)
    answers = list(plain)
    before = [ask(recast.a_year_before(question)) for question in asked] if LAST_YEAR in of.extras else []
    if HEADS in of.extras:
        answers = [recast.by_head(answer, populations()) for answer in answers]
        before = [recast.by_head(answer, populations()) for answer in before]
    if INDEX in of.extras:
        before = [recast.indexed(old, answer) for old, answer in zip(before, answers, strict=False)]
        answers = [recast.indexed(answer) for answer in answers]
    past = {
        key: rows for now, old in zip(answers, before, strict=False) for key, rows in recast.shifted(now, old).items()
    }
    paths: charts.Aims = {}
    if AIMS in of.extras and not {INDEX, HEADS} & set(of.extras):
        found = aims.of([NATION_KEY, *of.provinces], of.last, of.boundary)
        paths = aims.on_chart(found, measure, of.grain, language)
    return Series(measure, answers[0], answers[1] if of.provinces else None, past, paths, plain)


def figure(series: Sequence[Series], of: Choice, language: Language) -> go.Figure:
    """Parts of a whole as bars; several measures below each other or as indices on one sheet; many provinces in small."""
    one, indexed = series[0], INDEX in of.extras
    if of.split:
        return bars.stacked(one.shown, language)
    if len(series) > 1:
        lines = sum(len(lines_of(each.shown)) for each in series)
        if indexed and lines <= charts.MOST_LINES and SMALL not in of.extras:
            return charts.together([each.shown for each in series], language)
        return charts.panels(
            [each.shown for each in series], language, [each.past for each in series], [each.aims for each in series]
        )
    many = len(of.provinces) > charts.MOST_LINES or SMALL in of.extras
    if one.areas and many:
        return charts.multiples(one.areas, language, past=one.past, aims=one.aims)
    return charts.trend(one.areas, one.nation, language, one.past, one.aims)


def notes(series: Sequence[Series], of: Choice, language: Language) -> list[str]:
    """What is said under the chart of the lines laid beside the figures, and of what could not be laid there."""
    said = []
    if LAST_YEAR in of.extras and not of.split:
        said.append(words.EXTRA_SAID[LAST_YEAR].in_(language))
    if AIMS in of.extras:
        flows = all(one.measure.kind is Nature.FLOW for one in series)
        if any(one.aims for one in series):
            said.append(words.EXTRA_SAID[AIMS].in_(language))
        elif flows and of.grain not in aims.OF_THE_YEAR:
            said.append(words.AIMS_BY_YEAR.in_(language))
        else:
            said.append(words.NO_AIM.in_(language))
    if HEADS in of.extras:
        for area, people in recast.heads_of([one.shown for one in series], populations()).items():
            told = number_text(people.people, language, 0)
            said.append(words.PEOPLE_SAID.in_(language).format(area=area, year=people.year, people=told, source=people.source))  # fmt: skip
    return said


def subtitle(series: Sequence[Series], of: Choice, language: Language) -> str:
    """Measure and unit, the units they are read on, and from where an index starts."""
    said = [
        f"{one.measure.code}: {one.measure.label.in_(language)}" if len(series) > 1
        else f"{one.measure.label.in_(language)} · {one.shown.measure.unit.in_(language)}"
        for one in series
    ]  # fmt: skip
    said.append(f"{words.UNITS.in_(language)}: {of.boundary.value}")
    if INDEX in of.extras:
        said.append(recast.bases_said([one.plain[-1] for one in series], language))
    return " · ".join(said)
