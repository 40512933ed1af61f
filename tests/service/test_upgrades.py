"""A store that an earlier version left opens with the newest code: the same rows, nothing written anew but what follows."""

import json
import shutil
import tarfile
from pathlib import Path

import pytest

from data.model import Period
from data.places import PLACES
from data.storage import open_files
from data.storage.ledger import digest
from service import acceptance, drafts, submissions
from service.service import Service
from tests.stores.make import Prints, rows_print
from tests.support.forging import files_of, lines_of, spoil
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

STORES = ROOT / "tests" / "stores"
RELEASED = sorted(path.name.removesuffix(".tar.xz") for path in STORES.glob("*.tar.xz"))


def unpacked(name: str, folder: Path) -> Path:
    with tarfile.open(STORES / f"{name}.tar.xz") as box:
        box.extractall(folder, filter="data")
    return folder


def files(home: Path) -> dict[str, str]:
    """Every file's hash."""
    kept = [path for path in home.rglob("*") if path.is_file()]
    return {str(path.relative_to(home)): digest(path.read_bytes()) for path in kept}


def test_there_is_a_store_of_every_version_that_people_can_have() -> None:
    assert RELEASED == ["house"]


@pytest.mark.parametrize("name", RELEASED)
def test_its_rows_are_the_same_after_the_upgrade_and_its_files_were_not_touched(name: str, tmp_path: Path) -> None:
    home = unpacked(name, tmp_path)
    before = files(home)
    told: Prints = json.loads((STORES / f"{name}.json").read_text(encoding="utf-8"))
    for _ in range(2):  # the second time it is opened there is nothing left to be done
        service = Service(home)
        with service.store.reading() as work:
            now = {table: rows_print(work, table, told[table]["columns"]) for table in told}
        assert now == told
        assert service.repository.rebuild(check=True) == []
        service.close()
    assert before.items() <= files(home).items()


@pytest.mark.parametrize("name", RELEASED)
def test_its_lines_and_files_are_taken_over_to_the_byte(name: str, tmp_path: Path) -> None:
    home = unpacked(name, tmp_path)
    Service(home).close()
    assert lines_of(home) == (home / "ledger.jsonl").read_text(encoding="utf-8").splitlines()
    assert set(files_of(home)) == {path.name for path in (home / "archive").rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", RELEASED)
def test_a_broken_chain_is_not_taken_over_and_that_is_said(name: str, tmp_path: Path) -> None:
    home = unpacked(name, tmp_path)
    ledger = home / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes().replace(b'"version":1', b'"version":7', 1))
    for _ in range(2):
        service = Service(home)
        assert service.fault is not None
        assert "dòng 1" in service.fault.vi
        assert service.empty
        service.close()
    assert not (home / "truth.sqlite").exists()


@pytest.mark.parametrize("name", RELEASED)
def test_on_a_disk_that_takes_nothing_it_is_read_and_taken_over_once_the_disk_is_well(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first start ended without a sentence."""
    home = unpacked(name, tmp_path)
    told: Prints = json.loads((STORES / f"{name}.json").read_text(encoding="utf-8"))
    take_over = open_files.take_over

    def full(source: open_files.OpenFiles, into: Path) -> list[tuple[int, str]]:
        if into.is_relative_to(home):
            raise OSError(28, "No space left on device")
        return take_over(source, into)

    with monkeypatch.context() as patch:
        patch.setattr(open_files, "take_over", full)
        service = Service(home)
    with service.store.reading() as work:
        assert {table: rows_print(work, table, told[table]["columns"]) for table in told} == told
    assert service.fault is not None
    assert "giải phóng" in service.fault.vi
    service.close()
    assert not (home / "truth.sqlite").exists()
    service = Service(home)
    assert service.fault is None
    assert not service.empty
    service.close()


def test_damaged_rows_are_read_again_from_the_file_as_it_was_sent(tmp_path: Path) -> None:
    """One of 1,600 ended every start."""
    home = unpacked("house", tmp_path)
    service = Service(home)
    with service.store.reading() as work:
        before = work.rows("SELECT * EXCLUDE (keys) FROM observation ORDER BY ALL")
    service.close()
    line = json.loads(lines_of(home)[2])["body"]
    spoil(home, line["rows"], b"spoilt")
    shutil.rmtree(home / "answers")
    service = Service(home)
    with service.store.reading() as work:
        assert work.rows("SELECT * EXCLUDE (keys) FROM observation ORDER BY ALL") == before
    (notice,) = service.repository.notices
    assert "đã đọc lại từ tệp gốc" in notice.vi
    service.close()


@pytest.mark.parametrize("name", RELEASED)
def test_the_upgraded_store_goes_on_as_if_it_had_always_been_new(name: str, tmp_path: Path) -> None:
    service = Service(unpacked(name, tmp_path))
    period = Period.parse("2024-Q4")
    unit = PLACES.find("45", period.end)
    assert unit is not None
    versions = submissions.versions(service, unit.key, period)
    assert [one.file for one in versions] == ["quang-tri-2.xlsx", "quang-tri.xlsx"]
    again = acceptance.accept(
        service,
        drafts.check(service, versions[0].file, service.truth.read(versions[0].sha256), unit, period),
        "Sở KH&CN",
    )
    assert again.receipt == versions[0]
    assert (
        [reason for _, reason in submissions.findings(service, 2)]
        == ["Đúng như sổ theo dõi của Sở."] * len(submissions.findings(service, 2))
        != []
    )
    service.close()
