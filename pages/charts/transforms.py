"""A series read another way: as an index, by the head, of the years so far. Answers in, answers out."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from data.model import Grain, Language, Period, Text
from data.places import NATION_KEY
from data.population import Population, Populations
from indicators.define import Nature
from indicators.engine.answer import Answer, Question, Row, Standing
from pages.charts.line_marks import SAME
from pages.texts import common, completeness
from pages.ui.formats import area, rate
from pages.ui.sentences import lines_of

HEADS = 10_000
LANGUAGES: tuple[Language, ...] = ("vi", "en")


def ended(answer: Answer, last: Period, ask: Callable[[Question], Answer]) -> Answer:
    """Without the years so far that go on after the last quarter; in place of a year (half, nine months) that does, its
    months so far, a span of their own."""
    question = answer.question
    if question.grain is Grain.YTD:
        return replace(answer, rows=tuple(row for row in answer.rows if row.period.last <= last.last))
    running = next((row.period for row in answer.rows if row.period.until(last) != row.period), None)
    if running is None or answer.measure.yearly:
        return answer
    span = running.until(last)
    months = ask(replace(question, first=span, last=span, grain=span.grain)).rows
    return replace(answer, rows=(*(row for row in answer.rows if row.period != running), *months))


def same_provinces(nation: Answer, provinces: Answer) -> Answer:
    """The nation's line, and with it the sum of those provinces alone that are complete in every period shown."""
    lines = lines_of(nation)
    spans = [row.period for rows in lines.values() for row in rows if row.value is not None]
    known: dict[str, dict[Period, float]] = defaultdict(dict)
    for row in provinces.rows:
        if row.state is Standing.FINAL and row.value is not None and not (row.conflict or row.bound):
            known[row.key][row.period] = row.value
    same = [of for of in known.values() if all(span in of for span in spans)]
    if not same or not spans:
        return nation
    name = completeness.SAME_PROVINCES.format(count=len(same))
    line = [
        Row(NATION_KEY, SAME, name, span, "", sum(of[span] for of in same), len(same), len(same), Standing.FINAL)
        for span in spans
    ]
    return replace(nation, rows=(*nation.rows, *line))


def base_of(rows: Iterable[Row]) -> Row | None:
    """The first complete figure that is not zero: what an index starts from."""
    return next((row for row in rows if row.value and row.state is Standing.FINAL and not row.bound), None)


def indexed(answer: Answer, since: Answer | None = None) -> Answer:
    """Every line as a share of its own first complete figure (of `since`, where that is another answer), which is 100;
    a line without one has no values."""
    bases = {key: base_of(rows) for key, rows in lines_of(since or answer).items()}

    def share(row: Row) -> float | None:
        base = bases.get(row.key)
        return 100 * row.value / base.value if row.value is not None and base and base.value else None

    measure, begun = answer.measure, [since or answer]
    based = Text(*(f"{measure.label.in_(said)}, {bases_said(begun, said)}" for said in LANGUAGES))
    unit = replace(
        measure,
        label=based,
        kind=Nature.RATIO,
        unit=common.INDEX_UNIT,
        whole=False,
        of_stocks=measure.at_date,
        formula=common.INDEX_FORMULA,
    )
    return replace(answer, measure=unit, rows=tuple(row._replace(value=share(row)) for row in answer.rows))


def bases_said(answers: Iterable[Answer], language: Language) -> str:
    """From when each line of an index is counted: `Quý I/2023 = 100`."""
    bases = [base_of(rows) for answer in answers for rows in lines_of(answer).values()]
    spans = {base.period for base in bases if base}
    if len(spans) == 1:
        return f"{spans.pop().label.in_(language)} = 100"
    return common.OWN_BASES.in_(language)


def bases(answers: Iterable[Answer], language: Language) -> str:
    """The same line by line: `Cả nước: quý I/2023 = 100; …`."""
    based = [base for answer in answers for rows in lines_of(answer).values() if (base := base_of(rows))]
    return "; ".join(f"{area(base, language)}: {base.period.inside.in_(language)} = 100" for base in based)


def by_head(answer: Answer, known: Populations) -> Answer:
    """For every 10,000 people, where the population has a source; where it has none there is no value."""
    rows = []
    for row in answer.rows:
        people = known.of(row.key, row.period.year)
        value = HEADS * row.value / people.people if people and row.value is not None else None
        rows.append(row._replace(value=value))
    unit = answer.measure.unit
    per = Text(f"{unit.vi} trên 10.000 dân", f"{unit.en} for every 10,000 people")
    measure = rate(answer.measure, (row.value for row in rows), per, common.HEADS_FORMULA)
    return Answer(answer.question, measure, tuple(rows), answer.items)


def heads_of(answers: Iterable[Answer], known: Populations) -> dict[str, Population]:
    """The population that each area's newest figure is divided by, by the area's name."""
    found = {}
    for answer in answers:
        for rows in lines_of(answer).values():
            if people := known.of(rows[-1].key, rows[-1].period.year):
                found[rows[-1].name.vi] = people
    return found


def a_year_before(question: Question) -> Question:
    return replace(question, first=question.first.year_before(), last=question.last.year_before())


def shifted(now: Answer, before: Answer) -> dict[str, list[Row | None]]:
    """For each line of `now`, the rows of the same spans a year before, in the same order."""
    found = {(row.key, row.item, row.period): row for row in before.rows}
    return {
        key: [found.get((row.key, row.item, row.period.year_before())) for row in rows]
        for key, rows in lines_of(now).items()
    }
