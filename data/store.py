"""The DuckDB file: the only module that imports duckdb.

One process owns the file; inside it any thread may ask, one at a time may write. A write is one transaction.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, cast

import duckdb
import pyarrow as pa

from data.table import SQL_TYPES, Table

SCHEMA = Path(__file__).parent / "schema.sql"
# Files and networks are out of reach of every statement, and no statement can change that.
LOCKED = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
    "threads": "1",  # small questions are answered sooner by one thread; many sessions share the cores
}
Values = Mapping[str, object]


class StoreBusyError(Exception):
    """Another process has the store open."""


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

    def close(self) -> None:
        self._connection.close()


class Store:
    """One DuckDB file (`None`: in memory). Raises StoreBusyError when another process holds it."""

    def __init__(self, path: Path | None, tables: Mapping[str, Table]) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._root = duckdb.connect(str(path) if path else ":memory:", config=cast("dict[str, Any]", LOCKED))
        except duckdb.IOException as error:
            if "lock" in str(error).lower():
                raise StoreBusyError from None
            raise
        self._writing = threading.RLock()
        self.prepare(tables)

    def prepare(self, tables: Mapping[str, Table]) -> None:
        """Make what is missing: the fixed tables, one for each list, and columns that a list has gained.

        `stale` says afterwards that there are submissions whose observations are to be made again.

        Raises TypeError when a declared column changed its type: that needs a migration, not a guess.
        """
        with self.writing() as work:
            self.stale = self._outgrown(work)
            for statement in SCHEMA.read_text(encoding="utf-8").split(";\n"):
                if statement.strip():
                    work.run(statement)
            for table in tables.values():
                if table.is_form:
                    continue
                name = _name(f"list_{table.name}")
                work.run(f"CREATE TABLE IF NOT EXISTS {name} (submission INTEGER NOT NULL, row INTEGER NOT NULL)")
                have = {row[0]: row[1] for row in work.rows(f"DESCRIBE {name}")}
                for key, column in table.columns.items():
                    wanted = SQL_TYPES[column.kind]
                    if have.setdefault(key, wanted) != wanted:
                        raise TypeError(
                            f"{table.name}.{key} is {have[key]} in the store and {wanted} in its declaration"
                        )
                    work.run(f"ALTER TABLE {name} ADD COLUMN IF NOT EXISTS {_name(key)} {wanted}")

    @staticmethod
    def _outgrown(work: Work) -> bool:
        """Whether observations were kept in another shape; they go, and are to be made again from the rows."""
        have = {
            row[0] for row in work.rows("SELECT column_name FROM duckdb_columns() WHERE table_name = 'observation'")
        }
        if not have or "flags" in have:
            return False
        work.run("DROP TABLE observation")
        return True

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """A snapshot of its own: what it sees does not change while others write."""
        work = Work(self._root.cursor())
        try:
            yield work
        finally:
            work.close()

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """The one transaction: all of it is kept when the block ends, none of it when it raises."""
        with self._writing:
            cursor = self._root.cursor()
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

    def close(self) -> None:
        self._root.close()


@cache
def _memory() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:", config=cast("dict[str, Any]", LOCKED))


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
