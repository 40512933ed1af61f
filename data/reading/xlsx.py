"""What an .xlsx file says of its cells and calamine leaves out: errors, formulas without a value, what is hidden.

The worksheets' XML is scanned as it is unpacked, before calamine sees the file, since a cell far from the others makes
it reserve the whole rectangle between them. Ordinary XML is scanned by patterns; any other goes through a real parser.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from xml.etree import ElementTree

from data.column_types.cell import Broken, Raw
from data.column_types.day import EPOCH, EPOCH_1904
from data.reading import conditional_formats, remarks, xlsx_styles
from data.reading.addresses import column_number
from data.reading.cells import Marks
from data.reading.extent import Extent, judge_all
from data.reading.formula_texts import Formulas, Kept, take_all
from data.reading.guard import MOST_COLUMNS, MOST_ROWS, Package
from data.reading.rich_text import struck_texts
from data.reading.xlsx_cells import by_parser
from data.reading.xlsx_links import formulas_of
from data.reading.xlsx_styles import StyleSheet, numeral, unseen
from data.rules.findings import Refused

_LONG = 8 << 20  # no ordinary row is this long

# An element that is not written in the plainest way, or a cell beyond column Z.
_ODD = re.compile(rb'<(?:c(?! r="[A-Z][0-9]{1,6}"|[a-zA-Z])|row(?! r="[0-9]|[a-zA-Z]))')
_ODDER = re.compile(rb'<(?:c(?! r="[A-Z]{1,3}[0-9]{1,7}"|[a-zA-Z])|row(?! r="[0-9]|[a-zA-Z]))')
# Without these letters, digits and signs a row's XML is the letters of its columns between quotes.
_ALIKE = bytes(65 if 65 <= octet <= 90 else octet for octet in range(256))  # every capital an A
_ROWS_END = b"</sheetData>".translate(_ALIKE)
_NOT_SHAPE = bytes(sorted(set(range(256)) - set(b'ABCDEFGHIJKLMNOPQRSTUVWXYZ"w')))
_REF = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
_ROW = re.compile(rb'<row r="(\d{1,7})"')
# What calamine reads as something else than it says: content beside a value, an element or an entity within one, a
# shared text without a plain number.
_MORE = re.compile(rb"<v>(?![^<]*</v></c>)|<v\s(?!/>)")
_SHARED = re.compile(rb't="s"[^<>]*(?<!/)>(?!<v>\d{1,9}</v></c>|</c>)')
_ENTITY = re.compile(rb'<c (?![^<>]*t="(?:str|e)")[^<>]*>(?:<f[^<>]*/>|<f[^<]*</f>)?<v>[^<&]*&')
_BLANK = re.compile(rb"<c [^<>]*/>|<c [^<>/]*></c>")
_INLINE = re.compile(rb' t="inlineStr"><is><t[^<>]*>[^<]+</t></is>')
_ERROR = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^<>]*?\st="e"[^<>/]*(?:/>|>(.*?)</c>)', re.S)
_NO_VALUE = re.compile(  # a cell that ends after its formula, or after an empty value
    rb'<c r="([A-Z]{1,3})(\d{1,7})"([^<>]*)>\s*<f(?:[^<>]*/>|[^<>]*>([^<]*)</f>)\s*(<v[^<>]*/>|<v[^<>]*></v>)?\s*</c>'
)
_KNOWN_ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}
_ERROR_VALUE = re.compile(rb'(<c [^<>]*t="e"[^<>]*>(?:<f[^<>]*/>|<f[^<]*</f>)?<v>)[^<]*')
_V = re.compile(rb"<v[^>]*>([^<]*)<")
_HIDDEN_ROW = re.compile(rb'<row r="(\d{1,7})"[^>]*\s(?:hidden="(?:1|true)"|ht="0(?:\.0\d*)?")')
_COLUMN = re.compile(rb"<col\s([^>]*)>")
_LETTERS = re.compile(rb"[A-Z]+")


@dataclass(slots=True)
class XlsxMetadata:
    """What was learnt of a workbook before calamine opens it."""

    marks: dict[str, Marks] = field(default_factory=dict)  # by sheet name
    since_1904: bool = False
    struck_texts: set[str] = field(default_factory=set)
    newer_errors: set[str] = field(
        default_factory=set
    )  # parts with errors that calamine does not know, such as #SPILL!


def scan(package: Package) -> XlsxMetadata:
    """Look through a workbook's parts. Raises Refused."""
    workbook = XlsxMetadata()
    root = _tree(package, package.workbook)
    for element in root.iter():
        if _local(element.tag) == "workbookPr":
            workbook.since_1904 = element.get("date1904") in ("1", "true", "on")
    targets, styles_part = _targets(package)
    book = formulas_of(package, root, targets)
    styles = xlsx_styles.read(_tree(package, styles_part)) if package.has(styles_part) else StyleSheet({}, [])
    for element in root.iter():
        if _local(element.tag) != "sheet":
            continue
        name = element.get("name") or ""
        part = targets.get(next((v for k, v in element.attrib.items() if _local(k) == "id"), ""), "")
        if name in workbook.marks:
            raise Refused("unsafe_part")
        if package.has(part) and "chartsheet" not in part:
            marks = workbook.marks[name] = _sheet(package, part, name, styles, book)
            marks.remarks += remarks.of_sheet(package, part)
            if any(cell.rule == "error_cell" and cell.shown not in _KNOWN_ERRORS for cell in marks.broken.values()):
                workbook.newer_errors.add(part)
    judge_all(workbook.marks)
    workbook.struck_texts = struck_texts(package)
    package.drain()
    return workbook


