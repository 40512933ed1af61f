"""The receipt: what was taken in, when, under which number and with which fingerprint."""

from __future__ import annotations

import streamlit as st

from data.model import Language, day_text, number_text
from data.places import NATION, NATION_KEY, PLACES
from pages.server.store import service
from pages.texts import administration, common
from pages.ui import downloads, tables
from pages.ui.session import language, moment, t
from pages.ui.tables import Cell
from service.access.events import REVIEW_LABELS, Review
from service.drafts import Draft
from service.submissions import Submission


def lines(one: Submission, said: Language) -> list[tuple[str, str]]:
    """Each fact of a submission by its name."""
    sheets = "; ".join(f"{service().tables[name].label.in_(said)}: {rows}" for name, rows in one.sheets.items())
    start, end = one.calendar.days(one.period)
    facts = [
        (common.PROVINCE, _sender(one, said)),
        (common.QUARTER, f"{one.period.label.in_(said)} ({day_text(start, said)} – {day_text(end, said)})"),
        (common.SUBMISSION, str(one.number)),
        (common.VERSION_NO, str(one.version)),
        (common.RECEIVED_AT, moment(one.received_at)),
        (common.SENDER, one.by),
        (common.FILE, one.file),
        (common.SIZE, f"{number_text(one.size, said)} B"),
        (common.STORED, sheets),
        (common.ANSWERS, str(one.questions)),
    ]
    if one.state is not Review.ACCEPTED:
        facts.append((common.STATE, REVIEW_LABELS[one.state].in_(said)))
    noted = [(common.NOTE, common.DEMO.in_(said))] if service().is_demo else []
    return [(label.in_(said), text) for label, text in facts + noted] + [("SHA-256", one.sha256)]


def _sender(one: Submission, said: Language) -> str:
    return NATION.in_(said) if one.unit == NATION_KEY else PLACES.version(one.unit, one.period.end).name


def text(one: Submission, said: Language) -> bytes:
    """The receipt as a file that any program opens."""
    title = common.RECEIPT.in_(said).format(number=one.number)
    body = "\r\n".join(f"{label}: {value}" for label, value in lines(one, said))
    return f"\ufeff{common.PRODUCT.in_(said)}\r\n{title}\r\n\r\n{body}\r\n".encode()


def draw(draft: Draft, number: int) -> None:
    """On the page, with the file to keep."""
    one = draft.receipt
    if one is None:
        return
    st.success(t(common.RECEIPT).format(number=one.number), icon=":material/task_alt:")
    if one.state is Review.SENT:
        st.info(t(administration.WAITING_RECEIPT), icon=":material/hourglass_top:")
    body = [(Cell(label), [Cell(value, "words")]) for label, value in lines(one, language())]
    st.html(tables.table(t(common.STEP_RECEIPT), [t(common.STEP_RECEIPT), ""], body, "texts"))
    with st.container(horizontal=True):
        file = f"bien-nhan-{one.number}.txt"
        downloads.button(t(common.GET_RECEIPT), text(one, language()), file, f"receipt-{number}")
        st.page_link("trends.py", label=t(common.SEE_TREND), icon=":material/show_chart:")
