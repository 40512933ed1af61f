"""The page of one list: its measures over time, their parts, the provinces from most to least. All from its declaration."""

from functools import partial

import streamlit as st

from indicators import CATALOGUE
from indicators.ask import NATION_KEY, By, Question
from pages.parts import axis, bars, cards, downloads, places, sentences, specials, tables, words
from pages.parts.controls import page, pick
from pages.parts.formats import literal
from pages.parts.session import ask, language, t

QUARTERS = 12
indicator = CATALOGUE[page().replace("-", "_")]
st.text(t(indicator.definition))

scope, quarter, boundary = places.view()
first = max(places.reach()[0], quarter.shift(1 - QUARTERS))
whose = By.NATION if scope == NATION_KEY else By.PROVINCE
only = () if scope == NATION_KEY else (scope,)
answers = [ask(Question(code, first, quarter, whose, only, boundary=boundary)) for code in indicator.measures]
st.html(f'<div class="cards">{"".join(cards.card(answer, language()) for answer in answers)}</div>')

for column in dict.fromkeys(key for measure in indicator.measures.values() for key in measure.breakdowns):
    label = t(indicator.split_label(column))
    parts = [
        ask(Question(code, quarter, quarter, whose, only, boundary=boundary, split=column))
        for code, measure in indicator.measures.items()
        if column in measure.breakdowns
    ]
    said = f"{label} · {t(quarter.label)} · {t(parts[0].rows[0].name) if parts[0].rows else ''}"
    st.subheader(literal(said), anchor=False)
    st.caption(" · ".join(f"{part.measure.code}: {t(part.measure.label)} ({t(part.measure.unit)})" for part in parts))
    names = {item: t(name) for part in parts for item, name in part.items.items()}
    st.plotly_chart(bars.compared(parts, names, language()), key=f"parts-{column}", config=axis.CONFIG, alt=said)
    if notes := list(dict.fromkeys(note for part in parts for note in sentences.footnotes(part, language()))):
        st.caption("  \n".join(notes))

specials.draw(indicator, quarter, only, boundary)

st.subheader(f"{t(words.BY_PROVINCE)} · {t(quarter.label)}", anchor=False)
labels = {code: f"{code} · {t(measure.label)}" for code, measure in indicator.measures.items()}
code = pick(f"chi-tieu-{page()}", words.MEASURE, labels)
ranked = ask(Question(code, quarter, quarter, By.PROVINCE, boundary=boundary))
st.plotly_chart(
    bars.ranking(ranked, language(), "" if scope == NATION_KEY else scope),
    key="ranking", config=axis.CONFIG, alt=f"{t(words.BY_PROVINCE)}: {labels[code]}, {t(quarter.label)}",
)  # fmt: skip
st.caption(t(words.PARTIAL_MEANS))

with st.expander(t(words.IN_TABLE)):
    st.html(tables.figures(answers, t(words.IN_TABLE), language()))
downloads.offer(
    partial(downloads.of_answers, [*answers, ranked], language()), f"{indicator.name}_{quarter}_{boundary.value}",
    {words.MODULE: t(indicator.label), words.QUARTER: quarter.code, words.UNITS: boundary.value, words.SCOPE: scope}, key="module",
)  # fmt: skip
