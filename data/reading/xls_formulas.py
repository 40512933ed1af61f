"""The formulas of an .xls as Excel writes them: their parts are kept in the order in which they are computed.

Read are references, numbers, texts, signs, and functions by their use alone. What many cells share, and what is
computed as one block, stands behind the first of its cells; places in it are counted from the cell that is asked about.
"""

import re
import struct

from data.reading.addresses import address, letter

MOST_PARTS, MOST_LETTERS = 600, 2_000  # of one formula
MOST_OCTETS = 1 << 20  # of the formulas of a workbook

_SIGNS = {3: "+", 4: "-", 5: "*", 6: "/", 7: "^", 8: "&", 9: "<", 10: "<=", 11: "=", 12: ">=", 13: ">", 14: "<>"}
_FUNCTIONS = {1: "IF", 4: "SUM", 5: "AVERAGE", 25: "INT", 27: "ROUND", 63: "RAND", 212: "ROUNDUP", 213: "ROUNDDOWN"}
# How many arguments those have that always have as many.
_ARGUMENTS = {
    **dict.fromkeys((2, 3, 24, 25, 32, 33, 38, 67, 68, 69, 118, 129, 131, 347), 1),
    **dict.fromkeys((27, 39, 212, 213, 346), 2),
    **{63: 0, 65: 3, 74: 0, 221: 0},
}
_LENGTHS = {
    0x16: 0,
    0x1C: 1,
    0x1D: 1,
    0x20: 7,
    0x23: 4,
    0x26: 6,
    0x27: 6,
    0x28: 6,
    0x29: 2,
    0x2A: 4,
    0x2B: 8,
    0x39: 6,
    0x3C: 6,
    0x3D: 10,
}
_FORMULA, _LINKS, _SHEET, _BOOK, _BLOCK, _SHARED = 0x06, 0x17, 0x85, 0x1AE, 0x221, 0x4BC  # records
_OWN, _SEPARATORS = 0x0401, re.compile(r"[\x00-\x08/\\]+")


