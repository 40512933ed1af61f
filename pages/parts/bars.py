"""Parts of a whole and rankings, as bars: an answer in, a figure out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from data.model import Language, Period
from indicators.ask import Answer, Row, Standing
from pages.parts import axis, words
from pages.parts.charts import hover, spans_of
from pages.parts.formats import amount, entry

MOST_PARTS = 9  # of ten colours one is kept for all the rest
HATCH = "/"


def _rest(answer: Answer) -> dict[str, str]:
    """For each item the one it is drawn under: the largest stand for themselves, the others together."""
    sums: dict[str, float] = dict.fromkeys(answer.items, 0.0)
    for row in answer.rows:
        sums[row.item] = sums.get(row.item, 0.0) + (row.value or 0.0)
    ranked = sorted(sums, key=lambda item: sums[item], reverse=True)
    kept = set(ranked if len(ranked) <= MOST_PARTS + 1 else ranked[:MOST_PARTS])
    return {item: item if item in kept else "" for item in sums if sums[item] or item in kept}


def stacked(answer: Answer, language: Language) -> go.Figure:
    """What a total is made of, period by period; for a ratio, a line for each part. One panel an area."""
    spans, measure = spans_of(answer), answer.measure
    under = _rest(answer)
    shown = [item for item in answer.items if under.get(item) == item] + ([""] if "" in under.values() else [])
    areas = list(dict.fromkeys((row.key, row.name.in_(language)) for row in answer.rows))
    height = 250 * len(areas) + 90 + 22 * -(-len(shown) // 3)
    figure = axis.sheet(language, height, top=28)
    share = 1 / len(areas)
    for number, (key, name) in enumerate(areas):
        y = f"y{number + 1}" if number else "y"
        heap: dict[Period, float] = {}
        for place, item in enumerate(shown):
            parts: dict[Period, list[Row]] = {}
            for row in answer.rows:
                if row.key == key and under.get(row.item) == item:
                    parts.setdefault(row.period, []).append(row)
            label = answer.items[item].in_(language) if item else words.ALL_OTHERS.in_(language)
            values, texts, hatched = [], [], []
            for span in spans:
                known = [row for row in parts.get(span, []) if row.value is not None]
                total = sum(row.value or 0 for row in known) if known else None
                values.append(total)
                heap[span] = (
                    heap.get(span, 0) + (total or 0) if measure.unit.vi != "%" else max(heap.get(span, 0), total or 0)
                )
                lone = parts[span][0] if parts.get(span) else None
                own = [row for row in answer.rows if lone and row.key == key and row.item == lone.item]
                text = hover(measure, lone._replace(value=total), own, language, label) if lone else ""
                texts.append(text)
                hatched.append(HATCH if any(row.state is Standing.PARTIAL for row in known) else "")
            shared = {
                "x": list(range(len(spans))), "y": values, "name": axis.safe(label), "yaxis": y, "hovertext": texts,
                "hovertemplate": "%{hovertext}<extra></extra>", "legendgroup": item, "showlegend": number == 0,
            }  # fmt: skip
            colour = axis.COLOURS[place % len(axis.COLOURS)]
            if measure.unit.vi == "%":
                figure.add_trace(go.Scatter(mode="lines+markers", line={"color": colour, "width": 2}, **shared))
            else:
                pattern = {"shape": hatched, "fgcolor": "rgba(255,255,255,0.7)", "size": 5, "solidity": 0.3}
                figure.add_trace(go.Bar(marker={"color": colour, "line": {"width": 0}, "pattern": pattern}, **shared))
        bottom = 1 - share * (number + 1)
        axis.value_axis(
            figure, whole=measure.whole, top=max(heap.values(), default=0), name=y.replace("y", "yaxis"), anchor="x",
            domain=[bottom + (0.06 * share if number + 1 < len(areas) else 0), 1 - share * number - 0.12 * share],
        )  # fmt: skip
        figure.add_annotation(
            xref="paper", yref=f"{y} domain", x=0, y=1, text=f"<b>{axis.safe(name)}</b>", showarrow=False, xanchor="left",
            yanchor="bottom", yshift=2,
        )  # fmt: skip
        axis.rules(figure, spans, language, y=f"{y} domain", word=False)
    axis.time_axis(figure, spans, language)
    figure.update_layout(
        barmode="stack", bargap=0.25, showlegend=True, margin={"b": 60 + 22 * -(-len(shown) // 3)},
        xaxis={"anchor": f"y{len(areas)}" if len(areas) > 1 else "y"},
        legend={"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom", "x": 0, "traceorder": "normal", "itemclick": False, "itemdoubleclick": False},
    )  # fmt: skip
    return figure


def compared(answers: Sequence[Answer], names: Mapping[str, str], language: Language) -> go.Figure:
    """The items of one breakdown from top to bottom, a column of bars for each measure, in one period.

    The order is that of the first measure; the bars say their figures, so there is no axis to read off.
    """
    first = {row.item: row.value or 0 for row in answers[0].rows}
    items = [
        item
        for item in sorted(first, key=lambda item: first[item])
        if any(r.value for a in answers for r in a.rows if r.item == item)
    ]
    figure = axis.sheet(language, 64 + 28 * max(len(items), 1), top=34, bottom=8)
    for number, answer in enumerate(answers):
        x = f"x{number + 1}" if number else "x"
        rows = {row.item: row for row in answer.rows}
        values = [rows[item].value if item in rows else None for item in items]
        figure.add_trace(
            go.Bar(
                orientation="h", y=[axis.safe(names[item]) for item in items], x=values, xaxis=x, yaxis="y",
                marker={"color": axis.COLOURS[number], "pattern": {"shape": [HATCH if item in rows and rows[item].state is Standing.PARTIAL else "" for item in items], "fgcolor": "rgba(255,255,255,0.7)", "size": 5, "solidity": 0.3}},
                text=[amount(answer.measure, value, language) if value is not None else "–" for value in values],
                textposition="outside", cliponaxis=False, hovertemplate="%{hovertext}<extra></extra>",
                hovertext=[hover(answer.measure, rows[item], [], language, names[item]) if item in rows else "" for item in items],
            )
        )  # fmt: skip
        width = 1 / len(answers)
        figure.update_layout(
            {
                x.replace("x", "xaxis"): {
                    "domain": [number * width, (number + 1) * width - (0.04 if number + 1 < len(answers) else 0)],
                    "range": [0, (max((v or 0 for v in values), default=0) * 1.3) or 1], "visible": False, "fixedrange": True,
                }
            }
        )  # fmt: skip
        figure.add_annotation(
            xref=f"{x} domain", yref="paper", x=0, y=1, yanchor="bottom", xanchor="left", showarrow=False, yshift=6,
            text=f"<b>{axis.safe(answer.measure.label.in_(language))}</b>" if len(answers) == 1 else f"<b>{answer.measure.code}</b> · {answer.measure.unit.in_(language)}",
        )  # fmt: skip
    figure.update_layout(yaxis={"automargin": True, "fixedrange": True, "showgrid": False, "ticks": ""}, bargap=0.3)
    return figure


def ranking(answer: Answer, language: Language, looked_at: str = "") -> go.Figure:
    """The provinces of one period from most to least, those without a figure last and said so in words."""
    rows = sorted(answer.rows, key=lambda row: (row.value is not None, row.value or 0))
    figure = axis.sheet(language, 40 + 22 * max(len(rows), 1), top=8, bottom=8)
    top = max((row.value or 0 for row in rows), default=0)
    figure.add_trace(
        go.Bar(
            orientation="h", y=[row.key for row in rows], x=[row.value or 0 for row in rows],
            marker={
                "color": [axis.COLOURS[0] if row.key == looked_at or not looked_at else axis.GREY for row in rows],
                "pattern": {"shape": [HATCH if row.state is Standing.PARTIAL else "" for row in rows], "fgcolor": "rgba(255,255,255,0.7)", "size": 5, "solidity": 0.3},
            },
            text=[entry(answer.measure, row, language) for row in rows], textposition="outside", cliponaxis=False,
            hovertext=[hover(answer.measure, row, [], language) for row in rows], hovertemplate="%{hovertext}<extra></extra>",
        )
    )  # fmt: skip
    figure.update_layout(
        xaxis={"visible": False, "fixedrange": True, "range": [0, top * 1.3 or 1]}, bargap=0.25,
        yaxis={"automargin": True, "fixedrange": True, "showgrid": False, "tickvals": [row.key for row in rows], "ticktext": [axis.safe(row.name.in_(language)) for row in rows]},
    )  # fmt: skip
    return figure
