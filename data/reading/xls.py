"""What an old .xls file says of its cells and calamine leaves out: errors, hidden rows and columns, percentages.

A compound file (MS-CFB) holds the workbook as a stream of records (MS-XLS); only the few that matter are read.
"""

import struct
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from data.column_types.cell import Broken
from data.model import Text
from data.reading.cells import Annotation, Marks
from data.reading.extent import LAST_COLUMN, Extent, judge_all
from data.reading.legacy_encodings import Code, of_font
from data.reading.number_formats import is_percent, shown
from data.reading.remarks import LONGEST, MOST, of_headers
from data.reading.xls_formulas import XlsSheets
from data.reading.xls_rules import WHITE, XlsRules
from data.reading.xlsx_styles import HIDDEN, Style
from data.rules.findings import Refused

_OTHER_OFFICE_DOCUMENT = Text("tài liệu Office khác", "another Office document")
_FREE = 0xFFFFFFFA  # this sector number and those above are no sectors
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}

_FORMULA, _EOF, _DATE_MODE, _FILE_PASS, _FONT, _COLUMN_INFO, _SHEET = 0x06, 0x0A, 0x22, 0x2F, 0x31, 0x7D, 0x85
_SHARED_TEXT, _TEXT = 0xFD, 0x204
_MANY_NUMBERS, _STYLE, _NUMBER, _TRUTH_OR_ERROR, _ROW, _NUMBER_SHORT, _FORMAT, _BEGIN = (
    0xBD,
    0xE0,
    0x203,
    0x205,
    0x208,
    0x27E,
    0x41E,
    0x809,
)


_PAGES, _NOTE, _CONTINUE, _OBJECT, _TEXT_BOX = (0x14, 0x15), 0x1C, 0x3C, 0x5D, 0x1B6


@dataclass(slots=True)
class XlsMetadata:
    marks: dict[str, Marks] = field(default_factory=dict)  # by sheet name
    since_1904: bool = False


def scan(data: bytes) -> XlsMetadata:
    """Look through a workbook's records. Raises Refused."""
    try:
        return _scan(_workbook_stream(data))
    except (struct.error, IndexError, UnicodeDecodeError, OverflowError):
        raise Refused("damaged") from None


def _workbook_stream(data: bytes) -> bytes:
    sector = 1 << min(struct.unpack_from("<H", data, 30)[0], 20)
    if sector not in (512, 4096):
        raise Refused("damaged")
    directory, cutoff, mini_start = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
    most = len(data) // sector + 1  # sectors that there are; no chain is longer
    table = _allocation(data, sector, most)

    def chain(start: int, size: int | None = None) -> bytes:
        parts, seen = [], 0
        while start < _FREE:
            if start >= len(table) or seen > most:
                raise Refused("damaged")
            parts.append(data[(start + 1) * sector : (start + 2) * sector])
            start, seen = table[start], seen + 1
        return b"".join(parts)[:size]

    streams, root = _streams(chain(directory))
    start, size = streams["workbook"]
    if size >= cutoff:
        stream = chain(start, size)
    else:
        small = chain(root[0], root[1])
        minis = struct.unpack(f"<{len(chain(mini_start)) // 4}I", chain(mini_start))
        parts: list[bytes] = []
        while start < _FREE:
            if start >= len(minis) or len(parts) > len(small) // 64:
                raise Refused("damaged")
            parts.append(small[start * 64 : start * 64 + 64])
            start = minis[start]
        stream = b"".join(parts)[:size]
    if len(stream) < size:
        raise Refused("damaged")
    return stream


