"""What one list alone has to show, besides what every list shows: a small table from indicator to drawing."""

from collections.abc import Callable
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from data.model import Period
from data.places import Boundary
from indicators.define import Indicator
from pages.server.store import service
from pages.texts import common
from pages.ui import tables
from pages.ui.list_rows import cell
from pages.ui.session import t
from service import list_rows

MOST = 200  # rows; the data table has them all


def expiring(rows: pa.Table, day: str, since: date) -> pa.Table:
    """The rows in force whose last day lies within a year from `since`, the nearest first."""
    until = (
        since.replace(year=since.year + 1)
        if (since.month, since.day) != (2, 29)
        else since.replace(year=since.year + 1, day=28)
    )
    within = pc.and_(pc.greater(rows[day], pa.scalar(since)), pc.less_equal(rows[day], pa.scalar(until)))
    return rows.filter(within).sort_by(day)


def _marks(indicator: Indicator, quarter: Period, only: tuple[str, ...], boundary: Boundary) -> None:
    st.subheader(t(common.EXPIRING), anchor=False)
    rows = list_rows.rows(service(), indicator.name, quarter, quarter, only, boundary, {"status": ["in_force"]})
    marks = expiring(rows, "expires_on", quarter.end)
    if not marks.num_rows:
        st.text(t(common.NONE_EXPIRING))
        return
    st.caption(t(common.ROWS_SHOWN, count=marks.num_rows))
    keys = ["province", "certificate_no", "name", "mark_type", "owner", "expires_on"]
    columns = {key: indicator.columns[key] for key in keys[1:]}
    body = [
        tables.line(cell(row[keys[0]], None), *(cell(row[key], column) for key, column in columns.items()))
        for row in marks.slice(0, MOST).to_pylist()
    ]
    tables.show(common.EXPIRING, [common.PROVINCE, *(column.label for column in columns.values())], body)


SPECIALS: dict[str, Callable[[Indicator, Period, tuple[str, ...], Boundary], None]] = {"collective_marks": _marks}


def draw(indicator: Indicator, quarter: Period, only: tuple[str, ...], boundary: Boundary) -> None:
    if special := SPECIALS.get(indicator.name):
        special(indicator, quarter, only, boundary)
