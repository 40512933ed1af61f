"""The map: an area for each province, coloured by its figure; both archipelagos are always drawn and named.

The outlines are two files of static/geo, one for the list of units that held until 30 June 2025 and one for the list
since, unchanged. Seven codes passed to other provinces on that day, so an area is found by (list, code), never by code
or name alone. The browser fetches a file once; Plotly would ask a server of its own for a world map, a stub stands in
for it.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import plotly.graph_objects as go
import streamlit as st

from data.model import Language, day_text
from data.places import PLACES
from indicators.engine.answer import Answer, Row
from pages.charts.axis import TALL, ChartBuilder, colour_of, hover_lines
from pages.charts.colour_scale import GROUND, NO_FIGURE, STRONG, Scale, scale
from pages.charts.ranking import exact, ranks, standing
from pages.texts import compare as texts
from pages.ui.formats import EXPLAINED
from pages.ui.page_links import CHART_CONFIG
from pages.ui.sentences import hover

STATIC = Path(__file__).parents[1] / "static"
BORDER = {"color": "#7a7a7a", "width": 0.5}  # grey, so that small islands show on pale colours and on both grounds
HEIGHT = TALL + 20
# Fixed, so that no choice cuts the islands off.
FRAME = {
    "visible": False,
    "bgcolor": "rgba(0,0,0,0)",
    "projection": {"type": "mercator"},
    "lonaxis": {"range": [101.8, 117.6]},
    "lataxis": {"range": [6.6, 23.6]},
}


class BoundarySet(NamedTuple):
    """The outlines of one list of units: the file's name, and the first day of the list."""

    name: str
    since: date


ATLASES = (BoundarySet("provinces_63", date(2008, 8, 1)), BoundarySet("provinces_34", date(2025, 7, 1)))


class Outline(NamedTuple):
    """An area of a file: its code, the unit it was drawn for, a point inside its largest part."""

    code: str
    key: str
    at: tuple[float, float]


def atlas(day: date) -> BoundarySet:
    """The outlines of a day."""
    return next((one for one in reversed(ATLASES) if one.since <= day), ATLASES[0])


@lru_cache(maxsize=4)
def outlines(boundaries: BoundarySet) -> tuple[Outline, ...]:
    """The areas of a file. Raises KeyError for a code that its list does not have."""
    keys = {unit.code: unit.key for unit in PLACES.at(boundaries.since)}
    with (STATIC / "geo" / f"{boundaries.name}.geojson").open(encoding="utf-8") as file:
        features = json.load(file)["features"]
    return tuple(Outline(each["id"], keys[each["id"]], _middle(each["geometry"])) for each in features)


def _middle(geometry: Mapping[str, Any]) -> tuple[float, float]:
    """The centre of the largest part."""
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return max((_centre(part[0]) for part in parts), key=lambda found: found[0])[1]


def _centre(ring: list[list[float]]) -> tuple[float, tuple[float, float]]:
    """The area of a ring and its centre of gravity."""
    double = x = y = 0.0
    for (x0, y0), (x1, y1) in pairwise(ring):
        cross = x0 * y1 - x1 * y0
        double, x, y = double + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return abs(double) / 2, (x / (3 * double), y / (3 * double))


def holder(key: str, day: date) -> str:
    """The unit that has an area on a day: the one it was drawn for, or what that has become."""
    while not PLACES.alive(key, day) and (successor := PLACES.versions[key][-1].successor):
        key = successor
    return key


def address(path: str) -> str:
    """Where the browser finds a file of ours."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"{'/' + base if base else ''}/app/static/{path}"


def config() -> dict[str, Any]:
    """Plotly's settings, with the stub in place of its map of the world."""
    return CHART_CONFIG | {"topojsonURL": address("topo/")}


