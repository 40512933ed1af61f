"""Makes files as provinces send them, well meant or hostile, for the tests of reading."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

import openpyxl
from openpyxl.workbook import Workbook

from data.table import Table
from indicators import TABLES

TRAININGS = TABLES["trainings"]
HEADINGS = [column.label.vi for column in TRAININGS.columns.values()]
ROW = ["Nuôi tôm", "Khác", "Sở", "12/10/2024", "14/10/2024", "Xã Vĩnh Linh", 45, 20]


def example(table: Table) -> list[object]:
    """A row as the table's own examples have it."""
    return [int(c.example.replace(".", "")) if c.type.name == "whole" else c.example for c in table.columns.values()]


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(sheets: Mapping[str, Sequence[Sequence[object]]]) -> Workbook:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return book


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """An .xlsx with these sheets; each is its rows from row 1 on."""
    return saved(book_of(sheets))


def trainings(*rows: Sequence[object], headings: Sequence[object] = HEADINGS) -> bytes:
    """An .xlsx with one list of trainings, its headings in row 1."""
    return workbook({"Đào tạo, tập huấn": [headings, *rows]})


def form(*rows: Sequence[object]) -> bytes:
    columns = TABLES["summary"].columns
    return workbook({"Tổng hợp": [[c.label.vi for c in columns.values()], *rows]})


_TYPES = (
    b'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName='
    b'"/xl/worksheets/sheet1.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELS = b'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def plain_parts(cells: bytes, sheet: bytes = "Đào tạo, tập huấn".encode()) -> dict[str, bytes]:
    """The parts of the smallest workbook whose one sheet has this XML as its data."""
    return {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS
        + b'<Relationship Id="r1" Type="'
        + _OFFICE
        + b'/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": b'<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="'
        + MAIN
        + b'" xmlns:r="'
        + _OFFICE
        + b'"><sheets><sheet name="'
        + sheet
        + b'" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _RELS
        + b'<Relationship Id="rId1" Type="'
        + _OFFICE
        + b'/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": b'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="'
        + MAIN
        + b'"><sheetData>'
        + cells
        + b"</sheetData></worksheet>",
    }


def zipped(parts: Mapping[str, bytes] | Sequence[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items() if isinstance(parts, Mapping) else parts:
            file.writestr(name, content)
    return out.getvalue()


def cell(ref: str, text: str) -> bytes:
    return f'<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


def row_xml(number: int, texts: Sequence[str]) -> bytes:
    cells = b"".join(cell(f"{chr(65 + i)}{number}", text) for i, text in enumerate(texts) if text)
    return f'<row r="{number}">'.encode() + cells + b"</row>"


HEADER_XML = row_xml(1, HEADINGS)


def raw_workbook(cells: bytes) -> bytes:
    """A workbook whose one sheet has the headings of trainings in row 1 and then this XML."""
    return zipped(plain_parts(HEADER_XML + cells))


def altered(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The package with some bytes of a part changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert old in parts[part], f"{part} does not hold {old!r}"
    parts[part] = parts[part].replace(old, new)
    return zipped(parts)


def with_parts(data: bytes, more: Mapping[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return zipped(parts | dict(more))


def lying_size(data: bytes) -> bytes:
    """The package with the size of its largest part told as one byte in the directory and at the part."""
    out = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        part = max(package.infolist(), key=lambda info: info.file_size)
        size = struct.pack("<I", part.file_size)
    at = out.find(size)
    while at >= 0:
        out[at : at + 4] = struct.pack("<I", 1)
        at = out.find(size, at + 4)
    return bytes(out)
