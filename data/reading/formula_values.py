"""What a simple formula comes to: sums, differences and products of numbers and of cells of its own sheet."""

from collections.abc import Callable

from data.column_types.cell import Raw
from data.reading.cells import Range
from data.reading.formula_terms import FormulaPart, block, number_of


class NotSimple(Exception):  # noqa: N818  no error: another kind of formula, or a cell that holds no number
    pass


class Sum:
    """A formula on its way. `cell` gives what stands at a place counted from 0, `spend` takes note of cells that are
    looked at and raises `NotSimple` where they are too many."""

    def __init__(
        self, parts: tuple[FormulaPart, ...], cell: Callable[[int, int], Raw], spend: Callable[[int], None]
    ) -> None:
        self._parts, self._cell, self._spend, self._at, self._depth = parts, cell, spend, 0, 0

    def value(self) -> float:
        """Raises NotSimple."""
        total = self._sum()
        if self._at < len(self._parts):
            raise NotSimple
        return total

    def _next(self) -> FormulaPart:
        return self._parts[self._at] if self._at < len(self._parts) else FormulaPart("", "")

    def _takes(self, *signs: str) -> str:
        text = self._next().text if self._next().kind == "sign" else ""
        self._at += text in signs and text != ""
        return text if text in signs else ""

    def _sum(self) -> float:
        self._depth += 1
        if self._depth > 50:
            raise NotSimple
        total = self._product()
        while sign := self._takes("+", "-"):
            total += self._product() * (1 if sign == "+" else -1)
        self._depth -= 1
        return total

    def _product(self) -> float:
        total = self._one()
        while sign := self._takes("*", "/"):
            other = self._one()
            if sign == "/" and not other:
                raise NotSimple
            total = total * other if sign == "*" else total / other
        return total

    def _one(self) -> float:
        negative = False
        while sign := self._takes("+", "-"):
            negative ^= sign == "-"
        token = self._next()
        self._at += 1
        if token.text == "(":
            number = self._sum()
            self._close()
        elif token.kind == "number":
            number = number_of(token.text)
        elif token.kind == "word" and token.text.upper() == "SUM" and self._takes("("):
            number = self._added()
        else:
            number = self._of_cell(token)
        return -number if negative else number

    def _close(self) -> None:
        if not self._takes(")"):
            raise NotSimple

    def _added(self) -> float:
        """What stands between the brackets of SUM, which takes no notice of texts in cells."""
        total = 0.0
        while True:
            token = self._next()
            cells = block(token.text) if token.kind == "cells" and not token.sheet else None
            after = self._parts[self._at + 1].text if self._at + 1 < len(self._parts) else ""
            if cells is not None and after in (",", ";", ")"):
                total += self._of_cells(cells)
                self._at += 1
            else:
                total += self._sum()
            if not self._takes(",", ";"):
                self._close()
                return total

    def _of_cells(self, cells: Range) -> float:
        top, left, bottom, right = cells
        self._spend((bottom - top + 1) * (right - left + 1))
        total = 0.0
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                raw = self._cell(row, column)
                if isinstance(raw, int | float) and not isinstance(raw, bool):
                    total += raw
                elif type(raw) not in (str, bool):
                    raise NotSimple  # a day, an error
        return total

    def _of_cell(self, token: FormulaPart) -> float:
        cells = block(token.text) if token.kind == "cells" and not token.sheet else None
        if cells is None or cells[:2] != cells[2:]:
            raise NotSimple
        self._spend(1)
        raw = self._cell(cells[0], cells[1])
        if raw == "":
            return 0.0
        if not isinstance(raw, int | float) or isinstance(raw, bool):
            raise NotSimple
        return raw
