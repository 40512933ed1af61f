"""What the template prints beside its lines for comparison is never read, wherever it ends up."""

import csv
import io
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from data.model import Period, Text
from data.places import PLACES
from data.reading.reader import Reading, read
from data.reading.reference_columns import PREFIX
from data.templates.build import build
from data.templates.references import Reference
from indicators import TABLES

pytestmark = pytest.mark.slow  # whole stories

Q4 = Period.parse("2026-Q2")
UNIT = PLACES.of_quarter(Q4.last)[0]
LABELS = ("Quý trước (I/2026)", "Cùng kỳ năm trước (II/2025)", "Lũy kế đến hết I/2026", "Đã nộp lần 1: trong quý")
LINES = [figure.code for table in TABLES.values() for figure in table.figures]
REFERENCES = [
    Reference(Text(label, label), Text("Không được đọc.", "Not read."), dict.fromkeys(LINES, 7777.0 + place))
    for place, label in enumerate(LABELS)
]


def template(references: list[Reference] = REFERENCES) -> Workbook:
    made = build(TABLES, UNIT, Q4, 34, references=references)
    return openpyxl.load_workbook(io.BytesIO(made))


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def filled(book: Workbook) -> Workbook:
    """Two figures typed on one form."""
    sheet = book["Thanh tra, kiểm tra"]
    assert sheet["A8"].value == "IN01"
    sheet["D8"], sheet["E9"] = 3, 10
    return book


def values(reading: Reading) -> dict[str, tuple[object, object]]:
    return {
        row["code"]: (row["value"], row["year_to_date"])
        for name, sheet in reading.sheets.items()
        if TABLES[name].is_form
        for row in sheet.rows.to_pylist()
    }


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(finding.rule, finding.cell) for finding in reading.findings]


def test_a_blank_template_with_them_reads_as_one_without() -> None:
    with_them, without = (read(saved(template(given)), "a.xlsx", TABLES) for given in (REFERENCES, []))
    assert values(with_them) == {}
    assert told(with_them) == told(without)


def test_a_filled_template_with_them_reads_as_one_without() -> None:
    with_them, without = (read(saved(filled(template(given))), "a.xlsx", TABLES) for given in (REFERENCES, []))
    assert values(with_them) == values(without) == {"IN01": (3.0, None), "IN02": (None, 10.0)}
    assert told(with_them) == told(without)


def _without_the_columns(book: Workbook) -> None:
    book["Thanh tra, kiểm tra"].delete_cols(4, 2)


def _moved_to_the_front(book: Workbook) -> None:
    sheet = book["Thanh tra, kiểm tra"]
    sheet.insert_cols(1, 2)
    for row in range(7, 30):
        for to, origin in ((1, 9), (2, 10)):
            sheet.cell(row, to).value = sheet.cell(row, origin).value


def _unlocked_and_typed_over(book: Workbook) -> None:
    sheet = book["Thanh tra, kiểm tra"]
    for row in range(8, 20):
        sheet.cell(row, 8).value = "trên 99 triệu đồng, kế hoạch năm 2027"


def _without_meta(book: Workbook) -> None:
    del book["_meta"]


@pytest.mark.parametrize("change", [_without_the_columns, _moved_to_the_front, _unlocked_and_typed_over, _without_meta])
def test_they_are_not_read_whatever_became_of_the_sheet(change: Callable[[Workbook], None]) -> None:
    book = filled(template())
    change(book)
    found = values(read(saved(book), "a.xlsx", TABLES))
    assert not {number for pair in found.values() for number in pair} & {7_777.0, 7_778.0, 7_779.0, 7_780.0, 99.0}
    assert found in ({}, {"IN01": (3.0, None), "IN02": (None, 10.0)})


def test_a_sheet_with_them_saved_as_csv_is_read_without_them() -> None:
    book, out = filled(template()), io.StringIO()
    csv.writer(out).writerows(book["Thanh tra, kiểm tra"].iter_rows(min_row=7, values_only=True))
    assert values(read(out.getvalue().encode("utf-8-sig"), "a.csv", TABLES)) == {
        "IN01": (3.0, None),
        "IN02": (None, 10.0),
    }


def test_a_note_that_begins_alike_takes_nothing_away() -> None:
    book = filled(template())
    sheet = book["Thanh tra, kiểm tra"]
    sheet["F8"], sheet["A3"] = "Đối chiếu sổ theo dõi", "Đối chiếu · với sổ của Thanh tra"
    assert values(read(saved(book), "a.xlsx", TABLES)) == {"IN01": (3.0, None), "IN02": (None, 10.0)}


def test_they_stand_behind_the_columns_that_are_read_grey_and_locked() -> None:
    sheet, plain = template()["Thanh tra, kiểm tra"], template([])["Thanh tra, kiểm tra"]
    assert [cell.value for cell in sheet[7]][6:] == [PREFIX + label for label in LABELS]
    for row in range(1, 20):
        assert [cell.value for cell in sheet[row]][:6] == [cell.value for cell in plain[row]][:6]
    assert sheet["G8"].protection.locked
    assert sheet["G8"].value == 7_777


def test_without_anything_known_the_template_is_as_it_was() -> None:
    assert build(TABLES, UNIT, Q4, 34) == build(TABLES, UNIT, Q4, 34, references=[])
