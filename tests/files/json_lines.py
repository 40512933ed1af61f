"""A format dropped in by a test to show that one file is enough: a JSON object a row."""

import json

from data.model import Text
from pages.download_formats.format import Content, DownloadFormat


def _make(content: Content) -> bytes:
    rows = content.rows().to_pylist()
    return "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows).encode()


FORMAT = DownloadFormat(
    "jsonl",
    Text("JSON Lines", "JSON Lines"),
    "jsonl",
    "application/x-ndjson",
    _make,
    Text("Mỗi dòng một đối tượng.", "An object a line."),
)
