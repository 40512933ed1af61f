"""A DuckDB file: the only module that imports duckdb.

One process owns the file; inside it any thread may ask, one at a time may write. A write is one transaction, which goes
to the log beside the file: the file itself is never changed in place, since a power cut inside such a change can leave
it unreadable (DuckDB's checkpoints rewrite a block; measured in the product's study). `generations.py` makes a new file
instead.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import duckdb
import pyarrow as pa

from data.storage.durable_files import sync_folder
from data.table import Table

SCHEMA = Path(__file__).parent / "schema.sql"
# Files and networks are out of reach of every statement, and no statement can change that.
LOCKED = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "threads": "1",  # small questions are answered sooner by one thread; many sessions share the cores
}
# No checkpoint of its own accord, neither while it works nor when it is closed; nothing can be set after that.
LOG_ONLY = (
    "SET wal_autocheckpoint = '1TB'",
    "SET auto_checkpoint_skip_wal_threshold = 1000000000000",
    "PRAGMA disable_checkpoint_on_shutdown",
)
FORMAT = "v1.5.0"  # newer DuckDB would write files that the one before cannot open
BATCH = 100_000  # rows
PATIENCE = 5  # seconds that a reader is given to finish before the file is closed under it


class StoreBusyError(Exception):
    """Another process has the store open."""


class StoreBrokenError(Exception):
    """The file cannot be opened, or cannot be trusted. `log_end` is where its log stops making sense, if it said so."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        found = re.search(r"WAL.*?(?:byte position|offset) (\d+)", words)
        self.log_end = int(found[1]) if found else None


# What a full or failing disk raises; after some of it the file must be opened again.
Fault = (OSError, duckdb.IOException, duckdb.FatalException, duckdb.TransactionException, duckdb.InternalException)


