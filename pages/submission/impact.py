"""What a file would change, before it is confirmed: only what changes, the gravest first, the rest folded."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.model import Language, Text, number_text
from data.places import NATION, NATION_KEY
from data.table import STATE_LABELS
from indicators import MEASURES
from indicators.engine.answer import Row, sign
from indicators.engine.progress import PACE_LABELS
from indicators.engine.values import BOUND_SHIFT
from pages.server.store import service
from pages.texts import common, submission
from pages.ui import tables
from pages.ui.formats import amount, entry
from pages.ui.session import language, moment, t
from pages.ui.tables import Cell
from service.drafts import Draft
from service.review.cell_changes import CellChange, FormCell
from service.review.impact import Impact, ListChange, RankChange, TargetChange, TotalChange
from service.submissions import Submission
from service.targets.progress import Progress

SHOWN = 8  # measures told before the rest is folded
MOST = 300  # single figures that are listed


def draw(draft: Draft, found: Impact) -> None:
    """Counts first, then measures with their national totals and ranks, targets, and every single figure folded."""
    st.markdown(f"**{t(submission.CONSEQUENCES)}**")
    st.text(stands(found.stands))
    sheets = [
        f"{t(service().tables[name].label)}: {number_text(rows, language())}" for name, rows in draft.sheets.items()
    ]
    st.caption(t(submission.IN_THE_FILE).format(sheets=" · ".join(sheets)))
    if found.nothing:
        st.text(t(submission.NO_CHANGE))
        return
    for line in counted(found, language()):
        st.text(line)
    said = _measures(draft, found, language())
    head = [
        t(text) for text in (common.MEASURE, common.BEFORE, common.AFTER, submission.ON_TOTALS, submission.ON_RANKS)
    ]
    if said:
        st.html(tables.table(t(common.PREVIEW), head, said[:SHOWN]))
    if rest := said[SHOWN:]:
        with st.expander(t(submission.OTHERS).format(count=len(rest))):
            st.html(tables.table(t(submission.OTHERS).format(count=len(rest)), head, rest))
    if found.targets:
        named = [t(text) for text in (submission.ON_TARGETS, common.BEFORE, common.AFTER)]
        st.html(tables.table(t(submission.ON_TARGETS), named, [_aim(one, language()) for one in found.targets]))
    if found.cells:
        title = t(submission.ALL_VALUES).format(count=number_text(len(found.cells), language()))
        with st.expander(title):
            named = [t(text) for text in (submission.FIGURE, submission.CELL_CHANGE, common.BEFORE, common.AFTER)]
            st.html(tables.table(title, named, [value_line(one, language()) for one in found.cells[:MOST]]))
            if len(found.cells) > MOST:
                st.text(t(submission.MORE_LINES).format(count=len(found.cells) - MOST))


def stands(one: Submission | None) -> str:
    """What the file would take over from."""
    if one is None:
        return t(submission.FIRST)
    return t(submission.STANDS).format(version=one.version, number=one.number, by=one.by, time=moment(one.received_at))


def counted(found: Impact, said: Language) -> list[str]:
    """How many figures and rows come, change and go; those that go or change by name."""
    lines = []
    if found.cells:
        hows = [one.how for one in found.cells]
        counts = {how: number_text(hows.count(how), said) for how in submission.HOW}
        lines.append(submission.OF_VALUES.in_(said).format(**counts))
    for rows in found.rows:
        lines += _rows(rows, said)
    return lines


def _rows(rows: ListChange, said: Language) -> list[str]:
    counts = {how: number_text(rows.count.get(how, 0), said) for how in submission.HOW}
    lines = [submission.OF_ROWS.in_(said).format(sheet=service().tables[rows.table].label.in_(said), **counts)]
    for how in ("removed", "changed"):
        if names := rows.named.get(how):
            more = rows.count[how] - len(names)
            others = submission.AND_OTHERS.in_(said).format(count=number_text(more, said)) if more else ""
            lines.append("    " + submission.ROWS_NAMED[how].in_(said).format(names=", ".join(names)) + others)
    before, after = (STATE_LABELS[s].in_(said) if s else submission.NO_STATE.in_(said) for s in rows.states)
    if before != after and any(rows.states) and sum(rows.count.values()) == 0:
        lines.append("    " + submission.STATE_CHANGES.in_(said).format(before=before, after=after))
    return lines


def _measures(draft: Draft, found: Impact, said: Language) -> list[tuple[Cell, Sequence[Cell]]]:
    """A line a measure: the province's quarter, the nation's total and the province's rank, each before and after."""
    changes = {one.measure: one for one in found.figures if one.before != one.after}
    totals = {one.measure.code: one for one in found.totals}
    ranks = {one.measure.code: one for one in found.ranks}

    def grave(code: str) -> tuple[int, float]:
        one = changes.get(code)
        if one is None or one.before is None:
            return 2 if one else 1, 0.0
        return (0, 0.0) if one.after is None else (1, -abs(one.after - one.before) / max(abs(one.before), 1.0))

    lines: list[tuple[Cell, Sequence[Cell]]] = []
    for code in sorted({*changes, *totals, *ranks}, key=lambda code: (*grave(code), list(MEASURES).index(code))):
        measure, one = MEASURES[code], changes.get(code)
        values = (one.before, one.after) if one else ()
        mine = [common.NOT_KNOWN.in_(said) if value is None else amount(measure, value, said) for value in values]
        name = Cell(f"{code} · {measure.label.in_(said)} ({measure.unit.in_(said)})")
        cells = [Cell(text, "number" if n == 0 else "number changed") for n, text in enumerate(mine or ("", ""))]
        lines.append((name, [*cells, Cell(_total(totals.get(code), said)), Cell(_rank(ranks.get(code), said))]))
    return lines


