"""Every page with what it takes to use it, in the order in which they stand; what a role may not use is not in its
menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from data.model import Text
from indicators import CATALOGUE
from pages.texts import access, administration, common, compare, lineage, releases, reports, targets
from pages.ui.session import t
from service.access.roles import ACTION_LABELS, ROLE_LABELS, Action, Person


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One page of the menu."""

    file: str
    title: Text
    path: str
    action: Action = Action.SEE
    menu: Text | None = None  # under which it folds away; None: it stands open in the bar


# What is asked every day stands open in the bar; the families and the rows fold away, so that it fits however many they
# are. A page each for the families that have figures of their own, so that a new indicator has its page without an edit
# here.
PAGES = (
    MenuEntry("overview.py", common.OVERVIEW, "tong-quan"),
    MenuEntry("trends.py", common.TRENDS, "xu-huong"),
    MenuEntry("compare.py", compare.COMPARE, "so-sanh"),
    MenuEntry("map.py", compare.MAP, "ban-do"),
    MenuEntry("province.py", common.PROFILE, "ho-so-tinh"),
    MenuEntry("plan.py", targets.PLAN, "ke-hoach"),
    MenuEntry("report.py", reports.PAGE, "bao-cao"),
    MenuEntry("submit.py", common.SUBMIT, "nop-so-lieu", Action.SEND),
    *(
        MenuEntry("module.py", indicator.label, name.replace("_", "-"), menu=common.FAMILIES)
        for name, indicator in CATALOGUE.items()
        if indicator.measures
    ),
    MenuEntry("table.py", common.TABLE, "bang-so-lieu", menu=common.DATA),
    MenuEntry("open_data.py", releases.OPEN_DATA, "du-lieu-mo", menu=common.DATA),
    MenuEntry("trace.py", lineage.TRACE, "nguon-so-lieu", menu=common.DATA),
    MenuEntry("received.py", common.RECEIVED, "tinh-hinh-nop", menu=common.DATA),
    MenuEntry("about.py", common.ABOUT, "gioi-thieu", menu=common.DATA),
    MenuEntry("review.py", administration.REVIEW, "duyet-so-lieu", Action.REVIEW, menu=administration.MANAGE),
    MenuEntry("admin.py", administration.ADMIN, "quan-tri", Action.ADMINISTER, menu=administration.MANAGE),
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


def _refusal(entry: MenuEntry, person: Person) -> Callable[[], None]:
    text = t(access.MAY_NOT).format(role=t(ROLE_LABELS[person.role]), what=t(ACTION_LABELS[entry.action]))

    def refusal() -> None:
        st.warning(text, icon=":material/lock:")

    return refusal
