"""Quản trị: people and roles, locks and review, the log, versions, the state of the store."""

from pages.administration import audit_log, health, locks, people, public_access
from pages.submission import layout_list, versions
from pages.texts import administration as texts
from pages.ui import actions
from pages.ui.controls import pick
from pages.ui.session import person, t

section = pick("muc", texts.SECTION, {code: t(text) for code, text in texts.SECTIONS.items()}, row=True, hidden=True)
actions.show_done()
someone = person()
if section == "nguoi-dung":
    people.draw()
elif section == "khoa" and someone:
    locks.switch()
    locks.draw(someone)
    locks.share()
elif section == "mo":
    public_access.draw()
elif section == "cach-doc":
    layout_list.draw()
elif section == "nhat-ky":
    audit_log.draw()
elif section == "phien-ban":
    versions.draw()
elif section == "kho":
    health.draw()
