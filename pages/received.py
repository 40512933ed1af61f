"""Tình hình nộp: who has sent which quarter, and the history of one."""

import streamlit as st

from data.places import PLACES
from pages.server.store import service
from pages.submission import submission_history
from pages.texts import common
from pages.ui import filters, tables
from pages.ui.controls import pick
from pages.ui.folding import folded
from pages.ui.formats import listed
from pages.ui.session import language, t
from service import arrivals

answer = st.container()
with st.container(key="choices"):
    both, right = st.columns(2)
    one, two = both.columns(2, wrap=False)
    three, four = right.columns(2, wrap=False)
with one:
    first = filters.since("tu-quy-nop", max(filters.reach()[0], filters.reach()[1].shift(-7)))
with two:
    last = filters.until("den-quy-nop", filters.reach()[1])
with four:
    quarter = filters.quarter()
with three:
    units = {unit.key: unit for unit in PLACES.of_quarter(quarter.last)}
    labels = {"": t(common.WHICH_PROVINCE)} | {key: filters.named(unit) for key, unit in units.items()}
    chosen = pick("lich-su", common.HISTORY, labels)
first, last = min(first, last), max(first, last)

submission_history.returned()
if chosen:
    with answer:
        st.subheader(f"{t(common.HISTORY)}: {units[chosen].name}, {t(quarter.inside)}", anchor=False)
        submission_history.draw(units[chosen], quarter)
else:
    st.caption(t(common.CHOOSE_HISTORY))

cells = arrivals.received(service(), first, last)
newest = [cell for cell in cells if cell.period == last]
sent = [cell for cell in newest if cell.submission]
answer.subheader(t(common.HAVE_SENT, when=t(last.label), sent=len(sent), all=len(newest)), anchor=False)

known = arrivals.completeness(service(), last)
st.subheader(t(common.HOW_COMPLETE, when=t(last.inside)), anchor=False)
st.caption(t(common.COMPLETE_MEANS))
if any(known[cell.unit.key].missing for cell in newest):
    caption = t(common.HOW_COMPLETE, when=t(last.inside))
    st.html(folded(tables.completeness(known, newest, caption, language()), language()))
complete = [cell.unit.name for cell in newest if not known[cell.unit.key].missing]
st.caption(t(common.ALL_COMPLETE, count=len(complete), who=listed(complete, language(), 70) or t(common.NOBODY)))

st.subheader(t(common.RECEIVED), anchor=False)
st.html(tables.legend(language()))
st.html(folded(tables.grid(cells, t(common.RECEIVED), language()), language()))
