"""Quarters, years, halves, months and spans of days, as a text names them. A text here is plain (`roles.plain`)."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from data.model import Calendar, Period

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "nhat": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4}
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_YEAR = r"((?:19|20)\d\d)"
_DAY = r"(\d{1,2})(?: ?[/.-] ?| thang )(\d{1,2})(?: ?[/.-] ?| nam )((?:19|20)\d\d)"
_SHORT_DAY = r"(\d{1,2})(?: ?/ ?| thang )(\d{1,2})"  # without its year
_NO_YEAR = 4  # the year of days whose year is not named: a leap year
_MONTH = r"1[0-2]|0?[1-9]"
_UNTIL = r"(?:tinh den|den het|den|tinh trang|thoi diem|ky bao cao:?|as of|until|up to|through)(?: het)?(?: ngay)?"
_IN_YEAR = rf"(?:[ /.,_-]*(?:nam |cua nam |of )?\(?{_YEAR}\b)?"


class Time(NamedTuple):
    """A time that is named.

    `kind`: quarter, year, months (`quarter` of them from January on), month (`quarter` is its number), span (of days),
    day, until (as it stood on a day), closed (the day of its last change), or other (a half, several years).
    """

    kind: str
    year: int | None = None
    quarter: int = 0
    first: date | None = None
    last: date | None = None

    def spans(self, first: date, last: date) -> bool:
        """Whether it is these days."""
        return self.first == _like(first, self.first) and self.ends_on(last)

    def ends_on(self, last: date) -> bool:
        return self.last == _like(last, self.last)

    def ends(self, end: date) -> bool:
        """Whether its last day is this one, or next to it."""
        near = (end - timedelta(days=1), end, end + timedelta(days=1))
        return any(self.ends_on(day) for day in near)


def agrees(time: Time, period: Period, calendar: Calendar, to_date: bool = False) -> bool | None:
    """Whether a time is that of a quarter, or of the year up to its end; None where it says nothing of it: its year
    only, a day of signing."""
    start, end = calendar.days(period)
    match time.kind:
        case "months":
            return to_date and time.year in (None, period.year) and period.part == f"Q{time.quarter // 3}"
        case "quarter":
            return time.year in (None, period.year) and period.part == f"Q{time.quarter}"
        case "year":
            return None if time.year == period.year else False
        case "span":
            spans = ((start, end), (period.start, period.end))
            return any(time.spans(*span) for span in spans) or (to_date and time.spans(date(end.year, 1, 1), end))
        case "until":
            return time.ends(end)
        case "day":
            return None
        case "closed":
            return None if time.last is None or time.last >= end - timedelta(days=1) else False
    return False


def _like(day: date, other: date | None) -> date:
    """A day, without its year where the other names none."""
    unnamed = other is not None and other.year == _NO_YEAR
    return day.replace(year=_NO_YEAR) if unnamed else day


def _on(day: str, month: str, year: str | int = _NO_YEAR) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _number(words: str) -> int:
    return _ROMAN.get(words) or _ORDER.get(words) or int(words)


def _year(words: str | None) -> int | None:
    return int(words) if words else None


def _span(m: re.Match[str]) -> Time:
    return Time("span", None, 0, _on(m[1], m[2], m[3]), _on(m[4], m[5], m[6]))


def _short_span(m: re.Match[str]) -> Time:
    """«15/9 - 14/12/2024»: the first day is of the year of the last, or the one before."""
    year = int(m[5]) if m[5] else _NO_YEAR
    earlier = year != _NO_YEAR and int(m[2]) > int(m[4])
    return Time("span", None, 0, _on(m[1], m[2], year - earlier), _on(m[3], m[4], year))


def _english_until(m: re.Match[str]) -> Time:
    return Time("until", None, 0, None, _on(m[1], str(_MONTHS.index(m[2]) + 1), m[3]))


def _until(m: re.Match[str]) -> Time:
    return Time("until", None, 0, None, _on(m[1], m[2], m[3]))


def _closed(m: re.Match[str]) -> Time:
    return Time("closed", None, 0, None, _on(m[1], m[2], m[3]))


def _english_day(m: re.Match[str]) -> Time:
    return Time("day", None, 0, None, _on(m[1], str(_MONTHS.index(m[2]) + 1), m[3]))


def _quarter(m: re.Match[str]) -> Time:
    return Time("quarter", _year(m[2]), _number(m[1]))


def _short_year(m: re.Match[str]) -> Time:
    return Time("quarter", 2000 + int(m[2]), _number(m[1]))


def _months(m: re.Match[str]) -> Time:
    """The first months of a year; of the last ones only three are a period that is reported."""
    count = {"hai": 2, "ba": 3, "sau": 6, "chin": 9, "muoi hai": 12}.get(m[1]) or int(m[1])
    if m[2] == "cuoi":
        return Time("quarter", _year(m[3]), 4) if count == 3 else Time("other", _year(m[3]), count)
    return Time("months", _year(m[3]), count)


def _month(m: re.Match[str]) -> Time:
    return Time("month", _year(m[2]), int(m[1]))


def _month_to_month(m: re.Match[str]) -> Time:
    """«Từ tháng 10 đến tháng 12 năm 2024»: a quarter, the first months of a year, or neither."""
    first, last, year = int(m[1]), int(m[2]), _year(m[3])
    if first % 3 == 1 and last == first + 2:
        return Time("quarter", year, last // 3)
    return Time("months", year, last) if first == 1 and last in (6, 9, 12) else Time("other", year)


# In the order in which they are looked for: what one has taken is no other's.
TIMES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Time]], ...] = tuple(
    (re.compile(pattern), made)
    for pattern, made in (
        (r"\btuan (?:thu )?\d{1,2}(?: ?- ?\d{1,2})?\b", lambda _: Time("other")),
        (r"\b[1-3] ?/ ?[2-4] (?:quy|nam)\b", lambda _: Time("other")),
        (r"\bq([1-4]) (\d\d)(?= ?$)", _short_year),
        (r"\b([1-4])q(\d\d)\b", _short_year),
        (
            rf"\b(?:thang|t) ?({_MONTH})(?:[/. ](?:nam )?(?:19|20)\d\d)? ?(?:-|den(?: het)?|,? (?:0?[258]|11),?(?: va)?)"
            rf" ?(?:thang |t ?)?({_MONTH})(?!\d| thang|/\d{{1,2}}/){_IN_YEAR}",
            _month_to_month,
        ),
        (rf"(?:tu )?(?:ngay )?{_DAY} ?(?:-|den|to)(?: het)?(?: ngay)? ?{_DAY}", _span),
        (
            rf"(?:tu )?(?:ngay )?(?<![\d/]){_SHORT_DAY} ?(?:-|den|to)(?: het)?(?: ngay)? ?{_SHORT_DAY}(?:(?:/| nam ){_YEAR})?(?![/\d])",
            _short_span,
        ),
        (
            rf"\b(?:(?:chot|cap nhat|so lieu)(?: so lieu)? (?:luc |vao )?ngay|chot(?: so(?: lieu)?)?:?(?: het| den)*(?: ngay)?)"
            rf" {_DAY}",
            _closed,
        ),
        (rf"{_UNTIL}:? {_DAY}", _until),
        (rf"{_UNTIL} (\d{{1,2}}) ({'|'.join(_MONTHS)}) {_YEAR}\b", _english_until),
        (
            rf"{_UNTIL} {_SHORT_DAY}(?![/\d.-])(?! ?(?:xa|huyen|don vi|co so|so|lop|nguoi)\b)",
            lambda m: Time("until", None, 0, None, _on(m[1], m[2])),
        ),
        (rf"(?:ngay )?(?<!\d){_DAY}(?!\d)", lambda m: Time("day", None, 0, None, _on(m[1], m[2], m[3]))),
        (rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) {_YEAR}\b", _english_day),
        (rf"\b{_YEAR}[ /._-]?q([1-4])(?!\w)", lambda m: Time("quarter", int(m[1]), int(m[2]))),
        (r"\b(?:quy|q)[ ._-]*(iv|iii|ii|i|[1-4])[/-](\d\d)(?![\w/.-])", _short_year),
        (rf"\bquy(?: bao cao ?:?)?[ ._-]*(?:thu )?(iv|iii|ii|i|[1-4]|nhat|hai|ba|bon|tu)(?![\w]){_IN_YEAR}", _quarter),
        (rf"\bq[ ._-]*(iv|iii|ii|i|0?[1-4])(?!\w){_IN_YEAR}", _quarter),
        (rf"\bq([1-4]){_YEAR}\b", _quarter),
        (rf"\b([1-4])q[ ._-]*{_YEAR}\b", _quarter),
        (rf"\b[12]h[ ._-]*{_YEAR}\b", lambda m: Time("other", int(m[1]))),
        (rf"\b(first|second|third|fourth) quarter(?:,? of)?{_IN_YEAR}", _quarter),
        (rf"\bquarter (iv|iii|ii|i|[1-4])\b{_IN_YEAR}", _quarter),
        (rf"\b(iv|iii|ii|i)[/-]{_YEAR}\b", _quarter),
        (rf"\b{_YEAR} ?(?:-|den|to) ?{_YEAR}\b", lambda m: Time("other", int(m[1]))),
        (
            rf"\b(\d{{1,2}}|hai|ba|sau|chin|muoi hai) ?thang(?: (dau|cuoi))?(?: (?:nam|cua nam))?(?: {_YEAR}\b)?",
            _months,
        ),
        (
            rf"\b([369]|12)t(?![a-z])(?: dau)?(?: nam)?(?! ?cuoi)(?:[ ./_-]*{_YEAR}\b)?",
            lambda m: Time("months", _year(m[2]), int(m[1])),
        ),
        (
            r"\b(?:[69]t|nua|ban nien|half|h[12]|first half|second half)\b(?: (?:dau|cuoi))?(?: nam)?(?: of)?"
            + _IN_YEAR,
            lambda m: Time("other", _year(m[1])),
        ),
        (rf"\b(?:nine|six) months?\b{_IN_YEAR}", lambda m: Time("other", _year(m[1]))),
        (rf"\bt ?({_MONTH})[/. -]{_YEAR}\b", _month),
        (rf"\bthang ?({_MONTH})(?!\d)(?:(?: nam |[ /.-]+){_YEAR}\b)?", _month),
        (r"\bthang \d{1,2} va \d{1,2}\b", lambda _: Time("other")),
        (r"\bca nam\b" + rf"(?: {_YEAR}\b)?", lambda m: Time("months", _year(m[1]), 12)),
        (
            r"\b(?:tu (?:dau nhiem ky|truoc den nay|khi thanh lap)|(?:luy ke|trong) (?:[2-9]|10|cac|nhieu|qua cac) nam)\b",
            lambda _: Time("other"),
        ),
        (r"\b[234] quy\b(?! [1-4iv])", lambda _: Time("other")),
        # A report that is called by another span than a quarter, whichever it is: «Kỳ báo cáo: Năm».
        (
            r"\b(?:ky bao cao|bao cao(?: (?:tong ket|so ket))?(?: cong tac)?) ?:? ?(?:nam|thang|tuan)(?= ?[)]?$)",
            lambda _: Time("other"),
        ),
        (r"\bt(0[1-9]|1[0-2])\b()", _month),
        (rf"^(?:ky )?(?:bao cao:? )?(?:0?[1-9]|1[0-2])/{_YEAR}$", lambda m: Time("other", int(m[1]))),
        (rf"\b[fc]y ?{_YEAR}\b", lambda m: Time("year", int(m[1]))),
        (r"\b(?:quy|ky|nam)[ -]+(1[5-9]|2\d)(?= ?$| ?[)\]/;:])", lambda m: Time("year", 2000 + int(m[1]))),
        (r"\bgiai doan\b", lambda _: Time("other")),
        (rf"(?:\bnam )?(?<![\w/.]){_YEAR}(?![\w/]|[.]\d)", lambda m: Time("year", int(m[1]))),
    )
)
_MAYBE = re.compile(
    r"\d|nhiem ky|bao cao|tuan|tu truoc|tu khi|quy|\bq[ ._-]*i|thang|nua|nam|quarter|half|month|giai doan|\bi{1,3}/|\biv/"
)


def times_in(words: str) -> list[tuple[Time, int, int]]:
    """The times that a plain text names, each with where it stands."""
    if not _MAYBE.search(words):
        return []
    found: list[tuple[Time, int, int]] = []
    taken = bytearray(len(words))
    for pattern, made in TIMES:
        for match in pattern.finditer(words):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append((made(match), start, end))
    return found
