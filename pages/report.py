"""Báo cáo: a province's report or the national synthesis, as an administrative document in Word and PDF."""

import streamlit as st

from pages.sections import report_form
from pages.texts import reports as texts
from pages.ui.session import t

with st.container(key="choices"):
    request = report_form.chosen()
now = report_form.job()
if now is not None and now.running:
    report_form.waiting()
else:
    report_form.begin(request)
    if now is None:
        st.caption(t(texts.BEGIN_SAID))
    else:
        report_form.finished(now)
