"""Numbers as offices write them: thousands with dots, leading zeros, bounds, two in a cell, words for none."""

import math
import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from data.column_types import cell
from data.column_types.cell import LONGEST, ZERO, Bound, Raw, Read
from data.model import number_text
from data.text_keys import INVISIBLE, fold

LARGEST = 10**12  # no count of a province comes near

_GROUPED = r"[1-9]\d{0,2}(?:%s\d{3})+"
_DOTS, _COMMAS, _SPACES = (_GROUPED % mark for mark in (r"\.", ",", " "))
_WRITTEN = {  # how a number may be written: its whole digits, its decimals
    "digits": re.compile(rf"(\d+|{_SPACES})"),
    "dots": re.compile(f"({_DOTS})"),
    "commas": re.compile(f"({_COMMAS})"),
    "comma": re.compile(rf"(\d+|{_DOTS}|{_SPACES}),(\d+)"),
    "point": re.compile(rf"(\d+|{_COMMAS}|{_SPACES})\.(\d+)"),
}
_NUMBER = r"\d[\d.,]*(?: \d{3})*"
_FOOTNOTE = re.compile(r"\d[\d.,]*(?: ?\*+| ?\(\*+\)| ?\(\d{1,2}\)| ?\[\d+\]|[¹²³⁰-⁹]+)")
_REASONS = (  # why words are no number, the nearest first
    ("negative", re.compile(rf"[-−–] ?{_NUMBER}|\( ?{_NUMBER} ?\)|{_NUMBER}-")),
    ("exponent", re.compile(r"[\d.,]+e[+-]?\d+")),
    ("other_digits", re.compile(r"0[xob][0-9a-f]+")),
    ("footnote", _FOOTNOTE),
    ("number_range", re.compile(rf"(?:tu )?{_NUMBER}(?: ?[a-z]+)? ?(?:-|den|toi|~|÷) ?{_NUMBER}.*")),
)
_WITH_UNIT = re.compile(rf"(?:~?[+-]?)(?:{_NUMBER}) ?[a-z%‰₫$²³]+.*|[a-z$₫]+[ :.]*\d[\d.,]*.*|(?:tang|giam) .*\d.*")

# Numbers that are not exact: what stands before one, and after it.
_BEFORE = {
    Bound.MORE: r"tren|hon|nhieu hon|lon hon|cao hon|vuot|>|＞|more than|over|above|greater than",
    Bound.AT_LEAST: r"it nhat|toi thieu|khong it hon|khong duoi|khong thap hon|≥|⩾|≧|>=|at least|no less than|not less than",
    Bound.LESS: r"duoi|it hon|nho hon|thap hon|chua den|chua toi|<|＜|less than|fewer than|under|below",
    Bound.AT_MOST: r"khong qua|khong vuot qua|khong hon|khong nhieu hon|toi da|nhieu nhat|≤|⩽|≦|<=|at most|no more than"
    r"|not more than|up to",
    Bound.ABOUT: r"khoang|gan|xap xi|uoc(?: tinh| dat| khoang)?|chung|~|≈|about|around|approximately|approx\.?|nearly|almost",
}
_TYPED = {
    Bound.MORE: "trên",
    Bound.AT_LEAST: "ít nhất",
    Bound.LESS: "dưới",
    Bound.AT_MOST: "không quá",
    Bound.ABOUT: "khoảng",
}
_AFTER = {
    Bound.AT_LEAST: r"\+|tro len|or more|and over|and above",
    Bound.AT_MOST: r"tro xuong|or less|or fewer|and under|and below",
}
_BOUNDS = [(bound, re.compile(rf"(?:{words}) ?(?:la )?(?P<number>\d.*)")) for bound, words in _BEFORE.items()] + [
    (bound, re.compile(rf"(?:tu )?(?P<number>\d.*?) ?(?:{words})")) for bound, words in _AFTER.items()
]


class Words(NamedTuple):
    """A typed number as plain characters, its fold, and the rule by which it is asked about for how it is typed."""

    text: str
    folded: str
    rule: str


