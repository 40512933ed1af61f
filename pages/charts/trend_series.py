"""What *Xu hướng* reads and draws: measures over time for the nation and for provinces, with what is laid beside
them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import plotly.graph_objects as go
import pyarrow as pa

from data.model import Grain, Language, Period, Text, number_text
from data.places import NATION_KEY, Boundary
from data.population import populations
from indicators import CATALOGUE
from indicators.define import Measure, Nature
from indicators.engine.answer import Answer, By, Question
from pages.charts import bars, lines, target_marks, transforms
from pages.charts.line_marks import SAME
from pages.texts import common, completeness
from pages.texts import compare as texts
from pages.ui import downloads, filters, sentences
from pages.ui.sentences import lines_of
from pages.ui.session import ask

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
    past: lines.Past
    aims: lines.Aims
    plain: tuple[Answer, ...]  # before anything was made of the figures

    @property
    def shown(self) -> Answer:
        return self.areas or self.nation


def extras(measure: Measure, language: Language) -> dict[str, str]:
    """What can be laid beside a measure: of a score no index, by population only where one has a source."""
    left_out = set() if transforms.indexable(measure) else {INDEX}
    left_out |= set() if measure.adds_up else {SAME}
    if not populations().units or measure.kind in (Nature.RATIO, Nature.INDEX):
        left_out.add(HEADS)
    return {code: text.in_(language) for code, text in common.EXTRAS.items() if code not in left_out}


def read(measure: Measure, choice: Choice, language: Language) -> Series:
    first, last, provinces, grain, boundary, _, split = choice
    asked = [Question(measure.code, first, last, By.NATION, (), grain, boundary, split)]
    if provinces:
        asked.append(Question(measure.code, first, last, By.PROVINCE, provinces, grain, boundary, split))
    # A year that is not over is told by what is complete enough, not by whoever was first to send what follows.
    over = last if grain is Grain.YTD else min(last, filters.latest())
    plain = tuple(transforms.ended(ask(question), over, ask) for question in asked)
    if SAME in choice.extras and measure.adds_up:
        by_province = Question(measure.code, first, last, By.PROVINCE, (), grain, boundary)
        plain = transforms.same_provinces(plain[0], transforms.ended(ask(by_province), over, ask)), *plain[1:]
    answers = list(plain)
    before = [ask(transforms.a_year_before(question)) for question in asked] if LAST_YEAR in choice.extras else []
    if HEADS in choice.extras:
        answers = [transforms.by_head(answer, populations()) for answer in answers]
        before = [transforms.by_head(answer, populations()) for answer in before]
    if INDEX in choice.extras:
        before = [transforms.indexed(old, answer) for old, answer in zip(before, answers, strict=False)]
        answers = [transforms.indexed(answer) for answer in answers]
    past = {
        key: rows
        for now, old in zip(answers, before, strict=False)
        for key, rows in transforms.shifted(now, old).items()
    }
    paths: lines.Aims = {}
    if AIMS in choice.extras and not {INDEX, HEADS} & set(choice.extras):
        found = target_marks.targets_of([NATION_KEY, *choice.provinces], choice.last, choice.boundary)
        paths = target_marks.on_chart(found, measure, choice.grain, language)
    return Series(measure, answers[0], answers[1] if choice.provinces else None, past, paths, plain)


def figure(series: Sequence[Series], choice: Choice, language: Language) -> go.Figure:
    """Parts of a whole as bars; several measures below each other or as indices on one sheet; many provinces in
    small."""
    one, indexed = series[0], INDEX in choice.extras
    if choice.split:
        return bars.stacked(one.shown, language)
    if len(series) > 1:
        count = sum(len(lines_of(each.shown)) for each in series)
        if indexed and count <= lines.MOST_LINES and SMALL not in choice.extras:
            return lines.together([each.shown for each in series], language)
        return lines.panels(
            [each.shown for each in series], language, [each.past for each in series], [each.aims for each in series]
        )
    many = len(choice.provinces) > lines.MOST_LINES or SMALL in choice.extras
    if one.areas and many:
        return lines.multiples(one.areas, language, past=one.past, aims=one.aims)
    return lines.trend(one.areas, one.nation, language, one.past, one.aims)


def notes(series: Sequence[Series], choice: Choice, language: Language) -> list[str]:
    """What is said under the chart of the lines laid beside the figures, and of what could not be laid there."""
    said = []
    if LAST_YEAR in choice.extras and not choice.split:
        said.append(common.EXTRA_SAID[LAST_YEAR].in_(language))
    if SAME in choice.extras:
        found = any(row.key == SAME for one in series for row in one.nation.rows)
        said.append((common.EXTRA_SAID[SAME] if found else completeness.NO_SAME).in_(language))
    if AIMS in choice.extras:
        flows = all(one.measure.kind is Nature.FLOW for one in series)
        if any(one.aims for one in series):
            said.append(common.EXTRA_SAID[AIMS].in_(language))
        elif flows and choice.grain not in target_marks.OF_THE_YEAR:
            said.append(common.AIMS_BY_YEAR.in_(language))
        else:
            said.append(common.NO_AIM.in_(language))
    if HEADS in choice.extras:
        for area, people in transforms.heads_of([one.shown for one in series], populations()).items():
            told = number_text(people.people, language, 0)
            said.append(
                common.PEOPLE_SAID.in_(language).format(area=area, year=people.year, people=told, source=people.source)
            )
    return said


def missing(
    series: Sequence[Series], choice: Choice, language: Language, most: int = 4, table: bool = True
) -> list[str]:
    """Who is missing from what is drawn; from the nation's line, too, where it stands above those of provinces."""
    said: list[str] = []
    for one in series:
        answers, named = [one.shown], f"{one.measure.code} · " if len(series) > 1 else ""
        if one.areas and not (named or choice.split or one.measure.kind is Nature.INDEX):
            answers.insert(0, one.nation)
        notes = [note for each in answers for note in sentences.footnotes(each, language, 2 if named else most, table)]
        said += [named + note for note in notes]
    return said


