"""Where someone lands who signs in without a link: an officer of one province at its briefing, with what it owes;
a reviewer at what waits; everybody else at the quarter's bulletin."""

import streamlit as st

from data.places import PLACES
from pages.server import session_cookie
from pages.server.store import service
from pages.ui.controls import HOME
from pages.ui.session import language
from service.access.roles import Person, Role

PROVINCE, REVIEW = "province.py", "review.py"
_LANDED = "landed"  # in this visit; the menu leads to the first page like to any other afterwards


def lead(person: Person, address: str) -> None:
    """Once a visit, before the first page is drawn; to be called when the menu is known."""
    landed = st.session_state.get(_LANDED, False)
    st.session_state[_LANDED] = True
    asked = set(st.query_params) - {"lang"}
    if landed or address != HOME or asked or service().empty:
        return
    tongue = {"lang": "en"} if language() == "en" else {}
    start = of(person)
    if start == PROVINCE:
        st.switch_page(start, query_params={"tinh": _provinces(person).pop()} | tongue)
    if start != HOME:
        st.switch_page(start, query_params=tongue)


def of(person: Person) -> str:
    """The page on which someone begins, by its file; `` is the first page."""
    if session_cookie.settings() is None:
        return HOME
    if person.role is Role.ANALYST and len(_provinces(person)) == 1:
        return PROVINCE
    return REVIEW if person.role is Role.REVIEWER else HOME


def _provinces(person: Person) -> set[str]:
    return {PLACES.heir(key) for key in person.units if key in PLACES.versions}
