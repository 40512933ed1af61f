"""A report in prose on its way in: read, figures proposed, confirmed by a person, and then a draft like any other."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.kept_file import KeptFile, content
from data.layouts.standing import StandingLayouts
from data.model import Calendar, Finding, Period
from data.places import Unit
from data.prose.beside_tables import combined
from data.prose.confirmed import ConfirmedFigure, Marked, quoted, read_confirmed
from data.prose.passages import Document
from data.sandbox import document, read_file
from data.storage.ledger import digest
from indicators.prose.proposal import Proposal, Proposals, Quote
from indicators.prose.propose import propose
from service import drafts
from service.access.roles import LOCAL, Identity
from service.drafts import Draft
from service.service import Service

VERSION = 1  # of the file of a proposal


class OtherDocumentError(Exception):
    """A proposal is of another document, province or quarter than it is sent with, or is no proposal."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A document with what is proposed of it."""

    document: Document
    proposals: Proposals


def proposed(
    service: Service, data: bytes | KeptFile, unit: Unit, period: Period, who: Identity = LOCAL
) -> Proposed | Finding:
    """What a document is found to say of a province's quarter; or why it is not read. Nothing is stored."""
    read = document(content(data), who.email)
    if isinstance(read, Finding):
        return read
    former = [version.name for key in service.places.predecessors(unit.key) for version in service.places.versions[key]]
    return Proposed(read, propose(read, unit, period, service.catalogue, former))


def check(
    service: Service,
    name: str,
    data: bytes | KeptFile,
    read: Document,
    figures: Sequence[ConfirmedFigure],
    unit: Unit,
    period: Period,
    calendar: Calendar | None = None,
    who: Identity = LOCAL,
    standing: StandingLayouts | None = None,
) -> Draft:
    """The confirmed figures, judged as a file of their province and quarter; the document is what is kept of it. With
    `standing` what a layout reads from the document's tables goes in with them.

    Raises NotInDocumentError where one stands in no sentence of the document, KeyError for an unknown line.
    """
    reading = read_confirmed(read, name, figures, service.tables)
    if standing is not None:
        tables = read_file(content(data), name, service.tables, who.email, standing)
        reading = combined(tables, reading) if tables.layout else tables
    draft = drafts.judge(service, name, data, reading, unit, period, calendar, who)
    draft.standing = standing
    return draft


def as_confirmed(one: Proposal, typed: str = "", code: str = "", column: str = "") -> ConfirmedFigure:
    """A proposal as a person takes it, as it is or with something mended."""
    places = tuple(Marked(quote.sentence, quote.start, quote.end) for quote in one.quotes)
    mended = bool(typed) and typed.strip() != one.typed
    return ConfirmedFigure(code or one.code, column or one.column, typed.strip() or one.typed, places, mended)


# A proposal as a file


def as_json(name: str, data: bytes, unit: Unit, period: Period, found: Proposed) -> dict[str, Any]:
    """A proposal to be confirmed outside the app: every figure unconfirmed."""
    return {
        "version": VERSION,
        "file": name,
        "sha256": digest(data),
        "province": unit.key,
        "period": period.code,
        "figures": [_figure(found.document, one) for one in found.proposals.figures],
        "unclaimed": [_quote(found.document, quote) for quote in found.proposals.unclaimed],
    }


def _figure(read: Document, one: Proposal) -> dict[str, Any]:
    return {
        "confirmed": False,
        "code": one.code,
        "column": one.column,
        "value": one.typed,
        "sure": one.sure,
        "why": [doubt.vi for doubt in one.doubts],
        "said": one.said,
        "instead": list(one.rivals),
        "places": [_quote(read, quote) for quote in one.quotes],
    }


def _quote(read: Document, quote: Quote) -> dict[str, Any]:
    marked = quoted(read, Marked(quote.sentence, quote.start, quote.end))
    return {"sentence": quote.sentence, "start": quote.start, "end": quote.end, "place": quote.place.vi, "text": marked}


def from_json(told: Any, data: bytes, unit: Unit, period: Period, found: Proposed) -> list[ConfirmedFigure]:
    """The figures that a person has confirmed in the file of a proposal. Raises OtherDocumentError."""
    try:
        of = (told["version"], told["sha256"], told["province"], told["period"])
        if of != (VERSION, digest(data), unit.key, period.code):
            raise OtherDocumentError
        return [_confirmed(one, found.proposals) for one in told["figures"] if one["confirmed"] is True]
    except (KeyError, TypeError, AttributeError):
        raise OtherDocumentError from None


def _confirmed(one: Mapping[str, Any], proposals: Proposals) -> ConfirmedFigure:
    places = tuple(Marked(int(p["sentence"]), int(p["start"]), int(p["end"])) for p in one["places"])
    typed = str(one["value"]).strip()
    spots = [(place.sentence, place.start, place.end) for place in places]
    as_found = any(
        typed == each.typed and spots == [(q.sentence, q.start, q.end) for q in each.quotes]
        for each in proposals.figures
    )
    return ConfirmedFigure(str(one["code"]), str(one["column"]), typed, places, not as_found)


def loads(data: bytes) -> Any:
    """The file of a proposal. Raises OtherDocumentError."""
    try:
        return json.loads(data)
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise OtherDocumentError from None
