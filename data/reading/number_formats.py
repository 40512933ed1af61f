"""What a number format shows beside a number: a unit, words, thousands; or that it shows no number."""

import re
from typing import NamedTuple

from data.reading.roles import MONEY, SCALE, meaning, plain

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]')
_BLANKS = re.compile(r"_.|\*.|\[[^\]]*\]")  # the width of a sign, a sign repeated, colours and conditions
_THOUSANDS = re.compile(r"[0#?](,+)(?![0#?,])")
_DIGITS = re.compile(r"[0#?]|general", re.I)
_DAY_OR_TEXT = re.compile(r"[ymdhs@]", re.I)
_CONDITION = re.compile(r"\[[<>=]")
_SHORT_UNIT = re.compile(r"k|m|b|tr|trd|tr\.? ?d|mn|mil|bn|usd|eur|cny|jpy")
# Digits, bounds, currencies, stars and points that are written beside the digits of the number, a digit repeated.
_CHANGED = re.compile(
    r"(?<![^\W\d_])(?<!\d)\d|[<>≤≥≈~+*$€£¥]|^[.,]$|\b(?:usd|eur|cny|jpy|trên|dưới|khoảng|gần|xấp xỉ|hơn|tạm)\b", re.I
)
_REPEATED = re.compile(r"\*\d")
# Three digits after the point: 2 is seen as 2.000, which is two thousand to whoever reads it.
_LIKE_THOUSANDS = re.compile(r"[0#?]\.000(?![0#?%E])")
_PERCENT = {9, 10}  # the numbers of the formats that every program knows


class DisplayedAs(NamedTuple):
    """How a format shows a number otherwise than it is kept: the rule that asks about it, and the words shown."""

    rule: str
    words: str


def is_percent(number: int, code: str = "") -> bool:
    return number in _PERCENT or "%" in _LITERAL.sub("", code)


def shown(code: str) -> DisplayedAs | None:
    """What a format shows beside a number above zero; None where it shows the number and nothing that changes it."""
    sections = code.split(";")
    conditional = [section for section in sections if _CONDITION.search(section)]
    found = (_shown(section) for section in (sections[:2] if conditional else sections[:1]))
    return next(filter(None, found), None) if code else None


def _shown(section: str) -> DisplayedAs | None:
    """What one section of a format shows besides the number."""
    literals = _literals(section)
    rest = _BLANKS.sub("", _LITERAL.sub("", section))
    if not _DIGITS.search(rest):
        return None if _DAY_OR_TEXT.search(rest) else DisplayedAs("format_hides", literals.strip())
    words = plain(literals.replace("₫", " dong "))
    if commas := _THOUSANDS.search(rest):
        return DisplayedAs("unit_named", f"chia 1{'.000' * len(commas[1])} {literals.strip()}".strip())
    if SCALE.search(words) or (words and (MONEY.fullmatch(words) or _SHORT_UNIT.fullmatch(words))):
        return DisplayedAs("unit_named", words)
    if _LIKE_THOUSANDS.search(rest):
        return DisplayedAs("format_thousands", section)
    said = meaning(literals)
    signs = _CHANGED.search(literals) or _REPEATED.search(section) or _negative(section)
    if said.roles or said.times or "%" in words or signs:
        return DisplayedAs("format_says", literals.strip() or section)
    return DisplayedAs("format_words", literals.strip()) if said.unknown else None


def _literals(section: str) -> str:
    return "".join(" ".join(filter(None, parts)) for parts in _LITERAL.findall(section))


def _negative(section: str) -> bool:
    """Whether what stands before the digits makes a number look negative: a bracket, a minus."""
    masked = _BLANKS.sub(_nothing, _LITERAL.sub(_nothing, section))
    digits = _DIGITS.search(masked)
    at = digits.start() if digits else 0
    return bool({"(", "-"} & {*masked[:at], *_literals(section[:at]).strip()[:1]})


def _nothing(match: re.Match[str]) -> str:
    return "\0" * len(match[0])
