"""One figure at a glance: its value, its change, its course in small, and how many provinces it holds."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from itertools import pairwise

from data.model import Language, Text
from indicators.ask import STANDING_LABELS, Answer, Row, Standing
from pages.parts import words
from pages.parts.formats import amount, held
from pages.parts.sentences import moved, year_before

WIDE, HIGH, EDGE = 220, 44, 5
# A picture apart from the page, so it asks the reader's system itself whether to be light or dark, as the theme does.
INK = (
    "line{stroke:#9a1b2b;stroke-width:2}.full{fill:#9a1b2b}.hollow{fill:#fff;stroke:#9a1b2b;stroke-width:1.5}"
    "@media(prefers-color-scheme:dark){line{stroke:#f0808b}.full{fill:#f0808b}.hollow{fill:#14171b;stroke:#f0808b}}"
)


def sparkline(rows: Sequence[Row], words_for_it: str) -> str:
    """A picture of a series: a gap where nothing is known, a hollow point where a total is partial."""
    top = max((row.value for row in rows if row.value is not None), default=0) or 1
    step = (WIDE - 2 * EDGE) / max(len(rows) - 1, 1)
    points = [
        None if row.value is None else (EDGE + i * step, HIGH - EDGE - row.value / top * (HIGH - 2 * EDGE))
        for i, row in enumerate(rows)
    ]
    drawn = []
    for (a, before), (b, after) in pairwise(zip(points, rows, strict=True)):
        if a and b:
            sure = before.state is after.state is Standing.FINAL
            dash = "" if sure else ' stroke-dasharray="2 3"'
            drawn.append(f'<line x1="{a[0]:.1f}" y1="{a[1]:.1f}" x2="{b[0]:.1f}" y2="{b[1]:.1f}"{dash}/>')
    last = max((i for i, point in enumerate(points) if point), default=None)
    for i, (point, row) in enumerate(zip(points, rows, strict=True)):
        hollow = row.state is Standing.PARTIAL
        if point and (hollow or i == last):
            drawn.append(
                f'<circle cx="{point[0]:.1f}" cy="{point[1]:.1f}" r="3" class="{"hollow" if hollow else "full"}"/>'
            )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{HIGH}" viewBox="0 0 {WIDE} {HIGH}">'
        f"<style>{INK}</style>{''.join(drawn)}</svg>"
    )
    return f'<img class="spark" alt="{escape(words_for_it)}" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'


def change(answer: Answer, language: Language) -> str:
    """The change from the same period last year, or why it cannot be told."""
    now = answer.rows[-1]
    before = year_before(now, answer.rows)
    if now.value is None:
        return ""
    if before is None or before.value is None:
        return words.NO_YEAR_BEFORE.in_(language)
    shares = f" ({held(now, language)}, {held(before, language)})"
    return moved(answer.measure, now, answer.rows, language) or words.NOT_COMPARABLE.in_(language) + shares


def card(answer: Answer, language: Language) -> str:
    """The card of one area's series, as HTML; everything in it is ours or escaped."""
    now, measure = answer.rows[-1], answer.measure
    known = now.value is not None
    figure = amount(measure, now.value, language) if now.value is not None else STANDING_LABELS[now.state].in_(language)
    share = f"{now.reported}/{now.expected} {words.PROVINCES.in_(language)}"
    coverage = (
        words.COVERAGE.in_(language).format(share=share)
        if now.expected > 1
        else STANDING_LABELS[now.state].in_(language)
    )
    mark = "full" if now.state is Standing.FINAL else "half" if known else "none"
    picture = sparkline(
        answer.rows, Text(f"Diễn biến {len(answer.rows)} quý", f"Course over {len(answer.rows)} quarters").in_(language)
    )
    unit = f' <span class="unit">{escape(measure.unit.in_(language))}</span>' if known else ""
    return (
        f'<div class="card"><div class="name">{escape(measure.label.in_(language))}</div>'
        f'<div class="figure{"" if known else " none"}">{escape(figure)}{unit}</div>'
        f'<div class="moved">{escape(change(answer, language))}&nbsp;</div>{picture}'
        f'<div class="held"><span class="dot {mark}"></span> {escape(coverage)}</div></div>'
    )
