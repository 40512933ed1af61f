"""What a draft's figures are asked in the light of the province's own past: line by line, and over a whole form.

Always a question: a figure may be right however unusual it is, and its reason then stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import comb, log

from data.model import Finding, Grain, Period, Severity, Text, number_text
from data.reading.reader import Reading
from data.table import Bound
from indicators.define import Direction, Indicator, Measure, Nature
from indicators.engine.line_years import FlowYear
from indicators.engine.observations import Observer
from indicators.engine.values import Reported
from indicators.validation.history import (
    LEAST,
    SHOWN,
    Distance,
    Memory,
    Past,
    chance_of_same,
    far_flow,
    far_stock,
    nearest,
)
from indicators.validation.projection import Forms, Projection, items_of

# Over a whole form: at least so many measures, and so unlikely to be chance, as a natural logarithm.
UNLIKELY = 7.0
YEAR_LINES, YEAR_SHARE = 3, 0.8  # nearly all of which hold what stood before
SAME_LINES, SAME_SHARE = 3, 0.8  # nearly all of which, and all that are not small, are those of the quarter before
THOUSANDS = 200  # times too much or too little money, from which on the unit is in doubt
ABOVE, BELOW = Bound.AT_LEAST | Bound.MORE, Bound.AT_MOST | Bound.LESS


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of the draft beside its past. `column` is that of a form, '' where a list gives it."""

    code: str
    measure: Measure
    label: Text
    column: str
    value: float
    past: Past
    span: Grain
    bound: int

    def far(self, quarter: int) -> Distance | None:
        if not self.past:
            return None
        far = far_stock(self.value, self.past) if self.measure.at_date else far_flow(self.value, quarter, self.past)
        if far and self.bound & (ABOVE if self.value < far.usual else BELOW):
            return None  # more than 70 may be as much as ever
        return far


