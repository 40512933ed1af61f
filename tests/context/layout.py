"""Tables that stand elsewhere: the same rows, the same findings, at the cells where they really are."""

import io
from functools import partial

import openpyxl

from tests.context.case import FIGURE_READ, Context, accepted, form_of, list_of, refused
from tests.support.corpus import HEADINGS, ROW, saved

MOVES = ((0, 2), (3, 0), (5, 3), (1, 7))


def moved(data: bytes, down: int, right: int, spare: str = "") -> bytes:
    """The first sheet's cells, merged blocks and formats further down and to the right."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    merged = [str(block) for block in sheet.merged_cells.ranges]
    for block in merged:
        sheet.unmerge_cells(block)
    sheet.move_range(sheet.dimensions, down, right)
    for block in merged:
        shifted = openpyxl.worksheet.cell_range.CellRange(block)
        shifted.shift(right, down)
        sheet.merge_cells(shifted.coord)
    if spare:
        sheet[spare].number_format = "0.00"
    return saved(book)


def at(column: str, row: int, down: int, right: int) -> str:
    return f"{chr(ord(column) + right)}{row + down}"


def percent(column: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(list_of()))
    book.worksheets[0][f"{column}2"] = 0.45
    book.worksheets[0][f"{column}2"].number_format = "0%"
    return saved(book)


def with_raw(column: int, raw: object) -> bytes:
    return list_of(lines=[[*ROW[:column], raw, *ROW[column + 1 :]]])


def as_csv(right: int, down: int) -> bytes:
    lines = [[""] * (right + len(HEADINGS))] * down
    lines += [[""] * right + list(map(str, line)) for line in (HEADINGS, ROW)]
    return "\n".join(",".join(f'"{word}"' for word in line) for line in lines).encode()


CASES: list[Context] = []
for down, right in MOVES:
    where = f"{down} down and {right} to the right"
    CASES += [
        accepted(f"a form {where}", partial(lambda d, r: moved(form_of(), d, r), down, right), [FIGURE_READ]),
        accepted(f"a list {where}", partial(lambda d, r: moved(list_of(), d, r), down, right)),
        accepted(f"a CSV list {where}", partial(as_csv, right, down), name="a.csv"),
        refused(
            f"an error {where}",
            partial(lambda d, r: moved(with_raw(6, "#REF!"), d, r), down, right),
            f"error_cell@{at('G', 2, down, right)}",
        ),
        refused(
            f"a formula without a value {where}",
            partial(lambda d, r: moved(with_raw(6, "=40+5"), d, r), down, right),
            f"no_kept_value@{at('G', 2, down, right)}",
        ),
        refused(
            f"a count shown as a share {where}",
            partial(lambda d, r: moved(percent("G"), d, r), down, right),
            f"count_as_percent@{at('G', 2, down, right)}",
        ),
        refused(
            f"a merged block {where}",
            partial(lambda d, r: moved(list_of(merged=["G2:H2"]), d, r), down, right),
            f"merged_cells@{at('G', 2, down, right)}",
        ),
        refused(
            f"words for a number {where}",
            partial(lambda d, r: moved(with_raw(6, "mười"), d, r), down, right),
            f"not_whole@{at('G', 2, down, right)}",
        ),
    ]
