"""What a button made waits for the browser that asked for it, and not for ever."""

from types import SimpleNamespace

import pytest
from streamlit.runtime import media_file_manager
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from pages.server import made_files


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    clock = [0.0]
    monkeypatch.setattr(made_files, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    monkeypatch.setattr(media_file_manager, "MediaFileMetadata", media_file_manager.MediaFileMetadata)
    made_files.keep_made_files()
    return clock


def made(manager: MediaFileManager) -> str:
    """Which file a button has made."""
    placeholder = manager.add_deferred(lambda: b"a template", "text/plain", "1.2.3", "mau.txt")
    return manager.execute_deferred(placeholder).rpartition("/")[2].partition(".")[0]


def test_a_file_is_there_however_many_runs_of_others_end_before_it_is_fetched(now: list[float]) -> None:
    manager = MediaFileManager(MemoryMediaFileStorage("/media"))
    file_id = made(manager)
    for _ in range(5):
        manager.remove_orphaned_files()
    assert manager.read_file(file_id) is not None


def test_a_file_that_nobody_fetched_is_gone_after_its_time(now: list[float]) -> None:
    manager = MediaFileManager(MemoryMediaFileStorage("/media"))
    file_id = made(manager)
    manager.remove_orphaned_files()
    now[0] = made_files.SECONDS
    manager.remove_orphaned_files()
    assert manager.read_file(file_id) is None