def figure(raw: Raw) -> Read | float | Words:
    """A cell of a number column: a number, words to be read as one, or what is already known of it."""
    if isinstance(raw, str):
        return _words(raw)
    if (refused := cell.no_content(raw)) is not None:
        return refused
    if isinstance(raw, date):
        return Read(rule="became_date")
    assert isinstance(raw, int | float)
    if not math.isfinite(raw):
        return Read(rule="placeholder")
    if raw < 0:
        return Read(rule="negative")
    return Read(rule="too_large") if raw > LARGEST else raw


def _words(raw: str) -> Read | Words:
    if not raw.isascii() and len(raw) <= cell.IMMENSE and cell.SEEN_INVISIBLE.search(raw):
        raw = raw.translate(INVISIBLE)
    typed = cell.tidied(raw)
    if isinstance(typed, Read):
        return typed
    text = cell.unquoted(typed)
    if cell.is_wide(text):
        text = unicodedata.normalize("NFKC", text)
    if text.startswith("+"):
        text = text[1:].strip()
    folded = fold(text)
    plain = folded.rstrip(". ") or folded
    if plain in ZERO:
        return Read(0)
    return cell.no_value(text, plain) or Words(text, folded, "wide_digits" if cell.is_wide(typed) else "")


class Written(NamedTuple):
    """A number's digits, and by which marks they are parted: `commas` and `dots` stand between thousands."""

    form: str  # one of `_WRITTEN`
    whole: str
    decimals: str = ""


def written(text: str) -> Written | None:
    """How a number is written; None for no number."""
    for form, pattern in _WRITTEN.items():
        if match := pattern.fullmatch(text):
            return Written(form, *(re.sub(r"\D", "", part) for part in match.groups()))
    return None


def cleaned(number: float) -> float:
    """The number without the noise of binary fractions: 15.500000000000002 is 15.5."""
    return float(f"{number:.14g}")


def why_no_number(text: str, folded: str, otherwise: str) -> Read:
    """The nearest reason why words in a number column are no number."""
    if any(unicodedata.category(c) in ("Nd", "No", "Nl") and not c.isascii() for c in text):
        return Read(rule="footnote" if _FOOTNOTE.fullmatch(text) else "other_digits")
    if (known := next((rule for rule, pattern in _REASONS if pattern.fullmatch(folded)), "")) != "":
        return Read(rule=known)
    if unbound(folded)[1]:
        return Read(rule="bound")
    if len(re.findall(r"\d+(?:[.,]\d+)*", folded)) > 1:
        return Read(rule="two_numbers")
    return Read(rule="number_with_unit" if _WITH_UNIT.fullmatch(folded) else otherwise)


def unbound(raw: Raw) -> tuple[Raw, Bound]:
    """What is left of a cell without the words that make its number a bound: `trên 70` is `70`, more than."""
    if isinstance(raw, str) and len(raw) <= LONGEST:
        folded = cell.unquoted(fold(raw))
        for bound, pattern in _BOUNDS:
            if match := pattern.fullmatch(folded):
                return match["number"], bound
    return raw, Bound.EXACT


def bounded(value: float, bound: Bound) -> str:
    """A bound as an office types it, so that it is read again as the same: `trên 70`."""
    digits = max(0, -int(Decimal(repr(float(value))).normalize().as_tuple().exponent))
    return f"{_TYPED[bound]} {number_text(value, 'vi', digits)}"


def number_in(raw: Raw) -> Decimal | None:
    """The number that a cell holds, be it typed as text; None where it holds none."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | float):
        return Decimal(repr(raw))
    return exactly(raw.strip()) if isinstance(raw, str) else None


def exactly(text: str) -> Decimal | None:
    """A number as typed, to its last digit, a point before three digits standing between thousands; or None."""
    number = written(text)
    if number is None:
        return None
    if number.form == "commas" and text.count(",") == 1:
        return Decimal(text.replace(",", "."))
    return Decimal(f"{number.whole}.{number.decimals}" if number.decimals else number.whole)
