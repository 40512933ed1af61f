"""Forms as the template would have them, made of a synthesis as it was sent; every cell with its origin."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from data.column_types.cell import Raw, is_blank
from data.layouts.fit import Fault, Match, form_lines, row_faults
from data.layouts.grid import SheetTable
from data.layouts.layout import ASIDE, LayoutColumn, LayoutRow
from data.layouts.made import Made, carry_blocks, carry_marks
from data.layouts.origins import At
from data.layouts.over_time import to_be_added
from data.layouts.parts import column_faults, exact, own_row, parts_and_totals, total_faults
from data.layouts.standing import StandingLayouts
from data.layouts.walk import Line
from data.layouts.words import MONTHS, relative
from data.model import Period, number_text
from data.reading.addresses import address
from data.reading.roles import meaning
from data.rules.findings import shown
from data.table import FormFigure, Table
from data.text_keys import bare

KEYS = ("code", "name", "unit", "value", "year_to_date", "note")
_WIDE = len(KEYS)
_NUMBERS = ("value", "year_to_date")
_NUMBER_AND_WORDS = re.compile(r"\s*(\d[\d.,]*(?: \d{3})*)\s+([^\d\s(][^\d()]*?)\s*(?:\([^()]*\))?\s*\.?\s*")


def number_and_words(raw: Raw) -> tuple[str, str]:
    """«02 chỉ dẫn địa lý (Tiêu và Chè)» is 02 and its words, folded; nothing where it is not one number and words."""
    match = _NUMBER_AND_WORDS.fullmatch(raw) if isinstance(raw, str) and len(raw) < 300 else None
    return (match[1], bare(match[2])) if match else ("", "")


@dataclass(slots=True)
class _Entry:
    """One figure of the file, and the cells it stands in."""

    code: str
    row: LayoutRow
    line: Line
    grid: SheetTable
    match: Match
    value: list[At] = field(default_factory=list)
    year_to_date: list[At] = field(default_factory=list)


class FormSheets:
    """The forms that the blocks of a layout give together."""

    def __init__(
        self,
        matches: Sequence[Match],
        tables: Mapping[str, Table],
        anchor: Period,
        faults: list[Fault],
        standing: StandingLayouts,
    ) -> None:
        """`anchor`: the quarter by which names and headings are told: the file's, or of several the confirmed one."""
        self.matches, self.tables, self.period, self.faults = matches, tables, anchor, faults
        self.standing = standing
        self.forms = {figure.code: table for table in tables.values() for figure in table.figures}
        self.figures: dict[str, FormFigure] = {f.code: f for table in tables.values() for f in table.figures}
        self.grids = [grid for match in matches for grid in match.grids]
        self.sheets = {grid.sheet.name: grid.sheet for grid in self.grids}

    def made(self) -> dict[str, Made]:
        """Table → its sheet."""
        entries: dict[str, _Entry] = {}
        texts: list[tuple[SheetTable, int]] = []
        for match, grid in [(each, grid) for each in self.matches for grid in self._in_order(each)]:
            told = form_lines(match, grid, self.period)
            self.faults += row_faults(match, grid, told)
            claimed = self._read(match, grid, told, entries)
            if grid.sheet is not self.grids[0].sheet:
                self._judge_merged(match, grid, claimed)
            texts += [(grid, row) for row, cells in grid.rows() if row not in claimed and _only_words(cells)]
        self._judge_totals(entries.values())
        self._judge_months(entries.values())
        names = list(dict.fromkeys(self.forms[code].name for code in entries))
        made = {name: self._sheet(name, entries.values()) for name in names}
        if made:
            self._put_texts(next(iter(made.values())), texts)
        return made

    def _in_order(self, match: Match) -> list[SheetTable]:
        """Tables of several months in the order of these."""
        order = {token: n for n, token in enumerate(MONTHS)}
        names = {id(grid): relative(grid.sheet.name, self.period) for grid in match.grids}
        return sorted(match.grids, key=lambda grid: next((n for t, n in order.items() if t in names[id(grid)]), 0))

    def _read(self, match: Match, grid: SheetTable, told: Sequence[Line], entries: dict[str, _Entry]) -> set[int]:
        """Note the figures of a table; the rows that the layout knows."""
        claimed: set[int] = set()
        if match.block.adds:
            return self._add(match, grid, told, entries)
        known = {row.name: row for row in match.block.rows}
        if match.block.pick:
            known = own_row(match, grid, told, self.standing, self.faults)
        mine = self._columns(match, grid)
        for line in told:
            row = known.get(line.key)
            if line.filled or row is not None:
                claimed.add(line.row)
            if row is None or row.becomes == ASIDE or line.section:
                continue
            self._judge_line(match, grid, line, row)
            for column in mine:
                code = row.becomes + column.item if column.item.startswith(".") else column.item or row.becomes
                if code not in self.figures:
                    continue
                entry = entries.setdefault(code, _Entry(code, row, line, grid, match))
                if entry.match is not match:
                    name = match.column("name") or 0
                    said = {"code": code, "first": entry.line.said}
                    self.faults.append(Fault("layout_figure_twice", grid.sheet.name, (line.row, name), line.said, said))
                    continue
                cells = [(grid.sheet.name, line.row, at) for at in match.columns.get(column.heading, ())]
                if column.becomes == "value":
                    entry.value += cells
                else:
                    entry.year_to_date = cells
        return claimed

    def _judge_line(self, match: Match, grid: SheetTable, line: Line, row: LayoutRow) -> None:
        if not match.block.pick:
            self._judge_unit(match, grid, line, row)
        self._judge_length(grid, line)
        if self.standing.period == self.period:
            self.faults += column_faults(match, grid, line)

    def _columns(self, match: Match, grid: SheetTable) -> list[LayoutColumn]:
        """The columns of numbers that are the sender's: of those that are a former province's each, its own."""
        numbers = [column for column in match.block.columns if column.becomes in _NUMBERS]
        apart = [column for column in numbers if "province" in column.gives]
        mine = [
            c
            for c in numbers
            if c not in apart or (self.standing.former and c.gives["province"] in self.standing.names)
        ]
        if apart and not any(column in mine for column in apart):
            at = grid.last, match.column("name") or 0
            rule = "layout_no_province" if self.standing.former else "layout_former"
            self.faults.append(Fault(rule, grid.sheet.name, at, apart[0].said, {"named": apart[0].said}))
            return []
        return mine

    def _add(self, match: Match, grid: SheetTable, told: Sequence[Line], entries: dict[str, _Entry]) -> set[int]:
        """Rows that are parts of the province: each column's numbers added, and compared with the row of totals."""
        parts, totals = parts_and_totals(match, told)
        name = match.column("name") or 0
        for column in self._columns(match, grid) if parts else ():
            places = match.columns.get(column.heading, ())
            if column.item not in self.figures or len(places) != 1:
                continue
            line = (totals or parts)[0]
            row = LayoutRow(line.key, line.said, column.item)
            entry = entries.setdefault(column.item, _Entry(column.item, row, line, grid, match))
            cells = [(grid.sheet.name, part.row, places[0]) for part in parts]
            if entry.match is not match:
                said = {"code": column.item, "first": entry.line.said}
                self.faults.append(Fault("layout_figure_twice", grid.sheet.name, (line.row, name), line.said, said))
            elif column.becomes == "value":
                entry.value = cells
            else:
                entry.year_to_date = cells
            self.faults += total_faults(grid, cells, [(grid.sheet.name, total.row, places[0]) for total in totals])
        if parts:
            at = parts[0].row, name
            self.faults.append(Fault("layout_rows_added", grid.sheet.name, at, "", {"count": len(parts)}))
        return {line.row for line in told if line.filled or line in parts or line in totals}

    def _judge_unit(self, match: Match, grid: SheetTable, line: Line, row: LayoutRow) -> None:
        own = unit_of(grid, line, match.column("unit"))
        if own != row.unit:
            at = line.row, match.column("unit") or match.column("name") or 0
            self.faults.append(Fault("layout_unit_changed", grid.sheet.name, at, own, {"unit": row.unit or "–"}))

    def _judge_merged(self, match: Match, grid: SheetTable, rows: Collection[int]) -> None:
        """Merged cells of numbers on a sheet whose marks do not go with the form's: nobody knows whose number it is."""
        numbers = {at for c in match.block.columns if c.becomes in _NUMBERS for at in match.columns.get(c.heading, ())}
        for top, left, bottom, right in grid.sheet.marks.merged:
            own = [row for row in range(top, min(bottom, grid.end) + 1) if row in rows]
            if len(own) * len(numbers.intersection(range(left, right + 1))) > 1:
                words = {"range": f"{address(top, left)}:{address(bottom, right)}"}
                self.faults.append(
                    Fault("merged_cells", grid.sheet.name, (top, left), grid.sheet.cell(top, left), words)
                )

    def _judge_length(self, grid: SheetTable, line: Line) -> None:
        """A record of a text file that has not as many cells as the headings: its columns have shifted."""
        lengths = grid.sheet.lengths
        if lengths is not None:
            wanted, own = lengths[grid.last], lengths[line.row]
            if own < wanted or any(not is_blank(raw) for raw in grid.sheet.rows[line.row][wanted:]):
                at = line.row, min(own, wanted)
                self.faults.append(Fault("ragged_row", grid.sheet.name, at, "", {"count": own, "wanted": wanted}))

    def _judge_totals(self, entries: Iterable[_Entry]) -> None:
        """Whether the year's numbers may stand in the quarter's column."""
        pairs = [
            (self._cell(entry.value[0]), self._cell(entry.year_to_date[0]), entry)
            for entry in entries
            if not self.figures[entry.code].at_date and len(entry.value) == 1 and entry.year_to_date
        ]
        both = [pair for pair in pairs if not is_blank(pair[0]) and pair[0] not in (0, "0")]
        if self.standing.period.part != "Q1" and len(both) >= 3 and all(value == total for value, total, _ in both):
            sheet, row, column = both[0][2].value[0]
            self.faults.append(Fault("layout_same_totals", sheet, (row, column), both[0][0], {"count": len(both)}))

    def _judge_months(self, entries: Iterable[_Entry]) -> None:
        """Whether three months that are left aside add up to the quarter."""
        for entry in entries:
            aside = [c for c in entry.match.block.columns if c.becomes == ASIDE and any(m in c.heading for m in MONTHS)]
            columns = [at for column in aside for at in entry.match.columns.get(column.heading, ())]
            if len(columns) != 3 or len(entry.value) != 1:
                continue
            months = [exact(entry.grid.sheet.cell(entry.line.row, at)) for at in columns]
            sheet, row, column = entry.value[0]
            whole = exact(self._cell(entry.value[0]))
            known = [month for month in months if month is not None]
            if whole is not None and len(known) == 3 and sum(known) != whole:
                words = {"sum": number_text(float(sum(known)))}
                self.faults.append(Fault("layout_sum_differs", sheet, (row, column), self._cell(entry.value[0]), words))

    def _cell(self, at: At) -> Raw:
        return self.sheets[at[0]].cell(at[1], at[2])

    # The sheet of one form

    def _sheet(self, name: str, entries: Iterable[_Entry]) -> Made:
        grid = self.grids[0]
        made = Made.begun(self.tables[name], grid, KEYS, [self.tables[name].columns[key].label.vi for key in KEYS])
        for entry in entries:
            if self.forms[entry.code].name == name:
                free = entry.grid.sheet is grid.sheet and grid.start <= entry.line.row < grid.end
                row = entry.line.row if free and entry.line.row not in made.used else made.append()
                self._put(made, row, entry)
        for match in self.matches:
            if match.grids[0].sheet is grid.sheet:
                columns = {at: n for n, key in enumerate(KEYS) if (at := match.column(key)) is not None}
                carry_blocks(made, match.grids[0], columns)
        return made

    def _put(self, made: Made, row: int, entry: _Entry) -> None:
        figure, line, grid, match = self.figures[entry.code], entry.line, entry.grid, entry.match
        made.used.add(row)
        name = grid.sheet.name, line.row, match.column("name") or 0
        made.put(row, 0, entry.code, (name,))
        made.put(row, 1, figure.label.vi, (name,))
        unit = match.column("unit")
        words = grid.sheet.cell(line.row, unit) if unit is not None else ""
        if is_blank(words):
            picked = entry.value + entry.year_to_date if match.block.pick or match.block.adds else []
            said = [grid.said(at[2]) for at in picked[:1] if at[2] in grid.paths] or [line.said]
            words = meaning(said[0]).unit if figure.money else ""
        elif not (figure.money or figure.share or meaning(f"({words})").scaled):
            words = figure.unit.vi  # another word for it, confirmed with the row
        made.put(row, 2, words, ((grid.sheet.name, line.row, unit),) if unit is not None else (name,))
        value = to_be_added(figure, entry.value, match, self.period, self.faults)
        total = to_be_added(figure, entry.year_to_date, match, self.period, self.faults)
        if figure.at_date and entry.row.take == "year_to_date" and total:
            self._judge_other(value, total)
            value, total = total, []
        for column, cells in ((3, value), (4, total)):
            if cells:
                made.put(row, column, self._number(cells, entry.row), tuple(cells))
        if (note := match.column("note")) is not None:
            made.put(row, 5, grid.sheet.cell(line.row, note), ((grid.sheet.name, line.row, note),))
        own = {at[2] for at in (*entry.value, *entry.year_to_date)} | {name[2], unit, note}
        for column, raw in enumerate(grid.sheet.rows[line.row]):
            if column not in own and not is_blank(raw):
                made.put(row, _WIDE + column, raw, ((grid.sheet.name, line.row, column),))
                made.others.setdefault(_WIDE + column, grid.said(column) if column in grid.paths else "")
        carry_marks(made, self.sheets, row)
        if line.row in grid.sheet.marks.hidden_rows:
            made.sheet.marks.hidden_rows.add(row)

    def _judge_other(self, value: Sequence[At], total: Sequence[At]) -> None:
        """A figure at a date that is taken from the year's column, while the quarter's says something else."""
        for at in value:
            raw = self._cell(at)
            if not is_blank(raw) and raw != self._cell(total[0]):
                words = {"taken": shown(self._cell(total[0]))}
                self.faults.append(Fault("layout_other_number", at[0], (at[1], at[2]), raw, words))

    def _number(self, cells: Sequence[At], row: LayoutRow) -> Raw:
        if len(cells) == 1:
            raw = self._cell(cells[0])
            number, words = number_and_words(raw)
            if words and words == row.words:
                sheet, *at = cells[0]
                self.faults.append(Fault("layout_words_read", sheet, (at[0], at[1]), raw, {"value": number}))
                return number
            return raw
        return self._sum(cells)

    def _sum(self, cells: Sequence[At]) -> Raw:
        """Several cells added, each of them plainly a number; blank where all are."""
        if all(is_blank(self._cell(at)) for at in cells):
            return ""
        total = Decimal(0)
        for at in cells:
            marks = self.sheets[at[0]].marks
            number = exact(self._cell(at))
            place = at[1], at[2]
            if number is None or place in marks.percent or place in marks.shown or place in marks.struck:
                self.faults.append(Fault("layout_not_added", at[0], place, self._cell(at)))
                return ""
            total += number
        return int(total) if total == total.to_integral_value() else float(total)

    def _put_texts(self, made: Made, texts: Iterable[tuple[SheetTable, int]]) -> None:
        """Rows of words alone: titles of further tables, sections, notes and signatures."""
        first = self.grids[0]
        for grid in self.grids[1:]:
            texts = [*((grid, row) for row in sorted({row for row, _, _ in grid.titles})), *texts]
        for grid, row in texts:
            free = grid.sheet is first.sheet and row not in made.used and row > first.last
            to = row if free else made.append()
            for column, raw in enumerate(grid.sheet.rows[row]):
                if not is_blank(raw):
                    made.put(to, _WIDE + column, raw, ((grid.sheet.name, row, column),))


def unit_of(grid: SheetTable, line: Line, column: int | None) -> str:
    """The unit that a row names, in its column or its name, folded."""
    raw = grid.sheet.cell(line.row, column) if column is not None else ""
    words = str(raw) if not is_blank(raw) else meaning(line.said).unit
    return bare(words.replace("%", " phan tram "))


def _only_words(cells: Sequence[Raw]) -> bool:
    filled = [raw for raw in cells if not is_blank(raw)]
    return bool(filled) and all(isinstance(raw, str) for raw in filled)
