"""Nộp số liệu: choose, get the template, upload, see every fault and what the quarter will say, answer, confirm, receipt."""

from functools import partial

import streamlit as st

from data.model import CALENDAR_LABELS, Calendar, Period, today
from data.places import NATION_KEY, PLACES
from indicators.people import Action
from pages.parts import account, intake, places, words, words_access
from pages.parts.controls import pick
from pages.parts.session import desk, person, t

KINDS = ["xlsx", "xls", "ods", "csv", "tsv"]
sender = person()
assert sender is not None  # the frame lets nobody here who may not send
theirs = partial(sender.may, Action.SEND)

st.subheader(t(words.STEP_CHOOSE), anchor=False)
with st.container(key="choices"):
    left, right, last = st.columns([1, 1, 1])
with left:
    quarter = places.due_quarter()
with right:
    units = {unit.key: unit for unit in PLACES.of_quarter(quarter.last) if theirs(unit.key)}
    named = {key: places.named(unit) for key, unit in units.items()}
    named |= {NATION_KEY: t(words.WHOLE_INDEX)} if theirs(NATION_KEY) else {}
    if not named:
        st.info(t(words_access.NONE_OF_THAT_QUARTER))
        st.stop()
    unit = units.get(pick("tinh-nop", words.PROVINCE, named))  # None: the index of all provinces, once a year
with last:
    calendar = Calendar(pick("lich", words.WHICH_CALENDAR, {c.value: t(text) for c, text in CALENDAR_LABELS.items()}))
period = quarter if unit else Period(quarter.year)
start, end = calendar.days(period)
dates = {"start": places.day(start), "end": places.day(end), "due": places.day(quarter.due)}
st.text(t(words.DATES if unit else words.OF_THE_YEAR).format(year=quarter.year, **dates))
if unit and (over := (today() - quarter.due).days) > 0:
    st.text(t(words.PASSED_DUE).format(days=over))

st.subheader(t(words.STEP_TEMPLATE), anchor=False)
st.text(t(words.TEMPLATE_HINT))
st.download_button(
    f"{t(words.GET_TEMPLATE)} · {unit.name if unit else t(words.WHOLE_INDEX)} · {t(period.label)}",
    intake.template(desk(), unit, period, calendar),
    f"{period}_{unit.key if unit else NATION_KEY}.xlsx",
    intake.XLSX,
    key="template",
    on_click="ignore",
    icon=":material/download:",
)

st.subheader(t(words.STEP_UPLOAD), anchor=False)
files = st.file_uploader(t(words.YOUR_FILES), type=KINDS, accept_multiple_files=True, key="files")
if files:
    by = account.sender(words.SENDER, "by")
    st.subheader(t(words.STEP_CHECK), anchor=False)
    for number, file in enumerate(files):
        intake.draw(number, file.name, file.getvalue(), intake.Chosen(unit, period, calendar), by)
