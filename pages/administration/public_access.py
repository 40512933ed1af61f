"""The section of administration in which figures are opened, web sites named and keys given."""

from datetime import timedelta

import streamlit as st

from data.model import day_text, today
from pages.server import session_cookie
from pages.server.addresses import ROOT
from pages.server.store import service
from pages.texts import sharing
from pages.ui import actions, tables
from pages.ui.formats import literal
from pages.ui.session import language, t, who
from pages.ui.tables import Cell
from service import administration, api_keys

_GIVEN = "key given just now"


def draw() -> None:
    _public()
    _sites()
    _keys()


def _public() -> None:
    on = service().repository.access.public
    st.subheader(t(sharing.PUBLIC), anchor=False)
    st.markdown(t(sharing.IS_PUBLIC if on else sharing.NOT_PUBLIC, root=f"`{ROOT}`"))
    if session_cookie.settings() is None:
        st.caption(t(sharing.LOCAL))
    with st.container(border=True):
        why = actions.reason("public-reason")
        if st.button(t(sharing.SWITCH_PUBLIC[not on]), key="public", icon=":material/public:"):
            actions.do(lambda: api_keys.open_figures(service(), who(), not on, why), sharing.SWITCHED_PUBLIC[not on])


def _sites() -> None:
    st.subheader(t(sharing.SITES), anchor=False)
    st.caption(literal(t(sharing.SITES_HINT)))
    with st.container(border=True):
        now = "\n".join(service().repository.access.sites)
        typed = st.text_area(
            t(sharing.SITES), now, key=actions.key("sites"), height=120, max_chars=5000, label_visibility="collapsed"
        )
        why = actions.reason("sites-reason")
        if st.button(t(sharing.SAVE), key="sites", icon=":material/save:"):
            actions.do(lambda: api_keys.allow_sites(service(), who(), typed.splitlines(), why), sharing.SAVED)


def _keys() -> None:
    st.subheader(t(sharing.KEYS), anchor=False)
    st.caption(t(sharing.KEYS_HINT))
    if token := st.session_state.pop(_GIVEN, None):
        st.success(literal(t(sharing.GIVEN, email=token[0])), icon=":material/key:")
        st.code(token[1], language=None)
    tokens = api_keys.tokens(service(), who())
    if tokens:
        body = [
            tables.line(str(one.number), one.email, one.purpose, Cell(day_text(one.until, language())))
            for one in tokens
        ]
        head = [sharing.KEY, sharing.OWNER, sharing.PURPOSE, sharing.UNTIL]
        tables.show(sharing.KEYS, head, body)
    else:
        st.text(t(sharing.NO_KEYS))
    left, right = st.columns(2, gap="large")
    with left, st.container(border=True):
        _give()
    with right:
        if tokens:
            with st.container(border=True):
                _withdraw([one.number for one in tokens])


def _give() -> None:
    people = [one.email for one in administration.people(service(), who()) if not one.ended]
    st.markdown(f"**{t(sharing.GIVE)}**")
    if not people:
        st.text(t(sharing.NOBODY))
        return
    email = st.selectbox(t(sharing.OWNER), people, key=actions.key("key-owner"), filter_mode="contains")
    purpose = st.text_input(t(sharing.PURPOSE), key=actions.key("key-purpose"), max_chars=api_keys.PURPOSE)
    last = today() + timedelta(days=api_keys.LONGEST)
    until = st.date_input(
        t(sharing.UNTIL), today() + timedelta(days=90), today(), last, key=actions.key("key-until"), format="DD/MM/YYYY"
    )
    why = actions.reason("key-reason")

    def give() -> None:
        secret = api_keys.issue(service(), who(), email or "", purpose or "", until, why)
        st.session_state[_GIVEN] = (email, secret)

    if st.button(t(sharing.GIVE), key="key", icon=":material/key:"):
        actions.do(give, sharing.GIVEN_SHORT, email=email)


def _withdraw(numbers: list[int]) -> None:
    st.markdown(f"**{t(sharing.WITHDRAW)}**")
    number = st.selectbox(t(sharing.KEY), numbers, index=None, key=actions.key("key-number"), placeholder="–")
    why = actions.reason("key-end-reason")
    if st.button(t(sharing.WITHDRAW), key="key-end", icon=":material/key_off:", disabled=number is None):
        actions.do(lambda: api_keys.withdraw(service(), who(), number or 0, why), sharing.WITHDRAWN, number=number)
