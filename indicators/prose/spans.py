"""Of what time a sentence speaks: the quarter's, since January, at a date, or another; and what is certain of it."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from data.model import Period
from indicators.prose.words import SentenceWords


class Span(StrEnum):
    """What a number is of."""

    QUARTER = "quarter"
    TO_DATE = "to_date"
    AT_DATE = "at_date"


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"(?: nam)?(?: (\d{4}))?"
_UNTIL = (
    r"(?: (?:cho )?den (?:nay|thoi diem (?:hien tai|hien nay|nay|bao cao)|het (?:quy (?:iv|iii|ii|i|[1-4])|thang \d{1,2}"
    r"(?:/\d{4})?|nam)|thang \d{1,2}(?:/\d{4})?|ngay [\d/]+|cuoi (?:nam|quy \w+))(?: nam)?(?: \d{4})?)?"
)
# In the order in which they are looked for; what one has taken is no other's.
_SAYS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?<!\S){words}(?= )"))
    for kind, words in (
        ("to_date", rf"(?:tinh )?(?:ke )?tu dau nam{_YEAR}{_UNTIL}"),
        ("to_date", rf"(?:so )?luy ke(?: tu dau nam{_YEAR})?{_UNTIL}"),
        ("months", r"(?:trong )?(\d{1,2}|ba|sau|chin) thang(?! \d)(?: dau)?(?: nam)?(?: (\d{4}))?"),
        ("quarter", r"(?:trong )?quy (iv|iii|ii|i|[1-4])(?: nam)?(?: (\d{4}))?"),
        ("this", r"trong (?:quy|ky)(?: nay| bao cao)?"),
        ("at", r"(?:tinh )?den (?:nay|thoi diem (?:hien tai|hien nay|nay|bao cao)|het (?:quy (?:iv|iii|ii|i|[1-4])|thang)"
        r"(?: nam)?(?: \d{1,2}/\d{4}| \d{4})?|het nam \d{4}|cuoi (?:nam|quy \w+)(?: \d{4})?|(?:thang )?\d{1,2}/\d{4}|"
        r"(?:het )?ngay \d{1,2}/\d{1,2}/\d{4})"),
        ("at", r"hien(?: nay| tai)?"),
        ("year", r"(?:trong )?nam (\d{4})"),
    )
)  # fmt: skip
_DATE = re.compile(r"(?:(\d{1,2})/)?(\d{1,2})/(\d{4})")
_DAY = re.compile(r"(?:den|ngay)(?: het)?(?: ngay)? (\d{1,2})/(\d{1,2})(?![\d/])")  # without its year
_PLAIN_YEAR = re.compile(r"(?<![\d/.])((?:19|20)\d\d)(?![\d/])")
_SPOKEN_MONTHS = {"ba": 3, "sau": 6, "chin": 9}


@dataclass(slots=True)
class Times:
    """What a stretch of a sentence says of time.

    `spans` are those of the quarter asked about; `other` are words that name another time, `taken` the words that
    were understood.
    """

    spans: list[Span] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    year_named: bool = False

    def add(self, span: Span | None, words: str) -> None:
        if span is None:
            self.other.append(words)
        else:
            self.spans.append(span)


def times_of(words: SentenceWords, stretch: range, period: Period) -> Times:
    """What the words of a stretch say of time, with the quarter that is reported on."""
    times = Times()
    first, last = words.start(stretch.start), words.start(stretch.stop)
    text = words.line[first:last]
    taken = bytearray(len(text))
    for kind, pattern in _SAYS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            times.taken |= set(words.within(first + start, first + end))
            times.add(_span(kind, match, period), match[0])
    _years(text, period, times)
    return times


def _span(kind: str, match: re.Match[str], period: Period) -> Span | None:
    """The span that words say, where it is the quarter's; None where it is another."""
    quarter = period.last % 4 + 1
    match kind:
        case "to_date":
            return Span.TO_DATE
        case "months":
            count = _SPOKEN_MONTHS.get(match[1]) or int(match[1])
            return Span.TO_DATE if count == 3 * quarter else None
        case "quarter":
            number = _ROMAN.get(match[1]) or int(match[1])
            return Span.QUARTER if number == quarter else None
        case "this":
            return Span.QUARTER
        case "at":
            return Span.AT_DATE
    return Span.TO_DATE if quarter == 4 else None  # a year is over with its last quarter only


def _years(text: str, period: Period, times: Times) -> None:
    """Years and months that are named: another than the quarter's makes everything doubtful."""
    for year in _PLAIN_YEAR.findall(text):
        times.year_named = True
        if int(year) != period.year:
            times.other.append(year)
    for day, month, year in _DATE.findall(text):
        times.year_named = times.year_named or 1900 < int(year) < 2100
        if int(year) != period.year or not _at_end(day, month, period):
            times.other.append(f"{day}/{month}/{year}".strip("/"))
    times.other += [f"{day}/{month}" for day, month in _DAY.findall(text) if not _at_end(day, month, period)]
    for month in re.findall(r"thang (\d{1,2})(?![\d/])", text):
        if not _at_end("", month, period):
            times.other.append(f"tháng {month}")


def _at_end(day: str, month: str, period: Period) -> bool:
    """Whether a day, or a month, is the last of the quarter; the calendar of reports ends on the 14th."""
    return int(month) == period.end.month and (not day or int(day) in (14, 15, period.end.day - 1, period.end.day))
