"""The national synthesis of a quarter or a longer span: who sent, what it adds up to, what moved, plans, the map, the provinces."""

from __future__ import annotations

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
from pages.pictures.picture_frame import DEMO, Around
from pages.reports import charts, phrases
from pages.reports import sections as reports_sections
from pages.reports.document import Block, Grid, Letter, Paragraph, Report, Said, Section
from pages.reports.facts import Teller, Told
from pages.reports.province import NOTHING
from pages.texts import common
from pages.texts import reports as texts
from pages.ui.formats import area, entry, listed, names
from service import arrivals
from service.arrivals import Arrival
from service.service import Service
from service.targets.merged import Role
from service.targets.progress import progress_of

MOST_MOVES, MOST_REASONS, MOST_BEHIND, MAPS = 12, 2, 10, 2
COLUMNS = 6  # of the provinces' table


def report(
    service: Service, period: Period, language: Language = "vi", step: reports_sections.Step = NOTHING
) -> Report:
    """On the units of the period: 63 before July 2025, 34 since. Raises whatever `step` raises."""
    # By their keys: a province that became a city since is still the same unit.
    there = {unit.key for unit in PLACES.of_quarter(period.last)}
    boundary = Boundary.TODAY if there == {unit.key for unit in PLACES.current} else Boundary.THEN
    teller = Teller(service, NATION_KEY, period, boundary, language)
    found = reports_sections.everything(teller, step)
    chosen = headlines(found)
    sections = (
        coverage(teller),
        reports_sections.results(teller, found, step),
        reports_sections.table(teller, found),
        moves(teller, found, step),
        plans(teller),
        charts.pictures(teller, found, step),
        maps_of(teller, chosen),
        provinces(teller, chosen),
        missing(teller, found),
        made_from(teller),
    )
    said = phrases.span_said(period, language)
    letter = Letter(
        teller.t(texts.MINISTRY).upper(),
        teller.t(texts.MINISTRY_OFFICE),
        teller.t(texts.NUMBERED_NATION),
        teller.t(texts.DATED, place=teller.t(texts.CAPITAL)),
        teller.t(texts.REPORT).upper(),
        teller.t(texts.TITLE, when=said, of=teller.t(texts.OF_NATION)),
        teller.t(texts.BASIS_NATION),
        tuple(teller.t(one) for one in texts.RECEIVERS_NATION),
        teller.t(texts.SIGNER_NATION).upper(),
    )
    demo = teller.t(texts.DEMO_REPORT, label=DEMO.in_(language)) if service.is_demo else ""
    return Report(
        language,
        letter,
        sections,
        tuple(teller.notes),
        f"tong-hop_ca-nuoc_{period.code}",
        demo=demo,
        values=reports_sections.values(teller, found),
    )


def headlines(found: dict[str, list[Told]]) -> list[Told]:
    """The first owed figure of each family that adds up and of which most is known."""
    firsts = [
        next((one for one in told if one.measure.core and one.measure.kind in (Nature.FLOW, Nature.STOCK)), None)
        for told in found.values()
    ]
    there = [one for one in firsts if one is not None and one.now.value is not None]
    return sorted(there, key=lambda one: -one.now.reported)[:COLUMNS]


def coverage(teller: Teller) -> Section:
    """Who sent each quarter of the span, and how many of the figures that are owed are known."""
    blocks: list[Block] = []
    for index in range(teller.period.first, teller.period.last + 1):
        quarter = Period.quarter(index)
        cells = arrivals.received(teller.service, quarter, quarter)
        there = sent(cells)
        known = arrivals.completeness(teller.service, quarter)
        have, due = sum(one.known for one in known.values()), sum(one.due for one in known.values())
        said = [
            teller.t(
                texts.HAVE_SENT,
                when=phrases.begun(phrases.span_said(quarter, teller.language)),
                sent=len(there),
                all=len(cells),
                late=sum(one.late for one in there),
            )
        ]
        said.append(
            teller.t(
                texts.OWED_KNOWN,
                known=number_text(have, teller.language),
                due=number_text(due, teller.language),
                share=100 * have // max(due, 1),
            )
        )
        for state, text in (
            (Arrival.NOT_SENT, texts.SILENT),
            (Arrival.WAITING, texts.WAITING),
            (Arrival.NOT_DUE, texts.NOT_DUE_YET),
        ):
            who = [one.unit.name for one in cells if one.state is state]
            said += [teller.t(text, count=len(who), who=listed(who, teller.language, 70))] if who else []
        blocks.append(Paragraph((Said(" ".join(said)),)))
    return Section("tinh_hinh_nop", teller.t(texts.COVERAGE), tuple(blocks))


