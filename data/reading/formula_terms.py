"""A formula taken apart: which cells of which sheets it adds up, and by what it multiplies them."""

import itertools
import re
from functools import lru_cache
from typing import NamedTuple

from data.reading.cells import Range, letter
from data.reading.xlsx_cells import column_number

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
_ADDRESS = re.compile(r"\$?([A-Z]{0,3})\$?([0-9]*)")
_SHARED = re.compile(r"\"[^\"]*\"|'[^']*'|(?<![\w.$])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![\w.(!])")
_OF_TABLE = re.compile(r"[\[\]@]|#(?:This Row|All|Data|Totals|Headers)")
_OF_LIBRE = re.compile(r"\[((?:'(?:[^']|'')*'|[^'\]])*)\]")
_LIBRE_PLACE = re.compile(
    r"(?:'([^']*)'#)?\$?('(?:[^']|'')*'|[^'.#]*)\.([$A-Z\d]+)(?::(?:\$?('(?:[^']|'')*'|[^'.]*))?\.([$A-Z\d]+))?"
)
_ADDS = {"", "SUM", "ROUND", "ROUNDUP", "ROUNDDOWN", "IFERROR", "IFNA", "IF", "N", "INT", "TRUNC", "VALUE", "SUBTOTAL"}
_LISTS = {"", "SUM"}  # in which a number that is typed is one that is added
_OPERATORS = {"*", "/", "^"}


class FormulaPart(NamedTuple):
    """`kind` is the name of its group; `sheet` the one that a reference names, unquoted, "" for its own."""

    kind: str
    text: str
    sheet: str = ""


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
    factor: float  # by which what it takes from cells is multiplied; 1 for none
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
    typed, factor, minus = False, 1.0, False
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
            factor *= _factor(parts, n)
        elif token.kind == "number":
            positive = level.off == minus and number_of(token.text) != 0
            typed |= level.added and level.function in _LISTS and positive
        else:
            terms += _terms(token, level.added, level.off != minus)
    calls = itertools.pairwise(parts)
    functions = frozenset(part.text.upper() for part, after in calls if part.kind == "word" and after.text == "(")
    criteria = tuple(part.text for part in parts if part.kind == "string" and "!" not in part.text)
    return Formula(parts, tuple(terms), typed, factor if terms else 1.0, functions, criteria)


def _minus(sign: str, minus: bool, before: FormulaPart) -> bool:
    """Whether what stands behind a sign is taken off; a factor is what the product before it is."""
    if sign not in ("+", "-"):
        return minus and sign in _OPERATORS
    unary = before.kind in ("", "sign") and before.text not in (")", "%")
    return (minus != (sign == "-")) if unary else sign == "-"


def _terms(token: FormulaPart, added: bool, taken_off: bool) -> list[Term]:
    if token.kind == "string":  # an address that is put together
        own = taken_apart(token.text).terms if "!" in token.text else ()
        return [term._replace(added=added, taken_off=taken_off) for term in own]
    if token.kind == "heading":
        heading = _OF_TABLE.sub(" ", token.text).strip(" ,")
        return [Term("", None, added, taken_off, heading)]
    cells = block(token.text) if token.kind == "cells" else None
    return [Term(token.sheet, cells, added, taken_off)] if token.kind in ("cells", "named") else []


def _factor(parts: tuple[FormulaPart, ...], n: int) -> float:
    """What a typed number beside cells multiplies them by; 1 where it does not."""
    sign = parts[n - 1].text if n else ""
    after = parts[n + 1].text if n + 1 < len(parts) else ""
    if sign == "^":
        return 1.0
    number = number_of(parts[n].text)
    if after == "^" and n + 2 < len(parts) and parts[n + 2].kind == "number":
        exponent = number_of(parts[n + 2].text)
        number = number**exponent if 0 <= number <= 1_000 and 0 <= exponent <= 12 else 1.0
    other = (
        parts[n - 2] if sign in ("*", "/") and n > 1 else parts[n + 2] if n + 2 < len(parts) else FormulaPart("", "")
    )
    if other.kind == "number":  # two numbers: «12*105»
        return 1.0
    if sign == "/":
        return 1 / number if number else 1.0
    return number or 1.0


def number_of(text: str) -> float:
    return float(text[:-1]) / 100 if text.endswith("%") else float(text)


def block(text: str) -> Range | None:
    """The cells that an address names, counted from 0; None for whole columns and rows."""
    ends = [_ADDRESS.fullmatch(end) for end in text.split(":")]
    if not all(end and end[1] and end[2] for end in ends):
        return None
    places = [(int(end[2]) - 1, column_number(end[1].encode()) - 1) for end in (ends[0], ends[-1]) if end]
    (a, b), (c, d) = places
    return min(a, c), min(b, d), max(a, c), max(b, d)


def filled(text: str, down: int, right: int) -> str:
    """A formula as it stands so many cells further down and to the right."""

    def place(match: re.Match[str]) -> str:
        if match[2] is None:
            return match[0]
        column = match[2] if match[1] else letter(max(0, column_number(match[2].encode()) - 1 + right))
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
