"""OpenDocument spreadsheets read in one stream: values with their types, errors, merged and hidden cells.

Not by calamine, which loses errors, truth values and merged cells of .ods files; and repeated rows and columns, by
which a few bytes stand for billions of cells, are counted here before they are made.
"""

import re
from datetime import date, datetime, timedelta
from xml.parsers import expat

from data.column_types.cell import Broken, Raw
from data.reading import conditional_formats
from data.reading.addresses import address
from data.reading.cells import Annotation, Marks, Sheet
from data.reading.formula_terms import of_open_document
from data.reading.formula_texts import Kept
from data.reading.guard import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Package
from data.reading.ods_styles import OdsStyles, of_pages
from data.reading.remarks import LONGEST, MOST
from data.rules.findings import Refused

_ERROR = re.compile(r"#(?:REF!|DIV/0!|VALUE!|NAME\?|N/A|NULL!|NUM!)|Err:\d{3}")


def read(package: Package) -> tuple[list[Sheet], bool]:
    """The sheets, and whether days are counted from 1904. Raises Refused."""
    if not package.has("content.xml"):
        raise Refused("damaged")
    document = _Document()
    document.styles.read_common(package)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = document.start
    parser.EndElementHandler = document.end
    parser.CharacterDataHandler = document.words
    try:
        for chunk in package.stream("content.xml"):
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise Refused("damaged") from None
    pages = of_pages(package)
    for sheet in document.sheets:
        sheet.marks.remarks += pages
    package.drain()
    return document.sheets, document.since_1904


def _times(attributes: dict[str, str], name: str) -> int:
    said = attributes.get(name, "1")
    return max(1, int(said[:9])) if said.isdigit() else 1


