"""The nouns of the derivation: a number with its flags, what a province reported, what was derived from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntFlag
from typing import NamedTuple

from data.model import Calendar, Grain
from data.table import Bound, DataState
from indicators.define import Measure, Nature


class Flag(IntFlag):
    """What else is to be known of an observation; several areas together have the flags of each."""

    CONFLICT = 1  # a total of the year so far is below the one before it
    WITHHELD = 2  # it is known and may not be published
    STATISTICAL = 4  # the calendars of the submissions it comes from
    ADMINISTRATIVE = 8


CALENDARS = {Calendar.STATISTICAL: int(Flag.STATISTICAL), Calendar.ADMINISTRATIVE: int(Flag.ADMINISTRATIVE)}
BOUND_SHIFT = 4  # a Bound lies above the flags
_REVERSED: Mapping[Bound, Bound] = defaultdict(
    lambda: Bound.ABOUT,
    {Bound.MORE: Bound.LESS, Bound.LESS: Bound.MORE, Bound.AT_LEAST: Bound.AT_MOST, Bound.AT_MOST: Bound.AT_LEAST},
)


def _add(one: float | None, other: float | None) -> float | None:
    return other if one is None else one if other is None else one + other


@dataclass(slots=True)
class Quantity:
    """One measure over some rows: a number, or the two parts of a ratio, or the keys of what was counted."""

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    keys: list[str] | None = None

    def __add__(self, other: Quantity) -> Quantity:
        return Quantity(
            _add(self.value, other.value),
            _add(self.numerator, other.numerator),
            _add(self.denominator, other.denominator),
            sorted({*(self.keys or ()), *(other.keys or ())}) if self.keys is not None else None,
        )

    def as_ratio(self) -> Quantity:
        return percentage(self.numerator, self.denominator)


class Amount(NamedTuple):
    """A number, with the calendars and bounds of what it is made of."""

    value: float
    flags: int = 0

    @property
    def bound(self) -> Bound:
        return Bound(self.flags >> BOUND_SHIFT)

    @property
    def exact(self) -> bool:
        return not self.flags >> BOUND_SHIFT

    def plus(self, other: Amount) -> Amount:
        return Amount(self.value + other.value, self.flags | other.flags)

    def minus(self, other: Amount) -> Amount:
        """More than 150 less 100 is more than 50; 150 less more than 100 is less than 50; both in doubt is about."""
        if self.exact and other.exact:  # nearly always, and an enumeration takes long to make
            return Amount(self.value - other.value, self.flags | other.flags)
        bound = self.bound if not other.bound else Bound.ABOUT if self.bound else _REVERSED[other.bound]
        calendars = (self.flags | other.flags) & ((1 << BOUND_SHIFT) - 1)
        return Amount(self.value - other.value, calendars | int(bound) << BOUND_SHIFT)


@dataclass(slots=True)
class Reported:
    """What one province reported of one measure in one quarter, as it stands."""

    listed: Quantity | None = None  # from the rows of its list
    typed: float | None = None
    year_to_date: float | None = None
    stated: str | None = None  # what the list's sender said of it, where it has no rows: not applicable, withheld
    answered: str | None = None  # what stands on the form in place of a number
    bound: int = 0  # of the typed figure, a Bound
    ytd_bound: int = 0
    list_calendar: int = 0  # Flag, of the sheet on which its list stands
    typed_calendar: int = 0  # … and of that on which it is typed
    items: dict[str, dict[str, Quantity]] = field(default_factory=dict)  # split → item

    def read_statement(self, measure: Measure, rows: int, state: str | None, calendar: Calendar) -> None:
        """Take in what the list's sender said of its data: only a list with no rows is spoken for by its statement."""
        self.listed, self.items, self.stated, self.list_calendar = None, {}, None, CALENDARS[calendar]
        if rows == 0 and state == DataState.NOTHING:
            self.listed = Quantity(0.0, None, None, [] if measure.distinct else None)
            self.stated = DataState.NOT_APPLICABLE if measure.kind is Nature.RATIO else None
        elif rows == 0 and state in (DataState.NOT_APPLICABLE, DataState.WITHHELD):
            self.stated = state

    def read_line(self, line: FormLine | None, calendar: Calendar) -> None:
        """Take in what stands on a form's line, or nothing. Where one of its two cells is withheld, so is the other."""
        self.typed_calendar = CALENDARS[calendar] if line else 0
        line = line or FormLine(None, None, None, None, None, None)
        self.typed, self.year_to_date = line.value, line.year_to_date
        self.bound, self.ytd_bound = line.value_bound or 0, line.ytd_bound or 0
        states = [line.value_state, *([line.ytd_state] if line.value is None else [])]
        self.answered = None
        if DataState.WITHHELD in (line.value_state, line.ytd_state):
            self.answered, self.typed, self.year_to_date = DataState.WITHHELD, None, None
        elif DataState.NOT_APPLICABLE in states and line.year_to_date is None:
            self.answered = DataState.NOT_APPLICABLE

    def add(self, split: str, item: str, part: Quantity) -> None:
        """Add what the rows say: of the whole, or of one item of a breakdown."""
        if not split:
            self.listed = part
        else:
            known = self.items.setdefault(split, {})
            known[item] = known[item] + part if item in known else part

    @property
    def not_applicable(self) -> bool:
        return self.stated == DataState.NOT_APPLICABLE or (
            self.answered == DataState.NOT_APPLICABLE and self.listed is None
        )

    @property
    def withheld(self) -> bool:
        return self.stated == DataState.WITHHELD or (self.answered == DataState.WITHHELD and self.listed is None)

    @property
    def silent(self) -> bool:
        """Whether nothing was reported after all."""
        cells = (self.listed, self.typed, self.year_to_date, self.stated, self.answered)
        return cells == (None,) * 5 and not self.items

    @property
    def own(self) -> Amount | None:
        """The quarter's own figure with what is to be known of it: nothing is what does not apply."""
        if self.not_applicable:
            return Amount(0.0)
        if self.withheld or self.value is None:
            return None
        flags = self.list_calendar if self.listed else self.typed_calendar | self.bound << BOUND_SHIFT
        return Amount(self.value, flags)

    @property
    def stands(self) -> Quantity | None:
        """Of a stock: what stands at the quarter's end."""
        return self.listed or (Quantity(self.typed) if self.typed is not None else None)

    @property
    def so_far(self) -> Amount | None:
        """The year so far, where it was typed."""
        if self.year_to_date is None:
            return None
        return Amount(self.year_to_date, self.typed_calendar | self.ytd_bound << BOUND_SHIFT)

    @property
    def value(self) -> float | None:
        """The quarter's own figure: of the list where there is one, else as typed."""
        return self.listed.value if self.listed else self.typed

    def quantity(self, measure: Measure, so_far: bool, split: str, item: str) -> tuple[Quantity, int]:
        """What its cell or the rows of its list say, with its flags: of the quarter, an item, or the year so far."""
        if not so_far and (self.listed is not None or self.stated is not None):
            counted = (self.items.get(split, {}).get(item) if item else self.listed) or Quantity()
            return counted.as_ratio() if measure.kind is Nature.RATIO else counted, self.list_calendar
        if self.withheld or self.not_applicable:
            return Quantity(), 0
        value, bound = (self.year_to_date, self.ytd_bound) if so_far else (self.typed, self.bound)
        return Quantity(value), self.typed_calendar | bound << BOUND_SHIFT

    def word(self, of_list: bool) -> DataState | None:
        """The word that stands in place of a number."""
        if self.withheld:
            return DataState.WITHHELD
        if self.not_applicable:
            return DataState.NOT_APPLICABLE
        return DataState.NOTHING if of_list and self.listed is not None else None


UNREPORTED = Reported()
# By line (a measure, a term, or an item as `measure.item`), then unit and quarter.
ReportedByMeasure = dict[str, dict[tuple[str, int], Reported]]


class FormLine(NamedTuple):
    """One line of a form as it was sent."""

    value: float | None
    year_to_date: float | None
    value_bound: int | None
    ytd_bound: int | None
    value_state: str | None
    ytd_state: str | None


@dataclass(slots=True)
class Observation:
    """What is known of one measure of a province in one period."""

    quantity: Quantity
    covered: int
    due: int
    listed: int
    conflict: bool = False
    flags: int = 0  # Flag and Bound of what it is made of
    items: dict[str, dict[str, Quantity]] = field(default_factory=dict)
    quarters: int = 0  # which quarters are covered, a bit each


PeriodKey = tuple[Grain, int, str]
Observations = dict[str, dict[PeriodKey, Observation]]  # by unit


def percentage(numerator: float | None, denominator: float | None) -> Quantity:
    """A ratio in percent from its parts; without a value where there is nothing to divide by."""
    value = 100 * numerator / denominator if denominator and numerator is not None else None
    return Quantity(value, numerator, denominator)
