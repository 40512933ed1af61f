"""Dữ liệu mở: everything that was published, in one archive, whole or of one quarter; earlier versions; a new one."""

import streamlit as st

from data.model import Period, number_text
from indicators import publication
from indicators.people import Action
from pages.parts import opened, places
from pages.parts import words_open as texts
from pages.parts.controls import pick
from pages.parts.session import desk, language, person, t

found, someone = publication.published(desk()), person()
administers = someone is not None and someone.may(Action.ADMINISTER)
if not found:
    st.info(t(texts.NONE), icon=":material/inventory_2:")
    with st.container(key="choices"):
        quarter = places.quarter()
    opened.standing(quarter, whole=administers)
else:
    st.caption(t(texts.INTRO))
    with st.container(key="choices"):
        left, right = st.columns(2)
    with left:
        named = {str(one.version): opened.named(one) for one in found}
        version = pick("phien-ban", texts.WHICH, named)
    one = next(one for one in found if str(one.version) == version)
    with right:
        first, last = desk().first() or places.FIRST, desk().latest() or places.FIRST
        quarter = Period.parse(pick("quy-tai", texts.OF_A_QUARTER, places.quarters(first, last), last.code))
    opened.draw(one, quarter)
    if one is found[0] and (more := desk().revision - one.head) > 0:
        st.caption(t(texts.SINCE).format(count=number_text(more, language())))
    opened.listing(found)
with st.expander(t(texts.MEANS), icon=":material/tag:"):
    st.markdown("\n".join(f"- {t(text)}" for text in texts.MEANINGS))
if administers and not desk().empty:
    opened.new()
