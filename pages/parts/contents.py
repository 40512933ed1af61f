"""Every page with what it takes to use it, in the order in which they stand; what a role may not use is not in its menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from data.model import Text
from indicators import CATALOGUE
from indicators.people import ACTION_LABELS, ROLE_LABELS, Action, Person
from pages.parts import (
    words,
    words_access,
    words_admin,
    words_compare,
    words_open,
    words_plan,
    words_report,
    words_trace,
)
from pages.parts.session import t


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of the menu."""

    file: str
    title: Text
    path: str
    action: Action = Action.SEE
    menu: Text | None = None  # under which it folds away; None: it stands open in the bar


# What is asked every day stands open in the bar; the families and the rows fold away, so that it fits however many they are.
# A page each for the families that have figures of their own, so that a new indicator has its page without an edit here.
PAGES = (
    Entry("overview.py", words.OVERVIEW, "tong-quan"),
    Entry("trends.py", words.TRENDS, "xu-huong"),
    Entry("compare.py", words_compare.COMPARE, "so-sanh"),
    Entry("map.py", words_compare.MAP, "ban-do"),
    Entry("province.py", words.PROFILE, "ho-so-tinh"),
    Entry("plan.py", words_plan.PLAN, "ke-hoach"),
    Entry("report.py", words_report.PAGE, "bao-cao"),
    Entry("submit.py", words.SUBMIT, "nop-so-lieu", Action.SEND),
    *(
        Entry("module.py", indicator.label, name.replace("_", "-"), menu=words.FAMILIES)
        for name, indicator in CATALOGUE.items()
        if indicator.measures
    ),
    Entry("table.py", words.TABLE, "bang-so-lieu", menu=words.DATA),
    Entry("open_data.py", words_open.OPEN_DATA, "du-lieu-mo", menu=words.DATA),
    Entry("trace.py", words_trace.TRACE, "nguon-so-lieu", menu=words.DATA),
    Entry("received.py", words.RECEIVED, "tinh-hinh-nop", menu=words.DATA),
    Entry("about.py", words.ABOUT, "gioi-thieu", menu=words.DATA),
    Entry("review.py", words_admin.REVIEW, "duyet-so-lieu", Action.REVIEW, menu=words_admin.MANAGE),
    Entry("admin.py", words_admin.ADMIN, "quan-tri", Action.ADMINISTER, menu=words_admin.MANAGE),
)
# On an empty store these are drawn all the same.
WITHOUT_FIGURES = {"nop-so-lieu", "gioi-thieu", *(entry.path for entry in PAGES if entry.action is not Action.SEE)}


def pages(person: Person) -> dict[str, list[st.Page]]:
    """The menu for someone: under each heading its pages. A page that is not for them stays hidden and says so."""
    menus: dict[str, list[st.Page]] = {}
    for number, entry in enumerate(PAGES):
        title, under = t(entry.title), t(entry.menu) if entry.menu else ""
        if person.may(entry.action):
            page = st.Page(entry.file, title=title, url_path=entry.path, default=number == 0)
        else:
            page = st.Page(_refusal(entry, person), title=title, url_path=entry.path, visibility="hidden")
        menus.setdefault(under, []).append(page)
    return menus


def _refusal(entry: Entry, person: Person) -> Callable[[], None]:
    said = t(words_access.MAY_NOT).format(role=t(ROLE_LABELS[person.role]), what=t(ACTION_LABELS[entry.action]))

    def refusal() -> None:
        st.warning(said, icon=":material/lock:")

    return refusal
