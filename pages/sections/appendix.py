"""All figures of a province by field, as a table each: folded until somebody asks for them."""

from collections.abc import Sequence

import streamlit as st

from data.model import Period
from data.places import Boundary, Unit
from indicators import CATALOGUE, MEASURES
from pages.charts import area_figures
from pages.download_formats.format import Download
from pages.sections import profile
from pages.server.store import service
from pages.texts import briefing as texts
from pages.texts import common
from pages.ui import downloads, sentences
from pages.ui.controls import pick
from pages.ui.session import language, t
from service import arrivals
from service.targets.progress import Progress

OPEN = "mo"  # in the address: what is unfolded comes with a link


def draw(unit: Unit, quarter: Period, boundary: Boundary, plans: Sequence[Progress]) -> None:
    """The head that unfolds it; what is in it is only worked out then."""
    names = {"": t(texts.FOLDED), OPEN: t(texts.APPENDIX, count=len(MEASURES))}
    with st.container(key="choices-appendix"):  # which is not printed
        chosen = pick("phu-luc", texts.APPENDIX_SAID, names, row=True, hidden=True)
    if chosen == OPEN:
        _tables(unit, quarter, boundary, plans)


def _tables(unit: Unit, quarter: Period, boundary: Boundary, plans: Sequence[Progress]) -> None:
    key, lang = unit.key, language()
    st.html(profile.head(unit, quarter, boundary, lang))
    shown: list[area_figures.AreaFigure] = []
    for indicator in CATALOGUE.values():
        figures = [one for code in indicator.measures if (one := area_figures.figure(code, quarter, key, boundary))]
        if figures:
            ranks = profile.ranked(indicator, key, quarter, boundary)
            nation = profile.shares(figures, quarter, boundary, lang)
            lines = profile.lines(figures, t(indicator.label), lang, ranks, plans, nation=nation, boundary=boundary)
            st.html(profile.family(indicator, lines, lang))
        shown += figures
    notes = [t(common.RANKS_SAID)] * bool(shown) + sentences.calendars([one.now for one in shown], lang)
    st.caption("  \n".join(notes))
    owed = arrivals.completeness(service(), quarter).get(key)
    if owed is not None:
        st.subheader(f"{t(common.WHAT_IS_MISSING)}: {len(owed.missing)}/{owed.due}", anchor=False)
        st.html(profile.missing(owed.missing, lang) or f"<p>{t(common.NOTHING_MISSING)}</p>")
    if inherited := profile.inheritance(unit, lang):
        table, when = inherited
        st.subheader(t(common.INHERITED), anchor=False)
        st.caption(t(common.INHERITED_SAID, when=t(when.label)))
        st.html(table)
    courses = [area_figures.course(one.measure, quarter, key, boundary) for one in shown]
    chosen = {common.PROVINCE: unit.name, common.QUARTER: t(quarter.label), common.UNITS: boundary.value}
    downloads.offer(Download("profile", f"ho-so_{key}_{quarter}_{boundary.value}", chosen, courses))
