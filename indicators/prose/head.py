"""What the head of a report says of it: of which province, signed when, of which span by its title."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from data.model import Period
from data.places import Unit
from data.prose.passages import Document
from data.text_keys import fold
from indicators.prose.spans import Times, times_of
from indicators.prose.words import words_of

HEAD = 25  # passages at the start in which a document says of whom and when it is
LATE = timedelta(60)  # after a quarter's end a report of it may still be signed, where its title says the quarter
TITLE, LONGEST_TITLE = 3, 250  # lines of a title, and characters of each
_SPAN = re.compile(r"(?:trong )?(?:quy|\d+ thang|ba thang|sau thang|chin thang)\b")
_SIGNED = re.compile(r"ngay\s*(\d{1,2}|[. …]*)\s*thang\s*(\d{1,2})\s*nam\s*(\d{4})")
_TITLED = re.compile(r"\W*(?:bao cao|ket qua|tong hop)\b")


def speaks_of(document: Document, unit: Unit, period: Period) -> bool:
    """Whether a document is surely of a province and a quarter.

    It names the province and no other span, and is signed when reports of that quarter are: where its title says the
    quarter, up to sixty days after its end; without that only in the quarter, and not in the month in which those of
    the quarter before are signed.
    """
    lines = [passage.text for passage in document.passages[:HEAD]]
    head = "\n".join(lines).partition("\nI. ")[0]
    if any(_SPAN.match(each) for each in _times(head, period).other):  # a report of nine months is none of the year
        return False
    whole = fold("\n".join(lines))
    own = re.search(rf"(?<!\w){re.escape(fold(unit.name))}(?!\w)", whole) is not None
    signed = [_day(*match.groups()) for match in _SIGNED.finditer(whole)]
    first, last = (period.start, period.end + LATE) if _titled(lines, period) else (_second_month(period), period.end)
    return own and bool(signed) and all(day is not None and first <= day <= last for day in signed)


def _titled(lines: Sequence[str], period: Period) -> bool:
    """Whether the title says the quarter, or the months or the year that end with it."""
    at = next((n for n, line in enumerate(lines) if _TITLED.match(fold(line[:LONGEST_TITLE]))), len(lines))
    title = [line for line in lines[at : at + TITLE] if len(line) <= LONGEST_TITLE and not _SIGNED.search(fold(line))]
    times = [_times(line, period) for line in title]
    return any(each.spans and each.year_named for each in times) and not any(each.other for each in times)


def _times(text: str, period: Period) -> Times:
    words = words_of(text)
    return times_of(words, range(len(words.words)), period)


def _day(day: str, month: str, year: str) -> date | None:
    """The day of signing, the first of its month where it is left blank."""
    try:
        return date(int(year), int(month), int(day) if day.isdigit() else 1)
    except ValueError:
        return None


def _second_month(period: Period) -> date:
    return period.start.replace(month=period.start.month + 1)
