"""What was uploaded, taken off Streamlit's hands: it holds each file in memory for as long as the page is open."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from data.kept_file import KeptFile

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

MOST_FILES = 20  # of one uploader; more are not looked at


def hold(name: str, files: "Sequence[UploadedFile]") -> list[tuple[str, KeptFile]]:
    """The files of an uploader, each with its name: on the disk from the first look on, gone when taken out there."""
    before: dict[str, KeptFile] = st.session_state.get(f"held {name}", {})
    held = {file.file_id: before.get(file.file_id) or _taken(file) for file in files[:MOST_FILES]}
    st.session_state[f"held {name}"] = held
    return [(file.name, held[file.file_id]) for file in files[:MOST_FILES]]


def _taken(file: "UploadedFile") -> KeptFile:
    """The file, of which Streamlit keeps the name only."""
    kept = KeptFile(file.getvalue())
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        empty = UploadedFileRec(file.file_id, file.name, file.type, b"")
        context.uploaded_file_mgr.add_file(context.session_id, empty)
    file.seek(0)
    file.truncate()  # this run still has it
    return kept