def _total(one: TotalChange | None, said: Language) -> str:
    if one is None:
        return ""

    def told(row: Row) -> str:
        return entry(one.measure, row, said)

    return f"{one.after.period.short.in_(said)}: {told(one.before)} → {told(one.after)}"


def _rank(one: RankChange | None, said: Language) -> str:
    if one is None:
        return ""
    places = [
        submission.RANK_OF.in_(said).format(rank=place[0], of=place[1]) if place else submission.NO_RANK.in_(said)
        for place in (one.before, one.after)
    ]
    return " → ".join(places)


def _aim(one: TargetChange, said: Language) -> tuple[Cell, Sequence[Cell]]:
    target, measure = one.after.target, MEASURES[one.after.target.measure]
    whose = f"{NATION.in_(said)} · " if one.after.under == NATION_KEY else ""
    name = f"{whose}{measure.code} · {measure.label.in_(said)}, {target.period.label.in_(said)}"
    grave = "changed" if one.before.pace is not one.after.pace else ""
    return Cell(name), [Cell(_pace(one.before, said)), Cell(_pace(one.after, said), grave)]


def _pace(one: Progress, said: Language) -> str:
    pace = PACE_LABELS[one.pace].in_(said)
    if one.share is None:
        return pace
    return submission.REACHED.in_(said).format(pace=pace, share=number_text(100 * one.share, said, 0))


def value_line(one: CellChange, said: Language) -> tuple[Cell, Sequence[Cell]]:
    """A cell of a form that says something else: its code and name, how it differs, before and after."""
    what = f"{submission.HOW[one.how].in_(said)} · {submission.COLUMNS[one.column].in_(said)}"
    cells = [Cell(what), Cell(_said(one.before, said), "number"), Cell(_said(one.after, said), "number changed")]
    return Cell(f"{one.code} · {_label(one.code).in_(said)}"), cells


def _label(code: str) -> Text:
    for table in service().tables.values():
        for figure in table.figures:
            if figure.code == code:
                return figure.label
    return Text("", "")


def _said(one: FormCell | None, said: Language) -> str:
    if one is None:
        return submission.BLANK.in_(said)
    if one.value is None:
        return STATE_LABELS[one.state].in_(said) if one.state else submission.BLANK.in_(said)
    return f"{sign(one.bound << BOUND_SHIFT)} {number_text(one.value, said)}".strip()
