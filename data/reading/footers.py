"""Rows under the headings that were set aside, judged: captions, notes and signatures."""

import re
from collections.abc import Iterable

from data.reading import roles
from data.reading.note_meaning import may_change
from data.reading.roles import FigureRole
from data.reading.said import UnitSaid
from data.reading.skipped_rows import FOOTER, NOTE_LINE, SIGNED, Caption
from data.reading.surroundings import LONGEST, LONGEST_NAME, Surroundings
from data.rules.findings import shown
from data.text_keys import bare

_SOURCE = ("nguon", "source")
_OPENS = re.compile(r"(?:cac )?(?:ghi chu|chu thich|luu y|chu giai|giai thich|thuyet minh|notes?)")  # lines follow
# A line that is a note though nothing calls it so: it is numbered, or speaks of the figures.
_NUMBER = re.compile(r"^\s*(?:phần|mục|part)\s+(?:[IVX]+|\d{1,2}|[A-H])\s*[.:)-]\s*", re.I)  # «Phần 2: Tỉnh Bắc Giang»
_SPEAKS_OF_FIGURES = re.compile(
    r"\s*(?:[(]\d{1,2}[)]|(?:các )?số liệu\b|(?:các )?(?:số|biểu|bảng) (?:trên|này|ở)\b)", re.I
)


def judge_captions(around: Surroundings, captions: Iterable[Caption], start: int, last: int) -> None:
    """What stands below the `last` row that is kept is over nothing any more: it is a note, a signature or neither."""
    notes: int | None = None  # the column in which «Ghi chú:» stands alone: what follows in it are notes
    for kind, row, column, text in captions:
        at, words = (start + row, column), bare(text[:LONGEST])
        if kind == "sentence" and row > last:
            _judge_note(around, text, at)
        elif kind == "sentence":
            around.judge_title("title", text, at)
        elif kind != "footer" or row < last:
            around.judge_title("section", text, at)
        elif SIGNED.fullmatch(roles.folded(text[:LONGEST])):
            around.hand_on("signature", text, at)
        elif _OPENS.fullmatch(words) and "?" not in text:
            notes = column
        elif FOOTER.fullmatch(words) and not NOTE_LINE.fullmatch(text):
            notes = None if column == notes else notes
            _judge_other(around, text, at)
        elif NOTE_LINE.fullmatch(text) or notes in (column, column - 1) or _SPEAKS_OF_FIGURES.match(text):
            _judge_note(around, text, at)
        else:
            _judge_other(around, text, at, kept=True)


def _judge_note(around: Surroundings, text: str, at: tuple[int, int]) -> None:
    unit = around.judge_note(_NUMBER.sub("", text), at, "", quarters=True)
    if unit:
        around.units.append(UnitSaid(unit, at, text))
    if roles.folded(text).lstrip().startswith(_SOURCE):
        around.hand_on("source", text, at)


def _judge_other(around: Surroundings, text: str, at: tuple[int, int], kept: bool = False) -> None:
    """Who signs and who gets it says nothing of the numbers. `kept`: that it was read is told, unless it is a name."""
    said = roles.meaning(text[:LONGEST])
    if FigureRole.ESTIMATE in said.roles:
        around.tell_role(FigureRole.ESTIMATE, said, at, "", text)
    elif len(text) <= LONGEST and (words := may_change(text)):
        around.report("unknown_words:note", at, "", text, words=shown(words))
    elif kept and len(text.split()) > LONGEST_NAME:
        around.tell_kept(text, at)
