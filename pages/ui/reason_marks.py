"""A sender's reasons and notes beside their figure: marks that open, lines beside a point, columns to take away."""

from collections.abc import Iterable, Sequence
from html import escape

from data.model import Language, Text
from indicators.engine.answer import Given, SenderNote
from pages.texts import submission as texts
from pages.ui.formats import EXPLAINED, NOTED

SHORT = 110  # characters beside a point


def sentence(given: Given, language: Language) -> str:
    """`Quý III/2026 (bản nộp số 12): đã đối chiếu sổ`."""
    where = texts.OF_SUBMISSION.in_(language).format(period=given.period.label.in_(language), number=given.number)
    return f"{where}: {' '.join(given.reason.split())}"


def question(given: Given, language: Language) -> str:
    """What was asked, of how many cells."""
    more = texts.AND_MORE.in_(language).format(count=given.alike) if given.alike else ""
    return given.message.in_(language) + more


def written(note: SenderNote, language: Language) -> str:
    """`Quý III/2026 (bản nộp số 12): tăng do thay đồng hồ nước`; of a part of the figure also its code."""
    where = texts.OF_SUBMISSION.in_(language).format(period=note.period.label.in_(language), number=note.number)
    part = f", {note.line}" if "." in note.line else ""
    return f"{where}{part}: {' '.join(note.text.split())}"


def mark(reasons: Iterable[Given], language: Language, sender_notes: Iterable[SenderNote] = ()) -> str:
    """HTML: a small sign for each kind that a key, a tap or a click opens; all that was typed is escaped."""
    told = [(escape(sentence(one, language)), escape(question(one, language))) for one in reasons]
    notes = "".join(f"<p><b>{reason}</b><br>{asked}</p>" for reason, asked in told)
    beside = "".join(f"<p>{escape(written(one, language))}</p>" for one in sender_notes)
    return _sign(EXPLAINED, texts.REASON_OF_SENDER.in_(language), notes) + _sign(
        NOTED, texts.NOTE_OF_SENDER.in_(language), beside
    )


def _sign(sign: str, name: str, notes: str) -> str:
    name = escape(name)
    return notes and (
        f'<details class="reason" name="reason"><summary aria-label="{name}" title="{name}">{sign}</summary>'
        f"<div>{notes}</div></details>"
    )


def line(reasons: Iterable[Given], language: Language) -> str:
    """The newest of them in one short line, to be escaped by whoever shows it; empty where there is none."""
    return _newest(EXPLAINED, [sentence(one, language) for one in reasons], texts.AND_MORE_REASONS, language)


def line_of_notes(sender_notes: Iterable[SenderNote], language: Language) -> str:
    """The same of what was written beside a figure."""
    return _newest(NOTED, [written(one, language) for one in sender_notes], texts.AND_MORE_NOTES, language)


def _newest(sign: str, told: Sequence[str], and_more: Text, language: Language) -> str:
    if not told:
        return ""
    newest = told[-1] if len(told[-1]) <= SHORT else told[-1][: SHORT - 1] + "…"
    more = and_more.in_(language).format(count=len(told) - 1) if len(told) > 1 else ""
    return f"{sign} {newest}{more}"


def column(reasons: Iterable[Given], language: Language) -> str | None:
    """All of them as a cell of a download."""
    return "; ".join(sentence(one, language) for one in reasons) or None


def column_of_notes(sender_notes: Iterable[SenderNote], language: Language) -> str | None:
    return "; ".join(written(one, language) for one in sender_notes) or None
