"""The workbook that a reader reads once is one that the product takes, of every table."""

from data.model import Severity
from data.reading.reader import read
from data.reading.warm_up import of_tables
from indicators import TABLES


def test_the_workbook_of_the_warm_up_has_every_table_and_nothing_stops_it() -> None:
    reading = read(of_tables(TABLES), "45_quang-tri_2024-Q4.xlsx", TABLES)
    assert {*reading.sheets} == {*TABLES}
    assert all(sheet.rows.num_rows for sheet in reading.sheets.values())
    asked = [f.rule for f in reading.findings if f.severity is not Severity.INFO]
    assert {*asked} <= {"share_fraction"}, asked
