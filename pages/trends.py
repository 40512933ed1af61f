"""Xu hướng: measures over time, for the nation and for provinces, whole or by their parts, beside last year and the plan."""

from functools import partial

import streamlit as st

from indicators import CATALOGUE, MEASURES
from indicators.define import Nature
from pages.parts import across, downloads, pictures, places, sentences, series, tables, words, words_trace
from pages.parts.controls import pick, pick_some
from pages.parts.formats import literal
from pages.parts.session import language, t

NAMES = {code: f"{code} · {t(measure.label)}" for code, measure in MEASURES.items()}

with st.container(key="choices"):
    one, two = st.columns([2, 3])
    three, four, both = st.columns([10, 7, 8])
    five, six = both.columns(2, wrap=False)
    seven, eight, nine = st.columns([5, 8, 12])
with one:
    measure = MEASURES[pick("chi-tieu", words.MEASURE, NAMES)]
with eight:
    others = {code: name for code, name in NAMES.items() if code != measure.code}
    more = [MEASURES[code] for code in pick_some("them", words.MORE_MEASURES, others, none=words.MORE_MEASURES_NONE)]
with four:
    boundary = places.boundary()
with two:
    chosen = places.provinces(boundary)
with three:
    grain = places.grain(any(each.yearly for each in (measure, *more)))
with five:
    first = places.since()
with six:
    last = places.until()
with seven:
    family = CATALOGUE[measure.indicator]
    parts = {"": t(words.NO_SPLIT)}
    if not more:
        parts |= {key: t(family.split_label(key)) for key in measure.breakdowns}
    split = pick("phan-to", words.SPLIT, parts)
with nine:
    extras = () if split else pick_some("ve-them", words.ALSO_SHOWN, series.extras(measure, language()), none=words.NO_SPLIT, row=True)  # fmt: skip
first, last = min(first, last), max(first, last)

choice = series.Choice(first, last, chosen, grain, boundary, tuple(extras), split)
shown = [series.read(each, choice, language()) for each in (measure, *more)]
whole = [series.read(each, choice._replace(split="", extras=()), language()) for each in (measure, *more)]
if measure.kind is Nature.INDEX and not chosen:
    st.info(t(words.CHOOSE_A_PROVINCE), icon=":material/info:")
said = sentences.title(whole[0].shown, language())
st.subheader(literal(said), anchor=False)
under, drawn = series.subtitle(shown, choice, language()), series.figure(shown, choice, language())
st.caption(under)
across.to_source(across.drawn(drawn, "trend", said), boundary)
meant = map(t, (words_trace.CLICK_SOURCE, words.PARTIAL_MEANS, words.BREAKS_MEAN))
notes = [*meant, *series.notes(shown, choice, language())]
for each in shown if split else whole:
    named = f"{each.measure.code} · " if more else ""
    notes += [named + note for note in sentences.footnotes(each.shown, language(), 2 if more else 4)]
st.caption("  \n".join(dict.fromkeys(notes)))
pictures.offer(drawn, said, under, list(dict.fromkeys(notes)), f"{measure.code}_{first}_{last}_{grain}", "trend")

answers = [answer for each in shown for answer in ((each.nation, each.areas) if each.areas else (each.nation,))]
downloads.offer(
    partial(downloads.of_answers, answers, language()),
    f"{measure.code}_{first}_{last}_{grain}_{boundary.value}",
    {words.MEASURE: ", ".join(NAMES[each.measure.code] for each in shown), words.UNITS: boundary.value, words.GRAIN: t(words.GRAINS[grain]),
     words.FROM: first.code, words.TO: last.code, words.SOME_PROVINCES: ", ".join(chosen) or t(words.NATION_ONLY)},
    key="trend", answers=answers,
)  # fmt: skip
with st.expander(t(words.IN_TABLE), expanded=True):
    st.html(tables.figures(answers, t(words.IN_TABLE), language(), measures=len(shown) > 1))
