"""What offices call figures: each name is of one figure only, and every code is there."""

from collections import defaultdict

from data.layouts.names import Names, tokens
from indicators import TABLES
from indicators.other_names import OTHER_NAMES

CODES = {figure.code for table in TABLES.values() for figure in table.figures}


def test_every_name_is_of_a_figure_that_there_is() -> None:
    assert set(OTHER_NAMES) - CODES == set()


def test_no_name_is_that_of_two_figures() -> None:
    """Also once abbreviations are written out and small words are left out."""
    of: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for code, _, words in Names(TABLES).spelt:
        of[tuple(sorted(words))].add(code)
    assert {words: codes for words, codes in of.items() if len(codes) > 1} == {}


def test_a_name_says_more_than_small_words() -> None:
    assert [name for names in OTHER_NAMES.values() for name in names if len(tokens(name)) < 2] == []