def moves(teller: Teller, found: dict[str, list[Told]], step: reports_sections.Step) -> Section:
    """The provinces whose figures moved most on a year before; only complete and comparable ones."""
    growths = []
    every = [one.measure for told in found.values() for one in told if _adds(one.measure)]
    for done, measure in enumerate(every):
        step(done, len(every), teller.t(texts.MOVES))
        span = teller.span(measure)
        assert span is not None
        asked = Question(measure.code, span, span, By.PROVINCE, (), span.grain, teller.boundary)
        growths.append((measure, last_year(teller.ask, asked)))
    rule = teller.t(texts.MOVES_RULE, least=round(100 * highlights.LEAST), small=highlights.SMALL)
    ways = {"▲": teller.t(phrases.GREW), "▼": teller.t(phrases.FELL)}
    said = []
    for measure, one in highlights.largest(growths, MOST_MOVES):
        reasons = dict.fromkeys(given.reason.rstrip(".") for given in one.now.reasons)
        given = "".join(teller.t(texts.GIVEN, reason=reason) for reason in list(reasons)[:MOST_REASONS])
        sentence = highlights.movement(measure, one, teller.language).replace("▲", ways["▲"]).replace("▼", ways["▼"])
        said.append(Paragraph((Said(sentence + given, teller.note(measure, one.now)), Said("."))))
    said = said or [Paragraph((Said(teller.t(texts.NO_MOVES)),))]
    return Section("bien_dong", teller.t(texts.MOVES), (Paragraph((Said(rule),)), *said))


def _adds(measure: Measure) -> bool:
    return measure.core and measure.kind in (Nature.FLOW, Nature.STOCK)


def plans(teller: Teller) -> Section:
    """What plans ask for: how many targets stand where, the nation's own, and those that are missed by most."""
    at = Period.quarter(teller.period.last)
    every = progress_of(teller.service, (), at, teller.boundary, left=True)
    found = [one for one in every if one.role is not Role.LEFT]
    said = [] if every else [teller.t(texts.NO_PLANS)]
    if found:
        counts = Counter(one.pace for one in found)
        told = "; ".join(f"{PACE_LABELS[pace].in_(teller.language)}: {counts[pace]}" for pace in Pace if counts[pace])
        said.append(teller.t(texts.PLANS_STAND, count=len(found), told=told))
    old = [PLACES.versions[one.target.unit][-1].name for one in found if one.role is Role.PART]
    if old:
        who = listed(list(dict.fromkeys(old)), teller.language)
        said.append(teller.t(texts.PLANS_OF_OLD, count=len(old), who=who))
    if left := len(every) - len(found):
        said.append(teller.t(texts.PLANS_LEFT if found else texts.NO_PLANS_NOW, count=left))
    for one in found:
        if one.under == NATION_KEY and not one.target.item:
            measure = teller.service.measures[one.target.measure]
            pace = PACE_LABELS[one.pace].in_(teller.language).lower()
            goal = target_marks.demanded(one.target, measure, teller.language)
            when = phrases.span_said(one.target.period, teller.language)
            said.append(
                teller.t(
                    texts.NATIONAL_PLAN, measure=measure.label.in_(teller.language), goal=goal, when=when, pace=pace
                )
            )
    whole = [one for one in found if not one.target.item and not one.target.per]
    said += [
        f"{one.sentence}." for one in highlights.behind(whole, teller.service.measures, teller.language, MOST_BEHIND)
    ]
    return Section("ke_hoach", teller.t(texts.PLANS), tuple(Paragraph((Said(one),)) for one in said))


def maps_of(teller: Teller, chosen: Sequence[Told]) -> Section:
    """The provinces on the map by the first headline figures."""
    blocks: list[Block] = []
    day = today() if teller.boundary is Boundary.TODAY else teller.period.end
    for number, one in enumerate(chosen[:MAPS], 1):
        answer = teller.ask(_by_province(teller, one))
        label = f"{one.measure.label.in_(teller.language)} ({one.measure.unit.in_(teller.language)}), {one.now.period.label.in_(teller.language)}"
        order = ranking.rank(answer, answer)
        around = Around(
            teller.language,
            ranking.title(order, answer, teller.language),
            label,
            choropleth.footnotes(day, teller.language),
            demo=teller.service.is_demo,
            across=charts.ACROSS,
        )
        blocks.append(
            charts.printed(
                choropleth.figure(answer, day, teller.language),
                around,
                teller.t(texts.MAP_CAPTION, number=number, label=label),
            )
        )
    return Section("ban_do", teller.t(texts.MAPS), tuple(blocks))


def _by_province(teller: Teller, one: Told) -> Question:
    span = one.now.period
    keys = () if teller.boundary is Boundary.TODAY else tuple(unit.key for unit in PLACES.of_quarter(span.last))
    return Question(one.measure.code, span, span, By.PROVINCE, keys, span.grain, teller.boundary)


