"""People and their roles: who has which, given and taken away with a reason."""

import streamlit as st

from data.model import Language
from data.places import PLACES, Boundary
from pages.server.store import service
from pages.texts import administration as texts
from pages.ui import actions, filters, tables
from pages.ui.formats import listed
from pages.ui.session import language, t, who
from service import administration
from service.access.roles import ACTION_LABELS, OF_PROVINCES, RIGHTS, ROLE_LABELS, Action, Person, Role, until_text


def draw() -> None:
    people = administration.people(service(), who())
    st.subheader(t(texts.PEOPLE, count=len(people)), anchor=False)
    if people:
        head = [texts.EMAIL, texts.NAME, texts.ROLE, texts.PROVINCES, texts.LASTS]
        body = [tables.line(one.email, *_row(one)) for one in people]
        tables.show(texts.SECTIONS["nguoi-dung"], head, body)
    else:
        st.info(t(texts.NO_PEOPLE), icon=":material/group:")
    left, right = st.columns([3, 2], gap="large")
    with left:
        _grant()
    with right:
        if people:
            _revoke(people)
        _rights()


def _row(person: Person) -> list[str]:
    lasts = t(texts.ENDED, day=filters.day(person.until)) if person.ended and person.until else t(until_text(person))
    return [person.name, t(ROLE_LABELS[person.role]), of_provinces(person.role, person.units, language()), lasts]


def of_provinces(role: Role, units: frozenset[str], language: Language) -> str:
    """The provinces of a grant by name."""
    if role not in OF_PROVINCES:
        return texts.EVERY_PROVINCE.in_(language)
    names = sorted(PLACES.versions[key][-1].name if key in PLACES.versions else key for key in units)
    return listed(names, language, 80) or texts.ALL_OF_THEM.in_(language)


def _grant() -> None:
    with st.form(actions.key("grant"), enter_to_submit=False):
        st.markdown(f"**{t(texts.GRANT)}**")
        st.caption(t(texts.GRANT_HINT))
        email = st.text_input(t(texts.EMAIL), key=actions.key("grant-email"), max_chars=254)
        name = st.text_input(t(texts.NAME), key=actions.key("grant-name"), max_chars=120)
        role = actions.choose(texts.ROLE, {role: t(ROLE_LABELS[role]) for role in Role}, actions.key("grant-role"))
        units = filters.unit_options(Boundary.TODAY)
        some = st.multiselect(
            t(texts.PROVINCES),
            list(units),
            format_func=units.__getitem__,
            key=actions.key("grant-units"),
            placeholder=t(texts.WHICH_PROVINCES),
            help=t(texts.PROVINCES_HINT),
            filter_mode="contains",
            select_all=False,
        )
        every = st.checkbox(t(texts.ALL_OF_THEM), key=actions.key("grant-all"))
        until = st.date_input(t(texts.UNTIL), value=None, key=actions.key("grant-until"), format="DD/MM/YYYY")
        why = actions.reason("grant-reason")
        if not st.form_submit_button(t(texts.GRANT), type="primary"):
            return
    chosen = Role(role or Role.VIEWER)
    if chosen in OF_PROVINCES and not some and not every:
        st.error(t(texts.CHOOSE_PROVINCES), icon=":material/error:")
        return
    person = Person(email or "", name or "", chosen, frozenset() if every else frozenset(some), until)
    values = {"role": t(ROLE_LABELS[chosen]), "email": person.email}
    actions.do(lambda: administration.grant(service(), who(), person, why), texts.GRANTED, **values)


def _revoke(people: list[Person]) -> None:
    with st.form(actions.key("revoke"), enter_to_submit=False):
        st.markdown(f"**{t(texts.REVOKE)}**")
        emails = [one.email for one in people]
        email = st.selectbox(t(texts.WHOSE), emails, index=None, key=actions.key("revoke-email"), placeholder="–")
        why = actions.reason("revoke-reason")
        if not st.form_submit_button(t(texts.REVOKE)):
            return
    actions.do(lambda: administration.revoke(service(), who(), email or "", why), texts.REVOKED, email=email)


def _rights() -> None:
    """The table of rights itself, in words."""
    with st.expander(t(texts.WHAT_ROLES_DO), icon=":material/rule:"):
        rights = {role: "; ".join(t(ACTION_LABELS[a]) for a in Action if a in RIGHTS[role]) for role in Role}
        body = [tables.line(t(ROLE_LABELS[role]), text) for role, text in rights.items()]
        tables.show(texts.WHAT_ROLES_DO, [texts.ROLE, texts.WHAT_ROLES_DO], body)
