"""What a simple formula comes to: sums, products and roundings of numbers and of cells of its own sheet."""

from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal, InvalidOperation
from math import prod

from data.column_types.cell import Raw
from data.reading.formula_tree import FormulaNode, Range, block, number_of


class NotSimple(Exception):  # noqa: N818  no error: another kind of formula, or a cell that holds no number
    pass


_ROUNDINGS = {"ROUND": ROUND_HALF_UP, "ROUNDUP": ROUND_UP, "ROUNDDOWN": ROUND_DOWN, "TRUNC": ROUND_DOWN}
_FIRST = {"IFERROR", "IFNA", "N"}  # which give on their first argument where it is a number


class Values:
    """What formulas of a sheet come to. `cell` gives what stands at a place counted from 0, `spend` takes note of cells
    that are looked at and raises `NotSimple` where they are too many."""

    def __init__(self, sheet: str, cell: Callable[[int, int], Raw], spend: Callable[[int], None]) -> None:
        self._sheet, self._cell, self._spend = sheet, cell, spend

    def of(self, node: FormulaNode | None) -> float:
        """Raises NotSimple."""
        if node is None:
            raise NotSimple
        if node.kind == "number":
            return number_of(node.text)
        if node.kind == "cells":
            return self._of_cell(self._own(node))
        if node.kind == "sign":
            return self._of_sign(node.text, [self.of(one) for one in node.args])
        if node.kind == "call" and node.args:
            return self._of_call(node.text, node.args)
        raise NotSimple

    def _own(self, node: FormulaNode) -> Range:
        """The cells of this sheet that an operand names."""
        cells = block(node.text) if node.kind == "cells" and node.sheet in ("", self._sheet) else None
        if cells is None:
            raise NotSimple
        return cells

    def _of_sign(self, sign: str, values: list[float]) -> float:
        match sign:
            case "-":
                return -values[0]
            case "/" if values[0]:
                return 1 / values[0]
            case "%":
                return values[0] / 100
            case "+":
                return sum(values)
            case "*":
                return prod(values)
        raise NotSimple

    def _of_call(self, function: str, args: tuple[FormulaNode, ...]) -> float:
        if function == "SUM":
            return sum(self._added(one) for one in args)
        if function == "ABS" and len(args) == 1:
            return abs(self.of(args[0]))
        if function in _FIRST:
            return self.of(args[0])
        if function in _ROUNDINGS and len(args) <= 2:
            return _rounded(self.of(args[0]), self.of(args[1]) if len(args) > 1 else 0, _ROUNDINGS[function])
        raise NotSimple

    def _added(self, node: FormulaNode) -> float:
        """What an argument of SUM adds, which takes no notice of texts in cells."""
        if node.kind != "cells":
            return self.of(node)
        top, left, bottom, right = self._own(node)
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

    def _of_cell(self, cells: Range) -> float:
        if cells[:2] != cells[2:]:
            raise NotSimple
        self._spend(1)
        raw = self._cell(cells[0], cells[1])
        if raw == "":
            return 0.0
        if not isinstance(raw, int | float) or isinstance(raw, bool):
            raise NotSimple
        return raw


def _rounded(value: float, digits: float, way: str) -> float:
    if not -15 <= digits <= 15:
        raise NotSimple
    try:
        return float(Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-int(digits)), way))
    except InvalidOperation:  # too large
        raise NotSimple from None
