"""What a draft is asked in the light of its measures: against its own totals, and against what stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

import pyarrow as pa

from data.model import PARTS, Calendar, Finding, Period, Severity, Text, number_text
from data.places import Places
from data.reading import Reading, SheetRows
from data.store import Work, scratch
from data.table import STATE_LABELS, State, Table
from indicators.define import Check, Direction, Indicator, Measure, Nature
from indicators.derive import AllTold, Derivation, FlowYear, Told, Typed, life, ratio
from indicators.observe import Measured, Observer
from indicators.observe import measured as measured_rows

# A stock moves slowly, a flow may double; the catalogue's rule for stocks is more than 20 % and more than 3.
STOCK_CHANGE, STOCK_LEAST = 0.20, 3
FLOW_FACTOR, FLOW_LEAST = 5, 20
PAST_QUARTERS = 8
SHARE_TOLERANCE = 0.1  # a typed percentage is rounded


class Forms:
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
        return line["_row"], f"{sheet.columns.get(column, '')}{line['_row']}"

    def say(self, rule: str, severity: Severity, code: str, column: str, message: Text, expected: Text) -> Finding:
        """A finding at a line of a form: where, what was received, then the message."""
        sheet = self._sheets[code]
        row, cell = self.at(code, column)
        number = self.number(code, column)
        received = Text("", "") if number is None else Text(number_text(number), number_text(number, "en"))
        where = Text(
            f"Sheet «{sheet.sheet}»" + (f", ô {cell}" if cell else "") + f" ({code})",
            f"Sheet “{sheet.sheet}”" + (f", cell {cell}" if cell else "") + f" ({code})",
        )
        text = Text(
            f"{where.vi}: " + (f"nhận {received.vi}. " if received.vi else "") + message.vi,
            f"{where.en}: " + (f"received {received.en}. " if received.en else "") + message.en,
        )
        return Finding(rule, severity, text, sheet.sheet, cell, row, column, sheet.table, received.vi, expected)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What will stand once a draft is accepted: everything told of its year, and the records that follow from it."""

    told: AllTold
    records: list[dict[str, object]]
    measured: Mapping[str, list[Measured]]  # by list, what its rows say

    def totals(self, unit: str, period: Period, whole: bool = False) -> dict[str, float | None]:
        """The figures of one unit and period, by line: measures, terms, and items as `measure.item`.

        With `whole` only those that are known for all of the period.
        """
        at = (unit, period.last, str(period.grain))
        return {
            str(r["measure"]) + (f".{r['item']}" if r["split"] else ""): r["value"]  # type: ignore[misc]
            for r in self.records
            if (r["unit"], r["last"], r["span"]) == at and (not whole or r["covered"] == r["due"])
        }

    def figures(self, unit: str, period: Period, measures: Mapping[str, Measure]) -> dict[str, float | None]:
        """What a quarter's submission says of each measure: the quarter's figure, of a yearly one the year's."""
        quarter = self.totals(unit, period)
        year = self.totals(unit, Period(period.year)) if period.last % 4 == 3 else {}
        return {code: (year if m.yearly else quarter).get(code) for code, m in measures.items()}


def outlook(work: Work, observer: Observer, reading: Reading, unit: str, period: Period, calendar: Calendar) -> Outlook:
    """Put what a file tells in the place of what stands, and derive the year from it. Stores nothing."""
    year = period.year * 4
    told = observer.told(work, observer.family(unit, period.year), year, year + 3)
    here = (unit, period.last)
    forms = Forms(reading, observer.catalogue)
    measured: dict[str, list[Measured]] = {}
    with scratch() as desk:
        for name, sheet in reading.sheets.items():
            indicator = observer.catalogue[name]
            if indicator.nationwide:
                _of_nation(observer, indicator, sheet, period, told)
            elif indicator.form:
                for code in (figure.code for figure in indicator.figures):
                    told[code][here].type(_typed(forms.lines[code]) if code in forms.lines else None, calendar)
            else:
                for code, measure in indicator.listed.items():
                    told[code][here].state(measure, sheet.rows.num_rows, sheet.state, calendar)
                measured[name] = _measured(desk, indicator, sheet, calendar.days(period))
                for code, split, item, part in measured[name]:
                    told[code][here].take(split, item, part)
    return Outlook(told, observer.derive(told), measured)


def _typed(line: Mapping[str, Any]) -> Typed:
    return Typed(
        line["value"],
        line["year_to_date"],
        line.get("_value_bound"),
        line.get("_ytd_bound"),
        line["_value_state"],
        line["_ytd_state"],
    )


