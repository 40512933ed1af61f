"""How the figures of all provinces lie: a dot each, the middle half, the median, and the province looked at."""

from collections import defaultdict
from collections.abc import Sequence
from statistics import quantiles
from typing import NamedTuple

import plotly.graph_objects as go

from data.model import Language, number_text
from indicators.define import Measure, Nature
from indicators.engine.answer import Answer, Row
from pages.charts.axis import FAINT, GREY, INK, TALL, ChartBuilder, billions, colour_of, hover_lines
from pages.charts.labels import LETTER, LINE, NARROW, tiers
from pages.charts.ranking import exact, first_of, standing
from pages.texts import compare as texts
from pages.ui import formats
from pages.ui.sentences import hover

LEAST = 4  # of fewer provinces a quarter is not one
COLUMNS = 90  # side by side on the widest sheet


class Quarters(NamedTuple):
    """The first quartile, the median, the third."""

    low: float
    median: float
    high: float

    def of(self, value: float) -> int:
        """In which part a figure lies: 0 the lowest quarter, 1 below the median, 2 from it on, 3 the highest
        quarter."""
        return 3 if value > self.high else 0 if value < self.low else int(value >= self.median) + 1


def quarters(rows: Sequence[Row]) -> Quarters | None:
    """Of the complete figures; None where they are too few."""
    values = [row.value for row in rows if exact(row) and row.value is not None]
    return Quarters(*quantiles(values, n=4, method="inclusive")) if len(values) >= LEAST else None


def title(answer: Answer, language: Language, chosen: Sequence[str] = ()) -> str:
    """Where the middle half lies, or where the province looked at does."""
    measure, last, parts = answer.measure, answer.question.last, quarters(answer.rows)
    when, inside = last.label.in_(language), last.inside.in_(language)
    if parts is None:
        count = sum(exact(row) for row in answer.rows)
        return texts.TOO_FEW.in_(language).format(when=when, count=count, least=LEAST)
    mine = next((row for row in answer.rows if row.key == first_of(chosen)), None)
    if mine is not None and not exact(mine):
        name = formats.area(mine, language)
        return texts.NOT_RANKED_AT.in_(language).format(area=name, when=inside, state=standing(mine, language))
    if mine is not None and mine.value is not None:
        where = texts.QUARTERS_OF[parts.of(mine.value)].in_(language)
        value = formats.with_unit(measure, mine.value, language)
        return texts.STANDS.in_(language).format(
            area=formats.area(mine, language), said=value, where=where, when=inside
        )
    return texts.HALF_LIES.in_(language).format(
        when=when,
        low=short(measure, parts.low, language),
        high=formats.with_unit(measure, parts.high, language),
        median=short(measure, parts.median, language),
    )


def short(measure: Measure, value: float, language: Language) -> str:
    """A quartile, which may lie between two whole figures; money with its unit, which is not the same for all of it."""
    if measure.unit == formats.MILLIONS:
        return formats.with_unit(measure, value, language)
    return number_text(value, language, (None if value < 100 else 0) if measure.whole else formats.decimals_of(measure))


def ends_of(measure: Measure, values: Sequence[float]) -> tuple[float, float]:
    """From where to where an axis reaches: from zero for counts; shares lie close together and far from it."""
    if values and measure.kind in (Nature.RATIO, Nature.INDEX):
        return min(values), max(values)
    return min([0.0, *values]), max([0.0, *values])


