"""Nguồn số liệu: where a figure came from, from a total to the cells that were sent."""

import streamlit as st

from indicators import CATALOGUE
from indicators.define import Nature
from indicators.engine.answer import Question
from indicators.engine.observations import labels
from pages.charts import area_figures
from pages.explorer import choices
from pages.sections import lineage_tree
from pages.texts import common
from pages.texts import lineage as texts
from pages.ui import filters
from pages.ui.controls import pick
from pages.ui.formats import EXPLAINED, literal
from pages.ui.session import ask, language, t
from service.lineage.render import figure, held
from service.lineage.trace import FigureKey

headline = st.container()
with st.expander(t(texts.ANOTHER), icon=":material/tune:", key="choices"):
    one, two = st.columns([5, 3])
    three, four, five = st.columns([9, 5, 6])
    six, seven, _ = st.columns([5, 5, 6])
with one:
    measure = choices.measure_of()
with three:
    grain = choices.grain(measure)
with four:
    period = choices.span_of(grain)
with five:
    boundary = filters.boundary()
with two:
    area = filters.scope(boundary)
split = item = ""
if measure.breakdowns:
    family = CATALOGUE[measure.indicator]
    with six:
        split = pick(
            "phan-to",
            common.SPLIT,
            {"": t(common.NO_SPLIT)} | {key: t(family.split_label(key)) for key in measure.breakdowns},
        )
    if split:
        by = area_figures.by_of(area)
        answer = ask(Question(measure.code, period, period, by, (), period.grain, boundary, split)).items
        with seven:
            item = pick("muc", texts.ITEM, {code: t(name) for code, name in (answer or labels(family, split)).items()})

traced = lineage_tree.find(FigureKey(measure.code, period, area, boundary, split, item))
if traced is None:
    st.info(t(texts.NONE_SUCH), icon=":material/info:")
else:
    root = traced.root
    part = f", {t(traced.item)}" if traced.item else ""
    unit = "" if root.value is None or measure.kind is Nature.RATIO else f" {t(measure.unit)}"
    mark = f" {EXPLAINED}" if root.source is not None and root.source.given else ""
    title = f"{t(root.name)}{part}, {t(period.inside)}: {figure(root, language())}{unit}{mark}"
    headline.subheader(literal(title), anchor=False)
    st.caption(
        literal(
            " · ".join(
                filter(
                    None,
                    [
                        f"{measure.code} {t(measure.label)}",
                        held(root, language()),
                        filters.units_said(boundary),
                    ],
                )
            )
        )
    )
    defined = t(texts.DEFINED, definition=t(measure.definition), formula=t(measure.formula))
    st.caption("  \n".join(literal(line) for line in (defined, t(texts.HOW_TO_READ))))
    lineage_tree.draw(traced)
