"""Giới thiệu: what every measure means, from its declaration, and how the figures are to be read."""

import streamlit as st

from indicators import MEASURES
from pages.parts import catalogue, sources, tables, words, words_plan
from pages.parts.controls import search
from pages.parts.session import desk, language, t
from pages.parts.tables import Cell

st.text(t(words.WHAT_IT_IS))
rules = st.container()
st.subheader(t(words.CATALOGUE).format(count=len(MEASURES)), anchor=False)
wanted = search("tim-chi-tieu", words.SEARCH_CATALOGUE)
with rules, st.expander(t(words.HOW_TO_READ), expanded=not wanted.strip()):
    st.markdown("\n".join(f"- {t(rule)}" for rule in words.READING_RULES))
    st.markdown(f"**{t(words.FIVE_NOTHINGS)}**\n" + "\n".join(f"- {t(rule)}" for rule in words.NOTHINGS))
    st.markdown(f"**{t(words_plan.RULE)}**\n" + "\n".join(f"- {t(rule)}" for rule in words_plan.RULES))

found = list(catalogue.found(wanted))
shown = sum(len(measures) for _, measures in found)
if wanted.strip():
    st.caption(t(words.MEASURES_FOUND if found else words.NO_MEASURE).format(count=shown))
for indicator, measures in found:
    st.subheader(t(indicator.label), anchor=False)
    st.text(t(indicator.definition))
    st.caption(f"{t(words.BASIS)}: {indicator.basis}")
    for measure in measures:
        with st.expander(f"{measure.code} · {t(measure.label)}", expanded=bool(wanted.strip()) and shown <= 3):
            st.html(catalogue.facts(indicator, measure, language()))
    if not indicator.form and not wanted.strip():
        with st.expander(f"{t(words.COLUMN)}: {t(indicator.label)}"):
            st.html(catalogue.columns(indicator, language()))

if desk().is_demo:
    st.subheader(t(words.DEMO_SOURCES), anchor=False)
    st.text(t(words.DEMO_CAVEAT))
    body = [(Cell(source, "words"), [Cell(str(count), "number")]) for source, count in sources.cited()]
    st.html(tables.table(t(words.DEMO_SOURCES), [t(words.SOURCES), t(words.ROWS)], body))
