"""What one list alone has to show, besides what every list shows: a small table from indicator to drawing."""

from collections.abc import Callable
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from data.model import Period, today
from data.places import Boundary
from indicators.define import Indicator
from pages.server.store import service
from pages.texts import common
from pages.ui import filters, tables
from pages.ui.folding import folded
from pages.ui.list_rows import cell
from pages.ui.session import language, t
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
    since = max(quarter.end, today()) if quarter == filters.latest() else quarter.end
    rows = list_rows.rows(service(), indicator.name, quarter, quarter, only, boundary, {"status": ["in_force"]})
    marks = expiring(rows, "expires_on", since)
    told = common.EXPIRING if marks.num_rows else common.NONE_EXPIRING
    st.subheader(t(told, count=marks.num_rows, day=filters.day(since)), anchor=False)
    if not marks.num_rows:
        return
    keys = ["province", "certificate_no", "name", "mark_type", "owner", "expires_on"]
    columns = {key: indicator.columns[key] for key in keys[1:]}
    body = [
        tables.line(cell(row[keys[0]], None), *(cell(row[key], column) for key, column in columns.items()))
        for row in marks.slice(0, MOST).to_pylist()
    ]
    head = [common.PROVINCE, *(column.label for column in columns.values())]
    listed = tables.table(t(common.MARKS_EXPIRING), [t(text) for text in head], body, "texts")
    st.html(folded(listed, language()))


SPECIALS: dict[str, Callable[[Indicator, Period, tuple[str, ...], Boundary], None]] = {"collective_marks": _marks}


def draw(indicator: Indicator, quarter: Period, only: tuple[str, ...], boundary: Boundary) -> None:
    if special := SPECIALS.get(indicator.name):
        special(indicator, quarter, only, boundary)
