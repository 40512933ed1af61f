"""No edit that changes what numbers mean is accepted without a question; no edit that changes nothing is asked about.

`CONTEXT_EXAMPLES=20000 pytest tests/context/test_edits.py -m slow --hypothesis-seed=1` is the long form; in parts, each
with a seed of its own, where it takes too long at once."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.model import Calendar, Period, Severity
from data.places import PLACES
from data.reading.reader import read
from data.said_of_scope import of_whom_and_when
from indicators import TABLES
from service import drafts
from service.drafts import Verdict
from service.service import Service
from tests.context.edits import CHANGES, KEEPS, Edited, good

EXAMPLES = int(os.environ.get("CONTEXT_EXAMPLES", "200"))
QUARTER = Period.parse("2024-Q4")
PROVINCE = PLACES.find("45", QUARTER.end)
LENIENT = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="CONTEXT_EXAMPLES" not in os.environ,
    database=None,
    suppress_health_check=list(HealthCheck),
)
KINDS = ("list", "form", "fines")


@pytest.fixture(scope="module")
def empty(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    service = Service(shutil.copytree(empty_store, tmp_path_factory.mktemp("empty") / "store"))
    yield service
    service.close()


def told(edited: Edited) -> list[str]:
    """The questions and faults of a workbook, as far as its reader and its scope find them."""
    reading = read(edited.saved(), edited.name, TABLES)
    findings = reading.findings + of_whom_and_when(reading, PROVINCE, QUARTER, Calendar.STATISTICAL, PLACES)
    return [f"{f.rule}@{f.cell}" for f in findings if f.severity is not Severity.INFO]


def rows(edited: Edited) -> dict[str, list[list[object]]]:
    sheets = read(edited.saved(), edited.name, TABLES).sheets
    return {
        name: [[v for k, v in line.items() if k not in ("_row", "note")] for line in sheet.rows.to_pylist()]
        for name, sheet in sheets.items()
    }


@pytest.mark.slow
@LENIENT
@given(st.sampled_from(KINDS), st.sampled_from(CHANGES), st.lists(st.sampled_from(KEEPS), max_size=2), st.data())
def test_an_edit_that_changes_the_meaning_is_never_accepted_silently(
    empty: Service, kind: str, change: object, keeps: list[object], draw: st.DataObject
) -> None:
    edited = good(kind)
    for keep in keeps:
        keep(edited, draw)  # type: ignore[operator]
    change(edited, draw)  # type: ignore[operator]
    if not told(edited):  # what the rows of a list are asked among each other needs the store
        draft = drafts.check(empty, edited.name, edited.saved(), PROVINCE, QUARTER)
        assert draft.verdict not in (Verdict.ACCEPTABLE, Verdict.ACCEPTED), edited.done


@pytest.mark.slow
@LENIENT
@given(st.sampled_from(KINDS), st.lists(st.sampled_from(KEEPS), min_size=1, max_size=4, unique=True), st.data())
def test_an_edit_that_changes_nothing_gives_the_same_rows_and_no_question(
    kind: str, keeps: list[object], draw: st.DataObject
) -> None:
    edited, before = good(kind), rows(good(kind))
    for keep in keeps:
        keep(edited, draw)  # type: ignore[operator]
    assert told(edited) == [], edited.done
    assert rows(edited) == before, edited.done
