"""The frame around every page: who may see it, language, navigation, what concerns all; it runs the chosen page."""

from __future__ import annotations

import streamlit as st

from data.storage.truth import StoreBusyError
from pages.server.store import service
from pages.texts import common
from pages.ui import account, controls, masthead, navigation, onboarding, search, sharing, start_page, style
from pages.ui.formats import literal
from pages.ui.part import drawing
from pages.ui.session import language, person, t

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
start_page.lead(someone, page.url_path)
st.set_page_config(page_title=f"{page.title} · {t(common.PRODUCT)}", page_icon=style.ICON, layout="wide")
controls.begin(page.url_path)
st.html(style.words(language()))
link, typed = masthead.draw(page, someone)
if st.session_state["lang"] != before:  # the navigation above still speaks the other one
    st.rerun()

notices = st.container()
if typed:
    search.show(typed, someone)
paths = {each.url_path: each for pages in menus.values() for each in pages}
if not onboarding.instead(page.url_path, paths.get("nop-so-lieu"), someone):
    with drawing():
        page.run()
        controls.end()
with link:
    sharing.draw()
if unknown := controls.unknown():
    notices.warning(t(common.UNKNOWN_CHOICE, choices=literal("; ".join(unknown))), icon=":material/link_off:")

masthead.foot(someone)
