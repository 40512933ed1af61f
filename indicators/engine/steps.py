"""The record of a derivation: each step with its operation, its terms and what is to be remarked."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from data.model import Period
from indicators.engine.values import Quantity, Reported


class How(StrEnum):
    """How a figure follows from its parts; the last five have none: there the path ends."""

    SUM = "sum"  # each with its sign
    DISTINCT = "distinct"  # what was named counts once, what was only counted adds up
    RATIO = "ratio"  # numerators over denominators, never an average
    QUOTIENT = "quotient"  # the parts above over the parts below
    LAST = "last"  # the last that stands
    GROWTH = "growth"  # the first against the second, in percent
    ZERO = "zero"  # everybody was heard and nobody names it
    NONE = "none"  # no figure follows
    TYPED = "typed"  # as it stands in a cell
    COUNTED = "counted"  # from the rows of a list
    STATED = "stated"  # the sender's word: nothing happened, or it does not apply
    SILENT = "silent"  # nothing was sent of it
    UNOPENED = "unopened"  # its own path is to be asked for


class Remark(StrEnum):
    """What else is to be known of a step, most often why no figure follows."""

    CONFLICT = "conflict"  # the year to date is not what stood before plus the quarter's own figure
    BELOW = "below"  # the year to date is below the one before it
    NO_BEFORE = "no_before"  # the year to date before it is not known
    EARLIER = "earlier"  # a stock stands from an earlier quarter of the period
    WITHHELD = "withheld"
    INCOMPLETE = "incomplete"  # terms are wanting, or are not of the same quarters


@dataclass(frozen=True, slots=True)
class DerivationStep:
    """How one figure was derived: by which operation, from which terms."""

    how: How
    line: str
    unit: str
    period: Period
    quantity: Quantity = field(default_factory=Quantity)
    flags: int = 0  # Flag and Bound
    terms: tuple[DerivationStep, ...] = ()
    remarks: tuple[Remark, ...] = ()
    so_far: bool = False  # of the year up to the period's end
    sign: int = 1  # with which it enters the step above
    reported: Reported | None = None  # where it was read off a report: the derivation does not know what that stands in
    split: str = ""
    item: str = ""
