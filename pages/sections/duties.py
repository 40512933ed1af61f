"""What an officer of a province owes: what came back first, then files being checked, what waits, what is due."""

from collections.abc import Sequence

import streamlit as st

from data.model import Period, day_text, today
from pages.server.store import service
from pages.submission import submission_history
from pages.texts import briefing as texts
from pages.texts import sending
from pages.ui.formats import literal
from pages.ui.session import language, person, t
from service import arrivals
from service.access.roles import Action, Person
from service.arrivals import Arrival, Received
from service.drafts import Draft, Verdict

BACK = 3  # quarters before the one that runs that may still be owed


def owed(key: str) -> list[Received]:
    """The quarters that a province has not sent and that are over, the oldest first, and those that wait for review."""
    now = Period.at(today())
    cells = arrivals.received(service(), now.shift(-BACK), now)
    mine = [cell for cell in cells if cell.unit.key == key]
    return [cell for cell in mine if cell.submission is None or cell.state is Arrival.WAITING]


def next_due(cells: Sequence[Received]) -> Received | None:
    """The first quarter that was not sent."""
    return next((cell for cell in cells if cell.submission is None), None)


def theirs(key: str) -> bool:
    """Whether whoever looks sends for this province, signed in as one who does nothing else."""
    return sends_for(person(), key)


def sends_for(someone: Person | None, key: str) -> bool:
    """Whether somebody sends for a province, and is bound to it or to some."""
    return someone is not None and bool(someone.units) and someone.may(Action.SEND, key)


def draw(key: str, name: str, cells: Sequence[Received]) -> None:
    """The list, with the way to each."""
    with st.container(border=True, key="duties"):
        st.markdown(f"**{literal(t(texts.DUTIES, area=name))}**")
        submission_history.returned()
        drafts = _drafts(key)
        for draft in drafts:
            said = t(texts.DRAFT, file=draft.file, verdict=t(sending.VERDICTS[draft.verdict]).lower())
            _line(said, ":material/draft:", draft.period or Period.at(today()), key)
        if drafts:
            st.caption(t(texts.DRAFT_GONE))
        for cell in cells:
            if cell.state is Arrival.WAITING and cell.submission is not None:
                st.markdown(t(texts.WAITING, when=t(cell.period.label), number=cell.submission.number))
                continue
            left = (cell.period.due - today()).days
            values = {"when": t(cell.period.label), "day": day_text(cell.period.due, language()), "days": abs(left)}
            _line(t(texts.OWED if left >= 0 else texts.OWED_LATE, **values), ":material/upload:", cell.period, key)
        if not cells and not drafts:
            st.text(t(texts.NOTHING_OWED))


def _line(said: str, icon: str, quarter: Period, key: str) -> None:
    chosen = {"quy-nop": quarter.code, "tinh-nop": key} | ({"lang": "en"} if language() == "en" else {})
    st.page_link("submit.py", label=literal(said), icon=icon, query_params=chosen)


def _drafts(key: str) -> list[Draft]:
    """Files of this visit that were looked at and not sent."""
    held: dict[tuple[object, ...], Draft] = st.session_state.get("drafts", {})
    done = {draft.sha256 for draft in held.values() if draft.verdict is Verdict.ACCEPTED}
    mine = (d for d in held.values() if d.unit and d.unit.key == key and d.sha256 not in done and d.already is None)
    return list({draft.sha256: draft for draft in mine}.values())