class Work:
    """Statements in one place: a reader's snapshot, or the one open transaction."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def rows(self, sql: str, **values: object) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, values or None).fetchall()

    def one(self, sql: str, **values: object) -> Any:
        """The first column of the only row; None when there is none."""
        row = self._connection.execute(sql, values or None).fetchone()
        return row[0] if row else None

    def arrow(self, sql: str, **values: object) -> pa.Table:
        return self._connection.sql(sql, params=values or None).to_arrow_table()

    def batches(self, sql: str, rows: int = BATCH) -> Iterator[pa.RecordBatch]:
        yield from self._connection.sql(sql).to_arrow_reader(rows)

    def run(self, sql: str, **values: object) -> None:
        self._connection.execute(sql, values or None)

    def append(self, table: str, rows: pa.Table) -> None:
        """Add rows by the names of their columns; the table may have more."""
        if rows.num_rows == 0:
            return
        with self.lent("incoming", rows):
            self._connection.execute(f"INSERT INTO {_name(table)} BY NAME SELECT * FROM incoming")  # noqa: S608

    @contextmanager
    def lent(self, name: str, rows: pa.Table) -> Iterator[None]:
        """Rows in memory, to be asked under a name while the block lasts."""
        self._connection.register(name, rows)
        try:
            yield
        finally:
            self._connection.unregister(name)

    @contextmanager
    def laid(self, tables: Mapping[str, pa.Table]) -> Iterator[None]:
        """Rows in memory as tables that only this reader sees: cheaper than `lent` ones where asked many times."""
        for name, rows in tables.items():
            with self.lent("incoming", rows):
                self._connection.execute(f"CREATE TEMP TABLE {_name(name)} AS FROM incoming")
        try:
            yield
        finally:
            for name in tables:
                self._connection.execute(f"DROP TABLE {_name(name)}")

    def close(self) -> None:
        self._connection.close()


@dataclass(slots=True)
class _Open:
    """A file that is open, and how many read it; closing it would end their reading."""

    root: duckdb.DuckDBPyConnection
    readers: int = 0


class Store:
    """One DuckDB file (`None`: in memory). Raises StoreBusyError, StoreBrokenError.

    A store `in_place` is one that nobody relies on yet: it is laid out here, filled, and closed into one whole file.
    """

    def __init__(self, path: Path | None, in_place: bool = False) -> None:
        self.path = path
        self._open: _Open | None = _Open(_connect(path, in_place))
        self._writing = threading.RLock()
        self._log_known = self.log_size > 0
        self._gate = threading.Condition()
        self._moving = False
        self._mine = threading.local()  # how deep this thread reads

    def move_to(self, path: Path) -> None:
        """Go on with another file, or with the same one opened anew; whoever reads another file reads it to the end.

        Raises StoreBrokenError; where the same file does not open, nothing can be asked until one does.
        """
        with self._writing:
            if path == self.path:
                self._open_again()
            else:
                fresh = _Open(_connect(path, in_place=False))
                with self._gate:
                    old, self._open, self.path = self._open, fresh, path
                    if old is not None and not old.readers:
                        old.root.close()
            self._log_known = self.log_size > 0

    def _open_again(self) -> None:
        mine = getattr(self._mine, "deep", 0)
        with self._gate:
            self._moving = True
            try:
                self._gate.wait_for(lambda: self._open is None or self._open.readers <= mine, PATIENCE)
                self.close()
                self._open = _Open(_connect(self.path, in_place=False))
            finally:
                self._moving = False
                self._gate.notify_all()

    def lay_out(self, tables: Mapping[str, Table]) -> None:
        """Make the fixed tables and one for each list, and note which layout this is."""
        with self.writing() as work:
            for statement in SCHEMA.read_text(encoding="utf-8").split(";\n"):
                if statement.strip():
                    work.run(statement)
            for table in tables.values():
                if not table.is_form:
                    columns = "".join(f", {_name(k)} {c.type.sql}" for k, c in table.columns.items())
                    work.run(
                        f"CREATE TABLE {_name(f'list_{table.name}')} (submission INTEGER NOT NULL, row INTEGER NOT NULL{columns})"
                    )
            work.run("INSERT INTO layout VALUES ($layout)", layout=layout_of(tables))

    @property
    def layout(self) -> str:
        """Which layout the file was made with; '' for none of ours."""
        with self.reading() as work:
            made = work.one("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'layout'")
            return str(work.one("SELECT name FROM layout")) if made else ""

    @property
    def log_size(self) -> int:
        """Bytes in the log beside the file, which are read again at every start."""
        log = log_of(self.path) if self.path else None
        return log.stat().st_size if log and log.exists() else 0

    def prints(self) -> dict[str, tuple[int, int]]:
        """Of every table how many rows it has and a hash of them, in whatever order they lie."""
        with self.reading() as work:
            names = [row[0] for row in work.rows("SELECT table_name FROM duckdb_tables() ORDER BY 1")]
            return {
                name: work.rows(f"SELECT count(*), coalesce(sum(hash(t)::HUGEINT), 0) FROM {_name(name)} AS t")[0]  # noqa: S608
                for name in names
            }

    def copy_into(self, other: Store) -> None:
        """All rows of all tables into another store of the same layout, which is empty."""
        with self.reading() as work, other.writing() as target:
            for (name,) in work.rows("SELECT table_name FROM duckdb_tables() ORDER BY 1"):
                if name == "layout":
                    continue
                # Read by the batch: the rows of a decade need not fit in memory at once.
                for batch in work.batches(f"FROM {_name(name)}"):
                    target.append(name, pa.Table.from_batches([batch]))

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """A snapshot of its own: what it sees does not change while others write."""
        deep = getattr(self._mine, "deep", 0)
        with self._gate:
            self._gate.wait_for(lambda: deep or not self._moving)
            opened = self._opened()
            work = Work(opened.root.cursor())
            opened.readers += 1
        self._mine.deep = deep + 1
        try:
            yield work
        finally:
            self._mine.deep = deep
            work.close()
            with self._gate:
                opened.readers -= 1
                if opened is not self._open and not opened.readers:
                    opened.root.close()  # the last reader of a file that is no longer in use
                self._gate.notify_all()

    def _opened(self) -> _Open:
        if self._open is None:
            raise StoreBrokenError("closed")
        return self._open

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """The one transaction: all of it is kept when the block ends, none of it when it raises."""
        with self._writing:
            cursor = self._opened().root.cursor()
            cursor.begin()
            try:
                yield Work(cursor)
                cursor.commit()
                if self.path is not None and not self._log_known:  # the log is new: its name is to be durable, too
                    sync_folder(self.path.parent)
                    self._log_known = True
            except BaseException:
                with suppress(duckdb.Error):  # it may have rolled back by itself
                    cursor.rollback()
                raise
            finally:
                cursor.close()

    def close(self) -> None:
        if self._open is not None:
            self._open.root.close()
            self._open = None


def _connect(path: Path | None, in_place: bool) -> duckdb.DuckDBPyConnection:
    if path and not in_place and not path.exists():
        raise StoreBrokenError("gone")
    kept = {"storage_compatibility_version": FORMAT} if path else {}
    try:
        root = duckdb.connect(str(path) if path else ":memory:", config=cast("dict[str, Any]", LOCKED | kept))
        for setting in () if in_place else LOG_ONLY:
            root.execute(setting)
        root.execute("SET lock_configuration = true")
    except duckdb.Error as error:
        if isinstance(error, duckdb.IOException) and "set lock" in str(error):
            raise StoreBusyError from None
        raise StoreBrokenError(str(error)) from None
    return root


def log_of(path: Path) -> Path:
    """DuckDB's log of a file."""
    return path.with_name(path.name + ".wal")


def layout_of(tables: Mapping[str, Table]) -> str:
    """A name for how a store of these tables is laid out; another name means another file."""
    lists = {name: {key: c.type.sql for key, c in t.columns.items()} for name, t in tables.items() if not t.is_form}
    return hashlib.sha256(repr((SCHEMA.read_bytes(), sorted(lists.items()))).encode()).hexdigest()[:16]


@cache
def _memory() -> duckdb.DuckDBPyConnection:
    return _connect(None, in_place=True)


@contextmanager
def scratch() -> Iterator[Work]:
    """An empty database in memory, for asking rows that are not stored; what is lent to it is seen by nobody else."""
    work = Work(_memory().cursor())
    try:
        yield work
    finally:
        work.close()


def _name(name: str) -> str:
    """An identifier, quoted; only declared names come here, never what a sender typed."""
    return '"' + name.replace('"', '""') + '"'


def columns_of(rows: Sequence[Mapping[str, object]], types: Mapping[str, pa.DataType]) -> pa.Table:
    """Rows as an Arrow table with the columns and types given."""
    return pa.table({name: pa.array([row[name] for row in rows], type=kind) for name, kind in types.items()})
