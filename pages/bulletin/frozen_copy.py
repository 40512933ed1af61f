"""A frozen bulletin on the page: the copy as it was with what was revised since, and the control that freezes one."""

import streamlit as st

from data.model import Language, Period, day_text
from data.places import NATION_KEY, PLACES, Boundary
from indicators import MEASURES
from pages.bulletin import bulletin
from pages.bulletin.content import content
from pages.bulletin.facts import Facts
from pages.server.store import service
from pages.texts import bulletin as texts
from pages.ui import actions, page_links
from pages.ui.formats import amount, literal
from pages.ui.session import language, t, who
from service.access.roles import Action
from service.publishing import bulletins
from service.publishing.bulletins import FrozenBulletin

SHOWN = 20  # revised figures that are named before they are counted
LANGUAGES: tuple[Language, ...] = ("vi", "en")


def show(one: FrozenBulletin, facts: Facts) -> None:
    """The copy, and under it what is another figure now."""
    told = t(texts.AS_FROZEN, day=day_text(one.at.date(), language()))
    tongue = page_links.kept(Boundary.TODAY, language())
    with st.container(horizontal=True, vertical_alignment="center"):
        st.info(told, icon=":material/lock:")
        st.page_link("overview.py", label=t(texts.SEE_NOW), query_params={"quy": facts.quarter.code} | tongue)
    changed = bulletins.revised(service(), one, facts.values)
    st.html(bulletins.page(service(), one, language()))
    st.markdown(f"**{t(texts.REVISIONS)}**")
    st.markdown("\n".join(f"- {literal(_line(*each))}" for each in changed[:SHOWN]) or t(texts.NONE_REVISED))
    if len(changed) > SHOWN:
        st.caption(f"… {len(changed) - SHOWN}")


def _line(key: str, old: float | None, new: float | None) -> str:
    code, span, area = key.split("|")
    measure = MEASURES[code]
    then, now = ("–" if value is None else amount(measure, value, language()) for value in (old, new))
    where = PLACES.versions[area][-1].name if area != NATION_KEY else t(texts.NATION)
    return t(
        texts.REVISED_LINE, area=where, measure=t(measure.label), span=t(Period.parse(span).inside), old=then, new=now
    )


def control(facts: Facts) -> None:
    """For those who may review the nation, once the quarter is due."""
    someone = service().person(who())
    if someone is None or not someone.may(Action.REVIEW, NATION_KEY):
        return
    with st.expander(t(texts.FREEZE, quarter=t(facts.quarter.inside)), icon=":material/lock:"):
        st.caption(t(texts.FREEZE_HINT))
        why = actions.reason("freeze-reason")
        if st.button(t(texts.FREEZE, quarter=t(facts.quarter.inside)), key="freeze", icon=":material/lock:"):
            actions.do(lambda: _freeze(facts, why), texts.FROZEN)
    actions.show_done()


def _freeze(facts: Facts, why: str) -> None:
    pages = {tongue: bulletin.draw(content(facts, tongue), tongue) for tongue in LANGUAGES}
    bulletins.freeze(service(), who(), facts.quarter, pages, facts.values, why)
