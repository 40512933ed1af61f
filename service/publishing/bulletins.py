"""Frozen bulletins: the first page of a quarter kept as it was when a reviewer froze it, and what was revised since.

Each is one line of the ledger; the page in both languages and the figures that it was told from are kept under their
hash like every file that came.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from data.model import VIETNAM, Language, Period, today
from data.places import NATION_KEY
from service.access.events import Event, moment_of
from service.access.roles import Action, Identity
from service.access.state import NotPossibleError
from service.service import Service

Figures = Mapping[str, float | None]  # `MQ01|2026-9M|ha-noi` → value; None: known to be missing


@dataclass(frozen=True, slots=True)
class FrozenBulletin:
    quarter: Period
    at: datetime  # in Viet Nam
    by: str
    reason: str
    sha256: str


def frozen(service: Service, quarter: Period) -> FrozenBulletin | None:
    """The one of a quarter; where it was frozen again, the newest."""
    for line in reversed(service.repository.ledger.lines):
        if line.kind == Event.BULLETIN and line.quarter == quarter.last:
            at, by = moment_of(line).astimezone(VIETNAM), line.name or line.actor
            return FrozenBulletin(quarter, at, by, line.reason, line.body["sha256"])
    return None


def freeze(
    service: Service, who: Identity, quarter: Period, pages: Mapping[Language, str], figures: Figures, reason: str
) -> FrozenBulletin:
    """Keep the page of a quarter as it is now. Raises NotAllowedError, NotPossibleError, StoreFaultError."""
    service.permit(who, Action.REVIEW, NATION_KEY)
    if not reason.strip():
        raise NotPossibleError("Hãy ghi lý do.", "Give a reason.")
    if quarter.due >= today():
        raise NotPossibleError(
            f"{quarter.label.vi} chưa qua hạn nộp, nên chưa chốt được.",
            f"{quarter.label.en} is not yet due, so it cannot be frozen.",
        )
    data = json.dumps({"pages": dict(pages), "figures": dict(figures)}, ensure_ascii=False, sort_keys=True).encode()
    with service.repository.entry() as entry:
        service.permit(who, Action.REVIEW, NATION_KEY)
        entry.record(
            kind=Event.BULLETIN,
            at=datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat(),
            actor=who.email,
            name=who.name,
            reason=reason.strip(),
            quarter=quarter.last,
            body={"sha256": entry.keep(data), "size": len(data)},
        )
    made = frozen(service, quarter)
    assert made is not None
    return made


def page(service: Service, one: FrozenBulletin, language: Language) -> str:
    """The HTML as it was. Raises FileNotFoundError, ValueError where the kept copy is damaged."""
    kept: str = json.loads(service.truth.read(one.sha256))["pages"][language]
    return kept


def revised(service: Service, one: FrozenBulletin, now: Figures) -> list[tuple[str, float | None, float | None]]:
    """Every figure of a frozen bulletin that is another now: what it is, then, now; the nation's first."""
    then: Figures = json.loads(service.truth.read(one.sha256))["figures"]
    changed = [(key, then.get(key), now.get(key)) for key in {**then, **now} if then.get(key) != now.get(key)]
    return sorted(changed, key=lambda each: (not each[0].endswith(f"|{NATION_KEY}"), each[0]))
