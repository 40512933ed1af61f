"""CSV: commas and decimal points, as programs expect, or semicolons and decimal commas, as Vietnamese Excel does."""

import io

import pyarrow as pa

from data.exports import csv_file
from data.exports.csv_file import Separator
from data.model import Text
from pages.download_formats.format import DownloadFormat


def csv(table: pa.Table, separator: Separator = Separator.COMMA) -> bytes:
    """UTF-8 with a byte-order mark, so that Excel reads Vietnamese; no cell is a formula."""
    out = io.BytesIO()
    csv_file.write(table.to_reader(), out, separator)
    return out.getvalue()


COMMA = DownloadFormat("csv", Text("CSV", "CSV"), "csv", "text/csv", lambda content: csv(content.rows()), order=1)
SEMICOLON = DownloadFormat(
    "semicolon",
    Text("CSV, dấu chấm phẩy", "CSV, semicolons"),
    "csv",
    "text/csv",
    lambda content: csv(content.rows(), Separator.SEMICOLON),
    Text(
        "Số thập phân dấu phẩy: mở đúng cột trong Excel đặt tiếng Việt.",
        "Decimal commas: opens in columns in an Excel set to Vietnamese.",
    ),
    order=4,
)
