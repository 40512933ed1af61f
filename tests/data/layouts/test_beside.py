"""What stands beside a number changes what it means under a layout as under the template: it is asked, at its place as sent."""

import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from data.layouts.layout import Layout
from data.layouts.propose import Asked, proposed
from data.layouts.standing import StandingLayouts
from data.model import Period
from data.reading.reader import Reading, read
from indicators import TABLES
from tests.support.layouts.answers import answered
from tests.support.layouts.page import Case
from tests.support.layouts.registers import Look, register
from tests.support.layouts.syntheses import Style, synthesis

CASE = synthesis(1, Style("two"), 35)
MONTHS = register(4, Look(sheets="month"))
PAGE = CASE.sent.pages[0]
ROW = min(PAGE.rows) + 1
COLUMN = next(column for column, what in PAGE.columns.items() if what == "value") + 1
CELL = f"{get_column_letter(COLUMN)}{ROW}"


def confirmed(case: Case) -> Layout:
    text = proposed(case.sent.data, case.sent.file, TABLES, Asked(Period.parse(case.quarter)))
    return answered(Layout.from_json(text, TABLES), case)


@cache
def layouts() -> dict[int, Layout]:
    return {id(case): confirmed(case) for case in (CASE, MONTHS)}


def changed(case: Case, change: Callable[[Workbook], object]) -> Reading:
    book = openpyxl.load_workbook(io.BytesIO(case.sent.data))
    change(book)
    out = io.BytesIO()
    book.save(out)
    standing = StandingLayouts((("kept", layouts()[id(case)]),), Period.parse(case.quarter))
    return read(out.getvalue(), case.sent.file, TABLES, standing=standing)


def told(reading: Reading) -> list[tuple[str, str, str, str]]:
    return [(f.severity, f.rule, f.sheet, f.cell) for f in reading.findings if f.severity != "info"]


def cell(book: Workbook) -> openpyxl.cell.Cell:
    return book.worksheets[0].cell(ROW, COLUMN)


def put(row: int, column: int, text: object) -> Callable[[Workbook], object]:
    return lambda book: book.worksheets[0].cell(row, column, text)


def hide_row(book: Workbook) -> None:
    book.worksheets[0].row_dimensions[ROW].hidden = True


def hide_column(book: Workbook) -> None:
    book.worksheets[0].column_dimensions[get_column_letter(COLUMN)].hidden = True


def merge(book: Workbook) -> None:
    book.worksheets[0].merge_cells(start_row=ROW, start_column=COLUMN, end_row=ROW + 1, end_column=COLUMN)


def a_note(book: Workbook) -> None:
    book.create_sheet("Ghi chú").cell(1, 1, "Số liệu quý IV đã đính chính")


SHEET = PAGE.name
CHANGES: dict[str, tuple[Callable[[Workbook], object], tuple[str, str, str, str]]] = {
    "a hidden row": (hide_row, ("question", "hidden_rows", SHEET, "")),
    "a hidden column": (hide_column, ("question", "hidden_columns", SHEET, "")),
    "merged cells": (merge, ("error", "merged_cells", SHEET, CELL)),
    "a comment": (
        lambda b: setattr(cell(b), "comment", Comment("Số ước thực hiện", "x")),
        ("question", "other_role", SHEET, CELL),
    ),
    "struck out": (lambda b: setattr(cell(b), "font", Font(strike=True)), ("question", "struck_out", SHEET, CELL)),
    "shown as per cent": (
        lambda b: setattr(cell(b), "number_format", "0%"),
        ("error", "count_as_percent", SHEET, CELL),
    ),
    "shown in thousands": (
        lambda b: setattr(cell(b), "number_format", '0.0,"nghìn"'),
        ("question", "unit_named", SHEET, CELL),
    ),
    "a formula never calculated": (put(ROW, COLUMN, "=1+1"), ("error", "no_kept_value", SHEET, CELL)),
    "an error": (put(ROW, COLUMN, "#REF!"), ("error", "error_cell", SHEET, CELL)),
    "a negative number": (put(ROW, COLUMN, -5), ("error", "negative", SHEET, CELL)),
    "a title of an estimate": (put(2, 2, "SỐ LIỆU ƯỚC THỰC HIỆN"), ("question", "other_role", SHEET, "B2")),
    "a word beside a row": (put(ROW, 9, "dự kiến"), ("question", "other_role", SHEET, f"I{ROW}")),
    "a sheet that corrects": (a_note, ("question", "unread_correction", "Ghi chú", "A1")),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_changes_a_number_is_asked_once_at_its_place(name: str) -> None:
    change, expected = CHANGES[name]
    assert told(changed(CASE, change)) == [expected]


def test_a_hidden_sheet_among_several_is_asked_about() -> None:
    reading = changed(MONTHS, lambda book: setattr(book.worksheets[1], "sheet_state", "hidden"))
    assert told(reading) == [("question", "hidden_sheet", MONTHS.sent.pages[1].name, "")]


def test_a_sheet_of_another_month_is_not_read_in_the_place_of_one() -> None:
    reading = changed(MONTHS, lambda book: setattr(book.worksheets[1], "title", "Tháng 9"))
    assert {rule for _, rule, *_ in told(reading)} == {"layout_other_time", "layout_sheet_gone"}


def test_the_newest_of_two_layouts_reads_a_file_that_fits_both() -> None:
    layout = layouts()[id(CASE)]
    other = replace(layout, name="mới", blocks=(replace(layout.blocks[0]),))
    standing = StandingLayouts((("new", other), ("old", layout)), Period.parse(CASE.quarter))
    assert read(CASE.sent.data, CASE.sent.file, TABLES, standing=standing).layout == "new"
