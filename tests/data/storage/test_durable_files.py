"""What is stored is the service's own: nobody else's account reads it, whatever the machine's umask."""

import os
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from data.storage.durable_files import FILE_MODE, FOLDER_MODE, make_folder, read_regular, write_whole
from service import backup
from service.service import Service
from tests.support.rows import send, trainings


@pytest.fixture(autouse=True)
def open_umask() -> Iterator[None]:
    """The careless machine: what is made is for everybody, unless whoever makes it says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    wrong = [path for path in (folder, *folder.rglob("*")) if not path.is_symlink()]
    return [
        f"{path.relative_to(folder)} {stat.S_IMODE(path.stat().st_mode):o}"
        for path in wrong
        if stat.S_IMODE(path.stat().st_mode) != (FOLDER_MODE if path.is_dir() else FILE_MODE)
    ]


def test_nothing_of_a_store_a_backup_or_a_restored_store_can_be_read_by_others(tmp_path: Path) -> None:
    with closing(Service(tmp_path / "store")) as service:
        send(service, "45", "2024-Q4", {"MQ01": 10}, trainings=trainings(2))
        service.repository.rebuild()
        assert open_to_others(service.home) == []
        os.umask(0)
        for _ in range(2):  # the one before is kept
            backup.backup(service.home, tmp_path / "copy")
        assert open_to_others(tmp_path / "copy") == []
    os.umask(0)
    backup.restore(tmp_path / "copy", tmp_path / "again")
    assert open_to_others(tmp_path / "again") == []


def test_a_store_that_an_earlier_version_left_open_to_others_is_closed_at_the_next_start(tmp_path: Path) -> None:
    with closing(Service(tmp_path / "store")) as service:
        send(service, "45", "2024-Q1", {"MQ01": 10})
    outside = tmp_path / "another's"
    outside.write_text("x")
    outside.chmod(0o644)
    (tmp_path / "store" / "link").symlink_to(outside)
    for path in (tmp_path / "store", *(tmp_path / "store").rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() else 0o644)
    Service(tmp_path / "store").close()
    assert open_to_others(tmp_path / "store") == []
    assert stat.S_IMODE(outside.stat().st_mode) == 0o644


def test_only_an_ordinary_file_is_read(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    write_whole(tmp_path / "a" / "b" / "file", b"x")
    assert read_regular(tmp_path / "a" / "b" / "file") == b"x"
    (tmp_path / "link").symlink_to(tmp_path / "a" / "b" / "file")
    os.mkfifo(tmp_path / "pipe")
    for other in (tmp_path / "link", tmp_path / "pipe", tmp_path / "a", Path("/dev/zero")):
        with pytest.raises(OSError):  # noqa: PT011 - each kind has its own
            read_regular(other)
