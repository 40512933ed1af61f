"""One uploaded file from its check to its receipt. What the file says is only ever shown letter by letter."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

import streamlit as st

from data.kept_file import KeptFile, give_back_memory
from data.model import SEVERITY_LABELS, Calendar, Finding, Period, Severity, Text, day_text
from data.places import NATION, Unit
from data.sandbox import read_file
from pages.server.store import service
from pages.submission import impact as preview
from pages.submission import marked_copy, receipt
from pages.texts import common, sending, submission
from pages.ui import tables
from pages.ui.formats import literal
from pages.ui.session import kept_some, language, localized, moment, t, who
from pages.ui.tables import Cell
from service import acceptance, blank_workbooks, drafts
from service.access.roles import NotAllowedError
from service.access.state import NotPossibleError
from service.drafts import Draft, Verdict
from service.reasons import carried
from service.review.impact import Impact, impact_of
from service.service import Service
from service.store_faults import StoreFaultError
from service.submissions import Submission

T = TypeVar("T")
ON_A_PAGE = 100  # groups of findings, and questions, that are drawn at a time
COLOURS = {Verdict.ACCEPTABLE: "blue", Verdict.ACCEPTED: "green", Verdict.QUESTIONS: "orange", Verdict.REFUSED: "red"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whose file it is and of which days, where it does not say so itself; without a unit, the whole country's of a
    year."""

    unit: Unit | None
    period: Period
    calendar: Calendar


