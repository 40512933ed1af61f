"""The national synthesis of a quarter or longer: who sent, what it adds up to, what moved, plans, map, provinces."""

from collections import Counter
from collections.abc import Sequence

from data.model import Language, Period, day_text, number_text, today
from data.places import NATION_KEY, PLACES, Boundary
from indicators.define import Measure, Nature
from indicators.engine.answer import By, Question
from indicators.engine.growth import last_year
from indicators.engine.progress import PACE_LABELS, Pace
from pages.charts import choropleth, highlights, ranking, target_marks
from pages.charts.coverage import sent
from pages.pictures.picture_frame import Around
from pages.reports import charts, phrases, sections
from pages.reports.document import Block, Grid, Letter, Paragraph, Report, Section, TextRun, paragraph
from pages.reports.facts import ReportedFigure, ReportWriter
from pages.texts import common
from pages.texts import reports as texts
from pages.ui.formats import area, entry, listed, names
from service import arrivals
from service.arrivals import Arrival
from service.service import Service
from service.targets.merged import TargetRole
from service.targets.progress import progress_of

MOST_MOVES, MOST_REASONS, MOST_BEHIND, MAPS = 12, 2, 10, 2
COLUMNS = 6  # of the provinces' table


def report(
    service: Service, period: Period, language: Language = "vi", step: sections.Step = sections.NOTHING
) -> Report:
    """On the units of the period: 63 before July 2025, 34 since. Raises whatever `step` raises."""
    # By their keys: a province that became a city since is still the same unit.
    there = {unit.key for unit in PLACES.of_quarter(period.last)}
    boundary = Boundary.TODAY if there == {unit.key for unit in PLACES.current} else Boundary.THEN
    writer = ReportWriter(service, NATION_KEY, period, boundary, language)
    figures = sections.everything(writer, step)
    chosen = headlines(figures)
    parts = (
        coverage(writer),
        sections.results(writer, figures, step),
        sections.table(writer, figures),
        moves(writer, figures, step),
        plans(writer),
        charts.pictures(writer, figures, step),
        maps_of(writer, chosen),
        provinces(writer, chosen),
        missing(writer, figures),
        made_from(writer),
    )
    when = phrases.span_said(period, language)
    letter = Letter(
        writer.t(texts.MINISTRY).upper(),
        writer.t(texts.MINISTRY_OFFICE),
        writer.t(texts.NUMBERED_NATION),
        writer.t(texts.DATED, place=writer.t(texts.CAPITAL)),
        writer.t(texts.REPORT).upper(),
        writer.t(texts.TITLE, when=when, of=writer.t(texts.OF_NATION)),
        writer.t(texts.BASIS_NATION),
        tuple(writer.t(one) for one in texts.RECEIVERS_NATION),
        writer.t(texts.SIGNER_NATION).upper(),
    )
    return sections.report(writer, letter, parts, f"tong-hop_ca-nuoc_{period.code}", figures)


def headlines(figures: dict[str, list[ReportedFigure]]) -> list[ReportedFigure]:
    """The first owed figure of each family that adds up and of which most is known."""
    firsts = [next((one for one in told if _adds(one.measure)), None) for told in figures.values()]
    there = [one for one in firsts if one is not None and one.now.value is not None]
    return sorted(there, key=lambda one: -one.now.reported)[:COLUMNS]


def coverage(writer: ReportWriter) -> Section:
    """Who sent each quarter of the span, and how many of the figures that are owed are known."""
    blocks: list[Block] = []
    for index in range(writer.period.first, writer.period.last + 1):
        quarter = Period.quarter(index)
        cells = arrivals.received(writer.service, quarter, quarter)
        there = sent(cells)
        known = arrivals.completeness(writer.service, quarter)
        have, due = sum(one.known for one in known.values()), sum(one.due for one in known.values())
        when = phrases.begun(phrases.span_said(quarter, writer.language))
        late, share = sum(one.late for one in there), 100 * have // max(due, 1)
        owed = {"known": number_text(have, writer.language), "due": number_text(due, writer.language)}
        sentences = [writer.t(texts.HAVE_SENT, when=when, sent=len(there), all=len(cells), late=late)]
        sentences.append(writer.t(texts.OWED_KNOWN, **owed, share=share))
        told = {Arrival.NOT_SENT: texts.SILENT, Arrival.WAITING: texts.WAITING, Arrival.NOT_DUE: texts.NOT_DUE_YET}
        for state, text in told.items():
            who = [one.unit.name for one in cells if one.state is state]
            sentences += [writer.t(text, count=len(who), who=listed(who, writer.language, 70))] if who else []
        blocks.append(paragraph(" ".join(sentences)))
    return Section("tinh_hinh_nop", writer.t(texts.COVERAGE), tuple(blocks))


