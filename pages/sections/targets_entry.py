"""Targets entered on the page, one at a time or by a plan's workbook, and what was entered before."""

from __future__ import annotations

from hashlib import sha256

import streamlit as st

from data.column_types.decimal import read_decimal
from data.model import SEVERITY_LABELS
from data.places import NATION, NATION_KEY, Boundary
from indicators import CATALOGUE, MEASURES
from indicators.engine.derivation import UNGROUPED
from indicators.engine.observations import labels
from pages.sections.targets_table import unit_name
from pages.server.store import service
from pages.submission.upload import grouped
from pages.texts import common
from pages.texts import targets as texts
from pages.ui import account, downloads, filters, tables
from pages.ui.session import language, moment, person, t, who
from pages.ui.tables import Cell
from service.access.roles import Action, NotAllowedError
from service.repository import StoreFaultError
from service.targets import upload
from service.targets.plan_rows import OPERATOR_LABELS
from service.targets.upload import Plan

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
    left, right = st.columns(2)
    units = {NATION_KEY: t(NATION)} | filters.unit_options(Boundary.THEN)
    now = [unit.key for unit in service().places.current]
    codes = list(MEASURES)
    with left:
        unit = st.selectbox(
            t(texts.AREA),
            list(units),
            index=list(units).index(now[0]),
            format_func=units.__getitem__,
            key="plan-unit",
            filter_mode="contains",
        )
        code = st.selectbox(
            t(common.MEASURE),
            codes,
            format_func=lambda c: f"{c} · {t(MEASURES[c].label)} ({t(MEASURES[c].unit)})",
            key="plan-measure",
            filter_mode="contains",
        )
        items = {"": t(texts.WHOLE)} | _items(code or codes[0])
        item = st.selectbox(
            t(texts.ITEM), list(items), format_func=items.__getitem__, key=f"plan-item-{code}", disabled=len(items) < 2
        )
        period = st.text_input(t(texts.PERIOD), key="plan-period", max_chars=40)
        demand = st.selectbox(
            t(texts.DEMAND), list(OPERATOR_LABELS), format_func=lambda o: t(OPERATOR_LABELS[o]), key="plan-operator"
        )
    with right:
        value = st.text_input(t(texts.VALUE), key="plan-value", max_chars=30)
        value_to = st.text_input(t(texts.VALUE_TO), key="plan-value-to", max_chars=30)
        base_period = st.text_input(t(texts.BASE_PERIOD), key="plan-base-period", max_chars=40)
        base = st.text_input(t(texts.BASE_VALUE), key="plan-base", max_chars=30)
        points = st.text_input(t(texts.POINTS), key="plan-points", max_chars=400, placeholder="2026=50; 2027=60")
    source = st.text_input(t(texts.DOCUMENT), key="plan-source", max_chars=400)
    by = account.sender(texts.SENDER, "by")
    if not st.button(t(texts.SAVE), key="plan-save", type="primary"):
        return
    row: dict[str, object] = {
        "province": unit,
        "measure": code,
        "item": item or None,
        "period": period,
        "operator": str(demand),
        "value": _number(value),
        "value_to": _number(value_to),
        "base_period": base_period,
        "base": _number(base),
        "points": points,
        "source": source,
    }
    plan = upload.check(
        service(),
        ENTRY,
        upload.template(service(), [{key: told or None for key, told in row.items()} | {"value": row["value"]}]),
    )
    if plan.findings:
        _findings(plan)
    if not by:
        st.error(t(common.SENDER_NEEDED))
    elif not plan.refused:
        _keep(plan, by, source or "")


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
    downloads.button(t(texts.TEMPLATE), lambda: upload.template(here), "mau-ke-hoach.xlsx", "plan-template")
    file = st.file_uploader(t(texts.FILE), type=KINDS, key="plan-file")
    if file is None:
        return
    by = account.sender(texts.SENDER, "plan-by")
    plan = _checked(file.name, file.getvalue())
    if plan.findings:
        _findings(plan)
    if plan.already is not None:
        st.info(t(texts.ALREADY).format(number=plan.already.number, time=moment(plan.already.received_at)))
        return
    if plan.refused:
        st.error(t(common.VERDICTS["refused"]))
        return
    st.text(t(texts.GOOD).format(rows=len(plan.lines), targets=len(plan.targets)))
    reason = st.text_area(t(common.GIVE_REASON), key="plan-reason", height=68, max_chars=1000) if plan.asks else ""
    ready = bool(by) and (not plan.asks or bool((reason or "").strip()))
    if not by:
        st.text(t(common.SENDER_NEEDED))
    if st.button(t(texts.ACCEPT), key="plan-accept", type="primary", disabled=not ready):
        _keep(plan, by, reason or "")


def _checked(name: str, data: bytes) -> Plan:
    """Kept for the session while nothing new comes in, since reading a file takes a moment."""
    key = (name, sha256(data).hexdigest(), upload.revision(service()), service().revision)
    held = st.session_state.get("plan checked")
    if held is None or held[0] != key:
        with st.spinner(t(common.READING).format(file=name), show_time=True):
            held = (key, upload.check(service(), name, data))
        st.session_state["plan checked"] = held
    checked: Plan = held[1]
    return checked


def _keep(plan: Plan, by: str, reason: str) -> None:
    try:
        accepted = upload.accept(service(), plan, by, reason, who=who())
    except (NotAllowedError, StoreFaultError) as refused:
        st.error(t(refused.text), icon=":material/lock:")
        return
    if accepted.receipt is None:
        return
    one, known = accepted.receipt, accepted.already is not None
    text = texts.ALREADY.in_(language()).format(number=one.number, time=moment(one.received_at)) if known else ""
    st.session_state[_SAVED] = text or t(texts.SAVED).format(number=one.number, count=one.rows)
    st.rerun()


def _findings(plan: Plan) -> None:
    body = [
        (
            Cell(t(SEVERITY_LABELS[group.finding.severity]), f"severity {group.finding.severity}"),
            [Cell(", ".join(group.cells), "words"), Cell(t(group.message), "words")],
        )
        for group in grouped(plan.findings)
    ]
    st.html(tables.table(t(common.STEP_CHECK), [t(common.STATE), t(common.CELLS), t(common.MEANING)], body, "texts"))


def _sets() -> None:
    sets = upload.history(service())
    if not sets:
        st.text(t(texts.NO_SETS))
        return
    body = []
    for one in sets:
        whose = ", ".join(unit_name(key) for key in one.units if key == NATION_KEY or key in service().places.versions)
        cells = [moment(one.received_at), one.by, one.file, whose, str(one.rows), one.note, f"{one.sha256[:16]}…"]
        body.append((Cell(str(one.number)), [Cell(text, "words") for text in cells]))
    head = [texts.SET, texts.AT, texts.BY_WHOM, common.FILE, texts.AREA, texts.ROWS, common.REASON_GIVEN]
    st.html(tables.table(t(texts.SETS), [*(t(text) for text in head), "SHA-256"], body, "texts"))
