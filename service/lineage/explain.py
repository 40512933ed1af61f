"""What `derive.py` did for one unit and span, told as a path: which totals, quarters and lines a figure was made of.

The derivation is asked which rule it used and what it found; nothing is decided here a second time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from data.model import Grain, Period, Text
from data.table import State
from indicators.define import Indicator, Measure, Nature
from indicators.engine.derivation import UNGROUPED, Derivation, FlowYear, last_word, life, terms_of, typed_share
from indicators.engine.observations import labels
from indicators.engine.values import Flag, Known, Part, Seen, Told, ratio
from service.lineage.tree import How, Node, known

SO_FAR = Text("Lũy kế đến hết {period}", "Year to date, {period}")
REST = Text("Chưa phân nhóm: phần còn lại của tổng", "Not grouped: what the total leaves over")
CONFLICT = Text(
    "Mâu thuẫn: lũy kế đến hết quý không khớp với số đứng trước cộng số trong quý.",
    "In conflict: the year to date is not what stood before plus the quarter’s own figure.",
)
BELOW = Text(
    "Mâu thuẫn: lũy kế nhỏ hơn lũy kế của kỳ trước nên không suy ra được số trong quý.",
    "In conflict: the year to date is below the one before it, so the quarter’s own figure does not follow.",
)
NO_BEFORE = Text(
    "Có lũy kế nhưng chưa biết lũy kế đến hết kỳ trước nên không suy ra được số trong quý.",
    "There is a year to date, but not the one before it, so the quarter’s own figure does not follow.",
)
EARLIER = Text(
    "Quý cuối kỳ chưa báo cáo; đây là số gần nhất trong kỳ.",
    "The last quarter has not reported; this is the latest in the span.",
)
WITHHELD = Text("Không công bố", "Withheld")
NOT_APPLICABLE = Text("Không áp dụng", "Not applicable")
NOT_KNOWN = Text(
    "Không suy ra được: thiếu số, hoặc các số không cùng quý.",
    "Does not follow: figures are wanting, or are not of the same quarters.",
)
Leaf = Callable[[str, Measure, str, int, bool, Told, str, str], Node]
Span = tuple[Grain, int, str]


class Explained:
    """The paths of one measure, unit by unit. `leaf` tells where a figure of a line, unit and quarter stands as sent."""

    def __init__(self, derived: Derivation, measure: Measure, indicator: Indicator, leaf: Leaf) -> None:
        self._derived, self._measure, self._indicator, self._leaf = derived, measure, indicator, leaf
        self._found = derived.of(measure, indicator, indicator.series)

    def of(self, unit: str, period: Period, split: str, item: str) -> Node | None:
        """The path of a unit's figure, or of one item of it; None where nothing at all was told."""
        span = (period.grain, period.last, period.part)
        seen = self._found.get(unit, {}).get(span)
        if seen is None:
            return None
        if not item:
            return self._whole(unit, span, seen)
        part = seen.items.get(split, {}).get(item)
        if part is None:
            return None
        if not self._measure.typed:
            return self._line(self._measure.code, self._measure, unit, span, seen, split, item)
        if self._measure.kind is Nature.RATIO:
            return self._quotient(unit, span, Part(ratio(part), part.numerator, part.denominator), seen.flags, item)
        if item != UNGROUPED:
            return self._line(f"{self._measure.code}.{item}", self._measure, unit, span)
        named = labels(self._indicator, split)
        items = [
            replace(one, sign=-1, name=named[each])
            for each in seen.items[split]
            if each != UNGROUPED
            and (one := self._line(f"{self._measure.code}.{each}", self._measure, unit, span)) is not None
        ]
        whole = self._whole(unit, span, seen)
        return Node(REST, How.SUM, part, (whole, *items), flags=seen.flags, key=unit, period=period)

    def _whole(self, unit: str, span: Span, seen: Seen) -> Node:
        if self._measure.typed and self._measure.kind is Nature.RATIO and self._measure.numerator:
            made = seen.part.denominator is not None or seen.part.value is None
            if made:
                return self._quotient(unit, span, seen.part, seen.flags, "")
        return self._line(self._measure.code, self._measure, unit, span, seen)

    # One line

    def _line(
        self,
        line: str,
        measure: Measure,
        unit: str,
        span: Span,
        seen: Seen | None = None,
        split: str = "",
        item: str = "",
    ) -> Node:
        """A line of its own in a span; an `item` is one that the rows of a list give."""
        if seen is None:
            seen = self._derived.line(line, measure).get(unit, {}).get(span)
        if seen is None:
            return self._silent(line, unit, span)
        if measure.at_date:
            return self._stock(line, measure, unit, span, seen, split, item)
        if measure.kind is Nature.RATIO:
            return self._ratio(line, measure, unit, span, seen, split, item)
        return self._flow(line, measure, unit, span, seen, split, item)

    def _silent(self, line: str, unit: str, span: Span) -> Node:
        period = Period(span[1] // 4, span[2])
        return Node(period.label, How.SILENT, key=unit, period=period, line=line)

    def _told(self, line: str, unit: str, q: int) -> Told:
        return self._derived.told.get(line, {}).get((unit, q), Told())

    def _quarters(self, measure: Measure, unit: str, span: Span) -> list[int]:
        """The quarters of a span on which a unit reports."""
        period = Period(span[1] // 4, span[2])
        alive = life(self._derived.places, unit, period.year)
        return [q for q in alive if period.first <= q <= period.last and (q % 4 == 3 or not measure.yearly)]

    def _own(self, line: str, measure: Measure, unit: str, q: int, split: str = "", item: str = "") -> Node:
        return self._leaf(line, measure, unit, q, False, self._told(line, unit, q), split, item)

    def _stock(self, line: str, measure: Measure, unit: str, span: Span, seen: Seen, split: str, item: str) -> Node:
        period = Period(span[1] // 4, span[2])
        quarters = list(range(period.first, period.last + 1))
        told = {q: self._told(line, unit, q) for q in quarters if not self._told(line, unit, q).silent}
        if measure.yearly:
            told = {q: one for q, one in told.items() if q % 4 == 3}
        q = last_word(quarters, told)
        if q is None:
            return self._silent(line, unit, span)
        leaf = self._own(line, measure, unit, q, split, item)
        if len(quarters) == 1:
            return leaf
        said = (EARLIER,) if q != period.last and leaf.value is not None else ()
        return Node(
            period.label, How.LAST, leaf.part, (leaf,), flags=seen.flags, said=said, key=unit, period=period, line=line
        )

    def _ratio(self, line: str, measure: Measure, unit: str, span: Span, seen: Seen, split: str, item: str) -> Node:
        period, quarters = Period(span[1] // 4, span[2]), self._quarters(measure, unit, span)
        listed = [q for q in quarters if self._told(line, unit, q).listed]
        if listed:
            leaves = tuple(self._own(line, measure, unit, q, split, item) for q in quarters)
            leaves = tuple(one for one in leaves if not item or one.part.denominator is not None)
            if len(quarters) == 1:
                return leaves[0]
            part = seen.items[split][item] if item else seen.part
            part = Part(ratio(part), part.numerator, part.denominator)
            return Node(period.label, How.RATIO, part, leaves, flags=seen.flags, key=unit, period=period, line=line)
        last = self._told(line, unit, period.last)
        # A span is all of its quarters, whether or not the unit lived through them.
        share, so_far = typed_share(measure, range(period.first, period.last + 1), last)
        if share is None and not last.not_applicable and not last.withheld:
            return self._silent(line, unit, span)
        return self._leaf(line, measure, unit, period.last, so_far, last, "", "")

    # Flows

    def _year(self, line: str, measure: Measure, unit: str, year: int) -> FlowYear:
        if not measure.yearly:
            return self._derived.year(line, unit, year)
        found = FlowYear([q for q in life(self._derived.places, unit, year) if q % 4 == 3], Known(0.0))
        for q in range(found.first, year * 4 + 4):
            found.take(q, self._told(line, unit, q))
        return found

    def _flow(self, line: str, measure: Measure, unit: str, span: Span, seen: Seen, split: str, item: str) -> Node:
        period, quarters = Period(span[1] // 4, span[2]), self._quarters(measure, unit, span)
        year = self._year(line, measure, unit, period.year)
        if item:
            leaves = [self._own(line, measure, unit, q, split, item) for q in quarters]
            parts = [one for one in leaves if one.part.value is not None]
            whole = Part(seen.items[split][item].value, keys=seen.items[split][item].keys)
            return parts[0] if len(quarters) == 1 else self._sum(period.label, whole, parts, seen, unit, period, line)
        if len(quarters) == 1 and period.grain is Grain.QUARTER:
            return self._quarter(line, measure, unit, quarters[0], year)
        reach = year.reach(quarters)
        parts = []
        at = quarters[0]
        if reach is not None:
            told_so_far = [q for q in quarters if q <= reach and self._told(line, unit, q).so_far is not None]
            if told_so_far:
                parts = [self._so_far_leaf(line, measure, unit, told_so_far[-1])]
                parts += [replace(one, sign=-1) for one in self._before(line, measure, unit, quarters[0], year)]
                at = told_so_far[-1] + 1
        parts += [self._quarter(line, measure, unit, q, year) for q in quarters if q >= at]
        said = (CONFLICT,) if seen.conflict else ()
        if seen.part.value is None:
            return Node(
                period.label,
                How.NONE,
                Part(),
                tuple(parts),
                flags=seen.flags,
                said=said,
                key=unit,
                period=period,
                line=line,
            )
        return self._sum(period.label, seen.part, parts, seen, unit, period, line, said)

    def _sum(
        self,
        name: Text,
        part: Part,
        parts: list[Node],
        seen: Seen,
        unit: str,
        period: Period,
        line: str,
        said: tuple[Text, ...] = (),
    ) -> Node:
        return Node(name, How.SUM, part, tuple(parts), flags=seen.flags, said=said, key=unit, period=period, line=line)

    def _quarter(self, line: str, measure: Measure, unit: str, q: int, year: FlowYear) -> Node:
        """A quarter's own figure: as told, or from two totals of the year so far."""
        told, period = self._told(line, unit, q), Period.quarter(q)
        own = self._own(line, measure, unit, q)
        crossed = (CONFLICT,) if q in year.conflict else ()
        if told.own is not None or told.withheld or told.so_far is None:
            return replace(own, said=own.said + crossed)
        before = [replace(one, sign=-1) for one in self._before(line, measure, unit, q, year)]
        parts = (self._so_far_leaf(line, measure, unit, q), *before)
        part, flags = known(year.quarter[q])
        if part.value is None:
            why = BELOW if q in year.conflict else NO_BEFORE
            return Node(period.label, How.NONE, Part(), parts, said=(why,), key=unit, period=period, line=line)
        return Node(period.label, How.SUM, part, parts, flags=flags, key=unit, period=period, line=line)

    def _so_far_leaf(self, line: str, measure: Measure, unit: str, q: int) -> Node:
        return self._leaf(line, measure, unit, q, True, self._told(line, unit, q), "", "")

    def _before(self, line: str, measure: Measure, unit: str, q: int, year: FlowYear) -> list[Node]:
        """The year up to the quarter before; none at the year's beginning."""
        if q != year.first:
            return [self._so_far(line, measure, unit, q - 1, year)]
        if q % 4 == 0 or measure.yearly:
            return []
        found = []
        for old in self._derived.places.predecessors(unit):
            theirs = self._year(line, measure, old, q // 4)
            found.append(self._so_far(line, measure, old, next(reversed(theirs.so_far)), theirs))
        return found

    def _so_far(self, line: str, measure: Measure, unit: str, q: int, year: FlowYear) -> Node:
        """The year up to a quarter: as told, or the last total that was told with the quarters since."""
        if self._told(line, unit, q).so_far is not None:
            return self._so_far_leaf(line, measure, unit, q)
        period, at = Period.quarter(q), q
        own: list[Node] = []
        while True:
            node = self._quarter(line, measure, unit, at, year)
            if self._told(line, unit, at).not_applicable:  # it adds nothing, and is no gap either
                node = replace(node, part=Part(0.0))
            own.insert(0, node)
            if at == year.first:
                parts = self._before(line, measure, unit, at, year) + own
                break
            at -= 1
            if self._told(line, unit, at).so_far is not None:
                parts = [self._so_far_leaf(line, measure, unit, at), *own]
                break
        part, flags = known(year.so_far[q])
        names = SO_FAR.vi.format(period=period.label.vi), SO_FAR.en.format(period=period.label.en)
        how = How.SUM if part.value is not None else How.NONE
        return Node(Text(*names), how, part, tuple(parts), flags=flags, key=unit, period=period, line=line)

    # Ratios of lines

    def _quotient(self, unit: str, span: Span, part: Part, flags: int, item: str) -> Node:
        """A ratio from the lines it is made of."""
        measure, series = self._measure, self._indicator.series
        period = Period(span[1] // 4, span[2])
        terms = []
        for sign, side in ((1, measure.numerator), (-1, measure.denominator)):
            for line, one, whole_year in terms_of(measure, side, series, item):
                if whole_year:
                    node = self._so_far(line, one, unit, period.last, self._year(line, one, unit, period.year))
                else:
                    node = self._line(line, one, unit, span)
                terms.append(replace(node, sign=sign, line=line))
        said: tuple[Text, ...] = ()
        if part.denominator is None:
            said = (WITHHELD if flags & Flag.WITHHELD else NOT_KNOWN,)
        how = How.QUOTIENT if part.denominator is not None else How.NONE
        return Node(
            period.label, how, part, tuple(terms), flags=flags, said=said, key=unit, period=period, line=measure.code
        )


def stated(told: Told, list_: bool) -> str | None:
    """The word that stands in place of a number."""
    if told.withheld:
        return State.WITHHELD
    if told.not_applicable:
        return State.NOT_APPLICABLE
    return State.NOTHING if list_ and told.listed is not None else None
