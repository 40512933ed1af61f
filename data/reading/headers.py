"""Where a table's headings stand on a sheet, and which column is which."""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from data.column_types.cell import Raw
from data.reading.cells import Range, Sheet
from data.reading.heading_words import Header, complete
from data.reading.roles import TOTALS
from data.table import Table
from data.text_keys import bare, tidy

SEARCHED = 60  # rows from the top in which headings are looked for
LONGEST = 500  # characters of a heading
LEVELS = 3  # a heading may be this many rows high

_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_NUMBERING = re.compile(r"^\s*(?:[(\[]?\d{1,2}[)\].:]|[A-Za-z][.)])\s*")
_COUNTER = {"stt", "tt", "so tt", "so thu tu", "no"}
_COLUMN_NUMBER = re.compile(r"[A-Za-z]|[(\[]?\d{1,2}[)\]]?(?:\s*=.*)?")


def known(table: Table) -> dict[str, str]:
    """Every heading a column goes by, bare → key; its label before its other names."""
    names: dict[str, str] = {}
    for rank in range(2):
        for key, column in table.columns.items():
            for name in (column.label.vi, column.label.en, key) if rank == 0 else column.also:
                names.setdefault(bare(name), key)
    return names


@lru_cache(maxsize=5_000)
def spellings(heading: str) -> tuple[str, ...]:
    """The bare readings of a heading, the whole first: without its unit, its number, or one of its lines."""
    without = _BRACKETS.sub(" ", heading)
    readings = [heading, without, _NUMBERING.sub("", without)]
    for line in re.split(r"[\n\r]+|\s/\s", without):
        readings += [line, _NUMBERING.sub("", line)]
    return tuple(dict.fromkeys(word for word in map(bare, dict.fromkeys(readings)) if word))


def _bare(heading: str) -> str:
    """`bare`, remembered for long headings as well."""
    readings = spellings(heading)
    return readings[0] if readings else ""


def _words(raw: Raw) -> str:
    return raw if isinstance(raw, str) and len(raw) <= LONGEST else ""


def find(sheet: Sheet, table: Table) -> Header | None:
    """The headings of a table on a sheet: the rows in which most of its columns are found; None for fewer than two."""
    names = known(table)
    merged = [block for block in sheet.marks.merged if block[0] < SEARCHED + LEVELS]
    best: Header | None = None
    for last in range(min(SEARCHED, len(sheet.rows))):
        own = [_words(raw) for raw in sheet.rows[last]]
        if not any(own):
            continue
        levels: list[list[str]] = []
        for first in range(last, max(last - LEVELS, -1), -1):
            levels.insert(0, _level(sheet, merged, first, last, names))
            header = _match(sheet, names, levels, first, last)
            if best is None or len(header.columns) > len(best.columns):
                best = header
        if best is not None and len(best.columns) == len(table.columns):
            break  # no other rows can name more
    if best is None or len(best.columns) < min(2, len(table.columns)):
        return None
    best.others = {column: tidy(word) for column, word in best.others.items()}
    best.said = {key: tidy(word) for key, word in best.said.items()}
    if is_column_numbers(sheet, best.start):
        best.start += 1
    return best


def read(sheet: Sheet, table: Table) -> Header | None:
    """The headings of a table with all that they say; None where they are not found."""
    header = find(sheet, table)
    if header is not None:
        complete(sheet, table, header)
    return header


def _match(sheet: Sheet, names: Mapping[str, str], levels: list[list[str]], first: int, last: int) -> Header:
    header = Header(first, last, last + 1)
    columns = {c: parts for c in range(sheet.width) if (parts := [level[c] for level in levels if level[c]])}
    if len(set(map(tuple, columns.values()))) < min(2, len(set(names.values()))):
        return header  # a title or a guide, which stands over all columns alike and names no two of them
    for column, parts in columns.items():
        lowest = parts[-1]
        key = next((names[s] for s in spellings(lowest) if s in names), None)
        if key is None and len(parts) > 1 and _bare(lowest) in TOTALS:  # «Số người» over «Tổng số | Nữ»
            key = next((names[s] for s in spellings(parts[-2]) if s in names), None)
        if len(parts) > 1 and (whole := names.get(_bare(" ".join(parts)))) is not None:
            key = whole
        if key is None:
            if _bare(lowest) in _COUNTER:
                header.counters.add(column)
            else:
                header.others[column] = lowest
        elif key in header.columns:
            header.twice.append((key, column))
        else:
            header.columns[key] = column
            header.said[key] = lowest
    return header


def _level(sheet: Sheet, merged: list[Range], row: int, last: int, names: Mapping[str, str]) -> list[str]:
    """The headings of one row; a merged one stands over all its columns.

    Above the lowest row a heading counts where it reaches down to it by merging, stands over something, or where
    its row is plainly one of headings: a title over the table is not one.
    """
    cells = [_words(raw) for raw in sheet.rows[row]]
    blocks = [block for block in merged if block[0] == row]
    for top, left, _, right in blocks:
        for column in range(left, min(right + 1, len(cells))):
            cells[column] = cells[column] or _words(sheet.rows[top][left])
    if row == last:
        return cells
    spans = {column for _, left, bottom, right in blocks if bottom >= last for column in range(left, right + 1)}
    telling = sum(any(s in names for s in spellings(cell)) for cell in set(cells) if cell) >= 2
    below = sheet.rows[last]
    return [cell if column in spans or telling or _words(below[column]) else "" for column, cell in enumerate(cells)]


def is_column_numbers(sheet: Sheet, row: int) -> bool:
    """Whether a row under the headings only numbers the columns: A, B, 1, 2, 3=1+2."""
    if row >= len(sheet.rows):
        return False
    cells = [
        str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw).strip() for raw in sheet.rows[row]
    ]
    cells = [cell for cell in cells if cell]
    if len(cells) < 3 or not all(_COLUMN_NUMBER.fullmatch(cell) for cell in cells):
        return False
    order = [cell for cell in cells if len(cell) == 1 and cell.isalpha()]
    numbers = [int(match[0]) for cell in cells if (match := re.search(r"\d+", cell))]
    rising = all(b - a == 1 for a, b in pairwise(numbers))
    return rising and order == sorted(order) and (not numbers or numbers[0] <= 2)
