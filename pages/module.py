"""The page of one family: its measures over time, their parts, the provinces from most to least. All from its declaration."""

from functools import partial

import streamlit as st

from indicators import CATALOGUE
from indicators.ask import NATION_KEY, By, Question
from indicators.define import Nature
from pages.parts import axis, bars, cards, downloads, figures, pictures, places, sentences, specials, tables, words
from pages.parts.across import drawn as clickable
from pages.parts.across import to_source
from pages.parts.controls import page, pick
from pages.parts.formats import literal
from pages.parts.session import ask, language, t

indicator = CATALOGUE[page().replace("-", "_")]
st.text(t(indicator.definition))

scope, quarter, boundary = places.view()
shown = [one for code in indicator.measures if (one := figures.figure(code, quarter, scope, boundary))]
courses = [figures.course(one.measure, quarter, scope, boundary) for one in shown]
if shown:
    beside = {one.measure.code: figures.of_the_same(one, quarter, scope, boundary) for one in shown}
    told = (cards.card(one, language(), beside[one.measure.code], boundary=boundary) for one in shown)
    st.html(f'<div class="cards">{"".join(told)}</div>')
elif any(measure.kind is Nature.INDEX for measure in indicator.measures.values()):
    st.info(t(words.CHOOSE_A_PROVINCE), icon=":material/info:")

for split in dict.fromkeys(key for one in shown for key in one.measure.breakdowns):
    parts = [
        figures.alone(ask(figures.question(one.measure, quarter, scope, boundary, split)), scope)
        for one in shown
        if split in one.measure.breakdowns
    ]
    parts = [part for part in parts if any(row.value is not None for row in part.rows)]
    if not parts:
        st.caption(t(words.NO_PARTS).format(split=t(indicator.split_label(split))))
        continue
    spans = " · ".join(dict.fromkeys(t(row.period.label) for part in parts for row in part.rows[:1]))
    said = f"{t(indicator.split_label(split))} · {spans} · {t(shown[0].now.name)}"
    st.subheader(literal(said), anchor=False)
    under = " · ".join(f"{part.measure.code}: {t(part.measure.label)} ({t(part.measure.unit)})" for part in parts)
    st.caption(under)
    names = {item: t(name) for part in parts for item, name in part.items.items()}
    drawn = bars.compared(parts, names, language())
    st.plotly_chart(drawn, key=f"parts-{split}", config=axis.CONFIG, alt=said)
    if notes := list(
        dict.fromkeys(note for part in parts for note in sentences.footnotes(part, language(), table=False))
    ):
        st.caption("  \n".join(notes))
    pictures.offer(drawn, said, under, notes, f"{indicator.name}_{split}_{quarter}", f"parts-{split}")

specials.draw(indicator, quarter, places.within(scope, boundary, quarter), boundary)

labels = {code: f"{code} · {t(measure.label)}" for code, measure in indicator.measures.items()}
code = pick(f"chi-tieu-{page()}", words.MEASURE, labels)
span = figures.span_at(indicator.measures[code], quarter)
st.subheader(f"{t(words.BY_PROVINCE)} · {t(span.label)}", anchor=False)
ranked = ask(Question(code, span, span, By.PROVINCE, (), span.grain, boundary))
drawn = bars.ranking(ranked, language(), "" if scope == NATION_KEY else scope)
said = f"{t(words.BY_PROVINCE)}: {labels[code]}, {t(span.label)}"
to_source(clickable(drawn, "ranking", said), boundary)
st.caption(t(words.PARTIAL_MEANS))
pictures.offer(
    drawn, said, t(ranked.measure.unit), [t(words.PARTIAL_MEANS)], f"{code}_{span}_{boundary.value}", "ranking"
)

with st.expander(t(words.IN_TABLE)):
    for yearly in (False, True):
        if same := [course for course in courses if course.measure.yearly == yearly]:
            st.html(tables.figures(same, t(words.IN_TABLE), language(), measures=True))
downloads.offer(
    partial(downloads.of_answers, [*courses, ranked], language()),
    f"{indicator.name}_{quarter}_{boundary.value}",
    {
        words.MODULE: t(indicator.label),
        words.QUARTER: t(quarter.label),
        words.UNITS: boundary.value,
        words.SCOPE: places.area(scope),
    },
    key="module",
    answers=[*courses, ranked],
)
