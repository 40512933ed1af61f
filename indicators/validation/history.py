"""A province's own past, line by line, and how far a figure lies from it.

Medians throughout, so that one odd quarter moves nothing. The spread of a count is that of a count (the square root of
it) and a share of its size besides; distances are measured where that spread is the same for large and small figures.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import asinh, log, log1p, log10, sqrt
from statistics import median
from typing import NamedTuple

from data.model import PARTS, Grain, Period
from data.places import Places
from data.storage.database import Work
from indicators.engine.standing import Standing
from indicators.engine.values import BOUND_SHIFT, Flag

QUARTERS = 12  # how far back one looks
# Set on the tuning half of the seeded faults (benchmarks/seeded_faults.py), read off on the other half.
LIKELIER = 3.0  # how much likelier with other zeros, as a natural logarithm, from which on a figure is asked about …
BEYOND = 2.0  # … and times beyond all that was there …
LEAST = 20  # … and by so many units at least: small counts come and go
FAR, FAR_BEYOND = 5.0, 3.3  # spreads off, and times beyond all, from which on it is asked about whatever its zeros
FAR_OF_NOTHING = 2.5  # spreads off, from which on nothing at all is asked about
SHOWN = 4  # quarters from which on a series has shown what it does; before, it must be further beyond
BEYOND_OF_FEW = 5.0
TAIL = 8  # degrees of freedom: large deviations are commoner than a normal curve says
FROM_NOTHING = 100  # after quarters of nothing, so many are asked about
# What a series is taken to vary by before it has shown it, and for how many quarters that counts.
USUAL_SPREAD, WEIGHT = 0.25, 4
LEAST_SPREAD = 0.15
# A stock moves slowly; the catalogue's rule is more than 20 % and more than 3, and more than it is used to move.
STOCK_CHANGE, STOCK_LEAST, STOCK_STEPS = 0.20, 3, 6
MAD = 1.4826  # the median deviation of a normal series, as its standard deviation


class Then(NamedTuple):
    """A figure that stood at the end of a quarter."""

    last: int
    value: float


Past = Sequence[Then]  # of one line, newest first


@dataclass(frozen=True, slots=True)
class Distance:
    """That a figure is unlike its past: what is usual, in which range and quarters that was, and how far off it is."""

    usual: float
    low: float
    high: float
    past: Past

    def times(self, value: float) -> float:
        return value / self.usual if self.usual else 0.0

    def power(self, value: float) -> int:
        """The power of ten by which a figure would be as usual again: 1 for ten times too much; 0 where none would."""
        if not value or not self.usual:
            return 0
        power = round(log10(value / self.usual))
        return power if power and abs(log(value / 10**power / self.usual)) <= log(2.5) else 0


def unlikely(apart: float) -> float:
    """How unlikely it is to be so many spreads off, as a natural logarithm without its constant."""
    return (TAIL + 1) / 2 * log1p(apart * apart / TAIL)


def by_zeros(value: float, apart: Callable[[float], float]) -> tuple[float, int]:
    """How much likelier a figure would be with up to three zeros more or fewer, and with how many: 1 for one too many.

    `apart` says how many spreads off a figure is. So a series that varies much asks of no more than it can tell, and
    an ordinary slip of the keys is told from an ordinary surprise.
    """
    off, sign = apart(value), 1 if apart(value) > 0 else -1
    best, power = min((unlikely(apart(value / 10.0**power)), power) for power in (sign, 2 * sign, 3 * sign))
    return unlikely(off) - best, power


def far_flow(value: float, quarter: int, past: Past) -> Distance | None:
    """Whether what happened in a quarter is unlike what happens there: beyond all that was, and far likelier with
    other zeros or far off whatever they are; where nothing happened, far from the usual."""
    numbers = [then.value for then in past]
    low, high = min(numbers), max(numbers)
    if high == 0:  # after nothing, anything is new
        return Distance(0.0, low, high, past) if len(past) >= SHOWN and value >= FROM_NOTHING else None
    times = BEYOND if len(past) >= SHOWN else BEYOND_OF_FEW
    if (value + 1) * times > low + 1 and value + 1 < (high + 1) * times:
        return None
    level, apart = nearest(value, quarter, past)
    if not apart or abs(value - level) < LEAST:
        return None
    vary = _expected(past)
    likelier, _ = by_zeros(value, lambda other: _even(other, vary) - _even(level, vary))
    off, gross = abs(apart), not low + 1 < FAR_BEYOND * (value + 1) < FAR_BEYOND**2 * (high + 1)
    far = likelier > LIKELIER or (gross and off > FAR) if value else off > FAR_OF_NOTHING
    return Distance(level, low, high, past) if far else None


def nearest(value: float, quarter: int, past: Past) -> tuple[float, float]:
    """Of what is usual in all the past, in this season and of late the nearest to a figure, and how far off it is.

    So a season is no fault, and a new level is asked about once or twice. Far off are spreads, above or below; a figure
    between two levels is at neither's side and not off at all.
    """
    vary = _expected(past)
    numbers = [then.value for then in past]
    season = [then.value for then in past if (quarter - then.last) % 4 == 0]
    levels = [median(group) for group in (numbers, season, numbers[:3]) if group]
    off = [(_even(value, vary) - _even(level, vary), level) for level in levels]
    apart, level = min(off, key=lambda one: abs(one[0]))
    return level, apart if all(one * apart > 0 for one, _ in off) else 0.0


def far_stock(value: float, past: Past) -> Distance | None:
    """Whether a stock has moved further than stocks and this one do: from the last, and from the last year's level."""
    numbers = [then.value for then in past]
    steps = [abs(now - then) for now, then in pairwise(numbers)]
    used = STOCK_STEPS * median(steps) if steps else 0.0
    levels = (numbers[0], median(numbers[:4]))
    if all(abs(value - level) > max(STOCK_LEAST, STOCK_CHANGE * level, used) for level in levels):
        return Distance(numbers[0], min(numbers), max(numbers), past)
    return None


