"""What follows from lines of the ledger: the rows of every table but observations."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import pyarrow as pa

from data.storage.database import Store, Work, columns_of
from data.storage.ledger import LedgerLine
from service.access.events import Event
from service.review.moves import Review

Rows = Mapping[str, pa.Table]  # by the names of the tables


def apply(work: Work, lines: Sequence[LedgerLine], rows_of: Callable[[LedgerLine], Rows]) -> set[tuple[str, int]]:
    """Put what some lines say into the store, all but observations; the provinces' years whose observations change."""
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
            for name, table in rows_of(line).items():
                made.setdefault(name, []).append(table)
    for name, tables in made.items():
        work.append(name, pa.concat_tables(tables, promote_options="permissive"))
    return touched


def came_to(work: Work, seq: int, hash_: str) -> None:
    """The last statement of a transaction: how far everything in the store has come."""
    work.run("DELETE FROM derived_to")
    work.run("INSERT INTO derived_to SELECT $seq, $hash, count(*) FROM event", seq=seq, hash=hash_)


def come_to(store: Store) -> tuple[int, str] | None:
    """The last line that everything in a store follows from; None where it is not whole."""
    with store.reading() as work:
        told = work.rows("SELECT seq, hash, lines, (SELECT count(*) FROM event) FROM derived_to")
    if len(told) != 1 or told[0][0] != told[0][2] or told[0][2] != told[0][3]:
        return None
    return told[0][0], told[0][1]


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
        "content": pa.string(),
    }
)
TARGET_SET = pa.schema({"number": pa.int32(), **FILE, "note": pa.string()})


def _event(line: LedgerLine) -> dict[str, Any]:
    told = {key: getattr(line, key) for key in ("seq", "actor", "name", "kind", "unit", "quarter", "reason", "hash")}
    return told | {"happened_at": datetime.fromisoformat(line.at), "line": line.text}


def _file(line: LedgerLine) -> dict[str, Any]:
    told = {key: line.body[key] for key in ("number", "file", "sha256", "size", "demo")}
    return told | {"received_at": datetime.fromisoformat(line.body["received_at"]), "sender": line.name}


def _submission(line: LedgerLine) -> dict[str, Any]:
    told = {"version": line.body["version"], "calendar": line.body["calendar"], "content": line.body["rows"]}
    return _file(line) | told | {"unit": line.unit, "quarter": line.quarter}


def _target_set(line: LedgerLine) -> dict[str, Any]:
    return _file(line) | {"note": line.reason}


def _moves(seq: int, states: Mapping[int | str, str]) -> pa.Table:
    return columns_of(
        [{"seq": seq, "submission": int(number), "state": str(state)} for number, state in states.items()],
        {"seq": pa.int32(), "submission": pa.int32(), "state": pa.string()},
    )
