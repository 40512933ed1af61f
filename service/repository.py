"""The repository: ledger, archive and the store that follows from them, kept true to each other.

What is acknowledged is in the archive, in the ledger and in the store, all durable. The ledger and the archive are the
truth: where the store lacks something it is replayed, where it holds what the ledger does not it is made again, and
what cannot be settled is said (`notices`, `fault`), never passed over.
"""

from __future__ import annotations

import errno
import fcntl
import logging
import os
import shutil
import threading
import time
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from data.model import Text, number_text
from data.storage import row_bundle
from data.storage.archive import Archive
from data.storage.database import Fault, Store, StoreBrokenError, StoreBusyError, Work, columns_of, layout_of
from data.storage.durable_files import FILE_MODE, make_private, write_whole
from data.storage.generations import Generations, remove
from data.storage.ledger import NOTHING_BEFORE, Ledger, LedgerError, LedgerLine, chained
from data.table import Table
from indicators.engine.observations import Observer
from service.access.events import Event
from service.access.state import AccessState, within
from service.review.moves import Review

LOG_LIMIT = 64 << 20  # bytes of log beside the file, after which a new file is made
RESERVE = 32 << 20  # bytes that must stay free for something new to be taken in
FEW = 40  # provinces' years that are made again one by one; of more, everything at once
CHANGES = {Event.SUBMISSION, Event.MOVE, Event.TARGETS, Event.LOCK, Event.UNLOCK, Event.REVIEW}
AT_ONCE = 200  # lines replayed in one transaction
AT_ONCE_SIZE = 32 << 20  # bytes of their files
RETRY = 5  # seconds between two looks whether the disk is well again

_log = logging.getLogger(__name__)


class StoreFaultError(Exception):
    """The disk is full or failing: nothing of what was asked was kept, and everything acknowledged before still
    stands."""

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
LEDGER_BROKEN = Text(
    "Sổ ghi không còn liền mạch từ dòng {line}: có dòng bị sửa, bị xóa hoặc đổi chỗ. Hệ thống chỉ cho xem số liệu đã lưu và "
    "không nhận thêm. Quản trị cần khôi phục sổ ghi từ bản sao lưu.",
    "The ledger does not hold together from line {line} on: a line was changed, removed or moved. What is stored can be "
    "read, and nothing more is taken in. The administrator must restore the ledger from a backup.",
)


@dataclass(slots=True)
class Transaction:
    """One thing that is happening: statements in the open transaction, and the line that will be its record."""

    repository: Repository
    work: Work
    line: LedgerLine | None = None

    def keep(self, data: bytes) -> str:
        return self.repository.archive.keep(data)

    def record(self, rows: Mapping[str, pa.Table] | None = None, **said: Any) -> LedgerLine:
        """The line of it, and what follows from it in the store; `rows` where they are at hand."""
        assert self.line is None
        self.line = within(self.repository.ledger.next(**said))
        apply(self.work, [self.line], {self.line.seq: rows} if rows else {}, self.repository.archive)
        return self.line