def moves(writer: ReportWriter, figures: dict[str, list[ReportedFigure]], step: sections.Step) -> Section:
    """The provinces whose figures moved most on a year before; only complete and comparable ones."""
    growths = []
    every = [one.measure for told in figures.values() for one in told if _adds(one.measure)]
    for done, measure in enumerate(every):
        step(done, len(every), writer.t(texts.MOVES))
        span = writer.span(measure)
        assert span is not None
        question = Question(measure.code, span, span, By.PROVINCE, (), span.grain, writer.boundary)
        growths.append((measure, last_year(writer.ask, question)))
    rule = writer.t(texts.MOVES_RULE, least=round(100 * highlights.LEAST), small=highlights.SMALL)
    ways = {"▲": writer.t(phrases.GREW), "▼": writer.t(phrases.FELL)}
    paragraphs = []
    for measure, one in highlights.largest(growths, MOST_MOVES):
        reasons = dict.fromkeys(given.reason.rstrip(".") for given in one.now.reasons)
        answers = "".join(writer.t(texts.GIVEN, reason=reason) for reason in list(reasons)[:MOST_REASONS])
        sentence = highlights.movement(measure, one, writer.language).replace("▲", ways["▲"]).replace("▼", ways["▼"])
        paragraphs.append(Paragraph((TextRun(sentence + answers, writer.note(measure, one.now)), TextRun("."))))
    compared = any(highlights.comparable(told) for _, told in growths)
    paragraphs = paragraphs or [writer.paragraph(texts.NO_MOVES if compared else common.NOTHING_COMPARED)]
    return Section("bien_dong", writer.t(texts.MOVES), (paragraph(rule), *paragraphs))


def _adds(measure: Measure) -> bool:
    return measure.core and measure.kind in (Nature.FLOW, Nature.STOCK)


def plans(writer: ReportWriter) -> Section:
    """What plans ask for: how many targets stand where, the nation's own, and those that are missed by most."""
    quarter = Period.quarter(writer.period.last)
    every = progress_of(writer.service, (), quarter, writer.boundary, left=True)
    targets = [one for one in every if one.role is not TargetRole.LEFT]
    sentences = [] if every else [writer.t(texts.NO_PLANS)]
    counts = Counter(one.pace for one in targets)
    later = counts.pop(Pace.NOT_BEGUN, 0)
    if counts:
        paces = "; ".join(f"{PACE_LABELS[pace].in_(writer.language)}: {counts[pace]}" for pace in Pace if counts[pace])
        sentences.append(writer.t(texts.PLANS_STAND, count=counts.total(), told=paces))
    if later:
        times = target_marks.not_begun(targets, writer.language)
        sentences.append(writer.t(texts.PLANS_NOT_BEGUN, when=times, count=later))
    old = [PLACES.versions[one.target.unit][-1].name for one in targets if one.role is TargetRole.PART]
    if old:
        who = listed(list(dict.fromkeys(old)), writer.language)
        sentences.append(writer.t(texts.PLANS_OF_OLD, count=len(old), who=who))
    if left := len(every) - len(targets):
        sentences.append(writer.t(texts.PLANS_LEFT if targets else texts.NO_PLANS_NOW, count=left))
    for one in targets:
        if one.under == NATION_KEY and not one.target.item:
            measure = writer.service.measures[one.target.measure]
            pace = PACE_LABELS[one.pace].in_(writer.language).lower()
            goal = target_marks.demanded(one.target, measure, writer.language)
            when = phrases.span_said(one.target.period, writer.language)
            label = writer.t(measure.label)
            sentences.append(writer.t(texts.NATIONAL_PLAN, measure=label, goal=goal, when=when, pace=pace))
    whole = [one for one in targets if not one.target.item and not one.target.per]
    behind = highlights.behind(whole, writer.service.measures, writer.language, MOST_BEHIND)
    sentences += [f"{one.sentence}." for one in behind]
    return Section("ke_hoach", writer.t(texts.PLANS), tuple(paragraph(one) for one in sentences))


def maps_of(writer: ReportWriter, chosen: Sequence[ReportedFigure]) -> Section:
    """The provinces on the map by the first headline figures."""
    blocks: list[Block] = []
    day = today() if writer.boundary is Boundary.TODAY else writer.period.end
    for number, one in enumerate(chosen[:MAPS], 1):
        answer = writer.ask(_by_province(writer, one))
        label = f"{one.measure.label.in_(writer.language)} ({one.measure.unit.in_(writer.language)}), {one.now.period.label.in_(writer.language)}"
        order = ranking.rank(answer, answer)
        title, notes = ranking.title(order, answer, writer.language), choropleth.footnotes(day, writer.language)
        demo = writer.service.is_demo
        around = Around(writer.language, title, label, notes, demo=demo, across=charts.ACROSS)
        figure = choropleth.figure(answer, day, writer.language)
        caption = writer.t(texts.MAP_CAPTION, number=number, label=label)
        blocks.append(charts.printed(figure, around, caption))
    return Section("ban_do", writer.t(texts.MAPS), tuple(blocks))


