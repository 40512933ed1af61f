"""One cell: what may stand in it, what is read of it, and what no kind of column takes. Nothing is guessed: a cell is
read, read with a question, or refused. Sources of the rules: forty-four ways of writing met in provincial reports."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import IntFlag

from data.model import Text
from data.text_keys import INVISIBLE, tidy

LONGEST = 1000
IMMENSE = 32_767  # more than a cell of Excel can hold; not even looked at

NOT_APPLICABLE, NOT_AVAILABLE, WITHHELD, DASH = "not_applicable", "not_available", "withheld", "dash"


class Bound(IntFlag):
    """What a typed number is when it is not exact: `trên 70` is more than 70. Several together are a range of doubt."""

    EXACT = 0
    AT_LEAST = 1
    AT_MOST = 2
    MORE = 4
    LESS = 8
    ABOUT = 16


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that holds no value: a formula's error, or a formula that was never calculated."""

    rule: str
    shown: str

    def __str__(self) -> str:
        return self.shown


Raw = str | int | float | bool | date | time | timedelta | Broken


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell says: a value or none, the rule it offends or is questioned by, and why it has no value."""

    value: str | int | float | date | None = None
    rule: str = ""
    words: Mapping[str, str | Text] = field(default_factory=dict)  # that the rule's wording asks for
    state: str = ""
    bound: Bound = Bound.EXACT  # only where bounds are taken


ABSENT = Read()

ZERO = {"khong", "khong co", "khong phat sinh", "khong co phat sinh", "khong phat sinh (bang 0)"}
_NOT_APPLICABLE = {"x", "khong ap dung"}
_NOT_AVAILABLE = {
    *("...", "…", "..", "....", ".....", "n/a", "na", "n.a", "n.a."),
    *("chua co so lieu", "khong co so lieu", "chua co", "chua bao cao", "chua thong ke"),
}
_WITHHELD = {
    *("bao mat", "bi mat", "bi mat nha nuoc", "toi mat", "tuyet mat", "khong cong bo", "khong duoc cong bo"),
    *("withheld", "confidential", "not published", "secret"),
}
_SECRET = {"mật", "mat"}  # with its own accent: `mất` is another word
_DASHES = re.compile(r"[-‐‑‒–—―−_]+")
_SOFTWARE = {"null", "nan", "none", "nil", "nat", "<na>", "undefined", "inf", "-inf", "(null)", "#null"}
_ERROR_TEXT = re.compile(
    r"#(?:REF!|DIV/0!|VALUE!|NAME\?|N/A|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|N/D|#+)"
    r"|Err:\d{3}|#",
    re.IGNORECASE,
)
# What stands for the line above: «nt», «như trên», marks of repetition. One apostrophe only is a spreadsheet's own.
_DITTO = re.compile(
    r"[-–—.,( ]*(?:n\.? ?t\.?|nh[ưu] (?:(?:dòng|dong|ở|o) )?tr[êe]n|ditto|idem)[-–—.,) ]*|"
    r"[-–—\s]*(?:[\"”“″〃]|['’‘´`]{2})[\"”“″〃'’‘´`\s-]*|-//-|//",
    re.I,
)
_LONGEST_DITTO = 20
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
SEEN_INVISIBLE = re.compile("[" + "".join(map(chr, INVISIBLE)) + "]")


def is_blank(raw: Raw) -> bool:
    if not isinstance(raw, str) or (raw and raw[0].isalnum()):
        return False
    return raw == "" or (len(raw) <= IMMENSE and not tidy(raw))


def no_content(raw: Raw) -> Read | None:
    """What a cell is that holds neither words nor a number nor a day; None for one that does."""
    if isinstance(raw, Broken):
        return Read(rule=raw.rule)
    if isinstance(raw, bool):
        return Read(rule="truth_value")
    return Read(rule="time_value") if isinstance(raw, time | timedelta) else None


def tidied(raw: str) -> str | Read:
    """What is typed in a cell, tidied; or what no kind takes: software's words, errors as text, control characters."""
    if len(raw) > IMMENSE:
        return Read(rule="too_long")
    text = tidy(raw)
    if _CONTROL.search(raw):
        return Read(rule="control_characters")
    if not text:
        return ABSENT
    if text.casefold() in _SOFTWARE:
        return Read(rule="placeholder")
    if len(text) <= _LONGEST_DITTO and _DITTO.fullmatch(text):
        return Read(rule="ditto")
    return Read(rule="error_cell") if _ERROR_TEXT.fullmatch(text) else text


def unquoted(text: str) -> str:
    """Without the apostrophe by which a spreadsheet is told to take what follows as text."""
    return text.lstrip("'‘’`").strip()


def is_wide(text: str) -> bool:
    """Whether some of it is typed in full-width letters and the rest in plain ones."""
    return not text.isascii() and all(c.isascii() or 0xFF01 <= ord(c) <= 0xFF5E for c in text)


def is_dash(text: str) -> bool:
    return _DASHES.fullmatch(text) is not None


def no_value(text: str, folded: str) -> Read | None:
    """What words say of a value that is not there; None for other words."""
    if is_dash(text):
        return Read(rule="dash", state=DASH)
    if folded in _NOT_APPLICABLE:
        return Read(rule="not_applicable", state=NOT_APPLICABLE)
    if folded in _NOT_AVAILABLE:
        return Read(rule="not_available", state=NOT_AVAILABLE)
    if folded in _WITHHELD or text.rstrip(". ").casefold() in _SECRET:
        return Read(rule="withheld", state=WITHHELD)
    return None
