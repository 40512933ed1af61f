"""Two measures against each other: a dot for each province of which both are known."""

from bisect import bisect_right
from collections.abc import Sequence
from statistics import correlation, median
from textwrap import shorten
from typing import NamedTuple

import plotly.graph_objects as go

from data.model import Language, number_text
from indicators.engine.answer import Answer, Row
from pages.charts.axis import GREY, INK, TALL, ChartBuilder, billions, colour_of, hover_lines
from pages.charts.distribution import axis_of, ends_of
from pages.charts.labels import SIDES, beside
from pages.charts.ranking import exact, first_of, standing
from pages.texts import common
from pages.texts import compare as texts
from pages.ui import formats
from pages.ui.page_links import profile
from pages.ui.sentences import hover
from pages.ui.tables import Cell, linked, table

AXIS_NAME = 44  # letters that a phone has room for
NAMED = 3  # of the highest in each of the two
LEAST = 8  # of fewer provinces nothing is said about whether two measures go together
DEGREES = (-0.4, 0.4, 0.7)  # from where to where what they do has a name; the product's own setting


class Pair(NamedTuple):
    """One province's two figures."""

    across: Row
    up: Row

    @property
    def key(self) -> str:
        return self.across.key

    @property
    def whole(self) -> bool:
        return exact(self.across) and exact(self.up)


def paired(across: Answer, up: Answer) -> list[Pair]:
    """The provinces of both answers; they are asked for the same ones."""
    found = {row.key: row for row in up.rows}
    return [Pair(row, found[row.key]) for row in across.rows if row.key in found]


def medians(pairs: Sequence[Pair]) -> tuple[float, float]:
    whole = [pair for pair in pairs if pair.whole]
    return median(pair.across.value or 0 for pair in whole), median(pair.up.value or 0 for pair in whole)


def together(pairs: Sequence[Pair]) -> float | None:
    """Spearman's rank correlation of the two, from -1 to 1; None of too few, or where one of them is the same
    everywhere."""
    whole = [pair for pair in pairs if pair.whole]
    xs, ys = _ranks([pair.across.value or 0 for pair in whole]), _ranks([pair.up.value or 0 for pair in whole])
    if len(whole) < LEAST or len(set(xs)) < 2 or len(set(ys)) < 2:
        return None
    return correlation(xs, ys)


def _ranks(values: Sequence[float]) -> list[float]:
    """The place of each in order; equal ones share the middle of theirs."""
    order = sorted(values)
    return [order.index(value) + (order.count(value) - 1) / 2 for value in values]


def title(pairs: Sequence[Pair], across: Answer, up: Answer, language: Language, chosen: Sequence[str] = ()) -> str:
    """The two figures of the province looked at, else how many provinces are high in both."""
    when, whole = across.question.last.label.in_(language), [pair for pair in pairs if pair.whole]
    if not whole:
        return texts.TWO_NONE.in_(language).format(when=when)
    mine = next((pair for pair in whole if pair.key == first_of(chosen)), None)
    if mine is not None:
        x = formats.with_unit(across.measure, mine.across.value or 0, language)
        y = formats.with_unit(up.measure, mine.up.value or 0, language)
        return texts.TWO_AREA.in_(language).format(
            area=formats.area(mine.across, language), x=x, y=y, when=across.question.last.inside.in_(language)
        )
    x, y = (formats.small(each.measure.label).in_(language) for each in (across, up))
    if (value := together(pairs)) is not None:
        how = texts.TOGETHER[bisect_right(DEGREES, value)].in_(language)
        told = number_text(value, language, 2).replace("-", "−")
        return texts.TWO_TOGETHER.in_(language).format(when=when, x=x, y=y, how=how, value=told, count=len(whole))
    x_half, y_half = medians(pairs)
    both = sum((pair.across.value or 0) >= x_half and (pair.up.value or 0) >= y_half for pair in whole)
    return texts.TWO_TITLE.in_(language).format(when=when, both=both, count=len(whole), x=x, y=y)


