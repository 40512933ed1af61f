"""A sender's reasons beside their figure: a mark that opens, a line beside a point, a column to take away."""

from collections.abc import Iterable
from html import escape

from data.model import Language
from indicators.engine.answer import Given
from pages.texts import submission as texts
from pages.ui.formats import EXPLAINED

SHORT = 110  # characters beside a point


def sentence(given: Given, language: Language) -> str:
    """`Quý III/2026 (bản nộp số 12): đã đối chiếu sổ`."""
    where = texts.OF_SUBMISSION.in_(language).format(period=given.period.label.in_(language), number=given.number)
    return f"{where}: {' '.join(given.reason.split())}"


def question(given: Given, language: Language) -> str:
    """What was asked, of how many cells."""
    more = texts.AND_MORE.in_(language).format(count=given.alike) if given.alike else ""
    return given.message.in_(language) + more


def mark(reasons: Iterable[Given], language: Language) -> str:
    """HTML: a small sign that a key, a tap or a click opens; all that was typed is escaped."""
    told = [(escape(sentence(one, language)), escape(question(one, language))) for one in reasons]
    notes = "".join(f"<p><b>{reason}</b><br>{asked}</p>" for reason, asked in told)
    if not notes:
        return ""
    name = escape(texts.REASON_OF_SENDER.in_(language))
    return f'<details class="reason" name="reason"><summary aria-label="{name}" title="{name}">{EXPLAINED}</summary><div>{notes}</div></details>'


def line(reasons: Iterable[Given], language: Language) -> str:
    """The newest of them in one short line, to be escaped by whoever shows it; empty where there is none."""
    sentences = [sentence(one, language) for one in reasons]
    if not sentences:
        return ""
    newest = sentences[-1] if len(sentences[-1]) <= SHORT else sentences[-1][: SHORT - 1] + "…"
    more = texts.AND_MORE_REASONS.in_(language).format(count=len(sentences) - 1) if len(sentences) > 1 else ""
    return f"{EXPLAINED} {newest}{more}"


def column(reasons: Iterable[Given], language: Language) -> str | None:
    """All of them as a cell of a download."""
    return "; ".join(sentence(one, language) for one in reasons) or None
