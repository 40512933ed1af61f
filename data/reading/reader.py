"""A province's file read into typed rows, with every fault of it at its cell.

Checks that need other rows, the quarter or the province happen later; here a file, its sheets, headings and cells
are judged.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

import pyarrow as pa

from data.column_types.cell import Raw, is_blank
from data.layouts.apply import Applied, apply
from data.layouts.grid import known_headings, widest
from data.layouts.origins import CellOrigins
from data.layouts.said import as_applied
from data.layouts.standing import StandingLayouts
from data.model import Calendar, Finding, Text, joined
from data.reading import findings_sheet, formulas, headers, unread_sheets
from data.reading.addresses import address, letter
from data.reading.cells import Sheet
from data.reading.form_reader import known_lines, read_form
from data.reading.guard import is_prose
from data.reading.heading_words import Header
from data.reading.list_state import state
from data.reading.said import Said
from data.reading.table_reader import SheetReader
from data.reading.tally import TOLD, Limit, Tally
from data.reading.whole_file import cover, of_file
from data.reading.workbook import Book
from data.rules.findings import CONFIRMED, Location, Refused, finding, shown
from data.table import Table
from data.text_keys import bare, fold, tidy

TEMPLATE = "khcn-quarterly"
_META = "_meta"
_META_WORDS = ("template", "province", "units", "period", "calendar")
_SILENT_SHEETS = {"lists", "huong dan", "bia", "trang bia", "cover", "guide", "instructions", "huong dan dien"}
_COVERS = {"bia", "trang bia", "cover", "huong dan"}
MOST_ANSWERS, LONGEST_REASON = 2 * TOLD.total, 1_000  # of a file that came back: more than questions are told
_EXCEL_CUTS_AT = 31  # characters of a sheet's name


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The rows of one table as typed columns.

    `rows`: `_row` int32 (the sheet's row as Excel counts it, for CSV the record), then every declared column in its
    order, null where absent or unreadable. A form has `_value_state` and `_ytd_state` besides: `not_applicable`,
    `not_available`, `withheld` or null; and `_value_bound` and `_ytd_bound` int8, a `Bound`: 0 for an exact number.
    Only its rows with a known code and something typed are there.
    """

    table: str
    sheet: str
    rows: pa.Table
    state: str | None = None  # the list's state of the data; None when blank or not there
    state_cell: str = ""
    columns: dict[str, str] = field(default_factory=dict)  # column key → its letter
    header_row: int = 0
    origins: CellOrigins | None = None  # where its cells stood, where a layout made it
    numbered: Mapping[str, int] = field(default_factory=dict)  # row and column → the confirmed figure of a sentence

    @property
    def lies(self) -> str:
        """The name under which its rows are asked, once `Work.lay` has put them beside the store."""
        return f"draft_{self.table}"

    def place(self, row: int, column: str, label: Text | str = "") -> Location:
        """The cell of a row in a column, as a finding names it."""
        sheet, cell, its_row = self.stood(row, column)
        return Location(sheet, cell, its_row, column, self.table, label)

    def stood(self, row: int, column: str) -> tuple[str, str, int]:
        """Sheet, address and row of a cell in the file as it was sent; of cells that were added, the first."""
        if (number := self.numbered.get(f"{row} {column}")) is not None:
            return self.sheet, f"{CONFIRMED}{number}", number
        if self.origins is not None:
            keys = list(self.columns)
            of = self.origins.of(row - 1, keys.index(column) if column in keys else 0)
            if of:
                sheet, at, where = of[0]
                return sheet, address(at, where), at + 1
        return self.sheet, f"{self.columns.get(column, '')}{row}", row

    def cells(self, row: int, column: str) -> str:
        """The addresses that a number was made of: `C7`, with its sheet where that is another, several with a plus."""
        if (number := self.numbered.get(f"{row} {column}")) is not None:
            return f"{CONFIRMED}{number}"
        if self.origins is None:
            return f"{self.columns.get(column, '')}{row}"
        keys = list(self.columns)
        if column not in keys or not self.origins.made_of(row - 1, keys.index(column)):
            return ""
        of = self.origins.of(row - 1, keys.index(column))
        return "+".join(address(r, c) if s == self.sheet else f"{s}!{address(r, c)}" for s, r, c in of)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says: the words of its `_meta`, its rows by table, and everything its sender should know."""

    meta: dict[str, str]
    sheets: dict[str, SheetRows]
    findings: list[Finding]
    answers: tuple[
        findings_sheet.ReturnedFinding, ...
    ] = ()  # reasons written into the sheet of findings of a file that came back
    said: tuple[Said, ...] = ()  # what stands beside its numbers and may say of whom and when they are
    layout: str = ""  # the name under which the layout is kept by which it was read


@dataclass(slots=True)
class _Meta:
    """What the sheet `_meta` says: the file's words, and which sheet is which table."""

    there: bool = False
    words: dict[str, str] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)  # bare sheet name → table


