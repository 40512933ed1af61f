"""How a file and a layout go together: which table is which block, and what is not as described."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from data.column_types.numbers import number_in
from data.layouts.grid import SheetTable, grids
from data.layouts.layout import ASIDE, FORM, Layout, LayoutBlock
from data.layouts.walk import Line, lines
from data.layouts.words import TIMES, of_the_quarter, relative
from data.model import Period
from data.reading.cells import Sheet
from data.reading.roles import as_written, meaning
from data.reading.surroundings import LONGEST
from data.reading.table_words import is_printed
from data.reading.titles import not_understood
from data.rules.findings import shown
from data.text_keys import bare

ALIKE = 0.6  # the share of headings by which a table is taken for a block that has changed


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as the layout has it; at a cell as it was sent, counted from 0."""

    rule: str
    sheet: str
    at: tuple[int, int] | None = None
    received: object = ""
    words: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Match:
    """A block, and the tables of the file that it describes, with their columns."""

    block: LayoutBlock
    grids: list[SheetTable]
    columns: dict[str, list[int]] = field(default_factory=dict)  # signature → columns of the first

    def column(self, becomes: str) -> int | None:
        """The first column that becomes something."""
        for told in self.block.columns:
            if becomes in told.keys and (at := self.columns.get(told.heading)):
                return at[0]
        return None


@dataclass(slots=True)
class Fit:
    matches: list[Match]
    faults: list[Fault]
    sheets: frozenset[str] = frozenset()  # those with a table that is a block


def fit(sheets: Sequence[Sheet], layout: Layout, period: Period, heads: frozenset[str]) -> Fit | None:
    """How a file and a layout go together; None where no table of it looks like any block."""
    found = [grid for sheet in sheets for grid in grids(sheet, heads)]
    matched: dict[int, list[SheetTable]] = {}
    strange: list[SheetTable] = []
    others: list[SheetTable] = []
    for grid in found:
        if (block := best_block(layout, grid, period)) is not None:
            matched.setdefault(layout.blocks.index(block), []).append(grid)
        elif _of_other_time(layout.blocks, grid, period):
            others.append(grid)
        elif _has_numbers(grid):
            strange.append(grid)
    if not any(layout.blocks[n].shape != ASIDE for n in matched):
        return None
    told = Fit([], [], frozenset(grid.sheet.name for some in matched.values() for grid in some))
    told.faults += [*map(_strange, strange), *map(_other_time, others)]
    told.sheets |= {grid.sheet.name for grid in others}
    for number, block in enumerate(layout.blocks):
        if number not in matched:
            told.faults.append(Fault("layout_table_gone", "", None, "", {"headings": _said(block)}))
        elif block.shape != ASIDE:
            match = _match(block, matched[number], period, told.faults)
            told.matches += [match] if match.grids else []
    return told


def best_block(layout: Layout, grid: SheetTable, period: Period) -> LayoutBlock | None:
    """The block that a table is; None where it is like none."""
    best = max(layout.blocks, key=lambda block: _rank(block, grid, period))
    return best if _rank(best, grid, period) >= ALIKE else None


def matched_to(block: LayoutBlock, grid: SheetTable, period: Period) -> Match:
    """One table and a block, whatever of them differs."""
    return _match(block, [grid], period, [])


def _alike(block: LayoutBlock, grid: SheetTable, period: Period) -> float:
    own = set(grid.headings(period).values())
    same = own & block.headings
    return len(same) / max(1, len(own | block.headings))


def _rank(block: LayoutBlock, grid: SheetTable, period: Period) -> float:
    """The same; a block that has a title is only the table under that title."""
    return _alike(block, grid, period) if block.title in ("", grid.title(period)) else 0.0


def _has_numbers(grid: SheetTable) -> bool:
    return any(number_in(raw) is not None for _, cells in grid.rows() for raw in cells)


def _strange(grid: SheetTable) -> Fault:
    return Fault("layout_new_table", grid.sheet.name, (grid.top, min(grid.paths)), _shown(grid))


def _of_other_time(blocks: Iterable[LayoutBlock], grid: SheetTable, period: Period) -> bool:
    """Whether a sheet is of another month, quarter or year than that by which the sheets of a block are chosen."""
    names = " ".join(name for block in blocks for name in block.sheets)
    own = relative(grid.sheet.name, period)
    return any(other in own and any(token in names for token in tokens) for tokens, other in TIMES)


def _other_time(grid: SheetTable) -> Fault:
    return Fault("layout_other_time", grid.sheet.name, (grid.top, min(grid.paths)), grid.sheet.name)


def _shown(grid: SheetTable) -> str:
    return "; ".join(grid.said(column) for column in sorted(grid.paths))


def _said(block: LayoutBlock) -> str:
    return "; ".join(column.said for column in block.columns)


def _match(block: LayoutBlock, found: list[SheetTable], period: Period, faults: list[Fault]) -> Match:
    found, more = _of_block(block, found, period)
    faults += [_other_time(grid) if _of_other_time([block], grid, period) else _strange(grid) for grid in more]
    match = Match(block, found)
    for number, grid in enumerate(found):
        columns: dict[str, list[int]] = {}
        for column, heading in grid.headings(period).items():
            columns.setdefault(heading, []).append(column)
        faults += _heading_faults(block, grid, columns)
        faults += _unit_faults(block, grid)
        if number == 0:
            match.columns = columns
    faults += _word_faults(block, found)
    missing = set(block.sheets) - {relative(grid.sheet.name, period) for grid in found}
    if missing:
        told = ", ".join(of_the_quarter(name, period) for name in sorted(missing))
        faults.append(Fault("layout_sheet_gone", "", None, "", {"sheets": told}))
    return match


