"""The ledger: everything that ever changed what is known, one line each, chained by hash, only ever added to."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

NOTHING_BEFORE = "0" * 64
Head = tuple[int, str]  # the last line's number and hash


class LedgerError(Exception):
    """The ledger does not hold together: a line was changed, removed or moved. `line` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} of the ledger does not follow from the one before")
        self.line = line


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One thing that happened: who did what, to what, when, why; `body` holds what its kind needs."""

    seq: int  # 1, 2 … ; order comes from this, never from the clock
    at: str  # UTC, ISO 8601
    actor: str  # the address signed in with; '' at the machine itself
    name: str
    kind: str
    unit: str = ""  # key of the province it is about
    quarter: int | None = None  # Period.last
    reason: str = ""
    body: Mapping[str, Any] = field(default_factory=dict)
    previous: str = NOTHING_BEFORE

    @property
    def said(self) -> dict[str, Any]:
        """All of it but its own hash."""
        return {
            "seq": self.seq,
            "at": self.at,
            "actor": self.actor,
            "name": self.name,
            "kind": self.kind,
            "unit": self.unit,
            "quarter": self.quarter,
            "reason": self.reason,
            "body": dict(self.body),
            "previous": self.previous,
        }

    @property
    def hash(self) -> str:
        return digest(_text(self.said).encode())

    @property
    def text(self) -> str:
        return _text(self.said | {"hash": self.hash})

    @property
    def files(self) -> list[str]:
        """The hashes of what it speaks of: the bytes as sent, and the rows read from them."""
        return [self.body[key] for key in ("sha256", "rows") if key in self.body]


@dataclass(slots=True)
class Ledger:
    """Lines that follow from each other, from the first on."""

    lines: list[LedgerLine] = field(default_factory=list)

    @property
    def head(self) -> Head:
        return (self.lines[-1].seq, self.lines[-1].hash) if self.lines else (0, NOTHING_BEFORE)


def _text(said: Mapping[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def chained(texts: Iterable[str], seq: int = 0, previous: str = NOTHING_BEFORE) -> Iterator[LedgerLine]:
    """The lines that these texts are, each checked against the one before. Raises LedgerError."""
    for number, text in enumerate(texts, seq + 1):
        try:
            said: dict[str, Any] = json.loads(text)
            claimed = said.pop("hash")
            line = LedgerLine(**said)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise LedgerError(number) from None
        if line.seq != number or line.previous != previous or line.hash != claimed or line.text != text:
            raise LedgerError(number)
        previous = claimed
        yield line
