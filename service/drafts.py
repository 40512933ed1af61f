"""A draft: a file that was looked at, judged, and accepted or not."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from data import checks
from data.feedback.whole_list import RereadFile, in_order
from data.kept_file import KeptFile, content
from data.layouts.standing import StandingLayouts
from data.model import Calendar, Finding, Period, Severity, Text, asks, blocks
from data.places import NATION, NATION_KEY, Unit
from data.reading.reader import Reading
from data.reading.tally import Tally
from data.reading_codec import PackedReading
from data.said_of_scope import SAID_BESIDE
from data.sandbox import read_file
from data.storage.database import Work
from data.storage.ledger import digest
from data.table import sheets as sheets_of
from indicators.validation.cross_checks import watch
from indicators.validation.projection import Projection, project
from service import submissions
from service.access.roles import LOCAL, Action, Identity
from service.access.state import locked, not_theirs
from service.service import Service
from service.submissions import Submission


class Verdict(StrEnum):
    ACCEPTABLE = "acceptable"
    ACCEPTED = "accepted"
    QUESTIONS = "questions"
    REFUSED = "refused"


@dataclass(slots=True)
class Draft:
    """A file that was looked at; stored once it has a receipt."""

    file: str
    sha256: str
    sent: bytes | KeptFile
    unit: Unit | None
    period: Period | None
    findings: list[Finding]
    verdict: Verdict
    read: Reading | PackedReading
    already: Submission | None = None
    receipt: Submission | None = None
    sheets: Mapping[str, int] = field(default_factory=dict)
    projection: Projection | None = None  # what would stand, as things were at `revision`
    revision: int = 0
    over: int = 0  # the newest submission of that province and quarter when it was looked at, 0: none
    calendar: Calendar = Calendar.STATISTICAL
    nation: bool = False  # a table of all provinces
    beside: tuple[Finding, ...] = ()  # what was found beside its cells and rows
    rows_judged: bool = False
    standing: StandingLayouts | None = None  # the layouts it was read with

    @property
    def data(self) -> bytes:
        return content(self.sent)

    @property
    def size(self) -> int:
        return self.sent.size if isinstance(self.sent, KeptFile) else len(self.sent)

    @property
    def reading(self) -> Reading:
        return self.read.unpacked() if isinstance(self.read, PackedReading) else self.read

    @property
    def source(self) -> RereadFile | None:
        """What the list of all findings is made from, where not all are told; None where they are."""
        if all(f.count == 1 for f in self.findings):
            return None
        period = self.period if self.rows_judged else None
        return RereadFile(self.data, self.file, period, self.calendar, self.beside, self.standing)

    def put_aside(self) -> None:
        """Hold its rows on the disk, for as long as nobody asks for them."""
        if isinstance(self.read, Reading):
            self.read = PackedReading(self.read)

    @property
    def sender_key(self) -> str:
        """The key under which it is kept: the province's, or the nation's."""
        return self.unit.key if self.unit else NATION_KEY


def check(
    service: Service,
    name: str,
    data: bytes | KeptFile,
    unit: Unit | None = None,
    period: Period | None = None,
    calendar: Calendar | None = None,
    who: Identity = LOCAL,
    standing: StandingLayouts | None = None,
) -> Draft:
    """Look at a file and say everything there is to say about it; nothing is stored. `standing`: the layouts it may be
    read by."""
    reading = read_file(content(data), name, service.tables, who.email, standing)
    draft = judge(service, name, data, reading, unit, period, calendar, who)
    draft.standing = standing
    return draft


def judge(
    service: Service,
    name: str,
    data: bytes | KeptFile,
    reading: Reading,
    unit: Unit | None,
    period: Period | None,
    calendar: Calendar | None = None,
    who: Identity = LOCAL,
) -> Draft:
    """Judge a file that has been read: of whom and when, its rows and sheets, its totals, what stands.

    Of a province that is not for `who` to send nothing more is said than that.
    """
    with service.judging(_rows(reading)):
        sha256 = data.sha256 if isinstance(data, KeptFile) else digest(data)
        draft = Draft(name, sha256, data, None, None, list(reading.findings), Verdict.REFUSED, reading)
        if any(f.severity is Severity.STOP for f in reading.findings):
            return draft
        scope = checks.scope(reading, service.tables, unit, period, calendar, service.places)
        draft.unit, draft.period, draft.calendar, draft.nation = scope.unit, scope.period, scope.calendar, scope.nation
        draft.beside = tuple(scope.findings)
        draft.findings = scope.findings + draft.findings
        draft.sheets = {name: sheet.rows.num_rows for name, sheet in reading.sheets.items()}
        if not scope.known or draft.period is None or blocks([f for f in scope.findings if f.rule not in SAID_BESIDE]):
            return draft
        key = draft.sender_key
        person = service.person(who)
        if person is None or not person.may(Action.SEND, key):
            draft.beside = ()
            draft.findings = [not_theirs(Text(draft.unit.name, draft.unit.name) if draft.unit else NATION)]
            draft.sheets = {}
            return draft
        if (lock := service.repository.access.lock_of(key, draft.period)) is not None:
            draft.beside += (locked(lock),)
            draft.findings += draft.beside[-1:]
        draft.revision = service.revision  # whatever comes in from here on is noticed when the draft is accepted
        draft.already = submissions.same_bytes(service, draft.sha256, key, draft.period)
        if (old := draft.already) is not None and submissions.overtaken(service, old):
            draft.already = None
            draft.beside += (submissions.sent_before(old.number, old.received_at),)
            draft.findings += draft.beside[-1:]
        draft.over = submissions.newest(service, key, draft.period)
        _compare(service, draft, draft.period)
        draft.findings = in_order(draft.findings, service.tables)
        if not blocks(draft.findings):
            asked = asks(draft.findings) and draft.already is None
            draft.verdict = Verdict.QUESTIONS if asked else Verdict.ACCEPTABLE
        return draft


def _rows(reading: Reading) -> int:
    return sum(sheet.rows.num_rows for sheet in reading.sheets.values())


def _compare(service: Service, draft: Draft, period: Period) -> None:
    """What its sheets, rows and figures are asked, each for itself and beside what stands."""
    reading, key = draft.reading, draft.sender_key
    tally = Tally(told=len(reading.findings))
    beside = checks.missing_sheets(reading, sheets_of(service.tables, period))
    beside += checks.yearly_lines(reading, service.tables, period)
    with _beside(service, reading) as work:
        for table, sheet in reading.sheets.items():
            if not service.tables[table].is_form:
                draft.findings += checks.check_rows(work, service.tables[table], sheet, period, draft.calendar, tally)
            if service.tables[table].nationwide:
                beside += checks.check_provinces(sheet, period, service.places, tally)
        draft.projection = view = project(work, service.observer, reading, key, period, draft.calendar)
        if not draft.nation:
            beside += watch(work, service.observer, reading, key, period, view, tally)
    draft.findings += beside
    draft.beside += tuple(beside)
    draft.rows_judged = True


@contextmanager
def _beside(service: Service, reading: Reading) -> Iterator[Work]:
    """What stands, with the lists of a draft beside it."""
    lists = {
        sheet.lies: sheet.rows
        for name, sheet in reading.sheets.items()
        if sheet.rows.num_rows and not service.tables[name].is_form
    }
    with service.store.reading(apart=True) as work:
        work.lay(lists)
        yield work


def foresee(service: Service, draft: Draft) -> Draft:
    """What would stand with it, and what the quarter would say; for rows that were checked when they came."""
    assert draft.period is not None
    key = draft.sender_key
    with service.judging(_rows(draft.reading)), _beside(service, draft.reading) as work:
        draft.projection = project(work, service.observer, draft.reading, key, draft.period, draft.calendar)
    return draft
