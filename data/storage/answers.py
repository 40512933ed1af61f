"""The files in which answers lie: each process has one of its own, begun as a copy of the newest that was published.

A published file is whole, is never opened by its writer again, and bears its own SHA-256 in its name; one that does
not give it is not opened at all. Everything here can be deleted.
"""

import fcntl
import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

from data.storage.database import Store, StoreBrokenError
from data.storage.durable_files import FILE_MODE, make_folder, sync_folder

KEPT = 2  # published files
CHUNK = 1 << 20  # bytes


class AnswerFiles:
    """Of one folder and one layout of the tables: `<line>-<layout>-<sha256>.duckdb`, and each process's own."""

    def __init__(self, folder: Path, layout: str) -> None:
        self.folder, self.layout = folder, layout
        self._mine: dict[Path, int] = {}  # and the locks that keep others from clearing them away

    def published(self, any_layout: bool = False) -> list[Path]:
        """Those of this layout, the newest first."""
        layout = "*" if any_layout else self.layout
        with suppress(OSError):
            found = list(self.folder.glob(f"[0-9]*-{layout}-*.duckdb"))
            return sorted(found, key=lambda path: (line_of(path), path.stat().st_mtime_ns), reverse=True)
        return []

    def own(self) -> Path:
        """The path of a file for this process alone. Raises OSError."""
        make_folder(self.folder)
        path = self.folder / f"own-{secrets.token_hex(8)}.duckdb"
        held = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
        fcntl.flock(held, fcntl.LOCK_EX)
        self._mine[path] = held
        return path

    def own_copy(self, published: Path) -> Path:
        """A published file copied for this process alone. Raises OSError, and StoreBrokenError for one that is not
        what its name says."""
        path = self.own()
        try:
            if _copy(published, path) != published.stem.rpartition("-")[2]:
                raise StoreBrokenError(f"{published.name} is not what its name says")
        except BaseException:
            self.leave(path)
            raise
        return path

    def publish(self, store: Store, seq: int) -> None:
        """What a store holds as a file for whoever starts next; nobody writes to it meanwhile. Raises duckdb's errors,
        OSError."""
        if store.path is None:
            return
        store.flush()
        log = store.path.with_name(f"{store.path.name}.wal")
        if log.exists() and log.stat().st_size:
            return  # somebody reads what would have to go; another time
        part = self.own()
        try:
            sha256 = _copy(store.path, part, durably=True)
            part.rename(self.folder / f"{seq:08d}-{self.layout}-{sha256}.duckdb")
        finally:
            self.leave(part)
        sync_folder(self.folder)
        for old in self.published(any_layout=True)[KEPT:]:
            old.unlink(missing_ok=True)

    def leave(self, path: Path) -> None:
        """Done with a file of one's own."""
        for file in (path, path.with_name(f"{path.name}.wal"), path.with_suffix(".lock")):
            with suppress(OSError):
                file.unlink(missing_ok=True)
        with suppress(KeyError):
            os.close(self._mine.pop(path))

    def sweep(self) -> None:
        """Clear away what processes left that are no more."""
        with suppress(OSError):
            for lock in self.folder.glob("own-*.lock"):
                held = os.open(lock, os.O_RDWR | os.O_CLOEXEC)
                try:
                    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError:
                    continue
                else:
                    self.leave(lock.with_suffix(".duckdb"))
                finally:
                    os.close(held)

    def close(self) -> None:
        for path in list(self._mine):
            self.leave(path)


def line_of(published: Path) -> int:
    """The last line of the ledger that a published file holds."""
    return int(published.name.partition("-")[0])


def _copy(source: Path, target: Path, durably: bool = False) -> str:
    """Copy a file; the SHA-256 of what was copied."""
    made = hashlib.sha256()
    with source.open("rb") as old, target.open("wb") as new:
        while chunk := old.read(CHUNK):
            made.update(chunk)
            new.write(chunk)
        if durably:
            new.flush()
            os.fsync(new.fileno())
    return made.hexdigest()
