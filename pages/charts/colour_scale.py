"""Figures sorted into a few classes with a colour each, for maps and heat maps.

Provincial figures are skewed: on an even scale a handful of large provinces is dark and all others look the same. The
classes hold about as many provinces each, between round numbers, and say in words from where to where they reach.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import quantiles
from typing import Any, NamedTuple

from data.model import Language, Text, number_text
from indicators.define import Measure, Nature
from pages.charts.axis import INK

# Streamlit writes the sequential and diverging colours of .streamlit/config.toml in place of these.
SEQUENTIAL = tuple(f"#{number:06d}" for number in range(11, 21))
DIVERGING = tuple(f"#{number:06d}" for number in range(21, 31))
GROUND, STRONG = "#000038", INK  # the page's colour, and one near that of its text
NO_FIGURE = "rgba(128,128,128,0.32)"
CLASSES = 5


class Scale(NamedTuple):
    """Classes: where each but the first begins, what they are called, their colours."""

    edges: tuple[float, ...]
    names: tuple[str, ...]
    colours: tuple[str, ...]

    def of(self, value: float) -> int:
        return bisect_right(self.edges, value)

    def drawn(self, **place: Any) -> dict[str, Any]:
        """What a trace needs to colour its `z`, the class, and to explain it by a bar of the colours."""
        count = len(self.colours)
        steps = [[at / count, colour] for n, colour in enumerate(self.colours) for at in (n, n + 1)]
        bar = {
            "tickmode": "array",
            "tickvals": list(range(count)),
            "ticktext": list(self.names),
            "ticks": "",
            "thickness": 14,
            "outlinewidth": 0,
            "tickfont": {"size": 11, "color": STRONG},
            **place,
        }
        return {"colorscale": steps, "zmin": -0.5, "zmax": count - 0.5, "colorbar": bar}

    def marker(self, **place: Any) -> dict[str, Any]:
        """The same for bars."""
        drawn = self.drawn(**place)
        names = {"colorscale": "colorscale", "cmin": "zmin", "cmax": "zmax", "colorbar": "colorbar"}
        return {name: drawn[of] for name, of in names.items()} | {"showscale": True}


def scale(values: Sequence[float], measure: Measure, language: Language) -> Scale:
    """The classes for these figures. Growth has zero in the middle; none of a count is a class of its own."""
    if measure.growth_of:
        edges, colours = _around_zero(values), [DIVERGING[n] for n in (1, 2, 4, 5, 7, 8)]
        return Scale(tuple(edges), tuple(_names(edges, False, False, language)), tuple(colours))
    kinds = sorted(set(values))
    if len(kinds) <= CLASSES:  # so few different figures that each is a class
        edges = kinds[1:]
        names = [number_text(value, language) for value in kinds] or [""]
        return Scale(tuple(edges), tuple(names), _colours(len(names)))
    none = kinds[0] == 0 and measure.kind not in (Nature.RATIO, Nature.INDEX)
    known = [value for value in values if value or not none]
    cuts = quantiles(known, n=CLASSES, method="inclusive")
    rounded = {_round(cut, max(known) - min(known)) for cut in cuts}
    edges = sorted(edge for edge in rounded if min(known) < edge <= max(known))
    edges += _further(known, edges)
    if none:
        edges = [1.0 if measure.whole else math.ulp(0.0), *(edge for edge in edges if edge > 1 or not measure.whole)]
    return Scale(tuple(edges), tuple(_names(edges, measure.whole, none, language)), _colours(len(edges) + 1))


def _further(known: Sequence[float], edges: Sequence[float]) -> list[float]:
    """Where many equal figures left too few classes, more cuts above them, so that the highest stand out."""
    higher = sorted({value for value in known if edges and value > edges[-1]})
    room = CLASSES - 1 - len(edges)
    return higher[:: math.ceil(len(higher) / room)] if room > 0 else []


def _colours(count: int) -> tuple[str, ...]:
    if count == 1:
        return (SEQUENTIAL[4],)
    return tuple(SEQUENTIAL[round(1 + 8 * n / (count - 1))] for n in range(count))


def _round(value: float, reach: float = 0) -> float:
    """To two digits that mean something, to more where all figures lie within a short reach of each other."""
    if value == 0:
        return 0.0
    near = -math.floor(math.log10(reach / 20)) if reach else -99
    return round(value, max(1 - math.floor(math.log10(abs(value))), near))


def _around_zero(values: Sequence[float]) -> list[float]:
    sizes = sorted(abs(value) for value in values) or [0.0]
    step = _round(sizes[int(0.9 * (len(sizes) - 1))] / 2.5) or 1.0
    return [-2 * step, -step, 0.0, step, 2 * step]


def _names(edges: Sequence[float], whole: bool, none: bool, language: Language) -> list[str]:
    """`1 – 119`, `120 – 299`, `từ 300`; where figures have decimals, to below the next."""

    names = ["0"] if none else []
    inner = list(edges[1:] if none else edges)
    small = any(edge != round(edge, 2) for edge in inner)  # 0,0043 would be 0,00
    decimals = max((len(f"{edge:.6f}".rstrip("0")) for edge in inner), default=0) if small else None

    def number(value: float) -> str:
        return number_text(value, language, decimals and decimals - 2)

    first = edges[0] if none else None
    if not inner:
        return [*names, Text("trên 0", "above 0").in_(language)] if none else [*names, ""]
    if whole and first is not None:
        names.append(f"{number(first)} – {number(inner[0] - 1)}" if inner[0] - 1 > first else number(first))
    else:
        names.append(Text(f"dưới {number(inner[0])}", f"under {number(inner[0])}").in_(language))
    for low, high in pairwise(inner):
        if whole:
            names.append(f"{number(low)} – {number(high - 1)}" if high - 1 > low else number(low))
        else:
            names.append(
                Text(f"{number(low)} – dưới {number(high)}", f"{number(low)} – under {number(high)}").in_(language)
            )
    names.append(Text(f"từ {number(inner[-1])}", f"{number(inner[-1])} and more").in_(language))
    return names
