"""A target's path beside the figures it is judged by, as a chart."""

from dataclasses import replace

import streamlit as st

from data.model import Grain, Period
from data.places import NATION_KEY, PLACES, Boundary
from indicators import MEASURES
from indicators.define import Measure, Nature
from indicators.engine.answer import Answer, By, Question, Standing
from pages.charts import lines, target_marks
from pages.charts.area_figures import alone
from pages.texts import common
from pages.ui import page_links
from pages.ui.formats import literal
from pages.ui.session import ask, language, t
from service.targets.progress import Progress

BACK = 7  # quarters before the one judged that are shown


def draw(progress: Progress, title: str) -> None:
    """The verdict, and under it the actual line with the planned one dashed; of an item of a breakdown or a target of
    each district no line."""
    st.subheader(literal(title), anchor=False)
    target, measure = progress.target, MEASURES[progress.target.measure]
    if target.item or target.per or not progress.path:
        return
    grain = _grain(measure)
    answer = until(alone(ask(_question(progress, measure, grain)), target.unit), progress.at)
    if all(row.value is None for row in answer.rows):
        return
    aims = target_marks.on_chart([replace(progress, under=target.unit)], measure, grain, language())
    drawn = lines.trend(None, answer, language(), None, aims)
    page_links.clickable_chart(drawn, "target", title)
    st.caption(literal(t(common.EXTRA_SAID["muc-tieu"])))


def until(answer: Answer, last: Period) -> Answer:
    """Nothing of what is not over: the months so far are not drawn where the whole year will stand."""
    later = [row._replace(value=None, state=Standing.NOT_DUE, reported=0) for row in answer.rows]
    pairs = zip(answer.rows, later, strict=True)
    return replace(answer, rows=tuple(after if now.period.last > last.last else now for now, after in pairs))


def _grain(measure: Measure) -> Grain:
    """A count's path is of the year so far; a level's of every quarter."""
    if measure.yearly:
        return Grain.YEAR
    return Grain.YTD if measure.kind is Nature.FLOW else Grain.QUARTER


def _question(progress: Progress, measure: Measure, grain: Grain) -> Question:
    """From its base, or some quarters before the one judged, to the end of the target's time."""
    target = progress.target
    begun = min([progress.at.last - BACK, *(period.last for period, _ in progress.path)])
    first, last = Period.quarter(begun), Period.quarter(max(target.period.last, progress.at.last))
    if grain is Grain.YEAR:
        first, last = Period(first.year), Period(last.year)
    if grain is Grain.YTD:
        first = Period(first.year, "Q1")
    unit = target.unit
    then = unit != NATION_KEY and PLACES.heir(unit) != unit
    by, units = (By.NATION, ()) if unit == NATION_KEY else (By.PROVINCE, (unit,))
    return Question(measure.code, first, last, by, units, grain, Boundary.THEN if then else Boundary.TODAY)
