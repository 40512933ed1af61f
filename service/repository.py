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
from typing import Any

from data.model import Text
from data.storage import open_files, row_bundle, truth
from data.storage.answers import AnswerFiles, line_of
from data.storage.database import Fault, ShortOfMemory, Store, StoreBrokenError, Work, layout_of
from data.storage.durable_files import make_private, write_whole
from data.storage.ledger import NOTHING_BEFORE, LedgerError, LedgerLine, chained
from data.storage.truth import Entry, Head, Truth, TruthError
from data.table import Table
from indicators.engine.observations import Observer
from service.access.events import Event
from service.access.state import AccessState, within
from service.line_rows import Rows, apply, came_to, come_to

RESERVE = 32 << 20  # bytes that must stay free for something new to be taken in
FEW = 40  # provinces' years that are made again one by one; of more, everything at once
CHANGES = {Event.SUBMISSION, Event.MOVE, Event.TARGETS, Event.LOCK, Event.UNLOCK, Event.REVIEW}
AT_ONCE = 200  # lines that follow in one transaction
AT_ONCE_SIZE = 32 << 20  # bytes of their files
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
DIFFERS = truth.unsafe(
    "Dòng {line} của sổ ghi không phải dòng đã được xác nhận trước đây: số liệu đã tính hoặc bản sao lưu còn giữ dòng khác, "
    "hoặc giữ nhiều dòng hơn.",
    "Line {line} of the ledger is not the one that was acknowledged: the figures computed from it, or the last backup, "
    "know another one, or more lines.",
)
Failed = (*Fault, *ShortOfMemory, TruthError, StoreBrokenError)


@dataclass(slots=True)
class Ledger:
    """The lines that the answers follow from."""

    lines: list[LedgerLine] = field(default_factory=list)

    @property
    def head(self) -> Head:
        return (self.lines[-1].seq, self.lines[-1].hash) if self.lines else (0, NOTHING_BEFORE)


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
        """The line of it, and what follows from it in the store; `rows` where they are at hand."""
        assert self.line is None
        seq, previous = self.entry.head
        self.line = within(LedgerLine(seq=seq + 1, previous=previous, **said))
        apply(self.work, [self.line], lambda line: rows or self.repository.rows_of(line))
        return self.line


