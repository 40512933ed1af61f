"""A file opened as sheets of cells, whatever its container: .xlsx, .xls, .ods, CSV."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import PurePath

import python_calamine as calamine

from data import delimited
from data.cells import Marks, Sheet
from data.columns import Raw
from data.faults import Refused
from data.guard import inspect

Fits = Callable[[list[list[Raw]]], int]


class Book:
    """A file that may be read. Raises Refused where it may not, with the reason in words for its sender.

    `fits` says how well the first rows of a text file read as a table, and so which separator it has.
    """

    def __init__(self, data: bytes, name: str, fits: Fits) -> None:
        container = inspect(data, name)
        self.findings = container.findings
        self.is_text = container.kind == "text"
        self.since_1904 = False
        self._sheets: list[Sheet] | None = None
        self._marks: dict[str, Marks] = {}
        if self.is_text:
            records = delimited.read(delimited.decode(data), fits)
            self._sheets = [Sheet(PurePath(name).name, even(records))]
            return
        try:
            self._workbook = calamine.load_workbook(io.BytesIO(data))
        except calamine.PasswordError:
            raise Refused("encrypted") from None
        except calamine.CalamineError:
            raise Refused("damaged") from None

    def sheets(self) -> Iterator[Sheet]:
        """The sheets in their order, one in memory at a time."""
        if self._sheets is not None:
            yield from self._sheets
            return
        for number, about in enumerate(self._workbook.sheets_metadata):
            if about.typ is calamine.SheetTypeEnum.WorkSheet:
                yield self._sheet(number, about)

    def named(self, name: str) -> Sheet | None:
        """The sheet with exactly this name; None where there is none."""
        if self._sheets is not None:
            return next((sheet for sheet in self._sheets if sheet.name == name), None)
        metadata = enumerate(self._workbook.sheets_metadata)
        return next((self._sheet(number, about) for number, about in metadata if about.name == name), None)

    def _sheet(self, number: int, about: calamine.SheetMetadata) -> Sheet:
        try:
            cells = self._workbook.get_sheet_by_index(number)
        except calamine.CalamineError:
            raise Refused("damaged", sheet=about.name) from None
        marks = self._marks.get(about.name) or Marks()
        marks.merged = [(a, b, c, d) for (a, b), (c, d) in cells.merged_cell_ranges or []]
        hidden = about.visible is not calamine.SheetVisibleEnum.Visible
        sheet = Sheet(about.name, list(cells.iter_rows()), hidden, marks)
        sheet.lay_over()
        return sheet


def even(records: list[list[Raw]]) -> list[list[Raw]]:
    """The records as rows of one length."""
    width = max(map(len, records), default=0)
    return [record if len(record) == width else record + [""] * (width - len(record)) for record in records]
