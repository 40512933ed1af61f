"""Báo cáo: a province's report or the national synthesis, in the form of an administrative document, as Word and PDF."""

import streamlit as st

from pages.parts import report_draw
from pages.parts import words_report as texts
from pages.parts.session import t

with st.container(key="choices"):
    wanted = report_draw.chosen()
now = report_draw.job()
if now is not None and now.running:
    report_draw.waiting()
else:
    report_draw.begin(wanted)
    if now is None:
        st.caption(t(texts.BEGIN_SAID))
    else:
        report_draw.finished(now)
