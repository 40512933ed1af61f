"""Nộp số liệu: choose, get the template, upload, see faults and what the quarter will say, answer, confirm, receipt."""

from functools import partial

import streamlit as st

from data.model import CALENDAR_LABELS, Calendar, Period, today
from data.places import NATION_KEY, PLACES
from pages.server.store import service
from pages.submission import layout_list, prose, upload
from pages.submission.held_files import MOST_FILES, hold
from pages.texts import access, common, sending
from pages.texts import layouts as layout_texts
from pages.ui import account, actions, downloads, filters
from pages.ui.controls import pick
from pages.ui.session import person, t
from service import layouts
from service.access.roles import Action

KINDS = ["xlsx", "xls", "ods", "csv", "tsv", "docx", "pdf"]
sender = person()
assert sender is not None  # the frame lets nobody here who may not send
theirs = partial(sender.may, Action.SEND)

actions.show_done()
st.subheader(t(sending.STEP_CHOOSE), anchor=False)
with st.container(key="choices"):
    left, right, last = st.columns([1, 1, 1])
with left:
    quarter = filters.due_quarter()
with right:
    units = {unit.key: unit for unit in PLACES.of_quarter(quarter.last) if theirs(unit.key)}
    named = {key: filters.named(unit) for key, unit in units.items()}
    named |= {NATION_KEY: t(sending.WHOLE_INDEX)} if theirs(NATION_KEY) else {}
    if not named:
        st.info(t(access.NONE_OF_THAT_QUARTER))
        st.stop()
    unit = units.get(pick("tinh-nop", common.PROVINCE, named))  # None: the index of all provinces, once a year
with last:
    calendar = Calendar(pick("lich", sending.WHICH_CALENDAR, {c.value: t(text) for c, text in CALENDAR_LABELS.items()}))
period = quarter if unit else Period(quarter.year)
start, end = calendar.days(period)
dates = {"start": filters.day(start), "end": filters.day(end), "due": filters.day(quarter.due)}
st.text(t(sending.DATES if unit else sending.OF_THE_YEAR, year=quarter.year, **dates))
filled = upload.template_as_sent(service(), unit, period) if unit else None
if unit and not filled and (over := (today() - quarter.due).days) > 0:
    st.text(t(sending.PASSED_DUE, days=over))

st.subheader(t(sending.STEP_TEMPLATE), anchor=False)
st.text(t(sending.TEMPLATE_HINT))
of_whom = unit.name if unit else t(sending.WHOLE_INDEX)
made = upload.template(service(), unit, period, calendar)
file_name = f"{period}_{unit.key if unit else NATION_KEY}.xlsx"
downloads.button(f"{t(sending.GET_TEMPLATE)} · {of_whom} · {t(period.label)}", made, file_name, "template")
if unit and filled:
    st.text(t(sending.AS_SENT_HINT))
    downloads.button(t(sending.GET_AS_SENT), filled, f"{period}_{unit.key}_da-nop.xlsx", "template-as-sent")

st.subheader(t(sending.STEP_UPLOAD), anchor=False)
files = st.file_uploader(t(sending.YOUR_FILES), type=KINDS, accept_multiple_files=True, key="files")
if files:
    by = account.sender(sending.SENDER, "by")
    st.subheader(t(sending.STEP_CHECK), anchor=False)
    if len(files) > MOST_FILES:
        st.warning(t(sending.TOO_MANY_FILES, count=len(files), most=MOST_FILES))
    for number, (name, file) in enumerate(hold("files", files)):
        drawn = prose if prose.is_report(file) else upload
        drawn.draw(number, name, file, upload.Chosen(unit, period, calendar), by)
if unit:
    standing = len(layouts.kept(service(), unit.key))
    if st.toggle(t(layout_texts.STANDING_OF, unit=unit.name, count=standing), key="layouts-standing"):
        layout_list.draw(unit.key)
