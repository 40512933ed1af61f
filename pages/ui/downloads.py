"""What is shown, to take away in every format, with the same rows, marked when they are demo data."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import pyarrow as pa
import streamlit as st

from data.exports import csv_file, xlsx_file
from data.exports import parquet as exports_parquet
from data.exports.csv_file import Separator
from data.exports.xlsx_file import Page
from data.model import VIETNAM, Language, Text
from data.table import Column
from data.text_keys import fold
from indicators.define import Measure
from indicators.engine.query import OBS_STATUS, STANDING_LABELS, Answer, Row
from pages.server.store import service
from pages.texts import common
from pages.texts import downloads as texts
from pages.ui import download_notes, reason_marks
from pages.ui.controls import address
from pages.ui.formats import names
from pages.ui.session import language, t
from service.publishing import datapackage, figure_table, sdmx
from service.service import Service

SELDOM = (common.PART, common.SIGN, common.WHO_IS_MISSING, common.WHO_WITHHOLDS, common.REASON_GIVEN)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARQUET = "application/vnd.apache.parquet"
ZIP = "application/zip"


def of_answers(answers: Sequence[Answer], language: Language) -> pa.Table:
    """Answers as a table, one row an area, part and period, under headings in the reader's language."""
    rows = [(answer, row) for answer in answers for row in answer.rows]
    columns: dict[Text, list[object]] = {
        common.MEASURE: [answer.measure.code for answer, _ in rows],
        common.MEASURE_NAME: [answer.measure.label.in_(language) for answer, _ in rows],
        common.CODE: [row.area for _, row in rows],
        common.AREA: [row.name.in_(language) for _, row in rows],
        common.PERIOD: [row.period.code for _, row in rows],
        common.PART: [
            answer.items[row.item].in_(language) if row.item in answer.items else None for answer, row in rows
        ],
        common.SIGN: [row.bound or None for _, row in rows],
        common.VALUE: [row.value for _, row in rows],
        common.UNIT: [answer.measure.unit.in_(language) for answer, _ in rows],
        common.REPORTED: [row.reported for _, row in rows],
        common.EXPECTED: [row.expected for _, row in rows],
        common.WHO_IS_MISSING: [_named(row.missing, row) for _, row in rows],
        common.WHO_WITHHOLDS: [_named(row.withheld, row) for _, row in rows],
        common.STATE: [
            (common.IN_CONFLICT if row.conflict else STANDING_LABELS[row.state]).in_(language) for _, row in rows
        ],
        common.OBS_STATUS: [OBS_STATUS[row.state] for _, row in rows],
        common.CALENDAR: [common.CALENDARS[row.calendar].in_(language) if row.calendar else None for _, row in rows],
        common.REASON_GIVEN: [reason_marks.column(row.reasons, language) for _, row in rows],
    }
    # What no row has is left out: parts, signs, reasons.
    kept = {label.in_(language): values for label, values in columns.items() if label not in SELDOM or any(values)}
    return pa.table({name: pa.array(values) for name, values in kept.items()})


def _named(keys: Sequence[str], row: Row) -> str | None:
    """Of a total, whom it lacks."""
    return ", ".join(names(keys, row)) if keys and row.expected > 1 else None


def marked(table: pa.Table, language: Language) -> pa.Table:
    """With a last column that says in every row that it is demo data."""
    note = pa.array([common.DEMO.in_(language)] * table.num_rows, pa.string())
    return table.append_column(common.NOTE.in_(language), note)


def csv(table: pa.Table, separator: Separator = Separator.COMMA) -> bytes:
    """UTF-8 with a byte-order mark, so that Excel reads Vietnamese; no cell is a formula."""
    out = io.BytesIO()
    csv_file.write(table.to_reader(), out, separator)
    return out.getvalue()


def xlsx(
    table: pa.Table, pages: Sequence[Page] = (), name: str = common.FIGURES.vi, shares: Sequence[str] = ()
) -> bytes:
    """Typed cells under frozen headings, and the pages behind them."""
    out = io.BytesIO()
    plain = [text.in_(said) for text in (common.SUBMISSION, common.SHEET_ROW) for said in ("vi", "en")]
    xlsx_file.write(table.to_reader(), out, name, pages, plain, shares=shares)
    return out.getvalue()


def parquet(table: pa.Table, about: Mapping[str, str]) -> bytes:
    """Typed columns; what the file is stands in its metadata."""
    out = io.BytesIO()
    exports_parquet.write(table.to_reader(), out, about)
    return out.getvalue()


def coded(answers: Sequence[Answer], at: Service) -> bytes:
    """SDMX-CSV with its structure beside it."""
    found, out = figure_table.table(answers), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("figures.csv", "w") as file:
            sdmx.write(found, file, at.catalogue)
        told = sdmx.structure(found, at.catalogue, at.places)
        archive.writestr("structure.json", json.dumps(told, ensure_ascii=False, indent=1))
        if at.is_demo:
            archive.writestr("README.txt", f"{datapackage.DEMO.vi}\n{datapackage.DEMO.en}\n")
    return out.getvalue()


