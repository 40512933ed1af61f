"""The demo that `make run` began."""

import time
from contextlib import closing
from pathlib import Path

import pytest

from data.storage import truth
from data.storage.truth import Truth
from service.demo import load
from tests.support.browsing import ROOT
from tests.support.serving import served

PATIENCE = 60.0


def _lines(home: Path) -> int:
    if not (home / truth.FILE).exists():
        return 0
    with closing(Truth(home, read_only=True)) as told:
        return told.head()[0]


@pytest.mark.slow
@pytest.mark.parametrize("begun", [False, True])
def test_it_comes_in_before_anybody_opens_a_page_and_only_where_it_was_begun(tmp_path: Path, begun: bool) -> None:
    """It waited for the first visitor, who then waited for it."""
    if begun:
        load.mark(tmp_path).touch()
    environment = {"INDICATORS_HOME": str(tmp_path), "INDICATORS_DEMO": "1"}
    with served(ROOT / "app.py", ROOT, tmp_path / "app.log", environment):
        until = time.monotonic() + (PATIENCE if begun else 5)
        while not _lines(tmp_path) and time.monotonic() < until:
            time.sleep(0.2)
        assert (_lines(tmp_path) > 0) == begun
