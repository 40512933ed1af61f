"""One uploaded file from its check to its receipt. What the file says is only ever shown letter by letter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from data import memory
from data.kept_file import KeptFile
from data.model import SEVERITY_LABELS, Calendar, Period, Severity, Text, day_text
from data.places import NATION, Unit
from data.sandbox import read_file
from pages.server.store import service
from pages.submission import answers, history_load, layout_screen, marked_copy, receipt
from pages.submission import impact as preview
from pages.submission.finding_groups import MENDED, Group, counted, grouped, part
from pages.texts import common, sending, submission
from pages.ui import tables
from pages.ui.formats import literal
from pages.ui.session import kept_some, language, localized, moment, t, who
from pages.ui.tables import Cell
from service import acceptance, blank_workbooks, drafts, layouts
from service.access.roles import NotAllowedError
from service.access.state import NotPossibleError
from service.drafts import Draft, Verdict
from service.review import versions
from service.review.impact import Impact, impact_of
from service.service import Service
from service.store_faults import StoreFaultError
from service.submissions import Submission

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


def template_as_sent(service: Service, unit: Unit, period: Period) -> Callable[[], bytes] | None:
    """What makes the workbook of a quarter that was sent, filled; None where nothing of it stands."""
    if not versions.stands(service, unit.key, period):
        return None
    return lambda: blank_workbooks.as_sent(service, unit, period) or b""


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
            read_by = layouts.applicable(service(), chosen.unit, chosen.period)
            reading = read_file(file.read(), name, service().tables, who().email, read_by)
            unit = None if "province" in reading.meta else chosen.unit
            period = None if "period" in reading.meta else chosen.period
            calendar = None if "calendar" in reading.meta else chosen.calendar
            draft = drafts.judge(service(), name, file, reading, unit, period, calendar, who())
            draft.standing = read_by
            del reading
            draft.put_aside()
            memory.give_back()
            return draft

    return kept_some("drafts", key, judge)


def draw(number: int, name: str, file: KeptFile, chosen: Chosen, by: str) -> None:
    """What there is to say of one file, and what can be done with it now."""
    draft = draft_of(name, file, chosen)
    with st.container(border=True, key=f"file-{number}"):
        judged(number, name, draft, chosen, by, file)


def judged(number: int, name: str, draft: Draft, chosen: Chosen, by: str, book: KeptFile | None = None) -> None:
    """A file that was judged: its findings, what follows, and its way in. A `book` goes back with its findings marked,
    and may be given a layout."""
    scope, verdict = _scope(draft), draft.verdict
    if book and chosen.unit and history_load.is_done(book, chosen.unit, chosen.period):
        verdict = Verdict.ACCEPTED
    st.markdown(f"**{literal(name)}** {literal(scope)} :{COLOURS[verdict]}-badge[{t(sending.VERDICTS[verdict])}]")
    if draft.unit and Chosen(draft.unit, draft.period or chosen.period, draft.calendar) != chosen:
        st.warning(t(sending.ANOTHER, said=scope))
    if book and history_load.draw(draft, name, book, chosen.unit, chosen.period, by, number):
        return
    if draft.receipt is not None:
        receipt.draw(draft, number)
        return
    if draft.already is not None:
        st.info(_already(draft.already))
    refused = draft.verdict is Verdict.REFUSED
    if refused and book and layout_screen.draw(draft, name, book, chosen.unit, chosen.period, number):
        return
    groups = grouped(draft.findings)
    _told(groups, number, refused)
    if groups and book:
        marked_copy.offer(draft, number)
    if refused:
        return
    impact = _impact(draft)
    waits = _meanwhile(draft, impact, number)
    asked = [group for group in groups if group.finding.severity is Severity.QUESTION and draft.already is None]
    reasons = {} if waits else answers.draw(draft, asked, number)
    # Until everything is answered the consequences are folded; what somebody else has sent meanwhile never is.
    with st.expander(t(submission.CONSEQUENCES), expanded=waits or not asked):
        preview.draw(draft, impact)
    if not waits:
        _confirm(draft, reasons, number, by)


def _impact(draft: Draft) -> Impact:
    """Computed once for a draft, which is looked at anew whenever anything was accepted."""

    def foresee() -> Impact:
        with st.spinner(t(submission.FORESEEING), show_time=True):
            return impact_of(service(), draft)

    return kept_some("consequences", (draft.sha256, draft.revision), foresee)


def _scope(draft: Draft) -> str:
    """Whose file it is and of which days, as it was understood."""
    if draft.period is None:
        return draft.unit.name if draft.unit else ""
    if draft.unit is None:
        return f"{t(NATION)} · {draft.period.year}" if draft.nation else ""
    start, end = draft.calendar.days(draft.period)
    days = f"{day_text(start, language())} – {day_text(end, language())}"
    return f"{draft.unit.name} · {t(draft.period.label)} ({days})"


def _already(submission: Submission) -> str:
    return t(sending.ALREADY, number=submission.number, time=moment(submission.received_at))


def _told(groups: Sequence[Group], number: int, refused: bool) -> None:
    """What there is to do comes first, then the notes that were read without a question, since only a person knows
    them all; what is only to be known, and what waits for errors to be mended, is folded."""
    mend = [group for group in groups if group.finding.severity in MENDED]
    ask = [group for group in groups if group.finding.severity is Severity.QUESTION]
    notes = [group for group in groups if group.finding.rule == "note_kept"]
    know = [group for group in groups if group.finding.severity is Severity.INFO and group not in notes]
    st.subheader(counted(groups) or t(sending.NO_FINDINGS), anchor=False)
    if mend:
        st.text(t(sending.MEND_FIRST if ask else sending.MEND))
        _table(mend, f"page-{number}", sending.STEP_CHECK)
    if notes:
        st.text(t(sending.NOTES_KEPT, count=localized(len(notes))))
        head: list[Text | str] = ["Sheet", sending.CELLS, sending.NOTE]
        cells = [(", ".join(one.cells), one.finding) for one in part(notes, f"notes-{number}")]
        tables.show(sending.NOTE, head, [tables.line(f.sheet, where, f.received) for where, f in cells])
    for some, title in ((ask if refused else [], sending.ASKED_LATER), (know, sending.TO_KNOW)):
        if some:
            with st.expander(t(title, count=localized(len(some)))):
                _table(some, f"page-{number}-{some[0].finding.severity}", sending.STEP_CHECK)


def _table(groups: Sequence[Group], key: str, caption: Text) -> None:
    head = [common.STATE, sending.CELLS, common.MEANING]  # which says what was received and what is wanted
    body: list[tables.Line | str] = []
    sheet = None
    for group in part(groups, key):
        f = group.finding
        if f.sheet != sheet:
            sheet = f.sheet
            body.append(f"«{sheet}»" if sheet else t(sending.WHOLE_FILE))
        cells = ", ".join(group.cells) + (f" ({len(group.cells)})" if len(group.cells) > 5 else "")
        severity = Cell(t(SEVERITY_LABELS[f.severity]), f"severity {f.severity}")
        body.append(tables.line(severity, cells, t(group.message)))
    tables.show(caption, head, body)


def _confirm(draft: Draft, reasons: Mapping[int, str], number: int, by: str) -> None:
    missing = sum(1 for reason in reasons.values() if not reason)
    if not by.strip():
        st.text(t(sending.SENDER_NEEDED))
    ready = not missing and bool(by.strip())
    if st.button(t(sending.CONFIRM), key=f"confirm-{number}", type="primary", disabled=not ready):
        try:
            with st.spinner(t(sending.STORING), show_time=True):
                acceptance.accept(service(), draft, by.strip(), dict(reasons), who=who())
        except (NotAllowedError, StoreFaultError) as refused:
            st.error(t(refused.text), icon=":material/lock:")
            return
        except NotPossibleError:
            pass  # somebody was quicker; the page looks again and shows what they sent
        st.rerun()


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
