"""What waits for review: who sent it, what was asked and answered, what accepting it would do, and the decision."""

from collections.abc import Sequence

import streamlit as st

from pages.administration import locks
from pages.server.store import service
from pages.submission import impact, originals, receipt, review_many, submission_history
from pages.submission.versions import differences
from pages.texts import administration as texts
from pages.texts import common, sending
from pages.texts import submission as consequences
from pages.ui import actions, tables
from pages.ui.controls import pick
from pages.ui.formats import literal
from pages.ui.session import kept, language, moment, t, who
from pages.ui.tables import Cell
from service.drafts import Draft
from service.review import decisions, versions
from service.review.impact import Impact, impact_of
from service.review.moves import Move
from service.submissions import Submission


def draw() -> None:
    """The list, and the one that was chosen; the oldest first."""
    waiting = decisions.waiting(service(), who())
    on = service().repository.access.reviewing
    st.caption(t(texts.REVIEW_ON if on else texts.REVIEW_OFF))
    if not waiting:
        st.info(t(texts.NOTHING_WAITS), icon=":material/inbox:")
        return
    st.subheader(t(texts.WAITS, count=len(waiting)), anchor=False)
    asked = [one for one in waiting if one.questions]
    plain = [one for one in waiting if not one.questions]
    if asked:
        st.markdown(f"**{t(texts.TO_CHECK, count=len(asked))}**")
        st.caption(t(texts.OLDEST_FIRST))
        _table(asked)
    if plain:
        review_many.draw(plain, lambda: _table(plain))
    number = pick("ban-nop", texts.LOOK_AT, {str(one.number): _named(one) for one in [*asked, *plain]})
    _draw_one(next(one for one in waiting if one.number == int(number)))


def _table(waiting: Sequence[Submission]) -> None:
    head = [common.PROVINCE, common.QUARTER, texts.WHY_WAITS, texts.VERSION, texts.TIME, sending.SENDER]
    body = []
    for one in waiting:
        tongue = "&lang=en" if language() == "en" else ""
        place = Cell(locks.place(one.unit, one.period), link=f"?ban-nop={one.number}{tongue}")
        parts = [
            Cell(t(one.period.label)),
            Cell(_why(one), "words"),
            Cell(str(one.version)),
            Cell(moment(one.received_at)),
        ]
        body.append(tables.line(place, *parts, one.by))
    tables.show(texts.REVIEW, head, body)


def _why(submission: Submission) -> str:
    """Why it is to be looked at: what was asked, what it takes the place of, that it came late."""
    told = [t(texts.ASKED, count=submission.questions) if submission.questions else t(texts.NOTHING_ASKED)]
    told += [t(texts.REPLACES, version=submission.version - 1)] if submission.version > 1 else []
    told += [t(common.LATE)] if submission.late else []
    return "; ".join(told)


def _named(submission: Submission) -> str:
    return t(
        texts.CHOICE,
        unit=locks.place(submission.unit, submission.period),
        period=t(submission.period.label),
        version=submission.version,
        number=submission.number,
    )


def _draw_one(submission: Submission) -> None:
    st.subheader(literal(_named(submission)), anchor=False)
    tables.show_facts(_named(submission), texts.SUBMISSION, receipt.lines(submission, language()))
    originals.offer([submission])
    st.markdown(f"**{t(texts.FOUND)}**")
    if not submission_history.findings(submission):
        st.text(t(texts.NOTHING_ASKED))
    draft, found = _foreseen(submission)
    if newer := [name for name in submission.sheets if name not in draft.sheets]:
        sheets = ", ".join(t(service().tables[name].label) for name in newer)
        st.info(t(texts.NEWER_STANDS, sheets=sheets), icon=":material/history:")
    st.markdown(f"**{t(consequences.CONSEQUENCES)}**")
    impact.draw(draft, found)
    with st.expander(t(texts.ROW_BY_ROW), icon=":material/compare_arrows:"):
        stands = versions.stands(service(), submission.unit, submission.period)
        after = {**stands, **dict.fromkeys(draft.sheets, submission.number)}
        rows = versions.differences(service(), stands, after)
        differences(rows, sending.BEFORE, sending.AFTER)
    _decide(submission)


def _foreseen(pending: Submission) -> tuple[Draft, Impact]:
    """Kept for the session while nothing new comes in, since working it out takes a moment."""

    def foresee() -> tuple[Draft, Impact]:
        with st.spinner(t(consequences.FORESEEING), show_time=True):
            draft = decisions.pending(service(), who(), pending.number)
            return draft, impact_of(service(), draft)

    return kept("review foreseen", (pending.number, service().revision, who()), foresee)


def _decide(submission: Submission) -> None:
    st.markdown(f"**{t(texts.DECIDE)}**")
    own = decisions.is_sender(service(), who(), submission)
    if own:
        st.info(t(texts.NOT_YOUR_OWN), icon=":material/person_off:")
    if lock := service().repository.access.lock_of(submission.unit, submission.period):
        locks.warn_of(lock, submission.period)
    why = actions.reason(f"decision-{submission.number}", texts.DECISION_REASON)
    with st.container(horizontal=True):
        for move, kind in ((Move.ACCEPT, "primary"), (Move.RETURN, "secondary")):
            icon = ":material/check:" if move is Move.ACCEPT else ":material/undo:"
            if st.button(t(texts.MOVES[move]), key=str(move), type=kind, icon=icon, disabled=own or lock is not None):  # type: ignore[arg-type]
                actions.do(
                    lambda move=move: decisions.decide(service(), who(), submission.number, move, why),  # type: ignore[misc]
                    texts.DECIDED[move],
                    number=submission.number,
                )
