"""No edit that changes what numbers mean is accepted without a question; no edit that changes nothing is asked about.

`CONTEXT_EXAMPLES=20000 pytest tests/context/test_edits.py -m slow --hypothesis-seed=1` is the long form; in parts, each
with a seed of its own, where it takes too long at once."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.model import Calendar, Period, Severity
from data.places import PLACES
from data.reading.reader import Reading, read
from data.said_of_scope import of_whom_and_when
from indicators import TABLES
from service import drafts
from service.drafts import Verdict
from service.service import Service
from tests.context import edits
from tests.context.edits import Edited, good
from tests.context.formula_edits import FORMULA_CHANGES, FORMULA_KEEPS
from tests.context.more_edits import FILES, MORE_CHANGES, MORE_KEEPS
from tests.context.office_edits import OFFICE_CHANGES, OFFICE_KEEPS

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
CHANGES = [*edits.CHANGES, *MORE_CHANGES, *OFFICE_CHANGES, *FORMULA_CHANGES]
KEEPS = [*edits.KEEPS, *MORE_KEEPS, *OFFICE_KEEPS, *FORMULA_KEEPS]
# What another kind of file can hold as well: words in cells.
IN_CELLS = {"rename_heading", "parent_heading", "title", "unit_line", "caption", "second_table", "total"}
IN_CELLS |= {"side_column", "name", "line_below", "split_title", "side_table"}
IN_CELLS |= {"blank_columns", "title_rows", "spelled", "this_quarter", "note", "signature"}
IN_CELLS |= {"ditto", "office_note", "quarter_for_heading", "innocent_note", "innocent_title", "free_title"}
IN_CELLS |= {"counter", "blank_rows", "column_numbers", "own_unit", "total_row"}
IN_CELLS |= {edit.__name__ for edit in (*FORMULA_CHANGES, *FORMULA_KEEPS)} - {"named"}


@pytest.fixture(scope="module")
def empty(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    service = Service(shutil.copytree(empty_store, tmp_path_factory.mktemp("empty") / "store"))
    yield service
    service.close()


def file_of(edited: Edited, done: list[Callable[..., None]], draw: st.DataObject) -> tuple[bytes, str]:
    """The workbook as it is sent, as .csv or .ods where these hold all that was done."""
    if all(edit.__name__ in IN_CELLS for edit in done):
        kind = draw.draw(st.sampled_from(["xlsx", *FILES]))
        if kind in FILES and not (kind == "csv" and (edited.sheet.merged_cells.ranges or edited.formulas)):
            return FILES[kind](edited), f"so-lieu.{kind}"
    return edited.saved(), edited.name


def told(reading: Reading) -> list[str]:
    """The questions and faults of a workbook, as far as its reader and its scope find them."""
    findings = reading.findings + of_whom_and_when(reading, PROVINCE, QUARTER, Calendar.STATISTICAL, PLACES)
    return [f"{f.rule}@{f.cell}" for f in findings if f.severity is not Severity.INFO]


def rows(reading: Reading) -> dict[str, list[list[object]]]:
    return {
        name: [[v for k, v in line.items() if k not in ("_row", "note")] for line in sheet.rows.to_pylist()]
        for name, sheet in reading.sheets.items()
    }


@pytest.mark.slow
@LENIENT
@given(st.sampled_from(KINDS), st.sampled_from(CHANGES), st.lists(st.sampled_from(KEEPS), max_size=2), st.data())
def test_an_edit_that_changes_the_meaning_is_never_accepted_silently(
    empty: Service, kind: str, change: edits.Edit, keeps: list[edits.Edit], draw: st.DataObject
) -> None:
    edited = good(kind)
    for keep in keeps:
        keep(edited, draw)
    change(edited, draw)
    data, name = file_of(edited, [change, *keeps], draw)
    found = told(read(data, name, TABLES))
    if edited.at:
        assert any(one.endswith(f"@{edited.at}") for one in found), (edited.done, name, found)
    elif not found:  # what the rows of a list are asked among each other needs the store
        draft = drafts.check(empty, name, data, PROVINCE, QUARTER)
        assert draft.verdict not in (Verdict.ACCEPTABLE, Verdict.ACCEPTED), (edited.done, name)


@pytest.mark.slow
@LENIENT
@given(st.sampled_from(KINDS), st.lists(st.sampled_from(KEEPS), min_size=1, max_size=4, unique=True), st.data())
def test_an_edit_that_changes_nothing_gives_the_same_rows_and_no_question(
    kind: str, keeps: list[edits.Edit], draw: st.DataObject
) -> None:
    edited = good(kind)
    for keep in keeps:
        keep(edited, draw)
    reading = read(*file_of(edited, keeps, draw), TABLES)
    assert told(reading) == [], edited.done
    assert rows(reading) == rows(read(good(kind).saved(), "so-lieu.xlsx", TABLES)), edited.done
