"""Who has sent a quarter, and how much of what every province owes is there."""

from collections.abc import Mapping, Sequence

import streamlit as st

from data.model import Period
from pages.texts import common
from pages.ui import filters
from pages.ui.formats import listed
from pages.ui.session import language, localized, t
from service.arrivals import Arrival, Completeness, Received


def sent(cells: Sequence[Received]) -> list[Received]:
    return [cell for cell in cells if cell.state not in (Arrival.NOT_SENT, Arrival.NOT_DUE, Arrival.WAITING)]


def said(cells: Sequence[Received], quarter: Period, area: str) -> str:
    """`Cả nước · Quý III/2026: 32 trên 34 tỉnh đã nộp`."""
    return f"{filters.area(area)} · " + t(
        common.HAVE_SENT, when=t(quarter.label), sent=len(sent(cells)), all=len(cells)
    )


def draw(cells: Sequence[Received], known: Mapping[str, Completeness], quarter: Period) -> None:
    """The cells of one quarter: how many have sent, how many required figures are known, and who when."""
    there = sent(cells)
    st.markdown(f"**{t(common.WHO_HAS_SENT)}** ({t(common.DUE, day=filters.day(quarter.due))})")
    st.progress(len(there) / max(len(cells), 1), f"{len(there)}/{len(cells)} {t(common.PROVINCES)}")
    mine = [known[cell.unit.key] for cell in cells]
    have, due = sum(one.known for one in mine), sum(one.due for one in mine)
    told = {"known": localized(have), "due": localized(due)}
    st.progress(have / max(due, 1), t(common.REQUIRED_KNOWN, **told, share=100 * have // max(due, 1)))
    for label, group in (
        (common.NOT_SENT, [cell for cell in cells if cell not in there]),
        (common.SENT_LATE, [cell for cell in there if cell.late]),
        (common.IN_TIME, [cell for cell in there if not cell.late]),
    ):
        st.markdown(f"{t(label)}: **{len(group)}**")
        st.caption(listed([cell.unit.name for cell in group], language(), 70) or t(common.NOBODY))
