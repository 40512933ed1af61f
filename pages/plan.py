"""Kế hoạch: what was to be reached, how far it is, and the working of each; targets entered, sent and looked back on."""

import streamlit as st

from indicators import MEASURES
from indicators.progress import PACE_LABELS, Pace
from indicators.targets import Role
from pages.parts import downloads, places, plan, plan_entry, words
from pages.parts import words_plan as texts
from pages.parts.controls import pick, pick_some
from pages.parts.formats import literal
from pages.parts.session import desk, t

with st.container(key="choices"):
    one, two, three = st.columns([3, 2, 2])
    four, five, six = st.columns([3, 2, 2])
with two:
    quarter = places.quarter()
with three:
    boundary = places.boundary()
with one:
    chosen = places.provinces(boundary, words.ALL_PROVINCES)
everything = [p for p in plan.progress(quarter, boundary) if not chosen or p.under in chosen]
found = [p for p in everything if p.role is not Role.LEFT]
left_out = [t(texts.LEFT_OUT).format(count=left)] if (left := len(everything) - len(found)) else []
with four:
    codes = {p.target.measure: f"{p.target.measure} · {t(MEASURES[p.target.measure].label)}" for p in found}
    measures = pick_some("chi-tieu-ke-hoach", texts.MEASURES, codes, none=texts.EVERY_MEASURE)
with five:
    paces = {str(pace): f"{texts.FORMS[pace]} {t(PACE_LABELS[pace])}" for pace in Pace}
    kept = pick_some("danh-gia", texts.PACES, paces, none=texts.EVERY_PACE)
with six:
    view = pick("xem-ke-hoach", texts.VIEW, {code: t(text) for code, text in texts.VIEWS.items()}, row=True)
found = [p for p in found if (not measures or p.target.measure in measures) and (not kept or p.pace in kept)]

if found:
    at = pick(plan.CHOSEN, texts.WORKING, plan.options(found))
    if looked_at := next((p for p in found if p.target.key == at), None):
        st.subheader(literal(plan.title(looked_at)), anchor=False)
        plan.draw_working(looked_at)
    st.subheader(literal(plan.summary(found, quarter)), anchor=False)
    st.html(plan.legend())
    st.html(plan.matrix(found) if view == "bang" else plan.listing(found))
    shown = plan.taken(found)
    downloads.offer(
        lambda: shown,
        f"ke-hoach_{quarter}_{boundary.value}",
        {
            words.QUARTER: t(quarter.label),
            words.UNITS: boundary.value,
            words.SOME_PROVINCES: places.told(chosen) or t(words.ALL_PROVINCES),
            texts.MEASURES: ", ".join(codes[code] for code in measures) or t(texts.EVERY_MEASURE),
            texts.PACES: ", ".join(t(PACE_LABELS[Pace(pace)]) for pace in kept) or t(texts.EVERY_PACE),
        },
        key="plan",
        notes=[*left_out, *map(t, texts.RULES)],
        measures=[MEASURES[p.target.measure] for p in found],
        states=texts.MEANINGS,
        shares=[texts.SHARE],
    )
else:
    st.info(f"{t(texts.NOTHING)} {t(texts.NOTHING_HINT)}", icon=":material/flag:")
for note in left_out:
    st.caption(note)
if desk().is_demo and found:
    st.caption(t(texts.REAL_TARGETS))
with st.expander(t(texts.RULE), icon=":material/rule:"):
    st.markdown("\n".join(f"- {t(rule)}" for rule in texts.RULES))
plan_entry.draw()
