"""Trends: an answer in, a figure out. A gap stays a gap, a partial total is hollow and dashed, counts start at zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from data.model import Language, Period
from indicators.ask import Answer, Row, Standing
from indicators.define import Measure, Nature
from pages.parts.axis import COLOURS, GREY, SIZE, Sheet, axis_name, numbered, said
from pages.parts.formats import area
from pages.parts.sentences import hover, lines_of

MOST_LINES = 6  # more than these on one sheet cannot be told apart
LABEL_GAP = 16  # pixels between the labels of two lines
SMALL = 118  # pixels of a small chart

Lines = Mapping[str, Sequence[Row]]


def spans_of(answer: Answer) -> list[Period]:
    return sorted({row.period for row in answer.rows})


def top_of(lines: Lines, measure: Measure) -> float:
    """The highest figure; a share is always seen against the whole."""
    highest = max((row.value for rows in lines.values() for row in rows if row.value is not None), default=0)
    return max(highest, 100) if measure.kind is Nature.RATIO else highest


def _line(
    sheet: Sheet, rows: Sequence[Row], measure: Measure, colour: str, x: str, y: str, small: bool = False
) -> None:
    """A line where all is in; dashes with hollow points where it is not; nothing where there is nothing."""
    known = [row.value is not None for row in rows]
    whole = [there and row.state is Standing.FINAL for row, there in zip(rows, known, strict=True)]
    partial = [there and not sure for there, sure in zip(known, whole, strict=True)]
    # The dashes reach to the neighbours of a partial point; the neighbours themselves stand on the line.
    near = [any(partial[max(0, i - 1) : i + 2]) for i in range(len(rows))]
    texts = [said(hover(measure, row, rows, sheet.language)) for row in rows]
    shared = {"mode": "lines+markers", "x": list(range(len(rows))), "xaxis": x, "yaxis": y, "hovertext": texts, "name": area(rows[0], sheet.language)}  # fmt: skip
    width, full, hollow = (1.5, 3, 6) if small else (2.5, 5, 8)
    sheet.draw(
        "scatter", y=[row.value if sure else None for row, sure in zip(rows, whole, strict=True)],
        line={"color": colour, "width": width}, marker={"color": colour, "size": full}, **shared,
    )  # fmt: skip
    if any(partial):
        marker = {"color": colour, "symbol": "circle-open", "line": {"width": 2}, "size": [hollow if p else 0.1 for p in partial]}  # fmt: skip
        sheet.draw(
            "scatter", y=[row.value if close else None for row, close in zip(rows, near, strict=True)],
            line={"color": colour, "width": width, "dash": "dot"}, marker=marker, **shared,
        )  # fmt: skip


def _names_at_ends(sheet: Sheet, lines: Lines, colours: Sequence[str], y: str, top: float, pixels: float) -> None:
    """The name of each line beside its last point, moved apart where they would cover each other."""
    ends = []
    for rows, colour in zip(lines.values(), colours, strict=False):
        last = max((i for i, row in enumerate(rows) if row.value is not None), default=None)
        if last is not None and (value := rows[last].value) is not None:
            ends.append((value / (top * 1.08 or 1) * pixels, last, value, area(rows[0], sheet.language), colour))
    at = float(-LABEL_GAP)
    for height, last, value, name, colour in sorted(ends):
        at = max(at + LABEL_GAP, height)
        font = {"color": colour, "size": SIZE}
        sheet.write(name, x=last, y=value, xref="x", yref=y, xanchor="left", xshift=9, yshift=at - height, font=font)


def trend(areas: Answer | None, nation: Answer, language: Language) -> go.Figure:
    """A line for each province, and above them, on a scale of its own, the nation's; the nation alone without them."""
    measure, spans = nation.measure, spans_of(nation)
    panels: list[tuple[Lines, Sequence[str], float, float]] = [(lines_of(nation), COLOURS, 0.0, 1.0)]
    if areas:
        panels = [(lines_of(nation), [GREY], 0.74, 1.0), (lines_of(areas), COLOURS, 0.0, 0.66)]
    longest = max(len(area(rows[0], language)) for lines, *_ in panels for rows in lines.values())
    height = 470 if areas else 360
    sheet = Sheet(language, height, right=min(16 + 7 * longest, 150), top=28)
    for number, (lines, colours, low, high) in enumerate(panels):
        y, top = numbered("y", number), top_of(lines, measure)
        for rows, colour in zip(lines.values(), colours, strict=False):
            _line(sheet, rows, measure, colour, "x", y)
        small = {"nticks": 3, "dtick": None} if areas and number == 0 else {}
        sheet.values(y, top, measure.whole, domain=[low, high], anchor="x", **small)
        _names_at_ends(sheet, lines, colours, y, top, (high - low) * (height - 72))
        sheet.rules(spans, y, word=number == 0)
    sheet.time(spans, anchor=numbered("y", len(panels) - 1))
    return sheet.figure()


def multiples(areas: Answer, language: Language, across: int = 3) -> go.Figure:
    """A small chart for each province, all on one scale, so that they can be compared by eye."""
    lines, spans, measure = lines_of(areas), spans_of(areas), areas.measure
    down = -(-len(lines) // across)
    sheet = Sheet(language, 60 + SMALL * down, top=24, bottom=30, left=52)
    top, gap = top_of(lines, measure), 24 / (SMALL * down)
    for n, rows in enumerate(lines.values()):
        line, column = divmod(n, across)
        x, y = numbered("x", n), numbered("y", n)
        _line(sheet, rows, measure, COLOURS[0], x, y, small=True)
        domain = [1 - (line + 1) / down + gap / 3, 1 - line / down - gap]
        sheet.values(y, top, measure.whole, anchor=x, automargin=False, domain=domain, showticklabels=column == 0, tickvals=[0, top])  # fmt: skip
        axis = {
            "domain": [column / across, (column + 1) / across - 0.02], "anchor": y, "range": [-0.5, len(spans) - 0.5],
            "showgrid": False, "fixedrange": True, "zeroline": False, "tickvals": [0, len(spans) - 1],
            "showticklabels": n + across >= len(lines), "tickfont": {"size": 10},
            "ticktext": [str(span.year) for span in (spans[0], spans[-1])],
        }  # fmt: skip
        sheet.set(**{axis_name(x): axis})
        sheet.rules(spans, y, x, word=False)
        name = area(rows[0], language)
        sheet.write(name, xref=f"{x} domain", yref=f"{y} domain", x=0, y=1, xanchor="left", yanchor="bottom")
    return sheet.figure()
