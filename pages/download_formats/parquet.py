"""Parquet: typed columns; what the file is stands in its metadata."""

import io
from collections.abc import Mapping

import pyarrow as pa

from data.exports import parquet
from data.model import Text
from pages.download_formats.format import Content, DownloadFormat


def encoded(table: pa.Table, about: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    parquet.write(table.to_reader(), out, about)
    return out.getvalue()


def _make(content: Content) -> bytes:
    table = content.rows()
    return encoded(table, content.about_as_text(table.num_rows))


FORMAT = DownloadFormat(
    "parquet",
    Text("Parquet", "Parquet"),
    "parquet",
    "application/vnd.apache.parquet",
    _make,
    Text("Cho Python, R, DuckDB; chữ giữ nguyên từng ký tự.", "For Python, R, DuckDB; every letter as it was."),
    order=3,
)
