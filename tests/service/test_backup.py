"""Backup, restore, verify: what was lost comes back whole, and nothing is overwritten that is not a copy."""

import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from data.storage import open_files
from data.storage.truth import FILE, Entry
from service import backup
from service.service import Service
from service.store_faults import StoreFaultError
from tests.support.forging import files_of, lines_of, spoil, write_lines
from tests.support.rows import Tell, send, trainings


def sent(tell: Tell) -> None:
    tell("45", "2024-Q1", {"MQ01": 10}, trainings=trainings(2, date(2024, 2, 1)))
    tell("46", "2024-Q2", {"MQ01": 20})


def test_a_flipped_a_lost_and_a_short_file_are_each_found(service: Service, tell: Tell) -> None:
    sent(tell)
    first, second, third, *_ = files_of(service.home)
    spoil(service.home, first, service.truth.read(first)[:-1] + b"\xff")
    spoil(service.home, second, None)
    spoil(service.home, third, service.truth.read(third)[:-1])
    state = backup.verify(service.home)
    assert len(state.faults) == 3
    assert all("Dòng" in fault.vi and str(service.home) not in fault.vi for fault in state.faults)


@pytest.mark.slow
def test_a_changed_line_of_the_ledger_is_found(service: Service, tell: Tell) -> None:
    sent(tell)
    write_lines(service.home, [line.replace("người thử", "người khác") for line in lines_of(service.home)])
    (fault,) = backup.verify(service.home).faults
    assert "dòng 1" in fault.vi


@pytest.mark.slow
def test_a_store_unlike_its_ledger_is_found(service: Service, tell: Tell) -> None:
    sent(tell)
    assert backup.verify(service.home, service).differ == []
    with service.store.writing() as work:
        work.run("UPDATE observation SET value = value + 1 WHERE measure = 'MQ01'")
    assert backup.verify(service.home, service).differ == ["observation"]


@pytest.mark.slow
def test_a_backup_taken_while_the_app_runs_restores_the_same_store(
    service: Service, tell: Tell, tmp_path: Path
) -> None:
    sent(tell)
    first = backup.backup(service.home, tmp_path / "copy")
    assert first.files == 4
    tell("45", "2024-Q2", {"MQ01": 30})
    assert backup.backup(service.home, tmp_path / "copy").files == 2, "what is new"
    told = json.loads((tmp_path / "copy" / backup.TOLD).read_bytes())
    assert (told["lines"], told["head"]) == service.truth.head()
    assert len(lines_of(tmp_path / "copy" / backup.BEFORE)) == 2, "the one before is kept"
    backup.restore(tmp_path / "copy", tmp_path / "anew")
    other = Service(tmp_path / "anew")
    assert other.store.prints() == service.store.prints()
    assert backup.verify(other.home, other).faults == []
    other.close()


def test_a_backup_never_overwrites_another_stores(service: Service, tell: Tell, tmp_path: Path) -> None:
    sent(tell)
    backup.backup(service.home, tmp_path / "copy")
    other = Service(tmp_path / "other")
    with other.repository.entry() as entry:
        entry.record(kind="lock", at="2026-11-21T00:00:00", actor="", name="", quarter=8096, reason="x")
    with pytest.raises(backup.NotRestoredError, match="another store"):
        backup.backup(other.home, tmp_path / "copy")
    other.close()


def test_a_store_that_knows_more_than_the_backup_is_not_overwritten(
    service: Service, tell: Tell, tmp_path: Path
) -> None:
    sent(tell)
    backup.backup(service.home, tmp_path / "copy")
    tell("45", "2024-Q2", {"MQ01": 30})
    service.close()
    with pytest.raises(backup.NotRestoredError):
        backup.restore(tmp_path / "copy", service.home)
    again = Service(service.home)
    assert again.revision == 3
    again.close()


def test_a_damaged_backup_is_not_restored(service: Service, tell: Tell, tmp_path: Path) -> None:
    sent(tell)
    backup.backup(service.home, tmp_path / "copy")
    spoil(tmp_path / "copy", files_of(tmp_path / "copy")[0], b"")
    with pytest.raises(backup.NotRestoredError):
        backup.restore(tmp_path / "copy", tmp_path / "anew")
    assert not (tmp_path / "anew").exists()
    with pytest.raises(backup.NotRestoredError):
        backup.restore(tmp_path / "nothing", tmp_path / "anew")


