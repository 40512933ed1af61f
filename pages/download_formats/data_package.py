"""The data package of what is shown: figures, measures, areas, and a description of every column."""

import io

from data.model import Text
from pages.download_formats.format import Content, DownloadFormat
from service.publishing import datapackage, figure_table


def _make(content: Content) -> bytes:
    service, figures, out = content.service, figure_table.table(content.download.answers), io.BytesIO()
    lines = [(Text(label, label), told) for label, told in content.about_as_text(figures.num_rows).items()]
    datapackage.write(out, figures, service.catalogue, service.places, lines, content.demo)
    return out.getvalue()


FORMAT = DownloadFormat(
    "package",
    Text("gói dữ liệu", "data package"),
    "zip",
    "application/zip",
    _make,
    Text(
        "Một tệp nén: số liệu, chỉ tiêu, địa phương, mô tả từng cột (datapackage.json).",
        "One archive: figures, measures, areas, a description of every column (datapackage.json).",
    ),
    by_code=True,
    order=6,
)
