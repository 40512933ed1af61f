"""The sender's file with its findings in it, to take away; small ones are made at once, large ones when asked for."""

import streamlit as st

from data.feedback.returned_file import Returned, returned
from pages.texts import submission as texts
from pages.ui import downloads
from pages.ui.session import language, t
from service.drafts import Draft

AT_ONCE = 1_000  # findings, and bytes of the file, that take no time worth mentioning
SMALL = 2 << 20
KEPT = 3  # files a session holds


def offer(draft: Draft, number: int) -> None:
    """A button for the file, and where it is only the list, why."""
    kept: dict[tuple[object, ...], Returned] = st.session_state.setdefault("returned", {})
    key = (draft.file, draft.sha256, draft.revision, language())
    small = len(draft.findings) <= AT_ONCE and len(draft.data) <= SMALL
    if key not in kept:
        if not small and not st.button(t(texts.MAKE_MARKED), key=f"mark-{number}", icon=":material/edit_document:"):
            st.caption(t(texts.MARKED_HINT))
            return
        with st.spinner(t(texts.MARKING), show_time=True):
            made = returned(draft.file, draft.data, draft.findings, language())
        while len(kept) >= KEPT:
            kept.pop(next(iter(kept)))
        kept[key] = made
    marked = kept[key]
    st.caption(t(marked.why or texts.MARKED_HINT))
    label = t(texts.GET_LIST if marked.why else texts.GET_MARKED)
    downloads.button(label, marked.data, marked.name, f"marked-{number}", downloads.MEDIA["xlsx"])