@pytest.mark.slow
def test_a_ruined_store_is_restored_in_place_and_what_was_ruined_is_kept_aside(
    service: Service, tell: Tell, tmp_path: Path
) -> None:
    sent(tell)
    before = service.store.prints()
    backup.backup(service.home, tmp_path / "copy")
    service.close()
    write_lines(service.home, [line.replace("người thử", "người khác") for line in lines_of(service.home)])
    backup.restore(tmp_path / "copy", service.home)
    again = Service(service.home)
    assert again.fault is None
    assert again.store.prints() == before
    assert len(list(service.home.glob(f"aside-*/{FILE}"))) == 1
    again.close()


@pytest.mark.slow
@pytest.mark.parametrize("at", ["first", "copied", "verified", "marked", "named"])
def test_a_restore_broken_off_anywhere_does_not_start_as_new_and_can_be_done_again(
    service: Service, tell: Tell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """It left an empty store that took the next file as No. 1, and the demo."""
    from service.demo import load

    sent(tell)
    backup.backup(service.home, tmp_path / "copy")
    home = tmp_path / "anew"

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    where = {"first": "_copy", "copied": "verify", "verified": "write_whole", "marked": "_place", "named": "Service"}
    calls = [at == "copied"]

    def once(*given: object, **more: object) -> object:  # `verify` is asked of the backup first
        return calls.pop() and backup.IntegrityReport(2) if calls and calls[0] else full()

    with monkeypatch.context() as patch:
        patch.setattr(backup, where[at], once)
        with pytest.raises(OSError, match="space"):
            backup.restore(tmp_path / "copy", home)
    again = Service(home)
    assert (again.fault is None) == (at == "named")
    if at != "named":
        with pytest.raises(StoreFaultError):
            send(again, "45", "2024-Q3", {"MQ01": 1})
        with pytest.raises((StoreFaultError, ValueError)):
            load.load_demo(again)
    again.close()
    backup.restore(tmp_path / "copy", home)
    again = Service(home)
    assert again.fault is None
    assert again.store.prints() == service.store.prints()
    again.close()


@pytest.mark.slow
def test_a_backup_is_what_was_committed_at_any_moment(
    service: Service, tell: Tell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Taken between a line and a commit that failed it kept the line: every later one was refused."""
    sent(tell)
    real = Entry.commit

    def between(entry: Entry) -> None:
        backup.backup(service.home, tmp_path / "copy")
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Entry, "commit", between)
    with pytest.raises(StoreFaultError):
        tell("45", "2024-Q2", {"MQ01": 30})
    monkeypatch.setattr(Entry, "commit", real)
    assert len(lines_of(tmp_path / "copy")) == 2
    tell("01", "2024-Q2", {"MQ01": 40})
    assert backup.backup(service.home, tmp_path / "copy").lines == 3


@pytest.mark.slow
@pytest.mark.parametrize("form", ["one file", "open files"])
@pytest.mark.parametrize("strange", ["link", "pipe", "device"])
def test_a_backup_with_a_link_or_a_device_in_it_is_refused_before_anything_is_read_or_written(
    service: Service, tell: Tell, tmp_path: Path, strange: str, form: str
) -> None:
    sent(tell)
    copy, away = tmp_path / "copy", tmp_path / "away"
    if form == "one file":
        backup.backup(service.home, copy)
        path = copy / FILE
    else:
        open_files.lay_down(service.truth, copy)
        path = next(each for each in (copy / "archive").rglob("*") if each.is_file())
    shutil.move(path, away)
    if strange == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero" if strange == "device" else away)
    with pytest.raises(backup.NotRestoredError) as refused:
        backup.restore(copy, tmp_path / "again")
    assert path.name in refused.value.text.vi
    assert str(tmp_path) not in refused.value.text.vi
    assert not (tmp_path / "again").exists()


@pytest.mark.slow
def test_a_backup_in_the_open_restores_too(service: Service, tell: Tell, tmp_path: Path) -> None:
    """What backups were before, and what any program can read."""
    sent(tell)
    assert open_files.lay_down(service.truth, tmp_path / "open") == 4
    assert backup.verify(tmp_path / "open").faults == []
    backup.restore(tmp_path / "open", tmp_path / "anew")
    other = Service(tmp_path / "anew")
    assert other.store.prints() == service.store.prints()
    other.close()
