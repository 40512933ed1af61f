"""Trends: an answer in, a figure out. A gap stays a gap, a conflict is a cross, a partial total is hollow and
dashed."""

from collections.abc import Mapping, Sequence
from itertools import cycle
from typing import Any, NamedTuple

import plotly.graph_objects as go

from data.model import Language, Period
from indicators.define import Measure, Nature
from indicators.engine.answer import Answer, Question, Row, Standing
from pages.charts.axis import (
    COLOURS,
    GREY,
    SIZE,
    ChartBuilder,
    axis_name,
    folded,
    hover_lines,
    numbered,
    position,
    safe,
)
from pages.ui.formats import area
from pages.ui.page_links import source
from pages.ui.sentences import hover, lines_of

MOST_LINES = 6  # more than these on one sheet cannot be told apart
CLICKED = {"marker": {"opacity": 1}}  # what is clicked leads away; the others need not fade
LABEL_GAP = 16  # pixels between the labels of two lines
SMALL = 118  # pixels of a small chart
PANEL = 210  # pixels of one measure among several

Lines = Mapping[str, Sequence[Row]]
Past = Mapping[str, Sequence[Row | None]]  # of each area, the rows of a year before


class Aim(NamedTuple):
    """What a plan asks of an area by the end of a quarter (its index), and the words beside that point."""

    quarter: int
    value: float
    said: str


Aims = Mapping[str, Sequence[Aim]]


def spans_of(answer: Answer) -> list[Period]:
    return sorted({row.period for row in answer.rows})


def top_of(lines: Lines, measure: Measure, past: Past | None = None, aims: Aims | None = None) -> float:
    """The highest figure of all that is drawn; a share is always seen against the whole."""
    values = [row.value for rows in lines.values() for row in rows if row.value is not None]
    for key in lines:
        values += [row.value for row in (past or {}).get(key, ()) if row is not None and row.value is not None]
        values += [aim.value for aim in (aims or {}).get(key, ())]
    highest = max(values, default=0)
    return max(highest, 100) if measure.kind is Nature.RATIO else highest


def _strewn(rows: Sequence[Row], measure: Measure) -> list[int | None]:
    """The places of the rows, with a gap before each new year where the figures begin again from nothing."""
    order: list[int | None] = []
    for i, row in enumerate(rows):
        if i and row.period.part == "Q1" and not rows[i - 1].period.part and not measure.at_date:
            order.append(None)
        order.append(i)
    return order


def _line(
    sheet: ChartBuilder,
    rows: Sequence[Row],
    measure: Measure,
    colour: str,
    x: str,
    y: str,
    name: str = "",
    small: bool = False,
    asked: Question | None = None,
) -> None:
    """A line where all is in; dashes with hollow points where it is not; nothing where there is nothing."""
    known = [row.value is not None for row in rows]
    whole = [there and row.state is Standing.FINAL and not row.conflict for row, there in zip(rows, known, strict=True)]
    partial = [there and not sure for there, sure in zip(known, whole, strict=True)]
    # The dashes reach to the neighbours of a partial point; the neighbours themselves stand on the line.
    near = [any(partial[max(0, i - 1) : i + 2]) for i in range(len(rows))]
    order = _strewn(rows, measure)
    texts = ["" if i is None else hover_lines(hover(measure, rows[i], rows, sheet.language)) for i in order]
    shared: dict[str, Any] = {
        "mode": "lines+markers",
        "x": order,
        "xaxis": x,
        "yaxis": y,
        "hovertext": texts,
        "name": name or area(rows[0], sheet.language),
    }
    if asked is not None:
        leads = [
            "" if i is None else source(asked.measure, rows[i].period, rows[i].key, asked.boundary, sheet.language)
            for i in order
        ]
        shared |= {"customdata": leads, "selected": CLICKED, "unselected": CLICKED}
    width, full, hollow = (1.5, 3, 6) if small else (2.5, 5, 8)
    sheet.draw(
        "scatter",
        y=[rows[i].value if i is not None and whole[i] else None for i in order],
        line={"color": colour, "width": width},
        marker={"color": colour, "size": full},
        **shared,
    )
    if any(partial):
        marker = {
            "color": colour,
            "symbol": "circle-open",
            "line": {"width": 2},
            "size": [hollow if i is not None and partial[i] else 0.1 for i in order],
        }
        sheet.draw(
            "scatter",
            y=[rows[i].value if i is not None and near[i] else None for i in order],
            line={"color": colour, "width": width, "dash": "dot"},
            marker=marker,
            **shared,
        )
    # A figure that two totals contradict has no height: a cross stands on the axis in its place.
    crossed = [row.conflict and row.value is None for row in rows]
    if any(crossed):
        sheet.draw(
            "scatter",
            mode="markers",
            x=order,
            y=[0 if i is not None and crossed[i] else None for i in order],
            xaxis=x,
            yaxis=y,
            hovertext=texts,
            name=shared["name"],
            cliponaxis=False,
            marker={"color": colour, "symbol": "x-thin", "line": {"width": 2.5, "color": colour}, "size": 11},
        )