def figure(
    pairs: Sequence[Pair], across: Answer, up: Answer, language: Language, chosen: Sequence[str] = ()
) -> go.Figure:
    """The dots, the highest named, both medians dotted."""
    whole = [pair for pair in pairs if pair.whole]
    xs, ys = [pair.across.value or 0 for pair in whole], [pair.up.value or 0 for pair in whole]
    mine, colours = [pair.key in chosen for pair in whole], [colour_of(pair.key, chosen) for pair in whole]
    sheet = ChartBuilder(language, TALL, top=40, bottom=56, left=16, right=24)
    plain = {"marker": {"opacity": 1}}
    sheet.draw(
        "scatter",
        mode="markers",
        x=xs,
        y=ys,
        customdata=[pair.key for pair in whole],
        hovertext=[hover_lines(_hover(pair, across, up, language)) for pair in whole],
        selected=plain,
        unselected=plain,
        marker={"size": [15 if own else 10 for own in mine], "color": colours},
    )
    order = range(len(whole))
    high = {n for values in (xs, ys) for n in sorted(order, key=values.__getitem__)[-NAMED:]}
    named = [*(n for n in order if mine[n]), *(n for n in sorted(high) if not mine[n])]
    names = [formats.area(whole[n].across, language) for n in named]
    for n, name, side in zip(named, names, beside(_places(xs, ys, named), names, TALL - 96), strict=True):
        if side is not None or mine[n]:
            font = {"color": INK if colours[n] == GREY else colours[n], "size": 12}
            sheet.write(name, x=xs[n], y=ys[n], font=font, **(side or SIDES[0])._asdict())
    if whole:
        line = {"type": "line", "layer": "below", "line": {"width": 1, "dash": "dot", "color": GREY}}
        x_half, y_half = medians(pairs)
        sheet.set(
            shapes=[
                {**line, "x0": x_half, "x1": x_half, "y0": 0, "y1": 1, "yref": "paper"},
                {**line, "y0": y_half, "y1": y_half, "x0": 0, "x1": 1, "xref": "paper"},
            ]
        )
    sheet.set(
        xaxis=axis_of(across.measure, *ends_of(across.measure, xs), language),
        yaxis=axis_of(up.measure, *ends_of(up.measure, ys), language),
    )
    sheet.write(
        _axis_name(across, xs, language),
        xref="paper",
        yref="paper",
        x=1,
        y=0,
        xanchor="right",
        yanchor="top",
        yshift=-26,
    )
    sheet.write(
        _axis_name(up, ys, language), xref="paper", yref="paper", x=0, y=1, xanchor="left", yanchor="bottom", yshift=18
    )
    return sheet.figure()


def _places(xs: Sequence[float], ys: Sequence[float], which: Sequence[int]) -> list[tuple[float, float]]:
    """Where some of the dots are, as shares of the sheet."""

    def share(values: Sequence[float], n: int) -> float:
        low, high = min([0.0, *values]), max(values)
        return (values[n] - low) / ((high - low) or 1)

    return [(share(xs, n), share(ys, n)) for n in which]


def _name(answer: Answer, language: Language) -> str:
    measure = answer.measure
    return f"{shorten(measure.label.in_(language), AXIS_NAME, placeholder='…')} ({measure.unit.in_(language)})"


def _axis_name(answer: Answer, values: Sequence[float], language: Language) -> str:
    """The name beside an axis; where its ticks are written by the thousand million they say their unit themselves."""
    if billions(answer.measure, max(values, default=0), language):
        return shorten(answer.measure.label.in_(language), AXIS_NAME, placeholder="…")
    return _name(answer, language)


def _hover(pair: Pair, across: Answer, up: Answer, language: Language) -> str:
    first = hover(across.measure, pair.across, [], language).split("\n")
    second = hover(up.measure, pair.up, [], language).split("\n")
    named = [f"{across.measure.code}: {line}" for line in first[1:]] + [
        f"{up.measure.code}: {line}" for line in second[1:]
    ]
    return "\n".join([first[0], *named])


def left_out(pairs: Sequence[Pair], across: Answer, up: Answer, language: Language) -> list[str]:
    """How many provinces are not drawn, and which figure each of them lacks."""
    groups: dict[str, list[str]] = {}
    for pair in pairs:
        whys = [
            f"{answer.measure.code}: {standing(row, language).lower()}"
            for answer, row in ((across, pair.across), (up, pair.up))
            if not exact(row)
        ]
        if whys:
            groups.setdefault("; ".join(whys), []).append(formats.area(pair.across, language))
    return [
        f"{texts.LEFT_OUT.in_(language)} ({len(names)}), {why}: {formats.listed(names, language, 40)}"
        for why, names in sorted(groups.items(), key=lambda group: -len(group[1]))
    ]


def listing(pairs: Sequence[Pair], across: Answer, up: Answer, language: Language) -> str:
    """Both figures of each province; each leads to its own page."""
    body = []
    for pair in pairs:
        cells = [
            linked(answer, row, language, "number" if exact(row) else "none")
            for answer, row in ((across, pair.across), (up, pair.up))
        ]
        link = profile(pair.key, across.question.boundary, language)
        body.append((Cell(formats.area(pair.across, language), link=link), cells))
    return table(
        common.IN_TABLE.in_(language),
        [common.PROVINCE.in_(language), _name(across, language), _name(up, language)],
        body,
    )
