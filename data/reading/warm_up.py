"""A small workbook of our own that a reader reads once, so that what every file needs is at hand for the first one:
the libraries' insides, the meanings of our own headings, the memory it works in."""

import io
import zipfile
from collections.abc import Mapping
from html import escape

from data.reading.addresses import address
from data.reading.note_meaning import may_change
from data.reading.reader import TEMPLATE, read
from data.table import STATE_LABELS, DataState, Table

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WHOSE = "Tỉnh Quảng Trị (mã 45)"
_TIMES = (
    ("Quý IV/2024 · 01/10/2024–31/12/2024 · Kỳ thống kê (theo quý dương lịch)", "Q4 2024 · 1 Oct 2024 – 31 Dec 2024"),
    ("Quý IV/2024 · theo tình trạng ngày 31/12/2024", "Q4 2024 · as it stands on 31 Dec 2024"),
)
_GUIDE = (
    *(
        "SỐ LIỆU KHOA HỌC VÀ CÔNG NGHỆ HẰNG QUÝ",
        "Quarterly science and technology figures",
        "Tỉnh, thành phố / Province",
    ),
    *(_WHOSE, "Kỳ báo cáo / Quarter", "Quý IV/2024 (01/10/2024 – 31/12/2024)", "Lịch báo cáo / Calendar"),
    *("Kỳ thống kê (theo quý dương lịch)", "Hạn nộp / Due", "15/01/2025"),
)
_STATE = "◄ Chọn tình trạng số liệu của trang này; để trống cả bảng và ô này là chưa báo cáo, không phải 0."

Rows = list[list[str | int]]


def warm_up(tables: Mapping[str, Table]) -> None:
    """Read a workbook that has every table once."""
    read(of_tables(tables), "45_quang-tri_2024-Q4.xlsx", tables)
    may_change("ghi chú")  # the examples are learnt from once


def of_tables(tables: Mapping[str, Table]) -> bytes:
    """A workbook with a sheet of each table, filled in as the template asks."""
    meta: Rows = [["template", TEMPLATE], ["period", "2024-Q4"], ["sheet", "table"]]
    meta += [[table.label.vi, name] for name, table in tables.items()]
    guide: Rows = [[text] for text in _GUIDE]
    return workbook({"Hướng dẫn": guide, **_sheets(tables), "_meta": meta})


def _sheets(tables: Mapping[str, Table]) -> dict[str, Rows]:
    sheets: dict[str, Rows] = {}
    for table in tables.values():
        (vi, en), name = _TIMES[not table.is_form], table.label
        lines: Rows = [[name.vi], [f"{_WHOSE} · {vi}"], [f"{name.en} · Quảng Trị · {en}"]]
        lines += [] if table.is_form else [["Tình trạng số liệu"], [STATE_LABELS[DataState.HAS_DATA].vi, _STATE], []]
        lines.append(
            [f"{column.label.vi} *" if column.required else column.label.vi for column in table.columns.values()]
        )
        lines += [
            [figure.code, figure.label.vi, figure.unit.vi, 1, *[2] * (not figure.at_date)] for figure in table.figures
        ]
        if not table.is_form:
            lines.append([1 if c.type.is_number else c.example for c in table.columns.values()])
        sheets[table.label.vi[:31]] = lines
    return sheets


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """A workbook as programs write it, its texts kept once for all sheets."""
    texts: dict[str, int] = {}
    parts = {f"xl/worksheets/sheet{n}.xml": _sheet(lines, texts) for n, lines in enumerate(sheets.values(), 1)}
    names = "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, 1))
    parts["xl/workbook.xml"] = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{names}</sheets></workbook>'
    kinds = {f"r{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)}
    parts["xl/_rels/workbook.xml.rels"] = _relations(kinds | {"s": ("sharedStrings", "sharedStrings.xml")})
    parts["_rels/.rels"] = _relations({"b": ("officeDocument", "xl/workbook.xml")})
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{shared}</sst>'
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    return out.getvalue()


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="{n}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for n, (kind, to) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _sheet(lines: Rows, texts: dict[str, int]) -> str:
    rows = []
    for row, line in enumerate(lines):
        cells = (
            f'<c r="{address(row, column)}" t="s"><v>{texts.setdefault(raw, len(texts))}</v></c>'
            if isinstance(raw, str)
            else f'<c r="{address(row, column)}"><v>{raw}</v></c>'
            for column, raw in enumerate(line)
            if raw != ""
        )
        rows.append(f'<row r="{row + 1}">{"".join(cells)}</row>')
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'
