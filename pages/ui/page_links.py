"""Links from a figure to the page that follows it: profile, source, another chart."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

import plotly.graph_objects as go
import streamlit as st

from data.model import Grain, Language, Period
from data.places import PLACES, REGIONS, Boundary
from indicators.define import Measure
from pages.server.menu import EXPLORE
from pages.texts import compare as texts
from pages.ui.session import language

_SOURCE = "nguon-so-lieu?"
_CLICKED = {"marker": {"opacity": 1}}  # what is clicked leads away; the others need not fade
CHART_CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False}


def kept(boundary: Boundary, tongue: Language) -> dict[str, str]:
    """The choices that a link takes along."""
    units = {"don-vi": boundary.value} if boundary is Boundary.THEN else {}
    return units | ({"lang": "en"} if tongue == "en" else {})


def profile(key: str, boundary: Boundary, tongue: Language) -> str:
    """The address of a province's own page, from any other page."""
    return f"ho-so-tinh?{urlencode({'tinh': key} | kept(boundary, tongue))}"


def source(
    code: str, period: Period, area: str, boundary: Boundary, tongue: Language, split: str = "", item: str = ""
) -> str:
    """The address of the page that follows a figure to what was sent."""
    span = f"ky={period.grain}&{texts.SPAN_KEYS[period.grain]}={period.code}"
    return f"{_SOURCE}chi-tieu={code}&{span}&pham-vi={area}{_rest(boundary, tongue, split, item)}"


def _rest(boundary: Boundary, tongue: Language, split: str, item: str) -> str:
    # By the thousand on a page, so only what a sender may have typed is encoded; the rest are codes of ours.
    more = {"phan-to": split, "muc": item} if item else {}
    return "".join(f"&{urlencode({key: value})}" for key, value in (more | kept(boundary, tongue)).items())


def leads(
    code: str,
    points: Iterable[tuple[Period, str] | None],
    boundary: Boundary,
    tongue: Language,
    split: str = "",
    item: str = "",
) -> dict[str, Any]:
    """What a trace holds so that each of its points leads to its source: the address of all of them once, and of each
    point its period and area, for an address each would be a third of a chart; None leads nowhere."""
    return {
        "legendgroup": f"{_SOURCE}chi-tieu={code}{_rest(boundary, tongue, split, item)}",
        "customdata": ["" if point is None else f"{point[0].code} {point[1]}" for point in points],
        "selected": _CLICKED,
        "unselected": _CLICKED,
    }


def movements(measure: Measure, period: Period, boundary: Boundary, tongue: Language, area: str = "") -> str:
    """The address of who rose and who fell by a measure in a span, seen from an area."""
    grain = Grain.YTD if not measure.at_date and not measure.yearly else period.grain
    chosen = {"xem": "tang-giam", "chi-tieu": measure.code, "ky": str(grain), texts.SPAN_KEYS[grain]: period.code}
    if area in PLACES.versions:
        chosen["tinh"] = area
    elif area in REGIONS:
        chosen["nhom"] = area
    return f"{EXPLORE}?{urlencode(chosen | kept(boundary, tongue))}"


def clickable_chart(figure: go.Figure, key: str, alt: str, config: Mapping[str, Any] = CHART_CONFIG) -> Any:
    """A chart whose points can be clicked; what was clicked."""
    return st.plotly_chart(figure, key=key, config=dict(config), alt=alt, on_select="rerun", selection_mode="points")


def clicked(event: Any) -> str:
    """The province whose bar, dot, cell or area was clicked, by key, or ``."""
    points: list[Mapping[str, Any]] = event["selection"]["points"] if event else []
    held = next((point.get("customdata") for point in points), None)
    key = held[0] if isinstance(held, list | tuple) and held else held
    return key if isinstance(key, str) and key in PLACES.versions else ""


def to_profile(event: Any, boundary: Boundary) -> None:
    """Open the page of the province that was clicked, if one was."""
    if key := clicked(event):
        st.switch_page("province.py", query_params={"tinh": key} | kept(boundary, language()))


def to_source(event: Any, boundary: Boundary, chosen: Measure | None = None, period: Period | None = None) -> None:
    """Open the path of the figure that was clicked, if any: a point of a line that says its address, or a province."""
    points: list[Mapping[str, Any]] = event["selection"]["points"] if event else []
    point = points[0] if points else {}
    data, line = point.get("customdata"), point.get("legendgroup") or ""
    data = data[0] if isinstance(data, list | tuple) and data else data
    if isinstance(data, str) and data and line.startswith(_SOURCE):
        code, _, area = data.partition(" ")
        span = Period.parse(code)
        address = f"{line}&pham-vi={area}&ky={span.grain}&{texts.SPAN_KEYS[span.grain]}={code}"
    elif (key := clicked(event)) and chosen and period:
        address = source(chosen.code, period, key, boundary, language())
    else:
        return
    st.switch_page("trace.py", query_params=dict(parse_qsl(address.partition("?")[2], keep_blank_values=True)))
