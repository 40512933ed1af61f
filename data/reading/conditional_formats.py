"""Rules by which a number is shown otherwise than it is kept: conditional formats, and formats with conditions.

A rule is asked about where it changes the number that is seen, or hides it, and holds of the number there. Rules that
only colour are none here.
"""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple
from xml.etree import ElementTree
from xml.parsers import expat

from data.reading.addresses import column_number
from data.reading.number_formats import DisplayedAs

Holds = Callable[[float], bool]
Block = tuple[int, int, int, int]  # first row, first column, last row, last column, counted from 0

MOST = 10_000  # blocks of rules of a sheet
_SIGNS: Mapping[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
    "!=": operator.ne,
    "=": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
}
_OPERATORS = {
    "lessThan": "<",
    "lessThanOrEqual": "<=",
    "equal": "=",
    "notEqual": "<>",
    "greaterThanOrEqual": ">=",
    "greaterThan": ">",
}
_NEVER = {"containsBlanks", "containsErrors"}  # of numbers
_OPENS = re.compile(rb"<((?:[\w.-]{1,20}:)?conditionalFormatting)(\s[^<>]*|/?)>")
_LIBRE_CELLS = re.compile(
    r"\.\$?([A-Z]{1,3})\$?(\d{1,7})(?::(?:\$?'[^']*'|[^\s'.:]*)?\.?\$?([A-Z]{1,3})\$?(\d{1,7}))?(?=\s|$)"
)
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_OF_OTHERS = re.compile(r"(?:ISBLANK|ISERROR|ISERR|ISNA|ISTEXT)\(|LEN\(TRIM\([^()]*\)\) ?= ?0", re.I)  # than numbers
_COMPARED = re.compile(r"(?P<at>[$A-Z\d]+) ?(?P<sign><=|>=|<>|=|<|>) ?(?P<number>-?[\d.]+|\"[^\"]*\")")
# What LibreOffice writes: `>100`, `between(1,2)`, `cell-content()>=1`, `value()<0`.
_LIBRE = re.compile(r"(?:(?:cell-content|value)\(\))?(<=|>=|!=|<>|=|<|>)(-?[\d.]+|\"[^\"]*\")")
_LIBRE_BETWEEN = re.compile(r"(?:cell-content-is-)?(not-)?between\((-?[\d.]+),(-?[\d.]+)\)")
_LIBRE_NEVER = re.compile(r"(?:is-error|formula-is\((?:ISBLANK|ISERROR|ISTEXT)\()", re.I)

PICTURE = DisplayedAs("format_hides:picture", "")


class Painting(NamedTuple):
    """What a rule makes of a number."""

    shown: DisplayedAs | None = None
    struck: bool = False


class PaintRule(NamedTuple):
    """A rule over blocks of cells."""

    blocks: list[Block]
    holds: Holds
    painting: Painting


def always(_: float) -> bool:
    """What is taken to hold where a condition is not understood."""
    return True


def never(_: float) -> bool:
    return False


def compared(sign: str, bound: str) -> Holds:
    """A number against a bound; a text between quotes is more than every number, and none of them."""
    if bound.startswith('"'):
        return always if sign in ("<>", "!=", "<", "<=") else never
    try:
        number = float(bound)
    except ValueError:
        return always
    return lambda value: _SIGNS[sign](value, number)


def between(low: str, high: str, inside: bool = True) -> Holds:
    try:
        first, last = sorted((float(low), float(high)))
    except ValueError:
        return always
    return lambda value: (first <= value <= last) is inside


def libre(condition: str) -> Holds:
    """A condition as LibreOffice writes it."""
    text = condition.replace(" ", "")
    if match := _LIBRE.fullmatch(text):
        return compared(match[1], match[2])
    if match := _LIBRE_BETWEEN.fullmatch(text):
        return between(match[2], match[3], not match[1])
    return never if _LIBRE_NEVER.match(text) else always


def local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2]


class Trees:
    """The rules of a worksheet's XML as a parser goes through it, old and new ones, each block a tree without
    namespaces. Its handlers say whether what they were given is part of a rule."""

    def __init__(self) -> None:
        self.found: list[ElementTree.Element] = []
        self.depth = 0  # of elements in the block that is being read
        self._builder = ElementTree.TreeBuilder()

    def start(self, tag: str, attributes: dict[str, str]) -> bool:
        if not self.depth and (local(tag) != "conditionalFormatting" or len(self.found) >= MOST):
            return False
        self.depth += 1
        self._builder.start(local(tag), attributes)
        return True

    def words(self, text: str) -> bool:
        if self.depth:
            self._builder.data(text)
        return self.depth > 0

    def end(self, tag: str) -> bool:
        if not self.depth:
            return False
        self.depth -= 1
        self._builder.end(local(tag))
        if not self.depth:
            self.found.append(self._builder.close())
            self._builder = ElementTree.TreeBuilder()
        return True


