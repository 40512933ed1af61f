"""What a cell's number format says of its number: a unit written behind it, or that it is shown in thousands."""

import re

from data.reading.roles import MONEY, SCALE, plain

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]')
_THOUSANDS = re.compile(r"[0#?](,+)(?![0#?,])")


def shown_unit(code: str) -> str:
    """The unit or the scale that a format shows beside a number; "" where it shows none."""
    first = code.split(";")[0]
    words = plain("".join(" ".join(filter(None, parts)) for parts in _LITERAL.findall(first)).replace("₫", " dong "))
    if SCALE.search(words) or (words and MONEY.fullmatch(words)):
        return words
    commas = _THOUSANDS.search(_LITERAL.sub("", first))
    return f"chia 1{'.000' * len(commas[1])}" if commas else ""
