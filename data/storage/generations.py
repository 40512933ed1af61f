"""The files that a store has been: each is made whole beside the one in use, then named by `current`; three are kept.

A file in use only gets a log beside it. What a power cut can do to that log is mended here, as far as its own words go;
whether the file then holds what it should is for the ledger to say (`service/repository.py`).
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from data.storage.database import Store, StoreBrokenError, layout_of, log_of
from data.storage.durable_files import make_folder, sync_folder, write_whole
from data.table import Table

KEPT = 3
CURRENT = "current"
OPENING = "opening"  # is there while a file is being opened: found later, it says that opening ended the process
STEP_BACK = 16  # bytes: what DuckDB 1.5 needs cut in front of the place that it names
ROOT = Path(__file__).resolve().parents[2]


class Generations:
    """A folder of files `0001.duckdb`, `0002.duckdb` …"""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def newest_first(self) -> list[Path]:
        """The one in use, then those it came from, as far as they are kept."""
        found = sorted(self.folder.glob("[0-9]*.duckdb"), reverse=True)
        named = self.current
        return [path for path in found if named is None or path.name <= named.name]

    @property
    def current(self) -> Path | None:
        with suppress(OSError):
            path = self.folder / (self.folder / CURRENT).read_text(encoding="ascii").strip()
            return path if path.is_file() else None
        return None

    def following(self) -> Path:
        """The path of the next file."""
        numbers = [int(path.name[:4]) for path in self.folder.glob("[0-9][0-9][0-9][0-9].*")]
        return self.folder / f"{max(numbers, default=0) + 1:04d}.duckdb"

    def blank(self, path: Path, tables: Mapping[str, Table]) -> None:
        """A file without rows, whole and durable."""
        make_folder(self.folder)
        write_whole(path, _blank(tables))

    def switch(self, path: Path) -> None:
        """From now on this is the one in use; the oldest go."""
        write_whole(self.folder / CURRENT, path.name.encode())
        for old in sorted(self.folder.glob("[0-9]*.duckdb"), reverse=True):
            kept = self.newest_first()[:KEPT]
            if old not in kept and old != path:
                remove(old)

    def set_aside(self, path: Path) -> None:
        """Out of the way, to be looked at by someone; never opened again."""
        for file in (path, log_of(path)):
            if file.exists():
                file.replace(file.with_name(file.name.replace(".duckdb", ".broken")))
        sync_folder(self.folder)

    def open(self, path: Path) -> Store:
        """Open a file, cutting a half-written end from its log. Raises StoreBrokenError, StoreBusyError."""
        mark = self.folder / OPENING
        if mark.exists() and not _opens_elsewhere(path):
            raise StoreBrokenError("opening it ends the process")
        mark.touch()
        try:
            return self._open(path)
        finally:
            mark.unlink(missing_ok=True)

    def _open(self, path: Path) -> Store:
        cut: set[int] = set()
        while True:
            try:
                return Store(path)
            except StoreBrokenError as error:
                if error.log_end is None:
                    raise
                size = error.log_end if error.log_end not in cut else error.log_end - STEP_BACK
                if size in cut or size < 0 or len(cut) > 8:
                    raise
                log = log_of(path)
                if not cut:
                    shutil.copyfile(log, log.with_name(f"{log.name}.torn"))
                os.truncate(log, size)
                cut.add(size)


def remove(path: Path) -> None:
    for file in (log_of(path), path, log_of(path).with_name(f"{log_of(path).name}.torn")):
        file.unlink(missing_ok=True)


_blanks: dict[str, bytes] = {}  # by layout


def _blank(tables: Mapping[str, Table]) -> bytes:
    """The bytes of a store without rows, made once."""
    layout = layout_of(tables)
    if layout not in _blanks:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "blank.duckdb"
            store = Store(path, in_place=True)
            store.lay_out(tables)
            store.close()
            _blanks[layout] = path.read_bytes()
    return _blanks[layout]


def _opens_elsewhere(path: Path) -> bool:
    """Whether another process survives opening a copy of this file and its log."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        if log_of(path).exists():
            shutil.copyfile(log_of(path), log_of(copy))
        done = subprocess.run([sys.executable, "-m", "data.storage.generations", str(copy)], cwd=ROOT, check=False)
        return done.returncode >= 0


if __name__ == "__main__":
    with suppress(StoreBrokenError):
        Store(Path(sys.argv[1])).close()
