"""A file opened as sheets of cells, whatever its container: .xlsx, .xls, .ods, CSV."""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import cast

import python_calamine as calamine

from data.column_types.cell import Raw
from data.model import Finding
from data.prose import word_tables
from data.reading import ods, reference_columns, rich_text, text_file, xls, xlsx
from data.reading.addresses import address
from data.reading.cells import Marks, Sheet
from data.reading.guard import MOST_CELLS, Package, inspect
from data.reading.legacy_encodings import mend
from data.rules.findings import Refused

LARGE = 1 << 20  # bytes from which on a second thread pays


class Book:
    """A file that may be read. Raises Refused where it may not, with the reason in words for its sender.

    `fits` says how well the first rows of a text file read as a table, and so which separator it has. With `documents`
    a Word document is the sheets that its tables are: only for what reads by a layout.
    """

    def __init__(
        self, data: bytes, name: str, fits: Callable[[Sequence[Sequence[Raw]]], int], documents: bool = False
    ) -> None:
        self.since_1904 = False
        self._sheets: list[Sheet] | None = None  # where they are not read by calamine
        document = word_tables.package_of(data) if documents else None
        self.is_document, self.is_text = document is not None, False
        self.findings: list[Finding] = []
        if document is not None:
            self._sheets = word_tables.read(document)
            return
        container = inspect(data, name)
        self.findings = container.findings
        self.is_text = container.kind == "text"
        self._marks: dict[str, Marks] = {}
        self._struck: set[str] = set()  # texts that are struck through
        if self.is_text:
            records = text_file.read(text_file.decode(data), lambda first: fits(_in_unicode(first)))
            lengths = [len(record) for record in records]
            self._sheets = [Sheet(re.split(r"[/\\]", name)[-1], _even(records), lengths=lengths)]
            self._sheets[0].put_right()
            reference_columns.clear(self._sheets[0])
        elif container.kind == "ods" and container.package is not None:
            self._sheets, self.since_1904 = ods.read(container.package)
            for sheet in self._sheets:
                sheet.put_right()
                reference_columns.clear(sheet)
        else:
            self._scanned(data, container.package)

    def _scanned(self, data: bytes, package: Package | None) -> None:
        """What is read by calamine, and scanned for what calamine does not tell."""
        self._parsed: dict[int, calamine.CalamineSheet] = {}
        self._looked_up: dict[int, Sheet] = {}  # by its name, which is not made once more among all
        scanned: xlsx.XlsxMetadata | xls.XlsMetadata
        if package is not None and package.backslashed:
            data = xlsx.with_old_errors(package, set())
        if package is None:
            scanned = xls.scan(data)
            self._workbook = _open(data)
        elif len(data) < LARGE:
            scanned = xlsx.scan(package)
            if scanned.newer_errors:
                data = xlsx.with_old_errors(package, scanned.newer_errors)
            self._workbook = _open(data)
        else:  # calamine works beside the scan, which is the faster of the two and refuses in time
            with ThreadPoolExecutor(1) as beside:
                parsing = beside.submit(self._parse, data)
                scanned = xlsx.scan(package)
                if scanned.newer_errors:
                    data = xlsx.with_old_errors(package, scanned.newer_errors)
                    parsing = beside.submit(self._parse, data)
                parsing.result()
        self._marks, self.since_1904 = scanned.marks, scanned.since_1904
        self._struck = scanned.struck_texts if isinstance(scanned, xlsx.XlsxMetadata) else set()

    def _parse(self, data: bytes) -> None:
        self._workbook = _open(data)
        for number, about in enumerate(self._workbook.sheets_metadata):
            if about.typ is calamine.SheetTypeEnum.WorkSheet:
                with _damage_told():
                    self._parsed[number] = self._workbook.get_sheet_by_index(number)

    def sheets(self) -> Iterator[Sheet]:
        """The sheets in their order, one in memory at a time."""
        if self._sheets is not None:
            yield from self._sheets
            return
        for number, about in enumerate(self._workbook.sheets_metadata):
            if about.typ is calamine.SheetTypeEnum.WorkSheet:
                known = self._looked_up.pop(number, None)
                yield known if known is not None else self._sheet(number, about)

    def named(self, name: str) -> Sheet | None:
        """The sheet with exactly this name; None where there is none."""
        if self._sheets is not None:
            return next((sheet for sheet in self._sheets if sheet.name == name), None)
        for number, about in enumerate(self._workbook.sheets_metadata):
            if about.name == name:
                sheet = self._looked_up[number] = self._sheet(number, about)
                return sheet
        return None

    def _sheet(self, number: int, about: calamine.SheetMetadata) -> Sheet:
        with _damage_told():
            cells = self._parsed.pop(number, None) or self._workbook.get_sheet_by_index(number)
        if cells.total_height * cells.total_width > MOST_CELLS:
            raise Refused("too_many_cells", about.name, address(cells.total_height - 1, cells.total_width - 1))
        marks = self._marks.get(about.name)
        if marks is None:  # its errors and formulas would go unseen
            raise Refused("unclear_writing", sheet=about.name)
        marks.merged = [(a, b, c, d) for (a, b), (c, d) in cells.merged_cell_ranges or []]
        hidden = about.visible is not calamine.SheetVisibleEnum.Visible
        sheet = Sheet(about.name, _from_a1(cells), hidden, marks)
        for (row, column), said in marks.said.items():
            if not xlsx.agrees(sheet.cell(row, column), said, self.since_1904):
                raise Refused("unclear_writing", about.name, address(row, column))
        rich_text.mark(sheet, self._struck)
        sheet.put_right()
        reference_columns.clear(sheet)
        return sheet


def _from_a1(cells: calamine.CalamineSheet) -> list[list[Raw]]:
    """The rows from A1 on: calamine keeps blank rows above the first cell and leaves out blank columns before it."""
    rows = cast("list[list[Raw]]", list(cells.iter_rows()))
    before = cells.start[1] if cells.start else 0
    blank: list[Raw] = [""] * before
    return [blank + row for row in rows] if before else rows


@contextmanager
def _damage_told() -> Iterator[None]:
    """What calamine makes of a broken file, panics of its Rust included, as a refusal."""
    try:
        yield
    except calamine.PasswordError:
        raise Refused("encrypted") from None
    except (calamine.CalamineError, OSError, ValueError):
        raise Refused("unclear_writing") from None
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":
            raise
        raise Refused("unclear_writing") from None


def _open(data: bytes) -> calamine.CalamineWorkbook:
    with _damage_told():
        return calamine.load_workbook(io.BytesIO(data))


def _in_unicode(records: Sequence[Sequence[str]]) -> list[list[Raw]]:
    """The first records of a text file as they will be read, whatever code its headings are in."""
    rows = _even([list(record) for record in records])
    mend(cast("list[list[object]]", rows), {})
    return rows


def _even(records: list[list[str]]) -> list[list[Raw]]:
    """The records as rows of one length."""
    width = max(map(len, records), default=0)
    return [[*record, *[""] * (width - len(record))] for record in records]
