"""An Excel workbook: typed figures under a frozen, filtered heading, sheets of notes behind them, no formula anywhere.

xlsxwriter makes the workbook with headings and notes only. The rows are put into its sheets here, as text that Arrow's
kernels make column by column: a million of them take seconds where row by row takes a minute (benchmarks/exporting.py).
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from typing import IO, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import xlsxwriter

LIMIT = 1_048_576  # rows of a sheet, as Excel has it; a longer table goes on in the next sheet
LONGEST = 32_767  # letters of a cell
AT_ONCE = 16_384  # rows
FAST = 1  # how hard to compress: three times faster than usual, a tenth larger
EPOCH = 25_569  # 1 January 1970, as Excel counts days …
FALSE_LEAP = 61  # … which it does wrongly before 1 March 1900
DAY, WHOLE, FRACTION, PLAIN, PERCENT = "dd/mm/yyyy", "#,##0", "#,##0.0##", "0", "0.0 %"
MOMENT = "hh:mm dd/mm/yyyy"
LINE = 15  # points; LibreOffice makes no row as high as its wrapped words unless told
Value = str | int | datetime
EMPTY = "<c/>"
_ILLEGAL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ANY_ILLEGAL = r"[\x{0}-\x{8}\x{b}-\x{1f}\x{fffe}\x{ffff}]|_x[0-9A-Fa-f]{4}_"
_EDGE = r"^[\s\p{Z}]|[\s\p{Z}]$"


class TooLongError(Exception):
    """A text that no cell can hold; CSV and Parquet can."""


@dataclass(frozen=True, slots=True)
class TextSheet:
    """A sheet of words beside the figures: a heading and lines; numbers and moments keep their type."""

    name: str
    head: Sequence[str]
    lines: Sequence[Sequence[Value]]


def write(
    rows: pa.RecordBatchReader,
    out: IO[bytes],
    name: str,
    pages: Sequence[TextSheet] = (),
    plain: Sequence[str] = (),
    limit: int = LIMIT,
    shares: Sequence[str] = (),
) -> None:
    """All rows on as many sheets as they need, then the pages. `plain` are numbers that name things: 2024, not 2.024;
    `shares` are parts of one, shown as per cent.

    Raises TooLongError.
    """
    size, counts = limit - 1, list[int]()
    pieces = _pieces(rows, size)
    piece = next(pieces, None)
    shape = _Shape(rows.schema, name, _widths(rows.schema, piece), frozenset(plain), frozenset(shares))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=FAST) as archive:
        while piece is not None or not counts:
            counts.append(0)
            with archive.open(_sheet(len(counts)), "w", force_zip64=True) as sheet:
                sheet.write(shape.around(0, first=len(counts) == 1)[0])
                while piece is not None and counts[-1] < size:
                    sheet.write(_rows(piece, counts[-1] + 2, shape))
                    counts[-1] += piece.num_rows
                    piece = next(pieces, None)
                sheet.write(shape.around(counts[-1])[1])
        for part, data in shape.parts(counts, pages).items():
            if part not in map(_sheet, range(1, len(counts) + 1)):
                archive.writestr(part, data)


def _sheet(number: int) -> str:
    return f"xl/worksheets/sheet{number}.xml"


def _pieces(rows: pa.RecordBatchReader, size: int) -> Iterator[pa.RecordBatch]:
    """The rows a few at a time; none of them lies across the end of a sheet."""
    room = size
    for batch in rows:
        start = 0
        while start < batch.num_rows:
            piece = batch.slice(start, min(AT_ONCE, room))
            start += piece.num_rows
            room = room - piece.num_rows or size
            yield piece


def _widths(schema: pa.Schema, piece: pa.RecordBatch | None) -> list[float]:
    """Wide enough for the heading and the first rows, and no wider than can be read."""
    widths = []
    for number, column in enumerate(schema):
        longest = len(column.name) + 3  # the filter's button
        if piece is not None and piece.num_rows:
            texts = piece.column(number).slice(0, 1000).cast(pa.string())
            longest = max(longest, pc.max(pc.utf8_length(texts)).as_py() or 0)
        grouped = 0 if pa.types.is_string(column.type) else longest // 3 + 1  # points between digits, and the indent
        widths.append(max(9.0, min(longest + grouped + 2.0, 60.0)))
    return widths


@dataclass(slots=True)
class _Shape:
    """The workbook without its rows, as xlsxwriter makes it."""

    schema: pa.Schema
    name: str
    widths: Sequence[float]
    plain: frozenset[str]
    shares: frozenset[str]
    styles: Mapping[str, int] = field(default_factory=dict)  # format → its place in the list of styles

    def __post_init__(self) -> None:
        self.parts([0], ())

    def around(self, count: int, first: bool = True) -> tuple[bytes, bytes]:
        """What stands before and after the rows of a sheet that has so many; only the first sheet is open."""
        xml = self.parts([count], ())[_sheet(1)]
        head, tail = xml.split(b"</sheetData>")
        head = re.sub(rb"<dimension[^>]*/>", b"", head)
        return (head if first else head.replace(b' tabSelected="1"', b"")), b"</sheetData>" + tail

    def parts(self, counts: Sequence[int], pages: Sequence[TextSheet]) -> dict[str, bytes]:
        """The files of a workbook whose sheets of figures have so many rows, which are not in it."""
        made = io.BytesIO()
        as_typed = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
        book: Any = xlsxwriter.Workbook(made, {"constant_memory": True} | as_typed)
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        words = book.add_format({"text_wrap": True, "valign": "top"})
        when = book.add_format({"num_format": MOMENT, "align": "left", "valign": "top"})
        number_left = book.add_format({"num_format": WHOLE, "align": "left", "valign": "top"})
        # A number ends away from the words of the next column, which begin at their edge.
        apart = {"align": "right", "indent": 1}
        shown = (DAY, WHOLE, FRACTION, PLAIN, PERCENT)
        formats = {text: book.add_format({"num_format": text, **apart}) for text in shown}
        self.styles = {text: made_of._get_xf_index() for text, made_of in formats.items()}
        last = len(self.schema) - 1
        for number, count in enumerate(counts, start=1):
            sheet = book.add_worksheet(self.name if number == 1 else f"{self.name} {number}")
            sheet.freeze_panes(1, 0)
            for column, (kind, width) in enumerate(zip(self.schema, self.widths, strict=True)):
                sheet.set_column(column, column, width)
                sheet.write_string(0, column, kind.name, bold)
            _for_paper(sheet)
            if last >= 0:
                sheet.autofilter(0, 0, count, last)
        for page in pages:
            _write_page(book.add_worksheet(page.name), page, bold, {str: words, int: number_left, datetime: when})
        book.close()
        with zipfile.ZipFile(made) as archive:
            return {part: archive.read(part) for part in archive.namelist()}


def _write_page(sheet: Any, page: TextSheet, bold: Any, formats: Mapping[type, Any]) -> None:
    """A page of words. Raises TooLongError."""
    sheet.freeze_panes(1, 0)
    _for_paper(sheet)
    texts = [[title, *(str(line[n]) for line in page.lines if n < len(line))] for n, title in enumerate(page.head)]
    wide = [max(12, min(max(map(len, column)) + 2, 70)) for column in texts]
    for column, title in enumerate(page.head):
        sheet.set_column(column, column, wide[column])
        sheet.write_string(0, column, title, bold)
    for row, line in enumerate(page.lines, start=1):
        needed = [ceil(1.1 * len(str(value)) / width) for value, width in zip(line, wide, strict=False)]
        sheet.set_row(row, LINE * max([1, *needed]))
        for column, value in enumerate(line):
            if isinstance(value, datetime):
                sheet.write_datetime(row, column, value.replace(tzinfo=None), formats[datetime])
            elif isinstance(value, int):
                sheet.write_number(row, column, value, formats[int])
            elif len(value) > LONGEST:
                raise TooLongError(value[:40])
            else:
                sheet.write_string(row, column, value, formats[str])


def _for_paper(sheet: Any) -> None:
    """A4 lengthwise, as wide as the table, with its heading on every page."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _rows(piece: pa.RecordBatch, first: int, shape: _Shape) -> memoryview:
    """The rows as they stand in a sheet's XML, the first of them in this line of it."""
    numbers = pc.cast(pa.array(np.arange(first, first + piece.num_rows)), pa.string())
    cells = [
        _cells(column, shape.styles, kind.name in shape.plain, kind.name in shape.shares)
        for kind, column in zip(piece.schema, piece.columns, strict=True)
    ]
    lines = pc.binary_join_element_wise(
        pa.scalar('<row r="'), numbers, pa.scalar('">'), *cells, pa.scalar("</row>"), ""
    )
    _, offsets, text = lines.buffers()
    ends = np.frombuffer(offsets, np.int32)[lines.offset : lines.offset + len(lines) + 1]
    return memoryview(text)[ends[0] : ends[-1]]


