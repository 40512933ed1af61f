"""Parts of a whole and rankings, as bars: an answer in, a figure out."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from data.model import Language, Period
from indicators.define import Measure, Nature
from indicators.engine.answer import Answer, Row, Standing
from pages.charts.axis import COLOURS, INK, TALL, ChartBuilder, axis_name, hover_lines, numbered, safe
from pages.charts.lines import spans_of
from pages.texts import common
from pages.ui.formats import area, labels, nearly
from pages.ui.formats import figure as figure_of
from pages.ui.page_links import leads
from pages.ui.sentences import hover, lines_of

MOST_PARTS = 5  # and all the rest as one: a stack of more is no chart
PANEL, LEAST_PANEL = 240, 105  # pixels of one area's panel, and where several stand on one screen


def hatch(rows: Sequence[Row | None]) -> dict[str, Any]:
    """Hatching over the bars that are not all of their areas."""
    shapes = ["/" if row is not None and row.state is Standing.PARTIAL and not nearly(row) else "" for row in rows]
    return {"shape": shapes, "fillmode": "overlay", "fgcolor": "rgba(255,255,255,0.75)", "size": 5, "solidity": 0.3}


def drawn_as(answer: Answer) -> dict[str, list[str]]:
    """The items of a breakdown that are drawn, in their order, each with the items it stands for.

    Where there are too many to tell apart the largest stand for themselves and `` for all the others; shares of
    different things do not add up, so those of a ratio all stand alone.
    """
    there = present(answer)
    if len(there) <= MOST_PARTS + 1 or answer.measure.kind is Nature.RATIO:
        return {item: [item] for item in there}
    sums = _sums(answer)
    largest = set(sorted(there, key=lambda item: sums[item], reverse=True)[:MOST_PARTS])
    alone = {item: [item] for item in there if item in largest}
    return alone | {"": [item for item in there if item not in largest]}


def present(answer: Answer) -> list[str]:
    """The items of which there is anything, or one of them."""
    sums = _sums(answer)
    return [item for item in sums if sums[item]] or list(sums)[:1]


def _sums(answer: Answer) -> dict[str, float]:
    sums = dict.fromkeys(answer.items, 0.0)
    for row in answer.rows:
        sums[row.item] = sums.get(row.item, 0.0) + (row.value or 0.0)
    return sums


def _together(rows: Sequence[Row]) -> Row | None:
    """Several items as one."""
    known = [row.value for row in rows if row.value is not None]
    return rows[0]._replace(value=sum(known) if known else None) if rows else None


def stacked(answer: Answer, language: Language) -> go.Figure:
    """What a total is made of, period by period; for a ratio, a line for each part. One panel an area, two abreast."""
    spans, measure, items = spans_of(answer), answer.measure, drawn_as(answer)
    areas = lines_of(answer)
    legend = 22 * -(-len(items) // 3) + 24
    across = min(2, len(areas))
    down = -(-len(areas) // across)
    tall = max(LEAST_PANEL, min(PANEL, (TALL - 46 - legend) // down))
    sheet = ChartBuilder(language, tall * down + 46 + legend, top=28, bottom=18 + legend)
    share, head = 1 / down, 18 / tall / down
    for number, (key, rows) in enumerate(areas.items()):
        place, column = divmod(number, across)
        x, y = numbered("x", number), numbered("y", number)
        top = _stack(sheet, answer, key, items, spans, x, y, explained=number == 0)
        domain = [1 - share * (place + 1) + 30 / tall * share, 1 - share * place - head * (place > 0)]
        few = {"nticks": 4} if down > 1 else {}
        sheet.values(y, (0, top), measure, anchor=x, domain=domain, **few)
        name = area(rows[0], language)
        sheet.write(name, xref=f"{x} domain", yref=f"{y} domain", x=0, y=1, xanchor="left", yanchor="bottom", yshift=2)
        sheet.rules(spans, y, x, word=number == 0 and across == 1)
        room = [column / across + 0.13 * (column > 0), (column + 1) / across]
        sheet.time(spans, x, crowded=across > 1, anchor=y, domain=room)
    below = {"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom", "x": 0, "traceorder": "normal"}
    still = {"itemclick": False, "itemdoubleclick": False}
    sheet.set(barmode="stack", bargap=0.25, showlegend=True, legend={**below, **still})
    return sheet.figure()


def _stack(
    sheet: ChartBuilder,
    answer: Answer,
    key: str,
    items: Mapping[str, Sequence[str]],
    spans: Sequence[Period],
    x: str,
    y: str,
    *,
    explained: bool,
) -> float:
    """The parts of one area, one on the other; how high they reach. `explained`: these are the ones of the legend."""
    measure, language, asked = answer.measure, sheet.language, answer.question
    found = {(row.item, row.period): row for row in answer.rows if row.key == key}
    ratio, heap = measure.kind is Nature.RATIO, [0.0] * len(spans)
    for place, (item, members) in enumerate(items.items()):
        label = answer.items[item].in_(language) if item else common.ALL_OTHERS.in_(language)
        rows = [_together([found[m, span] for m in members if (m, span) in found]) for span in spans]
        values = [row.value if row else None for row in rows]
        heap = [max(h, v or 0) if ratio else h + (v or 0) for h, v in zip(heap, values, strict=True)]
        there = [row for row in rows if row]
        texts = [hover_lines(hover(measure, row, there, language, label)) if row else "" for row in rows]
        colour = COLOURS[place % len(COLOURS)]
        shared = {"name": safe(label), "xaxis": x, "yaxis": y, "hovertext": texts, "showlegend": False, "y": values}
        shared["x"] = list(range(len(spans)))
        if item:
            points = ((span, key) for span in spans)
            shared |= leads(asked.measure, points, asked.boundary, language, asked.split, item)
        if ratio:
            line = {"color": colour, "width": 2, "dash": "solid" if place < len(COLOURS) else "dash"}
            hollow = [bool(row and row.state is Standing.PARTIAL and not nearly(row)) for row in rows]
            marker = {"symbol": ["circle-open" if h else "circle" for h in hollow], "size": 7}
            sheet.draw("scatter", mode="lines+markers", line=line, marker=marker, **shared)
        else:
            sheet.draw("bar", marker={"color": colour, "pattern": hatch(rows)}, **shared)
        if explained:  # in the legend a plain colour stands for the part, hatched or not
            plain = {"marker": {"color": colour, "symbol": "square", "size": 10}, "name": safe(label)}
            sheet.draw("scatter", x=[None], y=[None], mode="markers", xaxis=x, yaxis=y, **plain)
    return max(heap, default=0)


def compared(answers: Sequence[Answer], names: Mapping[str, str], language: Language) -> go.Figure:
    """The items of one breakdown from top to bottom, a column of bars for each measure, in one period.

    The order is that of the first measure; the bars say their figures, so there is no axis to read off. A measure of
    which nothing is known takes no room.
    """
    answers = [answer for answer in answers if any(row.value for row in answer.rows)] or answers[:1]
    known = {row.item for answer in answers for row in answer.rows if row.value}
    first = {row.item: row.value or 0 for row in answers[0].rows}
    items = sorted(known, key=lambda item: first.get(item, 0))
    sheet = ChartBuilder(language, 64 + 28 * max(len(items), 1), top=34, bottom=8)
    for number, answer in enumerate(answers):
        x, measure, found = numbered("x", number), answer.measure, {row.item: row for row in answer.rows}
        rows = [found.get(item) for item in items]
        marker = {"color": COLOURS[number % len(COLOURS)], "pattern": hatch(rows)}
        titles = [names[item] for item in items]
        told = _flat([safe(label) for label in titles], rows, measure, language, titles)
        sheet.draw("bar", marker=marker, xaxis=x, yaxis="y", **told)
        right = (number + 1) / len(answers) - (0 if number + 1 == len(answers) else 0.04)
        room = _room(rows, 1.3 if len(answers) == 1 else 1.6)
        sheet.set(**{axis_name(x): {"domain": [number / len(answers), right], **room}})
        sheet.write(
            measure.code, xref=f"{x} domain", yref="paper", x=0, y=1, yanchor="bottom", xanchor="left", yshift=6
        )
    ink = {"tickfont": {"color": INK}}
    sheet.set(yaxis=ink | {"automargin": True, "fixedrange": True, "showgrid": False, "ticks": ""}, bargap=0.3)
    return sheet.figure()


def _flat(
    at: Sequence[str],
    rows: Sequence[Row | None],
    measure: Measure,
    language: Language,
    names: Sequence[str],
) -> dict[str, Any]:
    """Bars that lie, each with its figure in words at its end."""
    said = iter(labels(measure, [row for row in rows if row and row.value is not None], language))
    return {
        "orientation": "h",
        "y": list(at),
        "x": [row.value or 0 if row else 0 for row in rows],
        "text": [
            "–" if row is None else figure_of(measure, row, language) if row.value is None else next(said)
            for row in rows
        ],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertext": [
            hover_lines(hover(measure, r, [], language, name)) if r else "" for r, name in zip(rows, names, strict=True)
        ],
    }


def _room(rows: Sequence[Row | None], times: float) -> dict[str, Any]:
    """An axis that nobody reads, with room for the figures at the bars' ends."""
    longest = max((row.value or 0 for row in rows if row), default=0)
    return {"visible": False, "fixedrange": True, "range": [0, longest * times or 1]}
