"""What a draft's figures are asked in the light of the province's own past: line by line, and over a whole form.

Always a question: a figure may be right however unusual it is, and its reason then stands beside it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import comb, log

from data.model import NOTHING, Finding, Grain, Period, Text, number_words
from data.reading.reader import Reading
from data.rules.figure_rules import LATEST, SHARE, SPAN, USUAL
from data.rules.findings import Location, finding
from data.table import Bound
from indicators.define import Direction, Measure, Nature
from indicators.engine.line_years import FlowYear
from indicators.engine.observations import Observer
from indicators.engine.values import Reported
from indicators.validation import history
from indicators.validation.history import LEAST, SHOWN, Distance, Memory, Past
from indicators.validation.projection import FormLines, Projection, items_of

# Over a whole form: at least so many measures, and so unlikely to be chance, as a natural logarithm.
UNLIKELY, YEAR_LIKELIER = 7.0, 4.5
YEAR_LINES, YEAR_SHARE = 3, 0.8  # nearly all of which hold what stood before
SAME_LINES, SAME_SHARE = 3, 0.8  # nearly all of which, and all that are not small, are those of the quarter before
THOUSANDS = 200  # times too much or too little money, from which on the unit is in doubt
ABOVE, BELOW = Bound.AT_LEAST | Bound.MORE, Bound.AT_MOST | Bound.LESS


@dataclass(frozen=True, slots=True)
class FigureWithHistory:
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
        far = (
            history.far_stock(self.value, self.past)
            if self.measure.at_date
            else history.far_flow(self.value, quarter, self.past)
        )
        if far and self.bound & (ABOVE if self.value < far.usual else BELOW):
            return None  # more than 70 may be as much as ever
        return far


class OwnPast:
    """One draft beside what its province has told before."""

    def __init__(
        self, observer: Observer, reading: Reading, forms: FormLines, memory: Memory, view: Projection, faults: set[str]
    ) -> None:
        self.observer, self.reading, self.forms, self.memory = observer, reading, forms, memory
        self.view, self.faults = view, faults
        self.unit, self.period = memory.unit, memory.period

    def questions(self, known: set[str]) -> list[Finding]:
        """All of them; `known` are the lists and the cells that were asked about already."""
        lines = list(self._lines())
        whole: list[tuple[Finding, list[FigureWithHistory]]] = []
        for _, group in groupby((line for line in lines if line.column == "value"), key=self._sheet):
            flows = [line for line in group if line.measure.kind is Nature.FLOW and not line.measure.yearly]
            whole += [*self._year_in_quarter(flows), *self._same_again(flows)]
        asked = {line.code for _, of in whole for line in of}
        findings = [question for question, _ in whole]
        totals = {(line.code, line.column): line for line in lines}
        for line in lines:
            table = self._sheet(line)
            if line.code in asked or (not line.column and table in known):
                continue
            if line.column and self.forms.at(line.code, line.column)[1] in known:
                continue
            total = totals.get((line.measure.code, line.column)) if line.code != line.measure.code else None
            findings += self._unlike(line, total)
        return findings

    def _sheet(self, line: FigureWithHistory) -> str:
        sheet = self.forms.sheet(line.code) if line.column else None
        return sheet.table if sheet else line.measure.indicator

    # The lines that this file speaks of

    def _lines(self) -> Iterator[FigureWithHistory]:
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
                        label += Text(" – ", " – ") + labels[code]
                    if (line := self._line(code, measure, label)) is not None:
                        yield line

    def _line(self, code: str, measure: Measure, label: Text) -> FigureWithHistory | None:
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
            return FigureWithHistory(code, measure, label, "", told.value, past, Grain.QUARTER, 0)
        if told.typed is not None and self.forms.number(code, "value") is not None:
            past = self.memory.years(code) if measure.yearly else self.memory.quarters(code)
            span = Grain.YEAR if measure.yearly else Grain.QUARTER
            return FigureWithHistory(code, measure, label, "value", told.typed, past, span, told.bound)
        if told.year_to_date is None or self.forms.number(code, "year_to_date") is None:
            return None
        span = Grain.YEAR if measure.yearly else self.period.so_far().grain
        past = self.memory.years(code) if measure.yearly else self.memory.so_far(code)
        return FigureWithHistory(code, measure, label, "year_to_date", told.year_to_date, past, span, told.ytd_bound)

    # Line by line

    def _unlike(self, line: FigureWithHistory, total: FigureWithHistory | None) -> list[Finding]:
        far = line.far(self.period.last)
        if far is None or (total is not None and self._moves_with(total, line)):
            return self._falls(line)
        times, power = far.times(line.value), far.power(line.value)
        if line.value == 0:
            return [self._ask("sudden_zero", line, far)]
        if line.measure.money and times and max(times, 1 / times) > THOUSANDS:
            return [self._ask("money_scale", line, far)]
        if power:
            return [self._ask("slip" if power > 0 else "slip:below", line, far, number_words(10 ** abs(power)))]
        return [self._ask("jump", line, far)]

    def _moves_with(self, total: FigureWithHistory, part: FigureWithHistory) -> bool:
        """Whether a part is as ever once the move of its total is taken off; what there is to ask is asked there."""
        if not (total.past and part.measure.kind is Nature.FLOW):
            return False
        if not total.value:
            return part.value == 0
        usual = history.nearest(total.value, self.period.last, total.past)[0]
        return replace(part, value=part.value * usual / total.value).far(self.period.last) is None

    def _falls(self, line: FigureWithHistory) -> list[Finding]:
        """A typed stock that should only grow."""
        measure = line.measure
        if not (measure.kind is Nature.STOCK and measure.direction is Direction.HIGHER_BETTER and line.past):
            return []
        before = line.past[0].value
        if line.code != measure.code or not line.column or line.value >= before or line.bound & ABOVE:
            return []
        return [self._ask("stock_falls", line, Distance(before, before, before, line.past[:1]))]

    def _ask(self, rule: str, line: FigureWithHistory, far: Distance, times: Text = NOTHING) -> Finding:
        effect, usual, number = self._effect([(line, far.usual)]), number_words(far.usual), number_words(line.value)
        if line.measure.at_date:
            level = LATEST.format(period=_at(far.past[0].last, line.span), usual=usual)
        else:
            low, high = number_words(far.low), number_words(far.high)
            level = USUAL.format(usual=usual, span=_span(far, line.span), low=low, high=high)
        words = {"label": line.label, "number": number, "level": level, "usual": usual, "times": times}
        words["share"] = _share(effect)
        if line.column:
            return self.forms.report(rule, line.code, line.column, effect, **words)
        at = self.reading.sheets[line.measure.indicator]
        return finding(rule, Location(at.sheet, table=at.table, label=line.code), number, effect, **words)

    # Over a whole form

    def _year_in_quarter(self, flows: Sequence[FigureWithHistory]) -> list[tuple[Finding, list[FigureWithHistory]]]:
        """The year so far typed in the quarter's column, where that is likelier over all lines together."""
        before: list[tuple[FigureWithHistory, float, float]] = []  # … the year before this quarter, the usual quarter
        likelier = 0.0
        for line in flows if self.period.last % 4 else ():
            of, at = (self.observer.places, self.view.reported), self.period
            known = FlowYear(*of, line.code, line.measure, self.unit, at.year).before(at.last)
            shown = len(line.past) >= SHOWN and line.code == line.measure.code and not line.bound
            if shown and known is not None and known.value >= LEAST:
                usual, off = history.nearest(line.value, self.period.last, line.past)
                _, less = history.nearest(max(0.0, line.value - known.value), self.period.last, line.past)
                before.append((line, known.value, usual))
                likelier += (off**2 - less**2) / 2
        held = [at for at in before if at[0].value >= at[1] and at[0].value > at[2]]
        if len(before) < YEAR_LINES or len(held) < YEAR_SHARE * len(before) or likelier < YEAR_LIKELIER:
            return []
        first, stood, _ = max(held, key=lambda at: at[0].value / (at[2] + 1))
        measures = {line.measure.code for line, *_ in held}
        question = self.forms.report(
            "year_in_quarter",
            first.code,
            "value",
            self._effect([(line, usual) for line, _, usual in held]),
            held=len(held),
            judged=len(before),
            cells=self._cells(line for line, *_ in held),
            before=number_words(stood),
            quarter=number_words(first.value - stood),
        )
        return [(question, [line for line in flows if line.measure.code in measures])]

    def _cells(self, lines: Iterable[FigureWithHistory]) -> str:
        return ", ".join(self.forms.at(line.code, line.column)[1] for line in lines)

    def _same_again(self, flows: Sequence[FigureWithHistory]) -> list[tuple[Finding, list[FigureWithHistory]]]:
        """The figures of the quarter before once more. A measure with all its parts is one witness, not several."""
        known = [x for x in flows if x.value and len(x.past) >= SHOWN and x.past[0].last == self.period.last - 1]
        judged = 0
        # Of each measure that is the same in all its lines, the least likely.
        same: list[tuple[FigureWithHistory, float]] = []
        lines: list[FigureWithHistory] = []
        for _, group in groupby(known, key=lambda line: line.measure.code):
            of = list(group)
            judged += 1
            if all(line.value == line.past[0].value for line in of):
                same.append(
                    min(((line, history.chance_of_same(line.value, line.past)) for line in of), key=lambda one: one[1])
                )
                lines += of
            elif max(line.value for line in of) >= LEAST:
                return []
        unlikely = -sum(log(chance) for _, chance in same) - log(comb(judged, len(same)))
        if len(same) < max(SAME_LINES, SAME_SHARE * judged) or unlikely < UNLIKELY:
            return []
        first = min(same, key=lambda one: one[1])[0]
        question = self.forms.report(
            "repeated",
            first.code,
            "value",
            self._effect([(line, 0.0) for line in lines]),
            same=len(lines),
            judged=len(known),
            cells=self._cells(lines),
            earlier=Period.quarter(self.period.last - 1).label,
            now=self.period.label,
        )
        return [(question, lines)]

    def _effect(self, lines: Sequence[tuple[FigureWithHistory, float]]) -> float | None:
        """The largest share of a national total that some figures change, against these usual ones."""
        shares = []
        for span, group in groupby(sorted(lines, key=lambda one: one[0].span), key=lambda one: one[0].span):
            of = list(group)
            nation = self.memory.nation([line.code for line, _ in of], span)
            known = [(line, usual, nation[line.code]) for line, usual in of if nation.get(line.code, 0.0) > 0]
            shares += [abs(line.value - usual) / total for line, usual, total in known]
        return max(shares, default=None)


def _at(last: int, span: Grain) -> Text:
    period = Period.quarter(last)
    if span is Grain.QUARTER:
        return period.label
    return Period(period.year).label if span is Grain.YEAR else period.so_far().label


def _span(far: Distance, span: Grain) -> Text:
    """The periods that a range is of."""
    first, last = _at(far.past[-1].last, span), _at(far.past[0].last, span)
    if first == last:
        return first
    return SPAN.format(count=len(far.past), first=first, last=last)


def _share(effect: float | None) -> Text:
    """What it would do to the country's figure, where one would notice."""
    if effect is None or effect < 0.001:
        return NOTHING
    percent = min(100 * effect, 9999)
    return SHARE.format(percent=number_words(percent, 0 if percent >= 10 else 1))
