"""Tình hình nộp: who has sent which quarter, and the history of one."""

import streamlit as st

from data.places import PLACES
from pages.parts import history, places, tables, words
from pages.parts.controls import pick
from pages.parts.formats import listed
from pages.parts.session import desk, language, t

with st.container(key="choices"):
    both, right = st.columns(2)
    one, two = both.columns(2, wrap=False)
    three, four = right.columns(2, wrap=False)
with one:
    first = places.since("tu-quy-nop", max(places.reach()[0], places.reach()[1].shift(-7)))
with two:
    last = places.until("den-quy-nop")
with four:
    quarter = places.quarter()
with three:
    units = {unit.key: unit for unit in PLACES.of_quarter(quarter.last)}
    labels = {"": "–"} | {key: places.named(unit) for key, unit in units.items()}
    chosen = pick("lich-su", words.HISTORY, labels)
first, last = min(first, last), max(first, last)

history.returned()
if chosen:
    st.subheader(f"{t(words.HISTORY)}: {units[chosen].name}, {t(quarter.label)}", anchor=False)
    history.draw(units[chosen], quarter)
else:
    st.caption(t(words.CHOOSE_HISTORY))

cells = desk().received(first, last)
newest = [cell for cell in cells if cell.period == last]
sent = [cell for cell in newest if cell.submission]
st.subheader(t(words.HAVE_SENT).format(when=t(last.label), sent=len(sent), all=len(newest)), anchor=False)

known = desk().completeness(last)
st.subheader(t(words.HOW_COMPLETE).format(when=t(last.label)), anchor=False)
st.caption(t(words.COMPLETE_MEANS))
if any(known[cell.unit.key].missing for cell in newest):
    st.html(tables.completeness(known, newest, t(words.HOW_COMPLETE).format(when=t(last.label)), language()))
complete = [cell.unit.name for cell in newest if not known[cell.unit.key].missing]
st.caption(t(words.ALL_COMPLETE).format(count=len(complete), who=listed(complete, language(), 70) or t(words.NOBODY)))

st.subheader(t(words.RECEIVED), anchor=False)
st.html(tables.legend(language()))
st.html(tables.grid(cells, t(words.RECEIVED), language()))
