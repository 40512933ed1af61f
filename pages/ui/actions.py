"""Something done with a button: it is done or refused in one sentence, and what was typed is gone once it is done."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import streamlit as st

from data.model import Text
from pages.texts import administration
from pages.ui.formats import literal
from pages.ui.session import t
from service.access.roles import NotAllowedError
from service.access.state import NotPossibleError
from service.store_faults import StoreFaultError

Key = TypeVar("Key")
_DONE, _COUNT = "done just now", "deeds done"


def show_done() -> None:
    """What was done by the click that led here."""
    if done := st.session_state.pop(_DONE, None):
        st.success(done, icon=":material/task_alt:")


def key(name: str) -> str:
    """The key of a field of a form: another one after each deed, so that the field is empty again."""
    return f"{name}-{st.session_state.get(_COUNT, 0)}"


def reason(name: str, label: Text = administration.REASON) -> str:
    return (st.text_area(t(label), key=key(name), height=68, max_chars=1000) or "").strip()


def choose(label: Text, options: Mapping[Key, str], key: str, **more: Any) -> Key | None:
    """One of the options, by its name; `more` is what Streamlit's own list takes."""
    return st.selectbox(t(label), list(options), format_func=options.__getitem__, key=key, **more)  # type: ignore[no-any-return]


def do(step: Callable[[], object], done: Text, **told: object) -> None:
    """Do it; then the page is drawn anew. Names and reasons in the sentence are letters."""
    try:
        step()
    except (NotAllowedError, NotPossibleError, StoreFaultError) as refused:
        st.error(literal(t(refused.text)), icon=":material/lock:")
        return
    st.session_state[_DONE] = t(done, **{name: literal(str(value)) for name, value in told.items()})
    st.session_state[_COUNT] = st.session_state.get(_COUNT, 0) + 1
    st.rerun()
