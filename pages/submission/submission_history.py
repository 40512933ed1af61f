"""Every version of one province's quarter: when it came, from whom, where it stands, what was asked and what was
answered."""

import streamlit as st

from data.model import SEVERITY_LABELS, Period, Severity, Text
from data.places import Unit
from pages.administration import locks
from pages.server.store import service
from pages.submission import originals
from pages.texts import administration as texts
from pages.texts import common, sending
from pages.ui import tables
from pages.ui.formats import literal
from pages.ui.session import moment, person, t
from service import submissions
from service.access.roles import Action
from service.review import decisions
from service.review.moves import REVIEW_LABELS, Review
from service.submissions import Submission

COLOURS = {Review.SENT: "orange", Review.ACCEPTED: "green", Review.RETURNED: "red", Review.SET_ASIDE: "grey"}


def draw(unit: Unit, period: Period) -> None:
    """The newest version first."""
    versions = submissions.versions(service(), unit.key, period)
    if not versions:
        st.text(t(common.NO_HISTORY))
    moves = decisions.moves(service(), unit.key, period)
    for number, one in enumerate(versions):
        mine = one.readable(person())
        time, by = moment(one.received_at), literal(one.by) if mine else t(common.KEPT_BACK)
        label = t(common.VERSION_OF, version=one.version, number=one.number, time=time, by=by)
        plain = one.state is Review.ACCEPTED and not moves
        state = "" if plain else f" :{COLOURS[one.state]}-badge[{t(REVIEW_LABELS[one.state])}]"
        with st.expander(label + state, expanded=number == 0):
            if not mine:
                st.text(t(common.NOT_ACCEPTED_YET))
                continue
            sheets = ", ".join(f"{t(service().tables[name].label)}: {rows}" for name, rows in one.sheets.items())
            st.text(f"{t(sending.FILE)}: {one.file} · SHA-256 {one.sha256[:16]}…\n{t(sending.STORED)}: {sheets}")
            _moves(one, moves)
            findings(one)
            originals.offer([one])


def _moves(submission: Submission, moves: list[decisions.Moved]) -> None:
    """What became of it; who decided and why is for those who work on this province's figures."""
    someone = person()
    if someone is None or not someone.may(Action.FETCH, submission.unit):
        return
    for move in (move for move in moves if move.number == submission.number):
        reason = f" {t(texts.MOVE_REASON, reason=move.reason)}" if move.reason else ""
        name = move.name or t(texts.THIS_MACHINE)
        st.text(f"{t(texts.MOVED[move.state], time=moment(move.at), name=name)}.{reason}")


def returned() -> None:
    """What was returned to those who look, as long as they have not sent it again."""
    someone = person()
    for one in submissions.in_state(service(), Review.RETURNED):
        newest = submissions.versions(service(), one.unit, one.period)[0]
        if someone is None or not someone.may(Action.SEND, one.unit) or newest.number != one.number:
            continue
        why = next((m.reason for m in decisions.moves(service(), one.unit, one.period) if m.number == one.number), "")
        values = {
            "unit": locks.place(one.unit, one.period),
            "period": t(one.period.label),
            "number": one.number,
            "reason": literal(why),
        }
        st.warning(t(texts.WAS_RETURNED, **values), icon=":material/undo:")


def findings(submission: Submission) -> bool:
    """What was asked of a file and what its sender answered; whether there was anything. The notes in it, whole, are
    for those who may have the file itself: they may name people, or a figure that is kept back."""
    someone = person()
    whole = someone is not None and someone.may(Action.FETCH, submission.unit)
    findings = [
        (finding, reason)
        for finding, reason in submissions.findings(service(), submission.number)
        if finding.severity in (Severity.QUESTION, Severity.INFO) and (whole or finding.rule != "note_kept")
    ]
    if findings:
        body = [
            tables.line(t(SEVERITY_LABELS[one.severity]), one.sheet, one.cell, t(one.message), reason)
            for one, reason in findings
        ]
        head: list[Text | str] = [common.STATE, "Sheet", sending.CELLS, common.MEANING, common.REASON_GIVEN]
        tables.show(common.ANSWERS, head, body)
    return bool(findings)
