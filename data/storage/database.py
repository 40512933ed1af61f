"""The answers in DuckDB: the only module that imports duckdb.

A file that one process made for itself; inside it any thread may ask, one at a time may write. All of it follows from
the truth, so that a file which cannot be used is left and another one made (`answers.py`).
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any, cast

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.table import Table

SCHEMA = Path(__file__).parent / "schema.sql"
# Files and networks are out of reach of every statement, and no statement can change that.
LOCKED = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "threads": "1",  # small questions are answered sooner by one thread; many sessions share the cores
}
FORMAT = "v1.5.0"  # newer DuckDB would write files that the one before cannot open
BATCH = 100_000  # rows
FEW = 20  # rows that are sooner bound as values than lent as a table


class StoreBrokenError(Exception):
    """The file cannot be opened, or what it holds cannot be read."""


# What a full, failing or damaged disk raises; after some of it the file answers nothing any more.
Fault = (OSError, duckdb.IOException, duckdb.FatalException, duckdb.TransactionException, duckdb.InternalException)
ShortOfMemory = (MemoryError, duckdb.OutOfMemoryException)


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

    def print_of(self, table: str, where: str = "true", **values: object) -> tuple[int, int]:
        """How many rows a table has, and a hash of them, in whatever order they lie."""
        sql = f"SELECT count(*), coalesce(sum(hash(a_row)::HUGEINT), 0) FROM {_name(table)} AS a_row WHERE {where}"  # noqa: S608
        return self.rows(sql, **values)[0]

    def append(self, table: str, rows: pa.Table) -> None:
        """Add rows by the names of their columns; the table may have more."""
        if rows.num_rows == 0:
            return
        if rows.num_rows <= FEW and all(map(_can_be_bound, rows.columns)):
            names = ", ".join(map(_name, rows.column_names))
            cells = ", ".join(["unnest(?)"] * rows.num_columns)
            sql = f"INSERT INTO {_name(table)} ({names}) SELECT {cells}"
            self._connection.execute(sql, [column.to_pylist() for column in rows.columns])
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

    def lay(self, tables: Mapping[str, pa.Table]) -> None:
        """Rows in memory as tables that only this reader sees, and that end with it: cheaper than `lent` ones where
        asked many times."""
        for name, rows in tables.items():
            with self.lent("incoming", rows):
                self._connection.execute(f"CREATE TEMP TABLE {_name(name)} AS FROM incoming")

    def close(self) -> None:
        self._connection.close()


@dataclass(slots=True)
class _Open:
    """A file that is open, and how many read it; closing it would end their reading."""

    root: duckdb.DuckDBPyConnection
    path: Path | None
    readers: int = 0


class _Held(threading.local):
    """The snapshot of a thread that asks one for all, and how many blocks want it to."""

    deep = 0
    snapshot: tuple[Work, _Open] | None = None


class Store:
    """One DuckDB file (`None`: in memory). Raises StoreBrokenError."""

    def __init__(self, path: Path | None = None, read_only: bool = False) -> None:
        self._open: _Open | None = _Open(_connect(path, read_only), path)
        self._writing = threading.RLock()
        self._gate = threading.Lock()
        self._held = _Held()
        self.suspect = False  # whether a question met what only a damaged file gives

    @property
    def path(self) -> Path | None:
        return self._opened().path

    def become(self, other: Store) -> None:
        """Go on with another's file; whoever reads this one reads it to the end."""
        with self._writing, self._gate:
            old, self._open, other._open = self._open, other._open, None
            self.suspect = False
            if old is not None and not old.readers:
                old.root.close()

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

    def prints(self) -> dict[str, tuple[int, int]]:
        """Of every table how many rows it has and a hash of them, in whatever order they lie."""
        with self.reading() as work:
            return {
                name: work.print_of(name) for (name,) in work.rows("SELECT table_name FROM duckdb_tables() ORDER BY 1")
            }

    def copy_into(self, other: Store) -> None:
        """All rows of all tables into another store of the same layout, which is empty."""
        with self.reading() as work, other.writing() as target:
            for (name,) in work.rows("SELECT table_name FROM duckdb_tables() ORDER BY 1"):
                # Read by the batch: the rows of a decade need not fit in memory at once.
                for batch in work.batches(f"FROM {_name(name)}"):
                    target.append(name, pa.Table.from_batches([batch]))

    def flush(self) -> None:
        """Bring everything from the log into the file. Raises duckdb's errors."""
        with self._writing:
            self._opened().root.execute("CHECKPOINT")

    @contextmanager
    def reading(self, apart: bool = False) -> Iterator[Work]:
        """A snapshot: what it sees does not change while others write. The thread's own, where it holds one, but
        `apart`, for whoever lays tables of their own beside what stands."""
        held = self._held
        own = apart or not held.deep
        if not own and held.snapshot is None:
            held.snapshot = self._begin()
        work, opened = self._begin() if own or held.snapshot is None else held.snapshot
        try:
            with self._broken():
                yield work
        finally:
            if own:
                self._end(work, opened)

    @contextmanager
    def _broken(self) -> Iterator[None]:
        """What only a damaged file gives is told as that."""
        try:
            yield
        except duckdb.Error as error:
            self._let_go()  # no more can be asked after an error
            if isinstance(error, Fault) or "orrupt" in str(error):
                self.suspect = True
                raise StoreBrokenError(str(error)) from error
            raise

    @contextmanager
    def held(self) -> Iterator[None]:
        """Whatever this thread asks in the block is answered from one snapshot; after it has written, from the next."""
        self._held.deep += 1
        try:
            yield
        finally:
            self._held.deep -= 1
            if not self._held.deep:
                self._let_go()

    @property
    def holds(self) -> bool:
        """Whether this thread asks one snapshot for all."""
        return self._held.deep > 0

    def _begin(self) -> tuple[Work, _Open]:
        with self._gate:
            opened = self._opened()
            work = Work(opened.root.cursor())
            opened.readers += 1
        try:
            with self._broken():
                work.run("BEGIN")
        except BaseException:
            self._end(work, opened)
            raise
        return work, opened

    def _end(self, work: Work, opened: _Open) -> None:
        work.close()
        with self._gate:
            opened.readers -= 1
            if opened is not self._open and not opened.readers:
                opened.root.close()  # the last reader of a file that is no longer in use

    def _let_go(self) -> None:
        snapshot, self._held.snapshot = self._held.snapshot, None
        if snapshot is not None:
            self._end(*snapshot)

    def _opened(self) -> _Open:
        if self._open is None:
            raise StoreBrokenError("closed")
        return self._open

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """The one transaction: all of it is kept when the block ends, none of it when it raises."""
        with self._writing:
            self._let_go()
            cursor = self._opened().root.cursor()
            cursor.begin()
            try:
                yield Work(cursor)
                cursor.commit()
            except BaseException:
                with suppress(duckdb.Error):  # it may have rolled back by itself
                    cursor.rollback()
                raise
            finally:
                cursor.close()
                self._let_go()

    def close(self) -> None:
        with self._gate:
            if self._open is not None:
                self._open.root.close()
                self._open = None


