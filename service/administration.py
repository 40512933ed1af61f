"""Who may do what, which quarters are closed, whether figures are reviewed; and the log of everything that was done.

Each thing done is one line of the ledger with a reason. Whoever does it must have the right at that moment.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile

from data.model import VIETNAM, Period, in_vietnam, utc_text
from data.places import NATION_KEY
from data.text_keys import tidy
from service import completeness, submissions
from service.access.events import Event
from service.access.roles import LOCAL, OF_PROVINCES, Action, Identity, Person, Role
from service.access.state import Lock, NotPossibleError
from service.repository import Transaction
from service.service import Service

Recorder = Callable[..., None]
# Letters that look alike are none.
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class DemoStamp:
    """When something is told to have been done, and under which name: of a demo, which is made up."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class AuditEntry:
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


def people(service: Service, who: Identity = LOCAL) -> list[Person]:
    """Everyone with a grant, ended ones too. Raises NotAllowedError."""
    service.permit(who, Action.ADMINISTER)
    everyone = service.repository.access.people.values()
    return sorted(everyone, key=lambda person: (list(Role).index(person.role), person.email))


def grant(service: Service, who: Identity, person: Person, reason: str) -> None:
    """Give someone a role, in place of the one they had. Raises NotAllowedError, NotPossibleError, StoreFaultError."""
    email = person.email.strip().casefold()
    units = sorted(person.units) if person.role in OF_PROVINCES else []
    with recording(service, who, Action.ADMINISTER, reason) as say:
        if not ADDRESS.fullmatch(email) or len(email) > 254:
            raise NotPossibleError(
                f"«{person.email}» không phải địa chỉ thư điện tử. Hãy nhập dạng ten@tinh.gov.vn.",
                f"“{person.email}” is no e-mail address. Enter one like name@province.gov.vn.",
            )
        if unknown := set(units) - set(service.places.versions):
            names = ", ".join(sorted(unknown))
            raise NotPossibleError(f"Không có tỉnh {names}.", f"There is no province {names}.")
        if person.ended:
            raise NotPossibleError(
                "Ngày cuối của thời hạn đã qua. Hãy chọn ngày từ hôm nay trở đi, hoặc thu hồi quyền.",
                "The last day of the grant has passed. Choose today or later, or revoke the role.",
            )
        if person.role is not Role.ADMINISTRATOR:
            _someone_left(service, email)
        body = {"email": email, "name": " ".join(person.name.split()), "role": str(person.role), "units": units}
        say(Event.GRANT, body=body | {"until": person.until.isoformat() if person.until else None})


def revoke(service: Service, who: Identity, email: str, reason: str) -> None:
    """Take someone's role away; their next step is refused."""
    email = email.strip().casefold()
    with recording(service, who, Action.ADMINISTER, reason) as say:
        if email not in service.repository.access.people:
            raise NotPossibleError(f"«{email}» không có quyền nào.", f"“{email}” has no role.")
        _someone_left(service, email)
        say(Event.REVOKE, body={"email": email})


def _someone_left(service: Service, but: str) -> None:
    """The last administrator stays one, else nobody could give roles any more."""
    everyone = service.repository.access.people.values()
    admins = {one.email for one in everyone if one.role is Role.ADMINISTRATOR and not one.ended}
    if admins == {but}:
        raise NotPossibleError(
            "Đây là quản trị viên duy nhất. Hãy cấp quyền quản trị cho một người khác trước.",
            "This is the only administrator. Make someone else one first.",
        )


def locks(service: Service) -> list[Lock]:
    """The quarters that are locked, the newest first, those of all provinces before those of one."""
    return sorted(service.repository.access.locks.values(), key=lambda lock: (-lock.period.last, lock.unit))


