"""What a file would change, before it is confirmed: only what changes, the gravest first, the rest folded."""

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
from pages.texts import common, sending, submission
from pages.ui import tables
from pages.ui.formats import amount, entry
from pages.ui.session import language, localized, moment, t
from pages.ui.tables import Cell
from service.drafts import Draft
from service.review.cell_changes import CellChange, FormCell
from service.review.impact import Impact, ListChange, RankChange, TargetChange, TotalChange
from service.submissions import Submission
from service.targets.progress import Progress

SHOWN = 8  # measures told before the rest is folded
MOST = 300  # single figures that are listed


def draw(draft: Draft, impact: Impact) -> None:
    """Counts first, then measures with their national totals and ranks, targets, and every single figure folded."""
    st.text(stands(impact.stands))
    sheets = [f"{t(service().tables[name].label)}: {localized(rows)}" for name, rows in draft.sheets.items()]
    st.caption(t(submission.IN_THE_FILE, sheets=" · ".join(sheets)))
    if impact.nothing:
        st.text(t(submission.NO_CHANGE))
        return
    for line in counted(impact, language()):
        st.text(line)
    lines = _measures(draft, impact, language())
    head = [common.MEASURE, sending.BEFORE, sending.AFTER, submission.ON_TOTALS, submission.ON_RANKS]
    if lines:
        tables.show(sending.PREVIEW, head, lines[:SHOWN], "")
    if rest := lines[SHOWN:]:
        title = t(submission.OTHERS, count=len(rest))
        with st.expander(title):
            tables.show(title, head, rest, "")
    if impact.targets:
        head = [submission.ON_TARGETS, sending.BEFORE, sending.AFTER]
        tables.show(submission.ON_TARGETS, head, [_aim(one, language()) for one in impact.targets], "")
    if impact.cells:
        title = t(submission.ALL_VALUES, count=localized(len(impact.cells)))
        with st.expander(title):
            head = [submission.FIGURE, submission.CELL_CHANGE, sending.BEFORE, sending.AFTER]
            tables.show(title, head, [value_line(one, language()) for one in impact.cells[:MOST]], "")
            if len(impact.cells) > MOST:
                st.text(t(submission.MORE_LINES, count=len(impact.cells) - MOST))


def stands(latest: Submission | None) -> str:
    """What the file would take over from."""
    if latest is None:
        return t(submission.FIRST)
    return t(
        submission.STANDS, version=latest.version, number=latest.number, by=latest.by, time=moment(latest.received_at)
    )


def counted(impact: Impact, language: Language) -> list[str]:
    """How many figures and rows come, change and go; those that go or change by name."""
    lines = []
    if impact.cells:
        hows = [one.how for one in impact.cells]
        counts = {how: number_text(hows.count(how), language) for how in submission.HOW}
        lines.append(submission.OF_VALUES.in_(language).format(**counts))
    for rows in impact.rows:
        lines += _rows(rows, language)
    return lines


def _rows(rows: ListChange, language: Language) -> list[str]:
    counts = {how: number_text(rows.count.get(how, 0), language) for how in submission.HOW}
    lines = [submission.OF_ROWS.in_(language).format(sheet=service().tables[rows.table].label.in_(language), **counts)]
    for how in ("removed", "changed"):
        if names := rows.named.get(how):
            more = rows.count[how] - len(names)
            others = submission.AND_OTHERS.in_(language).format(count=number_text(more, language)) if more else ""
            lines.append("    " + submission.ROWS_NAMED[how].in_(language).format(names=", ".join(names)) + others)
    before, after = (STATE_LABELS[s].in_(language) if s else submission.NO_STATE.in_(language) for s in rows.states)
    if before != after and any(rows.states) and sum(rows.count.values()) == 0:
        lines.append("    " + submission.STATE_CHANGES.in_(language).format(before=before, after=after))
    return lines


