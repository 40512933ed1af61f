"""Columns that the template prints beside a form's lines for comparison: they are never read, wherever they stand."""

import re

from data.column_types.cell import Raw
from data.reading.cells import Sheet
from data.text_keys import fold

PREFIX = "Đối chiếu · "  # what their headings begin with
# What is printed there, and nothing that a person would type: «Đối chiếu sổ theo dõi» is a note.
_HEADING = re.compile(r"doi chieu ?· ?(?:quy truoc|cung ky nam truoc|luy ke den het|da nop lan \d+:?) ?.{0,60}")
_HIGHEST = 40  # rows at the top of a sheet in which headings stand


def clear(sheet: Sheet) -> None:
    """Take them out of a sheet before it is read: heading and all below it."""
    for row, cells in enumerate(sheet.rows[:_HIGHEST]):
        for column, raw in enumerate(cells):
            if is_reference(raw):
                _blank(sheet, row, column)


def is_reference(raw: Raw) -> bool:
    """Whether a cell is the heading of such a column."""
    dotted = isinstance(raw, str) and len(raw) < 200 and ("·" in raw or "\u0387" in raw)  # which is the same point
    return dotted and _HEADING.fullmatch(fold(str(raw))) is not None


def _blank(sheet: Sheet, row: int, column: int) -> None:
    marks = sheet.marks
    marks.references[column] = str(sheet.rows[row][column])
    for cells in sheet.rows[row:]:
        cells[column] = ""
    for places in (marks.broken, marks.shown, marks.said, marks.texts, marks.fonts, sheet.mended):
        for at in [at for at in places if at[1] == column and at[0] >= row]:
            del places[at]
    for cells_of in (marks.percent, marks.struck):
        cells_of -= {at for at in cells_of if at[1] == column and at[0] >= row}
    marks.hidden_columns.discard(column)
    marks.remarks = [one for one in marks.remarks if one.at is None or one.at[1] != column or one.at[0] < row]
