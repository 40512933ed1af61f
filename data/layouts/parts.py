"""Numbers of parts that add up: of districts and communes in rows, of former provinces in columns; and their totals."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from data.column_types.cell import Raw, is_blank
from data.column_types.numbers import number_in
from data.layouts.fit import Fault, Match
from data.layouts.grid import SheetTable
from data.layouts.layout import ASIDE, PART, TOTAL, LayoutRow
from data.layouts.origins import At
from data.layouts.standing import StandingLayouts
from data.layouts.walk import Line
from data.model import number_text
from data.text_keys import bare

IS_TOTAL = ("tong", "cong", "ca tinh", "toan tinh")


def exact(raw: Raw) -> Decimal | None:
    """What a cell plainly says as a number that is not negative."""
    number = number_in(raw)
    return number if number is None or number >= 0 else None


def parts_and_totals(match: Match, told: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The rows that add up, and those of their totals; each by its own name, whatever stands above it."""
    what = {row.name: row.becomes for row in match.block.rows}
    parts, totals = ([line for line in told if what.get(line.name) == kind] for kind in (PART, TOTAL))
    return parts, totals


def total_faults(grid: SheetTable, parts: Sequence[At], totals: Sequence[At]) -> Iterator[Fault]:
    """Totals that stand beside their parts and are not the sum of them."""
    numbers = [exact(grid.sheet.cell(*at[1:])) for at in parts]
    known = [number for number in numbers if number is not None]
    for at in totals:
        raw = grid.sheet.cell(*at[1:])
        if len(known) == len(numbers) > 0 and not is_blank(raw) and sum(known) != exact(raw):
            words = {"sum": number_text(float(sum(known)))}
            yield Fault("layout_total_differs", grid.sheet.name, (at[1], at[2]), raw, words)


def column_faults(match: Match, grid: SheetTable, line: Line) -> Iterator[Fault]:
    """The same of a row whose columns are former provinces', with one column of totals beside."""
    columns = match.block.columns
    apart = [column for column in columns if "province" in column.gives]
    beside = [c for c in columns if c.becomes == ASIDE and bare(grid_name(c.heading)).startswith(IS_TOTAL)]
    if len({c.gives["province"] for c in apart}) != len(apart) or len(beside) != 1:
        return
    parts, totals = (
        [(grid.sheet.name, line.row, at) for column in some for at in match.columns.get(column.heading, ())]
        for some in (apart, beside)
    )
    yield from total_faults(grid, parts, totals)


def own_row(
    match: Match, grid: SheetTable, told: Sequence[Line], standing: StandingLayouts, faults: list[Fault]
) -> dict[str, LayoutRow]:
    """The row of a table of provinces that is the sender's own. Beside those with which it has become one province
    since it is the former one's."""
    name, sheet = match.column("name") or 0, grid.sheet.name
    mine = [line for line in told if bare(line.said) in standing.names]
    apart = [line for line in told if bare(line.said) in standing.others]
    if apart and not standing.former:
        faults.append(Fault("layout_former", sheet, (apart[0].row, name), apart[0].said, {"named": apart[0].said}))
        return {}
    if not mine:
        faults.append(Fault("layout_no_province", sheet, (grid.last, name)))
    twice = ((line, {"first": mine[0].row + 1}) for line in mine[1:])
    faults += [Fault("layout_row_twice", sheet, (line.row, name), line.said, words) for line, words in twice]
    faults += _former_totals(match, grid, told, standing) if apart else ()
    return {line.key: LayoutRow(line.key, line.said, "*") for line in mine[:1]}


def _former_totals(match: Match, grid: SheetTable, told: Sequence[Line], standing: StandingLayouts) -> Iterator[Fault]:
    """Of a table with the former provinces of one alone, its totals."""
    filled = [line for line in told if line.filled]
    totals = [line for line in filled if bare(line.said).startswith(IS_TOTAL)]
    rows = [line for line in filled if line not in totals]
    if all(bare(line.said) in standing.names | standing.others for line in rows):
        for column in match.block.columns:
            for place in match.columns.get(column.heading, ()) if column.becomes in ("value", "year_to_date") else ():
                parts, sums = ([(grid.sheet.name, line.row, place) for line in some] for some in (rows, totals))
                yield from total_faults(grid, parts, sums)


def grid_name(heading: str) -> str:
    """The lowest of the headings over a column."""
    return heading.rpartition(" › ")[2]
