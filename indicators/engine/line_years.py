"""One line of a form or list over a year: how a flow, a stock and a ratio behave in time, each step recorded.

A province born of a merger within the year goes on from its predecessors' year to date; how the years before are added
up is `query.py`'s, who belongs together `areas.py`'s.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from data.model import Grain, Period
from data.places import Places
from indicators.define import Measure, Nature
from indicators.engine.steps import DerivationStep, How, Remark
from indicators.engine.values import UNREPORTED, Amount, Flag, Observation, Quantity, Reported, ReportedByMeasure

TINY = 1e-6  # beyond which two sums differ


class LineYear(ABC):
    """One line of one unit through a year: what is known of its periods, and how that follows from the reports."""

    def __init__(
        self, places: Places, reported: ReportedByMeasure, line: str, measure: Measure, unit: str, year: int
    ) -> None:
        self.line, self.measure, self.unit = line, measure, unit
        # The quarters on which the unit reports.
        self.quarters = [q for q in life(places, unit, year) if q % 4 == 3 or not measure.yearly]
        self._reports = reported.get(line, {})
        self.reported = {q: r for q in self.quarters if (r := self._report(q)) is not UNREPORTED and not r.silent}

    @abstractmethod
    def observe(self, period: Sequence[int]) -> Observation | None:
        """What is known of a period, given its quarters; None where nothing was reported."""

    @abstractmethod
    def step(self, period: Period, observation: Observation, split: str = "", item: str = "") -> DerivationStep:
        """How an observation was derived, or that of an item which the rows of a list give."""

    def _within(self, period: Sequence[int]) -> list[int]:
        return [q for q in self.quarters if period[0] <= q <= period[-1]]

    def _owed(self, quarters: list[int]) -> tuple[list[int], dict[int, Quantity]]:
        """Of some quarters those that a figure is due for, and what lists give of them."""
        due = [q for q in quarters if (one := self.reported.get(q)) is None or not one.not_applicable]
        return due, {q: counted for q in due if q in self.reported and (counted := self.reported[q].listed)}

    def _withheld(self, quarters: Iterable[int], wanting: bool) -> int:
        """The flag of a figure that is wanting because its province keeps it to itself."""
        hidden = wanting and any(self.reported[q].withheld for q in quarters if q in self.reported)
        return int(Flag.WITHHELD) if hidden else 0

    def _items(self, quarters: Iterable[int]) -> dict[str, dict[str, Quantity]]:
        added: dict[str, dict[str, Quantity]] = {}
        for q in quarters:
            for split, items in self.reported[q].items.items():
                known = added.setdefault(split, {})
                for item, quantity in items.items():
                    known[item] = known[item] + quantity if item in known else quantity
        return added

    def _report(self, q: int) -> Reported:
        return self._reports.get((self.unit, q), UNREPORTED)

    def _as_reported(self, q: int, so_far: bool = False, split: str = "", item: str = "") -> DerivationStep:
        report = self._report(q)
        quantity, flags = report.quantity(self.measure, so_far, split, item)
        period = Period.quarter(q)
        step = DerivationStep(How.SILENT, self.line, self.unit, period, quantity, flags, split=split, item=item)
        return replace(step, so_far=so_far, reported=report)

    def _step(
        self, how: How, at: Period, found: Quantity, flags: int, terms: Iterable[DerivationStep], *remarks: Remark
    ) -> DerivationStep:
        return DerivationStep(how, self.line, self.unit, at, found, flags, tuple(terms), remarks)


class StockYear(LineYear):
    """A stock: the last that stands in a period. A period belongs to the unit that exists at its end."""

    def observe(self, period: Sequence[int]) -> Observation | None:
        q = self._last(period) if period[-1] in self.quarters else None
        if q is None:
            return None
        report = self.reported[q]
        quantity, own = report.stands, report.own
        if quantity is not None and self.measure.kind is Nature.RATIO and report.listed:
            quantity = quantity.as_ratio()
        known, at_end = quantity is not None, quantity is not None and q == period[-1]
        due = 0 if report.not_applicable and not known else 1
        flags = (own.flags if own else 0) | self._withheld([q], not known)
        listed, items = int(bool(report.listed) and at_end), report.items if at_end else {}
        bit = 1 << q % 4 if at_end else 0
        return Observation(quantity or Quantity(), int(at_end), due, listed, False, flags, items, bit)

    def step(self, period: Period, observation: Observation, split: str = "", item: str = "") -> DerivationStep:
        q = self._last(quarters := range(period.first, period.last + 1))
        assert q is not None  # there is an observation
        report = self._as_reported(q, False, split, item)
        if len(quarters) == 1:
            return report
        remarks = [Remark.EARLIER] if q != period.last and report.quantity.value is not None else []
        return self._step(How.LAST, period, report.quantity, observation.flags, [report], *remarks)

    def _last(self, period: Sequence[int]) -> int | None:
        """The quarter whose word stands at a period's end: the last with a figure, or with why there is none."""
        for q in (q for q in reversed(period) if q in self.reported):
            report = self.reported[q]
            if report.stands or report.not_applicable or report.withheld or q == period[0]:
                return q
        return None


