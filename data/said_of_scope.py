"""Of whom and when a file says it is, wherever it says so, against the province and the quarter it is taken for.

Its reader hands on every text beside its numbers (`data.reading.surroundings.Said`): titles, letterheads, headings,
captions, the names of sheets and of the file, the place and day of signing.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from data.layouts.words import MONTHS, OTHER_MONTH, relative
from data.model import Calendar, Finding, Period
from data.place_names import half_named, whose
from data.places import Places, Unit
from data.reading.moved_days import moved_days
from data.reading.reader import Reading
from data.reading.roles import times_of
from data.reading.said import Said
from data.reading.times import Time, agrees
from data.rules.findings import Location, finding, shown
from data.said_of_formulas import COMPUTED, other_places, other_times

_OF_ALL = {"title", "signature", "file", "sheet", "month", "occasion"}  # what speaks for the whole file
# By whether the file's name says it, and whether nothing in the file speaks for the choice.
_PERIOD = {
    (True, False): "other_period:file",
    (False, False): "other_period",
    (False, True): "other_period:alone",
}
_PROVINCE = {
    (True, False): "other_province:file",
    (False, False): "other_province",
    (False, True): "other_province:alone",
}
KEPT = 200  # letters of a text of which it is remembered whom it names
# What is told of a file whose province and quarter are known all the same: its rows can be judged.
SAID_BESIDE = {"other_period", "other_province"}
_PLACED = {*_OF_ALL, "section", "name", "note", "whose", "beside", "source"}
# The last line of a cover, «Hà Nội, 2024», which is no year of its figures; a line of signing with its day left open.
_PLACE_AND_YEAR = re.compile(r"([^,\d]{2,40}),\s*(?:(?:ngày[ .…]*)?tháng[ .…]*\d{0,2}[ .…]*)?(?:năm\s*)?\d{4}\s*", re.I)


@dataclass(frozen=True, slots=True)
class _Scope:
    unit: Unit
    period: Period
    calendar: Calendar
    places: Places

    def times(self, said: Said) -> list[bool | None]:
        """Of each time in a text, whether it is the quarter's; None where it says nothing of it."""
        if said.where in ("occasion", "whose") or said.where in COMPUTED:
            return []
        if said.where == "moved":
            return [day.within(*self._days()) for day in moved_days(said.text)]
        if said.where == "month" and (told := _months(said.text, self.period)):
            return [told == _months(said.sheet, self.period) and told <= set(MONTHS)]
        where = "signature" if said.where == "title" and self.is_place_and_year(said.text) else said.where
        return [self._agrees(time, where) for time in times_of(said.text)]

    def _days(self) -> tuple[date, date]:
        """The days of the quarter by its own calendar and by the year's."""
        first, last = self.calendar.days(self.period)
        return min(first, self.period.start), max(last, self.period.end)

    def is_place_and_year(self, text: str) -> bool:
        match = _PLACE_AND_YEAR.fullmatch(text)
        return match is not None and bool(self.places.named_in(match[1]))

    def _agrees(self, time: Time, where: str) -> bool | None:
        if time.kind == "day":  # of signing or sending: not before the quarter
            early = (
                where in ("signature", "file")
                and time.last is not None
                and time.last < self.calendar.days(self.period)[0]
            )
            return False if early else None
        if (time.kind == "month" and where == "file") or (time.kind in ("month", "year") and where == "signature"):
            return self._sent_in(time, where)
        if where == "aside" and self._within(time):  # «chợ Lao Bảo (tháng 11)»
            return None
        agreed = agrees(time, self.period, self.calendar, where in ("to_date", "file"))
        if agreed is None and where in ("whole", "section"):
            return False if where == "whole" else None
        if where == "file" and time.kind == "other":
            return None
        return agreed

    def _within(self, time: Time) -> bool:
        """Whether it is a month of the quarter, or days of it."""
        if time.kind == "month":
            last = 3 * int(self.period.part[1])
            return time.year in (None, self.period.year) and last - 3 < time.quarter <= last
        return time.kind == "span" and all(
            day and self._days()[0] <= day <= self._days()[1] for day in (time.first, time.last)
        )

    def _sent_in(self, time: Time, where: str) -> bool | None:
        """What a month or a year says by which a file or a line of signing is named: the quarter's last month and the
        one after it are those in which it is written and sent."""
        own = self.period.year * 12 + 3 * int(self.period.part[1])
        if time.kind == "year":
            return None if time.year in ((own - 1) // 12, own // 12) else False
        written = [own, own + 1, *([own + 2] if where == "signature" else [])]
        named = [(month - 1) % 12 + 1 for month in written if time.year in (None, (month - 1) // 12)]
        return None if time.quarter in named else False

    def strange(self, said: Said) -> list[str] | None:
        """The provinces other than its own that a text names; None where it names none at all."""
        text = said.text.split(",")[0] if said.where == "signature" else said.text
        find = _whose if said.where == "whose" else _named
        named = (find if len(text) <= KEPT else find.__wrapped__)(text, self.places)
        heir = self.places.heir(self.unit.key)
        kin = {heir, *self.places.predecessors(heir)} if said.where == "occasion" else set()
        others = [(words, keys) for words, keys in named if not keys & {self.unit.key, *kin}]
        return [self._called(words, keys) for words, keys in others] if named else None

    def _called(self, words: str, keys: set[str]) -> str:
        return self.places.version(min(keys), self.period.end).name if keys else words


@lru_cache(maxsize=5_000)
def _named(text: str, places: Places) -> list[tuple[str, set[str]]]:
    """The provinces that a text names. Every file of a template says the same at most places."""
    return [*places.named_in(text), *half_named(text, places)]


@lru_cache(maxsize=5_000)
def _whose(text: str, places: Places) -> list[tuple[str, set[str]]]:
    return whose(text, places)


def _months(text: str, period: Period) -> set[str]:
    """The months that a text names, as they stand to a quarter."""
    words = relative(text, period)
    return {token for token in (*MONTHS, OTHER_MONTH) if token in words}


def of_whom_and_when(
    reading: Reading, unit: Unit | None, period: Period, calendar: Calendar, places: Places
) -> list[Finding]:
    """A question at every text that says otherwise; an error where nothing in the file speaks for the choice."""
    if unit is None:
        return []
    scope = _Scope(unit, period, calendar, places)
    return _when(reading, scope) + _whom(reading, scope) + _of_formulas(reading, scope)


def _when(reading: Reading, scope: _Scope) -> list[Finding]:
    verdicts = [(said, scope.times(said)) for said in reading.said]
    agreed = "period" in reading.meta or any(True in times for said, times in verdicts if said.where in _OF_ALL)
    findings: list[Finding] = []
    for said, times in verdicts:
        kinds = {time.kind for time in times_of(said.text)} if said.where == "title" else set()
        if said.where == "moved" and any((f.sheet, f.cell) == (said.sheet, said.cell) for f in findings):
            continue
        if False in times:
            alone = not agreed and "quarter" in kinds
            rule = "other_period:column" if said.where == "chosen" else _PERIOD[said.where == "file", bool(alone)]
            findings.append(_finding(rule, said, period=scope.period.label))
        elif not agreed and "year" in kinds and not scope.is_place_and_year(said.text):
            findings.append(_finding("other_period:year", said, period=scope.period.label))
    return findings


def _whom(reading: Reading, scope: _Scope) -> list[Finding]:
    verdicts = [(said, scope.strange(said)) for said in reading.said if said.where in _PLACED]
    agreed = bool(reading.meta.get("province")) or any(
        strange == [] for said, strange in verdicts if said.where in ("title", "signature", "file", "month", "occasion")
    )
    findings = []
    for said, strange in verdicts:
        if strange:
            alone = not agreed and said.where in ("title", "signature")
            rule = _PROVINCE[said.where == "file", alone]
            findings.append(_finding(rule, said, unit=scope.unit, named=strange[0]))
    return findings


def _of_formulas(reading: Reading, scope: _Scope) -> list[Finding]:
    """What the cells that numbers are computed from say."""
    computed = [said for said in reading.said if said.where in COMPUTED]
    if not computed:
        return []
    former = scope.places.predecessors(scope.unit.key)
    places = other_places(computed, lambda name: _named(name[:KEPT], scope.places), scope.unit.key, former)
    return [
        _finding("other_period:formula", said, period=scope.period.label, count=said.cells)
        for said in other_times(computed, scope.period, scope.calendar)
    ] + [
        _finding("other_province:formula", said, unit=scope.unit, named=words, count=said.cells)
        for said, words in places
    ]


def _finding(rule: str, said: Said, **values: object) -> Finding:
    place = Location(said.sheet, said.cell, said.row, said.column, said.table, title=shown(said.sheet))
    return finding(rule, place, shown(said.text), **values)
