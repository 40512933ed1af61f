"""A day, written with the day first, or as Excel counts days."""

import math
import re
import unicodedata
from calendar import month_name
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import pyarrow as pa

from data.column_types.cell import NOT_AVAILABLE, ZERO, Raw, Read, is_wide, no_content, no_value, tidied, unquoted
from data.column_types.column import Column, ColumnType
from data.model import Text, day_text
from data.text_keys import fold

FIRST_YEAR, LAST_YEAR = 1900, 2100
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000  # 1954 to 2119 as Excel counts days
EPOCH = date(1899, 12, 30)
FIRST_SURE = date(1900, 3, 1)  # the first day of which all programs count the same
EPOCH_1904 = date(1904, 1, 1)

_DMY = re.compile(r"(\d{1,2}) ?[/.\-] ?(\d{1,2}) ?[/.\-] ?(\d{4}|\d{2})")
_YMD = re.compile(r"(\d{4}) ?[/.\-] ?(\d{1,2}) ?[/.\-] ?(\d{1,2})")
_SPOKEN = re.compile(r"(\d{1,2}) thang (\d{1,2})(?: nam|,)? (\d{4})")
_NAMED = re.compile(r"(\d{1,2})[ -]([a-z]{3,9})\.?[ ,-]+(\d{4}|\d{2})")
_NAMED_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2}),? (\d{4})")
_CLOCK = re.compile(r"[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?z?$")
_INCOMPLETE = re.compile(
    r"(?:nam )?\d{4}|(?:thang )?\d{1,2} ?[/.\-] ?\d{4}|thang \d{1,2}(?: nam \d{4})?|\d{1,2} thang \d{1,2}"
    r"|quy .*|q[1-4].*|\d{4} ?[/.\-] ?\d{1,2}|\d{1,2} ?[/.\-] ?\d{1,2}|.*(?:dau|cuoi|giua) (?:nam|thang|quy).*"
)
# In English: the calendar's names follow the process's locale, which nothing here sets.
_MONTHS = {name.lower()[:length]: str(n) for n, name in enumerate(month_name) if name for length in (3, 4, None)}


def read_day(raw: Raw, since_1904: bool = False) -> Read:
    """A day, written with the day first, or as Excel counts days."""
    if isinstance(raw, str):
        return _words(raw, since_1904)
    if (refused := no_content(raw)) is not None:
        return refused
    if isinstance(raw, date):
        day = raw.date() if isinstance(raw, datetime) else raw
        if day < FIRST_SURE:  # Excel has a 29 February 1900 there, and programs differ by a day
            return Read(rule="no_such_day")
        return Read(day) if FIRST_YEAR <= day.year <= LAST_YEAR else Read(rule="year_out")
    assert isinstance(raw, int | float)
    if FIRST_SERIAL <= raw <= LAST_SERIAL:
        return Read(_counted(int(raw), since_1904))
    incomplete = math.isfinite(raw) and raw == int(raw) and FIRST_YEAR <= raw <= LAST_YEAR
    return Read(rule="day_incomplete" if incomplete else "not_a_day")


def _counted(serial: int, since_1904: bool) -> date:
    return (EPOCH_1904 if since_1904 else EPOCH) + timedelta(days=serial)


def _words(raw: str, since_1904: bool) -> Read:
    text = tidied(raw)
    if isinstance(text, Read):
        return text
    text = unquoted(text)
    wide = is_wide(text)
    folded = fold(unicodedata.normalize("NFKC", text) if wide else text)
    if folded in ZERO:
        return Read(rule="not_available", state=NOT_AVAILABLE)
    if (absent := no_value(text, folded)) is not None:
        return absent
    if any(c.isdigit() and not c.isascii() for c in folded):
        return Read(rule="other_digits")
    result = _written(folded, since_1904)
    return replace(result, rule="wide_digits") if wide and not result.rule else result


def _written(folded: str, since_1904: bool) -> Read:
    words = re.sub(r"^(?:thu (?:hai|ba|tu|nam|sau|bay)|chu nhat)[, ]+", "", folded)
    words = re.sub(r"^ngay:? ?", "", words).rstrip(".,; ")
    words = _CLOCK.sub("", words)
    if match := _DMY.fullmatch(words) or _SPOKEN.fullmatch(words):
        return _day(match[3], match[2], match[1])
    if match := _YMD.fullmatch(words):
        return _day(match[1], match[2], match[3])
    if (match := _NAMED.fullmatch(words)) and match[2] in _MONTHS:
        return _day(match[3], _MONTHS[match[2]], match[1])
    if (match := _NAMED_FIRST.fullmatch(words)) and match[1] in _MONTHS:
        return _day(match[3], _MONTHS[match[1]], match[2])
    if re.fullmatch(r"\d{5}", words) and FIRST_SERIAL <= int(words) <= LAST_SERIAL:
        day = _counted(int(words), since_1904)
        return Read(day, "serial_text", {"value": day_text(day)})
    return Read(rule="day_incomplete" if _INCOMPLETE.fullmatch(words) else "not_a_day")


def _day(year: str, month: str, day: str) -> Read:
    short = len(year) == 2
    y, m, d = int(year) + 2000 * short, int(month), int(day)
    if m > 12 >= d > 0 and m <= 31:
        return Read(rule="month_first")
    if not FIRST_YEAR <= y <= LAST_YEAR:
        return Read(rule="year_out")
    try:
        value = date(y, m, d)
    except ValueError:
        return Read(rule="no_such_day")
    if short and int(year) > 30:
        return Read(value, "short_year", {"value": day_text(value)})
    return Read(value)


def _options(column: Column, since_1904: bool) -> dict[str, bool]:
    return {"since_1904": since_1904}


DAY = ColumnType(
    "day",
    label=Text("ngày", "date"),
    hint=Text("Ngày/tháng/năm, ví dụ 15/06/2024.", "Day/month/year, such as 15/06/2024."),
    sql="DATE",
    arrow=pa.date32(),
    read=read_day,
    options=_options,
    validation="date",
    least="DATE(1990,1,1)",  # wide: the checks judge, a rule only warns of slips
    most="DATE(2100,12,31)",
    number_format="dd/mm/yyyy",
    align="center",
    width=15,
    order=5,
)
day = partial(Column, DAY)
