"""A province's briefing as HTML: chips, the table of its main figures, and the four lists below it."""

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

from data.model import Language, Period, Text, day_text, number_text, today
from data.places import PLACES, Boundary, Unit
from data.population import Population
from indicators import CATALOGUE, MEASURES
from indicators.define import Measure
from indicators.engine.growth import Growth
from indicators.engine.progress import PACE_LABELS
from pages.charts import highlights
from pages.sections.briefing import Ranked
from pages.sections.targets_table import percent
from pages.texts import briefing as texts
from pages.texts import common
from pages.ui import page_links, reason_marks
from pages.ui.formats import amount, in_full, kept_together
from service.arrivals import Arrival, Completeness, Received
from service.targets.progress import Progress

STYLE = """<style>
.st-key-choices [data-testid=stWidgetLabel] {position: absolute; clip-path: inset(50%); height: 1px; overflow: hidden}
.briefing {--rule: color-mix(in srgb, currentColor 16%, transparent); --own: light-dark(#9a1b2b, #f0808b); --quiet: light-dark(#5c6167, #b3b1ac); font-variant-numeric: tabular-nums}
.briefing h2 {font-size: 1.55rem; line-height: 1.25; margin: 0; padding: 0; max-width: 52rem} .briefing h3 {font-size: 1rem; margin: 0 0 .3rem; padding: 0}
.briefing .chips {display: flex; flex-wrap: wrap; gap: .4rem; margin: .55rem 0 .7rem; font-size: .8rem} .briefing .chip {border: 1px solid var(--quiet); border-radius: 1rem; padding: .1rem .65rem}
.briefing .chip.good {border-color: light-dark(#0d6b4a, #6fd3ab); color: light-dark(#0d6b4a, #8fe0bf)} .briefing .chip.soon {border-color: light-dark(#8a5300, #f0c070); color: light-dark(#7a4a00, #f0c070)} .briefing .chip.late {border-color: light-dark(#9a1b2b, #ff9aa3); color: light-dark(#9a1b2b, #ff9aa3)}
.briefing a {color: inherit !important; text-decoration: underline; text-decoration-color: color-mix(in srgb, currentColor 35%, transparent)} .briefing a:hover {text-decoration-color: currentColor}
.briefing .top {display: grid; grid-template-columns: minmax(0, 1fr) 176px; gap: 0 1.4rem} .briefing .locator {width: 170px} .briefing .country {background: 0 0 / 100% 100% no-repeat; print-color-adjust: exact; -webkit-print-color-adjust: exact} .briefing .country img {display: block; width: 100%; height: auto} .briefing .locator small {display: block; font-size: .6rem; color: var(--quiet)}
.briefing table.main {border-collapse: collapse; width: 100%; font-size: .875rem} .briefing .main th, .briefing .main td {border: 0; border-bottom: 1px solid var(--rule); padding: .28rem .5rem; text-align: right; vertical-align: middle}
.briefing .main th {font-weight: 400} .briefing .main thead th {font-size: .78rem; color: var(--quiet); vertical-align: bottom} .briefing .main th:first-child {text-align: left; padding-left: 0} .briefing .main td.left, .briefing .main th.left {text-align: left}
.briefing .main td > span:not(.why) {white-space: nowrap} .briefing .main .value {font-weight: 600; font-size: 1rem} .briefing .main .why, .briefing .main small {font-size: .74rem; color: var(--quiet); line-height: 1.25} .briefing .main .label {display: none} .briefing .main .spark {width: 96px; height: 26px; display: block; margin-left: auto}
.briefing .bar {position: relative; height: 10px; min-width: 8rem; background: color-mix(in srgb, currentColor 7%, transparent)} .briefing .bar i {position: absolute; left: 0; top: 0; bottom: 0; background: var(--own)} .briefing .bar b {position: absolute; top: -3px; bottom: -3px; width: 2px; background: currentColor} .briefing .bar b.region {width: 0; border-left: 2px dotted currentColor}
.briefing .path {height: 6px; min-width: 5rem} .briefing .among {font-size: .8rem; color: var(--quiet); margin: .35rem 0 0}
.briefing .lists {display: grid; grid-template-columns: 1fr 1fr; gap: .9rem 2.2rem; margin-top: .9rem} .briefing .lists section + section {margin-top: .9rem} .briefing .fields {font-size: .875rem; line-height: 1.5} .briefing ul {margin: 0; padding-left: 1.1rem} .briefing li, .briefing .lists p, .briefing .lists table {font-size: .875rem; margin: 0 0 .2rem} .briefing .lists p {color: var(--quiet); font-size: .8rem} .briefing li details.reason > div {font-size: .875rem}
.briefing .lists table {border-collapse: collapse; width: 100%} .briefing .lists th, .briefing .lists td {border: 0; border-bottom: 1px solid var(--rule); padding: .15rem .4rem; text-align: right; font-weight: 400} .briefing .lists th:first-child {text-align: left; padding-left: 0} .briefing .lists thead th {font-size: .74rem; color: var(--quiet)}
.duties {border-left: 4px solid light-dark(#9a1b2b, #f0808b); padding: .1rem 0 .1rem .9rem; margin-bottom: .4rem}
@media screen and (max-width: 640px) {
  .st-key-choices > [data-testid=stLayoutWrapper] > [data-testid=stHorizontalBlock] > [data-testid=stColumn]:nth-child(-n + 2) {flex: 1 1 100%} .st-key-choices [data-testid=stHorizontalBlock] {row-gap: 0}
  .briefing .top {grid-template-columns: minmax(0, 1fr)} .briefing .lists {grid-template-columns: minmax(0, 1fr)} .briefing h2 {font-size: 1.3rem} .briefing .locator {margin: .8rem auto 0}
  .briefing .lists tr {display: grid; grid-template-columns: 1fr 4rem 4rem 4.5rem} .briefing .lists td:last-child {grid-column: 1 / -1; text-align: left; padding-left: 0; border: 0; color: var(--quiet)} .briefing .lists td:not(:last-child), .briefing .lists th {border: 0} .briefing .lists tbody tr {border-bottom: 1px solid var(--rule)} .briefing .lists thead th:last-child {display: none}
  .briefing .main thead {position: absolute; clip-path: inset(50%); height: 1px; width: 1px; overflow: hidden} .briefing .main tbody tr {display: grid; grid-template-columns: 1fr 1fr; gap: .15rem 1rem; border-bottom: 1px solid var(--rule); padding: .5rem 0}
  .briefing .main tbody th {grid-column: 1 / -1; font-weight: 600} .briefing .main tbody th, .briefing .main tbody td {display: block; border: 0; padding: 0; text-align: left} .briefing .main .label {display: block; font-size: .74rem; color: var(--quiet)} .briefing .main .spark {margin: 0}
}
@media print {
  .briefing {color: #000; --own: #9a1b2b; --quiet: #444} .briefing h2 {font-size: 15pt} .briefing .main, .briefing .lists table, .briefing li, .briefing .fields {font-size: 8.5pt !important} .briefing .main small, .briefing .main .why, .briefing .chips {font-size: 7pt} .briefing .main .value {font-size: 10pt} .briefing .bar {min-width: 4.5rem} .briefing .main .spark {width: 66px; height: 20px}
  .briefing .top {grid-template-columns: minmax(0, 1fr) 110px; gap: 0 .6rem} .briefing .locator {width: 110px} .briefing .main th, .briefing .main td {padding: .2rem .25rem} .briefing .bar i, .briefing .bar b {print-color-adjust: exact; -webkit-print-color-adjust: exact} .briefing .lists > * {break-inside: avoid}
  [class*=st-key-ways], [class*=st-key-duties], [data-testid=stExpander]:has(> details:not([open])) {display: none !important}
}
</style>"""