def _of_nation(observer: Observer, indicator: Indicator, sheet: SheetRows, period: Period, told: AllTold) -> None:
    """A nationwide table takes the place of the whole year's."""
    for code in indicator.measures:
        for unit, quarter in list(told[code]):
            if quarter == period.last:
                del told[code][unit, quarter]
    for line in sheet.rows.to_pylist():
        if line["province"] is not None:
            observer.tell_nation(indicator, line, period.last, set(), told)


def _measured(work: Work, indicator: Indicator, sheet: SheetRows, days: tuple[date, date]) -> list[Measured]:
    """Each measure over the rows of a draft: code, breakdown and item ('' for the total), part."""
    if sheet.rows.num_rows == 0:
        return []
    source = "SELECT $start::DATE AS period_start, $end::DATE AS period_end, * FROM sheet"
    with work.lent("sheet", sheet.rows):
        found = measured_rows(work, indicator, source, {"start": days[0], "end": days[1]})
        return [(code, split, item, part) for _, code, split, item, part in found]


def watch(work: Work, observer: Observer, reading: Reading, unit: str, period: Period, view: Outlook) -> list[Finding]:
    """Everything that can be said of a draft by comparing figures."""
    forms = Forms(reading, observer.catalogue)
    look = _Look(work, observer, reading, forms, unit, period, view)
    findings: list[Finding] = []
    for indicator in observer.catalogue.values():
        if indicator.nationwide:
            continue
        for measure in indicator.series.values():
            if measure.growth_of or look.faulty(measure):
                continue  # its total is wrong because its cells are
            findings += look.against_list(measure, indicator)
            if measure.typed:
                findings += look.against_items(measure, indicator)
            if measure.typed and measure.kind is Nature.RATIO and measure.numerator:
                findings += look.against_terms(measure)
            if measure.kind is Nature.FLOW:
                for line in (measure.code, *_items(measure, indicator)):
                    findings += look.against_year(measure, line)
            findings += look.against_usual(measure) or look.against_past(measure, indicator)
        if indicator.register and indicator.name in reading.sheets and indicator.name not in look.faults:
            findings += _against_register(work, observer.places, indicator.table, reading, unit, period)
    return findings + look.against_checks()


def _items(measure: Measure, indicator: Indicator) -> list[str]:
    """The codes of the lines that a typed measure is broken down into."""
    if not measure.typed or measure.kind is Nature.RATIO:
        return []
    return [f"{measure.code}.{item}" for split in measure.breakdowns for item in indicator.breakdowns[split].items]


