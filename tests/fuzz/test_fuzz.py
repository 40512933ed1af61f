"""Whatever comes: words, cells and XML made up by hypothesis, through the reader and the checks after it."""

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.model import Period
from data.places import PLACES
from indicators import TABLES
from service import drafts
from service.service import Service
from tests.fuzz import target
from tests.hostile import CORPUS
from tests.support.corpus import HEADINGS, ROW, workbook

pytestmark = pytest.mark.slow

TIMES = 40 if os.environ.get("DRILL") == "1" else 1
SOME = settings(max_examples=30 * TIMES, deadline=None, derandomize=TIMES == 1, suppress_health_check=list(HealthCheck))
FEW = settings(SOME, max_examples=10 * TIMES)

TYPED = st.sampled_from(
    [
        "45",
        "10.036",
        "10,036",
        "1.425,5",
        "1e3",
        "(5)",
        "-",
        "x",
        "",
        "không",
        "trên 70",
        "NULL",
        "#REF!",
        "１２",
        "١٢",
        "45²",
        "Khác",
        "Sở",
        "12/10/2024",
        "31/02/2024",
        "10/2024",
        "45577",
        "§¾k N«ng",
        "Noâng",
        "NÃ´ng",
        "Đắk\u200b Nông",
        "=1+1",
        "<b>",
        "TRUE",
        "Tổng cộng",
        "Ghi chú: x",
    ]
)
DIGITS = st.text(st.sampled_from("0123456789.,- /%+()'eE\u00a0"), max_size=12)
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=24)
MARKED = st.text(st.sampled_from("aăâêôơưđáàảãạấệộĂÂĐÊÔƠƯµ§®«»ÃÂ\u0301\u0309\u200b\u202e ,"), max_size=16)
CELLS = st.one_of(TYPED, DIGITS, WORDS, MARKED, MARKED.map(lambda text: unicodedata.normalize("NFD", text)))
ROWS = st.lists(st.lists(CELLS, min_size=8, max_size=8), min_size=1, max_size=3)
BITS = st.one_of(
    st.binary(max_size=4),
    st.sampled_from(
        [
            b"<c ",
            b' r="G3"',
            b"<v>7</v>",
            b"</v>",
            b' t="s"',
            b' t="e"',
            b"<f/>",
            b"&#53;",
            b"<!---->",
            b"</c>",
            b"<is/>",
            b"1048577",
        ]
    ),
)
CHANGES = st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 8), BITS), min_size=1, max_size=5)
QUARTER = Period.parse("2024-Q4")


@SOME
@given(ROWS, st.sampled_from(",;\t|"))
def test_every_cell_of_a_text_file_is_loaded_as_it_reads_asked_about_or_refused(
    rows: list[list[str]], mark: str
) -> None:
    target.text_file(rows, mark)


@SOME
@given(CHANGES)
def test_a_sheet_with_its_xml_changed_loads_what_a_parser_finds_in_it_or_is_refused(
    changes: list[tuple[int, int, bytes]],
) -> None:
    target.sheet(target.mutated(target.HEADER_XML + target.GOOD_ROW, changes))


@SOME
@given(st.sampled_from(sorted(target.PARTS)), CHANGES)
def test_a_workbook_with_a_part_changed_is_answered_in_words(part: str, changes: list[tuple[int, int, bytes]]) -> None:
    target.package(target.zipped(target.PARTS), part, target.mutated(target.PARTS[part], changes))


@SOME
@given(
    st.lists(st.one_of(CELLS, st.floats(), st.booleans()), min_size=8, max_size=8),
    st.binary(max_size=6),
    st.integers(0, 6000),
)
def test_an_old_workbook_with_octets_changed_is_answered_in_words(
    cells: list[str | float | bool], rubbish: bytes, at: int
) -> None:
    target.old_workbook(cells, rubbish, at)


@SOME
@given(st.sampled_from([c for c in CORPUS if not c.heavy and not c.apart]), CHANGES)
def test_a_hostile_file_made_worse_is_answered_in_words(case: object, changes: list[tuple[int, int, bytes]]) -> None:
    target.anything(target.mutated(case.bytes, changes), case.name)  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def one_desk(tmp_path_factory: pytest.TempPathFactory) -> object:
    service = Service(Path(tmp_path_factory.mktemp("fuzz")) / "store")
    yield service
    service.close()


@FEW
@given(
    rows=ROWS,
    figures=st.lists(st.tuples(st.sampled_from([f.code for f in TABLES["summary"].figures]), CELLS, CELLS), max_size=4),
)
def test_no_file_makes_the_checks_fail(
    one_desk: Service, rows: list[list[str]], figures: list[tuple[str, str, str]]
) -> None:
    """The rules between cells, the quarter and the province, on whatever was read."""
    from data.reading.reader import read

    clean = [
        ["".join(c for c in cell if c.isprintable()).lstrip("=") for cell in row] for row in [*rows, map(str, ROW)]
    ]
    heads = [column.label.vi for column in TABLES["summary"].columns.values()]
    lines = [
        [code, None, None, *("".join(filter(str.isprintable, cell)).lstrip("=") for cell in cells)]
        for code, *cells in figures
    ]
    data = workbook({"Tập huấn": [HEADINGS, *clean], "Tổng hợp": [heads, *lines]})
    unit = PLACES.find("44", QUARTER.end)
    assert unit is not None
    draft = drafts.judge(one_desk, "a.xlsx", data, read(data, "a.xlsx", TABLES), unit, QUARTER, None)
    assert all(finding.message.vi and finding.message.en for finding in draft.findings)
