"""A sheet as an office would type it, with what each of its rows and columns is; and its bytes."""

import csv
import io
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from docx import Document
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from data.model import number_text
from tests.support.layouts import containers

Value = tuple[float | None, float | None]  # of the quarter, of the year to date


@dataclass
class Page:
    """Cells from A1 on; `rows`: row → figure code, `aside` or a word for what it is; `columns`: column → what it is."""

    name: str
    cells: list[list[Any]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    rows: dict[int, str] = field(default_factory=dict)
    columns: dict[int, str] = field(default_factory=dict)
    top: int = 0  # the first row of headings
    start: int = 0  # the first row under them

    def add(self, *cells: Any) -> int:
        self.cells.append(list(cells))
        return len(self.cells) - 1


@dataclass
class Sent:
    """A file: its name, pages, and what it says: figures by code, or rows of a list."""

    file: str
    pages: list[Page]
    figures: dict[str, Value] = field(default_factory=dict)
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    kind: str = "xlsx"

    def copy(self) -> "Sent":
        return deepcopy(self)

    @property
    def data(self) -> bytes:
        if self.kind in containers.KINDS:
            return containers.written(self.kind, self.pages)
        if self.kind == "docx":
            return _document(self.pages)
        return _csv(self.pages[0], self.kind) if self.kind.startswith("csv") else _workbook(self.pages)


@dataclass
class Case:
    """A province's own kind of file: this quarter's, the next one's, and what a person would answer."""

    name: str
    quarter: str
    sent: Sent
    next_quarter: str
    following: Sent
    rows: dict[str, str]  # a name as written → figure code or `aside`
    columns: dict[str, str]  # the last heading as written → what it becomes (`value`, `aside`, `value:.invention`)
    choices: dict[tuple[str, str], str] = field(default_factory=dict)  # column and word → choice
    constants: dict[str, str] = field(default_factory=dict)
    mutable: bool = True


def _workbook(pages: list[Page]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for page in pages:
        sheet = book.create_sheet(page.name)
        for r, row in enumerate(page.cells, 1):
            for c, value in enumerate(row, 1):
                if value is not None and value != "":
                    sheet.cell(r, c, value)
        for top, left, bottom, right in page.merged:
            sheet.merge_cells(f"{get_column_letter(left + 1)}{top + 1}:{get_column_letter(right + 1)}{bottom + 1}")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _document(pages: list[Page]) -> bytes:
    """A report with each page as a table in it: what stands over the headings as lines of text, numbers as typed."""
    document = Document()
    document.add_paragraph("Kết quả hoạt động khoa học và công nghệ")
    for page in pages:
        for row in page.cells[: page.top]:
            if words := "   ".join(_typed(value) for value in row if value not in (None, "")):
                document.add_paragraph(words)
        rows = page.cells[page.top :]
        width = max(map(len, rows))
        table = document.add_table(len(rows), width)
        for at, row in enumerate(rows):
            for cell, value in zip(table.rows[at].cells, row, strict=False):
                cell.text = _said(value)
        for top, left, bottom, right in page.merged:
            if top >= page.top:
                table.cell(top - page.top, left).merge(table.cell(bottom - page.top, right))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _said(value: Any) -> str:
    """As an office types it into a table of a document."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return number_text(value) if isinstance(value, int | float) and not isinstance(value, bool) else _typed(value)


def _csv(page: Page, kind: str) -> bytes:
    out = io.StringIO()
    width = max(map(len, page.cells))
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in page.cells:
        writer.writerow([_typed(value) for value in [*row, *[""] * (width - len(row))]])
    return out.getvalue().encode("utf-8-sig" if kind == "csv" else "utf-16")


def _typed(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    return str(value)