def with_old_errors(package: Package, parts: set[str]) -> bytes:
    """The workbook with every error of these parts made one that calamine knows; what they were is in the marks."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name in package.names:
            content = package.read(name)
            file.writestr(name, _ERROR_VALUE.sub(rb"\1#VALUE!", content) if name in parts else content)
    return out.getvalue()


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _tree(package: Package, part: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(package.read(part))
    except (ElementTree.ParseError, ValueError, LookupError):
        raise Refused("damaged") from None


def _targets(package: Package) -> tuple[dict[str, str], str]:
    """Relation id → the part's name; and the part of styles."""
    folder, name = posixpath.split(package.workbook)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if not package.has(relations):
        raise Refused("damaged")
    targets, styles = {}, posixpath.join(folder, "styles.xml")
    for element in _tree(package, relations).iter():
        target = element.get("Target")
        if target and element.get("TargetMode") != "External":
            part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            part = targets[element.get("Id") or ""] = part if package.has(part) else target.lstrip("/")
            styles = part if (element.get("Type") or "").endswith("/styles") else styles
    return targets, styles


def _sheet(package: Package, part: str, name: str, styles: StyleSheet, book: Kept) -> Marks:
    extent, begun = Extent(name), Marks(formulas=Formulas(book))
    marks = _by_patterns(package.stream(part), lambda: part in package.unusual, extent, styles, begun)
    if marks is None:
        extent, begun = Extent(name), Marks(formulas=Formulas(book))
        marks = by_parser(package.stream(part), extent, styles, begun)
    extent.judge()
    marks.cells = extent.cells
    return marks


def _by_patterns(
    chunks: Iterator[bytes], unusual: Callable[[], bool], extent: Extent, styles: StyleSheet, marks: Marks
) -> Marks | None:
    """Scan a sheet whose XML is ordinary; None when it is not. `marks` is where it is noted."""
    known = re.compile(
        rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*?\ss="(' + b"|".join(b"%d" % s for s in sorted(styles.cells)) + rb')"'
    )
    tail, piece, last_row, first = b"", b"", 0, True
    shapes: dict[bytes, int] = {}
    chunks, more = iter(chunks), True
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
            piece = _INLINE.sub(b' t="s"><v>0</v>', piece).replace(b' t="inlineStr" />', b" />")
        numbers = _ROW.findall(piece)
        if piece.count(b"<row ") != len(numbers) or not _is_plain(piece, numbers):
            return None
        if rows := list(map(int, numbers)):
            if rows[0] <= last_row or any(b <= a for a, b in pairwise(rows)):
                return None
            last_row = rows[-1]
        if last_row <= MOST_ROWS and _ODD.search(piece) is None and (width := _shapes(piece, shapes)):
            extent.take(last_row or 1, width)
        elif _ODDER.search(piece) is not None or not _reach(extent, piece):
            return None
        _look(piece, marks)
        if styles.cells:
            for match in known.finditer(piece):
                styles.cells[int(match[3])].mark(marks, (int(match[2]) - 1, column_number(match[1])))
    end = piece.rpartition(b"</sheetData>")[2]
    marks.remarks, marks.rules = remarks.of_pages(end), styles.rules(conditional_formats.trees(end))
    return marks if b"</worksheet>" in piece else None