def _pale(sheet: ChartBuilder, past: Sequence[Row | None], measure: Measure, colour: str, x: str, y: str) -> None:
    """The same spans a year before, thin and pale under the line."""
    there = [row for row in past if row is not None]
    if any(row.value is not None for row in there):
        order = _strewn(there, measure) if len(there) == len(past) else list(range(len(past)))
        rows = [past[i] if i is not None else None for i in order]
        texts = [hover_lines(hover(measure, row, [], sheet.language)) if row else "" for row in rows]
        sheet.draw(
            "scatter",
            mode="lines+markers",
            x=order,
            y=[row.value if row else None for row in rows],
            xaxis=x,
            yaxis=y,
            line={"color": colour, "width": 1.5},
            marker={"color": colour, "size": 4},
            opacity=0.4,
            hovertext=texts,
            name=area(there[0], sheet.language),
        )


def _aim(sheet: ChartBuilder, aims: Sequence[Aim], spans: Sequence[Period], colour: str, x: str, y: str) -> None:
    """The path that a plan asks for, dashed; its source stands beside its points."""
    placed = [(at, aim) for aim in aims if (at := position(aim.quarter, spans)) is not None]
    if placed:
        texts = ["<br>".join(map(folded, aim.said.split("\n"))) for _, aim in placed]
        sheet.draw(
            "scatter",
            mode="lines+markers",
            x=[at for at, _ in placed],
            y=[aim.value for _, aim in placed],
            xaxis=x,
            yaxis=y,
            line={"color": colour, "width": 1.5, "dash": "dash"},
            hovertext=texts,
            name="",
            marker={"color": colour, "symbol": "diamond-open", "size": 9},
        )


def _names_at_ends(
    sheet: ChartBuilder,
    lines: Lines,
    colours: Sequence[str],
    y: str,
    top: float,
    pixels: float,
    names: Mapping[str, str],
) -> None:
    """The name of each line beside its last point, moved apart where they would cover each other."""
    ends = []
    for (key, rows), colour in zip(lines.items(), cycle(colours), strict=False):
        last = max((i for i, row in enumerate(rows) if row.value is not None), default=None)
        if last is not None and (value := rows[last].value) is not None:
            name = names.get(key) or area(rows[0], sheet.language)
            ends.append((value / (top * 1.08 or 1) * pixels, last, value, name, colour))
    at = float(-LABEL_GAP)
    for height, last, value, name, colour in sorted(ends):
        at = max(at + LABEL_GAP, height)
        font = {"color": colour, "size": SIZE}
        sheet.write(name, x=last, y=value, xref="x", yref=y, xanchor="left", xshift=9, yshift=at - height, font=font)


def _panel(
    sheet: ChartBuilder,
    answer: Answer,
    colours: Sequence[str],
    y: str,
    past: Past | None,
    aims: Aims | None,
    names: Mapping[str, str] | None = None,
) -> float:
    """All lines of an answer on one axis, with what is drawn under them; the highest figure."""
    lines, spans, measure = lines_of(answer), spans_of(answer), answer.measure
    for (key, rows), colour in zip(lines.items(), cycle(colours), strict=False):
        _pale(sheet, (past or {}).get(key, ()), measure, colour, "x", y)
        _aim(sheet, (aims or {}).get(key, ()), spans, colour, "x", y)
        _line(sheet, rows, measure, colour, "x", y, (names or {}).get(key, ""), asked=answer.question)
    sheet.breaks(measure, spans, y)
    return top_of(lines, measure, past, aims)


def trend(
    areas: Answer | None, nation: Answer, language: Language, past: Past | None = None, aims: Aims | None = None
) -> go.Figure:
    """A line for each province, and above them, on a scale of its own, the nation's; the nation alone without them."""
    measure, spans = nation.measure, spans_of(nation)
    panels: list[tuple[Answer, Sequence[str], float, float]] = [(nation, COLOURS, 0.0, 1.0)]
    if areas and measure.kind is Nature.INDEX:  # the nation has no score
        panels = [(areas, COLOURS, 0.0, 1.0)]
    elif areas:
        panels = [(nation, [GREY], 0.74, 1.0), (areas, COLOURS, 0.0, 0.66)]
    longest = max(len(area(rows[0], language)) for answer, *_ in panels for rows in lines_of(answer).values())
    height = 470 if areas else 360
    sheet = ChartBuilder(language, height, right=min(16 + 7 * longest, 150), top=28)
    for number, (answer, colours, low, high) in enumerate(panels):
        y = numbered("y", number)
        top = _panel(sheet, answer, colours, y, past, aims)
        small = {"nticks": 3, "dtick": None} if len(panels) > 1 and number == 0 else {}
        sheet.values(y, top, measure.whole, domain=[low, high], anchor="x", **small)
        _names_at_ends(sheet, lines_of(answer), colours, y, top, (high - low) * (height - 72), {})
        sheet.rules(spans, y, word=number == 0)
    sheet.time(spans, anchor=numbered("y", len(panels) - 1))
    return sheet.figure()


