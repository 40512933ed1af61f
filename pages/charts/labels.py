"""Where names stand on a chart so that none covers another: at the ends of lines, above a row of dots, beside dots.

Places are worked out for a phone's width, where they are closest; on a wider sheet they only stand further apart.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

LETTER, LINE = 7, 16  # pixels that a letter is wide at most, and a line of them high
NARROW = 290  # pixels of a phone's sheet between its margins


class Beside(NamedTuple):
    """On which side of its point a name stands, as Plotly's annotations say it."""

    xanchor: str
    yanchor: str
    xshift: int
    yshift: int


SIDES = (
    Beside("center", "bottom", 0, 8),
    Beside("left", "middle", 10, 0),
    Beside("right", "middle", -10, 0),
    Beside("center", "top", 0, -8),
)
Box = tuple[float, float, float, float]


def apart(heights: Sequence[float], pixels: float) -> list[float]:
    """Where labels stand that would stand at these heights, lowest first: a line apart, and none above the sheet that
    has room below."""
    placed: list[float] = []
    for height in heights:
        placed.append(max(placed[-1] + LINE, height) if placed else height)
    ceiling = pixels
    for n in range(len(placed) - 1, -1, -1):
        placed[n] = min(placed[n], ceiling)
        ceiling = placed[n] - LINE
    return placed


def tiers(spans: Iterable[tuple[float, float]]) -> list[int]:
    """For each span of pixels, in order, the lowest row in which it covers none before it."""
    rows: list[list[tuple[float, float]]] = []
    found = []
    for left, right in spans:
        free = (n for n, row in enumerate(rows) if all(right < a or b < left for a, b in row))
        place = next(free, len(rows))
        if place == len(rows):
            rows.append([])
        rows[place].append((left, right))
        found.append(place)
    return found


def beside(points: Sequence[tuple[float, float]], names: Sequence[str], high: float) -> list[Beside | None]:
    """For each point (as shares of the sheet) a side on which its name covers none before it; None where there is no
    room. Those that matter most come first."""
    dots = [_dot(x * NARROW, y * high) for x, y in points]
    taken: list[Box] = []
    found: list[Beside | None] = []
    for n, ((x, y), name) in enumerate(zip(points, names, strict=True)):
        boxes = {side: _box(side, x * NARROW, y * high, LETTER * len(name)) for side in SIDES}
        others = [*taken, *dots[:n], *dots[n + 1 :]]
        free = (side for side, box in boxes.items() if _inside(box) and not any(_meet(box, other) for other in others))
        side = next(free, None)
        if side is not None:
            taken.append(boxes[side])
        found.append(side)
    return found


def _dot(x: float, y: float) -> Box:
    return x - 4, y - 4, x + 4, y + 4


def _box(side: Beside, x: float, y: float, wide: float) -> Box:
    left = x + side.xshift - {"left": 0.0, "center": wide / 2, "right": wide}[side.xanchor]
    low = y + side.yshift - {"bottom": 0.0, "middle": LINE / 2, "top": LINE}[side.yanchor]
    return left, low, left + wide, low + LINE


def _inside(box: Box) -> bool:
    """A name may reach into the margin, as far as its letters do not end at the screen."""
    return box[0] > -LINE and box[2] < NARROW + 2 * LINE


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
