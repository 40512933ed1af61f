"""The section of administration in which figures are opened, web sites named and keys given."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from data.model import day_text, today
from indicators import administration, opening
from pages.api import ROOT
from pages.parts import deeds, passport, tables, words_links
from pages.parts.formats import literal
from pages.parts.session import desk, language, t, who
from pages.parts.tables import Cell

_GIVEN = "key given just now"


def draw() -> None:
    _public()
    _sites()
    _keys()


def _public() -> None:
    on = desk().book.office.public
    st.subheader(t(words_links.PUBLIC), anchor=False)
    st.markdown(t(words_links.IS_PUBLIC if on else words_links.NOT_PUBLIC).format(root=f"`{ROOT}`"))
    if passport.settings() is None:
        st.caption(t(words_links.LOCAL))
    with st.container(border=True):
        why = deeds.reason("public-reason")
        if st.button(t(words_links.SWITCH_PUBLIC[not on]), key="public", icon=":material/public:"):
            deeds.do(lambda: opening.open_figures(desk(), who(), not on, why), words_links.SWITCHED_PUBLIC[not on])


def _sites() -> None:
    st.subheader(t(words_links.SITES), anchor=False)
    st.caption(literal(t(words_links.SITES_HINT)))
    with st.container(border=True):
        now = "\n".join(desk().book.office.sites)
        typed = st.text_area(
            t(words_links.SITES), now, key=deeds.key("sites"), height=120, max_chars=5000, label_visibility="collapsed"
        )
        why = deeds.reason("sites-reason")
        if st.button(t(words_links.SAVE), key="sites", icon=":material/save:"):
            deeds.do(lambda: opening.allow_sites(desk(), who(), typed.splitlines(), why), words_links.SAVED)


def _keys() -> None:
    st.subheader(t(words_links.KEYS), anchor=False)
    st.caption(t(words_links.KEYS_HINT))
    if given := st.session_state.pop(_GIVEN, None):
        st.success(literal(t(words_links.GIVEN).format(email=given[0])), icon=":material/key:")
        st.code(given[1], language=None)
    found = opening.tokens(desk(), who())
    if found:
        body = [
            (
                Cell(str(one.number)),
                [Cell(one.email, "words"), Cell(one.purpose, "words"), Cell(day_text(one.until, language()))],
            )
            for one in found
        ]
        head = [words_links.KEY, words_links.OWNER, words_links.PURPOSE, words_links.UNTIL]
        st.html(tables.table(t(words_links.KEYS), [t(text) for text in head], body, "texts"))
    else:
        st.text(t(words_links.NO_KEYS))
    left, right = st.columns(2, gap="large")
    with left, st.container(border=True):
        _give()
    with right:
        if found:
            with st.container(border=True):
                _withdraw([one.number for one in found])


def _give() -> None:
    people = [one.email for one in administration.people(desk(), who()) if not one.ended]
    st.markdown(f"**{t(words_links.GIVE)}**")
    if not people:
        st.text(t(words_links.NOBODY))
        return
    email = st.selectbox(t(words_links.OWNER), people, key=deeds.key("key-owner"), filter_mode="contains")
    purpose = st.text_input(t(words_links.PURPOSE), key=deeds.key("key-purpose"), max_chars=opening.PURPOSE)
    last = today() + timedelta(days=opening.LONGEST)
    until = st.date_input(
        t(words_links.UNTIL),
        today() + timedelta(days=90),
        today(),
        last,
        key=deeds.key("key-until"),
        format="DD/MM/YYYY",
    )
    why = deeds.reason("key-reason")

    def give() -> None:
        secret = opening.issue(desk(), who(), email or "", purpose or "", until, why)
        st.session_state[_GIVEN] = (email, secret)

    if st.button(t(words_links.GIVE), key="key", icon=":material/key:"):
        deeds.do(give, words_links.GIVEN_SHORT, email=email)


def _withdraw(numbers: list[int]) -> None:
    st.markdown(f"**{t(words_links.WITHDRAW)}**")
    number = st.selectbox(t(words_links.KEY), numbers, index=None, key=deeds.key("key-number"), placeholder="–")
    why = deeds.reason("key-end-reason")
    if st.button(t(words_links.WITHDRAW), key="key-end", icon=":material/key_off:", disabled=number is None):
        deeds.do(
            lambda: opening.withdraw(desk(), who(), number or 0, why),
            words_links.WITHDRAWN,
            number=number,
        )
