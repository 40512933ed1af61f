"""Every finding of a file of which only some are told in the app: its cells and rows are judged once more, apart from
the app, for the workbook that goes back to its sender."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data import checks
from data.layouts.standing import StandingLayouts
from data.model import Calendar, Finding, Period, Severity
from data.reading.reader import read
from data.reading.tally import MARKED, Tally
from data.storage.database import scratch
from data.table import Table


@dataclass(frozen=True, slots=True)
class RereadFile:
    """The file, of when it is (`None`: its rows were not judged), and what was found beside its cells and rows."""

    data: bytes
    name: str
    period: Period | None
    calendar: Calendar
    beside: tuple[Finding, ...] = ()
    standing: StandingLayouts | None = None


def whole_list(source: RereadFile, tables: Mapping[str, Table]) -> list[Finding]:
    reading = read(source.data, source.name, tables, MARKED, source.standing)
    findings = [*source.beside, *reading.findings]
    if source.period is not None:
        tally = Tally(MARKED, told=len(findings))
        lists = {
            sheet.lies: sheet.rows
            for name, sheet in reading.sheets.items()
            if sheet.rows.num_rows and not tables[name].is_form
        }
        with scratch() as work:
            work.lay(lists)
            for name, sheet in reading.sheets.items():
                if not tables[name].is_form:
                    findings += checks.check_rows(work, tables[name], sheet, source.period, source.calendar, tally)
    return in_order(findings, tables)


def in_order(findings: Iterable[Finding], tables: Mapping[str, Table]) -> list[Finding]:
    """As a reader goes through the file: sheet by sheet, row by row; what concerns the whole file first. A note that is
    asked about, here or once of whom and when is known, is not told besides."""
    findings = list(findings)
    asked = {(f.sheet, f.cell) for f in findings if f.cell and f.severity is not Severity.INFO}
    told = (f for f in findings if f.rule != "note_kept" or (f.sheet, f.cell) not in asked)
    place = {name: number for number, name in enumerate(tables, 1)}
    return sorted(told, key=lambda f: (place.get(f.table, 0), f.row or 0, len(f.cell), f.cell))
