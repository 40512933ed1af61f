"""A sheet of cells, each at its address; what every kind of file is read into."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from data.column_types.cell import Broken, Raw
from data.layouts.origins import CellOrigins
from data.reading.addresses import address
from data.reading.conditional_formats import PaintRule
from data.reading.formula_texts import Formulas
from data.reading.legacy_encodings import Code, Mended, mend
from data.reading.number_formats import DisplayedAs

MOST_PAINTED = 4_000_000  # cells of a sheet that are held against rules

At = tuple[int, int]  # row and column, counted from 0
Range = tuple[int, int, int, int]  # first row, first column, last row, last column, counted from 0


def spans(rows: Sequence[int]) -> str:
    """Row numbers in short: 5–9, 12."""
    found: list[list[int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1][1] = row
        else:
            found.append([row, row])
    return ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in found)


class Annotation(NamedTuple):
    """A text about a sheet that stands in none of its cells: `comment`, `box`, or `page` (its header or footer)."""

    kind: str
    at: tuple[int, int] | None  # the cell at which it stands
    text: str


@dataclass(slots=True)
class Marks:
    """What a file says of a sheet's cells besides their values; rows and columns counted from 0."""

    broken: dict[tuple[int, int], Broken] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    percent: set[tuple[int, int]] = field(default_factory=set)  # cells shown as a percentage
    shown: dict[tuple[int, int], DisplayedAs] = field(default_factory=dict)  # cells whose format shows something else
    struck: set[tuple[int, int]] = field(default_factory=set)  # cells that are struck through
    rules: list[PaintRule] = field(default_factory=list)  # by which numbers are shown otherwise, where they hold
    formulas: Formulas = field(default_factory=Formulas)
    references: dict[int, str] = field(default_factory=dict)  # columns printed for comparison and not read → headings
    cells: int = 0  # of the rectangle that the sheet's cells lie in
    remarks: list[Annotation] = field(default_factory=list)
    said: dict[tuple[int, int], str] = field(default_factory=dict)  # what the XML says of a cell, where it is unusual
    texts: dict[tuple[int, int], str] = field(default_factory=dict)  # what stands in cells whose XML is unusual
    fonts: dict[tuple[int, int], Code] = field(default_factory=dict)  # cells drawn by a font from before Unicode


@dataclass(slots=True)
class Sheet:
    """Cells from A1 on, all rows equally long, a blank cell being ""; rows and columns counted from 0."""

    name: str
    rows: list[list[Raw]]
    hidden: bool = False
    marks: Marks = field(default_factory=Marks)
    lengths: list[int] | None = None  # of a text file's records, before they were made equally long
    mended: dict[tuple[int, int], Mended] = field(default_factory=dict)  # cells converted to Unicode
    origins: CellOrigins | None = None  # of a sheet that a layout made: where its cells stood

    def place(self, at: tuple[int, int] | None) -> tuple[str, str, int | None]:
        """Sheet, address and row (as Excel counts it) of a cell as it was sent; of none the sheet alone."""
        if at is None:
            return self.name, "", None
        if self.origins is not None and (of := self.origins.of(*at)):
            name, row, column = of[0]
            return name, address(row, column), row + 1
        return self.name, address(*at), at[0] + 1

    def cell_of(self, at: At) -> tuple[str, int]:
        """Address and row of a cell as it was sent."""
        _, cell, row = self.place(at)
        return cell, row or 0

    def letter_of(self, row: int, column: int) -> str:
        """The letters of a column as it was sent."""
        return self.cell_of((row, column))[0].rstrip("0123456789")

    def area(self, top: int, left: int, bottom: int, right: int) -> str:
        """The addresses of a block as it was sent."""
        return f"{self.place((top, left))[1]}:{self.place((bottom, right))[1]}"

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def cell(self, row: int, column: int) -> Raw:
        return self.rows[row][column] if row < len(self.rows) and column < self.width else ""

    def lay_over(self) -> None:
        """Put the broken cells, which the reader of values takes for blank, in their places, and unusual texts."""
        laid: dict[tuple[int, int], Raw] = {**self.marks.texts, **self.marks.broken}
        for (row, column), broken in laid.items():
            if column >= self.width and self.rows:
                more = column + 1 - self.width
                for cells in self.rows:
                    cells.extend([""] * more)
            while row >= len(self.rows):
                self.rows.append([""] * max(self.width, column + 1))
            self.rows[row][column] = broken

    def put_right(self) -> None:
        """Lay the broken cells over the others, mark where rules show a number otherwise, and convert what is not in
        Unicode. Our own sheets are left alone."""
        self.lay_over()
        self._paint()
        if not self.name.startswith("_"):
            self.mended = mend(cast("list[list[object]]", self.rows), self.marks.fonts)

    def _paint(self) -> None:
        """Mark the numbers of which a rule holds that changes what is seen of them."""
        looked = 0
        for blocks, holds, painting in self.marks.rules:
            for top, left, bottom, right in blocks:
                for row in range(top, min(bottom + 1, len(self.rows))):
                    cells = self.rows[row][left : right + 1]
                    looked += 1 + len(cells)
                    if looked > MOST_PAINTED:
                        return
                    for column, raw in enumerate(cells, left):
                        if isinstance(raw, int | float) and not isinstance(raw, bool) and holds(raw):
                            if painting.shown:
                                self.marks.shown.setdefault((row, column), painting.shown)
                            if painting.struck:
                                self.marks.struck.add((row, column))
