"""Every page with its address and what it takes to use it, in the order in which they stand in the menu."""

import re
from dataclasses import dataclass

from data.model import Text
from data.text_keys import fold
from indicators import CATALOGUE
from pages.texts import administration, common, explorer, lineage, releases, reports, targets
from service.access.roles import Action


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One page of the menu."""

    file: str
    title: Text
    path: str
    action: Action = Action.SEE
    menu: Text | None = None  # under which it folds away; None: it stands open in the bar


EXPLORE = "kham-pha"
# Each field by its address, which is its Vietnamese name.
FIELDS = {
    re.sub(r"[^a-z0-9]+", "-", fold(indicator.label.vi)).strip("-"): name
    for name, indicator in CATALOGUE.items()
    if indicator.measures
}
# What is asked every day stands open in the bar; the families and the rows fold away, so that it fits however many they
# are. A page each for the families that have figures of their own, so that a new indicator has its page without an edit
# here.
PAGES = (
    MenuEntry("overview.py", common.OVERVIEW, "tong-quan"),
    MenuEntry("explore.py", explorer.EXPLORE, EXPLORE),
    MenuEntry("province.py", common.PROFILE, "ho-so-tinh"),
    MenuEntry("plan.py", targets.PLAN, "ke-hoach"),
    MenuEntry("report.py", reports.PAGE, "bao-cao"),
    MenuEntry("submit.py", common.SUBMIT, "nop-so-lieu", Action.SEND),
    *(MenuEntry("explore.py", CATALOGUE[name].label, path, menu=common.FAMILIES) for path, name in FIELDS.items()),
    MenuEntry("list_rows.py", common.TABLE, "bang-so-lieu", menu=common.DATA),
    MenuEntry("open_data.py", releases.OPEN_DATA, "du-lieu-mo", menu=common.DATA),
    MenuEntry("trace.py", lineage.TRACE, "nguon-so-lieu", menu=common.DATA),
    MenuEntry("received.py", common.RECEIVED, "tinh-hinh-nop", menu=common.DATA),
    MenuEntry("about.py", common.ABOUT, "gioi-thieu", menu=common.DATA),
    MenuEntry("review.py", administration.REVIEW, "duyet-so-lieu", Action.REVIEW, menu=administration.MANAGE),
    MenuEntry("admin.py", administration.ADMIN, "quan-tri", Action.ADMINISTER, menu=administration.MANAGE),
)
# On an empty store these are drawn all the same.
WITHOUT_FIGURES = {"nop-so-lieu", "gioi-thieu", *(entry.path for entry in PAGES if entry.action is not Action.SEE)}
