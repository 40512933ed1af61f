"""Who may do what: four roles, what each allows, and for which provinces.

Roles live in the ledger, never in a cookie: who someone is comes from the sign-in, what they may do is looked up at
every step, and again by the function that does it (`service.py`, and the functions of `service/`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.model import Text, day_text, today
from data.places import PLACES


class Role(StrEnum):
    VIEWER = "viewer"
    ANALYST = "analyst"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    SEE = "see"  # every page of figures, and downloads
    SEND = "send"  # a province's quarter
    PLAN = "plan"  # targets
    REVIEW = "review"  # accept or return what others sent
    LOCK = "lock"  # a quarter, and open it again
    FETCH = "fetch"  # the file as it was sent
    ADMINISTER = "administer"  # people, versions, the audit log, the state of the store


ROLE_LABELS: dict[Role, Text] = {
    Role.VIEWER: Text("Người xem", "Viewer"),
    Role.ANALYST: Text("Chuyên viên nộp số liệu", "Analyst"),
    Role.REVIEWER: Text("Người duyệt", "Reviewer"),
    Role.ADMINISTRATOR: Text("Quản trị", "Administrator"),
}
ACTION_LABELS: dict[Action, Text] = {
    Action.SEE: Text("xem số liệu", "see figures"),
    Action.SEND: Text("nộp số liệu", "send figures"),
    Action.PLAN: Text("nhập chỉ tiêu kế hoạch", "enter targets"),
    Action.REVIEW: Text("duyệt số liệu", "review figures"),
    Action.LOCK: Text("khóa và mở khóa quý", "lock and unlock quarters"),
    Action.FETCH: Text("tải tệp gốc", "fetch the original file"),
    Action.ADMINISTER: Text("quản trị", "administer"),
}
# Deny by default: what is not named here no one may.
RIGHTS: Mapping[Role, frozenset[Action]] = {
    Role.VIEWER: frozenset({Action.SEE}),
    Role.ANALYST: frozenset({Action.SEE, Action.SEND, Action.PLAN, Action.FETCH}),
    Role.REVIEWER: frozenset({Action.SEE, Action.REVIEW, Action.LOCK, Action.FETCH}),
    Role.ADMINISTRATOR: frozenset({Action.SEE, Action.LOCK, Action.FETCH, Action.ADMINISTER}),
}
BOUND = frozenset({Action.SEND, Action.PLAN, Action.REVIEW, Action.FETCH, Action.LOCK})  # to the provinces of the grant
OF_PROVINCES = frozenset({Role.ANALYST, Role.REVIEWER})  # whose grant names provinces; the others' is for all


@dataclass(frozen=True, slots=True)
class Identity:
    """Someone as the sign-in names them; the address is written small, so that it is one key."""

    email: str
    name: str


LOCAL = Identity("", "")  # whoever sits at this machine: local mode, and the command line


@dataclass(frozen=True, slots=True)
class Person:
    """A grant: what someone may do, for which provinces, until when."""

    email: str
    name: str
    role: Role
    units: frozenset[str] = frozenset()  # keys; empty: all, and the nation's own table
    until: date | None = None  # the last day

    @property
    def ended(self) -> bool:
        return self.until is not None and today() > self.until

    def may(self, action: Action, unit: str | None = None) -> bool:
        """Whether the role allows it, for this province where one is named; without one, for any.

        Who acts for a merged province acts for the earlier quarters of those it was made of, too: it is their
        successor.
        """
        if self.ended or action not in RIGHTS[self.role]:
            return False
        if action not in BOUND or unit is None or not self.units:
            return True
        return unit in self.units or (unit in PLACES.versions and PLACES.heir(unit) in self.units)


@dataclass(frozen=True, slots=True)
class Everyone(Person):
    """Whoever sits at this machine may do everything."""

    def may(self, action: Action, unit: str | None = None) -> bool:
        return True


AT_THIS_MACHINE = Everyone("", "", Role.ADMINISTRATOR)


class NotAllowedError(Exception):
    """What was asked is not for this person; `text` says so in their language."""

    def __init__(self, action: Action, unit: str | None = None, place: str = "") -> None:
        super().__init__(f"{action} {unit or ''}".strip())
        of = (f" của {place}", f" of {place}") if place else ("", "")
        what = ACTION_LABELS[action]
        self.text = Text(
            f"Tài khoản này không có quyền {what.vi}{of[0]}. Hãy liên hệ người quản trị để được cấp quyền.",
            f"This account may not {what.en}{of[1]}. Ask an administrator for the right.",
        )


def until_text(person: Person) -> Text:
    """How long a grant lasts."""
    if person.until is None:
        return Text("không thời hạn", "no end")
    return Text(f"đến hết {day_text(person.until)}", f"until the end of {day_text(person.until, 'en')}")
