"""Hồ sơ tỉnh: one province on one page, a family a block and a measure a line; made to be printed."""

import streamlit as st

from data.places import PLACES
from indicators import CATALOGUE
from pages.charts import area_figures, target_marks
from pages.download_formats.format import Download
from pages.sections import collecting, profile
from pages.server.store import service
from pages.texts import common
from pages.ui import downloads, filters, sentences
from pages.ui.session import language, t
from service import arrivals

with st.container(key="choices"):
    left, middle, right = st.columns(3)
with right:
    boundary = filters.boundary()
with left:
    key = filters.province(boundary)
with middle:
    quarter = filters.quarter()
unit = PLACES.version(key, quarter.end)
st.html(profile.PRINT + profile.head(unit, quarter, boundary, language()))
st.caption(f"{t(quarter.label)} · {filters.units_said(boundary, quarter)}")
collecting.say(quarter)

plans = target_marks.targets_of([key], quarter, boundary, parts=True)
shown: list[area_figures.AreaFigure] = []
for indicator in CATALOGUE.values():
    figures = [one for code in indicator.measures if (one := area_figures.figure(code, quarter, key, boundary))]
    if figures:
        ranks = profile.ranked(indicator, key, quarter, boundary)
        nation = profile.shares(figures, quarter, boundary, language())
        lines = profile.lines(figures, t(indicator.label), language(), ranks, plans, nation=nation, boundary=boundary)
        st.html(profile.family(indicator, lines, language()))
    shown += figures
if not shown:
    st.info(t(common.NO_SUCH_UNIT, name=unit.name, when=t(quarter.label)), icon=":material/info:")
notes = [t(common.RANKS_SAID)] * bool(shown) + sentences.calendars([one.now for one in shown], language())
st.caption("  \n".join(notes))

owed = arrivals.completeness(service(), quarter).get(key)
if owed is not None:
    st.subheader(f"{t(common.WHAT_IS_MISSING)}: {len(owed.missing)}/{owed.due}", anchor=False)
    st.html(profile.missing(owed.missing, language()) or f"<p>{t(common.NOTHING_MISSING)}</p>")

if inherited := profile.inheritance(unit, language()):
    table, when = inherited
    st.subheader(t(common.INHERITED), anchor=False)
    st.caption(t(common.INHERITED_SAID, when=t(when.label)))
    st.html(table)

courses = [area_figures.course(one.measure, quarter, key, boundary) for one in shown]
chosen = {common.PROVINCE: unit.name, common.QUARTER: t(quarter.label), common.UNITS: boundary.value}
downloads.offer(Download("profile", f"ho-so_{key}_{quarter}_{boundary.value}", chosen, courses))