def _by_province(writer: ReportWriter, figure: ReportedFigure) -> Question:
    span = figure.now.period
    keys = () if writer.boundary is Boundary.TODAY else tuple(unit.key for unit in PLACES.of_quarter(span.last))
    return Question(figure.measure.code, span, span, By.PROVINCE, keys, span.grain, writer.boundary)


def provinces(writer: ReportWriter, chosen: Sequence[ReportedFigure]) -> Section:
    """A line for each province: how many of the owed figures are known, and the headline figures."""
    known = arrivals.completeness(writer.service, Period.quarter(writer.period.last))
    cells: dict[str, list[str]] = {}
    names_: dict[str, str] = {}
    for one in chosen:
        for row in writer.ask(_by_province(writer, one)).rows:
            cells.setdefault(row.key, []).append(entry(one.measure, row, writer.language))
            names_[row.key] = area(row, writer.language)
    rows = []
    for number, (key, figures) in enumerate(cells.items(), 1):
        owed = known.get(key)
        rows.append((str(number), names_[key], f"{owed.known}/{owed.due}" if owed else "–", *figures))
    head = [texts.NUMBER, common.PROVINCE, texts.OWED]
    titles = [f"{one.measure.label.in_(writer.language)} ({_unit(writer, one)})" for one in chosen]
    each = (165 - 9 - 30 - 16) // max(len(chosen), 1)
    title = writer.t(texts.BY_PROVINCE, when=phrases.span_said(writer.period, writer.language))
    grid = Grid(title, (*map(writer.t, head), *titles), tuple(rows), (9, 30, 16, *[each] * len(chosen)))
    return Section("theo_tinh", writer.t(texts.PROVINCES), (grid, *_counted_once(writer, chosen)))


def _unit(writer: ReportWriter, figure: ReportedFigure) -> str:
    """Its unit, and the span where that is not the report's."""
    unit, span = figure.measure.unit.in_(writer.language), figure.now.period
    return unit if span == writer.period else f"{unit}, {phrases.span_said(span, writer.language)}"


def _counted_once(writer: ReportWriter, chosen: Sequence[ReportedFigure]) -> list[Block]:
    """Why a column does not add up to the nation's figure: what two provinces share is one thing."""
    sentences = []
    for one in chosen:
        total = sum(row.value or 0 for row in writer.ask(_by_province(writer, one)).rows)
        if one.measure.distinct and total > (one.now.value or 0):
            numbers = {"sum": total, "total": one.now.value or 0, "more": total - (one.now.value or 0)}
            shown = {name: writer.plainly(one.measure, number) for name, number in numbers.items()}
            label = one.measure.label.in_(writer.language)
            sentences.append(writer.paragraph(texts.COUNTED_ONCE, measure=label, **shown))
    return list(sentences)


def missing(writer: ReportWriter, figures: dict[str, list[ReportedFigure]]) -> Section:
    """The provinces that lack figures they owe for the last quarter, whether they sent anything, who withholds what."""
    last = Period.quarter(writer.period.last)
    known, rows = arrivals.completeness(writer.service, last), list[tuple[str, ...]]()
    there = {one.unit.key for one in sent(arrivals.received(writer.service, last, last))}
    for unit in PLACES.of_quarter(last.last):
        owed = known[unit.key]
        if owed.missing:
            quarter = phrases.span_said(last, writer.language)
            why = writer.t(texts.UNSENT, quarters=quarter)
            if unit.key in there:
                why = listed(list(owed.missing), writer.language, 16)
            rows.append((str(len(rows) + 1), unit.name, f"{len(owed.missing)}/{owed.due}", why))
    head = tuple(writer.t(one) for one in (texts.NUMBER, common.PROVINCE, texts.STILL_LACKING, texts.WHY))
    grid = Grid(writer.t(texts.WITHOUT_TITLE), head, tuple(rows), (10, 35, 25, 95), frozenset({1, 3}))
    blocks: list[Block] = [grid if rows else writer.paragraph(texts.NOBODY_LACKS)]
    for one in (one for told in figures.values() for one in told if one.now.withheld):
        name = f"{phrases.in_sentence(one.measure.label.in_(writer.language))} ({one.measure.code})"
        who = listed(names(one.now.withheld, one.now, writer.language), writer.language)
        blocks.append(writer.paragraph(texts.WITHHOLDING, measure=name, who=who))
    return Section("con_thieu", writer.t(texts.MISSING), tuple(blocks))


def made_from(writer: ReportWriter) -> Section:
    """Of how many submissions, and which version of the data."""
    first, last = Period.quarter(writer.period.first), Period.quarter(writer.period.last)
    count = len(sent(arrivals.received(writer.service, first, last)))
    source, day = writer.t(common.SOURCE), day_text(today(), writer.language)
    version = writer.service.revision
    text = writer.paragraph(texts.MADE_FROM_ALL, source=source, count=count, version=version, day=day)
    return Section("nguon", writer.t(texts.SOURCES), (text,))