class _Look:
    """One draft, and all that its figures are held against."""

    def __init__(
        self, work: Work, observer: Observer, reading: Reading, forms: Forms, unit: str, period: Period, view: Outlook
    ) -> None:
        self.work, self.observer, self.reading, self.forms = work, observer, reading, forms
        self.unit, self.period, self.view = unit, period, view
        self.faults = {f.table for f in reading.findings if f.severity is Severity.ERROR}
        self.measures = {c: m for i in observer.catalogue.values() for c, m in i.series.items()}
        self.history = _history(work, unit, period, [c for c, m in self.measures.items() if m.yearly])
        self.figures = view.figures(unit, period, self.measures)
        self.so_far = view.totals(unit, period.so_far())
        self.derived = Derivation(observer.places, view.told)
        self.history_so_far = _history_so_far(work, unit, period)

    def faulty(self, measure: Measure) -> bool:
        sheet = self.forms.sheet(measure.code) if measure.typed else None
        return (sheet.table if sheet else measure.indicator) in self.faults

    def mine(self, code: str) -> Told:
        return self.view.told[code].get((self.unit, self.period.last), Told())

    def against_list(self, measure: Measure, indicator: Indicator) -> list[Finding]:
        """Where a list is given, its total and the typed one must agree."""
        mine = self.mine(measure.code)
        if mine.stated == State.NOT_APPLICABLE and mine.typed is not None and self.forms.sheet(measure.code):
            label = STATE_LABELS[State.NOT_APPLICABLE]
            return [
                self.forms.say(
                    "total_without_list", Severity.QUESTION, measure.code, "value",
                    Text(f"Danh sách «{indicator.label.vi}» ghi «{label.vi}», nên số này không được tính. Sửa tình trạng của danh sách, hoặc bỏ số này; nếu đúng như vậy, nêu lý do.", f"The list “{indicator.label.en}” says “{label.en}”, so this figure does not count. Change what the list says, or take the figure out; if it is right so, say why."),
                    label,
                )
            ]  # fmt: skip
        if mine.listed is None or mine.typed is None:
            return []
        listed = ratio(mine.listed) if measure.kind is Nature.RATIO else mine.listed.value
        slack = SHARE_TOLERANCE if measure.kind is Nature.RATIO else 0.0
        if listed is None or abs(listed - mine.typed) <= slack + 1e-9:
            return []
        typed, counted = number_text(mine.typed), number_text(listed)
        label = indicator.label
        if self.forms.sheet(measure.code) is None:  # the form stands, the list is new
            at = self.reading.sheets[indicator.name]
            return [
                Finding(
                    "total_disagrees_standing", Severity.QUESTION,
                    Text(
                        f"Sheet «{at.sheet}»: danh sách cho {measure.label.vi.lower()} là {counted}, còn bảng tổng hợp đã nộp ghi {typed}. Danh sách sẽ được dùng. Nêu lý do, hoặc nộp lại bảng tổng hợp.",
                        f"Sheet “{at.sheet}”: the list gives {counted} for {measure.label.en.lower()}, the summary that stands says {typed}. The list will count. Say why, or send the summary anew.",
                    ),
                    at.sheet, "", None, "", indicator.name, counted, Text(typed, typed),
                )
            ]  # fmt: skip
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

    def against_items(self, measure: Measure, indicator: Indicator) -> list[Finding]:
        """What a figure is broken down into adds up to it; with some left blank it stays below."""
        items = _items(measure, indicator)
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
                        "total_missing", Severity.ERROR, first, column,
                        Text(f"Có số chi tiết của {measure.code} nhưng dòng tổng để trống. Ghi tổng vào dòng {measure.code} (các dòng chi tiết cộng lại là {told.vi}).", f"{measure.code} is broken down but its own line is blank. Write the total there (the parts add up to {told.en})."),
                        told,
                    )
                )  # fmt: skip
            elif (len(parts) == len(items) and abs(total - whole) > 1e-6) or total > whole + 1e-6:
                findings.append(
                    self.forms.say(
                        "parts_differ", Severity.ERROR, measure.code, column,
                        Text(f"Các dòng chi tiết cộng lại là {told.vi}. Sửa dòng tổng hoặc các dòng chi tiết để khớp nhau.", f"Its parts add up to {told.en}. Mend the total or the parts so that they agree."),
                        told,
                    )
                )  # fmt: skip
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
                        "ratio_without_terms", Severity.QUESTION, measure.code, column,
                        Text(f"Tỷ lệ được ghi mà thiếu số để tính ({terms}); không có các số đó, tỷ lệ này không vào được số chung. Ghi thêm, hoặc nêu lý do.", f"A ratio was typed without the counts it is made of ({terms}); without them it cannot be part of any total. Add them, or say why."),
                        Text(terms, terms),
                    )
                )  # fmt: skip
            elif below > 0 and abs(100 * above / below - typed) > SHARE_TOLERANCE:
                made = 100 * above / below
                told = Text(number_text(made, decimals=1), number_text(made, "en", 1))
                findings.append(
                    self.forms.say(
                        "ratio_disagrees", Severity.QUESTION, measure.code, column,
                        Text(f"Tính từ {number_text(above)} / {number_text(below)} được {told.vi}. Số tính được sẽ được dùng. Sửa cho khớp, hoặc nêu lý do.", f"From {number_text(above, 'en')} / {number_text(below, 'en')} it is {told.en}. The computed one will count. Make them agree, or say why."),
                        told,
                    )
                )  # fmt: skip
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
                    "ytd_below_quarter", Severity.ERROR, code,
                    Text(f"Lũy kế nhỏ hơn số trong quý {number_text(own.value)}. Sửa một trong hai số.", f"The year to date is below the quarter's own {number_text(own.value, 'en')}. Mend one of the two."),
                    Text(f"từ {number_text(own.value)} trở lên", f"{number_text(own.value, 'en')} or more"),
                )
            )  # fmt: skip
            return findings
        heir = self.observer.places.versions[self.unit][-1].successor
        for unit in (self.unit, *([heir] if heir and life(self.observer.places, heir, self.period.year) else [])):
            year = self.derived.year(code, unit, self.period.year)
            findings += [
                self._conflict(code, unit, quarter, year)
                for quarter in sorted(year.conflict)
                if unit != self.unit or quarter >= self.period.last
            ]
        return findings

    def _conflict(self, code: str, unit: str, quarter: int, year: FlowYear) -> Finding:
        """A year to date that does not go with what stands before it: of this file an error, of a later one a question."""
        told = self.view.told[code][unit, quarter]
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
        return self._of_year("ytd_above_later" if falls else "ytd_later_disagrees", Severity.QUESTION, code, message, Text(typed.vi, typed.en))  # fmt: skip

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
            also = Text(" Đơn vị là triệu đồng: kiểm tra xem có ghi nhầm nghìn đồng, đồng hay tỷ đồng không.", " The unit is million đồng: check that it is not in thousands, in đồng or in billions.")  # fmt: skip
        return [
            self.forms.say(
                "unusual", Severity.QUESTION, measure.code, column,
                Text(f"Thường gặp từ {span.vi} {measure.unit.vi}.{also.vi} Kiểm tra lại; nếu đúng, nêu lý do.", f"Usual is {span.en} {measure.unit.en}.{also.en} Check it; if it is right, say why."),
                span,
            )
        ]  # fmt: skip

    def against_past(self, measure: Measure, indicator: Indicator) -> list[Finding]:
        """A total that jumps away from the province's own past is asked about."""
        mine = self.mine(measure.code)
        value, past = self.figures.get(measure.code), self.history.get(measure.code, [])
        if measure.kind is Nature.FLOW and mine.value is None and not measure.yearly:  # only the year so far was told
            value, past = self.so_far.get(measure.code), self.history_so_far.get(measure.code, [])
        if value is None or not past or measure.kind in (Nature.RATIO, Nature.INDEX):
            return []
        usual = past[0] if measure.at_date else median(past)
        if measure.at_date:
            falls = measure.direction is Direction.HIGHER_BETTER and value < usual
            typed_fall = mine.listed is None and falls
            unusual = abs(value - usual) > STOCK_LEAST and abs(value - usual) > STOCK_CHANGE * usual
        else:
            typed_fall = False
            far = value > FLOW_FACTOR * usual or 0 < value < usual / FLOW_FACTOR
            unusual = far and usual > 0 and abs(value - usual) >= FLOW_LEAST  # after nothing, anything is new
        if not (unusual or typed_fall):
            return []
        compared = Text("quý gần nhất", "the latest quarter") if measure.at_date else Text("mức thường gặp", "the usual level")  # fmt: skip
        about = Text(f"khoảng {number_text(usual)}", f"about {number_text(usual, 'en')}")
        if mine.listed is not None and indicator.name in self.reading.sheets:
            at = self.reading.sheets[indicator.name]
            return [
                Finding(
                    "jump", Severity.QUESTION,
                    Text(
                        f"Sheet «{at.sheet}»: {measure.label.vi} ({measure.code}) là {number_text(value)}, trong khi {compared.vi} của tỉnh là {number_text(usual)}. Kiểm tra lại; nếu đúng, nêu lý do.",
                        f"Sheet “{at.sheet}”: {measure.label.en} ({measure.code}) is {number_text(value, 'en')}, while {compared.en} of this province is {number_text(usual, 'en')}. Check it; if it is right, say why.",
                    ),
                    at.sheet, "", None, "", at.table, number_text(value), about,
                )
            ]  # fmt: skip
        if self.forms.sheet(measure.code) is None:
            return []
        thousand = measure.money and usual > 0 and (value > 200 * usual or value < usual / 200)
        scale = Text(" Đơn vị là triệu đồng: có thể đã ghi bằng nghìn đồng, đồng hoặc tỷ đồng.", " The unit is million đồng: it may be in thousands, in đồng or in billions.") if thousand else Text("", "")  # fmt: skip
        return [
            self.forms.say(
                "money_scale" if thousand else "stock_falls" if typed_fall and not unusual else "jump",
                Severity.QUESTION,
                measure.code,
                "value" if mine.typed is not None else "year_to_date",
                Text(
                    f"{measure.label.vi} là {number_text(value)}, trong khi {compared.vi} của tỉnh là {number_text(usual)}.{scale.vi} Kiểm tra lại; nếu đúng, nêu lý do.",
                    f"{measure.label.en} is {number_text(value, 'en')}, while {compared.en} of this province is {number_text(usual, 'en')}.{scale.en} Check it; if it is right, say why.",
                ),
                about,
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
            for code, told in self.view.told.items()
            if (one := told.get((self.unit, at.last), Told())).year_to_date is not None and not one.not_applicable
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
        return name in self.view.told and self.mine(name).listed is not None

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
                check.name, check.severity,
                Text(f"Sheet «{at.sheet}» ({check.at}): {check.message.vi} [{told}]", f"Sheet “{at.sheet}” ({check.at}): {check.message.en} [{said}]"),
                at.sheet, "", None, "", at.table, "", Text("", ""),
            )  # fmt: skip
        if self.forms.number(check.at, column) is None:  # it follows from the other column, or from a list
            other = "year_to_date" if column == "value" else "value"
            column = other if self.forms.number(check.at, other) is not None else column
        message = Text(f"{check.message.vi} [{told}]", f"{check.message.en} [{said}]")
        return self.forms.say(check.name, check.severity, check.at, column, message, Text("", ""))


_NAMED = re.compile(r'"([^"]+)"')


def _history(work: Work, unit: str, period: Period, yearly: list[str]) -> dict[str, list[float]]:
    """The latest totals of a unit before a quarter, by measure, newest first; years of what is sent once a year."""
    history: dict[str, list[float]] = {}
    for code, value in work.rows(
        """SELECT measure, value FROM observation
        WHERE split = '' AND unit = $unit::VARCHAR AND value IS NOT NULL
            AND span = CASE WHEN list_contains($yearly::VARCHAR[], measure) THEN 'year' ELSE 'quarter' END
            AND last BETWEEN $first::INTEGER AND $last::INTEGER ORDER BY last DESC""",
        unit=unit,
        yearly=yearly,
        first=period.last - PAST_QUARTERS,
        last=period.last - 1,
    ):
        history.setdefault(code, []).append(value)
    return history


def _history_so_far(work: Work, unit: str, period: Period) -> dict[str, list[float]]:
    """The totals of earlier years up to the same quarter, by measure, newest first."""
    span = period.so_far()
    history: dict[str, list[float]] = {}
    for code, value in work.rows(
        """SELECT measure, value FROM observation
        WHERE split = '' AND unit = $unit::VARCHAR AND value IS NOT NULL AND covered = due
            AND due = $quarters::INTEGER AND span = $span::VARCHAR AND part = $part::VARCHAR AND last < $last::INTEGER
        ORDER BY last DESC LIMIT 1000""",
        quarters=len(PARTS[span.part]),
        unit=unit,
        span=str(span.grain),
        part=span.part,
        last=period.last,
    ):
        history.setdefault(code, []).append(value)
    return history


def _against_register(
    work: Work, places: Places, table: Table, reading: Reading, unit: str, period: Period
) -> list[Finding]:
    """A register keeps what it held: a thing that was in force may be cancelled, not forgotten."""
    sheet = reading.sheets[table.name]
    if sheet.rows.num_rows == 0 and sheet.state in (None, State.NOT_AVAILABLE):
        return []  # asked about already, or said not to be there yet: nothing is forgotten by that
    before = standing_register(work, places, table, unit, period)
    key = table.key[0]
    have = {str(value).strip().lower() for value in sheet.rows.column(key).to_pylist() if value}
    active = next(iter(table.columns["status"].choices)) if "status" in table.columns else None
    lost = [
        str(row[key])
        for row in before
        if str(row[key]).strip().lower() not in have and (active is None or row["status"] == active)
    ]
    if not lost:
        return []
    names = ", ".join(lost)
    return [
        Finding(
            "register_shrinks",
            Severity.QUESTION,
            Text(
                f"Sheet «{sheet.sheet}»: thiếu {len(lost)} dòng còn hiệu lực ở quý trước: {names}. Danh sách phải đầy đủ; cái đã hủy bỏ hay hết hiệu lực vẫn ghi lại với tình trạng đó. Bổ sung, hoặc nêu lý do.",
                f"Sheet “{sheet.sheet}”: {len(lost)} rows that were in force last quarter are absent: {names}. The list must be complete; what was cancelled or expired stays in it with that status. Add them, or say why.",
            ),
            sheet.sheet,
            "",
            None,
            key,
            table.name,
            names,
            Text("danh sách đầy đủ", "the whole list"),
        )
    ]


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
    columns = ", ".join(f'"{key}"' for key in table.columns)
    rows = work.rows(
        f"""SELECT {columns} FROM "list_{table.name}" WHERE list_contains($numbers::INTEGER[], submission)
        ORDER BY submission, row""",  # noqa: S608 - only declared names
        numbers=numbers,
    )
    return [dict(zip(table.columns, row, strict=True)) for row in rows]


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
