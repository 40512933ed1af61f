"""A file of one province and quarter, and the right answer to it: accepted with these rows, asked or refused at a cell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from indicators import TABLES
from tests.support.corpus import HEADINGS, ROW, book_of, saved

Answer = Literal["accepted", "asked", "refused"]
Lines = Sequence[Sequence[object]]

FORM, FINES = "Tổng hợp", "Thanh tra, kiểm tra"
LIST = "Đào tạo, tập huấn"
FORM_HEADINGS: list[object] = [column.label.vi for column in TABLES["summary"].columns.values()]
FIGURE: list[object] = ["MQ01", "Số phương tiện đo được kiểm định, hiệu chuẩn", "phương tiện", 1260, 10036]
FIGURE_READ = ["MQ01", 1260, 10036]
FINE: list[object] = ["IN06", "Số tiền xử phạt vi phạm hành chính", "triệu đồng", 12, 35]
FINE_READ = ["IN06", 12, 35]


@dataclass(frozen=True)
class Context:
    """`at` is rule@cell, the finding that must be among those told; `rows` what is read of an accepted file."""

    sentence: str
    data: Callable[[], bytes]
    answer: Answer
    at: str = ""
    rows: Lines | None = None
    name: str = "so-lieu.xlsx"


def accepted(
    sentence: str, data: Callable[[], bytes], rows: Lines | None = None, name: str = "so-lieu.xlsx"
) -> Context:
    return Context(sentence, data, "accepted", "", rows, name)


def asked(sentence: str, data: Callable[[], bytes], at: str, name: str = "so-lieu.xlsx") -> Context:
    return Context(sentence, data, "asked", at, None, name)


def refused(sentence: str, data: Callable[[], bytes], at: str, name: str = "so-lieu.xlsx") -> Context:
    return Context(sentence, data, "refused", at, None, name)


def form_of(
    *above: Sequence[object],
    headings: Mapping[int, object] | None = None,
    lines: Lines = (FIGURE,),
    below: Lines = (),
    sheet: str = FORM,
    merged: Sequence[str] = (),
) -> bytes:
    """A form with some rows above its headings and some headings changed."""
    heads = [(headings or {}).get(at, word) for at, word in enumerate(FORM_HEADINGS)]
    return _sheet(sheet, [*above, heads, *lines, *below], merged)


def list_of(
    *above: Sequence[object],
    headings: Mapping[int, object] | None = None,
    lines: Lines = (ROW,),
    below: Lines = (),
    sheet: str = LIST,
    merged: Sequence[str] = (),
) -> bytes:
    """A list of classes in the same way."""
    heads = [(headings or {}).get(at, word) for at, word in enumerate(HEADINGS)]
    return _sheet(sheet, [*above, heads, *lines, *below], merged)


def _sheet(name: str, lines: Lines, merged: Sequence[str]) -> bytes:
    book = book_of({name: lines})
    for block in merged:
        sheet_of(book).merge_cells(block)
    return saved(book)


def sheet_of(book: Workbook) -> Worksheet:
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet
