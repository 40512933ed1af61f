"""Every version of one province's quarter: when it came, from whom, where it stands, what was asked and what was answered."""

from __future__ import annotations

import streamlit as st

from data.model import SEVERITY_LABELS, Period, Severity
from data.places import Unit
from indicators import reviewing
from indicators.desk import Submission
from indicators.office import REVIEW_LABELS, Review
from indicators.people import Action
from pages.parts import locks, originals, tables, words
from pages.parts import words_admin as texts
from pages.parts.formats import literal
from pages.parts.session import desk, language, moment, person, t

COLOURS = {Review.SENT: "orange", Review.ACCEPTED: "green", Review.RETURNED: "red", Review.SET_ASIDE: "grey"}


def draw(unit: Unit, period: Period) -> None:
    """The newest version first."""
    versions = desk().history(unit, period)
    if not versions:
        st.text(t(words.NO_HISTORY))
    moves = reviewing.moves(desk(), unit.key, period)
    for number, one in enumerate(versions):
        said = words.VERSION_OF.in_(language()).format(
            version=one.version, number=one.number, time=moment(one.received_at), by=literal(one.by)
        )
        plain = one.state is Review.ACCEPTED and not moves
        state = "" if plain else f" :{COLOURS[one.state]}-badge[{t(REVIEW_LABELS[one.state])}]"
        with st.expander(said + state, expanded=number == 0):
            sheets = ", ".join(f"{t(desk().tables[name].label)}: {rows}" for name, rows in one.sheets.items())
            st.text(f"{t(words.FILE)}: {one.file} · SHA-256 {one.sha256[:16]}…\n{t(words.STORED)}: {sheets}")
            _moves(one, moves)
            findings(one)
            originals.offer([one])


def _moves(one: Submission, moves: list[reviewing.Moved]) -> None:
    """What became of it; who decided and why is for those who work on this province's figures."""
    someone = person()
    if someone is None or not someone.may(Action.FETCH, one.unit):
        return
    for move in (move for move in moves if move.number == one.number):
        reason = f" {t(texts.MOVE_REASON).format(reason=move.reason)}" if move.reason else ""
        name = move.name or t(texts.THIS_MACHINE)
        st.text(f"{t(texts.MOVED[move.state]).format(time=moment(move.at), name=name)}.{reason}")


def returned() -> None:
    """What was returned to those who look, as long as they have not sent it again."""
    someone = person()
    for one in desk().submissions_in(Review.RETURNED):
        newest = desk().versions(one.unit, one.period)[0]
        if someone is None or not someone.may(Action.SEND, one.unit) or newest.number != one.number:
            continue
        why = next((m.reason for m in reviewing.moves(desk(), one.unit, one.period) if m.number == one.number), "")
        told = {
            "unit": locks.place(one.unit, one.period),
            "period": t(one.period.label),
            "number": one.number,
            "reason": literal(why),
        }
        st.warning(t(texts.WAS_RETURNED).format(**told), icon=":material/undo:")


def findings(one: Submission) -> bool:
    """What was asked of a file and what its sender answered; whether there was anything."""
    told = [
        (finding, reason)
        for finding, reason in desk().findings(one.number)
        if finding.severity in (Severity.QUESTION, Severity.INFO)
    ]
    if told:
        body = [
            (
                tables.Cell(t(SEVERITY_LABELS[finding.severity])),
                [tables.Cell(text, "words") for text in (finding.sheet, finding.cell, t(finding.message), reason)],
            )
            for finding, reason in told
        ]
        head = [t(words.STATE), "Sheet", t(words.CELLS), t(words.MEANING), t(words.REASON_GIVEN)]
        st.html(tables.table(t(words.ANSWERS), head, body, "texts"))
    return bool(told)
