"""What follows from what was reported: a quarter from two totals of the year so far, a year from its quarters, a ratio.

The only place that knows how a flow, a stock and a ratio behave in time, and the only one that says by which steps a
figure came: `Derivation.of` gives the figures, `Derivation.step` how one of them was derived, for whoever asks.
`query.py` adds up areas. Nothing here is read or kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, reduce
from operator import or_

from data.model import GRAIN_PARTS, KEPT_GRAINS, Grain, Period
from data.places import Places
from indicators.define import Indicator, Measure, Nature
from indicators.engine.line_years import TINY, FlowYear, LineYear, RatioYear, StockYear
from indicators.engine.steps import DerivationStep, How, Remark
from indicators.engine.values import Flag, Observation, Observations, PeriodKey, Quantity, ReportedByMeasure, percentage

UNGROUPED = "unspecified"
Record = dict[str, object]  # a row of table `observation`


class Derivation:
    """What is known of every series in every period, from what was reported of each line."""

    def __init__(self, places: Places, reported: ReportedByMeasure) -> None:
        self.places = places
        self.reported = reported
        self._lines: dict[str, Observations] = {}

    def of(self, measure: Measure, indicator: Indicator) -> Observations:
        """One series with its breakdown: unit → period → what is known."""
        split = next(iter(measure.breakdowns), "") if measure.typed else ""
        items = list(indicator.breakdowns[split].items) if split else []
        if measure.typed and measure.kind is Nature.RATIO and measure.numerator:
            found = self._of_terms(measure, indicator.series, "")
            for item in items:
                for unit, key, one in _each(self._of_terms(measure, indicator.series, item)):
                    if one.quantity.denominator is not None and key in found.get(unit, {}):
                        whole = found[unit][key]
                        whole.items.setdefault(split, {})[item] = one.quantity
                        whole.listed = whole.covered
            return found
        total = self.line(measure.code, measure)
        if items and measure.kind is not Nature.RATIO:
            parts = {item: self.line(f"{measure.code}.{item}", measure) for item in items}
            for unit, key, one in _each(total):
                of_items = {i: known[unit][key] for i, known in parts.items() if key in known.get(unit, {})}
                _break_down(one, split, of_items)
        return total

    def _of_terms(self, measure: Measure, series: Mapping[str, Measure], item: str) -> Observations:
        """A ratio from the lines it is made of; where those are not known, as it was typed itself."""
        above, below = (
            [self._year_totals(line, term) if of_year else self.line(line, term) for line, term, of_year in terms]
            for terms in (terms_of(measure, side, series, item) for side in (measure.numerator, measure.denominator))
        )
        own = {} if item else self.line(measure.code, measure)
        found: Observations = {unit: dict(by_period) for unit, by_period in own.items()}
        for unit in {unit for each in (*above, *below) for unit in each}:
            for key in {key for each in (*above, *below) for key in each.get(unit, {})}:
                parts = [[each.get(unit, {}).get(key) for each in side] for side in (above, below)]
                made, typed = _divided(*parts), found.get(unit, {}).get(key)
                if made and (made.quantity.value is not None or typed is None or typed.quantity.value is None):
                    found.setdefault(unit, {})[key] = made
        return found

    def _year_totals(self, line: str, measure: Measure) -> Observations:
        """A flow of quarters as a figure of the year: a unit born in it has all that its predecessors had reached."""
        found: Observations = {}
        for unit, year in {(unit, key[1] // 4) for unit, key, _ in _each(self.line(line, measure))}:
            flow = FlowYear(self.places, self.reported, line, measure, unit, year)
            if (total := flow.end) is not None and flow.quarters[-1] % 4 == 3:
                one = Observation(Quantity(total.value), 1, 1, 0, flags=total.flags, quarters=1 << 3)
                found.setdefault(unit, {})[Grain.YEAR, year * 4 + 3, ""] = one
        return found

    def line(self, line: str, measure: Measure) -> Observations:
        """One line of its own: a list's measure, a line of a form, or one item of it."""
        if line in self._lines:
            return self._lines[line]
        found = self._lines[line] = {}
        reported = {(q // 4, unit) for (unit, q), one in self.reported.get(line, {}).items() if not one.silent}
        for year, unit in sorted(reported, key=lambda at: (at[0], self.places.versions[at[1]][0].valid_from, at[1])):
            of_year = self._line_year(line, measure, unit, year)
            for key, quarters in _periods(year):
                if (key[0] is Grain.YEAR or not measure.yearly) and (one := of_year.observe(quarters)) is not None:
                    found.setdefault(unit, {})[key] = one
        return found

    def _line_year(self, line: str, measure: Measure, unit: str, year: int) -> LineYear:
        kind = StockYear if measure.at_date else RatioYear if measure.kind is Nature.RATIO else FlowYear
        return kind(self.places, self.reported, line, measure, unit, year)

    def step(
        self, measure: Measure, indicator: Indicator, unit: str, period: Period, one: Observation, split: str, item: str
    ) -> DerivationStep | None:
        """How an observation that `of` gave was derived, or one item of it; None where there is no such item."""
        quantity = one.items.get(split, {}).get(item) if item else one.quantity
        if quantity is None:
            return None
        of_lines = measure.typed and measure.kind is Nature.RATIO and bool(item or measure.numerator)
        if of_lines and (item or quantity.denominator is not None or quantity.value is None):  # else typed itself
            found = quantity.as_ratio() if item else quantity
            return self._quotient(measure, indicator, unit, period, found, one.flags, item)
        own = self._line_year(measure.code, measure, unit, period.year)
        if not item or not measure.typed:
            return own.step(period, one, split, item)
        if item != UNGROUPED:
            return self._of_line(f"{measure.code}.{item}", measure, unit, period)
        items = [self._of_line(f"{measure.code}.{i}", measure, unit, period) for i in one.items[split] if i != item]
        terms = own.step(period, one), *(replace(each, sign=-1) for each in items)
        return DerivationStep(How.SUM, "", unit, period, quantity, one.flags, terms, split=split, item=item)

    def _of_line(self, line: str, measure: Measure, unit: str, period: Period) -> DerivationStep:
        if (one := self.line(line, measure).get(unit, {}).get(period_key(period))) is None:
            return DerivationStep(How.SILENT, line, unit, period)
        return self._line_year(line, measure, unit, period.year).step(period, one)

    def _quotient(
        self, measure: Measure, indicator: Indicator, unit: str, period: Period, found: Quantity, flags: int, item: str
    ) -> DerivationStep:
        """A ratio from the lines it is made of."""
        terms = []
        for sign, side in ((1, measure.numerator), (-1, measure.denominator)):
            for line, term, of_year in terms_of(measure, side, indicator.series, item):
                if of_year:
                    step = FlowYear(self.places, self.reported, line, term, unit, period.year).up_to(period.last)
                else:
                    step = self._of_line(line, term, unit, period)
                terms.append(replace(step, sign=sign))
        how, remarks = How.QUOTIENT, tuple[Remark, ...]()
        if found.denominator is None:
            how, remarks = How.NONE, (Remark.WITHHELD if flags & Flag.WITHHELD else Remark.INCOMPLETE,)
        return DerivationStep(how, measure.code, unit, period, found, flags, tuple(terms), remarks)


def terms_of(
    measure: Measure, sum_of: str, series: Mapping[str, Measure], item: str
) -> Iterable[tuple[str, Measure, bool]]:
    """The lines that one side of a ratio adds up: each its measure, and whether its quarters make a year's."""
    for code in map(str.strip, sum_of.split("+")):
        one = series[code if code in series else code.partition(".")[0]]
        line = f"{code}.{item}" if item else code
        yield line, one, measure.yearly and one.kind is Nature.FLOW and not one.yearly


def period_key(period: Period) -> PeriodKey:
    return period.grain, period.last, period.part


@lru_cache(maxsize=64)
def _periods(year: int) -> list[tuple[PeriodKey, list[int]]]:
    """Every period of a year with the indices of its quarters."""
    periods = (Period(year, part) for grain in KEPT_GRAINS for part in GRAIN_PARTS[grain])
    return [(period_key(one), list(range(one.first, one.last + 1))) for one in periods]


def _each(observations: Observations) -> Iterable[tuple[str, PeriodKey, Observation]]:
    return ((unit, key, one) for unit, by_period in observations.items() for key, one in by_period.items())


def _break_down(whole: Observation, split: str, parts: Mapping[str, Observation]) -> None:
    """Give a figure its items, where they are known for the same quarters; what they leave over is not grouped.

    Where one of them is withheld there is no breakdown at all: the rest would tell what it is.
    """
    if whole.quantity.value is None or any(one.flags & Flag.WITHHELD for one in parts.values()):
        return
    items = {
        item: one.quantity
        for item, one in parts.items()
        if one.quantity.value is not None and (one.quarters, one.due) == (whole.quarters, whole.due)
    }
    rest = whole.quantity.value - sum(one.value for one in items.values() if one.value is not None)
    if items and rest > -TINY:
        if rest > TINY:
            items[UNGROUPED] = Quantity(rest)
        whole.items = {split: items}
        whole.listed = whole.covered


def _divided(above: Sequence[Observation | None], below: Sequence[Observation | None]) -> Observation | None:
    """A ratio of sums, where all of their terms are complete, or known for the same quarters; None where they are not.

    A term that does not apply adds nothing; where a whole side does not apply neither does the ratio. What is made of
    something withheld is withheld.
    """
    terms = [one for one in (*above, *below) if one is not None]
    if any(side and all(one is not None and one.due == 0 for one in side) for side in (above, below)):
        return Observation(Quantity(), 0, 0, 0)
    if any(one.flags & Flag.WITHHELD and one.quantity.value is None for one in terms):
        return Observation(Quantity(), 0, max(one.due for one in terms), 0, flags=int(Flag.WITHHELD))
    due = [one for one in terms if one.due]
    known = all(one.quantity.value is not None and one.covered for one in due)
    alike = all(one.covered == one.due for one in due) or len({(one.quarters, one.due) for one in due}) == 1
    if len(terms) < len(above) + len(below) or not known or not alike:
        return None
    flags = reduce(or_, (one.flags for one in due), 0)
    longest = max(due, key=lambda one: one.due)
    conflict = any(one.conflict for one in due)
    share = percentage(_total(above), _total(below))
    return Observation(share, longest.covered, longest.due, 0, conflict, flags, {}, longest.quarters)


def _total(terms: Sequence[Observation | None]) -> float:
    return sum(one.quantity.value for one in terms if one is not None and one.due and one.quantity.value is not None)


def records(measure: Measure, unit: str, span: Grain, last: int, part: str, one: Observation) -> list[Record]:
    """One record for the total and one for each item; nothing where nothing is known and nothing is ruled out."""
    flags = int(one.flags | (Flag.CONFLICT if one.conflict else 0))
    if one.quantity.value is None and one.due and not one.covered and not flags & (Flag.CONFLICT | Flag.WITHHELD):
        return []
    at: Record = {"measure": measure.code, "span": str(span), "last": last, "part": part, "unit": unit}
    at |= {"covered": one.covered, "due": one.due, "listed": one.listed, "flags": flags}
    records = [at | {"split": "", "item": "", **_numbers(one.quantity)}]
    for split, items in one.items.items():
        for item, counted in items.items():
            share = counted.as_ratio() if measure.kind is Nature.RATIO else counted
            records.append(at | {"split": split, "item": item, **_numbers(share)})
    return records


def _numbers(part: Quantity) -> dict[str, object]:
    return {"value": part.value, "numerator": part.numerator, "denominator": part.denominator, "keys": part.keys}