def trees(end: bytes) -> list[ElementTree.Element]:
    """The rules in what follows the cells of a worksheet's XML."""
    found: list[ElementTree.Element] = []
    at = 0
    while len(found) < MOST and (match := _OPENS.search(end, at)):
        at = match.end()
        if match[2].endswith(b"/"):
            continue  # a block without a rule
        closes = end.find(b"</" + match[1], at)
        if closes < 0:
            break
        at = end.find(b">", closes) + 1
        parser, block = expat.ParserCreate(), Trees()
        parser.StartElementHandler, parser.EndElementHandler = block.start, block.end
        parser.CharacterDataHandler = block.words
        with suppress(expat.ExpatError):
            parser.Parse(end[match.start() : at], True)
        found += block.found
    return found


def rules(
    blocks: Sequence[ElementTree.Element],
    paintings: Sequence[Painting],
    inline: Callable[[ElementTree.Element], Painting],
) -> list[PaintRule]:
    """Those rules that change what is seen of a number. `paintings` are the file's differential styles, by number;
    `inline` reads one that stands in its rule."""
    found = []
    for block in blocks[:MOST]:
        sqref = block.get("sqref") or next((part.text or "" for part in block if local(part.tag) == "sqref"), "")
        cells = _blocks(sqref)
        painted = ((rule, _painting(rule, paintings, inline)) for rule in block if local(rule.tag) == "cfRule")
        found += [PaintRule(cells, _condition(rule, cells), made) for rule, made in painted if any(made) and cells]
    return found


def _painting(
    rule: ElementTree.Element, paintings: Sequence[Painting], inline: Callable[[ElementTree.Element], Painting]
) -> Painting:
    number = rule.get("dxfId", "")
    at = int(number) if number.isdigit() and len(number) < 6 else -1
    painting = paintings[at] if 0 <= at < len(paintings) else Painting()
    for part in rule:
        if local(part.tag) == "dxf":
            painting = inline(part)
        elif local(part.tag) in ("dataBar", "iconSet") and part.get("showValue") in ("0", "false"):
            painting = Painting(PICTURE, painting.struck)
    return painting


def _condition(rule: ElementTree.Element, cells: Sequence[Block]) -> Holds:
    kind, formulas = rule.get("type"), [part.text or "" for part in rule if local(part.tag) in ("formula", "f")]
    if kind in _NEVER:
        return never
    if kind == "cellIs" and formulas:
        sign = rule.get("operator", "")
        if sign in ("between", "notBetween") and len(formulas) > 1:
            return between(formulas[0], formulas[1], sign == "between")
        return compared(_OPERATORS[sign], formulas[0]) if sign in _OPERATORS else always
    if kind != "expression" or not formulas:
        return always
    if _OF_OTHERS.match(formulas[0]):
        return never
    match = _COMPARED.fullmatch(formulas[0])
    top, left, *_ = cells[0]
    if match is None or (place := _PLACE.fullmatch(match["at"])) is None:
        return always
    own = (int(place[2]) - 1, column_number(place[1])) == (top, left) and not _is_fixed(match["at"], cells)
    return compared(match["sign"], match["number"]) if own else always


def _is_fixed(at: str, cells: Sequence[Block]) -> bool:
    """Whether a formula speaks of the same row or column for all cells of a block that has several."""
    tall = any(top != bottom for top, _, bottom, _ in cells) or len(cells) > 1
    wide = any(left != right for _, left, _, right in cells) or len(cells) > 1
    return (at.startswith("$") and wide) or ("$" in at[1:] and tall)


def _blocks(sqref: str) -> list[Block]:
    found = []
    for part in sqref.split()[:MOST]:
        first, _, last = part.partition(":")
        if (a := _PLACE.fullmatch(first)) and (b := _PLACE.fullmatch(last or first)):
            found.append((int(a[2]) - 1, column_number(a[1]), int(b[2]) - 1, column_number(b[1])))
    return found


def libre_blocks(address: str) -> list[Block]:
    """Blocks as LibreOffice names them: `'Tổng hợp'.D2:'Tổng hợp'.D9`."""
    found = []
    for column, row, last_column, last_row in _LIBRE_CELLS.findall(address)[:MOST]:
        last = column_number(last_column or column), int(last_row or row) - 1
        found.append((int(row) - 1, column_number(column), last[1], last[0]))
    return found
