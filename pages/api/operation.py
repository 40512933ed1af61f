"""What an address of the interface answers with: what it takes, what it finds, and the columns of that."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
from pydantic import BaseModel, ConfigDict, Field, create_model

from data.model import Language, Text
from pages.api.parameters import QueryParameters
from service.service import Service

Row = Mapping[str, object]
ARROW = {str: pa.string(), float: pa.float64(), int: pa.int64(), bool: pa.bool_(), list[str]: pa.list_(pa.string())}


@dataclass(frozen=True, slots=True)
class ResponseColumn:
    """A column and where it comes from. A list of texts is set side by side with spaces in a CSV."""

    name: str
    vi: str
    en: str
    value: Callable[[Any], object] | None = None  # unless the attribute of its name; texts are told in one language
    values: Sequence[str] = ()  # all there can be
    kind: Any = str  # a key of ARROW
    empty: bool = False  # may be null
    only: str = ""  # there only where this parameter is given


class ResponsePage(BaseModel):
    """A page of rows with what stands around them but for `rows`, for the description of the interface."""

    model_config = ConfigDict(extra="forbid")

    title: str
    source: str
    data_version: int = Field(description="Grows with everything that is taken in; see changelog.")
    data_hash: str = Field(description="Hash of the ledger up to that version: equal hashes, equal figures.")
    demo: bool = Field(description="Whether these are demonstration data, not for reporting.")
    notice: str | None
    total: int = Field(description="Rows on all pages together.")
    page: int
    next: str | None = Field(description="Address of the next page, relative to this server.")


class Found:
    """Everything that answers a request, in order. This one has it all; others make only the rows of a page."""

    def __init__(self, things: Sequence[Any]) -> None:
        self._things = things

    def __len__(self) -> int:
        return len(self._things)

    def page(self, begin: int, end: int) -> Sequence[Any]:
        return self._things[begin:end]

    def cost(self, begin: int, end: int) -> int:
        """How many rows or figures are made for those of a page."""
        return min(end, len(self)) - min(begin, len(self))


@dataclass(frozen=True, slots=True)
class Operation:
    """An address. `find` tells everything that answers a request, in order, and may raise RefusedError."""

    name: str
    title: Text
    about: Text
    parameters: type[QueryParameters]
    find: Callable[[Service, Any], Sequence[Any] | Found]
    columns: tuple[ResponseColumn, ...]
    figures: Callable[[Sequence[Any]], pa.Table] | None = None  # the same by code, where they are figures

    def shown(self, query: QueryParameters) -> list[ResponseColumn]:
        return [column for column in self.columns if not column.only or getattr(query, column.only)]

    def answer(self) -> type[BaseModel]:
        """The answer as a model, for the description of the interface."""
        fields: dict[str, Any] = {column.name: _field(column) for column in self.columns}
        row = create_model(f"{self.name.capitalize()}Row", __config__=ConfigDict(extra="forbid"), **fields)
        return create_model(f"Answer[{row.__name__}]", __base__=ResponsePage, rows=(list[row], ...))  # type: ignore[valid-type]


def _field(column: ResponseColumn) -> tuple[Any, Any]:
    every: Any = {"enum": [*column.values, None] if column.empty else [*column.values]} if column.values else None
    about = f"{column.en} / {column.vi}"
    usual = None if column.only else ...
    return column.kind | None if column.empty else column.kind, Field(usual, description=about, json_schema_extra=every)


def row_of(columns: Sequence[ResponseColumn], thing: object, language: Language) -> Row:
    return {c.name: _plain(c.value(thing) if c.value else getattr(thing, c.name), language) for c in columns}


def _plain(value: object, language: Language) -> object:
    """Texts in one language, days as ISO, lists as such."""
    if isinstance(value, Text):
        return value.in_(language)
    return value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value
