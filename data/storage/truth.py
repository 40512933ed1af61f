"""The truth: every line of the ledger, and the bytes that they speak of, in one SQL database. Only ever added to.

An entry is one transaction: the writer's lock, a look at the head, the bytes, the line, COMMIT. Committed is
acknowledged; nothing is ever taken back. SQLite keeps it in one file with a rollback journal, which needs no other
file beside it and can be read on a disk that cannot be written. Two writers wait for each other; readers are short.
"""

from __future__ import annotations

import errno
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    NullPool,
    String,
    Table,
    Text,
    create_engine,
    desc,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError

from data import model
from data.storage.durable_files import FILE_MODE, sync_folder
from data.storage.ledger import NOTHING_BEFORE, LedgerError, LedgerLine, chained, digest

FILE, LOCK = "truth.sqlite", "truth.lock"
RESTORING = "restoring"  # the folder in which a restore writes; left behind where it was broken off
VERSION = "1"  # of the tables below; an older program only reads a newer truth
PATIENCE = 15.0  # seconds that a writer waits for another
PRAGMAS = ("synchronous=EXTRA", "cell_size_check=ON", "foreign_keys=ON")
NETWORKS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "fuse.sshfs", "fuse.glusterfs", "9p2000.L"}

META = MetaData()
LEDGER = Table(
    "ledger",
    META,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("line", Text, nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
)
BLOB = Table("blob", META, Column("hash", String(64), primary_key=True), Column("bytes", LargeBinary, nullable=False))
ABOUT = Table("about", META, Column("key", String(32), primary_key=True), Column("value", Text, nullable=False))
# Bytes that do not give their hash may be put right, and nothing else may be changed.
GUARDS = (
    "CREATE TRIGGER ledger_stands BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'only added to'); END",
    "CREATE TRIGGER ledger_stays BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'only added to'); END",
    "CREATE TRIGGER blob_stays BEFORE DELETE ON blob BEGIN SELECT RAISE(ABORT, 'only added to'); END",
    """CREATE TRIGGER blob_stands BEFORE UPDATE ON blob WHEN NEW.hash <> OLD.hash OR sha256_of(NEW.bytes) <> NEW.hash
    BEGIN SELECT RAISE(ABORT, 'only added to'); END""",
)

Head = tuple[int, str]  # of the ledger: the last line's number and hash

RESTORE_IT = model.Text(
    " Hệ thống chỉ cho xem số liệu đã lưu và không nhận thêm. Quản trị cần khôi phục từ bản sao lưu.",
    " What is stored can be read, and nothing more is taken in. The administrator must restore it from a backup.",
)


def unsafe(vi: str, en: str) -> model.Text:
    return model.Text(vi + RESTORE_IT.vi, en + RESTORE_IT.en)


BROKEN = unsafe(
    "Sổ ghi không còn liền mạch từ dòng {line}: có dòng bị sửa, bị xóa hoặc đổi chỗ.",
    "The ledger does not hold together from line {line} on: a line was changed, removed or moved.",
)
LOST = unsafe(
    "Kho đã từng có số liệu nhưng tệp sổ ghi không còn hoặc đang trống.",
    "There were entries here, but the file of the ledger is gone or empty.",
)
REPLACED = unsafe(
    "Tệp sổ ghi đã bị xóa hoặc bị thay bằng tệp khác trong khi đang chạy.",
    "The file of the ledger was removed or replaced by another one while it was in use.",
)
DAMAGED = unsafe("Tệp sổ ghi bị hỏng và không đọc được.", "The file of the ledger is damaged and cannot be read.")
NEWER = model.Text(
    "Kho này do phiên bản mới hơn của phần mềm ghi. Phiên bản này chỉ xem được; hãy cài phiên bản mới.",
    "A newer version of the program wrote this store. This one can only read it; install the newer version.",
)
NETWORK = model.Text(
    "Kho số liệu nằm trên ổ đĩa mạng, nơi không bảo đảm được việc ghi. Hãy chuyển kho sang ổ đĩa của máy.",
    "The store lies on a network file system, where writing cannot be relied on. Move it to a disk of the machine.",
)


class TruthError(Exception):
    """It cannot be relied on, and nothing more is taken in; `text` says why."""

    def __init__(self, text: model.Text) -> None:
        super().__init__(text.en)
        self.text = text


class StoreBusyError(Exception):
    """Another process has the store for itself: a restore, or it was open when one was to begin."""


@dataclass(slots=True)
class Entry:
    """The one open transaction of all processes."""

    truth: Truth
    connection: Connection
    head: Head

    def keep(self, data: bytes) -> str:
        """The bytes by their hash, once; those that do not give it any more are put right."""
        return _keep(self.connection, data)

    def append(self, line: LedgerLine) -> None:
        assert (line.seq - 1, line.previous) == self.head
        self.connection.execute(insert(LEDGER).values(seq=line.seq, line=line.text, hash=line.hash))
        self.head = line.seq, line.hash

    def commit(self) -> None:
        """Acknowledged once it returns. One that fails is looked up before anybody is told."""
        try:
            self.connection.exec_driver_sql("COMMIT")
        except DBAPIError:
            self.connection.close()
            if not self.truth.holds(self.head):
                raise
        self.truth.known = self.head


class Truth:
    """Of one folder. `fault` says why it can only be read, as far as it can be."""

    def __init__(self, home: Path, read_only: bool = False) -> None:
        self.path = home / FILE
        self.read_only = read_only or not os.access(home, os.W_OK)
        self.fault: model.Text | None = None
        self.known: Head = (0, NOTHING_BEFORE)  # the last line that was seen here
        self._engine = create_engine("sqlite://", creator=self._opened, poolclass=NullPool)
        self._lock = None if read_only else hold(home, alone=False)
        try:
            self._begin(home)
        except BaseException:
            self.close()
            raise

    def _begin(self, home: Path) -> None:
        was_made = self._lock is not None and os.fstat(self._lock).st_size > 0
        if _file_system(home) in NETWORKS:
            self.fault = NETWORK
        elif not self.path.exists() and (was_made or self.read_only or (home / RESTORING).exists()):
            self.fault = LOST
        elif not self.path.exists():
            with making(self.path):
                pass
        self._inode = self.path.stat().st_ino if self.path.exists() else 0
        if self.fault is None:
            try:
                with self._reading() as connection:
                    version = connection.execute(select(ABOUT.c.value).where(ABOUT.c.key == "version")).scalar_one()
                self.fault = None if version <= VERSION else NEWER
            except TruthError as error:
                self.fault = error.text
            except OSError:
                self.fault = DAMAGED
        if self.fault is None and self._lock is not None and not was_made and not self.read_only:
            mark(self._lock)

    def close(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _opened(self) -> sqlite3.Connection:
        mode = "ro" if self.read_only else "rw"
        raw = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=PATIENCE,
        )
        raw.create_function("sha256_of", 1, digest, deterministic=True)
        for pragma in PRAGMAS if self.read_only else ("journal_mode=TRUNCATE", *PRAGMAS):
            raw.execute(f"PRAGMA {pragma}")
        return raw

    # Writing

    @contextmanager
    def entry(self) -> Iterator[Entry]:
        """The writer's lock, until the block ends; what was not committed then is as if it had never been.

        Raises TruthError, OSError, and TimeoutError where others keep on writing.
        """
        if self.fault is not None:
            raise TruthError(self.fault)
        with _told(), self._connected() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield Entry(self, connection, self._look(connection))

    # Reading

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        try:
            if self.path.stat().st_ino != self._inode:
                raise TruthError(REPLACED)
        except FileNotFoundError:
            raise TruthError(REPLACED if self._inode else LOST) from None
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _told(), self._connected() as connection:
            connection.exec_driver_sql("BEGIN")
            yield connection

    def _look(self, connection: Connection) -> Head:
        """The head, if the last line that we know is still there: else it is not the file that it was."""
        seq, hash_ = self.known
        if seq and connection.execute(select(LEDGER.c.hash).where(LEDGER.c.seq == seq)).scalar() != hash_:
            raise TruthError(REPLACED)
        row = connection.execute(select(LEDGER.c.seq, LEDGER.c.hash).order_by(desc(LEDGER.c.seq)).limit(1)).first()
        return (row.seq, row.hash) if row else (0, NOTHING_BEFORE)

    def head(self) -> Head:
        with self._reading() as connection:
            return self._look(connection)

    def holds(self, head: Head) -> bool:
        """Whether it has this very line."""
        with self._reading() as connection:
            return head[1] == connection.execute(select(LEDGER.c.hash).where(LEDGER.c.seq == head[0])).scalar()

    def lines(self, after: Head = (0, NOTHING_BEFORE)) -> Iterator[LedgerLine]:
        """The lines that follow one, each checked against the one before. Raises LedgerError, TruthError, OSError."""
        with self._reading() as connection:
            self._look(connection)
            rows = connection.execute(
                select(LEDGER.c.line, LEDGER.c.hash).where(LEDGER.c.seq > after[0]).order_by(LEDGER.c.seq)
            ).all()
        for line, (_, hash_) in zip(chained((row.line for row in rows), *after), rows, strict=True):
            if line.hash != hash_:
                raise LedgerError(line.seq)
            yield line

    def read(self, sha256: str) -> bytes:
        """The bytes with this hash. Raises FileNotFoundError, or ValueError where the disk gives other bytes."""
        try:
            with self._reading() as connection:
                data = connection.execute(select(BLOB.c.bytes).where(BLOB.c.hash == sha256)).scalar()
        except (TruthError, sqlite3.Error):
            data = b""
        if data is None:
            raise FileNotFoundError(errno.ENOENT, f"no file is kept as {sha256}")
        if digest(data) != sha256:
            raise ValueError(f"the file kept as {sha256} has changed")
        return bytes(data)

    def size(self) -> tuple[int, int]:
        """How many files are kept, and their bytes."""
        with self._reading() as connection:
            count, size = connection.execute(select(func.count(), func.sum(func.length(BLOB.c.bytes)))).one()
        return count, size or 0

    def copy_to(self, path: Path) -> None:
        """All of it as it stands at one moment, in one file that holds nothing yet. Raises OSError, TruthError."""
        with _told(), self._connected() as connection:
            source = connection.connection.driver_connection
            path.touch(FILE_MODE)
            target = sqlite3.connect(path)
            try:
                source.backup(target)  # type: ignore[union-attr]
            finally:
                target.close()
        sync_folder(path.parent)


def _keep(connection: Connection, data: bytes) -> str:
    sha256 = digest(data)
    held = connection.execute(select(BLOB.c.bytes).where(BLOB.c.hash == sha256)).scalar()
    if held is None:
        connection.execute(insert(BLOB).values(hash=sha256, bytes=data))
    elif held != data:
        connection.execute(update(BLOB).where(BLOB.c.hash == sha256).values(bytes=data))
    return sha256


@contextmanager
def making(path: Path) -> Iterator[Connection]:
    """A new truth, to be filled in the block; it bears its name only when all of it is durable, and if none came
    first."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    part.touch(FILE_MODE)
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(part, isolation_level=None), poolclass=NullPool)
    try:
        with _told(), engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA synchronous=EXTRA")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            META.create_all(connection)
            for guard in GUARDS:
                connection.exec_driver_sql(guard)
            connection.execute(insert(ABOUT).values(key="version", value=VERSION))
            yield connection
            connection.exec_driver_sql("COMMIT")
        with suppress(FileExistsError):
            os.link(part, path)
        sync_folder(path.parent)
    finally:
        for left in (part, part.with_name(f"{part.name}-journal")):
            left.unlink(missing_ok=True)


def hold(home: Path, alone: bool) -> int | None:
    """The folder is open in this process until it ends, however it ends; `alone` in no other. Raises StoreBusyError.

    None on a disk that cannot be written and was never opened on one that could.
    """
    writable = os.access(home, os.W_OK)
    try:
        held = os.open(home / LOCK, os.O_CLOEXEC | (os.O_RDWR | os.O_CREAT if writable else os.O_RDONLY), FILE_MODE)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(held, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError:
        os.close(held)
        raise StoreBusyError from None
    return held


def mark(held: int) -> None:
    """From now on this folder is none that was never used."""
    os.pwrite(held, b"made", 0)
    os.fsync(held)


@contextmanager
def _told() -> Iterator[None]:
    """What the engine says of a disk, as the disk's own errors."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        words = str(error)
        if "malformed" in words or "not a database" in words or "no such table" in words:
            raise TruthError(DAMAGED) from error
        if "locked" in words:
            raise TimeoutError(errno.ETIMEDOUT, "others keep on writing") from error
        raise OSError(errno.ENOSPC if "full" in words else errno.EIO, words.splitlines()[0]) from error


def _file_system(folder: Path) -> str:
    """The kind of file system that a folder lies on; '' where the machine does not say."""
    try:
        device = folder.stat().st_dev
        for line in Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace").splitlines():
            fields, _, kinds = line.partition(" - ")
            if fields.split()[2] == f"{os.major(device)}:{os.minor(device)}":
                return kinds.split()[0]
    except (OSError, IndexError):
        pass
    return ""
