"""The kinds of column, a file each: how it is read, stored, drawn on the template and named to people."""

from collections.abc import Mapping

from data.column_types.column import ColumnType
from data.discovery import discover

COLUMN_TYPES: Mapping[str, ColumnType] = discover(__path__, __name__, ColumnType)
