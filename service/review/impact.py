"""What accepting a draft would do, computed without storing anything: values, rows, national totals, ranks, targets.

The questions that pages ask are asked twice, of what stands and of what would stand: in a connection of its own the
observations of the province's year are laid over by those that follow from the draft.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from data.model import Period
from data.places import NATION_KEY, Boundary
from data.reading.reader import SheetRows
from data.storage.database import Store, Work, columns_of
from data.table import Table
from indicators.define import Direction, Measure, Nature
from indicators.engine.answer import By, Question, Row, Standing
from indicators.engine.observations import COLUMNS
from service import submissions
from service.review.cell_changes import CellChange, cell_changes, form_lines
from service.targets.progress import Progress, progress_of

if TYPE_CHECKING:
    from service.drafts import Draft
    from service.service import Service
    from service.submissions import Submission

NAMED = 5  # rows of a list that are told by name


@dataclass(frozen=True, slots=True)
class FigureChange:
    """What accepting a file would do to one figure of its province and quarter."""

    measure: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class ListChange:
    """A list that holds other rows than before: how many of each kind, and the first of them by name."""

    table: str
    count: dict[str, int]
    named: dict[str, list[str]]
    states: tuple[str | None, str | None]  # what the sender says of the list


@dataclass(frozen=True, slots=True)
class TotalChange:
    """A national figure that would change."""

    measure: Measure
    before: Row
    after: Row

    @property
    def weight(self) -> float:
        if self.before.value is None or self.after.value is None:
            return 0.0
        return -abs(self.after.value - self.before.value) / max(abs(self.before.value), 1.0)


@dataclass(frozen=True, slots=True)
class RankChange:
    """The province's place by a measure, and among how many; None: it has none."""

    measure: Measure
    before: tuple[int, int] | None
    after: tuple[int, int] | None

    @property
    def weight(self) -> int:
        if self.before is None or self.after is None:
            return 0
        return -abs(self.after[0] - self.before[0])


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A target that would be judged otherwise, or by another figure."""

    before: Progress
    after: Progress

    @property
    def weight(self) -> tuple[bool, float]:
        moved = abs((self.after.share or 0) - (self.before.share or 0))
        return self.before.pace is self.after.pace, -moved


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything that would change, the gravest first. `stands`: the newest submission that the draft replaces."""

    stands: Submission | None
    cells: Sequence[CellChange] = ()
    rows: Sequence[ListChange] = ()
    totals: Sequence[TotalChange] = ()
    ranks: Sequence[RankChange] = ()
    targets: Sequence[TargetChange] = ()
    figures: Sequence[FigureChange] = ()

    @property
    def nothing(self) -> bool:
        return not (self.cells or self.rows or self.totals or self.ranks or self.targets)


def impact_of(service: Service, draft: Draft) -> Impact:
    """What a draft that was judged would do."""
    if draft.period is None or draft.projection is None:
        return Impact(None)
    unit, period = draft.sender_key, draft.period
    with service.store.reading() as work:
        sql = "SELECT name, number, state FROM standing WHERE unit = $unit AND quarter = $quarter::INTEGER"
        sheets = work.rows(sql, unit=unit, quarter=period.last)
        standing = {name: (number, state) for name, number, state in sheets}
        cells: list[CellChange] = []
        rows: list[ListChange] = []
        for name, sheet in draft.reading.sheets.items():
            number, state = standing.get(name, (0, None))
            if service.tables[name].is_form:
                cells += cell_changes(form_lines(work, name, number).to_pylist(), sheet.rows.to_pylist())
            elif found := _rows(work, service.tables[name], sheet, number, state):
                rows.append(found)
    newest = max((number for number, _ in standing.values()), default=0)
    stands = submissions.submission(service, newest) if newest else None
    cells.sort(key=lambda change: change.weight)
    if draft.nation:
        return Impact(stands, cells, rows)
    with _foreseen(service, draft) as (after, codes):
        measures = [service.measures[code] for code in service.measures if code in codes]
        core = [m for m in measures if m.core and m.kind is not Nature.INDEX]
        totals = [total for m in core if (total := _total(service, after, m, period))]
        home = service.places.heir(unit)
        ranks = [rank for m in core if (rank := _rank(service, after, m, period, home))]
        targets = _target_changes(service, after, [home, NATION_KEY], period, codes)
    totals.sort(key=lambda change: change.weight)
    ranks.sort(key=lambda change: change.weight)
    return Impact(stands, cells, rows, totals, ranks, targets, figures(service, draft))


