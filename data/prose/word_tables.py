"""The tables of a Word document as sheets, «Bảng 1», «Bảng 2» …, so that a table in a report may be given a layout.

Above its rows stand the last lines of text before a table, its caption and unit among them, and below it the notes that
follow; what the document says at its head is told of every table, as the head of a printed page is.
"""

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from lxml import etree

from data.column_types.cell import Raw
from data.prose.passages import Passage
from data.prose.word import MAIN, Reader, W, body_of, inside, no_macros, part_of
from data.reading.addresses import address
from data.reading.cells import Annotation, Sheet
from data.reading.guard import LARGEST_FILE, MOST_CELLS, MOST_COLUMNS, Package, is_prose
from data.rules.findings import Refused
from data.text_keys import fold

CAPTION = 5  # lines of text that are taken to a table
HEAD = 12  # lines at the head of the document
_NOTE = re.compile(r"[(*\[]?\*|(?:ghi chu|chu thich|nguon|dvt|don vi|notes?|source|unit)\b")
_AROUND = re.compile(r"word/(?:header|footer)\d*\.xml|word/(?:footnotes|endnotes|comments)\.xml")
_REFERENCES = [f"{W}{name}" for name in ("footnoteReference", "endnoteReference", "commentReference")]
_DOUBTS = {"tracked", "hidden", "struck"}  # a number of which nobody knows whether it stands


def package_of(data: bytes) -> Package | None:
    """The parts of a Word document; None for any other file. Raises Refused for one that may not be opened."""
    if len(data) > LARGEST_FILE or data[:4] != b"PK\x03\x04" or MAIN.encode() not in data:
        return None
    package = Package(data)
    return package if package.has(MAIN) and not package.has(package.workbook) else None


def read(package: Package) -> list[Sheet]:
    """Raises Refused for what is no document that Word would write, and for one without a table."""
    no_macros(package)
    reader = _Tables()
    reader.blocks(body_of(package))
    reader.finish(_around(package))
    if not reader.sheets:
        raise is_prose()
    for sheet in reader.sheets:
        sheet.put_right()
    return reader.sheets


def _around(package: Package) -> list[str]:
    """What the document says outside of its body: heads and feet of its pages, footnotes, comments."""
    found = []
    for name in sorted(filter(_AROUND.fullmatch, package.names)):
        reader = Reader()
        for element in part_of(package, name).iter(f"{W}p"):
            reader.blocks(_alone(element))
        found += [one.text for one in reader.passages]
    return found[:HEAD]


def _alone(paragraph: etree._Element) -> etree._Element:
    body = etree.Element(f"{W}body")
    body.append(paragraph)
    return body


class _Tables(Reader):
    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self._cells = 0

    def _table(self, element: etree._Element, depth: int) -> None:
        lines = self._lines()
        self.table += 1
        sheet = Sheet(f"Bảng {self.table}", [[line] for line in lines[-CAPTION:]])
        over: dict[int, tuple[int, int]] = {}  # column → the cell that goes on downwards there
        for row in inside(element, "tr"):
            self._row(sheet, row, over, depth)
        width = max(map(len, sheet.rows))
        self._cells += width * len(sheet.rows)
        if width > MOST_COLUMNS:
            raise Refused("too_many_columns", sheet.name, address(0, width - 1))
        if self._cells > MOST_CELLS:
            raise Refused("too_many_cells", sheet.name, address(len(sheet.rows) - 1, width - 1))
        for cells in sheet.rows:
            cells.extend([""] * (width - len(cells)))
        self.sheets.append(sheet)
        self.passages.append(Passage("row", sheet.name, self.page, self.paragraph, self.table))

    def _row(self, sheet: Sheet, row: etree._Element, over: dict[int, tuple[int, int]], depth: int) -> None:
        cells: list[Raw] = [""] * _number(row, "trPr/gridBefore", 0)
        at = len(sheet.rows)
        sheet.rows.append(cells)
        odd = any(row.find(f"{W}trPr/{W}{name}") is not None for name in ("del", "ins", "hidden"))
        for cell in inside(row, "tc"):
            column, span = len(cells), _number(cell, "tcPr/gridSpan", 1)
            if column + span > MOST_COLUMNS:
                raise Refused("too_many_columns", sheet.name, address(at, column + span - 1))
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merged is not None and merged.get(f"{W}val") != "restart" and column in over
            text, doubt = ("", "") if goes_on else self.text_of(cell, depth)
            noted = doubt == "mark" or next(cell.iter(*_REFERENCES), None) is not None
            cells += [_raised(text) if noted and text else text, *[""] * (span - 1)]
            if doubt in _DOUBTS or (odd and text):
                sheet.marks.struck.add((at, column))
            top = over[column] if goes_on else (at, column)
            if merged is None:
                over.pop(column, None)
            else:
                over[column] = top
            if goes_on or span > 1:
                _merge(sheet, top, (at, column + span - 1))

    def _lines(self) -> list[str]:
        """The lines of text since the last table; those of them that are its notes are put below it."""
        told: list[str] = []
        for one in reversed(self.passages):
            if one.kind == "row":
                break
            told.append(one.text)
        lines = told[::-1]
        if self.sheets:
            sheet = self.sheets[-1]
            for line in lines:
                if not _NOTE.match(fold(line)):
                    break
                sheet.rows.append([line, *[""] * (sheet.width - 1)])
        return lines

    def finish(self, around: Sequence[str]) -> None:
        """The notes under the last table, and what the document says at its head and `around` its body."""
        self._lines()
        first = takewhile(lambda one: one.kind != "row", self.passages)
        told = [*(one.text for one in islice(first, HEAD)), *around]
        for sheet in self.sheets:
            sheet.marks.remarks += [Annotation("page", None, text) for text in told]


def _number(element: etree._Element, path: str, usual: int) -> int:
    found = element.find("/".join(W + part for part in path.split("/")))
    said = found.get(f"{W}val", "") if found is not None else ""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 5 else usual


def _merge(sheet: Sheet, first: tuple[int, int], last: tuple[int, int]) -> None:
    ranges = sheet.marks.merged
    same = next((n for n, (top, left, *_) in enumerate(ranges) if (top, left) == first), None)
    if same is None:
        ranges.append((*first, *last))
    else:
        ranges[same] = (*first, last[0], max(last[1], ranges[same][3]))


def _raised(text: str) -> str:
    """With the mark of a footnote, which is no digit of the number and says that something is told of it below."""
    return f"{text} (*)"