def figure(answer: Answer, day: date, language: Language, chosen: Sequence[str] = ()) -> go.Figure:
    """The areas of a day: coloured where there is a figure, grey where there is none, a hollow circle where it is not
    all."""
    measure, of, rows = answer.measure, atlas(day), {row.key: row for row in answer.rows}
    areas = [(outline, rows.get(holder(outline.key, day))) for outline in outlines(of)]
    known = [(outline, row, row.value) for outline, row in areas if row and row.value is not None]
    classes = scale([value for *_, value in known], measure, language)
    places = ranks({row.key: row.value or 0 for row in answer.rows if exact(row)}, measure.direction)
    sheet = ChartBuilder(language, HEIGHT, top=0, bottom=0, left=0, right=0)
    plain = {"marker": {"opacity": 1}}
    shared = {
        "geojson": address(f"geo/{of.name}.geojson"),
        "featureidkey": "id",
        "selected": plain,
        "unselected": plain,
    }
    bar = {"x": 0.6, "xanchor": "left", "y": 0.99, "yanchor": "top", "len": 150, "lenmode": "pixels"}
    sheet.draw(
        "choropleth",
        locations=[outline.code for outline, *_ in known],
        z=[classes.of(value) for *_, value in known],
        customdata=[row.key for _, row, _ in known],
        marker={"line": BORDER},
        hovertext=[hover_lines(_hover_text(answer, row, places, language)) for _, row, _ in known],
        **classes.drawn(**bar),
        **shared,
    )
    rest = [(outline, row) for outline, row in areas if row is None or row.value is None]
    sheet.draw(
        "choropleth",
        locations=[outline.code for outline, _ in rest],
        z=[0] * len(rest),
        showscale=False,
        customdata=[row.key if row else holder(outline.key, day) for outline, row in rest],
        marker={"line": BORDER},
        colorscale=[[0, NO_FIGURE], [1, NO_FIGURE]],
        hovertext=[
            hover_lines(_hover_text(answer, row, places, language) if row else _nothing(outline, day, language))
            for outline, row in rest
        ],
        **shared,
    )
    _signs(sheet, known, classes)
    for key in chosen:
        own = [outline for outline, row in areas if row and row.key == key]
        line = {"color": colour_of(key, chosen), "width": 3}
        clear = [[0, "rgba(0,0,0,0)"], [1, "rgba(0,0,0,0)"]]
        sheet.draw(
            "choropleth",
            locations=[outline.code for outline in own],
            z=[0] * len(own),
            showscale=False,
            colorscale=clear,
            marker={"line": line},
            hoverinfo="skip",
            hovertemplate=None,
            **shared,
        )
    # The second name ends at the frame, so that no narrow screen cuts it off.
    sheet.draw(
        "scattergeo",
        mode="text",
        lon=[112.0, 117.5],
        lat=[17.45, 12.25],
        text=[texts.HOANG_SA.in_(language), texts.TRUONG_SA.in_(language)],
        textposition=["middle center", "middle left"],
        textfont={"size": 11, "color": STRONG},
        hoverinfo="skip",
        hovertemplate=None,
    )
    sheet.write(
        texts.CREDIT, xref="paper", yref="paper", x=0.99, y=0.005, xanchor="right", yanchor="bottom", font={"size": 10}
    )
    sheet.set(geo=FRAME)
    return sheet.figure()


def _signs(sheet: ChartBuilder, known: Sequence[tuple[Outline, Row, float]], classes: Scale) -> None:
    """A hollow circle on what is not all there or not exact, a sign on what was asked about and explained."""
    hollow = [outline for outline, row, _ in known if not exact(row)]
    ring = {"symbol": "circle-open", "size": 9, "color": STRONG, "line": {"width": 2}}
    told = [outline for outline, row, _ in known if row.reasons]
    inks = [GROUND if 2 * classes.of(z) >= len(classes.colours) else STRONG for _, row, z in known if row.reasons]
    sign = {"text": [EXPLAINED] * len(told), "textfont": {"size": 15, "color": inks}}
    for areas, shown in ((hollow, {"mode": "markers", "marker": ring}), (told, {"mode": "text", **sign})):
        at = {"lon": [outline.at[0] for outline in areas], "lat": [outline.at[1] for outline in areas]}
        sheet.draw("scattergeo", hoverinfo="skip", hovertemplate=None, **at, **shown)


def _hover_text(answer: Answer, row: Row, places: Mapping[str, int], language: Language) -> str:
    """What an area says: its figure, its state, its rank among the complete ones."""
    told = hover(answer.measure, row, [], language)
    if row.key in places:
        return f"{told}\n{texts.RANK.in_(language)} {places[row.key]}/{len(places)}"
    return told if standing(row, language) in told else f"{told}\n{standing(row, language)}"


def _nothing(outline: Outline, day: date, language: Language) -> str:
    """An area outside the region that was asked for."""
    return f"{PLACES.version(holder(outline.key, day), day).name}\n{texts.NO_FIGURE.in_(language)}"


def footnotes(day: date, language: Language) -> list[str]:
    """What the marks mean, whose units they are, and the line that the outlines' licence asks for."""
    count = len({holder(outline.key, day) for outline in outlines(atlas(day))})
    return [
        texts.MAP_MARKS.in_(language),
        f"{texts.MAP_UNITS.in_(language).format(count=count, day=day_text(day, language))} {texts.ISLANDS_BIGGER.in_(language)}",
        texts.ATTRIBUTION[atlas(day).name].in_(language),
    ]
