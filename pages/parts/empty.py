"""What a page says while nothing has been sent: what to do next, by one of two buttons."""

from __future__ import annotations

import streamlit as st

from pages.parts import words
from pages.parts.session import desk, t


def offer(submit: st.Page) -> None:
    """The first workbook, or the demo."""
    with st.container(border=True, gap="medium"):
        st.subheader(t(words.EMPTY), anchor=False)
        st.text(t(words.EMPTY_HINT))
        with st.container(horizontal=True):
            load = st.button(t(words.LOAD_DEMO), key="load-demo", type="primary", icon=":material/science:")
            if st.button(t(words.SEND_FIRST), key="send-first", icon=":material/upload:"):
                st.switch_page(submit)
        if load:
            bar = st.progress(0.0)
            desk().load_demo(lambda done, total: _show(bar, done, total))
            st.rerun()


def _show(bar: st.delta_generator.DeltaGenerator, done: int, total: int) -> None:
    bar.progress(done / total if total else 1.0, t(words.LOADING_DEMO).format(done=done, total=total))
