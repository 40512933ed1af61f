"""Dữ liệu mở: everything that was published, in one archive, whole or of one quarter; earlier versions; a new one."""

import streamlit as st

from data.model import Period
from pages.sections import releases
from pages.server.store import service
from pages.texts import releases as texts
from pages.ui import filters
from pages.ui.controls import pick
from pages.ui.session import localized, person, t
from service.access.roles import Action
from service.publishing.releases import published

publications, someone = published(service()), person()
administers = someone is not None and someone.may(Action.ADMINISTER)
if not publications:
    st.info(t(texts.NONE), icon=":material/inventory_2:")
    with st.container(key="choices"):
        quarter = filters.quarter()
    releases.draw_standing(quarter, whole=administers)
else:
    st.caption(t(texts.INTRO))
    with st.container(key="choices"):
        left, right = st.columns(2)
    with left:
        named = {str(one.version): releases.named(one) for one in publications}
        version = pick("phien-ban", texts.WHICH, named)
    publication = next(one for one in publications if str(one.version) == version)
    with right:
        first, last = filters.reach()
        quarter = Period.parse(
            pick("quy-tai", texts.OF_A_QUARTER, filters.quarters(first, last), filters.latest().code)
        )
    releases.draw(publication, quarter)
    if publication is publications[0] and (more := service().revision - publication.head) > 0:
        st.caption(t(texts.SINCE, count=localized(more)))
    releases.listing(publications)
with st.expander(t(texts.MEANS), icon=":material/tag:"):
    st.markdown("\n".join(f"- {t(text)}" for text in texts.MEANINGS))
if administers and not service().empty:
    releases.new()