class RatioYear(LineYear):
    """A ratio of two flows: its parts add up. A ratio typed without its parts stands for that period alone."""

    def observe(self, period: Sequence[int]) -> Observation | None:
        quarters = self._within(period)
        if not any(q in self.reported for q in quarters):
            return None
        due, listed = self._owed(quarters)
        quantity, flags, covered = Quantity(), 0, list(listed)
        for q, counted in listed.items():
            quantity += counted
            flags |= self.reported[q].list_calendar
        quantity = quantity.as_ratio()
        if not listed and (typed := self._typed(period)[0]) is not None:
            quantity, covered, flags = Quantity(typed.value), due, typed.flags
        flags |= self._withheld(quarters, len(covered) < len(due))
        counts = len(covered), len(due), len(listed)
        return Observation(quantity, *counts, False, flags, self._items(listed), _bits(covered))

    def step(self, period: Period, observation: Observation, split: str = "", item: str = "") -> DerivationStep:
        quarters = self._within(span := range(period.first, period.last + 1))
        if any(self._report(q).listed for q in quarters):
            steps = [self._as_reported(q, False, split, item) for q in quarters]
            steps = [step for step in steps if not item or step.quantity.denominator is not None]
            if len(quarters) == 1:
                return steps[0]
            quantity = observation.items[split][item] if item else observation.quantity
            return self._step(How.RATIO, period, quantity.as_ratio(), observation.flags, steps)
        (typed, so_far), last = self._typed(span), self._report(period.last)
        if typed is None and not last.not_applicable and not last.withheld:
            return self._step(How.SILENT, period, Quantity(), 0, ())
        return self._as_reported(period.last, so_far)

    def _typed(self, period: Sequence[int]) -> tuple[Amount | None, bool]:
        """The ratio as it was typed for this very period; whether it is that of the year so far."""
        last = self.reported.get(period[-1], UNREPORTED)
        if len(period) == 1 and not last.not_applicable and last.own is not None:
            return last.own, False
        if period[0] % 4 == 0 and last.so_far is not None:
            return last.so_far, True
        return last.own if self.measure.yearly else None, False