def spread(past: Past) -> float:
    """By what share of itself a series varies beyond chance: from quarter to quarter or, if less, year on year."""
    numbers = [then.value for then in past]
    middle = median(numbers)
    found = [_beyond_chance(MAD * median(abs(n - middle) for n in numbers), middle)]
    by_quarter = dict(past)
    years = [(n, by_quarter[at - 4]) for at, n in past if at - 4 in by_quarter]
    if len(years) >= 4:
        apart = MAD * median(abs(log((now + 0.5) / (then + 0.5))) for now, then in years) / sqrt(2)
        found.append(max(apart**2 - 1 / (middle + 0.5), 0.0))
    shown = min(found)
    n = len(numbers)
    return max(LEAST_SPREAD, sqrt((n * shown + WEIGHT * USUAL_SPREAD**2) / (n + WEIGHT)))


def _expected(past: Past) -> float:
    """The spread of what is to come around what was, which is not known exactly itself."""
    return spread(past) * sqrt(1 + 1 / len(past))


def _beyond_chance(deviation: float, middle: float) -> float:
    """The square of the share by which a count varies more than counts do."""
    return max(deviation**2 - middle, 0.0) / middle**2 if middle else 0.0


def _even(value: float, vary: float) -> float:
    """A count on the scale on which its spread is one, whatever its size (of a negative binomial)."""
    return 2 / vary * asinh(vary * sqrt(value + 0.375))


def chance_of_same(value: float, past: Past) -> float:
    """How likely a flow is to be what it was a quarter before, by its spread, and by how often that has happened."""
    vary = spread(past)
    by_quarter = dict(past)
    pairs = [(n, by_quarter[at - 1]) for at, n in past if at - 1 in by_quarter]
    often = sum(now == then for now, then in pairs) / len(pairs) if pairs else 0.0
    return min(1.0, max(0.28 / sqrt(value + (vary * value) ** 2), often)) if value else 1.0


class AcceptedSheet(NamedTuple):
    """A sheet that stands: of which unit and quarter, in which submission, with how many rows."""

    unit: str
    quarter: int
    number: int
    rows: int


