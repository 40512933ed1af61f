"""Backup, restore, verify: what was lost comes back whole, and nothing is overwritten that is not a copy."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from data.storage.ledger import FILE
from service import backup
from service.service import Service
from tests.support.rows import Tell, trainings


def sent(tell: Tell) -> None:
    tell("45", "2024-Q1", {"MQ01": 10}, trainings=trainings(2, date(2024, 2, 1)))
    tell("46", "2024-Q2", {"MQ01": 20})


def archived(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "archive").rglob("*") if path.is_file())


def test_a_flipped_a_lost_and_a_short_file_of_the_archive_are_each_found(service: Service, tell: Tell) -> None:
    sent(tell)
    first, second, third, *_ = archived(service.home)
    first.write_bytes(first.read_bytes()[:-1] + b"\xff")
    second.unlink()
    third.write_bytes(third.read_bytes()[:-1])
    state = backup.verify(service.home)
    assert len(state.faults) == 3
    assert all("Dòng" in fault.vi and str(service.home) not in fault.vi for fault in state.faults)


@pytest.mark.slow
def test_a_changed_line_of_the_ledger_is_found(service: Service, tell: Tell) -> None:
    sent(tell)
    ledger = service.home / FILE
    ledger.write_bytes(ledger.read_bytes().replace("người thử".encode(), "người khác".encode()))
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
    assert backup.backup(service.home, tmp_path / "copy").files == 2, "only what is new is copied"
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
    archived(tmp_path / "copy")[0].write_bytes(b"")
    with pytest.raises(backup.NotRestoredError):
        backup.restore(tmp_path / "copy", tmp_path / "anew")
    assert not (tmp_path / "anew" / FILE).exists()
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
    ledger = service.home / FILE
    ledger.write_bytes(ledger.read_bytes().replace("người thử".encode(), "người khác".encode()))
    shutil.rmtree(service.home / "archive")
    backup.restore(tmp_path / "copy", service.home)
    again = Service(service.home)
    assert again.fault is None
    assert again.store.prints() == before
    assert len(list(service.home.glob("aside-*/ledger.jsonl"))) == 1
    again.close()


@pytest.mark.parametrize("strange", ["ledger", "file", "shard", "archive", "pipe", "device"])
def test_a_backup_with_a_link_or_a_device_in_it_is_refused_before_anything_is_read_or_written(
    service: Service, tell: Tell, tmp_path: Path, strange: str
) -> None:
    sent(tell)
    copy, away = tmp_path / "copy", tmp_path / "away"
    backup.backup(service.home, copy)
    one = archived(copy)[0]
    path = {"ledger": copy / FILE, "shard": one.parent, "archive": copy / "archive"}.get(strange, one)
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
