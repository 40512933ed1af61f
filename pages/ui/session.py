"""What a page shares with all others: the service, its answers, and the reader's language."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.byte_cache import ByteCache
from data.model import VIETNAM, Language, Period, Text, day_text, number_text, today
from data.places import Boundary
from data.turns import NoRoomError, Turns
from indicators.engine.answer import Answer, By, Question, size_of
from pages.server import session_cookie, store
from pages.texts import access
from service import reasons
from service.access.roles import LOCAL, Identity, Person
from service.service import Service
from service.targets import plans
from service.targets.progress import Progress, progress_of

T = TypeVar("T")
_HELD = "the language of this run"
DRAWN = 2  # pages of one person that are drawn at a time: who opens twenty windows makes nobody else wait
WAITING = 60  # more of theirs that wait, for three times as many windows as they may have open
ANSWERS = 48 * 1024 * 1024  # bytes of answers kept for all visitors; the pages of a demo that all look at take some 10


def moment(moment: datetime) -> str:
    """`09:05 21/11/2026`, in Viet Nam; for English readers `09:05 21 Nov 2026`."""
    here = moment.astimezone(VIETNAM)
    return f"{here:%H:%M} {day_text(here.date(), language())}"


def who() -> Identity:
    """Who looks at this page: by their sign-in, or whoever sits at this machine where none is set up.

    Ends the run for someone whose sign-in no longer counts.
    """
    if session_cookie.settings() is None:
        return LOCAL
    held = session_cookie.read(st.context.cookies.to_dict())
    if held is None:
        st.error(t(access.ENDED), icon=":material/lock_clock:")
        st.stop()
    return held.identity


def person() -> Person | None:
    """What whoever looks at this page may do now."""
    return store.person_of(who())


_drawing = Turns(10_000, DRAWN, WAITING, 10_000)  # nobody waits for anybody else


@contextmanager
def in_turn() -> Iterator[None]:
    """While a page is drawn; at a machine of one's own, where all windows are one person's, without a turn."""
    if (someone := who()) == LOCAL:
        yield
        return
    try:
        with _drawing.turn(someone.email):
            yield
    except NoRoomError:
        st.warning(t(access.MANY_WINDOWS), icon=":material/hourglass_top:")
        st.stop()


def kept(name: str, key: object, make: Callable[[], T]) -> T:
    """What was made for a key, held for this visit until another key takes its place."""
    held = st.session_state.get(name)
    if held is None or held[0] != key:
        held = st.session_state[name] = (key, make())
    value: T = held[1]
    return value


def kept_some(name: str, key: object, make: Callable[[], T], most: int = 20) -> T:
    """What was made for a key, held for this visit beside what was made for others; the oldest goes first."""
    held: dict[object, T] = st.session_state.setdefault(name, {})
    if key not in held:
        made = make()
        while len(held) >= most:
            held.pop(next(iter(held)))
        held[key] = made
    return held[key]


# Answers do not change, so they are shared as they are; a submission raises the revision and so asks anew.
answers = ByteCache[Answer](ANSWERS, size_of)


@lru_cache(maxsize=1)
def _reasons(service: Service, revision: int) -> reasons.Reasons:
    with service.store.reading() as work:
        return reasons.read(work, service.catalogue, service.places)


def ask(question: Question) -> Answer:
    """What is asked of some of today's provinces is a part of what is known of all, which is kept once."""
    here = store.service()
    several = len(question.provinces) > 1 and question.by is By.PROVINCE and question.boundary is Boundary.TODAY
    if several and not question.split and question.calendar is None:
        return _some(ask(replace(question, provinces=())), question)
    with here.at_once():
        revision = here.revision
        key = (here, revision, today(), question)  # what is due depends on the day
        return answers.get(key, lambda: _reasons(here, revision).beside(here.ask(question)))


def _some(all_: Answer, question: Question) -> Answer:
    """The rows of the provinces that are asked for, of an answer about all."""
    chosen = set(question.provinces)
    return replace(all_, question=question, rows=tuple(row for row in all_.rows if row.key in chosen))


def language() -> Language:
    """The reader's, looked up once a run: it is asked for at every word. Who chooses another has the page run again."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        return _chosen()
    held: tuple[object, Language] | None = getattr(context, _HELD, None)
    if held is None or held[0] is not context.cursors:  # which are new in each run
        held = context.cursors, _chosen()
        setattr(context, _HELD, held)
    return held[1]


def _chosen() -> Language:
    return "en" if st.session_state.get("lang") == "en" else "vi"


def t(text: Text, /, **values: object) -> str:
    """A text in the reader's language, with values set in."""
    return text.in_(language()).format(**values) if values else text.in_(language())


def localized(value: float, decimals: int | None = None) -> str:
    """A number as the reader's language writes it."""
    return number_text(value, language(), decimals)


# Targets do not change under their numbers, so what was computed is good for everyone until something comes in.
progresses = ByteCache[tuple[Progress, ...]](8 * 1024 * 1024, lambda found: 500 + 1_500 * len(found))


def progress(quarter: Period, boundary: Boundary) -> tuple[Progress, ...]:
    """All targets and how far they are, by figures that carry their reasons; those not carried to a merged province,
    too."""
    here = store.service()

    def explained(one: Progress) -> Progress:
        given = _reasons(here, here.revision)
        return replace(one, row=given.told(here.measures[one.target.measure], one.row)) if one.row else one

    with here.at_once():
        key = here, here.revision, plans.revision(here), today(), quarter, boundary
        return progresses.get(key, lambda: tuple(map(explained, progress_of(here, (), quarter, boundary, left=True))))
