"""The frame around every page: who may see it, language, navigation, what concerns all; it runs the page that was chosen."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from data.store import StoreBusyError
from indicators.people import Action
from pages.parts import account, contents, controls, empty, links, passport, style, words, words_access
from pages.parts.formats import literal
from pages.parts.session import desk, moment, person, t

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}

st.session_state.setdefault("lang", "en" if st.query_params.get("lang") == "en" else "vi")
before = st.session_state["lang"]
try:
    someone = person()
    desk()
except StoreBusyError:
    st.warning(t(words.BUSY), icon=":material/lock:")
    st.stop()
if someone is None:
    account.gone()
    st.stop()
menus = contents.pages(someone)
page = st.navigation(menus, position="top")
st.set_page_config(page_title=f"{page.title} · {t(words.PRODUCT)}", page_icon=style.ICON, layout="wide")
controls.begin(page.url_path)
st.html(style.rules())
with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
    st.title(page.title, anchor=False, width="content")
    with st.container(horizontal=True, vertical_alignment="bottom", width="content"):
        link = st.container(width="content")
        account.draw(someone)
        controls.pick("lang", words.LANGUAGE, LANGUAGES, row=True, hidden=True)
if st.session_state["lang"] != before:  # the navigation above still speaks the other one
    st.rerun()

if desk().is_demo:
    st.info(t(words.DEMO_BANNER), icon=":material/science:")
notices = st.container()
if empty.loading().failed:
    st.error(t(words.FAILED), icon=":material/error:")
paths = {each.url_path: each for pages in menus.values() for each in pages}
if empty.loading().running:
    empty.progress()
elif desk().empty and page.url_path not in contents.WITHOUT_FIGURES:
    empty.offer(paths["nop-so-lieu"] if someone.may(Action.SEND) else None, someone.may(Action.ADMINISTER))
else:
    page.run()
    controls.end()
with link:
    links.draw()
if unknown := controls.unknown():
    notices.warning(t(words.UNKNOWN_CHOICE).format(choices=literal("; ".join(unknown))), icon=":material/link_off:")

st.divider()
said = [t(words.SOURCE)]
if not desk().empty:
    said.append(t(words.VERSION).format(number=desk().revision))
said.append(t(words.SEEN_AT).format(time=moment(datetime.now(UTC))))
if desk().is_demo:
    said.append(t(words.DEMO))
if passport.settings() is None:
    said.append(t(words_access.LOCAL_MODE))
st.caption(" · ".join(said))
