"""The kinds of column, read as provincial offices write them: one cell in, a value or what is wrong with it out.

Pure functions. Nothing is guessed: a cell is read, read with a question, or refused. Sources of the rules: the forty-four
ways of writing met in provincial reports (dots between thousands, leading zeros, bounds, two numbers in a cell).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from data.model import Text, day_text
from data.reading.legacy_encodings import is_broken, old_font
from data.table import Bound, Column, Kind
from data.text_keys import INVISIBLE, fold, tidy

LARGEST = 10**12  # no count of a province comes near
LONGEST = 1000
IMMENSE = 32_767  # more than a cell of Excel can hold; not even looked at
FIRST_YEAR, LAST_YEAR = 1900, 2100
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000  # 1954 to 2119 as Excel counts days
EPOCH = date(1899, 12, 30)
EPOCH_1904 = date(1904, 1, 1)

NOT_APPLICABLE, NOT_AVAILABLE, WITHHELD, DASH = "not_applicable", "not_available", "withheld", "dash"


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
    words: Mapping[str, str] = field(default_factory=dict)  # that the rule's wording asks for
    state: str = ""
    bound: Bound = Bound.EXACT  # only where bounds are taken


ABSENT = Read()

_ZERO = {"khong", "khong co", "khong phat sinh", "khong co phat sinh", "khong phat sinh (bang 0)"}
_NOT_APPLICABLE = {"x", "khong ap dung"}
_NOT_AVAILABLE = {
    "...",
    "…",
    "..",
    "....",
    ".....",
    "chua co so lieu",
    "khong co so lieu",
    "chua co",
    "chua bao cao",
    "chua thong ke",
    "n/a",
    "na",
    "n.a",
    "n.a.",
}
_WITHHELD = {
    "bao mat",
    "bi mat",
    "bi mat nha nuoc",
    "toi mat",
    "tuyet mat",
    "khong cong bo",
    "khong duoc cong bo",
    "withheld",
    "confidential",
    "not published",
    "secret",
}
_SECRET = {"mật", "mat"}  # with its own accent: `mất` is another word
_DASHES = re.compile(r"[-‐‑‒–—―−_]+")
_SOFTWARE = {"null", "nan", "none", "nil", "nat", "<na>", "undefined", "inf", "-inf", "(null)", "#null"}
_ERROR_TEXT = re.compile(
    r"#(?:REF!|DIV/0!|VALUE!|NAME\?|N/A|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|N/D|#+)"
    r"|Err:\d{3}|#",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SEEN_INVISIBLE = re.compile("[" + "".join(map(chr, INVISIBLE)) + "]")

# numbers
_DIGITS = re.compile(r"\d+")
_DOTS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_COMMAS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_SPACES = re.compile(r"[1-9]\d{0,2}(?: \d{3})+")
_COMMA_DECIMAL = re.compile(r"(\d+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?: \d{3})+),(\d+)")
_POINT_DECIMAL = re.compile(r"(\d+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+)\.(\d+)")
_NUMBER = r"\d[\d.,]*(?: \d{3})*"
_RANGE = re.compile(rf"(?:tu )?{_NUMBER}(?: ?[a-z]+)? ?(?:-|den|toi|~|÷) ?{_NUMBER}.*")
_FOOTNOTE = re.compile(r"\d[\d.,]*(?: ?\*+| ?\(\*+\)| ?\(\d{1,2}\)| ?\[\d+\]|[¹²³⁰-⁹]+)")
_WITH_UNIT = re.compile(rf"(?:~?[+-]?)(?:{_NUMBER}) ?[a-z%‰₫$²³]+.*|[a-z$₫]+[ :.]*\d[\d.,]*.*|(?:tang|giam) .*\d.*")
_NEGATIVE = re.compile(rf"[-−–] ?{_NUMBER}|\( ?{_NUMBER} ?\)|{_NUMBER}-")
_EXPONENT = re.compile(r"[\d.,]+e[+-]?\d+")
_HEX = re.compile(r"0[xob][0-9a-f]+")

# numbers that are not exact: what stands before one, and after it
_BEFORE = {
    Bound.MORE: r"tren|hon|nhieu hon|lon hon|cao hon|vuot|>|＞|more than|over|above|greater than",
    Bound.AT_LEAST: r"it nhat|toi thieu|khong it hon|khong duoi|khong thap hon|≥|⩾|≧|>=|at least|no less than|not less than",
    Bound.LESS: r"duoi|it hon|nho hon|thap hon|chua den|chua toi|<|＜|less than|fewer than|under|below",
    Bound.AT_MOST: r"khong qua|khong vuot qua|khong hon|khong nhieu hon|toi da|nhieu nhat|≤|⩽|≦|<=|at most|no more than"
    r"|not more than|up to",
    Bound.ABOUT: r"khoang|gan|xap xi|uoc(?: tinh| dat| khoang)?|chung|~|≈|about|around|approximately|approx\.?|nearly|almost",
}
_AFTER = {
    Bound.AT_LEAST: r"\+|tro len|or more|and over|and above",
    Bound.AT_MOST: r"tro xuong|or less|or fewer|and under|and below",
}
_BOUNDS = [(bound, re.compile(rf"(?:{words}) ?(?:la )?(?P<number>\d.*)")) for bound, words in _BEFORE.items()] + [
    (bound, re.compile(rf"(?:tu )?(?P<number>\d.*?) ?(?:{words})")) for bound, words in _AFTER.items()
]

# days
_DMY = re.compile(r"(\d{1,2}) ?[/.\-] ?(\d{1,2}) ?[/.\-] ?(\d{4}|\d{2})")
_YMD = re.compile(r"(\d{4}) ?[/.\-] ?(\d{1,2}) ?[/.\-] ?(\d{1,2})")
_SPOKEN = re.compile(r"(\d{1,2}) thang (\d{1,2})(?: nam|,)? (\d{4})")
_NAMED = re.compile(r"(\d{1,2})[ -]([a-z]{3,9})\.?[ ,-]+(\d{4}|\d{2})")
_NAMED_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2}),? (\d{4})")
_CLOCK = re.compile(r"[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?z?$")
_INCOMPLETE = re.compile(
    r"(?:nam )?\d{4}|(?:thang )?\d{1,2} ?[/.\-] ?\d{4}|thang \d{1,2}(?: nam \d{4})?|\d{1,2} thang \d{1,2}"
    r"|quy .*|q[1-4].*|\d{4} ?[/.\-] ?\d{1,2}|\d{1,2} ?[/.\-] ?\d{1,2}|.*(?:dau|cuoi|giua) (?:nam|thang|quy).*"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ),
        1,
    )
    for name in (names, names[:3], names[:4])
}

_LOST = re.compile(r"(?<!=)[^\W\d_]\?(?!\w+=)[^\W\d_]|\?[^\W\d_]+\?|\ufffd")


def is_blank(raw: Raw) -> bool:
    if not isinstance(raw, str) or (raw and raw[0].isalnum()):
        return False
    return raw == "" or (len(raw) <= IMMENSE and not tidy(raw))


def read_text(raw: Raw) -> Read:
    """Words as typed, tidied; a number typed as a name or code becomes its plain digits."""
    if isinstance(raw, str):
        return _text(raw)
    if isinstance(raw, Broken):
        return Read(rule=raw.rule)
    if isinstance(raw, bool):
        return Read(rule="truth_value")
    if isinstance(raw, int | float):
        if not math.isfinite(raw):
            return Read(rule="placeholder")
        if raw == int(raw):
            return Read(rule="digits_lost") if abs(raw) >= 1e15 else Read(str(int(raw)))
        return Read(f"{raw:.12f}".rstrip("0."))
    if isinstance(raw, date):
        day = day_text(raw)
        return Read(day, "date_in_text", {"value": day})
    return Read(rule="time_value")


def _text(raw: str) -> Read:
    text = _tidied(raw)
    if isinstance(text, Read):
        return text
    if _DASHES.fullmatch(text):
        return Read(rule="dash", state=DASH)
    if (folded := text.lower()) in ("...", "…", "n/a"):
        return Read(rule="not_available", state=NOT_AVAILABLE)
    if len(text) > LONGEST:
        return Read(rule="too_long")
    if folded.isascii():
        rule = "lost_letters" if "?" in text and _LOST.search(text) else ""
    elif is_broken(raw):
        return Read(rule="broken_text")
    else:
        rule = old_font(raw)
        if rule == "old_font":
            return Read(rule=rule)
        if not rule and "?" in text and _LOST.search(text):
            rule = "lost_letters"
    if not rule and len(text) != len(raw) and _SEEN_INVISIBLE.search(raw):
        rule = "hidden_marks"
    return Read(text, rule)


def _tidied(raw: str) -> str | Read:
    """What is typed in a cell, tidied; or what it is where no kind of column takes it."""
    if len(raw) > IMMENSE:
        return Read(rule="too_long")
    text = tidy(raw)
    if not text:
        return Read(rule="control_characters") if _CONTROL.search(raw) else ABSENT
    return _never(raw, text) or text


def _never(raw: str, text: str) -> Read | None:
    """What no kind of column takes: the words of software, errors as text, control characters."""
    if _CONTROL.search(raw):
        return Read(rule="control_characters")
    if text.casefold() in _SOFTWARE:
        return Read(rule="placeholder")
    if _ERROR_TEXT.fullmatch(text):
        return Read(rule="error_cell")
    return None


def _clean(number: float) -> float:
    """The number without the noise of binary fractions: 15.500000000000002 is 15.5."""
    return float(f"{number:.14g}")


def _not_a_figure(raw: Raw) -> Read | None:
    """What a number column cannot hold, whatever its kind; None when `raw` is a number or words."""
    if isinstance(raw, str):
        return None
    if isinstance(raw, Broken):
        return Read(rule=raw.rule)
    if isinstance(raw, bool):
        return Read(rule="truth_value")
    if isinstance(raw, date):
        return Read(rule="became_date")
    if isinstance(raw, time | timedelta):
        return Read(rule="time_value")
    if not math.isfinite(raw):
        return Read(rule="placeholder")
    if raw < 0:
        return Read(rule="negative")
    return Read(rule="too_large") if raw > LARGEST else None


def _figure_words(raw: str) -> tuple[str, str] | Read:
    """A typed number as plain characters, with its fold; or what it is when it is no number."""
    if not raw.isascii() and len(raw) <= IMMENSE and _SEEN_INVISIBLE.search(raw):
        raw = raw.translate(INVISIBLE)
    text = _tidied(raw)
    if isinstance(text, Read):
        return text
    text = text.lstrip("'‘’`").strip()
    if not text.isascii() and (wide := unicodedata.normalize("NFKC", text)) != text and _is_wide(text):
        text = wide
    if text.startswith("+"):
        text = text[1:].strip()
    if _DASHES.fullmatch(text):
        return Read(rule="dash", state=DASH)
    folded = fold(text)
    plain = folded.rstrip(". ") or folded
    if plain in _ZERO:
        return Read(0)
    if plain in _NOT_APPLICABLE:
        return Read(rule="not_applicable", state=NOT_APPLICABLE)
    if plain in _NOT_AVAILABLE:
        return Read(rule="not_available", state=NOT_AVAILABLE)
    if _is_withheld(text, plain):
        return Read(rule="withheld", state=WITHHELD)
    return text, folded


def _is_withheld(text: str, folded: str) -> bool:
    return folded in _WITHHELD or text.rstrip(". ").casefold() in _SECRET


def _is_wide(text: str) -> bool:
    return all(c.isascii() or 0xFF01 <= ord(c) <= 0xFF5E for c in text)


def _why_no_number(text: str, folded: str, otherwise: str) -> Read:
    """The nearest reason why words in a number column are no number."""
    if any(unicodedata.category(c) in ("Nd", "No", "Nl") and not c.isascii() for c in text):
        return Read(rule="footnote" if _FOOTNOTE.fullmatch(text) else "other_digits")
    for rule, pattern in (
        ("negative", _NEGATIVE),
        ("exponent", _EXPONENT),
        ("other_digits", _HEX),
        ("footnote", _FOOTNOTE),
        ("number_range", _RANGE),
    ):
        if pattern.fullmatch(folded):
            return Read(rule=rule)
    if unbound(folded)[1]:
        return Read(rule="bound")
    if len(re.findall(r"\d+(?:[.,]\d+)*", folded)) > 1:
        return Read(rule="two_numbers")
    if _WITH_UNIT.fullmatch(folded):
        return Read(rule="number_with_unit")
    return Read(rule=otherwise)


def unbound(raw: Raw) -> tuple[Raw, Bound]:
    """What is left of a cell without the words that make its number a bound: `trên 70` is `70`, more than."""
    if isinstance(raw, str) and len(raw) <= LONGEST:
        folded = fold(raw).lstrip("'‘’`").strip()
        for bound, pattern in _BOUNDS:
            if match := pattern.fullmatch(folded):
                return match["number"], bound
    return raw, Bound.EXACT


def _counted(number: int, rule: str = "") -> Read:
    if number > LARGEST:
        return Read(rule="too_large")
    return Read(number, rule, {"value": str(number)} if rule else {})


def read_whole(raw: Raw) -> Read:
    """A count. `10.036` is ten thousand and thirty-six, also when Excel has made the number 10.036 of it."""
    refused = _not_a_figure(raw)
    if refused is not None:
        return refused
    if not isinstance(raw, str):
        assert isinstance(raw, int | float)
        return _whole_number(raw)
    words = _figure_words(raw)
    if isinstance(words, Read):
        return words
    text, folded = words
    wide = "wide_digits" if _is_wide(tidy(raw)) and not tidy(raw).isascii() else ""
    if not text.isascii():
        return _why_no_number(text, folded, "not_whole")
    if _DIGITS.fullmatch(text):
        return _counted(int(text[:40]), wide)
    if _DOTS.fullmatch(text) or _SPACES.fullmatch(text):
        return _counted(int(text.replace(".", "").replace(" ", "")[:40]), wide)
    if _COMMAS.fullmatch(text):
        return _counted(int(text.replace(",", "")[:40]), "english_thousands")
    if match := _COMMA_DECIMAL.fullmatch(text) or _POINT_DECIMAL.fullmatch(text):
        whole = re.sub(r"\D", "", match[1])[:40]
        if not match[2].strip("0"):  # 12,0
            return _counted(int(whole), "whole_with_decimals")
        return _lost(text, whole, match[2]) if "." in text and "," not in text else Read(rule="fraction")
    return _why_no_number(text, folded, "not_whole")


def _whole_number(raw: float) -> Read:
    nearest = round(raw)
    if raw == nearest or abs(raw - nearest) < 1e-9 * max(1.0, abs(raw)):
        return Read(nearest)
    whole, _, decimals = f"{_clean(raw):.13g}".partition(".")
    if "e" in decimals or "e" in whole:
        return Read(rule="fraction")
    if len(decimals) == 3 and 1 <= len(whole) <= 3 and whole != "0":
        return _counted(int(whole + decimals), "thousands_point")
    return _lost(f"{whole},{decimals}", whole, decimals)


def _lost(text: str, whole: str, decimals: str) -> Read:
    """10.03 in a count may be what was left of 10.030."""
    if len(decimals) < 3 and len(whole) <= 3 and whole.lstrip("0"):
        guess = decimals.ljust(3, "0")
        return Read(rule="thousands_lost", words={"guess": f"{whole}.{guess}", "plain": f"{whole}{guess}"})
    return Read(rule="fraction")


def read_decimal(raw: Raw, share: bool = False) -> Read:
    """A number with decimals: `15,5`. `1.234` as words can be read in two ways and is refused.

    `share`: a percentage, which may carry its sign (`14,5 %`).
    """
    refused = _not_a_figure(raw)
    if refused is not None:
        return refused
    if not isinstance(raw, str):
        assert isinstance(raw, int | float)
        return Read(_clean(raw))
    words = _figure_words(raw)
    if isinstance(words, Read):
        return words if words.value is None else Read(0.0)
    text, folded = words
    if share and text.endswith("%"):
        text = text[:-1].strip()
    wide = "wide_digits" if _is_wide(tidy(raw)) and not tidy(raw).isascii() else ""
    if not text.isascii():
        return _why_no_number(text, folded, "not_number")
    if _DIGITS.fullmatch(text) or _SPACES.fullmatch(text):
        return _measured(text.replace(" ", ""), wide)
    if _DOTS.fullmatch(text):
        return Read(rule="ambiguous_number") if text.count(".") == 1 else _measured(text.replace(".", ""), wide)
    if match := _COMMA_DECIMAL.fullmatch(text):
        doubtful = _COMMAS.fullmatch(text) and text.count(",") == 1  # 1,234
        return _measured(re.sub(r"[. ]", "", match[1]) + "." + match[2], "english_decimal" if doubtful else wide)
    if _COMMAS.fullmatch(text):
        return _measured(text.replace(",", ""), "english_thousands")
    if match := _POINT_DECIMAL.fullmatch(text):
        return _measured(re.sub(r"[, ]", "", match[1]) + "." + match[2], "english_decimal")
    return _why_no_number(text, folded, "not_number")


def _measured(plain: str, rule: str = "") -> Read:
    number = float(plain)
    if number > LARGEST:
        return Read(rule="too_large")
    return Read(number, rule, {"value": plain.replace(".", ",")} if rule else {})


def exactly(text: str) -> Decimal | None:
    """A number as typed, to its last digit, a point before three digits standing between thousands; None for no number."""
    if _DIGITS.fullmatch(text) or _DOTS.fullmatch(text) or _SPACES.fullmatch(text):
        return Decimal(re.sub(r"\D", "", text))
    if match := _COMMA_DECIMAL.fullmatch(text) or _POINT_DECIMAL.fullmatch(text):
        return Decimal(re.sub(r"\D", "", match[1]) + "." + match[2])
    return Decimal(text.replace(",", "")) if _COMMAS.fullmatch(text) else None


def read_day(raw: Raw, since_1904: bool = False) -> Read:
    """A day, written with the day first, or as Excel counts days."""
    if isinstance(raw, datetime):
        raw = raw.date()
    if isinstance(raw, date):
        return Read(raw) if FIRST_YEAR <= raw.year <= LAST_YEAR else Read(rule="year_out")
    if isinstance(raw, Broken):
        return Read(rule=raw.rule)
    if isinstance(raw, bool):
        return Read(rule="truth_value")
    if isinstance(raw, time | timedelta):
        return Read(rule="time_value")
    if isinstance(raw, int | float):
        if FIRST_SERIAL <= raw <= LAST_SERIAL:
            return Read((EPOCH_1904 if since_1904 else EPOCH) + timedelta(days=int(raw)))
        incomplete = math.isfinite(raw) and raw == int(raw) and FIRST_YEAR <= raw <= LAST_YEAR
        return Read(rule="day_incomplete" if incomplete else "not_a_day")
    text = _tidied(raw)
    if isinstance(text, Read):
        return text
    text = text.lstrip("'‘’`").strip()
    wide = not text.isascii() and _is_wide(text)
    folded = fold(unicodedata.normalize("NFKC", text) if wide else text)
    if _DASHES.fullmatch(text):
        return Read(rule="dash", state=DASH)
    if folded in _NOT_APPLICABLE:
        return Read(rule="not_applicable", state=NOT_APPLICABLE)
    if folded in _NOT_AVAILABLE or folded in _ZERO:
        return Read(rule="not_available", state=NOT_AVAILABLE)
    if _is_withheld(text, folded):
        return Read(rule="withheld", state=WITHHELD)
    if any(c.isdigit() and not c.isascii() for c in folded):
        return Read(rule="other_digits")
    said = _day_words(folded, since_1904)
    return replace(said, rule="wide_digits") if wide and not said.rule else said


def _day_words(folded: str, since_1904: bool) -> Read:
    words = re.sub(r"^(?:thu (?:hai|ba|tu|nam|sau|bay)|chu nhat)[, ]+", "", folded)
    words = re.sub(r"^ngay:? ?", "", words).rstrip(".,; ")
    words = _CLOCK.sub("", words)
    if match := _DMY.fullmatch(words) or _SPOKEN.fullmatch(words):
        return _day(match[3], match[2], match[1])
    if match := _YMD.fullmatch(words):
        return _day(match[1], match[2], match[3])
    if (match := _NAMED.fullmatch(words)) and match[2] in _MONTHS:
        return _day(match[3], str(_MONTHS[match[2]]), match[1])
    if (match := _NAMED_FIRST.fullmatch(words)) and match[1] in _MONTHS:
        return _day(match[3], str(_MONTHS[match[1]]), match[2])
    if re.fullmatch(r"\d{5}", words) and FIRST_SERIAL <= int(words) <= LAST_SERIAL:
        day = (EPOCH_1904 if since_1904 else EPOCH) + timedelta(days=int(words))
        return Read(day, "serial_text", {"value": day_text(day)})
    return Read(rule="day_incomplete" if _INCOMPLETE.fullmatch(words) else "not_a_day")


def _day(year: str, month: str, day: str) -> Read:
    short = len(year) == 2
    y, m, d = int(year) + 2000 * short, int(month), int(day)
    if m > 12 >= d > 0 and m <= 31:
        return Read(rule="month_first")
    if not FIRST_YEAR <= y <= LAST_YEAR:
        return Read(rule="year_out")
    try:
        value = date(y, m, d)
    except ValueError:
        return Read(rule="no_such_day")
    if short and int(year) > 30:
        return Read(value, "short_year", {"value": day_text(value)})
    return Read(value)


def spellings(choices: Mapping[str, Text]) -> dict[str, str]:
    """Fold of every code and label → code."""
    known: dict[str, str] = {}
    for code, label in choices.items():
        for word in (label.en, label.vi, code):
            known[fold(word)] = code
    return known


def read_choice(raw: Raw, known: Mapping[str, str]) -> Read:
    """One of the declared choices, by its code or its label in either language; stored as the code."""
    if not isinstance(raw, str):
        return Read(rule=raw.rule) if isinstance(raw, Broken) else Read(rule="unknown_choice")
    text = _tidied(raw)
    if isinstance(text, Read):
        return text
    code = known.get(fold(text))
    if code is not None:
        return Read(code)
    if _DASHES.fullmatch(text):
        return Read(rule="dash", state=DASH)
    if fold(text) in _NOT_AVAILABLE:
        return Read(rule="not_available", state=NOT_AVAILABLE)
    if _is_withheld(text, fold(text)):
        return Read(rule="withheld", state=WITHHELD)
    return Read(rule="unknown_choice")


def reader(column: Column, since_1904: bool = False) -> Callable[[Raw], Read]:
    """The function that reads a cell of this column."""
    if column.kind is Kind.TEXT:
        return read_text
    if column.kind is Kind.WHOLE:
        return read_whole
    if column.kind is Kind.DECIMAL:
        return read_decimal
    if column.kind is Kind.DAY:
        return lambda raw: read_day(raw, since_1904)
    known = spellings(column.choices)
    return lambda raw: read_choice(raw, known)


# The letters and marks of ordinary Vietnamese and English text; what is written with them alone is already NFC and
# holds nothing invisible.
ORDINARY = frozenset(map(chr, range(0x20, 0x7F))) | frozenset(
    "\n\t\u00a0–—“”‘’…«»°²àáâãèéêìíòóôõùúýăđĩũơưÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA)))
)
_TELLING = frozenset("?#«")  # a text with these is looked at one by one


def read_each(column: Column, raws: set[Raw], since_1904: bool = False) -> tuple[dict[Raw, object], dict[Raw, Read]]:
    """Every different cell of a column at once: raw → value, and raw → what was read for those with a rule.

    The same answers as `reader` gives cell by cell, without a function call for each clean one.
    """
    values: dict[Raw, object] = {}
    flagged: dict[Raw, Read] = {}
    rest: set[Raw] | list[Raw] = raws
    if column.kind is Kind.TEXT:
        rest = _plain_texts(raws, values)
    elif column.kind is Kind.WHOLE:
        rest = []
        for raw in raws:
            if type(raw) is float and raw.is_integer() and 0 <= raw <= LARGEST:
                values[raw] = int(raw)
            else:
                rest.append(raw)
    read = reader(column, since_1904)
    for raw in rest:
        said = read(raw)
        values[raw] = said.value
        if said.rule:
            flagged[raw] = said
    return values, flagged


def _plain_texts(raws: set[Raw], values: dict[Raw, object]) -> list[Raw]:
    """Put the texts that need only their spaces tidied into `values`; give back the others."""
    rest: list[Raw] = [raw for raw in raws if not isinstance(raw, str)]
    texts = [raw for raw in raws if isinstance(raw, str)]
    together = "\n".join(texts)
    letters = set(together)
    if not letters <= ORDINARY:
        return [*rest, *texts]
    telling = letters & _TELLING
    untidy = not letters.isdisjoint("\t\u00a0") or together.count("\n") >= max(len(texts), 1)
    untidy = untidy or any(blank in f"\n{together}\n" for blank in ("  ", " \n", "\n "))
    if texts and not untidy and not telling and min(map(len, texts)) > 12 and max(map(len, texts)) <= LONGEST:
        values.update(zip(texts, texts, strict=True))
        return rest
    for raw in texts:
        if 12 < len(raw) <= LONGEST and not (telling and not telling.isdisjoint(raw)):
            values[raw] = " ".join(raw.split()) if untidy else raw
        else:
            rest.append(raw)
    return rest