def _streams(entries: bytes) -> tuple[dict[str, tuple[int, int]], tuple[int, int]]:
    """The streams by name, each with its start and size, and those of the root. Raises Refused for no workbook."""
    streams: dict[str, tuple[int, int]] = {}
    root, own, top = (0, 0), _own(entries), set[str]()
    for at in range(0, len(entries) - 127, 128):
        length = struct.unpack_from("<H", entries, at + 64)[0]
        name = entries[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").lower()
        start, size = struct.unpack_from("<II", entries, at + 116)
        if entries[at + 66] == 5:
            root = start, size
        elif entries[at + 66] and (name != "workbook" or name not in streams):  # calamine reads the first of that name
            streams[name] = start, size
            if at // 128 in own:
                top.add(name)
    _judge_kind(streams.keys(), top)
    return streams, root


def _judge_kind(names: Collection[str], top: Collection[str]) -> None:
    """`top` are those that stand in the file itself: the Word document that is embedded in a workbook is none of it."""
    if "encryptedpackage" in names:
        raise Refused("encrypted")
    if "_vba_project_cur" in names or "_vba_project" in names:
        raise Refused("macros")
    if {"worddocument", "powerpoint document"} & {*(top if "workbook" in names else names)}:
        raise Refused("other_document", kind=_OTHER_OFFICE_DOCUMENT)
    if "workbook" not in names:
        raise Refused("old_workbook" if "book" in names else "unknown_kind")
    if "workbook" not in top:
        raise Refused("unclear_writing")


def _own(entries: bytes) -> set[int]:
    """The numbers of the entries that stand in the file itself, not in a document that is embedded in it."""
    found: set[int] = set()
    waiting = [struct.unpack_from("<I", entries, 76)[0]]  # the root's child; each has two neighbours
    while waiting:
        number = waiting.pop()
        if number < len(entries) // 128 and number not in found:
            found.add(number)
            waiting += struct.unpack_from("<II", entries, number * 128 + 68)
    return found


def _allocation(data: bytes, sector: int, most: int) -> list[int]:
    """Which sector follows which. A list of sectors that goes in a ring would have no end."""
    numbers = list(struct.unpack_from("<109I", data, 76))
    further, count = struct.unpack_from("<II", data, 68)
    for _ in range(min(count, most)):
        if further >= _FREE:
            break
        block = struct.unpack_from(f"<{sector // 4}I", data, (further + 1) * sector)
        numbers += block[:-1]
        further = block[-1]
    table: list[int] = []
    used = [number for number in numbers if number < _FREE]
    if len(set(used)) < len(used):
        raise Refused("damaged")
    for number in used:
        if number < most:
            part = data[(number + 1) * sector : (number + 2) * sector]
            table += struct.unpack(f"<{len(part) // 4}I", part[: len(part) // 4 * 4])
    return table


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """The records from an offset on: kind, where its bytes begin, how many."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, at + 4, length
        at += 4 + length


def _text(stream: bytes, at: int, count: int) -> str:
    """A BIFF8 string whose flags stand at `at`."""
    wide = stream[at] & 1
    octets = stream[at + 1 : at + 1 + count * (2 if wide else 1)]
    return octets.decode("utf-16-le") if wide else octets.decode("latin-1")


class _Font(NamedTuple):
    code: Code | None
    struck: bool
    colour: int  # its number in the palette


def _scan(stream: bytes) -> XlsMetadata:
    workbook = XlsMetadata()
    sheets: list[tuple[str, int]] = []
    codes: dict[int, str] = {}
    styles: list[tuple[int, int, int]] = []
    fonts: list[_Font] = []
    links = XlsSheets()
    for kind, at, length in _records(stream, 0):
        if kind == _EOF:
            break
        links.take(kind, stream[at : at + length])
        if kind == _FILE_PASS:
            raise Refused("encrypted")
        if kind == _DATE_MODE:
            workbook.since_1904 = stream[at] == 1
        elif kind == _FORMAT:
            number, count = struct.unpack_from("<HH", stream, at)
            codes[number] = _text(stream, at + 4, count)
        elif kind == _STYLE:
            styles.append((*struct.unpack_from("<HH", stream, at), _ground(stream[at : at + length])))
        elif kind == _FONT:
            about, colour = struct.unpack_from("<HH", stream, at + 2)
            fonts.append(_Font(of_font(_text(stream, at + 15, stream[at + 14])), bool(about & 8), colour))
        elif kind == _SHEET and stream[at + 5] == 0:
            sheets.append((_text(stream, at + 7, stream[at + 6]), struct.unpack_from("<I", stream, at)[0]))
        elif kind == _SHEET and stream[at + 5] == 1:
            raise Refused("macros")  # an Excel 4 macro sheet
    known = {
        number: _style(fonts, font, code, codes.get(code, ""), ground)
        for number, (font, code, ground) in enumerate(styles)
    }
    for name, at in sheets:
        workbook.marks[name] = _sheet(
            name, stream, at, {number: style for number, style in known.items() if any(style)}, links
        )
    judge_all(workbook.marks)
    return workbook


def _ground(style: bytes) -> int:
    """The number of the colour that fills a cell; that of white where none does, none of any where a pattern does."""
    if len(style) < 20 or not (pattern := style[17] >> 2):
        return WHITE[0]
    return style[18] & 0x7F if pattern == 1 else -1


def _style(fonts: list[_Font], font: int, number: int, code: str, ground: int) -> Style:
    """What a style says; there is no font that is numbered 4."""
    place = font - (font > 4)
    drawn = fonts[place] if place < len(fonts) else _Font(None, False, -2)
    unseen = drawn.colour == ground or (drawn.colour in WHITE and ground in WHITE)
    return Style(is_percent(number, code), drawn.code, shown(code) or (HIDDEN if unseen else None), drawn.struck)


def _sheet(name: str, stream: bytes, start: int, styles: Mapping[int, Style], links: XlsSheets) -> Marks:
    marks, extent, depth = Marks(), Extent(name), 0
    links.begin()
    rules = XlsRules(links)
    row = column = 0
    texts = _Texts(stream, marks)
    for kind, at, length in _records(stream, start):
        if kind == _BEGIN:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        elif depth > 1:
            continue  # a chart on the sheet
        elif kind in (_FORMULA, _NUMBER, _NUMBER_SHORT, _TRUTH_OR_ERROR):
            row, column, style = struct.unpack_from("<HHH", stream, at)
            extent.take(row + 1, column + 1)
            if style in styles:
                styles[style].mark(marks, (row, column))
            marks.formulas.take((row, column), links.formula(kind, stream[at : at + length]))
            if kind == _TRUTH_OR_ERROR and stream[at + 7]:
                marks.broken[row, column] = Broken("error_cell", _ERRORS.get(stream[at + 6], "#"))
            elif kind == _FORMULA and stream[at + 12 : at + 14] == b"\xff\xff" and stream[at + 6] == 2:
                marks.broken[row, column] = Broken("error_cell", _ERRORS.get(stream[at + 8], "#"))
        elif kind in (_SHARED_TEXT, _TEXT):
            row, column, style = struct.unpack_from("<HHH", stream, at)
            extent.take(row + 1, column + 1)
            if style in styles:
                styles[style]._replace(percent=False, shown=None).mark(marks, (row, column))
        elif kind == _MANY_NUMBERS:
            row, column = struct.unpack_from("<HH", stream, at)
            extent.take(row + 1, min(column + max(1, (length - 6) // 6), LAST_COLUMN))
            for i in range((length - 6) // 6):
                if (said := styles.get(struct.unpack_from("<H", stream, at + 4 + 6 * i)[0])) is not None:
                    said.mark(marks, (row, column + i))
        elif kind == _ROW and struct.unpack_from("<H", stream, at + 12)[0] & 0x20:
            marks.hidden_rows.add(struct.unpack_from("<H", stream, at)[0])
        elif kind == _COLUMN_INFO and struct.unpack_from("<H", stream, at + 8)[0] & 1:
            first, last = struct.unpack_from("<HH", stream, at)
            marks.hidden_columns.update(range(first, min(last, 255) + 1))
        else:
            texts.take(kind, at, length)
            marks.formulas.take((row, column), links.shared(kind, stream[at : at + length], (row, column)))
            rules.take(kind, stream[at : at + length])
    extent.judge()
    marks.cells, marks.rules = extent.cells, rules.found()
    texts.place()
    return marks


class _Texts:
    """The header and the footer of a sheet's pages, its comments and its text boxes."""

    def __init__(self, stream: bytes, marks: Marks) -> None:
        self._stream, self._marks = stream, marks
        self._object, self._letters = 0, 0  # the object and the length of the text that come next
        self._boxes: dict[int, str] = {}  # by the number of their object
        self._cells: dict[int, tuple[int, int]] = {}

    def take(self, kind: int, at: int, length: int) -> None:
        stream = self._stream
        if kind in _PAGES and length > 3:
            text = _text(stream, at + 2, min(struct.unpack_from("<H", stream, at)[0], 1000))
            self._marks.remarks += of_headers(iter([text]))
        elif kind == _OBJECT and length >= 8:
            self._object = struct.unpack_from("<H", stream, at + 6)[0]
        elif kind == _TEXT_BOX:
            self._letters = struct.unpack_from("<H", stream, at + 10)[0]
        elif kind == _CONTINUE and self._letters:
            if len(self._boxes) < MOST:
                self._boxes[self._object] = _text(stream, at, min(self._letters, LONGEST)).strip()
            self._letters = 0
        elif kind == _NOTE:
            row, column, _, number = struct.unpack_from("<HHHH", stream, at)
            self._cells[number] = row, column

    def place(self) -> None:
        """Note each text, a comment at its cell."""
        for number, text in self._boxes.items():
            if text:
                at = self._cells.get(number)
                self._marks.remarks.append(Annotation("comment" if at else "box", at, text))
