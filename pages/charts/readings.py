"""Figures read another way before they are compared: by the head, by the organisation, as a share, as growth."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from data.model import Language, Period, Text
from data.places import NATION_KEY, PLACES, Boundary
from data.population import Populations
from indicators import MEASURES
from indicators.define import Measure, Nature
from indicators.engine.answer import Answer, By, Question, Row, Standing
from indicators.engine.growth import alike, compare
from pages.charts.ranking import OTHER_PEOPLE
from pages.charts.transforms import by_head
from pages.texts import explorer as texts
from pages.ui import formats
from pages.ui.filters import within

HEADS, SHARE, GROWTH, INDEX = "dan-so", "ty-trong", "tang-truong", "chi-so"
PER = {"to-chuc": "PB03", "doanh-nghiep": "TM01"}  # of what the catalogue knows itself how many there are
DIVIDED = {  # what organisations and enterprises do; of the rest such a ratio says nothing
    *("intellectual_property", "science_tasks", "technology_market", "resources_budget"),
}
Ask = Callable[[Question], Answer]


def offered(measure: Measure, boundary: Boundary, known: Populations, *, lines: bool = False) -> list[str]:
    """The ways in which a measure can be read: of shares and scores only growth, by population only where it has a
    source."""
    if measure.kind is Nature.INDEX:
        return [""]
    counts = measure.kind is not Nature.RATIO
    heads = [HEADS] if counts and boundary is Boundary.TODAY and known.units else []
    per = [key for key, code in PER.items() if counts and measure.indicator in DIVIDED and code != measure.code]
    share = [SHARE] if measure.adds_up else []
    growth = [] if measure.growth_of else [GROWTH]
    return ["", *heads, *per, *share, *growth, *([INDEX] if lines else [])]


def read_as(answer: Answer, reading: str, ask: Ask, known: Populations) -> Answer:
    """The same areas and periods, their figures read in one of these ways."""
    if reading == HEADS:
        return _by_people(answer, known)
    if reading in PER:
        return _divided(answer, MEASURES[PER[reading]], ask)
    if reading == SHARE:
        return _shares(answer, ask)
    return _growths(answer, ask) if reading == GROWTH else answer


def _by_people(answer: Answer, known: Populations) -> Answer:
    """By population. Ranked are those counted by the one concept that most share; the others stand beside, with a
    sign."""
    same = known.comparable({row.key for row in answer.rows}, answer.question.last.year)

    def one(row: Row, by: Row) -> Row:
        if by.value is None:
            return _without(row)
        return by if row.key in same else by._replace(bound=row.bound or OTHER_PEOPLE)

    found = by_head(answer, known)
    return replace(found, rows=tuple(map(one, answer.rows, found.rows)))


def _without(row: Row) -> Row:
    """A row to which this reading does not apply, for want of what it is divided by."""
    return (
        row
        if row.value is None
        else row._replace(value=None, state=Standing.NOT_APPLICABLE, reasons=(), sender_notes=())
    )


def _divided(answer: Answer, of: Measure, ask: Ask) -> Answer:
    asked = answer.question
    spans = {row.period: of.latest(Period.quarter(row.period.last)) for row in answer.rows}
    counts: dict[tuple[str, Period], Row] = {}
    for span in set(spans.values()):
        found = ask(replace(asked, measure=of.code, first=span, last=span, grain=span.grain, split="")).rows
        counts |= {(row.key, span): row for row in found}

    def one(row: Row) -> Row:
        count = counts.get((row.key, spans[row.period]))
        if row.value is None or count is None or not count.value:
            return _without(row)
        return row._replace(value=row.value / count.value)

    unit = answer.measure.unit
    per = Text(f"{unit.vi} / {of.unit.vi}", f"{unit.en} / {of.unit.en}")
    formula = Text(f"{answer.measure.code} ÷ {of.code}", f"{answer.measure.code} ÷ {of.code}")
    rows = tuple(map(one, answer.rows))
    return replace(answer, measure=formats.rate(answer.measure, (row.value for row in rows), per, formula), rows=rows)


def _shares(answer: Answer, ask: Ask) -> Answer:
    """Per cent of the sum of all provinces that reported for the period."""
    asked = answer.question
    whole: dict[Period, float | None] = {}
    for span in {row.period for row in answer.rows}:
        total = ask(replace(asked, first=span, last=span, by=By.NATION, provinces=(), grain=span.grain, split=""))
        whole[span] = next((row.value for row in total.rows if row.period == span), None)

    def one(row: Row) -> Row:
        total = whole[row.period]
        return row._replace(value=100 * row.value / total if row.value is not None and total else None)

    unit = Text("% cả nước", "% of the nation")
    formula = Text(f"100 × {answer.measure.code} ÷ cả nước", f"100 × {answer.measure.code} ÷ the nation")
    measure = replace(answer.measure, unit=unit, kind=Nature.RATIO, whole=False, formula=formula)
    return replace(
        answer, measure=replace(measure, of_stocks=answer.measure.at_date), rows=tuple(map(one, answer.rows))
    )


def _growths(answer: Answer, ask: Ask) -> Answer:
    """Per cent on the same span a year before, where the two can be compared; of a share the points. A sum that lacks
    other provinces than a year before is compared over those complete both times."""
    asked, measure = answer.question, answer.measure
    spans = {row.period for row in answer.rows}
    before: dict[tuple[str, Period], Row] = {}
    for span in {span.year_before() for span in spans}:
        found = ask(replace(asked, first=span, last=span, grain=span.grain)).rows
        before |= {(row.key, row.period): row for row in found}

    def one(row: Row) -> Row:
        growth = compare(row, before.get((row.key, row.period.year_before())), measure)
        if growth.why is not None and row.value is not None and row.expected > 1 and not asked.split:
            return _grown_alike(row, asked, ask)
        points = measure.kind is Nature.RATIO
        return row._replace(value=growth.difference if points else growth.percent)

    unit = Text("điểm %", "points") if measure.kind is Nature.RATIO else Text("%", "%")
    label = Text(f"{measure.label.vi}, so với cùng kỳ", f"{measure.label.en}, on a year before")
    made = replace(
        measure,
        label=label,
        unit=unit,
        kind=Nature.RATIO,
        whole=False,
        growth_of=measure.code,
        of_stocks=measure.at_date,
    )
    return replace(answer, measure=made, rows=tuple(map(one, answer.rows)))


def _grown_alike(row: Row, asked: Question, ask: Ask) -> Row:
    """The growth of those provinces of a sum that gave their figure both times, and how many they are."""
    span = row.period
    only = within(row.key, asked.boundary, span)
    of = replace(asked, first=span, last=span, by=By.PROVINCE, provinces=only, grain=span.grain)
    same = alike(ask, of) if row.key not in PLACES.versions else None
    if same is None or not same.before:
        return row._replace(value=None)
    grown = 100 * (same.now - same.before) / same.before
    return row._replace(value=grown, reported=same.provinces, expected=len(ask(of).rows))


def notes(asked: Sequence[Row], reading: str, last: Period, known: Populations, language: Language) -> list[str]:
    """Where the other figure of such a reading comes from, and who has none."""
    if reading == GROWTH:
        return [texts.GROWTH_SAID.in_(language)] * any(row.key not in PLACES.versions for row in asked)
    if reading == SHARE:
        return [texts.SHARE_SAID.in_(language)]
    if reading in PER:
        of = MEASURES[PER[reading]]
        return [texts.PER_SAID.in_(language).format(code=of.code, label=of.label.in_(language))]
    if reading != HEADS:
        return []
    keys = list(dict.fromkeys(row.key for row in asked if row.key in PLACES.versions))
    same = known.comparable(keys, last.year)
    sources: dict[str, int] = {}
    for key in same:
        found = known.of(key, last.year)
        source = f"{found.source}, {found.year}" if found else ""
        sources[source] = sources.get(source, 0) + 1
    said = [texts.HEADS_SAID.in_(language).format(source=source, count=count) for source, count in sources.items()]
    for text, rest in (
        (texts.OTHER_CONCEPT, [key for key in keys if key not in same and known.of(key, last.year)]),
        (texts.NO_POPULATION, [key for key in keys if not known.of(key, last.year)]),
    ):
        if rest:
            who = formats.listed([PLACES.versions[key][-1].name for key in rest], language, 20)
            said.append(text.in_(language).format(count=len(rest), who=who))
    return said


def people_of(keys: Iterable[str], year: int, known: Populations) -> dict[str, int]:
    """How many people live in some provinces, whatever concept counts them: good for who is about as large as another,
    never for a rate."""
    return {key: found.people for key in keys if (found := known.of(key, year))}


def whole(now: Answer, reading: str, ask: Ask, area: str = NATION_KEY) -> float | None:
    """The figure of the nation or of a region beside those of provinces, where they are on one scale."""
    if now.measure.kind is not Nature.RATIO or reading == SHARE:
        return None
    by = By.NATION if area == NATION_KEY else By.REGION
    found = read_as(ask(replace(now.question, by=by, provinces=())), reading, ask, Populations())
    return next((row.value for row in found.rows if row.key == area), None)
