"""Money as offices write it: `20 triệu đồng`, `2,3 tỷ`, `500.000 đồng`; kept in million đồng, to the last đồng."""

import re
from decimal import Decimal

from data.column_types.cell import LONGEST, Raw, Read
from data.column_types.decimal import read_decimal
from data.column_types.numbers import LARGEST, exactly
from data.model import Text, number_words
from data.text_keys import bare, fold, tidy

# How many million đồng one of each is.
_SCALES = {
    "nghin ty|ngan ty|nghin ti|ngan ti": Decimal(1_000_000),
    "ty|ti|billion|bn": Decimal(1000),
    "trieu|tr|million|mn|mil|1 000 000": Decimal(1),
    "nghin|ngan|thousand|1 000|1000": Decimal("0.001"),
    "": Decimal("0.000001"),
}
_DONG = r"dong(?: viet nam)?|d|vnd|vn d"
_UNITS = [(re.compile(rf"(?:{words}) ?(?:{_DONG})" + ("?" if words else "")), n) for words, n in _SCALES.items()]
_WITH_UNIT = re.compile(r"(\d[\d., ]*?) ?([a-z][a-z. ]*)")


def unit(words: Raw) -> Decimal | None:
    """How many million đồng a unit of money is; None for words that name none."""
    plain = bare(str(words)[:LONGEST].replace("₫", "đồng"))
    plain = re.sub(r"^(?:dvt|don vi(?: tinh)?|unit) ", "", plain)
    return next((worth for pattern, worth in _UNITS if pattern.fullmatch(plain)), None)


def read_money(raw: Raw, column: Decimal | None, whole: bool) -> Read | None:
    """A sum that has a unit of its own, or stands in a column with another unit than million đồng; None for any other.

    Such a sum is converted and asked about. `column` is what the line's unit is worth, None where none is given.
    """
    folded = fold(tidy(raw).replace("₫", "đồng")) if isinstance(raw, str) and len(raw) <= LONGEST else ""
    match = _WITH_UNIT.fullmatch(folded)
    own = unit(match[2]) if match else None
    if own is None and column in (None, 1):
        return None
    if own is not None and column not in (None, 1, own):
        return Read(rule="money_units")
    if match and own is not None:
        number = exactly(match[1])
    elif (number := exactly(folded)) is None:
        said = read_decimal(raw)
        if not isinstance(said.value, int | float) or not said.value:
            return said
        number = Decimal(repr(said.value))
    if number is None:
        return Read(rule="number_with_unit")
    sum_ = number * (own or column or 1)
    if not sum_:
        return Read(0)
    if sum_ > LARGEST:
        return Read(rule="too_large")
    if whole and sum_ != sum_.to_integral_value():
        return Read(rule="money_fraction", words=_shown(sum_))
    return Read(int(sum_) if whole else float(sum_), "money_unit", _shown(sum_))


def _shown(sum_: Decimal) -> dict[str, Text]:
    exponent = sum_.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return {"value": number_words(float(sum_), decimals)}
