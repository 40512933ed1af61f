"""Ledger, archive and store stay true to each other, whatever happens to one of them."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from data.model import Period
from data.places import PLACES
from data.reading.reader import Reading
from data.storage.database import StoreBusyError, log_of
from data.storage.generations import KEPT
from data.storage.ledger import FILE
from service import acceptance, drafts
from service import repository as books
from service.drafts import Draft
from service.repository import StoreFaultError
from service.service import Service
from tests.support.rows import Tell, trainings

pytestmark = pytest.mark.slow

Reopened = Callable[[], Service]


@pytest.fixture
def home(service: Service) -> Path:
    return service.home


@pytest.fixture
def reopened(home: Path) -> Iterator[Reopened]:
    """The store opened again, as after a stop of the machine."""
    services: list[Service] = []

    def again() -> Service:
        services.append(Service(home))
        return services[-1]

    yield again
    for service in services:
        service.close()


def told(service: Service) -> dict[str, tuple[int, int]]:
    return service.store.prints()


def file_of(service: Service) -> Path:
    assert service.store.path is not None
    return service.store.path


def three_sent(tell: Tell) -> None:
    tell("45", "2024-Q1", {"MQ01": 10}, trainings=trainings(2, date(2024, 2, 1)))
    tell("45", "2024-Q2", {"MQ01": 20})
    assert tell("46", "2024-Q2", {"MQ01": (None, 30)}, trainings=trainings(1, date(2024, 5, 1))).receipt


# What can happen to the store


@pytest.mark.parametrize("how", ["gone", "garbage", "emptied", "its pointer gone", "the whole folder gone"])
def test_a_store_that_is_lost_or_ruined_is_made_again_from_ledger_and_archive(
    service: Service, tell: Tell, reopened: Reopened, how: str
) -> None:
    three_sent(tell)
    before, path = told(service), file_of(service)
    service.close()
    match how:
        case "gone":
            path.unlink()
        case "garbage":
            path.write_bytes(b"garbage" * 100_000)
        case "emptied":
            path.write_bytes(b"")
        case "its pointer gone":
            (path.parent / "current").unlink()
        case _:
            shutil.rmtree(path.parent)
    again = reopened()
    assert told(again) == before
    assert again.fault is None


@pytest.mark.parametrize("left", [0, 100, 1000, -1])
def test_what_a_log_has_lost_at_its_end_is_replayed_from_the_ledger_and_said(
    service: Service, tell: Tell, reopened: Reopened, left: int
) -> None:
    three_sent(tell)
    before, log = told(service), log_of(file_of(service))
    service.close()
    log.write_bytes(log.read_bytes()[:left])
    again = reopened()
    assert told(again) == before
    assert any("nạp lại" in notice.vi for notice in again.repository.notices)


@pytest.mark.parametrize("noise", [b"\0" * 512, bytes(range(256)) * 4])
def test_a_log_with_garbage_in_it_is_cut_and_nothing_acknowledged_is_lost(
    service: Service, tell: Tell, reopened: Reopened, noise: bytes
) -> None:
    three_sent(tell)
    before, log = told(service), log_of(file_of(service))
    service.close()
    data = log.read_bytes()
    for at in (len(data), len(data) // 2):
        log_of(file_of(service)).write_bytes(data[:at] + noise + data[at + len(noise) :])
        again = reopened()
        assert told(again) == before
        again.close()


def test_rows_that_have_gone_from_the_store_are_noticed_at_the_start(
    service: Service, tell: Tell, reopened: Reopened
) -> None:
    three_sent(tell)
    before = told(service)
    with service.store.writing() as work:
        work.run("DELETE FROM list_trainings WHERE submission = 1 AND row = 9")
    service.close()
    again = reopened()
    assert told(again) == before
    assert again.repository.notices


def test_a_submission_that_the_ledger_does_not_know_is_not_in_the_store_either(
    service: Service, tell: Tell, reopened: Reopened, home: Path
) -> None:
    """Two stores that went apart: the one with another ledger's lines is not believed."""
    tell("45", "2024-Q1", {"MQ01": 10})
    kept = (home / FILE).read_bytes()
    tell("45", "2024-Q2", {"MQ01": 20})
    service.close()
    other = kept.replace("người thử".encode(), "người khác".encode())
    (home / FILE).write_bytes(other)
    again = reopened()
    assert again.fault is not None, "the first line was forged, and that is said"
    with pytest.raises(StoreFaultError):
        acceptance.accept(again, looked_at(again), "ai đó")


def looked_at(service: Service) -> Draft:
    period = Period.parse("2023-Q1")
    return drafts.judge(service, "x", b"x", Reading({}, {}, []), PLACES.find("45", period.end), period)


# What can happen to the ledger


def test_a_ledger_that_lost_its_end_gets_it_back_from_the_store(
    service: Service, tell: Tell, reopened: Reopened, home: Path
) -> None:
    three_sent(tell)
    whole, before = (home / FILE).read_bytes(), told(service)
    service.close()
    for left in (0, 1, 2):
        (home / FILE).write_bytes(b"".join(whole.splitlines(keepends=True)[:left]))
        again = reopened()
        assert (home / FILE).read_bytes() == whole
        assert told(again) == before
        assert again.repository.notices
        again.close()


