"""CSV and TSV files: which encoding, which separator, and their records as rows of cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from data.faults import Refused

SEPARATORS = (",", ";", "\t", "|")


def decode(data: bytes) -> str:
    """The text of a file. Raises Refused where its encoding cannot be told."""
    for encoding in ("utf-8-sig",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("undecodable")


def read(text: str, fits: Callable[[list[list[str]]], int]) -> list[list[str]]:
    """The records, separated in the way whose first records fit best."""
    best = max(SEPARATORS, key=lambda s: fits(list(csv.reader(io.StringIO(text, newline=""), delimiter=s))[:40]))
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=best))