class OwnPast:
    """One draft beside what its province has told before."""

    def __init__(
        self, observer: Observer, reading: Reading, forms: Forms, memory: Memory, view: Projection, faults: set[str]
    ) -> None:
        self.observer, self.reading, self.forms, self.memory = observer, reading, forms, memory
        self.view, self.faults = view, faults
        self.unit, self.period = memory.unit, memory.period

    def questions(self, told: set[str]) -> list[Finding]:
        """All of them; `told` are the lists and the cells that were asked about already."""
        lines = list(self._lines())
        whole: list[tuple[Finding, list[Line]]] = []
        for _, group in groupby((line for line in lines if line.column == "value"), key=self._sheet):
            flows = [line for line in group if line.measure.kind is Nature.FLOW and not line.measure.yearly]
            whole += [*self._year_in_quarter(flows), *self._same_again(flows)]
        asked = {line.code for _, of in whole for line in of}
        found = [finding for finding, _ in whole]
        for line in lines:
            table = self._sheet(line)
            if line.code in asked or (not line.column and table in told):
                continue
            if line.column and self.forms.at(line.code, line.column)[1] in told:
                continue
            found += self._unlike(line)
        return found

    def _sheet(self, line: Line) -> str:
        sheet = self.forms.sheet(line.code) if line.column else None
        return sheet.table if sheet else line.measure.indicator

    # The lines that this file speaks of

    def _lines(self) -> Iterator[Line]:
        for indicator in self.observer.catalogue.values():
            if indicator.nationwide:
                continue
            for measure in indicator.series.values():
                if measure.growth_of or measure.kind in (Nature.RATIO, Nature.INDEX):
                    continue
                labels = {f.code: f.label for f in measure.lines(indicator.breakdowns)}
                for code in (measure.code, *items_of(measure, indicator)):
                    label = measure.label
                    if code != measure.code:
                        label = Text(f"{label.vi} – {labels[code].vi}", f"{label.en} – {labels[code].en}")
                    if (line := self._line(code, measure, indicator, label)) is not None:
                        yield line

    def _line(self, code: str, measure: Measure, indicator: Indicator, label: Text) -> Line | None:
        told = self.view.reported[code].get((self.unit, self.period.last), Reported())
        sheet = self.forms.sheet(code)
        if told.not_applicable or told.withheld or (sheet.table if sheet else "") in self.faults:
            return None
        if told.listed is not None:
            if measure.indicator not in self.reading.sheets or measure.indicator in self.faults or told.value is None:
                return None
            if self.reading.sheets[measure.indicator].rows.num_rows == 0:
                return None  # what is asked of an empty list is asked of its rows
            past = self.memory.quarters(code)
            return Line(code, measure, label, "", told.value, past, Grain.QUARTER, 0)
        if told.typed is not None and self.forms.number(code, "value") is not None:
            past, span = (
                (self.memory.years(code), Grain.YEAR) if measure.yearly else (self.memory.quarters(code), Grain.QUARTER)
            )
            return Line(code, measure, label, "value", told.typed, past, span, told.bound)
        if told.year_to_date is None or self.forms.number(code, "year_to_date") is None:
            return None
        span = Grain.YEAR if measure.yearly else self.period.so_far().grain
        past = self.memory.years(code) if measure.yearly else self.memory.so_far(code)
        return Line(code, measure, label, "year_to_date", told.year_to_date, past, span, told.ytd_bound)

    # Line by line

    def _unlike(self, line: Line) -> list[Finding]:
        far = line.far(self.period.last)
        if far is None:
            return self._falls(line)
        times, power = far.times(line.value), far.power(line.value)
        if line.value == 0:
            rule, hint = (
                "sudden_zero",
                Text(
                    "Các kỳ trước đều có số. Nếu chưa có số liệu thì để trống hoặc ghi «…», không ghi 0.",
                    "All periods before had some. If it is not known yet leave it blank or write “…”, not 0.",
                ),
            )
        elif line.measure.money and times and max(times, 1 / times) > THOUSANDS:
            rule, hint = (
                "money_scale",
                Text(
                    "Đơn vị là triệu đồng: có thể đã ghi bằng nghìn đồng, đồng hoặc tỷ đồng.",
                    "The unit is million đồng: it may be in thousands, in đồng or in billions.",
                ),
            )
        elif power:
            ten = number_text(10 ** abs(power)), number_text(10 ** abs(power), "en")
            more = (
                Text(f"gấp khoảng {ten[0]} lần", f"about {ten[1]} times")
                if power > 0
                else Text(f"chỉ bằng khoảng 1/{ten[0]}", f"about 1/{ten[1]} of")
            )
            rule, hint = (
                "slip",
                Text(
                    f"Số này {more.vi} mức đó: có thể sai đơn vị, thừa hay thiếu chữ số 0, hoặc sai dấu phẩy thập phân.",
                    f"This is {more.en} that: the unit, a zero too many or too few, or a decimal comma may be wrong.",
                ),
            )
        else:
            rule, hint = "jump", Text("", "")
        return [self._say(rule, line, far, hint)]

    def _falls(self, line: Line) -> list[Finding]:
        """A typed stock that should only grow."""
        measure = line.measure
        if not (measure.kind is Nature.STOCK and measure.direction is Direction.HIGHER_BETTER and line.past):
            return []
        before = line.past[0].value
        if line.code != measure.code or not line.column or line.value >= before or line.bound & ABOVE:
            return []
        return [self._say("stock_falls", line, Distance(before, before, before, line.past[:1]), Text("", ""))]

    def _say(self, rule: str, line: Line, far: Distance, hint: Text) -> Finding:
        effect = self._effect([(line, far.usual)])
        usual = Text(number_text(far.usual), number_text(far.usual, "en"))
        if line.measure.at_date:
            level = Text(
                f"kỳ gần nhất của tỉnh ({_at(far.past[0].last, line.span).vi}) là {usual.vi}",
                f"the latest of this province ({_at(far.past[0].last, line.span).en}) is {usual.en}",
            )
        else:
            span, low, high = _span(far, line.span), number_text(far.low), number_text(far.high)
            level = Text(
                f"mức thường gặp của tỉnh là {usual.vi} ({span.vi}: từ {low} đến {high})",
                f"the usual level of this province is {usual.en} ({span.en}: {number_text(far.low, 'en')} to {number_text(far.high, 'en')})",
            )
        number = Text(number_text(line.value), number_text(line.value, "en"))
        text = Text(
            _sentences(
                f"{line.label.vi} là {number.vi}, trong khi {level.vi}.",
                hint.vi,
                _share(effect).vi,
                "Kiểm tra lại; nếu đúng, nêu lý do.",
            ),
            _sentences(
                f"{line.label.en} is {number.en}, while {level.en}.",
                hint.en,
                _share(effect).en,
                "Check it; if it is right, say why.",
            ),
        )
        about = Text(f"khoảng {usual.vi}", f"about {usual.en}")
        if line.column:
            finding = self.forms.say(rule, Severity.QUESTION, line.code, line.column, text, about)
            return replace(finding, effect=effect)
        at = self.reading.sheets[line.measure.indicator]
        where = Text(f"Sheet «{at.sheet}» ({line.code}): ", f"Sheet “{at.sheet}” ({line.code}): ")
        message = Text(where.vi + text.vi, where.en + text.en)
        return Finding(rule, Severity.QUESTION, message, at.sheet, "", None, "", at.table, number.vi, about, effect)

    # Over a whole form

    def _year_in_quarter(self, flows: Sequence[Line]) -> list[tuple[Finding, list[Line]]]:
        """The year so far typed in the quarter's column: likelier, over all lines together, than that these are the quarter's."""
        before: list[tuple[Line, float, float]] = []  # … the year before this quarter, the usual quarter
        likelier = 0.0
        for line in flows if self.period.last % 4 else ():
            of, at = (self.observer.places, self.view.reported), self.period
            known = FlowYear(*of, line.code, line.measure, self.unit, at.year).before(at.last)
            shown = len(line.past) >= SHOWN and line.code == line.measure.code and not line.bound
            if shown and known is not None and known.value >= LEAST:
                usual, off = nearest(line.value, self.period.last, line.past)
                _, less = nearest(max(0.0, line.value - known.value), self.period.last, line.past)
                before.append((line, known.value, usual))
                likelier += (off**2 - less**2) / 2
        held = [at for at in before if at[0].value >= at[1] and at[0].value > at[2]]
        if len(before) < YEAR_LINES or len(held) < YEAR_SHARE * len(before) or likelier < UNLIKELY:
            return []
        first, stood, _ = max(held, key=lambda at: at[0].value / (at[2] + 1))
        cells = ", ".join(self.forms.at(line.code, line.column)[1] for line, *_ in held)
        quarter = Text(number_text(first.value - stood), number_text(first.value - stood, "en"))
        text = Text(
            f"{len(held)} trên {len(before)} dòng của cột «Trong quý» ({cells}) lớn hơn mức thường gặp và không nhỏ hơn tổng các quý trước trong năm: có thể đã ghi lũy kế từ đầu năm vào cột trong quý. Dòng này: các quý trước cộng lại {number_text(stood)}, nếu là lũy kế thì số trong quý là {quarter.vi}. Chuyển sang cột lũy kế, hoặc nêu lý do.",
            f"{len(held)} of {len(before)} lines of the column “In the quarter” ({cells}) are above what is usual and not below the quarters before them this year: they may be the year to date. Here the quarters before add up to {number_text(stood, 'en')}; if this is the year to date, the quarter is {quarter.en}. Move them to the year to date, or say why.",
        )
        finding = self.forms.say("year_in_quarter", Severity.QUESTION, first.code, "value", text, quarter)
        measures = {line.measure.code for line, *_ in held}
        lines = [line for line in flows if line.measure.code in measures]
        effect = self._effect([(line, usual) for line, _, usual in held])
        return [(replace(finding, effect=effect), lines)]

    def _same_again(self, flows: Sequence[Line]) -> list[tuple[Finding, list[Line]]]:
        """The figures of the quarter before once more. A measure with all its parts is one witness, not several."""
        known = [x for x in flows if x.value and len(x.past) >= SHOWN and x.past[0].last == self.period.last - 1]
        judged = 0
        same: list[tuple[Line, float]] = []  # of each measure that is the same in all its lines, the least likely
        lines: list[Line] = []
        for _, group in groupby(known, key=lambda line: line.measure.code):
            of = list(group)
            judged += 1
            if all(line.value == line.past[0].value for line in of):
                same.append(min(((line, chance_of_same(line.value, line.past)) for line in of), key=lambda one: one[1]))
                lines += of
            elif max(line.value for line in of) >= LEAST:
                return []
        unlikely = -sum(log(chance) for _, chance in same) - log(comb(judged, len(same)))
        if len(same) < max(SAME_LINES, SAME_SHARE * judged) or unlikely < UNLIKELY:
            return []
        first = min(same, key=lambda one: one[1])[0]
        cells = ", ".join(self.forms.at(line.code, line.column)[1] for line in lines)
        earlier = Period.quarter(self.period.last - 1).label
        text = Text(
            f"{len(lines)} trên {len(known)} dòng khác 0 của cột «Trong quý» ({cells}) giống hệt {earlier.vi}: có thể đã chép lại số của quý trước. Ghi số của {self.period.label.vi}; nếu đúng là không đổi, nêu lý do.",
            f"{len(lines)} of {len(known)} lines above 0 of the column “In the quarter” ({cells}) are exactly those of {earlier.en}: they may have been copied. Write those of {self.period.label.en}; if nothing changed, say why.",
        )
        expected = Text(f"số của {self.period.label.vi}", f"figures of {self.period.label.en}")
        finding = self.forms.say("repeated", Severity.QUESTION, first.code, "value", text, expected)
        return [(replace(finding, effect=self._effect([(line, 0.0) for line in lines])), lines)]

    def _effect(self, lines: Sequence[tuple[Line, float]]) -> float | None:
        """The largest share of a national total that some figures change, against these usual ones."""
        shares = []
        for span, group in groupby(sorted(lines, key=lambda one: one[0].span), key=lambda one: one[0].span):
            of = list(group)
            nation = self.memory.nation([line.code for line, _ in of], span)
            shares += [
                abs(line.value - usual) / total for line, usual in of if (total := nation.get(line.code, 0.0)) > 0
            ]
        return max(shares, default=None)


def _at(last: int, span: Grain) -> Text:
    period = Period.quarter(last)
    return (
        period.label
        if span is Grain.QUARTER
        else Period(period.year).label
        if span is Grain.YEAR
        else period.so_far().label
    )


def _span(far: Distance, span: Grain) -> Text:
    """The periods that a range is of."""
    first, last = _at(far.past[-1].last, span), _at(far.past[0].last, span)
    if first == last:
        return first
    n = len(far.past)
    return Text(f"{n} kỳ từ {first.vi} đến {last.vi}", f"{n} periods from {first.en} to {last.en}")


def _share(effect: float | None) -> Text:
    """What it would do to the country's figure, where one would notice."""
    if effect is None or effect < 0.001:
        return Text("", "")
    percent = min(100 * effect, 9999)
    told = (
        number_text(percent, decimals=0 if percent >= 10 else 1),
        number_text(percent, "en", 0 if percent >= 10 else 1),
    )
    return Text(f"Chênh lệch bằng {told[0]} % tổng cả nước.", f"The difference is {told[1]} % of the national total.")


def _sentences(*told: str) -> str:
    return " ".join(sentence for sentence in told if sentence)
