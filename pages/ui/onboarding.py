"""What a page says while nothing has been sent: what to do next, by one of two buttons."""

import streamlit as st

from pages.server.demo_loading import go_on, loading, unfinished
from pages.server.menu import WITHOUT_FIGURES
from pages.server.store import service
from pages.texts import common
from pages.ui.session import t
from service.access.roles import Action, Person


def instead(address: str, submit: st.Page | None, someone: Person) -> bool:
    """What is to be said before a page, or in its place while there are no figures; whether in its place."""
    go_on()
    if loading().failed:
        st.error(t(common.FAILED), icon=":material/error:")
    if loading().running:
        progress(loading().newest_stands)
        return service().empty
    if service().empty and address not in WITHOUT_FIGURES:
        offer(submit if someone.may(Action.SEND) else None, someone.may(Action.ADMINISTER))
        return True
    if service().is_demo and unfinished() and someone.may(Action.ADMINISTER):
        offer_rest()
    return False


def offer(submit: st.Page | None, demo: bool) -> None:
    """The first workbook, or the demo, to whoever may send or load them."""
    with st.container(border=True, gap="medium"):
        st.subheader(t(common.EMPTY), anchor=False)
        st.text(t(common.EMPTY_HINT))
        with st.container(horizontal=True):
            if demo and st.button(t(common.LOAD_DEMO), key="load-demo", type="primary", icon=":material/science:"):
                loading().start(service())
                st.rerun()
            if submit and st.button(t(common.SEND_FIRST), key="send-first", icon=":material/upload:"):
                st.switch_page(submit)


def offer_rest() -> None:
    """Go on with a demo that was broken off; to whoever may load it."""
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.text(t(common.DEMO_UNFINISHED), width="content")
        if st.button(t(common.LOAD_REST), key="load-rest", icon=":material/science:"):
            loading().start(service())
            st.rerun()


@st.fragment(run_every=1.0)
def progress(newest_stood: bool) -> None:
    """How far the demo is; the page itself follows when the newest quarter is there, and when all is."""
    now = loading()
    if not now.running or now.newest_stands > newest_stood:
        st.rerun()
    text = common.LOADING_DEMO if now.total else common.PREPARING_DEMO
    st.progress(now.done / now.total if now.total else 0.0, t(text, done=now.done, total=now.total))
