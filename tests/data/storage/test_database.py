"""Rows go into the engine as they are, however few or many they are, and their print tells every difference."""

import math
from datetime import date, datetime

import pyarrow as pa
import pytest

from data.storage.database import FEW, Store, scratch

COLUMNS = {
    "whole": ("INTEGER", pa.int32(), [-(2**31), None, 7]),
    "small": ("UTINYINT", pa.uint8(), [255, 0, 1]),
    "large": ("BIGINT", pa.int64(), [2**62, None, -1]),
    "words": ("VARCHAR", pa.string(), ["a\0b", "'; DROP TABLE t; --", "Quảng Trị"]),
    "number": ("DOUBLE", pa.float64(), [math.inf, -0.0, 0.1]),
    "none": ("DOUBLE", pa.float64(), [math.nan, None, 1.0]),
    "day": ("DATE", pa.date32(), [date(1, 1, 1), date(9999, 12, 31), None]),
    "moment": ("TIMESTAMP", pa.timestamp("us"), [datetime(2026, 1, 1, 1, 1, 1, 123456), None, None]),
    "yes": ("BOOLEAN", pa.bool_(), [True, None, False]),
    "keys": ("VARCHAR[]", pa.list_(pa.string()), [["x", "y"], [], None]),
    "empty": ("VARCHAR", pa.string(), [None, None, None]),
    "t": ("INTEGER", pa.int32(), [1, 1, 1]),
}


@pytest.mark.parametrize("without", [(), ("keys",), ("keys", "none")], ids=["all kinds", "no lists", "all are numbers"])
def test_few_rows_come_out_as_many_do(without: tuple[str, ...]) -> None:
    """Few are bound as values, many are lent as a table: nobody can tell which from what is stored."""
    columns = {name: told for name, told in COLUMNS.items() if name not in without}
    rows = pa.table({name: pa.array(values, kind) for name, (_, kind, values) in columns.items()})
    declared = ", ".join(f"{name} {sql}" for name, (sql, *_) in columns.items())
    times = FEW // rows.num_rows + 1
    store = Store()
    with store.writing() as work:
        for table in ("few", "many"):
            work.run(f"CREATE TABLE {table} ({declared})")
        for _ in range(times):
            work.append("few", rows)
        work.append("many", pa.concat_tables([rows] * times))
    with store.reading() as work:
        assert work.rows("SELECT count(*) FROM (FROM few EXCEPT ALL FROM many)") == [(0,)]
        assert work.rows("SELECT count(*) FROM few") == [(3 * times,)]
        assert work.print_of("few") == work.print_of("many")
    store.close()


@pytest.mark.parametrize("name", sorted(set(COLUMNS) - {"empty", "t"}))
def test_a_print_tells_a_difference_in_any_column_whatever_another_is_called(name: str) -> None:
    """It was asked of a table called `t`, and so of a column of that name, were there one."""
    sql, kind, values = COLUMNS[name]
    store = Store()
    prints = set()
    with store.writing() as work:
        for number in range(2):
            work.run(f"CREATE TABLE held_{number} (t INTEGER, {name} {sql})")
            work.append(f"held_{number}", pa.table({"t": [1], name: pa.array([values[number]], kind)}))
            prints.add(work.print_of(f"held_{number}"))
    assert len(prints) == 2
    store.close()


def test_rows_that_are_laid_beside_a_store_are_their_readers_alone_and_end_with_it() -> None:
    store = Store()
    for numbers in ([1, 2], [3]):  # the second under the same name
        with store.reading(apart=True) as work:
            work.lay({"draft": pa.table({"n": pa.array(numbers, pa.int32())})})
            assert work.rows("SELECT n FROM draft ORDER BY n") == [(n,) for n in numbers]
            with store.reading(apart=True) as other, scratch() as third:
                for one in (other, third):
                    assert one.rows("SELECT table_name FROM duckdb_tables() WHERE table_name = 'draft'") == []
    store.close()
