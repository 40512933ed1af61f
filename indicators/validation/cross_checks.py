"""What a draft is asked in the light of its measures: against its own totals, and against what stands."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyarrow as pa

from data.model import Finding, Period, Severity, Text, number_text
from data.reading.reader import Reading
from data.storage.database import Work, scratch
from data.table import STATE_LABELS, State
from indicators.define import Check, Indicator, Measure, Nature
from indicators.engine.line_years import FlowYear, life
from indicators.engine.observations import Observer
from indicators.engine.values import Reported
from indicators.validation.figures_against_history import OwnPast
from indicators.validation.history import Memory
from indicators.validation.projection import Forms, Projection, items_of, project
from indicators.validation.rows_against_history import against_own_rows, standing_register

__all__ = ["Projection", "project", "standing_register", "watch"]
SHARE_TOLERANCE = 0.1  # a typed percentage is rounded


def watch(
    work: Work, observer: Observer, reading: Reading, unit: str, period: Period, view: Projection
) -> list[Finding]:
    """Everything that can be said of a draft by comparing figures."""
    forms = Forms(reading, observer.catalogue)
    look = _Look(work, observer, reading, forms, unit, period, view)
    findings: list[Finding] = []
    unusual: list[Finding] = []
    for indicator in observer.catalogue.values():
        if indicator.nationwide:
            continue
        for measure in indicator.series.values():
            if measure.growth_of or look.faulty(measure):
                continue  # its total is wrong because its cells are
            findings += look.against_list(measure, indicator)
            if measure.typed:
                findings += look.againstitems_of(measure, indicator)
            if measure.typed and measure.kind is Nature.RATIO and measure.numerator:
                findings += look.against_terms(measure)
            if measure.kind is Nature.FLOW:
                for line in (measure.code, *items_of(measure, indicator)):
                    findings += look.against_year(measure, line)
            unusual += look.against_usual(measure)
    memory = Memory(work, observer.places, unit, period)
    rows = against_own_rows(work, observer, reading, memory, look.faults, view)
    told = {f.table for f in rows} | {f.cell for f in unusual}
    past = OwnPast(observer, reading, forms, memory, view, look.faults).questions(told)
    return findings + unusual + look.against_checks() + rows + past


class _Look:
    """One draft, and all that its figures are held against."""

    def __init__(
        self,
        work: Work,
        observer: Observer,
        reading: Reading,
        forms: Forms,
        unit: str,
        period: Period,
        view: Projection,
    ) -> None:
        self.work, self.observer, self.reading, self.forms = work, observer, reading, forms
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
        mine = self.mine(measure.code)
        if mine.stated == State.NOT_APPLICABLE and mine.typed is not None and self.forms.sheet(measure.code):
            label = STATE_LABELS[State.NOT_APPLICABLE]
            return [
                self.forms.say(
                    "total_without_list",
                    Severity.QUESTION,
                    measure.code,
                    "value",
                    Text(
                        f"Danh sách «{indicator.label.vi}» ghi «{label.vi}», nên số này không được tính. Sửa tình trạng của danh sách, hoặc bỏ số này; nếu đúng như vậy, nêu lý do.",
                        f"The list “{indicator.label.en}” says “{label.en}”, so this figure does not count. Change what the list says, or take the figure out; if it is right so, say why.",
                    ),
                    label,
                )
            ]
        if mine.listed is None or mine.typed is None:
            return []
        listed = mine.listed.as_ratio().value if measure.kind is Nature.RATIO else mine.listed.value
        slack = SHARE_TOLERANCE if measure.kind is Nature.RATIO else 0.0
        if listed is None or abs(listed - mine.typed) <= slack + 1e-9:
            return []
        typed, counted = number_text(mine.typed), number_text(listed)
        label = indicator.label
        if self.forms.sheet(measure.code) is None:  # the form stands, the list is new
            at = self.reading.sheets[indicator.name]
            return [
                Finding(
                    "total_disagrees_standing",
                    Severity.QUESTION,
                    Text(
                        f"Sheet «{at.sheet}»: danh sách cho {measure.label.vi.lower()} là {counted}, còn bảng tổng hợp đã nộp ghi {typed}. Danh sách sẽ được dùng. Nêu lý do, hoặc nộp lại bảng tổng hợp.",
                        f"Sheet “{at.sheet}”: the list gives {counted} for {measure.label.en.lower()}, the summary that stands says {typed}. The list will count. Say why, or send the summary anew.",
                    ),
                    at.sheet,
                    "",
                    None,
                    "",
                    indicator.name,
                    counted,
                    Text(typed, typed),
                )
            ]
        return [
            self.forms.say(
                "total_disagrees",
                Severity.QUESTION if measure.kind is Nature.RATIO else Severity.ERROR,
                measure.code,
                "value",
                Text(
                    f"Danh sách «{label.vi}» cho {counted}. Sửa ô này, hoặc sửa danh sách, để hai số khớp nhau.",
                    f"The list “{label.en}” gives {number_text(listed, 'en')}. Mend this cell or the list so that both agree.",
                ),
                Text(counted, number_text(listed, "en")),
            )
        ]

    def againstitems_of(self, measure: Measure, indicator: Indicator) -> list[Finding]:
        """What a figure is broken down into adds up to it; with some left blank it stays below."""
        items = items_of(measure, indicator)
        findings = []
        for column in ("value", "year_to_date") if items else ():
            parts = [number for item in items if (number := self.forms.number(item, column)) is not None]
            if not parts:
                continue
            total, whole = sum(parts), self.forms.number(measure.code, column)
            told = Text(number_text(total), number_text(total, "en"))
            if whole is None:
                if self.forms.lines.get(measure.code, {}).get(
                    f"_{'ytd' if column == 'year_to_date' else 'value'}_state"
                ):
                    continue
                first = next(item for item in items if self.forms.number(item, column) is not None)
                findings.append(
                    self.forms.say(
                        "total_missing",
                        Severity.ERROR,
                        first,
                        column,
                        Text(
                            f"Có số chi tiết của {measure.code} nhưng dòng tổng để trống. Ghi tổng vào dòng {measure.code} (các dòng chi tiết cộng lại là {told.vi}).",
                            f"{measure.code} is broken down but its own line is blank. Write the total there (the parts add up to {told.en}).",
                        ),
                        told,
                    )
                )
            elif (len(parts) == len(items) and abs(total - whole) > 1e-6) or total > whole + 1e-6:
                findings.append(
                    self.forms.say(
                        "parts_differ",
                        Severity.ERROR,
                        measure.code,
                        column,
                        Text(
                            f"Các dòng chi tiết cộng lại là {told.vi}. Sửa dòng tổng hoặc các dòng chi tiết để khớp nhau.",
                            f"Its parts add up to {told.en}. Mend the total or the parts so that they agree.",
                        ),
                        told,
                    )
                )
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
                terms = f"{measure.numerator.replace(' + ', ', ')}, {measure.denominator.replace(' + ', ', ')}"
                findings.append(
                    self.forms.say(
                        "ratio_without_terms",
                        Severity.QUESTION,
                        measure.code,
                        column,
                        Text(
                            f"Tỷ lệ được ghi mà thiếu số để tính ({terms}); không có các số đó, tỷ lệ này không vào được số chung. Ghi thêm, hoặc nêu lý do.",
                            f"A ratio was typed without the counts it is made of ({terms}); without them it cannot be part of any total. Add them, or say why.",
                        ),
                        Text(terms, terms),
                    )
                )
            elif below > 0 and abs(100 * above / below - typed) > SHARE_TOLERANCE:
                made = 100 * above / below
                told = Text(number_text(made, decimals=1), number_text(made, "en", 1))
                findings.append(
                    self.forms.say(
                        "ratio_disagrees",
                        Severity.QUESTION,
                        measure.code,
                        column,
                        Text(
                            f"Tính từ {number_text(above)} / {number_text(below)} được {told.vi}. Số tính được sẽ được dùng. Sửa cho khớp, hoặc nêu lý do.",
                            f"From {number_text(above, 'en')} / {number_text(below, 'en')} it is {told.en}. The computed one will count. Make them agree, or say why.",
                        ),
                        told,
                    )
                )
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

        What this file says itself must agree; where it leaves a later quarter, or a province that it became part of, with a
        total that no longer agrees, its sender is asked and that quarter is in conflict until it is sent anew.
        """
        here = self.mine(code)
        spoken = self.forms.sheet(code) is not None or (not measure.typed and measure.indicator in self.reading.sheets)
        if measure.yearly or not spoken or here.silent:
            return []
        findings = []
        own, so_far = here.own, here.so_far
        if (
            so_far is not None
            and own is not None
            and so_far.value < own.value
            and not here.bound
            and not here.ytd_bound
        ):
            findings.append(
                self._of_year(
                    "ytd_below_quarter",
                    Severity.ERROR,
                    code,
                    Text(
                        f"Lũy kế nhỏ hơn số trong quý {number_text(own.value)}. Sửa một trong hai số.",
                        f"The year to date is below the quarter's own {number_text(own.value, 'en')}. Mend one of the two.",
                    ),
                    Text(f"từ {number_text(own.value)} trở lên", f"{number_text(own.value, 'en')} or more"),
                )
            )
            return findings
        heir = self.observer.places.versions[self.unit][-1].successor
        for unit in (self.unit, *([heir] if heir and life(self.observer.places, heir, self.period.year) else [])):
            year = FlowYear(self.observer.places, self.view.reported, code, measure, unit, self.period.year)
            findings += [
                self._conflict(code, unit, quarter, year)
                for quarter in sorted(year.conflict)
                if unit != self.unit or quarter >= self.period.last
            ]
        return findings

    def _conflict(self, code: str, unit: str, quarter: int, year: FlowYear) -> Finding:
        """A year to date that does not go with what stands before it: of this file an error, of a later one a question."""
        told = self.view.reported[code][unit, quarter]
        before, so_far, own = year.before(quarter), told.so_far, told.own
        assert before is not None
        assert so_far is not None
        wanted = before.value + (own.value if own else 0.0)
        falls = so_far.value < before.value
        at, other = Period.quarter(quarter), self._before_cell(code, unit, quarter)
        base, total, typed = (Text(number_text(n), number_text(n, "en")) for n in (before.value, wanted, so_far.value))
        more = Text(f"từ {total.vi} trở lên", f"{total.en} or more") if own is None else total
        if unit == self.unit and quarter == self.period.last and self.forms.number(code, "year_to_date") is not None:
            if falls:
                message = Text(
                    f"Lũy kế nhỏ hơn {base.vi} đã có từ đầu năm ({other.vi}). Sửa ô này, hoặc nộp lại quý trước cho đúng rồi nộp quý này.",
                    f"The year to date is below the {base.en} that stands for the year before this quarter ({other.en}). Mend this cell, or send the earlier quarter anew first.",
                )
            else:
                message = Text(
                    f"Lũy kế khác tổng của số đã có từ đầu năm {base.vi} ({other.vi}) và số trong quý {number_text(own.value if own else 0)}, là {total.vi}. Sửa cho khớp, hoặc nộp lại quý trước.",
                    f"The year to date is not what stands for the year {base.en} ({other.en}) plus the quarter {number_text(own.value if own else 0, 'en')}, which is {total.en}. Make them agree, or send the earlier quarter anew.",
                )
            return self._of_year("ytd_falls" if falls else "ytd_disagrees", Severity.ERROR, code, message, more)
        name = self.observer.places.version(unit, at.end).name
        cell = _standing_cell(self.work, unit, quarter, code, "ytd_cell")
        message = Text(
            f"Với số này, từ đầu năm đến hết {at.label.vi} của {name} là {total.vi}{' trở lên' if own is None else ''}, trong khi lũy kế đã nộp là {typed.vi} (ô {cell}). Nêu lý do; {at.label.vi} sẽ ghi là mâu thuẫn cho đến khi được nộp lại.",
            f"With this the year up to {at.label.en} of {name} is {total.en}{' or more' if own is None else ''}, while its year to date stands at {typed.en} (cell {cell}). Say why; {at.label.en} will be marked as in conflict until it is sent anew.",
        )
        return self._of_year(
            "ytd_above_later" if falls else "ytd_later_disagrees",
            Severity.QUESTION,
            code,
            message,
            Text(typed.vi, typed.en),
        )

    def _of_year(self, rule: str, severity: Severity, code: str, message: Text, expected: Text) -> Finding:
        """A finding at the line that was typed, or at the list that gives the figure."""
        for column in ("year_to_date", "value"):
            if self.forms.number(code, column) is not None:
                return self.forms.say(rule, severity, code, column, message, expected)
        name = self.series(code).indicator
        at = self.reading.sheets.get(name) or self.forms.sheet(code)
        assert at is not None
        where = Text(f"Sheet «{at.sheet}» ({code}): ", f"Sheet “{at.sheet}” ({code}): ")
        text = Text(where.vi + message.vi, where.en + message.en)
        return Finding(rule, severity, text, at.sheet, "", None, "", at.table, "", expected)

    def _before_cell(self, code: str, unit: str, quarter: int) -> Text:
        """Where the year before a quarter stands: the cell of the quarter before, or the provinces that became one."""
        places, earlier = self.observer.places, Period.quarter(quarter - 1)
        if quarter % 4 and not places.alive(unit, earlier.end):
            names = ", ".join(places.version(key, earlier.end).name for key in places.predecessors(unit))
            return Text(f"của các tỉnh cũ: {names}", f"of the former provinces: {names}")
        for column in ("ytd_cell", "value_cell"):
            if cell := _standing_cell(self.work, unit, earlier.last, code, column):
                return Text(f"ô {cell} của {earlier.label.vi}", f"cell {cell} of {earlier.label.en}")
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
        span = Text(
            f"{number_text(low)} đến {number_text(high)}", f"{number_text(low, 'en')} to {number_text(high, 'en')}"
        )
        also = Text("", "")
        if measure.money:
            also = Text(
                " Đơn vị là triệu đồng: kiểm tra xem có ghi nhầm nghìn đồng, đồng hay tỷ đồng không.",
                " The unit is million đồng: check that it is not in thousands, in đồng or in billions.",
            )
        return [
            self.forms.say(
                "unusual",
                Severity.QUESTION,
                measure.code,
                column,
                Text(
                    f"Thường gặp từ {span.vi} {measure.unit.vi}.{also.vi} Kiểm tra lại; nếu đúng, nêu lý do.",
                    f"Usual is {span.en} {measure.unit.en}.{also.en} Check it; if it is right, say why.",
                ),
                span,
            )
        ]

    def against_checks(self) -> list[Finding]:
        """The declared checks, over the figures of the quarter and over those of the year so far."""
        checks = [
            (check, codes)
            for indicator in self.observer.catalogue.values()
            for check in indicator.checks
            if self._concerned(codes := set(_NAMED.findall(check.broken)))
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
        """The year up to a quarter. Of a unit born within it only what it typed: the rest is kept as others' figures."""
        typed = {
            code: one.year_to_date
            for code, told in self.view.reported.items()
            if (one := told.get((self.unit, at.last), Reported())).year_to_date is not None and not one.not_applicable
        }
        born = not self.observer.places.alive(self.unit, Period(self.period.year, "Q1").end)
        stocks = {c: v for c, v in self.view.totals(self.unit, at, whole=True).items() if self._at_date(c)}
        known = {} if born else self.view.totals(self.unit, at.so_far(), whole=True)
        return {**known, **stocks, **typed}

    def _at_date(self, code: str) -> bool:
        return self.series(code).at_date

    def _concerned(self, codes: set[str]) -> bool:
        """Whether this file says something of these figures, without a fault on the sheets."""
        sheets = set()
        for code in codes:
            name = code.partition("@")[0]
            measure = self.measures.get(name) or self.measures[name.partition(".")[0]]
            form = self.forms.sheet(name)
            sheets |= {form.table} if form else {measure.indicator} & set(self.reading.sheets)
        return bool(sheets) and not sheets & self.faults

    def _counted(self, code: str) -> bool:
        name = code.partition("@")[0]
        return name in self.view.reported and self.mine(name).listed is not None

    def _steps(self, codes: set[str]) -> bool:
        """Whether a check goes from one quarter's stock to the next, which the year so far cannot."""
        return any(self.measures[c.partition("@")[0]].at_date for c in codes if c.endswith("@before"))

    def _before(self) -> dict[str, float | None]:
        """What stood a quarter earlier: of a stock that quarter's figure, of a flow this year's total up to then."""
        earlier = self.period.shift(-1)
        stocks = dict(
            self.work.rows(
                """SELECT measure, value FROM observation WHERE span = 'quarter' AND split = '' AND covered = due
                AND unit = $unit::VARCHAR AND last = $last::INTEGER""",
                unit=self.unit,
                last=earlier.last,
            )
        )
        flows = self._so_far(earlier) if earlier.year == self.period.year else {}
        return {f"{c}@before": (stocks if m.at_date else flows).get(c) for c, m in self.measures.items()}

    def _broken(self, check: Check, codes: set[str], column: str, known: Mapping[str, float | None]) -> Finding:
        named = {code: n for code in sorted(codes) if (n := known.get(code)) is not None}
        told = ", ".join(f"{code.replace('@before', ' (quý trước)')} = {number_text(n)}" for code, n in named.items())
        said = ", ".join(
            f"{code.replace('@before', ' (quarter before)')} = {number_text(n, 'en')}" for code, n in named.items()
        )
        if self.forms.sheet(check.at) is None:
            measure = self.measures.get(check.at) or self.measures[check.at.partition(".")[0]]
            name = measure.indicator if measure.indicator in self.reading.sheets else next(iter(self.reading.sheets))
            at = self.reading.sheets[name]
            return Finding(
                check.name,
                check.severity,
                Text(
                    f"Sheet «{at.sheet}» ({check.at}): {check.message.vi} [{told}]",
                    f"Sheet “{at.sheet}” ({check.at}): {check.message.en} [{said}]",
                ),
                at.sheet,
                "",
                None,
                "",
                at.table,
                "",
                Text("", ""),
            )
        if self.forms.number(check.at, column) is None:  # it follows from the other column, or from a list
            other = "year_to_date" if column == "value" else "value"
            column = other if self.forms.number(check.at, other) is not None else column
        message = Text(f"{check.message.vi} [{told}]", f"{check.message.en} [{said}]")
        return self.forms.say(check.name, check.severity, check.at, column, message, Text("", ""))


_NAMED = re.compile(r'"([^"]+)"')


def _standing_cell(work: Work, unit: str, quarter: int, code: str, column: str) -> str:
    """The cell in which a figure stands; `column` is ytd_cell or value_cell."""
    number = {"ytd_cell": "year_to_date", "value_cell": "value"}[column]
    return str(
        work.one(
            f"""SELECT f.{column} FROM standing AS s JOIN figure AS f ON f.submission = s.number AND f.form = s.name
            WHERE s.unit = $unit AND s.quarter = $quarter::INTEGER AND f.code = $code AND f.{number} IS NOT NULL""",  # noqa: S608 - one of two declared columns
            unit=unit,
            quarter=quarter,
            code=code,
        )
        or ""
    )
