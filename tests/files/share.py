"""A kind of column dropped in by a test to show that one file is enough: a percentage, which may carry its sign."""

from functools import partial

import pyarrow as pa

from data.column_types.cell import Raw, Read
from data.column_types.column import Column, ColumnType
from data.column_types.decimal import read_decimal
from data.model import Text


def read_share(raw: Raw) -> Read:
    """`14,5 %` is 14.5; more than the whole is refused."""
    result = read_decimal(raw, share=True)
    above = isinstance(result.value, float) and result.value > 100
    return Read(rule="share_above") if above else result


SHARE = ColumnType(
    "share",
    label=Text("tỷ lệ phần trăm", "percentage"),
    hint=Text("Tỷ lệ phần trăm từ 0 đến 100, ví dụ 98,5.", "A percentage from 0 to 100, such as 98,5."),
    sql="DOUBLE",
    arrow=pa.float64(),
    read=read_share,
    validation="decimal",
    least="0",
    most="100",
    number_format="0.0##",
    align="right",
    width=12,
    is_number=True,
)
share = partial(Column, SHARE)