def title(said: str) -> str:
    """The verdict."""
    return f"<h2>{escape(kept_together(said))}</h2>"


def chips(cells: Sequence[Received], next_due: Received | None, unit: Unit, quarter: Period, language: Language) -> str:
    """Whether it was sent, of what the province was made, what comes next."""
    told = [_sent(cells, quarter, language)] if cells else []
    before = PLACES.predecessors(unit.key)
    if before:
        day = day_text(PLACES.versions[unit.key][0].valid_from, language)
        old = ", ".join(PLACES.versions[key][-1].name for key in before)
        told.append(_chip(texts.MERGED_OF.in_(language).format(old=old, day=day)))
    elif not unit.successor:
        told.append(_chip(texts.NOT_MERGED.in_(language)))
    if next_due is not None:
        text, late = due_said(next_due.period, language)
        told.append(_chip(text, "late" if late else "soon"))
    return f'<div class="chips">{"".join(told)}</div>'


def _chip(text: str, form: str = "", link: str = "") -> str:
    inside = f'<a href="{escape(link)}" target="_self">{escape(text)}</a>' if link else escape(text)
    return f'<span class="chip {form}">{inside}</span>'


def _sent(cells: Sequence[Received], quarter: Period, language: Language) -> str:
    """Of a quarter of former provinces how many of them have sent."""
    if len(cells) > 1:
        sent = sum(one.submission is not None for one in cells)
        said = texts.SENT_BY_PARTS.in_(language).format(sent=sent, all=len(cells))
        return _chip(said, "good" if sent == len(cells) else "late", _history(cells[0], language))
    one = cells[0]
    if one.submission is None:
        when = quarter.inside.in_(language)
        return _chip(
            texts.NOTHING_SENT.in_(language).format(when=when), "late" if one.state is Arrival.NOT_SENT else ""
        )
    day = day_text(one.submission.received_at.date(), language)
    if one.state is Arrival.WAITING:
        return _chip(texts.WAITS.in_(language).format(day=day), "soon", _history(one, language))
    said = texts.SENT_ON.in_(language).format(day=day, version=one.submission.version)
    return _chip(said, "good", _history(one, language))


def _history(cell: Received, language: Language) -> str:
    chosen = {"lich-su": cell.unit.key, "quy": cell.period.code} | ({"lang": "en"} if language == "en" else {})
    return f"tinh-hinh-nop?{urlencode(chosen)}"


