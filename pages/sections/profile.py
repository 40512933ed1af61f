"""An area's figures a line each, and what a province's own page has besides: its head, what is missing, its
predecessors."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from html import escape

from data.model import Language, Period, day_text, number_text
from data.places import NATION_KEY, PLACES, REGIONS, Boundary, Unit
from indicators import MEASURES
from indicators.define import Indicator, Measure, Nature
from indicators.engine.answer import By, Question, Row, Standing
from indicators.engine.growth import Alike, Growth
from pages.charts import area_figures, target_marks
from pages.charts.area_figures import AreaFigure
from pages.charts.cards import change, course_said, sparkline
from pages.charts.ranking import exact, ranks
from pages.texts import common
from pages.ui import page_links, reason_marks
from pages.ui.formats import PER_CENT, entry, quantity, state_said
from pages.ui.formats import change as step
from pages.ui.session import ask
from pages.ui.tables import Cell, table
from service.targets.progress import Progress

RANK = "PI02"  # the rank in the innovation index, told at the head

# A sheet of A4 without anything that is only there to be pressed; a family is not torn apart where it fits on one.
PRINT = """<style>
.profile h3 {font-size: 1.15rem; margin: 1.2rem 0 .3rem; padding: 0} .profile .head {font-size: 1rem; line-height: 1.6; margin: 0} .profile .head b {font-size: 1.35rem}
.lines.figures {table-layout: fixed; min-width: 58rem} .lines.aimed.figures {min-width: 69rem} .lines.figures tbody th, .lines.figures td {white-space: normal}
.lines th:nth-child(2) {width: 6rem} .lines th:nth-child(3) {width: 13.5rem} .lines th:nth-child(4) {width: 5.5rem} .lines th:nth-child(5) {width: 8.6rem}
.lines.ranked th:nth-child(6) {width: 4.5rem} .lines.aimed th:nth-last-child(2) {width: 10.5rem} .lines th:last-child {width: 7.5rem}
.lines .why {font-size: .78rem; line-height: 1.25} .lines .spark {display: block; width: 110px; height: 26px; margin: 0 0 0 auto}
.aim {font-size: .8rem; display: flex; flex-direction: column; gap: .1rem; text-align: left} .aim progress {width: 100%; height: .45rem; accent-color: light-dark(#9a1b2b, #f0808b)}
@media print {
  @page {size: A4; margin: 13mm 11mm}
  .profile {break-inside: avoid} .profile.long {break-inside: auto} .profile .scroll {overflow: visible} .profile .figures {font-size: 8pt; color: #000}
  .lines.figures, .lines.aimed.figures {min-width: 0} .lines thead th:nth-child(2), .lines thead th:nth-child(4) {width: 8%} .lines thead th:nth-child(3) {width: 17%} .lines thead th:nth-child(5) {width: 12%}
  .lines.ranked thead th:nth-child(6) {width: 6%} .lines.aimed thead th:nth-last-child(2) {width: 14%} .lines thead th:last-child {width: 10%} .lines .spark {width: 84px; height: 20px}
  .lines .why, .aim {font-size: 6.5pt} .profile .figures th, .profile .figures td {padding: .1rem .25rem} .profile .figures tr {break-inside: avoid}
  [data-testid=stMainBlockContainer] hr, [class*=st-key-lang] {display: none !important} [data-testid=stMainBlockContainer] {padding: 0 !important; max-width: none !important}
  [data-testid=stApp], [data-testid=stMain], [data-testid=stAppViewContainer] {position: static !important; overflow: visible !important; height: auto !important; color: #000 !important; background: #fff !important}
}
</style>"""


def lines(
    figures: Sequence[AreaFigure],
    caption: str,
    language: Language,
    places: Mapping[str, str] | None = None,
    targets: Sequence[Progress] = (),
    same: Mapping[str, Alike | None] | None = None,
    links: Mapping[str, str] | None = None,
    nation: Mapping[str, str] | None = None,
    boundary: Boundary | None = None,
) -> str:
    """A line a measure: figure, change, course, rank (`places`, by code, where ranks mean something), target, state.

    `same` are the changes of those provinces alone that are complete both times, where totals cannot be compared;
    `links` where the names lead, by code; `nation` what is told of the nation under a figure. Of a `boundary` the
    figures lead to where they came from.
    """
    head = [common.MEASURE, common.VALUE, common.CHANGE, common.SPAN, common.COURSE]
    head += [common.RANK] if places is not None else []
    head += [common.TARGET] if targets else []
    body = []
    for one in figures:
        measure, now = one.measure, one.now
        name = Cell(
            f"{measure.code} · {measure.label.in_(language)} ({measure.unit.in_(language)})",
            "",
            measure.definition.in_(language),
            (links or {}).get(measure.code, ""),
        )
        cells = [
            Cell(
                quantity(measure, now, language) if now.value is not None else "–",
                "number",
                link=page_links.source(measure.code, now.period, now.key, boundary, language) if boundary else "",
                picture=reason_marks.mark(now.reasons, language, now.sender_notes)
                + _small((nation or {}).get(measure.code, "")),
            ),
            moved(one, language, (same or {}).get(measure.code)),
            Cell(now.period.short.in_(language)),
            Cell("", picture=sparkline(one.course, course_said(one, language), 110, 26)),
        ]
        cells += [Cell(places.get(measure.code, "–"))] if places is not None else []
        mine = "".join(
            target_marks.bar(plan, measure, language, named=False)
            for plan in targets
            if plan.target.measure == measure.code
        )
        cells += [Cell("", picture=mine)] if targets else []
        cells.append(Cell(state_said(now, language), "number" if now.state is Standing.FINAL else "none"))
        body.append((name, cells))
    form = f"lines{' ranked' if places is not None else ''}{' aimed' if targets else ''}"
    return table(caption, [*(text.in_(language) for text in head), common.STATE.in_(language)], body, form)


def _small(text: str) -> str:
    return f'<div class="why">{escape(text)}</div>' if text else ""


def shares(figures: Sequence[AreaFigure], quarter: Period, boundary: Boundary, language: Language) -> dict[str, str]:
    """The nation's share beside a province's, by code: what is neither a sum nor a count can be set side by side."""
    told = {}
    for measure in (one.measure for one in figures if one.measure.kind is Nature.RATIO):
        row = next(iter(ask(area_figures.question(measure, quarter, NATION_KEY, boundary)).rows), None)
        if row and row.value is not None:
            whole = f" ({row.reported}/{row.expected})" if row.state is Standing.PARTIAL and row.reported else ""
            told[measure.code] = common.NATIONS.in_(language).format(value=quantity(measure, row, language) + whole)
    return told


def moved(figure: AreaFigure, language: Language, same: Alike | None) -> Cell:
    """The change from a year before, or in small letters why there is none."""
    growth = figure.growth
    if growth.now.value is None:
        return Cell("–")
    if growth.before is not None and growth.difference is not None:
        return Cell(step(figure.measure, growth.now.value, growth.before.value or 0, language), "number")
    said = change(figure.measure, growth, language, same)
    if growth.why is not None and same is None and growth.before is not None:
        said = growth.why.in_(language)
    return Cell(said, "why")


def place(growths: Sequence[Growth], key: str, measure: Measure) -> str:
    """`3/34`: the rank among the provinces whose figure is complete; `–` where it has none, or where all are alike."""
    values = {one.now.key: one.now.value or 0.0 for one in growths if exact(one.now)}
    return (
        f"{ranks(values, measure.direction)[key]}/{len(values)}"
        if key in values and len(set(values.values())) > 1
        else "–"
    )


def ranked(indicator: Indicator, key: str, quarter: Period, boundary: Boundary) -> dict[str, str]:
    """Its rank by every measure of a family; a score has its published rank."""
    codes = [code for code, measure in indicator.measures.items() if measure.kind is not Nature.INDEX]
    return {code: place(area_figures.growths(code, quarter, boundary), key, MEASURES[code]) for code in codes}


def family(indicator: Indicator, table_: str, language: Language) -> str:
    """One family's block of the page."""
    return f'<div class="profile"><h3>{escape(indicator.label.in_(language))}</h3>{table_}</div>'


def head(unit: Unit, quarter: Period, boundary: Boundary, language: Language) -> str:
    """Who it is: name, code, kind, region, since when and out of which provinces, its rank in the innovation index."""
    begun = PLACES.versions[unit.key][0].valid_from
    kind = common.UNIT_KINDS.get(unit.type)
    said = [
        f"{common.CODE.in_(language)} {unit.code}",
        kind.in_(language) if kind else unit.type,
        REGIONS[unit.region].in_(language),
    ]
    if before := PLACES.predecessors(unit.key):
        old = ", ".join(f"{PLACES.versions[key][-1].name} ({PLACES.versions[key][-1].code})" for key in before)
        said.append(common.MADE_OF.in_(language).format(day=day_text(begun, language), old=old))
    if unit.successor and unit.valid_to:
        heir = PLACES.version(PLACES.heir(unit.key), quarter.end)
        said.append(common.BECAME.in_(language).format(day=day_text(unit.valid_to, language), heir=heir.name))
    if RANK in MEASURES:
        one = area_figures.figure(RANK, quarter, unit.key, boundary)
        known = [row for row in one.course if row.value is not None] if one else []
        if known:
            of = PLACES.units_in(known[-1].period)
            rank = quantity(MEASURES[RANK], known[-1], language)
            said.append(common.INDEX_RANK.in_(language).format(year=known[-1].period.year, rank=rank, of=of))
    return f'<div class="profile"><p class="head"><b>{escape(unit.name)}</b><br>{escape(" · ".join(said))}</p></div>'


def missing(codes: Sequence[str], language: Language) -> str:
    """The figures that every province owes and this one has not given, as a list."""
    items = "".join(f"<li>{escape(f'{code} · {MEASURES[code].label.in_(language)}')}</li>" for code in codes)
    return f'<div class="profile"><ul class="missing">{items}</ul></div>' if items else ""


def inheritance(unit: Unit, language: Language) -> tuple[str, Period] | None:
    """What each old province brought along: its figure of the last quarter before the merger and its share of the
    sum."""
    before = PLACES.predecessors(unit.key)
    if len(before) < 2:
        return None
    last = Period.at(PLACES.versions[unit.key][0].valid_from - timedelta(days=1))
    body = []
    for code, measure in MEASURES.items():
        if not measure.adds_up:
            continue
        span = measure.span_at(last)
        answer = ask(Question(code, span, span, By.PROVINCE, tuple(before), span.grain, Boundary.THEN))
        rows = {row.key: row for row in answer.rows}
        if any(row.value for row in rows.values()):
            all_ = sum(row.value or 0 for row in rows.values())
            whole = all(exact(rows[key]) for key in before)
            cells = [Cell(span.short.in_(language))]
            cells += [Cell(_share(measure, rows[key], all_ if whole else 0, language), "number") for key in before]
            body.append((Cell(f"{code} · {measure.label.in_(language)} ({measure.unit.in_(language)})"), cells))
    if not body:
        return None
    names = [PLACES.versions[key][-1].name for key in before]
    titles = [common.MEASURE.in_(language), common.SPAN.in_(language), *names]
    return f'<div class="profile long">{table(common.INHERITED.in_(language), titles, body)}</div>', last


def _share(measure: Measure, row: Row, all_: float, language: Language) -> str:
    told = entry(measure, row, language)
    return (
        f"{told} · {number_text(100 * (row.value or 0) / all_, language, 0)}{PER_CENT.in_(language)}" if all_ else told
    )
