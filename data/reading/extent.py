"""How far a sheet's cells reach, judged before the library reserves memory for the rectangle they lie in."""

from collections.abc import Mapping

from data.reading.addresses import address
from data.reading.cells import Marks
from data.reading.guard import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from data.rules.findings import Refused

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


class Extent:
    """How far the cells with something in them reach; counted from 1."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.lowest = self.widest = (0, 0)  # the cells farthest down and farthest right

    def take(self, row: int, column: int) -> None:
        if not 1 <= row <= LAST_ROW or not 1 <= column <= LAST_COLUMN:
            raise Refused("cell_past_sheet", self.sheet)
        if row > self.lowest[0]:
            self.lowest = row, column
        if column > self.widest[1]:
            self.widest = row, column

    @property
    def cells(self) -> int:
        """How many cells the rectangle has for which memory will be reserved."""
        return self.lowest[0] * self.widest[1]

    def judge(self) -> None:
        rows, columns = self.lowest[0], self.widest[1]
        if rows > MOST_ROWS:
            raise Refused("too_many_rows", self.sheet, address(rows - 1, self.lowest[1] - 1))
        if columns > MOST_COLUMNS:
            raise Refused("too_many_columns", self.sheet, address(self.widest[0] - 1, columns - 1))
        if self.cells > MOST_CELLS:
            raise Refused("too_many_cells", self.sheet, address(rows - 1, columns - 1))


def judge_all(sheets: Mapping[str, Marks]) -> None:
    """Whether the sheets may be in memory together, as a library may have them."""
    total = 0
    for name, marks in sheets.items():
        total += marks.cells
        if total > MOST_CELLS:
            raise Refused("too_many_cells", name, "A1")
