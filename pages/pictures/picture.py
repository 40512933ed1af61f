"""A picture of a chart or map to take away: PNG or SVG, with all that it needs to be understood alone."""

import io
import threading
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
from matplotlib.figure import Figure

from pages.pictures.figure_renderer import FigureRenderer
from pages.pictures.map_renderer import MapRenderer
from pages.pictures.palette import INK, SOFT, plain, width
from pages.pictures.picture_frame import DEMO, Around, Kind

EDGE = 24  # pixels of white around a picture
SHARPNESS = 2  # pixels of a PNG for each of these
one_at_a_time = threading.Lock()  # matplotlib's fonts are not for two threads at once


def picture(figure: go.Figure, around: Around, kind: Kind) -> bytes:
    """The same figure and words always give the same bytes of SVG."""
    with one_at_a_time, warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # a box for a sign that the font lacks, as on a page
        return _drawn(figure.to_plotly_json(), around, kind)


def render(plate: FigureRenderer) -> None:
    """The map, where the figure is one, and everything else on it."""
    if "geo" in plate.layout:
        MapRenderer(plate).draw()
    plate.draw()


def _drawn(figure: Mapping[str, Any], around: Around, kind: Kind) -> bytes:
    room = around.across - 2 * EDGE
    head = [(line, 18.0, True, INK) for line in folded(plain(around.title), 18, room, bold=True)]
    head += [(line, 12.5, False, SOFT) for line in folded(plain(around.subtitle), 12.5, room)]
    notes = [*around.notes, *hover_texts(figure)]
    foot = [(line, 10.5, False, SOFT) for note in notes for line in folded(plain(note), 10.5, room)]
    foot += [(line, 10.5, False, INK) for line in folded(plain(around.source), 10.5, room)]
    if around.demo:
        head.insert(0, (DEMO.in_(around.language), 12.0, True, "#9a1b2b"))
    top, below = _height(head) + 14, _height(foot) + 12
    tall = EDGE + top + figure["layout"]["height"] + below + EDGE
    sheet = Figure(figsize=(around.across / 72, tall / 72), dpi=72, facecolor="white")
    ax = sheet.add_axes((0, 0, 1, 1), xlim=(0, around.across), ylim=(0, tall))
    ax.set_axis_off()
    plate = FigureRenderer(ax, figure, around.language, EDGE, EDGE + below, room)
    render(plate)
    _lines(plate, head, tall - EDGE)
    _lines(plate, foot, EDGE + below - 8)
    if around.demo:
        how = {"ha": "center", "color": "#9a1b2b", "alpha": 0.1, "rotation": 24, "zorder": 9}
        plate.write(around.across / 2, tall / 2, DEMO.in_(around.language), 64, **how)
    out, named = io.BytesIO(), plain(around.title)
    if kind == "svg":
        sheet.savefig(out, format="svg", metadata={"Title": named, "Date": None, "Creator": None})
    else:
        sheet.savefig(out, format="png", dpi=72 * SHARPNESS, metadata={"Title": named, "Software": None})
    return out.getvalue()


def hover_texts(figure: Mapping[str, Any]) -> list[str]:
    """What the page says only where one points: why a series is not quite the same, what a plan asks for."""
    marks = {"triangle-up-open": "△", "diamond-open": "◇"}
    found = []
    for trace in figure["data"]:
        sign = trace.get("marker", {}).get("symbol") if trace["type"] == "scatter" else None
        if isinstance(sign, str) and sign in marks:
            found += [f"{marks[sign]} {plain(words)}".replace("\n", " ") for words in trace["hovertext"]]
    return list(dict.fromkeys(found))


def folded(text: str, size: float, room: float, bold: bool = False) -> list[str]:
    """Words in lines that fit; a word that is longer than a line is cut."""
    lines = []
    for piece in text.split("\n"):
        line = ""
        for word in piece.split():
            while width(word, size, bold) > room:
                cut = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or width(word[:n], size, bold) <= room)
                lines += [line] * bool(line) + [word[:cut]]
                line, word = "", word[cut:]
            longer = f"{line} {word}".strip()
            if line and width(longer, size, bold) > room:
                lines.append(line)
                longer = word
            line = longer
        lines += [line] * bool(line)
    return lines


def _height(lines: Sequence[tuple[str, float, bool, str]]) -> float:
    return sum(size * 1.4 for _, size, *_ in lines)


def _lines(plate: FigureRenderer, lines: Sequence[tuple[str, float, bool, str]], y: float) -> None:
    for text, size, bold, shade in lines:
        plate.write(EDGE, y, text, size, va="top", color=shade, weight="bold" if bold else "normal")
        y -= size * 1.4
