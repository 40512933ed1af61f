"""The truth: every line of the ledger, and the bytes that they speak of, in one SQL database. Only ever added to.

An entry is one transaction: the writer's lock, a look at the head, the bytes, the line, COMMIT. Committed is
acknowledged; nothing is ever taken back. SQLite keeps it in one file with a rollback journal, which needs no other
file beside it and can be read on a disk that cannot be written. Two writers wait for each other; readers are short.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, NullPool, create_engine, desc, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from data.model import Text
from data.storage import truth_file
from data.storage.durable_files import FILE_MODE, sync_folder
from data.storage.ledger import NOTHING_BEFORE, Head, LedgerError, LedgerLine, chained, digest
from data.storage.truth_file import ABOUT, BLOB, LEDGER, VERSION, TruthError, making, told

FILE, LOCK = "truth.sqlite", "truth.lock"
RESTORING = "restoring"  # the folder in which a restore writes; left behind where it was broken off
PATIENCE = 15.0  # seconds that a writer waits for another
PRAGMAS = ("synchronous=EXTRA", "cell_size_check=ON", "foreign_keys=ON")
NETWORKS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "fuse.sshfs", "fuse.glusterfs"}


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
        """Acknowledged once it returns. One that fails is looked up before anybody is told, and made sure of: a line
        that can be seen may still be undone by a power cut, where the end of the journal was not synced."""
        try:
            self.connection.exec_driver_sql("COMMIT")
        except DBAPIError:
            self.connection.close()
            if not self.truth.holds(self.head) or not self.truth.settles():
                raise
        self.truth.known = self.head
        self.truth.remember(self.head)


class Truth:
    """Of one folder. `fault` says why it can only be read, as far as it can be."""

    def __init__(self, home: Path, read_only: bool = False) -> None:
        self._home, self.path = home, home / FILE
        self._only_read = read_only
        self._lock: int | None = None
        self.read_only = True
        self.fault: Text | None = None
        self._aside = self._copy_of_hot() if not os.access(home, os.W_OK) else None
        self.known: Head = (0, NOTHING_BEFORE)  # the last line that was seen here
        self._engine = create_engine("sqlite://", creator=self._opened, poolclass=NullPool)
        self._hold()
        try:
            self._begin(home)
        except BaseException:
            self.close()
            raise

    def _hold(self) -> None:
        """Without a lock of the folder it is only read."""
        if self._lock is None and not self._only_read:
            self._lock = hold(self._home, alone=False)
        self.read_only = self._lock is None or not os.access(self._home, os.W_OK)

    def _begin(self, home: Path) -> None:
        was_made = self._lock is not None and os.fstat(self._lock).st_size > 0
        if _file_system(home) in NETWORKS:
            self.fault = truth_file.NETWORK
        elif not self.path.exists() and (was_made or self.read_only or (home / RESTORING).exists()):
            self.fault = truth_file.LOST
        elif not self.path.exists():
            with making(self.path):
                pass
        self._inode = self.path.stat().st_ino if self.path.exists() else 0
        if self.fault is None:
            try:
                with self._reading() as connection:
                    version = connection.execute(select(ABOUT.c.value).where(ABOUT.c.key == "version")).scalar()
                self.fault = truth_file.DAMAGED if version is None else None
                if version is not None and int(version) > int(VERSION):
                    self.fault = truth_file.NEWER
            except TruthError as error:
                self.fault = error.text
            except OSError:
                self.fault = truth_file.DAMAGED
        if self.fault is None and self._lock is not None and not was_made and not self.read_only:
            with suppress(OSError):  # the first entry does it again
                mark(self._lock)

    def close(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
        if self._aside is not None:
            self._aside.cleanup()

    @property
    def _hot(self) -> bool:
        """Whether an entry was broken off, which must be undone before anything can be read."""
        journal = self.path.with_name(f"{self.path.name}-journal")
        return journal.exists() and journal.stat().st_size > 0

    def _copy_of_hot(self) -> TemporaryDirectory[str] | None:
        """Where the disk cannot be written an entry that was broken off is undone in a copy."""
        if not self._hot:
            return None
        aside = TemporaryDirectory()
        for name in (self.path.name, f"{self.path.name}-journal"):
            shutil.copyfile(self.path.with_name(name), Path(aside.name) / name)
        self.path = Path(aside.name) / self.path.name
        return aside

    def _opened(self) -> sqlite3.Connection:
        mode = "rw" if not self.read_only or self._hot else "ro"
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
        if self.read_only:
            self._hold()  # the disk may be well again
        with told(), self._connected() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield Entry(self, connection, self._look(connection))

    def remember(self, head: Head) -> None:
        """Note the head beside the truth, so that an older copy of it, or one that an old journal has undone, is known
        at the next start. Not synced: what a power cut leaves of it is true all the same, or is not read."""
        if self._lock is not None:
            with suppress(OSError):
                os.pwrite(self._lock, _marked(head), 0)

    def remembered(self) -> Head | None:
        """The last line that this folder is known to have had."""
        with suppress(OSError, ValueError):
            told = (self._home / LOCK).read_bytes()
            head = int(told[5:15]), told[16:80].decode()
            return head if told == _marked(head) else None
        return None

    # Reading

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        try:
            if self.path.stat().st_ino != self._inode:
                raise TruthError(truth_file.REPLACED)
        except FileNotFoundError:
            raise TruthError(truth_file.REPLACED if self._inode else truth_file.LOST) from None
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told(), self._connected() as connection:
            connection.exec_driver_sql("BEGIN")
            yield connection

    def _look(self, connection: Connection) -> Head:
        """The head, known from now on, if the last line that we knew is still there: else it is another file."""
        seq, hash_ = self.known
        if seq and connection.execute(select(LEDGER.c.hash).where(LEDGER.c.seq == seq)).scalar() != hash_:
            raise TruthError(truth_file.REPLACED)
        row = connection.execute(select(LEDGER.c.seq, LEDGER.c.hash).order_by(desc(LEDGER.c.seq)).limit(1)).first()
        self.known = (row.seq, row.hash) if row else (0, NOTHING_BEFORE)
        return self.known

    def head(self) -> Head:
        with self._reading() as connection:
            return self._look(connection)

    def holds(self, head: Head) -> bool:
        """Whether it has this very line."""
        with self._reading() as connection:
            return head[1] == connection.execute(select(LEDGER.c.hash).where(LEDGER.c.seq == head[0])).scalar()

    def settles(self) -> bool:
        """Whether an entry that changes nothing goes through whole: its journal then lies, synced, where the last one
        lay, so that no power cut can bring that one back."""
        try:
            with self._connected() as connection:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                connection.execute(update(ABOUT).where(ABOUT.c.key == "version").values(value=ABOUT.c.value))
                connection.exec_driver_sql("COMMIT")
        except (DBAPIError, TruthError, OSError):
            return False
        return True

    def lines(self, after: Head = (0, NOTHING_BEFORE)) -> Iterator[LedgerLine]:
        """The lines that follow one, each checked against the one before; of a damaged file those before the damage.

        Raises LedgerError, TruthError, OSError.
        """
        rows: list[tuple[str, str]] = []
        damage: Exception | None = None
        with self._reading() as connection:
            asked = select(LEDGER.c.line, LEDGER.c.hash).where(LEDGER.c.seq > after[0]).order_by(LEDGER.c.seq)
            try:
                rows.extend((text, hash_) for text, hash_ in connection.execute(asked))
                self._look(connection)
            except (DBAPIError, sqlite3.Error) as error:
                damage = error
        for line, (_, hash_) in zip(chained((text for text, _ in rows), *after), rows, strict=True):
            if line.hash != hash_:
                raise LedgerError(line.seq)
            yield line
        if damage is not None:
            with told():
                raise damage

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
        with told(), self._connected() as connection:
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


def hold(home: Path, alone: bool) -> int | None:
    """The folder is open in this process until it ends, however it ends; `alone` in no other. Raises StoreBusyError.

    None where the disk takes no lock; then the truth is only read.
    """
    held = None
    for rights in (os.O_RDWR | os.O_CREAT, os.O_RDONLY):
        with suppress(OSError):
            held = os.open(home / LOCK, os.O_CLOEXEC | rights, FILE_MODE)
            break
    if held is None:
        return None
    try:
        fcntl.flock(held, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError:
        os.close(held)
        raise StoreBusyError from None
    return held


def mark(held: int) -> None:
    """From now on this folder is none that was never used; nothing else is known of it."""
    os.pwrite(held, b"made", 0)
    os.ftruncate(held, 4)
    os.fsync(held)


def _marked(head: Head) -> bytes:
    told = f"made {head[0]:010d} {head[1]}"
    return f"{told} {digest(told.encode())}".encode()


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
