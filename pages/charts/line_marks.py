"""One line of a chart: how its figures stand on it, what they say and where they lead; last year’s beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, NamedTuple

from data.model import Language, Period
from data.places import PLACES
from indicators.define import Measure
from indicators.engine.answer import Question, Row, Standing
from indicators.engine.growth import compare
from pages.charts.area_figures import by_of
from pages.charts.axis import SIZE, ChartBuilder, folded, hover_lines, position
from pages.ui.formats import EXPLAINED, area, change, entry, nearly
from pages.ui.page_links import leads
from pages.ui.sentences import hover, running, year_before
from pages.ui.session import ask

SAME = "cung-nhom"  # key of the line of those provinces alone that are known in every period


class Aim(NamedTuple):
    """What a plan asks of an area by the end of a quarter (its index), and the words beside that point."""

    quarter: int
    value: float
    said: str


def _strewn(rows: Sequence[Row], measure: Measure, asked: Question | None = None) -> list[int | None]:
    """The places of the rows, with a gap before each new year where the figures begin again from nothing, and before
    the months so far of a year that is not over."""
    order: list[int | None] = []
    for i, row in enumerate(rows):
        anew = i and row.period.part == "Q1" and not rows[i - 1].period.part and not measure.at_date
        if anew or (asked and running(row, asked)):
            order.append(None)
        order.append(i)
    return order


def _same_months(row: Row, asked: Question) -> list[Row]:
    """Of the year before, with which the months so far are compared."""
    before = row.period.year_before()
    only = (row.key,) if row.key in PLACES.versions else ()
    found = ask(replace(asked, first=before, last=before, grain=before.grain, by=by_of(row.key), provinces=only)).rows
    return [one for one in found if (one.key, one.item) == (row.key, row.item)]


class LineMark(StrEnum):
    """How a figure stands on its line."""

    NOTHING = "nothing"
    WHOLE = "whole"
    NEARLY = "nearly"  # a few of many provinces are missing
    LITTLE = "little"  # so many are, or quarters, that the height says more of who sent
    APART = "apart"  # the months so far of a year that is not over
    CROSSED = "crossed"  # two totals contradict it, so that it has no height


def _mark(row: Row, asked: Question | None) -> LineMark:
    if row.value is None:
        return LineMark.CROSSED if row.conflict else LineMark.NOTHING
    if asked is not None and running(row, asked):
        return LineMark.APART
    if row.conflict or (row.state is not Standing.FINAL and not nearly(row)):
        return LineMark.LITTLE
    return LineMark.WHOLE if row.state is Standing.FINAL else LineMark.NEARLY


def draw(
    sheet: ChartBuilder,
    rows: Sequence[Row],
    measure: Measure,
    colour: str,
    x: str,
    y: str,
    name: str = "",
    small: bool = False,
    asked: Question | None = None,
    shared_by: Mapping[Period, int] | None = None,
) -> None:
    """A line through what is all there, or nearly, then paler; dashes with hollow points where little is; a mark apart
    for the months of a year that still runs; nothing where there is nothing."""
    order = _strewn(rows, measure, asked)
    marks = [_mark(row, asked) for row in rows]
    shared = _shared(rows, order, measure, sheet.language, asked)
    if shared_by:  # above its own words stand all lines of the period, told once for the whole sheet
        places = [None if i is None else shared_by.get(rows[i].period) for i in order]
        shared["hovertemplate"] = [f"%{{layout.meta[{n}]}}%{{hovertext}}" if n is not None else "" for n in places]
    shared |= {"xaxis": x, "yaxis": y, "name": name or area(rows[0], sheet.language)}
    width, full, hollow = (1.5, 3, 6) if small else (2.5, 5, 8)

    def at(*kinds: LineMark) -> list[float | None]:
        return [rows[i].value or 0 if i is not None and marks[i] in kinds else None for i in order]

    solid: dict[str, Any] = {"color": colour, "size": full}
    if LineMark.NEARLY in marks:  # a halo, paler and larger than a mark
        pale_ = [i is not None and marks[i] is LineMark.NEARLY for i in order]
        solid |= {
            "size": [full + 5 if each else full for each in pale_],
            "opacity": [0.35 if each else 1 for each in pale_],
        }
    sheet.draw(
        "scatter", y=at(LineMark.WHOLE, LineMark.NEARLY), line={"color": colour, "width": width}, marker=solid, **shared
    )
    if LineMark.LITTLE in marks:
        # The dashes reach to the neighbours of such a point; the neighbours themselves stand on the line.
        near = [
            LineMark.LITTLE in marks[max(0, i - 1) : i + 2] and marks[i] is not LineMark.APART for i in range(len(rows))
        ]
        sizes = [hollow if i is not None and marks[i] is LineMark.LITTLE else 0.1 for i in order]
        marker: dict[str, Any] = {"color": colour, "symbol": "circle-open", "line": {"width": 2}, "size": sizes}
        heights = [rows[i].value if i is not None and near[i] else None for i in order]
        sheet.draw("scatter", y=heights, line={"color": colour, "width": width, "dash": "dot"}, marker=marker, **shared)
    if LineMark.APART in marks:
        last = rows[marks.index(LineMark.APART)]
        few = last.state is not Standing.FINAL and not nearly(last)
        marker = {"color": colour, "size": full + 4, "symbol": "square-open" if few else "square"}
        text = {"text": last.period.months.in_(sheet.language), "textposition": "top center"}
        shown: dict[str, Any] = {"mode": "markers"} if small else {"mode": "markers+text", **text}
        sheet.draw("scatter", y=at(LineMark.APART), marker=marker, **shared | shown)
    if any(row.reasons and row.value is not None for row in rows):
        told = [rows[i].value if i is not None and rows[i].reasons else None for i in order]
        font = {"color": colour, "size": SIZE + 1}
        above = {"mode": "text", "text": EXPLAINED, "textposition": "top center", "textfont": font, "cliponaxis": False}
        sheet.draw("scatter", y=told, **shared | above)
    if LineMark.CROSSED in marks:
        marker = {"color": colour, "symbol": "x-thin", "line": {"width": 2.5, "color": colour}, "size": 11}
        sheet.draw("scatter", y=at(LineMark.CROSSED), cliponaxis=False, marker=marker, **shared | {"mode": "markers"})


def in_short(measure: Measure, row: Row, rows: Sequence[Row], language: Language) -> str:
    """`Huế  2.283  ▲ 11,0 %`: name, figure, change, how many of its areas it holds."""
    before = year_before(row, rows)
    growth = compare(row, before, measure)
    known = growth.difference is not None and before is not None
    moved = change(measure, row.value or 0, before.value or 0, language) if known and before else ""
    return "  ".join(filter(None, [area(row, language), entry(measure, row, language), moved]))


def _shared(
    rows: Sequence[Row], order: Sequence[int | None], measure: Measure, language: Language, asked: Question | None
) -> dict[str, Any]:
    """What all marks of a line have: where they stand, what they say and where they lead."""
    beside = [*rows, *(before for row in rows if asked and running(row, asked) for before in _same_months(row, asked))]
    texts = ["" if i is None else hover_lines(hover(measure, rows[i], beside, language)) for i in order]
    shared: dict[str, Any] = {"mode": "lines+markers", "x": order, "hovertext": texts}
    if asked is not None:
        points = (None if i is None or rows[i].key == SAME else (rows[i].period, rows[i].key) for i in order)
        shared |= leads(asked.measure, points, asked.boundary, language, asked.split, rows[0].item)
    return shared


def pale(sheet: ChartBuilder, past: Sequence[Row | None], measure: Measure, colour: str, x: str, y: str) -> None:
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


def aim(sheet: ChartBuilder, aims: Sequence[Aim], spans: Sequence[Period], colour: str, x: str, y: str) -> None:
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