def template(service: Service, unit: Unit | None, period: Period, calendar: Calendar) -> Callable[[], bytes]:
    """What makes the workbook to fill in, once it is asked for."""
    if unit is None:
        nationwide = next(name for name, table in service.tables.items() if table.nationwide)
        return lambda: blank_workbooks.for_nation(service, nationwide, period.year)
    return lambda: blank_workbooks.for_province(service, unit, period, calendar)


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that say the same of several cells."""

    finding: Finding
    indexes: tuple[int, ...]
    cells: tuple[str, ...]

    @property
    def effect(self) -> float:
        """How far the national total would move by it, where that is known."""
        return abs(float(getattr(self.finding, "effect", None) or 0.0))

    @property
    def name(self) -> str:
        """By which a reason typed for it is found again, whatever else is asked by then."""
        f = self.finding
        content = "\0".join((f.rule, f.sheet, f.column, f.received, f.message.vi, *self.cells))
        return sha256(content.encode()).hexdigest()[:12]

    @property
    def message(self) -> Text:
        """What the first one says, said of all its cells."""
        if len(self.cells) < 2:
            return self.finding.message
        first = re.compile(rf"\b{re.escape(self.cells[0])}\b")
        cells, one = ", ".join(self.cells), self.finding.message
        return Text(first.sub(cells, one.vi, count=1), first.sub(cells, one.en, count=1))


def grouped(findings: Sequence[Finding]) -> list[Group]:
    """Sheet by sheet as they come, the gravest first, then by rule; of the same said of many cells no cell is left
    out."""
    order, sheets = list(Severity), list(dict.fromkeys(f.sheet for f in findings))
    same: dict[tuple[int, int, str, str, str, Text, str], list[int]] = {}
    for index, f in enumerate(findings):
        message = "" if f.cell else f.message.vi  # without a cell only the words tell one finding from another
        key = (sheets.index(f.sheet), order.index(f.severity), f.rule, f.column, f.received, f.expected, message)
        same.setdefault(key, []).append(index)
    groups = []
    for _, indexes in sorted(same.items(), key=lambda item: item[0][:3]):
        cells = dict.fromkeys(findings[i].cell for i in indexes if findings[i].cell)
        groups.append(Group(findings[indexes[0]], tuple(indexes), tuple(cells)))
    return groups


def draft_of(name: str, file: KeptFile, chosen: Chosen) -> Draft:
    """The file as it was checked against what stands now: by what it says of itself, else by what was chosen.

    Kept for the session, since looking again would cost seconds; anything newly accepted makes it look again.
    """
    held: dict[tuple[object, ...], Draft] = st.session_state.get("drafts", {})
    key = (name, file.sha256, chosen, service().revision)
    accepted = next((d for k, d in held.items() if k[:3] == key[:3] and d.verdict is Verdict.ACCEPTED), None)
    if accepted is not None:
        return accepted

    def judge() -> Draft:
        with st.spinner(t(sending.READING, file=name), show_time=True):
            reading = read_file(file.read(), name, service().tables, who().email)
            unit = None if "province" in reading.meta else chosen.unit
            period = None if "period" in reading.meta else chosen.period
            calendar = None if "calendar" in reading.meta else chosen.calendar
            draft = drafts.judge(service(), name, file, reading, unit, period, calendar, who())
            del reading
            draft.put_aside()
            give_back_memory()
            return draft

    return kept_some("drafts", key, judge)


def draw(number: int, name: str, file: KeptFile, chosen: Chosen, by: str) -> None:
    """What there is to say of one file, and what can be done with it now."""
    draft = draft_of(name, file, chosen)
    with st.container(border=True, key=f"file-{number}"):
        scope = _scope(draft)
        st.markdown(
            f"**{literal(name)}** {literal(scope)} :{COLOURS[draft.verdict]}-badge[{t(sending.VERDICTS[draft.verdict])}]"
        )
        if draft.unit and Chosen(draft.unit, draft.period or chosen.period, draft.calendar) != chosen:
            st.warning(t(sending.ANOTHER, said=scope))
        if draft.receipt is not None:
            receipt.draw(draft, number)
            return
        if draft.already is not None:
            st.info(_already(draft.already))
        groups = grouped(draft.findings)
        if groups:
            _findings(groups, number)
            marked_copy.offer(draft, number)
        else:
            st.text(t(sending.NO_FINDINGS))
        if draft.verdict is Verdict.REFUSED:
            return
        impact = _impact(draft)
        waits = _meanwhile(draft, impact, number)
        preview.draw(draft, impact)
        if not waits:
            _confirm(draft, groups, number, by)


def _impact(draft: Draft) -> Impact:
    """Computed once for a draft, which is looked at anew whenever anything was accepted."""

    def foresee() -> Impact:
        with st.spinner(t(submission.FORESEEING), show_time=True):
            return impact_of(service(), draft)

    return kept_some("consequences", (draft.sha256, draft.revision), foresee)


def _scope(draft: Draft) -> str:
    """Whose file it is and of which days, as it was understood."""
    if draft.period is None:
        return draft.unit.name if draft.unit else "?"
    if draft.unit is None:
        return f"{t(NATION)} · {draft.period.year}" if draft.nation else "?"
    start, end = draft.calendar.days(draft.period)
    days = f"{day_text(start, language())} – {day_text(end, language())}"
    return f"{draft.unit.name} · {t(draft.period.label)} ({days})"


def _already(submission: Submission) -> str:
    return t(sending.ALREADY, number=submission.number, time=moment(submission.received_at))


def part(groups: Sequence[T], key: str) -> Sequence[T]:
    """Those of one page of them, turned below."""
    pages = -(-len(groups) // ON_A_PAGE)
    if pages < 2:
        return groups
    at = min(int(st.session_state.get(key) or 1), pages)
    first, last = (at - 1) * ON_A_PAGE, min(at * ON_A_PAGE, len(groups))
    st.caption(t(sending.PAGE_OF, first=first + 1, last=last, count=len(groups)))
    st.pagination(pages, key=key)
    return groups[first:last]


def _findings(groups: Sequence[Group], number: int) -> None:
    head = [common.STATE, sending.CELLS, common.MEANING, sending.GOT, sending.WANTED]
    body: list[tables.Line | str] = []
    sheet = None
    for group in part(groups, f"page-{number}"):
        f = group.finding
        if f.sheet != sheet:
            sheet = f.sheet
            body.append(f"«{sheet}»" if sheet else t(sending.WHOLE_FILE))
        cells = ", ".join(group.cells) + (f" ({len(group.cells)})" if len(group.cells) > 5 else "")
        severity = Cell(t(SEVERITY_LABELS[f.severity]), f"severity {f.severity}")
        body.append(tables.line(severity, cells, t(group.message), f.received, t(f.expected)))
    tables.show(sending.STEP_CHECK, head, body)


def _confirm(draft: Draft, groups: Sequence[Group], number: int, by: str) -> None:
    reasons: dict[int, str] = {}
    questions = [group for group in groups if group.finding.severity is Severity.QUESTION and draft.already is None]
    questions.sort(key=lambda group: -group.effect)
    of_draft = (draft.sha256, draft.revision)
    written = kept_some("carried", of_draft, lambda: carried(draft.findings, draft.reading.answers))
    if questions:
        st.markdown(f"**{t(sending.STEP_ANSWER)}**")
    if written:
        st.text(t(submission.CARRIED, count=len(written)))
    typed: dict[str, str] = st.session_state.setdefault("reasons typed", {})
    shown = {group.name for group in part(questions, f"questions-{number}")}
    for group in questions:
        key = f"reason-{draft.sha256[:12]}-{group.name}"
        known = next((written[index] for index in group.indexes if index in written), "")
        reason = _reason(group, key, known, typed) if group.name in shown else typed.get(key, known).strip()
        reasons |= {index: reason if reason != known.strip() else written.get(index, reason) for index in group.indexes}
    missing = sum(1 for group in questions if not reasons[group.indexes[0]])
    if missing:
        st.text(t(sending.REASONS_MISSING, count=missing))
    if not by.strip():
        st.text(t(sending.SENDER_NEEDED))
    ready = not missing and bool(by.strip())
    if st.button(t(sending.CONFIRM), key=f"confirm-{number}", type="primary", disabled=not ready):
        try:
            with st.spinner(t(sending.STORING), show_time=True):
                acceptance.accept(service(), draft, by.strip(), reasons, who=who())
        except (NotAllowedError, StoreFaultError) as refused:
            st.error(t(refused.text), icon=":material/lock:")
            return
        except NotPossibleError:
            pass  # somebody was quicker; the page looks again and shows what they sent
        st.rerun()


def _reason(group: Group, key: str, known: str, typed: dict[str, str]) -> str:
    """What is typed for a question; remembered when another page of them is turned to."""
    st.text(t(group.message))
    if group.effect:
        st.caption(t(submission.ON_NATION, value=localized(100 * group.effect, 1)))
    st.session_state.setdefault(key, typed.get(key, known))
    answer = st.text_area(
        t(sending.GIVE_REASON), key=key, placeholder=t(sending.REASON_HINT), height=68, max_chars=1000
    )
    typed[key] = answer or ""
    return typed[key].strip()


def _meanwhile(draft: Draft, impact: Impact, number: int) -> bool:
    """Whether somebody else has sent this quarter since this person first saw the file here, and they have not looked
    yet.

    What stood then is remembered; a press of the button that comes in the same moment confirms nothing.
    """
    seen: dict[str, int] = st.session_state.setdefault("seen-versions", {})
    stands = impact.stands
    newest = stands.number if stands else 0
    if seen.setdefault(draft.sha256, newest) >= newest or stands is None:
        return False
    st.warning(
        t(
            submission.MEANWHILE,
            version=stands.version,
            number=stands.number,
            by=literal(stands.by),
            time=moment(stands.received_at),
        ),
        icon=":material/group:",
    )
    if not st.checkbox(t(submission.SEEN), key=f"seen-{draft.sha256[:12]}-{newest}"):
        return True
    seen[draft.sha256] = newest
    return False
