"""One uploaded file from its check to its receipt. What the file says is only ever shown letter by letter."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

import streamlit as st

from data.child import read_file
from data.model import SEVERITY_LABELS, Calendar, Finding, Period, Severity, Text, day_text, number_text
from data.places import NATION, Unit
from indicators import MEASURES
from indicators.book import StoreFaultError
from indicators.desk import Desk, Draft, Submission, Verdict
from indicators.people import NotAllowedError
from pages.parts import receipt, tables, words
from pages.parts.formats import amount, literal
from pages.parts.session import desk, language, moment, t, who
from pages.parts.tables import Cell

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLOURS = {Verdict.ACCEPTABLE: "blue", Verdict.ACCEPTED: "green", Verdict.QUESTIONS: "orange", Verdict.REFUSED: "red"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whose file it is and of which days, where it does not say so itself; without a unit, the whole country's of a year."""

    unit: Unit | None
    period: Period
    calendar: Calendar


def template(of: Desk, unit: Unit | None, period: Period, calendar: Calendar) -> Callable[[], bytes]:
    """What makes the workbook to fill in, once it is asked for."""
    if unit is None:
        nationwide = next(name for name, table in of.tables.items() if table.nationwide)
        return lambda: of.nationwide_template(nationwide, period.year)
    return lambda: of.template(unit, period, calendar)


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that say the same of several cells."""

    finding: Finding
    indexes: tuple[int, ...]
    cells: tuple[str, ...]

    @property
    def message(self) -> Text:
        """What the first one says, said of all its cells."""
        if len(self.cells) < 2:
            return self.finding.message
        first = re.compile(rf"\b{re.escape(self.cells[0])}\b")
        cells, one = ", ".join(self.cells), self.finding.message
        return Text(first.sub(cells, one.vi, count=1), first.sub(cells, one.en, count=1))


def grouped(findings: Sequence[Finding]) -> list[Group]:
    """Sheet by sheet as they come, the gravest first, then by rule; of the same said of many cells no cell is left out."""
    order, sheets = list(Severity), list(dict.fromkeys(f.sheet for f in findings))
    same: dict[tuple[int, int, str, str, str, Text, str], list[int]] = {}
    for index, f in enumerate(findings):
        told = "" if f.cell else f.message.vi  # without a cell only the words tell one finding from another
        key = (sheets.index(f.sheet), order.index(f.severity), f.rule, f.column, f.received, f.expected, told)
        same.setdefault(key, []).append(index)
    groups = []
    for _, indexes in sorted(same.items(), key=lambda item: item[0][:3]):
        cells = dict.fromkeys(findings[i].cell for i in indexes if findings[i].cell)
        groups.append(Group(findings[indexes[0]], tuple(indexes), tuple(cells)))
    return groups


def draft_of(name: str, data: bytes, chosen: Chosen) -> Draft:
    """The file as it was checked against what stands now: by what it says of itself, else by what was chosen.

    Kept for the session, since looking again would cost seconds; anything newly accepted makes it look again.
    """
    drafts: dict[tuple[object, ...], Draft] = st.session_state.setdefault("drafts", {})
    key = (name, sha256(data).hexdigest(), chosen, desk().revision)
    accepted = next((d for k, d in drafts.items() if k[:3] == key[:3] and d.verdict is Verdict.ACCEPTED), None)
    if accepted is not None:
        return accepted
    if key not in drafts:
        with st.spinner(t(words.READING).format(file=name), show_time=True):
            reading = read_file(data, name, desk().tables)
            said = reading.meta
            draft = desk().judge(
                name, data, reading, None if "province" in said else chosen.unit,
                None if "period" in said else chosen.period, None if "calendar" in said else chosen.calendar, who(),
            )  # fmt: skip
        while len(drafts) >= 20:
            drafts.pop(next(iter(drafts)))
        drafts[key] = draft
    return drafts[key]


def draw(number: int, name: str, data: bytes, chosen: Chosen, by: str) -> None:
    """What there is to say of one file, and what can be done with it now."""
    draft = draft_of(name, data, chosen)
    with st.container(border=True, key=f"file-{number}"):
        said = _scope(draft)
        st.markdown(
            f"**{literal(name)}** {literal(said)} :{COLOURS[draft.verdict]}-badge[{t(words.VERDICTS[draft.verdict])}]"
        )
        if draft.unit and Chosen(draft.unit, draft.period or chosen.period, draft.calendar) != chosen:
            st.warning(t(words.ANOTHER).format(said=said))
        if draft.receipt is not None:
            receipt.draw(draft, number)
            return
        if draft.already is not None:
            st.info(_already(draft.already))
        groups = grouped(draft.findings)
        if groups:
            _findings(groups)
        else:
            st.text(t(words.NO_FINDINGS))
        if draft.verdict is Verdict.REFUSED:
            return
        _preview(draft)
        _confirm(draft, groups, number, by)


def _scope(draft: Draft) -> str:
    """Whose file it is and of which days, as it was understood."""
    if draft.period is None:
        return draft.unit.name if draft.unit else "?"
    if draft.unit is None:
        return f"{t(NATION)} · {draft.period.year}" if draft.nation else "?"
    start, end = draft.calendar.days(draft.period)
    days = f"{day_text(start, language())} – {day_text(end, language())}"
    return f"{draft.unit.name} · {t(draft.period.label)} ({days})"


def _already(one: Submission) -> str:
    return t(words.ALREADY).format(number=one.number, time=moment(one.received_at))


def _findings(groups: Sequence[Group]) -> None:
    head = [t(words.STATE), t(words.CELLS), t(words.MEANING), t(words.GOT), t(words.WANTED)]
    body: list[tuple[Cell, Sequence[Cell]] | str] = []
    sheet = None
    for group in groups:
        f = group.finding
        if f.sheet != sheet:
            sheet = f.sheet
            body.append(f"«{sheet}»" if sheet else t(words.WHOLE_FILE))
        cells = ", ".join(group.cells) + (f" ({len(group.cells)})" if len(group.cells) > 5 else "")
        parts = [cells, t(group.message), f.received, t(f.expected)]
        body.append(
            (Cell(t(SEVERITY_LABELS[f.severity]), f"severity {f.severity}"), [Cell(text, "words") for text in parts])
        )
    st.html(tables.table(t(words.STEP_CHECK), head, body, "texts"))


def _preview(draft: Draft) -> None:
    st.markdown(f"**{t(words.PREVIEW)}**")
    sheets = [f"{t(desk().tables[name].label)}: {number_text(rows, language())}" for name, rows in draft.sheets.items()]
    st.caption(" · ".join(sheets))
    body = []
    for change in (one for one in draft.preview if one.before is not None or one.after is not None):
        measure = MEASURES[change.measure]
        figures = [
            t(words.NOT_KNOWN) if value is None else amount(measure, value, language())
            for value in (change.before, change.after)
        ]
        name = f"{change.measure} · {t(measure.label)} ({t(measure.unit)})"
        same = change.before == change.after
        body.append(
            (
                Cell(name),
                [
                    Cell(figures[0], "number"),
                    Cell(figures[1], "number" if same else "number changed"),
                ],
            )
        )
    if body:
        st.html(tables.table(t(words.PREVIEW), [t(words.MEASURE), t(words.BEFORE), t(words.AFTER)], body))


def _confirm(draft: Draft, groups: Sequence[Group], number: int, by: str) -> None:
    reasons: dict[int, str] = {}
    asked = [group for group in groups if group.finding.severity is Severity.QUESTION and draft.already is None]
    if asked:
        st.markdown(f"**{t(words.STEP_ANSWER)}**")
    for place, group in enumerate(asked):
        st.text(t(group.message))
        answer = st.text_area(
            t(words.GIVE_REASON),
            key=f"reason-{draft.sha256[:12]}-{place}",
            placeholder=t(words.REASON_HINT),
            height=68,
            max_chars=1000,
        )
        reasons |= {index: (answer or "").strip() for index in group.indexes}
    missing = sum(1 for group in asked if not reasons[group.indexes[0]])
    if missing:
        st.text(t(words.REASONS_MISSING).format(count=missing))
    if not by.strip():
        st.text(t(words.SENDER_NEEDED))
    ready = not missing and bool(by.strip())
    if st.button(t(words.CONFIRM), key=f"confirm-{number}", type="primary", disabled=not ready):
        try:
            with st.spinner(t(words.STORING), show_time=True):
                desk().accept(draft, by.strip(), reasons, who=who())
        except (NotAllowedError, StoreFaultError) as refused:
            st.error(t(refused.text), icon=":material/lock:")
            return
        st.rerun()
