"""The nouns everything else is made of: text in two languages, periods, findings. No input or output here."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from functools import lru_cache, total_ordering
from typing import Literal, Self

Language = Literal["vi", "en"]
VIETNAM = timezone(timedelta(hours=7))  # whose days decide what is late; there is no summer time


def in_vietnam(utc: datetime) -> datetime:
    """A moment as the store and the ledger have it, in UTC without saying so."""
    return utc.replace(tzinfo=UTC).astimezone(VIETNAM)


def utc_text(at: datetime | None = None) -> str:
    """A moment, by default now, as the ledger writes it: in UTC, to the second."""
    return (at or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()


@dataclass(frozen=True, slots=True)
class Text:
    """Words in both languages; leaving one out is a type error."""

    vi: str
    en: str

    def in_(self, language: Language) -> str:
        return self.vi if language == "vi" else self.en

    def format(self, **values: object) -> Text:
        """Filled in as a template; of a `Text` among the values each language takes its own half."""
        halves = [(key, value) for key, value in values.items() if isinstance(value, Text)]
        vi = self.vi.format(**values | {key: text.vi for key, text in halves})
        return Text(vi, self.en.format(**values | {key: text.en for key, text in halves}))

    def each(self, change: Callable[[str], str]) -> Text:
        return Text(change(self.vi), change(self.en))

    @property
    def quoted(self) -> Text:
        """In the quotation marks of each language."""
        return Text(f"«{self.vi}»", f"“{self.en}”")

    def __add__(self, other: Text) -> Text:
        return Text(self.vi + other.vi, self.en + other.en)


NOTHING = Text("", "")


class Grain(StrEnum):
    """How long a period is. All but the quarter are made of quarters."""

    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine-months"
    YEAR = "year"
    YTD = "ytd"  # so far this year: a quarter, half, nine months, year, each from the first of January


# The grains in which every figure is kept; so far this year is read from the others.
KEPT_GRAINS = (Grain.QUARTER, Grain.HALF, Grain.NINE_MONTHS, Grain.YEAR)
# The quarters that each part of a year is made of, in the order in which they are shown.
PARTS: dict[str, tuple[int, ...]] = {f"Q{n}": (n,) for n in (1, 2, 3, 4)}
PARTS |= {"H1": (1, 2), "H2": (3, 4), "9M": (1, 2, 3), "": (1, 2, 3, 4)}
GRAIN_PARTS: dict[Grain, tuple[str, ...]] = {
    Grain.QUARTER: ("Q1", "Q2", "Q3", "Q4"),
    Grain.HALF: ("H1", "H2"),
    Grain.NINE_MONTHS: ("9M",),
    Grain.YEAR: ("",),
    Grain.YTD: ("Q1", "H1", "9M", ""),
}
_ROMAN = ("", "I", "II", "III", "IV")
_CODE = re.compile(r"(\d{4})(?:-(Q[1-4]|H[12]|9M))?", re.IGNORECASE)

# This is the product's own setting: no circular that could be read names a quarterly deadline (the yearly one is 15
# February). Another rule is another number here; what people read of it follows.
DUE_DAYS = 15  # after a period's last day; later is late


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A quarter, half, nine months or year; its days are those of the statistical calendar unless another is named."""

    year: int
    part: str = ""

    def __post_init__(self) -> None:
        if self.part not in PARTS:
            raise ValueError(f"no part of a year: {self.part!r}")

    @classmethod
    def parse(cls, code: str) -> Self:
        """`2024-Q4`, `2024-H1`, `2024-9M`, `2024`; anything else raises ValueError."""
        match = _CODE.fullmatch(code.strip())
        if match is None or not 1900 < int(match[1]) < 2200:
            raise ValueError(f"not a period: {code!r}")
        return cls(int(match[1]), (match[2] or "").upper())

    @classmethod
    def quarter(cls, index: int) -> Self:
        """The quarter with this index (see `last`)."""
        return cls(index // 4, f"Q{index % 4 + 1}")

    @classmethod
    def at(cls, day: date) -> Self:
        """The quarter a day lies in."""
        return cls(day.year, f"Q{(day.month + 2) // 3}")

    @property
    def code(self) -> str:
        return f"{self.year}-{self.part}" if self.part else str(self.year)

    @property
    def grain(self) -> Grain:
        return next(grain for grain in KEPT_GRAINS if self.part in GRAIN_PARTS[grain])

    @property
    def first(self) -> int:
        """Index of the first quarter: quarters counted from year 0, so that neighbours differ by one."""
        return self.year * 4 + PARTS[self.part][0] - 1

    @property
    def last(self) -> int:
        """Index of the last quarter."""
        return self.year * 4 + PARTS[self.part][-1] - 1

    @property
    def start(self) -> date:
        return date(self.year, PARTS[self.part][0] * 3 - 2, 1)

    @property
    def end(self) -> date:
        quarter = PARTS[self.part][-1]
        following = date(self.year + 1, 1, 1) if quarter == 4 else date(self.year, quarter * 3 + 1, 1)
        return following - timedelta(days=1)

    @property
    def due(self) -> date:
        """The last day on which its figures are in time."""
        return self.end + timedelta(days=DUE_DAYS)

    @property
    def label(self) -> Text:
        quarters, year = PARTS[self.part], self.year
        if len(quarters) == 1:
            return Text(f"Quý {_ROMAN[quarters[0]]}/{year}", f"Q{quarters[0]} {year}")
        return {
            "H1": Text(f"6 tháng đầu năm {year}", f"First half of {year}"),
            "H2": Text(f"6 tháng cuối năm {year}", f"Second half of {year}"),
            "9M": Text(f"9 tháng năm {year}", f"Nine months of {year}"),
            "": Text(f"Năm {year}", f"{year}"),
        }[self.part]

    @property
    def inside(self) -> Text:
        """The label inside a sentence: `quý III/2026`, `năm 2026`, `nine months of 2026`; `Q3 2026` stays as it is."""
        vi, en = self.label.vi, self.label.en
        return Text(f"{vi[:1].lower()}{vi[1:]}", en if self.grain is Grain.QUARTER else f"{en[:1].lower()}{en[1:]}")

    @property
    def short(self) -> Text:
        """As it stands under an axis."""
        quarters, year = PARTS[self.part], self.year
        if len(quarters) == 1:
            return Text(f"{_ROMAN[quarters[0]]}/{year}", f"Q{quarters[0]} {year}")
        return {
            "H1": Text(f"6T đầu/{year}", f"H1 {year}"),
            "H2": Text(f"6T cuối/{year}", f"H2 {year}"),
            "9M": Text(f"9T/{year}", f"9M {year}"),
            "": Text(str(year), str(year)),
        }[self.part]

    @property
    def months(self) -> Text:
        """How long it is: `9 tháng`."""
        return Text(f"{3 * len(PARTS[self.part])} tháng", f"{3 * len(PARTS[self.part])} months")

    def so_far(self) -> Period:
        """The year up to and with the last quarter of this period."""
        return Period(self.year, GRAIN_PARTS[Grain.YTD][self.last % 4])

    def until(self, quarter: Period) -> Period:
        """What of it is over at the end of a quarter: all of it, or its months so far."""
        if not self.first <= quarter.last < self.last:
            return self
        return Period.quarter(quarter.last) if self.part == "H2" else quarter.so_far()

    def year_before(self) -> Period:
        """The same part of the year before."""
        return Period(self.year - 1, self.part)

    def shift(self, quarters: int) -> Period:
        """The quarter that many quarters later; only for quarters."""
        return Period.quarter(self.last + quarters)

    def __lt__(self, other: Period) -> bool:
        return (self.last, -self.first) < (other.last, -other.first)

    def __str__(self) -> str:
        return self.code


class Calendar(StrEnum):
    """Which days a reported quarter holds; a submission says which of the two it follows.

    Statistical reports count 1 January to 31 December (Decree 60/2018/NĐ-CP). Administrative ones run from the 15th to
    the 14th: a first quarter is 15 December to 14 March (Decree 09/2019/NĐ-CP, Article 12, as copied in a circular).
    """

    STATISTICAL = "statistical"
    ADMINISTRATIVE = "administrative"

    def days(self, period: Period) -> tuple[date, date]:
        """The first and the last day of a period."""
        if self is Calendar.STATISTICAL:
            return period.start, period.end
        return _fifteenth(period.first), _fifteenth(period.last + 1) - timedelta(days=1)


DUE_RULE = Text(
    f"Hạn nộp là ngày thứ {DUE_DAYS} sau ngày cuối quý, do sản phẩm đặt ra; chưa tìm thấy văn bản quy định hạn theo quý.",
    f"Figures are due {DUE_DAYS} days after the quarter ends. That is this product's setting; no rule on it was found.",
)
CALENDAR_LABELS = {
    Calendar.STATISTICAL: Text("Kỳ thống kê (theo quý dương lịch)", "Statistical quarter (calendar quarter)"),
    Calendar.ADMINISTRATIVE: Text("Kỳ hành chính (từ ngày 15 đến ngày 14)", "Administrative quarter (15th to 14th)"),
}


def _fifteenth(quarter: int) -> date:
    """The 15th of the month before a quarter begins."""
    return (Period.quarter(quarter).start - timedelta(days=1)).replace(day=15)


def periods(first: Period, last: Period, grain: Grain) -> list[Period]:
    """The periods of a grain from the one that ends no earlier than `first` ends to the one that ends by `last`.

    `first` and `last` may be of any grain: a year asked by quarter is its four quarters, a quarter asked
    by year is the year it lies in.
    """
    return [
        Period(year, part)
        for year in range(first.year, last.year + 1)
        for part in GRAIN_PARTS[grain]
        if Period(year, part).last >= first.first and Period(year, part).first <= last.last
    ]


def today() -> date:
    """The day it is in Viet Nam; `INDICATORS_TODAY` stands in for it so that tests and demos can be repeated."""
    fixed = os.environ.get("INDICATORS_TODAY")
    return date.fromisoformat(fixed) if fixed else datetime.now(VIETNAM).date()


class Severity(StrEnum):
    """What a finding means for the file; each has one consequence."""

    STOP = "stop"  # not a submission: nothing else of it was judged
    ERROR = "error"  # must be mended before the file is accepted
    QUESTION = "question"  # passes with a written reason, kept beside the figure
    INFO = "info"  # for the sender to know


SEVERITY_LABELS = {
    Severity.STOP: Text("Không phải bản nộp", "Not a submission"),
    Severity.ERROR: Text("Lỗi phải sửa", "Error to mend"),
    Severity.QUESTION: Text("Câu hỏi cần giải trình", "Question to answer"),
    Severity.INFO: Text("Thông tin", "For information"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a file that its sender should know, at the place where it stands.

    `message` says in whole sentences what is wrong and what to do; `received` and `expected` repeat the two
    halves apart, so that a page or a program can set them out. `row` is the sheet's row as Excel counts it,
    `cell` its address (`E14`), `column` the contract's key of the column.
    """

    rule: str
    severity: Severity
    message: Text
    sheet: str = ""
    cell: str = ""
    row: int | None = None
    column: str = ""
    table: str = ""
    received: str = ""
    expected: Text = NOTHING
    effect: float | None = None  # of a question: by what share of the national total it would change that total
    count: int = 1  # the cells it stands for, where those of its kind are not told one by one


def blocks(findings: list[Finding]) -> bool:
    return any(f.severity in (Severity.STOP, Severity.ERROR) for f in findings)


def asks(findings: list[Finding]) -> bool:
    return any(f.severity is Severity.QUESTION for f in findings)


def plain(value: object) -> object:
    """A number for programs: whole ones without a point."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


@lru_cache(maxsize=20_000)  # a chart says the same numbers to everybody
def number_text(value: float, language: Language = "vi", decimals: int | None = None) -> str:
    """A number as the language writes it: `10.036`, `15,5` or `10,036`, `15.5`; halves are rounded away from zero."""
    from decimal import ROUND_HALF_UP, Decimal

    exact = Decimal(repr(float(value)))
    if decimals is None:
        decimals = 0 if exact == exact.to_integral_value() else min(2, max(1, -int(exact.as_tuple().exponent)))
    text = f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "vi" else text


def number_words(value: float, decimals: int | None = None) -> Text:
    return Text(number_text(value, "vi", decimals), number_text(value, "en", decimals))


def day_text(day: date, language: Language = "vi") -> str:
    """A day as people write it here: `21/11/2026`; English readers get `21 Nov 2026`, which no one misreads."""
    return day.strftime("%d/%m/%Y") if language == "vi" else f"{day.day} {day.strftime('%b %Y')}"


def day_words(day: date) -> Text:
    return Text(day_text(day, "vi"), day_text(day, "en"))


def joined(texts: Iterable[Text], between: str = ", ") -> Text:
    known = list(texts)
    return Text(between.join(text.vi for text in known), between.join(text.en for text in known))
