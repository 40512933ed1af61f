"""A province's file read into typed rows, with every fault of it at its cell.

Checks that need other rows, the quarter or the province happen later; here a file, its sheets, headings and cells
are judged.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from data import headings
from data.cells import Marks, Sheet, address, letter
from data.columns import (
    ABSENT,
    DASH,
    NOT_APPLICABLE,
    NOT_AVAILABLE,
    Broken,
    Raw,
    Read,
    is_blank,
    read_decimal,
    read_each,
    read_text,
    read_whole,
    spellings,
)
from data.faults import CELL, CellFault, Refused, of_cell, of_file, of_sheet
from data.headings import Header
from data.model import Finding, Severity, Text
from data.sheets import Book
from data.table import STATE_LABELS, Column, Figure, Kind, State, Table
from data.words import bare, fold, tidy

TEMPLATE = "khcn-quarterly"
MOST_ALIKE = 50_000  # cells of one column with the same kind of fault that are listed one by one

ARROW_TYPES = {
    Kind.TEXT: pa.string(),
    Kind.WHOLE: pa.int64(),
    Kind.DECIMAL: pa.float64(),
    Kind.DAY: pa.date32(),
    Kind.CHOICE: pa.string(),
}
FORM_STATES = ("_value_state", "_ytd_state")

_META = "_meta"
_SILENT_SHEETS = {"_lists", "huong dan", "bia", "trang bia", "cover", "guide", "instructions", "huong dan dien"}
_STATE_WORDS = ("tinh trang so lieu", "state of the data")
_STATES = {
    **{bare(word): state for state, text in STATE_LABELS.items() for word in (text.vi, text.en, state)},
    **dict.fromkeys(("khong phat sinh", "khong co", "khong", "bang 0", "0"), State.NOTHING.value),
    **dict.fromkeys(("chua co", "chua bao cao"), State.NOT_AVAILABLE.value),
    **dict.fromkeys(("x",), State.NOT_APPLICABLE.value),
    **dict.fromkeys(("co", "co du lieu", "co phat sinh"), State.HAS_DATA.value),
}

_TOTAL = re.compile(
    r"(?:tong so|tong cong|tong|cong|cong tong|tong chung|total|grand total|sum)(?: (?:chung|cac lop))?(?: [\d ]+)*"
)
_CAPTION = re.compile(r"(?:trong do|chia ra|chia theo .*|bao gom|gom|of which)")
_ROMAN_OR_LETTER = re.compile(r"[IVX]{1,5}\.?|[A-H]\.?")
_FOOTER = re.compile(
    r"(?:nguoi (?:lap|tong hop|kiem tra|duyet|bao cao)|lap bieu|nguoi lap bieu|thu truong|giam doc|pho giam doc|kt giam doc|"
    r"tm |tl |noi nhan|ghi chu$|nguon|luu vt|ky ten|ky ghi|ky va|dong dau|xac nhan|chanh van phong|truong phong|chu thich$|"
    r"prepared by|director|notes?$|source$).*"
)  # fmt: skip
_NOTE_LINE = re.compile(
    r"\s*(?:ghi chú|chú thích|nguồn|ghi chu|chu thich|nguon|lưu ý|notes?|source)\s*:.*|\s*\*+\s?\S.*", re.I | re.S
)
_SIGNED = re.compile(r"(?:.*, )?ngay[ \d.…]*thang[ \d.…]*nam[ \d.…]*")


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The rows of one table as typed columns.

    `rows`: `_row` int32 (the sheet's row as Excel counts it, for CSV the record), then every declared column in its
    order, null where absent or unreadable. A form has `_value_state` and `_ytd_state` besides: `not_applicable`,
    `not_available` or null; only its rows with a known code and something typed are there.
    """

    table: str
    sheet: str
    rows: pa.Table
    state: str | None = None  # the list's state of the data; None when blank or not there
    state_cell: str = ""
    columns: dict[str, str] = field(default_factory=dict)  # column key → its letter
    header_row: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    meta: dict[str, str]
    sheets: dict[str, SheetRows]
    findings: list[Finding]


