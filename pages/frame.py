"""The frame around every page: who may see it, language, navigation, what concerns all; it runs the chosen page."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from data.storage.database import StoreBrokenError
from data.storage.truth import StoreBusyError
from pages.server import session_cookie
from pages.server.store import service
from pages.texts import access, common
from pages.ui import account, controls, navigation, onboarding, sharing, style
from pages.ui.formats import literal
from pages.ui.session import in_turn, moment, person, t
from service.answer_maker import ANSWERS_BROKEN

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}

st.session_state.setdefault("lang", "en" if st.query_params.get("lang") == "en" else "vi")
before = st.session_state["lang"]
try:
    someone = person()
    service()
except StoreBusyError:
    st.warning(t(common.BUSY), icon=":material/lock:")
    st.stop()
if someone is None:
    account.gone()
    st.stop()
menus = navigation.pages(someone)
page = st.navigation(menus, position="top")
st.set_page_config(page_title=f"{page.title} · {t(common.PRODUCT)}", page_icon=style.ICON, layout="wide")
controls.begin(page.url_path)
st.html(style.rules())
with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
    st.title(page.title, anchor=False, width="content")
    with st.container(horizontal=True, vertical_alignment="bottom", width="content"):
        link = st.container(width="content")
        account.draw(someone)
        controls.pick("lang", common.LANGUAGE, LANGUAGES, row=True, hidden=True)
if st.session_state["lang"] != before:  # the navigation above still speaks the other one
    st.rerun()

if service().is_demo:
    st.info(t(common.DEMO_BANNER), icon=":material/science:")
notices = st.container()
paths = {each.url_path: each for pages in menus.values() for each in pages}
if not onboarding.instead(page.url_path, paths.get("nop-so-lieu"), someone):
    try:
        with in_turn(), service().at_once():  # one page, one moment
            page.run()
            controls.end()
    except StoreBrokenError:
        st.warning(t(ANSWERS_BROKEN), icon=":material/build:")
with link:
    sharing.draw()
if unknown := controls.unknown():
    notices.warning(t(common.UNKNOWN_CHOICE, choices=literal("; ".join(unknown))), icon=":material/link_off:")

st.divider()
footer = [t(common.SOURCE)]
if not service().empty:
    footer.append(t(common.VERSION, number=service().revision))
footer.append(t(common.SEEN_AT, time=moment(datetime.now(UTC))))
if service().is_demo:
    footer.append(t(common.DEMO))
if session_cookie.settings() is None:
    footer.append(t(access.LOCAL_MODE))
st.caption(" · ".join(footer))
