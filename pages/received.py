"""Tình hình nộp: who has sent which quarter, and the history of one."""

import streamlit as st

from data.places import PLACES
from pages.parts import history, places, tables, words
from pages.parts.controls import pick
from pages.parts.session import desk, language, t

with st.container(key="choices"):
    left, right, _ = st.columns([1, 1, 2])
with left:
    first = places.since("tu-quy-nop", max(places.reach()[0], places.reach()[1].shift(-7)))
with right:
    last = places.until("den-quy-nop")
first, last = min(first, last), max(first, last)

cells = desk().received(first, last)
newest = [cell for cell in cells if cell.period == last]
sent = [cell for cell in newest if cell.submission]
st.subheader(t(words.HAVE_SENT).format(when=t(last.label), sent=len(sent), all=len(newest)), anchor=False)
st.html(tables.legend(language()))
st.html(tables.grid(cells, t(words.RECEIVED), language()))

st.subheader(t(words.HISTORY), anchor=False)
one, two, _ = st.columns([1, 1, 2])
with two:
    quarter = places.quarter()
with one:
    units = {unit.key: unit for unit in PLACES.of_quarter(quarter.last)}
    unit = units[pick("tinh-nop", words.PROVINCE, {key: places.named(unit) for key, unit in units.items()})]
history.draw(unit, quarter)
