"""What a draft is asked in the light of its measures: against its own totals, and against what stands."""

import re
from collections.abc import Mapping
from functools import cache

import pyarrow as pa

from data.model import NOTHING, Finding, Period, Severity, Text, joined, number_text, number_words
from data.reading.reader import Reading
from data.reading.tally import Tally
from data.rules.figure_rules import FIGURE_VALUE, LEAST, OF_CELL, OF_FORMER, OR_MORE, QUARTER_BEFORE
from data.rules.findings import Location, finding
from data.storage.database import Work, scratch
from data.table import STATE_LABELS, DataState
from indicators.define import Check, Indicator, Measure, Nature
from indicators.engine.line_years import FlowYear, life
from indicators.engine.observations import Observer
from indicators.engine.values import Reported
from indicators.validation.figures_against_history import OwnPast
from indicators.validation.figures_gone import figures_gone
from indicators.validation.history import Memory
from indicators.validation.projection import FormLines, Projection, items_of
from indicators.validation.rows_against_history import against_own_rows

SHARE_TOLERANCE = 0.1  # a typed percentage is rounded


def watch(
    work: Work, observer: Observer, reading: Reading, unit: str, period: Period, view: Projection, tally: Tally
) -> list[Finding]:
    """Everything that can be said of a draft by comparing figures."""
    checks = CrossChecks(work, observer, reading, unit, period, view)
    findings: list[Finding] = []
    unusual: list[Finding] = []
    for indicator in (each for each in observer.catalogue.values() if not each.nationwide):
        for measure in indicator.series.values():
            if measure.growth_of or checks.faulty(measure):
                continue  # its total is wrong because its cells are
            findings += checks.against_list(measure, indicator)
            if measure.typed:
                findings += checks.against_items(measure, indicator)
            if measure.typed and measure.kind is Nature.RATIO and measure.numerator:
                findings += checks.against_terms(measure)
            if measure.kind is Nature.FLOW:
                for line in (measure.code, *items_of(measure, indicator)):
                    findings += checks.against_year(measure, line)
            unusual += checks.against_usual(measure)
    memory = Memory(work, observer.places, unit, period, view.standing)
    rows = against_own_rows(work, observer, reading, memory, checks.faults, tally)
    asked = {f.table for f in rows} | {f.cell for f in unusual}
    past = OwnPast(observer, reading, checks.forms, memory, view, checks.faults).questions(asked)
    gone = figures_gone(work, reading, unit, period, view.standing)
    return findings + unusual + checks.against_checks() + rows + past + gone


