"""The views across provinces at one period: ranked, moved, over time, spread out, by two measures, on the map."""

from statistics import median

from data.model import Period, periods
from data.places import PLACES
from data.population import populations
from indicators.define import Measure
from indicators.engine.answer import Answer, By, Question
from pages.charts import choropleth, comparisons, distribution, heatmap, readings, transforms
from pages.charts.comparisons import View
from pages.download_formats.format import Download
from pages.explorer import groups, map_card
from pages.explorer.choices import Selection, areas_said, day_of
from pages.explorer.shown import Shown
from pages.texts import common, lineage
from pages.texts import compare as words
from pages.texts import explorer as texts
from pages.ui import filters
from pages.ui.session import ask, language, t

LEADS = {  # what a click does, where it does not open a province
    "ban-do": texts.CLOSE_CARD,
    "hai-chi-tieu": words.CLICK_PROVINCE,
    "theo-ky": lineage.CLICK_SOURCE,
    "phan-bo": lineage.CLICK_SOURCE,
}


def show(choice: Selection) -> Shown:
    """The provinces beside each other."""
    seen, tongue = _seen(choice), language()
    measures = list(dict.fromkeys([choice.measure, choice.second]))
    named = " · ".join(f"{each.code} {t(each.label)}" for each in measures)
    units = " · ".join(dict.fromkeys(t(answer.measure.unit) for answer in seen.answers))
    when = t(choice.period.label)
    if choice.over_time:
        ends = (t(seen.answers[0].question.first.label), t(choice.last.label))
        when = " – ".join(dict.fromkeys(ends))  # one period is said once
    under = f"{named} ({units}) · {when} · {filters.units_said(choice.boundary, choice.until)}"
    selection = {
        common.MEASURE: named,
        words.SPAN: when,
        common.UNITS: choice.boundary.value,
        common.GRAIN: t(common.GRAINS[choice.grain]),
        texts.AMONG: groups.said(choice.group, choice.provinces),
        texts.AREAS: areas_said(choice.areas),
        texts.READING: t(texts.READINGS[choice.reading]),
    }
    rows = [row for answer in seen.answers for row in answer.rows]
    notes = [*seen.notes, *readings.notes(rows, choice.reading, choice.until, populations(), tongue)]
    if choice.view == "ban-do":
        notes += choropleth.footnotes(day_of(choice.boundary, choice.period), tongue)
    name = f"{choice.view}_{choice.measure.code}_{choice.until}_{choice.boundary.value}"
    plain = not choice.reading
    return Shown(
        seen.title,
        seen.figure,
        under,
        notes,
        Download("compare", name, selection, seen.answers, seen.take, notes=notes, by_code=plain),
        seen.table,
        LEADS.get(choice.view, lineage.CLICK_PROVINCE),
        open_table=choice.view in ("xep-hang", "tang-giam"),
        beside=map_card.beside(choice, seen) if choice.view == "ban-do" else None,
    )


def _seen(choice: Selection) -> View:
    tongue, chosen, view = language(), choice.provinces, choice.view
    if view == "theo-ky":
        return comparisons.over_time(_long(choice), tongue, chosen)
    now = _answer(choice, choice.measure, choice.period)
    if view == "phan-bo":
        return comparisons.spread_out(now, tongue, chosen)
    if view == "hai-chi-tieu":
        return comparisons.two(now, _answer(choice, choice.second, choice.period), tongue, chosen)
    then = _answer(choice, choice.measure, choice.period.year_before())
    if view == "ban-do":
        return comparisons.mapped(now, then, day_of(choice.boundary, choice.period), tongue, chosen)
    if view == "tang-giam":
        return comparisons.moved(now, then, tongue, chosen)
    return comparisons.ranked(now, then, tongue, chosen, _beside(choice, now))


def _answer(choice: Selection, measure: Measure, period: Period) -> Answer:
    """Every province of one period; so far this year is one span: asked by that grain, all of the year would come."""
    keys = choice.units(period, period)
    asked = Question(measure.code, period, period, By.PROVINCE, keys, period.grain, choice.boundary)
    return readings.read_as(ask(asked), choice.reading, ask, populations())


def _long(choice: Selection) -> Answer:
    """Every province over the last periods of the span."""
    known = periods(Period(choice.first.year, ""), choice.last, choice.grain)
    known = [one for one in known if choice.first.first <= one.last and one.last <= choice.last.last] or known[-1:]
    first, last = known[-heatmap.PERIODS :][0], known[-1]
    keys = choice.units(first, choice.last)
    asked = Question(choice.measure.code, first, last, By.PROVINCE, keys, choice.grain, choice.boundary)
    found = transforms.ended(ask(asked), choice.last, ask)
    return readings.read_as(found, choice.reading, ask, populations())


def _beside(choice: Selection, now: Answer) -> dict[str, float]:
    """What the ranked are set against: the nation's own figure and that of the chosen province's region, of shares; the
    middle of all, of counts."""
    value = readings.whole(now, choice.reading, ask)
    if value is None:
        known = [row.value for row in now.rows if row.value is not None]
        middle = median(known) if known else 0.0
        return {t(words.MEDIAN, value=_short(now.measure, middle)): middle} if known else {}
    beside = {t(texts.REFERENCE_NATION, value=_short(now.measure, value)): value}
    region = PLACES.versions[choice.provinces[0]][-1].region if choice.provinces else ""
    if region:
        of_it = readings.whole(now, choice.reading, ask, region)
        if of_it is not None:
            beside[f"{filters.area(region)} {_short(now.measure, of_it)}"] = of_it
    return beside


def _short(measure: Measure, value: float) -> str:
    return distribution.short(measure, value, language())