@dataclass(slots=True)
class Meta:
    """What the hidden sheet `_meta` says: the file's words, and which sheet is which table."""

    words: dict[str, str] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)  # bare sheet name → table
    there: bool = False


def read(data: bytes, name: str, tables: Mapping[str, Table]) -> Reading:
    """Read a file that a province sent. Never raises for what a sender did: that is in the findings.

    Run it through `data.child.read_file`: a hostile file may exhaust or abort the process that reads it.
    """
    try:
        return _Reader(tables).read(data, name)
    except Refused as refused:
        return Reading({}, {}, [refused.finding])


class _Reader:
    def __init__(self, tables: Mapping[str, Table]) -> None:
        self.tables = tables
        self.findings: list[Finding] = []
        self.found: dict[str, SheetRows] = {}
        self.taken: dict[str, str] = {}  # table → the sheet that has it

    def read(self, data: bytes, name: str) -> Reading:
        book = Book(data, name, self._fits)
        self.findings += book.findings
        self.since_1904 = book.since_1904
        if book.is_text:
            self._text_file(next(book.sheets()))
            return Reading({}, self.found, self.findings)
        meta = self._meta(book)
        template = meta.words.get("template", "")
        if meta.there and template != TEMPLATE:
            raise Refused("not_our_template", template=template[:80])
        for sheet in book.sheets():
            if sheet.name != _META:
                self._sheet(sheet, meta)
        if not self.taken:
            raise Refused("no_sheet")
        return Reading(meta.words, self.found, self.findings)

    # Which sheet is which table

    def _meta(self, book: Book) -> Meta:
        meta = Meta()
        sheet = book.named(_META)
        if sheet is None:
            return meta
        meta.there = True
        names: list[str] = []
        for cells in sheet.rows:
            row = [tidy(str(raw)) for raw in cells]
            if names:
                said = dict(zip(names, row, strict=False))
                if said.get("table") in self.tables:
                    meta.tables[bare(said["sheet"])] = said["table"]
            elif "sheet" in row and "table" in row:
                names = row
            elif len(row) > 1 and row[0] in ("template", "province", "units", "period"):
                meta.words[row[0]] = row[1].removesuffix(".0") if isinstance(cells[1], float) else row[1]
        return meta

    def _named(self, name: str, meta: Meta) -> str | None:
        plain = bare(name)
        if plain in meta.tables:
            return meta.tables[plain]
        short = re.sub(r"^\d+ |^(?:bieu|sheet|phu luc) \d+ ", "", plain)
        short = re.sub(r" (?:quy|q) ?[1-4iv]+(?: \d{4})?$| \d$", "", short)
        for key, table in self.tables.items():
            names = [bare(word) for word in (key, table.label.vi, table.label.en, *table.also)]
            if plain in names or short in names:
                return key
            if len(short) >= 20 and any(word.startswith(short) for word in names):  # Excel cuts names at 31 letters
                return key
        return None

    def _by_headings(self, sheet: Sheet) -> tuple[str | None, list[str]]:
        """The one table whose headings the sheet has, and, where there are several, all of them."""
        ranked = []
        for key, table in self.tables.items():
            header = headings.find(sheet, table)
            if (
                header is not None
                and len(header.columns) >= min(3, len(table.columns))
                and header.required(table) >= 0.5
            ):
                ranked.append((header.required(table), len(header.columns), key))
        ranked.sort(reverse=True)
        if not ranked:
            return None, []
        if len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]:
            return None, [key for _, _, key in ranked]
        return ranked[0][2], []

    def _fits(self, records: list[list[Raw]]) -> int:
        sheet = Sheet("", records)
        found = (headings.find(sheet, table) for table in self.tables.values())
        return max((len(header.columns) for header in found if header is not None), default=0)

    def _text_file(self, sheet: Sheet) -> None:
        key, _ = self._by_headings(sheet)
        if key is None:
            words = [
                f"{t.label.vi} ({', '.join(c.label.vi for c in t.columns.values())})" for t in self.tables.values()
            ]
            english = [
                f"{t.label.en} ({', '.join(c.label.en for c in t.columns.values())})" for t in self.tables.values()
            ]
            raise Refused("unclear_table", tables="; ".join(words), tables_en="; ".join(english))
        self._table(sheet, self.tables[key])

    def _sheet(self, sheet: Sheet, meta: Meta) -> None:
        key, several = self._named(sheet.name, meta), []
        silent = bare(sheet.name) in _SILENT_SHEETS or sheet.name in _SILENT_SHEETS
        if key is None and not silent:
            key, several = self._by_headings(sheet)
        if key is None:
            if several:
                labels = ", ".join(f"«{self.tables[k].label.vi}»" for k in several)
                self.findings.append(of_sheet("unclear_sheet", sheet.name, tables=labels))
            elif not silent and any(not is_blank(raw) for row in sheet.rows for raw in row):
                self.findings.append(of_sheet("unknown_sheet", sheet.name))
            return
        table = self.tables[key]
        if key in self.taken:
            words = {"label": table.label.vi, "first": self.taken[key]}
            self.findings.append(of_sheet("table_twice", sheet.name, key, **words))
            return
        self.taken[key] = sheet.name
        if sheet.hidden:
            self.findings.append(of_sheet("hidden_sheet", sheet.name, key))
        self._table(sheet, table)

    # One table

    def _table(self, sheet: Sheet, table: Table) -> None:
        header = headings.find(sheet, table)
        if header is None:
            self.findings.append(of_sheet("no_header", sheet.name, table.name, "A1", 1, label=table.label.vi))
            return
        page = _Page(sheet, table, header, self.since_1904)
        page.judge_headings()
        state, state_cell = page.state()
        rows = page.read_form() if table.is_form else page.read_list()
        order = {key: number for number, key in enumerate(table.columns)}
        page.findings.sort(key=lambda f: (f.row or 0, order.get(f.column, -1)))
        self.findings += page.findings
        columns = {key: letter(column) for key, column in header.columns.items()}
        self.found[table.name] = SheetRows(table.name, sheet.name, rows, state, state_cell, columns, header.last + 1)


