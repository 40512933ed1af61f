"""The parts that every report has: figures family by family, their table, their charts, and what is missing and why."""

from collections.abc import Callable, Sequence
from itertools import groupby

from data.model import Grain, Period, day_text, today
from data.table import STATE_LABELS, DataState
from indicators.define import Measure
from indicators.engine.answer import STANDING_LABELS, By, Row, Standing
from indicators.engine.steps import How
from pages.pictures.picture_frame import DEMO
from pages.reports import movement, phrases
from pages.reports.document import Block, Grid, Heading, Letter, Paragraph, Report, Section, TextRun
from pages.reports.facts import ReportedFigure, ReportWriter
from pages.texts import common
from pages.texts import reports as texts
from pages.ui.formats import figure, held
from service import arrivals
from service.lineage.trace import FigureKey, trace

Step = Callable[[int, int, str], None]
NOTHING: Step = lambda done, total, what: None  # noqa: E731
STAR = "*"


def everything(writer: ReportWriter, step: Step) -> dict[str, list[ReportedFigure]]:
    """The figures that can be in such a report, family by family."""
    found: dict[str, list[ReportedFigure]] = {}
    families = [one for one in writer.service.catalogue.values() if one.measures]
    for done, indicator in enumerate(families):
        step(done, len(families), indicator.label.in_(writer.language))
        figures = [one for measure in indicator.measures.values() if (one := writer.figure(measure)) is not None]
        if figures:
            found[indicator.label.in_(writer.language)] = figures
    return found


def report(
    writer: ReportWriter,
    letter: Letter,
    parts: tuple[Section, ...],
    name: str,
    figures: dict[str, list[ReportedFigure]],
) -> Report:
    """A report from its parts; `name` is that of its file."""
    demo = writer.t(texts.DEMO_REPORT, label=DEMO.in_(writer.language)) if writer.service.is_demo else ""
    return Report(writer.language, letter, parts, tuple(writer.notes), name, "", demo, values(writer, figures))


def known(figure: ReportedFigure) -> bool:
    return figure.now.value is not None


def unfinished(writer: ReportWriter) -> list[Block]:
    """Of a span that still runs that it does, and of which day the report is."""
    if writer.period.end < today():
        return []
    when = phrases.begun(phrases.span_said(writer.period, writer.language))
    return [writer.paragraph(texts.UNFINISHED, when=when, day=day_text(today(), writer.language))]


def results(writer: ReportWriter, figures: dict[str, list[ReportedFigure]], step: Step) -> Section:
    """A paragraph for what happened in the period, one for what stood at its end, each family under its name."""
    blocks: list[Block] = unfinished(writer)
    for number, (family, told) in enumerate(figures.items(), 1):
        step(number - 1, len(figures), family)
        blocks.append(Heading(f"{number}. {family}"))
        there = [one for one in told if known(one)]  # what is counted since January before what the quarter brought
        there.sort(key=lambda one: (*_order(one.measure), writer.stood(one).last))
        for start, some in groupby(there, key=writer.when):
            blocks.append(_paragraph(writer, start, list(some)))
        owed = (one for one in told if one.measure.core and one.now.state is not Standing.NOT_APPLICABLE)
        silent = [one for one in owed if not known(one)]
        if silent:
            named = "; ".join(phrases.in_sentence(one.measure.label.in_(writer.language)) for one in silent)
            blocks.append(writer.paragraph(texts.NO_FIGURES, names=named))
        elif not there:
            blocks.append(writer.paragraph(texts.NOTHING_HERE))
    return Section("ket_qua", writer.t(texts.RESULTS), tuple(blocks))


def _order(measure: Measure) -> tuple[bool, ...]:
    return measure.at_date, measure.yearly, not measure.since_january


def _paragraph(writer: ReportWriter, start: str, figures: Sequence[ReportedFigure]) -> Paragraph:
    """The figures of one day or span: a clause each, with the note of where it stands."""
    parts, lacks = [], {writer.lacks(one) for one in figures}
    alike = len(lacks) == 1  # said once, before them
    if alike:
        start = f"{start}{lacks.pop()}"
    start += ", "
    for place, one in enumerate(figures):
        clause = writer.clause(one, not alike) + movement.told(writer, one) + writer.planned(one)
        parts.append(TextRun((start if place == 0 else " ") + clause, writer.note(one.measure, one.now)))
        parts.append(TextRun("." if place + 1 == len(figures) else ";"))
    return Paragraph(tuple(parts))


