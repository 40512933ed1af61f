"""The ledger: nothing in it can be changed unseen, and what it has acknowledged is there."""

import os
from pathlib import Path

import pytest

from data.storage.ledger import FILE, Ledger


def written(folder: Path, count: int = 4) -> Ledger:
    ledger = Ledger(folder)
    for n in range(count):
        ledger.append(
            ledger.next(
                at="2026-11-21T00:00:00", actor="", name="Nguyễn Ánh", kind="lock", reason=f"lý do {n}\nhai dòng"
            )
        )
    return ledger


def lines(folder: Path) -> list[bytes]:
    return (folder / FILE).read_bytes().splitlines(keepends=True)


@pytest.mark.parametrize(
    ("change", "at"),
    [
        (lambda all_: [all_[0], all_[1].replace("lý".encode(), "lí".encode()), *all_[2:]], 2),
        (lambda all_: all_[:1] + all_[2:], 2),
        (lambda all_: [all_[0], all_[2], all_[1], all_[3]], 2),
        (lambda all_: all_[1:], 1),
        (lambda all_: [*all_[:3], b"{}\n"], 4),
        (lambda all_: [*all_[:3], b"\xff\xfe\n", all_[3]], 4),
        (lambda all_: [*all_, all_[3]], 5),
    ],
    ids=["changed", "removed", "reordered", "begun later", "no line of ours", "no text", "repeated"],
)
def test_a_changed_removed_or_reordered_line_is_found_where_it_is(tmp_path: Path, change: object, at: int) -> None:
    assert callable(change)
    written(tmp_path)
    (tmp_path / FILE).write_bytes(b"".join(change(lines(tmp_path))))
    ledger = Ledger(tmp_path)
    assert ledger.broken == at
    assert len(ledger.lines) == at - 1


def test_a_last_line_that_is_not_whole_was_never_acknowledged_and_goes(tmp_path: Path) -> None:
    whole = written(tmp_path)
    data = (tmp_path / FILE).read_bytes()
    for cut in (1, 20, len(lines(tmp_path)[-1]) - 1):
        (tmp_path / FILE).write_bytes(data[:-cut])
        ledger = Ledger(tmp_path)
        assert ledger.broken is None
        assert ledger.lines == whole.lines[:3]
        assert ledger.torn == data[:-cut][data.rfind(b"\n", 0, -1) + 1 :]
        assert Ledger(tmp_path).torn == b""


def test_a_line_that_cannot_be_made_durable_leaves_the_ledger_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = written(tmp_path)
    before = (tmp_path / FILE).read_bytes()
    real, failing = os.fsync, [True]

    def fails_once(descriptor: int) -> None:
        if failing and failing.pop():
            raise OSError(5, "Input/output error")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fails_once)
    with pytest.raises(OSError, match="Input"):
        ledger.append(ledger.next(at="", actor="", name="", kind="lock"))
    assert (tmp_path / FILE).read_bytes() == before
    assert len(ledger.lines) == 4
    ledger.append(ledger.next(at="", actor="", name="", kind="lock"))
    assert [line.seq for line in Ledger(tmp_path).lines] == [1, 2, 3, 4, 5]


def test_a_line_whose_consequence_could_not_be_stored_is_taken_back(tmp_path: Path) -> None:
    ledger = written(tmp_path)
    before = (tmp_path / FILE).read_bytes()
    line = ledger.next(at="", actor="", name="", kind="lock")
    ledger.append(line)
    ledger.take_back(line)
    assert (tmp_path / FILE).read_bytes() == before
    assert ledger.head == Ledger(tmp_path).head


def test_what_was_written_is_read_back_with_every_mark(tmp_path: Path) -> None:
    whole = written(tmp_path)
    assert Ledger(tmp_path).lines == whole.lines
    assert Ledger(tmp_path).lines[2].reason == "lý do 2\nhai dòng"


def test_a_line_that_the_disk_does_not_let_go_is_gone_once_the_disk_is_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = written(tmp_path)
    before = (tmp_path / FILE).read_bytes()
    line = ledger.next(at="", actor="", name="", kind="lock")
    ledger.append(line)

    def fails(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "ftruncate", fails)
    with pytest.raises(OSError, match="Input"):
        ledger.take_back(line)
    assert len(ledger.lines) == 4
    monkeypatch.undo()
    ledger.load()
    assert (tmp_path / FILE).read_bytes() == before


def test_a_last_line_with_a_hole_in_it_was_being_written_when_the_power_went(tmp_path: Path) -> None:
    whole = written(tmp_path)
    data = (tmp_path / FILE).read_bytes()
    start = data.rfind(b"\n", 0, -1) + 1
    for hole in (slice(start + 10, start + 60), slice(start, start + 20), slice(len(data) - 40, len(data) - 1)):
        torn = bytearray(data)
        torn[hole] = bytes(hole.stop - hole.start)
        (tmp_path / FILE).write_bytes(torn)
        ledger = Ledger(tmp_path)
        assert ledger.broken is None
        assert ledger.lines == whole.lines[:3]
        assert ledger.torn


def test_a_hole_before_the_last_line_is_no_power_cut(tmp_path: Path) -> None:
    written(tmp_path)
    torn = bytearray((tmp_path / FILE).read_bytes())
    torn[10:20] = bytes(10)
    (tmp_path / FILE).write_bytes(torn)
    assert Ledger(tmp_path).broken == 1
