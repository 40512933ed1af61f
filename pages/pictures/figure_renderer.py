"""A chart of the pages drawn again with matplotlib, from the very figure that the page gives to Plotly.

The few forms that the pages draw are known here (lines, dots, bars, areas of a map, rules, words); each is put on the
sheet at the pixels where the browser puts it, so that what is hollow, hatched or dashed there is so on paper.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from data.model import Language
from pages.pictures.palette import INK, SOFT, colour, plain, shades_of, spread, step_of, wide, width
from pages.pictures.value_axis import Axis

# Nothing in a text is a formula; letters become outlines, so that a picture looks alike everywhere; the same chart
# gives the same bytes.
rcParams.update({"text.parse_math": False, "svg.fonttype": "path", "svg.hashsalt": "indicators"})
rcParams.update({"font.family": "DejaVu Sans", "hatch.linewidth": 0.8})

_KNOWN = {"scatter", "bar", "choropleth", "scattergeo"}
_DASH = {"dot": (0, (1.5, 2.2)), "dash": (0, (5, 3))}
_SYMBOLS = {"circle": "o", "square": "s", "x-thin": "x", "triangle-up": "^", "diamond": "D"}  # … and hollow: -open
_ACROSS = {"left": "left", "right": "right", "center": "center", "auto": "center"}
_UP = {"top": "top", "bottom": "bottom", "middle": "center", "auto": "center"}


class FigureRenderer:
    """A figure on a sheet of paper measured in pixels, upwards from its lower left corner."""

    def __init__(
        self, ax: Axes, figure: Mapping[str, Any], language: Language, left: float, bottom: float, across: float
    ) -> None:
        self.ax, self.language = ax, language
        self.layout: Mapping[str, Any] = figure["layout"]
        self.traces: Sequence[Mapping[str, Any]] = figure["data"]
        margin = self.layout["margin"]
        if strange := {t["type"] for t in self.traces} - _KNOWN:
            raise ValueError(f"no form on paper for {sorted(strange)}")  # rather than to leave it out
        drawn = (t for t in self.traces if t["type"] in ("scatter", "bar"))
        self.pairs = list(dict.fromkeys((t.get("xaxis", "x"), t.get("yaxis", "y")) for t in drawn))
        marked = (t for t in self.traces if isinstance(t.get("marker"), Mapping))
        bars = [t["marker"].get("colorbar") or t.get("colorbar") for t in marked]
        beside = [bar for bar in bars if bar and bar["x"] >= 1]
        over = max((40 + max(wide(plain(w), 11) for w in bar["ticktext"]) for bar in beside), default=0.0)
        self.x0, self.x1 = left + margin["l"], left + across - margin["r"] - over
        self.y0, self.y1 = bottom + margin["b"], bottom + self.layout["height"] - margin["t"]
        self.axes: dict[str, Axis] = {}
        for name in dict.fromkeys(y for _, y in self.pairs):
            self.axes[name] = self._axis(name, self.y0, self.y1 - self.y0)
        names = [wide(word, 11) for n, a in self.axes.items() if self._outer(n) for _, word in a.ticks(language)]
        self.x0 = max(self.x0, left + max(names, default=0.0) + 14)  # the room of what stands beside an axis
        for name in dict.fromkeys(x for x, _ in self.pairs):
            self.axes[name] = self._axis(name, self.x0, self.x1 - self.x0)

    def _outer(self, name: str) -> bool:
        """Whether the words of an upright axis stand at the left edge."""
        return any((self.layout.get(_long(x)) or {}).get("domain", (0, 1))[0] == 0 for x, y in self.pairs if y == name)

    def _axis(self, name: str, start: float, length: float) -> Axis:
        letter = name[0]
        mine = [t for t in self.traces if t.get(f"{letter}axis", letter) == name and t["type"] in ("scatter", "bar")]
        upright = any(t["type"] == "bar" and (t.get("orientation") == "h") == (letter == "x") for t in mine)
        values = [v for t in mine for v in t.get(letter, ())]
        return Axis(self.layout.get(_long(name)) or {}, start, length, values, upright)

    # What is asked of it

    def draw(self) -> None:
        for x, y in self.pairs:
            self._grid(self.axes[x], self.axes[y])
        for below in (True, False):
            for shape in self.layout.get("shapes", ()):
                if (shape.get("layer") == "below") is below:
                    self._shape(shape, 1 if below else 5)
            if below:
                self._traces()
        for note in self.layout.get("annotations", ()):
            self._note(note)
        if self.layout.get("showlegend"):
            self._legend()

    def write(self, x: float, y: float, text: str, size: float = 12, **how: Any) -> None:
        how = {"ha": "left", "va": "center", "color": INK} | how
        self.ax.text(x, y, text, fontsize=size, zorder=how.pop("zorder", 8), **how)

    def line(self, xs: Sequence[float], ys: Sequence[float], **how: Any) -> None:
        self.ax.add_line(Line2D(xs, ys, **how))

    # Its parts

    def _grid(self, x: Axis, y: Axis) -> None:
        for axis, other, upright in ((x, y, True), (y, x, False)):
            ends, given = (other.start, other.start + other.length), axis.settings
            last = upright and other.start > min(self.axes[v].start for h, v in self.pairs if self.axes[h] is x) + 1
            low, high = sorted((axis.low, axis.high))
            for at, word in axis.ticks(self.language):
                if given.get("showgrid", True) and not axis.names:
                    shade = colour(given.get("gridcolor", "rgba(128,128,128,0.25)"))
                    self._rule(upright, at, ends, color=shade, lw=0.8, zorder=0)
                if word and upright and not last:
                    self.write(at, y.start - 7, word, 11, ha="center", va="top", color=SOFT, linespacing=1.25)
                elif word and not upright and not (x.start > self.x0 + 1 and self._shared(axis)):
                    self.write(x.start - 7, at, word, 11, ha="right", color=INK if axis.names else SOFT)
            if given.get("zeroline") and not axis.names and low <= 0 <= high:
                self._rule(upright, axis.at(0), ends, color=colour(given.get("zerolinecolor")), lw=1, zorder=2)
            if upright and (title := (given.get("title") or {}).get("text")):
                self.write(x.start + x.length / 2, y.start - 26, plain(title), 12, ha="center", va="top", color=SOFT)

    def _shared(self, axis: Axis) -> bool:
        """Whether an upright axis is that of several columns, and so is written once."""
        return sum(self.axes[y] is axis for _, y in self.pairs) > 1

    def _rule(self, upright: bool, at: float, ends: tuple[float, float], **how: Any) -> None:
        self.line([at, at] if upright else list(ends), list(ends) if upright else [at, at], **how)

    def place(self, ref: str, value: Any, letter: str) -> float:
        """A place on the sheet, as shapes and words name it."""
        if ref == "paper":
            start, end = (self.x0, self.x1) if letter == "x" else (self.y0, self.y1)
            return float(start + float(value) * (end - start))
        name, _, domain = ref.partition(" ")
        room = (self.x0, self.x1 - self.x0) if letter == "x" else (self.y0, self.y1 - self.y0)
        axis = self.axes.get(name) or self._axis(name, *room)
        return axis.start + float(value) * axis.length if domain else axis.at(value)

    def _shape(self, shape: Mapping[str, Any], level: int) -> None:
        xs = [self.place(shape.get("xref", "x"), shape[end], "x") for end in ("x0", "x1")]
        ys = [self.place(shape.get("yref", "y"), shape[end], "y") for end in ("y0", "y1")]
        line = shape.get("line", {})
        how = {"lw": line.get("width", 1), "ls": _DASH.get(line.get("dash", ""), "-"), "zorder": level}
        if shape["type"] == "line":
            self.line(xs, ys, color=colour(line.get("color")), **how)
        else:
            face = colour(shape["fillcolor"]) if "fillcolor" in shape else "none"
            edge = colour(line.get("color")) if how["lw"] else "none"
            self.ax.add_patch(Rectangle((xs[0], ys[0]), xs[1] - xs[0], ys[1] - ys[0], fc=face, ec=edge, **how))

    def _note(self, note: Mapping[str, Any]) -> None:
        x = self.place(note.get("xref", "x"), note["x"], "x") + note.get("xshift", 0)
        y = self.place(note.get("yref", "y"), note["y"], "y") + note.get("yshift", 0)
        font = note.get("font", {})
        across, up = _ACROSS[note.get("xanchor", "auto")], _UP[note.get("yanchor", "auto")]
        self.write(x, y, plain(note["text"]), font.get("size", 12), ha=across, va=up, color=colour(font.get("color")))

    def _legend(self) -> None:
        named = [t for t in self.traces if t.get("showlegend", True) and t.get("name")]
        x, y = self.x0, self.y0 - 44.0
        for trace in named:
            words = plain(trace["name"])
            room = width(words, 11) + 34
            if x > self.x0 and x + room > self.x1:
                x, y = self.x0, y - 20
            shade = colour(trace.get("marker", {}).get("color") or trace.get("line", {}).get("color"))
            self.ax.add_patch(Rectangle((x, y - 5), 11, 11, fc=shade, ec="none", zorder=8))
            self.write(x + 17, y, words, 11)
            x += room

    def _traces(self) -> None:
        heaps: dict[tuple[str, str, Any, bool], float] = {}
        for trace in self.traces:
            if trace["type"] == "scatter":
                self._scatter(trace)
            elif trace["type"] == "bar":
                self._bars(trace, heaps)

    def _scatter(self, trace: Mapping[str, Any]) -> None:
        x, y = self.axes[trace.get("xaxis", "x")], self.axes[trace.get("yaxis", "y")]
        seen = float(trace.get("opacity", 1))
        pairs = zip(trace["x"], trace["y"], strict=True)
        points = [None if h is None or v is None else (x.at(h), y.at(v)) for h, v in pairs]
        if "lines" in trace["mode"]:
            line = trace["line"]
            how = {"color": colour(line["color"]), "lw": line.get("width", 2), "solid_capstyle": "round"}
            how["ls"] = _DASH.get(line.get("dash", ""), "-")
            for run in _runs(points):
                self.line(*zip(*run, strict=True), alpha=seen, zorder=3, **how)
        if "markers" in trace["mode"]:
            self.dots(points, trace.get("marker", {}), seen, (trace.get("line") or {}).get("color"))
        if "text" in trace["mode"]:  # ※ over a figure that was explained, «9 tháng» over a year that is not over
            self._words(points, trace)

    def _words(self, points: Sequence[tuple[float, float] | None], trace: Mapping[str, Any]) -> None:
        """Words over the points of a trace."""
        font, over = trace.get("textfont") or {}, 5 + (trace.get("marker") or {}).get("size", 0) / 2
        for at, word in zip(points, spread(trace["text"], len(points)), strict=True):
            if at is not None and word:
                self.write(
                    at[0],
                    at[1] + over,
                    plain(word),
                    font.get("size", 12),
                    ha="center",
                    va="bottom",
                    color=colour(font.get("color")),
                )

    def _bars(self, trace: Mapping[str, Any], heaps: dict[tuple[str, str, Any, bool], float]) -> None:
        lying, names = trace.get("orientation") == "h", (trace.get("xaxis", "x"), trace.get("yaxis", "y"))
        x, y = self.axes[names[0]], self.axes[names[1]]
        along, across = (x, y) if lying else (y, x)
        sizes, places = (trace["x"], trace["y"]) if lying else (trace["y"], trace["x"])
        marker, half = trace["marker"], (1 - self.layout.get("bargap", 0.2)) / 2
        shades = shades_of(marker, len(sizes))
        hatched = spread((marker.get("pattern") or {}).get("shape", ""), len(sizes))
        fore = colour((marker.get("pattern") or {}).get("fgcolor"))
        inks = spread((trace.get("textfont") or {}).get("color"), len(sizes))
        for n, (size, place) in enumerate(zip(sizes, places, strict=True)):
            if size is None:
                continue
            key = (*names, place, size < 0)
            heap = heaps.get(key, 0.0) if self.layout.get("barmode") == "stack" else 0.0
            base = trace["base"][n] if "base" in trace else heap
            heaps[key] = base + size
            ends = sorted((along.at(base), along.at(base + size)))
            sides = sorted((across.at(across.number(place) - half), across.at(across.number(place) + half)))
            low, high = zip(ends, sides, strict=True) if lying else zip(sides, ends, strict=True)
            box = (low, high[0] - low[0], high[1] - low[1])
            edge = marker.get("line") or {}
            outline = colour(edge["color"]) if edge else "none"
            self.ax.add_patch(Rectangle(*box, fc=shades[n], ec=outline, lw=edge.get("width", 0), zorder=3))
            if hatched[n]:
                self.ax.add_patch(Rectangle(*box, fc="none", ec=fore, lw=0, hatch="///", zorder=3.5))
            if trace.get("text"):
                word, middle = plain(trace["text"][n]), (low[1] + high[1]) / 2
                if trace.get("textposition") == "inside":
                    self.write((low[0] + high[0]) / 2, middle, word, 11, ha="center", color=colour(inks[n]))
                elif size < 0:
                    self.write(low[0] - 5, middle, word, 11, ha="right")
                else:
                    self.write(high[0] + 5, middle, word, 11)
        if bar := marker.get("colorbar"):
            self.key_of(bar, marker["colorscale"])

    def dots(
        self, points: Sequence[tuple[float, float] | None], marker: Mapping[str, Any], seen: float, usual: str | None
    ) -> None:
        """The marks of a trace, hollow where the page has them hollow."""
        count = len(points)
        shades, signs = spread(marker.get("color", usual), count), spread(marker.get("symbol", "circle"), count)
        sizes, strengths = spread(marker.get("size", 6), count), spread(marker.get("opacity", 1), count)
        for at, shade, sign, size, strength in zip(points, shades, signs, sizes, strengths, strict=True):
            if at is not None and size >= 1:
                hollow = sign.endswith("-open")
                self.line(
                    [at[0]],
                    [at[1]],
                    ls="",
                    marker=_SYMBOLS[sign.removesuffix("-open")],
                    ms=size * (0.8 if sign.startswith("diamond") else 1),
                    mec=colour(shade),
                    mfc="white" if hollow else colour(shade),
                    mew=2 if hollow or sign == "x-thin" else 0,
                    alpha=seen * strength,
                    zorder=4,
                )

    def key_of(self, bar: Mapping[str, Any], steps: Sequence[Sequence[Any]]) -> None:
        """The classes of a scale, with what each holds."""
        x, top = self.place("paper", bar["x"], "x"), self.place("paper", bar["y"], "y")
        each = bar["len"] / len(bar["tickvals"])
        for n, word in enumerate(bar["ticktext"]):
            low = top - bar["len"] + n * each
            shade = step_of(steps, (n + 0.5) / len(bar["tickvals"]))
            self.ax.add_patch(Rectangle((x, low), bar["thickness"], each, fc=shade, ec="none", zorder=6))
            self.write(x + bar["thickness"] + 6, low + each / 2, plain(word), 11)


def _runs(points: Iterable[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """The stretches of a line between its gaps."""
    runs = (run for is_gap, run in groupby(points, lambda point: point is None) if not is_gap)
    return [[point for point in run if point is not None] for run in runs]


def _long(short: str) -> str:
    return f"{short[0]}axis{short[1:]}"
