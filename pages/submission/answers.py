"""The questions that are to be answered before a file is taken in: those of one kind together, with one answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import streamlit as st

from pages.submission.finding_groups import Group, part
from pages.texts import common, sending, submission
from pages.ui import tables
from pages.ui.session import kept_some, localized, t
from service.drafts import Draft
from service.reasons import carried

LISTED = 8  # questions of one kind told before the rest is folded


@dataclass(frozen=True, slots=True)
class Kind:
    """Questions that ask the same of several figures."""

    groups: tuple[Group, ...]

    @property
    def effect(self) -> float:
        return max(group.effect for group in self.groups)

    @property
    def name(self) -> str:
        """By which a reason typed for it is found again."""
        names = "\0".join(group.name for group in self.groups)
        return self.groups[0].name if len(self.groups) == 1 else sha256(names.encode()).hexdigest()[:12]

    @property
    def indexes(self) -> tuple[int, ...]:
        return tuple(index for group in self.groups for index in group.indexes)


def kinds(groups: Sequence[Group]) -> list[Kind]:
    """By rule, those that would move the nation most first."""
    same: dict[str, list[Group]] = {}
    for group in groups:
        same.setdefault(group.finding.rule, []).append(group)
    found = [Kind(tuple(sorted(each, key=lambda group: -group.effect))) for each in same.values()]
    return sorted(found, key=lambda kind: -kind.effect)


def draw(draft: Draft, groups: Sequence[Group], number: int) -> dict[int, str]:
    """The reasons given, by the number of the finding; empty ones are still to be given."""
    if not groups:
        return {}
    st.markdown(f"**{t(sending.STEP_ANSWER)}**")
    of_draft = (draft.sha256, draft.revision)
    written = kept_some("carried", of_draft, lambda: carried(draft.findings, draft.reading.answers))
    if written:
        st.text(t(submission.CARRIED, count=len(written)))
    asked = _asked(groups, written, number)
    shown = {kind.name for kind in part(asked, f"questions-{number}")}
    typed: dict[str, str] = st.session_state.setdefault("reasons typed", {})
    reasons: dict[int, str] = {}
    for kind in asked:
        key = f"reason-{draft.sha256[:12]}-{kind.name}"
        known = next((written[index] for index in kind.indexes if index in written), "")
        reason = _reason(kind, key, known, typed) if kind.name in shown else typed.get(key, known).strip()
        reasons |= {index: reason if reason != known.strip() else written.get(index, reason) for index in kind.indexes}
    if missing := sum(1 for kind in asked if not reasons[kind.indexes[0]]):
        st.text(t(sending.REASONS_MISSING, count=missing))
    return reasons


def _asked(groups: Sequence[Group], written: dict[int, str], number: int) -> list[Kind]:
    """Each kind as one, or its questions apart: where the sender wants it, or has answered them apart in the file."""
    asked: list[Kind] = []
    for kind in kinds(groups):
        given = {written[index].strip() for index in kind.indexes if index in written}
        if len(kind.groups) > 1:
            apart = st.toggle(
                t(sending.ANSWER_APART, count=len(kind.groups), what=t(kind.groups[0].message)[:60]),
                value=len(given) > 1,
                key=f"apart-{number}-{kind.groups[0].finding.rule}",
            )
            if apart:
                asked += [Kind((group,)) for group in kind.groups]
                continue
        asked.append(kind)
    return asked


def _reason(kind: Kind, key: str, known: str, typed: dict[str, str]) -> str:
    """What is typed for a kind; remembered when another page of them is turned to."""
    _questions(kind, key)
    st.session_state.setdefault(key, typed.get(key, known))
    label = t(sending.GIVE_REASON) if len(kind.groups) < 2 else t(sending.GIVE_ONE_REASON, count=len(kind.groups))
    answer = st.text_area(label, key=key, placeholder=t(sending.REASON_HINT), height=68, max_chars=1000)
    typed[key] = answer or ""
    return typed[key].strip()


def _questions(kind: Kind, key: str) -> None:
    """Where each stands and what it asks; the first few, the rest folded."""
    lines = [_line(group) for group in kind.groups]
    head = [sending.CELLS, common.MEANING, sending.ON_TOTAL]
    tables.show(sending.STEP_ANSWER, head, lines[:LISTED])
    if rest := lines[LISTED:]:
        with st.expander(t(sending.MORE_QUESTIONS, count=len(rest)), key=f"more-{key}"):
            tables.show(sending.STEP_ANSWER, head, rest)


def _line(group: Group) -> tables.Line:
    place = ", ".join(group.cells)
    place = f"«{group.finding.sheet}» {place}".strip() if group.finding.sheet else place or t(sending.WHOLE_FILE)
    effect = t(submission.ON_NATION_SHORT, value=localized(100 * group.effect, 1)) if group.effect else "–"
    return tables.line(place, t(group.message), effect)
