"""Where each cell of a sheet that a layout made stood in the file as it was sent."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

At = tuple[str, int, int]  # sheet, row and column of a cell as it was sent, counted from 0


class Piece(NamedTuple):
    """Rows `first` to `last` of the made sheet are the rows `shift` before them of a sheet as sent; of each column the
    one it was there, -1 for none."""

    first: int
    last: int
    sheet: str
    shift: int
    columns: tuple[int, ...]


@dataclass(slots=True)
class CellOrigins:
    """`cells`: of single cells, where they differ from their piece; several where they were added or cut."""

    pieces: list[Piece] = field(default_factory=list)
    cells: dict[tuple[int, int], tuple[At, ...]] = field(default_factory=dict)

    def of(self, row: int, column: int) -> tuple[At, ...]:
        """The cells that one of the made sheet was made of; the row's first for what was not sent."""
        if (row, column) in self.cells:
            return self.cells[row, column]
        piece = next((piece for piece in self.pieces if piece.first <= row <= piece.last), None)
        if piece is None:
            return ()
        wanted = piece.columns[column] if column < len(piece.columns) else -1
        first = wanted if wanted >= 0 else next((each for each in piece.columns if each >= 0), 0)
        return ((piece.sheet, row - piece.shift, first),)

    def made_of(self, row: int, column: int) -> bool:
        """Whether something that was sent stands there."""
        if (row, column) in self.cells:
            return True
        piece = next((piece for piece in self.pieces if piece.first <= row <= piece.last), None)
        return piece is not None and column < len(piece.columns) and piece.columns[column] >= 0

    def as_json(self) -> list[Any]:
        return [
            [list(piece) for piece in self.pieces],
            [[*at, [list(one) for one in of]] for at, of in self.cells.items()],
        ]

    @classmethod
    def from_json(cls, said: Iterable[Any]) -> Self:
        pieces, cells = said
        made = [Piece(first, last, sheet, shift, tuple(columns)) for first, last, sheet, shift, columns in pieces]
        return cls(made, {(row, column): tuple((s, r, c) for s, r, c in of) for row, column, of in cells})
