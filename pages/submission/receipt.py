"""The receipt: what was taken in, when, under which number and with which fingerprint."""

import streamlit as st

from data.model import Language, Period, day_text, number_text, today
from data.places import NATION, NATION_KEY, PLACES, Boundary
from pages.server.store import service
from pages.texts import administration, common, sending
from pages.ui import controls, downloads, tables
from pages.ui.session import language, moment, t
from service.drafts import Draft
from service.review.moves import REVIEW_LABELS, Review
from service.submissions import Submission

SHOWN = 4  # measures that the trend after a receipt shows


def lines(submission: Submission, language: Language) -> list[tuple[str, str]]:
    """Each fact of a submission by its name."""
    sheets = "; ".join(
        f"{service().tables[name].label.in_(language)}: {rows}" for name, rows in submission.sheets.items()
    )
    start, end = submission.calendar.days(submission.period)
    facts = [
        (common.PROVINCE, _sender(submission, language)),
        (
            common.QUARTER,
            f"{submission.period.label.in_(language)} ({day_text(start, language)} – {day_text(end, language)})",
        ),
        (common.SUBMISSION, str(submission.number)),
        (sending.VERSION_NO, str(submission.version)),
        (sending.RECEIVED_AT, moment(submission.received_at)),
        (sending.SENDER, submission.by),
        (sending.FILE, submission.file),
        (sending.SIZE, f"{number_text(submission.size, language)} B"),
        (sending.STORED, sheets),
        (common.ANSWERS, str(submission.questions)),
    ]
    if submission.state is not Review.ACCEPTED:
        facts.append((common.STATE, REVIEW_LABELS[submission.state].in_(language)))
    noted = [(common.NOTE, common.DEMO.in_(language))] if service().is_demo else []
    return [(label.in_(language), text) for label, text in facts + noted] + [("SHA-256", submission.sha256)]


def _sender(submission: Submission, language: Language) -> str:
    if submission.unit == NATION_KEY:
        return NATION.in_(language)
    return PLACES.version(submission.unit, submission.period.end).name


def text(submission: Submission, language: Language) -> bytes:
    """The receipt as a file that any program opens."""
    title = sending.RECEIPT.in_(language).format(number=submission.number)
    body = "\r\n".join(f"{label}: {value}" for label, value in lines(submission, language))
    return f"\ufeff{common.PRODUCT.in_(language)}\r\n{title}\r\n\r\n{body}\r\n".encode()


def _trend(submission: Submission) -> dict[str, str]:
    """What a link opens that follows a receipt: that province, the first measure of each sheet, that quarter, whose
    point is marked."""
    families = [service().catalogue[name] for name, rows in submission.sheets.items() if rows]
    codes = [next(iter(family.measures)) for family in families if family.measures][:SHOWN]
    chosen = {"chi-tieu": codes[0], "them": ",".join(codes[1:])} if codes else {}
    if submission.state is Review.ACCEPTED:
        quarter = Period.quarter(submission.period.last).code
        chosen |= {"den": quarter, controls.POINT: quarter}
    if submission.unit != NATION_KEY:
        gone = not PLACES.alive(submission.unit, today())
        chosen |= {"tinh": submission.unit} | ({"don-vi": Boundary.THEN.value} if gone else {})
    return {key: value for key, value in (chosen | {"lang": language()}).items() if value}


def draw(draft: Draft, number: int) -> None:
    """On the page, with the file to keep."""
    submission = draft.receipt
    if submission is None:
        return
    st.success(t(sending.RECEIPT, number=submission.number), icon=":material/task_alt:")
    if submission.state is Review.SENT:
        st.info(t(administration.WAITING_RECEIPT), icon=":material/hourglass_top:")
    tables.show_facts(sending.STEP_RECEIPT, sending.STEP_RECEIPT, lines(submission, language()))
    with st.container(horizontal=True):
        file = f"bien-nhan-{submission.number}.txt"
        downloads.button(t(sending.GET_RECEIPT), text(submission, language()), file, f"receipt-{number}")
        st.page_link(
            "explore.py", label=t(sending.SEE_TREND), icon=":material/show_chart:", query_params=_trend(submission)
        )