class _Document:
    """The state of reading content.xml; names come with their usual prefixes."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.since_1904 = False
        self.styles = OdsStyles()
        self._book = Kept()
        self._column_styles: list[str] = []
        self._row_style = ""
        self._aside = 0  # depth inside comments, drawings and nested tables, whose words are not the cell's
        self._remark: list[str] = []  # their words
        self._in_remark = 0
        self._remark_kind = ""
        self._sheet: Sheet | None = None
        self._row: list[Raw] = []
        self._row_times = self._row_number = self._column_number = 0
        self._blank_rows = self._blank_cells = self._cells = 0
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []
        self._in_words = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._aside:
            self._aside += 1
            self._in_remark += name == "text:p"
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._cell, self._text = attributes, []
        elif name == "text:p":
            if self._text:
                self._text.append("\n")
            self._in_words += 1
        elif name == "text:s":
            self._text.append(" " * min(_times(attributes, "text:c"), 1000))
        elif name in ("text:tab", "text:line-break"):
            self._text.append("\n" if name == "text:line-break" else "\t")
        elif name == "table:table-row":
            self._row, self._blank_cells, self._column_number = [], 0, 0
            self._row_style = attributes.get("table:default-cell-style-name", "")
            self._row_times = _times(attributes, "table:number-rows-repeated")
            if attributes.get("table:visibility") in ("collapse", "filter") and self._sheet is not None:
                last = min(self._row_number + self._row_times, MOST_ROWS)
                self._sheet.marks.hidden_rows.update(range(self._row_number, last))
        elif name == "table:table-column" and self._sheet is not None:
            times = _times(attributes, "table:number-columns-repeated")
            if attributes.get("table:visibility") in ("collapse", "filter"):
                last = min(self._column_number + times, MOST_COLUMNS)
                self._sheet.marks.hidden_columns.update(range(self._column_number, last))
            styles = [attributes.get("table:default-cell-style-name", "")]
            self._column_styles += styles * min(times, MOST_COLUMNS - len(self._column_styles))
            self._column_number += times
        elif name == "table:table" and self._cell is None:
            self._column_styles = []
            hidden = attributes.get("table:style-name", "") in self.styles.hidden
            self._sheet = Sheet(attributes.get("table:name", ""), [], hidden, Marks())
            self._row_number = self._blank_rows = self._column_number = 0
        elif name in ("office:annotation", "table:table", "table:shapes", "table:tracked-changes") or name.startswith(
            "draw:"
        ):
            self._aside, self._remark = 1, []
            self._remark_kind = "comment" if name == "office:annotation" else "box" if name[:5] == "draw:" else ""
        elif name == "table:null-date":
            self.since_1904 = attributes.get("table:date-value") == "1904-01-01"
        else:
            self._style(name, attributes)

    def _style(self, name: str, attributes: dict[str, str]) -> None:
        """A style, or a rule of a sheet by which one is chosen."""
        if self._sheet is None:
            self.styles.start(name, attributes)
        elif (rule := self.styles.rule(name, attributes)) and len(self._sheet.marks.rules) < conditional_formats.MOST:
            self._sheet.marks.rules.append(rule)

    def words(self, text: str) -> None:
        if self._aside:
            self._remark += [text] if self._in_remark else []
        elif self._in_words:
            self._text.append(text)
        elif self._sheet is None:
            self.styles.words(text)

    def end(self, name: str) -> None:
        if self._aside:
            self._aside -= 1
            self._in_remark -= name == "text:p"
            if not self._aside:
                self._end_remark()
        elif name == "text:p":
            self._in_words -= 1
        elif name in ("table:table-cell", "table:covered-table-cell") and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif name == "table:table-row":
            self._end_row()
        elif name == "table:table" and self._sheet is not None:
            width = max(map(len, self._sheet.rows), default=0)
            for row in self._sheet.rows:
                row.extend([""] * (width - len(row)))
            if width * len(self._sheet.rows) > MOST_CELLS:
                raise Refused("too_many_cells", self._sheet.name, address(len(self._sheet.rows) - 1, width - 1))
            self.sheets.append(self._sheet)
            self._sheet = None
        elif self._sheet is None:
            self.styles.end(name)

    def _end_remark(self) -> None:
        text = "".join(self._remark).strip()[:LONGEST]
        if text and self._sheet is not None and self._remark_kind and len(self._sheet.marks.remarks) < MOST:
            at = (self._row_number, self._column_number) if self._cell is not None else None
            self._sheet.marks.remarks.append(Annotation(self._remark_kind, at, text))

    def _end_cell(self, said: dict[str, str]) -> None:
        times = _times(said, "table:number-columns-repeated")
        raw = _value(said, "".join(self._text))
        sheet = self._sheet
        if sheet is None:
            return
        rows, columns = _times(said, "table:number-rows-spanned"), _times(said, "table:number-columns-spanned")
        if rows * columns > 1:
            at = self._row_number, self._column_number
            sheet.marks.merged.append((*at, at[0] + rows - 1, at[1] + columns - 1))
        if raw == "" and not isinstance(raw, Broken):
            self._blank_cells += times
        else:
            if self._column_number + times > MOST_COLUMNS:
                raise Refused(
                    "too_many_columns", sheet.name, address(self._row_number, self._column_number + times - 1)
                )
            self._row += [""] * self._blank_cells + [raw] * times
            if formula := said.get("table:formula"):
                sheet.marks.formulas.book = self._book
                for at in self._places(times):
                    sheet.marks.formulas.take(at, of_open_document(formula))
            for at in self._places(times):
                self.styles.mark(sheet.marks, self._style_of(said, at[1]), at, raw)
            self._blank_cells = 0
            if said.get("office:value-type") == "percentage":
                sheet.marks.percent.update(self._places(times))
        self._column_number += times

    def _style_of(self, said: dict[str, str], column: int) -> str:
        own = said.get("table:style-name") or self._row_style
        return own or (self._column_styles[column] if column < len(self._column_styles) else "")

    def _places(self, times: int) -> list[tuple[int, int]]:
        return [(self._row_number, self._column_number + i) for i in range(times)]

    def _end_row(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        if not self._row:
            self._blank_rows += self._row_times
        else:
            last = self._row_number + self._row_times
            if last > MOST_ROWS:
                raise Refused("too_many_rows", sheet.name, address(last - 1, len(self._row) - 1))
            self._cells += len(self._row) * self._row_times
            if self._cells > MOST_CELLS:
                raise Refused("too_many_cells", sheet.name, address(last - 1, len(self._row) - 1))
            sheet.rows += [[] for _ in range(self._blank_rows)]
            self._blank_rows = 0
            sheet.rows += [list(self._row) for _ in range(self._row_times)]
        self._row_number += self._row_times


def _value(said: dict[str, str], text: str) -> Raw:
    kind = said.get("office:value-type")
    if said.get("calcext:value-type") == "error" or ("table:formula" in said and _ERROR.fullmatch(text)):
        return Broken("error_cell", text or "#")
    if kind is None:
        return Broken("no_kept_value", said["table:formula"]) if "table:formula" in said and not text else text
    if kind in ("float", "percentage", "currency"):
        if text.upper() in ("TRUE", "FALSE"):  # a truth value that came by way of another format
            return text.upper() == "TRUE"
        try:
            return float(said.get("office:value", ""))
        except ValueError:
            return Broken("error_cell", text or "#")
    if kind == "date":
        return _day(said.get("office:date-value", ""), text)
    if kind == "boolean":
        return said.get("office:boolean-value") == "true"
    if kind == "time":
        return timedelta()
    return said.get("office:string-value", text)


def _day(said: str, text: str) -> Raw:
    try:
        return datetime.fromisoformat(said) if "T" in said else date.fromisoformat(said)
    except ValueError:
        return text or said