def _measures(draft: Draft, impact: Impact, language: Language) -> list[tuple[Cell, Sequence[Cell]]]:
    """A line a measure: the province's quarter, the nation's total and the province's rank, each before and after."""
    changes = {one.measure: one for one in impact.figures if one.before != one.after}
    totals = {one.measure.code: one for one in impact.totals}
    ranks = {one.measure.code: one for one in impact.ranks}

    def grave(code: str) -> tuple[int, float]:
        change = changes.get(code)
        if change is None or change.before is None:
            return 2 if change else 1, 0.0
        return (
            (0, 0.0) if change.after is None else (1, -abs(change.after - change.before) / max(abs(change.before), 1.0))
        )

    lines: list[tuple[Cell, Sequence[Cell]]] = []
    for code in sorted({*changes, *totals, *ranks}, key=lambda code: (*grave(code), list(MEASURES).index(code))):
        measure, one = MEASURES[code], changes.get(code)
        values = (one.before, one.after) if one else ()
        mine = [
            sending.NOT_KNOWN.in_(language) if value is None else amount(measure, value, language) for value in values
        ]
        name = Cell(f"{code} · {measure.label.in_(language)} ({measure.unit.in_(language)})")
        cells = [Cell(text, "number" if n == 0 else "number changed") for n, text in enumerate(mine or ("", ""))]
        lines.append((name, [*cells, Cell(_total(totals.get(code), language)), Cell(_rank(ranks.get(code), language))]))
    return lines


def _total(change: TotalChange | None, language: Language) -> str:
    if change is None:
        return ""

    def value(row: Row) -> str:
        return entry(change.measure, row, language)

    return f"{change.after.period.short.in_(language)}: {value(change.before)} → {value(change.after)}"


def _rank(change: RankChange | None, language: Language) -> str:
    if change is None:
        return ""
    places = [
        submission.RANK_OF.in_(language).format(rank=place[0], of=place[1])
        if place
        else submission.NO_RANK.in_(language)
        for place in (change.before, change.after)
    ]
    return " → ".join(places)


def _aim(change: TargetChange, language: Language) -> tuple[Cell, Sequence[Cell]]:
    target, measure = change.after.target, MEASURES[change.after.target.measure]
    whose = f"{NATION.in_(language)} · " if change.after.under == NATION_KEY else ""
    name = f"{whose}{measure.code} · {measure.label.in_(language)}, {target.period.label.in_(language)}"
    grave = "changed" if change.before.pace is not change.after.pace else ""
    return Cell(name), [Cell(_pace(change.before, language)), Cell(_pace(change.after, language), grave)]


def _pace(progress: Progress, language: Language) -> str:
    pace = PACE_LABELS[progress.pace].in_(language)
    if progress.share is None:
        return pace
    return submission.REACHED.in_(language).format(pace=pace, share=number_text(100 * progress.share, language, 0))


def value_line(change: CellChange, language: Language) -> tuple[Cell, Sequence[Cell]]:
    """A cell of a form that says something else: its code and name, how it differs, before and after."""
    what = f"{submission.HOW[change.how].in_(language)} · {submission.COLUMNS[change.column].in_(language)}"
    cells = [
        Cell(what),
        Cell(_value(change.before, language), "number"),
        Cell(_value(change.after, language), "number changed"),
    ]
    return Cell(f"{change.code} · {_label(change.code).in_(language)}"), cells


def _label(code: str) -> Text:
    for table in service().tables.values():
        for figure in table.figures:
            if figure.code == code:
                return figure.label
    return Text("", "")


def _value(cell: FormCell | None, language: Language) -> str:
    if cell is None:
        return submission.BLANK.in_(language)
    if cell.value is None:
        return STATE_LABELS[cell.state].in_(language) if cell.state else submission.BLANK.in_(language)
    return f"{sign(cell.bound << BOUND_SHIFT)} {number_text(cell.value, language)}".strip()
