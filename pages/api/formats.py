"""The same rows as JSON, CSV or Parquet: which is wanted, and how it is written."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from data.exports import csv_file, parquet
from data.model import Text
from data.places import PLACES
from indicators import CATALOGUE
from pages.api.operation import Column, Row, table
from pages.server.problem import RefusedError
from service.publishing import sdmx


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of an answer with what stands around its rows."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    around: Mapping[str, Any]
    figures: Callable[[], pa.Table]

    def flat(self) -> pa.Table:
        """With lists as texts set side by side."""
        lists = {number for number, column in enumerate(self.columns) if column.kind == "array"}
        rows = [
            [" ".join(map(str, cell)) if n in lists else cell for n, cell in enumerate(row)]  # type: ignore[call-overload]
            for row in self.rows
        ]
        columns = [Column(c.name, "string", c.about) if c.kind == "array" else c for c in self.columns]
        return table(columns, rows)


@dataclass(frozen=True, slots=True)
class Format:
    """A way of writing; `media` is what a program asks for, `said` what it is told."""

    media: tuple[str, ...]
    said: str
    write: Callable[[Leaf], bytes]
    statistical: bool = False  # only of figures


def _json(leaf: Leaf) -> bytes:
    names = [column.name for column in leaf.columns]
    told = {**leaf.around, "rows": [dict(zip(names, row, strict=True)) for row in leaf.rows]}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _csv(leaf: Leaf) -> bytes:
    out = io.BytesIO()
    csv_file.write(leaf.flat().to_reader(), out)
    return out.getvalue()


def _parquet(leaf: Leaf) -> bytes:
    out = io.BytesIO()
    about = {name: str(value) for name, value in leaf.around.items() if value is not None}
    parquet.write(table(leaf.columns, leaf.rows).to_reader(), out, about)
    return out.getvalue()


def _sdmx(leaf: Leaf) -> bytes:
    out = io.BytesIO()
    sdmx.write(leaf.figures(), out, CATALOGUE)
    return out.getvalue()


def _structure(leaf: Leaf) -> bytes:
    return json.dumps(sdmx.structure(leaf.figures(), CATALOGUE, PLACES), ensure_ascii=False).encode()


FORMATS: Mapping[str, Format] = {
    "json": Format(("application/json",), "application/json", _json),
    "csv": Format(("text/csv",), "text/csv; charset=utf-8; header=present", _csv),
    "parquet": Format(
        ("application/vnd.apache.parquet", "application/x-parquet"), "application/vnd.apache.parquet", _parquet
    ),
    "sdmx.csv": Format(
        ("application/vnd.sdmx.data+csv",), "application/vnd.sdmx.data+csv; version=2.1.0; charset=utf-8", _sdmx, True
    ),
    "structure.json": Format(
        ("application/vnd.sdmx.structure+json",), "application/vnd.sdmx.structure+json; version=2.0.0", _structure, True
    ),
}


def offered(statistical: bool) -> dict[str, Format]:
    """The formats of an operation."""
    return {name: each for name, each in FORMATS.items() if statistical or not each.statistical}


def negotiated(accept: str, statistical: bool) -> str:
    """The format that a program prefers; JSON where it does not mind. Raises RefusedError with status 406."""
    if not accept.strip():
        return "json"
    best, liked = "", 0.0
    for name, each in offered(statistical).items():
        weight = max(_weight(accept, media) for media in each.media)
        if weight > liked:
            best, liked = name, weight
    if not best:
        known = [media for each in offered(statistical).values() for media in each.media]
        raise RefusedError(
            Text("Không có định dạng được yêu cầu (Accept).", "None of the formats asked for (Accept) is there."),
            "Accept",
            accept,
            known,
            406,
        )
    return best


def _weight(accept: str, media: str) -> float:
    """How much a media type is liked, by the most exact of the ranges that hold it."""
    found, exactness = 0.0, -1
    for part in accept.split(","):
        kind, *more = (piece.strip().lower() for piece in part.split(";"))
        exact = (
            (media, f"{media.partition('/')[0]}/*", "*/*").index(kind)
            if kind in (media, f"{media.partition('/')[0]}/*", "*/*")
            else 3
        )
        if exact == 3 or 2 - exact <= exactness:
            continue
        given = next((piece[2:] for piece in more if piece.startswith("q=")), "1")
        try:
            weight = min(max(float(given), 0.0), 1.0)
        except ValueError:
            continue
        found, exactness = weight if weight == weight else 0.0, 2 - exact
    return found
