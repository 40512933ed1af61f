"""The parts that every report has: figures family by family, their table, their charts, and what is missing and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from data.model import Grain, Period, day_text, number_text, today
from data.table import STATE_LABELS, State
from indicators.define import Measure, Nature
from indicators.engine.answer import STANDING_LABELS, By, Row, Standing
from indicators.engine.line_years import How
from pages.reports import phrases
from pages.reports.document import Block, Grid, Heading, Paragraph, Said, Section
from pages.reports.facts import SMALL, Teller, Told
from pages.texts import common
from pages.texts import reports as texts
from pages.ui.formats import figure, held
from service import arrivals
from service.lineage.trace import Asked, trace

Step = Callable[[int, int, str], None]
STAR = "*"


def everything(teller: Teller, step: Step) -> dict[str, list[Told]]:
    """The figures that can be in such a report, family by family."""
    found: dict[str, list[Told]] = {}
    families = [one for one in teller.service.catalogue.values() if one.measures]
    for done, indicator in enumerate(families):
        step(done, len(families), indicator.label.in_(teller.language))
        told = [one for measure in indicator.measures.values() if (one := teller.told(measure)) is not None]
        if told:
            found[indicator.label.in_(teller.language)] = told
    return found


def known(one: Told) -> bool:
    return one.now.value is not None


def unfinished(teller: Teller) -> list[Block]:
    """Of a span that still runs that it does, and of which day the report is."""
    if teller.period.end < today():
        return []
    said = phrases.begun(phrases.span_said(teller.period, teller.language))
    return [Paragraph((Said(teller.t(texts.UNFINISHED, when=said, day=day_text(today(), teller.language))),))]


def results(teller: Teller, found: dict[str, list[Told]], step: Step) -> Section:
    """A paragraph for what happened in the period, one for what stood at its end, each family under its name."""
    blocks: list[Block] = unfinished(teller)
    for number, (family, told) in enumerate(found.items(), 1):
        step(number - 1, len(found), family)
        blocks.append(Heading(f"{number}. {family}"))
        there = [one for one in told if known(one)]
        there.sort(key=lambda one: (one.measure.at_date, one.measure.yearly, _begins(one), teller.stood(one).last))
        for start, some in groupby(there, key=teller.when):
            blocks.append(_paragraph(teller, start, list(some)))
        silent = [
            one for one in told if not known(one) and one.now.state is not Standing.NOT_APPLICABLE and one.measure.core
        ]
        if silent:
            named = "; ".join(phrases.in_sentence(one.measure.label.in_(teller.language)) for one in silent)
            blocks.append(Paragraph((Said(teller.t(texts.NO_FIGURES, names=named)),)))
        elif not there:
            blocks.append(Paragraph((Said(teller.t(texts.NOTHING_HERE)),)))
    return Section("ket_qua", teller.t(texts.RESULTS), tuple(blocks))


def _begins(one: Told) -> bool:
    """What is counted since January is told before what happened in the quarter."""
    return not one.measure.since_january


def _paragraph(teller: Teller, start: str, told: Sequence[Told]) -> Paragraph:
    """The figures of one day or span: a clause each, with the note of where it stands."""
    parts, lacks = [], {teller.lacks(one) for one in told}
    alike = len(lacks) == 1  # said once, before them
    if alike:
        start = f"{start}{lacks.pop()}"
    start += ", "
    for place, one in enumerate(told):
        said = teller.clause(one, not alike)
        parts.append(Said((start if place == 0 else " ") + said, teller.note(one.measure, one.now)))
        parts.append(Said("." if place + 1 == len(told) else ";"))
    return Paragraph(tuple(parts))


def table(teller: Teller, found: dict[str, list[Told]]) -> Section:
    """Plan, result, share, last year's same span and the change, a line a figure; below it why some are not compared."""
    so_far = teller.period.grain is Grain.QUARTER and teller.period.part != "Q1"
    head = [
        texts.NUMBER,
        texts.FIGURE_UNIT,
        texts.PLAN,
        texts.RESULT,
        *([texts.SO_FAR] if so_far else []),
        texts.SHARE,
        texts.A_YEAR_BEFORE,
        texts.CHANGE,
    ]
    rows: list[tuple[str, ...]] = []
    whys: dict[str, list[str]] = {}
    since: list[str] = []
    number = 0
    for family, told in found.items():
        rows.append((family,))
        for one in told:
            if one.now.state is Standing.NOT_APPLICABLE:
                continue
            number += 1
            rows.append(_line(teller, number, one, so_far))
            since += [str(number)] * (so_far and one.measure.since_january)
            if known(one) and one.growth.difference is None and one.growth.why and not one.measure.growth_of:
                whys.setdefault(one.growth.why.in_(teller.language).rstrip("."), []).append(str(number))
    widths = (9, 52, 19, 19, 19, 15, 19, 15) if so_far else (9, 61, 22, 22, 15, 20, 18)
    blocks: list[Block] = [
        Grid(
            teller.t(texts.TABLE_OF, when=phrases.span_said(teller.period, teller.language)),
            tuple(teller.t(one) for one in head),
            tuple(rows),
            widths,
        )
    ]
    if any(STAR in cell for row in rows for cell in row):
        blocks.append(Paragraph((Said(teller.t(texts.OLD_AND_NEW, star=STAR)),)))
    if since:
        blocks.append(Paragraph((Said(teller.t(texts.SINCE_JANUARY, numbers=", ".join(since))),)))
    blocks += [
        Paragraph((Said(teller.t(texts.NOT_COMPARED, numbers=", ".join(numbers), why=why)),))
        for why, numbers in sorted(whys.items(), key=lambda item: -len(item[1]))
    ]
    if not any(one.plan for told in found.values() for one in told):
        blocks.append(Paragraph((Said(teller.t(texts.NO_PLAN)),)))
    return Section("bieu_so_lieu", teller.t(texts.TABLE), tuple(blocks))


