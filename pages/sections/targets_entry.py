"""Targets entered on the page, one at a time or by a plan's workbook, and what was entered before."""

from typing import Any

import streamlit as st

from data.column_types.decimal import read_decimal
from data.kept_file import KeptFile
from data.model import SEVERITY_LABELS, Text
from data.places import NATION, NATION_KEY, Boundary
from indicators import CATALOGUE, MEASURES
from indicators.engine.derivation import UNGROUPED
from indicators.engine.observations import labels
from pages.sections.targets_table import unit_name
from pages.server.store import service
from pages.submission.finding_groups import grouped, part
from pages.submission.held_files import hold
from pages.texts import common, sending
from pages.texts import targets as texts
from pages.ui import account, downloads, filters, tables
from pages.ui.actions import choose
from pages.ui.session import kept, moment, person, t, who
from pages.ui.tables import Cell
from service.access.roles import Action, NotAllowedError
from service.store_faults import StoreFaultError
from service.targets import plans
from service.targets.plan_rows import OPERATOR_LABELS
from service.targets.plans import Plan

KINDS = ["xlsx", "xls", "ods", "csv", "tsv"]
_SAVED = "plan saved"
ENTRY = "nhap-tren-trang.xlsx"


def draw() -> None:
    """Folded away below the table: two ways of entering targets, for whoever may, and what was entered."""
    someone = person()
    if someone is None or not someone.may(Action.PLAN):
        _history()
        return
    if saved := st.session_state.pop(_SAVED, None):
        st.success(saved, icon=":material/task_alt:")
    with st.expander(t(texts.ENTER), icon=":material/edit:"):
        _enter_one()
    with st.expander(t(texts.UPLOAD), icon=":material/upload:"):
        _file()
    _history()


def _history() -> None:
    with st.expander(t(texts.SETS), icon=":material/history:"):
        _sets()


def _enter_one() -> None:
    """One target, which goes the way of a workbook with one row."""
    row = _typed_row()
    by = account.sender(texts.SENDER, "by")
    if not st.button(t(texts.SAVE), key="plan-save", type="primary"):
        return
    cells = {key: value or None for key, value in row.items()} | {"value": row["value"]}  # a target may be 0
    plan = plans.check(service(), ENTRY, plans.template(service(), [cells]), who())
    if plan.findings:
        _findings(plan)
    if not by:
        st.error(t(sending.SENDER_NEEDED))
    elif not plan.refused:
        _keep(plan, by, str(row["source"] or ""))


def _typed_row() -> dict[str, Any]:
    left, right = st.columns(2)
    units = {NATION_KEY: t(NATION)} | filters.unit_options(Boundary.THEN)
    measures = {code: f"{code} · {t(m.label)} ({t(m.unit)})" for code, m in MEASURES.items()}
    operators = {operator: t(label) for operator, label in OPERATOR_LABELS.items()}
    row: dict[str, Any] = {}
    with left:
        first = list(units).index(service().places.current[0].key)
        row["province"] = choose(texts.AREA, units, "plan-unit", index=first, filter_mode="contains")
        code = choose(common.MEASURE, measures, "plan-measure", filter_mode="contains") or next(iter(MEASURES))
        items = {"": t(texts.WHOLE)} | _items(code)
        row["measure"] = code
        row["item"] = choose(texts.ITEM, items, f"plan-item-{code}", disabled=len(items) < 2)
        row["period"] = _text(texts.PERIOD, "period", 40)
        row["operator"] = str(choose(texts.DEMAND, operators, "plan-operator"))
    with right:
        row["value"] = _number(_text(texts.VALUE, "value", 30))
        row["value_to"] = _number(_text(texts.VALUE_TO, "value-to", 30))
        row["base_period"] = _text(texts.BASE_PERIOD, "base-period", 40)
        row["base"] = _number(_text(texts.BASE_VALUE, "base", 30))
        row["points"] = _text(texts.POINTS, "points", 400, placeholder="2026=50; 2027=60")
    return row | {"source": _text(texts.DOCUMENT, "source", 400)}


