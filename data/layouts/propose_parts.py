"""Tables told in parts: a column a former province, a row a district or commune; proposed for what they are."""

import re
from collections.abc import Mapping
from dataclasses import replace

from data.layouts.grid import SheetTable
from data.layouts.layout import ASIDE, PART, TOTAL, LayoutColumn, LayoutRow
from data.layouts.parts import IS_TOTAL
from data.layouts.walk import Line
from data.layouts.words import OTHER_DAY, OTHER_MONTH, OTHER_QUARTER, OTHER_SPAN, OTHER_YEAR
from data.table import FormFigure
from data.text_keys import bare

_ELSE = (OTHER_QUARTER, OTHER_SPAN, OTHER_YEAR, OTHER_DAY, OTHER_MONTH)
_DISTRICT = re.compile(r"(?:huyen|thi xa|thi tran|thanh pho|tp|tx|xa|phuong|dac khu|quan|h|x|p)\b .+")
_HEADED = re.compile(r"(?:ten )?(?:huyen|don vi hanh chinh|dia ban|dia phuong|xa|phuong|cac huyen|khu vuc)\b.*")
FEWEST = 3  # districts in a table of them


def of_other_time(heading: str) -> bool:
    return any(token in heading for token in _ELSE)


def former_columns(
    grid: SheetTable, columns: Mapping[int, LayoutColumn], former: frozenset[str]
) -> dict[int, LayoutColumn]:
    """Columns each of a former province, with what they give; where there are not two, as they were."""
    named = {column: name for column in columns if (name := _province(grid, column, former))}
    if len(set(named.values())) < 2:
        return dict(columns)
    told = dict(columns)
    for column, each in columns.items():
        if column in named and not of_other_time(each.heading):
            becomes = "year_to_date" if each.becomes == "year_to_date" else "value"
            told[column] = replace(
                each,
                becomes=becomes,
                gives={"province": named[column]},
                sure=True,
                why="cột của một tỉnh trước sắp xếp",
            )
        elif column in named:
            told[column] = replace(each, becomes=ASIDE, gives={"province": named[column]}, sure=True, why="của kỳ khác")
        elif bare(grid.paths[column][-1]).startswith(IS_TOTAL):
            told[column] = replace(each, becomes=ASIDE, sure=True, why="tổng các tỉnh trước sắp xếp; được so")
    return told


def _province(grid: SheetTable, column: int, former: frozenset[str]) -> str:
    return next((bare(part) for part in grid.paths[column] if bare(part) in former), "")


def without_share(column: LayoutColumn, figures: Mapping[str, FormFigure]) -> LayoutColumn:
    """Of a table whose rows are added up a share is none of the sums."""
    if column.item and figures[column.item].share:
        return replace(column, becomes=ASIDE, item="", sure=True, why="tỷ lệ, không cộng được")
    return column


def part_rows(grid: SheetTable, name: int, told: list[Line]) -> tuple[LayoutRow, ...]:
    """The rows of a table whose rows are districts or communes, and its rows of totals; none where they are not."""
    rows = []
    for line in told:
        if not line.filled:
            continue
        words = bare(line.said)
        if words.startswith(IS_TOTAL):
            rows.append(LayoutRow(line.name, line.said, TOTAL, why="dòng tổng; được so với tổng các phần"))
        else:
            rows.append(LayoutRow(line.name, line.said, PART, why="một phần của tỉnh"))
    parts = [row for row in rows if row.becomes == PART]
    districts = sum(_DISTRICT.fullmatch(bare(row.said)) is not None for row in parts)
    headed = _HEADED.fullmatch(bare(grid.paths[name][-1])) is not None
    enough = districts * 10 >= len(parts) * 9 or (headed and districts * 2 >= len(parts))
    return tuple(rows) if len(parts) >= FEWEST and enough else ()