def _of_block(block: LayoutBlock, found: list[SheetTable], period: Period) -> tuple[list[SheetTable], list[SheetTable]]:
    """The tables of a block, and those that look like it and are not expected. Headings printed again on a page are no
    further table."""
    if block.sheets:
        mine = [grid for grid in found if relative(grid.sheet.name, period) in block.sheets]
        kept = list({id(grid.sheet): grid for grid in reversed(mine)}.values())[::-1]
        return kept, [grid for grid in found if all(grid is not each for each in kept)]
    first = max(found, key=lambda grid: _alike(block, grid, period))
    kept, more = [first], []
    for grid in found:
        if grid is first:
            continue
        again = (
            grid.sheet is first.sheet and grid.paths == first.paths and not list(grid.titles) and grid.top >= first.end
        )
        if again:
            first.end = grid.end
        else:
            more.append(grid)
    return kept, more


def _heading_faults(block: LayoutBlock, grid: SheetTable, columns: Mapping[str, list[int]]) -> Iterator[Fault]:
    sheet = grid.sheet.name
    told = {column.heading: column for column in block.columns}
    for heading, places in columns.items():
        at = (grid.last, places[0])
        if heading not in told:
            yield Fault("layout_new_heading", sheet, at, grid.said(places[0]))
        elif len(places) > 1 and told[heading].becomes != ASIDE:
            yield Fault("layout_heading_twice", sheet, (grid.last, places[1]), grid.said(places[1]))
    for heading, column in told.items():
        if heading not in columns:
            yield Fault("layout_heading_gone", sheet, (grid.last, min(grid.paths)), "", {"heading": column.said})


def units_over(grid: SheetTable) -> str:
    """The lines of units over a table, folded: «ĐVT: triệu đồng» → `trieu dong`."""
    said = [meaning(text) for _, _, text in grid.titles if len(text) <= 120]
    return "; ".join(bare(each.unit) for each in said if each.unit and not each.times)


def words_over(found: Iterable[SheetTable]) -> dict[str, tuple[SheetTable, int, int, str]]:
    """The words over tables that are not understood, each with the table, the cell and the line of its first place."""
    told: dict[str, tuple[SheetTable, int, int, str]] = {}
    for grid in found:
        for row, column, text in (*grid.titles, *_outside_cells(grid)):
            for word in not_understood(text, ()) if len(text) <= LONGEST and not is_printed(text) else ():
                told.setdefault(word, (grid, row, column, text))
    return told


def _outside_cells(grid: SheetTable) -> Iterator[tuple[int, int, str]]:
    """The text boxes, headers and footers of a table's sheet; what stands at no cell, at the table's first."""
    for remark in grid.sheet.marks.remarks:
        if remark.kind != "comment":
            yield *(remark.at or (grid.top, min(grid.paths))), remark.text


def _word_faults(block: LayoutBlock, found: Iterable[SheetTable]) -> Iterator[Fault]:
    """A line over a table that says something else than those that were confirmed with it."""
    lines: dict[tuple[str, int, int, str], list[str]] = {}
    for word, (grid, row, column, text) in words_over(found).items():
        if word not in block.words:
            lines.setdefault((grid.sheet.name, row, column, text), []).append(word)
    for (sheet, row, column, text), words in lines.items():
        yield Fault("layout_new_words", sheet, (row, column), text, {"words": shown(as_written(text, words))})


def _unit_faults(block: LayoutBlock, grid: SheetTable) -> Iterator[Fault]:
    own = units_over(grid)
    if own != block.units:
        yield Fault(
            "layout_unit_changed", grid.sheet.name, (grid.top, min(grid.paths)), own, {"unit": block.units or "–"}
        )


def form_lines(match: Match, grid: SheetTable, period: Period) -> list[Line]:
    """The named rows of a form's table, as its block has them."""
    name = match.column("name")
    if name is None:
        return []
    numbers = [
        at
        for told in match.block.columns
        if told.becomes in ("value", "year_to_date")
        for at in match.columns.get(told.heading, ())
    ]
    known = {row.name for row in match.block.rows}
    return list(lines(grid, name, numbers, period, known, match.column("unit")))


def row_faults(match: Match, grid: SheetTable, told: Iterable[Line]) -> Iterator[Fault]:
    """Rows of a form that the layout does not know, knows twice, or misses."""
    if match.block.shape != FORM or match.block.pick:
        return
    adds = match.block.adds
    known = {row.name: row for row in match.block.rows}
    seen: dict[str, int] = {}
    name = match.column("name") or 0
    for line in told:
        at, own = (line.row, name), line.name if adds else line.key
        if line.filled and own not in known:
            yield Fault("layout_new_row", grid.sheet.name, at, line.said)
        elif own in seen and known[own].becomes != ASIDE:
            yield Fault("layout_row_twice", grid.sheet.name, at, line.said, {"first": seen[own] + 1})
        if own in known and not line.section:
            seen[own] = line.row
    for key, row in known.items():
        if key not in seen and row.becomes != ASIDE:
            words = {"name": row.said} if adds else {"name": row.said, "code": row.becomes}
            rule = "layout_part_gone" if adds else "layout_row_gone"
            yield Fault(rule, grid.sheet.name, (grid.last, name), "", words)