def provinces(teller: Teller, chosen: Sequence[Told]) -> Section:
    """A line for each province: how many of the owed figures are known, and the headline figures."""
    known = arrivals.completeness(teller.service, Period.quarter(teller.period.last))
    cells: dict[str, list[str]] = {}
    names_: dict[str, str] = {}
    for one in chosen:
        for row in teller.ask(_by_province(teller, one)).rows:
            cells.setdefault(row.key, []).append(entry(one.measure, row, teller.language))
            names_[row.key] = area(row, teller.language)
    rows = []
    for number, (key, said) in enumerate(cells.items(), 1):
        owed = known.get(key)
        rows.append((str(number), names_[key], f"{owed.known}/{owed.due}" if owed else "–", *said))
    head = [texts.NUMBER, common.PROVINCE, texts.OWED]
    titles = [f"{one.measure.label.in_(teller.language)} ({_unit(teller, one)})" for one in chosen]
    each = (165 - 9 - 30 - 16) // max(len(chosen), 1)
    grid = Grid(
        teller.t(texts.BY_PROVINCE, when=phrases.span_said(teller.period, teller.language)),
        (*(teller.t(one) for one in head), *titles),
        tuple(rows),
        (9, 30, 16, *[each] * len(chosen)),
    )
    return Section("theo_tinh", teller.t(texts.PROVINCES), (grid, *_counted_once(teller, chosen)))


def _unit(teller: Teller, one: Told) -> str:
    """Its unit, and the span where that is not the report's."""
    unit, span = one.measure.unit.in_(teller.language), one.now.period
    return unit if span == teller.period else f"{unit}, {phrases.span_said(span, teller.language)}"


def _counted_once(teller: Teller, chosen: Sequence[Told]) -> list[Block]:
    """Why a column does not add up to the nation's figure: what two provinces share is one thing."""
    said = []
    for one in chosen:
        total = sum(row.value or 0 for row in teller.ask(_by_province(teller, one)).rows)
        if one.measure.distinct and total > (one.now.value or 0):
            numbers = {"sum": total, "total": one.now.value or 0, "more": total - (one.now.value or 0)}
            shown = {name: teller.plainly(one.measure, number) for name, number in numbers.items()}
            label = one.measure.label.in_(teller.language)
            said.append(Paragraph((Said(teller.t(texts.COUNTED_ONCE, measure=label, **shown)),)))
    return list(said)


def missing(teller: Teller, found: dict[str, list[Told]]) -> Section:
    """The provinces that lack figures they owe for the last quarter, and whether they sent anything; who withholds what."""
    last = Period.quarter(teller.period.last)
    known, rows = arrivals.completeness(teller.service, last), list[tuple[str, ...]]()
    there = {one.unit.key for one in sent(arrivals.received(teller.service, last, last))}
    for unit in PLACES.of_quarter(last.last):
        owed = known[unit.key]
        if owed.missing:
            quarter = phrases.span_said(last, teller.language)
            why = (
                listed(list(owed.missing), teller.language, 16)
                if unit.key in there
                else teller.t(texts.UNSENT, quarters=quarter)
            )
            rows.append((str(len(rows) + 1), unit.name, f"{len(owed.missing)}/{owed.due}", why))
    head = tuple(teller.t(one) for one in (texts.NUMBER, common.PROVINCE, texts.STILL_LACKING, texts.WHY))
    grid = Grid(teller.t(texts.WITHOUT_TITLE), head, tuple(rows), (10, 35, 25, 95), frozenset({1, 3}))
    blocks: list[Block] = [grid if rows else Paragraph((Said(teller.t(texts.NOBODY_LACKS)),))]
    for one in (one for told in found.values() for one in told if one.now.withheld):
        name = f"{phrases.in_sentence(one.measure.label.in_(teller.language))} ({one.measure.code})"
        who = listed(names(one.now.withheld, one.now), teller.language)
        blocks.append(Paragraph((Said(teller.t(texts.WITHHOLDING, measure=name, who=who)),)))
    return Section("con_thieu", teller.t(texts.MISSING), tuple(blocks))


def made_from(teller: Teller) -> Section:
    """Of how many submissions, and which version of the data."""
    cells = sent(
        arrivals.received(teller.service, Period.quarter(teller.period.first), Period.quarter(teller.period.last))
    )
    said = teller.t(
        texts.MADE_FROM_ALL,
        source=teller.t(common.SOURCE),
        count=len(cells),
        version=teller.service.revision,
        day=day_text(today(), teller.language),
    )
    return Section("nguon", teller.t(texts.SOURCES), (Paragraph((Said(said),)),))
