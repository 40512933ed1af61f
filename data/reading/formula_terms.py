"""A formula taken apart: which cells of which sheets it adds up, and by what it multiplies them."""

import itertools
import re
from functools import lru_cache
from typing import NamedTuple

from data.reading.addresses import column_number, letter
from data.reading.formula_tree import FormulaNode, FormulaPart, Range, block, number_of, tree

LONGEST = 2_000  # characters of a formula that are read

_CELL = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
_TOKEN = re.compile(
    rf"""\s*(?:"(?P<string>(?:[^"]|"")*+)"
    |(?:(?P<sheet>'(?:[^']|'')++'|(?:\[[^\[\]]+\])?[\w.]*(?::[\w.]+)?)!)?
      (?P<cells>{_CELL}(?::{_CELL})?|\$?[A-Z]{{1,3}}:\$?[A-Z]{{1,3}}|\$?[0-9]{{1,7}}:\$?[0-9]{{1,7}})(?![\w.(])
    |(?P<named>'(?:[^']|'')++'|(?:\[[^\[\]]+\])?[\w.]+)!
    |(?P<number>[0-9]+(?:\.[0-9]+)?(?:E[-+]?[0-9]+)?%?)(?!\w)
    |[\w.]+\[(?P<heading>(?:[^\[\]]|\[[^\[\]]*+\])*+)\]
    |(?P<word>[^\W\d][\w.]*)
    |(?P<sign><=|>=|<>|[-+*/^(),;&<>=%]))""",
    re.X,
)
_SHARED = re.compile(r"\"[^\"]*\"|'[^']*'|(?<![\w.$])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![\w.(!])")
_ADDRESSED = re.compile(r"(?:^|[\"'])([^\"'!]{1,200})'?!")  # the sheet in «'Quý III'!D2»
_OF_TABLE = re.compile(r"[\[\]@]|#(?:This Row|All|Data|Totals|Headers)")
_OF_LIBRE = re.compile(r"\[((?:'(?:[^']|'')*'|[^'\]])*)\]")
_LIBRE_PLACE = re.compile(
    r"(?:'([^']*)'#)?\$?('(?:[^']|'')*'|[^'.#]*)\.([$A-Z\d]+)(?::(?:\$?('(?:[^']|'')*'|[^'.]*))?\.([$A-Z\d]+))?"
)
_ADDS = {"", "SUM", "ROUND", "ROUNDUP", "ROUNDDOWN", "IFERROR", "IFNA", "IF", "N", "INT", "TRUNC", "VALUE", "SUBTOTAL"}
_LISTS = {"", "SUM"}  # in which a number that is typed is one that is added
_BY_NUMBER = {"SUBTOTAL", "AGGREGATE"}  # functions whose first number says which one they are
_OPERATORS = {"*", "/", "^"}


class Term(NamedTuple):
    """What a formula takes a number from. `cells` is None where it names none; `added`: it is one of the numbers that
    are added up; `taken_off`: it stands behind a minus."""

    sheet: str
    cells: Range | None
    added: bool
    taken_off: bool
    heading: str = ""  # of a column of a table


class Formula(NamedTuple):
    tokens: tuple[FormulaPart, ...]
    terms: tuple[Term, ...]
    typed: bool  # a typed number is among those added
    tree: FormulaNode | None
    functions: frozenset[str]
    criteria: tuple[str, ...]  # texts in it


def tokens(text: str) -> tuple[FormulaPart, ...]:
    """The parts of a formula, an unknown sign being none of them."""
    found, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            if text[at] in "'\"":  # a quotation that does not end
                break
            at += 1
            continue
        at = match.end()
        kind = match.lastgroup or "sign"
        kind = "cells" if match["cells"] else "named" if match["named"] else kind
        sheet = (match["sheet"] or match["named"] or "").strip("'").replace("''", "'")
        found.append(FormulaPart(kind, match[kind], sheet))
    return tuple(found)


class _Level(NamedTuple):
    """What is open at a place in a formula: the function, whether all in it is taken off, and whether it is added."""

    function: str
    off: bool
    added: bool
    minus: bool = False  # what stands before it


_NOTHING = FormulaPart("", "")


