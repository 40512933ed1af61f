"""What a page says while nothing has been sent: what to do next, by one of two buttons."""

import logging
import os
import threading
from pathlib import Path

import streamlit as st

from pages.server.menu import WITHOUT_FIGURES
from pages.server.store import home, service
from pages.texts import common
from pages.ui.session import t
from service.access.roles import Action, Person
from service.demo import load
from service.service import Service


class Loading:
    """The demo on its way into the store: one for the process, since whoever asked for it may leave the page."""

    def __init__(self) -> None:
        self.done = self.total = 0
        self.newest_stands = False  # what a page is drawn of before that is soon out of date
        self.failed = False
        self._thread: threading.Thread | None = None

    @property
    def running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def start(self, service: Service) -> None:
        if not self.running:
            self._thread = threading.Thread(target=self._load, args=(service,), daemon=True)
            self._thread.start()

    def _load(self, service: Service) -> None:
        def reach(done: int, total: int) -> None:
            self.done, self.total, self.newest_stands = done, total, done >= newest_at

        try:
            newest_at = load.newest_at(service)
            load.load_demo(service, reach)
        except Exception:  # the boundary of a thread: nobody above would hear of it
            self.failed = True
            logging.getLogger(__name__).exception("the demo could not be loaded")


@st.cache_resource(show_spinner=False)
def _loading(_: Path) -> Loading:
    return Loading()


def loading() -> Loading:
    return _loading(home())


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


def go_on() -> None:
    """Where `make run` began the demo it comes in by itself, while what is there can be looked at."""
    if os.environ.get("INDICATORS_DEMO") and unfinished() and not loading().failed:
        loading().start(service())


def unfinished() -> bool:
    """Whether the demo is a part that can still be made whole: not once real figures stand beside it."""
    return load.mark(home()).exists() and not service().is_real


@st.fragment(run_every=1.0)
def progress(newest_stood: bool) -> None:
    """How far the demo is; the page itself follows when the newest quarter is there, and when all is."""
    now = loading()
    if not now.running or now.newest_stands > newest_stood:
        st.rerun()
    text = common.LOADING_DEMO if now.total else common.PREPARING_DEMO
    st.progress(now.done / now.total if now.total else 0.0, t(text, done=now.done, total=now.total))
