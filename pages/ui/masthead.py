"""What stands over and under every page: name and purpose, search, link, account, language; source and ways on."""

from datetime import UTC, datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.server import session_cookie
from pages.server.menu import EXPLORE, FIELDS
from pages.server.store import service
from pages.texts import access, common
from pages.texts import masthead as texts
from pages.ui import account, controls, search
from pages.ui.filters import reach
from pages.ui.formats import literal
from pages.ui.part import DRAWN_FOR
from pages.ui.session import moment, t
from service.access.roles import Person

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
# Their title is the answer that they give; every other page says what it is.
ANSWERS = {"", "tong-quan", EXPLORE, *FIELDS}


def draw(page: st.Page, person: Person) -> tuple[DeltaGenerator, str]:
    """The row under the menu; where the link goes, once all is chosen, and what was typed to be found."""
    with st.container(key="masthead", gap=None):
        row = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small")
        with row:
            if page.url_path in ANSWERS and not service().empty:
                st.caption(_purpose(), width="content")
            else:
                st.title(page.title, anchor=False, width="content")
            with st.container(horizontal=True, vertical_alignment="center", width="content", gap="small", key="tools"):
                typed = search.box() if not service().empty else ""
                link = st.container(width="content")
                account.draw(person)
                controls.pick("lang", common.LANGUAGE, LANGUAGES, row=True, hidden=True)
        if service().is_demo:
            st.html(f'<p class="demo" role="note">{t(texts.DEMO_LINE)}</p>')
    return link, typed


def _purpose() -> str:
    return t(texts.PURPOSE, year=reach()[0].year)


def foot(person: Person) -> None:
    """Whose figures these are, since when they stand, and where the rest is."""
    st.session_state[DRAWN_FOR] = person, service().revision
    settings = session_cookie.settings()
    told = [t(common.SOURCE)]
    if not service().empty:
        told.append(t(common.VERSION, number=service().revision))
    told.append(t(common.SEEN_AT, time=moment(datetime.now(UTC))))
    told += [t(common.DEMO)] * service().is_demo + [t(access.LOCAL_MODE)] * (settings is None)
    if settings is not None and settings.contact:
        told.append(t(texts.CONTACT, contact=literal(settings.contact)))
    with st.container(key="foot", gap=None):
        st.caption(" · ".join(told))
        with st.container(horizontal=True, gap="medium"):
            st.page_link("open_data.py", label=t(texts.LICENCE))
            st.page_link("about.py", label=t(texts.INTERFACE))
            st.page_link("about.py", label=t(texts.ACCESSIBILITY))
