"""The conditional formats of an .xls, as those of an .xlsx are read: what they make of letters, ground and number."""

import struct
from contextlib import suppress
from xml.etree import ElementTree

from data.reading.addresses import address
from data.reading.conditional_formats import MOST, Painting, PaintRule, rules
from data.reading.number_formats import DisplayedAs, is_percent, shown
from data.reading.xls_formulas import XlsSheets, text_of
from data.reading.xlsx_styles import HIDDEN

WHITE = 9, 1, 65  # white in the palette that every program has, and what the system takes for the ground
BLOCK, RULE = 0x1B0, 0x1B1  # records: the cells of some rules, and each of these

_OPERATORS = (
    *("", "between", "notBetween", "equal", "notEqual"),
    *("greaterThan", "lessThan", "greaterThanOrEqual", "lessThanOrEqual"),
)
_NUMBER, _FONT, _ALIGNED, _BORDERS, _PATTERN = (1 << bit for bit in (25, 26, 27, 28, 29))
_STRUCK = 0x80
_FONT_LENGTH = 118


class XlsRules:
    """The rules of one sheet."""

    def __init__(self, sheets: XlsSheets) -> None:
        self._sheets = sheets
        self._blocks: list[ElementTree.Element] = []
        self._paintings: list[Painting] = []
        self._first = (0, 0)  # the cell from which places in formulas are counted

    def take(self, kind: int, content: bytes) -> None:
        """Take note of a record of the sheet, where it is one of these; one that is broken says nothing."""
        with suppress(struct.error, IndexError):
            if kind == BLOCK and len(self._blocks) < MOST:
                self._block(content)
            elif kind == RULE and self._blocks and len(self._paintings) < MOST:
                self._rule(content)

    def found(self) -> list[PaintRule]:
        return rules(self._blocks, self._paintings, lambda _: Painting())

    def _block(self, content: bytes) -> None:
        count = min(struct.unpack_from("<H", content, 12)[0], (len(content) - 14) // 8)
        blocks = [struct.unpack_from("<4H", content, 14 + 8 * n) for n in range(count)]
        cells = " ".join(f"{address(top, left)}:{address(bottom, right)}" for top, bottom, left, right in blocks)
        self._blocks.append(ElementTree.Element("conditionalFormatting", {"sqref": cells}))
        self._first = (blocks[0][0], blocks[0][2]) if blocks else (0, 0)

    def _rule(self, content: bytes) -> None:
        kind, sign, *lengths = struct.unpack_from("<BBHH", content)
        at, operator = len(content) - sum(lengths), _OPERATORS[sign]
        self._paintings.append(_painting(content[6:at]))
        said = {"type": "cellIs" if kind == 1 else "expression", "dxfId": str(len(self._paintings) - 1)}
        rule = ElementTree.SubElement(self._blocks[-1], "cfRule", said | {"operator": operator})
        for length in filter(None, lengths):
            formula = ElementTree.SubElement(rule, "formula")
            formula.text = text_of(content[at : at + length], self._sheets, self._first)
            at += length


def _painting(style: bytes) -> Painting:
    """What one style makes of a number; that it is red, nothing."""
    flags, more = struct.unpack_from("<IH", style)
    at, seen, struck, letters = 6, None, False, -1
    if flags & _NUMBER:
        seen, length = _number(style[at:], own=bool(more & 1))
        at += length
    if flags & _FONT:
        (about,), (unchanged,) = struct.unpack_from("<I", style, at + 68), struct.unpack_from("<I", style, at + 88)
        struck = bool(about & ~unchanged & _STRUCK)
        letters = struct.unpack_from("<i", style, at + 80)[0]
        at += _FONT_LENGTH
    at += 8 * (bool(flags & _ALIGNED) + bool(flags & _BORDERS))
    ground = _ground(*struct.unpack_from("<HH", style, at)) if flags & _PATTERN else WHITE[0]
    unseen = letters >= 0 and (letters == ground or (letters in WHITE and ground in WHITE))
    return Painting(seen or (HIDDEN if unseen else None), struck)


def _number(style: bytes, own: bool) -> tuple[DisplayedAs | None, int]:
    """What a number format shows, and how long it is."""
    if not own:
        return (DisplayedAs("format_says", "%") if is_percent(style[1]) else None), 2
    length, letters, wide = struct.unpack_from("<HHB", style)
    code = style[5 : 5 + letters * (1 + (wide & 1))].decode("utf-16-le" if wide & 1 else "latin-1", "replace")
    return (DisplayedAs("format_says", "%") if is_percent(0, code) else shown(code)), length


def _ground(pattern: int, colours: int) -> int:
    """The number of the colour that fills a cell; -1 for a pattern, of which no one colour is known."""
    return (colours >> 7) & 0x7F if pattern >> 10 in (0, 1) else -1
