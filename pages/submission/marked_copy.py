"""The sender's file with its findings in it, to take away; small ones are made at once, large ones when asked for."""

from dataclasses import replace

import streamlit as st

from data.feedback.returned_file import Returned, returned
from data.kept_file import KeptFile
from pages.server.store import service
from pages.texts import submission as texts
from pages.ui import downloads
from pages.ui.session import language, t, who
from service.drafts import Draft

AT_ONCE = 1_000  # findings, and bytes of the file, that take no time worth mentioning
SMALL = 2 << 20
KEPT = 3  # files a session holds


def offer(draft: Draft, number: int) -> None:
    """A button for the file, and where it is only the list, why."""
    kept: dict[tuple[object, ...], tuple[Returned, KeptFile]] = st.session_state.setdefault("returned", {})
    key = (draft.file, draft.sha256, draft.revision, language())
    told = all(f.count == 1 for f in draft.findings)
    small = told and len(draft.findings) <= AT_ONCE and draft.size <= SMALL
    if key not in kept:
        if not small and not st.button(t(texts.MAKE_MARKED), key=f"mark-{number}", icon=":material/edit_document:"):
            st.caption(t(texts.MARKED_HINT))
            return
        with st.spinner(t(texts.MARKING), show_time=True):
            source, tables = draft.source, service().tables
            made = returned(draft.file, draft.data, draft.findings, language(), source, tables, who().email)
        while len(kept) >= KEPT:
            kept.pop(next(iter(kept)))
        kept[key] = replace(made, data=b""), KeptFile(made.data)
    marked, file = kept[key]
    st.caption(t(marked.why or texts.MARKED_HINT))
    label = t(texts.GET_LIST if marked.why else texts.GET_MARKED)
    downloads.button(label, file.read, marked.name, f"marked-{number}", downloads.MEDIA["xlsx"])
