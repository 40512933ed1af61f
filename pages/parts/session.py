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
from indicators import opening, reasons
from indicators.ask import Answer, Question
from indicators.desk import Desk
from indicators.people import AT_THIS_MACHINE, LOCAL, Identity, Person
from pages.parts import passport, words_access


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
            _desks[folder].recall()
        return _desks[folder]


def desk() -> Desk:
    """The one desk of this process."""
    return _open(home())


def opened() -> bool:
    """Whether it is there already."""
    return home() in _desks


def person_of(identity: Identity) -> Person | None:
    """What someone may do now, looked up at each call; None where they have no role. May open the store."""
    return AT_THIS_MACHINE if identity == LOCAL else desk().person(identity)


def holder_of(secret: str) -> Identity | None:
    """Whose access key this is; None for one that opens nothing. May open the store."""
    return opening.holder(desk(), secret)


def public() -> bool:
    """Whether figures are open without a sign-in. May open the store."""
    return desk().book.office.public


def who() -> Identity:
    """Who looks at this page: by their sign-in, or whoever sits at this machine where none is set up.

    Ends the run for someone whose sign-in no longer counts.
    """
    if passport.settings() is None:
        return LOCAL
    held = passport.read(st.context.cookies.to_dict())
    if held is None:
        st.error(t(words_access.ENDED), icon=":material/lock_clock:")
        st.stop()
    return held.identity


def person() -> Person | None:
    """What whoever looks at this page may do now."""
    return person_of(who())


# Answers do not change, so they are shared as they are; a submission raises the revision and so asks anew.
@lru_cache(maxsize=1024)
def _answer(at: Desk, revision: int, question: Question) -> Answer:
    return _reasons(at, revision).beside(at.ask(question))


@lru_cache(maxsize=4)
def _reasons(at: Desk, revision: int) -> reasons.Reasons:
    with at.store.reading() as work:
        return reasons.read(work, at.catalogue, at.places)


def ask(question: Question) -> Answer:
    return _answer(desk(), desk().revision, question)


def language() -> Language:
    return "en" if st.session_state.get("lang") == "en" else "vi"


def t(text: Text) -> str:
    """A text in the reader's language."""
    return text.in_(language())
