"""What is shown, to take away: CSV, Excel and Parquet with the same rows, marked when they are demo data."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq
import streamlit as st
import xlsxwriter

from data.model import Language, Text
from data.words import fold
from indicators.ask import OBS_STATUS, STANDING_LABELS, Answer
from pages.parts import reasons, words
from pages.parts.controls import address
from pages.parts.session import desk, language, t

# A spreadsheet takes a text that begins so for a formula when it opens a CSV; an apostrophe before it stops that.
_FORMULA = r"^[=+\-@\t\r]"
SELDOM = (words.PART, words.SIGN, words.REASON_GIVEN)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def of_answers(answers: Sequence[Answer], language: Language) -> pa.Table:
    """Answers as a table, one row an area, part and period, under headings in the reader's language."""
    rows = [(answer, row) for answer in answers for row in answer.rows]
    columns: dict[Text, list[object]] = {
        words.MEASURE: [answer.measure.code for answer, _ in rows],
        words.MEASURE_NAME: [answer.measure.label.in_(language) for answer, _ in rows],
        words.CODE: [row.area for _, row in rows],
        words.AREA: [row.name.in_(language) for _, row in rows],
        words.PERIOD: [row.period.code for _, row in rows],
        words.PART: [
            answer.items[row.item].in_(language) if row.item in answer.items else None for answer, row in rows
        ],
        words.SIGN: [row.bound or None for _, row in rows],
        words.VALUE: [row.value for _, row in rows],
        words.UNIT: [answer.measure.unit.in_(language) for answer, _ in rows],
        words.REPORTED: [row.reported for _, row in rows],
        words.EXPECTED: [row.expected for _, row in rows],
        words.STATE: [
            (words.IN_CONFLICT if row.conflict else STANDING_LABELS[row.state]).in_(language) for _, row in rows
        ],
        words.OBS_STATUS: [OBS_STATUS[row.state] for _, row in rows],
        words.CALENDAR: [words.CALENDARS[row.calendar].in_(language) if row.calendar else None for _, row in rows],
        words.REASON_GIVEN: [reasons.column(row.reasons, language) for _, row in rows],
    }
    # What no row has is left out: parts, signs, reasons.
    kept = {label.in_(language): values for label, values in columns.items() if label not in SELDOM or any(values)}
    return pa.table({name: pa.array(values) for name, values in kept.items()})


def marked(table: pa.Table, language: Language) -> pa.Table:
    """With a last column that says in every row that it is demo data."""
    note = pa.array([words.DEMO.in_(language)] * table.num_rows, pa.string())
    return table.append_column(words.NOTE.in_(language), note)


def csv(table: pa.Table) -> bytes:
    """UTF-8 with a byte-order mark, so that Excel reads Vietnamese; no cell is a formula."""
    safe = table
    for number, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            column = table.column(number)
            guarded = pc.binary_join_element_wise("'", column, "")
            safe = safe.set_column(
                number, field.name, pc.if_else(pc.match_substring_regex(column, _FORMULA), guarded, column)
            )
    out = io.BytesIO(b"\xef\xbb\xbf")
    out.seek(3)
    pcsv.write_csv(safe, out)
    return out.getvalue()


def xlsx(table: pa.Table, about: Mapping[str, str], sheets: tuple[str, str] = ("Số liệu", "Thông tin")) -> bytes:
    """Typed cells: numbers are numbers, days are days, text is text whatever it begins with. A second sheet says what it is."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )  # fmt: skip
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    formats = {date: book.add_format({"num_format": "dd/mm/yyyy"}), int: book.add_format({"num_format": "#,##0"})}
    sheet = book.add_worksheet(sheets[0])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, table.num_rows, max(table.num_columns - 1, 0))
    for number, name in enumerate(table.column_names):
        sheet.set_column(number, number, max(12, min(len(name) + 4, 40)))
        sheet.write_string(0, number, name, bold)
    for down, values in enumerate(zip(*(column.to_pylist() for column in table.columns), strict=True), start=1):
        for number, value in enumerate(values):
            _write(sheet, down, number, value, formats)
    notes = book.add_worksheet(sheets[1])
    notes.set_column(0, 0, 24)
    notes.set_column(1, 1, 80)
    for down, (name, value) in enumerate(about.items()):
        notes.write_string(down, 0, name, bold)
        notes.write_string(down, 1, value)
    book.close()
    return out.getvalue()


def _write(sheet: Any, down: int, number: int, value: object, formats: Mapping[type, Any]) -> None:
    if isinstance(value, str):
        sheet.write_string(down, number, value)
    elif isinstance(value, date):
        sheet.write_datetime(down, number, value, formats[date])
    elif isinstance(value, int | float):
        sheet.write_number(down, number, value, formats[int] if isinstance(value, int) else None)


def parquet(table: pa.Table, about: Mapping[str, str]) -> bytes:
    """Typed columns; what the file is stands in its metadata."""
    out = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(dict(about)), out, compression="zstd")
    return out.getvalue()


def offer(make: Callable[[], pa.Table], name: str, about: Mapping[Text, str], key: str) -> None:
    """Buttons that make each file when pressed, and the link to what is seen.

    `make` is called outside the page's run, where nothing of the session may be asked for.
    """
    told = {t(label): value for label, value in about.items()}
    told |= {t(words.LINK): address(), t(words.DATA_VERSION): str(desk().revision)}
    sheets, said, demo = (t(words.FIGURES), t(words.ABOUT_FILE)), language(), desk().is_demo
    if demo:
        told, name = {t(words.NOTE): t(words.DEMO)} | told, f"{name}_minh-hoa"

    def rows() -> pa.Table:
        return marked(make(), said) if demo else make()

    stem = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
    kinds: list[tuple[str, str, str, Callable[[], bytes]]] = [
        ("CSV", "csv", "text/csv", lambda: csv(rows())),
        ("Excel", "xlsx", XLSX, lambda: xlsx(rows(), told, sheets)),
        ("Parquet", "parquet", "application/vnd.apache.parquet", lambda: parquet(rows(), told)),
    ]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"take-{key}"):
        for label, ending, mime, content in kinds:
            st.download_button(
                f"{t(words.DOWNLOAD)} {label}", content, f"{stem}.{ending}", mime, key=f"{key}-{ending}",
                on_click="ignore", icon=":material/download:",
            )  # fmt: skip
        with st.popover(t(words.COPY_LINK), icon=":material/link:"):
            st.caption(t(words.COPY_LINK_HINT))
            st.code(address(), language=None, wrap_lines=True)
