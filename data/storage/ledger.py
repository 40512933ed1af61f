"""The ledger: everything that ever changed what is known, one line each, chained by hash, only ever added to.

Together with the archive it is the truth; the store follows from it and can be made again. A line is there once
`append` has returned: it was written and synced. A last line that is not whole was never acknowledged and is cut away.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.storage.durable_files import FILE_MODE, make_folder, read_regular, sync_folder

FILE = "ledger.jsonl"
NOTHING_BEFORE = "0" * 64


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
        return hashlib.sha256(_text(self.said)).hexdigest()

    @property
    def text(self) -> bytes:
        return _text(self.said | {"hash": self.hash}) + b"\n"


def _text(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


class Ledger:
    """A file of lines, as far as they hold together."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self.lines: list[LedgerLine] = []
        self.torn = b""  # what was cut away at the end
        self.broken: int | None = None  # the line from which on it does not hold together; nothing can be added then
        self._size = 0
        self._uncut = False  # whether more may stand in the file than `_size`, which is to go
        self.load()

    def load(self) -> None:
        """Read the file as it is on the disk now; an end that is no whole line, or was taken back, is cut away."""
        if self._uncut:
            self._cut(self._size)
        self.torn, self.lines, self.broken = b"", [], None
        data = read_regular(self.path) if self.path.exists() else b""
        end = _whole(data)
        try:
            self.lines.extend(chained(data[:end]))
        except LedgerError as error:
            self.broken = error.line
            return
        self._size = end
        if len(data) > end:
            self.torn = data[end:]
            self._cut(end)

    @property
    def head(self) -> tuple[int, str]:
        """The last line's number and hash."""
        return (self.lines[-1].seq, self.lines[-1].hash) if self.lines else (0, NOTHING_BEFORE)

    def next(self, **said: Any) -> LedgerLine:
        """The line that would come now."""
        seq, previous = self.head
        return LedgerLine(seq=seq + 1, previous=previous, **said)

    def append(self, line: LedgerLine) -> None:
        """Add the line durably. Raises OSError; then the ledger is as it was, or `take_back` must make it so."""
        assert self.broken is None
        assert line.previous == self.head[1]
        is_new = not self.path.exists()
        if is_new:
            make_folder(self.path.parent)
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT, FILE_MODE)
        try:
            data, at = line.text, self._size
            while data:
                written = os.pwrite(descriptor, data, at)
                data, at = data[written:], at + written
            os.fsync(descriptor)
        except BaseException:
            self._uncut = True
            os.ftruncate(descriptor, self._size)  # needs no space
            os.fsync(descriptor)
            self._uncut = False
            raise
        finally:
            os.close(descriptor)
        if is_new:
            sync_folder(self.path.parent)
        self.lines.append(line)
        self._size = at

    def take_back(self, line: LedgerLine) -> None:
        """Remove the last line, which was never acknowledged since what follows from it could not be stored.

        Raises OSError where the disk does not let it go now; `load` removes it later.
        """
        if self.lines and self.lines[-1] is line:
            self.lines.pop()
            self._size -= len(line.text)
            self._cut(self._size)

    def _cut(self, size: int) -> None:
        self._uncut = True
        descriptor = os.open(self.path, os.O_WRONLY)
        try:
            os.ftruncate(descriptor, size)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        self._size, self._uncut = size, False


def _whole(data: bytes) -> int:
    """Where the whole lines end. Of a last line that was being written when the power went, sectors in its middle may
    be missing too: they read as zero bytes, which no line holds."""
    end = data.rfind(b"\n") + 1
    last = data.rfind(b"\n", 0, max(end - 1, 0)) + 1
    return last if b"\0" in data[last:end] else end


def chained(data: bytes) -> Iterator[LedgerLine]:
    """The whole lines of a ledger, each checked against the one before. Raises LedgerError."""
    previous = NOTHING_BEFORE
    for number, text in enumerate(data[: data.rfind(b"\n") + 1].splitlines(keepends=True), 1):
        try:
            said: dict[str, Any] = json.loads(text)
            claimed = said.pop("hash")
            line = LedgerLine(**said)
        except (ValueError, KeyError, TypeError):
            raise LedgerError(number) from None
        if line.seq != number or line.previous != previous or line.hash != claimed:
            raise LedgerError(number)
        previous = claimed
        yield line