@lru_cache(maxsize=2_000)
def taken_apart(text: str) -> Formula:
    parts = tokens(text)
    terms: list[Term] = []
    typed = minus = False
    levels = [_Level("", False, True)]
    for n, token in enumerate(parts):
        before, after = parts[n - 1] if n else _NOTHING, parts[n + 1] if n + 1 < len(parts) else _NOTHING
        level = levels[-1]
        if token.text == "(":
            function = before.text.upper() if before.kind == "word" else ""
            levels.append(_Level(function, level.off != minus, level.added and function in _ADDS, minus))
            minus = False
        elif token.text == ")" and len(levels) > 1:
            minus = levels.pop().minus
        elif token.kind == "sign":
            minus = _minus(token.text, minus, before)
        elif token.kind == "number" and {before.text, after.text} & _OPERATORS:
            continue
        elif token.kind == "number":
            positive = level.off == minus and number_of(token.text) != 0
            typed |= level.added and level.function in _LISTS and positive
        else:
            terms += _terms(token, level, level.off != minus)
    calls = itertools.pairwise(parts)
    functions = frozenset(
        part.text.upper().removeprefix("_XLFN.") for part, after in calls if part.kind == "word" and after.text == "("
    )
    if functions & _BY_NUMBER and any(map(_averages, parts, parts[1:], parts[2:])):
        functions |= {"AVERAGE"}
    criteria = tuple(part.text for part in parts if part.kind == "string" and "!" not in part.text)
    return Formula(parts, tuple(terms), typed, tree(parts), functions, criteria)


def _averages(function: FormulaPart, bracket: FormulaPart, number: FormulaPart) -> bool:
    """Whether a function that is chosen by a number is an average: 1, 101, and the middle ones of AGGREGATE."""
    chosen = {"1", "101", "12", "13"} if function.text.upper() == "AGGREGATE" else {"1", "101"}
    return function.text.upper() in _BY_NUMBER and bracket.text == "(" and number.text in chosen


def _minus(sign: str, minus: bool, before: FormulaPart) -> bool:
    """Whether what stands behind a sign is taken off; a factor is what the product before it is."""
    if sign not in ("+", "-"):
        return minus and sign in _OPERATORS
    unary = before.kind in ("", "sign") and before.text not in (")", "%")
    return (minus != (sign == "-")) if unary else sign == "-"


def _terms(token: FormulaPart, level: _Level, taken_off: bool) -> list[Term]:
    added = level.added
    if token.kind == "string":  # an address that is put together, or asked of another program
        text = token.text.replace('""', '"')
        names = _ADDRESSED.findall(text) or ([text.strip("' ")] if level.function == "INDIRECT" else [])
        return [Term(name, None, added, taken_off) for name in names if name]
    if token.kind == "heading":
        heading = _OF_TABLE.sub(" ", token.text).strip(" ,")
        return [Term("", None, added, taken_off, heading)]
    cells = block(token.text) if token.kind == "cells" else None
    return [Term(token.sheet, cells, added, taken_off)] if token.kind in ("cells", "named") else []


def filled(text: str, down: int, right: int) -> str:
    """A formula as it stands so many cells further down and to the right."""

    def place(match: re.Match[str]) -> str:
        if match[2] is None:
            return match[0]
        column = match[2] if match[1] else letter(max(0, column_number(match[2]) + right))
        row = match[4] if match[3] else str(max(1, int(match[4]) + down))
        return f"{match[1]}{column}{match[3]}{row}"

    return _SHARED.sub(place, text)


def of_open_document(text: str) -> str:
    """A formula of an .ods file as Excel writes it: «of:=[$'Quý III'.D2]» is «'Quý III'!D2»."""
    return _OF_LIBRE.sub(_excel_place, text[:LONGEST].partition("=")[2])


def _excel_place(match: re.Match[str]) -> str:
    if (place := _LIBRE_PLACE.fullmatch(match[1])) is None:
        return match[0]
    file, sheet, first, until, last = place.groups()
    sheet = ":".join(name.strip("'").replace("''", "'") for name in dict.fromkeys((sheet, until or sheet)))
    named = f"[{file}]{sheet}" if file else sheet
    return (f"'{named.replace(chr(39), chr(39) * 2)}'!" if named else "") + first + (f":{last}" if last else "")
