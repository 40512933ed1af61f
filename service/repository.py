"""The repository: the truth, and the answers that follow from it.

What is acknowledged is committed in the truth; the answers are brought up to it afterwards and can always be made
again. Where the truth itself cannot be relied on nothing more is taken in, and that is said (`fault`).
"""

from __future__ import annotations

import errno
import json
import logging
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from data.model import Text
from data.storage import open_files, truth, truth_file
from data.storage.database import ShortOfMemory, Store, Work
from data.storage.durable_files import make_private, write_whole
from data.storage.ledger import NOTHING_BEFORE, Head, Ledger, LedgerError, LedgerLine
from data.storage.truth import Entry, Truth
from data.storage.truth_file import TruthError
from data.table import Table
from indicators.engine.observations import Observer
from service.access.events import Event
from service.access.state import AccessState, within
from service.answer_maker import AnswerMaker, ContradictedError, Failed
from service.ledger_limits import exceeded
from service.line_rows import Rows, apply, came_to, come_to
from service.store_faults import (
    BUSY,
    DIFFERS,
    DISK_FAILS,
    DISK_FULL,
    NOT_TAKEN_OVER,
    SHORT_OF_MEMORY,
    StoreFaultError,
)

RESERVE = 32 << 20  # bytes that must stay free for something new to be taken in
CHANGES = {
    *(Event.SUBMISSION, Event.MOVE, Event.TARGETS, Event.LOCK, Event.UNLOCK, Event.REVIEW),
    *(Event.LAYOUT, Event.LAYOUT_END),
}
IN_LOCK = 50  # lines of others that an entry takes in while it keeps everybody waiting
PUBLISH_AFTER = 100  # lines since the last published file, which whoever starts has to follow …
FOLLOWED = 10  # … and that one who starts follows without leaving a newer file for the next
LOOK = 0.5  # seconds between two looks at what others have added
LAST_BACKUP = "last-backup.json"  # beside the truth: when it was last copied, and how far

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Transaction:
    """What happens, together or not at all: statements in the open transaction, and the lines that are its record."""

    repository: Repository
    work: Work
    entry: Entry
    lines: list[LedgerLine] = field(default_factory=list)

    def keep(self, data: bytes) -> str:
        return self.entry.keep(data)

    def record(self, rows: Rows | None = None, **said: Any) -> LedgerLine:
        """One more line, and what follows from it; `rows` where they are at hand. Raises StoreFaultError where its
        person has written too many lately."""
        if why := exceeded(self.repository.ledger.lines, said["actor"]):
            raise StoreFaultError(why)
        seq, previous = self.entry.head
        made = within(LedgerLine(seq=seq + 1, previous=previous, **said))
        apply(self.work, [made], lambda line: rows or self.repository.maker.rows_of(line))
        self.entry.append(made)
        self.lines.append(made)
        return made


