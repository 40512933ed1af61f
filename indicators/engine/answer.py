"""What is asked and what is answered: a question, and a row for every area and period of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from data.model import Calendar, Grain, Period, Text
from data.places import NATION_KEY, PLACES, REGIONS, Boundary, Places
from data.table import Bound
from indicators.define import Measure
from indicators.engine.values import BOUND_SHIFT


class By(StrEnum):
    NATION = "nation"
    REGION = "region"
    PROVINCE = "province"


class Standing(StrEnum):
    """How far a value may be trusted, or why there is none."""

    FINAL = "final"
    PARTIAL = "partial"  # some of its areas or quarters have not reported
    MISSING = "missing"  # due and not reported
    NOT_APPLICABLE = "not_applicable"
    NOT_DUE = "not_due"  # its day has not come
    WITHHELD = "withheld"  # reported and not published


STANDING_LABELS: dict[Standing, Text] = {
    Standing.FINAL: Text("Đủ số liệu", "Complete"),
    Standing.PARTIAL: Text("Chưa đủ", "Partial"),
    Standing.MISSING: Text("Chưa báo cáo", "Not reported"),
    Standing.NOT_APPLICABLE: Text("Không áp dụng", "Not applicable"),
    Standing.NOT_DUE: Text("Chưa đến hạn", "Not yet due"),
    Standing.WITHHELD: Text("Không công bố", "Withheld"),
}
# Observation status as SDMX's CL_OBS_STATUS: normal, provisional, not collected, cannot exist, missing, suppressed.
OBS_STATUS: dict[Standing, str] = {
    Standing.FINAL: "A",
    Standing.PARTIAL: "P",
    Standing.MISSING: "L",
    Standing.NOT_APPLICABLE: "M",
    Standing.NOT_DUE: "O",
    Standing.WITHHELD: "Q",
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `provinces` are unit keys of the chosen boundary, empty for all; `split` is a breakdown.

    With a `calendar` only figures of that one count; without, all do and a row says which it is made of.
    """

    measure: str
    first: Period
    last: Period
    by: By = By.NATION
    provinces: tuple[str, ...] = ()
    grain: Grain = Grain.QUARTER
    boundary: Boundary = Boundary.TODAY
    split: str = ""
    calendar: Calendar | None = None


class Given(NamedTuple):
    """A question about a figure and what its sender answered; `alike` more cells were asked the same."""

    unit: str  # key
    period: Period
    number: int  # of the submission
    message: Text
    reason: str
    alike: int = 0


class SenderNote(NamedTuple):
    """What its sender wrote beside a figure, and was not asked about; `line` is the code it stands at."""

    unit: str  # key
    period: Period
    number: int  # of the submission
    line: str
    text: str


class Row(NamedTuple):
    """One area in one period (and of one item of the breakdown).

    `reported` of `expected` counts areas (province units) whose figure for the whole period is known; `missing` are
    the keys of those whose is not, but for the `withheld`, who keep it to themselves. `typed` of them gave only a
    total, so that they are absent from breakdowns. `bound` is the sign to print before a value that is not exact.
    `calendar` is that of the submissions it is made of, or `mixed`; empty where there are none.
    """

    area: str  # province code, region key or VN
    key: str  # unit key, region key or VN; unique where codes are not
    name: Text
    period: Period
    item: str
    value: float | None
    reported: int
    expected: int
    state: Standing
    missing: tuple[str, ...] = ()
    typed: int = 0
    conflict: bool = False  # a total of the year so far is below the one before it
    bound: str = ""
    withheld: tuple[str, ...] = ()
    calendar: str = ""
    excluded: tuple[str, ...] = ()  # the keys of those to whom it does not apply
    reasons: tuple[Given, ...] = ()  # what its sender answered when asked about it, where that is looked up
    sender_notes: tuple[SenderNote, ...] = ()  # what its sender wrote beside it, looked up with them


def mixes(row: Row) -> bool:
    """Whether a total counts units that are gone beside those that came after: more than there are on its last day."""
    return row.expected > max(1, _there(row.key, row.period.last))


@lru_cache(maxsize=4096)
def _there(key: str, quarter: int) -> int:
    """How many units an area has in a quarter."""
    return sum(key in (NATION_KEY, unit.region, unit.key) for unit in PLACES.of_quarter(quarter))


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows asked for, every area and period of them, in order of area, item and period."""

    question: Question
    measure: Measure
    rows: tuple[Row, ...]
    items: Mapping[str, Text] = field(default_factory=dict)  # of the breakdown, in their order


ROW = 250  # bytes of a row in memory: itself, its value, and its places in lists
KEY = 8  # bytes of each province that it names as wanting; their names are the table's own


def size_of(answer: Answer) -> int:
    """How many bytes of memory an answer takes, about."""
    named = sum(len(row.missing) + len(row.withheld) + len(row.excluded) for row in answer.rows)
    return 2_000 + ROW * len(answer.rows) + KEY * named


def same_provinces(now: Row, before: Row, places: Places) -> bool:
    """Whether two rows of one region on the units of their time are of the same land: provinces changed hands."""
    if now.key not in REGIONS:
        return True
    then = places.of_quarter(before.period.last)
    homes = {places.heir(unit.key) for unit in places.of_quarter(now.period.last) if unit.region == now.key}
    return {u.key for u in then if u.region == now.key} == {u.key for u in then if places.heir(u.key) in homes}


def sign(flags: int) -> str:
    """The sign before a value made of the bounds in these flags: both ways at once it is about right."""
    bound = Bound(flags >> BOUND_SHIFT)
    low, high = bound & (Bound.AT_LEAST | Bound.MORE), bound & (Bound.AT_MOST | Bound.LESS)
    if bound & Bound.ABOUT or (low and high):
        return "~"
    if low:
        return ">" if low & Bound.MORE else "≥"
    return ("<" if high & Bound.LESS else "≤") if high else ""