def table(writer: ReportWriter, figures: dict[str, list[ReportedFigure]]) -> Section:
    """Plan, result, share, last year's same span and the change, a line a figure; below it why some lack a change."""
    so_far = writer.period.grain is Grain.QUARTER and writer.period.part != "Q1"
    head = [texts.NUMBER, texts.FIGURE_UNIT, texts.PLAN, texts.RESULT]
    head += [texts.SO_FAR] if so_far else []
    head += [texts.SHARE, texts.A_YEAR_BEFORE, texts.CHANGE]
    rows: list[tuple[str, ...]] = []
    whys: dict[str, list[str]] = {}
    since: list[str] = []
    alike: dict[str, Sequence[str]] = {}  # lines told of the provinces that gave both, and whose figures are left out
    number = 0
    for family, told in figures.items():
        rows.append((family,))
        for one in told:
            if one.now.state is Standing.NOT_APPLICABLE:
                continue
            number += 1
            rows.append(_line(writer, number, one, so_far))
            since += [str(number)] * (so_far and one.measure.since_january)
            same = movement.of_the_same(writer, one)
            alike |= {str(number): same.explained if same.without else ()} if same else {}
            if known(one) and one.growth.difference is None and not (same or one.measure.growth_of) and one.growth.why:
                whys.setdefault(one.growth.why.in_(writer.language).rstrip("."), []).append(str(number))
    widths = (9, 52, 19, 19, 19, 15, 19, 15) if so_far else (9, 61, 22, 22, 15, 20, 18)
    title = writer.t(texts.TABLE_OF, when=phrases.span_said(writer.period, writer.language))
    blocks: list[Block] = [Grid(title, tuple(map(writer.t, head)), tuple(rows), widths)]
    if any(STAR in cell for row in rows for cell in row):
        blocks.append(writer.paragraph(texts.OLD_AND_NEW, star=STAR))
    if since:
        blocks.append(writer.paragraph(texts.SINCE_JANUARY, numbers=", ".join(since)))
    if alike:
        blocks.append(writer.paragraph(texts.OF_THE_SAME))
    blocks += [
        writer.paragraph(texts.WITHOUT_EXPLAINED, number=number, who=movement.named(writer, keys))
        for number, keys in alike.items()
        if keys
    ]
    blocks += [
        writer.paragraph(texts.NOT_COMPARED, numbers=", ".join(numbers), why=why)
        for why, numbers in sorted(whys.items(), key=lambda item: -len(item[1]))
    ]
    if not any(one.plan for told in figures.values() for one in told):
        blocks.append(writer.paragraph(texts.NO_PLAN))
    return Section("bieu_so_lieu", writer.t(texts.TABLE), tuple(blocks))


def _line(writer: ReportWriter, number: int, figure: ReportedFigure, so_far: bool) -> tuple[str, ...]:
    measure, before, tongue = figure.measure, figure.growth.before, writer.language
    name = f"{measure.label.in_(tongue)} ({measure.unit.in_(tongue)})"
    plan = f"{writer.goal(figure)} ({figure.plan.target.period.short.in_(tongue)})" if figure.plan else "–"
    since = so_far and measure.since_january  # of the quarter alone there is no such figure
    cells = [str(number), name, plan, "–" if since else _narrow(writer, measure, figure.now)]
    if so_far:
        whole = writer.figure(measure, writer.period.so_far()) if not (measure.at_date or measure.yearly) else None
        cells.append(_narrow(writer, measure, whole.now) if whole else "–")
    then = _narrow(writer, measure, before) if before is not None and before.value is not None else "–"
    return (*cells, writer.share(figure) or "–", then, movement.cell(writer, figure))


def _cell(writer: ReportWriter, measure: Measure, row: Row) -> str:
    """The figure, and of a partial one how much it holds, whichever year it is of."""
    text = figure(measure, row, writer.language)
    partial = row.state is Standing.PARTIAL and row.value is not None
    return f"{text} ({held(row, writer.language)})" if partial else text


def _narrow(writer: ReportWriter, measure: Measure, row: Row) -> str:
    """The same where there is little room: old and new units are a star that is told below the table."""
    text, of = _cell(writer, measure, row), f"({row.reported}/{row.expected}"
    return f"{text.partition(of)[0]}{of}{STAR})" if f"{of} " in text else text


# What is missing


def missing(writer: ReportWriter, figures: dict[str, list[ReportedFigure]]) -> Section:
    """Every figure that is owed and not whole, each with the reason; those nobody owes in one sentence."""
    rows: list[tuple[str, ...]] = []
    others, out = list[str](), list[str]()
    for one in (one for told in figures.values() for one in told):
        name = f"{one.measure.label.in_(writer.language)} ({one.measure.code})"
        if one.now.state is Standing.NOT_APPLICABLE:
            out += [name] * one.measure.core
        elif one.now.state is not Standing.FINAL or one.now.conflict or not known(one):
            if one.measure.core or known(one):
                rows.append((str(len(rows) + 1), name, reason(writer, one)))
            else:
                others.append(name)
    head = tuple(writer.t(one) for one in (texts.NUMBER, texts.FIGURE, texts.WHY))
    grid = Grid(writer.t(texts.MISSING_OF), head, tuple(rows), (10, 75, 80), frozenset({1, 2}))
    blocks: list[Block] = [grid if rows else writer.paragraph(texts.NOTHING_MISSING)]
    for text, some in ((texts.OTHERS_MISSING, others), (texts.NOT_APPLICABLE, out)):
        blocks += [writer.paragraph(text, names="; ".join(some))] if some else []
    return Section("con_thieu", writer.t(texts.MISSING), tuple(blocks))


