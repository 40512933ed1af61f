"""Files as they were sent, for those who may have them; who took one stands in the log."""

from collections.abc import Callable, Sequence
from pathlib import PurePath

import streamlit as st

from pages.server.store import service
from pages.texts import administration as texts
from pages.ui import downloads
from pages.ui.session import person, t, who
from service import administration
from service.access.roles import Action, Identity
from service.service import Service
from service.submissions import Submission

ENDINGS = ("xlsx", "xls", "ods", "csv", "tsv", "txt")


def offer(submissions: Sequence[Submission], named: Callable[[Submission], str] | None = None) -> None:
    """A button for each, called as `named` says; none for whoever may not."""
    someone = person()
    mine = [one for one in submissions if someone and someone.may(Action.FETCH, one.unit)]
    if not mine:
        return
    st.caption(t(texts.ORIGINAL_HINT))
    with st.container(horizontal=True):
        for one in mine:
            number = f" · {t(texts.VERSION).lower()} {one.version}" if len(submissions) > 1 else ""
            number = f" · {named(one)}" if named else number
            taken, label = _fetch(service(), who(), one.number), f"{t(texts.ORIGINAL)}{number}"
            downloads.button(label, taken, name(one), f"original-{one.number}", "application/octet-stream")


def _fetch(service: Service, by: Identity, number: int) -> Callable[[], bytes]:
    """Called when the button is pressed, outside the page's run: the right is looked at then."""
    return lambda: administration.fetch(service, by, number)


def name(submission: Submission) -> str:
    """Ours, not the sender's: what a file is called may be anything."""
    ending = PurePath(submission.file).suffix.lstrip(".").lower()
    return f"{submission.period}_{submission.unit}_lan-{submission.version}.{ending if ending in ENDINGS else 'bin'}"
