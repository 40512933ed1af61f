"""A file with several quarters at once, years of them perhaps: which they are, and which of its columns are whose.

A layout is confirmed of one of the quarters, its anchor. Of another quarter its rows and names are the same, and its
columns of numbers those whose headings say of that quarter what the confirmed ones say of the anchor.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from data.column_types.numbers import number_in
from data.layouts.fit import Fault, Match
from data.layouts.grid import SheetTable, grids, known_headings, signature
from data.layouts.layout import LIST, Layout
from data.layouts.words import QUARTER, YEAR
from data.model import Period
from data.reading.cells import Sheet
from data.reading.roles import FigureRole, meaning
from data.reading.times import Time
from data.table import Table

_ELSE = {FigureRole.PLAN, FigureRole.SHARE, FigureRole.GROWTH, FigureRole.EARLIER, FigureRole.LATER}
_NUMBERS = ("value", "year_to_date")
MOST = 60  # quarters of one file


def quarters(sheets: Sequence[Sheet], tables: Mapping[str, Table]) -> list[Period]:
    """The quarters of which the tables of a file hold numbers, by what stands over their columns, the names of their
    sheets and, for the year alone, their titles; the oldest first. What says no year is none of them."""
    heads = known_headings(tables.values())
    found = {
        quarter
        for sheet in sheets
        if not sheet.name.startswith("_")
        for grid in grids(sheet, heads)
        for quarter in _of_grid(grid)
    }
    return sorted(found, key=lambda each: each.last)[-MOST:]


def _of_grid(grid: SheetTable) -> set[Period]:
    named = meaning(grid.sheet.name).times
    titles = _years(time for *_, text in grid.titles for time in meaning(text).times)
    found = set()
    for column in grid.paths:
        if _ELSE & set(meaning(grid.said(column)).roles) or not _has_numbers(grid, column):
            continue
        times = [time for part in grid.paths[column] for time in meaning(part).times]
        number = _numbers(times) or _numbers(named)
        years = _years(times) or _years(named) or titles
        if len(number) == 1 and len(years) == 1:
            found.add(Period(min(years), f"Q{min(number)}"))
    return found


def _numbers(times: Iterable[Time]) -> set[int]:
    return {time.quarter for time in times if time.kind == "quarter"}


def _years(times: Iterable[Time]) -> set[int]:
    return {time.year for time in times if time.year is not None and time.kind in ("quarter", "year")}


def _has_numbers(grid: SheetTable, column: int) -> bool:
    return any(number_in(cells[column]) is not None for _, cells in grid.rows())


def anchor_of(layout: Layout, period: Period, anchor: Period) -> Period:
    """By which quarter headings are read of a file that is loaded for `period`: where each quarter has its own sheet
    that one itself, where each year has, the same quarter of its year."""
    if layout.by_quarter:
        return period
    names = " ".join(name for block in layout.blocks for name in block.sheets)
    return Period(period.year, anchor.part) if YEAR in names else anchor


def of_quarter(match: Match, period: Period, anchor: Period, together: Sequence[Period], faults: list[Fault]) -> Match:
    """The match with the columns of a quarter in the place of the anchor's; what several quarters could claim, a total
    that does not say up to when, is only the anchor's."""
    if period == anchor:
        return match
    grid, columns = match.grids[0], dict(match.columns)
    for column in match.block.columns:
        if column.becomes in _NUMBERS:
            columns[column.heading] = [
                at for at in grid.paths if _claims(grid, at, column.heading, together) == [period]
            ]
    values = [at for c in match.block.columns if c.becomes in _NUMBERS for at in columns.get(c.heading, ())]
    if not values:
        at = grid.last, min(grid.paths)
        faults.append(Fault("layout_no_quarter", grid.sheet.name, at, "", {"quarter": period.label}))
    return replace(match, columns=columns)


def _claims(grid: SheetTable, at: int, heading: str, together: Sequence[Period]) -> list[Period]:
    """The quarters of which a column says what a heading of the layout says; a whole year's is its last quarter's."""
    claims = [each for each in together if signature(grid.paths[at], each) == heading]
    return [each for each in claims if each.part == "Q4"] if YEAR in heading and QUARTER not in heading else claims


def is_list(layout: Layout) -> bool:
    """Whether a layout reads a list: its rows have days of their own, and belong to the quarter they are sent for."""
    return any(block.shape == LIST for block in layout.blocks)
