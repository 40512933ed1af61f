"""Days on which a note says that what its row tells of was held, or to which it was moved.

Any other day in a note is that of a document, and says nothing of the row: «QĐ số 12 ngày 3/1/2025».
"""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from data.reading.roles import plain

_YEAR = r"((?:(?:19|20)\d\d|[12]\d)(?!\d))"
_OF_MONTH = r"(?<![\d/])(\d{1,2})(?: ?[/.-] ?| thang )(\d{1,2})"
_WITH_YEAR = rf"{_OF_MONTH}(?: ?[/.-] ?| nam ){_YEAR}(?![\d/])"
_DAY = rf"{_OF_MONTH}(?:(?: ?[/.-] ?| nam ){_YEAR})?(?![\d/]|[.,]\d)"
_WEEKDAY = r"(?: (?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat),?)?"
_AT = rf"(?: (?:vao|tu|lai|bu|them|lop|xong|het|trong|sang|chieu|toi|hom|cac)){{0,3}}{_WEEKDAY}"
_HELD = (
    r"to chuc|khai giang|khai mac|be giang|be mac|mo lop|mo|dien ra|ket thuc|hoan thanh|lam xong|hoc xong|hoc|hoc bu|"
    r"day|day bu|nghiem thu|ngay moi|held|finished"
)
# Moved to a day; held on one, where a day without its year is called one, or «2/3 số xã» were; begun on one.
_MOVED = re.compile(
    r"\b(?:(?:doi|chuyen|lui|hoan|hen|keo dai|gia han|dieu chinh|moved|postponed|rescheduled|deferred|put off)\b(?: [^\W\d]+){0,4}?"
    r" (?:sang|den|toi|qua|lai|to|until)(?: (?:sang|chieu|toi|het|the))?|(?:doi|lui|hoan)\b ?:?)"
    rf"{_WEEKDAY}(?: ngay)? {_DAY}"
)
_ON = re.compile(rf"\b(?:{_HELD}){_AT}(?: on)? ?:?(?: ngay {_DAY}| {_WITH_YEAR})")
_BEGUN = re.compile(rf"\b(?:bat dau|trien khai|thuc hien|khoi dong){_AT} ?:?(?: ngay {_DAY}| {_WITH_YEAR})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = rf"({'|'.join(_MONTHS)})[a-z]*"
# «14 January 2025», «January 14, 2025»: its day and month, or the other way round, and its year.
_ENGLISH = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_NAMED}|{_NAMED} (\d{{1,2}})(?:st|nd|rd|th)?)\b(?:,? ((?:19|20)\d\d))?"
)


class MovedDay(NamedTuple):
    """A day that a note names; `begun`: what began before a quarter may go on in it."""

    day: int
    month: int
    year: int | None
    begun: bool

    def within(self, first: date, last: date) -> bool:
        """Whether it lies in these days; without its year, in any year of them."""
        years = {self.year} if self.year else {first.year, last.year}
        try:
            days = [date(year, self.month, self.day) for year in years]
        except ValueError:
            return True  # no day: a number of something
        return any(day <= last and (self.begun or first <= day) for day in days)


@lru_cache(maxsize=4_000)
def moved_days(text: str) -> tuple[MovedDay, ...]:
    """The days on which a note says that something was held or begun, or to which it was moved."""
    if not any(map(str.isdigit, text)):
        return ()
    words = _ENGLISH.sub(_in_numbers, plain(text))
    found = []
    for pattern in (_MOVED, _ON, _BEGUN):
        for match in pattern.finditer(words):
            day, month, *year = [int(group) for group in match.groups() if group]
            found.append(MovedDay(day, month, _full(year[0]) if year else None, pattern is _BEGUN))
    return tuple(found)


def _in_numbers(day: re.Match[str]) -> str:
    month = _MONTHS.index(day[2] or day[3]) + 1
    return "/".join(filter(None, (day[1] or day[4], str(month), day[5])))


def _full(year: int) -> int:
    return year if year > 99 else 2000 + year
