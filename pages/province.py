"""Tỉnh, thành phố: one province in one quarter, a briefing of two printed pages at most; all else folded below."""

import streamlit as st

from data.places import PLACES
from data.population import populations
from pages.sections import (
    appendix,
    briefing_choices,
    briefing_told,
    briefing_view,
    collecting,
    duties,
    profile,
    ways_on,
)
from pages.texts import briefing as texts
from pages.texts import common
from pages.ui.session import language, t

key, quarter, boundary, ways = briefing_choices.choose()
with ways:
    ways_on.draw(key, quarter)
unit = PLACES.version(key, quarter.end)
if duties.theirs(key):
    duties.draw(key, unit.name, duties.owed(key))
told = briefing_told.told(key, quarter, boundary, language())
st.html(f"{profile.PRINT}{briefing_view.STYLE}{told.head}")
collecting.say(quarter)
if not told.body:
    st.info(t(common.NO_SUCH_UNIT, name=unit.name, when=t(quarter.label)), icon=":material/info:")
else:
    st.html(told.body)
    people = populations().of(key, quarter.year)
    with st.expander(t(texts.HOW_TO_READ)):
        st.caption("  \n".join(briefing_view.rules(people, language())))
appendix.draw(unit, quarter, boundary, told.plans)
