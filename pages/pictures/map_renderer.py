"""The map of a figure on paper: outlines from our own files, by Mercator's projection."""

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

from pages.pictures.figure_renderer import FigureRenderer
from pages.pictures.palette import ROOT, colour, on_page, plain, step_of

CORNER = 1.0  # pixels between two corners that are told apart
GEO = ROOT / "pages" / "static" / "geo"


class MapRenderer:
    """The map of a plate: outlines by Mercator's projection, as large as the frame allows."""

    def __init__(self, plate: FigureRenderer) -> None:
        self.plate, frame = plate, plate.layout["geo"]
        (west, east), (south, north) = frame["lonaxis"]["range"], frame["lataxis"]["range"]
        self.scale = min((plate.x1 - plate.x0) / (east - west), (plate.y1 - plate.y0) / (_north(north) - _north(south)))
        self.west, self.south = west, _north(south)
        self.left = plate.x0 + ((plate.x1 - plate.x0) - self.scale * (east - west)) / 2
        self.low = plate.y0 + ((plate.y1 - plate.y0) - self.scale * (_north(north) - self.south)) / 2

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        return self.left + (lon - self.west) * self.scale, self.low + (_north(lat) - self.south) * self.scale

    def draw(self) -> None:
        """Nothing, where the figure is no map."""
        for trace in self.plate.traces:
            if trace["type"] == "choropleth":
                self._areas(trace)
            elif trace["type"] == "scattergeo":
                points = [self.at(lon, lat) for lon, lat in zip(trace["lon"], trace["lat"], strict=True)]
                if trace["mode"] == "markers":
                    self.plate.dots(points, trace["marker"], 1.0, None)
                words, sides = trace.get("text", ()), trace.get("textposition", ())
                for (x, y), text, where in zip(points, words, sides, strict=False):
                    side = {"left": "right", "right": "left"}.get(where.split()[-1], "center")
                    font = trace["textfont"]
                    self.plate.write(x, y, plain(text), font["size"], ha=side, color=colour(font["color"]))

    def _areas(self, trace: Mapping[str, Any]) -> None:
        shapes, line = _outlines(Path(str(trace["geojson"])).stem), trace["marker"]["line"]
        steps = trace["colorscale"]
        ends = (trace.get("zmin", 0), trace.get("zmax", 1))
        for code, z in zip(trace["locations"], trace["z"], strict=True):
            parts = [[self.at(lon, lat) for lon, lat in ring] for ring in shapes[code]]
            parts = [_seen(ring) for ring in parts] if on_page.get() else parts
            corners = [corner for ring in parts for corner in ring]
            lines = ((Outline.MOVETO, *[Outline.LINETO] * (len(ring) - 2), Outline.CLOSEPOLY) for ring in parts)
            moves = [move for ring in lines for move in ring]
            face = step_of(steps, (z - ends[0]) / ((ends[1] - ends[0]) or 1))
            how = {"fc": face, "ec": colour(line["color"]), "lw": line["width"]}
            self.plate.ax.add_patch(PathPatch(Outline(corners, moves), zorder=3, **how))
        if bar := trace.get("colorbar"):
            self.plate.key_of(bar, steps)


def _seen(ring: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """A ring without the corners that no screen shows; a small island keeps its own."""
    found = [ring[0]]
    for corner in ring[1:-1]:
        if math.dist(corner, found[-1]) >= CORNER:
            found.append(corner)
    return [*found, ring[-1]] if len(found) > 2 else list(ring)


def _north(lat: float) -> float:
    """Degrees of latitude as the projection stretches them."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))


@lru_cache(maxsize=4)
def _outlines(name: str) -> Mapping[str, list[list[list[float]]]]:
    """The rings of each area of one of our own files, by code."""
    known = {path.stem: path for path in GEO.glob("*.geojson")}
    features = json.loads(known[name].read_text(encoding="utf-8"))["features"]
    found = {}
    for each in features:
        kind, parts = each["geometry"]["type"], each["geometry"]["coordinates"]
        found[each["id"]] = [ring for part in (parts if kind == "MultiPolygon" else [parts]) for ring in part]
    return found
