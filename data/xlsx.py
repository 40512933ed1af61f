"""What an .xlsx file says of its cells and calamine leaves out: errors, formulas without a value, what is hidden.

The worksheets' XML is scanned as it is unpacked, before calamine sees the file, since a cell far from the others makes it
reserve the whole rectangle between them. Ordinary XML is scanned by patterns; any other goes through a real parser.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple
from xml.etree import ElementTree
from xml.parsers import expat

from data.cells import Marks, address
from data.columns import Broken
from data.faults import Refused
from data.guard import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Package
from data.legacy import Code, of_font

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_LONG = 8 << 20  # no ordinary row is this long

# An element that is not written in the plainest way, or a cell beyond column Z.
_ODD = re.compile(rb'<(?:c(?! r="[A-Z][0-9]{1,6}"|[a-zA-Z])|row(?! r="[0-9]|[a-zA-Z]))')
_ODDER = re.compile(rb'<(?:c(?! r="[A-Z]{1,3}[0-9]{1,7}"|[a-zA-Z])|row(?! r="[0-9]|[a-zA-Z]))')
# Without these letters, digits and signs a row's XML is the letters of its columns between quotes.
_NOT_SHAPE = bytes(sorted(set(range(256)) - set(b'ABCDEFGHIJKLMNOPQRSTUVWXYZ"w')))
_REF = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"')
_ROW = re.compile(rb'<row r="(\d{1,7})"')
_BLANK = re.compile(rb"<c [^<>]*/>|<c [^<>/]*></c>")
_INLINE = re.compile(rb' t="inlineStr"><is><t[^<>]*>[^<]+</t></is>')
_ERROR = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^<>]*?\st="e"[^<>/]*(?:/>|>(.*?)</c>)', re.S)
_NO_VALUE = re.compile(  # a cell that ends after its formula, or after an empty value
    rb'<c r="([A-Z]{1,3})(\d{1,7})"([^<>]*)>\s*<f(?:[^<>]*/>|[^<>]*>([^<]*)</f>)\s*(<v[^<>]*/>|<v[^<>]*></v>)?\s*</c>'
)
_V = re.compile(rb"<v[^>]*>([^<]*)<")
_HIDDEN_ROW = re.compile(rb'<row r="(\d{1,7})"[^>]*\shidden="(?:1|true)"')
_COLUMN = re.compile(rb"<col\s([^>]*)>")
_LETTERS = re.compile(rb"[A-Z]+")


@dataclass(slots=True)
class Workbook:
    """What was learnt of a workbook before calamine opens it."""

    marks: dict[str, Marks] = field(default_factory=dict)  # by sheet name
    since_1904: bool = False


class Style(NamedTuple):
    """What of a cell's style changes how its value is read."""

    percent: bool
    font: Code | None

    def mark(self, marks: Marks, at: tuple[int, int]) -> None:
        if self.percent:
            marks.percent.add(at)
        if self.font is not None:
            marks.fonts[at] = self.font


