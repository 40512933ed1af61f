"""The page of a family, from its declaration: measures over time, their parts, provinces from most to least."""

import streamlit as st

from data.places import NATION_KEY
from indicators import CATALOGUE
from indicators.define import Nature
from indicators.engine.answer import By, Question
from pages.charts import area_figures, bars, cards
from pages.download_formats.format import Download
from pages.sections import collecting, expiring_marks
from pages.texts import common
from pages.ui import downloads, filters, picture_download, sentences, tables
from pages.ui.controls import page, pick
from pages.ui.formats import literal
from pages.ui.page_links import CHART_CONFIG, clickable_chart, to_source
from pages.ui.session import ask, language, t

indicator = CATALOGUE[page().replace("-", "_")]
st.text(t(indicator.definition))

scope, quarter, boundary = filters.view()
collecting.headline(f"{filters.area(scope)} · {t(quarter.label)}", quarter)
shown = [one for code in indicator.measures if (one := area_figures.figure(code, quarter, scope, boundary))]
courses = [area_figures.course(one.measure, quarter, scope, boundary) for one in shown]
if shown:
    beside = {one.measure.code: area_figures.of_the_same(one, quarter, scope, boundary) for one in shown}
    pieces = (cards.card(one, language(), beside[one.measure.code], boundary=boundary) for one in shown)
    st.html(f'<div class="cards">{"".join(pieces)}</div>')
elif any(measure.kind is Nature.INDEX for measure in indicator.measures.values()):
    st.info(t(common.CHOOSE_A_PROVINCE), icon=":material/info:")

for split in dict.fromkeys(key for one in shown for key in one.measure.breakdowns):
    parts = [
        area_figures.alone(ask(area_figures.question(one.measure, quarter, scope, boundary, split)), scope)
        for one in shown
        if split in one.measure.breakdowns
    ]
    parts = [part for part in parts if any(row.value is not None for row in part.rows)]
    if not parts:
        st.caption(t(common.NO_PARTS, split=t(indicator.split_label(split))))
        continue
    spans = " · ".join(dict.fromkeys(t(row.period.label) for part in parts for row in part.rows[:1]))
    alt = f"{t(indicator.split_label(split))} · {spans} · {t(shown[0].now.name)}"
    st.subheader(literal(alt), anchor=False)
    under = " · ".join(f"{part.measure.code}: {t(part.measure.label)} ({t(part.measure.unit)})" for part in parts)
    st.caption(under)
    names = {item: t(name) for part in parts for item, name in part.items.items()}
    drawn = bars.compared(parts, names, language())
    st.plotly_chart(drawn, key=f"parts-{split}", config=CHART_CONFIG, alt=alt)
    said = (note for part in parts for note in sentences.footnotes(part, language(), table=False))
    if notes := list(dict.fromkeys(said)):
        st.caption("  \n".join(notes))
    picture_download.offer(drawn, alt, under, notes, f"{indicator.name}_{split}_{quarter}", f"parts-{split}")

expiring_marks.draw(indicator, quarter, filters.within(scope, boundary, quarter), boundary)

labels = {code: f"{code} · {t(measure.label)}" for code, measure in indicator.measures.items()}
code = pick(f"chi-tieu-{page()}", common.MEASURE, labels)
span = indicator.measures[code].span_at(quarter)
st.subheader(f"{t(common.BY_PROVINCE)} · {t(span.label)}", anchor=False)
ranked = ask(Question(code, span, span, By.PROVINCE, (), span.grain, boundary))
drawn = bars.ranking(ranked, language(), "" if scope == NATION_KEY else scope)
alt = f"{t(common.BY_PROVINCE)}: {labels[code]}, {t(span.label)}"
to_source(clickable_chart(drawn, "ranking", alt), boundary)
st.caption(t(common.PARTIAL_MEANS))
name, notes = f"{code}_{span}_{boundary.value}", [t(common.PARTIAL_MEANS)]
picture_download.offer(drawn, alt, t(ranked.measure.unit), notes, name, "ranking")

with st.expander(t(common.IN_TABLE)):
    for yearly in (False, True):
        if same := [course for course in courses if course.measure.yearly == yearly]:
            st.html(tables.figures(same, t(common.IN_TABLE), language(), measures=True))
chosen = {common.MODULE: t(indicator.label), common.QUARTER: t(quarter.label), common.UNITS: boundary.value}
chosen[common.SCOPE] = filters.area(scope)
name = f"{indicator.name}_{quarter}_{boundary.value}"
downloads.offer(Download("module", name, chosen, [*courses, ranked]))
