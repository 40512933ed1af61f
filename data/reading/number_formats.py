"""What a number format shows beside a number: a unit, words, thousands; or that it shows no number."""

import re
from typing import NamedTuple

from data.reading.roles import MONEY, SCALE, meaning, plain

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]')
_BLANKS = re.compile(r"_.|\*.|\[[^\]]*\]")  # the width of a sign, a sign repeated, colours and conditions
_THOUSANDS = re.compile(r"[0#?](,+)(?![0#?,])")
_DIGITS = re.compile(r"[0#?]|general", re.I)
_DAY_OR_TEXT = re.compile(r"[ymdhs@]", re.I)
_PERCENT = {9, 10}  # the numbers of the formats that every program knows


class DisplayedAs(NamedTuple):
    """How a format shows a number otherwise than it is kept: the rule that asks about it, and the words shown."""

    rule: str
    words: str


def is_percent(number: int, code: str = "") -> bool:
    return number in _PERCENT or "%" in _LITERAL.sub("", code)


def shown(code: str) -> DisplayedAs | None:
    """What a format shows beside a number above zero; None where it shows the number and nothing that changes it."""
    first = code.split(";")[0]
    literals = "".join(" ".join(filter(None, parts)) for parts in _LITERAL.findall(first))
    rest = _BLANKS.sub("", _LITERAL.sub("", first))
    if not _DIGITS.search(rest):
        return None if _DAY_OR_TEXT.search(rest) or not code else DisplayedAs("format_hides", literals.strip())
    words = plain(literals.replace("₫", " dong "))
    if SCALE.search(words) or (words and MONEY.fullmatch(words)):
        return DisplayedAs("unit_named", words)
    said = meaning(literals)
    if said.roles or said.times or "%" in words or re.match(r'\s*(?:"\s*-|\\-)', first):
        return DisplayedAs("format_says", literals.strip())
    commas = _THOUSANDS.search(rest)
    return DisplayedAs("unit_named", f"chia 1{'.000' * len(commas[1])}") if commas else None
