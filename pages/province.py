"""Tỉnh, thành phố: one province in one quarter, a briefing of two printed pages at most; all else folded below."""

import streamlit as st

from data.model import today
from data.places import PLACES, Boundary
from data.population import populations
from pages.charts import target_marks
from pages.sections import (
    appendix,
    briefing,
    briefing_table,
    briefing_view,
    collecting,
    duties,
    locator,
    merger,
    profile,
    ways_on,
)
from pages.server.store import service
from pages.texts import briefing as texts
from pages.texts import common
from pages.ui import filters
from pages.ui.session import language, t
from service import arrivals

with st.container(key="choices"):
    both, ways, right = st.columns([7, 6, 5], vertical_alignment="center")
    left, middle = both.columns([4, 3], wrap=False)
with middle:
    quarter = filters.quarter()
with right:
    boundary = filters.boundary(quarter)
with left:
    key = filters.province(boundary, quarter)
with ways:
    ways_on.draw(key, quarter)
unit, tongue = PLACES.version(key, quarter.end), language()
owed = duties.owed(key)
if duties.theirs(key):
    duties.draw(key, unit.name, owed)

plans = target_marks.targets_of([key], quarter, boundary, parts=True)
own = target_marks.targets_of([key], quarter, boundary)
figures = briefing.main_figures(unit, quarter, boundary, populations(), own)
cells = [c for c in arrivals.received(service(), quarter, quarter) if key in (c.unit.key, PLACES.heir(c.unit.key))]
day = quarter.end if boundary is Boundary.THEN else today()
known = arrivals.completeness(service(), quarter).get(key)
unplanned = sum(one.plan is None for one in figures) if own else 0
due = duties.next_due(owed)

head = briefing_view.title(briefing.verdict(unit, quarter, figures, own, tongue))
head += briefing_view.chips(cells, due, unit, quarter, tongue)
table = briefing_table.table(figures, quarter, boundary, tongue)
st.html(f"{profile.PRINT}{briefing_view.STYLE}<div class='briefing'>{head}</div>")
collecting.say(quarter)
if not figures:
    st.info(t(common.NO_SUCH_UNIT, name=unit.name, when=t(quarter.label)), icon=":material/info:")
else:
    ranks = briefing.field_ranks(key, quarter, boundary, populations())
    news = (
        (texts.MOVES, briefing_view.moved(briefing.moves(key, quarter, boundary), boundary, tongue)),
        (texts.MISSING, briefing_view.missing(known, quarter, due, unplanned, tongue)),
        (texts.RANKS, briefing_view.field_ranks(ranks, tongue)),
    )
    past = (
        (texts.PLAN, briefing_view.plans(plans, tongue)),
        (texts.MERGER, merger.block(unit, quarter, boundary, tongue)),
    )
    lists = "".join(f"<div>{briefing_view.blocks(some, tongue)}</div>" for some in (news, past))
    map_ = locator.draw(key, unit.name, day, tongue)
    st.html(
        f"<div class='briefing'><div class='top'><div>{table}</div>{map_}</div><div class='lists'>{lists}</div></div>"
    )
    people = populations().of(key, quarter.year)
    with st.expander(t(texts.HOW_TO_READ)):
        st.caption("  \n".join(briefing_view.rules(people, tongue)))
appendix.draw(unit, quarter, boundary, plans)