class Memory:
    """The past of one unit's lines before a quarter; that of a merged one is the sum of those it was made of."""

    def __init__(self, work: Work, places: Places, unit: str, period: Period, standing: Standing) -> None:
        """`standing`: what stands of it, and of those it was made of."""
        self.work, self.places, self.unit, self.period = work, places, unit, period
        self.born = Period.at(places.versions[unit][0].valid_from).last
        self.former = places.predecessors(unit)
        self._span = period.so_far()
        self._past = self._read()
        self._sheets: dict[str, list[AcceptedSheet]] = defaultdict(list)
        for name, sheets in standing.items():
            for one in sheets:
                mine = one.unit == unit or (one.unit in self.former and one.quarter < self.born)
                if mine and one.quarter < period.last:
                    self._sheets[name].append(AcceptedSheet(one.unit, one.quarter, one.number, one.rows))

    def sheets(self, name: str, quarters: int) -> list[AcceptedSheet]:
        """What it and those it was made of sent of one sheet in the last quarters, as it stands."""
        return [one for one in self._sheets.get(name, ()) if one.quarter >= self.period.last - quarters]

    def register(self, name: str) -> list[AcceptedSheet]:
        """The sheets on which a register last stood: its own, or in its first quarter its predecessors'."""
        units = self.units(self.period.last - 1)
        newest: dict[str, AcceptedSheet] = {}
        for one in self._sheets.get(name, ()):
            if one.rows and one.unit in units and (one.unit not in newest or one.quarter > newest[one.unit].quarter):
                newest[one.unit] = one
        return list(newest.values())

    def units(self, quarter: int) -> list[str]:
        """Those who told a quarter."""
        return [self.unit] if quarter >= self.born else self.former

    def quarters(self, line: str) -> Past:
        return self._past.get((line, str(Grain.QUARTER)), [])

    def years(self, line: str) -> Past:
        return self._past.get((line, str(Grain.YEAR)), [])

    def so_far(self, line: str) -> Past:
        """The same part of earlier years, from January on."""
        if self._span.grain is Grain.QUARTER:
            return [then for then in self.quarters(line) if (self.period.last - then.last) % 4 == 0]
        return self._past.get((line, str(self._span.grain)), [])

    def _read(self) -> dict[tuple[str, str], list[Then]]:
        """Only what is known exactly, for the whole period and all units; what does not apply adds nothing."""
        found: dict[tuple[str, str], list[Then]] = {}
        for measure, item, span, last, value, told in self.work.rows(
            f"""SELECT measure, item, span, last, sum(value), count(*) FROM observation
            WHERE (unit = $unit::VARCHAR OR (list_contains($former::VARCHAR[], unit) AND last < $born::INTEGER))
                AND last < $quarter::INTEGER AND ((span = 'quarter' AND last >= $first::INTEGER) OR span = 'year'
                    OR (span = $span::VARCHAR AND part = $part::VARCHAR))
            GROUP BY measure, split, item, span, last
            HAVING sum(value) IS NOT NULL AND (span = 'quarter' OR (span = 'year' AND max(due) = 1)
                    OR min(due) = CASE WHEN span = 'year' THEN 4 ELSE $quarters::INTEGER END)
                AND bool_and(due = 0 OR (value IS NOT NULL AND covered = due AND flags & {int(Flag.CONFLICT)} = 0
                    AND flags >> {BOUND_SHIFT} = 0))
            ORDER BY last DESC""",  # noqa: S608 - two declared numbers
            unit=self.unit,
            former=self.former,
            born=self.born,
            quarter=self.period.last,
            first=self.period.last - QUARTERS,
            span=str(self._span.grain),
            part=self._span.part,
            quarters=len(PARTS[self._span.part]),
        ):
            if told == len(self.units(last)):
                found.setdefault((f"{measure}.{item}" if item else measure, span), []).append(Then(last, value))
        return found

    def nation(self, lines: Iterable[str], span: Grain) -> dict[str, float]:
        """The national total of some lines in an ordinary span of the last year; what an effect is a share of."""
        lines = set(lines)
        measures = sorted(lines | {line.rpartition(".")[0] for line in lines})
        found = self.work.rows(
            """SELECT measure, item, sum(value) / count(DISTINCT last) FROM observation
            WHERE list_contains($measures::VARCHAR[], measure) AND span = $span::VARCHAR AND value IS NOT NULL
                AND last BETWEEN $first::INTEGER AND $last::INTEGER
            GROUP BY measure, split, item""",
            measures=measures,
            span=str(span),
            first=self.period.last - 4,
            last=self.period.last - 1,
        )
        return {f"{measure}.{item}" if item else measure: total for measure, item, total in found}
