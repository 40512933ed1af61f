"""Xu hướng: one measure over time, for the nation and for provinces, whole or by its parts."""

from functools import partial

import streamlit as st

from indicators import CATALOGUE, MEASURES
from indicators.ask import By, Question
from pages.parts import axis, bars, charts, downloads, places, sentences, tables, words
from pages.parts.controls import pick
from pages.parts.formats import literal
from pages.parts.session import ask, language, t

with st.container(key="choices"):
    one, two = st.columns([2, 3])
    three, four, both, seven = st.columns([9, 8, 9, 6])
    five, six = both.columns(2, wrap=False)
with one:
    measure = MEASURES[
        pick("chi-tieu", words.MEASURE, {code: f"{code} · {t(m.label)}" for code, m in MEASURES.items()})
    ]
with four:
    boundary = places.boundary()
with two:
    chosen = places.provinces(boundary)
with three:
    grain = places.grain()
with five:
    first = places.since()
with six:
    last = places.until()
with seven:
    family = CATALOGUE[measure.indicator]
    parts = {"": t(words.NO_SPLIT)} | {key: t(family.split_label(key)) for key in measure.breakdowns}
    split = pick("phan-to", words.SPLIT, parts)
first, last = min(first, last), max(first, last)

nation = ask(Question(measure.code, first, last, By.NATION, (), grain, boundary, split))
areas = ask(Question(measure.code, first, last, By.PROVINCE, chosen, grain, boundary, split)) if chosen else None
shown = areas or nation
if split:
    whole = ask(Question(measure.code, first, last, By.PROVINCE if chosen else By.NATION, chosen, grain, boundary))
    said = sentences.title(whole, language())
    figure = bars.stacked(shown, language())
elif areas and len(chosen) > charts.MOST_LINES:
    said = sentences.title(areas, language())
    figure = charts.multiples(areas, language())
else:
    said = sentences.title(shown, language())
    figure = charts.trend(areas, nation, language())

st.subheader(literal(said), anchor=False)
st.caption(f"{t(measure.label)} · {t(measure.unit)} · {t(words.UNITS)}: {boundary.value}")
st.plotly_chart(figure, key="trend", config=axis.CONFIG, alt=said)
st.caption("  \n".join([t(words.PARTIAL_MEANS), *sentences.footnotes(shown, language())]))

answers = [nation, areas] if areas else [nation]
downloads.offer(
    partial(downloads.of_answers, answers, language()),
    f"{measure.code}_{first}_{last}_{grain}_{boundary.value}",
    {words.MEASURE: f"{measure.code} · {t(measure.label)}", words.UNITS: boundary.value, words.GRAIN: t(words.GRAINS[grain]),
     words.FROM: first.code, words.TO: last.code, words.SOME_PROVINCES: ", ".join(chosen) or t(words.NATION_ONLY)},
    key="trend",
)  # fmt: skip
with st.expander(t(words.IN_TABLE), expanded=True):
    st.html(tables.figures(answers, t(words.IN_TABLE), language()))
