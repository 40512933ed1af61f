"""What the views over a span read and draw: measures over time for the nation, regions and provinces, with what is laid
beside them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import plotly.graph_objects as go
import pyarrow as pa

from data.model import Grain, Language, Period, Text, number_text
from data.places import NATION_KEY, PLACES, REGIONS, Boundary
from data.population import populations
from indicators import CATALOGUE
from indicators.define import Measure, Nature
from indicators.engine.answer import Answer, By, Question
from pages.charts import bars, lines, readings, target_marks, transforms
from pages.charts.line_marks import SAME
from pages.charts.readings import GROWTH, HEADS, INDEX, SHARE
from pages.texts import common, completeness
from pages.texts import compare as texts
from pages.texts import explorer as words
from pages.ui import downloads, filters, sentences
from pages.ui.sentences import lines_of
from pages.ui.session import ask

LAST_YEAR, AIMS, SMALL = "nam-truoc", "muc-tieu", "o-nho"


class Choice(NamedTuple):
    """What is chosen besides the measures."""

    first: Period
    last: Period
    areas: tuple[str, ...]
    grain: Grain
    boundary: Boundary
    extras: Sequence[str] = ()
    split: str = ""
    reading: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The areas that lie within the nation."""
        return tuple(key for key in self.areas if key != NATION_KEY)

    @property
    def nation(self) -> bool:
        """Whether the nation is drawn: where it is chosen, or nothing is."""
        return not self.parts or NATION_KEY in self.areas


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
    """What can be laid beside a measure."""
    return {code: text.in_(language) for code, text in common.EXTRAS.items() if code != SAME or measure.adds_up}


def read(measure: Measure, choice: Choice, language: Language) -> Series:
    first, last, _, grain, boundary, *_ = choice
    # A year that is not over is told by what is complete enough, not by whoever was first to send what follows.
    over = last if grain is Grain.YTD else min(last, filters.latest())
    asked = _questions(measure, choice)
    plain = tuple(transforms.ended(ask(question), over, ask) for question in asked)
    if SAME in choice.extras and measure.adds_up:
        by_province = Question(measure.code, first, last, By.PROVINCE, (), grain, boundary)
        plain = transforms.same_provinces(plain[0], transforms.ended(ask(by_province), over, ask)), *plain[1:]
    before = [ask(transforms.a_year_before(question)) for question in asked] if LAST_YEAR in choice.extras else []
    answers, before = ([_read(one, choice.reading) for one in found] for found in (plain, before))
    if choice.reading == INDEX:
        before = [transforms.indexed(old, answer) for old, answer in zip(before, answers, strict=False)]
        answers = [transforms.indexed(answer) for answer in answers]
    past = {
        key: rows
        for now, old in zip(answers, before, strict=False)
        for key, rows in transforms.shifted(now, old).items()
    }
    paths: lines.Aims = {}
    if AIMS in choice.extras and not choice.reading:
        found = target_marks.targets_of([NATION_KEY, *choice.parts], choice.last, choice.boundary)
        paths = target_marks.on_chart(found, measure, choice.grain, language)
    return Series(measure, answers[0], _merged(answers, choice), past, paths, plain)


def _questions(measure: Measure, choice: Choice) -> list[Question]:
    """One of the nation, one of the chosen provinces, one of the regions."""
    first, last, areas, grain, boundary, _, split, _ = choice
    asked = [Question(measure.code, first, last, By.NATION, (), grain, boundary, split)]
    if provinces := tuple(key for key in areas if key in PLACES.versions):
        asked.append(Question(measure.code, first, last, By.PROVINCE, provinces, grain, boundary, split))
    if any(key in REGIONS for key in areas):
        asked.append(Question(measure.code, first, last, By.REGION, (), grain, boundary, split))
    return asked


def _read(answer: Answer, reading: str) -> Answer:
    return readings.read_as(answer, reading, ask, populations())


def _merged(answers: Sequence[Answer], choice: Choice) -> Answer | None:
    """The chosen areas in one answer, the nation among them where all are on one scale."""
    nation, *others = answers
    if not others:
        return None
    alike = nation.measure.kind is Nature.RATIO and choice.nation and choice.reading != SHARE
    keys = [key for key in choice.areas if key != NATION_KEY or alike]
    rows = tuple(row for one in ([nation] * alike + others) for row in one.rows if row.key in keys)
    return replace(others[0], question=replace(others[0].question, provinces=tuple(keys)), rows=rows)