def packed(found: pa.Table, at: Service, about: Mapping[str, str]) -> bytes:
    """The data package of what is shown."""
    out = io.BytesIO()
    lines = [(Text(label, label), said) for label, said in about.items()]
    datapackage.write(out, found, at.catalogue, at.places, lines, at.is_demo)
    return out.getvalue()


def version(at: Service) -> str:
    """Which data: the line of the ledger that last changed what is known, and its hash."""
    seq = at.revision
    return f"{seq}·{at.repository.ledger.lines[seq - 1].hash[:12]}" if seq else "0"


def file_name(name: str, ending: str, demo: bool) -> str:
    """Ours, of plain letters: what it holds, of which period, and that it is demo data."""
    stem = re.sub(r"[^a-z0-9]+", "-", fold(f"{name}_minh-hoa" if demo else name)).strip("-")
    return f"{stem}.{ending}"


def offer(
    make: Callable[[], pa.Table],
    name: str,
    about: Mapping[Text, str],
    key: str,
    answers: Sequence[Answer] = (),
    columns: Sequence[Column] = (),
    notes: Sequence[str] = (),
    by_code: bool = True,
    measures: Sequence[Measure] = (),
    states: Sequence[Text] = common.NOTHINGS,
    shares: Sequence[Text] = (),
) -> None:
    """Buttons that make each file when pressed. `answers` are what the rows say: for SDMX and the data package, which give
    a measure's own figures only and so are not offered where not `by_code`.

    `make` is called outside the page's run, where nothing of the session may be asked for. `columns` are a list's; `notes`
    are what the page says below its chart. Figures that are no answers name their `measures`, what their `states` mean
    and which columns are `shares` of one.
    """
    at, said, link = service(), language(), address()
    demo, made_of = at.is_demo, version(service())
    chosen = {label.in_(said): value for label, value in about.items()}

    def rows() -> pa.Table:
        return marked(make(), said) if demo else make()

    def told(count: int) -> dict[str, xlsx_file.Value]:
        """What «Bộ lọc» says, at the moment at which the file is made."""
        now = datetime.now(VIETNAM).replace(microsecond=0)
        lines: dict[Text, xlsx_file.Value] = {common.NOTE: common.DEMO.in_(said)} if demo else {}
        lines |= {texts.ROWS: count, common.DATA_VERSION: made_of, texts.MADE: now, common.LINK: link}
        title = "; ".join(value for value in about.values() if value)
        lines[texts.CITATION] = download_notes.citation(title, made_of, download_notes.plain(now), link).in_(said)
        return {label.in_(said): value for label, value in lines.items()} | chosen

    def as_text(count: int) -> dict[str, str]:
        return {label: download_notes.plain(value) for label, value in told(count).items()}

    def whole() -> bytes:
        table = rows()
        of = [*measures, *(answer.measure for answer in answers)]
        pages = [
            download_notes.meanings(of, columns, said, notes, states),
            download_notes.chosen(told(table.num_rows), said),
        ]
        return xlsx(table, pages, common.FIGURES.in_(said), [share.in_(said) for share in shares])

    def columnar_file() -> bytes:
        table = rows()
        return parquet(table, as_text(table.num_rows))

    def bundle() -> bytes:
        found = figure_table.table(answers)
        return packed(found, at, as_text(found.num_rows))

    def button(label: str, ending: str, mime: str, content: Callable[[], bytes], more: str = "") -> None:
        st.download_button(
            f"{t(common.DOWNLOAD)} {label}",
            content,
            file_name(name, ending, demo),
            mime,
            key=f"{key}-{more or ending}",
            on_click="ignore",
            icon=":material/download:",
        )

    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"take-{key}"):
        button("CSV", "csv", "text/csv", lambda: csv(rows()))
        button("Excel", "xlsx", XLSX, whole)
        with st.popover(t(texts.MORE), icon=":material/more_horiz:"):
            button("Parquet", "parquet", PARQUET, columnar_file)
            semicolons = t(texts.SEMICOLON)
            button(semicolons, "csv", "text/csv", lambda: csv(rows(), Separator.SEMICOLON), "semicolon")
            hints = [f"Parquet: {t(texts.PARQUET_HINT)}", f"{semicolons}: {t(texts.SEMICOLON_HINT)}"]
            if answers and not by_code:
                hints.append(t(texts.ONLY_REPORTED))
            elif answers:
                button("SDMX-CSV", "sdmx.zip", ZIP, lambda: coded(answers, at), "sdmx")
                button(t(texts.PACKAGE), "zip", ZIP, bundle, "package")
                hints += [
                    f"SDMX-CSV: {t(texts.SDMX_HINT)}",
                    f"{t(texts.PACKAGE).capitalize()}: {t(texts.PACKAGE_HINT)}",
                ]
            st.caption("  \n".join([*hints, t(texts.GUARDED)]))
