"""A store as versions before the ledger left it: one DuckDB file. Its submissions become lines and rows of the archive.

The old file is only read, from a copy, and stays where it is.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from data.storage.archive import Archive
from data.storage.database import Store, log_of
from data.storage.durable_files import write_whole
from data.storage.ledger import FILE, NOTHING_BEFORE, Line
from data.storage.row_bundle import pack
from service.access.events import Event, Review

OLD = "indicators.duckdb"


def carry_over(home: Path) -> int:
    """Write the ledger of a folder that has an old store and no ledger; how many lines. Raises StoreBrokenError, StoreBusyError."""
    old = home / OLD
    if (home / FILE).exists() or not old.is_file():
        return 0
    archive = Archive(home / "archive")
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(dir=home) as folder:
        copy = Path(folder) / OLD
        for source in (old, log_of(old)):
            if source.exists():
                shutil.copyfile(source, copy if source == old else log_of(copy))
        store = Store(copy)
        try:
            for said, rows in _told(store):
                body = said["body"] | {"rows": archive.keep(pack(rows))}
                previous = lines[-1].hash if lines else NOTHING_BEFORE
                lines.append(Line(**said | {"seq": len(lines) + 1, "previous": previous, "actor": "", "body": body}))
        finally:
            store.close()
    if lines:
        write_whole(home / FILE, b"".join(line.text for line in lines))
    return len(lines)


def _told(store: Store) -> list[tuple[dict[str, Any], dict[str, pa.Table]]]:
    """What was sent, submissions first, each with its rows by table."""
    with store.reading() as work:
        names = {row[0] for row in work.rows("SELECT table_name FROM duckdb_tables()")}
        whole = {name: work.arrow(f'FROM "{name}"') for name in names - {"observation"}}
    found: list[tuple[dict[str, Any], dict[str, pa.Table]]] = []
    for one in _rows(whole, "submission"):
        rows = {
            name: _of(table, "submission", one["number"])
            for name, table in whole.items()
            if "submission" in table.column_names
        }
        said = {
            "kind": str(Event.SUBMISSION),
            "unit": one["unit"],
            "quarter": one["quarter"],
            "body": {
                "version": one["version"],
                "calendar": one.get("calendar") or "statistical",
                "state": str(Review.ACCEPTED),
            },
        }
        found.append((_about(one, said), rows))
    for one in _rows(whole, "target_set"):
        rows = {"target": _of(whole["target"], "target_set", one["number"])}
        said = {"kind": str(Event.TARGETS), "reason": one["note"], "body": {}}
        found.append((_about(one, said), rows))
    found.sort(key=lambda each: (each[0]["kind"], each[0]["body"]["number"]))  # as they were stored
    return found


def _rows(whole: Mapping[str, pa.Table], name: str) -> list[dict[str, Any]]:
    return whole[name].to_pylist() if name in whole else []


def _of(table: pa.Table, column: str, number: int) -> pa.Table:
    return table.filter(pc.equal(table[column], number))


def _about(one: Mapping[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """What a file's line says of it, whatever it brought."""
    received = one["received_at"].isoformat()
    body = {key: one[key] for key in ("number", "file", "sha256", "size", "demo")} | {"received_at": received}
    return said | {"at": received, "name": one["sender"], "body": said["body"] | body}
