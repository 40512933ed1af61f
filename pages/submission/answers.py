"""The questions that are to be answered before a file is taken in: those of one kind together, with one answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape

import streamlit as st

from data.rules.figure_rules import SHARE
from pages.submission.finding_groups import Group, part
from pages.texts import sending, submission
from pages.ui.session import kept_some, language, localized, t
from service.drafts import Draft
from service.reasons import carried

LISTED = 8  # questions of one kind told before the rest is folded


@dataclass(frozen=True, slots=True)
class Kind:
    """Questions that ask the same of several figures, or one of them where they are answered apart."""

    groups: tuple[Group, ...]
    together: str = ""  # key of the switch between the two, where it stands here
    alike: int = 1  # how many the switch is for

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
    if missing := sum(len(kind.groups) for kind in asked if not reasons[kind.indexes[0]]):
        st.text(t(sending.REASONS_MISSING, count=missing))
    return reasons


def _asked(groups: Sequence[Group], written: dict[int, str], number: int) -> list[Kind]:
    """Each kind as one, or its questions apart: where the sender wants it, or has answered them apart in the file."""
    asked: list[Kind] = []
    for kind in kinds(groups):
        if (count := len(kind.groups)) < 2:
            asked.append(kind)
            continue
        key = f"apart-{number}-{kind.groups[0].finding.rule}"
        given = {written[index].strip() for index in kind.indexes if index in written}
        if st.session_state.setdefault(key, len(given) > 1):
            asked += [Kind((group,), "" if at else key, count) for at, group in enumerate(kind.groups)]
        else:
            asked.append(Kind(kind.groups, key, count))
    return asked


def _reason(kind: Kind, key: str, known: str, typed: dict[str, str]) -> str:
    """What is typed for a kind; remembered when another page of them is turned to."""
    st.html(_list(kind.groups[:LISTED]))
    if rest := kind.groups[LISTED:]:
        with st.expander(t(sending.MORE_QUESTIONS, count=len(rest)), key=f"more-{key}"):
            st.html(_list(rest))
    if kind.together:
        st.toggle(t(sending.ANSWER_APART, count=kind.alike), key=kind.together)
    st.session_state.setdefault(key, typed.get(key, known))
    label = t(sending.GIVE_REASON) if len(kind.groups) < 2 else t(sending.GIVE_ONE_REASON, count=len(kind.groups))
    answer = st.text_area(label, key=key, placeholder=t(sending.REASON_HINT), height=68, max_chars=1000)
    typed[key] = answer or ""
    return typed[key].strip()


def _list(groups: Sequence[Group]) -> str:
    """What is asked, as HTML: each says where it stands, and how far it moves the nation where it has not said so."""
    return f"<ul>{''.join(f'<li>{escape(_said(group))}</li>' for group in groups)}</ul>"


def _said(group: Group) -> str:
    said = t(group.message)
    if not group.effect or SHARE.in_(language()).partition("{")[0].strip() in said:
        return said
    return f"{said} {t(submission.ON_NATION, value=localized(100 * group.effect, 1))}"
