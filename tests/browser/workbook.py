"""A template filled in by what it says of itself on its sheet `_meta`, as a program of another office would."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import openpyxl
from playwright.sync_api import FilePayload

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Lists = Mapping[str, Sequence[Mapping[str, object]]]
NOTHING = ("geographical_indications", "collective_marks", "calibrated_instruments", "trainings")


def described(book: openpyxl.Workbook) -> dict[tuple[str, str], dict[str, Any]]:
    """What `_meta` says of each column, by table and column."""
    lines = list(book["_meta"].iter_rows(values_only=True))
    start = next(n for n, line in enumerate(lines) if line[0] == "sheet")
    rows = [dict(zip(map(str, lines[start]), line, strict=True)) for line in lines[start + 1 :]]
    return {(row["table"], row["column"]): row for row in rows}


def filled(template: bytes, lists: Lists, nothing: Sequence[str] | None = None) -> bytes:
    """The template with these rows, choices given by code; the lists left out say that nothing happened."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    columns = described(book)

    def put(table: str, column: str, down: int, value: object) -> None:
        meta = columns[table, column]
        if meta["choices"]:
            labels = dict(zip(meta["choices"].split("|"), meta["labels"].split("|"), strict=True))
            value = labels.get(str(value), value)
        letters = "".join(c for c in meta["header_cell"] if c.isalpha())
        cell = book[meta["sheet"]][f"{letters}{meta['first_row'] + down}"]
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # also what looks like a formula is only text

    for table, rows in lists.items():
        for down, row in enumerate(rows):
            for column, value in row.items():
                put(table, column, down, value)
    for table in NOTHING if nothing is None else nothing:
        if table not in lists:
            put(table, "state", 0, "nothing")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def of_province(template: bytes, code: str) -> bytes:
    """The same template, saying that it is another province's."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    (cell,) = [row[1] for row in book["_meta"].iter_rows() if row[0].value == "province"]
    cell.value = code
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def instruments(number: object, **more: object) -> dict[str, object]:
    """A line of the list of measuring instruments."""
    return {
        "provider": "Trung tâm Kỹ thuật",
        "service": "verification",
        "instrument_type": "scale",
        "instruments": number,
    } | more


def training(title: str, day: date, people: int = 30) -> dict[str, object]:
    """A line of the list of classes."""
    return {
        "title": title,
        "topic": "technology_transfer",
        "organiser": "department",
        "started_on": day,
        "participants": people,
    }


def upload(name: str, data: bytes) -> FilePayload:
    """A file as Chromium takes it."""
    return {"name": name, "mimeType": XLSX, "buffer": data}
