"""So sánh: the provinces beside each other: ranked, over time, as a distribution, or by two measures at once."""

from dataclasses import replace

import streamlit as st

from data.places import REGIONS
from indicators.engine.answer import By, Question
from pages.charts import compare_controls, comparisons, heatmap, transforms
from pages.download_formats.format import Download
from pages.sections import collecting
from pages.texts import common, lineage
from pages.texts import compare as texts
from pages.ui import downloads, filters, page_links, picture_download
from pages.ui.controls import pick
from pages.ui.formats import literal
from pages.ui.session import ask, language, t

options = {code: t(text) for code, text in texts.VIEWS.items()}
view = pick("xem", texts.VIEW, options, row=True, hidden=True, changed=compare_controls.begin_pair)
two = view == "hai-chi-tieu"
with st.container(key="choices"):
    one, *other, seven = st.columns([5, 5, 4] if two else [5, 3])
    three, four, five, six = st.columns([12, 5, 11, 5])
with one:
    measure = second = compare_controls.measure(two)
for each in other:
    with each:
        second = compare_controls.second(measure)
with three:
    grain = compare_controls.grain(measure, second)
with four:
    period = compare_controls.span(grain)
with five:
    boundary = filters.boundary(None if view == "theo-ky" else period)
with six:
    region = compare_controls.region(boundary, period)
with seven:
    looked_at = compare_controls.looked_at(boundary, period)

only = compare_controls.units(boundary, period, period, region)
# So far this year is one span; asked by that grain, all spans of the year would come.
asked = Question(measure.code, period, period, By.PROVINCE, only, period.grain, boundary)
if view == "theo-ky":
    first = compare_controls.earlier(period, grain, heatmap.PERIODS)
    long = replace(asked, first=first, grain=grain, provinces=compare_controls.units(boundary, first, period, region))
    seen = comparisons.over_time(transforms.ended(ask(long), period, ask), language(), looked_at)
elif view == "phan-bo":
    seen = comparisons.spread_out(ask(asked), language(), looked_at)
elif two:
    seen = comparisons.two(ask(asked), ask(replace(asked, measure=second.code)), language(), looked_at)
else:
    before = period.year_before()
    then = replace(asked, first=before, last=before, provinces=compare_controls.units(boundary, before, before, region))
    drawn = comparisons.moved if view == "tang-giam" else comparisons.ranked
    seen = drawn(ask(asked), ask(then), language(), looked_at)

collecting.headline(seen.title, period)
shown = " · ".join(f"{each.code} {t(each.label)} ({t(each.unit)})" for each in dict.fromkeys([measure, second]))
where = t(REGIONS[region]) if region else t(texts.ALL_REGIONS)
under = f"{shown} · {t(period.label)} · {where} · {filters.units_said(boundary, period)}"
st.caption(literal(under))
clicked = page_links.clickable_chart(seen.figure, f"compare-{view}", seen.title)
leads = compare_controls.LEADS.get(view, lineage.CLICK_PROVINCE)
st.caption("  \n".join([t(leads), *map(literal, seen.notes)]))
picture_download.offer(seen.figure, seen.title, under, seen.notes, f"{view}_{measure.code}_{period}", "compare")
page_links.to_profile(clicked, boundary) if two else page_links.to_source(clicked, boundary, measure, period)

selection = {
    common.MEASURE: shown,
    texts.SPAN: t(period.label),
    common.UNITS: boundary.value,
    common.GRAIN: t(common.GRAINS[grain]),
    texts.REGION: where,
    texts.LOOKED_AT: filters.unit_names([looked_at]) if looked_at else t(texts.NOBODY_MARKED),
}
name = f"{view}_{measure.code}_{period}_{boundary.value}"
downloads.offer(Download("compare", name, selection, seen.answers, seen.take, notes=seen.notes))
with st.expander(t(common.IN_TABLE), expanded=view in ("xep-hang", "tang-giam")):
    st.html(seen.table)
