"""By what a formula multiplies what it takes from cells: thousands that make another unit of it, shares of it."""

from collections.abc import Callable
from math import isfinite, log10
from typing import NamedTuple

from data.reading.formula_tree import Node, Range, block, number_of

# Functions that give on their first argument as it is, but for its end; and those that give on any of theirs.
_GIVE_ON = {
    *("ROUND", "ROUNDUP", "ROUNDDOWN", "MROUND", "CEILING", "FLOOR", "TRUNC", "INT", "EVEN", "ODD"),
    *("ABS", "N", "VALUE", "NUMBERVALUE", "SINGLE"),
}
_ANY = {"SUM", "MIN", "MAX", "IFERROR", "IFNA", "CHOOSE", "SUBTOTAL", "AGGREGATE"}

Scale = Callable[[Range], float | None]


class _Scaled(NamedTuple):
    """A number that is typed, or else by what the cells in it are multiplied."""

    number: float | None
    by: float = 1.0


_CELLS = _Scaled(None)


def factor(formula: Node | None, scale: Scale) -> float:
    """1 for a formula that multiplies by nothing. `scale` gives the number in a cell of the formula's own sheet where
    it is one to multiply by, as 1,000 is."""
    if formula is None:
        return 1.0
    try:
        made = _scaled(formula, scale)
    except (OverflowError, ZeroDivisionError):
        return 1.0
    return abs(made.by) if made.number is None and isfinite(made.by) else 1.0


def _scaled(node: Node, scale: Scale) -> _Scaled:
    if node.kind == "number":
        return _Scaled(number_of(node.text))
    if node.kind == "cells" and not node.sheet:
        cells = block(node.text)
        return _Scaled(scale(cells) if cells is not None else None)
    if node.kind == "sign":
        return _signed(node.text, [_scaled(one, scale) for one in node.args])
    return _called(node, scale) if node.kind == "call" else _CELLS


def _called(node: Node, scale: Scale) -> _Scaled:
    if node.text in _GIVE_ON and node.args:
        return _scaled(node.args[0], scale)
    if node.text not in {*_ANY, *_PRODUCTS, "IF", "POWER", "QUOTIENT"}:
        return _CELLS
    given = [_scaled(one, scale) for one in (node.args[1:] if node.text == "IF" else node.args)]
    if node.text in _PRODUCTS:
        made = _Scaled(1.0)
        for one in given:
            made = _signed("*", [made, one])
        return made
    if node.text in ("POWER", "QUOTIENT"):
        return _signed("^" if node.text == "POWER" else "/", given) if len(given) == 2 else _CELLS
    return _most(given)


_PRODUCTS = {"PRODUCT", "SUMPRODUCT"}


def _signed(sign: str, given: list[_Scaled]) -> _Scaled:
    first, second = given[0], given[-1]
    numbers = [one.number for one in given]
    if sign == "%":
        return _Scaled(None, first.by / 100) if first.number is None else _Scaled(first.number / 100)
    if len(given) == 1:
        return _Scaled(-first.number) if first.number is not None else first
    if None not in numbers:
        return _of_numbers(sign, first.number or 0.0, second.number or 0.0)
    match sign:
        case "+" | "-":
            return _most(given)
        case "*":
            return _Scaled(None, (first.number or first.by) * (second.number or second.by))
        case "/":
            return _Scaled(None, (first.number or first.by) / (second.number or second.by))
    return _CELLS


def _of_numbers(sign: str, first: float, second: float) -> _Scaled:
    match sign:
        case "+":
            return _Scaled(first + second)
        case "-":
            return _Scaled(first - second)
        case "*":
            return _Scaled(first * second)
        case "/":
            return _Scaled(first / second)
        case "^" if 0 <= first <= 1_000 and -12 <= second <= 12:
            return _Scaled(first**second)
    return _CELLS


def _most(given: list[_Scaled]) -> _Scaled:
    """Of several that are added up the one that is multiplied by most; typed numbers among them say nothing."""
    factors = [one.by for one in given if one.number is None]
    return _Scaled(None, max(factors, key=lambda by: abs(log10(abs(by))) if by else 0.0)) if factors else _Scaled(0.0)
