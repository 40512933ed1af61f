"""A small map of today's provinces that the server draws, shaded by classes of colour.

The outlines are those of the large map, thinned to what a picture of this size can show; both archipelagos are drawn
and named. Nothing in it needs a script.
"""

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from itertools import pairwise

from data.model import Language
from data.places import PLACES
from pages.bulletin.pictures import picture
from pages.charts.choropleth import ATLASES, STATIC
from pages.texts import compare as texts

WIDE = 1200  # units of the drawing, so fine that whole numbers do; it is as large as its place allows
WEST, EAST, SOUTH, NORTH = 101.8, 117.6, 6.6, 23.6
NEAR = 6.5  # a corner nearer than that to the last one is left out
LEAST = 6  # an island smaller than that is drawn that large, or it would not be seen

Point = tuple[float, float]


def _mercator(lat: float) -> float:
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))


_SCALE = WIDE / (EAST - WEST)
HIGH = round(_SCALE * (_mercator(NORTH) - _mercator(SOUTH)))


def _at(lon: float, lat: float) -> Point:
    return (lon - WEST) * _SCALE, (_mercator(NORTH) - _mercator(lat)) * _SCALE


def _thinned(ring: Sequence[Sequence[float]]) -> list[Point]:
    corners = [_at(lon, lat) for lon, lat, *_ in ring]
    kept = corners[:1]
    for corner in corners[1:]:
        if math.dist(corner, kept[-1]) >= NEAR:
            kept.append(corner)
    return kept


def _drawn(ring: Sequence[Sequence[float]]) -> str:
    kept = [(round(x), round(y)) for x, y in _thinned(ring)]
    x, y = kept[0]
    if len(kept) < 3:
        return f"M{x - LEAST // 2} {y - LEAST // 2}h{LEAST}v{LEAST}h-{LEAST}z"
    steps = ((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(kept))
    return (
        f"M{x} {y}l"
        + "".join(
            f"{dx if n == 0 or dx < 0 else f' {dx}'}{dy if dy < 0 else f' {dy}'}" for n, (dx, dy) in enumerate(steps)
        )
        + "z"
    )


@lru_cache(maxsize=1)
def outlines() -> Mapping[str, str]:
    """The path of each province of today, by key."""
    keys = {unit.code: unit.key for unit in PLACES.current}
    with (STATIC / "geo" / f"{ATLASES[-1].name}.geojson").open(encoding="utf-8") as file:
        features = json.load(file)["features"]
    found = {}
    for each in features:
        kind, parts = each["geometry"]["type"], each["geometry"]["coordinates"]
        rings = [part[0] for part in (parts if kind == "MultiPolygon" else [parts])]
        found[keys[each["id"]]] = "".join(dict.fromkeys(map(_drawn, rings)))
    return found


def draw(shades: Mapping[str, str], name: str, language: Language) -> str:
    """The map as an image; `shades` give provinces (by key) the classes of their colours, the others have no figure."""
    by_shade: dict[str, str] = {}
    for key, path in outlines().items():
        by_shade[shades.get(key, "none")] = by_shade.get(shades.get(key, "none"), "") + path
    paths = "".join(f'<path class="{kind}" d="{path}"/>' for kind, path in by_shade.items())
    islands = ((112.0, 17.3, texts.HOANG_SA), (113.0, 8.3, texts.TRUONG_SA))
    words = "".join(
        f'<text class="ink" x="{x:.0f}" y="{y:.0f}" text-anchor="middle" font-size="32" font-family="sans-serif">'
        f"{escape(text.in_(language).partition(' (')[0])}</text>"
        for (x, y), text in ((_at(lon, lat), text) for lon, lat, text in islands)
    )
    inside = f'<g stroke="#8a8f96" stroke-width="1.5">{paths}</g>{words}'
    return picture(inside, WIDE, HIGH, name, "small-map", [*by_shade, "ink"])
