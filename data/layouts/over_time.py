"""Figures whose cells may not simply be added: a figure at a date over months, a share over anything."""

from collections.abc import Sequence

from data.column_types.cell import is_blank
from data.layouts.fit import Fault, Match
from data.layouts.layout import LayoutBlock
from data.layouts.origins import At
from data.layouts.words import MONTHS, relative
from data.model import Period
from data.table import FormFigure


def is_over_months(block: LayoutBlock) -> bool:
    """Whether the numbers that a block adds are of the months of a quarter."""
    months = [c for c in block.columns if c.becomes == "value" and any(month in c.heading for month in MONTHS)]
    return block.of_months or len(months) > 1


def to_be_added(figure: FormFigure, cells: Sequence[At], match: Match, period: Period, faults: list[Fault]) -> list[At]:
    """Which of several cells make up a figure: all, of a figure at a date the last month's, of a share none."""
    if len(cells) < 2:
        return list(cells)
    sheets = {grid.sheet.name: grid for grid in match.grids}
    sheet, *at = cells[0]
    if figure.share:
        faults.append(
            Fault("layout_no_sum", sheet, (at[0], at[1]), sheets[sheet].sheet.cell(*at), {"name": figure.label})
        )
        return []
    if not figure.at_date or not is_over_months(match.block):
        return list(cells)

    def month(cell: At) -> int:
        name, _, column = cell
        said = f"{relative(name, period)} {sheets[name].headings(period).get(column, '')}"
        return max((n for n, token in enumerate(MONTHS) if token in said), default=-1)

    last = max(cells, key=month)
    raw = sheets[last[0]].sheet.cell(*last[1:])
    filled = any(not is_blank(sheets[name].sheet.cell(row, column)) for name, row, column in cells)
    rule = "layout_last_month" if not is_blank(raw) else "layout_last_month_blank"
    if filled:
        faults.append(Fault(rule, last[0], (last[1], last[2]), raw, {"name": figure.label}))
    return [last]
