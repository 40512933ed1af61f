"""Giới thiệu: what every measure means, from its declaration, and how the figures are to be read."""

import streamlit as st

from indicators import CATALOGUE
from pages.parts import sources, tables, words
from pages.parts.session import desk, t
from pages.parts.tables import Cell

st.text(t(words.WHAT_IT_IS))
st.subheader(t(words.HOW_TO_READ), anchor=False)
st.markdown("\n".join(f"- {t(rule)}" for rule in words.READING_RULES))

for indicator in CATALOGUE.values():
    st.subheader(t(indicator.label), anchor=False)
    st.text(t(indicator.definition))
    st.caption(f"{t(words.BASIS)}: {indicator.basis}")
    for code, measure in indicator.measures.items():
        with st.expander(f"{code} · {t(measure.label)}"):
            parts = ", ".join(t(indicator.split_label(key)) for key in measure.breakdowns)
            facts = (
                (words.DEFINITION, t(measure.definition)),
                (words.FORMULA, t(measure.formula)),
                (words.UNIT, t(measure.unit)),
                (words.KIND, t(words.NATURES[measure.kind])),
                (words.BREAKDOWNS, parts or "–"),
                (words.BASIS, measure.basis),
            )
            body = [(Cell(t(label)), [Cell(text, "words")]) for label, text in facts]
            st.html(tables.table(f"{code}", [t(words.MEASURE), code], body, "texts"))
    with st.expander(f"{t(words.COLUMN)}: {t(indicator.label)}"):
        body = [
            (
                Cell(t(column.label)),
                [Cell(t(words.KINDS[column.kind]), "words"), Cell(t(words.REQUIRED) if column.required else "", "words"), Cell(t(column.hint), "words")],
            )
            for column in indicator.columns.values()
        ]  # fmt: skip
        st.html(tables.table(t(indicator.label), [t(words.COLUMN), t(words.KIND), "", t(words.MEANING)], body, "texts"))

if desk().is_demo:
    st.subheader(t(words.DEMO_SOURCES), anchor=False)
    st.text(t(words.DEMO_CAVEAT))
    body = [(Cell(source, "words"), [Cell(str(count), "number")]) for source, count in sources.cited()]
    st.html(tables.table(t(words.DEMO_SOURCES), [t(words.SOURCES), t(words.ROWS)], body))