def _text(label: Text, key: str, most: int, placeholder: str | None = None) -> str:
    return st.text_input(t(label), key=f"plan-{key}", max_chars=most, placeholder=placeholder)


def _items(code: str) -> dict[str, str]:
    measure = MEASURES[code]
    return {
        item: t(text)
        for split in measure.breakdowns
        for item, text in labels(CATALOGUE[measure.indicator], split).items()
        if item != UNGROUPED
    }


def _number(typed: str | None) -> object:
    """A number where it reads as one; else the words, so that the check says what is wrong with them."""
    read = read_decimal(typed or "")
    return read.value if read.value is not None and not read.rule else typed or None


def _file() -> None:
    here = service()
    downloads.button(t(texts.TEMPLATE), lambda: plans.template(here), "mau-ke-hoach.xlsx", "plan-template")
    file = st.file_uploader(t(texts.FILE), type=KINDS, key="plan-file")
    if file is None:
        return
    by = account.sender(texts.SENDER, "plan-by")
    ((name, kept_file),) = hold("plan", [file])
    plan = _checked(name, kept_file)
    if plan.findings:
        _findings(plan)
    if plan.already is not None:
        st.info(t(texts.ALREADY, number=plan.already.number, time=moment(plan.already.received_at)))
        return
    if plan.refused:
        st.error(t(sending.VERDICTS["refused"]))
        return
    st.text(t(texts.GOOD, rows=len(plan.lines), targets=len(plan.targets)))
    reason = st.text_area(t(sending.GIVE_REASON), key="plan-reason", height=68, max_chars=1000) if plan.asks else ""
    ready = bool(by) and (not plan.asks or bool((reason or "").strip()))
    if not by:
        st.text(t(sending.SENDER_NEEDED))
    if st.button(t(texts.ACCEPT), key="plan-accept", type="primary", disabled=not ready):
        _keep(plan, by, reason or "")


def _checked(name: str, file: KeptFile) -> Plan:
    """Kept for the session while nothing new comes in, since reading a file takes a moment."""
    key = (name, file.sha256, plans.revision(service()), service().revision)

    def check() -> Plan:
        with st.spinner(t(sending.READING, file=name), show_time=True):
            return plans.check(service(), name, file, who())

    return kept("plan checked", key, check)


def _keep(plan: Plan, by: str, reason: str) -> None:
    try:
        accepted = plans.accept(service(), plan, by, reason, who=who())
    except (NotAllowedError, StoreFaultError) as refused:
        st.error(t(refused.text), icon=":material/lock:")
        return
    if accepted.receipt is None:
        return
    one, known = accepted.receipt, accepted.already is not None
    text = t(texts.ALREADY, number=one.number, time=moment(one.received_at)) if known else ""
    st.session_state[_SAVED] = text or t(texts.SAVED, number=one.number, count=one.rows)
    st.rerun()


def _findings(plan: Plan) -> None:
    body = []
    for group in part(grouped(plan.findings), "plan-page"):
        severity = group.finding.severity
        name = Cell(t(SEVERITY_LABELS[severity]), f"severity {severity}")
        body.append(tables.line(name, ", ".join(group.cells), t(group.message)))
    tables.show(sending.STEP_CHECK, [common.STATE, sending.CELLS, common.MEANING], body)


def _sets() -> None:
    sets = plans.history(service())
    if not sets:
        st.text(t(texts.NO_SETS))
        return
    body = []
    for one in part(sets, "sets-page"):
        whose = ", ".join(unit_name(key) for key in one.units if key == NATION_KEY or key in service().places.versions)
        cells = [moment(one.received_at), one.by, one.file, whose, str(one.rows), one.note, f"{one.sha256[:16]}…"]
        body.append(tables.line(str(one.number), *cells))
    head = [texts.SET, texts.AT, texts.BY_WHOM, sending.FILE, texts.AREA, texts.ROWS, common.REASON_GIVEN]
    tables.show(texts.SETS, [*head, "SHA-256"], body)
