"""Titles, notes, names and captions in words of nobody's choosing: written by people who did not know the vocabulary.

Four lots, each written before the rules had seen it. What is still told wrong is in `free_texts_open.csv`, so that it
is not forgotten: those of another meaning that are accepted, and plain ones that are asked about.
"""

import csv
import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.comments import Comment

from tests.context.case import FIGURE, Context, accepted, asked, form_of, list_of, refused, sheet_of
from tests.support.corpus import HEADINGS, ROW, saved

TEXTS = Path(__file__).with_suffix(".csv")
OPEN = TEXTS.with_name("free_texts_open.csv")
AFTER = ["Trồng nấm", *ROW[1:3], "19/11/2024", "20/11/2024", *ROW[5:6], 31, 11]


def commented(text: str) -> bytes:
    book = load_workbook(io.BytesIO(form_of()))
    sheet_of(book)["D2"].comment = Comment(text, "A")
    return saved(book)


def noted(text: str) -> bytes:
    book = load_workbook(io.BytesIO(list_of()))
    for row, words in enumerate(("Ghi chú", text), start=1):
        sheet_of(book).cell(row, len(HEADINGS) + 1, words)
    return saved(book)


MAKERS: dict[str, Callable[[str], bytes]] = {
    "title": lambda text: form_of([text], []),
    "note": lambda text: form_of(lines=[[*FIGURE, text]]),
    "below": lambda text: form_of(below=[[], [text]]),
    "sheet": lambda text: form_of(sheet=text),
    "caption": lambda text: list_of(lines=[ROW, [text], AFTER]),
    "comment": commented,
    "list_note": noted,
    "file": lambda text: form_of(),
}


def _lines(path: Path = TEXTS) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def texts(where: str, plain: bool) -> list[str]:
    """Those that stand in one place, of another meaning or plain ones."""
    return [line["text"] for line in _lines() if line["where"] == where and (line["answer"] == "accepted") == plain]


def _case(where: str, text: str, answer: str, at: str) -> Context:
    data = partial(MAKERS[where], text)
    name = f"{text}.xlsx" if where == "file" else "so-lieu.xlsx"
    sentence = f"{where} in their own words: {text}"
    if answer == "accepted":
        return accepted(sentence, data, name=name)
    return {"asked": asked, "refused": refused}[answer](sentence, data, at, name)


def still_open() -> list[tuple[str, Context]]:
    """Those that are told wrong, with what would be right: accepted, or asked."""
    return [(line["answer"], _case(line["where"], line["text"], "accepted", "")) for line in _lines(OPEN)]


TEXT_CASES = [_case(line["where"], line["text"], line["answer"], line["at"]) for line in _lines()]
CASES = [
    *TEXT_CASES,
    asked(
        "words under «Tình trạng số liệu» over a form, which has no state",
        partial(form_of, ["Tình trạng số liệu"], ["bản lưu của anh Nam"], []),
        "unknown_words@A2",
    ),
]
