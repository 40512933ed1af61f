"""What follows from what was told: a quarter from two totals of the year so far, a year from its quarters, a ratio.

The only place that knows how a flow, a stock and a ratio behave in time; `ask.py` adds up areas. Nothing here is read or kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from data.model import GRAIN_PARTS, KEPT_GRAINS, PARTS, Grain
from data.places import Places
from indicators.define import Indicator, Measure, Nature
from indicators.engine.values import AllTold, BySpan, Flag, Known, Part, Seen, Span, Told, ratio

UNGROUPED = "unspecified"
TINY = 1e-6  # beyond which two sums differ


# By measure, then unit and quarter.


class Derivation:
    """What is known of every series in every span, from what was told of each line."""

    def __init__(self, places: Places, told: AllTold) -> None:
        self.places = places
        self.told = told
        self._lines: dict[str, BySpan] = {}
        self._totals: dict[str, dict[tuple[str, int], Known | None]] = {}  # of flows: a unit's year so far at its end

    def of(self, measure: Measure, indicator: Indicator, series: Mapping[str, Measure]) -> BySpan:
        """One series with its breakdown: unit → span → what is known."""
        if not measure.typed:
            return self.line(measure.code, measure)
        split = next(iter(measure.breakdowns), "")
        items = list(indicator.breakdowns[split].items) if split else []
        if measure.kind is Nature.RATIO:
            if not measure.numerator:
                return self.line(measure.code, measure)
            found = self._of_terms(measure, series, "")
            for item in items:
                for unit, spans in self._of_terms(measure, series, item).items():
                    for span, one in spans.items():
                        if one.part.denominator is not None and span in found.get(unit, {}):
                            whole = found[unit][span]
                            whole.items.setdefault(split, {})[item] = one.part
                            whole.listed = whole.covered
            return found
        total = self.line(measure.code, measure)
        parts = {item: self.line(f"{measure.code}.{item}", measure) for item in items}
        for unit, spans in total.items() if parts else ():
            for span, one in spans.items():
                _break_down(
                    one,
                    split,
                    {item: known[unit][span] for item, known in parts.items() if span in known.get(unit, {})},
                )
        return total

    def _of_terms(self, measure: Measure, series: Mapping[str, Measure], item: str) -> BySpan:
        """A ratio from the lines it is made of; where those are not known, as it was typed itself."""

        def side(sum_of: str) -> list[BySpan]:
            terms = []
            for line, one, whole_year in terms_of(measure, sum_of, series, item):
                known = self.line(line, one)
                terms.append(self._years(line) if whole_year else known)
            return terms

        above, below = side(measure.numerator), side(measure.denominator)
        found: BySpan = {} if item else self.line(measure.code, measure)
        for unit in {unit for each in (*above, *below) for unit in each}:
            for span in {span for each in (*above, *below) for span in each.get(unit, {})}:
                parts = [[each.get(unit, {}).get(span) for each in side] for side in (above, below)]
                made, typed = _divided(*parts), found.get(unit, {}).get(span)
                if made is not None and (made.part.value is not None or typed is None or typed.part.value is None):
                    found.setdefault(unit, {})[span] = made
        return found

    def _years(self, code: str) -> BySpan:
        """A flow of quarters as a figure of the year: a unit born in it has all that those it was made of had reached."""
        found: BySpan = {}
        for (unit, year), total in self._totals[code].items():
            if total is not None and year * 4 + 3 in life(self.places, unit, year):
                seen = Seen(Part(total.value), 1, 1, 0, flags=total.flags, quarters=1 << 3)
                found.setdefault(unit, {})[Grain.YEAR, year * 4 + 3, ""] = seen
        return found

    def line(self, code: str, measure: Measure) -> BySpan:
        """One line of its own: a list's measure, a line of a form, or one item of it."""
        if code not in self._lines:
            self._totals[code] = {}
            self._lines[code] = self._line(measure, self.told.get(code, {}), self._totals[code])
        return {unit: dict(spans) for unit, spans in self._lines[code].items()}

    def _line(
        self,
        measure: Measure,
        told: Mapping[tuple[str, int], Told],
        totals: dict[tuple[str, int], Known | None],
    ) -> BySpan:
        years: dict[int, set[str]] = defaultdict(set)
        told = {at: one for at, one in told.items() if not one.silent}
        for unit, quarter in told:
            years[quarter // 4].add(unit)
        found: BySpan = {}
        for year, units in sorted(years.items()):
            ends: dict[str, Known | None] = {}  # of each unit, its total at the end of its life in this year
            for unit in sorted(units, key=lambda key: (self.places.versions[key][0].valid_from, key)):
                alive = life(self.places, unit, year)
                if measure.yearly:
                    alive = [q for q in alive if q % 4 == 3]
                if not alive:
                    continue
                mine = {q: told[unit, q] for q in alive if (unit, q) in told}
                if measure.at_date:
                    seen = _at_dates(measure, alive, mine)
                elif measure.kind is Nature.RATIO:
                    seen = _ratios(measure, alive, mine)
                else:
                    base = Known(0.0) if measure.yearly else self._base(unit, alive[0], ends)
                    seen, ends[unit] = _flows(alive, mine, base)
                    totals[unit, year] = ends[unit]
                if measure.yearly:
                    seen = {span: one for span, one in seen.items() if span[0] is Grain.YEAR}
                found.setdefault(unit, {}).update(seen)
        return found

    def year(self, code: str, unit: str, year: int) -> FlowYear:
        """One flow of one unit through a year, as it was told."""
        told, alive = self.told.get(code, {}), life(self.places, unit, year)
        ends = {key: self.year(code, key, year).end for key in (self.places.predecessors(unit) if alive[0] % 4 else ())}
        found = FlowYear(alive, self._base(unit, alive[0], ends))
        for quarter in alive:
            found.take(quarter, told.get((unit, quarter), Told()))
        return found

    def _base(self, unit: str, first: int, ends: Mapping[str, Known | None]) -> Known | None:
        """The year so far when a unit began: what those it was made of had reached; None where that is not known."""
        base = Known(0.0)
        if first % 4 == 0:
            return base
        for key in self.places.predecessors(unit):
            end = ends.get(key)
            if end is None:
                return None
            base = base.plus(end)
        return base


def terms_of(
    measure: Measure, sum_of: str, series: Mapping[str, Measure], item: str
) -> Iterable[tuple[str, Measure, bool]]:
    """The lines that one side of a ratio adds up, each with its measure and whether its quarters make a figure of the year."""
    for code in map(str.strip, sum_of.split("+")):
        one = series[code if code in series else code.partition(".")[0]]
        line = f"{code}.{item}" if item else code
        yield line, one, measure.yearly and one.kind is Nature.FLOW and not one.yearly


@lru_cache(maxsize=4096)
def life(places: Places, unit: str, year: int) -> list[int]:
    """The quarters of a year on which a unit reports."""
    return [q for q in range(year * 4, year * 4 + 4) if any(one.key == unit for one in places.of_quarter(q))]


def _break_down(whole: Seen, split: str, parts: Mapping[str, Seen]) -> None:
    """Give a figure its items, where they are known for the same quarters; what they leave over is not grouped.

    Where one of them is withheld there is no breakdown at all: the rest would tell what it is.
    """
    if whole.part.value is None or any(one.flags & Flag.WITHHELD for one in parts.values()):
        return
    items = {
        item: one.part
        for item, one in parts.items()
        if one.part.value is not None and (one.quarters, one.due) == (whole.quarters, whole.due)
    }
    rest = whole.part.value - sum(one.value for one in items.values() if one.value is not None)
    if items and rest > -TINY:
        if rest > TINY:
            items[UNGROUPED] = Part(rest)
        whole.items = {split: items}
        whole.listed = whole.covered


def _divided(above: Sequence[Seen | None], below: Sequence[Seen | None]) -> Seen | None:
    """A ratio of sums, where all of their terms are complete, or known for the same quarters; None where they are not.

    A term that does not apply adds nothing; where a whole side does not apply neither does the ratio. What is made of
    something withheld is withheld.
    """
    terms = [one for one in (*above, *below) if one is not None]
    if any(side and all(one is not None and one.due == 0 for one in side) for side in (above, below)):
        return Seen(Part(), 0, 0, 0)
    if any(one.flags & Flag.WITHHELD and one.part.value is None for one in terms):
        return Seen(Part(), 0, max(one.due for one in terms), 0, flags=int(Flag.WITHHELD))
    due = [one for one in terms if one.due]
    told = all(one.part.value is not None and one.covered for one in due)
    alike = all(one.covered == one.due for one in due) or len({(one.quarters, one.due) for one in due}) == 1
    if len(terms) < len(above) + len(below) or not told or not alike:
        return None
    part = Part(None, _total(above), _total(below))
    part.value = ratio(part)
    flags = 0
    for one in due:
        flags |= one.flags
    longest = max(due, key=lambda one: one.due)
    conflict = any(one.conflict for one in due)
    return Seen(part, longest.covered, longest.due, 0, conflict, flags, {}, longest.quarters)


def _total(terms: Sequence[Seen | None]) -> float:
    return sum(one.part.value for one in terms if one is not None and one.due and one.part.value is not None)


def _spans(year: int) -> Iterable[tuple[Span, list[int]]]:
    """Every period of a year with the indices of its quarters."""
    for grain in KEPT_GRAINS:
        for name in GRAIN_PARTS[grain]:
            quarters = [year * 4 + number - 1 for number in PARTS[name]]
            yield (grain, quarters[-1], name), quarters


def _flows(alive: list[int], told: dict[int, Told], base: Known | None) -> tuple[dict[Span, Seen], Known | None]:
    """A flow: quarters add up; a total of the year so far answers for the year and gives the quarter that is missing.

    Returns what is known of each span, and the total at the last of these quarters.
    """
    year = FlowYear(alive, base)
    for q in alive:
        year.take(q, told.get(q, Told()))
    seen: dict[Span, Seen] = {}
    for span, quarters in _spans(alive[0] // 4):
        own_quarters = [q for q in quarters if q in year.quarter]
        due = [q for q in own_quarters if not told.get(q, Told()).not_applicable]
        if not any(q in told for q in own_quarters):
            continue
        total, covered, conflict = year.total(own_quarters, due)
        lists = {q: told[q].listed for q in due if q in told}
        listed = [q for q, known in lists.items() if known]
        named = {key for known in lists.values() if known for key in known.keys or ()}
        part = Part(total.value if total else None, keys=sorted(named) or None)
        flags = (total.flags if total else 0) | _withheld(own_quarters, told, len(covered) < len(due))
        items = {} if conflict else _added_items(told, listed)
        seen[span] = Seen(part, len(covered), len(due), len(listed), conflict, flags, items, _bits(covered))
    return seen, year.so_far[alive[-1]]


class FlowYear:
    """One flow of one unit through the quarters of a year."""

    def __init__(self, alive: list[int], base: Known | None) -> None:
        self.first, self.base = alive[0], base
        self.quarter: dict[int, Known | None] = {}
        self.so_far: dict[int, Known | None] = {}
        self.conflict: set[int] = set()  # quarters whose year to date does not go with what stands before

    @property
    def end(self) -> Known | None:
        """The year up to the last quarter."""
        return next(reversed(self.so_far.values()), None)

    def before(self, q: int) -> Known | None:
        """The year up to the quarter before."""
        return self.base if q == self.first else self.so_far[q - 1]

    def take(self, q: int, one: Told) -> None:
        own, so_far, before = one.own, one.so_far, self.before(q)
        if so_far is not None and before is not None and not one.withheld:
            exact = not before.bound and not so_far.bound and (own is None or not own.bound)
            if own is None and so_far.value >= before.value - TINY:
                own = so_far.minus(before)
            elif exact and (own is None or abs(before.value + own.value - so_far.value) > TINY):
                self.conflict.add(q)
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

    def total(self, quarters: list[int], due: list[int]) -> tuple[Known | None, set[int], bool]:
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


def _bits(quarters: Iterable[int]) -> int:
    return sum(1 << q % 4 for q in quarters)


def _at_dates(measure: Measure, alive: list[int], told: dict[int, Told]) -> dict[Span, Seen]:
    """A stock: the last that stands in a period. A period belongs to the unit that exists at its end."""
    seen: dict[Span, Seen] = {}
    for span, quarters in _spans(alive[0] // 4):
        end = quarters[-1]
        if end not in alive:
            continue
        q = last_word(quarters, told)
        if q is None:
            continue
        one = told[q]
        part = one.stands
        if part is not None and measure.kind is Nature.RATIO and one.listed:
            part = Part(ratio(part), part.numerator, part.denominator)
        known, at_end = part is not None, part is not None and q == end
        due = 0 if one.not_applicable and not known else 1
        flags = (one.own.flags if one.own else 0) | _withheld([q], told, not known)
        seen[span] = Seen(
            part or Part(),
            int(at_end),
            due,
            int(bool(one.listed) and at_end),
            False,
            flags,
            one.items if at_end else {},
            1 << q % 4 if at_end else 0,
        )
    return seen


def last_word(quarters: Sequence[int], told: Mapping[int, Told]) -> int | None:
    """The quarter whose word on a stock stands at the end of these: the last with a figure, or with why there is none."""
    heard = sorted((q for q in quarters if q in told), reverse=True)
    speaks = (q for q in heard if told[q].stands or told[q].not_applicable or told[q].withheld or q == quarters[0])
    return next(speaks, None)


def typed_share(measure: Measure, quarters: Sequence[int], last: Told) -> tuple[Known | None, bool]:
    """A ratio that was typed without its parts, as it stands for these quarters; whether it is that of the year so far."""
    typed = last.own if len(quarters) == 1 and not last.not_applicable else None
    if typed is None and quarters[0] % 4 == 0 and last.so_far is not None:
        return last.so_far, True
    if typed is None and measure.yearly:
        typed = last.own
    return typed, False


def _ratios(measure: Measure, alive: list[int], told: dict[int, Told]) -> dict[Span, Seen]:
    """A ratio of two flows: its parts add up. A ratio typed without its parts stands for that period alone."""
    seen: dict[Span, Seen] = {}
    for span, quarters in _spans(alive[0] // 4):
        own_quarters = [q for q in quarters if q in alive]
        heard = [q for q in own_quarters if q in told]
        if not heard:
            continue
        due = [q for q in own_quarters if not told.get(q, Told()).not_applicable]
        listed = [q for q in due if q in told and told[q].listed]
        part, flags = Part(), 0
        for q in listed:
            part = part + (told[q].listed or Part())
            flags |= told[q].list_calendar
        part.value = ratio(part)
        covered = listed
        if not listed:
            typed, _ = typed_share(measure, quarters, told.get(quarters[-1], Told()))
            if typed is not None:
                part, covered, flags = Part(typed.value), due, typed.flags
        flags |= _withheld(own_quarters, told, len(covered) < len(due))
        items = _added_items(told, listed)
        seen[span] = Seen(part, len(covered), len(due), len(listed), False, flags, items, _bits(covered))
    return seen


def _withheld(quarters: Iterable[int], told: Mapping[int, Told], wanting: bool) -> int:
    """The flag of a figure that is wanting because its province keeps it to itself."""
    return int(Flag.WITHHELD) if wanting and any(told[q].withheld for q in quarters if q in told) else 0


def _added_items(told: Mapping[int, Told], quarters: list[int]) -> dict[str, dict[str, Part]]:
    added: dict[str, dict[str, Part]] = {}
    for q in quarters:
        for split, items in told[q].items.items():
            known = added.setdefault(split, {})
            for item, part in items.items():
                known[item] = known[item] + part if item in known else part
    return added


def records(measure: Measure, unit: str, span: Grain, last: int, part: str, seen: Seen) -> list[dict[str, object]]:
    """One record for the total and one for each item; nothing where nothing is known and nothing is ruled out."""
    if (
        seen.part.value is None
        and seen.due
        and not seen.covered
        and not seen.conflict
        and not seen.flags & Flag.WITHHELD
    ):
        return []
    common: dict[str, object] = {
        "measure": measure.code,
        "span": str(span),
        "last": last,
        "part": part,
        "unit": unit,
        "covered": seen.covered,
        "due": seen.due,
        "listed": seen.listed,
        "flags": int(seen.flags | (Flag.CONFLICT if seen.conflict else 0)),
    }
    records = [common | {"split": "", "item": "", **_numbers(seen.part)}]
    for split, items in seen.items.items():
        for item, one in items.items():
            if measure.kind is Nature.RATIO:
                one = Part(ratio(one), one.numerator, one.denominator)
            records.append(common | {"split": split, "item": item, **_numbers(one)})
    return records


def _numbers(part: Part) -> dict[str, object]:
    return {"value": part.value, "numerator": part.numerator, "denominator": part.denominator, "keys": part.keys}