def answers(series: Sequence[Series]) -> list[Answer]:
    """Everything that is shown, of the nation and of areas."""
    return [answer for one in series for answer in (one.nation, one.areas) if answer]


def for_files(series: Sequence[Series], choice: Choice) -> list[Answer]:
    """The same; what was made of figures is there said to be of another kind than they."""
    kind = Nature.INDEX if INDEX in choice.extras else Nature.RATIO if HEADS in choice.extras else None
    found = answers(series)
    return [replace(one, measure=replace(one.measure, kind=kind)) for one in found] if kind else found


def to_table(series: Sequence[Series], choice: Choice, language: Language) -> pa.Table:
    """The same to take away, with every line that is drawn beside it: last year's, the plan's."""
    found = answers(series)
    past: dict[tuple[str, str, Period], float | None] = {}
    aimed: dict[tuple[str, str, int], float] = {}
    for one in series:
        for key, rows in [line for each in (one.nation, one.areas) if each for line in lines_of(each).items()]:
            before = zip(rows, one.past.get(key, ()), strict=False)
            past |= {(one.measure.code, key, row.period): old.value for row, old in before if old}
            aimed |= {(one.measure.code, key, aim.quarter): aim.value for aim in one.aims.get(key, ())}
    table = downloads.of_answers(found, language)
    listed = [(each.measure.code, row) for each in found for row in each.rows]
    columns = {
        texts.YEAR_BEFORE: [past.get((code, row.key, row.period)) for code, row in listed],
        common.EXTRAS[AIMS]: [aimed.get((code, row.key, row.period.last)) for code, row in listed],
    }
    for label, values in columns.items():
        if any(value is not None for value in values):
            table = table.append_column(label.in_(language), pa.array(values, pa.float64()))
    return table


def describe(series: Sequence[Series], choice: Choice, language: Language) -> dict[Text, str]:
    """What of the choice belongs in a file's words beside measure, areas and span: parts, lines laid beside, bases."""
    family = CATALOGUE[series[0].measure.indicator]
    beside = ", ".join(common.EXTRAS[code].in_(language) for code in choice.extras if code != SMALL)
    based = [one.plain[n] for one in series for n in range(len(one.plain))] if INDEX in choice.extras else []
    said = {
        common.SPLIT: family.split_label(choice.split).in_(language) if choice.split else "",
        common.ALSO_SHOWN: beside,
        common.INDEX_BASE: transforms.bases(based, language),
    }
    return {label: text for label, text in said.items() if text}


def subtitle(series: Sequence[Series], choice: Choice, language: Language) -> str:
    """Measure and unit, the units they are read on, and from where an index starts."""
    said = [
        f"{one.measure.code}: {one.measure.label.in_(language)}"
        if len(series) > 1
        else f"{one.measure.label.in_(language)} · {one.shown.measure.unit.in_(language)}"
        for one in series
    ]
    said.append(f"{common.UNITS.in_(language)}: {choice.boundary.value}")
    if INDEX in choice.extras:
        said.append(transforms.bases_said([one.plain[-1] for one in series], language))
    return " · ".join(said)
