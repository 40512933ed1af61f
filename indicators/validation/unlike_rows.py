"""A row of a draft's list beside the rows of its kind that the province has sent: is its number one of them?

How far rows of a kind usually lie apart is read off the whole list, kind by kind, on a scale of ratios. Of all that a
row is (the same service, the same type, the same provider …) that kind is its measure whose rows lie closest together,
so that four rows which happen to be alike measure nothing. A number is asked about where with a zero more or fewer it
would be far likelier than as it stands, or where it is far from all of them whatever its zeros.
"""

from itertools import accumulate
from math import log1p
from operator import attrgetter
from typing import NamedTuple

from data.model import NOTHING, Finding, Grain, number_words
from data.reading.reader import SheetRows
from data.reading.tally import Tally
from data.rules.findings import finding
from data.rules.row_rules import LESS_BY_ZEROS, MORE_BY_ZEROS
from data.storage.database import Work
from data.table import Table
from indicators.define import Indicator
from indicators.validation.history import FAR, FAR_BEYOND, LEAST, MAD, QUARTERS, AcceptedSheet, Memory, by_zeros

# Set on the tuning half of the seeded faults (benchmarks/seeded_faults.py), read off on the other half.
ALIKE = 4  # rows that must have been sent before one is held against them …
OF_A_KIND = 2  # … and of its kind
ENOUGH = 50_000  # rows of the past, from the newest sheet back, that a list is held against at most; one whole sheet
BEYOND = 1.5  # times beyond all rows of its kind, from which on it is held against them
LIKELIER = 4.2  # by zeros, as `history.LIKELIER`; more, since a list has many rows of which one is always the oddest
LEAST_SPREAD = 0.4  # as a natural logarithm: rows of a kind vary by so much at least
# By what a spread is larger, as a share of its square: the middle of a few rows is not known well, and what the units
# sent that a new one was made of says less of it.
FEW, FORMER = 1.5, 0.5


class RowAmongLike(NamedTuple):
    """A row's number `x`, and the rows of its kind: how many, their middle and range, one spread as a logarithm."""

    row: int
    x: float
    rows: int
    usual: float
    low: float
    high: float
    spread: float

    def apart(self, value: float) -> float:
        """In spreads."""
        return (log1p(value) - log1p(self.usual)) / self.spread

    @property
    def zeros(self) -> int:
        """The power of ten without which the number would be far likelier: 1 for a zero too many; 0 where none is."""
        likelier, power = by_zeros(self.x, self.apart)
        return power if likelier > LIKELIER else 0

    @property
    def far(self) -> bool:
        beyond = self.x + 1 >= FAR_BEYOND * (self.high + 1) or FAR_BEYOND * (self.x + 1) <= self.low + 1
        return beyond and abs(self.apart(self.x)) > FAR


def required_numbers(table: Table) -> list[str]:
    return [key for key, column in table.columns.items() if column.type.is_number and column.required]


def unlike_rows(work: Work, indicator: Indicator, sheet: SheetRows, memory: Memory, tally: Tally) -> list[Finding]:
    """The numbers of a list, each a question at its cell, that are unlike those of its kind; the largest first."""
    table, findings = indicator.table, list[Finding]()
    sent = _newest([one for one in memory.sheets(table.name, QUARTERS) if one.rows])
    numbers, own = [one.number for one in sent], [one.number for one in sent if one.unit == memory.unit]
    for key in required_numbers(table) if numbers else ():
        found = [
            kind
            for kind in map(RowAmongLike._make, work.rows(_query(table, sheet, key), numbers=numbers, own=own))
            if kind.zeros or kind.far
        ]
        totals = [m.code for m in indicator.listed.values() if f"sum({key})" in m.value]
        nation = sum(memory.nation(totals, Grain.QUARTER).get(code, 0.0) for code in totals) if found else 0.0
        findings += [
            _question(table, sheet, key, kind, nation)
            for kind in found
            if tally.tells("row_unlike", sheet.place(kind.row, key), table.columns[key].label)
        ]
    return findings


