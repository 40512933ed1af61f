"""Who is signed in, as what and until when, and the way out; stands in the head of every page."""

import streamlit as st

from data.model import Text
from data.places import PLACES
from pages.server import session_cookie
from pages.texts import access
from pages.ui.formats import literal
from pages.ui.session import t, who
from service.access.roles import ROLE_LABELS, Person, until_text


def draw(person: Person) -> None:
    """Nothing in local mode, in which nobody signs in."""
    if session_cookie.settings() is None:
        return
    someone = who()
    with st.popover(t(ROLE_LABELS[person.role]), icon=":material/account_circle:", key="account"):
        st.markdown(f"**{literal(someone.name)}**")
        st.text(someone.email)
        st.text(f"{t(ROLE_LABELS[person.role])}{_provinces(person)}, {t(until_text(person))}")
        st.button(t(access.SIGN_OUT), on_click=st.logout, key="sign-out", icon=":material/logout:")


def _provinces(person: Person) -> str:
    names = sorted(PLACES.versions[key][-1].name if key in PLACES.versions else key for key in person.units)
    return f" {t(access.OF_PROVINCES, provinces=', '.join(names))}" if names else ""


def sender(label: Text, key: str) -> str:
    """The name of whoever is signed in; at this machine, where nobody is, the name that they type."""
    if session_cookie.settings() is None:
        return (st.text_input(t(label), key=key, persist_state="session", max_chars=120) or "").strip()
    st.text(f"{t(access.SENT_BY)}: {who().name}")
    return who().name


def gone() -> None:
    """For whoever lost their role while the page was open; the guard tells the rest when the page is loaded again."""
    st.error(f"{t(access.NO_ROLE)}. {t(access.NO_ROLE_HINT)}", icon=":material/lock:")
    st.stop()