class FlowYear(LineYear):
    """A flow: quarters add up; a total of the year so far answers for the year and gives the quarter that is missing.

    A unit born within the year goes on from what those it was made of had reached.
    """

    def __init__(
        self, places: Places, reported: ReportedByMeasure, line: str, measure: Measure, unit: str, year: int
    ) -> None:
        super().__init__(places, reported, line, measure, unit, year)
        born = bool(self.quarters) and self.quarters[0] % 4 > 0 and not measure.yearly
        former = places.predecessors(unit) if born else []
        self._predecessors = [FlowYear(places, reported, line, measure, key, year) for key in former]
        self.base: Amount | None = Amount(0.0)
        for one in self._predecessors:
            self.base = self.base.plus(one.end) if self.base is not None and one.end is not None else None
        self.quarter: dict[int, Amount | None] = {}
        self.so_far: dict[int, Amount | None] = {}
        self.conflict: set[int] = set()  # quarters whose year to date does not go with what stands before
        self._differences: dict[int, Remark | None] = {}  # quarters to follow from two totals, and why one does not
        for q in self.quarters:
            self._take(q, self.reported.get(q, UNREPORTED))

    @property
    def end(self) -> Amount | None:
        """The year up to the last quarter."""
        return self.so_far[self.quarters[-1]] if self.quarters else None

    def before(self, q: int) -> Amount | None:
        """The year up to the quarter before."""
        return self.base if q == self.quarters[0] else self.so_far[q - 1]

    def _take(self, q: int, report: Reported) -> None:
        own, so_far, before = report.own, report.so_far, self.before(q)
        if so_far is not None and not report.withheld:
            difference = own is None
            if before is not None:
                exact = before.exact and so_far.exact and (own is None or own.exact)
                if own is None and so_far.value >= before.value - TINY:
                    own = so_far.minus(before)
                elif exact and (own is None or abs(before.value + own.value - so_far.value) > TINY):
                    self.conflict.add(q)
            if difference:
                lacking = Remark.BELOW if q in self.conflict else Remark.NO_BEFORE
                self._differences[q] = lacking if own is None else None
        self.quarter[q] = own
        if so_far is None and before is not None and own is not None:
            so_far = before.plus(own)
        self.so_far[q] = so_far

    def reach(self, quarters: list[int]) -> int | None:
        """The last of several quarters up to which totals of the year so far give their sum; None where none does."""
        start = self.before(quarters[0])
        if len(quarters) == 1 or start is None:
            return None
        low = start.value - TINY
        return next((q for q in reversed(quarters) if (end := self.so_far[q]) is not None and end.value >= low), None)

    def total(self, quarters: list[int], due: list[int]) -> tuple[Amount | None, set[int], bool]:
        """The sum of some quarters, those of the due ones that are in it, and whether its parts contradict each other.

        Totals of the year so far count wherever they reach further than the quarters do.
        """
        found, covered, conflict = None, set[int](), False
        rest, start, reach = quarters, self.before(quarters[0]), self.reach(quarters)
        if start is not None and reach is not None and (end := self.so_far[reach]) is not None:
            found, covered = end.minus(start), {q for q in due if q <= reach}
            conflict = reach in self.conflict
            rest = [q for q in quarters if q > reach]
        for q in rest:
            own = self.quarter[q]
            conflict |= q in self.conflict
            if own is not None and q in due:
                found = own if found is None else found.plus(own)
                covered.add(q)
        return (found if covered or conflict else None), covered, conflict

    def observe(self, period: Sequence[int]) -> Observation | None:
        quarters = self._within(period)
        if not any(q in self.reported for q in quarters):
            return None
        due, listed = self._owed(quarters)
        total, covered, conflict = self.total(quarters, due)
        named = {key for counted in listed.values() for key in counted.keys or ()}
        quantity = Quantity(total.value if total else None, keys=sorted(named) or None)
        flags = (total.flags if total else 0) | self._withheld(quarters, len(covered) < len(due))
        items, counts = {} if conflict else self._items(listed), (len(covered), len(due), len(listed))
        return Observation(quantity, *counts, conflict, flags, items, _bits(covered))

    def step(self, period: Period, observation: Observation, split: str = "", item: str = "") -> DerivationStep:
        quarters = self._within((period.first, period.last))
        quantity, flags = observation.quantity, observation.flags
        if item:
            steps = [self._as_reported(q, False, split, item) for q in quarters]
            steps = [step for step in steps if step.quantity.value is not None]
            whole = observation.items[split][item]
            summed = self._step(How.SUM, period, Quantity(whole.value, keys=whole.keys), flags, steps)
            return steps[0] if len(quarters) == 1 else summed
        if period.grain is Grain.QUARTER:
            return self._of_quarter(period.last)
        reach = self.reach(quarters)
        total = None if reach is None else self._last_total(quarters[0], reach)
        terms = [] if total is None else [self._as_reported(total, so_far=True), *self._before(quarters[0], -1)]
        terms += [self._of_quarter(q) for q in quarters if total is None or q > total]
        how, quantity = (How.NONE, Quantity()) if quantity.value is None else (How.SUM, quantity)
        return self._step(how, period, quantity, flags, terms, *([Remark.CONFLICT] if observation.conflict else []))

    def _of_quarter(self, q: int) -> DerivationStep:
        """A quarter's own figure: as reported, or from two totals of the year so far."""
        if q not in self._differences:
            remarks = (Remark.CONFLICT,) if q in self.conflict else ()
            return replace(self._as_reported(q), remarks=remarks)
        terms = [self._as_reported(q, so_far=True), *self._before(q, -1)]
        lacking, own, period = self._differences[q], self.quarter[q], Period.quarter(q)
        if own is None:
            return self._step(How.NONE, period, Quantity(), 0, terms, *([lacking] if lacking else []))
        return self._step(How.SUM, period, Quantity(own.value), own.flags, terms)

    def up_to(self, q: int) -> DerivationStep:
        """The year up to a quarter: as reported, or the last total that was reported with the quarters since."""
        total = self._last_total(self.quarters[0], q)
        if total == q:
            return self._as_reported(q, so_far=True)
        terms = self._before(self.quarters[0], 1) if total is None else [self._as_reported(total, so_far=True)]
        for at in self.quarters:
            if at <= q and (total is None or at > total):
                step = self._of_quarter(at)
                # What does not apply adds nothing, and is no gap either.
                terms.append(replace(step, quantity=Quantity(0.0)) if self._report(at).not_applicable else step)
        end = self.so_far[q]
        how, quantity, flags = (How.SUM, Quantity(end.value), end.flags) if end else (How.NONE, Quantity(), 0)
        return replace(self._step(how, Period.quarter(q), quantity, flags, terms), so_far=True)

    def _before(self, q: int, sign: int) -> list[DerivationStep]:
        """The year up to the quarter before: of a unit's first quarter that of those it was made of, if any."""
        former = [(self, q - 1)] if q != self.quarters[0] else [(one, one.quarters[-1]) for one in self._predecessors]
        return [replace(year.up_to(last), sign=sign) for year, last in former]

    def _last_total(self, first: int, last: int) -> int | None:
        """The last of some quarters with a reported total of the year so far."""
        return next((q for q in range(last, first - 1, -1) if self._report(q).so_far is not None), None)


@lru_cache(maxsize=4096)
def life(places: Places, unit: str, year: int) -> list[int]:
    """The quarters of a year on which a unit reports."""
    return [q for q in range(year * 4, year * 4 + 4) if any(one.key == unit for one in places.of_quarter(q))]


def _bits(quarters: Iterable[int]) -> int:
    return sum(1 << q % 4 for q in quarters)