def _newest(sheets: list[AcceptedSheet]) -> list[AcceptedSheet]:
    """The newest sheets that have as many rows as say enough."""
    sheets = sorted(sheets, key=attrgetter("quarter"), reverse=True)
    before = accumulate((one.rows for one in sheets), initial=0)
    return [one for one, rows in zip(sheets, before, strict=False) if rows < ENOUGH]


def _query(table: Table, sheet: SheetRows, key: str) -> str:
    """Every row whose number lies beyond those of its kind, with that kind: `RowAmongLike`, the farthest off first."""
    kinds = [kind for kind, column in table.columns.items() if column.required and column.choices]
    kinds += [kind for kind, column in table.columns.items() if column.required and column.type.is_text]
    depths = range(len(kinds) + 1)  # all rows, those of the same first choice, of the same two, …
    group = ", ".join(f'CASE WHEN depth > {n} THEN "{kind}" END AS k{n}' for n, kind in enumerate(kinds))
    names = ", ".join(["depth", *(f"k{n}" for n in range(len(kinds)))])
    same = " AND ".join(f"d.{name} IS NOT DISTINCT FROM g.{name}" for name in names.split(", "))
    # what a rule of the list asks about is asked already
    ruled = [rule.broken for rule in table.rules if rule.at == key and "period_" not in rule.broken]
    silent = " AND ".join(f"NOT coalesce({broken}, false)" for broken in ruled) or "true"
    return f"""WITH at_depth(depth) AS (SELECT unnest({list(depths)}::INTEGER[])),
        before AS (SELECT {group}, depth, "{key}" AS x, ln("{key}" + 1) AS y,
                list_contains($own::INTEGER[], submission) AS own
            FROM "list_{table.name}", at_depth WHERE list_contains($numbers::INTEGER[], submission)),
        g AS (SELECT {names}, count(*) AS n, median(x) AS usual, min(x) AS low, max(x) AS high, avg(y) AS mean,
                bool_or(own) AS own
            FROM before GROUP BY {names} HAVING n >= {OF_A_KIND}),
        apart AS (SELECT g.depth, greatest({LEAST_SPREAD}, {MAD} * median(abs(y - mean) * sqrt(n / (n - 1)))) AS spread
            FROM before AS d JOIN g ON {same} GROUP BY g.depth HAVING count(*) >= {ALIKE}),
        held AS (SELECT d._row, any_value(d.x) AS x, unnest(min({{
                vary: apart.spread * sqrt(1 + {FEW} / n + if(g.own, 0, {FORMER})), closer: -g.depth,
                n: n, usual: usual, low: low, high: high}}))
            FROM (SELECT _row, "{key}" AS x, {group}, depth FROM {sheet.lies}, at_depth WHERE {silent}) AS d
                JOIN g ON {same} JOIN apart ON apart.depth = g.depth GROUP BY d._row)
        SELECT _row, x, n, usual, low, high, vary FROM held
        WHERE ((x + 1) * {BEYOND} <= low + 1 OR x + 1 >= (high + 1) * {BEYOND}) AND abs(x - usual) >= {LEAST}
        ORDER BY abs(x - usual) DESC, _row"""  # noqa: S608 - only declared names and constants


def _question(table: Table, sheet: SheetRows, key: str, kind: RowAmongLike, nation: float) -> Finding:
    words = {name: number_words(getattr(kind, name)) for name in ("usual", "low", "high")}
    zeros = NOTHING
    if power := kind.zeros:
        zeros = (MORE_BY_ZEROS if power > 0 else LESS_BY_ZEROS).format(times=number_words(10 ** abs(power)))
    effect, label = abs(kind.x - kind.usual) / nation if nation > 0 else None, table.columns[key].label
    place = sheet.place(kind.row, key)
    return finding(
        "row_unlike", place, number_words(kind.x), effect, column=label, count=kind.rows, zeros=zeros, **words
    )
