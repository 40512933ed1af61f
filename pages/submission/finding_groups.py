"""Findings as they are told: those that say the same of several cells in one, and counted by what is to be done."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

import streamlit as st

from data.model import Finding, Severity, Text
from pages.texts import sending
from pages.ui.session import localized, t

T = TypeVar("T")
ON_A_PAGE = 100  # groups of findings, and questions, that are drawn at a time
MENDED = (Severity.STOP, Severity.ERROR)  # what keeps a file out


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that say the same of several cells."""

    finding: Finding
    indexes: tuple[int, ...]
    cells: tuple[str, ...]

    @property
    def effect(self) -> float:
        """How far the national total would move by it, where that is known."""
        return abs(float(getattr(self.finding, "effect", None) or 0.0))

    @property
    def count(self) -> int:
        """The cells it is said of; of a whole sheet or file one."""
        return max(len(self.cells), self.finding.count, 1)

    @property
    def name(self) -> str:
        """By which a reason typed for it is found again, whatever else is asked by then."""
        f = self.finding
        content = "\0".join((f.rule, f.sheet, f.column, f.received, f.message.vi, *self.cells))
        return sha256(content.encode()).hexdigest()[:12]

    @property
    def message(self) -> Text:
        """What the first one says, said of all its cells."""
        if len(self.cells) < 2:
            return self.finding.message
        first = re.compile(rf"\b{re.escape(self.cells[0])}\b")
        cells, one = ", ".join(self.cells), self.finding.message
        return Text(first.sub(cells, one.vi, count=1), first.sub(cells, one.en, count=1))


def grouped(findings: Sequence[Finding]) -> list[Group]:
    """Sheet by sheet, the gravest first, rule by rule, each as they come; of the same said of many cells no cell is
    left out."""
    order, sheets = list(Severity), list(dict.fromkeys(f.sheet for f in findings))
    rules = list(dict.fromkeys(f.rule for f in findings))
    same: dict[tuple[int, int, int, str, str, Text, str], list[int]] = {}
    for index, f in enumerate(findings):
        message = "" if f.cell else f.message.vi  # without a cell only the words tell one finding from another
        key = (
            sheets.index(f.sheet),
            order.index(f.severity),
            rules.index(f.rule),
            f.column,
            f.received,
            f.expected,
            message,
        )
        same.setdefault(key, []).append(index)
    groups = []
    for _, indexes in sorted(same.items(), key=lambda item: item[0][:3]):
        cells = dict.fromkeys(findings[i].cell for i in indexes if findings[i].cell)
        groups.append(Group(findings[indexes[0]], tuple(indexes), tuple(cells)))
    return groups


def counted(groups: Sequence[Group]) -> str:
    """`5 lỗi phải sửa (12 ô), 4 câu hỏi cần giải trình`: what there is to do, the first thing that is said."""
    told = []
    for severities, text in ((MENDED, sending.ERRORS), ((Severity.QUESTION,), sending.QUESTIONS)):
        mine = [group for group in groups if group.finding.severity in severities]
        if not mine:
            continue
        cells = sum(group.count for group in mine)
        more = t(sending.IN_CELLS, count=localized(cells)) if cells > len(mine) else ""
        told.append(t(text, count=localized(len(mine))) + more)
    return ", ".join(told)


def part(groups: Sequence[T], key: str) -> Sequence[T]:
    """Those of one page of them, turned below."""
    pages = -(-len(groups) // ON_A_PAGE)
    if pages < 2:
        return groups
    at = min(int(st.session_state.get(key) or 1), pages)
    first, last = (at - 1) * ON_A_PAGE, min(at * ON_A_PAGE, len(groups))
    st.caption(t(sending.PAGE_OF, first=first + 1, last=last, count=len(groups)))
    st.pagination(pages, key=key)
    return groups[first:last]
