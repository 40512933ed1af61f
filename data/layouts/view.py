"""A file as it was sent, drawn with what each of its cells becomes by a layout: what a person confirms it by."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from data.column_types.cell import is_blank
from data.layouts.fit import best_block, form_lines, matched_to
from data.layouts.grid import SheetTable, grids, known_headings, widest
from data.layouts.history import quarters
from data.layouts.layout import ASIDE, COUNTER, FORM, Layout, LayoutBlock
from data.model import Period
from data.reading import findings_sheet
from data.reading.addresses import address
from data.reading.cells import Sheet
from data.reading.workbook import Book
from data.rules.findings import Refused, shown
from data.table import Table

MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 220, 24, 14


class ViewCell(NamedTuple):
    """A cell: its text, what it becomes (a column, `aside`, `asked`, `head` …), and the key of what says so."""

    text: str
    becomes: str = ""
    key: str = ""


class ViewSheet(NamedTuple):
    """A sheet's first rows; `more`: how many are not drawn."""

    name: str
    rows: list[list[ViewCell]]
    more: int = 0


def quarters_named(data: bytes, name: str, tables: Mapping[str, Table]) -> str:
    """The codes of the quarters of which a file has numbers, with a blank between."""
    return " ".join(period.code for period in quarters(_sheets(data, name, tables), tables))


def drawn(data: bytes, name: str, tables: Mapping[str, Table], layout: Layout, period: Period) -> str:
    """The sheets as JSON: name, rows of text, kind and key, how many rows more."""
    heads = known_headings(tables.values())
    told = _sheets(data, name, tables)[:MOST_SHEETS]
    return json.dumps([_sheet(sheet, layout, period, heads) for sheet in told])


def _sheets(data: bytes, name: str, tables: Mapping[str, Table]) -> list[Sheet]:
    """The sheets of a file that may be its sender's own; none where it may not be opened."""
    heads = known_headings(tables.values())

    def fits(records: Sequence[Sequence[object]]) -> int:
        width = max(map(len, records), default=0)
        return widest(Sheet("", [[*map(str, record), *[""] * (width - len(record))] for record in records]), heads)

    try:
        sheets = list(Book(data, name, fits, documents=True).sheets())
    except Refused:
        return []
    told = [sheet for sheet in sheets if not sheet.name.startswith("_") and not sheet.hidden]
    return [sheet for sheet in told if findings_sheet.read(sheet.name, sheet.rows) is None]


def parsed(text: str) -> list[ViewSheet]:
    said = json.loads(text) if text else []
    return [ViewSheet(name, [[ViewCell(*cell) for cell in row] for row in rows], more) for name, rows, more in said]


def _sheet(sheet: Sheet, layout: Layout, period: Period, heads: frozenset[str]) -> ViewSheet:
    marks: dict[tuple[int, int], tuple[str, str]] = {}
    for grid in grids(sheet, heads):
        if (block := best_block(layout, grid, period)) is not None:
            marks |= dict(_marks(block, grid, period))
    last = max((row for row, cells in enumerate(sheet.rows) if any(not is_blank(raw) for raw in cells)), default=-1)
    wide = min(sheet.width, MOST_COLUMNS)
    rows = [
        [
            ViewCell(shown(raw) if not is_blank(raw) else "", *marks.get((row, column), ("", "")))
            for column, raw in enumerate(cells[:wide])
        ]
        for row, cells in enumerate(sheet.rows[: min(last + 1, MOST_ROWS)])
    ]
    return ViewSheet(sheet.name, rows, max(0, last + 1 - MOST_ROWS))


def _marks(block: LayoutBlock, grid: SheetTable, period: Period) -> Iterator[tuple[tuple[int, int], tuple[str, str]]]:
    """Cell → what it becomes, and the key of what says so."""
    columns = {column.heading: column for column in block.columns}
    rows = {row.name: row for row in block.rows}
    lines = (
        {line.row: line for line in form_lines(matched_to(block, grid, period), grid, period)}
        if block.shape == FORM
        else {}
    )
    for at, heading in grid.headings(period).items():
        column = columns.get(heading)
        open_ = column is None or not column.sure or not column.becomes
        kind = "asked" if open_ or column is None else column.becomes if column.becomes in (ASIDE, COUNTER) else "head"
        for row in range(grid.top, grid.last + 1):
            if not is_blank(grid.sheet.cell(row, at)):
                yield (row, at), (kind, heading)
        if column is None or (column.becomes in (ASIDE, COUNTER) and column.sure):
            kept = ASIDE
        else:
            kept = column.keys[0] or "asked"
        for row, cells in grid.rows():
            if at >= len(cells) or is_blank(cells[at]):
                continue
            if block.shape != FORM:
                yield (row, at), ("asked" if open_ else kept, heading)
            elif (line := lines.get(row)) is not None and (told := rows.get(line.key)) is not None:
                asked = not told.sure or not told.becomes
                yield (row, at), ("asked" if asked else ASIDE if told.becomes == ASIDE else kept, told.name)


def place_of(view: Sequence[ViewSheet], key: str) -> tuple[str, str]:
    """The sheet and address at which a row or column first stands; nothing where it does not."""
    for sheet in view:
        for r, row in enumerate(sheet.rows):
            for c, cell in enumerate(row):
                if cell.key == key and cell.text:
                    return sheet.name, address(r, c)
    return "", ""
