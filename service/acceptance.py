"""An acceptable draft becomes a submission: one transaction, one line of the ledger, one receipt."""

from collections.abc import Mapping
from datetime import datetime

from data.model import Severity, blocks, utc_text
from data.places import NATION_KEY
from data.storage.row_bundle import pack
from service import layouts, submissions
from service.access.events import Event
from service.access.roles import LOCAL, Action, Identity
from service.access.state import NotPossibleError, answered_within, locked
from service.drafts import Draft, Verdict
from service.repository import CHANGES, Transaction
from service.review.moves import Review
from service.service import Service
from service.submitted_rows import finding_rows, rows_of

OVERTAKEN = (
    "Vừa có người nộp số liệu của đúng tỉnh và quý này. Hãy kiểm tra lại tệp để xem hai bản khác nhau ở đâu, rồi xác nhận.",
    "Somebody has just sent figures of this very province and quarter. Check the file again to see how the two differ, then confirm.",
)
WITHDRAWN = (
    "Cách đọc của tệp này chưa được lưu, hoặc đã thôi dùng. Lưu cách đọc rồi kiểm tra lại tệp.",
    "The layout of this file is not kept, or was withdrawn. Save the layout and check the file again.",
)


def accept(
    service: Service,
    draft: Draft,
    by: str,
    reasons: str | Mapping[int, str] = "",
    at: datetime | None = None,
    demo: bool = False,
    who: Identity = LOCAL,
) -> Draft:
    """Store an acceptable draft in one transaction and give it its receipt; where figures are reviewed, it waits.

    `reasons` answers the questions: one text for all, or one for each by its place in `draft.findings`. A draft
    whose questions are not all answered, or that is refused, comes back as it was. The same bytes a second time
    are recognised: the receipt is the first one's. Raises NotAllowedError, StoreFaultError, and NotPossibleError where
    somebody sent that quarter since this file was looked at.
    """
    if draft.period is None or draft.verdict is Verdict.REFUSED or blocks(draft.findings):
        return draft
    service.permit(who, Action.SEND, draft.sender_key)
    if draft.reading.layout and draft.reading.layout not in layouts.keys(service, draft.sender_key):
        raise NotPossibleError(*WITHDRAWN)
    with service.turn:
        if draft.already is None:
            answers = {
                index: (reasons if isinstance(reasons, str) else reasons.get(index, "")).strip()
                for index, finding in enumerate(draft.findings)
                if finding.severity is Severity.QUESTION
            }
            answered_within(*answers.values())
            if not all(answers.values()):
                draft.verdict = Verdict.QUESTIONS
                return draft
            with service.repository.entry() as entry:
                service.permit(who, Action.SEND, draft.sender_key)
                if (lock := service.repository.access.lock_of(draft.sender_key, draft.period)) is not None:
                    draft.findings.append(locked(lock))
                    draft.verdict = Verdict.REFUSED
                    return draft
                if submissions.newest(service, draft.sender_key, draft.period) != draft.over:
                    again = submissions.same_bytes(service, draft.sha256, draft.sender_key, draft.period)
                    if again is None or again.number <= draft.over or submissions.overtaken(service, again):
                        raise NotPossibleError(*OVERTAKEN)
                    draft.already = again
                number = 0 if draft.already else store_draft(service, entry, draft, by, answers, at, demo, who)
            if number:
                service.look()
                line = entry.lines[-1]
                draft.receipt = submissions.as_recorded(line, draft.sheets, len(answers))
                if draft.projection is not None:
                    rows = line.body["rows"], draft.period.last, str(draft.calendar)
                    service.observer.remember(rows, draft.projection.measured)
        draft.receipt = draft.already or draft.receipt
        draft.verdict = Verdict.ACCEPTED
        return draft


def _together(draft: Draft) -> dict[str, object]:
    """With which quarters of its file it was loaded, by the layout that was confirmed of one of them."""
    by = draft.standing
    if by is None or by.anchor is None or not draft.reading.layout:
        return {}
    return {"together": [period.code for period in by.together], "anchor": by.anchor.code}


def store_draft(
    service: Service,
    entry: Transaction,
    draft: Draft,
    by: str,
    answers: Mapping[int, str],
    at: datetime | None,
    demo: bool,
    who: Identity,
) -> int:
    """Within an open transaction: its line, its rows, what follows; the number of the submission."""
    assert draft.period is not None
    work, unit, period = entry.work, draft.sender_key, draft.period
    ((number, version),) = work.rows(
        """SELECT coalesce(max(number), 0) + 1,
            1 + count(*) FILTER (WHERE unit = $unit AND quarter = $quarter::INTEGER) FROM submission""",
        unit=unit,
        quarter=period.last,
    )
    sheets = draft.reading.sheets
    rows = rows_of(sheets, service.tables, number) | {"finding": finding_rows(draft.findings, answers, number)}
    received = utc_text(at)
    waits = service.repository.access.reviewing and not demo
    data = draft.data
    entry.keep(data)
    entry.record(
        rows,
        kind=Event.SUBMISSION,
        at=received,
        actor=who.email,
        name=by,
        unit=unit,
        quarter=period.last,
        body={
            "number": number,
            "version": version,
            "received_at": received,
            "file": draft.file,
            "sha256": draft.sha256,
            "size": len(data),
            "demo": demo,
            "calendar": str(draft.calendar),
            "state": str(Review.SENT if waits else Review.ACCEPTED),
            "rows": entry.keep(pack(rows)),
            **({"layout": draft.reading.layout} if draft.reading.layout else {}),
            **({"sentences": True} if any(sheet.numbered for sheet in sheets.values()) else {}),
            **_together(draft),
        },
    )
    if not waits:
        view = draft.projection if _still_holds(service, draft, period.year) else None
        service.observer.refresh(work, unit, period.year, view.records if view else None)
    return int(number)


def _still_holds(service: Service, draft: Draft, year: int) -> bool:
    """Whether nothing has come in since it was looked at from which the figures of its year follow, too."""
    family = {NATION_KEY, *service.observer.family(draft.sender_key, year)}
    since = [line for line in service.repository.ledger.lines[draft.revision :] if line.kind in CHANGES]
    return not any(draft.nation or line.unit in family for line in since)