def scan(package: Package) -> Workbook:
    """Look through a workbook's parts. Raises Refused."""
    workbook = Workbook()
    root = _tree(package, "xl/workbook.xml")
    for element in root.iter():
        if _local(element.tag) == "workbookPr":
            workbook.since_1904 = element.get("date1904") in ("1", "true", "on")
    targets = _targets(package)
    styles = _styles(package) if package.has("xl/styles.xml") else {}
    for element in root.iter():
        if _local(element.tag) != "sheet":
            continue
        name = element.get("name") or ""
        part = targets.get(next((v for k, v in element.attrib.items() if _local(k) == "id"), ""), "")
        if name in workbook.marks:
            raise Refused("unsafe_part")
        if package.has(part) and "chartsheet" not in part:
            workbook.marks[name] = _sheet(package, part, name, styles)
    package.drain()
    return workbook


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _tree(package: Package, part: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(package.read(part))
    except (ElementTree.ParseError, ValueError, LookupError):
        raise Refused("damaged") from None


def _targets(package: Package) -> dict[str, str]:
    """Relation id → the part's name."""
    if not package.has("xl/_rels/workbook.xml.rels"):
        raise Refused("damaged")
    targets = {}
    for element in _tree(package, "xl/_rels/workbook.xml.rels").iter():
        target = element.get("Target")
        if target and element.get("TargetMode") != "External":
            part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
            targets[element.get("Id") or ""] = part if package.has(part) else target.lstrip("/")
    return targets


def _styles(package: Package) -> dict[int, Style]:
    """The cell styles that show a percentage or have a font from before Unicode, by number."""
    root = _tree(package, "xl/styles.xml")
    formats, fonts, styles = {9, 10}, [], {}
    for element in root.iter():
        if _local(element.tag) == "numFmt" and "%" in re.sub(r'"[^"]*"|\\.', "", element.get("formatCode") or ""):
            formats.add(_int(element.get("numFmtId")))
    for element in root:
        if _local(element.tag) == "fonts":
            fonts = [of_font(_font_name(font)) for font in element]
        elif _local(element.tag) == "cellXfs":
            for number, style in enumerate(element):
                font = _int(style.get("fontId"))
                said = Style(_int(style.get("numFmtId")) in formats, fonts[font] if font < len(fonts) else None)
                if said.percent or said.font:
                    styles[number] = said
    return styles


def _font_name(font: ElementTree.Element) -> str:
    return next((part.get("val") or "" for part in font if _local(part.tag) == "name"), "")


def _int(text: str | None, otherwise: int = 0) -> int:
    """A number of the file's own bookkeeping, where it is one."""
    return int(text[:9]) if text and text.isascii() and text.isdigit() else otherwise


def _sheet(package: Package, part: str, name: str, styles: Mapping[int, Style]) -> Marks:
    extent = _Extent(name)
    marks = _by_patterns(package.stream(part), lambda: part in package.unusual, extent, styles)
    if marks is None:
        extent = _Extent(name)
        marks = _by_parser(package.stream(part), extent, styles)
    extent.judge()
    return marks


class _Extent:
    """How far the cells with something in them reach; counted from 1."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.lowest = self.widest = (0, 0)  # the cells farthest down and farthest right

    def take(self, row: int, column: int) -> None:
        if not 1 <= row <= LAST_ROW or not 1 <= column <= LAST_COLUMN:
            raise Refused("cell_past_sheet", self.sheet)
        if row > self.lowest[0]:
            self.lowest = row, column
        if column > self.widest[1]:
            self.widest = row, column

    def judge(self) -> None:
        rows, columns = self.lowest[0], self.widest[1]
        if rows > MOST_ROWS:
            raise Refused("too_many_rows", self.sheet, address(rows - 1, self.lowest[1] - 1))
        if columns > MOST_COLUMNS:
            raise Refused("too_many_columns", self.sheet, address(self.widest[0] - 1, columns - 1))
        if rows * columns > MOST_CELLS:
            raise Refused("too_many_cells", self.sheet, address(rows - 1, columns - 1))


def _column(letters: bytes) -> int:
    number = 0
    for c in letters:
        number = number * 26 + c - 64
    return number


def _by_patterns(
    chunks: Iterator[bytes], unusual: Callable[[], bool], extent: _Extent, styles: Mapping[int, Style]
) -> Marks | None:
    """Scan a sheet whose XML is ordinary; None when it is not."""
    marks = Marks()
    known = re.compile(
        rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*?\ss="(' + b"|".join(b"%d" % s for s in sorted(styles)) + rb')"'
    )
    tail, piece, last_row, first = b"", b"", 0, True
    shapes: dict[bytes, int] = {}
    chunks = iter(chunks)
    more = True
    while more:
        chunk = next(chunks, None)
        more = chunk is not None
        piece = tail + (chunk or b"")
        if more:
            cut = piece.rfind(b"<row ")
            if cut <= 0:
                if len(piece) > _LONG:
                    return None
                tail = piece
                continue
            piece, tail = piece[:cut], piece[cut:]
        if first:
            first = False
            if b"<worksheet" not in piece[:4096] and b"<worksheet" not in piece:
                return None
            head = piece.split(b"<sheetData", 1)[0]
            for match in _COLUMN.finditer(head):
                _hide_columns(marks, match[1])
        body = piece.split(b"?>", 1)[-1] if piece.startswith((b"<?xml", b"\xef\xbb\xbf<?xml")) else piece
        if unusual() or b"<?" in body:
            return None
        if b"<is>" in piece:  # a text that stands in its cell tells no more than one that is shared
            piece = _INLINE.sub(b' t="s"><v>0</v>', piece)
        rows = list(map(int, _ROW.findall(piece)))
        if rows:
            if rows[0] <= last_row or any(b <= a for a, b in pairwise(rows)):
                return None
            last_row = rows[-1]
        if last_row <= MOST_ROWS and _ODD.search(piece) is None and (width := _shapes(piece, shapes)):
            extent.take(last_row or 1, width)
        elif _ODDER.search(piece) is not None or not _reach(extent, piece):
            return None
        _look(piece, marks)
        if styles:
            for match in known.finditer(piece):
                styles[int(match[3])].mark(marks, (int(match[2]) - 1, _column(match[1]) - 1))
    return marks if b"</worksheet>" in piece else None


def _shapes(piece: bytes, known: dict[bytes, int]) -> int:
    """The widest row of a piece whose cells all lie in columns A to Z, none twice; 0 when that is not plain to see."""
    widest = 0
    for shape in set(piece.translate(None, _NOT_SHAPE).replace(b'""', b"").split(b"w")):
        width = known.get(shape)
        if width is None:
            quotes = shape.count(b'"')
            letters = shape.split(b'"')[1] if quotes == 2 else b"A"
            plain = quotes in (0, 2) and all(a < b for a, b in pairwise(letters))
            width = known[shape] = letters[-1] - 64 if plain else 0
        if not width:
            return 0
        widest = max(widest, width)
    return widest


def _reach(extent: _Extent, piece: bytes) -> bool:
    """Take note of the farthest cells, but of blank ones that are merely formatted; False when a cell is there twice."""
    refs = _REF.findall(piece)
    if len(set(refs)) < len(refs):
        return False
    for ref in _REF.findall(_BLANK.sub(b"", piece)):
        letters = ref.rstrip(b"0123456789")
        extent.take(int(ref[len(letters) :]), _column(letters))
    return True


def _look(piece: bytes, marks: Marks) -> None:
    """Errors, formulas without a value and hidden rows in a stretch of ordinary XML."""
    if b't="e"' in piece:
        for match in _ERROR.finditer(piece):
            value = _V.search(match[3] or b"")
            words = value[1].decode("utf-8", "replace") if value else "#"
            marks.broken[int(match[2]) - 1, _column(match[1]) - 1] = Broken("error_cell", words or "#")
    if b"<f" in piece:
        for match in _NO_VALUE.finditer(piece):
            if b't="str"' in match[3] and match[5]:
                continue  # a formula whose value is the empty text
            words = "=" + (match[4] or b"").decode("utf-8", "replace")
            marks.broken[int(match[2]) - 1, _column(match[1]) - 1] = Broken("no_kept_value", words)
    if b' hidden="' in piece:
        marks.hidden_rows.update(int(match[1]) - 1 for match in _HIDDEN_ROW.finditer(piece))


def _hide_columns(marks: Marks, attributes: bytes) -> None:
    said = dict(re.findall(rb'(\w+)="([^"]*)"', attributes))
    if said.get(b"hidden") in (b"1", b"true"):
        first, last = (_int(said.get(name, b"1").decode("latin-1"), 1) for name in (b"min", b"max"))
        marks.hidden_columns.update(range(first - 1, min(last, MOST_COLUMNS)))


def _by_parser(chunks: Iterator[bytes], extent: _Extent, styles: Mapping[int, Style]) -> Marks:
    """Scan any sheet with a real parser, slowly."""
    marks = Marks()
    row = column = 0
    seen: set[tuple[int, int]] = set()
    cell: dict[str, str] = {}
    inside: list[str] = []
    formula: str | None = None
    value: str | None = None

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, cell, formula, value
        name = tag.rpartition(":")[2]
        inside.append(name)
        if name == "row":
            row, column = _number(attributes.get("r"), row + 1, extent.sheet), 0
            if attributes.get("hidden") in ("1", "true"):
                marks.hidden_rows.add(row - 1)
        elif name == "c" and "row" in inside:
            cell, formula, value = attributes, None, None
            row_of, column = _place(attributes.get("r"), row, column + 1, extent.sheet)
            row = row_of
            if (row, column) in seen:
                raise Refused("cell_twice", extent.sheet, address(row - 1, column - 1))
            seen.add((row, column))
        elif name == "f" and "c" in inside:
            formula = ""
        elif name == "v" and "c" in inside:
            value = ""
        elif name in ("t", "is") and "c" in inside:
            value = value or ""
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = (
                _number(attributes.get("min"), 1, extent.sheet),
                _number(attributes.get("max"), 1, extent.sheet),
            )
            marks.hidden_columns.update(range(first - 1, min(last, MOST_COLUMNS)))

    def words(text: str) -> None:
        nonlocal formula, value
        if inside and inside[-1] == "f" and formula is not None:
            formula = (formula + text)[:200]
        elif inside and inside[-1] in ("v", "t") and value is not None:
            value = (value + text)[:200]

    def end(tag: str) -> None:
        name = tag.rpartition(":")[2]
        inside.pop()
        if name != "c" or "row" not in inside:
            return
        at = (row - 1, column - 1)
        if formula is not None or value is not None:
            extent.take(row, column)
            if row > MOST_ROWS or column > MOST_COLUMNS:
                extent.judge()
        if styles and (said := styles.get(_int(cell.get("s"), -1))) is not None:
            said.mark(marks, at)
        if cell.get("t") == "e":
            marks.broken[at] = Broken("error_cell", value or "#")
        elif formula is not None and not value and not (cell.get("t") == "str" and value is not None):
            marks.broken[at] = Broken("no_kept_value", "=" + formula)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, words
    try:
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise Refused("damaged", extent.sheet) from None
    return marks


def _number(text: str | None, otherwise: int, sheet: str) -> int:
    if text is None:
        return otherwise
    if not text.isdigit() or not 1 <= int(text[:9]) <= LAST_ROW:
        raise Refused("cell_past_sheet", sheet)
    return int(text)


def _place(ref: str | None, row: int, column: int, sheet: str) -> tuple[int, int]:
    if ref is None:
        return row, column
    match = re.fullmatch(r"\$?([A-Za-z]{1,4})\$?(\d{1,9})", ref)
    if match is None:
        raise Refused("cell_past_sheet", sheet)
    place = int(match[2]), _column(match[1].upper().encode())
    if not 1 <= place[0] <= LAST_ROW or not 1 <= place[1] <= LAST_COLUMN:
        raise Refused("cell_past_sheet", sheet)
    return place
