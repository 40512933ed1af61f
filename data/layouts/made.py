"""A sheet that a layout makes: the table's own headings, and its cells, each with its origin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from data.column_types.cell import Raw
from data.layouts.grid import SheetTable
from data.layouts.origins import At, CellOrigins
from data.reading.cells import Sheet
from data.reading.heading_words import Header, Word
from data.table import Table


@dataclass(slots=True)
class Made:
    """The sheet and its headings. The table's columns come first, everything else that was sent stands behind them."""

    table: Table
    sheet: Sheet
    header: Header
    used: set[int] = field(default_factory=set)  # rows that hold something of the table

    @property
    def others(self) -> dict[int, str]:
        return self.header.others

    @classmethod
    def begun(cls, table: Table, grid: SheetTable, keys: Sequence[str], labels: Sequence[str]) -> Self:
        """With the titles that stood over a table, and with headings where its own stood."""
        source, wide = grid.sheet, len(keys)
        width = wide + source.width
        sheet = Sheet(source.name, [[""] * width for _ in source.rows], source.hidden, origins=CellOrigins())
        header = Header(grid.last, grid.last, grid.start, {key: n for n, key in enumerate(keys)})
        header.said = dict(zip(keys, labels, strict=True))
        header.words = {
            key: [Word(label, grid.last, n)] for n, (key, label) in enumerate(zip(keys, labels, strict=True))
        }
        made = cls(table, sheet, header)
        for n, label in enumerate(labels):
            sheet.rows[grid.last][n] = label
        for row, column, raw in grid.titles:
            made.put(row, wide + column, raw, ((source.name, row, column),))
        sheet.marks.hidden_rows = set(source.marks.hidden_rows)
        sheet.marks.remarks = [
            remark._replace(at=None if remark.at is None else (remark.at[0], wide + remark.at[1]))
            for remark in source.marks.remarks
        ]
        for remark in source.marks.remarks:
            if remark.at is not None:
                at = remark.at[0], wide + remark.at[1]
                sheet.origins.cells.setdefault(at, ((source.name, *remark.at),))  # type: ignore[union-attr]
        return made

    def put(self, row: int, column: int, raw: Raw, of: tuple[At, ...]) -> None:
        assert self.sheet.origins is not None
        if column >= self.sheet.width:
            more = [""] * (column + 1 - self.sheet.width)
            for cells in self.sheet.rows:
                cells.extend(more)
        self.sheet.rows[row][column] = raw
        self.sheet.origins.cells[row, column] = of

    def append(self) -> int:
        """A row more, below all others."""
        self.sheet.rows.append([""] * self.sheet.width)
        return len(self.sheet.rows) - 1


KNOWN = {"code", "name", "unit"}  # of a form: compared with what was confirmed, and put in its place


def carry_marks(made: Made, sheets: Mapping[str, Sheet], row: int) -> None:
    """What the file says of the cells of a row besides their values goes with them."""
    assert made.sheet.origins is not None
    marks = made.sheet.marks
    for key, column in made.header.columns.items():
        of = made.sheet.origins.cells.get((row, column), ())
        if len(of) != 1:
            continue
        name, *place = of[0]
        at, theirs = (place[0], place[1]), sheets[name]
        if at in theirs.marks.percent:
            marks.percent.add((row, column))
        if at in theirs.marks.shown:
            marks.shown[row, column] = theirs.marks.shown[at]
        if at in theirs.marks.struck:
            marks.struck.add((row, column))
        marks.formulas.carry(theirs.marks.formulas, at, (row, column))
        if at in theirs.mended and key not in KNOWN:
            made.sheet.mended[row, column] = theirs.mended[at]


def carry_blocks(made: Made, grid: SheetTable, columns: Mapping[int, int], shift: int = 0) -> None:
    """Merged and hidden cells among the rows of a table; `columns` as sent → as made."""
    source = grid.sheet
    for top, left, bottom, right in source.marks.merged:
        if bottom < grid.start or top >= grid.end:
            continue
        mine = sorted(columns[column] for column in range(left, min(right, left + 300) + 1) if column in columns)
        if mine:
            made.sheet.marks.merged.append((top + shift, mine[0], bottom + shift, mine[-1]))
    made.sheet.marks.hidden_columns |= {columns[c] for c in source.marks.hidden_columns if c in columns}
