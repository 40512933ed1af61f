"""Bản đồ: one measure in one period, on the map of the provinces and in a table beside it."""

import streamlit as st

from indicators.ask import By, Question
from pages.parts import across, downloads, maps, pictures, places, views, words, words_compare, words_trace
from pages.parts.formats import literal
from pages.parts.session import ask, language, t

with st.container(key="choices"):
    one, two = st.columns([5, 3])
    three, four, five = st.columns([9, 5, 6])
with one:
    measure = across.measure()
with three:
    grain = across.grain(measure)
with four:
    period = across.span(grain)
with five:
    boundary = places.boundary()
with two:
    looked_at = across.looked_at(boundary)

day = across.day_of(boundary, period)
only = across.units(boundary, period, period)
# So far this year is one span; asked by that grain, all spans of the year would come.
shown = ask(Question(measure.code, period, period, By.PROVINCE, only, period.grain, boundary))
before = period.year_before()
old = across.units(boundary, before, before)
then = ask(Question(measure.code, before, before, By.PROVINCE, old, before.grain, boundary))
seen = views.mapped(shown, then, day, language(), looked_at)

st.subheader(literal(seen.said), anchor=False)
under = (
    f"{measure.code} {t(measure.label)} · {t(measure.unit)} · {t(period.label)} · {t(words.UNITS)}: {boundary.value}"
)
st.caption(literal(under))
wide, narrow = st.columns([3, 2], gap="medium")
with wide:
    clicked = st.plotly_chart(
        seen.figure, key="map", config=maps.config(), alt=seen.said, on_select="rerun", selection_mode="points"
    )
    st.caption("  \n".join(map(literal, [*maps.footnotes(day, language()), t(words_trace.CLICK_PROVINCE)])))
    pictures.offer(
        seen.figure, seen.said, under, maps.footnotes(day, language()), f"{measure.code}_{period}_ban-do", "map"
    )
across.to_source(clicked, boundary, measure, period)
with narrow, st.container(height=maps.HEIGHT, border=False):
    st.html(seen.table)
st.caption("  \n".join(map(literal, seen.notes)))

downloads.offer(
    seen.take,
    f"{measure.code}_{period}_{boundary.value}",
    {
        words.MEASURE: f"{measure.code} · {t(measure.label)}",
        words_compare.SPAN: t(period.label),
        words.UNITS: boundary.value,
        words.GRAIN: t(words.GRAINS[grain]),
    },
    key="map",
    answers=seen.answers,
    notes=seen.notes,
)
