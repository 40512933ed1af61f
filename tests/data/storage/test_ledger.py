"""The ledger: nothing in it can be changed unseen, wherever its lines lie."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, nullcontext, suppress
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from data.storage import open_files, truth, truth_file
from data.storage.ledger import LedgerError, LedgerLine
from data.storage.open_files import OpenFiles, lay_down, take_over
from data.storage.truth import Truth
from tests.support.forging import lines_of, write_lines


def append(kept: Truth, reason: str) -> None:
    with kept.entry() as entry:
        seq, previous = entry.head
        said = {"at": "2026-11-21T00:00:00", "actor": "", "name": "Nguyễn Ánh", "kind": "lock", "reason": reason}
        entry.append(LedgerLine(seq=seq + 1, previous=previous, **said))  # type: ignore[arg-type]
        entry.commit()


def written(folder: Path, count: int = 4) -> Truth:
    kept = Truth(folder)
    for n in range(count):
        append(kept, f"lý do {n}\nhai dòng")
    return kept


CHANGES: dict[str, tuple[Callable[[list[str]], list[str]], int]] = {
    "changed": (lambda lines: [lines[0], lines[1].replace("lý", "lí"), *lines[2:]], 2),
    "removed": (lambda lines: lines[:1] + lines[2:], 2),
    "reordered": (lambda lines: [lines[0], lines[2], lines[1], lines[3]], 2),
    "begun later": (lambda lines: lines[1:], 1),
    "no line of ours": (lambda lines: [*lines[:3], "{}"], 4),
    "no text": (lambda lines: [*lines[:3], "\ufffe", lines[3]], 4),
    "repeated": (lambda lines: [*lines, lines[3]], 5),
    "written otherwise": (lambda lines: [lines[0].replace(",", ", ", 1), *lines[1:]], 1),
}


@pytest.mark.parametrize("how", CHANGES)
@pytest.mark.parametrize("open_", [False, True], ids=["truth", "open files"])
def test_a_changed_removed_or_reordered_line_is_found_where_it_is(tmp_path: Path, how: str, open_: bool) -> None:
    written(tmp_path).close()
    change, at = CHANGES[how]
    lines = change(lines_of(tmp_path))
    found, source = [], OpenFiles(tmp_path) if open_ else Truth(tmp_path)
    if open_:
        (tmp_path / open_files.FILE).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    else:
        write_lines(tmp_path, lines)
    with pytest.raises(LedgerError) as told:
        found.extend(source.lines())
    assert told.value.line == at


def test_what_was_written_is_read_back_with_every_mark(tmp_path: Path) -> None:
    lines = list(written(tmp_path).lines())
    assert [line.seq for line in lines] == [1, 2, 3, 4]
    assert lines[2].reason == "lý do 2\nhai dòng"
    assert [line.text for line in lines] == lines_of(tmp_path)


def test_an_entry_that_is_not_committed_leaves_nothing(tmp_path: Path) -> None:
    kept = written(tmp_path)
    head, files = kept.head(), kept.size()
    with suppress(ValueError), kept.entry() as entry:
        entry.keep(b"figures")
        raise ValueError
    with kept.entry() as entry:
        entry.keep(b"figures")
    assert (kept.head(), kept.size()) == (head, files)


def test_the_database_itself_refuses_to_change_or_remove_what_it_holds(tmp_path: Path) -> None:
    kept = written(tmp_path)
    with kept.entry() as entry:
        sha256 = entry.keep(b"figures")
        entry.commit()
    with closing(sqlite3.connect(tmp_path / truth.FILE)) as raw:
        raw.create_function("sha256_of", 1, lambda data: "0" * 64)
        for statement in (
            "UPDATE ledger SET line = 'x' WHERE seq = 1",
            "DELETE FROM ledger",
            "DELETE FROM blob",
            "UPDATE blob SET bytes = x'00'",
            "UPDATE blob SET hash = 'x'",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="only added to"):
                raw.execute(statement)
    assert kept.read(sha256) == b"figures"


def test_bytes_are_kept_once_and_put_right_where_they_changed(tmp_path: Path) -> None:
    from tests.support.forging import spoil

    kept = Truth(tmp_path)
    for _ in range(2):
        with kept.entry() as entry:
            sha256 = entry.keep(b"figures")
            entry.commit()
    assert kept.size() == (1, 7)
    spoil(tmp_path, sha256, b"forged")
    with pytest.raises(ValueError, match="has changed"):
        kept.read(sha256)
    with kept.entry() as entry:
        entry.keep(b"figures")
        entry.commit()
    assert kept.read(sha256) == b"figures"
    with pytest.raises(FileNotFoundError):
        kept.read("0" * 64)


def test_a_commit_that_fails_is_looked_up_before_anybody_is_told(tmp_path: Path) -> None:
    """The answer of the engine is lost; what it did is not."""
    kept = written(tmp_path)
    real, commits = Connection.exec_driver_sql, ["its answer is lost", "it is made sure of", "it never came"]

    def loses(self: Connection, sql: str, *more: object) -> object:
        if sql != "COMMIT":
            return real(self, sql, *more)  # type: ignore[arg-type]
        what = commits.pop(0)
        if what != "it never came":
            real(self, sql)
        if what == "it is made sure of":
            return None
        raise OperationalError("COMMIT", None, Exception("disk I/O error"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Connection, "exec_driver_sql", loses)
        append(kept, "đã ghi")
        with pytest.raises(OSError, match="I/O"):
            append(kept, "chưa ghi")
    assert [line.reason for line in kept.lines()][4:] == ["đã ghi"]


@pytest.mark.parametrize("how", ["removed", "replaced", "an older copy", "emptied"])
def test_a_file_that_was_taken_away_or_replaced_takes_nothing_more(tmp_path: Path, how: str) -> None:
    kept, path = written(tmp_path), tmp_path / truth.FILE
    older = path.read_bytes()
    append(kept, "mới nhất")
    match how:
        case "removed":
            path.unlink()
        case "replaced":
            path.unlink()
            path.write_bytes(older)
        case "an older copy":
            path.write_bytes(older)
        case _:
            path.write_bytes(b"")
    for attempt in (kept.head, lambda: append(kept, "vào chỗ trống")):
        with pytest.raises(truth_file.TruthError):
            attempt()
    kept.close()
    assert how in ("replaced", "an older copy") or Truth(tmp_path).fault is not None


def test_a_network_file_system_and_a_newer_version_are_only_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path).close()
    monkeypatch.setattr(truth, "_file_system", lambda _: "nfs4")
    kept = Truth(tmp_path)
    assert kept.fault == truth_file.NETWORK
    assert len(list(kept.lines())) == 4
    with pytest.raises(truth_file.TruthError), kept.entry():
        pass
    kept.close()
    monkeypatch.undo()
    with closing(sqlite3.connect(tmp_path / truth.FILE)) as raw:
        raw.execute("UPDATE about SET value = '9' WHERE key = 'version'")
        raw.commit()
    assert Truth(tmp_path).fault == truth_file.NEWER


# In the open


def test_a_truth_laid_down_in_the_open_and_taken_over_again_is_the_same_to_the_byte(tmp_path: Path) -> None:
    kept = written(tmp_path / "one") if (tmp_path / "one").mkdir() is None else None
    assert kept is not None
    lay_down(kept, tmp_path / "open")
    (tmp_path / "two").mkdir()
    assert take_over(OpenFiles(tmp_path / "open"), tmp_path / "two" / truth.FILE) == []
    assert lines_of(tmp_path / "two") == lines_of(tmp_path / "one")


def test_a_last_line_that_is_not_whole_was_never_acknowledged_and_is_not_taken_over(tmp_path: Path) -> None:
    kept = written(tmp_path)
    lay_down(kept, tmp_path / "open")
    file = tmp_path / "open" / open_files.FILE
    data, whole = file.read_bytes(), list(kept.lines())
    start = data.rfind(b"\n", 0, -1) + 1
    for cut in (1, 20, len(data) - start - 1):
        file.write_bytes(data[:-cut])
        assert list(OpenFiles(tmp_path / "open").lines()) == whole[:3]
    for hole in (slice(start + 10, start + 60), slice(start, start + 20)):
        torn = bytearray(data)
        torn[hole] = bytes(hole.stop - hole.start)
        file.write_bytes(torn)
        assert list(OpenFiles(tmp_path / "open").lines()) == whole[:3]
    torn = bytearray(data)
    torn[10:20] = bytes(10)
    file.write_bytes(torn)
    with pytest.raises(LedgerError):
        list(OpenFiles(tmp_path / "open").lines())


# A commit of which the disk says that it failed


@pytest.mark.parametrize("settles", [True, False])
def test_a_line_whose_commit_failed_is_acknowledged_only_once_no_power_cut_can_undo_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settles: bool
) -> None:
    """The end of the journal was not synced: the line is to be seen, and could still be undone."""
    truth = Truth(tmp_path)
    execute, failed = Connection.exec_driver_sql, list[str]()

    def fails(connection: Connection, statement: str, *more: object, **named: object) -> object:
        done = execute(connection, statement, *more, **named)  # type: ignore[arg-type]
        if statement == "COMMIT" and (not failed or not settles):
            failed.append(statement)
            raise OperationalError(statement, None, sqlite3.OperationalError("disk I/O error"))
        return done

    monkeypatch.setattr(Connection, "exec_driver_sql", fails)
    line = LedgerLine(1, "2026-11-21T00:00:00", "", "An", "lock", reason="x")
    with nullcontext() if settles else pytest.raises(OSError, match="I/O"), truth.entry() as entry:
        entry.append(line)
        entry.commit()
    monkeypatch.undo()
    assert (truth.known == (1, line.hash)) is settles
    assert truth.head() == (1, line.hash), "it is there, so that the same file sent again is not kept twice"
    assert len(failed) == (1 if settles else 2)
    truth.close()
