"""Small pictures of the bulletin: dots on a line, parts of a bar, a square for each province. SVG by the server.

Pictures apart from the page, so that they ask the reader's system themselves whether to be light or dark.
"""

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import quote

WIDE, HIGH = 130, 34
# A class of colour: on a light page, on a dark one.
COLOURS: Mapping[str, tuple[str, str]] = {
    "s1": ("#f5d3d2", "#43222a"),
    "s2": ("#df9497", "#763542"),
    "s3": ("#bf565f", "#c85b69"),
    "s4": ("#7b1421", "#f8a5ad"),
    "d2": ("#a3601a", "#cf8336"),
    "d1": ("#e3c08e", "#6b451f"),
    "u1": ("#9fd4cd", "#265a54"),
    "u2": ("#2b8a80", "#3faea1"),
    "there": ("#0b6fa4", "#5fb4e5"),
    "open": ("#e8a552", "#f0a04b"),
    "none": ("#e4e2dc", "#30363d"),
    "good": ("#00795c", "#3fc79f"),
    "slow": ("#d99a3c", "#d9b45a"),
    "bad": ("#9a1b2b", "#f0808b"),
    "mid": ("#b4b8bd", "#5d646b"),
    "paper": ("#ffffff", "#14171b"),
    "ink": ("#5c6167", "#b3b1ac"),
}


def picture(inside: str, wide: float, high: float, words: str, kind: str, classes: Sequence[str]) -> str:
    """An image of these shapes, whose classes are colours of the table."""
    light, dark = ("".join(f".{name}{{fill:{COLOURS[name][n]}}}" for name in classes) for n in (0, 1))
    style = f"<style>{light}@media(prefers-color-scheme:dark){{{dark}}}</style>"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}">{style}{inside}</svg>'
    # Not by base64: text that repeats is compressed on its way.
    data = quote(svg, safe=" =:/;,.{}()@!*'-+")
    return f'<img class="{kind}" alt="{escape(words)}" src="data:image/svg+xml,{data}">'


def dots(values: Sequence[float], words: str) -> str:
    """Every value on a line from nothing to the largest; the least and the largest stand out."""
    top = max(values, default=0) or 1
    low, high = min(values, default=0), max(values, default=0)
    drawn = f'<rect class="mid" x="4" y="16.6" width="{WIDE - 8}" height=".8"/>'
    for value in sorted(values, key=lambda value: value in (low, high)):
        kind = "bad" if value == high else "there" if value == low else "mid"
        at = 4 + (WIDE - 8) * value / top
        drawn += f'<circle class="{kind}" cx="{at:.1f}" cy="17" r="{3 if kind == "mid" else 4.5}"/>'
    return picture(drawn, WIDE, HIGH, words, "small", ("bad", "there", "mid"))


def parts(counts: Sequence[tuple[str, int]], words: str) -> str:
    """A bar of parts, each with the class of its colour."""
    whole, at, drawn = sum(count for _, count in counts) or 1, 0.0, ""
    for kind, count in counts:
        long = WIDE * count / whole
        drawn += f'<rect class="{kind}" x="{at:.1f}" y="9" width="{max(long - 1, 0):.1f}" height="15"/>'
        at += long
    return picture(drawn, WIDE, HIGH, words, "small", [kind for kind, _ in counts])


def squares(there: Sequence[bool], words: str) -> str:
    """A square each: filled where something is there, a frame where nothing is."""
    across, step = 12, 10.8
    down = -(-len(there) // across)
    drawn = ""
    for n, one in enumerate(there):
        x, y = n % across * step + 0.6, n // across * step + 0.6
        drawn += f'<rect class="{"there" if one else "open"}" x="{x:.1f}" y="{y:.1f}" width="9" height="9"/>'
        if not one:
            drawn += f'<rect class="paper" x="{x + 2:.1f}" y="{y + 2:.1f}" width="5" height="5"/>'
    return picture(drawn, WIDE, round(down * step + 2), words, "small", ("there", "open", "paper"))
