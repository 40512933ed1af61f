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
    extras = (
        ()
        if split
        else pick_some("ve-them", words.ALSO_SHOWN, series.extras(measure, language()), none=words.NO_SPLIT, row=True)
    )
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
onscreen = map(t, (words_trace.CLICK_SOURCE, words.BREAKS_MEAN))  # which a picture or a file could not do
lasting = [t(words.PARTIAL_MEANS), *series.notes(shown, choice, language())]
drawn_of = shown if split else whole
st.caption("  \n".join(dict.fromkeys([*onscreen, *lasting, *series.missing(drawn_of, choice, language())])))
notes = list(dict.fromkeys([*lasting, *series.missing(drawn_of, choice, language(), table=False)]))
pictures.offer(drawn, said, under, notes, f"{measure.code}_{first}_{last}_{grain}", "trend")

drawing = {t(words.PARTIAL_MEANS), *map(t, words.EXTRA_SAID.values())}
recast = bool({series.INDEX, series.HEADS} & set(extras))
downloads.offer(
    partial(series.taken, shown, choice, language()),
    f"{measure.code}_{first}_{last}_{grain}_{boundary.value}",
    {
        words.MEASURE: ", ".join(NAMES[each.measure.code] for each in shown),
        words.UNITS: boundary.value,
        words.GRAIN: t(words.GRAINS[grain]),
        words.FROM: t(first.label),
        words.TO: t(last.label),
        words.SOME_PROVINCES: places.told(chosen) or t(words.NATION_ONLY),
    }
    | series.told(shown, choice, language()),
    key="trend",
    answers=series.for_files(shown, choice),
    notes=[note for note in notes if note not in drawing],
    by_code=not recast,
)
with st.expander(t(words.IN_TABLE), expanded=True):
    st.html(tables.figures(series.answers(shown), t(words.IN_TABLE), language(), measures=len(shown) > 1))
