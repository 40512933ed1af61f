"""What all charts share: the colours, the sheet they are drawn on, and time along the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape
from typing import Any

import plotly.graph_objects as go

from data.model import Language, Period, Text, day_text
from data.places import PLACES

# Streamlit writes the theme's ten chart colours in place of these ten, the light ones or the dark ones; the page does
# not know which. The first is always the area looked at.
COLOURS = tuple(f"#{number:06d}" for number in range(1, 11))
GREY = "#8d8d8d"  # readable on both grounds
FAINT = "rgba(128,128,128,0.25)"
CONFIG: dict[str, Any] = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False}
SIZE = 12


def safe(text: str) -> str:
    """Text for Plotly, which takes tags for markup."""
    return escape(text, quote=False)


def said(lines: str) -> str:
    """Lines that appear beside a point: the first one bold."""
    first, *rest = safe(lines).split("\n")
    return "<br>".join([f"<b>{first}</b>", *rest])


def sheet(
    language: Language, height: int, *, right: int = 12, top: int = 12, bottom: int = 44, left: int = 8
) -> go.Figure:
    """An empty chart: numbers as the language writes them, no frame, nothing that needs a mouse to be read."""
    return go.Figure(
        layout={
            "height": height,
            "margin": {"l": left, "r": right, "t": top, "b": bottom},
            "separators": ",." if language == "vi" else ".,",
            "showlegend": False,
            "hovermode": "closest",
            "hoverlabel": {"align": "left", "namelength": -1},
            "dragmode": False,
            "font": {"size": SIZE},
        }
    )


def turns(spans: Sequence[Period]) -> list[tuple[float, date, int, int]]:
    """Where on the axis the number of provinces changed: position, first day, units before and after."""
    found = []
    for day in PLACES.days_of_change[1:]:
        before, after = len(PLACES.at(day - timedelta(days=1))), len(PLACES.at(day))
        at = next((i for i, span in enumerate(spans) if span.end >= day), None)
        if before == after or at is None or spans[0].start >= day:
            continue
        # Between two periods when the day is the first of one, else on the period it lies in.
        found.append((at - 0.5 if spans[at].start >= day else float(at), day, before, after))
    return found


def time_axis(figure: go.Figure, spans: Sequence[Period], language: Language, name: str = "xaxis") -> None:
    """Periods from left to right, one step each; the year stands under the first of its periods."""
    ticks, labels = [], []
    years = [span.year for span in spans]
    for i, span in enumerate(spans):
        first = i == 0 or years[i - 1] != span.year
        mark = span.short.in_(language).replace(str(span.year), "").strip(" /")
        if len(spans) > 24 and not first:
            continue
        # A year of one period would run into its neighbour's name.
        named = not mark or (first and (i + 1 == len(spans) or years[i + 1] == span.year))
        ticks.append(i)
        labels.append("<br>".join(filter(None, [mark, str(span.year) if named else ""])))
    figure.update_layout(
        {
            name: {
                "tickmode": "array", "tickvals": ticks, "ticktext": labels, "range": [-0.5, len(spans) - 0.5],
                "showgrid": False, "zeroline": False, "fixedrange": True, "tickangle": 0, "tickfont": {"size": 11},
            }
        }
    )  # fmt: skip


def rules(
    figure: go.Figure,
    spans: Sequence[Period],
    language: Language,
    *,
    x: str = "x",
    y: str = "y domain",
    word: bool = True,
) -> None:
    """A thin vertical rule on the day the provinces changed, with a word."""
    for at, day, before, after in turns(spans):
        figure.add_shape(
            type="line", xref=x, yref=y, x0=at, x1=at, y0=0, y1=1, layer="below",
            line={"width": 1, "color": GREY, "dash": "dot"},
        )  # fmt: skip
        if word:
            figure.add_annotation(
                xref=x, yref=y, x=at, y=1, text=Text(f"{day_text(day)}: {before} → {after} tỉnh", f"{day_text(day, 'en')}: {before} → {after} provinces").in_(language),
                showarrow=False, xanchor="right" if at > len(spans) / 3 else "left", yanchor="bottom", font={"size": 11, "color": GREY},
            )  # fmt: skip


def value_axis(figure: go.Figure, *, whole: bool, top: float | None, name: str = "yaxis", **more: Any) -> None:
    """Figures from zero upwards; a count is never shown cut off, and whole numbers get whole ticks."""
    ceiling = (top or 0) * 1.08 or 1
    figure.update_layout(
        {
            name: {
                "range": [0, ceiling], "fixedrange": True, "showgrid": True, "gridcolor": FAINT, "zeroline": True,
                "zerolinecolor": GREY, "tickformat": ",.0f" if whole or ceiling > 5 else ",.1f", "nticks": 6,
                "automargin": True, "tickfont": {"size": 11},
                **({"dtick": 1} if whole and ceiling <= 6 else {}), **more,
            }
        }
    )  # fmt: skip
