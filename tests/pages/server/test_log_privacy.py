"""Ids of sessions, and links of downloads, stand in no line of the log."""

import logging
import uuid
from collections.abc import Iterator

import pytest

from pages.server import log_privacy

SESSION, LINK, WAITING = str(uuid.UUID(int=2**127 + 5)), "ab" * 28, "cd" * 16


@pytest.fixture(autouse=True)
def kept_out() -> Iterator[None]:
    made = logging.getLogRecordFactory()
    log_privacy.keep_ids_out()
    yield
    logging.setLogRecordFactory(made)


def test_an_id_is_left_out_of_what_is_said_and_of_a_traceback(caplog: pytest.LogCaptureFixture) -> None:
    log = logging.getLogger("streamlit.any")
    log.warning("Session with id %s is connected, /media/%s.csv", SESSION, LINK)
    log.warning("file_id %s", WAITING)
    try:
        raise KeyError(SESSION)
    except KeyError:
        log.exception("upload_file/%s", SESSION)
    assert SESSION not in caplog.text
    assert LINK not in caplog.text
    assert WAITING not in caplog.text
    assert "Session with id … is connected, /media/….csv" in caplog.text
    assert "KeyError" in caplog.text


def test_everything_else_is_said_as_it_was(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("any").warning("%s of %d: %s", "file", 5, "ab" * 32)
    assert f"file of 5: {'ab' * 32}" in caplog.text
    logging.getLogger("any").warning("a lonely % sign")
    assert "a lonely % sign" in caplog.text
