"""Observations → an answer: a measure by area and period, on today's units or as reported then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from data.model import Grain, Period, Text
from data.places import Boundary
from indicators.define import Measure


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


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `provinces` are unit keys of the chosen boundary, empty for all; `split` is a breakdown."""

    measure: str
    first: Period
    last: Period
    by: By = By.NATION
    provinces: tuple[str, ...] = ()
    grain: Grain = Grain.QUARTER
    boundary: Boundary = Boundary.TODAY
    split: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One area in one period (and of one item of the breakdown).

    `reported` of `expected` counts areas (province units) whose figure for the whole period is known; `missing` are
    the keys of those whose is not. `typed` of them gave only a total, so that they are absent from breakdowns.
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


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows asked for, every area and period of them, in order of area, item and period."""

    question: Question
    measure: Measure
    rows: tuple[Row, ...]
    items: Mapping[str, Text] = field(default_factory=dict)  # of the breakdown, in their order
