"""A data package: tables as CSV in one archive, with every column described for programs (Frictionless, v1).

Beside each CSV the same rows lie as Parquet, with the exact texts. Whatever else is handed in is put in as it is.
"""

import hashlib
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

import pyarrow as pa

from data.exports import csv_file, parquet
from data.model import Text

MEDIA = "application/zip"


@dataclass(frozen=True, slots=True)
class Resource:
    """One table: its name, what it is, what each column holds, and the columns that no two rows share."""

    name: str
    title: Text
    rows: pa.Table
    columns: Mapping[str, Text]
    key: Sequence[str] = ()


class _Counted:
    """Passes bytes on, and knows how many they were and their hash."""

    def __init__(self, out: Any) -> None:
        self._out, self.size, self.sha256 = out, 0, hashlib.sha256()
        self.closed = False

    def write(self, data: bytes) -> int:
        self.size += len(data)
        self.sha256.update(data)
        self._out.write(data)
        return len(data)

    def writable(self) -> bool:
        return True

    def flush(self) -> None:
        pass


def write(
    out: IO[bytes],
    about: Mapping[str, Any],
    resources: Sequence[Resource],
    others: Mapping[str, bytes | Callable[[Any], None]] | None = None,
) -> None:
    """The archive. `about` heads `datapackage.json`; `others` are files by their path, or what writes them."""
    described = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for resource in resources:
            path = f"data/{resource.name}.csv"
            with archive.open(path, "w", force_zip64=True) as file:
                counted = _Counted(file)
                csv_file.write(resource.rows.to_reader(), pa.PythonFile(counted, "w"))
            described.append(_described(resource, path, counted))
            with archive.open(f"parquet/{resource.name}.parquet", "w") as file:
                parquet.write(resource.rows.to_reader(), pa.PythonFile(file, "w"), {})
        for path, content in (others or {}).items():
            with archive.open(path, "w", force_zip64=True) as file:
                if isinstance(content, bytes):
                    file.write(content)
                else:
                    content(pa.PythonFile(file, "w"))
        told = {"profile": "tabular-data-package", **about, "resources": described}
        archive.writestr("datapackage.json", json.dumps(told, ensure_ascii=False, indent=1))


def _described(resource: Resource, path: str, written: _Counted) -> dict[str, Any]:
    told = {name: f"{text.vi} / {text.en}" for name, text in resource.columns.items()}
    fields = [
        {"name": field.name, "type": _type(field.type), "description": told[field.name]}
        for field in resource.rows.schema
    ]
    return {
        "profile": "tabular-data-resource",
        "name": resource.name,
        "path": path,
        "title": f"{resource.title.vi} / {resource.title.en}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.size,
        "hash": f"sha256:{written.sha256.hexdigest()}",
        "schema": {"fields": fields, "missingValues": [""]}
        | ({"primaryKey": list(resource.key)} if resource.key else {}),
    }


def _type(kind: pa.DataType) -> str:
    if pa.types.is_integer(kind):
        return "integer"
    if pa.types.is_floating(kind):
        return "number"
    if pa.types.is_date(kind):
        return "date"
    return "boolean" if pa.types.is_boolean(kind) else "string"
