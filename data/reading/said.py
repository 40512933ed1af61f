"""What is said beside a table and judged elsewhere: of whom and when, by `data.checks`; units, by the columns."""

from typing import NamedTuple

At = tuple[int, int] | None  # a cell, counted from 0; None for what stands at none


class Said(NamedTuple):
    """A text that may say of whom and when a file is, and where it stands.

    `where`: title, signature, section, name, heading (over a column), to_date (over a year's total), whole (over a
    column that does not say that it is the quarter's), chosen (over the one that was taken for it by its time), note,
    aside (of a note, behind a mark), whose (only of whom), beside and moved (of single rows: a time; a day to which one
    was moved), source, sheet, file, month (over a table of one month, on its own
    sheet), occasion (of a file whose columns tell several quarters apart), computed, computed_alone and computed_stock
    (names of what a number is added up from: sheets, files, columns; alone where nothing else is among it),
    computed_same (the quarter's number for the year's, or the other way).
    """

    where: str
    text: str
    sheet: str = ""
    cell: str = ""
    row: int | None = None
    column: str = ""
    table: str = ""
    cells: int = 1  # that are computed from what it names


class UnitSaid(NamedTuple):
    """A unit that is named over a table or a column, folded, and its cell."""

    words: str
    at: At
    shown: str
