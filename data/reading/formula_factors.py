"""By what a formula multiplies what it takes from cells: thousands that make another unit of it, shares of it."""

from collections.abc import Callable
from math import isfinite, log10, prod
from typing import NamedTuple

from data.reading.formula_tree import FormulaNode, Range, block, number_of

# Functions that give on their first argument as it is, but for its end; and those that give on any of theirs.
_GIVE_ON = {
    *("ROUND", "ROUNDUP", "ROUNDDOWN", "MROUND", "CEILING", "FLOOR", "TRUNC", "INT", "EVEN", "ODD"),
    *("ABS", "N", "VALUE", "NUMBERVALUE", "SINGLE"),
}
_ANY = {"SUM", "MIN", "MAX", "IFERROR", "IFNA", "CHOOSE", "SUBTOTAL", "AGGREGATE", "IF"}
_FUNCTIONS = {"PRODUCT": "*", "SUMPRODUCT": "*", "QUOTIENT": "*", "POWER": "^"}

Scale = Callable[[Range], float | None]


class _Scaled(NamedTuple):
    """A number that is typed, or else by what the cells in it are multiplied."""

    number: float | None
    by: float = 1.0


_CELLS = _Scaled(None)


def factor(formula: FormulaNode | None, scale: Scale) -> float:
    """1 for a formula that multiplies by nothing. `scale` gives the number in a cell of the formula's own sheet where
    it is one to multiply by, as 1,000 is."""
    if formula is None:
        return 1.0
    try:
        made = _scaled(formula, scale)
    except (OverflowError, ZeroDivisionError):
        return 1.0
    return abs(made.by) if made.number is None and isfinite(made.by) else 1.0


def _scaled(node: FormulaNode, scale: Scale) -> _Scaled:
    if node.kind == "number":
        return _Scaled(number_of(node.text))
    if node.kind == "cells" and not node.sheet:
        cells = block(node.text)
        return _Scaled(scale(cells) if cells is not None else None)
    if node.kind == "sign":
        return _signed(node.text, [_scaled(one, scale) for one in node.args])
    return _called(node, scale) if node.kind == "call" else _CELLS


def _called(node: FormulaNode, scale: Scale) -> _Scaled:
    if node.text in _GIVE_ON and node.args:
        return _scaled(node.args[0], scale)
    if node.text not in _ANY and node.text not in _FUNCTIONS:
        return _CELLS
    given = [_scaled(one, scale) for one in (node.args[1:] if node.text == "IF" else node.args)]
    if node.text == "QUOTIENT" and len(given) == 2:
        given[1] = _signed("/", given[1:])
    return _signed(_FUNCTIONS.get(node.text, "+"), given) if given else _CELLS


def _signed(sign: str, given: list[_Scaled]) -> _Scaled:
    first, last = given[0], given[-1]
    match sign:
        case "-":
            return first if first.number is None else _Scaled(-first.number)
        case "/":
            return _Scaled(None, 1 / first.by) if first.number is None else _Scaled(1 / first.number)
        case "%":
            return _Scaled(None, first.by / 100) if first.number is None else _Scaled(first.number / 100)
        case "*":
            by = prod(one.number or one.by for one in given)
            return _Scaled(None, by) if any(one.number is None for one in given) else _Scaled(by)
        case "+":
            return _most(given)
        case "^" if first.number is not None and last.number is not None and len(given) == 2:
            small = 0 <= first.number <= 1_000 and abs(last.number) <= 12
            return _Scaled(first.number**last.number) if small else _CELLS
    return _CELLS


def _most(given: list[_Scaled]) -> _Scaled:
    """What is added up: of cells those that are multiplied by most; typed numbers among them say nothing."""
    factors = [one.by for one in given if one.number is None]
    if not factors:
        return _Scaled(sum(one.number or 0.0 for one in given))
    return _Scaled(None, max(factors, key=lambda by: abs(log10(abs(by))) if by else 0.0))
