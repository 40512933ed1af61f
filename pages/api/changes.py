"""`coverage`, `changelog`: who has sent, and what changed when."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from data.model import VIETNAM, Period, Text
from data.places import NATION, NATION_KEY, Boundary
from data.storage.ledger import LedgerLine
from pages.api.observations import no_such_province, span, stored
from pages.api.operation import Operation, ResponseColumn
from pages.api.parameters import ChangelogParameters, CoverageParameters
from service import arrivals
from service.access.events import Event
from service.arrivals import ARRIVAL_LABELS, Arrival, Received
from service.review.moves import Review
from service.service import Service

# Coverage


def _coverage(service: Service, query: CoverageParameters) -> list[Received]:
    first, last = span(service, query.from_, query.to)
    keys = {key for text in query.province for key in _provinces(service, text, first, last)}
    if not (within := stored(service, first, last)):
        return []
    return [cell for cell in arrivals.received(service, *within) if not keys or cell.unit.key in keys]


def _provinces(service: Service, text: str, first: Period, last: Period) -> Sequence[str]:
    """As reported then; of two that bore a code the later."""
    places = service.places
    if unit := places.find(text, last.end) or places.find(text, first.start):
        return [unit.key]
    if text in places.versions:
        return [text]
    keys = list(places.versions) if text == NATION_KEY else places.keys_in(text, first, last, Boundary.THEN)
    if not keys:
        raise no_such_province(service, text, first, last, Boundary.THEN)
    return keys


COVERAGE = Operation(
    "coverage",
    Text("Tình hình nộp", "Who has sent what"),
    Text(
        "Tỉnh nào đã nộp quý nào, đúng hạn hay muộn, mấy lần.",
        "Which province has sent which quarter, in time or late, how often.",
    ),
    CoverageParameters,
    _coverage,
    (
        ResponseColumn("area", "Khóa của tỉnh", "Key of the province", lambda of: of.unit.key),
        ResponseColumn("area_code", "Mã tỉnh khi đó", "Province code at the time", lambda of: of.unit.code),
        ResponseColumn("area_name", "Tên khi đó", "Name at the time", lambda of: of.unit.name),
        ResponseColumn("period", "Quý", "Quarter", lambda of: of.period.code),
        ResponseColumn("state", "Tình trạng", "State", values=list(Arrival)),
        ResponseColumn("state_name", "Tên tình trạng", "Name of the state", lambda of: ARRIVAL_LABELS[of.state]),
        ResponseColumn("late", "Lần đầu nộp sau hạn", "The first version came after the day it was due", kind=bool),
        ResponseColumn("versions", "Số lần nộp", "Versions", kind=int),
        ResponseColumn(
            "received_at",
            "Nhận lần cuối lúc",
            "When the newest was received",
            lambda of: of.submission and of.submission.received_at,
            empty=True,
        ),
        ResponseColumn(
            "demo",
            "Dữ liệu minh họa",
            "Demonstration data",
            lambda of: bool(of.submission and of.submission.demo),
            kind=bool,
        ),
    ),
)

# What changed

CHANGES = (Event.SUBMISSION, Event.TARGETS, Event.MOVE)


class _Change(NamedTuple):
    line: LedgerLine
    period: Period | None
    area: str | Text
    submission: int | None
    state: str | None


def _changelog(service: Service, query: ChangelogParameters) -> list[_Change]:
    """From the ledger; of the people in it nothing is said."""
    changes = []
    for line in service.repository.ledger.lines[query.since :]:
        if line.kind not in CHANGES:
            continue
        moved = {int(number): str(state) for number, state in line.body.get("states", {}).items()}
        if not moved and line.kind == Event.SUBMISSION:
            moved = {int(line.body["number"]): str(line.body["state"])}
        period = Period.quarter(line.quarter) if line.quarter is not None else None
        area: str | Text = NATION if line.unit == NATION_KEY else ""
        if line.unit in service.places.versions and period:
            area = service.places.version(line.unit, period.end).name
        changes += [_Change(line, period, area, *each) for each in moved.items() or [(None, None)]]
    return changes


CHANGELOG = Operation(
    "changelog",
    Text("Nhật ký thay đổi", "What changed"),
    Text(
        "Những việc làm thay đổi số liệu, theo thứ tự; «since» lấy từ «data_version» của lần hỏi trước.",
        "What changed the figures, in order; “since” is the “data_version” of an earlier answer.",
    ),
    ChangelogParameters,
    _changelog,
    (
        ResponseColumn(
            "data_version", "Phiên bản số liệu từ đó", "Data version from then on", lambda of: of.line.seq, kind=int
        ),
        ResponseColumn(
            "at", "Lúc", "When", lambda of: datetime.fromisoformat(of.line.at).replace(tzinfo=UTC).astimezone(VIETNAM)
        ),
        ResponseColumn("kind", "Việc", "What was done", lambda of: of.line.kind, list(CHANGES)),
        ResponseColumn("area", "Khóa của tỉnh, hoặc VN", "Key of the province, or VN", lambda of: of.line.unit),
        ResponseColumn("area_name", "Tên khi đó", "Name at the time", lambda of: of.area),
        ResponseColumn("period", "Quý", "Quarter", lambda of: of.period and of.period.code, empty=True),
        ResponseColumn("submission", "Bản nộp số", "Number of the submission", empty=True, kind=int),
        ResponseColumn(
            "version",
            "Lần nộp",
            "Version",
            lambda of: of.line.body.get("version") if of.line.kind == Event.SUBMISSION else None,
            empty=True,
            kind=int,
        ),
        ResponseColumn("state", "Tình trạng từ đó", "State from then on", values=list(Review), empty=True),
        ResponseColumn(
            "demo", "Dữ liệu minh họa", "Demonstration data", lambda of: bool(of.line.body.get("demo")), kind=bool
        ),
    ),
)
