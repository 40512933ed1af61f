"""One sheet read as one table: its headings judged, its state found, its cells read, its faults told."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import is_

import pyarrow as pa

from data.column_types.cell import Broken, Raw, Read, is_blank
from data.column_types.column import read_each
from data.model import NOTHING, Finding, Text, joined
from data.reading import beside, footers
from data.reading.addresses import letter
from data.reading.cells import At, Sheet, spans
from data.reading.heading_words import Header
from data.reading.legacy_encodings import Code
from data.reading.skipped_rows import Aside, Caption, filled_cells
from data.reading.surroundings import Surroundings
from data.reading.tally import Tally
from data.reading.totals import perhaps_totals
from data.rules.cell_rules import CELLS_ALIKE
from data.rules.findings import ANY_CELL, CellFault, Location, finding, shown
from data.table import Table

ReadColumns = Mapping[str, tuple[dict[Raw, object], dict[Raw, Read]]]  # what `read_each` gives of every column


class SheetReader:
    """A sheet and the table it is read as. Rows of the body are counted from the first one under the headings."""

    def __init__(
        self, sheet: Sheet, table: Table, header: Header, since_1904: bool, tally: Tally | None = None
    ) -> None:
        self.sheet, self.table, self.header, self.since_1904 = sheet, table, header, since_1904
        self.tally = tally or Tally()  # of the whole file
        self.findings: list[Finding] = []
        self.captions: list[Caption] = []
        self.body = sheet.rows[header.start :]
        self.at = header.columns
        self.around = Surroundings(sheet, table, header, self.tally)
        self.declared = {key: table.columns[key] for key in table.columns if key in header.columns}

    def report(
        self, rule: str, at: tuple[int, int] | None = None, key: str = "", received: object = "", /, **values: object
    ) -> None:
        """Add what a rule finds on the sheet, or at one of its cells; rows and columns counted from 0."""
        if self._tells(rule, place := self._place(at, key)):
            self.findings.append(finding(rule, place, shown(received), **values))

    def _place(self, at: tuple[int, int] | None, key: str) -> Location:
        sheet, cell, row = self.sheet.place(at)
        return Location(sheet, cell, row, key, self.table.name, title=shown(sheet))

    def _tells(self, rule: str, place: Location) -> bool:
        """Whether this one is told by itself, not counted only."""
        column = self.table.columns.get(place.column)
        return self.tally.tells(rule, place, column.label if column else "")

    def fault(self, rule: str, key: str, raw: Raw, at: At, /, **values: object) -> CellFault:
        """What a rule says of a content of a column; `at` tells the sheet."""
        column = self.table.columns[key]
        known = {"example": column.example, "choices": listed(column.choices)}
        return self._fault(rule, key, column.label, raw, at, **known | values)

    def _fault(self, rule: str, key: str, heading: Text, raw: Raw, at: At, /, **values: object) -> CellFault:
        sheet = self.sheet.place(at)[0]
        place = Location(sheet, ANY_CELL, None, key, self.table.name, heading.quoted, shown(sheet))
        return CellFault.of(rule, place, shown(raw), **values)

    def report_value(self, rule: str, at: tuple[int, int], key: str, raw: Raw, /, **values: object) -> None:
        """Add what a rule says of a content of a column, at its cell."""
        if self._tells(rule, self._place(at, key)):
            self.findings.append(self.fault(rule, key, raw, at, **values).at(*self.sheet.cell_of(at)))

    def report_at(self, rule: str, at: tuple[int, int], key: str, heading: Text, raw: Raw, **values: object) -> None:
        if self._tells(rule, self._place(at, key)):
            self.findings.append(self._fault(rule, key, heading, raw, at, **values).at(*self.sheet.cell_of(at)))

    # Above the rows

    def judge_headings(self) -> None:
        header, row = self.header, self.header.last
        for key, column in self.table.columns.items():
            if key not in self.at and column.required:
                self.report("missing_column", (row, min(self.at.values())), key, heading=column.label)
        for key, where in header.twice:
            label, first = self.table.columns[key].label, letter(self.at[key])
            self.report("column_twice", (row, where), key, self.sheet.cell(row, where), heading=label, first=first)
        for where, heading in header.others.items() if self.sheet.origins is None else ():
            self.report("extra_column", (row, where), "", heading)
        self._old_headings()
        self.around.judge_headings()
        self.around.judge_above()
        hidden = sorted(set(self.at.values()) & self.sheet.marks.hidden_columns)
        if hidden:
            self.report("hidden_columns", columns=", ".join(self.sheet.letter_of(row, column) for column in hidden))

    def _old_headings(self) -> None:
        """Tell of headings that were put into Unicode, once for all of them."""
        for (row, column), was in sorted(self.sheet.mended.items()):
            if self.header.first <= row <= self.header.last and column in self.at.values():
                after = shown(self.sheet.cell(row, column))
                self.report("old_font_heading", (row, column), "", was.before, code=was.code, after=after)
                return

    def mended(self, rows: Iterable[int]) -> None:
        """Ask about cells that were put into Unicode: once a column for all that are plain, each where it is
        doubtful."""
        if not self.sheet.mended:
            return
        keys = {column: key for key, column in self.at.items()}
        kept = {self.header.start + i for i in rows}
        alike: dict[tuple[int, str], list[int]] = defaultdict(list)
        for (row, column), was in sorted(self.sheet.mended.items()):
            if row not in kept or column not in keys:
                continue
            if was.sure:
                alike[column, was.code].append(row)
            else:
                self._ask_of_mended(keys[column], row, column, [])
        for (column, _), places in alike.items():
            self._ask_of_mended(keys[column], places[0], column, places[1:])

    def _ask_of_mended(self, key: str, row: int, column: int, others: Sequence[int]) -> None:
        more = NOTHING
        if others:
            more = CELLS_ALIKE.format(count=len(others), rows=spans([other + 1 for other in others]))
        self.report_mended(key, self.table.columns[key].label, row, column, more)

    def report_mended(self, key: str, heading: Text, row: int, column: int, more: Text = NOTHING) -> None:
        was = self.sheet.mended[row, column]
        rule = "decoded_twice" if was.code is Code.TWICE else "old_font_read"
        before, after = shown(was.before), shown(self.sheet.cell(row, column))
        words = {"code": was.code, "before": before, "after": after, "more": more}
        self.report_at(rule, (row, column), key, heading, was.before, **words)

    # The rows of a list

    def read_list(self) -> pa.Table:
        """`_row` and every declared column, read column by column."""
        raws = {key: self._cells(key) for key in self.declared}
        read = {key: read_each(column, raws[key], self.since_1904) for key, column in self.declared.items()}
        blank = {
            key: {raw for raw, value in values.items() if value is None and raw not in flagged}
            for key, (values, flagged) in read.items()
        }
        kept = self._kept(raws, read, blank)
        if again := self._headings_again(raws, read):
            kept = [i for i in (range(len(self.body)) if kept is None else kept) if i not in again]
        indices: Sequence[int] = range(len(self.body)) if kept is None else kept
        untrusted, lost = self._ragged(indices), self._merged(indices)
        self.hidden_rows(indices)
        self.mended(indices)
        beside.judge_list(self.around, raws, indices)
        arrays = [pa.array(array("i", (self.header.start + 1 + i for i in indices)))]
        for key, column in self.table.columns.items():
            if key not in self.declared:
                arrays.append(pa.nulls(len(indices), column.type.arrow))
                continue
            values, flagged = read.pop(key)  # what was read of a column is let go with it
            cells = raws[key] if kept is None else [raws[key][i] for i in indices]
            arrays.append(_array(cells, values, column.type.arrow))
            wanting = blank[key] if column.required else set()
            if flagged or wanting:
                self._faults(key, cells, indices, self._by_cell(key, flagged, wanting), lost, untrusted)
        rows = pa.table(arrays, names=["_row", *self.table.columns])
        first = min(self.at, key=lambda key: self.at[key])
        for rule, row, said in perhaps_totals(self.table, first, self.header.start, rows, raws):
            self.report(rule, (at := (row - 1, self.at[first])), first, self.sheet.cell(*at), **said)
        self.around.judge_units(money=False, contradicted=set())
        self.findings += self.tally.rest()
        return rows

    def _cells(self, key: str) -> list[Raw]:
        """A column of the body. TRUE is not the number 1 and NaN is no number, though Python takes them for such."""
        where, declared = self.at[key], self.table.columns[key].type
        cells = [row[where] for row in self.body]
        if bool in (kinds := set(map(type, cells))):
            cells = [Broken("truth_value", str(raw).upper()) if isinstance(raw, bool) else raw for raw in cells]
        if float in kinds and any(raw != raw for raw in set(cells)):
            cells = [Broken("placeholder", "nan") if raw != raw else raw for raw in cells]
        for at in self.sheet.marks.shown if declared.is_number else ():
            if at[1] == where and 0 <= (i := at[0] - self.header.start) < len(cells):
                self.around.judge_format(at, key, cells[i], self.table.columns[key].label)
        if self.sheet.marks.percent and declared.is_number:
            for row, column in self.sheet.marks.percent:
                i = row - self.header.start
                if column == where and 0 <= i < len(cells) and isinstance(raw := cells[i], int | float):
                    cells[i] = Broken(declared.as_percent, f"{raw * 100:.10g}%")
        return cells

    def _kept(
        self, raws: Mapping[str, list[Raw]], read: ReadColumns, blank: Mapping[str, set[Raw]]
    ) -> list[int] | None:
        """Which rows of the body are rows of the list; None for all of them, which costs nothing to find."""
        columns = self.table.columns
        required = [key for key in raws if columns[key].required]
        gaps = [key for key in required if blank[key]]
        if required and not gaps:
            self._unheaded(range(len(self.body)))
            return None
        wanting = [any(row) for row in zip(*([raw in blank[key] for raw in raws[key]] for key in gaps), strict=True)]
        aside = Aside(set(self.at.values()))
        kept, stray = list[int](), list[int]()
        for i, some_missing in enumerate(wanting or [True] * len(self.body)):
            if not some_missing:
                kept.append(i)
                continue
            if not (filled := filled_cells(self.body[i])):
                continue
            torn = self.sheet.lengths is not None and self.sheet.lengths[self.header.start + i] < len(self.at)
            given = [key for key in raws if raws[key][i] not in blank[key]]
            words = any(
                columns[key].required and not columns[key].type.is_number and self.at[key] != filled[0][0]
                for key in given
            )
            values = sum(key in given for key in required) * 2 > len(required) or any(
                not columns[key].type.is_text and read[key][0][raws[key][i]] is not None for key in given
            )
            if not (aside.takes(i, filled, values, words) or (not torn and aside.caption_perhaps(i, filled))):
                kept.append(i)
            elif not given:
                stray.append(i)
        self.set_aside(aside, kept[-1] if kept else -1)
        self._unheaded([*kept, *sorted({*stray} - {row for _, _, row in aside.told})])
        return kept

    def _headings_again(self, raws: Mapping[str, list[Raw]], read: ReadColumns) -> set[int]:
        """Tell of rows that repeat the headings, as printing on several pages makes them; give those rows."""
        headings = {key: self.sheet.cell(self.header.last, where) for key, where in self.at.items()}
        counts: dict[int, int] = defaultdict(int)
        for key, cells in raws.items():
            if not is_blank(headings[key]) and headings[key] in read[key][0]:
                for i, raw in enumerate(cells):
                    counts[i] += raw == headings[key]
        again = {i for i, count in counts.items() if count >= min(3, len(raws))}
        for i in sorted(again):
            self.tell_again(i)
        return again

    def tell_again(self, i: int) -> None:
        """Tell of a row that repeats the headings, and ask what it says besides."""
        self.report("headings_again", (self.header.start + i, min(self.at.values())))
        self.around.headings_again(self.header.start + i, self.captions, self.header.start)

    def set_aside(self, aside: Aside, last: int) -> None:
        """Tell of the rows that were not loaded; `last` is the last one that was."""
        self.captions = aside.captions
        for rule, column, i in aside.told:
            self.report(rule, (self.header.start + i, column), "", self.body[i][column])
        footers.judge_captions(self.around, aside.captions, self.header.start, last)

    def _unheaded(self, rows: Sequence[int]) -> None:
        """Tell of what stands beside the table, in columns without a heading."""
        headed = {*self.at.values(), *self.header.others, *self.header.counters, *(c for _, c in self.header.twice)}
        width = self.sheet.lengths[self.header.last] if self.sheet.lengths else self.sheet.width
        for column in sorted(set(range(width)) - headed):
            i = next((i for i in rows if not is_blank(self.body[i][column])), None)
            if i is not None:
                self.report("unheaded_cells", (self.header.start + i, column), "", self.body[i][column])

    def hidden_rows(self, indices: Sequence[int]) -> None:
        """Tell of hidden rows that were read."""
        hidden = self.sheet.marks.hidden_rows
        rows = [self.header.start + i for i in indices if self.header.start + i in hidden] if hidden else []
        if rows:
            self.report("hidden_rows", rows=spans([self.sheet.cell_of((row, 0))[1] for row in rows]))

    def _ragged(self, indices: Sequence[int]) -> set[int]:
        """Tell of a text file's rows that have not as many cells as the headings; give them: their columns shifted."""
        lengths = self.sheet.lengths
        if lengths is None:
            return set()
        expected = lengths[self.header.last]
        ragged: set[int] = set()
        for i in indices:
            row = self.header.start + i
            if lengths[row] < expected or any(not is_blank(raw) for raw in self.sheet.rows[row][expected:]):
                ragged.add(i)
                at = row, min(lengths[row], expected)
                self.report("ragged_row", at, count=lengths[row], wanted=expected)
        return ragged

    def _merged(self, indices: Sequence[int]) -> set[tuple[int, int]]:
        """Tell of merged cells that leave others of the list without a value; give those cells."""
        lost: set[tuple[int, int]] = set()
        if not self.sheet.marks.merged:
            return lost
        kept = set(indices)
        keys = {column: key for key, column in self.at.items()}
        for top, left, bottom, right in self.sheet.marks.merged:
            first, last = max(top, self.header.start), min(bottom, len(self.sheet.rows) - 1)
            rows = [row for row in range(first, last + 1) if row - self.header.start in kept]
            columns = [column for column in range(left, right + 1) if column in keys] if right - left < 256 else []
            if len(rows) * len(columns) < 2:
                continue
            block = self.sheet.area(top, left, bottom, right)
            first_cell, raw = (rows[0], columns[0]), self.sheet.cell(top, left)
            self.report("merged_cells", first_cell, keys[columns[0]], raw, range=block)
            lost.update((row, column) for row in rows for column in columns)
        return lost

    def _by_cell(self, key: str, flagged: Mapping[Raw, Read], wanting: set[Raw]) -> dict[Raw, tuple[str, Raw, Read]]:
        """What is to be said of each content of a column: the rule, what is shown of it, and what was read."""
        required = self.table.columns[key].required
        said: dict[Raw, tuple[str, Raw, Read]] = {raw: ("required", "", Read()) for raw in wanting}
        for raw, read in flagged.items():
            said[raw] = ("required" if required and read.state else read.rule, raw, read)
        return said

    def _faults(
        self,
        key: str,
        cells: Sequence[Raw],
        indices: Sequence[int],
        said: Mapping[Raw, tuple[str, Raw, Read]],
        lost: set[tuple[int, int]],
        untrusted: set[int],
    ) -> None:
        """A finding for every cell of a column that has one; the words of those alike are filled in once."""
        where, start, heading = self.at[key], self.header.start, self.table.columns[key].label
        made = dict[tuple[str, Raw], CellFault]()
        for i, raw in zip(indices, cells, strict=True):
            if raw not in said or i in untrusted:
                continue
            (rule, content, read), row = said[raw], start + i
            if lost and rule == "required" and (row, where) in lost:
                continue
            if not self.tally.counted(self.sheet.name, rule, key, row + 1):
                if not self.tally.tells(rule, self._place((row, where), key), heading):
                    continue
                sheet = self.sheet.place((row, where))[0]
                if (sheet, raw) not in made:
                    made[sheet, raw] = self.fault(rule, key, content, (row, where), **read.words)
                self.findings.append(made[sheet, raw].at(*self.sheet.cell_of((row, where))))


def _array(cells: Sequence[Raw], values: Mapping[Raw, object], kind: pa.DataType) -> pa.Array:
    """The values of cells. Each different one is made once; a cell only says which it is."""
    if len(values) * 2 > len(cells):
        tidy = pa.types.is_string(kind) and all(map(is_, values, values.values()))  # as typed
        return pa.array(cells if tidy else list(map(values.__getitem__, cells)), kind)
    numbers = dict(zip(values, range(len(values)), strict=True))
    different = pa.array(list(values.values()), kind)
    return different.take(pa.array(list(map(numbers.__getitem__, cells)), pa.int32()))


def listed(choices: Mapping[str, Text]) -> Text:
    return joined((text.quoted for text in choices.values()), "; ")
