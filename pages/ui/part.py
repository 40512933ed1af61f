"""A page, and a part of one that runs again by itself: for whoever may see it now, in turn, all of it of one moment."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.storage.database import StoreBrokenError
from pages.server.store import service
from pages.ui.session import in_turn, person, t
from service.answer_maker import ANSWERS_BROKEN

P = ParamSpec("P")
DRAWN_FOR = "for whom the page was drawn, and of which version of the data"
_drawing = ContextVar("a page or a part of one is being drawn", default=False)


@contextmanager
def drawing() -> Iterator[None]:
    """While a page is drawn, or a part of it alone."""
    token = _drawing.set(True)
    try:
        with in_turn(), service().at_once():
            yield
    except StoreBrokenError:
        st.warning(t(ANSWERS_BROKEN), icon=":material/build:")
    finally:
        _drawing.reset(token)


def part(draw: Callable[P, None]) -> Callable[P, None]:
    """A part of a page: what is chosen in it draws it again without the rest.

    What the frame does before a page is done here, too: where whoever looks is somebody else by now, or may something
    else, or the data are of another version than the foot of the page says, the whole page is drawn again.
    """

    @st.fragment
    @wraps(draw)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        context = get_script_run_ctx()
        if _drawing.get() or context is None or not context.fragment_ids_this_run:  # with what it is a part of
            draw(*args, **kwargs)
            return
        with drawing():
            if st.session_state.get(DRAWN_FOR) != (person(), service().revision):
                st.rerun()
            draw(*args, **kwargs)

    return run


def popover(label: str, icon: str, key: str, draw: Callable[[], None]) -> None:
    """A popover whose content is made and sent when somebody opens it."""
    place = st.popover(label, icon=icon, key=key, on_change="rerun")
    if place.open:
        with place:
            draw()
