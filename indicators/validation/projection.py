"""What a file says, put in the place of what stands: its forms line by line, and the year that follows from it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from data.model import NOTHING, Calendar, Finding, Period, number_words
from data.places import NATION_KEY
from data.reading.reader import Reading, SheetRows
from data.rules.findings import Location, finding
from data.storage.database import Work
from indicators.define import Check, Indicator, Measure, Nature
from indicators.engine.derivation import Record
from indicators.engine.observations import Measured, Observer
from indicators.engine.observations import measured as measured_rows
from indicators.engine.standing import Standing, stands
from indicators.engine.values import FormLine, ReportedByMeasure


class FormLines:
    """The forms of a file: which line stands where, and what it says."""

    def __init__(self, reading: Reading, catalogue: Mapping[str, Indicator]) -> None:
        self._sheets: dict[str, SheetRows] = {}
        self.lines: dict[str, dict[str, Any]] = {}
        for name, sheet in reading.sheets.items():
            if catalogue[name].form:
                self._sheets |= dict.fromkeys((figure.code for figure in catalogue[name].figures), sheet)
                self.lines |= {str(line["code"]): line for line in sheet.rows.to_pylist()}

    def sheet(self, code: str) -> SheetRows | None:
        """The form that has a line for this code, filled in or not."""
        return self._sheets.get(code)

    def number(self, code: str, column: str) -> float | None:
        value = self.lines.get(code, {}).get(column)
        return value if isinstance(value, float) else None

    def at(self, code: str, column: str) -> tuple[int | None, str]:
        """Row and address of a figure; nothing where its line was left blank."""
        sheet, line = self._sheets.get(code), self.lines.get(code)
        if sheet is None or line is None:
            return None, ""
        return sheet.stood(line["_row"], column)[2], sheet.stood(line["_row"], column)[1]

    def report(
        self,
        rule: str,
        code: str,
        column: str,
        effect: float | None = None,
        declared: Check | None = None,
        /,
        **values: object,
    ) -> Finding:
        """A finding at a line of a form, with what stands there."""
        sheet, number = self._sheets[code], self.number(code, column)
        row, cell = self.at(code, column)
        title = sheet.stood(self.lines[code]["_row"], column)[0] if code in self.lines else sheet.sheet
        place = Location(title, cell, row, column, sheet.table, code)
        return finding(rule, place, NOTHING if number is None else number_words(number), effect, declared, **values)


@dataclass(frozen=True)
class Projection:
    """What will stand once a draft is accepted: everything told of its year, and the records that follow from it."""

    reported: ReportedByMeasure
    records: list[Record]
    measured: Mapping[str, list[Measured]]  # by list, what its rows say
    standing: Standing  # what stands of its provinces up to the end of its year, and of those they were made of

    def totals(self, unit: str, period: Period, whole: bool = False) -> dict[str, float | None]:
        """The figures of one unit and period, by line: measures, terms, and items as `measure.item`.

        With `whole` only those that are known for all of the period.
        """
        return {
            str(r["measure"]) + (f".{r['item']}" if r["split"] else ""): r["value"]  # type: ignore[misc]
            for r in self._by_period.get((unit, period.last, str(period.grain)), ())
            if not whole or r["covered"] == r["due"]
        }

    @cached_property
    def _by_period(self) -> Mapping[tuple[object, ...], list[Record]]:
        found: dict[tuple[object, ...], list[Record]] = defaultdict(list)
        for record in self.records:
            found[record["unit"], record["last"], record["span"]].append(record)
        return found

    def figures(self, unit: str, period: Period, measures: Mapping[str, Measure]) -> dict[str, float | None]:
        """What a quarter's submission says of each measure: the quarter's figure, of a yearly one the year's."""
        quarter = self.totals(unit, period)
        year = self.totals(unit, Period(period.year)) if period.last % 4 == 3 else {}
        return {code: (year if m.yearly else quarter).get(code) for code, m in measures.items()}


def project(
    work: Work, observer: Observer, reading: Reading, unit: str, period: Period, calendar: Calendar
) -> Projection:
    """Put what a file tells in the place of what stands, and derive the year from it. Stores nothing.

    The rows of its lists were laid in `work`.
    """
    year, family = period.year * 4, observer.family(unit, period.year)
    if family:
        units = {*family, *observer.places.predecessors(unit), NATION_KEY}
        standing = stands(work, sorted(units), 0, year + 3)
    else:
        standing = stands(work, [], year, year + 3)
    reported = observer.reported(work, family, year, year + 3, standing=standing)
    here = (unit, period.last)
    forms = FormLines(reading, observer.catalogue)
    measured: dict[str, list[Measured]] = {}
    for name, sheet in reading.sheets.items():
        indicator = observer.catalogue[name]
        if indicator.nationwide:
            _of_nation(observer, indicator, sheet, period, reported)
        elif indicator.form:
            for code in (figure.code for figure in indicator.figures):
                reported[code][here].read_line(_typed(forms.lines[code]) if code in forms.lines else None, calendar)
        else:
            for code, measure in indicator.listed.items():
                reported[code][here].read_statement(measure, sheet.rows.num_rows, sheet.state, calendar)
            measured[name] = _measured(work, indicator, sheet, calendar.days(period))
            for code, split, item, part in measured[name]:
                reported[code][here].add(split, item, part)
    return Projection(reported, observer.derive(reported), measured, standing)


def _typed(line: Mapping[str, Any]) -> FormLine:
    marks = (line.get(key) for key in ("_value_bound", "_ytd_bound", "_value_state", "_ytd_state"))
    return FormLine(line["value"], line["year_to_date"], *marks)


def _of_nation(
    observer: Observer, indicator: Indicator, sheet: SheetRows, period: Period, reported: ReportedByMeasure
) -> None:
    """A nationwide table takes the place of the whole year's."""
    for code in indicator.measures:
        for unit, quarter in list(reported[code]):
            if quarter == period.last:
                del reported[code][unit, quarter]
    for line in sheet.rows.to_pylist():
        if line["province"] is not None:
            observer.read_nation_row(indicator, line, period.last, set(), reported)


def _measured(work: Work, indicator: Indicator, sheet: SheetRows, days: tuple[date, date]) -> list[Measured]:
    """Each measure over the rows of a draft: code, breakdown and item ('' for the total), part."""
    if sheet.rows.num_rows == 0:
        return []
    source = f"SELECT $start::DATE AS period_start, $end::DATE AS period_end, * FROM {sheet.lies}"  # noqa: S608 - a declared name
    found = measured_rows(work, indicator, source, {"start": days[0], "end": days[1]})
    return [(code, split, item, part) for _, code, split, item, part in found]


def items_of(measure: Measure, indicator: Indicator) -> list[str]:
    """The codes of the lines that a typed measure is broken down into."""
    if not measure.typed or measure.kind is Nature.RATIO:
        return []
    return [f"{measure.code}.{item}" for split in measure.breakdowns for item in indicator.breakdowns[split].items]