class Repository:
    """Of one folder, for one process. Raises StoreBusyError when another process has it."""

    def __init__(self, home: Path, tables: Mapping[str, Table], observer: Observer) -> None:
        self.home = home
        self.tables = tables
        self.observer = observer
        self.archive = Archive(home / "archive")
        self.generations = Generations(home / "store")
        self.notices: list[Text] = []  # what had to be mended at the start
        self.fault: Text | None = None
        self.access = AccessState()
        self.revision = 0  # the last line that changed a figure, a target, or what may be sent
        self._accepting = threading.RLock()
        self._looked = 0.0
        make_private(home)
        self._release = weakref.finalize(self, os.close, _hold(home))
        try:
            self.ledger = self._read_ledger()
            self.store = self._open()
        except BaseException:
            self._release()
            raise

    def close(self) -> None:
        self.store.close()
        self._release()

    # Taking in

    @contextmanager
    def entry(self) -> Iterator[Transaction]:
        """The one transaction: when the block has ended its line is in the ledger and the store, durably; else neither.

        Raises StoreFaultError where the disk does not take it.
        """
        with self._accepting:
            self.mend(now=True)
            if self.fault is not None:
                raise StoreFaultError(self.fault)
            self._room()
            entry: Transaction | None = None
            try:
                with self.store.writing() as work:
                    entry = Transaction(self, work)
                    yield entry
                    if entry.line is not None:
                        self.ledger.append(entry.line)
            except BaseException as error:
                self._undo(entry.line if entry else None, error)
                if isinstance(error, Fault):
                    raise StoreFaultError(self.fault or DISK_FAILS) from error
                raise
            if entry.line is not None:
                self._take(entry.line)
            if self.store.log_size > LOG_LIMIT:
                self._try_to_compact()

    def _undo(self, line: LedgerLine | None, error: BaseException) -> None:
        if line is None and not isinstance(error, Fault):
            return
        try:
            if line is not None:
                self.ledger.take_back(line)
        except OSError as worse:
            _log.error("the ledger could not be put right: %r", worse)
        settled = self._settled()
        if isinstance(error, Fault) or not settled:
            _log.error("not taken in: %r", error)
            full = "No space left" in str(error) or getattr(error, "errno", None) == errno.ENOSPC
            self.fault = DISK_FULL if full else DISK_FAILS
            self._looked = time.monotonic()
            if not settled:
                self._reopen()

    def _room(self) -> None:
        free = shutil.disk_usage(self.home).free
        if free < RESERVE:
            self.fault, self._looked = DISK_FULL, time.monotonic()
            raise StoreFaultError(DISK_FULL)

    def mend(self, now: bool = False) -> None:
        """After a fault: see whether the disk is well again, and go on. Looks every few seconds, or `now`."""
        if self.fault is None or self.ledger.broken or (not now and time.monotonic() - self._looked < RETRY):
            return
        with self._accepting:
            self._looked = time.monotonic()
            try:
                if shutil.disk_usage(self.home).free < RESERVE:
                    return
                write_whole(self.home / "trial", os.urandom(1 << 16))
                (self.home / "trial").unlink()
                self.ledger.load()
                if not self._settled():
                    self._reopen()
                if self._settled():
                    self.fault = None
            except (*Fault, StoreBrokenError, LedgerError) as error:
                _log.warning("still failing: %r", error)

    def _reopen(self) -> None:
        """Open the store again after what made it unusable, without what was refused; reading goes on once it opens."""
        path = self.store.path
        assert path is not None
        with suppress(*Fault, StoreBrokenError):
            try:
                self.store.move_to(path)
                if self._follows(self.store):
                    self._replay(self.store)
                    return
            except StoreBrokenError:
                pass
            self.store.close()
            self.generations.set_aside(path)
            fresh = self._newest_usable() or self._make_anew()
            fresh.close()
            assert fresh.path is not None
            self.store.move_to(fresh.path)

    # Opening

    def _read_ledger(self) -> Ledger:
        ledger = Ledger(self.home)
        if ledger.broken:
            self.fault = LEDGER_BROKEN.format(line=ledger.broken)
        if ledger.torn:
            self._note(
                "Dòng cuối của sổ ghi bị cắt dở khi máy dừng đột ngột; dòng này chưa từng được xác nhận và đã được bỏ.",
                "The ledger's last line was cut off when the machine stopped; it was never acknowledged, and is removed.",
            )
        return ledger

    def _note(self, vi: str, en: str) -> None:
        self.notices.append(Text(vi, en))
        _log.warning(en)

    def _open(self) -> Store:
        store = self._newest_usable() or self._make_anew()
        for line in self.ledger.lines:
            self._take(line)
        return store

    def _take(self, line: LedgerLine) -> None:
        self.access.take(line)
        if line.kind in CHANGES:
            self.revision = line.seq

    def _newest_usable(self) -> Store | None:
        """The newest file that opens and holds together, brought up to the ledger; what does not is set aside."""
        layout = layout_of(self.tables)
        for path in self.generations.newest_first():
            store = None
            try:
                store = self.generations.open(path)
                if store.layout != layout:  # of another version of the product: it stays as it is
                    store.close()
                    continue
                if self.ledger.broken:
                    return store
                self._complete_ledger(store)
                if self._follows(store):
                    if missing := len(self.ledger.lines) - head_of(store)[0]:
                        self._note(
                            f"Đã nạp lại {number_text(missing)} việc từ sổ ghi mà tệp lưu chưa có.",
                            f"{number_text(missing, 'en')} entries of the ledger that the store lacked were replayed.",
                        )
                    self._replay(store)
                    if path != self.generations.current:
                        self.generations.switch(path)
                    return store
            except (StoreBrokenError, *Fault) as error:
                _log.warning("%s cannot be used: %s", path.name, error)
            if store is not None:
                store.close()
            self.generations.set_aside(path)
            self._note(
                "Tệp lưu không mở được hoặc không đủ; đã dựng lại đầy đủ từ bản trước đó và sổ ghi.",
                "The store's file could not be used; it was made again in full from an earlier one and the ledger.",
            )
        return None

    def _complete_ledger(self, store: Store) -> None:
        """Lines that the store holds and the ledger has lost at its end go back into it."""
        seq, _ = head_of(store)
        have = len(self.ledger.lines)
        if seq <= have:
            return
        with store.reading() as work:
            texts = [row[0] for row in work.rows("SELECT line FROM event ORDER BY seq")]
        try:
            lines = list(chained("".join(f"{text}\n" for text in texts).encode()))
        except LedgerError:
            return
        if have and lines[have - 1].hash != self.ledger.head[1]:
            return
        for line in lines[have:]:
            self.ledger.append(line)
        self._note(
            f"Sổ ghi thiếu {number_text(seq - have)} dòng cuối mà tệp lưu còn giữ; đã ghi bổ sung từ tệp lưu.",
            f"The ledger lacked its last {number_text(seq - have, 'en')} lines, which the store holds; they were added from it.",
        )

    def _follows(self, store: Store) -> bool:
        """Whether everything in the store is in the ledger, line for line, and each submission has all its rows."""
        seq, hash_ = head_of(store)
        if seq > len(self.ledger.lines) or (seq and self.ledger.lines[seq - 1].hash != hash_):
            return False
        lists = [name for name, table in self.tables.items() if not table.is_form]
        counted = " UNION ALL ".join(
            f"SELECT submission, '{name}' AS name, count(*) AS n FROM \"list_{name}\" GROUP BY 1"  # noqa: S608 - declared names
            for name in lists
        )
        with store.reading() as work:
            wrong: int = work.one(
                f"""SELECT count(*) FROM (SELECT submission, name, rows AS n FROM sheet
                    WHERE list_contains($lists::VARCHAR[], name) AND rows > 0) AS said
                FULL JOIN ({counted}) AS held USING (submission, name) WHERE said.n IS DISTINCT FROM held.n""",  # noqa: S608
                lists=lists,
            )
        return wrong == 0

    def _settled(self) -> bool:
        """Whether the store can be asked and holds what the ledger says, no more and no less."""
        try:
            return head_of(self.store) == self.ledger.head
        except (*Fault, StoreBrokenError):
            return False

    def _replay(self, store: Store) -> None:
        """Bring a store up to the ledger's last line."""
        seq, _ = head_of(store)
        missing = self.ledger.lines[seq:]
        for lines in _portions(missing):
            with store.writing() as work:
                touched = apply(work, lines, {}, self.archive)
                if len(missing) > FEW:
                    continue
                for unit, year in sorted(touched):
                    self.observer.refresh(work, unit, year)
        if len(missing) > FEW:
            with store.writing() as work:
                self.observer.rebuild(work)

    def _make_anew(self) -> Store:
        """A new file with everything that the ledger says, in use from now on."""
        path, _ = self.made()
        self.generations.switch(path)
        return Store(path)

    def made(self) -> tuple[Path, dict[str, tuple[int, int]]]:
        """A new file made from ledger and archive alone, not yet in use, and the hashes of its tables."""
        path = self.generations.following()
        self.generations.blank(path, self.tables)
        store = Store(path, in_place=True)
        self._replay(store)
        prints = store.prints()
        store.close()
        return path, prints

    # Keeping

    def rebuild(self, check: bool = False) -> list[str]:
        """Make a file from ledger and archive alone and use it from now on, but with `check`; the tables that
        differ."""
        with self._accepting:
            path, prints = self.made()
            stood = self.store.prints()
            differ = sorted(name for name in stood | prints if stood.get(name) != prints.get(name))
            if check:
                remove(path)
            else:
                self.generations.switch(path)
                self.store.move_to(path)
            return differ

    def _try_to_compact(self) -> None:
        """What was taken in stands whether or not there is room for a new file; a long log is only slower to open."""
        try:
            self.compact()
        except (*Fault, StoreBrokenError) as error:
            _log.warning("no new file was made: %r", error)

    def compact(self) -> None:
        """Make a whole new file of the one in use and its log; it is used only if it holds the very same rows."""
        with self._accepting:
            path = self.generations.following()
            try:
                self.generations.blank(path, self.tables)
                fresh = Store(path, in_place=True)
                self.store.copy_into(fresh)
                fresh.close()
                fresh = Store(path)
                same = fresh.prints() == self.store.prints()
                fresh.close()
                if not same:
                    raise StoreBrokenError("the copy differs from what was copied")
            except BaseException:
                remove(path)
                raise
            self.generations.switch(path)
            self.store.move_to(path)


