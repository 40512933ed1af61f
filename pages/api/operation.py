"""What an address of the interface answers with: its columns, its parameters, and the rows it finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from data.model import Language, Text
from pages.api.parameters import EVERYWHERE, Parameter
from service.service import Service

Row = Sequence[object]
ARROW = {
    "string": pa.string(),
    "number": pa.float64(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "array": pa.list_(pa.string()),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the rows. `array` is a list of texts; a CSV sets them side by side with spaces."""

    name: str
    kind: str  # a key of ARROW
    about: Text
    values: Sequence[str] = ()  # all there can be
    empty: bool = False  # may be null
    only: str = ""  # there only where this parameter is given

    @property
    def schema(self) -> dict[str, Any]:
        kind: object = [self.kind, "null"] if self.empty else self.kind
        said: dict[str, Any] = {"type": kind, "description": f"{self.about.en} / {self.about.vi}"}
        if self.kind == "array":
            said["items"] = {"type": "string"}
        if self.values:
            said["enum"] = [*self.values, None] if self.empty else list(self.values)
        return said


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that answers a request, in order; only a page of it is told as rows."""

    things: Sequence[Any]
    told: Callable[[Any], Row]
    figures: Callable[[Sequence[Any]], pa.Table] | None = None  # the same by code, where they are figures


@dataclass(frozen=True, slots=True)
class Operation:
    """An address. `find` may raise RefusedError."""

    name: str
    title: Text
    about: Text
    columns: tuple[Column, ...]
    own: tuple[Parameter, ...]
    find: Callable[[Service, Mapping[str, Any], Language], Found]
    statistical: bool = False  # whether the rows are figures, which SDMX can hold

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return (*self.own, *EVERYWHERE)

    def shown(self, asked: Mapping[str, Any]) -> list[Column]:
        """The columns of an answer."""
        return [column for column in self.columns if not column.only or column.only in asked]


def table(columns: Sequence[Column], rows: Sequence[Row]) -> pa.Table:
    """The same rows with typed columns."""
    values = zip(*rows, strict=True) if rows else ([] for _ in columns)
    return pa.table({c.name: pa.array(list(v), ARROW[c.kind]) for c, v in zip(columns, values, strict=True)})
