"""What a sheet declares: its columns, its rules, its figures. Template, reader, checks and store all follow it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from data.column_types.cell import Bound as Bound
from data.column_types.choice import choice as choice
from data.column_types.column import Column as Column
from data.column_types.day import day as day
from data.column_types.decimal import decimal as decimal
from data.column_types.text import text as text
from data.column_types.whole import whole as whole
from data.model import Period, Severity, Text


@dataclass(frozen=True, slots=True)
class RowRule:
    """A row that must not be: `broken` is SQL over the row's columns, `period_start` and `period_end`.

    Absent values make it NULL, and so not broken. The finding stands at the cell of column `at`.
    """

    name: str
    broken: str
    at: str
    message: Text  # what is wrong and what to do, in whole sentences
    severity: Severity

    @classmethod
    def error(cls, name: str, broken: str, at: str, vi: str, en: str, **flags: bool) -> Self:
        """It must be mended; `vi` and `en` are its message."""
        return cls(name, broken, at, Text(vi, en), Severity.ERROR, **flags)

    @classmethod
    def question(cls, name: str, broken: str, at: str, vi: str, en: str, **flags: bool) -> Self:
        """It may be right: then a reason is given."""
        return cls(name, broken, at, Text(vi, en), Severity.QUESTION, **flags)


@dataclass(frozen=True, slots=True)
class FormFigure:
    """One line of a form: a figure that a province types.

    Its code is that of a measure (`IP06`), of a term of a ratio (`IN07.inspected`), or of one item of what either is
    broken down into (`IP06.invention`), which stands below it.
    """

    code: str
    label: Text
    unit: Text
    whole: bool  # a count; otherwise decimals are meant
    at_date: bool  # a stock: stands at the quarter's end and has no year-to-date
    share: bool = False  # a percentage, 0 to 100
    hint: Text = field(default_factory=lambda: Text("", ""))
    yearly: bool = False  # sent once a year, with the fourth quarter; a flow then only as the year's total
    money: bool = False  # in million đồng
    part_of: str = ""  # the code of the line above which it details
    also: tuple[str, ...] = ()  # what else it is called where no code stands


class DataState(StrEnum):
    """What a list's sender says of its data, and what a figure may be besides a number."""

    HAS_DATA = "has_data"
    NOTHING = "nothing"  # nothing happened: zero
    NOT_AVAILABLE = "not_available"  # there is something, not yet known: not reported
    NOT_APPLICABLE = "not_applicable"
    WITHHELD = "withheld"  # it is known and may not be published


STATE_LABELS: dict[str, Text] = {
    DataState.HAS_DATA: Text("Có số liệu", "Has data"),
    DataState.NOTHING: Text("Không phát sinh (bằng 0)", "Nothing happened (zero)"),
    DataState.NOT_AVAILABLE: Text("Chưa có số liệu", "Not yet available"),
    DataState.NOT_APPLICABLE: Text("Không áp dụng", "Not applicable"),
    DataState.WITHHELD: Text("Không công bố", "Withheld"),
}


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of the template and the rows it brings.

    Two shapes: a list (one row a thing, `figures` empty) and a form (one row a figure). A list that is a
    `register` is sent whole each quarter, as it stands on the last day; any other list holds what happened in the
    quarter. `key` are the columns that no two rows may share. A `nationwide` table is no sheet of a province: it is
    sent once a year for the whole country, a row a province, named in its column `province`.
    """

    name: str
    label: Text
    columns: Mapping[str, Column]
    key: tuple[str, ...] = ()
    rules: tuple[RowRule, ...] = ()
    register: bool = False
    also: tuple[str, ...] = ()  # other names of the sheet
    figures: tuple[FormFigure, ...] = ()
    nationwide: bool = False
    done: bool = True  # its numbers are what was done; beside those of a plan «kế hoạch» is nothing to ask about

    @property
    def is_form(self) -> bool:
        return bool(self.figures)


# The columns every form has; code, name and unit come printed, the rest is typed.
FORM_COLUMNS: Mapping[str, Column] = {
    "code": text(
        Text("Mã số", "Code"),
        Text("Mã chỉ tiêu, in sẵn.", "The figure's code, printed."),
        "MQ01",
        also=("Mã chỉ tiêu", "Mã"),
        width=10,
    ),
    "name": text(
        Text("Chỉ tiêu", "Figure"),
        Text("Tên chỉ tiêu, in sẵn.", "The figure's name, printed."),
        "Số phương tiện đo",
        required=False,
        also=("Tên chỉ tiêu", "Nội dung"),
        width=46,
    ),
    "unit": text(
        Text("Đơn vị tính", "Unit"),
        Text("In sẵn.", "Printed."),
        "phương tiện",
        required=False,
        also=("ĐVT", "Đơn vị"),
        width=16,
    ),
    "value": decimal(
        Text("Trong quý", "In the quarter"),
        Text(
            "Số phát sinh trong quý; với chỉ tiêu thời điểm là số có đến ngày cuối quý. Gõ 0 khi không phát sinh, để trống khi chưa có số liệu.",
            "What happened in the quarter; for a stock, what stands on its last day. Type 0 for none, leave blank when not known.",
        ),
        "1.250",
        required=False,
        also=("Thực hiện trong quý", "Trong kỳ", "Thực hiện", "Số liệu trong quý", "Giá trị", "TH"),
        width=16,
    ),
    "year_to_date": decimal(
        Text("Lũy kế từ đầu năm", "Year to date"),
        Text(
            "Cộng dồn từ 01/01 đến hết quý. Bỏ trống với chỉ tiêu thời điểm.",
            "Total from 1 January to the quarter's end. Leave blank for a stock.",
        ),
        "10.036",
        required=False,
        also=("Lũy kế", "Cộng dồn", "Lũy kế đến hết quý", "Từ đầu năm đến nay", "LK"),
        width=18,
    ),
    "note": text(
        Text("Ghi chú", "Note"),
        Text("Giải thích thêm, nếu cần.", "Explanation, where needed."),
        "",
        required=False,
        also=("Chú thích", "Giải trình"),
        width=40,
    ),
}


def lines(table: Table, period: Period) -> list[FormFigure]:
    """The figures that a quarter's form has: those of the year only in its last quarter."""
    return [figure for figure in table.figures if period.part == "Q4" or not figure.yearly]


def sheets(tables: Mapping[str, Table], period: Period) -> dict[str, Table]:
    """The tables that a province's workbook of a quarter has: none of the nation, no form without a line."""
    return {name: t for name, t in tables.items() if not t.nationwide and (not t.is_form or lines(t, period))}


def closed(figure: FormFigure, period: Period) -> tuple[str, ...]:
    """The columns in which a figure has no number: a stock no year to date, a flow of the year none of the quarter."""
    if figure.yearly and period.part != "Q4":
        return ("value", "year_to_date")
    return ("year_to_date",) if figure.at_date else ("value",) if figure.yearly else ()