class Repository:
    """Of one folder; other processes may have it open too. Raises StoreBusyError while it is restored."""

    def __init__(self, home: Path, tables: Mapping[str, Table], observer: Observer) -> None:
        self.home = home
        self.tables = tables
        self.observer = observer
        self.notices: list[Text] = []  # what had to be mended
        self.fault: Text | None = None
        self.ledger = Ledger()
        self.access = AccessState()
        self.revision = 0  # the last line that changed a figure, a target, or what may be sent
        self.followed: Callable[[], None] = lambda: None  # called when lines of others came in
        self.files = AnswerFiles(home / "answers", layout_of(tables))
        self._lasting = False  # whether the fault stays until the folder is opened again
        self._accepting = threading.RLock()
        self._looked = 0.0
        make_private(home)
        self.truth = self._open_truth()
        try:
            self.store = self._begin()
            if not self._lasting:
                self.publish(PUBLISH_AFTER)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
        self.files.close()
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
            self.store.suspect |= not self._answers()
        return self.fault

    def _answers(self) -> bool:
        """Whether the store can be asked."""
        try:
            return come_to(self.store) is not None
        except Failed:
            return False

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
            raise TruthError(truth.BROKEN.format(line=error.line)) from error
        self._derive(self.store, lines)
        self._take(lines)
        self.followed()

    def _take(self, lines: Sequence[LedgerLine]) -> None:
        for line in lines:
            if line.seq > len(self.ledger.lines):
                self.access.take(line)
                self.ledger.lines.append(line)
                if line.kind in CHANGES:
                    self.revision = line.seq

    def _derive(self, store: Store, lines: Sequence[LedgerLine]) -> None:
        """What follows from some more lines; each portion with its observations, or not at all."""
        for portion in _portions(lines):
            with store.writing() as work:
                touched = apply(work, portion, self.rows_of)
                if len(touched) > FEW:
                    self.observer.rebuild(work)
                else:
                    for unit, year in sorted(touched):
                        self.observer.refresh(work, unit, year)
                came_to(work, portion[-1].seq, portion[-1].hash)

    def rows_of(self, line: LedgerLine) -> Rows:
        """The rows that a line brought. One file that is damaged costs its own submission, and that is said."""
        try:
            return row_bundle.unpack(self.truth.read(line.body["rows"]))
        except (FileNotFoundError, ValueError):
            self._note(
                f"Không đọc được các dòng số liệu của dòng {line.seq} trong sổ ghi ({line.unit}); các bản nộp khác vẫn đủ. "
                "Hãy khôi phục từ bản sao lưu.",
                f"The rows of line {line.seq} of the ledger ({line.unit}) cannot be read; all other submissions are "
                "whole. Restore from a backup.",
            )
            return {}

    def _note(self, vi: str, en: str) -> None:
        if Text(vi, en) not in self.notices:
            self.notices.append(Text(vi, en))
            _log.warning(en)

    # Opening

    def _open_truth(self) -> Truth:
        """The truth of this folder; one of an earlier version's files is made first."""
        lock, file = self.home / truth.LOCK, self.home / truth.FILE
        was_made = lock.exists() and lock.stat().st_size > 0
        broken: int | None = None
        if (self.home / open_files.FILE).exists() and not file.exists() and not was_made:
            try:
                for seq, sha256 in open_files.take_over(open_files.OpenFiles(self.home), file):
                    self._note(
                        f"Dòng {seq} của sổ ghi: tệp lưu {sha256[:16]}… không còn hoặc đã bị thay đổi.",
                        f"Line {seq} of the ledger: the archived file {sha256[:16]}… is missing or has changed.",
                    )
            except LedgerError as error:
                broken = error.line
        opened = Truth(self.home, read_only=broken is not None)
        if broken is not None:
            opened.fault = truth.BROKEN.format(line=broken)
        return opened

    def _begin(self) -> Store:
        """The store, brought up to the truth; where that cannot be relied on, as it was."""
        self.files.sweep()
        lines: list[LedgerLine] = []
        self.fault = self.truth.fault
        try:
            if self.fault in (None, truth.NEWER, truth.NETWORK):
                lines.extend(self.truth.lines())
                if (contradiction := self._contradicted(lines)) is not None:
                    self.fault, lines = contradiction, []
        except LedgerError as error:
            self.fault = truth.BROKEN.format(line=error.line)
        except TruthError as error:
            self.fault = error.text
        except OSError:
            self.fault = truth.DAMAGED
        self._lasting = self.fault is not None
        if self._lasting:
            return self._as_it_was(lines)
        self._take(lines)
        return self._made(lines)

    def _contradicted(self, lines: Sequence[LedgerLine]) -> Text | None:
        """Where the last backup knows another line than the truth, or the answers do."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            told = json.loads((self.home / LAST_BACKUP).read_bytes())
            if told["lines"] and (told["lines"] > len(lines) or lines[told["lines"] - 1].hash != told["head"]):
                return DIFFERS.format(line=min(told["lines"], len(lines) + 1))
        for published in self.files.published():
            if (store := self._copy(published)) is None:
                continue
            with store.reading() as work:
                known = work.rows("SELECT seq, hash FROM event ORDER BY seq")
            self._discard(store)
            wrong = (seq for seq, hash_ in known if seq > len(lines) or lines[seq - 1].hash != hash_)
            return DIFFERS.format(line=seq) if (seq := next(wrong, None)) else None
        return None

    def _as_it_was(self, lines: Sequence[LedgerLine]) -> Store:
        """What was computed while the truth could be relied on; else what follows from the lines that hold."""
        for published in self.files.published():
            if (store := self._copy(published)) is not None:
                with store.reading() as work:
                    texts = [text for (text,) in work.rows("SELECT line FROM event ORDER BY seq")]
                with suppress(LedgerError):
                    known = list(chained(texts))
                    if len(known) >= len(lines):
                        self._take(known)
                        return store
                self._discard(store)
        self._take(lines)
        return self._anew(lines)

    def _made(self, lines: Sequence[LedgerLine]) -> Store:
        """A store brought up to these lines: from the newest published file that holds together, else from nothing."""
        for published in self.files.published():
            if (store := self._copy(published)) is None:
                continue
            with suppress(*Failed):
                seq, hash_ = come_to(store) or (-1, "")
                if seq == 0 or (0 < seq <= len(lines) and lines[seq - 1].hash == hash_):
                    self._derive(store, lines[seq:])
                    return store
            self._discard(store)
        return self._anew(lines)

    def _copy(self, published: Path) -> Store | None:
        """A published file for this process alone; one that is not what its name says goes. In memory where the disk
        takes nothing."""
        try:
            return Store(self.files.own_copy(published))
        except OSError as error:
            _log.warning("the answers lie in memory: %r", error)
            with suppress(*Failed):
                store, source = Store(), Store(published, read_only=True)
                store.lay_out(self.tables)
                source.copy_into(store)
                source.close()
                return store
        except StoreBrokenError as error:
            _log.warning("%s cannot be used: %s", published.name, error)
            self._note(
                "Một tệp số liệu đã tính bị hỏng; đã bỏ và dựng lại đầy đủ từ sổ ghi.",
                "A file of computed figures was damaged; it was left and made again in full from the ledger.",
            )
            with suppress(OSError):
                published.unlink()
        return None

    def _anew(self, lines: Sequence[LedgerLine]) -> Store:
        """A store with everything that some lines say, made from the truth alone; in memory where the disk takes
        nothing."""
        try:
            return self._filled(Store(self.files.own()), lines)
        except (OSError, *Failed) as error:
            _log.warning("the answers lie in memory: %r", error)
            return self._filled(Store(), lines)

    def _filled(self, store: Store, lines: Sequence[LedgerLine]) -> Store:
        store.lay_out(self.tables)
        for portion in _portions(lines):
            with store.writing() as work:
                apply(work, portion, self.rows_of)
        with store.writing() as work:
            self.observer.rebuild(work)
            came_to(work, *Ledger(list(lines)).head)
        return store

    def _discard(self, store: Store) -> None:
        path = store.path
        store.close()
        if path is not None:
            self.files.leave(path)

    # Keeping

    def _renew(self) -> None:
        """Go on with other answers than those that cannot be used."""
        old, lines = self.store.path, list(self.truth.lines())
        self.store.become(self._made(lines))
        if old is not None:
            self.files.leave(old)
        self._take(lines)
        self.followed()

    def rebuild(self, check: bool = False) -> list[str]:
        """Make the answers from the truth alone and use them from now on, but with `check`; the tables that differ."""
        with self._accepting:
            fresh = self._anew(self.ledger.lines)
            prints, stood = fresh.prints(), self.store.prints()
            differ = sorted(name for name in stood | prints if stood.get(name) != prints.get(name))
            if check:
                self._discard(fresh)
            else:
                old = self.store.path
                self.store.become(fresh)
                if old is not None:
                    self.files.leave(old)
                self.publish()
            return differ

    def publish(self, after: int = 0) -> None:
        """Leave a file for whoever starts next, if it would have so many lines to follow. What cannot be published is
        only followed for longer."""
        newest = self.files.published()
        with self._accepting:
            if after and newest and self.ledger.head[0] - line_of(newest[0]) < after:
                return
            try:
                self.files.publish(self.store, self.ledger.head[0])
            except Fault as error:
                _log.warning("not published: %r", error)


def _portions(lines: Sequence[LedgerLine]) -> Iterator[list[LedgerLine]]:
    """Lines that follow in one transaction: not too many, and not too much to hold at once."""
    portion: list[LedgerLine] = []
    size = 0
    for line in lines:
        portion.append(line)
        size += line.body.get("size", 0)
        if len(portion) == AT_ONCE or size > AT_ONCE_SIZE:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion
