"""Locked quarters, and whether figures are reviewed. Reviewers lock on their page, administrators on theirs."""

from functools import partial

import streamlit as st

from data.model import Language, Period, today
from data.places import NATION_KEY, PLACES
from pages.server.store import service
from pages.texts import administration as texts
from pages.texts import common, sending
from pages.ui import actions, filters, tables
from pages.ui.formats import literal
from pages.ui.session import language, moment, t, who
from service import administration, completeness, submissions
from service.access.roles import Action, Person
from service.access.state import Lock
from service.review.moves import Review


def draw(person: Person) -> None:
    """All locks; a form for each thing this person may do with them."""
    st.subheader(t(texts.LOCKS), anchor=False)
    st.caption(t(texts.LOCKS_HINT))
    locks = administration.locks(service())
    if locks:
        machine = t(texts.THIS_MACHINE)
        body = [
            tables.line(t(one.period.label), _place(one), moment(one.at), one.by or machine, one.reason)
            for one in locks
        ]
        head = [common.QUARTER, common.PROVINCE, texts.TIME, texts.BY, texts.WHY]
        tables.show(texts.LOCKS, head, body)
    else:
        st.text(t(texts.NO_LOCKS))
    left, right = st.columns(2, gap="large")
    with left, st.container(border=True):
        _lock(person)
    mine = [one for one in locks if person.may(Action.LOCK, one.unit or NATION_KEY)]
    if mine:
        with right, st.container(border=True):
            _unlock(mine)


def _place(lock: Lock) -> str:
    return place(lock.unit, lock.period) if lock.unit else t(texts.EVERY_PROVINCE)


def place(unit: str, period: Period, lang: Language | None = None) -> str:
    """A province as it was called then; the nation for its own table."""
    if unit == NATION_KEY:
        return sending.WHOLE_INDEX.in_(lang or language())
    return PLACES.version(unit, period.end).name if unit in PLACES.versions else unit


def warn_of(lock: Lock, period: Period) -> None:
    """That nothing can be done with a quarter while it is locked, and why it is."""
    st.warning(t(texts.QUARTER_LOCKED, period=t(period.label), reason=literal(lock.reason)), icon=":material/lock:")


def _lock(person: Person) -> None:
    st.markdown(f"**{t(texts.LOCK_ONE)}**")
    quarters = filters.quarters(filters.FIRST, Period.at(today()))
    code = actions.choose(common.QUARTER, quarters, actions.key("lock-quarter"), index=1, filter_mode="contains")
    quarter = Period.parse(code or next(iter(quarters)))
    units = {"": t(texts.EVERY_PROVINCE)} | {unit.key: filters.named(unit) for unit in PLACES.of_quarter(quarter.last)}
    units |= {NATION_KEY: t(sending.WHOLE_INDEX)}
    units = {key: name for key, name in units.items() if person.may(Action.LOCK, key or NATION_KEY)}
    if not units:
        return
    unit = actions.choose(common.PROVINCE, units, actions.key("lock-unit"), filter_mode="contains")
    why = actions.reason("lock-reason")
    if st.button(t(texts.LOCK), key="lock", icon=":material/lock:"):
        values = {"period": t(quarter.inside), "unit": place(unit, quarter) if unit else t(texts.EVERY_PROVINCE)}
        actions.do(lambda: administration.lock(service(), who(), quarter, why, unit or ""), texts.LOCKED, **values)


def _unlock(locks: list[Lock]) -> None:
    st.markdown(f"**{t(texts.UNLOCK_ONE)}**")
    names = {at: f"{t(one.period.label)} · {_place(one)}" for at, one in enumerate(locks)}
    chosen = actions.choose(texts.WHICH_LOCK, names, actions.key("unlock-which"), index=None, placeholder="–")
    why = actions.reason("unlock-reason")
    if st.button(t(texts.UNLOCK), key="unlock", icon=":material/lock_open:", disabled=chosen is None):
        lock = locks[chosen or 0]
        values = {"period": t(lock.period.inside), "unit": _place(lock)}
        at, unit = lock.period, lock.unit
        actions.do(lambda: administration.unlock(service(), who(), at, why, unit), texts.UNLOCKED, **values)


def share() -> None:
    """How many provinces make a quarter the latest."""
    now = service().repository.access.enough
    st.subheader(t(texts.ENOUGH), anchor=False)
    st.text(t(completeness.RULE, share=now))
    with st.container(border=True):
        given = completeness.LOWEST, completeness.WHOLE
        percent = st.number_input(t(texts.ENOUGH_SHARE), *given, now, key=actions.key("enough"))
        why = actions.reason("enough-reason")
        if st.button(t(texts.SAVE_SHARE), key="enough", icon=":material/save:"):
            change = partial(administration.require_share, service(), who(), int(percent), why)
            actions.do(change, texts.SHARE_SAVED, share=percent)


def switch() -> None:
    """Review on or off, with what that means for what waits."""
    on = service().repository.access.reviewing
    st.subheader(t(texts.REVIEW), anchor=False)
    st.text(t(texts.REVIEW_ON if on else texts.REVIEW_OFF))
    if waiting := len(submissions.in_state(service(), Review.SENT)):
        st.text(t(texts.STILL_WAITING, count=waiting))
    with st.container(border=True):
        why = actions.reason("switch-reason")
        if st.button(t(texts.SWITCH[not on]), key="switch"):
            actions.do(lambda: administration.switch_review(service(), who(), not on, why), texts.SWITCHED[not on])
