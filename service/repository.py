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
from dataclasses import dataclass
from pathlib import Path
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

RESERVE = 32 << 20  # bytes that must stay free for something new to be taken in
CHANGES = {Event.SUBMISSION, Event.MOVE, Event.TARGETS, Event.LOCK, Event.UNLOCK, Event.REVIEW}
IN_LOCK = 50  # lines of others that an entry takes in while it keeps everybody waiting
PUBLISH_AFTER = 100  # lines since the last published file, which whoever starts has to follow
LOOK = 0.5  # seconds between two looks at what others have added
LAST_BACKUP = "last-backup.json"  # beside the truth: when it was last copied, and how far

_log = logging.getLogger(__name__)


class StoreFaultError(Exception):
    """Nothing of what was asked was kept, and everything acknowledged before still stands; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


DISK_FULL = Text(
    "Máy chủ đã hết chỗ lưu nên chưa nhận được. Số liệu đã nhận trước đây vẫn nguyên và vẫn xem được. Hãy báo quản trị "
    "giải phóng chỗ lưu, rồi gửi lại; gửi lại cùng một tệp không tạo bản trùng.",
    "The server has no space left, so this was not taken in. All that was received before is safe and can be seen. Tell "
    "the administrator to free space, then send it again; the same file sent again is not kept twice.",
)
DISK_FAILS = Text(
    "Máy chủ chưa ghi được xuống đĩa nên chưa nhận được. Số liệu đã nhận trước đây vẫn nguyên. Hệ thống tạm thời chỉ cho "
    "xem và tự nhận lại khi đĩa hoạt động; hãy báo quản trị rồi gửi lại sau, gửi lại cùng một tệp không tạo bản trùng.",
    "The server could not write to its disk, so this was not taken in. All that was received before is safe. For now the "
    "system can only be read; it takes figures again once the disk works. Tell the administrator and send it again "
    "later; the same file sent again is not kept twice.",
)
BUSY = Text(
    "Kho đang bận ghi việc khác nên chưa nhận được. Hãy gửi lại sau ít phút; gửi lại cùng một tệp không tạo bản trùng.",
    "The store is busy with others' entries, so this was not taken in. Send it again in a few minutes; the same file "
    "sent again is not kept twice.",
)
SHORT_OF_MEMORY = Text(
    "Máy chủ không đủ bộ nhớ cho tệp này nên chưa nhận được. Số liệu đã nhận trước đây vẫn nguyên. Hãy gửi lại sau, hoặc "
    "chia tệp thành nhiều tệp nhỏ hơn.",
    "The server has not enough memory for this file, so it was not taken in. All that was received before is safe. Send "
    "it again later, or divide it into smaller files.",
)
DIFFERS = truth_file.unsafe(
    "Dòng {line} của sổ ghi không phải dòng đã được xác nhận trước đây: số liệu đã tính hoặc bản sao lưu còn giữ dòng khác, "
    "hoặc giữ nhiều dòng hơn.",
    "Line {line} of the ledger is not the one that was acknowledged: the figures computed from it, or the last backup, "
    "know another one, or more lines.",
)


@dataclass(slots=True)
class Transaction:
    """One thing that is happening: statements in the open transaction, and the line that will be its record."""

    repository: Repository
    work: Work
    entry: Entry
    line: LedgerLine | None = None

    def keep(self, data: bytes) -> str:
        return self.entry.keep(data)

    def record(self, rows: Rows | None = None, **said: Any) -> LedgerLine:
        """The line of it, and what follows from it; `rows` where they are at hand. Raises StoreFaultError where its
        person has written too many lately."""
        assert self.line is None
        if why := exceeded(self.repository.ledger.lines, said["actor"]):
            raise StoreFaultError(why)
        seq, previous = self.entry.head
        self.line = within(LedgerLine(seq=seq + 1, previous=previous, **said))
        apply(self.work, [self.line], lambda line: rows or self.repository.maker.rows_of(line))
        return self.line


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
        make_private(home)
        self.truth = self._open_truth()
        self.maker = AnswerMaker(home, self.truth, tables, observer, self.note)
        try:
            self.store = self._begin()
            if self.fault is None and self.truth.read_only:
                self.fault = DISK_FAILS
            if not self._lasting:
                self.publish(PUBLISH_AFTER)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
        self.maker.files.close()
        self.truth.close()

    # Taking in

    @contextmanager
    def entry(self) -> Iterator[Transaction]:
        """The one transaction: when the block has ended its line is in the truth, durably; else nothing of it is.

        Raises StoreFaultError where it cannot be taken in.
        """
        with self._accepting:
            if self._lasting and self.fault is not None:
                raise StoreFaultError(self.fault)
            committed: LedgerLine | None = None
            try:
                if shutil.disk_usage(self.home).free < RESERVE:
                    raise OSError(errno.ENOSPC, "too little is free")
                with self._alone() as entry, self.store.writing() as work:
                    transaction = Transaction(self, work, entry)
                    yield transaction
                    if (line := transaction.line) is not None:
                        entry.append(line)
                        came_to(work, *entry.head)
                        entry.commit()
                        committed = line
                self.fault = None
            except Failed as error:
                if committed is None:
                    raise StoreFaultError(self._said(error)) from error
                _log.error("the answers are made again: %r", error)
                self._renew()
            if committed is not None:
                self._take([committed])
                self.publish(PUBLISH_AFTER)

    @contextmanager
    def _alone(self) -> Iterator[Entry]:
        """The writer's lock of the truth, with the answers brought up to its head."""
        while True:
            self._follow()
            with self.truth.entry() as entry:
                if entry.head[0] - self.ledger.head[0] <= IN_LOCK:
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
            self.store.suspect = True
            with suppress(*Failed):
                self.store.suspect = come_to(self.store) is None
        return self.fault

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
        broken: int | None = None
        if (self.home / open_files.FILE).exists() and not file.exists() and not was_made:
            try:
                for seq, sha256 in open_files.take_over(open_files.OpenFiles(self.home), file):
                    self.note(
                        f"Dòng {seq} của sổ ghi: tệp lưu {sha256[:16]}… không còn hoặc đã bị thay đổi.",
                        f"Line {seq} of the ledger: the archived file {sha256[:16]}… is missing or has changed.",
                    )
            except LedgerError as error:
                broken = error.line
        opened = Truth(self.home, read_only=broken is not None)
        if broken is not None:
            opened.fault = truth_file.BROKEN.format(line=broken)
        return opened

    def _begin(self) -> Store:
        """The store, brought up to the truth; where that cannot be relied on, as it was."""
        lines: list[LedgerLine] = []
        self.fault = self.truth.fault
        try:
            if self.fault in (None, truth_file.NEWER, truth_file.NETWORK):
                lines.extend(self.truth.lines())
                self._known_by_backup(lines)
                if self.fault is None:
                    store = self.maker.made(lines)
                    self._take(lines)
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

    def _known_by_backup(self, lines: Sequence[LedgerLine]) -> None:
        """Raises ContradictedError where the last backup knows another line than the truth."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            told = json.loads((self.home / LAST_BACKUP).read_bytes())
            if told["lines"] and (told["lines"] > len(lines) or lines[told["lines"] - 1].hash != told["head"]):
                raise ContradictedError(min(told["lines"], len(lines) + 1))

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
            self.maker.publish(self.store, self.ledger.head[0], after)