def _is_plain(piece: bytes, rows: list[bytes]) -> bool:
    """Whether every cell says one value in the usual way, and stands in its own row."""
    if b"<is>" in piece or b'"inlineStr"' in piece or _MORE.search(piece) or _SHARED.search(piece):
        return False
    if b"&" in piece and _ENTITY.search(piece):
        return False
    if piece.count(b' r="') != len(rows) + piece.count(b"<c "):
        return False
    parts = piece.translate(_ALIKE).split(b"<row ")[1:]
    if parts:  # what follows the rows names cells as well, merged ones and those with drop-downs, and has none
        parts[-1], _, after = parts[-1].partition(_ROWS_END)
        if b"<c " in after:
            return False
    return all(part.count(b"<c ") == part.count(b'A%b"' % row) for row, part in zip(rows, parts, strict=True))


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


def _reach(extent: Extent, piece: bytes) -> bool:
    """Take note of the farthest cells, but of blank ones that are merely formatted; False when a cell is there
    twice."""
    refs = _REF.findall(piece)
    if len(set(refs)) < len(refs):
        return False
    for letters, row in _REF.findall(_BLANK.sub(b"", piece)):
        extent.take(int(row), column_number(letters) + 1)
    return True


def _look(piece: bytes, marks: Marks) -> None:
    """Errors, formulas without a value and hidden rows in a stretch of ordinary XML."""
    if b't="e"' in piece:
        for match in _ERROR.finditer(piece):
            value = _V.search(match[3] or b"")
            words = value[1].decode("utf-8", "replace") if value else "#"
            marks.broken[int(match[2]) - 1, column_number(match[1])] = Broken("error_cell", words or "#")
    if b"<f" in piece:
        take_all(piece, marks.formulas)
        for match in _NO_VALUE.finditer(piece):
            if b't="str"' in match[3] and match[5]:
                continue  # a formula whose value is the empty text
            words = "=" + (match[4] or b"").decode("utf-8", "replace")
            marks.broken[int(match[2]) - 1, column_number(match[1])] = Broken("no_kept_value", words)
    if b' hidden="' in piece or b' ht="0' in piece:
        marks.hidden_rows.update(int(match[1]) - 1 for match in _HIDDEN_ROW.finditer(piece))


def _hide_columns(marks: Marks, attributes: bytes) -> None:
    said = dict(re.findall(r'(\w+)="([^"]*)"', attributes.decode("latin-1")))
    if unseen(said, "width"):
        first, last = (numeral(said.get(name, "1"), 1) for name in ("min", "max"))
        marks.hidden_columns.update(range(first - 1, min(last, MOST_COLUMNS)))


def agrees(raw: Raw, said: str, since_1904: bool) -> bool:
    """Whether calamine's value of a cell is what its XML says."""
    if isinstance(raw, str):
        return "_x" in said or " ".join(raw.split()) == " ".join(said.split())
    try:
        number = float(said)
    except ValueError:
        return False
    if isinstance(raw, datetime):
        since = datetime.combine(EPOCH_1904 if since_1904 else EPOCH, time())
        return abs((raw - since) / timedelta(days=1) - number) < 1e-4 or number < 61
    if isinstance(raw, bool | int | float):
        return raw == number or (raw != raw and number != number)
    return isinstance(raw, time | timedelta | date)  # none of these is taken for a number
