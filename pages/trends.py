"""Xu hướng: measures over time, for the nation and for provinces, by their parts, beside last year and the plan."""

from functools import partial

import streamlit as st

from indicators import CATALOGUE, MEASURES
from indicators.define import Nature
from pages.charts import trend_series
from pages.download_formats.format import Download
from pages.sections import collecting
from pages.texts import common, lineage
from pages.ui import downloads, filters, page_links, picture_download, sentences, tables
from pages.ui.controls import pick, pick_some
from pages.ui.session import ask, language, t

NAMES = {code: f"{code} · {t(measure.label)}" for code, measure in MEASURES.items()}

with st.container(key="choices"):
    one, two = st.columns([2, 3])
    three, four, both = st.columns([10, 7, 8])
    five, six = both.columns(2, wrap=False)
    seven, eight, nine = st.columns([5, 8, 12])
with one:
    measure = MEASURES[pick("chi-tieu", common.MEASURE, NAMES)]
with eight:
    others = {code: name for code, name in NAMES.items() if code != measure.code}
    more = [MEASURES[code] for code in pick_some("them", common.MORE_MEASURES, others, none=common.MORE_MEASURES_NONE)]
with four:
    boundary = filters.boundary()
with two:
    chosen = filters.provinces(boundary)
with three:
    grain = filters.grain(any(each.yearly for each in (measure, *more)))
with five:
    first = filters.since()
with six:
    last = filters.until()
with seven:
    family = CATALOGUE[measure.indicator]
    parts = {"": t(common.NO_SPLIT)} | {key: t(family.split_label(key)) for key in measure.breakdowns if not more}
    split = pick("phan-to", common.SPLIT, parts)
with nine:
    offered = trend_series.extras(measure, language())
    extras = () if split else pick_some("ve-them", common.ALSO_SHOWN, offered, none=common.NO_SPLIT, row=True)
first, last = min(first, last), max(first, last)

choice = trend_series.Choice(first, last, chosen, grain, boundary, tuple(extras), split)
shown = [trend_series.read(each, choice, language()) for each in (measure, *more)]
whole = [trend_series.read(each, choice._replace(split="", extras=()), language()) for each in (measure, *more)]
if measure.kind is Nature.INDEX and not chosen:
    st.info(t(common.CHOOSE_A_PROVINCE), icon=":material/info:")
sentence = sentences.title(whole[0].shown, language(), ask)
collecting.headline(sentence, last)
under, drawn = trend_series.subtitle(shown, choice, language()), trend_series.figure(shown, choice, language())
st.caption(under)
page_links.to_source(page_links.clickable_chart(drawn, "trend", sentence), boundary)
onscreen = map(t, (lineage.CLICK_SOURCE, common.BREAKS_MEAN))  # which a picture or a file could not do
lasting = [t(common.PARTIAL_MEANS), *trend_series.notes(shown, choice, language())]
drawn_of = shown if split else whole
st.caption("  \n".join(dict.fromkeys([*onscreen, *lasting, *trend_series.missing(drawn_of, choice, language())])))
notes = list(dict.fromkeys([*lasting, *trend_series.missing(drawn_of, choice, language(), table=False)]))
picture_download.offer(drawn, sentence, under, notes, f"{measure.code}_{first}_{last}_{grain}", "trend")

drawing = {t(common.PARTIAL_MEANS), *map(t, common.EXTRA_SAID.values())}
selection = {
    common.MEASURE: ", ".join(NAMES[each.measure.code] for each in shown),
    common.UNITS: boundary.value,
    common.GRAIN: t(common.GRAINS[grain]),
    common.FROM: t(first.label),
    common.TO: t(last.label),
    common.SOME_PROVINCES: filters.unit_names(chosen) or t(common.NATION_ONLY),
} | trend_series.describe(shown, choice, language())
name = f"{measure.code}_{first}_{last}_{grain}_{boundary.value}"
remarks = [note for note in notes if note not in drawing]
own = not {trend_series.INDEX, trend_series.HEADS} & set(extras)
answers, rows = trend_series.for_files(shown, choice), partial(trend_series.to_table, shown, choice, language())
downloads.offer(Download("trend", name, selection, answers, rows, notes=remarks, by_code=own))
with st.expander(t(common.IN_TABLE), expanded=True):
    st.html(tables.figures(trend_series.answers(shown), t(common.IN_TABLE), language(), measures=len(shown) > 1))
