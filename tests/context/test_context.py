"""No silent wrong number: each file of the corpus is accepted with its rows, asked about or refused, at its cell.

The store is empty: no past can ask."""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from data.model import Period, Severity
from data.places import PLACES
from data.rules.findings import RULES
from data.table import Table
from indicators import TABLES
from service import drafts
from service.drafts import Draft, Verdict
from service.service import Service
from tests.context import CONTEXTS
from tests.context.case import Context, list_of
from tests.context.free_texts import still_open
from tests.support.corpus import ROW

QUARTER = Period.parse("2024-Q4")
PROVINCE = PLACES.find("45", QUARTER.end)
READ = [["Nuôi tôm", 45, 20]]


@pytest.fixture(scope="module")
def empty(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    service = Service(shutil.copytree(empty_store, tmp_path_factory.mktemp("empty") / "store"))
    yield service
    service.close()


def check(service: Service, case: Context) -> Draft:
    return drafts.check(service, case.name, case.data(), PROVINCE, QUARTER)


def told(draft: Draft) -> list[str]:
    return [f"{f.rule}@{f.cell}" for f in draft.findings if f.severity is not Severity.INFO]


def rows(draft: Draft, table: Table) -> list[list[object]]:
    keys = ["code", "value", "year_to_date"] if table.is_form else ["title", "participants", "women"]
    return [list(row.values()) for row in draft.reading.sheets[table.name].rows.select(keys).to_pylist()]


def everyday(number: int, case: Context) -> ParameterSet:
    """One in 96 is tried every day, of every kind some; all of them by `make slow`."""
    return pytest.param(case, id=case.sentence, marks=[] if number % 96 == 0 else [pytest.mark.slow])


@pytest.mark.parametrize("case", [everyday(n, case) for n, case in enumerate(CONTEXTS)])
def test_what_stands_beside_a_number_is_read(case: Context, empty: Service) -> None:
    draft = check(empty, case)
    if case.answer == "accepted":
        assert told(draft) == []
        assert draft.verdict is Verdict.ACCEPTABLE
        if case.rows is not None:
            (name,) = draft.reading.sheets
            assert rows(draft, TABLES[name]) == [list(row) for row in case.rows]
    else:
        assert case.at in told(draft)
        assert draft.verdict is (Verdict.QUESTIONS if case.answer == "asked" else Verdict.REFUSED)


def test_rows_are_judged_in_the_same_pass_where_a_title_alone_speaks_against_the_choice(empty: Service) -> None:
    more_women = [*ROW[:6], 45, 50]
    for title in ("QUÝ III NĂM 2024", "UBND TỈNH BẮC GIANG"):
        data = list_of([title], [], lines=[more_women])
        draft = drafts.check(empty, "so-lieu.xlsx", data, PROVINCE, QUARTER)
        assert draft.verdict is Verdict.REFUSED
        assert {one.partition("@")[2] for one in told(draft)} == {"A1", "H4"}, told(draft)


def test_the_corpus_is_large_and_says_each_sentence_once() -> None:
    assert len(CONTEXTS) >= 250
    assert [s for s, n in Counter(case.sentence for case in CONTEXTS).items() if n > 1] == []
    assert {case.at.split("@")[0] for case in CONTEXTS if case.at} <= set(RULES)


@pytest.mark.slow
def test_a_text_that_is_told_right_by_now_is_no_longer_listed_as_told_wrong(empty: Service) -> None:
    for right, case in still_open():
        accepted = check(empty, case).verdict is Verdict.ACCEPTABLE
        assert accepted is (right != "accepted"), case.sentence


def test_the_promise_says_how_many_files_were_tried() -> None:
    promise = (Path(__file__).parents[2] / "docs" / "promises.md").read_text()
    kept = sum(case.answer == "accepted" for case in CONTEXTS)
    assert f"0 in {len(CONTEXTS):,} files on an empty store" in promise
    wrong = Counter(right for right, _ in still_open())
    assert f"{wrong['asked']} of another meaning that are still accepted, {wrong['accepted']} plain ones" in promise
    assert f"{len(CONTEXTS) - kept:,} asked or refused at the cell, {kept:,} that only look different" in promise
