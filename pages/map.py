"""Bản đồ: one measure in one period, on the map of the provinces and in a table beside it."""

import streamlit as st

from indicators.engine.answer import By, Question
from pages.charts import choropleth, compare_controls, comparisons
from pages.download_formats.format import Download
from pages.sections import collecting
from pages.texts import common, compare, lineage
from pages.ui import downloads, filters, page_links, picture_download
from pages.ui.formats import literal
from pages.ui.session import ask, language, t

with st.container(key="choices"):
    one, two = st.columns([5, 3])
    three, four, five = st.columns([9, 5, 6])
with one:
    measure = compare_controls.measure()
with three:
    grain = compare_controls.grain(measure)
with four:
    period = compare_controls.span(grain)
with five:
    boundary = filters.boundary(period)
with two:
    looked_at = compare_controls.looked_at(boundary, period)

day = compare_controls.day_of(boundary, period)
only = compare_controls.units(boundary, period, period)
# So far this year is one span; asked by that grain, all spans of the year would come.
shown = ask(Question(measure.code, period, period, By.PROVINCE, only, period.grain, boundary))
before = period.year_before()
old = compare_controls.units(boundary, before, before)
then = ask(Question(measure.code, before, before, By.PROVINCE, old, before.grain, boundary))
seen = comparisons.mapped(shown, then, day, language(), looked_at)

collecting.headline(seen.title, period)
under = f"{measure.code} {t(measure.label)} · {t(measure.unit)} · {t(period.label)} · {filters.units_said(boundary, period)}"
st.caption(literal(under))
wide, narrow = st.columns([3, 2], gap="medium")
with wide:
    clicked = st.plotly_chart(
        seen.figure, key="map", config=choropleth.config(), alt=seen.title, on_select="rerun", selection_mode="points"
    )
    st.caption("  \n".join(map(literal, [*choropleth.footnotes(day, language()), t(lineage.CLICK_PROVINCE)])))
    picture_download.offer(
        seen.figure, seen.title, under, choropleth.footnotes(day, language()), f"{measure.code}_{period}_ban-do", "map"
    )
page_links.to_source(clicked, boundary, measure, period)
with narrow, st.container(height=choropleth.HEIGHT, border=False):
    st.html(seen.table)
st.caption("  \n".join(map(literal, seen.notes)))

selection = {
    common.MEASURE: f"{measure.code} · {t(measure.label)}",
    compare.SPAN: t(period.label),
    common.UNITS: boundary.value,
    common.GRAIN: t(common.GRAINS[grain]),
}
name = f"{measure.code}_{period}_{boundary.value}"
downloads.offer(Download("map", name, selection, seen.answers, seen.take, notes=seen.notes))
