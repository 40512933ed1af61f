"""Several quarters of one file, a history of years perhaps: looked at together, and taken in together or not at all.

Each province and quarter becomes a submission of its own. They are judged one after another, each beside those before
it, in a store that is thrown away.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from data.kept_file import KeptFile, content
from data.layouts.standing import StandingLayouts, siblings, standing_of
from data.model import Finding, Period, Severity, Text
from data.places import Unit
from data.rules.findings import finding
from data.sandbox import told_of_layout
from service import acceptance, drafts, layouts, submissions
from service.access.events import Event
from service.access.roles import LOCAL, Action, Identity
from service.access.state import NotPossibleError, answered_within, locked, not_theirs
from service.drafts import Draft, Verdict
from service.service import Service

NO_LAYOUT = (
    "Chưa có cách đọc nào được xác nhận cho tệp này. Xác nhận cách đọc của quý đang chọn trước, rồi nộp các quý khác.",
    "No layout is confirmed for this file. Confirm how the chosen quarter is read first, then send the others.",
)
NOT_ONE = (
    "Chưa nhận quý nào: có quý còn lỗi hoặc câu hỏi chưa trả lời.",
    "No quarter was taken in: some have errors or unanswered questions.",
)
NO_PROVINCE = "layout_no_province"


@dataclass(frozen=True, slots=True)
class History:
    """The quarters of a file as they were looked at together, by quarter and province; and as of what revision."""

    drafts: tuple[Draft, ...]
    revision: int

    @property
    def ready(self) -> bool:
        """Whether nothing but questions stands between it and its receipts."""
        return bool(self.drafts) and not any(draft.verdict is Verdict.REFUSED for draft in self.drafts)

    @property
    def accepted(self) -> bool:
        return bool(self.drafts) and all(draft.verdict is Verdict.ACCEPTED for draft in self.drafts)


def quarters(service: Service, name: str, data: bytes | KeptFile, who: Identity = LOCAL) -> list[Period]:
    """The quarters of which a file says that it has numbers, the oldest first; none where it cannot be read."""
    told = told_of_layout("quarters", content(data), name, service.tables, who=who.email)
    return [Period.parse(code) for code in told.split()]


def check(
    service: Service,
    name: str,
    data: bytes | KeptFile,
    unit: Unit,
    anchor: Period,
    periods: Sequence[Period],
    who: Identity = LOCAL,
) -> History:
    """Look at some quarters of a file, by the layout that stands for one of them, the `anchor`; nothing is stored.

    Where its table tells former provinces apart, each of them is looked at that existed in the quarter. Raises
    NotPossibleError where no layout stands, NotAllowedError.
    """
    service.permit(who, Action.SEND, unit.key)
    standing = layouts.applicable(service, unit, anchor)
    if standing is None:
        raise NotPossibleError(*NO_LAYOUT)
    together = tuple(sorted(periods, key=lambda each: each.last))
    revision = service.repository.version[0]
    found: list[Draft] = []
    with _apart(service, {unit.key, *(each.key for each in siblings(service.places, unit, anchor))}) as own:
        for period in together:
            looked = []
            for each in _of_quarter(service, unit, period):
                by = standing_of(service.places, each, period, standing.layouts, together, anchor)
                looked.append(drafts.check(own, name, data, each, period, standing=by))
            for draft in _whose(service, looked, unit, standing):
                _limit(service, draft, who)
                found.append(_settle(own, draft))
    return History(tuple(found), revision)


def _whose(service: Service, looked: list[Draft], unit: Unit, standing: StandingLayouts) -> list[Draft]:
    """Of the drafts of a quarter, a province each, those of which the file speaks. A table that tells none apart is the
    sender's own; for a quarter in which that was no province yet, or no longer, it is nobody's."""
    layout = dict(standing.layouts).get(looked[0].reading.layout)
    if layout is not None and layout.by_province:
        return [d for d in looked if not any(f.rule == NO_PROVINCE for f in d.findings)] or looked[:1]
    mine = [draft for draft in looked if draft.unit is not None and draft.unit.key == unit.key]
    if not mine:
        names = ", ".join(draft.unit.name for draft in looked if draft.unit is not None)
        refusal = finding("layout_other_unit", named=names)
        looked[0].findings, looked[0].verdict = [refusal], Verdict.REFUSED
    return mine or looked[:1]


def _of_quarter(service: Service, unit: Unit, period: Period) -> list[Unit]:
    """The province itself where it existed in a quarter, and those that have become one with it where these did."""
    keys = dict.fromkeys([unit.key, *(each.key for each in siblings(service.places, unit, period))])
    heir = service.places.heir(unit.key)
    found = [service.places.version(key, period.end) for key in (*keys, heir) if service.places.alive(key, period.end)]
    return list(dict.fromkeys(found))


def _limit(service: Service, draft: Draft, who: Identity) -> None:
    """What the store that is thrown away does not know: who may send for whom, and which quarters are locked."""
    if draft.unit is None or draft.period is None:
        return
    person = service.person(who)
    more: list[Finding] = []
    if person is None or not person.may(Action.SEND, draft.unit.key):
        more.append(not_theirs(Text(draft.unit.name, draft.unit.name)))
    elif (lock := service.repository.access.lock_of(draft.unit.key, draft.period)) is not None:
        more.append(locked(lock))
    if more:
        draft.findings = [*more, *draft.findings]
        draft.verdict = Verdict.REFUSED


def _settle(own: Service, draft: Draft) -> Draft:
    """A draft that could be taken in stands beside those that follow it."""
    if draft.verdict is not Verdict.REFUSED and draft.already is None:
        with own.repository.entry() as entry:
            acceptance.store_draft(own, entry, draft, "", {}, None, False, LOCAL)
        own.look()
    draft.revision, draft.projection = -1, None  # of another store
    draft.put_aside()
    return draft


@contextmanager
def _apart(service: Service, units: set[str]) -> Iterator[Service]:
    """A store of its own with what some provinces have sent, for as long as it is looked at."""
    with TemporaryDirectory() as folder:
        own = Service(Path(folder) / "store", service.catalogue, service.places)
        try:
            lines = [line for line in service.repository.ledger.lines if line.unit in units]
            lines = [line for line in lines if line.kind in (Event.SUBMISSION, Event.MOVE)]
            if lines:
                with own.repository.entry() as entry:
                    for line in lines:
                        rows = service.repository.maker.rows_of(line) if "rows" in line.body else None
                        said = {
                            key: value for key, value in line.said.items() if key not in ("seq", "previous", "actor")
                        }
                        entry.record(rows, actor="", **said)
                    for unit, year in sorted({(line.unit, line.quarter // 4) for line in lines if line.quarter}):
                        own.observer.refresh(entry.work, unit, year)
                own.look()
            yield own
        finally:
            own.close()


def accept(
    service: Service,
    history: History,
    by: str,
    reasons: Sequence[Mapping[int, str]] | str,
    who: Identity = LOCAL,
) -> History:
    """Store all of it in one transaction, each province and quarter a submission with its receipt; or none of it.

    `reasons`: of each draft the answers to its questions by their place, or one text for all. Raises NotPossibleError
    where one is refused, unanswered, or was looked at before somebody else sent something; NotAllowedError,
    StoreFaultError.
    """
    given = (
        [dict.fromkeys(range(len(d.findings)), reasons) for d in history.drafts]
        if isinstance(reasons, str)
        else reasons
    )
    answers = [_answered(draft, told) for draft, told in zip(history.drafts, given, strict=True)]
    if not history.ready or not all(all(told.values()) for told in answers):
        raise NotPossibleError(*NOT_ONE)
    for draft in history.drafts:
        if draft.reading.layout not in layouts.keys(service, draft.sender_key):
            raise NotPossibleError(*acceptance.WITHDRAWN)
    numbers: list[int] = []
    with service.turn:
        with service.repository.entry() as entry:
            if service.repository.version[0] != history.revision:  # of now, whatever moment the page is held at
                raise NotPossibleError(*acceptance.OVERTAKEN)
            for draft in history.drafts:
                service.permit(who, Action.SEND, draft.sender_key)
            for draft, told in zip(history.drafts, answers, strict=True):
                known = draft.already.number if draft.already else 0
                numbers.append(known or acceptance.store_draft(service, entry, draft, by, told, None, False, who))
        service.look()
        for draft, number in zip(history.drafts, numbers, strict=True):
            draft.receipt = submissions.submission(service, number)
            draft.verdict = Verdict.ACCEPTED
    return history


def _answered(draft: Draft, reasons: Mapping[int, str]) -> dict[int, str]:
    """The answers to the questions of a draft by their place in its findings."""
    if draft.already is not None:
        return {}
    asked = [index for index, finding in enumerate(draft.findings) if finding.severity is Severity.QUESTION]
    answers = {index: reasons.get(index, "").strip() for index in asked}
    answered_within(*answers.values())
    return answers