def _words(octets: bytes, count: int) -> str:
    """So many letters, before which it says whether each has two octets."""
    wide = octets[0] & 1
    return octets[1 : 1 + count * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def _path(encoded: str) -> str:
    """The path of another file as people write it; a drive is a letter behind a sign."""
    return _SEPARATORS.sub("/", re.sub(r"^\x01\x01(\w)", r"\1:/", encoded)).strip("/")


class XlsSheets:
    """The sheets and files that formulas name by numbers."""

    def __init__(self) -> None:
        self.own: list[str] = []
        self.left = MOST_OCTETS
        self._books: list[tuple[str, list[str]] | None] = []  # a file and its sheets; None for this one
        self._links: list[tuple[int, int, int]] = []
        self._shared: dict[tuple[int, ...], bytes] = {}  # of the sheet that is read, by the first of their cells

    def take(self, kind: int, content: bytes) -> None:
        """Take note of a record of the workbook that tells what formulas speak of."""
        if kind == _BOOK:
            self.take_book(content)
        elif kind == _LINKS:
            self.take_links(content)
        elif kind == _SHEET and content[5:6] in (b"\0", b"\2"):  # 2: a chart
            self.own.append(_words(content[7:], content[6]))

    def formula(self, kind: int, content: bytes) -> str:
        """The formula of a record of a cell; "" for any other, and for one that is shared and not known yet."""
        if kind != _FORMULA or len(content) < 22:
            return ""
        row, column, _ = struct.unpack_from("<HHH", content)
        parts = content[22 : 22 + int.from_bytes(content[20:22], "little")]
        if parts[:1] == b"\x01" and len(parts) >= 5:
            shared = self._shared.get(struct.unpack_from("<HH", parts, 1), b"")
            return text_of(shared, self, (row, column))
        return text_of(parts, self)

    def begin(self) -> None:
        """Another sheet is read."""
        self._shared.clear()

    def shared(self, kind: int, content: bytes, first: tuple[int, int]) -> str:
        """Take note of what cells share that begin at this one; the formula there. "" for any other record."""
        if kind not in (_BLOCK, _SHARED) or len(content) < 10:
            return ""
        at = 12 if kind == _BLOCK else 8
        parts = content[at + 2 : at + 2 + int.from_bytes(content[at : at + 2], "little")]
        self._shared[first] = parts
        return text_of(parts, self, first)

    def take_book(self, content: bytes) -> None:
        """A record that tells of this workbook or of another."""
        count, letters = struct.unpack("<HH", content[:4].ljust(4, b"\0"))
        if letters == _OWN or len(content) < 6:
            self._books.append(None)
            return
        texts: list[str] = []
        at = 2
        while at + 3 <= len(content) and len(texts) <= count:
            length = struct.unpack_from("<H", content, at)[0]
            texts.append(_words(content[at + 2 :], length))
            at += 3 + length * (1 + (content[at + 2] & 1))
        self._books.append((_path(texts[0]) if texts else "", texts[1:]))

    def take_links(self, content: bytes) -> None:
        count = min(int.from_bytes(content[:2], "little"), (len(content) - 2) // 6)
        self._links += [struct.unpack_from("<Hhh", content, 2 + 6 * n) for n in range(count)]

    def named(self, number: int) -> str:
        """What a reference to another sheet begins with: «'Quý III'!»."""
        book, first, last = self._links[number]
        other = self._books[book] if book < len(self._books) else None
        names = self.own if other is None else other[1]
        known = [names[at] for at in dict.fromkeys((first, last)) if 0 <= at < len(names)]
        file = f"[{other[0]}]" if other is not None else ""
        return "'" + (file + ":".join(known)).replace("'", "''") + "'!"


def text_of(parts: bytes, sheets: XlsSheets, cell: tuple[int, int] = (0, 0)) -> str:
    """A formula as text, in a cell counted from 0; "" for one that is not understood."""
    stack: list[str] = []
    at = 0
    sheets.left -= len(parts)
    try:
        for _ in range(MOST_PARTS if sheets.left > 0 else 0):
            if at >= len(parts) or (stack and len(stack[-1]) > MOST_LETTERS):
                break
            at = _take(parts, at, stack, sheets, cell)
    except (struct.error, IndexError):
        return ""
    return stack[0] if len(stack) == 1 and at >= len(parts) else ""


def _take(parts: bytes, at: int, stack: list[str], sheets: XlsSheets, cell: tuple[int, int]) -> int:
    """Read the part at an offset; where the next one begins. Raises IndexError for one that is not known."""
    kind, after = parts[at], at + 1
    kind = kind if kind < 0x20 else 0x20 | kind & 0x1F
    if kind in _SIGNS:
        right, left = stack.pop(), stack.pop()
        stack.append(f"{left}{_SIGNS[kind]}{right}")
    elif kind in (0x12, 0x13, 0x14, 0x15):
        stack.append({0x12: "+{}", 0x13: "-{}", 0x14: "{}%", 0x15: "({})"}[kind].format(stack.pop()))
    elif kind == 0x17:
        stack.append('"' + _words(parts[after + 1 :], parts[after]).replace('"', '""') + '"')
        return after + 2 + parts[after] * (1 + (parts[after + 1] & 1))
    elif kind == 0x19:
        return _attribute(parts, after, stack)
    elif kind in (0x1E, 0x1F):
        stack.append(f"{struct.unpack_from('<H' if kind == 0x1E else '<d', parts, after)[0]:.15g}".upper())
        return after + (2 if kind == 0x1E else 8)
    elif kind in (0x24, 0x25, 0x2C, 0x2D, 0x3A, 0x3B):
        return _place(parts, after, stack, kind, sheets, cell)
    elif kind in (0x21, 0x22):
        return _function(parts, after, stack, variable=kind == 0x22)
    else:
        stack += ["#"] if kind not in (0x26, 0x27, 0x28, 0x29) else []
        return after + _length(kind)
    return after


def _length(kind: int) -> int:
    if kind not in _LENGTHS:
        raise IndexError
    return _LENGTHS[kind]


def _place(parts: bytes, at: int, stack: list[str], kind: int, sheets: XlsSheets, cell: tuple[int, int]) -> int:
    """A cell or a block, of another sheet where it has a link; counted from the cell where the formula is shared."""
    linked, ends = kind >= 0x3A, 2 if kind & 1 else 1
    sheet = sheets.named(struct.unpack_from("<H", parts, at)[0]) if linked else ""
    at += 2 * linked
    numbers = struct.unpack_from(f"<{2 * ends}H", parts, at)
    places = [
        _from(*place, cell if kind in (0x2C, 0x2D) else (0, 0)) for place in zip(numbers, numbers[ends:], strict=False)
    ]
    if ends == 2 and numbers[:2] == (0, 0xFFFF):
        stack.append(f"{sheet}{letter(places[0][1])}:{letter(places[1][1])}")
    else:
        stack.append(sheet + ":".join(address(*place) for place in places))
    return at + 4 * ends


def _from(row: int, column: int, cell: tuple[int, int]) -> tuple[int, int]:
    """A place that is counted from a cell, where its column says so, round the end of the sheet."""
    down, right = cell[0] if column & 0x8000 else 0, cell[1] if column & 0x4000 else 0
    return (row + down) & 0xFFFF, ((column & 0x3FFF) + right) & 0xFF


def _attribute(parts: bytes, at: int, stack: list[str]) -> int:
    """What helps to compute a formula; a sum of one thing is written by it, too."""
    kind, number = parts[at], struct.unpack_from("<H", parts, at + 1)[0]
    if kind & 0x10:
        stack.append(f"SUM({stack.pop()})")
    return int(at + 3 + (2 * (number + 1) if kind & 0x04 else 0))


def _function(parts: bytes, at: int, stack: list[str], variable: bool) -> int:
    if not variable:
        number = struct.unpack_from("<H", parts, at)[0] & 0x7FFF
        if number not in _ARGUMENTS:
            raise IndexError
        count, at = _ARGUMENTS[number], at + 2
    else:
        count, number = parts[at] & 0x7F, struct.unpack_from("<H", parts, at + 1)[0] & 0x7FFF
        at += 3
    arguments = stack[len(stack) - count :] if count else []
    del stack[len(stack) - count :]
    stack.append(f"{_FUNCTIONS.get(number, 'FUNCTION')}({','.join(arguments)})")
    return at