def test_a_forged_ledger_stops_everything_new_and_leaves_the_figures_to_be_read(
    service: Service, tell: Tell, reopened: Reopened, home: Path
) -> None:
    three_sent(tell)
    before = told(service)
    service.close()
    forged = (home / FILE).read_bytes().replace(b'"version":1', b'"version":7', 1)
    (home / FILE).write_bytes(forged)
    again = reopened()
    assert again.fault is not None
    assert "dòng 1" in again.fault.vi
    assert told(again) == before
    with pytest.raises(StoreFaultError), again.repository.entry():
        pass
    assert (home / FILE).read_bytes() == forged, "what is wrong stays to be looked at"


# The disk


def test_a_full_disk_is_said_plainly_and_what_was_refused_goes_in_when_there_is_room_again(
    service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    tell("45", "2024-Q1", {"MQ01": 10})
    before, draft = told(service), tell("45", "2024-Q2", {"MQ01": 20}, accept=False)
    monkeypatch.setattr(books.shutil, "disk_usage", lambda _: SimpleNamespace(free=1000))
    for _ in range(2):
        with pytest.raises(StoreFaultError) as refused:
            acceptance.accept(service, draft, "người thử")
    assert "hết chỗ" in refused.value.text.vi
    assert str(home) not in refused.value.text.vi + refused.value.text.en
    assert service.fault is not None
    assert told(service) == before
    monkeypatch.undo()
    assert acceptance.accept(service, draft, "người thử").receipt
    assert service.fault is None


def test_a_commit_that_fails_after_the_ledger_was_written_takes_its_line_back(
    service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    tell("45", "2024-Q1", {"MQ01": 10})
    before, ledger = told(service), (home / FILE).read_bytes()
    draft = tell("45", "2024-Q2", {"MQ01": 20}, accept=False)
    append = service.repository.ledger.append

    def then_fails(line: object) -> None:
        append(line)  # type: ignore[arg-type]
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(service.repository.ledger, "append", then_fails)
    with pytest.raises(StoreFaultError) as refused:
        acceptance.accept(service, draft, "người thử")
    assert "hết chỗ" in refused.value.text.vi
    assert (home / FILE).read_bytes() == ledger
    assert told(service) == before
    monkeypatch.undo()
    assert acceptance.accept(service, draft, "người thử").receipt


def test_a_store_that_kept_what_was_refused_is_opened_again_without_it(
    service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commit got through and only the sync after it failed: the sender was told no."""
    tell("45", "2024-Q1", {"MQ01": 10})
    before, draft = told(service), tell("45", "2024-Q2", {"MQ01": 20}, accept=False)
    service.store._log_known = False

    def fails(_: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("data.storage.database.sync_folder", fails)
    with pytest.raises(StoreFaultError):
        acceptance.accept(service, draft, "người thử")
    monkeypatch.undo()
    service.repository.mend(now=True)
    assert service.fault is None
    assert told(service) == before
    assert acceptance.accept(service, draft, "người thử").receipt
    assert service.repository.rebuild(check=True) == []


# Files


def test_a_long_log_becomes_a_new_file_with_the_same_rows_and_three_are_kept(
    service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch, reopened: Reopened
) -> None:
    monkeypatch.setattr(books, "LOG_LIMIT", 1)
    for quarter in ("2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2024-Q1"):
        with service.store.reading() as work:  # a reader goes on while the file is exchanged
            assert tell("45", quarter, {"MQ01": 10}, trainings=trainings(2, Period.parse(quarter).start)).receipt
            assert work.one("SELECT count(*) FROM submission") >= 0
    files = sorted(file_of(service).parent.glob("*.duckdb"))
    assert len(files) == KEPT
    assert files[-1] == file_of(service)
    assert service.store.log_size == 0
    before = told(service)
    service.close()
    assert told(reopened()) == before


def test_the_file_in_use_is_never_changed_in_place_by_what_comes_in(service: Service, tell: Tell) -> None:
    path = file_of(service)
    header = path.read_bytes()[: 3 * 4096]  # where DuckDB says which of its blocks count
    three_sent(tell)
    service.close()
    assert path.read_bytes()[: 3 * 4096] == header


def test_a_folder_belongs_to_one_process_at_a_time(service: Service, home: Path) -> None:
    with pytest.raises(StoreBusyError):
        Service(home)
    service.close()
    Service(home).close()


def test_rebuilding_from_ledger_and_archive_gives_the_very_same_rows(service: Service, tell: Tell) -> None:
    three_sent(tell)
    tell("45", "2024-Q2", {"MQ01": 25}, trainings=trainings(3, date(2024, 5, 1)))
    before = told(service)
    assert service.repository.rebuild() == []
    assert told(service) == before


def test_a_rebuild_names_the_tables_that_differ(service: Service, tell: Tell) -> None:
    three_sent(tell)
    with service.store.writing() as work:
        work.run("UPDATE figure SET value = 11 WHERE value = 10")
    assert service.repository.rebuild(check=True) == ["figure"]
    assert service.repository.rebuild() == ["figure"]
    assert service.repository.rebuild(check=True) == []


def test_no_room_for_a_new_file_takes_nothing_back_of_what_was_acknowledged(
    service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch, reopened: Reopened
) -> None:
    monkeypatch.setattr(books, "LOG_LIMIT", 1)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("data.storage.database.Store.copy_into", full)
    assert tell("45", "2024-Q1", {"MQ01": 10}).receipt
    assert service.fault is None
    assert [path.name for path in file_of(service).parent.glob("*.duckdb")] == ["0001.duckdb"]
    before = told(service)
    service.close()
    assert told(reopened()) == before
