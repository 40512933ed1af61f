"""Several quarters of one file, sent at once: offered, looked at together, answered, confirmed; receipts for each."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

import streamlit as st

from data.kept_file import KeptFile
from data.layouts.standing import siblings
from data.model import SEVERITY_LABELS, Finding, Period, Severity
from data.places import Unit
from pages.server.store import service
from pages.submission.finding_groups import MENDED
from pages.texts import common, sending
from pages.texts import history as texts
from pages.texts import layouts as layout_texts
from pages.ui import actions, tables
from pages.ui.formats import literal
from pages.ui.session import kept_some, localized, moment, t, who
from service import history, submissions
from service.drafts import Draft
from service.history import History

SHOWN = 40  # findings drawn of each kind
_DONE = "histories taken in"


def is_done(file: KeptFile, unit: Unit, period: Period) -> bool:
    """Whether all the quarters of a file were taken in just now."""
    return (file.sha256, unit.key, period) in st.session_state.get(_DONE, {})


def draw(draft: Draft, name: str, file: KeptFile, unit: Unit | None, period: Period, by: str, number: int) -> bool:
    """Whether the file is sent as several quarters, and so drawn here."""
    if unit is None or not draft.reading.layout:
        return False
    key = (file.sha256, unit.key, period)
    done: dict[object, History] = st.session_state.setdefault(_DONE, {})
    if key in done:
        _receipts(done[key])
        return True
    found = kept_some("quarters of files", file.sha256, lambda: history.quarters(service(), name, file, who()))
    label = _offer(draft, unit, period, found)
    if not label or not st.toggle(label, key=f"at-once-{number}-{file.sha256[:12]}", help=t(texts.WHY)):
        return False
    st.text(t(texts.WHY))
    chosen = _chosen(found or [period], number) if len(found) > 1 else [period]
    if not chosen:
        st.info(t(texts.NOTHING))
        return True

    def look() -> History:
        with st.spinner(t(texts.LOOKING, count=len(chosen)), show_time=True):
            return history.check(service(), name, file, unit, period, chosen, who())

    told = kept_some("histories", (*key, tuple(chosen), service().revision), look)
    _parts(told)
    if not told.ready:
        _mend(told)
        return True
    reasons = _answers(told, number)
    _confirm(told, reasons, by, number, lambda made: done.__setitem__(key, made))
    return True


def _offer(draft: Draft, unit: Unit, period: Period, found: Sequence[Period]) -> str:
    """What the file holds besides, in words; nothing where that is only what was chosen."""
    if len(found) > 1:
        return t(texts.AT_ONCE, count=len(found), first=t(found[0].label), last=t(found[-1].label))
    kin = siblings(service().places, unit, period)
    layout = (
        next((one for sha, one in draft.standing.layouts if sha == draft.reading.layout), None)
        if draft.standing
        else None
    )
    if layout is not None and len(kin) > 1 and layout.by_province and any(each.key == unit.key for each in kin):
        return t(texts.OF_PROVINCES, names=", ".join(each.name for each in kin))
    return ""


def _chosen(found: Sequence[Period], number: int) -> list[Period]:
    names = {period.code: t(period.label) for period in found}
    codes = st.multiselect(
        t(texts.QUARTERS), list(names), default=list(names), format_func=names.__getitem__, key=f"quarters-{number}"
    )
    return [period for period in found if period.code in codes]


def _parts(told: History) -> None:
    """A line for each province and quarter; below, folded, every figure with its cell."""
    parts = [(draft, draft.unit, draft.period) for draft in told.drafts]
    figures = sum(_count(draft) for draft in told.drafts)
    st.markdown(f"**{t(texts.READ, parts=localized(len(parts)), figures=localized(figures))}**")
    if not told.ready:
        st.warning(t(texts.MEND))
    body: list[tables.Line | str] = []
    every: list[tables.Line | str] = []
    for draft, unit, period in parts:
        if unit is None or period is None:
            continue
        stands = submissions.versions(service(), unit.key, period)
        version = t(texts.VERSION, version=stands[0].version) if stands else t(texts.NOTHING_STANDS)
        body.append(tables.line(t(period.label), unit.name, localized(_count(draft)), version, _state(draft)))
        every.append(f"{t(period.label)} · {unit.name}")
        every += _figures(draft)
    tables.show(texts.EACH, [common.QUARTER, common.PROVINCE, texts.FIGURES, texts.STANDS, texts.STATE], body)
    with st.expander(t(texts.EVERY_FIGURE)):
        tables.show(
            texts.EVERY_FIGURE, [common.MEASURE, layout_texts.QUARTER, layout_texts.TO_DATE, sending.CELLS], every
        )


def _count(draft: Draft) -> int:
    return sum(sheet.rows.num_rows for sheet in draft.reading.sheets.values())


def _figures(draft: Draft) -> list[tables.Line]:
    told = []
    for name, sheet in draft.reading.sheets.items():
        labels = {figure.code: t(figure.label) for figure in service().tables[name].figures}
        for line in sheet.rows.to_pylist():
            if "code" in line:
                shown = ["" if line[key] is None else localized(line[key]) for key in ("value", "year_to_date")]
                cells = " · ".join(filter(None, (sheet.cells(line["_row"], key) for key in ("value", "year_to_date"))))
                told.append(tables.line(f"{line['code']} · {labels[line['code']]}", *shown, cells))
    return told


def _state(draft: Draft) -> str | tables.Cell:
    if draft.already is not None:
        return t(texts.ALREADY, number=draft.already.number)
    errors = sum(f.severity in MENDED for f in draft.findings)
    asked = sum(f.severity is Severity.QUESTION for f in draft.findings)
    if errors:
        return tables.Cell(t(texts.ERRORS, count=localized(errors)), "severity error")
    return t(texts.ASKED, count=localized(asked)) if asked else t(texts.READY)


def _scope(draft: Draft) -> str:
    return f"{t(draft.period.label)}, {draft.unit.name}" if draft.period and draft.unit else ""


def _mend(told: History) -> None:
    body: list[tables.Line | str] = []
    for draft in told.drafts:
        wrong = [f for f in draft.findings if f.severity in MENDED]
        body += [_scope(draft)] if wrong else []
        body += [
            tables.line(tables.Cell(t(SEVERITY_LABELS[f.severity]), f"severity {f.severity}"), f.cell, t(f.message))
            for f in wrong[:SHOWN]
        ]
    tables.show(sending.STEP_CHECK, [common.STATE, sending.CELLS, common.MEANING], body)


def _answers(told: History, number: int) -> list[dict[int, str]]:
    """One reason for all questions of a rule, whichever quarters they are of; by draft and place."""
    asked: dict[str, list[tuple[int, int, Finding]]] = {}
    for at, draft in enumerate(told.drafts):
        for index, finding in enumerate(draft.findings):
            if finding.severity is Severity.QUESTION and draft.already is None:
                asked.setdefault(finding.rule, []).append((at, index, finding))
    answers: list[dict[int, str]] = [{} for _ in told.drafts]
    for rule, places in asked.items():
        said = list(dict.fromkeys(f"{_scope(told.drafts[at])}: {t(finding.message)}" for at, _, finding in places))
        st.markdown("\n".join(f"- {literal(each)}" for each in said[:SHOWN]))
        key = f"reason-at-once-{number}-{sha256(rule.encode()).hexdigest()[:8]}"
        reason = st.text_area(t(texts.ONE_REASON, count=len(places)), key=key, height=68, max_chars=1000) or ""
        for at, index, _ in places:
            answers[at][index] = reason.strip()
    return answers


def _confirm(told: History, reasons: Sequence[Mapping[int, str]], by: str, number: int, keep: object) -> None:
    if not by.strip():
        st.text(t(sending.SENDER_NEEDED))
    ready = bool(by.strip()) and all(reason for given in reasons for reason in given.values())
    label = t(texts.CONFIRM, count=localized(len(told.drafts)))
    if st.button(label, key=f"confirm-at-once-{number}", type="primary", disabled=not ready):

        def accept() -> None:
            with st.spinner(t(texts.STORING), show_time=True):
                keep(history.accept(service(), told, by.strip(), reasons, who()))  # type: ignore[operator]

        actions.do(accept, texts.DONE, count=localized(len(told.drafts)))


def _receipts(told: History) -> None:
    st.success(t(texts.DONE, count=localized(len(told.drafts))), icon=":material/task_alt:")
    body = [
        tables.line(str(one.number), t(one.period.label), draft.unit.name, str(one.version), moment(one.received_at))
        for draft in told.drafts
        if (one := draft.receipt) is not None and draft.unit is not None
    ]
    head = [common.SUBMISSION, common.QUARTER, common.PROVINCE, sending.VERSION_NO, sending.RECEIVED_AT]
    tables.show(texts.RECEIPTS, head, body)
    st.caption(literal(f"SHA-256 {told.drafts[0].sha256}"))