def lock(service: Service, who: Identity, period: Period, reason: str, unit: str = "") -> None:
    """Close a quarter, for one province or for all: nothing more is taken in, reviewed or restored.

    For all only by someone whose grant is for all.
    """
    with recording(service, who, Action.LOCK, reason, unit or NATION_KEY) as say:
        _one_quarter(service, period, unit)
        if (unit, period.last) in service.repository.access.locks:
            raise NotPossibleError(f"{period.label.vi} đã khóa rồi.", f"{period.label.en} is locked already.")
        say(Event.LOCK, unit, period.last)


def unlock(service: Service, who: Identity, period: Period, reason: str, unit: str = "") -> None:
    """Open a quarter again; the reason stays in the log."""
    with recording(service, who, Action.LOCK, reason, unit or NATION_KEY) as say:
        _one_quarter(service, period, unit)
        if (unit, period.last) not in service.repository.access.locks:
            raise NotPossibleError(f"{period.label.vi} không bị khóa.", f"{period.label.en} is not locked.")
        say(Event.UNLOCK, unit, period.last)


def _one_quarter(service: Service, period: Period, unit: str) -> None:
    if period.first != period.last:
        raise NotPossibleError("Chỉ khóa được từng quý.", "Only single quarters can be locked.")
    if unit not in service.places.versions and unit not in ("", NATION_KEY):
        raise NotPossibleError(f"Không có tỉnh {unit}.", f"There is no province {unit}.")


def switch_review(service: Service, who: Identity, on: bool, reason: str) -> None:
    """From now on what is sent waits for a reviewer, or no longer does. What waits already goes on waiting."""
    with recording(service, who, Action.ADMINISTER, reason) as say:
        if service.repository.access.reviewing == on:
            if on:
                raise NotPossibleError("Việc duyệt đã bật rồi.", "Review is on already.")
            raise NotPossibleError("Việc duyệt đã tắt rồi.", "Review is off already.")
        say(Event.REVIEW, body={"on": on})


def require_share(service: Service, who: Identity, percent: int, reason: str) -> None:
    """How many per cent of the provinces must have sent a quarter, from now on, for it to be told as the latest."""
    with recording(service, who, Action.ADMINISTER, reason) as say:
        if not completeness.LOWEST <= percent <= completeness.WHOLE:
            given = f"{completeness.LOWEST}–{completeness.WHOLE} %"
            raise NotPossibleError(
                f"Nhận {percent} %, cần từ {given}. Hãy nhập lại.", f"{percent} % is not in {given}. Enter another."
            )
        if percent == service.repository.access.enough:
            raise NotPossibleError(f"Mức đủ đang là {percent} % rồi.", f"The share is {percent} % already.")
        say(Event.COMPLETENESS, body={"percent": percent})


def fetch(service: Service, who: Identity, number: int) -> bytes:
    """The file as it was sent, once it is in the log who took it: one line a person and file, however often in an hour.

    Raises NotAllowedError, KeyError for an unknown number, StoreFaultError, FileNotFoundError and ValueError where the
    archive does not give it.
    """
    one = submissions.submission(service, number)
    data = submissions.original(service, who, number)
    with service.repository.entry() as entry:
        service.permit(who, Action.FETCH, one.unit)
        if not _fetched(service, who, number):
            record(entry, who, Event.FETCH, "", {"number": number, "of": one.sha256}, one.unit, one.period.last)
    return data


def _fetched(service: Service, who: Identity, number: int) -> bool:
    """Whether the log says already that this person took this file in the hour before."""
    since = utc_text(_now() - timedelta(hours=1))
    lately = takewhile(lambda line: line.at > since, reversed(service.repository.ledger.lines))
    return any(
        line.kind == Event.FETCH and line.actor == who.email and line.body["number"] == number for line in lately
    )


@contextmanager
def recording(
    service: Service,
    who: Identity,
    action: Action,
    reason: str,
    unit: str | None = None,
    stamp: DemoStamp | None = None,
) -> Iterator[Recorder]:
    """One thing that someone does: the right and the reason looked at first, its line written by the given call.
    `stamp` is what the line of a demo tells."""
    with service.repository.entry() as entry:
        service.permit(who, action, unit)
        if not reason.strip():
            raise NotPossibleError("Hãy ghi lý do.", "Give a reason.")

        def say(
            event: Event,
            of: str = "",
            quarter: int | None = None,
            body: dict[str, object] | None = None,
            keep: bytes | None = None,
        ) -> None:
            if keep is not None:
                entry.keep(keep)
            record(entry, who, event, reason, body or {}, of, quarter, stamp)

        yield say


