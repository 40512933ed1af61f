"""The point that a link speaks of, ringed: what a sender has just sent, seen where it came to stand."""

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from data.places import PLACES
from pages.charts.colour_scale import STRONG
from pages.texts import explorer as texts
from pages.ui.controls import POINT
from pages.ui.session import t


def mark(figure: go.Figure) -> None:
    """A ring and a word at each chosen province's point of that quarter; nothing where a link names none."""
    quarter = st.query_params.get(POINT)
    if not quarter:
        return
    found = {}  # a line may be drawn by several traces
    for trace in figure.to_dict()["data"]:
        for x, y, data in zip(*(trace.get(name) or () for name in ("x", "y", "customdata")), strict=False):
            code, _, area = data.partition(" ") if isinstance(data, str) else ("", "", "")
            if y is not None and code == quarter and area in PLACES.versions:
                found[trace.get("legendgroup"), area] = (x, y, trace)
    for x, y, trace in found.values():
        _ring(figure, x, y, trace)


def _ring(figure: go.Figure, x: object, y: float, trace: Mapping[str, Any]) -> None:
    figure.add_scatter(
        x=[x],
        y=[y],
        xaxis=trace.get("xaxis"),
        yaxis=trace.get("yaxis"),
        mode="markers+text",
        marker={"symbol": "circle-open", "size": 17, "color": STRONG, "line": {"width": 2.5}},
        text=[t(texts.JUST_SENT)],
        textposition="top center",
        textfont={"color": STRONG},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )
