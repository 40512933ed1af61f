"""All versions of a province's quarter: how any two differ, the files as they came, and one brought back."""

from collections.abc import Sequence

import streamlit as st

from data.model import Period, Text, number_text, today
from data.places import NATION_KEY, PLACES
from data.table import STATE_LABELS
from pages.administration import locks
from pages.server.store import service
from pages.submission import impact, originals
from pages.texts import administration as texts
from pages.texts import common, sending, submission
from pages.ui import actions, filters, list_rows, tables
from pages.ui.controls import pick
from pages.ui.session import language, localized, moment, t, who
from pages.ui.tables import Cell
from service import submissions
from service.review import decisions, versions
from service.review.moves import REVIEW_LABELS, Review
from service.review.versions import Differences, RowChange, SheetChange
from service.submissions import Submission

MOST = 300  # changes that are listed


def draw() -> None:
    with st.container(key="choices"):
        left, right = st.columns(2)
    with right:
        latest = max(service().newest() or filters.FIRST, filters.FIRST).code
        quarter = Period.parse(
            pick("quy-xem", common.QUARTER, filters.quarters(filters.FIRST, Period.at(today())), latest)
        )
    with left:
        units = {unit.key: filters.named(unit) for unit in PLACES.of_quarter(quarter.last)}
        unit = pick("tinh-xem", common.PROVINCE, units | {NATION_KEY: t(sending.WHOLE_INDEX)})
    accepted = submissions.versions(service(), unit, quarter)
    place, period = locks.place(unit, quarter), t(quarter.label)
    st.subheader(t(texts.VERSIONS_OF, unit=place, period=period, count=len(accepted)), anchor=False)
    if not accepted:
        st.text(t(common.NO_HISTORY))
        return
    _table(accepted)
    originals.offer(accepted)
    if len(accepted) > 1:
        st.subheader(t(texts.COMPARE), anchor=False)
        _compare(accepted)
    st.subheader(t(texts.RESTORE), anchor=False)
    _restore(unit, quarter, accepted)


def _table(submissions: Sequence[Submission]) -> None:
    head = [texts.VERSION, texts.NUMBER, common.STATE, texts.TIME, sending.SENDER, sending.FILE, sending.STORED]
    body = []
    for one in submissions:
        sheets = ", ".join(f"{t(service().tables[name].label)}: {rows}" for name, rows in one.sheets.items())
        parts = [Cell(text) for text in (str(one.number), t(REVIEW_LABELS[one.state]), moment(one.received_at))]
        body.append(tables.line(str(one.version), *parts, one.by, one.file, sheets))
    tables.show(texts.SECTIONS["phien-ban"], head, body)


def named(submission: Submission) -> str:
    """`lần 2 (bản nộp số 14, 09:05 21/11/2026, Đã chấp nhận)`."""
    state = t(REVIEW_LABELS[submission.state])
    return f"{t(texts.VERSION)} {submission.version} · {submission.number} · {moment(submission.received_at)} · {state}"


def _compare(submissions: Sequence[Submission]) -> None:
    st.caption(t(texts.COMPARE_HINT))
    options = {str(one.number): named(one) for one in submissions}
    left, right = st.columns(2)
    with left:
        before = pick("lan-truoc", texts.EARLIER, options, str(submissions[1].number))
    with right:
        after = pick("lan-sau", texts.LATER, options, str(submissions[0].number))
    one, two = (next(each for each in submissions if each.number == int(number)) for number in (before, after))
    between = versions.differences(service(), versions.stood(service(), one), versions.stood(service(), two))
    differences(between, texts.EARLIER, texts.LATER)


def differences(differences: Differences, before: Text, after: Text) -> None:
    """Sheet by sheet, then figure by figure and row by row; `before` and `after` are what the two sides are called."""
    if differences.nothing:
        st.text(t(texts.SAME))
        return
    lang = language()
    head = [texts.SHEETS, texts.BY_VERSION, texts.ROWS, common.STATE]
    tables.show(texts.SHEETS, head, [_sheet(one) for one in differences.sheets])
    if differences.cells:
        st.markdown(f"**{t(texts.VALUE_CHANGES, count=number_text(len(differences.cells), lang))}**")
        head = [submission.FIGURE, submission.CELL_CHANGE, before, after]
        lines = [impact.value_line(one, lang) for one in differences.cells[:MOST]]
        tables.show(texts.VALUE_CHANGES, head, lines, "")
        _more(len(differences.cells))
    if differences.rows:
        st.markdown(f"**{t(texts.ROW_CHANGES, count=number_text(len(differences.rows), lang))}**")
        head = [texts.ROW, submission.CELL_CHANGE, texts.DIFFERENCE]
        body: list[tables.Line | str] = []
        for one in differences.rows[:MOST]:
            title = t(service().tables[one.table].label)
            body += [] if title in body else [title]
            body.append(tables.line(one.name, Cell(t(submission.HOW[one.how])), _columns(one)))
        tables.show(texts.ROW_CHANGES, head, body)
        _more(len(differences.rows))


def _more(count: int) -> None:
    if count > MOST:
        st.text(t(texts.MORE, count=localized(count - MOST)))


def _sheet(change: SheetChange) -> tuple[Cell, Sequence[Cell]]:
    numbers = [str(number or "–") for number in change.numbers]
    rows = [localized(count) for count in change.rows]
    states = [t(STATE_LABELS[state]) if state else "–" for state in change.states]
    return Cell(t(service().tables[change.table].label)), [Cell(_from_to(pair)) for pair in (numbers, rows, states)]


def _from_to(pair: Sequence[str]) -> str:
    """`8 → 9`; what is the same on both sides once, and a blank on both not at all."""
    return " → ".join(pair) if pair[0] != pair[1] else pair[0].replace("–", "")


def _columns(change: RowChange) -> str:
    """`Tên: cũ → mới` of each column that differs; of a row that is new or gone only what it says."""
    columns = service().tables[change.table].columns
    parts = []
    for key, before, after in change.columns:
        was, will = (list_rows.cell(value, columns[key]) for value in (before, after))
        changed = f"{was or '–'} → {will or '–'}" if change.how == "changed" else was or will
        parts.append(f"{t(columns[key].label)}: {changed}")
    return "; ".join(parts)


def _restore(unit: str, quarter: Period, submissions: Sequence[Submission]) -> None:
    stand = frozenset(one.number for one in submissions if one.state is Review.ACCEPTED)
    options = {
        one.number: named(one) for one in submissions if (once := versions.once(service(), one)) and once != stand
    }
    if not options:
        st.text(t(texts.NOTHING_TO_RESTORE))
        return
    st.caption(t(texts.RESTORE_HINT))
    if (lock := service().repository.access.lock_of(unit, quarter)) is not None:
        locks.warn_of(lock, quarter)
    key = actions.key(f"restore-{unit}-{quarter}")
    number = actions.choose(texts.WHICH_VERSION, options, key, index=None, placeholder="–")
    if number is None:
        return
    st.markdown(f"**{t(texts.WOULD_CHANGE)}**")
    chosen = next(one for one in submissions if one.number == number)
    now, then = versions.stands(service(), unit, quarter), versions.stood(service(), chosen)
    differences(versions.differences(service(), now, then), sending.BEFORE, texts.RESTORED_TO)
    why = actions.reason("restore-reason")
    if st.button(t(texts.DO_RESTORE), key="restore", icon=":material/restore:", disabled=lock is not None):
        actions.do(lambda: decisions.restore(service(), who(), number, why), texts.RESTORED, number=number)
