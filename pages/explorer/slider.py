"""Time under the map and the ranking: a slider over the quarters, and play, which goes from one to the next."""

import streamlit as st

from data.model import Grain, Period
from pages.explorer.choices import Selection
from pages.texts import compare as words
from pages.texts import explorer as texts
from pages.ui import filters
from pages.ui.session import t

VIEWS = {"ban-do", "xep-hang"}
MOST, STEP = 12, 1.2  # quarters back; seconds that each of them stands
QUARTER = words.SPAN_KEYS[Grain.QUARTER]
_AT, _PLAYING, _NEXT = "thoi-gian", "time plays", "the quarter that comes next"


def take_next() -> None:
    """The quarter that play has come to; before any choice is drawn."""
    if code := st.session_state.pop(_NEXT, None):
        st.session_state[QUARTER] = code


def draw(choice: Selection) -> None:
    """Under the chart; only quarters follow each other closely enough."""
    codes = list(filters.known())[:MOST][::-1]
    if choice.view not in VIEWS or choice.grain is not Grain.QUARTER or choice.period.code not in codes:
        return
    st.session_state[_AT] = choice.period.code
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        playing = st.session_state.get(_PLAYING, False)
        icon = ":material/pause:" if playing else ":material/play_arrow:"
        st.button(t(texts.PAUSE if playing else texts.PLAY), icon=icon, key="play", on_click=_turn, args=(codes,))
        st.select_slider(
            t(words.SPAN),
            codes,
            format_func=lambda code: t(Period.parse(code).short),
            key=_AT,
            label_visibility="collapsed",
            on_change=_slide,
        )
        if playing:
            _tick(codes)


def _slide() -> None:
    st.session_state[QUARTER], st.session_state[_PLAYING] = st.session_state[_AT], False


def _turn(codes: list[str]) -> None:
    """Begin, from the first quarter where the last one stands; or stop."""
    playing = st.session_state[_PLAYING] = not st.session_state.get(_PLAYING, False)
    if playing and st.session_state[QUARTER] == codes[-1]:
        st.session_state[QUARTER] = codes[0]


@st.fragment(run_every=STEP)
def _tick(codes: list[str]) -> None:
    """One quarter on, a moment after the last one was drawn."""
    at = codes.index(st.session_state[QUARTER])
    shown = st.session_state.get("quarter that play has drawn")
    st.session_state["quarter that play has drawn"] = codes[at]
    if shown != codes[at]:
        return  # the run that drew this one
    if at + 1 == len(codes):
        st.session_state[_PLAYING] = False
    else:
        st.session_state[_NEXT] = codes[at + 1]
    st.rerun()
