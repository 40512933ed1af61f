"""So sánh: the provinces beside each other: ranked, over time, as a distribution, or by two measures at once."""

from dataclasses import replace

import streamlit as st

from data.places import REGIONS
from indicators.ask import By, Question
from pages.parts import across, downloads, heat, pictures, places, recast, views, words, words_trace
from pages.parts import words_compare as texts
from pages.parts.controls import pick
from pages.parts.formats import literal
from pages.parts.session import ask, language, t

options = {code: t(text) for code, text in texts.VIEWS.items()}
view = pick("xem", texts.VIEW, options, row=True, hidden=True, changed=across.begin_pair)
two = view == "hai-chi-tieu"
with st.container(key="choices"):
    one, *other, seven = st.columns([5, 5, 4] if two else [5, 3])
    three, four, five, six = st.columns([12, 6, 8, 6])
with one:
    measure = second = across.measure(two)
for each in other:
    with each:
        second = across.second(measure)
with three:
    grain = across.grain(measure, second)
with four:
    period = across.span(grain)
with five:
    boundary = places.boundary()
with six:
    region = across.region(boundary, period)
with seven:
    looked_at = across.looked_at(boundary)

only = across.units(boundary, period, period, region)
# So far this year is one span; asked by that grain, all spans of the year would come.
asked = Question(measure.code, period, period, By.PROVINCE, only, period.grain, boundary)
if view == "theo-ky":
    first = across.earlier(period, grain, heat.PERIODS)
    long = replace(asked, first=first, grain=grain, provinces=across.units(boundary, first, period, region))
    seen = views.over_time(recast.ended(ask(long), period), language(), looked_at)
elif view == "phan-bo":
    seen = views.spread_out(ask(asked), language(), looked_at)
elif two:
    seen = views.two(ask(asked), ask(replace(asked, measure=second.code)), language(), looked_at)
else:
    before = period.year_before()
    then = replace(asked, first=before, last=before, provinces=across.units(boundary, before, before, region))
    drawn = views.moved if view == "tang-giam" else views.ranked
    seen = drawn(ask(asked), ask(then), language(), looked_at)

st.subheader(literal(seen.said), anchor=False)
shown = " · ".join(f"{each.code} {t(each.label)} ({t(each.unit)})" for each in dict.fromkeys([measure, second]))
under = f"{shown} · {t(period.label)} · {t(words.UNITS)}: {boundary.value}"
st.caption(literal(under))
clicked = across.drawn(seen.figure, f"compare-{view}", seen.said)
in_cells = view in ("theo-ky", "phan-bo")
leads = texts.CLICK_PROVINCE if two else words_trace.CLICK_SOURCE if in_cells else words_trace.CLICK_PROVINCE
st.caption("  \n".join([t(leads), *map(literal, seen.notes)]))
pictures.offer(seen.figure, seen.said, under, seen.notes, f"{view}_{measure.code}_{period}", "compare")
if two:
    across.to_profile(clicked, boundary)
else:
    across.to_source(clicked, boundary, measure, period)

downloads.offer(
    seen.take,
    f"{view}_{measure.code}_{period}_{boundary.value}",
    {
        words.MEASURE: shown,
        texts.SPAN: t(period.label),
        words.UNITS: boundary.value,
        words.GRAIN: t(words.GRAINS[grain]),
        texts.REGION: t(REGIONS[region]) if region else t(texts.ALL_REGIONS),
        texts.LOOKED_AT: places.told([looked_at]) if looked_at else t(texts.NOBODY_MARKED),
    },
    key="compare",
    answers=seen.answers,
    notes=seen.notes,
)
with st.expander(t(words.IN_TABLE), expanded=view in ("xep-hang", "tang-giam")):
    st.html(seen.table)
