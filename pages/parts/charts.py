"""Trends: an answer in, a figure out. A gap stays a gap, a partial total is hollow and dashed, counts start at zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from data.model import Language, Period
from indicators.ask import Answer, Row, Standing
from indicators.define import Measure
from pages.parts import axis
from pages.parts.formats import area
from pages.parts.sentences import hover, lines_of

MOST_LINES = 6  # more than these on one sheet cannot be told apart
LABEL_GAP = 16  # pixels between the labels of two lines


def spans_of(answer: Answer) -> list[Period]:
    return sorted({row.period for row in answer.rows})


def _line(
    rows: Sequence[Row], measure: Measure, language: Language, colour: str, x: str, y: str, thick: float
) -> list[go.Scatter]:
    """A line where all is in; dashes with hollow points where it is not; nothing where there is nothing."""
    whole = [row.state is Standing.FINAL and row.value is not None for row in rows]
    partial = [row.value is not None and not sure for row, sure in zip(rows, whole, strict=True)]
    texts = [axis.said(hover(measure, row, rows, language)) for row in rows]
    places = list(range(len(rows)))
    shared = {"x": places, "xaxis": x, "yaxis": y, "hovertext": texts, "hovertemplate": "%{hovertext}<extra></extra>"}
    lone = [
        sure and not (i and whole[i - 1]) and not (i + 1 < len(rows) and whole[i + 1]) for i, sure in enumerate(whole)
    ]
    drawn = [
        go.Scatter(
            mode="lines+markers", y=[row.value if sure else None for row, sure in zip(rows, whole, strict=True)],
            line={"color": colour, "width": thick}, name=area(rows[0], language),
            marker={"color": colour, "size": [7 if alone else 5 for alone in lone]}, **shared,
        )
    ]  # fmt: skip
    if any(partial):
        # The dashes reach to the neighbours of a partial point; the neighbours themselves are drawn above.
        near = [any(partial[max(0, i - 1) : i + 2]) for i in places]
        drawn.append(
            go.Scatter(
                mode="lines+markers", y=[row.value if close else None for row, close in zip(rows, near, strict=True)],
                line={"color": colour, "width": thick, "dash": "dot"}, name=area(rows[0], language),
                marker={"color": colour, "symbol": "circle-open", "line": {"width": 2}, "size": [8 if p else 0.1 for p in partial]},
                **shared,
            )
        )  # fmt: skip
    return drawn


def _top(lines: Mapping[str, Sequence[Row]]) -> float:
    return max((row.value for rows in lines.values() for row in rows if row.value is not None), default=0)


def _names_at_ends(
    figure: go.Figure,
    lines: Mapping[str, Sequence[Row]],
    colours: Sequence[str],
    language: Language,
    y: str,
    top: float,
    pixels: float,
) -> None:
    """The name of each line beside its last point, moved apart where they would cover each other."""
    ends = []
    for (_, rows), colour in zip(lines.items(), colours, strict=False):
        last = max((i for i, row in enumerate(rows) if row.value is not None), default=None)
        if last is not None and (value := rows[last].value) is not None:
            ends.append((value / (top * 1.08 or 1) * pixels, last, value, area(rows[0], language), colour))
    at = float(-LABEL_GAP)
    for height, last, value, name, colour in sorted(ends):
        at = max(at + LABEL_GAP, height)
        figure.add_annotation(
            x=last, y=value, xref="x", yref=y, text=axis.safe(name), showarrow=False, xanchor="left", xshift=9,
            yshift=at - height, font={"color": colour, "size": axis.SIZE},
        )  # fmt: skip


def trend(areas: Answer | None, nation: Answer, language: Language) -> go.Figure:
    """A line for each province, and above them, on a scale of its own, the nation's; the nation alone without them."""
    measure = nation.measure
    spans, above = spans_of(nation), lines_of(nation)
    below = lines_of(areas) if areas else {}
    longest = max((len(area(rows[0], language)) for rows in [*above.values(), *below.values()]), default=0)
    figure = axis.sheet(language, 470 if below else 360, right=min(16 + 7 * longest, 150), top=28)
    room = {"nation": (0.74, 1.0), "areas": (0.0, 0.66)} if below else {"nation": (0.0, 1.0)}
    inner = (470 if below else 360) - 72
    panels: list[tuple[str, dict[str, list[Row]], Sequence[str]]] = [
        ("nation", above, [axis.GREY if below else axis.COLOURS[0]])
    ]
    panels += [("areas", below, axis.COLOURS)] if below else []
    for number, (panel, lines, colours) in enumerate(panels, start=1):
        name = "y" if number == 1 else "y2"
        top = _top(lines)
        if measure.unit.vi == "%":
            top = max(top, 100)
        for (_, rows), colour in zip(lines.items(), colours, strict=False):
            for trace in _line(rows, measure, language, colour, "x", name, 2.5):
                figure.add_trace(trace)
        low, high = room[panel]
        axis.value_axis(
            figure, whole=measure.whole, top=top, name=name.replace("y", "yaxis"), domain=[low, high], anchor="x"
        )
        if panel == "nation" and below:
            figure.update_layout(yaxis={"nticks": 3, "dtick": None})
        _names_at_ends(figure, lines, colours, language, name, top, (high - low) * inner)
        axis.rules(figure, spans, language, y=f"{name} domain", word=number == 1)
    axis.time_axis(figure, spans, language)
    if below:
        figure.update_layout(xaxis={"anchor": "y2"})
    return figure


def multiples(areas: Answer, language: Language, across: int = 3) -> go.Figure:
    """A small chart for each province, all on one scale, so that they can be compared by eye."""
    lines, spans, measure = lines_of(areas), spans_of(areas), areas.measure
    rows_down = -(-len(lines) // across)
    figure = axis.sheet(language, 60 + 118 * rows_down, top=24, bottom=30, left=52)
    top = _top(lines)
    for n, rows in enumerate(lines.values()):
        down, right = divmod(n, across)
        x, y = f"x{n + 1}" if n else "x", f"y{n + 1}" if n else "y"
        left, low = right / across, 1 - (down + 1) / rows_down
        gap = 24 / (118 * rows_down)
        for trace in _line(rows, measure, language, axis.COLOURS[0], x, y, 1.5):
            figure.add_trace(trace.update(marker={"size": 3} if trace.line.dash is None else {}))
        axis.value_axis(
            figure, whole=measure.whole, top=top, name=y.replace("y", "yaxis"), anchor=x, automargin=False,
            domain=[low + gap / 3, 1 - down / rows_down - gap], showticklabels=right == 0, tickvals=[0, top],
        )  # fmt: skip
        figure.update_layout(
            {
                x.replace("x", "xaxis"): {
                    "domain": [left, left + 1 / across - 0.02], "anchor": y, "range": [-0.5, len(spans) - 0.5], "showgrid": False,
                    "fixedrange": True, "zeroline": False, "tickvals": [0, len(spans) - 1], "showticklabels": down == rows_down - 1,
                    "ticktext": [str(span.year) for span in (spans[0], spans[-1])], "tickfont": {"size": 10},
                }
            }
        )  # fmt: skip
        axis.rules(figure, spans, language, x=x, y=f"{y} domain", word=False)
        figure.add_annotation(
            xref=f"{x} domain", yref=f"{y} domain", x=0, y=1, text=axis.safe(area(rows[0], language)),
            showarrow=False, xanchor="left", yanchor="bottom", font={"size": axis.SIZE},
        )  # fmt: skip
    return figure
