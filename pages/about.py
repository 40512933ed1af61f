"""Giới thiệu: what every measure means, from its declaration, and how the figures are to be read."""

import streamlit as st

from indicators import MEASURES
from indicators.engine.series_breaks import unread
from pages.sections import catalogue, demo_sources
from pages.server.store import service
from pages.texts import about, common, targets
from pages.ui.controls import search
from pages.ui.formats import literal
from pages.ui.session import language, t
from service.completeness import RULE

st.text(t(about.WHAT_IT_IS))
rules = st.container()
st.subheader(t(common.CATALOGUE, count=len(MEASURES)), anchor=False)
query = search("tim-chi-tieu", about.SEARCH_CATALOGUE)
with rules, st.expander(t(about.HOW_TO_READ)):
    latest = t(RULE, share=service().repository.access.enough)
    st.markdown("\n".join(f"- {rule}" for rule in [latest, *map(t, about.READING_RULES)]))
    st.markdown(f"**{t(about.FIVE_NOTHINGS)}**\n" + "\n".join(f"- {t(rule)}" for rule in about.NOTHINGS))
    st.markdown(f"**{t(targets.RULE)}**\n" + "\n".join(f"- {t(rule)}" for rule in targets.RULES))
with rules, st.expander(t(about.ASSUMPTIONS)):
    st.caption(t(about.ASSUMPTIONS_HINT))
    st.markdown("\n".join(f"- {t(one)}" for one in [*about.ASSUMED, *unread()]))
with rules, st.expander(t(about.ACCESSIBILITY)):
    st.text(t(about.ACCESSIBLE))

matches = list(catalogue.matching(query))
shown = sum(len(measures) for _, measures in matches)
if query.strip():
    st.caption(t(about.MEASURES_FOUND if matches else about.NO_MEASURE, count=shown))
for indicator, measures in matches:
    with st.expander(t(about.FAMILY, name=t(indicator.label), count=len(measures)), expanded=bool(query.strip())):
        st.text(t(indicator.definition))
        st.caption(f"{t(common.BASIS)}: {indicator.basis}")
        for measure in measures:
            with st.expander(f"{measure.code} · {t(measure.label)}", expanded=bool(query.strip()) and shown <= 3):
                st.html(catalogue.facts(indicator, measure, language()))
        if not indicator.form and not query.strip():
            with st.expander(f"{t(common.COLUMN)}: {t(indicator.label)}"):
                st.html(catalogue.columns(indicator, language()))

if service().is_demo:
    with st.expander(t(common.DEMO_SOURCES)):
        st.text(t(about.DEMO_CAVEAT))
        st.caption(", ".join(f"{literal(site)} ({count})" for site, count in demo_sources.cited()))