def figure(answer: Answer, language: Language, chosen: Sequence[str] = ()) -> go.Figure:
    """The dots, heaped where they would cover each other."""
    measure, parts = answer.measure, quarters(answer.rows)
    rows = sorted((row for row in answer.rows if exact(row)), key=lambda row: (row.value or 0, row.key))
    values = [row.value or 0 for row in rows]
    low, high = ends_of(measure, values)
    width = (high - low) or 1
    heaps: dict[int, int] = defaultdict(int)
    heights = []
    for value in values:  # up and down by turns from the middle
        column = round((value - low) / width * COLUMNS)
        n, heaps[column] = heaps[column], heaps[column] + 1
        heights.append((n + 1) // 2 * (1 if n % 2 else -1))
    tallest = max((abs(height) for height in heights), default=0) + 2
    named = [n for n, row in enumerate(rows) if row.key in chosen]
    named += [n for n in dict.fromkeys((0, len(rows) - 1)) if rows and n not in named]
    names = [formats.area(rows[n], language) for n in named]
    lifts = tiers(_span((values[n] - low) / width, name) for n, name in zip(named, names, strict=True))
    top = 26 + LINE * (max(lifts, default=0) + 1)
    sheet = ChartBuilder(language, min(TALL, 126 + top + 26 * tallest), top=top, bottom=40, left=16, right=24)
    keys = [row.key for row in rows]
    mine, colours = [key in chosen for key in keys], [colour_of(key, chosen) for key in keys]
    plain = {"marker": {"opacity": 1}}
    sheet.draw(
        "scatter",
        mode="markers",
        x=values,
        y=heights,
        customdata=keys,
        hovertext=[hover_lines(hover(measure, row, [], language)) for row in rows],
        selected=plain,
        unselected=plain,
        marker={"size": [15 if own else 10 for own in mine], "color": colours},
    )
    shapes: list[dict[str, object]] = []
    for n, name, lift in zip(named, names, lifts, strict=True):  # named on top, where no dot is under the name
        colour = colours[n]
        dotted = {"width": 1, "color": colour, "dash": "dot"}
        shapes.append(_upright(values[n], heights[n], tallest) | {"line": dotted})
        side = "left" if values[n] < (low + high) / 2 else "right"
        font, up = {"color": INK if colour == GREY else colour, "size": 12}, 18 + LINE * lift
        sheet.write(name, x=values[n], y=1, yref="paper", xanchor=side, yanchor="bottom", yshift=up, font=font)
    if parts is not None:
        told = texts.MEDIAN.in_(language).format(value=short(measure, parts.median, language))
        band = _upright(parts.low, -tallest, tallest) | {"type": "rect", "x1": parts.high, "layer": "below"}
        shapes.append(band | {"line": {"width": 0}, "fillcolor": FAINT})
        line = _upright(parts.median, -tallest, tallest) | {"layer": "below"}
        shapes.append(line | {"line": {"width": 2, "color": GREY}})
        sheet.write(told, x=parts.median, y=1, yref="paper", yanchor="bottom", yshift=2)
    sheet.set(
        xaxis=axis_of(measure, low, high, language),
        yaxis={"visible": False, "fixedrange": True, "range": [-tallest, tallest]},
        shapes=shapes,
    )
    return sheet.figure()


def _span(share: float, name: str) -> tuple[float, float]:
    """The pixels of a name that begins, or on the right half ends, over its dot."""
    at, wide = share * NARROW, LETTER * len(name)
    return (at, at + wide) if share < 0.5 else (at - wide, at)


def _upright(x: float, low: float, high: float) -> dict[str, object]:
    return {"type": "line", "x0": x, "x1": x, "y0": low, "y1": high}


def axis_of(measure: Measure, low: float, high: float, language: Language) -> dict[str, object]:
    """An axis of figures; the measure is told under the chart."""
    margin = ((high - low) or 1) * 0.05
    return {
        "range": [low - margin, high + margin],
        "fixedrange": True,
        "gridcolor": FAINT,
        "zeroline": True,
        "zerolinecolor": GREY,
        "tickformat": ",.0f" if measure.whole or high - low > 5 else ",.1f",
        "nticks": 7,
        "automargin": True,
        "tickfont": {"size": 11, "color": INK},
        **billions(measure, high, language),
    }


def footnotes(answer: Answer, language: Language) -> list[str]:
    """What dots, band and line are."""
    measure, parts = answer.measure, quarters(answer.rows)
    if parts is None:
        return []
    told = {name: short(measure, getattr(parts, name), language) for name in parts._fields}
    return [texts.QUARTILES.in_(language).format(**told)]
