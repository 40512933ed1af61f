"""The frame around every page: language, navigation, what concerns all of them; it runs the page that was chosen."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from data.store import StoreBusyError
from indicators import CATALOGUE
from pages.parts import controls, empty, style, words, words_compare, words_plan
from pages.parts.session import desk, moment, t

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
# A page each for those that have figures of their own, so that a new indicator has its page without an edit here.
FAMILIES = [(name, indicator) for name, indicator in CATALOGUE.items() if indicator.measures]

st.session_state.setdefault("lang", "en" if st.query_params.get("lang") == "en" else "vi")
before = st.session_state["lang"]
overview = st.Page("overview.py", title=t(words.OVERVIEW), url_path="tong-quan", default=True)
submit = st.Page("submit.py", title=t(words.SUBMIT), url_path="nop-so-lieu")
about = st.Page("about.py", title=t(words.ABOUT), url_path="gioi-thieu")
# What is asked every day stands open in the bar; the families and the rows fold away, so that it fits however many they are.
page = st.navigation(
    {
        "": [
            overview,
            st.Page("trends.py", title=t(words.TRENDS), url_path="xu-huong"),
            st.Page("compare.py", title=t(words_compare.COMPARE), url_path="so-sanh"),
            st.Page("map.py", title=t(words_compare.MAP), url_path="ban-do"),
            st.Page("province.py", title=t(words.PROFILE), url_path="ho-so-tinh"),
            st.Page("plan.py", title=t(words_plan.PLAN), url_path="ke-hoach"),
            submit,
        ],
        t(words.FAMILIES): [
            st.Page("module.py", title=t(indicator.label), url_path=name.replace("_", "-"))
            for name, indicator in FAMILIES
        ],
        t(words.DATA): [
            st.Page("table.py", title=t(words.TABLE), url_path="bang-so-lieu"),
            st.Page("received.py", title=t(words.RECEIVED), url_path="tinh-hinh-nop"),
            about,
        ],
    },
    position="top",
)
st.set_page_config(page_title=f"{page.title} · {t(words.PRODUCT)}", page_icon=style.ICON, layout="wide")
controls.begin(page.url_path)
st.html(style.rules())
with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
    st.title(page.title, anchor=False, width="content")
    controls.pick("lang", words.LANGUAGE, LANGUAGES, row=True, hidden=True)
if st.session_state["lang"] != before:  # the navigation above still speaks the other one
    st.rerun()

try:
    desk()
except StoreBusyError:
    st.warning(t(words.BUSY), icon=":material/lock:")
    st.stop()
if desk().is_demo:
    st.info(t(words.DEMO_BANNER), icon=":material/science:")
notices = st.container()
if empty.loading().failed:
    st.error(t(words.FAILED), icon=":material/error:")
if empty.loading().running:
    empty.progress()
elif desk().empty and page not in (submit, about):
    empty.offer(submit)
else:
    page.run()
if unknown := controls.unknown():
    notices.warning(t(words.UNKNOWN_CHOICE).format(keys=", ".join(unknown)), icon=":material/link_off:")

st.divider()
said = [t(words.SOURCE)]
if not desk().empty:
    said.append(t(words.VERSION).format(number=desk().revision))
said.append(t(words.SEEN_AT).format(time=moment(datetime.now(UTC))))
st.caption(" · ".join([*said, t(words.DEMO)] if desk().is_demo else said))
