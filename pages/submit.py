"""Nộp số liệu: choose, get the template, upload, see every fault and what the quarter will say, answer, confirm, receipt."""

import streamlit as st

from data.model import today
from data.places import PLACES
from pages.parts import intake, places, words
from pages.parts.controls import pick
from pages.parts.session import desk, t

KINDS = ["xlsx", "xls", "ods", "csv", "tsv"]

st.subheader(t(words.STEP_CHOOSE), anchor=False)
with st.container(key="choices"):
    left, right, _ = st.columns([1, 1, 1])
with left:
    quarter = places.due_quarter()
with right:
    units = {unit.key: unit for unit in PLACES.of_quarter(quarter.last)}
    unit = units[pick("tinh-nop", words.PROVINCE, {key: places.named(unit) for key, unit in units.items()})]
dates = {"start": places.day(quarter.start), "end": places.day(quarter.end), "due": places.day(quarter.due)}
st.text(t(words.DATES).format(**dates))
if (over := (today() - quarter.due).days) > 0:
    st.text(t(words.PASSED_DUE).format(days=over))

st.subheader(t(words.STEP_TEMPLATE), anchor=False)
st.text(t(words.TEMPLATE_HINT))
here = desk()
st.download_button(
    f"{t(words.GET_TEMPLATE)} · {unit.name} · {t(quarter.label)}", lambda: here.template(unit, quarter), f"{quarter}_{unit.key}.xlsx",
    intake.XLSX, key="template", on_click="ignore", icon=":material/download:",
)  # fmt: skip

st.subheader(t(words.STEP_UPLOAD), anchor=False)
files = st.file_uploader(t(words.YOUR_FILES), type=KINDS, accept_multiple_files=True, key="files")
if files:
    by = st.text_input(t(words.SENDER), key="by", persist_state="session", max_chars=120)
    st.subheader(t(words.STEP_CHECK), anchor=False)
    for number, file in enumerate(files):
        intake.draw(number, file.name, file.getvalue(), unit, quarter, by or "")
