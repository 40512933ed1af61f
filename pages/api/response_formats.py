"""The same rows as JSON, CSV or Parquet: which is wanted, and how it is written."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

import pyarrow as pa

from data.exports import csv_file, parquet
from data.model import Text
from data.places import PLACES
from indicators import CATALOGUE
from pages.api.operation import ARROW, Operation, ResponseColumn, Row
from pages.server.problem import RefusedError
from service.publishing import sdmx


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of an answer with what stands around its rows, which come some at a time: as objects they are large."""

    columns: Sequence[ResponseColumn]
    rows: Iterable[Sequence[Row]]
    around: Mapping[str, Any]
    figures: Callable[[], pa.Table]

    def table(self, flat: bool = False) -> pa.Table:
        """With typed columns; `flat`: lists as texts set side by side."""
        kinds = {column.name: ARROW[column.kind] for column in self.columns}
        lists = [name for name, kind in kinds.items() if flat and pa.types.is_list(kind)]
        schema = pa.schema(kinds | dict.fromkeys(lists, pa.string()))
        tables = [schema.empty_table()]
        for some in self.rows:
            rows = [{**row, **{name: " ".join(row[name]) for name in lists}} for row in some]  # type: ignore[arg-type]
            tables.append(pa.Table.from_pylist(rows, schema))
        return pa.concat_tables(tables).combine_chunks()


@dataclass(frozen=True, slots=True)
class ResponseFormat:
    """A way of writing; `media` is what a program asks for, `content_type` what it is told."""

    media: tuple[str, ...]
    content_type: str
    write: Callable[[Leaf, IO[bytes]], None]
    statistical: bool = False  # only of figures


def _json(leaf: Leaf, out: IO[bytes]) -> None:
    text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    out.write(text({**leaf.around, "rows": []}).removesuffix("]}").encode())
    for number, some in enumerate(leaf.rows):
        out.write(b"," * bool(number) + text(some)[1:-1].encode())
    out.write(b"]}")


def _csv(leaf: Leaf, out: IO[bytes]) -> None:
    csv_file.write(leaf.table(flat=True).to_reader(), out)


def _parquet(leaf: Leaf, out: IO[bytes]) -> None:
    about = {name: str(value) for name, value in leaf.around.items() if value is not None}
    parquet.write(leaf.table().to_reader(), out, about)


def _sdmx(leaf: Leaf, out: IO[bytes]) -> None:
    sdmx.write(leaf.figures(), out, CATALOGUE)


def _structure(leaf: Leaf, out: IO[bytes]) -> None:
    out.write(json.dumps(sdmx.structure(leaf.figures(), CATALOGUE, PLACES), ensure_ascii=False).encode())


FORMATS: Mapping[str, ResponseFormat] = {
    "json": ResponseFormat(("application/json",), "application/json", _json),
    "csv": ResponseFormat(("text/csv",), "text/csv; charset=utf-8; header=present", _csv),
    "parquet": ResponseFormat(
        ("application/vnd.apache.parquet", "application/x-parquet"), "application/vnd.apache.parquet", _parquet
    ),
    "sdmx.csv": ResponseFormat(
        ("application/vnd.sdmx.data+csv",), "application/vnd.sdmx.data+csv; version=2.1.0; charset=utf-8", _sdmx, True
    ),
    "structure.json": ResponseFormat(
        ("application/vnd.sdmx.structure+json",), "application/vnd.sdmx.structure+json; version=2.0.0", _structure, True
    ),
}


def offered(operation: Operation) -> dict[str, ResponseFormat]:
    return {name: each for name, each in FORMATS.items() if operation.figures or not each.statistical}


def negotiated(accept: str, operation: Operation) -> str:
    """The format that a program prefers; JSON where it does not mind. Raises RefusedError with status 406."""
    liked = {name: max(_weight(accept, media) for media in each.media) for name, each in offered(operation).items()}
    best = max(liked, key=lambda name: liked[name]) if accept.strip() else "json"
    if accept.strip() and not liked[best]:
        text = Text("Không có định dạng được yêu cầu (Accept).", "None of the formats asked for (Accept) is there.")
        known = [media for each in offered(operation).values() for media in each.media]
        raise RefusedError(text, "Accept", accept, known, 406)
    return best


def _weight(accept: str, media: str) -> float:
    """How much a media type is liked, by the most exact of the ranges that hold it."""
    ranges = (media, f"{media.partition('/')[0]}/*", "*/*")  # the most exact first
    found, exact = 0.0, len(ranges)
    for part in accept.split(","):
        kind, *more = (piece.strip().lower() for piece in part.split(";"))
        if kind not in ranges[:exact]:
            continue
        quality = next((piece[2:] for piece in more if piece.startswith("q=")), "1")
        try:
            weight = min(max(float(quality), 0.0), 1.0)
        except ValueError:
            continue
        found, exact = weight if weight == weight else 0.0, ranges.index(kind)
    return found