def _line(teller: Teller, number: int, one: Told, so_far: bool) -> tuple[str, ...]:
    measure, before, tongue = one.measure, one.growth.before, teller.language
    name = f"{measure.label.in_(tongue)} ({measure.unit.in_(tongue)})"
    plan = f"{teller.goal(one)} ({one.plan.target.period.short.in_(tongue)})" if one.plan else "–"
    since = so_far and measure.since_january  # of the quarter alone there is no such figure
    cells = [str(number), name, plan, "–" if since else _narrow(teller, measure, one.now)]
    if so_far:
        whole = teller.told(measure, teller.period.so_far()) if not (measure.at_date or measure.yearly) else None
        cells.append(_narrow(teller, measure, whole.now) if whole else "–")
    then = _narrow(teller, measure, before) if before is not None and before.value is not None else "–"
    return (*cells, teller.share(one) or "–", then, change(teller, one))


def _cell(teller: Teller, measure: Measure, row: Row) -> str:
    """The figure, and of a partial one how much it holds, whichever year it is of."""
    said = figure(measure, row, teller.language)
    partial = row.state is Standing.PARTIAL and row.value is not None
    return f"{said} ({held(row, teller.language)})" if partial else said


def _narrow(teller: Teller, measure: Measure, row: Row) -> str:
    """The same where there is little room: old and new units are a star that is told below the table."""
    said, of = _cell(teller, measure, row), f"({row.reported}/{row.expected}"
    return f"{said.partition(of)[0]}{of}{STAR})" if f"{of} " in said else said


def change(teller: Teller, one: Told) -> str:
    """`+6,1 %`, `−2`; a dash where the two are not compared."""
    if one.growth.difference is None or one.measure.growth_of:
        return "–"
    if one.growth.difference == 0:
        return "0"
    growth, sign = one.growth, "+" if one.growth.difference > 0 else "−"
    if one.measure.kind is Nature.RATIO:
        return f"{sign}{_tenths(teller, growth.difference or 0)} {teller.t(texts.POINTS)}"
    if growth.percent is None or abs((growth.before.value if growth.before else None) or 0) < SMALL:
        return f"{sign}{teller.plainly(one.measure, abs(growth.difference or 0))}"
    return f"{sign}{_tenths(teller, growth.percent)} %"


def _tenths(teller: Teller, value: float) -> str:
    """What moved by less than a tenth did move."""
    return (
        number_text(abs(value), teller.language, 1)
        if abs(value) >= 0.05
        else f"<{number_text(0.1, teller.language, 1)}"
    )


# What is missing


def missing(teller: Teller, found: dict[str, list[Told]]) -> Section:
    """Every figure that is owed and not whole, each with the reason; those nobody owes in one sentence."""
    rows: list[tuple[str, ...]] = []
    others, out = list[str](), list[str]()
    for one in (one for told in found.values() for one in told):
        name = f"{one.measure.label.in_(teller.language)} ({one.measure.code})"
        if one.now.state is Standing.NOT_APPLICABLE:
            out += [name] * one.measure.core
        elif one.now.state is not Standing.FINAL or one.now.conflict or not known(one):
            if one.measure.core or known(one):
                rows.append((str(len(rows) + 1), name, reason(teller, one)))
            else:
                others.append(name)
    head = tuple(teller.t(one) for one in (texts.NUMBER, texts.FIGURE, texts.WHY))
    blocks: list[Block] = (
        [Grid(teller.t(texts.MISSING_OF), head, tuple(rows), (10, 75, 80), frozenset({1, 2}))] if rows else []
    )
    blocks += [] if rows else [Paragraph((Said(teller.t(texts.NOTHING_MISSING)),))]
    for text, some in ((texts.OTHERS_MISSING, others), (texts.NOT_APPLICABLE, out)):
        blocks += [Paragraph((Said(teller.t(text, names="; ".join(some))),))] if some else []
    return Section("con_thieu", teller.t(texts.MISSING), tuple(blocks))


