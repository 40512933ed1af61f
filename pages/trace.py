"""Nguồn số liệu: where a figure came from, from a total to the cells that were sent."""

import streamlit as st

from indicators import CATALOGUE
from indicators.ask import Question
from indicators.define import Nature
from indicators.observe import labels
from indicators.telling import figure, held
from indicators.trace import Asked
from pages.parts import across, figures, places, trace, words
from pages.parts import words_trace as texts
from pages.parts.controls import pick
from pages.parts.formats import literal
from pages.parts.session import ask, language, t

with st.container(key="choices"):
    one, two = st.columns([5, 3])
    three, four, five = st.columns([9, 5, 6])
    six, seven, _ = st.columns([5, 5, 6])
with one:
    measure = across.measure()
with three:
    grain = across.grain(measure)
with four:
    period = across.span(grain)
with five:
    boundary = places.boundary()
with two:
    area = places.scope(boundary)
split = item = ""
if measure.breakdowns:
    family = CATALOGUE[measure.indicator]
    with six:
        split = pick(
            "phan-to",
            words.SPLIT,
            {"": t(words.NO_SPLIT)} | {key: t(family.split_label(key)) for key in measure.breakdowns},
        )
    if split:
        by = figures.by_of(area)
        found = ask(Question(measure.code, period, period, by, (), period.grain, boundary, split)).items
        with seven:
            item = pick("muc", texts.ITEM, {code: t(name) for code, name in (found or labels(family, split)).items()})

traced = trace.find(Asked(measure.code, period, area, boundary, split, item))
if traced is None:
    st.info(t(texts.NONE_SUCH), icon=":material/info:")
else:
    root = traced.root
    part = f", {t(traced.item)}" if traced.item else ""
    unit = "" if root.value is None or measure.kind is Nature.RATIO else f" {t(measure.unit)}"
    said = f"{t(root.name)}{part}, {t(period.label)}: {figure(root, language())}{unit}"
    st.subheader(literal(said), anchor=False)
    st.caption(
        literal(
            " · ".join(
                filter(
                    None,
                    [
                        f"{measure.code} {t(measure.label)}",
                        held(root, language()),
                        f"{t(words.UNITS)}: {boundary.value}",
                    ],
                )
            )
        )
    )
    defined = t(texts.DEFINED).format(definition=t(measure.definition), formula=t(measure.formula))
    st.caption("  \n".join(literal(line) for line in (defined, t(texts.HOW_TO_READ))))
    trace.draw(traced)
