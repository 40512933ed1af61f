"""The receipt: what was taken in, when, under which number and with which fingerprint."""

from __future__ import annotations

import streamlit as st

from data.model import Language, day_text, number_text
from data.places import NATION, NATION_KEY, PLACES
from indicators.desk import Draft, Submission
from indicators.office import REVIEW_LABELS, Review
from pages.parts import tables, words, words_admin
from pages.parts.session import desk, language, moment, t
from pages.parts.tables import Cell


def lines(one: Submission, said: Language) -> list[tuple[str, str]]:
    """Each fact of a submission by its name."""
    sheets = "; ".join(f"{desk().tables[name].label.in_(said)}: {rows}" for name, rows in one.sheets.items())
    start, end = one.calendar.days(one.period)
    facts = [
        (words.PROVINCE, _sender(one, said)),
        (words.QUARTER, f"{one.period.label.in_(said)} ({day_text(start, said)} – {day_text(end, said)})"),
        (words.SUBMISSION, str(one.number)),
        (words.VERSION_NO, str(one.version)),
        (words.RECEIVED_AT, moment(one.received_at)),
        (words.SENDER, one.by),
        (words.FILE, one.file),
        (words.SIZE, f"{number_text(one.size, said)} B"),
        (words.STORED, sheets),
        (words.ANSWERS, str(one.questions)),
    ]
    if one.state is not Review.ACCEPTED:
        facts.append((words.STATE, REVIEW_LABELS[one.state].in_(said)))
    noted = [(words.NOTE, words.DEMO.in_(said))] if desk().is_demo else []
    return [(label.in_(said), text) for label, text in facts + noted] + [("SHA-256", one.sha256)]


def _sender(one: Submission, said: Language) -> str:
    return NATION.in_(said) if one.unit == NATION_KEY else PLACES.version(one.unit, one.period.end).name


def text(one: Submission, said: Language) -> bytes:
    """The receipt as a file that any program opens."""
    title = words.RECEIPT.in_(said).format(number=one.number)
    body = "\r\n".join(f"{label}: {value}" for label, value in lines(one, said))
    return f"\ufeff{words.PRODUCT.in_(said)}\r\n{title}\r\n\r\n{body}\r\n".encode()


def draw(draft: Draft, number: int) -> None:
    """On the page, with the file to keep."""
    one = draft.receipt
    if one is None:
        return
    st.success(t(words.RECEIPT).format(number=one.number), icon=":material/task_alt:")
    if one.state is Review.SENT:
        st.info(t(words_admin.WAITING_RECEIPT), icon=":material/hourglass_top:")
    body = [(Cell(label), [Cell(value, "words")]) for label, value in lines(one, language())]
    st.html(tables.table(t(words.STEP_RECEIPT), [t(words.STEP_RECEIPT), ""], body, "texts"))
    with st.container(horizontal=True):
        st.download_button(
            t(words.GET_RECEIPT),
            text(one, language()),
            f"bien-nhan-{one.number}.txt",
            "text/plain",
            key=f"receipt-{number}",
            on_click="ignore",
            icon=":material/download:",
        )
        st.page_link("trends.py", label=t(words.SEE_TREND), icon=":material/show_chart:")
