"""What a cell of the template lets through, as Excel's own rules say it: lists, bounds, kinds of numbers."""

import re
from collections.abc import Sequence
from datetime import date

from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data.column_types.numbers import LARGEST
from data.model import Severity, Text
from data.table import Column, FormFigure, Table

Days = tuple[date, date]  # the first and the last of the period
_BROKEN = re.compile(r"(\w+) ([<>]) (?:DATE '(\d{4}-\d\d-\d\d)'|(\w+))")


def guard(sheet: Worksheet, cells: str, rule: DataValidation) -> None:
    rule.add(cells)
    sheet.add_data_validation(rule)


def listed(name: str, column: Column) -> DataValidation:
    """A column with a list; what is only suggested may be written otherwise."""
    rule = offered_list(name, column.label)
    rule.showErrorMessage = bool(column.choices)
    return rule


def typed(table: Table, key: str, column: Column, days: Days, first_row: int) -> DataValidation:
    """A column without a list, by its kind and by the rules of its table that it must not break."""
    kind = column.type
    if kind.least is None:
        return _warned(kind.validation, column.label, kind.hint.vi, None, kind.most, style="stop")
    least, most = _bounds(table, key, (kind.least, kind.most), days, first_row)
    broken = [rule.message.vi for rule in table.rules if rule.at == key and rule.severity is Severity.ERROR]
    return _warned(kind.validation, column.label, " ".join([kind.hint.vi, *broken])[:225], least, most)


def _bounds(table: Table, key: str, widest: tuple[str, str], days: Days, first_row: int) -> tuple[str, str]:
    """The least and the most a cell may hold, as formulas for the first row, from the rules it must not break."""
    least: list[str] = []
    most: list[str] = []
    for rule in table.rules:
        terms = [_BROKEN.fullmatch(term) for term in rule.broken.split(" OR ")]
        if rule.at != key or rule.severity is not Severity.ERROR or any(t is None or t[1] != key for t in terms):
            continue
        for term in filter(None, terms):
            if (bound := _operand(table, days, first_row, term[3], term[4])) is not None:
                (least if term[2] == "<" else most).append(bound)
    return _strictest("MAX", widest[0], least), _strictest("MIN", widest[1], most)


def _operand(table: Table, days: Days, first_row: int, day: str | None, word: str | None) -> str | None:
    """The other side of a comparison, as Excel writes it; None for one it cannot."""
    if day is not None:
        return _day(date.fromisoformat(day))
    known = {"period_start": _day(days[0]), "period_end": _day(days[1])}
    known |= {key: f"${letter(place)}{first_row}" for place, key in enumerate(table.columns, 1)}
    return word if word is not None and word.isdigit() else known.get(str(word))


def _day(day: date) -> str:
    return f"DATE({day.year},{day.month},{day.day})"


def _strictest(function: str, wide: str, bounds: Sequence[str]) -> str:
    """The strictest of several bounds, and of the wide one where none is fixed.

    MIN and MAX pass over blank cells, so that a bound given by a neighbour holds once that is filled in.
    """
    kept = bounds if any(not bound.startswith("$") for bound in bounds) else [wide, *bounds]
    return kept[0] if len(kept) == 1 else f"{function}({','.join(kept)})"


def figure_rule(figure: FormFigure, least: str) -> DataValidation:
    words = "Số nguyên không âm; không phát sinh gõ 0." if figure.whole else "Số không âm, ví dụ 98,5."
    if figure.share:
        words = "Tỷ lệ phần trăm từ 0 đến 100, ví dụ 98,5."
    label = Text(f"{figure.code} ({figure.unit.vi})", f"{figure.code} ({figure.unit.en})")
    words += " Cũng nhận: trên 70, khoảng 500, x, mật."
    rule = _warned("whole" if figure.whole else "decimal", label, words, least, "100" if figure.share else f"{LARGEST}")
    rule.prompt = f"{figure.label.vi}. {figure.hint.vi}"[:250]
    return rule


def offered_list(name: str, label: Text) -> DataValidation:
    rule = DataValidation(type="list", formula1=name, allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = label.vi[:31], "Chọn một mục trong danh sách."
    return rule


def _warned(kind: str, label: Text, words: str, least: str | None, most: str, style: str = "warning") -> DataValidation:
    """A rule that says what it expects. It warns and may be overruled: `Không` and `x` are words the checks take."""
    return DataValidation(
        type=kind,
        operator="lessThanOrEqual" if least is None else "between",
        formula1=most if least is None else least,
        formula2=None if least is None else most,
        allow_blank=True,
        showErrorMessage=True,
        showInputMessage=True,
        errorStyle=style,
        errorTitle=label.vi[:31],
        error=words,
    )
