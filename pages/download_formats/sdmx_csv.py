"""SDMX-CSV with its structure beside it."""

import io
import json
import zipfile

from data.model import Text
from pages.download_formats.format import Content, DownloadFormat
from service.publishing import datapackage, figure_table, sdmx


def _make(content: Content) -> bytes:
    service, figures, out = content.service, figure_table.table(content.download.answers), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("figures.csv", "w") as file:
            sdmx.write(figures, file, service.catalogue)
        structure = sdmx.structure(figures, service.catalogue, service.places)
        archive.writestr("structure.json", json.dumps(structure, ensure_ascii=False, indent=1))
        if content.demo:
            archive.writestr("README.txt", f"{datapackage.DEMO.vi}\n{datapackage.DEMO.en}\n")
    return out.getvalue()


FORMAT = DownloadFormat(
    "sdmx",
    Text("SDMX-CSV", "SDMX-CSV"),
    "sdmx.zip",
    "application/zip",
    _make,
    Text("SDMX-CSV 2.1 kèm cấu trúc, theo mã.", "SDMX-CSV 2.1 with its structure, by code."),
    by_code=True,
    order=5,
)
