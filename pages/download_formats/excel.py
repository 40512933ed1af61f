"""An Excel workbook: the figures, what they mean, and what was chosen."""

import io
from collections.abc import Sequence

import pyarrow as pa

from data.exports import xlsx_file
from data.exports.xlsx_file import TextSheet
from data.model import Text
from pages.download_formats.format import Content, DownloadFormat
from pages.texts import common

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def xlsx(
    table: pa.Table, pages: Sequence[TextSheet] = (), name: str = common.FIGURES.vi, shares: Sequence[str] = ()
) -> bytes:
    """Typed cells under frozen headings, and the pages behind them."""
    out = io.BytesIO()
    plain = [text.in_(said) for text in (common.SUBMISSION, common.SHEET_ROW) for said in ("vi", "en")]
    xlsx_file.write(table.to_reader(), out, name, pages, plain, shares=shares)
    return out.getvalue()


def _make(content: Content) -> bytes:
    table, lang = content.rows(), content.language
    shares = [share.in_(lang) for share in content.download.shares]
    return xlsx(table, content.pages(table.num_rows), common.FIGURES.in_(lang), shares)


FORMAT = DownloadFormat("xlsx", Text("Excel", "Excel"), "xlsx", MEDIA, _make, order=2)
