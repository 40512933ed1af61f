"""The versions of a province's quarter: what stood with each of them, and how any two differ.

Versions stand sheet by sheet, so what is compared is the whole quarter as it stood, never one file with another.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from data.model import Period
from data.reading.reader import SheetRows
from data.storage.database import Work
from data.storage.ledger import LedgerLine
from data.table import Table
from service import submissions
from service.access.events import Event
from service.review.cell_changes import GONE, NEW, OTHER, CellChange, cell_changes, form_lines
from service.review.moves import Review
from service.service import Service
from service.submissions import Submission

Sheets = Mapping[str, int]  # table → the submission that it stands by


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of a list that is not the same: the columns that differ, each with what it said and says."""

    table: str
    how: str
    name: str
    columns: tuple[tuple[str, object, object], ...]


@dataclass(frozen=True, slots=True)
class SheetChange:
    """A sheet that stands by another submission, with the rows and the state that its sender gave, before and after."""

    table: str
    numbers: tuple[int | None, int | None]
    rows: tuple[int, int]
    states: tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Differences:
    sheets: Sequence[SheetChange] = ()
    cells: Sequence[CellChange] = ()
    rows: Sequence[RowChange] = ()

    @property
    def nothing(self) -> bool:
        told = (one for one in self.sheets if one.states[0] != one.states[1] or None in one.numbers)
        return not (self.cells or self.rows or any(told))


# What stood


def of_quarter(service: Service, unit: str, period: Period) -> Iterator[LedgerLine]:
    """The lines of the ledger that say what became of a province's quarter, in their order."""
    for line in service.repository.ledger.lines:
        if line.unit == unit and line.quarter == period.last and line.kind in (Event.SUBMISSION, Event.MOVE):
            yield line


def states_of(line: LedgerLine) -> dict[int, Review]:
    """What a line makes of submissions."""
    if line.kind == Event.SUBMISSION:
        return {line.body["number"]: Review(line.body["state"])}
    return {int(number): Review(state) for number, state in line.body["states"].items()}


def once(service: Service, one: Submission) -> frozenset[int]:
    """The submissions that counted when this one was last the newest that did; none where it never was."""
    found: frozenset[int] = frozenset()
    counted: set[int] = set()
    for line in of_quarter(service, one.unit, one.period):
        for number, state in states_of(line).items():
            (counted.add if state is Review.ACCEPTED else counted.discard)(number)
        if counted and max(counted) == one.number:
            found = frozenset(counted)
    return found


def stands(service: Service, unit: str, period: Period) -> Sheets:
    """The sheets of a province's quarter as they stand now."""
    return _newest(one for one in submissions.versions(service, unit, period) if one.state is Review.ACCEPTED)


def stood(service: Service, one: Submission) -> Sheets:
    """The sheets as they last stood with this version, or as they would if it were accepted."""
    versions = submissions.versions(service, one.unit, one.period)
    then = once(service, one) or {
        other.number for other in versions if other.state is Review.ACCEPTED and other.number < one.number
    } | {one.number}
    return _newest(other for other in versions if other.number in then)


def _newest(versions: Iterable[Submission]) -> Sheets:
    """Of each sheet the newest; versions come newest first."""
    found: dict[str, int] = {}
    for one in versions:
        for name in one.sheets:
            found.setdefault(name, one.number)
    return found


def sheets_of(service: Service, number: int) -> dict[str, SheetRows]:
    """What a submission said, as the reader gave it when it came."""
    with service.store.reading() as work:
        return {
            name: SheetRows(name, title, _lines(work, service.tables[name], number), state)
            for name, title, state in work.rows(
                "SELECT name, title, state FROM sheet WHERE submission = $number::INTEGER ORDER BY name", number=number
            )
        }


def _lines(work: Work, table: Table, number: int) -> pa.Table:
    if table.is_form:
        return form_lines(work, table.name, number)
    columns = ", ".join(f'"{key}"' for key in table.columns)
    return work.arrow(
        f'SELECT row AS _row, {columns} FROM "list_{table.name}" WHERE submission = $number::INTEGER ORDER BY row',  # noqa: S608 - declared names
        number=number,
    )


# How they differ


def differences(service: Service, before: Sheets, after: Sheets) -> Differences:
    """From one state of a quarter to another: sheets, cells of forms, rows of lists; the gravest first."""
    sheets: list[SheetChange] = []
    cells: list[CellChange] = []
    rows: list[RowChange] = []
    with service.store.reading() as work:
        for name, table in service.tables.items():
            was, will = before.get(name), after.get(name)
            if was == will:
                continue
            told = [_told(work, name, number) for number in (was, will)]
            sheets.append(SheetChange(name, (was, will), (told[0][0], told[1][0]), (told[0][1], told[1][1])))
            sides = [_lines(work, table, number).to_pylist() if number else [] for number in (was, will)]
            if table.is_form:
                cells += cell_changes(*sides)
            else:
                rows += _rows(table, *sides)
    cells.sort(key=lambda change: change.weight)
    rows.sort(key=lambda one: (GONE, OTHER, NEW).index(one.how))
    return Differences(sheets, cells, rows)


def _told(work: Work, name: str, number: int | None) -> tuple[int, str | None]:
    sql = "SELECT rows, state FROM sheet WHERE submission = $number::INTEGER AND name = $name"
    found = work.rows(sql, number=number, name=name)
    return (found[0][0], found[0][1]) if found else (0, None)


def _rows(
    table: Table, before: Sequence[Mapping[str, object]], after: Sequence[Mapping[str, object]]
) -> Iterator[RowChange]:
    """By the key of a register; in a list without one, rows are the same or they are not."""
    columns = list(table.columns)
    name = (table.key or columns)[0]

    def change(how: str, was: Mapping[str, object] | None, will: Mapping[str, object] | None) -> RowChange:
        old, new = was or {}, will or {}
        differ = tuple((c, old.get(c), new.get(c)) for c in columns if old.get(c) != new.get(c))
        return RowChange(table.name, how, str((will or old).get(name) or ""), differ)

    if table.key:
        sides = [{_key(table, row): row for row in rows} for rows in (before, after)]
        for key in dict.fromkeys([*sides[0], *sides[1]]):
            was, will = (side.get(key) for side in sides)
            if was is None or will is None or any(was[c] != will[c] for c in columns):
                yield change(NEW if was is None else GONE if will is None else OTHER, was, will)
        return
    counts = [Counter(tuple(row[c] for c in columns) for row in rows) for rows in (before, after)]
    for row in (counts[0] - counts[1]).elements():
        yield change(GONE, dict(zip(columns, row, strict=True)), None)
    for row in (counts[1] - counts[0]).elements():
        yield change(NEW, None, dict(zip(columns, row, strict=True)))


def _key(table: Table, row: Mapping[str, object]) -> tuple[object, ...]:
    return tuple(value.casefold() if isinstance(value := row[key], str) else value for key in table.key)
