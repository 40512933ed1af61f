"""Quản trị: people and roles, locks and review, the log, versions, the state of the store."""

from pages.parts import audit, deeds, locks, opening, people, state, versions
from pages.parts import words_admin as texts
from pages.parts.controls import pick
from pages.parts.session import person, t

section = pick("muc", texts.SECTION, {code: t(text) for code, text in texts.SECTIONS.items()}, row=True, hidden=True)
deeds.said()
someone = person()
if section == "nguoi-dung":
    people.draw()
elif section == "khoa" and someone:
    locks.switch()
    locks.draw(someone)
elif section == "mo":
    opening.draw()
elif section == "nhat-ky":
    audit.draw()
elif section == "phien-ban":
    versions.draw()
elif section == "kho":
    state.draw()