def _now() -> datetime:
    return datetime.now(UTC)


def record(
    entry: Transaction,
    who: Identity,
    event: Event,
    reason: str,
    body: dict[str, object],
    unit: str = "",
    quarter: int | None = None,
    stamp: DemoStamp | None = None,
) -> None:
    """One line of the ledger: what somebody does now, and why."""
    entry.record(
        kind=event,
        at=utc_text(stamp.at if stamp else _now()),
        actor=who.email,
        name=stamp.by if stamp else who.name,
        unit=unit,
        quarter=quarter,
        reason=reason.strip(),
        body=body,
    )


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which lines of the log are asked for: of some kinds, one address ("" is this machine), province, text, days."""

    events: tuple[Event, ...] = ()
    actor: str | None = None
    unit: str = ""
    search: str = ""
    first: date | None = None
    last: date | None = None


_OF_LOG = """FROM event
    WHERE (len($events::VARCHAR[]) = 0 OR list_contains($events::VARCHAR[], kind))
        AND ($actor::VARCHAR IS NULL OR actor = $actor) AND ($unit = '' OR unit = $unit)
        AND ($search = '' OR contains(replace(strip_accents(lower(line)), 'đ', 'd'),
            replace(strip_accents(lower($search)), 'đ', 'd')))
        AND ($first::TIMESTAMP IS NULL OR happened_at >= $first) AND ($past::TIMESTAMP IS NULL OR happened_at < $past)"""


def log(
    service: Service, who: Identity, wanted: AuditFilter = AuditFilter(), limit: int | None = None, offset: int = 0
) -> list[AuditEntry]:
    """Lines of the ledger, the newest first. Raises NotAllowedError."""
    service.permit(who, Action.ADMINISTER)
    with service.store.reading() as work:
        rows = work.rows(
            f"""SELECT seq, happened_at, actor, name, kind, unit, quarter, reason, line, hash {_OF_LOG}
            ORDER BY seq DESC LIMIT coalesce($limit::BIGINT, 1000000000) OFFSET $offset::BIGINT""",
            limit=limit,
            offset=offset,
            **_asked(wanted),
        )
    return [
        AuditEntry(seq, in_vietnam(at), by, name, Event(kind), of, quarter, reason, json.loads(line)["body"], hash_)
        for seq, at, by, name, kind, of, quarter, reason, line, hash_ in rows
    ]


def log_size(service: Service, who: Identity, wanted: AuditFilter) -> int:
    """How many lines there are. Raises NotAllowedError."""
    service.permit(who, Action.ADMINISTER)
    with service.store.reading() as work:
        return int(work.one(f"SELECT count(*) {_OF_LOG}", **_asked(wanted)))


def actors(service: Service, who: Identity) -> list[str]:
    """Every address that did something, this machine as ''. Raises NotAllowedError."""
    service.permit(who, Action.ADMINISTER)
    with service.store.reading() as work:
        return [row[0] for row in work.rows("SELECT DISTINCT actor FROM event ORDER BY actor")]


def _asked(wanted: AuditFilter) -> dict[str, object]:
    past = wanted.last + timedelta(days=1) if wanted.last else None
    return {
        "events": [str(event) for event in wanted.events],
        "actor": wanted.actor,
        "unit": wanted.unit,
        "search": tidy(wanted.search),
        "first": _midnight(wanted.first),
        "past": _midnight(past),
    }


def _midnight(day: date | None) -> datetime | None:
    """When a day begins in Viet Nam, in UTC as the ledger has it."""
    return datetime.combine(day, time(), VIETNAM).astimezone(UTC).replace(tzinfo=None) if day else None