def _connect(path: Path | None, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    kept = {"storage_compatibility_version": FORMAT} if path else {}
    try:
        config = cast("dict[str, Any]", LOCKED | kept)
        root = duckdb.connect(str(path) if path else ":memory:", read_only=read_only, config=config)
        root.execute("SET lock_configuration = true")
    except duckdb.Error as error:
        raise StoreBrokenError(str(error)) from None
    return root


def layout_of(tables: Mapping[str, Table]) -> str:
    """A name for how a store of these tables is laid out; another name means other files."""
    lists = {name: {key: c.type.sql for key, c in t.columns.items()} for name, t in tables.items() if not t.is_form}
    return hashlib.sha256(repr((SCHEMA.read_bytes(), sorted(lists.items()))).encode()).hexdigest()[:16]


@cache
def _memory() -> duckdb.DuckDBPyConnection:
    return _connect(None)


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


def _can_be_bound(column: pa.ChunkedArray) -> bool:
    """Whether its values come out as they went in: a list does not, nor what is no number, which would become NULL."""
    if pa.types.is_floating(column.type):
        return not pc.any(pc.is_nan(column)).as_py()
    return not pa.types.is_nested(column.type)


def columns_of(rows: Sequence[Mapping[str, object]], types: Mapping[str, pa.DataType]) -> pa.Table:
    """Rows as an Arrow table with the columns and types given."""
    return pa.table({name: pa.array(list(map(itemgetter(name), rows)), type=kind) for name, kind in types.items()})