def figures(service: Service, draft: Draft) -> list[FigureChange]:
    """Every figure of the draft's province and quarter, before and after; of a yearly one the year's."""
    if draft.period is None or draft.projection is None or draft.nation:
        return []
    unit, last = draft.sender_key, draft.period.last
    after = draft.projection.figures(unit, draft.period, service.measures)
    with service.store.reading() as work:
        before: dict[str, float | None] = dict(
            work.rows(
                """SELECT measure, value FROM observation WHERE split = '' AND unit = $unit::VARCHAR
                    AND last = $last::INTEGER
                    AND span = CASE WHEN list_contains($yearly::VARCHAR[], measure) THEN 'year' ELSE 'quarter' END""",
                unit=unit,
                last=last,
                yearly=[code for code, measure in service.measures.items() if measure.yearly],
            )
        )
    return [FigureChange(code, before.get(code), after.get(code)) for code in service.measures]


@contextmanager
def _foreseen(service: Service, draft: Draft) -> Iterator[tuple[Service, set[str]]]:
    """The service as it would answer with the draft accepted, and the codes of the measures that would change."""
    assert draft.period is not None
    assert draft.projection is not None
    year = draft.period.year
    units = service.observer.family(draft.sender_key, year)
    theirs = "list_contains($units::VARCHAR[], unit) AND last BETWEEN $first::INTEGER AND $last::INTEGER"
    where = {"units": units, "first": year * 4, "last": year * 4 + 3}
    columns = ", ".join(COLUMNS)
    with (
        service.store.reading(apart=True) as work,
        work.lent("foreseen", columns_of(draft.projection.records, COLUMNS)),
    ):
        name = str(work.one("SELECT current_database()")).replace('"', '""')
        stands = f'SELECT {columns} FROM "{name}".main.observation'  # noqa: S608 - our own names
        work.run(f"CREATE TEMP TABLE theirs AS {stands} WHERE {theirs}", **where)
        codes = {
            code
            for (code,) in work.rows(
                f"""SELECT DISTINCT measure FROM ((SELECT {columns} FROM foreseen EXCEPT ALL FROM theirs)
                UNION ALL (FROM theirs EXCEPT ALL SELECT {columns} FROM foreseen))"""  # noqa: S608
            )
        }
        work.run("CREATE TEMP TABLE family AS SELECT unnest($units::VARCHAR[]) AS unit", units=units)
        years = f"last BETWEEN {year * 4} AND {year * 4 + 3} AND unit IN (SELECT unit FROM family)"  # noqa: S608
        rest = f"{stands} WHERE NOT ({years})"
        work.run(f"CREATE TEMP VIEW observation AS {rest} UNION ALL SELECT {columns} FROM foreseen")  # noqa: S608
        after = copy(service)
        after.store = cast("Store", _Only(work))
        yield after, codes


class _Only:
    """A store that is only read, and always through one connection."""

    holds = False

    def __init__(self, work: Work) -> None:
        self._work = work

    @contextmanager
    def reading(self) -> Iterator[Work]:
        yield self._work