def due_said(quarter: Period, language: Language) -> tuple[str, bool]:
    """When a quarter that was not sent is due, and whether that is over."""
    left = (quarter.due - today()).days
    form = texts.DUE_IN if left >= 0 else texts.OVERDUE
    day = day_text(quarter.due, language)
    return form.in_(language).format(when=quarter.label.in_(language), days=abs(left), day=day), left < 0


# The lists


def blocks(parts: Sequence[tuple[Text, str]], language: Language) -> str:
    """Each under its heading."""
    return "".join(f"<section><h3>{escape(title.in_(language))}</h3>{inside}</section>" for title, inside in parts)


def _list(items: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def field_ranks(found: Mapping[str, tuple[Measure, Ranked]], language: Language) -> str:
    """One field after the other, each with the code of the measure it is ranked by."""
    if not found:
        return f"<p>{escape(texts.RANKS_NONE.in_(language))}</p>"
    told = (
        f'<span title="{escape(measure.label.in_(language))}">{escape(CATALOGUE[name].label.in_(language))} ({measure.code})&nbsp;<b>{ranked.rank}/{ranked.of}</b></span>'
        for name, (measure, ranked) in found.items()
    )
    return f'<div class="fields">{" · ".join(told)}</div>'


def moved(found: Sequence[tuple[Measure, Growth]] | None, boundary: Boundary, language: Language) -> str:
    """What rose and fell most: a sentence each, whose figure leads to its source; the explained ones marked. `found`:
    None where nothing can be compared."""
    if found is None:
        return f"<p>{escape(common.NOTHING_COMPARED.in_(language))}</p>"
    items = []
    for measure, growth in found:
        now, before = growth.now, growth.before
        link = escape(page_links.source(measure.code, now.period, now.key, boundary, language))
        was = before.value or 0.0 if before else 0.0
        form = texts.ROSE if (growth.difference or 0) > 0 else texts.FELL
        said = form.in_(language).format(
            measure=measure.label.in_(language),
            span=now.period.short.in_(language),
            percent=number_text(abs(growth.percent or 0), language, 1),
            before=amount(measure, was, language),
            now=in_full(measure, now._replace(reasons=()), language),
        )
        reasons = now.reasons or (before.reasons if before else ())
        mark = reason_marks.mark(reasons, language)
        items.append(
            f'<a href="{link}" target="_self">{escape(kept_together(said))}</a>{mark and f" {mark} {escape(texts.EXPLAINED.in_(language))}"}'
        )
    none = texts.NO_MOVES.in_(language).format(least=round(100 * highlights.LEAST))
    return _list(items) if items else f"<p>{escape(none)}</p>"


def missing(
    owed: Completeness | None,
    quarter: Period,
    next_due: Received | None,
    unplanned: int,
    language: Language,
    most: int = 5,
) -> str:
    """The required figures that are not there, by name while they are few; what is due next; targets not set."""
    items = []
    if owed is not None and owed.due:
        form = texts.LACKS if owed.missing else texts.LACKS_NONE
        counts = {"when": quarter.label.in_(language), "missing": len(owed.missing), "due": owed.due}
        said = form.in_(language).format(**counts)
        names = [f"{code} {MEASURES[code].label.in_(language)}" for code in owed.missing[:most]]
        rest = len(owed.missing) - len(names)
        names += [texts.AND_MORE.in_(language).format(count=rest)] if rest else []
        items.append(escape(f"{said}: {'; '.join(names)}" if names else said))
    if next_due is not None:
        items.append(escape(due_said(next_due.period, language)[0]))
    if unplanned:
        items.append(escape(texts.NO_TARGET.in_(language).format(year=quarter.year, count=unplanned)))
    return _list(items)


def plans(found: Sequence[Progress], language: Language, most: int = 5) -> str:
    """How far each target is by which figure, those furthest behind first."""
    if not found:
        return f"<p>{escape(texts.NO_PLANS.in_(language))}</p>"
    order = sorted(found, key=lambda one: (one.share is None, one.share or 0))
    items = []
    for one in order[:most]:
        form = texts.PLAN_LINE if one.share is not None else texts.PLAN_UNSAID
        said = form.in_(language).format(
            measure=MEASURES[one.target.measure].label.in_(language),
            share=percent(one.share) if one.share is not None else "",
            when=one.at.inside.in_(language),
            pace=PACE_LABELS[one.pace].in_(language).lower(),
        )
        chosen = {"tinh": one.under, "cach-tinh": one.target.key} | ({"lang": "en"} if language == "en" else {})
        items.append(f'<a href="ke-hoach?{escape(urlencode(chosen))}" target="_self">{escape(said)}</a>')
    return _list(items)


def rules(people: Population | None, language: Language) -> list[str]:
    """The rules by which all this is told, with the source of the population."""
    source = f"{people.source}, {people.year}" if people else "–"
    values = {"least": round(100 * highlights.LEAST), "small": highlights.SMALL, "source": source}
    return [rule.in_(language).format(**values) for rule in texts.RULES]
