"""A list as the template would have it, made of a register as it was sent; a wide one becomes long."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import itemgetter

from data.column_types.cell import Raw, is_blank
from data.layouts.fit import Fault, Match
from data.layouts.grid import SheetTable
from data.layouts.layout import LayoutColumn
from data.layouts.made import Made, carry_blocks
from data.layouts.origins import Piece
from data.reading.cells import Sheet
from data.table import Table
from data.text_keys import bare, fold, tidy

_NUMBER_AND_DAY = re.compile(r"\s*(\S.*?)\s*[,;]?\s+(?:ngày|ngay|cấp ngày)\s*:?\s*(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\s*")
_TWO = re.compile(r"\s*(\d{1,5})\s*[/\\]\s*(\d{1,5})\s*")
_FROM_TO = re.compile(
    r"(?:tu )?(?:ngay )?(\d{1,2})(?:[/.](\d{1,2}))?(?:[/.](\d{4}))? ?(?:-|den)(?: ngay)? ?"
    r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})"
)
_DAY = re.compile(r"(?:ngay )?(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


def _number_and_day(raw: Raw) -> tuple[Raw, ...] | None:
    match = _NUMBER_AND_DAY.fullmatch(raw) if isinstance(raw, str) else None
    return (match[1], match[2]) if match else None


def _men_and_women(raw: Raw) -> tuple[Raw, ...] | None:
    """«30/15»: thirty men and fifteen women are forty-five."""
    match = _TWO.fullmatch(raw) if isinstance(raw, str) else None
    return (int(match[1]) + int(match[2]), int(match[2])) if match else None


def _from_to(raw: Raw) -> tuple[Raw, ...] | None:
    if isinstance(raw, date):
        return raw, raw
    words = fold(raw).strip() if isinstance(raw, str) else ""
    if single := _DAY.fullmatch(words):
        day = "/".join(single.groups())
        return day, day
    match = _FROM_TO.fullmatch(words)
    if match is None:
        return None
    day, month, year, last, last_month, last_year = match.groups()
    return f"{day}/{month or last_month}/{year or last_year}", f"{last}/{last_month}/{last_year}"


CUT: Mapping[str, Callable[[Raw], tuple[Raw, ...] | None]] = {
    "number_and_day": _number_and_day,
    "men_and_women": _men_and_women,
    "from_to": _from_to,
}


def made_list(match: Match, table: Table, faults: list[Fault]) -> Made:
    """The list that a block of a layout gives."""
    return _List(match, table, faults).made()


class _List:
    def __init__(self, match: Match, table: Table, faults: list[Fault]) -> None:
        self.match, self.block, self.table, self.faults = match, match.block, table, faults
        told = [column for column in self.block.columns if not set(column.keys) - set(table.columns)]
        often = [column.becomes for column in told]
        self.wide = [column for column in told if column.gives or often.count(column.becomes) > 1]
        self.common = [column for column in told if column not in self.wide]
        keys = {key for column in told for key in (*column.keys, *column.gives)} | set(self.block.constants)
        self.keys = [key for key in table.columns if key in keys]

    def made(self) -> Made:
        first = self.match.grids[0]
        labels = [self.table.columns[key].label.vi for key in self.keys]
        made = Made.begun(self.table, first, self.keys, labels)
        for number, grid in enumerate(self.match.grids):
            if number:
                self._titles(made, grid)
            for piece, only in enumerate(self.wide or [None]):
                self._piece(made, grid, only, in_place=number == 0 and piece == 0)
        return made

    def _titles(self, made: Made, grid: SheetTable) -> None:
        """What stands over a further table stands over its rows."""
        rows = {row: made.append() for row in sorted({row for row, _, _ in grid.titles})}
        for row, column, raw in grid.titles:
            made.put(rows[row], len(self.keys) + column, raw, ((grid.sheet.name, row, column),))

    def _piece(self, made: Made, grid: SheetTable, only: LayoutColumn | None, in_place: bool) -> None:
        """The rows of one table, of a wide one those of one column, where they stood or below all others."""
        wide, first = len(self.keys), grid.start
        shift = 0 if in_place else len(made.sheet.rows) - first
        places = self._places(grid, only)
        claimed = {at for at, _ in places.values()}
        of = [places[key][0] if key in places else -1 for key in self.keys]
        of += [-1 if column in claimed else column for column in range(grid.sheet.width)]
        rows = self._rows(grid, places, only, of)
        if in_place:
            made.sheet.rows[first : grid.end] = rows
            made.sheet.rows[grid.end :] = [[""] * len(of) for _ in made.sheet.rows[grid.end :]]
        else:
            made.sheet.rows += rows
        assert made.sheet.origins is not None
        made.sheet.origins.pieces.append(Piece(first + shift, grid.end - 1 + shift, grid.sheet.name, shift, tuple(of)))
        for column in grid.paths:
            if column not in claimed:
                made.others.setdefault(wide + column, grid.said(column))
        self._carry(made, grid.sheet, {column: n for n, column in enumerate(of) if column >= 0}, shift, grid)

    def _rows(
        self,
        grid: SheetTable,
        places: Mapping[str, tuple[int, LayoutColumn]],
        only: LayoutColumn | None,
        of: Sequence[int],
    ) -> list[list[Raw]]:
        """Every row at once, its cells in the order of the list; then what is cut, named otherwise or constant."""
        pick = itemgetter(*of)  # -1: what stands behind the last cell, nothing
        rows: list[list[Raw]] = [list(pick((*cells, ""))) for _, cells in grid.rows()]
        self._judge_lengths(grid)
        for n, key in enumerate(self.keys):
            if key in places:
                at, told = places[key]
                if told.cut or self.block.choices.get(key):
                    for i, cells in enumerate(rows):
                        cells[n] = self._cell(grid, grid.start + i, key, at, told)
        given = {**self.block.constants, **(only.gives if only else {})}
        worded = [(self.keys.index(key), self.table.columns[key].worded(value)) for key, value in given.items()]
        number = self.keys.index(only.becomes) if only else -1
        for i, cells in enumerate(rows) if self.block.skips or worded or only else ():
            blank = only is not None and is_blank(cells[number])
            if blank or (self.block.skips and self._is_subtotal(grid.sheet.rows[grid.start + i])):
                cells[: len(self.keys)] = [""] * len(self.keys)
                if only:
                    cells[len(self.keys) :] = [""] * (len(cells) - len(self.keys))
            elif any(not is_blank(raw) for raw in cells[: len(self.keys)]):
                for at, value in worded:
                    cells[at] = value  # type: ignore[call-overload]
        return rows

    def _places(self, grid: SheetTable, only: LayoutColumn | None) -> dict[str, tuple[int, LayoutColumn]]:
        """Key → the column it stands in. Every table of the block has the headings of the first."""
        found: dict[str, tuple[int, LayoutColumn]] = {}
        for told in (*self.common, *([only] if only else [])):
            for column in self.match.columns.get(told.heading, ()):
                found |= dict.fromkeys(told.keys, (column, told))
        return found

    def _cell(self, grid: SheetTable, row: int, key: str, at: int, told: LayoutColumn) -> Raw:
        raw = grid.sheet.rows[row][at]
        if told.cut and not is_blank(raw):
            parts = CUT[told.cut](raw)
            if parts is None:
                if key == told.keys[0] and not self._is_words(grid, row):
                    self.faults.append(Fault("layout_not_cut", grid.sheet.name, (row, at), raw))
                return raw if key == told.keys[0] else ""
            raw = parts[told.keys.index(key)]
        if (
            (words := self.block.choices.get(key))
            and isinstance(raw, str)
            and (code := words.get(bare(raw))) is not None
        ):
            return str(self.table.columns[key].worded(code))
        return raw

    def _is_words(self, grid: SheetTable, row: int) -> bool:
        return sum(not is_blank(raw) for raw in grid.sheet.rows[row]) <= 2

    def _is_subtotal(self, cells: list[Raw]) -> bool:
        """A row that begins with «Cộng» (told by its accent from «Công ty») and names nothing besides."""
        words = [tidy(raw).lower() for raw in cells if isinstance(raw, str) and not is_blank(raw)]
        named = [word for word in words if not any(c.isdigit() for c in word[:1])]
        begins = bool(words) and any(f"{words[0]} ".startswith(f"{skip} ") for skip in self.block.skips)
        return begins and len(named) <= 1

    def _judge_lengths(self, grid: SheetTable) -> None:
        """Records of a text file that have not as many cells as the headings: their columns have shifted."""
        lengths = grid.sheet.lengths
        if lengths is None:
            return
        wanted = lengths[grid.last]
        for row, cells in grid.rows():
            ragged = lengths[row] != wanted and (
                lengths[row] < wanted or any(not is_blank(raw) for raw in cells[wanted:])
            )
            if ragged and any(not is_blank(raw) for raw in cells):
                at, words = (row, min(lengths[row], wanted)), {"count": lengths[row], "wanted": wanted}
                self.faults.append(Fault("ragged_row", grid.sheet.name, at, "", words))

    def _carry(self, made: Made, source: Sheet, columns: Mapping[int, int], shift: int, grid: SheetTable) -> None:
        marks, theirs = made.sheet.marks, source.marks

        def mine(at: tuple[int, int]) -> bool:
            return at[1] in columns and grid.start <= at[0] < grid.end

        def settled(at: tuple[int, int]) -> bool:
            """A word that was confirmed to mean a choice, which stands in its place."""
            words = self.block.choices.get(self.keys[columns[at[1]]]) if columns[at[1]] < len(self.keys) else None
            return words is not None and bool(words.get(bare(str(source.cell(*at)))))

        marks.hidden_rows |= {row + shift for row in theirs.hidden_rows if grid.start <= row < grid.end}
        marks.percent |= {(row + shift, columns[c]) for row, c in theirs.percent if mine((row, c))}
        marks.struck |= {(row + shift, columns[c]) for row, c in theirs.struck if mine((row, c))}
        marks.shown |= {(row + shift, columns[c]): said for (row, c), said in theirs.shown.items() if mine((row, c))}
        for row, c in filter(mine, [*theirs.formulas.texts, *theirs.formulas.filled]):
            marks.formulas.carry(theirs.formulas, (row, c), (row + shift, columns[c]))
        made.sheet.mended |= {
            (r + shift, columns[c]): was
            for (r, c), was in source.mended.items()
            if mine((r, c)) and not settled((r, c))
        }
        carry_blocks(made, grid, {c: n for c, n in columns.items() if n < len(self.keys)}, shift)
