"""A count."""

from collections.abc import Collection
from functools import partial

import pyarrow as pa

from data.column_types.cell import Raw, Read
from data.column_types.column import Column, ColumnType
from data.column_types.numbers import LARGEST, cleaned, figure, why_no_number, written
from data.model import Text


def read_whole(raw: Raw) -> Read:
    """A count. `10.036` is ten thousand and thirty-six, also when Excel has made the number 10.036 of it."""
    typed = figure(raw)
    if isinstance(typed, Read):
        return typed
    if isinstance(typed, int | float):
        return _number(typed)
    text, folded, rule = typed
    number = written(text) if text.isascii() else None
    if number is None:
        return why_no_number(text, folded, "not_whole")
    if not number.decimals:
        return _counted(number.whole, "english_thousands" if number.form == "commas" else rule)
    if not number.decimals.strip("0"):  # 12,0
        return _counted(number.whole, "whole_with_decimals")
    return _lost(number.whole[:40], number.decimals) if "," not in text else Read(rule="fraction")


def _counted(digits: str, rule: str) -> Read:
    number = int(digits[:40])
    if number > LARGEST:
        return Read(rule="too_large")
    return Read(number, rule, {"value": str(number)} if rule else {})


def _number(raw: float) -> Read:
    nearest = round(raw)
    if raw == nearest or abs(raw - nearest) < 1e-9 * max(1.0, abs(raw)):
        return Read(nearest)
    whole, _, decimals = f"{cleaned(raw):.13g}".partition(".")
    if "e" in decimals or "e" in whole:
        return Read(rule="fraction")
    if len(decimals) == 3 and 1 <= len(whole) <= 3 and whole != "0":
        return _counted(whole + decimals, "thousands_point")
    return _lost(whole, decimals)


def _lost(whole: str, decimals: str) -> Read:
    """10.03 in a count may be what was left of 10.030."""
    if len(decimals) < 3 and len(whole) <= 3 and whole.lstrip("0"):
        guess = decimals.ljust(3, "0")
        return Read(rule="thousands_lost", words={"guess": f"{whole}.{guess}", "plain": f"{whole}{guess}"})
    return Read(rule="fraction")


def _read_at_once(raws: Collection[Raw], values: dict[Raw, object]) -> list[Raw]:
    rest: list[Raw] = []
    for raw in raws:
        if type(raw) is float and raw.is_integer() and 0 <= raw <= LARGEST:
            values[raw] = int(raw)
        else:
            rest.append(raw)
    return rest


WHOLE = ColumnType(
    "whole",
    label=Text("số nguyên", "whole number"),
    hint=Text("Số nguyên không âm; không có thì gõ 0.", "A whole number, not negative; type 0 for none."),
    sql="BIGINT",
    arrow=pa.int64(),
    read=read_whole,
    read_at_once=_read_at_once,
    validation="whole",
    least="0",
    most=str(LARGEST),
    number_format="#,##0",
    align="right",
    width=14,
    is_number=True,
    as_percent="count_as_percent",
    order=3,
)
whole = partial(Column, WHOLE)
