"""Any worksheet's XML read by a real parser, slowly, where it is not written in the ordinary way."""

import re
from collections.abc import Iterator
from xml.parsers import expat

from data.column_types.cell import Broken
from data.reading import remarks
from data.reading.addresses import address, column_number
from data.reading.cells import Marks
from data.reading.conditional_formats import Trees
from data.reading.extent import LAST_COLUMN, LAST_ROW, Extent
from data.reading.formula_texts import LONGEST
from data.reading.guard import MOST_COLUMNS, MOST_ROWS
from data.reading.xlsx_styles import StyleSheet, numeral, unseen
from data.rules.findings import Refused

_OF_CELLS = {"sheetData", "row", "c"}


def by_parser(chunks: Iterator[bytes], extent: Extent, styles: StyleSheet, marks: Marks) -> Marks:
    """Scan any sheet with a real parser, slowly; what each cell says is kept in `marks`, to be compared with what
    calamine says."""
    scan = _Cells(extent, styles, marks)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    rules = Trees()

    def start(tag: str, attributes: dict[str, str]) -> None:
        if rules.depth and tag.rpartition(":")[2] in _OF_CELLS:
            raise Refused("unclear_writing", extent.sheet)  # cells within a rule, which another program would read
        if "sheetData" in scan.inside or not rules.start(tag, attributes):
            scan.start(tag, attributes)

    def end(tag: str) -> None:
        if not rules.end(tag):
            scan.end(tag)

    def words(text: str) -> None:
        if not rules.words(text):
            scan.words(text)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = words
    parser.CommentHandler = parser.StartCdataSectionHandler = scan.aside
    parser.ProcessingInstructionHandler = scan.aside
    try:
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise Refused("damaged", extent.sheet) from None
    scan.marks.rules = styles.rules(rules.found)
    return scan.marks


class _Cells:
    """The state of reading a sheet's XML with a parser."""

    def __init__(self, extent: Extent, styles: StyleSheet, marks: Marks) -> None:
        self.marks = marks
        self._extent, self._styles = extent, styles
        self._row = self._column = self._row_of = 0
        self._seen: set[tuple[int, int]] = set()
        self._cell: dict[str, str] = {}
        self.inside: list[str] = []
        self._formula: str | None = None
        self._shared = ""  # by what number a formula is shared
        self._value: str | None = None
        self._values = 0
        self._inline = False  # whether the value stands in the cell as text

    def _damaged(self) -> Refused:
        return Refused("unclear_writing", self._extent.sheet, address(self._row - 1, max(0, self._column - 1)))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name, sheet = tag.rpartition(":")[2], self._extent.sheet
        if self.inside and self.inside[-1] == "v":
            raise self._damaged()
        self.inside.append(name)
        if name == "row":
            self._row, self._column = _number(attributes.get("r"), self._row_of + 1, sheet), 0
            self._row_of = self._row
            if unseen(attributes, "ht"):
                self.marks.hidden_rows.add(self._row - 1)
        elif name == "c" and "row" in self.inside:
            self._cell, self._formula, self._value, self._values, self._shared = attributes, None, None, 0, ""
            self._row, self._column = _place(attributes.get("r"), self._row_of, self._column + 1, sheet)
            if (self._row, self._column) in self._seen:
                raise Refused("cell_twice", sheet, address(self._row - 1, self._column - 1))
            if self._row != self._row_of:
                self._extent.take(self._row, self._column)
                self._extent.judge()
                raise self._damaged()
            self._seen.add((self._row, self._column))
        elif name == "f" and "c" in self.inside:
            self._formula = ""
            self._shared = f'si="{attributes["si"]}"' if "si" in attributes else ""
            self._values += self._values > 0  # a formula after its value
        elif name in ("v", "is") and "c" in self.inside:
            self._value, self._inline = "", name == "is"
            self._values += 1
        elif name == "col" and unseen(attributes, "width"):
            first, last = (_number(attributes.get(end), 1, sheet) for end in ("min", "max"))
            self.marks.hidden_columns.update(range(first - 1, min(last, MOST_COLUMNS)))

    def words(self, text: str) -> None:
        where = self.inside[-1] if self.inside else ""
        if where == "f" and self._formula is not None:
            self._formula = (self._formula + text)[:LONGEST]
        elif where in ("v", "t") and self._value is not None and "rPh" not in self.inside:
            self._value += text
        elif where.endswith(("Header", "Footer")):
            self.marks.remarks += remarks.of_headers(iter([text]))

    def aside(self, *_: str) -> None:
        """Comments and the like: calamine stops reading a number there."""
        if self.inside and self.inside[-1] == "v":
            raise self._damaged()

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        self.inside.pop()
        if name != "c" or "row" not in self.inside:
            return
        at, value, kind = (self._row - 1, self._column - 1), self._value, self._cell.get("t", "n")
        if self._values > 1:
            raise self._damaged()
        if self._formula is not None or value is not None:
            self._extent.take(self._row, self._column)
            self.marks.formulas.take(at, self._formula or "", self._shared)
            if self._row > MOST_ROWS or self._column > MOST_COLUMNS:
                self._extent.judge()
        if (said := self._styles.cells.get(numeral(self._cell.get("s"), -1))) is not None:
            said.mark(self.marks, at)
        if kind == "e":
            self.marks.broken[at] = Broken("error_cell", value or "#")
        elif self._formula is not None and not value and not (kind == "str" and value is not None):
            self.marks.broken[at] = Broken("no_kept_value", "=" + self._formula[:200])
        elif kind == "s" and value and not (value.isascii() and value.isdigit() and len(value) < 10):
            raise self._damaged()
        elif kind in ("n", "str", "inlineStr") and value:
            self._known(kind)[at] = value

    def _known(self, kind: str) -> dict[tuple[int, int], str]:
        """Where it is kept what a cell says: a text that stands in it is taken from here, all else is compared."""
        return self.marks.texts if kind == "inlineStr" and self._inline else self.marks.said


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
    place = int(match[2]), column_number(match[1].upper()) + 1
    if not 1 <= place[0] <= LAST_ROW or not 1 <= place[1] <= LAST_COLUMN:
        raise Refused("cell_past_sheet", sheet)
    return place