class _Page:
    """One sheet being read as one table."""

    def __init__(self, sheet: Sheet, table: Table, header: Header, since_1904: bool) -> None:
        self.sheet, self.table, self.header, self.since_1904 = sheet, table, header, since_1904
        self.findings: list[Finding] = []
        self.body = sheet.rows[header.start :]
        self.at = header.columns
        self.declared = {key: table.columns[key] for key in table.columns if key in header.columns}

    def tell(
        self,
        rule: str,
        cell: str = "",
        row: int | None = None,
        column: str = "",
        received: object = "",
        **words: object,
    ) -> None:
        self.findings.append(of_sheet(rule, self.sheet.name, self.table.name, cell, row, column, received, **words))

    def fault(self, key: str, raw: Raw, rule: str, **words: object) -> CellFault:
        column = self.table.columns[key]
        words = {
            "example": column.example,
            "choices": "; ".join(f"«{text.vi}»" for text in column.choices.values()),
            "choices_en": "; ".join(f"“{text.en}”" for text in column.choices.values()),
        } | words
        return of_cell(rule, self.sheet.name, self.table.name, key, column.label, raw, **words)

    def judge_headings(self) -> None:
        header, table = self.header, self.table
        row = header.last
        for key, column in table.columns.items():
            if key not in self.at and column.required:
                cell = address(row, min(self.at.values()))
                self.tell("missing_column", cell, row + 1, key, heading=column.label.vi, heading_en=column.label.en)
        for key, where in header.twice:
            words = {"heading": table.columns[key].label.vi, "heading_en": table.columns[key].label.en}
            self.tell(
                "column_twice", address(row, where), row + 1, key, header.said[key], first=letter(self.at[key]), **words
            )
        for key in header.scaled:
            self.tell("scaled_heading", address(row, self.at[key]), row + 1, key, header.said[key])
        for where, heading in header.others.items():
            self.tell("extra_column", address(row, where), row + 1, "", heading)

    def state(self) -> tuple[str | None, str]:
        """The state of the data that stands above the headings, and the address of its cell."""
        if self.table.is_form:
            return None, ""
        for row in range(self.header.first):
            for column, raw in enumerate(self.sheet.rows[row]):
                if isinstance(raw, str) and (word := bare(raw)).startswith(_STATE_WORDS):
                    return self._state_at(row, column, word)
        return None, ""

    def _state_at(self, row: int, column: int, word: str) -> tuple[str | None, str]:
        """The value of a state's label: in its own cell after a colon, below it, or to its right."""
        said = next((word.removeprefix(start).strip() for start in _STATE_WORDS if word.startswith(start)), "")
        for start in _STATE_WORDS:
            said = said.removeprefix(start).strip()
        if said in _STATES:
            return _STATES[said], address(row, column)
        right = next((c for c in range(column + 1, self.sheet.width) if not is_blank(self.sheet.cell(row, c))), None)
        places = [(row + 1, column)] if row + 1 < self.header.first else []
        places += [(row, right)] if right is not None else []
        filled = [(r, c) for r, c in places if not is_blank(self.sheet.cell(r, c))]
        for r, c in filled:
            if (state := _STATES.get(bare(str(self.sheet.cell(r, c))))) is not None:
                return state, address(r, c)
        if not filled:
            r, c = places[0] if places else (row, column + 1)
            return None, address(r, c)
        r, c = filled[0]
        raw = self.sheet.cell(r, c)
        rule = raw.rule if isinstance(raw, Broken) else "unknown_state"
        words = {
            "choices": "; ".join(f"«{text.vi}»" for text in STATE_LABELS.values()),
            "choices_en": "; ".join(f"“{text.en}”" for text in STATE_LABELS.values()),
        }
        heading = Text("Tình trạng số liệu", "State of the data")
        fault = of_cell(rule, self.sheet.name, self.table.name, "state", heading, raw, **words)
        self.findings.append(fault.at(address(r, c), r + 1))
        return None, address(r, c)

    # A list

    def read_list(self) -> pa.Table:
        """The rows of a list: read column by column, then those that are none set aside."""
        raws = {key: self._cells(self.at[key]) for key in self.declared}
        read = {key: read_each(column, set(raws[key]), self.since_1904) for key, column in self.declared.items()}
        blank = {
            key: {raw for raw, value in read[key][0].items() if value is None and raw not in read[key][1]}
            for key in read
        }
        kept = self._kept(raws, read, blank)
        everything = kept is None
        indices: Sequence[int] = range(len(self.body)) if kept is None else kept
        lost = self._merged(set(indices))
        arrays = [pa.array([self.header.start + 1 + i for i in indices], pa.int32())]
        for key, column in self.table.columns.items():
            kind = ARROW_TYPES[column.kind]
            if key not in self.declared:
                arrays.append(pa.nulls(len(indices), kind))
                continue
            values, flagged = read[key]
            cells = raws[key] if everything else [raws[key][i] for i in indices]
            arrays.append(pa.array(map(values.__getitem__, cells), kind, size=len(cells)))
            wanting = blank[key] if column.required else set()
            if flagged or not wanting.isdisjoint(cells):
                self._faults(key, column, cells, indices, flagged, wanting, lost)
        return pa.table(arrays, names=["_row", *self.table.columns])

    def _cells(self, column: int) -> list[Raw]:
        """A column of the body. TRUE is not the number 1 and NaN is no number, though Python holds them for such."""
        cells = [row[column] for row in self.body]
        kinds = set(map(type, cells))
        if bool in kinds:
            cells = [Broken("truth_value", str(raw).upper()) if isinstance(raw, bool) else raw for raw in cells]
        if float in kinds and any(raw != raw for raw in cells):
            cells = [Broken("placeholder", "nan") if raw != raw else raw for raw in cells]
        return cells

    def _kept(
        self,
        raws: Mapping[str, list[Raw]],
        read: Mapping[str, tuple[dict[Raw, object], dict[Raw, Read]]],
        blank: Mapping[str, set[Raw]],
    ) -> list[int] | None:
        """Which rows of the body are rows of the list; None for all of them."""
        if (
            any(blank[key].isdisjoint(raws[key]) for key in raws if self.table.columns[key].required)
            and not self._loose()
        ):
            complete = [
                key for key in raws if self.table.columns[key].required and not blank[key].isdisjoint(raws[key])
            ]
            if not complete:
                return None
        required = [key for key in raws if self.table.columns[key].required]
        gaps = [[raw in blank[key] for raw in raws[key]] for key in required]
        others = [[raw in blank[key] for raw in raws[key]] for key in raws if key not in required]
        wanting = [any(row) for row in zip(*gaps, strict=True)] if gaps else [True] * len(self.body)
        empty = [all(row) for row in zip(*gaps, *others, strict=True)]
        kept: list[int] = []
        aside = _Aside(self)
        for i, some_missing in enumerate(wanting):
            if not some_missing:
                kept.append(i)
            elif not aside.takes(i, empty[i], raws, read, blank):
                kept.append(i)
        aside.tell()
        return kept

    def _loose(self) -> bool:
        return False

    def _merged(self, kept: set[int]) -> set[tuple[int, int]]:
        """Tell of merged cells that leave others of the list without a value; give those cells."""
        lost: set[tuple[int, int]] = set()
        keys = {column: key for key, column in self.at.items()}
        for top, left, bottom, right in self.sheet.marks.merged:
            rows = [r for r in range(max(top, self.header.start), bottom + 1) if r - self.header.start in kept]
            columns = [c for c in range(left, right + 1) if c in keys]
            if not rows or not columns or len(rows) * len(columns) < 2:
                continue
            cell = address(rows[0], columns[0])
            self.tell(
                "merged_cells",
                cell,
                rows[0] + 1,
                keys[columns[0]],
                self.sheet.cell(top, left),
                range=f"{address(top, left)}:{address(bottom, right)}",
            )
            lost |= {(r, c) for r in rows for c in columns}
        return lost

    def _faults(
        self,
        key: str,
        column: Column,
        cells: Sequence[Raw],
        indices: Sequence[int],
        flagged: Mapping[Raw, Read],
        wanting: set[Raw],
        lost: set[tuple[int, int]],
    ) -> None:
        """A finding for every cell of a column that has one."""
        faults: dict[Raw, CellFault] = {raw: self.fault(key, raw, "required") for raw in wanting}
        for raw, said in flagged.items():
            absent = column.required and said.state
            faults[raw] = self.fault(key, raw, "required" if absent else said.rule, **said.words)
        where, start = self.at[key], self.header.start
        name = letter(where)
        told: dict[str, int] = defaultdict(int)
        more: dict[str, list[int]] = defaultdict(list)
        for i, raw in zip(indices, cells, strict=True):
            if raw in faults:
                fault, row = faults[raw], start + i
                if lost and fault.rule == "required" and (row, where) in lost:
                    continue
                told[fault.rule] += 1
                if told[fault.rule] > MOST_ALIKE:
                    more[fault.rule].append(row + 1)
                else:
                    self.findings.append(fault.at(f"{name}{row + 1}", row + 1))
        for rule, rows in more.items():
            if CELL[rule].severity is not Severity.INFO:
                words = {
                    "count": len(rows),
                    "first": rows[0],
                    "last": rows[-1],
                    "heading": column.label.vi,
                    "rule": rule,
                }
                self.tell("more_of_the_same", f"{name}{rows[0]}", rows[0], key, **words)

    # A form

    def read_form(self) -> pa.Table:
        """The figures of a form, each found by its code, or by its name where no code stands."""
        rows: list[dict[str, object]] = []
        figures = {figure.code.upper(): figure for figure in self.table.figures}
        by_name = {fold(word): figure for figure in self.table.figures for word in (figure.label.vi, figure.label.en)}
        seen: dict[str, int] = {}
        aside = _Aside(self)
        for i, cells in enumerate(self.body):
            line = {key: cells[self.at[key]] for key in self.declared}
            if all(is_blank(raw) for raw in line.values()) and aside.takes_form(i, True):
                continue
            figure = self._figure(i, line, figures, by_name, aside)
            if figure is None:
                continue
            row = self.header.start + i + 1
            if figure.code in seen:
                where = "code" if not is_blank(line.get("code", "")) else "name"
                self._say(i, where, line.get(where, ""), "figure_twice", first=seen[figure.code])
                continue
            seen[figure.code] = row
            rows += self._figure_row(i, row, line, figure)
        aside.tell()
        names = ["_row", *self.table.columns, *FORM_STATES]
        kinds = [pa.int32(), *(ARROW_TYPES[c.kind] for c in self.table.columns.values()), pa.string(), pa.string()]
        return pa.table([pa.array([r.get(n) for r in rows], k) for n, k in zip(names, kinds, strict=True)], names=names)

    def _say(self, i: int, key: str, raw: Raw, rule: str, **words: object) -> None:
        row = self.header.start + i
        self.findings.append(self.fault(key, raw, rule, **words).at(address(row, self.at[key]), row + 1))

    def _figure(
        self,
        i: int,
        line: Mapping[str, Raw],
        figures: Mapping[str, Figure],
        by_name: Mapping[str, Figure],
        aside: _Aside,
    ) -> Figure | None:
        code, name = line.get("code", ""), line.get("name", "")
        named = by_name.get(fold(name)) if isinstance(name, str) else None
        if is_blank(code):
            if named is None and not aside.takes_form(i, False):
                where = "code" if "code" in self.at else "name"
                codes = ", ".join(figures)
                self._say(i, where, name if where == "name" else "", "unknown_figure", codes=codes)
            return named
        figure = figures.get(tidy(str(code)).replace(" ", "").upper())
        if figure is None:
            if not aside.takes_form(i, False):
                self._say(i, "code", code, "unknown_figure", codes=", ".join(figures))
        elif named is not None and named.code != figure.code:
            self._say(i, "name", name, "figure_name", code=figure.code, name=figure.label.vi)
        return figure

    def _figure_row(self, i: int, row: int, line: Mapping[str, Raw], figure: Figure) -> Iterator[dict[str, object]]:
        value = self._figure_value(i, "value", line, figure)
        to_date = self._figure_value(i, "year_to_date", line, figure)
        note = self._form_text(i, "note", line)
        unit = line.get("unit", "")
        if not is_blank(unit) and fold(str(unit)) not in (fold(figure.unit.vi), fold(figure.unit.en)):
            self._say(i, "unit", unit, "unit_differs", unit=figure.unit.vi)
        if figure.at_date and to_date.value is not None:
            same = value.value is not None and to_date.value == value.value
            self._say(
                i, "year_to_date", line["year_to_date"], "year_to_date_ignored" if same else "year_to_date_of_stock"
            )
            to_date = ABSENT
        states = {NOT_APPLICABLE, NOT_AVAILABLE}
        something = value.value is not None or to_date.value is not None or note is not None
        if something or value.state in states or to_date.state in states:
            yield {
                "_row": row,
                "code": figure.code,
                "name": figure.label.vi,
                "unit": figure.unit.vi,
                "value": value.value,
                "year_to_date": to_date.value,
                "note": note,
                "_value_state": value.state if value.state in states else None,
                "_ytd_state": to_date.state if to_date.state in states else None,
            }

    def _figure_value(self, i: int, key: str, line: Mapping[str, Raw], figure: Figure) -> Read:
        """A figure's number; `x` and `…` are answers here, a dash is asked about."""
        raw = line.get(key, "")
        said = read_whole(raw) if figure.whole else read_decimal(raw, figure.share)
        rule, words = said.rule, dict(said.words)
        if said.state == DASH:
            rule = "dash_in_form"
        elif said.state:
            rule = ""
        elif figure.share and isinstance(said.value, int | float):
            if said.value > 100:
                said, rule = ABSENT, "share_above"
            elif 0 < said.value <= 1:
                rule, words = "share_fraction", {"value": f"{said.value:g}".replace(".", ",")}
        if rule:
            self._say(i, key, raw, rule, **words)
        return said

    def _form_text(self, i: int, key: str, line: Mapping[str, Raw]) -> str | None:
        said = read_text(line.get(key, ""))
        if said.rule and said.rule != "dash":
            self._say(i, key, line[key], said.rule, **said.words)
        return str(said.value) if said.value is not None else None