def _cells(values: pa.Array, styles: Mapping[str, int], plain: bool, share: bool = False) -> pa.Array:
    kind = values.type
    if pa.types.is_integer(kind):
        return _numbers(values.cast(pa.string()), styles[PLAIN if plain else WHOLE])
    if pa.types.is_date32(kind):
        days = pc.add(values.cast(pa.int32()), EPOCH)
        ordinary = pc.greater_equal(days, FALSE_LEAP)
        early = _texts(pc.if_else(ordinary, pa.scalar(None, pa.date32()), values).cast(pa.string()))
        return pc.if_else(pc.fill_null(ordinary, True), _numbers(days.cast(pa.string()), styles[DAY]), early)
    if pa.types.is_floating(kind):
        texts = values.cast(pa.string())
        whole = pc.fill_null(pc.equal(pc.trunc(values), values), False)
        ones, others = (PERCENT, PERCENT) if share else (WHOLE, FRACTION)
        found = pc.if_else(whole, _numbers(texts, styles[ones]), _numbers(texts, styles[others]))
        finite = pc.fill_null(pc.is_finite(values), True)
        return found if pc.all(finite).as_py() is not False else pc.if_else(finite, found, _texts(texts))
    distinct = values.cast(pa.string()).dictionary_encode()
    cells = _texts(distinct.dictionary).take(distinct.indices)
    return pc.fill_null(cells, EMPTY)


