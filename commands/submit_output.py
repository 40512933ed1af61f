"""How drafts are told: the verdict, every finding with its cells, the receipt; in lines or as JSON."""

from collections import defaultdict
from collections.abc import Mapping

import typer
from rich.markup import escape

from commands.console import REFUSED, emit, out
from data.model import SEVERITY_LABELS, Calendar, Finding, day_text, plain
from data.places import PLACES
from data.storage.ledger import digest
from service.drafts import Draft, Verdict


def finish(drafts: list[Draft], as_json: bool, with_rows: bool = False) -> None:
    if as_json:
        emit({"files": [draft_json(draft, with_rows) for draft in drafts]})
    else:
        for draft in drafts:
            print_draft(draft)
    if any(draft.verdict in (Verdict.REFUSED, Verdict.QUESTIONS) for draft in drafts):
        raise typer.Exit(REFUSED)


def print_draft(draft: Draft) -> None:
    """What a person reads: the verdict, then every finding, identical ones together with all their cells."""
    words = {
        Verdict.ACCEPTABLE: "hợp lệ",
        Verdict.ACCEPTED: "đã tiếp nhận",
        Verdict.QUESTIONS: "có câu hỏi cần giải trình (--reason)",
        Verdict.REFUSED: "bị trả lại",
    }
    scope = f"{draft.unit.name}, {draft.period.label.vi}: " if draft.unit and draft.period else ""
    if draft.calendar is not Calendar.STATISTICAL and draft.period:
        first, last = draft.calendar.days(draft.period)
        scope = f"{scope.removesuffix(': ')} ({day_text(first)}–{day_text(last)}): "
    out.print(f"[bold]{escape(draft.file)}[/bold]: {escape(scope)}{words[draft.verdict]}")
    print_findings(draft.findings)
    if draft.receipt:
        receipt = draft.receipt
        again = " (đã nhận trước đây)" if draft.already else ""
        rows = ", ".join(f"{name} {count} dòng" for name, count in receipt.sheets.items())
        when = f"{day_text(receipt.received_at.date())} {receipt.received_at:%H:%M}"
        which = f"Biên nhận số {receipt.number}, lần {receipt.version}"
        out.print(f"  {which}, {when}{again}; {rows}; SHA-256 {receipt.sha256}")


def print_findings(findings: list[Finding]) -> None:
    """Findings that say the same, once, with all their cells."""
    groups: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for number, one in enumerate(findings):
        groups[(one.rule, one.sheet, one.column, one.received) if one.cell else (number,)].append(one)
    for alike in groups.values():
        cells, first = ", ".join(one.cell for one in alike), alike[0]
        more = f" [dim](các ô {escape(cells)})[/dim]" if len(alike) > 1 else ""
        out.print(f"  {SEVERITY_LABELS[first.severity].vi}: {escape(first.message.vi)}{more}")


def draft_json(draft: Draft, with_rows: bool) -> dict[str, object]:
    receipt = draft.receipt or draft.already
    rows: Mapping[str, object] = {}
    if with_rows:
        rows = {"rows": {name: sheet_rows(sheet.rows.to_pylist()) for name, sheet in draft.reading.sheets.items()}}
    return {
        "file": draft.file,
        "verdict": draft.verdict,
        "province": draft.unit.code if draft.unit else None,
        "units": str(PLACES.units_in(draft.period)) if draft.period else None,
        "period": draft.period.code if draft.period else None,
        "calendar": draft.calendar,
        "submission": receipt.number if receipt else None,
        "version": receipt.version if receipt else None,
        "sha256": draft.sha256 or digest(draft.data),
        "already_received": draft.already is not None,
        "sheets": {name: {"rows": count} for name, count in draft.sheets.items()},
        **rows,
        "findings": [finding_json(finding) for finding in draft.findings],
    }


def sheet_rows(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Rows as read: column → value, absent ones null; a form's own marks only where they say something."""
    return [
        {
            key: plain(value) if not hasattr(value, "isoformat") else value.isoformat()
            for key, value in row.items()
            if key == "_row" or not key.startswith("_") or value is not None
        }
        for row in rows
    ]


def finding_json(finding: Finding) -> dict[str, object]:
    own = {key: getattr(finding, key) for key in ("rule", "severity", "sheet", "cell", "row", "column", "received")}
    own |= {"count": finding.count} if finding.count > 1 else {}
    return own | {"expected": finding.expected.vi, "message": finding.message.vi, "message_en": finding.message.en}