class _Aside:
    """Rows under the headings that are no rows of the table: blank ones, totals, captions, notes and signatures."""

    def __init__(self, page: _Page) -> None:
        self.page = page
        self.in_footer = False
        self.told: list[tuple[str, int, int]] = []  # rule, first and last row of the body

    def takes_form(self, i: int, empty: bool) -> bool:
        """Whether a row of a form without a known code is set aside."""
        cells = self.page.body[i]
        filled = [(c, raw) for c, raw in enumerate(cells) if not is_blank(raw)]
        if not filled:
            return True
        if empty and not self._is_footer(filled):
            return True
        typed = [self.page.at[key] for key in ("value", "year_to_date") if key in self.page.at]
        figures = [c for c, raw in filled if c in typed]
        return self._set_aside(i, filled, bool(figures))

    def takes(
        self,
        i: int,
        empty: bool,
        raws: Mapping[str, list[Raw]],
        read: Mapping[str, tuple[dict[Raw, object], dict[Raw, Read]]],
        blank: Mapping[str, set[Raw]],
    ) -> bool:
        """Whether a row of a list that lacks a required value is set aside."""
        page = self.page
        filled = [(c, raw) for c, raw in enumerate(page.body[i]) if not is_blank(raw)]
        if not filled:
            return True
        if empty and not self._is_footer(filled):
            return True
        columns = page.table.columns
        given = [key for key in raws if raws[key][i] not in blank[key]]
        first = filled[0][0]
        words = [
            key for key in given
            if columns[key].required and columns[key].kind in (Kind.TEXT, Kind.CHOICE, Kind.DAY) and page.at[key] != first
        ]  # fmt: skip
        if not words and isinstance(filled[0][1], str) and _TOTAL.fullmatch(bare(filled[0][1])):
            self._note("total_row", i)
            return True
        valued = [key for key in given if columns[key].kind is not Kind.TEXT and read[key][0][raws[key][i]] is not None]
        wanted = [key for key in raws if columns[key].required]
        many = sum(key in given for key in wanted) * 2 > len(wanted)
        if len(filled) == 1 and isinstance(filled[0][1], str) and _SIGNED.fullmatch(fold(filled[0][1])):
            valued = []
        return self._set_aside(i, filled, bool(valued) or many)

    def _set_aside(self, i: int, filled: list[tuple[int, Raw]], has_values: bool) -> bool:
        word = filled[0][1]
        if isinstance(word, str) and self.page.table.is_form and _TOTAL.fullmatch(bare(word)):
            self._note("total_row", i)
            return True
        if has_values:
            return False
        if self.in_footer or self._is_footer(filled):
            self.in_footer = True
            self._note("footer", i)
            return True
        texts = [raw for _, raw in filled if isinstance(raw, str)]
        numbered = len(filled) == 2 and isinstance(word, str) and _ROMAN_OR_LETTER.fullmatch(word.strip())
        numbered = numbered and filled[0][0] not in self.page.at.values()
        if len(texts) == len(filled) and (numbered or (len(filled) == 1 and _CAPTION.fullmatch(bare(texts[0])))):
            self._note("section_row", i)
            return True
        return False

    def _is_footer(self, filled: list[tuple[int, Raw]]) -> bool:
        texts = [raw for _, raw in filled if isinstance(raw, str)]
        return any(
            _FOOTER.fullmatch(bare(raw)) or _NOTE_LINE.fullmatch(raw) or _SIGNED.fullmatch(fold(raw))
            for raw in texts[:3]
        )

    def _note(self, rule: str, i: int) -> None:
        if self.told and self.told[-1][0] == rule == "footer" and i - self.told[-1][2] < 30:
            self.told[-1] = (rule, self.told[-1][1], i)
        else:
            self.told.append((rule, i, i))

    def tell(self) -> None:
        start = self.page.header.start
        for rule, first, _ in self.told:
            column, raw = next((c, raw) for c, raw in enumerate(self.page.body[first]) if not is_blank(raw))
            self.page.tell(rule, address(start + first, column), start + first + 1, received=raw)
