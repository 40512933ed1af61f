"""How the store is doing, for whoever keeps it: what it holds, its room, its backup, and a check of everything."""

from datetime import datetime

import streamlit as st

from data.model import VIETNAM, number_text
from pages.server.store import service
from pages.texts import administration as texts
from pages.ui import tables
from pages.ui.session import language, localized, moment, t, who
from service.backup import IntegrityReport
from service.health import Condition, condition, verify
from service.store_faults import StoreFaultError

_FOUND = "store verified"


def draw() -> None:
    state = condition(service(), who())
    st.subheader(t(texts.STATE), anchor=False)
    if state.fault is not None:
        st.error(t(state.fault), icon=":material/error:")
    else:
        st.success(t(texts.ALL_WELL), icon=":material/task_alt:")
    for alarm in state.alarms:
        st.error(t(alarm), icon=":material/warning:")
    if state.notices:
        notices = [t(texts.NOTICES), "", *(f"- {t(notice)}" for notice in state.notices)]
        st.warning("\n".join(notices), icon=":material/build:")
    tables.show_facts(texts.STATE, texts.STATE, _facts(state))
    st.subheader(t(texts.VERIFY), anchor=False)
    st.caption(t(texts.VERIFY_HINT))
    if st.button(t(texts.VERIFY), key="verify", icon=":material/fact_check:"):
        _verify()
    _last_check()


def _facts(condition: Condition) -> list[tuple[str, str]]:
    lang = language()
    backup = t(texts.NO_BACKUP)
    if condition.backup:
        left = number_text(max(condition.lines - condition.backup.lines, 0), lang)
        lines = number_text(condition.backup.lines, lang)
        backup = t(texts.BACKUP_TOLD, time=moment(condition.backup.at), lines=lines, left=left)
    lines, files = number_text(condition.lines, lang), number_text(condition.files, lang)
    facts = [
        (texts.LEDGER, t(texts.LEDGER_TOLD, lines=lines, size=size(condition.ledger_size))),
        (texts.HEAD, condition.head),
        (texts.ARCHIVE, t(texts.ARCHIVE_TOLD, files=files, size=size(condition.archive_size))),
        (texts.ANSWERS, ", ".join(f"{name} ({size(bytes_)})" for name, bytes_ in condition.answers)),
        (texts.FREE, size(condition.free)),
        (texts.BACKUP, backup),
    ]
    return [(t(label), text) for label, text in facts]


def size(count: int) -> str:
    """`12,3 MB`."""
    scales = {"GB": 1e9, "MB": 1e6, "kB": 1e3}
    unit = next((unit for unit, scale in scales.items() if count >= scale), "B")
    return f"{localized(count / scales.get(unit, 1), 0 if unit == 'B' else 1)} {unit}"


def _verify() -> None:
    bar = st.progress(0.0)

    def progress(done: int, total: int) -> None:
        if done == total:
            bar.progress(0.9, t(texts.COMPARING))
        elif done % max(total // 50, 1) == 0:
            values = {"done": localized(done), "total": localized(total)}
            bar.progress(0.9 * done / max(total, 1), t(texts.VERIFYING, **values))

    try:
        st.session_state[_FOUND] = (datetime.now(VIETNAM), verify(service(), who(), progress))
    except StoreFaultError as fault:
        st.error(t(fault.text), icon=":material/error:")
    bar.empty()


def _last_check() -> None:
    """What the last check of this session found."""
    if _FOUND not in st.session_state:
        return
    at: datetime
    state: IntegrityReport
    at, state = st.session_state[_FOUND]
    for fault in state.faults:
        st.error(t(fault), icon=":material/error:")
    if state.differ:
        st.error(t(texts.DIFFER, tables=", ".join(state.differ)), icon=":material/error:")
    if not state.faults and not state.differ:
        lines, files = localized(state.lines), localized(state.files)
        st.success(t(texts.VERIFIED, time=moment(at), lines=lines, files=files), icon=":material/task_alt:")
