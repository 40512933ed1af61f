"""What the provinces of the demo send that do not fill in the template: their own workbook, or their report in prose.

The figures are those that the template would have held. What such a file cannot hold goes in as the template beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import indicators  # its catalogue is complete only once this module has been discovered beside it
from data.model import Period
from data.places import Unit
from service.demo.deliveries import REPORT, SYNTHESIS
from service.demo.lists import Lists
from service.demo.own_workbooks import OwnWorkbook, registers, synthesis
from service.demo.word_reports import TOLD, OwnReport, report

Line = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Parted:
    """What of a quarter goes into the template beside, None where nothing does, and the province's own file."""

    beside: Lists | None
    own: OwnWorkbook | OwnReport


def parted(kind: str, unit: Unit, period: Period, rows: Lists, earlier: Sequence[Lists]) -> Parted:
    """`rows` are what the template would hold, `earlier` the same of each quarter of the year before this one."""
    forms = {name for name in rows if indicators.TABLES[name].is_form}
    lists = {name: rows[name] for name in rows if name not in forms}
    if kind == REPORT:
        told = {name: rows[name] for name in TOLD}
        return Parted({name: rows[name] for name in rows if name not in TOLD}, report(unit, period, _by_code(told)))
    lines = _with_totals(_by_code(rows), [_by_code(each) for each in earlier])
    if kind == SYNTHESIS:
        return Parted(lists, synthesis(unit, period, lines))
    return Parted(None, registers(unit, period, lines, lists))


def _by_code(rows: Lists) -> dict[str, Line]:
    return {str(line["code"]): line for name in rows if indicators.TABLES[name].is_form for line in rows[name]}


def _with_totals(lines: Mapping[str, Line], earlier: Sequence[Mapping[str, Line]]) -> dict[str, Line]:
    """The lines with the year so far, where every quarter of it is known."""
    figures = {figure.code: figure for table in indicators.TABLES.values() for figure in table.figures}
    found: dict[str, Line] = {}
    for code, line in lines.items():
        quarters = [each.get(code, {}).get("value") for each in (*earlier, lines)]
        numbers = [number for number in quarters if isinstance(number, int | float)]
        known = len(numbers) == len(quarters) and "year_to_date" not in line
        flows = known and not figures[code].at_date and not figures[code].share
        found[code] = {**line, "year_to_date": round(sum(numbers), 1)} if flows else line
    return found