def read(
    data: bytes, name: str, tables: Mapping[str, Table], limit: Limit = TOLD, standing: StandingLayouts | None = None
) -> Reading:
    """Read a file that a province sent, by a layout where one is standing that it looks like. Never raises for what a
    sender did: that is in the findings, of which so many are told one by one.

    Run it through `data.sandbox.read_file`: a hostile file may exhaust or abort the process that reads it.
    """
    try:
        return _Reader(tables, Tally(limit), standing).read(data, name)
    except Refused as refused:
        return Reading({}, {}, [refused.finding])


class _Reader:
    def __init__(self, tables: Mapping[str, Table], tally: Tally, standing: StandingLayouts | None = None) -> None:
        self.tables, self.tally, self.standing = tables, tally, standing
        self.findings: list[Finding] = []
        self.found: dict[str, SheetRows] = {}
        self.taken: dict[str, str] = {}  # table → the sheet that has it
        self.answers: tuple[findings_sheet.ReturnedFinding, ...] = ()
        self.said: list[Said] = []
        # The names of all forms' figures, folded, each with a code.
        self.elsewhere = {fold(figure.label.vi): figure.code for table in tables.values() for figure in table.figures}

    def read(self, data: bytes, name: str) -> Reading:
        book = Book(data, name, self._fits, documents=self.standing is not None)
        self.findings += book.findings
        told_by_name, said = of_file(name)
        if any(table.done for table in self.tables.values()):
            self.findings += told_by_name
        self.said.append(said)
        meta = self._meta(book)
        if self.standing is not None and not meta.there:
            reading = self._by_standing(book, self.standing)
            if reading is not None:
                return reading
        if book.is_text:
            self._text_file(next(book.sheets()))
            return Reading({}, self.found, self.findings, (), tuple(self.said))
        template = meta.words.get("template", "")
        if meta.there and template != TEMPLATE:
            raise Refused("not_our_template", template=template[:80])
        for sheet in book.sheets():
            if not self._answered(sheet) and sheet.name != _META:
                self._sheet(sheet, meta, book.since_1904)
        if not self.taken:
            raise Refused("no_sheet")
        return Reading(meta.words, self.found, self.findings, self.answers, tuple(self.said))

    def _by_standing(self, book: Book, standing: StandingLayouts) -> Reading | None:
        """What a layout reads that stands and that the file looks like; None where there is none."""
        sheets = list(book.sheets())
        applied = apply([s for s in sheets if findings_sheet.read(s.name, s.rows) is None], standing, self.tables)
        if applied is not None:
            return self._by_layout(applied, sheets, book)
        if standing.trial is not None:
            raise Refused("layout_no_fit", name=standing.trial.name)
        if book.is_document:
            raise is_prose()
        return None

    def _answered(self, sheet: Sheet) -> bool:
        """Whether a sheet is that of findings, with reasons written into it."""
        told = findings_sheet.read(sheet.name, sheet.rows)
        if told is not None:
            given = (one._replace(fill="", reason=one.reason[:LONGEST_REASON]) for one in told if one.reason)
            self.answers += tuple(islice(given, MOST_ANSWERS - len(self.answers)))
        return told is not None

    def _by_layout(self, applied: Applied, sheets: Sequence[Sheet], book: Book) -> Reading:
        """What a layout made of the file, read as the template's sheets are."""
        self.findings += applied.findings
        for sheet in sheets:
            if self._answered(sheet) or sheet.name.startswith("_"):
                continue
            if sheet.name not in applied.sheets:
                self._unread(sheet, _Meta())
            elif sheet.hidden:
                self._tell("hidden_sheet", sheet)
        for made in applied.made:
            if made.table.name in self.taken:
                first = self.taken[made.table.name]
                self._tell("table_twice", made.sheet, made.table.name, "A1", label=made.table.label, first=first)
                continue
            self.taken[made.table.name] = made.sheet.name
            self._table(made.sheet, made.table, book.since_1904, made.header)
        # What stands over one table is over every form that it gives: told once.
        once = {(f.rule, f.sheet, f.cell, f.message): f for f in reversed(self.findings)}
        findings = list(once.values())[::-1]
        together = self.standing is not None and bool(self.standing.together)
        said = as_applied(self.said, applied, together)
        return Reading({}, self.found, findings, self.answers, said, applied.key)

    def _meta(self, book: Book) -> _Meta:
        meta, sheet = _Meta(), book.named(_META)
        if sheet is None:
            return meta
        meta.there = True
        names: list[str] = []
        for cells in sheet.rows:
            row = [tidy(str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw)) for raw in cells]
            if names:
                said = dict(zip(names, row, strict=False))
                if said["table"] in self.tables:
                    meta.tables[bare(said["sheet"])] = said["table"]
            elif "sheet" in row and "table" in row:
                names = row
            elif len(row) > 1 and row[0] in _META_WORDS:
                meta.words[row[0]] = row[1]
        if meta.words.get("calendar", "") not in list(Calendar):
            meta.words.pop("calendar", None)
        return meta

    # Which sheet is which table

    def _named(self, name: str, meta: _Meta) -> str | None:
        plain = bare(name)
        if plain in meta.tables:
            return meta.tables[plain]
        short = re.sub(r"^\d+ |^(?:bieu|sheet|phu luc)(?: so)? \d+ ", "", plain)
        short = re.sub(r" (?:quy|q) ?[1-4iv]+(?: \d{4})?$| \d$", "", short)
        for key, table in self.tables.items():
            names = [table.label.vi, table.label.en, key, *table.also]
            if any(word in (bare(n), bare(n[:_EXCEL_CUTS_AT])) for n in names for word in (plain, short)):
                return key
        return None

    def _headers(self, sheet: Sheet) -> Iterator[tuple[str, Header | None]]:
        """Each table with its headings on a sheet; forms share theirs and are looked for once."""
        found: dict[tuple[tuple[str, str], ...], Header | None] = {}
        for key, table in self.tables.items():
            names = tuple(headers.known(table).items())
            if names not in found:
                found[names] = headers.find(sheet, table)
            yield key, found[names]

    def _by_headings(self, sheet: Sheet) -> list[str]:
        """The tables whose headings the sheet has best, forms told apart by their lines; one when it is clear which."""
        ranked: list[tuple[float, int, int, str]] = []
        for key, header in self._headers(sheet):
            table = self.tables[key]
            enough = min(3, len(table.columns))
            if header is not None and len(header.columns) >= enough and header.required(table) >= 0.5:
                lines = known_lines(SheetReader(sheet, table, header, since_1904=False)) if table.is_form else 0
                ranked.append((header.required(table), len(header.columns), lines, key))
        best = max((rank[:3] for rank in ranked), default=None)
        return [key for *rank, key in ranked if tuple(rank) == best]

    def _fits(self, records: Sequence[Sequence[Raw]]) -> int:
        """How many headings of some table the first rows of a text file have; with a layout, of any table."""
        width = max(map(len, records), default=0)
        sheet = Sheet("", [[*record, *[""] * (width - len(record))] for record in records])
        known = max((len(header.columns) for _, header in self._headers(sheet) if header is not None), default=0)
        return max(known, widest(sheet, known_headings(self.tables.values()))) if self.standing else known

    def _text_file(self, sheet: Sheet) -> None:
        keys = self._by_headings(sheet)
        if len(keys) != 1:
            raise Refused("unclear_table", tables=self._described(keys or list(self.tables)))
        self._table(sheet, self.tables[keys[0]], since_1904=False)

    def _described(self, keys: Sequence[str]) -> Text:
        """Tables with their headings, those with the same ones together."""
        alike: dict[Text, list[Text]] = {}
        for table in (self.tables[key] for key in keys):
            alike.setdefault(joined(column.label for column in table.columns.values()), []).append(table.label)
        named = Text("{labels} ({headings})", "{labels} ({headings})")
        return joined((named.format(labels=joined(l), headings=h) for h, l in alike.items()), "; ")  # noqa: E741

    def _sheet(self, sheet: Sheet, meta: _Meta, since_1904: bool) -> None:
        key = self._named(sheet.name, meta)
        if key is None:
            keys = self._unread(sheet, meta, by_headings=True)
            if len(keys) != 1:
                return
            key = keys[0]
        table = self.tables[key]
        if key in self.taken:
            self._tell("table_twice", sheet, key, "A1", label=table.label, first=self.taken[key])
            return
        self.taken[key] = sheet.name
        if sheet.hidden:
            self._tell("hidden_sheet", sheet, key)
        self._table(sheet, table, since_1904)

    def _unread(self, sheet: Sheet, meta: _Meta, by_headings: bool = False) -> list[str]:
        """What is said of a sheet that is none of the tables by its name; the one that it is by its headings."""
        if bare(sheet.name) in _COVERS:
            asked, said = cover(sheet, meta.there or bare(sheet.name) == "huong dan")
            self.findings += asked
            self.said += said
        if bare(sheet.name) in _SILENT_SHEETS or all(is_blank(raw) for row in sheet.rows for raw in row):
            return []
        keys = self._by_headings(sheet) if by_headings else []
        if len(keys) != 1:
            labels = joined(self.tables[k].label.quoted for k in keys).vi
            cell = unread_sheets.mends(sheet)
            rule = "unclear_sheet" if keys else "unread_correction" if cell else "unknown_sheet"
            self._tell(rule, sheet, cell=cell, tables=labels)
            if rule == "unknown_sheet" and by_headings:
                of_lists = {k: one.columns for k, one in self.found.items() if not self.tables[k].is_form}
                asked, said = unread_sheets.judge(sheet, self.tables, of_lists)
                self.findings, self.said = self.findings + asked, self.said + said
        return keys

    def _tell(self, rule: str, sheet: Sheet, table: str = "", cell: str = "", **values: object) -> None:
        place = Location(sheet.name, cell, 1 if cell else None, "", table, title=shown(sheet.name))
        self.findings.append(finding(rule, place, **values))

    def _table(self, sheet: Sheet, table: Table, since_1904: bool, header: Header | None = None) -> None:
        header = header or headers.read(sheet, table)
        if header is None:
            self._tell("no_header", sheet, table.name, "A1", label=table.label)
            return
        page = SheetReader(sheet, table, header, since_1904, self.tally)
        page.judge_headings()
        stated, state_cell = state(page)
        rows = read_form(page, self.elsewhere) if table.is_form else page.read_list()
        formulas.judge(page, rows)
        self.said += page.around.said
        page.findings += page.around.findings + self.tally.rest()
        self.findings += sorted(page.findings, key=lambda f: (f.row or 0, header.columns.get(f.column, -1)))
        placed = {key: letter(at) for key, at in header.columns.items()}, header.last + 1
        self.found[table.name] = SheetRows(table.name, sheet.name, rows, stated, state_cell, *placed, sheet.origins)
