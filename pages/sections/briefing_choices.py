"""The choices of a briefing: which province, which quarter, on which units; beside them the ways on."""

from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.model import Period
from data.places import Boundary
from pages.ui import filters


class BriefingChoice(NamedTuple):
    """The province by its key, the quarter, the units, and the place of the ways on."""

    key: str
    quarter: Period
    boundary: Boundary
    ways: DeltaGenerator


def choose() -> BriefingChoice:
    """The line of controls."""
    with st.container(key="choices"):
        both, ways, right = st.columns([7, 6, 5], vertical_alignment="center")
        left, middle = both.columns([4, 3], wrap=False)
    with middle:
        quarter = filters.quarter()
    with right:
        boundary = filters.boundary(quarter)
    with left:
        key = filters.province(boundary, quarter)
    return BriefingChoice(key, quarter, boundary, ways)