class CrossChecks:
    """One draft, and all that its figures are held against."""

    def __init__(
        self, work: Work, observer: Observer, reading: Reading, unit: str, period: Period, view: Projection
    ) -> None:
        self.work, self.observer, self.reading = work, observer, reading
        self.forms = FormLines(reading, observer.catalogue)
        self.unit, self.period, self.view = unit, period, view
        self.faults = {f.table for f in reading.findings if f.severity is Severity.ERROR}
        self.measures = {c: m for i in observer.catalogue.values() for c, m in i.series.items()}

    def faulty(self, measure: Measure) -> bool:
        sheet = self.forms.sheet(measure.code) if measure.typed else None
        return (sheet.table if sheet else measure.indicator) in self.faults

    def mine(self, code: str) -> Reported:
        return self.view.reported[code].get((self.unit, self.period.last), Reported())

    def against_list(self, measure: Measure, indicator: Indicator) -> list[Finding]:
        """Where a list is given, its total and the typed one must agree."""
        mine, form = self.mine(measure.code), self.forms.sheet(measure.code)
        if mine.stated == DataState.NOT_APPLICABLE and mine.typed is not None and form:
            state = STATE_LABELS[DataState.NOT_APPLICABLE]
            return [self.forms.report("total_without_list", measure.code, "value", list=indicator.label, state=state)]
        if mine.listed is None or mine.typed is None:
            return []
        listed = mine.listed.as_ratio().value if measure.kind is Nature.RATIO else mine.listed.value
        slack = SHARE_TOLERANCE if measure.kind is Nature.RATIO else 0.0
        if listed is None or abs(listed - mine.typed) <= slack + 1e-9:
            return []
        if form is None:  # the form stands, the list is new
            place = Location(self.reading.sheets[indicator.name].sheet, table=indicator.name)
            name = measure.label.each(str.lower)
            counted, typed = number_text(listed), number_text(mine.typed)
            return [finding("total_disagrees_standing", place, counted, figure=name, typed=typed)]
        rule = "total_disagrees:ratio" if measure.kind is Nature.RATIO else "total_disagrees"
        return [self.forms.report(rule, measure.code, "value", list=indicator.label, counted=number_words(listed))]

    def against_items(self, measure: Measure, indicator: Indicator) -> list[Finding]:
        """What a figure is broken down into adds up to it; with some left blank it stays below."""
        items = items_of(measure, indicator)
        findings = []
        for column in ("value", "year_to_date") if items else ():
            parts = [number for item in items if (number := self.forms.number(item, column)) is not None]
            if not parts:
                continue
            total, whole = sum(parts), self.forms.number(measure.code, column)
            if whole is None:
                state = f"_{'ytd' if column == 'year_to_date' else 'value'}_state"
                if not self.forms.lines.get(measure.code, {}).get(state):
                    first = next(item for item in items if self.forms.number(item, column) is not None)
                    words = {"code": measure.code, "total": number_words(total)}
                    findings.append(self.forms.report("total_missing", first, column, **words))
            elif (len(parts) == len(items) and abs(total - whole) > 1e-6) or total > whole + 1e-6:
                findings.append(self.forms.report("parts_differ", measure.code, column, total=number_words(total)))
        return findings

    def against_terms(self, measure: Measure) -> list[Finding]:
        """A ratio is computed from its counts; one that was typed is held against them, or its counts are asked for."""
        findings = []
        for column in ("value", "year_to_date"):
            typed = self.forms.number(measure.code, column)
            if typed is None:
                continue
            above, below = (self._term(measure, side, column) for side in (measure.numerator, measure.denominator))
            if above is None or below is None:
                names = f"{measure.numerator.replace(' + ', ', ')}, {measure.denominator.replace(' + ', ', ')}"
                findings.append(self.forms.report("ratio_without_terms", measure.code, column, terms=names))
            elif below > 0 and abs(100 * above / below - typed) > SHARE_TOLERANCE:
                terms = {"above": number_words(above), "below": number_words(below)}
                computed = number_words(100 * above / below, 1)
                findings.append(self.forms.report("ratio_disagrees", measure.code, column, **terms, computed=computed))
        return findings

    def _term(self, measure: Measure, side: str, column: str) -> float | None:
        """The sum of one side of a ratio as the same column has it; a yearly flow stands in the year to date."""
        total = 0.0
        for code in (code.strip() for code in side.split("+")):
            mine = self.mine(code)
            so_far = self.series(code).kind is Nature.FLOW and (column == "year_to_date" or measure.yearly)
            number = mine.year_to_date if so_far else mine.value
            if number is None:
                return None
            total += number
        return total

    def against_year(self, measure: Measure, code: str) -> list[Finding]:
        """A total of the year so far never falls, and is what stood before plus the quarter; so with those that follow.

        What this file says itself must agree; where it leaves a later quarter, or a province that it became part of,
        with a total that no longer agrees, its sender is asked and that quarter is in conflict until it is sent anew.
        """
        here = self.mine(code)
        spoken = self.forms.sheet(code) is not None or (not measure.typed and measure.indicator in self.reading.sheets)
        if measure.yearly or not spoken or here.silent:
            return []
        own, so_far = here.own, here.so_far
        if so_far and own and so_far.value < own.value and not here.bound and not here.ytd_bound:
            return [self._of_year("ytd_below_quarter", code, own=number_words(own.value))]
        heir = self.observer.places.versions[self.unit][-1].successor
        units = (self.unit, *([heir] if heir and life(self.observer.places, heir, self.period.year) else []))
        places, reported = self.observer.places, self.view.reported
        return [
            self._conflict(code, unit, quarter, year)
            for unit in units
            for year in [FlowYear(places, reported, code, measure, unit, self.period.year)]
            for quarter in sorted(year.conflict)
            if unit != self.unit or quarter >= self.period.last
        ]

    def _conflict(self, code: str, unit: str, quarter: int, year: FlowYear) -> Finding:
        """A year to date at odds with the one before it: an error of this file, a question of a later one."""
        told = self.view.reported[code][unit, quarter]
        before, so_far, own = year.before(quarter), told.so_far, told.own
        assert before is not None
        assert so_far is not None
        total, falls = number_words(before.value + (own.value if own else 0.0)), so_far.value < before.value
        if unit == self.unit and quarter == self.period.last and self.forms.number(code, "year_to_date") is not None:
            return self._of_year(
                "ytd_falls" if falls else "ytd_disagrees",
                code,
                base=number_words(before.value),
                earlier=self._before_cell(code, unit, quarter),
                own=number_words(own.value if own else 0),
                total=total,
                wanted=total if own else LEAST.format(total=total),
            )
        at = Period.quarter(quarter)
        return self._of_year(
            "ytd_above_later" if falls else "ytd_later_disagrees",
            code,
            period=at.label,
            name=self.observer.places.version(unit, at.end).name,
            wanted=total if own else OR_MORE.format(total=total),
            typed=number_words(so_far.value),
            standing=_standing_cell(self.work, unit, quarter, code, "ytd_cell"),
        )

    def _of_year(self, rule: str, code: str, /, **values: object) -> Finding:
        """A finding at the line that was typed, or at the list that gives the figure."""
        for column in ("year_to_date", "value"):
            if self.forms.number(code, column) is not None:
                return self.forms.report(rule, code, column, **values)
        at = self.reading.sheets.get(self.series(code).indicator) or self.forms.sheet(code)
        assert at is not None
        return finding(rule, Location(at.sheet, table=at.table, label=code), **values)

    def _before_cell(self, code: str, unit: str, quarter: int) -> Text:
        """Where the year before a quarter stands: the cell of the quarter before, or the provinces that became one."""
        places, earlier = self.observer.places, Period.quarter(quarter - 1)
        if quarter % 4 and not places.alive(unit, earlier.end):
            names = ", ".join(places.version(key, earlier.end).name for key in places.predecessors(unit))
            return OF_FORMER.format(names=names)
        for column in ("ytd_cell", "value_cell"):
            if cell := _standing_cell(self.work, unit, earlier.last, code, column):
                return OF_CELL.format(cell=cell, period=earlier.label)
        return earlier.label

    def series(self, code: str) -> Measure:
        """The measure or term whose line, or an item of whose, has this code."""
        return self.measures.get(code) or self.measures[code.partition(".")[0]]

    def against_usual(self, measure: Measure) -> list[Finding]:
        """A figure outside of what provinces have in a year is asked about, whatever the province's own past."""
        if measure.usual is None or self.forms.sheet(measure.code) is None:
            return []
        low, high = measure.usual
        column = "value" if self.forms.number(measure.code, "value") is not None else "year_to_date"
        if measure.kind is Nature.FLOW and self.forms.number(measure.code, "year_to_date") is not None:
            column = "year_to_date"
        typed = self.forms.number(measure.code, column)
        if typed is None:
            return []
        whole_year = measure.kind is not Nature.FLOW or (column == "year_to_date" and self.period.last % 4 == 3)
        if typed <= high and (typed >= low or not whole_year):
            return []
        words = {"low": number_words(low), "high": number_words(high), "unit": measure.unit}
        return [self.forms.report("unusual:money" if measure.money else "unusual", measure.code, column, **words)]

    def against_checks(self) -> list[Finding]:
        """The declared checks, over the figures of the quarter and over those of the year so far."""
        checks = [
            (check, codes)
            for indicator in self.observer.catalogue.values()
            for check in indicator.checks
            if self._concerned(codes := _named(check.broken))
            and (check.counted or not any(self._counted(code) for code in codes))
        ]
        if not checks:
            return []
        quarter = self.view.totals(self.unit, self.period, whole=True)
        so_far = self._so_far(self.period)
        if self.period.last % 4 == 3:
            quarter |= {c: v for c, v in so_far.items() if (m := self.measures.get(c.partition(".")[0])) and m.yearly}
        before = self._before()
        spans: dict[str, dict[str, float | None]] = {"value": quarter | before, "year_to_date": so_far | before}
        names = sorted({code for _, codes in checks for code in codes})
        rows = pa.table({name: pa.array([known.get(name) for known in spans.values()], pa.float64()) for name in names})
        broken = ", ".join(f"coalesce({check.broken}, false)" for check, _ in checks)
        with scratch() as work, work.lent("figures", rows):
            flags = work.rows(f"SELECT [{broken}] FROM figures")  # noqa: S608 - only declared constants
        findings: dict[tuple[str, str], Finding] = {}
        for (column, known), (hits,) in zip(spans.items(), flags, strict=True):
            for (check, codes), hit in zip(checks, hits, strict=True):
                if hit and (check.quarter if column == "value" else not self._steps(codes)):
                    found = self._broken(check, codes, column, known)
                    findings.setdefault((check.name, found.cell), found)
        return list(findings.values())

    def _so_far(self, at: Period) -> dict[str, float | None]:
        """The year up to a quarter. Of a unit born within it only what it typed: the rest is others' figures."""
        typed = {
            code: one.year_to_date
            for code, told in self.view.reported.items()
            if (one := told.get((self.unit, at.last), Reported())).year_to_date is not None and not one.not_applicable
        }
        born = not self.observer.places.alive(self.unit, Period(self.period.year, "Q1").end)
        stocks = {c: v for c, v in self.view.totals(self.unit, at, whole=True).items() if self.series(c).at_date}
        known = {} if born else self.view.totals(self.unit, at.so_far(), whole=True)
        return {**known, **stocks, **typed}

    def _concerned(self, codes: frozenset[str]) -> bool:
        """Whether this file says something of these figures, without a fault on the sheets."""
        sheets = set()
        for code in codes:
            name = code.partition("@")[0]
            form = self.forms.sheet(name)
            sheets |= {form.table} if form else {self.series(name).indicator} & set(self.reading.sheets)
        return bool(sheets) and not sheets & self.faults

    def _counted(self, code: str) -> bool:
        name = code.partition("@")[0]
        return name in self.view.reported and self.mine(name).listed is not None

    def _steps(self, codes: frozenset[str]) -> bool:
        """Whether a check goes from one quarter's stock to the next, which the year so far cannot."""
        return any(self.measures[c.partition("@")[0]].at_date for c in codes if c.endswith("@before"))

    def _before(self) -> dict[str, float | None]:
        """What stood a quarter earlier: of a stock that quarter's figure, of a flow this year's total up to then."""
        earlier = self.period.shift(-1)
        if earlier.year == self.period.year:  # derived with its year already
            stocks, flows = self.view.totals(self.unit, earlier, whole=True), self._so_far(earlier)
        else:
            sql = """SELECT measure, value FROM observation WHERE span = 'quarter' AND split = '' AND covered = due
                AND unit = $unit::VARCHAR AND last = $last::INTEGER"""
            stocks, flows = dict(self.work.rows(sql, unit=self.unit, last=earlier.last)), {}
        return {f"{c}@before": (stocks if m.at_date else flows).get(c) for c, m in self.measures.items()}

    def _broken(self, check: Check, codes: frozenset[str], column: str, known: Mapping[str, float | None]) -> Finding:
        figures = joined(
            FIGURE_VALUE.format(code=name, before=QUARTER_BEFORE if step else NOTHING, number=number_words(n))
            for code in sorted(codes)
            for name, step, _ in [code.partition("@")]
            if (n := known.get(code)) is not None
        )
        if self.forms.sheet(check.at) is None:
            name = self.series(check.at).indicator
            at = self.reading.sheets.get(name) or next(iter(self.reading.sheets.values()))
            place = Location(at.sheet, table=at.table, label=check.at)
            return finding("declared:figures", place, "", None, check, figures=figures)
        if self.forms.number(check.at, column) is None:  # it follows from the other column, or from a list
            other = "year_to_date" if column == "value" else "value"
            column = other if self.forms.number(check.at, other) is not None else column
        return self.forms.report("declared:figures", check.at, column, None, check, figures=figures)


_NAMED = re.compile(r'"([^"]+)"')


@cache
def _named(broken: str) -> frozenset[str]:
    """The figures that a declared check speaks of."""
    return frozenset(_NAMED.findall(broken))


def _standing_cell(work: Work, unit: str, quarter: int, code: str, column: str) -> str:
    """The cell in which a figure stands; `column` is ytd_cell or value_cell."""
    number = {"ytd_cell": "year_to_date", "value_cell": "value"}[column]
    sql = f"""SELECT f.{column} FROM standing AS s JOIN figure AS f ON f.submission = s.number AND f.form = s.name
        WHERE s.unit = $unit AND s.quarter = $quarter::INTEGER AND f.code = $code AND f.{number} IS NOT NULL"""  # noqa: S608 - one of two declared columns
    return str(work.one(sql, unit=unit, quarter=quarter, code=code) or "")
