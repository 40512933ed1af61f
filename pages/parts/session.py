"""What a page shares with all others: the desk, its answers, and the reader's language."""

from __future__ import annotations

import os
import threading
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import streamlit as st

from data import child
from data.model import VIETNAM, Language, Text
from indicators.ask import Answer, Question
from indicators.desk import Desk


def moment(at: datetime) -> str:
    """`09:05 21/11/2026`, in Viet Nam."""
    return f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"


def home() -> Path:
    """The store's folder; `INDICATORS_HOME` names another than ./var."""
    return Path(os.environ.get("INDICATORS_HOME") or "var").absolute()


# One for the process, whoever asks first; Streamlit's own cache would hash its way to it twenty times a click.
_desks: dict[Path, Desk] = {}
_opening = threading.Lock()


def _open(folder: Path) -> Desk:
    with _opening:
        if folder not in _desks:
            child.ready()
            _desks[folder] = Desk(folder)
        return _desks[folder]


def desk() -> Desk:
    """The one desk of this process."""
    return _open(home())


# Answers do not change, so they are shared as they are; a submission raises the revision and so asks anew.
@lru_cache(maxsize=1024)
def _answer(at: Desk, revision: int, question: Question) -> Answer:
    return at.ask(question)


def ask(question: Question) -> Answer:
    return _answer(desk(), desk().revision, question)


def language() -> Language:
    return "en" if st.session_state.get("lang") == "en" else "vi"


def t(text: Text) -> str:
    """A text in the reader's language."""
    return text.in_(language())
