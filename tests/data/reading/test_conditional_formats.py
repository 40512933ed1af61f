"""Conditional formats as they should not be written: nothing in them hides a cell, ends a reader, or costs time."""

import time

import pytest

from data.reading.conditional_formats import always, libre, trees
from data.reading.reader import Reading, read
from indicators import TABLES
from tests.context.painted import painted, shows
from tests.support.corpus import altered

SHEET = "xl/worksheets/sheet1.xml"


def told(was: bytes, becomes: bytes, odd: bool) -> list[str]:
    reading: Reading = read(altered(painted(shows("#,##0,"), odd=odd), SHEET, was, becomes), "a.xlsx", TABLES)
    return [f"{finding.rule}@{finding.cell}" for finding in reading.findings]


@pytest.mark.parametrize("odd", [False, True])
@pytest.mark.parametrize(
    "inside",
    [
        b"<row r='1'><c r='A1'><v>5</v></c></row>",
        b"<sheetData><row r='1'><c r='ZZ1'><v>5</v></c></row></sheetData>",
    ],
)
def test_cells_that_hide_in_a_rule_are_refused(inside: bytes, odd: bool) -> None:
    block = b"<conditionalFormatting sqref='A1'>" + inside + b"</conditionalFormatting></worksheet>"
    assert told(b"</worksheet>", block, odd) == ["unclear_writing@"]


@pytest.mark.parametrize("odd", [False, True])
@pytest.mark.parametrize(
    ("was", "becomes", "asks"),
    [
        (b"</worksheet>", b"<conditionalFormatting sqref='A1'/></worksheet>", True),
        (b"</worksheet>", b"<conditionalFormatting><conditionalFormatting/></conditionalFormatting></worksheet>", True),
        (b'sqref="D2:D9"', b'sqref="D2 D2:ZZZZ99999999999 :: D0"', True),
        (b"<formula>0</formula>", b"", True),
        (b"<formula>0</formula>", b"<formula>E2*2</formula>", True),
        (b"<formula>0</formula>", b"<formula>1e999</formula>", False),
        (b'dxfId="0"', b'dxfId="99999999999"', False),
    ],
)
def test_rules_that_are_written_badly_are_read_as_far_as_they_can_be(
    was: bytes, becomes: bytes, asks: bool, odd: bool
) -> None:
    assert ("unit_named@D2" in told(was, becomes, odd)) is asks


def test_an_empty_rule_does_not_hide_the_next_one() -> None:
    empty, full = b'<conditionalFormatting sqref="A1"/>', b"<x:conditionalFormatting><a/></x:conditionalFormatting>"
    assert len(trees(empty * 3 + full + empty + full)) == 2


def test_a_million_opened_rules_cost_no_time() -> None:
    before = time.process_time()
    assert trees(b"<conditionalFormatting sqref='A1'>" * 300_000) == []
    assert time.process_time() - before < 2


@pytest.mark.parametrize(
    ("condition", "number", "holds"),
    [
        (">=1000", 1260, True),
        ("value()>=0", -1, False),
        ("cell-content()<=5", 5, True),
        ("between(1,2)", 3, False),
        ("not-between(1,2)", 3, True),
        ('="x"', 3, False),
        ('!="x"', 3, True),
        ("formula-is(ISBLANK([.D2]))", 3, False),
        ("formula-is([.E2]>1)", 3, True),
    ],
)
def test_conditions_of_libreoffice_hold_of_a_number_or_not(condition: str, number: float, holds: bool) -> None:
    assert libre(condition)(number) is holds


def test_what_is_not_understood_is_taken_to_hold() -> None:
    assert libre("top-elements(3)") is always