def reason(writer: ReportWriter, figure: ReportedFigure) -> str:
    """Why a figure is not there, or not whole: as its sender stated, else what was not sent."""
    row, causes = figure.now, list[str]()
    if row.conflict:
        causes.append(writer.t(texts.IN_CONFLICT))
    if row.state is Standing.WITHHELD:
        return writer.t(texts.WITHHELD)
    if row.state is Standing.NOT_DUE:
        return writer.t(texts.NOT_DUE, day=day_text(row.period.due, writer.language))
    if writer.service.catalogue[figure.measure.indicator].nationwide:
        return writer.t(texts.NO_INDEX, year=row.period.year)
    if writer.by is By.NATION:
        state = STANDING_LABELS[row.state].in_(writer.language)
        return "; ".join([*causes, f"{state} ({row.reported}/{row.expected})"])
    stated = [DataState.NOT_AVAILABLE, DataState.WITHHELD]
    labels = [STATE_LABELS[one] for one in stated]
    key = FigureKey(figure.measure.code, row.period, writer.area, writer.boundary)
    root = trace(writer.service, key, writer.reasons).root
    for node in (node for node in root.every() if node.how is How.STATED and node.source is not None):
        for text in (text for text in node.notes if text in labels):
            place = f"«{node.source.sheet}» {node.source.cell}".strip() if node.source else ""
            causes.append(writer.t(texts.STATED, state=text.in_(writer.language).lower(), place=place))
    last = Period.quarter(row.period.last)
    closing = figure.measure.at_date or figure.measure.yearly
    unsent = not_sent(writer, last if closing else row.period)
    if unsent:
        causes.append(writer.t(texts.UNSENT, quarters=phrases.quarters_said(unsent, writer.language)))
    lacking = [each for each in ([last] if closing else writer.lacking(figure) or [last]) if each not in unsent]
    if lacking and not row.conflict and not causes[:-1]:
        causes.append(writer.t(texts.LACKS, quarters=phrases.quarters_said(lacking, writer.language)))
    return "; ".join(dict.fromkeys(causes))


def not_sent(writer: ReportWriter, span: Period) -> list[Period]:
    """The quarters of a span for which the units of the area sent nothing, and whose day has passed."""
    places = writer.service.places
    keys = {key for key in places.versions if places.heir(key) == writer.area} | {writer.area}
    first, last = Period.quarter(span.first), Period.quarter(span.last)
    cells = [one for one in arrivals.received(writer.service, first, last) if one.unit.key in keys]
    return sorted({one.period for one in cells if one.submission is None and one.period.due < today()})


# What it was made of


def sources(writer: ReportWriter) -> Section:
    """The files in which the figures of the report stand."""
    rows = []
    for number, source in sorted(writer.cited.items()):
        one = source.submission
        period, time = writer.t(one.period.label), f"{one.received_at:%H:%M %d/%m/%Y}"
        rows.append((str(number), period, str(one.version), time, one.by, one.file, one.sha256[:16]))
    labels = texts.SUBMISSION, texts.QUARTER, texts.VERSION, texts.RECEIVED, texts.SENDER, texts.FILE, texts.HASH
    head = tuple(map(writer.t, labels))
    day, source_text = day_text(today(), writer.language), writer.t(common.SOURCE)
    version = writer.service.revision
    blocks: list[Block] = [writer.paragraph(texts.MADE_FROM, version=version, day=day, source=source_text)]
    calendars = sorted({source.submission.calendar for source in writer.cited.values()})
    blocks += [writer.paragraph(texts.CALENDARS[str(each)]) for each in calendars]
    if rows:
        widths = (12, 20, 10, 24, 29, 40, 30)
        blocks.append(Grid(writer.t(texts.FILES), head, tuple(rows), widths, frozenset({1, 3, 4, 5, 6})))
    return Section("nguon", writer.t(texts.SOURCES), tuple(blocks))


def values(writer: ReportWriter, figures: dict[str, list[ReportedFigure]]) -> dict[str, dict[str, str]]:
    """Single figures for the sentences of an official's own template: this span, last year's, the plan."""
    by_code = {one.measure.code: one for some in figures.values() for one in some}
    nothing = writer.t(STANDING_LABELS[Standing.NOT_APPLICABLE])

    def before(figure: ReportedFigure) -> str:
        then = figure.growth.before
        return _cell(writer, figure.measure, then) if then is not None else nothing

    return {
        "so_lieu": {code: _cell(writer, one.measure, one.now) for code, one in by_code.items()},
        "cung_ky": {code: before(one) for code, one in by_code.items()},
        "thay_doi": {code: movement.cell(writer, one) for code, one in by_code.items()},
        "ke_hoach": {code: writer.goal(one) or "–" for code, one in by_code.items()},
    }