def panels(
    answers: Sequence[Answer], language: Language, pasts: Sequence[Past] = (), aims: Sequence[Aims] = ()
) -> go.Figure:
    """Several measures one below the other, each on a scale of its own; an area has one colour in all of them."""
    spans, share = spans_of(answers[0]), 1 / len(answers)
    longest = max(len(area(rows[0], language)) for answer in answers for rows in lines_of(answer).values())
    height = PANEL * len(answers) + 72
    sheet = ChartBuilder(language, height, right=min(16 + 7 * longest, 150), top=40)
    for number, answer in enumerate(answers):
        y, measure = numbered("y", number), answer.measure
        past, aim = (pasts[number] if pasts else None), (aims[number] if aims else None)
        top = _panel(sheet, answer, COLOURS, y, past, aim)
        domain = [1 - share * (number + 1) + 0.04 * share, 1 - share * number - 0.16 * share]
        sheet.values(y, top, measure.whole, domain=domain, anchor="x", nticks=4)
        _names_at_ends(sheet, lines_of(answer), COLOURS, y, top, (domain[1] - domain[0]) * (height - 84), {})
        named = f"{measure.code} · {measure.label.in_(language)} ({measure.unit.in_(language)})"
        sheet.write(named, xref="paper", yref=f"{y} domain", x=0, y=1, xanchor="left", yanchor="bottom", yshift=3)
        sheet.rules(spans, y, word=False)
    sheet.time(spans, anchor=numbered("y", len(answers) - 1))
    return sheet.figure()


def together(answers: Sequence[Answer], language: Language) -> go.Figure:
    """Measures that have become indices on one sheet: a line for each measure and area."""
    spans = spans_of(answers[0])
    several = len({key for answer in answers for key in lines_of(answer)}) > 1
    lines: dict[str, Sequence[Row]] = {}
    names: dict[str, str] = {}
    sheet = ChartBuilder(language, 470, right=150 if several else 70, top=28)
    colours = cycle(COLOURS)
    used = []
    for answer in answers:
        for key, rows in lines_of(answer).items():
            line = f"{answer.measure.code}/{key}"
            name = f"{answer.measure.code} · {area(rows[0], language)}" if several else answer.measure.code
            used.append(next(colours))
            _line(sheet, rows, answer.measure, used[-1], "x", "y", safe(name), asked=answer.question)
            lines[line], names[line] = rows, name
    top = top_of(lines, answers[0].measure)
    sheet.values("y", top, False, anchor="x")
    _names_at_ends(sheet, lines, used, "y", top, 470 - 72, names)
    sheet.breaks(answers[0].measure, spans, "y")
    sheet.rules(spans, "y")
    sheet.time(spans, anchor="y")
    return sheet.figure()


def multiples(
    areas: Answer, language: Language, across: int = 3, past: Past | None = None, aims: Aims | None = None
) -> go.Figure:
    """A small chart for each province, all on one scale, so that they can be compared by eye."""
    lines, spans, measure = lines_of(areas), spans_of(areas), areas.measure
    down = -(-len(lines) // across)
    sheet = ChartBuilder(language, 60 + SMALL * down, top=24, bottom=30, left=52)
    top, gap = top_of(lines, measure, past, aims), 24 / (SMALL * down)
    for n, (key, rows) in enumerate(lines.items()):
        line, column = divmod(n, across)
        x, y = numbered("x", n), numbered("y", n)
        _pale(sheet, (past or {}).get(key, ()), measure, COLOURS[0], x, y)
        _aim(sheet, (aims or {}).get(key, ()), spans, COLOURS[0], x, y)
        _line(sheet, rows, measure, COLOURS[0], x, y, small=True, asked=areas.question)
        domain = [1 - (line + 1) / down + gap / 3, 1 - line / down - gap]
        sheet.values(
            y,
            top,
            measure.whole,
            anchor=x,
            automargin=False,
            domain=domain,
            showticklabels=column == 0,
            tickvals=[0, top],
        )
        axis = {
            "domain": [column / across, (column + 1) / across - 0.02],
            "anchor": y,
            "range": [-0.5, len(spans) - 0.5],
            "showgrid": False,
            "fixedrange": True,
            "zeroline": False,
            "tickvals": [0, len(spans) - 1],
            "showticklabels": n + across >= len(lines),
            "tickfont": {"size": 10},
            "ticktext": [str(span.year) for span in (spans[0], spans[-1])],
        }
        sheet.set(**{axis_name(x): axis})
        sheet.rules(spans, y, x, word=False)
        name = area(rows[0], language)
        sheet.write(name, xref=f"{x} domain", yref=f"{y} domain", x=0, y=1, xanchor="left", yanchor="bottom")
    return sheet.figure()
