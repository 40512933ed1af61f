"""The rows of a list as they are shown and taken away: headings and choices in the reader's language."""

from datetime import date
from functools import partial

import pandas as pd
import pyarrow as pa
import streamlit as st

from data.model import Language, Period, day_text, number_text
from data.table import Column
from indicators.define import Indicator
from pages.texts import common
from pages.ui.session import language, localized, t

STYLED = 200_000  # cells; beyond these Streamlit takes no Styler


def cell(value: object, column: Column | None) -> str:
    """A value as text."""
    if value is None:
        return ""
    if isinstance(value, date):
        return day_text(value, language())
    if isinstance(value, str) and column is not None and value in column.choices:
        return t(column.choices[value])
    return localized(value) if isinstance(value, int | float) else str(value)


def named(rows: pa.Table, indicator: Indicator) -> pa.Table:
    """The rows under their labels: choices as words, quarters as codes, numbers and days as they are."""
    frame: dict[str, pa.ChunkedArray | pa.Array] = {}
    titles = {"period": common.QUARTER, "province": common.PROVINCE, "submission": common.SUBMISSION}
    titles["_row"] = common.SHEET_ROW
    for key in rows.column_names:
        declared = indicator.columns.get(key)
        values = rows[key]
        if declared is not None and declared.choices:
            labels = {code: t(label) for code, label in declared.choices.items()}
            words = [None if code is None else labels.get(code, code) for code in values.to_pylist()]
            values = pa.array(words, pa.string())
        frame[t(titles[key] if declared is None else declared.label)] = values
    return pa.table(frame)


def draw(table: pa.Table, alt: str, key: str) -> None:
    """The table on the screen: days and numbers as the language writes them, still sorted as days and numbers."""
    lang: Language = language()
    day = st.column_config.DateColumn(format="DD/MM/YYYY" if lang == "vi" else "D MMM YYYY")
    days = {f.name: day for f in table.schema if pa.types.is_date(f.type)}
    numbers = [f.name for f in table.schema if pa.types.is_integer(f.type) or pa.types.is_floating(f.type)]
    show = partial(st.dataframe, hide_index=True, alt=alt, key=key, placeholder="")
    if table.num_rows * table.num_columns > STYLED:
        st.caption(t(common.UNFORMATTED))
        shapes = {name: st.column_config.NumberColumn(format="localized") for name in numbers}
        show(table, column_config={**days, **shapes}, height=560)
        return
    frame = table.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype(), pa.int32(): pd.Int32Dtype()}.get)
    shown = {name: (lambda value: number_text(value, lang)) for name in numbers} | {t(common.QUARTER): quarter_text}
    written = frame.style.format(shown, na_rep="")
    show(written, column_config=dict(days), height=560 if table.num_rows > 15 else "auto")


def quarter_text(code: str) -> str:
    return t(Period.parse(code).label)