def _rows(work: Work, table: Table, sheet: SheetRows, number: int, state: str | None) -> ListChange | None:
    """How a list differs from the one that stands: by its key, or where it has none by whole rows."""
    columns = list(table.columns)
    every = ", ".join(f'"{column}"' for column in columns)
    named = f'"{(table.key or columns)[0]}"::VARCHAR'
    old = f'SELECT {every} FROM "list_{table.name}" WHERE submission = $number::INTEGER'  # noqa: S608 - declared names
    if table.key:
        keys = [f'lower("{k}")' if table.columns[k].type.is_text else f'"{k}"' for k in table.key]
        key = f"row({', '.join(keys)})"
        sql = f"""SELECT CASE WHEN o.key IS NULL THEN 'added' WHEN n.key IS NULL THEN 'removed' ELSE 'changed' END AS how,
                coalesce(n.name, o.name) AS name
            FROM (SELECT {key} AS key, {named} AS name, row({every}) AS line FROM ({old})) AS o
            FULL JOIN (SELECT {key} AS key, {named} AS name, row({every}) AS line FROM draft_rows) AS n ON o.key = n.key
            WHERE o.line IS DISTINCT FROM n.line"""  # noqa: S608
    else:
        sql = f"""SELECT 'added' AS how, {named} AS name FROM (SELECT {every} FROM draft_rows EXCEPT ALL {old})
            UNION ALL SELECT 'removed', {named} FROM ({old} EXCEPT ALL SELECT {every} FROM draft_rows)"""  # noqa: S608
    count: dict[str, int] = {}
    examples: dict[str, list[str]] = {}
    with work.lent("draft_rows", sheet.rows):
        for how, rows, names in work.rows(
            f"SELECT how, count(*), list(name ORDER BY name)[:{NAMED}] FROM ({sql}) GROUP BY how",  # noqa: S608
            number=number,
        ):
            count[how], examples[how] = rows, [str(one) for one in names if one is not None]
    states = (state, sheet.state)
    other = number and state != sheet.state
    return ListChange(table.name, count, examples, states) if count or other else None


def _total(before: Service, after: Service, measure: Measure, quarter: Period) -> TotalChange | None:
    span = measure.span_at(quarter, over=False)
    question = Question(measure.code, span, span, By.NATION, (), span.grain)
    was, will = (side.ask(question).rows[0] for side in (before, after))
    same = (was.value, was.state, was.reported, was.bound) == (will.value, will.state, will.reported, will.bound)
    return None if same or (was.value is None and will.value is None) else TotalChange(measure, was, will)


def _rank(before: Service, after: Service, measure: Measure, quarter: Period, key: str) -> RankChange | None:
    span = measure.span_at(quarter, over=False)
    question = Question(measure.code, span, span, By.PROVINCE, (), span.grain, Boundary.TODAY)
    was, will = (place_of(side.ask(question).rows, key, measure.direction) for side in (before, after))
    return RankChange(measure, was, will) if was != will else None


def place_of(rows: Sequence[Row], key: str, direction: Direction) -> tuple[int, int] | None:
    """A province's place among those whose figures are complete and exact; equal figures share a place."""
    values = {
        row.key: row.value
        for row in rows
        if row.state is Standing.FINAL and row.value is not None and not row.bound and not row.conflict
    }
    if key not in values or len(set(values.values())) < 2:
        return None
    mine, lower = values[key], direction is Direction.LOWER_BETTER
    better = sum(value < mine if lower else value > mine for value in values.values())
    return better + 1, len(values)


def _target_changes(
    before: Service, after: Service, keys: Sequence[str], period: Period, codes: set[str]
) -> list[TargetChange]:
    then = {(one.target.key, one.role): one for one in progress_of(before, keys, period)}
    found = []
    for one in progress_of(after, keys, period):
        was = then.get((one.target.key, one.role))
        other = was and (was.pace, was.share, was.actual) != (one.pace, one.share, one.actual)
        if was and other and one.target.measure in codes:
            found.append(TargetChange(was, one))
    return sorted(found, key=lambda one: one.weight)
