"""How the colours and words of a chart of the pages come to paper."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from functools import lru_cache
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from pages.pictures.picture_frame import clean

ROOT = Path(__file__).parents[2]
Theme = Literal["light", "dark"]
INK, SOFT = "#1f2328", "#5c6167"
_STAND_IN = re.compile(r"#0000(\d\d)")
_RGBA = re.compile(r"rgba\((\d+), ?(\d+), ?(\d+), ?([\d.]+)\)")
_measure = TextToPath()
# A picture that stands in a page may be dark: the numbers that stand in for the theme's colours stay in it.
on_page = ContextVar("what is drawn is to stand in a page", default=False)


@lru_cache(maxsize=2)
def _theme(name: Theme) -> Mapping[str, Any]:
    """A theme of the pages: one palette for the screen and for paper, which is light."""
    with (ROOT / ".streamlit" / "config.toml").open("rb") as file:
        theme: Mapping[str, Any] = tomllib.load(file)["theme"][name]
    return theme


def colour(name: str | None) -> Any:
    """A colour of a figure; the numbers that stand in for the theme's colours become those colours."""
    if name is None:
        return INK
    if stand_in := _STAND_IN.fullmatch(name):
        return name if on_page.get() else _of_theme(int(stand_in[1]), "light")
    if found := _RGBA.fullmatch(name):
        return (*(int(found[n]) / 255 for n in (1, 2, 3)), float(found[4]))
    return name


def _of_theme(number: int, theme: Theme) -> str:
    """The colour that a number stands in for."""
    scales = ("chartCategoricalColors", "chartSequentialColors", "chartDivergingColors")
    if number > 30:
        return str(_theme(theme)["backgroundColor" if number == 38 else "textColor"])
    return str(_theme(theme)[scales[(number - 1) // 10]][(number - 1) % 10])


@lru_cache(maxsize=1)
def in_both_themes() -> Mapping[str, str]:
    """What each colour of a drawing with numbers kept is in CSS, light and dark; paper's own ink and ground, too."""
    pairs = {f"#{n:06d}": (_of_theme(n, "light"), _of_theme(n, "dark")) for n in (*range(1, 31), 37, 38)}
    pairs |= {INK: (INK, "#e8e6e1"), SOFT: (SOFT, "#b3b1ac"), "#ffffff": ("#ffffff", _of_theme(38, "dark"))}
    return {name: f"light-dark({light}, {dark})" for name, (light, dark) in pairs.items()}


def plain(text: object) -> str:
    """Words of a figure as they are read: its line breaks kept, its tags and what cannot be printed gone."""
    return clean(unescape(re.sub(r"</?b>", "", str(text).replace("<br>", "\n"))))


KEPT = 200  # characters: labels and figures, not what somebody typed into a list


def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a line of words is, in pixels."""
    return (_width if len(text) <= KEPT else _width.__wrapped__)(text, size, bold)


@lru_cache(maxsize=4096)
def _width(text: str, size: float, bold: bool) -> float:
    font = FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
    return float(_measure.get_text_width_height_descent(text, font, False)[0])


def wide(text: str, size: float) -> float:
    return max((width(line, size) for line in text.split("\n")), default=0.0)


def step_of(steps: Sequence[Sequence[Any]], share: float) -> Any:
    """The colour of a scale whose colours change at once."""
    for (low, shade), (high, _) in pairwise(steps):
        if low <= share <= high and high > low:
            return colour(shade)
    return colour(steps[-1][1])


def shades_of(marker: Mapping[str, Any], count: int) -> list[Any]:
    given = marker.get("color")
    if "colorscale" in marker and isinstance(given, Sequence) and not isinstance(given, str):
        low, high = marker["cmin"], marker["cmax"]
        return [step_of(marker["colorscale"], (value - low) / (high - low)) for value in given]
    return [colour(shade) for shade in spread(given, count)]


def spread(value: Any, count: int) -> list[Any]:
    """One for all, or one for each."""
    return list(value) if isinstance(value, list | tuple) else [value] * count