def _numbers(texts: pa.Array, style: int) -> pa.Array:
    return _joined(pa.scalar(f'<c s="{style}"><v>'), texts, pa.scalar("</v></c>"))


def _joined(*parts: pa.Array | pa.Scalar) -> pa.Array:
    """Cells from their parts; an empty one where a part is wanting."""
    return pc.fill_null(pc.binary_join_element_wise(*parts, ""), EMPTY)


def _texts(texts: pa.Array) -> pa.Array:
    """Letters and nothing else, whatever they spell. Raises TooLongError."""
    if (pc.max(pc.utf8_length(texts)).as_py() or 0) > LONGEST:
        raise TooLongError
    if pc.any(pc.match_substring_regex(texts, _ANY_ILLEGAL)).as_py():  # spelt as Excel spells what XML cannot hold
        spelt = [text and _ILLEGAL.sub(lambda one: f"_x{ord(one[0]):04X}_", text) for text in texts.to_pylist()]
        texts = pa.array(spelt, pa.string())
    for letter, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        texts = pc.replace_substring(texts, letter, entity)
    keep = pc.if_else(pc.match_substring_regex(texts, _EDGE), ' xml:space="preserve"', "")
    return _joined(pa.scalar('<c t="inlineStr"><is><t'), keep, pa.scalar(">"), texts, pa.scalar("</t></is></c>"))
