"""A page's own choices read without a browser: what an address comes to, drawn to nobody."""

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import TypeVar

import streamlit as st
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner_utils.exceptions import ScriptControlException
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext, add_script_run_ctx
from streamlit.runtime.state import SafeSessionState, SessionState

from data.model import Language
from pages.server.store import service
from pages.texts import common
from pages.ui import controls, masthead

T = TypeVar("T")
FRAME = str(Path(__file__).parents[1] / "frame.py")


def told(page: str, query: str, language: Language, choose: Callable[[], T], draw: Callable[[T], str]) -> str:
    """What is drawn of what is chosen, as if somebody came to this address with a new session; `` where the page would
    have led elsewhere, or does not know a choice of the address."""
    made: list[str | BaseException] = []

    def alone() -> None:  # a thread of its own, which takes Streamlit's context with it
        try:
            made.append(_told(page, query, language, choose, draw))
        except ScriptControlException:
            made.append("")
        except BaseException as fault:
            made.append(fault)

    thread = Thread(target=alone, name="first picture")
    thread.start()
    thread.join()
    (found,) = made
    if isinstance(found, BaseException):
        raise found
    return found


def _told(page: str, query: str, language: Language, choose: Callable[[], T], draw: Callable[[T], str]) -> str:
    state = SessionState()
    context = ScriptRunContext(
        session_id="",
        _enqueue=lambda message: None,
        query_string=query,
        session_state=SafeSessionState(state, lambda: None),
        uploaded_file_mgr=MemoryUploadedFileManager(""),
        main_script_path=FRAME,
        user_info={},
        fragment_storage=MemoryFragmentStorage(),
        pages_manager=PagesManager(FRAME),
    )
    add_script_run_ctx(ctx=context)
    context.reset(query_string=query)
    state.query_params.populate_from_query_string(query)
    st.session_state["lang"] = language
    controls.begin(page)
    controls.pick("lang", common.LANGUAGE, masthead.LANGUAGES, drawn=False)
    with service().at_once():
        chosen = choose()
        controls.end()
        return "" if controls.unknown() else draw(chosen)
