"""The page on which files are sent: what it holds of them, and how much of what is wrong it draws at a time."""

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from data.kept_file import KeptFile
from data.reading_codec import PackedReading
from pages.server import store
from pages.submission.finding_groups import ON_A_PAGE
from service.service import Service
from tests.support.corpus import ROW, trainings
from tests.support.pages import shown


@pytest.fixture
def empty(service: Service, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(store, "_open", lambda _: service)
    monkeypatch.setenv("INDICATORS_HOME", str(service.home))
    return service


@pytest.mark.usefixtures("empty")
def test_a_page_of_findings_is_drawn_at_a_time_and_the_file_is_held_on_the_disk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """40,000 of them took 19.8 seconds at every click, and every upload stayed in memory."""
    left: list[UploadedFileRec] = []
    add = MemoryUploadedFileManager.add_file
    monkeypatch.setattr(
        MemoryUploadedFileManager, "add_file", lambda self, session, file: (left.append(file), add(self, session, file))
    )
    data = trainings(*[[*ROW[:6], f"số {row}", 1] for row in range(ON_A_PAGE + 50)])
    at = shown("nop-so-lieu", quy_nop="2025-Q3", tinh_nop="hue")
    at.file_uploader(key="files").upload("mau.xlsx", data).run()
    drawn = max((html.value.count("<tr>") for html in at.get("html")), default=0)
    assert ON_A_PAGE < drawn <= ON_A_PAGE + 3
    assert any(f"1 đến {ON_A_PAGE} trong" in caption.value for caption in at.caption)
    assert left[-1].data == b""
    (held,) = at.session_state["held files"].values()
    (draft,) = at.session_state["drafts"].values()
    assert isinstance(held, KeptFile)
    assert held.read() == draft.data == data
    assert isinstance(draft.read, PackedReading)
    assert draft.reading.sheets["trainings"].rows.num_rows == ON_A_PAGE + 50
