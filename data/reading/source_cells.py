"""The cells of a file as they were sent: the text that a number was read from.

Run it through `data.sandbox.cells_as_sent`: the file was hostile once and still is.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from data.layouts.apply import apply
from data.layouts.grid import known_headings, widest
from data.layouts.standing import StandingLayouts
from data.reading.addresses import address
from data.reading.cells import Sheet
from data.reading.headers import find
from data.reading.headers import read as read_headings
from data.reading.list_state import state
from data.reading.table_reader import SheetReader
from data.reading.workbook import Book
from data.rules.findings import Refused, shown
from data.table import Table


class CellRequest(NamedTuple):
    """Rows of one sheet, and the columns of its table whose cells are wanted; no row: the cell of the state of the
    data."""

    table: str
    sheet: str  # its name in the file
    rows: tuple[int, ...]  # as Excel counts them
    columns: tuple[str, ...] = ()


class AsSent(NamedTuple):
    """One cell: its row (0: the state of the data), the key of its column, its address and its text."""

    row: int
    column: str
    cell: str
    text: str


def cells(
    data: bytes,
    name: str,
    tables: Mapping[str, Table],
    wanted: Sequence[CellRequest],
    standing: StandingLayouts | None = None,
) -> list[list[AsSent]]:
    """The cells wanted of each sheet; nothing of a sheet that is not there, or whose file is no longer taken.

    Of a file that was read by a layout the rows are those of the sheets it made.
    """
    try:
        if standing is not None:
            return _by_layout(data, name, tables, wanted, standing)
        book = Book(data, name, lambda records: _columns(tables, wanted, records))
        return [_of_sheet(sheet, tables[one.table], one) for one in wanted for sheet in [_sheet(book, one.sheet)]]
    except Refused:
        return [[] for _ in wanted]


def _by_layout(
    data: bytes, name: str, tables: Mapping[str, Table], wanted: Sequence[CellRequest], standing: StandingLayouts
) -> list[list[AsSent]]:
    heads = known_headings(tables.values())
    book = Book(data, name, lambda records: widest(_as_sheet(records), heads), documents=True)
    sheets = {sheet.name: sheet for sheet in book.sheets()}
    applied = apply(list(sheets.values()), standing, tables)
    found = []
    for one in wanted:
        made = next((each for each in applied.made if each.table.name == one.table), None) if applied else None
        told = []
        for row, key in ((row, key) for row in one.rows for key in one.columns):
            at = made.header.columns.get(key) if made else None
            if made is None or at is None or made.sheet.origins is None or not made.sheet.origins.made_of(row - 1, at):
                continue
            of = made.sheet.origins.of(row - 1, at)
            places = "+".join(address(r, c) if s == one.sheet else f"{s}!{address(r, c)}" for s, r, c in of)
            texts = " + ".join(_text(sheets[s], r, c) for s, r, c in of)
            told += [AsSent(row, key, places, texts)] if texts else []
        found.append(told)
    return found


def _as_sheet(records: Sequence[Sequence[object]]) -> Sheet:
    width = max(map(len, records), default=0)
    return Sheet("", [[*map(str, record), *[""] * (width - len(record))] for record in records])


def _sheet(book: Book, name: str) -> Sheet | None:
    return next(book.sheets(), None) if book.is_text else book.named(name)


def _columns(tables: Mapping[str, Table], wanted: Sequence[CellRequest], records: Sequence[Sequence[object]]) -> int:
    """How many headings the first records of a text file have with this separator."""
    sheet = _as_sheet(records)
    found = [find(sheet, tables[one.table]) for one in wanted]
    return max((len(header.columns) for header in found if header), default=0)


def _of_sheet(sheet: Sheet | None, table: Table, wanted: CellRequest) -> list[AsSent]:
    header = read_headings(sheet, table) if sheet else None
    if sheet is None or header is None:
        return []
    if not wanted.rows:
        _, cell = state(SheetReader(sheet, table, header, since_1904=False))
        at = next(((r, c) for r in range(header.first) for c in range(sheet.width) if address(r, c) == cell), None)
        return [AsSent(0, "", cell, _text(sheet, *at))] if at else []
    places = [(row, key, header.columns[key]) for row in wanted.rows for key in wanted.columns if key in header.columns]
    return [
        AsSent(row, key, address(row - 1, column), text)
        for row, key, column in places
        if (text := _text(sheet, row - 1, column))
    ]


def _text(sheet: Sheet, row: int, column: int) -> str:
    """What stands there; of a cell in an old font what it was before it was put into Unicode."""
    if (was := sheet.mended.get((row, column))) is not None:
        return shown(was.before)
    raw = sheet.cell(row, column)
    if (row, column) in sheet.marks.percent and isinstance(raw, int | float) and not isinstance(raw, bool):
        return f"{(Decimal(repr(raw)) * 100).normalize():f}%"
    return shown(raw)
