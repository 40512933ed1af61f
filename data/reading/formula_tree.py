"""A formula as a tree: what is added, multiplied and given to functions, of its parts in their order."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from data.reading.addresses import column_number

DEEPEST = 50  # brackets and functions within each other

Range = tuple[int, int, int, int]  # first row, first column, last row, last column, counted from 0
_ADDRESS = re.compile(r"\$?([A-Z]{0,3})\$?([0-9]*)")
_TURNED = {"-": "+", "/": "*"}  # what is taken off is added turned, what is divided by multiplied so
_SIGNS: tuple[tuple[str, ...], ...] = (("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/"), ("^",))


class FormulaPart(NamedTuple):
    """`kind` is the name of its group; `sheet` the one that a reference names, unquoted, "" for its own."""

    kind: str
    text: str
    sheet: str = ""


class FormulaNode(NamedTuple):
    """A part with what it is made of: `kind` is that of the part, or `call` (of the function in `text`), `sign` (of
    any number of operands, of which «-», «/» and «%» have one), or `nothing` (an argument that is left out)."""

    kind: str
    text: str = ""
    sheet: str = ""
    args: tuple["FormulaNode", ...] = ()


class NoTree(Exception):  # noqa: N818  no error: a formula that is not written as ours are
    pass


def tree(parts: Sequence[FormulaPart]) -> FormulaNode | None:
    """The tree of a formula's parts; None for what is none, or too deep."""
    reader = _Parts(parts)
    try:
        node = reader.operation(0)
    except NoTree:
        return None
    return node if reader.ended else None


class _Parts:
    def __init__(self, parts: Sequence[FormulaPart]) -> None:
        self._parts, self._at, self._depth = parts, 0, 0

    @property
    def ended(self) -> bool:
        return self._at == len(self._parts)

    def _takes(self, signs: Sequence[str]) -> str:
        if self.ended or self._parts[self._at].kind != "sign" or (text := self._parts[self._at].text) not in signs:
            return ""
        self._at += 1
        return text

    def operation(self, rank: int) -> FormulaNode:
        """Operands with signs of a rank between them, the loosest being the first."""
        if rank == len(_SIGNS):
            return self._signed()
        first = self.operation(rank + 1)
        others: list[FormulaNode] = []
        while sign := self._takes(_SIGNS[rank]):
            other = self.operation(rank + 1)
            others.append(FormulaNode("sign", sign, "", (other,)) if sign in _TURNED else other)
            joined = _TURNED.get(sign, sign)
        return FormulaNode("sign", joined, "", (first, *others)) if others else first

    def _signed(self) -> FormulaNode:
        negative = False
        while sign := self._takes(("+", "-")):
            negative ^= sign == "-"
        node = self._operand()
        while self._takes("%"):
            node = FormulaNode("sign", "%", "", (node,))
        return FormulaNode("sign", "-", "", (node,)) if negative else node

    def _operand(self) -> FormulaNode:
        if self.ended:
            raise NoTree
        part = self._parts[self._at]
        self._at += 1
        if part.text == "(" and part.kind == "sign":
            (node,) = self._within(one=True)
            return node
        if part.kind == "sign":
            raise NoTree
        if part.kind == "word" and self._takes("("):
            return FormulaNode("call", part.text.upper().removeprefix("_XLFN."), "", self._within())
        return FormulaNode(part.kind, part.text, part.sheet)

    def _within(self, one: bool = False) -> tuple[FormulaNode, ...]:
        """What stands between brackets, the first of which has been taken."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise NoTree
        found: list[FormulaNode] = []
        while not (closed := bool(self._takes(")"))):
            if found and not self._takes((",", ";")):
                raise NoTree
            left_out = not self.ended and self._parts[self._at].text in (",", ";", ")")
            found.append(FormulaNode("nothing") if left_out and not one else self.operation(0))
        self._depth -= closed
        if one and len(found) != 1:
            raise NoTree
        return tuple(found)


def number_of(text: str) -> float:
    return float(text[:-1]) / 100 if text.endswith("%") else float(text)


def block(text: str) -> Range | None:
    """The cells that an address names, counted from 0; None for whole columns and rows."""
    ends = [_ADDRESS.fullmatch(end) for end in text.split(":")]
    if not all(end and end[1] and end[2] for end in ends):
        return None
    places = [(int(end[2]) - 1, column_number(end[1])) for end in (ends[0], ends[-1]) if end]
    (a, b), (c, d) = places
    return min(a, c), min(b, d), max(a, c), max(b, d)
