"""What whoever can write to the machine's disk can do to a truth, past everything that guards it."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from data.storage.ledger import digest
from data.storage.truth import FILE


@contextmanager
def unguarded(home: Path) -> Iterator[sqlite3.Connection]:
    """The database without its triggers, which come back."""
    with closing(sqlite3.connect(home / FILE)) as raw:
        guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            raw.execute(f"DROP TRIGGER {name}")
        yield raw
        for _, sql in guards:
            raw.execute(sql)
        raw.commit()


def lines_of(home: Path) -> list[str]:
    with closing(sqlite3.connect(home / FILE)) as raw:
        return [line for (line,) in raw.execute("SELECT line FROM ledger ORDER BY seq")]


def write_lines(home: Path, lines: Sequence[str]) -> None:
    """These lines in place of those that stand, each with the hash that it claims."""
    with unguarded(home) as raw:
        raw.execute("DELETE FROM ledger")
        for seq, line in enumerate(lines, 1):
            try:
                claimed = json.loads(line)["hash"]
            except (ValueError, KeyError):
                claimed = digest(line.encode())
            if raw.execute("SELECT 1 FROM ledger WHERE hash = ?", [claimed]).fetchone():
                claimed = f"{claimed} again"
            raw.execute("INSERT INTO ledger VALUES (?, ?, ?)", [seq, line, claimed])


def chained_anew(lines: Sequence[dict[str, object]]) -> list[str]:
    """Lines with all numbers and hashes computed again, so that they hold together."""
    made, previous = [], "0" * 64
    for seq, line in enumerate(lines, 1):
        said = {key: value for key, value in line.items() if key != "hash"} | {"seq": seq, "previous": previous}
        previous = digest(_text(said).encode())
        made.append(_text(said | {"hash": previous}))
    return made


def _text(said: dict[str, object]) -> str:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def files_of(home: Path) -> list[str]:
    """The hashes of what is kept."""
    with closing(sqlite3.connect(home / FILE)) as raw:
        return [key for (key,) in raw.execute("SELECT hash FROM blob ORDER BY hash")]


def spoil(home: Path, sha256: str, data: bytes | None) -> None:
    """Other bytes under a hash, or none."""
    with unguarded(home) as raw:
        if data is None:
            raw.execute("DELETE FROM blob WHERE hash = ?", [sha256])
        else:
            raw.execute("UPDATE blob SET bytes = ? WHERE hash = ?", [data, sha256])
