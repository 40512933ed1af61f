"""A number with decimals."""

from functools import partial

import pyarrow as pa

from data.column_types.cell import Raw, Read
from data.column_types.column import Column, ColumnType
from data.column_types.numbers import LARGEST, cleaned, figure, why_no_number, written
from data.model import Text


def read_decimal(raw: Raw, share: bool = False) -> Read:
    """A number with decimals: `15,5`. `1.234` as words can be read in two ways and is refused.

    `share`: a percentage, which may carry its sign (`14,5 %`).
    """
    typed = figure(raw)
    if isinstance(typed, Read):
        return typed if typed.value is None else Read(0.0)
    if isinstance(typed, int | float):
        return Read(cleaned(typed))
    text, folded, rule = typed
    if share and text.endswith("%"):
        text = text[:-1].strip()
    number = written(text) if text.isascii() else None
    if number is None:
        return why_no_number(text, folded, "not_number")
    if number.form == "dots" and text.count(".") == 1:
        return Read(rule="ambiguous_number")
    if number.form == "commas":
        once = text.count(",") == 1  # 1,234
        return _measured(text.replace(",", "." if once else ""), "english_decimal" if once else "english_thousands")
    plain = f"{number.whole}.{number.decimals}" if number.decimals else number.whole
    return _measured(plain, "english_decimal" if number.form == "point" else rule)


def _measured(plain: str, rule: str) -> Read:
    number = float(plain)
    if number > LARGEST:
        return Read(rule="too_large")
    return Read(number, rule, {"value": plain.replace(".", ",")} if rule else {})


DECIMAL = ColumnType(
    "decimal",
    label=Text("số thập phân", "decimal number"),
    hint=Text("Số không âm, ví dụ 15,5.", "A number, not negative, such as 15,5."),
    sql="DOUBLE",
    arrow=pa.float64(),
    read=read_decimal,
    validation="decimal",
    least="0",
    most=str(LARGEST),
    number_format="#,##0.0##",
    align="right",
    width=16,
    is_number=True,
    order=4,
)
decimal = partial(Column, DECIMAL)
