"""Who may do what, which quarters are closed, whether figures are reviewed; and the log of everything that was done.

Each thing done is one line of the ledger with a reason. Whoever does it must have the right at that moment.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from data.model import VIETNAM, Period, Text
from indicators.desk import Desk
from indicators.office import Event, NotPossibleError
from indicators.people import Action, Identity, Person, Role

ADDRESS = re.compile(r"[^@\s<>\"',;]+@[^@\s<>\"',;]+\.[^@\s<>\"',;]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger, as the audit log shows it."""

    seq: int
    at: datetime  # in Viet Nam
    actor: str
    name: str
    event: Event
    unit: str
    quarter: int | None
    reason: str
    body: dict[str, object]
    hash: str


def people(desk: Desk) -> list[Person]:
    """Everyone with a grant, ended ones too."""
    return sorted(desk.book.office.people.values(), key=lambda person: (list(Role).index(person.role), person.email))


def grant(desk: Desk, who: Identity, person: Person, reason: str) -> None:
    """Give someone a role, in place of the one they had. Raises NotAllowedError, NotPossibleError, StoreFaultError."""
    email = person.email.strip().casefold()
    if not ADDRESS.fullmatch(email) or len(email) > 254:
        raise NotPossibleError(
            Text(
                f"«{person.email}» không phải địa chỉ thư điện tử. Hãy nhập dạng ten@tinh.gov.vn.",
                f"“{person.email}” is no e-mail address. Enter one like name@province.gov.vn.",
            )
        )
    if unknown := person.units - set(desk.places.versions):
        raise NotPossibleError(
            Text(f"Không có tỉnh {', '.join(sorted(unknown))}.", f"There is no province {', '.join(sorted(unknown))}.")
        )
    _reason(reason)
    if person.role is not Role.ADMINISTRATOR:
        _someone_left(desk, email)
    _record(
        desk, who, Action.ADMINISTER, Event.GRANT, reason,
        body={
            "email": email, "name": person.name.strip(), "role": str(person.role), "units": sorted(person.units),
            "until": person.until.isoformat() if person.until else None,
        },
    )  # fmt: skip


def revoke(desk: Desk, who: Identity, email: str, reason: str) -> None:
    """Take someone's role away; their next step is refused."""
    email = email.strip().casefold()
    if email not in desk.book.office.people:
        raise NotPossibleError(Text(f"«{email}» không có quyền nào.", f"“{email}” has no role."))
    _reason(reason)
    _someone_left(desk, email)
    _record(desk, who, Action.ADMINISTER, Event.REVOKE, reason, body={"email": email})


def _someone_left(desk: Desk, but: str) -> None:
    """The last administrator stays one, else nobody could give roles any more."""
    admins = {p.email for p in desk.book.office.people.values() if p.role is Role.ADMINISTRATOR and not p.ended}
    if admins == {but}:
        raise NotPossibleError(
            Text(
                "Đây là quản trị viên duy nhất. Hãy cấp quyền quản trị cho một người khác trước.",
                "This is the only administrator. Make someone else one first.",
            )
        )


def lock(desk: Desk, who: Identity, period: Period, reason: str, unit: str = "") -> None:
    """Close a quarter, for one province or for all: nothing more is taken in, reviewed or restored."""
    _reason(reason)
    if (unit, period.last) in desk.book.office.locks:
        raise NotPossibleError(Text(f"{period.label.vi} đã khóa rồi.", f"{period.label.en} is locked already."))
    _record(desk, who, Action.LOCK, Event.LOCK, reason, unit, period.last)


def unlock(desk: Desk, who: Identity, period: Period, reason: str, unit: str = "") -> None:
    """Open a quarter again; the reason stays in the log."""
    _reason(reason)
    if (unit, period.last) not in desk.book.office.locks:
        raise NotPossibleError(Text(f"{period.label.vi} không bị khóa.", f"{period.label.en} is not locked."))
    _record(desk, who, Action.LOCK, Event.UNLOCK, reason, unit, period.last)


def switch_review(desk: Desk, who: Identity, on: bool, reason: str) -> None:
    """From now on what is sent waits for a reviewer, or no longer does. What waits already goes on waiting."""
    _reason(reason)
    _record(desk, who, Action.ADMINISTER, Event.REVIEW, reason, body={"on": on})


def _reason(reason: str) -> None:
    if not reason.strip():
        raise NotPossibleError(Text("Hãy ghi lý do.", "Give a reason."))


def _record(
    desk: Desk,
    who: Identity,
    action: Action,
    event: Event,
    reason: str,
    unit: str = "",
    quarter: int | None = None,
    body: dict[str, object] | None = None,
) -> None:
    with desk.book.entry() as entry:
        desk.permit(who, action, unit or None)
        entry.say(
            kind=event, at=datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat(), actor=who.email,
            name=who.name, unit=unit, quarter=quarter, reason=reason.strip(), body=body or {},
        )  # fmt: skip


def log(
    desk: Desk,
    who: Identity,
    events: Sequence[Event] = (),
    actor: str = "",
    unit: str = "",
    search: str = "",
    limit: int | None = None,
) -> list[Entry]:
    """Lines of the ledger, the newest first, those of some kinds, of one address, province or holding a text."""
    desk.permit(who, Action.ADMINISTER)
    with desk.store.reading() as work:
        rows = work.rows(
            """SELECT seq, happened_at, actor, name, kind, unit, quarter, reason, line, hash FROM event
            WHERE (len($events::VARCHAR[]) = 0 OR list_contains($events::VARCHAR[], kind))
                AND ($actor = '' OR actor = $actor) AND ($unit = '' OR unit = $unit)
                AND ($search = '' OR contains(lower(line), lower($search)))
            ORDER BY seq DESC LIMIT coalesce($limit::BIGINT, 1000000000)""",
            events=[str(event) for event in events],
            actor=actor,
            unit=unit,
            search=search.strip(),
            limit=limit,
        )
    return [
        Entry(
            seq, at.replace(tzinfo=UTC).astimezone(VIETNAM), by, name, Event(kind), of, quarter, reason,
            json.loads(line)["body"], hash_,
        )
        for seq, at, by, name, kind, of, quarter, reason, line, hash_ in rows
    ]  # fmt: skip
