"""How many provinces a sum holds, period by period: a strip under its chart."""

from collections.abc import Sequence

from indicators.engine.answer import Row, Standing
from pages.charts.axis import GREY, ChartBuilder, axis_name, hover_lines
from pages.texts import common, completeness
from pages.ui.formats import held, listed, names, nearly

PIXELS, SHARE = 34, 0.8  # of the strip, and how much of it are bars and numbers
STRENGTH = {True: "rgba(128,128,128,0.65)", False: "rgba(128,128,128,0.3)"}  # nearly all of them, or not


def wanted(rows: Sequence[Row]) -> bool:
    """Only of sums of several provinces, and only where someone is missing."""
    return any(row.expected > 1 for row in rows) and any(row.state is Standing.PARTIAL for row in rows)


def draw(sheet: ChartBuilder, rows: Sequence[Row], y: str, high: float) -> None:
    """A bar a period, as high as the share that is in, and under it how many that is; beside it who is not."""
    shares = [row.reported / row.expected if row.expected else None for row in rows]
    texts = []
    for row in rows:
        told = [
            f"{row.period.label.in_(sheet.language)}: {held(row, sheet.language)} {common.PROVINCES.in_(sheet.language)}"
        ]
        if row.missing and row.reported:
            told.append(
                f"{common.STILL_MISSING.in_(sheet.language)}: {listed(names(row.missing, row, sheet.language), sheet.language, 12)}"
            )
        texts.append(hover_lines("\n".join(told)))
    marker = {"color": [GREY if row.state is Standing.FINAL else STRENGTH[nearly(row)] for row in rows]}
    sheet.draw("bar", x=list(range(len(rows))), y=shares, yaxis=y, marker=marker, hovertext=texts, name="")
    for at, row in enumerate(rows):
        if row.reported:
            sheet.write(str(row.reported), xref="x", yref=y, x=at, y=-0.7, font={"size": 10})
    axis = {"domain": [0, high], "range": [-1.4, 1], "visible": False, "fixedrange": True, "anchor": "x"}
    sheet.set(**{axis_name(y): axis}, bargap=0.08)
    said = completeness.IN_THE_SUM.in_(sheet.language)
    sheet.write(
        said,
        xref="paper",
        yref="paper",
        x=1,
        y=high / 2,
        xanchor="left",
        yanchor="middle",
        font={"size": 10},
    )