def reason(teller: Teller, one: Told) -> str:
    """Why a figure is not there, or not whole: as its sender stated, else what was not sent."""
    row, said = one.now, list[str]()
    if row.conflict:
        said.append(teller.t(texts.IN_CONFLICT))
    if row.state is Standing.WITHHELD:
        return teller.t(texts.WITHHELD)
    if row.state is Standing.NOT_DUE:
        return teller.t(texts.NOT_DUE, day=day_text(row.period.due, teller.language))
    if teller.service.catalogue[one.measure.indicator].nationwide:
        return teller.t(texts.NO_INDEX, year=row.period.year)
    if teller.by is By.NATION:
        return "; ".join([*said, f"{STANDING_LABELS[row.state].in_(teller.language)} ({row.reported}/{row.expected})"])
    stated = [State.NOT_AVAILABLE, State.WITHHELD]
    labels = [STATE_LABELS[one] for one in stated]
    nodes = [
        node
        for node in trace(
            teller.service, Asked(one.measure.code, row.period, teller.area, teller.boundary), teller.reasons
        ).root.every()
        if node.how is How.STATED and node.source is not None
    ]
    for node in nodes:
        for text in (text for text in node.notes if text in labels):
            place = f"«{node.source.sheet}» {node.source.cell}".strip() if node.source else ""
            said.append(teller.t(texts.STATED, state=text.in_(teller.language).lower(), place=place))
    last = Period.quarter(row.period.last)
    closing = one.measure.at_date or one.measure.yearly
    unsent = not_sent(teller, last if closing else row.period)
    if unsent:
        said.append(teller.t(texts.UNSENT, quarters=phrases.quarters_said(unsent, teller.language)))
    lacking = [each for each in ([last] if closing else teller.lacking(one) or [last]) if each not in unsent]
    if lacking and not row.conflict and not said[:-1]:
        said.append(teller.t(texts.LACKS, quarters=phrases.quarters_said(lacking, teller.language)))
    return "; ".join(dict.fromkeys(said))


def not_sent(teller: Teller, span: Period) -> list[Period]:
    """The quarters of a span for which the units of the area sent nothing, and whose day has passed."""
    keys = {key for key in teller.service.places.versions if teller.service.places.heir(key) == teller.area} | {
        teller.area
    }
    first, last = Period.quarter(span.first), Period.quarter(span.last)
    cells = [one for one in arrivals.received(teller.service, first, last) if one.unit.key in keys]
    return sorted({one.period for one in cells if one.submission is None and one.period.due < today()})


# What it was made of


def sources(teller: Teller) -> Section:
    """The files in which the figures of the report stand."""
    rows = []
    for number, source in sorted(teller.cited.items()):
        one = source.submission
        rows.append(
            (
                str(number),
                one.period.label.in_(teller.language),
                str(one.version),
                f"{one.received_at:%H:%M %d/%m/%Y}",
                one.by,
                one.file,
                one.sha256[:16],
            )
        )
    head = tuple(
        teller.t(one)
        for one in (
            texts.SUBMISSION,
            texts.QUARTER,
            texts.VERSION,
            texts.RECEIVED,
            texts.SENDER,
            texts.FILE,
            texts.HASH,
        )
    )
    said = teller.t(
        texts.MADE_FROM,
        version=str(teller.service.revision),
        day=day_text(today(), teller.language),
        source=teller.t(common.SOURCE),
    )
    blocks: list[Block] = [Paragraph((Said(said),))]
    calendars = sorted({source.submission.calendar for source in teller.cited.values()})
    blocks += [Paragraph((Said(teller.t(texts.CALENDARS[str(each)])),)) for each in calendars]
    if rows:
        blocks.append(
            Grid(teller.t(texts.FILES), head, tuple(rows), (12, 20, 10, 24, 29, 40, 30), frozenset({1, 3, 4, 5, 6}))
        )
    return Section("nguon", teller.t(texts.SOURCES), tuple(blocks))


def values(teller: Teller, found: dict[str, list[Told]]) -> dict[str, dict[str, str]]:
    """Single figures for the sentences of an official's own template: this span, last year's, the plan."""
    told = {one.measure.code: one for some in found.values() for one in some}
    tongue = teller.language

    def before(one: Told) -> str:
        then = one.growth.before
        return (
            _cell(teller, one.measure, then)
            if then is not None
            else STANDING_LABELS[Standing.NOT_APPLICABLE].in_(tongue)
        )

    return {
        "so_lieu": {code: _cell(teller, one.measure, one.now) for code, one in told.items()},
        "cung_ky": {code: before(one) for code, one in told.items()},
        "thay_doi": {code: change(teller, one) for code, one in told.items()},
        "ke_hoach": {code: teller.goal(one) or "–" for code, one in told.items()},
    }