def above(one: Series, choice: Choice) -> bool:
    """Whether the nation is drawn on a scale of its own: alone, or above its parts."""
    if one.areas is None:
        return True
    return choice.nation and choice.reading != SHARE and not any(row.key == NATION_KEY for row in one.areas.rows)


def figure(series: Sequence[Series], choice: Choice, language: Language) -> go.Figure:
    """Parts of a whole as bars, or in small; several measures below each other or as indices on one sheet; many
    provinces in small."""
    one, indexed = series[0], choice.reading == INDEX
    if choice.split:
        present = bars.present(one.shown)
        crowded = one.measure.kind is Nature.RATIO and len(present) > lines.MOST_LINES
        if SMALL in choice.extras or crowded:
            return lines.parts(one.shown, present, language)
        return bars.stacked(one.shown, language)
    if len(series) > 1:
        count = sum(len(lines_of(each.shown)) for each in series)
        if indexed and count <= lines.MOST_LINES and SMALL not in choice.extras:
            return lines.together([each.shown for each in series], language)
        return lines.panels(
            [each.shown for each in series], language, [each.past for each in series], [each.aims for each in series]
        )
    many = len(choice.parts) > lines.MOST_LINES or SMALL in choice.extras
    if one.areas and many:
        return lines.multiples(one.areas, language, past=one.past, aims=one.aims)
    return lines.trend(one.areas, one.nation, language, one.past, one.aims, above=above(one, choice))


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
    if choice.reading == HEADS:
        for area, people in transforms.heads_of([one.shown for one in series], populations()).items():
            told = number_text(people.people, language, 0)
            said.append(
                common.PEOPLE_SAID.in_(language).format(area=area, year=people.year, people=told, source=people.source)
            )
        rows = [row for one in series if one.areas for row in one.areas.rows]
        said += [note for note in readings.notes(rows, HEADS, choice.last, populations(), language)[1:] if rows]
    elif choice.reading:
        said += readings.notes(
            [row for one in series for row in one.shown.rows], choice.reading, choice.last, populations(), language
        )
    return said


def missing(
    series: Sequence[Series], choice: Choice, language: Language, most: int = 4, table: bool = True
) -> list[str]:
    """Who is missing from what is drawn; from the nation's line, too, where it stands above those of provinces."""
    said: list[str] = []
    for one in series:
        answers, named = [one.shown], f"{one.measure.code} · " if len(series) > 1 else ""
        if one.areas and above(one, choice) and not (named or choice.split or one.measure.kind is Nature.INDEX):
            answers.insert(0, one.nation)
        notes = [note for each in answers for note in sentences.footnotes(each, language, 2 if named else most, table)]
        said += [named + note for note in notes]
    return said


def answers(series: Sequence[Series], choice: Choice) -> list[Answer]:
    """Everything that is shown, of the nation and of areas."""
    return [answer for one in series for answer in (*[one.nation] * above(one, choice), one.areas) if answer]


def for_files(series: Sequence[Series], choice: Choice) -> list[Answer]:
    """The same; what was made of figures is there said to be of another kind than they."""
    kind = Nature.INDEX if choice.reading == INDEX else Nature.RATIO if choice.reading else None
    found = answers(series, choice)
    return [replace(one, measure=replace(one.measure, kind=kind)) for one in found] if kind else found


def to_table(series: Sequence[Series], choice: Choice, language: Language) -> pa.Table:
    """The same to take away, with every line that is drawn beside it: last year's, the plan's."""
    found = answers(series, choice)
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
    based = [one.plain[n] for one in series for n in range(len(one.plain))] if choice.reading == INDEX else []
    said = {
        common.SPLIT: family.split_label(choice.split).in_(language) if choice.split else "",
        common.ALSO_SHOWN: beside,
        words.READING: words.READINGS[choice.reading].in_(language) if choice.reading else "",
        common.INDEX_BASE: transforms.bases(based, language),
    }
    return {label: text for label, text in said.items() if text}


def subtitle(series: Sequence[Series], choice: Choice, language: Language) -> str:
    """Measure and unit, the units they are read on, and from where an index starts."""
    said = [
        f"{one.measure.code}: {one.measure.label.in_(language)}"
        if len(series) > 1
        else f"{(one.shown if choice.reading == GROWTH else one).measure.label.in_(language)} · {one.shown.measure.unit.in_(language)}"
        for one in series
    ]
    said.append((common.UNITS_TODAY if choice.boundary is Boundary.TODAY else common.UNITS_SAID).in_(language))
    if choice.reading == INDEX:
        said.append(transforms.bases_said([one.plain[-1] for one in series], language))
    return " · ".join(said)
