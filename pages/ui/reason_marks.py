"""A sender's reasons beside the figure they are about: a mark that opens, a line beside a point, a column to take away."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from data.model import Language
from indicators.engine.answer import Given
from pages.texts import submission as words

SHORT = 110  # characters beside a point


def sentence(one: Given, language: Language) -> str:
    """`Quý III/2026 (bản nộp số 12): đã đối chiếu sổ`."""
    where = words.OF_SUBMISSION.in_(language).format(period=one.period.label.in_(language), number=one.number)
    return f"{where}: {' '.join(one.reason.split())}"


def question(one: Given, language: Language) -> str:
    """What was asked, of how many cells."""
    more = words.AND_MORE.in_(language).format(count=one.alike) if one.alike else ""
    return one.message.in_(language) + more


def mark(given: Iterable[Given], language: Language) -> str:
    """HTML: a small sign that a key, a tap or a click opens; all that was typed is escaped."""
    told = "".join(
        f"<p><b>{escape(sentence(one, language))}</b><br>{escape(question(one, language))}</p>" for one in given
    )
    if not told:
        return ""
    name = escape(words.REASON_OF_SENDER.in_(language))
    return f'<details class="reason" name="reason"><summary aria-label="{name}" title="{name}">※</summary><div>{told}</div></details>'


def line(given: Iterable[Given], language: Language) -> str:
    """The newest of them in one short line, to be escaped by whoever shows it; empty where there is none."""
    said = [sentence(one, language) for one in given]
    if not said:
        return ""
    newest = said[-1] if len(said[-1]) <= SHORT else said[-1][: SHORT - 1] + "…"
    more = words.AND_MORE_REASONS.in_(language).format(count=len(said) - 1) if len(said) > 1 else ""
    return f"※ {newest}{more}"


def column(given: Iterable[Given], language: Language) -> str | None:
    """All of them as a cell of a download."""
    return "; ".join(sentence(one, language) for one in given) or None
