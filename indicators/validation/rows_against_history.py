"""A draft's lists against the province's own: a row unlike its like, rows sent again, a register that forgets."""

from statistics import median

from data.model import NOTHING, Finding, Grain, Period, number_words
from data.places import Places
from data.reading.reader import Reading, SheetRows
from data.reading.tally import Tally
from data.rules.findings import Location, finding
from data.rules.row_rules import MORE_ROWS
from data.storage.database import Work
from data.table import STATE_LABELS, DataState, Table
from indicators.define import Indicator
from indicators.engine.observations import Observer
from indicators.validation.history import QUARTERS, SHOWN, Memory
from indicators.validation.unlike_rows import required_numbers, unlike_rows

EMPTY = 8  # rows that a list usually has, and never none, from which on its silence is asked about
SAME_ROWS, SAME_SHARE = 3, 0.8  # so many rows, and that part of all of them, word by word those of the quarter before
NAMED = 20  # rows that a sentence names


def against_own_rows(
    work: Work, observer: Observer, reading: Reading, memory: Memory, faults: set[str], tally: Tally
) -> list[Finding]:
    """Every list of a draft beside those that its province sent before."""
    findings: list[Finding] = []
    for indicator in observer.catalogue.values():
        if indicator.form or indicator.nationwide or indicator.name not in reading.sheets or indicator.name in faults:
            continue
        sheet, table = reading.sheets[indicator.name], indicator.table
        if table.register:
            findings += _shrinks(work, indicator, sheet, memory)
        elif sheet.rows.num_rows:
            findings += _same_rows(work, table, sheet, memory) or unlike_rows(work, indicator, sheet, memory, tally)
        elif sheet.state == DataState.NOTHING:
            findings += _emptied(table, sheet, memory)
    return findings + tally.rest()


_BEFORE = 'SELECT * FROM "list_{name}" WHERE list_contains($numbers::INTEGER[], submission)'


def _filled(table: Table, memory: Memory, quarters: int) -> list[int]:
    """The submissions in which this list has rows in some quarters, of the unit or of those that it was made of."""
    return [one.number for one in memory.sheets(table.name, quarters) if one.rows]


def _same_rows(work: Work, table: Table, sheet: SheetRows, memory: Memory) -> list[Finding]:
    """The list of the quarter before once more: nearly all rows are word by word those that were sent then."""
    numbers, before = required_numbers(table), _filled(table, memory, 1)
    if sheet.rows.num_rows < SAME_ROWS or not numbers or not before:
        return []
    ((same, first),) = work.rows(
        f"""SELECT count(*), min(_row) FROM {sheet.lies} AS d SEMI JOIN ({_BEFORE.format(name=table.name)}) AS b
            ON {" AND ".join(f'd."{key}" IS NOT DISTINCT FROM b."{key}"' for key in table.columns)}
        WHERE {" AND ".join(f'd."{key}" > 0' for key in numbers)}""",  # noqa: S608 - only declared names
        numbers=before,
    )
    rows = sheet.rows.num_rows
    if same < SAME_ROWS or same < SAME_SHARE * rows:
        return []
    earlier, now = Period.quarter(memory.period.last - 1).label, memory.period.label
    place = sheet.place(first, numbers[0])
    return [finding("rows_repeated", place, f"{same}/{rows}", same=same, rows=rows, earlier=earlier, now=now)]


def _emptied(table: Table, sheet: SheetRows, memory: Memory) -> list[Finding]:
    """An activity that was there in every quarter, and all at once is said not to have happened."""
    before = [one.rows for one in memory.sheets(table.name, QUARTERS)]
    n = len(before)
    if n < SHOWN or not all(before) or (usual := median(before)) < EMPTY:
        return []
    place = Location(sheet.sheet, sheet.state_cell, None, "", table.name)
    words = {"usual": number_words(usual), "not_available": STATE_LABELS[DataState.NOT_AVAILABLE]}
    return [finding("sudden_zero:list", place, "0", count=n, **words)]


def _shrinks(work: Work, indicator: Indicator, sheet: SheetRows, memory: Memory) -> list[Finding]:
    """A register keeps what it held: a thing that was in force may be cancelled, not forgotten."""
    if sheet.rows.num_rows == 0 and sheet.state in (None, DataState.NOT_AVAILABLE):
        return []  # asked about already, or said not to be there yet: nothing is forgotten by that
    table = indicator.table
    before = _register_rows(work, table, [one.number for one in memory.register(table.name)])
    key = table.key[0]
    have = {str(value).strip().lower() for value in sheet.rows.column(key).to_pylist() if value}
    active = next(iter(table.columns["status"].choices)) if "status" in table.columns else None
    stood = dict.fromkeys(str(row[key]) for row in before if active is None or row["status"] == active)
    lost = [name for name in stood if name.strip().lower() not in have]
    if not lost:
        return []
    names, rest = ", ".join(lost[:NAMED]), len(lost) - NAMED
    more = MORE_ROWS.format(count=rest) if rest > 0 else NOTHING
    letter = sheet.columns.get(key, "") if sheet.header_row else ""
    cell = f"{letter}{sheet.header_row}" if letter else ""
    place = Location(sheet.sheet, cell, sheet.header_row or None, key, table.name)
    totals = [code for code, m in indicator.listed.items() if m.at_date]
    nation = sum(memory.nation(totals, Grain.QUARTER).get(code, 0.0) for code in totals)
    effect, label = len(lost) / nation if nation > 0 else None, table.columns[key].label
    return [finding("register_shrinks", place, names, effect, column=label, count=len(lost), more=more)]


def standing_register(work: Work, places: Places, table: Table, unit: str, period: Period) -> list[dict[str, object]]:
    """The rows of a register as they last stood before a quarter; a merged unit starts from those it was made of."""
    units = [unit] if places.alive(unit, period.shift(-1).end) else places.predecessors(unit)
    numbers = [
        number
        for (number,) in work.rows(
            """SELECT max_by(number, quarter) FROM standing
            WHERE name = $name AND list_contains($units::VARCHAR[], unit) AND quarter < $quarter::INTEGER AND rows > 0
            GROUP BY unit""",
            name=table.name,
            units=units,
            quarter=period.last,
        )
    ]
    return _register_rows(work, table, numbers)


def _register_rows(work: Work, table: Table, numbers: list[int]) -> list[dict[str, object]]:
    if not numbers:
        return []
    columns = ", ".join(f'"{key}"' for key in table.columns)
    rows = work.rows(
        f"""SELECT {columns} FROM "list_{table.name}" WHERE list_contains($numbers::INTEGER[], submission)
        ORDER BY submission, row""",  # noqa: S608 - only declared names
        numbers=numbers,
    )
    return [dict(zip(table.columns, row, strict=True)) for row in rows]
