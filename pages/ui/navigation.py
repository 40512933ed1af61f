"""The menu for someone: what a role may not use is not in it."""

from collections.abc import Callable

import streamlit as st

from pages.server.menu import PAGES, MenuEntry
from pages.texts import access
from pages.ui.session import t
from service.access.roles import ACTION_LABELS, ROLE_LABELS, Person


def pages(person: Person) -> dict[str, list[st.Page]]:
    """The menu for someone: under each heading its pages. A page that is not for them stays hidden and says so."""
    menus: dict[str, list[st.Page]] = {}
    for number, entry in enumerate(PAGES):
        title, under = t(entry.title), t(entry.menu) if entry.menu else ""
        if person.may(entry.action):
            page = st.Page(entry.file, title=title, url_path=entry.path, default=number == 0)
        else:
            page = st.Page(_refusal(entry, person), title=title, url_path=entry.path, visibility="hidden")
        menus.setdefault(under, []).append(page)
    return menus


def _refusal(entry: MenuEntry, person: Person) -> Callable[[], None]:
    text = t(access.MAY_NOT, role=t(ROLE_LABELS[person.role]), what=t(ACTION_LABELS[entry.action]))

    def refusal() -> None:
        st.warning(text, icon=":material/lock:")

    return refusal