class Repository:
    """Of one folder; other processes may have it open too. Raises StoreBusyError while it is restored."""

    def __init__(self, home: Path, tables: Mapping[str, Table], observer: Observer) -> None:
        self.home = home
        self.tables = tables
        self.observer = observer
        self.notices: list[Text] = []  # what had to be mended
        self.alarms: list[Text] = []  # what could not be
        self.fault: Text | None = None
        self.ledger = Ledger()
        self.access = AccessState()
        self.version: Head = (0, NOTHING_BEFORE)  # the last line that changed a figure, a target, or what may be sent
        self.followed: Callable[[], None] = lambda: None  # called when lines of others came in
        self._lasting = False  # whether the fault stays until the folder is opened again
        self._accepting = threading.RLock()
        self._looked = 0.0
        self._aside: TemporaryDirectory[str] | None = (
            None  # what an earlier version's files gave, on a disk that takes nothing
        )
        make_private(home)
        self.truth = self._open_truth()
        self.maker = AnswerMaker(home, self.truth, tables, observer, self.note)
        try:
            self.store = self._begin()
            if self._aside is not None:
                self.stop(NOT_TAKEN_OVER)
            elif self.fault is None and self.truth.read_only:
                self.fault = DISK_FAILS
            if not self._lasting:
                self.publish(FOLLOWED)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
        self.maker.files.close()
        self.truth.close()
        if self._aside is not None:
            self._aside.cleanup()

    # Taking in

    @contextmanager
    def entry(self) -> Iterator[Transaction]:
        """The one transaction: when the block has ended its lines are in the truth, durably; else nothing of it is.

        Raises StoreFaultError where it cannot be taken in.
        """
        with self._accepting:
            if self._lasting and self.fault is not None:
                raise StoreFaultError(self.fault)
            committed: list[LedgerLine] = []
            try:
                if shutil.disk_usage(self.home).free < RESERVE:
                    raise OSError(errno.ENOSPC, "too little is free")
                with self._alone() as entry, self.store.writing() as work:
                    transaction = Transaction(self, work, entry)
                    yield transaction
                    if transaction.lines:
                        came_to(work, *entry.head)
                        entry.commit()
                        committed = transaction.lines
                self.fault = None
            except Failed as error:
                if not committed:
                    raise StoreFaultError(self._said(error)) from error
                _log.error("the answers are made again: %r", error)
                self._renew()
            if committed:
                self._take(committed)
                self.publish(PUBLISH_AFTER)

    @contextmanager
    def _alone(self) -> Iterator[Entry]:
        """The writer's lock of the truth, with the answers brought up to its head."""
        while True:
            self._follow()
            with self.truth.entry() as entry:
                if entry.head[0] - self.ledger.head[0] <= IN_LOCK:
                    if entry.head != self.ledger.head:
                        self._follow()
                    yield entry
                    return

    def _said(self, error: BaseException) -> Text:
        """What is told of a failure; one of the disk stands as the fault until it is well again."""
        if isinstance(error, TimeoutError):
            return BUSY
        if isinstance(error, ShortOfMemory):
            return SHORT_OF_MEMORY
        _log.error("not taken in: %r", error)
        full = "No space left" in str(error) or getattr(error, "errno", None) == errno.ENOSPC
        self.fault = error.text if isinstance(error, TruthError) else DISK_FULL if full else DISK_FAILS
        self._looked = time.monotonic()
        if not isinstance(error, TruthError):
            self._doubt()
        return self.fault

    def _doubt(self) -> bool:
        """Whether the answers answer no more; then they are made again at the next look."""
        self.store.suspect = True
        with suppress(*Failed):
            self.store.suspect = come_to(self.store) is None
        return self.store.suspect

    # Following

    def look(self, now: bool = False) -> None:
        """What others have added, and whether what failed is well again; at most every half second, or `now`."""
        if self._lasting or (not now and time.monotonic() - self._looked < LOOK):
            return
        if not self._accepting.acquire(blocking=now):
            return
        try:
            self._looked = time.monotonic()
            if self.store.suspect:
                self._renew()
            self._follow()
            if self.fault is not None and shutil.disk_usage(self.home).free >= RESERVE:
                write_whole(self.home / "trial", os.urandom(1 << 16))
                (self.home / "trial").unlink()
                self.fault = None
        except TruthError as error:
            self.fault = error.text
        except ContradictedError as error:
            self.fault = DIFFERS.format(line=error.line)
        except (*Failed, LedgerError) as error:
            _log.warning("still failing: %r", error)
        finally:
            self._accepting.release()

    def _follow(self) -> None:
        """Bring the answers up to the truth's head."""
        if self.truth.head() == self.ledger.head:
            return
        try:
            lines = list(self.truth.lines(self.ledger.head))
        except LedgerError as error:
            raise TruthError(truth_file.BROKEN.format(line=error.line)) from error
        if (come := come_to(self.store)) is None:
            self._renew()
            return
        self.maker.derive(self.store, [line for line in lines if line.seq > come[0]])  # a step may have been broken off
        self._take(lines)
        self.followed()

    def _take(self, lines: Sequence[LedgerLine]) -> None:
        for line in lines:
            if line.seq > len(self.ledger.lines):
                self.access.take(line)
                self.ledger.lines.append(line)
                if line.kind in CHANGES:
                    self.version = line.seq, line.hash

    def note(self, vi: str, en: str) -> None:
        if Text(vi, en) not in self.notices:
            self.notices.append(Text(vi, en))
            _log.warning(en)

    def alarm(self, vi: str, en: str) -> None:
        """Something is wrong that is not mended by itself, though figures can be relied on."""
        if Text(vi, en) not in self.alarms:
            self.alarms.append(Text(vi, en))
            _log.error(en)

    def stop(self, fault: Text) -> None:
        """Take nothing more in until the folder is opened again."""
        _log.error(fault.en)
        self.fault, self._lasting = fault, True

    # Opening

    def _open_truth(self) -> Truth:
        """The truth of this folder; one of an earlier version's files is made first."""
        lock, file = self.home / truth.LOCK, self.home / truth.FILE
        was_made = lock.exists() and lock.stat().st_size > 0
        if was_made or file.exists() or not (self.home / open_files.FILE).exists():
            return Truth(self.home)
        source = open_files.OpenFiles(self.home)
        try:
            lacking, home = open_files.take_over(source, file), self.home
        except LedgerError as error:
            opened = Truth(self.home, read_only=True)
            opened.fault = truth_file.BROKEN.format(line=error.line)
            return opened
        except OSError as error:
            _log.error("an earlier version's files are only read: %r", error)
            self._aside = TemporaryDirectory()
            home = Path(self._aside.name)
            lacking = open_files.take_over(source, home / truth.FILE)
        for seq, sha256 in lacking:
            self.note(
                f"Dòng {seq} của sổ ghi: tệp lưu {sha256[:16]}… không còn hoặc đã bị thay đổi.",
                f"Line {seq} of the ledger: the archived file {sha256[:16]}… is missing or has changed.",
            )
        return Truth(home, read_only=self._aside is not None)

    def _begin(self) -> Store:
        """The store, brought up to the truth; where that cannot be relied on, as it was."""
        lines: list[LedgerLine] = []
        self.fault = self.truth.fault
        try:
            if self.fault in (None, truth_file.NEWER, truth_file.NETWORK):
                marks = self._known()  # before the lines: others go on adding, to both
                lines.extend(self.truth.lines())
                if self.fault is None:
                    store = self.maker.made(lines)
                    self._take(lines)
                    differ = [seq for seq, hash_ in marks if seq > len(lines) or lines[seq - 1].hash != hash_]
                    if differ:
                        self.stop(DIFFERS.format(line=min(*differ, len(lines) + 1)))
                    return store
        except ContradictedError as error:
            self.fault, lines = DIFFERS.format(line=error.line), []
        except LedgerError as error:
            self.fault = truth_file.BROKEN.format(line=error.line)
        except TruthError as error:
            self.fault = error.text
        except OSError:
            self.fault = truth_file.DAMAGED
        self._lasting = True
        store, known = self.maker.as_it_was(lines)
        self._take(known)
        return store

    def _known(self) -> list[Head]:
        """Lines that the folder's own mark and the last backup know."""
        known = [self.truth.remembered()]
        with suppress(OSError, ValueError, KeyError, TypeError):
            told = json.loads((self.home / LAST_BACKUP).read_bytes())
            known.append((int(told["lines"]), str(told["head"])))
        return [head for head in known if head is not None and head[0] > 0]

    # Keeping

    def _renew(self) -> None:
        """Go on with other answers than those that cannot be used."""
        lines = list(self.truth.lines())
        self.maker.replace(self.store, self.maker.made(lines))
        self._take(lines)
        self.followed()

    def rebuild(self, check: bool = False) -> list[str]:
        """Make the answers from the truth alone and use them from now on, but with `check`; the tables that differ."""
        with self._accepting:
            fresh = self.maker.anew(self.ledger.lines)
            prints, stood = fresh.prints(), self.store.prints()
            differ = sorted(name for name in stood | prints if stood.get(name) != prints.get(name))
            if check:
                self.maker.discard(fresh)
            else:
                self.maker.replace(self.store, fresh)
                self.publish()
            return differ

    def publish(self, after: int = 0) -> None:
        """Leave a file of the answers for whoever starts next, if it would have so many lines to follow."""
        with self._accepting:
            if not self.maker.publish(self.store, self.ledger.head[0], after) and self._doubt():
                with suppress(*Failed, LedgerError):
                    self._renew()
