"""One figure at a glance: its value, its change, its course in small, and how many provinces it holds."""

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from itertools import pairwise

from data.model import Language, Text
from data.places import Boundary
from indicators.define import Measure
from indicators.engine.answer import STANDING_LABELS, Row, Standing
from indicators.engine.growth import Alike, Growth
from pages.charts.area_figures import AreaFigure
from pages.texts import common, lineage
from pages.ui import reason_marks
from pages.ui.formats import EXPLAINED, beside_unit, held, nearly
from pages.ui.formats import figure as figure_text
from pages.ui.page_links import source
from pages.ui.sentences import growth_said, moved_alike, without

WIDE, HIGH, EDGE = 220, 44, 5
# A picture apart from the page, so it asks the reader's system itself whether to be light or dark, as the theme does.
INK = (
    "line{stroke:#9a1b2b;stroke-width:2}.full{fill:#9a1b2b}.hollow{fill:#fff;stroke:#9a1b2b;stroke-width:1.5}"
    "text{font:10px sans-serif;fill:#1f2328}"
    "@media(prefers-color-scheme:dark){line{stroke:#f0808b}.full{fill:#f0808b}.hollow{fill:#14171b;stroke:#f0808b}"
    "text{fill:#e8e6e1}}"
)


def sparkline(rows: Sequence[Row], words_for_it: str, wide: int = WIDE, high: int = HIGH) -> str:
    """A picture of a series: a gap where nothing is known, a hollow point where a total is partial, a sign at what was
    explained."""
    top = max((row.value for row in rows if row.value is not None), default=0) or 1
    step = (wide - 2 * EDGE) / max(len(rows) - 1, 1)
    points = [
        None if row.value is None else (EDGE + i * step, high - EDGE - row.value / top * (high - 2 * EDGE))
        for i, row in enumerate(rows)
    ]
    drawn = []
    for (a, before), (b, after) in pairwise(zip(points, rows, strict=True)):
        if a and b:
            sure = all(one.state is Standing.FINAL or nearly(one) for one in (before, after))
            dash = "" if sure else ' stroke-dasharray="2 3"'
            drawn.append(f'<line x1="{a[0]:.1f}" y1="{a[1]:.1f}" x2="{b[0]:.1f}" y2="{b[1]:.1f}"{dash}/>')
    last = max((i for i, point in enumerate(points) if point), default=None)
    for i, (point, row) in enumerate(zip(points, rows, strict=True)):
        hollow = row.state is Standing.PARTIAL and not nearly(row)
        if point and (hollow or i == last):
            drawn.append(
                f'<circle cx="{point[0]:.1f}" cy="{point[1]:.1f}" r="3" class="{"hollow" if hollow else "full"}"/>'
            )
        if point and row.reasons:
            side = -4 if point[1] > 12 else 11  # over the line; where there is no room, under it
            drawn.append(f'<text x="{point[0]:.1f}" y="{point[1] + side:.1f}" text-anchor="middle">{EXPLAINED}</text>')
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">'
        f"<style>{INK}</style>{''.join(drawn)}</svg>"
    )
    return f'<img class="spark" alt="{escape(words_for_it)}" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'


def change(measure: Measure, growth: Growth, language: Language, same: Alike | None = None) -> str:
    """The change from the same span of last year, or why it cannot be told; `same`: of those that gave both."""
    now, before = growth.now, growth.before
    if now.value is None:
        return ""
    if before is None or before.state is Standing.NOT_APPLICABLE:
        return common.NO_YEAR_BEFORE.in_(language)
    if growth.why is None:
        return growth_said(measure, growth, language) + without(measure, same, language)
    if same is not None:
        return moved_alike(measure, same, language)
    return common.NOT_COMPARED.in_(language).format(why=growth.why.in_(language))


def card(
    figure: AreaFigure,
    language: Language,
    same: Alike | None = None,
    aim: str = "",
    link: str = "",
    boundary: Boundary | None = None,
) -> str:
    """The card of one area's figure, as HTML; `aim` is HTML of ours, everything else is escaped.

    `link`: where its name leads; of a `boundary` the figure leads to where it came from.
    """
    measure, now = figure.measure, figure.now
    known = now.value is not None
    coverage = STANDING_LABELS[now.state].in_(language)
    if now.expected > 1:
        share = held(now, language)
        share = f"{share} {common.PROVINCES.in_(language)}" if share[-1].isdigit() else share
        coverage = common.COVERAGE.in_(language).format(share=share)
    mark = "full" if now.state is Standing.FINAL else "half" if known else "none"
    value, unit = escape(figure_text(measure, now, language)), ""
    if now.value is not None:
        told, of = beside_unit(measure, now.value, language)
        value, unit = escape(f"{now.bound} {told}".strip()), f' <span class="unit">{escape(of)}</span>'
    told = reason_marks.mark(now.reasons, language, now.sender_notes)
    if boundary is not None:
        origin = source(measure.code, now.period, now.key, boundary, language)
        value = (
            f'<a href="{escape(origin)}" target="_self" title="{escape(lineage.WHERE_FROM.in_(language))}">{value}</a>'
        )
    name = escape(measure.label.in_(language))
    name = f'<a href="{escape(link)}" target="_self">{name}</a>' if link else name
    return (
        f'<div class="card"><div class="name">{name}</div>'
        f'<div class="span">{escape(now.period.label.in_(language))}</div>'
        f'<div class="figure{"" if known else " none"}">{value}{unit}{told}</div>'
        f'<div class="moved">{escape(change(measure, figure.growth, language, same))}&nbsp;</div>'
        f"{sparkline(figure.course, course_said(figure, language))}{aim}"
        f'<div class="held"><span class="dot {mark}"></span> {escape(coverage)}</div></div>'
    )


def course_said(figure: AreaFigure, language: Language) -> str:
    """What a small picture shows, for those who do not see it."""
    known = [row for row in figure.course if row.value is not None]
    if not known:
        return Text("Chưa có số liệu", "No figures").in_(language)
    first, last = known[0], known[-1]
    ends = [f"{row.period.label.in_(language)}: {figure_text(figure.measure, row, language)}" for row in (first, last)]
    return Text(f"Diễn biến, {ends[0]}; {ends[1]}", f"Course, {ends[0]}; {ends[1]}").in_(language)
