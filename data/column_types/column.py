"""What a kind of column declares, and a column of that kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from functools import partial
from typing import Any

import pyarrow as pa

from data.column_types.cell import Raw, Read
from data.model import Text

Reader = Callable[[Raw], Read]


def _no_options(column: Column, since_1904: bool) -> Mapping[str, Any]:
    return {}


def _none_at_once(raws: Collection[Raw], values: dict[Raw, object]) -> Collection[Raw]:
    return raws


@dataclass(frozen=True, slots=True)
class ColumnType:
    """A kind of column: all that the rest asks of it. Its functions stand in its module: declarations are pickled."""

    name: str  # as the hidden sheet of a template says it
    label: Text
    hint: Text  # what a cell of the template takes
    sql: str
    arrow: pa.DataType
    read: Callable[..., Read]  # of one cell
    validation: str  # the rule of Excel that guards a cell
    most: str = ""  # the widest bounds of that rule, as formulas
    least: str | None = None  # None: only an upper bound, which may not be overruled
    number_format: str = "@"
    align: str = "left"
    width: int = 18
    is_number: bool = False
    is_text: bool = False  # searched, and compared without regard to case
    as_percent: str = "number_with_unit"  # the rule that a number breaks whose cell is shown as per cent
    options: Callable[[Column, bool], Mapping[str, Any]] = _no_options  # of `read`, by the column and its workbook
    read_at_once: Callable[[Collection[Raw], dict[Raw, object]], Collection[Raw]] = _none_at_once  # see `read_each`
    order: int = 100  # among the other kinds

    def reader(self, column: Column, since_1904: bool) -> Reader:
        """The function that reads a cell of a column, in a workbook that counts days from 1904 or not."""
        options = self.options(column, since_1904)
        return partial(self.read, **options) if options else self.read


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet. Numbers are never negative. `also` are other headings it is known by."""

    type: ColumnType
    label: Text
    hint: Text
    example: str
    _: KW_ONLY
    required: bool = True
    choices: Mapping[str, Text] = field(default_factory=dict)  # code → label; the codes are what is stored
    suggestions: tuple[str, ...] = ()  # offered in a text column, not demanded
    also: tuple[str, ...] = ()
    width: int = 0  # 0: as wide as its kind

    def worded(self, value: object) -> object:
        """A stored value as it stands in a cell: a choice by its label."""
        label = self.choices.get(str(value))
        return value if label is None else label.vi


def read_each(
    column: Column, raws: Iterable[Raw], since_1904: bool = False
) -> tuple[dict[Raw, object], dict[Raw, Read]]:
    """Every different cell of a column at once: raw → value, and raw → what was read for those with a rule.

    They are looked at in their order, that of memory, where each is found three times as fast as in a set's. The same
    answers as the kind's `reader` gives cell by cell. Its `read_at_once` puts the values of clean cells in without a
    function call for each, and gives back the others.
    """
    values: dict[Raw, object] = {}
    flagged: dict[Raw, Read] = {}
    read = column.type.reader(column, since_1904)
    for raw in column.type.read_at_once(dict.fromkeys(raws), values):
        result = read(raw)
        values[raw] = result.value
        if result.rule:
            flagged[raw] = result
    return values, flagged
