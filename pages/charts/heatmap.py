"""Provinces down, periods across, a colour for each figure: where something rose, fell, or was never reported."""

from collections.abc import Sequence

import plotly.graph_objects as go

from data.model import Language
from data.places import PLACES, Boundary
from indicators.engine.answer import Answer, Row, Standing
from pages.charts.axis import GREY, INK, SIZE, ChartBuilder, colour_of, hover_lines, row_height, safe
from pages.charts.colour_scale import GROUND, NO_FIGURE, STRONG, Scale, scale
from pages.charts.lines import spans_of
from pages.texts import compare as texts
from pages.ui import formats
from pages.ui.page_links import leads
from pages.ui.sentences import hover, lines_of

PERIODS = 16  # the last ones; narrower cells could not hold a sign
HIGHEST = 420  # pixels of the whole chart
_SIGNS = {Standing.MISSING: "–", Standing.NOT_DUE: "·", Standing.WITHHELD: "k", Standing.NOT_APPLICABLE: "×"}


def lived(row: Row, answer: Answer) -> bool:
    """Whether there was such a province at the end of the period."""
    then = answer.question.boundary is Boundary.THEN
    return not then or row.value is not None or PLACES.alive(row.key, row.period.end)


def sign(row: Row) -> str:
    """What stands in a cell besides its colour."""
    if row.value is None:
        return _SIGNS.get(row.state, "–")
    if row.state is not Standing.FINAL or row.conflict or row.bound:
        return "○"
    return formats.EXPLAINED if row.reasons else "0" if row.value == 0 else ""


def ordered(answer: Answer) -> list[list[Row]]:
    """The provinces from most to least by their newest figure, then those without one, then those that are no more."""

    def newest(rows: Sequence[Row]) -> tuple[bool, bool, float]:
        value = next((row.value for row in reversed(rows) if row.value is not None), None)
        return not lived(rows[-1], answer), value is None, -(value or 0)

    return sorted(lines_of(answer).values(), key=newest)


def title(answer: Answer, language: Language) -> str:
    """What is seen, and who lacks most."""
    lines, spans = ordered(answer), spans_of(answer)
    told = texts.OVER_TIME.in_(language).format(
        areas=len(lines),
        since=spans[0].inside.in_(language) if spans else "",
        when=answer.question.last.inside.in_(language),
    )
    gaps = {id(rows): sum(row.state is Standing.MISSING for row in rows if lived(row, answer)) for rows in lines}
    most = max(lines, key=lambda rows: gaps[id(rows)], default=None)
    if most is None or not gaps[id(most)]:
        return told
    name = formats.area(most[-1], language)
    lacks = texts.MOST_GAPS.in_(language).format(area=name, gaps=gaps[id(most)], count=len(spans))
    return f"{told}: {lacks}"


def figure(answer: Answer, language: Language, chosen: Sequence[str] = ()) -> go.Figure:
    """The cells. What has no figure is grey, hatched, with a sign, and what is partial has a circle, so that neither is
    a low figure."""
    lines, spans, measure = ordered(answer), spans_of(answer), answer.measure
    keys = [rows[0].key for rows in lines]
    known = [row.value for rows in lines for row in rows if row.value is not None]
    classes = scale(known, measure, language)
    columns = {span: n for n, span in enumerate(spans)}
    cells = [row for rows in lines for row in rows if lived(row, answer)]
    asked = answer.question
    rows = max(len(lines), 1)
    tall = min(row_height(rows), (HIGHEST - 64) / rows)
    sheet = ChartBuilder(language, 64 + round(tall * rows), top=22, bottom=42)
    edge = {"line": {"color": GROUND, "width": 1}}
    hatched = {"color": NO_FIGURE, "pattern": {"shape": "/", "fgcolor": GREY, "size": 6, "solidity": 0.12}}
    bar = {"x": 1.01, "xanchor": "left", "y": 1, "yanchor": "top", "len": 190, "lenmode": "pixels"}
    for there in (False, True):
        some = [row for row in cells if (row.value is not None) is there]
        shades = {"color": [classes.of(row.value) for row in some if row.value is not None], **classes.marker(**bar)}
        sheet.draw(  # a bar each, for a cell of a heat map cannot be hatched or clicked
            "bar",
            orientation="h",
            y=[row.key for row in some],
            x=[1] * len(some),
            base=[columns[row.period] - 0.5 for row in some],
            marker=(shades if there else hatched) | edge,
            text=[sign(row) for row in some],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            textfont={"color": [_ink(classes, row) for row in some], "size": min(SIZE, tall - 1)},
            **leads(asked.measure, ((row.period, row.key) for row in some), asked.boundary, language),
            hovertext=[hover_lines(hover(measure, row, rows_of(lines, row), language)) for row in some],
        )
    sheet.time(spans)
    names = [safe(formats.area(rows[0], language)) for rows in lines]
    names = [f"<b>{name}</b>" if key in chosen else name for key, name in zip(keys, names, strict=True)]
    sheet.set(
        yaxis={
            "automargin": True,
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "tickvals": keys,
            "ticktext": names,
            "tickfont": {"size": min(SIZE, tall - 1), "color": INK},
            "range": [len(keys) - 0.5, -0.5],
            "type": "category",
            "categoryorder": "array",
            "categoryarray": keys,
        },
        barmode="overlay",
        bargap=0,
    )
    sheet.set(shapes=[_box(keys.index(key), len(spans), colour_of(key, chosen)) for key in chosen if key in keys])
    sheet.rules(spans, "y")
    return sheet.figure()


def _box(at: int, across: int, colour: str) -> dict[str, object]:
    """A frame around a line of cells."""
    ends = {"x0": -0.5, "x1": across - 0.5, "y0": at - 0.5, "y1": at + 0.5}
    return {"type": "rect", **ends, "line": {"color": colour, "width": 2}}


def _ink(classes: Scale, row: Row) -> str:
    """A colour that is read on the cell's: the ground's on the strong half of the scale, the text's on the pale one."""
    strong = row.value is not None and classes.of(row.value) * 2 >= len(classes.colours)
    return GROUND if strong else STRONG


def rows_of(lines: Sequence[Sequence[Row]], row: Row) -> Sequence[Row]:
    """The line that a row is of."""
    return next(rows for rows in lines if rows[0].key == row.key)