def _portions(lines: Sequence[LedgerLine]) -> Iterator[list[LedgerLine]]:
    """Lines to be replayed in one transaction: not too many, and not too much to hold at once."""
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


def _hold(home: Path) -> int:
    """The folder is this process's until it ends, however it ends. Raises StoreBusyError."""
    held = os.open(home / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(held)
        raise StoreBusyError from None
    return held


def head_of(store: Store) -> tuple[int, str]:
    """The last line of the ledger that a store holds."""
    with store.reading() as work:
        rows = work.rows("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1")
    return rows[0] if rows else (0, NOTHING_BEFORE)


# What follows from a line


def apply(
    work: Work, lines: Sequence[LedgerLine], rows: Mapping[int, Mapping[str, pa.Table]], archive: Archive
) -> set[tuple[str, int]]:
    """Put what some lines say into the store, all but observations; the provinces' years whose observations change.

    `rows` are those at hand, by line; the others are read from the archive. Raises FileNotFoundError, ValueError where
    the archive does not give them.
    """
    made: dict[str, list[pa.Table]] = {}
    touched: set[tuple[str, int]] = set()
    for line in lines:
        made.setdefault("event", []).append(pa.Table.from_pylist([_event(line)], EVENT))
        match line.kind:
            case Event.SUBMISSION:
                assert line.quarter is not None
                made.setdefault("submission", []).append(pa.Table.from_pylist([_submission(line)], SUBMISSION))
                if line.body["state"] != Review.ACCEPTED:
                    made.setdefault("move", []).append(_moves(line.seq, {line.body["number"]: line.body["state"]}))
                else:
                    touched.add((line.unit, line.quarter // 4))
            case Event.TARGETS:
                made.setdefault("target_set", []).append(pa.Table.from_pylist([_target_set(line)], TARGET_SET))
            case Event.MOVE:
                assert line.quarter is not None
                made.setdefault("move", []).append(_moves(line.seq, line.body["states"]))
                touched.add((line.unit, line.quarter // 4))
        if "rows" in line.body:
            found = rows.get(line.seq) or row_bundle.unpack(archive.read(line.body["rows"]))
            for name, table in found.items():
                made.setdefault(name, []).append(table)
    for name, tables in made.items():
        work.append(name, pa.concat_tables(tables, promote_options="permissive"))
    return touched


EVENT = pa.schema(
    {
        "seq": pa.int32(),
        "happened_at": pa.timestamp("us"),
        "actor": pa.string(),
        "name": pa.string(),
        "kind": pa.string(),
        "unit": pa.string(),
        "quarter": pa.int32(),
        "reason": pa.string(),
        "line": pa.string(),
        "hash": pa.string(),
    }
)
FILE = {
    "received_at": pa.timestamp("us"),
    "sender": pa.string(),
    "file": pa.string(),
    "sha256": pa.string(),
    "size": pa.int64(),
    "demo": pa.bool_(),
}
SUBMISSION = pa.schema(
    {
        "number": pa.int32(),
        "unit": pa.string(),
        "quarter": pa.int32(),
        "version": pa.int32(),
        **FILE,
        "calendar": pa.string(),
    }
)
TARGET_SET = pa.schema({"number": pa.int32(), **FILE, "note": pa.string()})


def _event(line: LedgerLine) -> dict[str, Any]:
    return {
        "seq": line.seq,
        "happened_at": datetime.fromisoformat(line.at),
        "actor": line.actor,
        "name": line.name,
        "kind": line.kind,
        "unit": line.unit,
        "quarter": line.quarter,
        "reason": line.reason,
        "line": line.text.decode().rstrip("\n"),
        "hash": line.hash,
    }


def _file(line: LedgerLine) -> dict[str, Any]:
    return {
        "number": line.body["number"],
        "received_at": datetime.fromisoformat(line.body["received_at"]),
        "sender": line.name,
        "file": line.body["file"],
        "sha256": line.body["sha256"],
        "size": line.body["size"],
        "demo": line.body["demo"],
    }


def _submission(line: LedgerLine) -> dict[str, Any]:
    about = {"unit": line.unit, "quarter": line.quarter}
    return _file(line) | about | {"version": line.body["version"], "calendar": line.body["calendar"]}


def _target_set(line: LedgerLine) -> dict[str, Any]:
    return _file(line) | {"note": line.reason}


def _moves(seq: int, states: Mapping[int | str, str]) -> pa.Table:
    return columns_of(
        [{"seq": seq, "submission": int(number), "state": str(state)} for number, state in states.items()],
        {"seq": pa.int32(), "submission": pa.int32(), "state": pa.string()},
    )
