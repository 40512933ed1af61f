"""Where a province lies: a small map with both archipelagos, the province's own area drawn over the country's.

The country is a file that a browser keeps, made of the large map's outlines by `python -m pages.sections.locator`.
"""

import json
import math
from base64 import b64encode
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from html import escape
from itertools import pairwise

from data.model import Language, Text
from pages.charts.choropleth import ATLASES, STATIC, BoundarySet, address, atlas, holder, outlines
from pages.texts import briefing as texts
from pages.texts.compare import CREDIT

WIDE = 170
WEST, EAST, SOUTH, NORTH = 101.8, 117.6, 6.6, 23.6  # degrees, as on the large map
SCALE = WIDE / (EAST - WEST)
ISLAND = "h2v2h-2z"  # what would be less than a dot is one
# A picture apart from the page, which asks the reader's system itself whether to be light or dark.
INK = (
    "<style>.country{fill:#bdbab3;stroke:#fff;stroke-width:.4}text{fill:#6b6862}"
    ".own{fill:#9a1b2b;stroke:#9a1b2b;stroke-width:1.4;stroke-linejoin:round}@media(prefers-color-scheme:dark)"
    "{.country{fill:#4a5058;stroke:#14171b}text{fill:#a9b1bc}.own{fill:#f0808b;stroke:#f0808b}}</style>"
)
NAMES = (
    (112.0, 17.7, Text("QĐ. Hoàng Sa", "Hoàng Sa Is.")),
    (114.4, 12.4, Text("QĐ. Trường Sa", "Trường Sa Is.")),
)


def _north(lat: float) -> float:
    """Degrees of latitude as Mercator's projection stretches them."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))


HIGH = round((_north(NORTH) - _north(SOUTH)) * SCALE)


def _at(lon: float, lat: float) -> tuple[int, int]:
    return round((lon - WEST) * SCALE), round((_north(NORTH) - _north(lat)) * SCALE)


@lru_cache(maxsize=2)
def _paths(name: str) -> dict[str, str]:
    """The area of each code as an SVG path of whole pixels."""
    features = json.loads((STATIC / "geo" / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
    found = {}
    for each in features:
        parts = each["geometry"]["coordinates"]
        parts = parts if each["geometry"]["type"] == "MultiPolygon" else [parts]
        found[each["id"]] = "".join(dict.fromkeys(_ring([_at(*point) for point in part[0]]) for part in parts))
    return found


def _ring(points: list[tuple[int, int]]) -> str:
    steps = [points[0]]
    for point in points[1:]:
        if point != steps[-1]:
            steps.append(point)
    x, y = steps[0]
    if len(steps) < 4:
        return f"M{x} {y}{ISLAND}"
    moves = " ".join(f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(steps))
    return f"M{x} {y}l{moves}z"


def _svg(inside: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" height="{HIGH}">{inside}</svg>'


def country(of: BoundarySet) -> str:
    """The whole country on the units of a list."""
    return _svg(f'{INK}<g class="country">{_all(_paths(of.name).values())}</g>\n')


def _all(paths: Iterable[str]) -> str:
    return "".join(f'<path d="{path}"/>' for path in paths)


def draw(key: str, name: str, day: date, language: Language) -> str:
    """HTML: the country, over it the province that has the key on a day, and the names of both archipelagos."""
    of = atlas(day)
    own = [_paths(of.name)[one.code] for one in outlines(of) if holder(one.key, day) == key]
    labels = "".join(
        f'<text x="{x}" y="{y}" text-anchor="middle" font-family="sans-serif" font-size="9">{text.in_(language)}</text>'
        for (x, y), text in ((_at(lon, lat), text) for lon, lat, text in NAMES)
    )
    over = _svg(f'{INK}<g class="own">{_all(own)}</g>{labels}')
    said = escape(texts.LOCATOR.in_(language).format(area=name))
    ground = f"background-image: url({address(f'geo/locator_{of.name[-2:]}.svg')})"
    return (
        f'<div class="locator"><div class="country" style="{ground}">'
        f'<img alt="{said}" src="data:image/svg+xml;base64,{b64encode(over.encode()).decode()}" width="{WIDE}" height="{HIGH}">'
        f"</div><small>{CREDIT}</small></div>"
    )


if __name__ == "__main__":
    for each in ATLASES:
        (STATIC / "geo" / f"locator_{each.name[-2:]}.svg").write_text(country(each), encoding="utf-8")
