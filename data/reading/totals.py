"""Totals that stand among the rows of a list under another name, or with everything else filled in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from data.column_types.cell import Raw
from data.model import Text, number_words
from data.reading.cells import spans
from data.reading.skipped_rows import TOTAL
from data.table import Table
from data.text_keys import bare

# A row is asked about when it is the sum of at least so many others: with one column of numbers, with more of them.
FEWEST_ONE, FEWEST_MORE = 3, 2
_LEAST = 20  # what the largest of its sums is at least: small numbers add up by chance
_MOST = 5_000  # rows of a list in which subtotals are looked for
_BEGINS = re.compile(r"\s*[TtCcGgSs]\w{1,6}\b.{0,20}")  # how the name of a total may begin


class PerhapsTotal(NamedTuple):
    """A row that may be a total: the rule, its row as Excel counts it, what is said of it."""

    rule: str
    row: int
    words: Mapping[str, Text]


def perhaps_totals(
    table: Table, first: str, start: int, rows: pa.Table, raws: Mapping[str, list[Raw]]
) -> Iterator[PerhapsTotal]:
    """Rows that are named as a total is, a first or last row that is the sum of the others, and sums of groups.

    `first` is the column farthest left; the rows under the headings begin at `start`, counted from 0.
    """
    named = _named(table, first, start, rows, raws)
    yield from (PerhapsTotal("total_perhaps", row, {}) for row in sorted(named))
    found = list(_summed(table, rows, named)) or list(_grouped(table, rows, named))
    yield from found


def _named(table: Table, first: str, start: int, rows: pa.Table, raws: Mapping[str, list[Raw]]) -> set[int]:
    if not table.columns[first].type.is_text:
        return set()
    words = {
        raw
        for raw in set(raws[first])
        if isinstance(raw, str) and len(raw) < 30 and _BEGINS.fullmatch(raw) and TOTAL.fullmatch(bare(raw))
    }
    if not words:
        return set()
    return {row for row in rows.column("_row").to_pylist() if raws[first][row - 1 - start] in words}


def _summed(table: Table, rows: pa.Table, named: set[int]) -> Iterator[PerhapsTotal]:
    numbers = [key for key, column in table.columns.items() if column.type.is_number]
    for at in (rows.num_rows - 1, 0) if rows.num_rows > FEWEST_MORE else ():
        row = rows.column("_row")[at].as_py()
        sums = {key: 2 * value for key in numbers if (value := rows.column(key)[at].as_py()) is not None}
        fewest = FEWEST_MORE if len(sums) > 1 else FEWEST_ONE
        others = min((rows.num_rows - 1 - rows.column(key).null_count for key in sums), default=0)
        if row in named or not sums or max(sums.values()) < 2 * _LEAST or others < fewest:
            continue
        if all(abs((pc.sum(rows.column(key)).as_py() or 0) - twice) < 1e-6 for key, twice in sums.items()):
            key = next(iter(sums))
            yield PerhapsTotal(
                "sum_of_others", row, {"total": number_words(sums[key] / 2), "heading": table.columns[key].label}
            )
            return


def _grouped(table: Table, rows: pa.Table, named: set[int]) -> Iterator[PerhapsTotal]:
    """Rows that are the sums of those beneath them, or above, where the whole list is made of such groups; a total of
    all may stand at either end."""
    keys = [key for key, column in table.columns.items() if column.type.is_number]
    columns = [column for key in keys if any(column := rows.column(key).to_pylist())] if rows.num_rows <= _MOST else []
    lines = [tuple(value or 0 for value in line) for line in zip(*columns, strict=True)]
    numbers = rows.column("_row").to_pylist()
    if named or len(lines) < 2 * (1 + FEWEST_MORE) or len(columns) < 2:
        return
    for down in (True, False):
        ordered = list(enumerate(lines if down else lines[::-1]))
        for part in (ordered, ordered[1:], ordered[:-1]):
            heads = _heads(part)
            if len(heads) > 1:
                found = sorted(numbers[at] if down else numbers[-1 - at] for at in heads)
                yield PerhapsTotal("sums_of_groups", found[0], {"rows": Text(spans(found), spans(found))})
                return


def _heads(lines: Sequence[tuple[int, tuple[float, ...]]]) -> list[int]:
    """The lines that are each the sum of at least two following ones; none where they do not make up the whole."""
    heads, at = [], 0
    while at < len(lines):
        place, sums = lines[at]
        end, rest = at + 1, sums
        while end < len(lines) and any(each > 1e-6 for each in rest):
            rest = tuple(a - b for a, b in zip(rest, lines[end][1], strict=True))
            end += 1
        if end - at <= FEWEST_MORE or any(abs(each) > 1e-6 for each in rest) or max(sums) < _LEAST:
            return []
        heads.append(place)
        at = end
    return heads
