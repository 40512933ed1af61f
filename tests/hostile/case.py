"""A file of the corpus: a sentence, its bytes, and what must become of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from tests.support.corpus import HEADINGS, ROW, trainings

# The row of tests.support.corpus.ROW as it is loaded.
READ: list[object] = ["Nuôi tôm", "other", "department", date(2024, 10, 12), date(2024, 10, 14), "Xã Vĩnh Linh", 45, 20]
COLUMNS = "ABCDEFGH"


@dataclass(frozen=True)
class Case:
    """`places` are all findings as rule@cell, in order; `rows` what is loaded, None where nothing may be.

    A row of the list has its eight values, one of the form its code, value and year to date.
    """

    sentence: str
    data: bytes | Callable[[], bytes]
    places: tuple[str, ...] = ()
    rows: Sequence[Sequence[object]] | None = None
    name: str = "a.xlsx"
    table: str = "trainings"
    heavy: bool = False  # takes more than a second: only in the long form
    apart: bool = False  # its cost is measured

    @property
    def bytes(self) -> bytes:
        return self.data if isinstance(self.data, bytes) else self.data()


def refused(
    sentence: str,
    data: bytes | Callable[[], bytes],
    *places: str,
    name: str = "a.xlsx",
    heavy: bool = False,
    apart: bool = False,
) -> Case:
    """Not loaded, for these rules at these places."""
    return Case(sentence, data, places, None, name, heavy=heavy, apart=apart)


def loads(
    sentence: str,
    data: bytes | Callable[[], bytes],
    *places: str,
    rows: Sequence[Sequence[object]] = (READ,),
    name: str = "a.xlsx",
    heavy: bool = False,
    apart: bool = False,
) -> Case:
    """Loaded with exactly these rows; `places` are notes and questions told besides."""
    return Case(sentence, data, places, rows, name, heavy=heavy, apart=apart)


def with_cell(column: str, raw: object) -> list[object]:
    row: list[object] = list(ROW)
    row[COLUMNS.index(column)] = raw
    return row


def read_with(column: str, value: object) -> list[object]:
    row = list(READ)
    row[COLUMNS.index(column)] = value
    return row


def cell(sentence: str, column: str, raw: object, *places: str, value: object = ...) -> Case:
    """A list whose one row has this in one cell of its second row: loaded as `value`, or refused where there is none."""
    rows = None if value is ... else [read_with(column, value)]
    return Case(
        sentence, partial(trainings, with_cell(column, raw)), tuple(f"{rule}@{column}2" for rule in places), rows
    )


def csv_cell(sentence: str, column: str, raw: str, *places: str, value: object = ...) -> Case:
    """The same in a CSV file."""
    words = [str(r) for r in with_cell(column, raw)]
    lines = [HEADINGS, words]
    text = "\n".join(",".join('"' + word.replace('"', '""') + '"' for word in line) for line in lines)
    rows = None if value is ... else [read_with(column, value)]
    return Case(
        f"{sentence} in a CSV file", text.encode(), tuple(f"{rule}@{column}2" for rule in places), rows, "a.csv"
    )
