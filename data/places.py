"""The provinces and when each existed: 63 until 30 June 2025, 34 since, and whatever comes next.

Everything is rows of `reference/provinces.csv`, one a version of a unit. A unit has a key of its own, because names
and codes do not identify it: on 1 July 2025 seven codes passed to other names and seven names kept on with
another code. A new key is born when a unit's territory changes; a mere renaming is another row of the same key.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from data.model import Period, Text, today
from data.text_keys import fold, tidy

PROVINCES = Path(__file__).parent / "reference" / "provinces.csv"
NATION = Text("Cả nước", "Viet Nam")
NATION_KEY = "VN"  # in place of a unit's key

# In the order in which the statistics office lists them, north to south; names before and after the merger.
REGIONS: dict[str, Text] = {
    "trung-du-mien-nui-phia-bac": Text("Trung du và miền núi phía Bắc", "Northern Midlands and Mountains"),
    "dong-bang-song-hong": Text("Đồng bằng sông Hồng", "Red River Delta"),
    "bac-trung-bo": Text("Bắc Trung Bộ", "North Central Coast"),
    "bac-trung-bo-duyen-hai": Text("Bắc Trung Bộ và Duyên hải miền Trung", "North Central and Central Coast"),
    "tay-nguyen": Text("Tây Nguyên", "Central Highlands"),
    "nam-trung-bo-tay-nguyen": Text(
        "Duyên hải Nam Trung Bộ và Tây Nguyên", "South Central Coast and Central Highlands"
    ),
    "dong-nam-bo": Text("Đông Nam Bộ", "Southeast"),
    "dong-bang-song-cuu-long": Text("Đồng bằng sông Cửu Long", "Mekong River Delta"),
}
_REGION_KEYS = {text.vi: key for key, text in REGIONS.items()}
_PREFIXES = ("thanh pho ", "tinh ", "tp. ", "tp.", "tp ", "t. ", "t.")
_SUFFIXES = (" (cu)", " (moi)", " (truoc sap nhap)", " (sau sap nhap)")


_TONE = re.compile(r"[1-5]\b")
_WORDS = re.compile(r"[^\W_]+")
_DIGIT_OF = {"\u0300": "1", "\u0301": "2", "\u0303": "3", "\u0309": "4", "\u0323": "5"}
_TONES = dict.fromkeys(map(ord, "".join(_DIGIT_OF)))
_INSTITUTION = re.compile(
    r"\b(?:(?<!thi )(?<!moi )truong(?! ban| phong)|dai hoc|hoc vien|trung tam|vien|cong ty|bao(?! cao)|chi nhanh|"
    r"benh vien|huyen|xa(?! hoi)|(?<!dia )phuong(?! tien)|thi xa|hop tac xa|nha may|university|institute)\b"
    r"(?:(?! tinh| thanh pho| ubnd).)*$"
)


def _toned(text: str) -> str:
    """In small letters, each word's tone behind it: «Hoà» and «Hòa» are one."""
    words = []
    for word in re.split(r"([^\w\u0300-\u036f]|_)", unicodedata.normalize("NFD", tidy(text).lower())):
        if not word.isascii():
            tone = "".join(c for c in word if ord(c) in _TONES)
            word = unicodedata.normalize("NFC", word.translate(_TONES)) + _DIGIT_OF.get(tone, "")
        words.append(word)
    return "".join(words)


class Boundary(StrEnum):
    """On which units a series is read."""

    TODAY = "34"  # today's units; predecessors add up into them
    THEN = "63"  # as reported then, each unit in its own time


@dataclass(frozen=True, slots=True)
class Unit:
    """One version of a province: a key, and what it was called from one day to another."""

    key: str
    code: str
    name: str
    type: str
    region: str
    valid_from: date
    valid_to: date | None
    successor: str
    aliases: tuple[str, ...]
    source: str

    def valid(self, day: date) -> bool:
        return self.overlaps(day, day)

    def overlaps(self, first: date, last: date) -> bool:
        return self.valid_from <= last and (self.valid_to is None or first <= self.valid_to)


class Places:
    """All units of one reference table; `PLACES` below is the product's own.

    Raises ValueError on a table that contradicts itself: a gap between versions, a successor that is not
    there, one code or one name for two units on the same day.
    """

    def __init__(self, units: Iterable[Unit]) -> None:
        self.versions: dict[str, list[Unit]] = {}
        for unit in sorted(units, key=lambda u: u.valid_from):
            self.versions.setdefault(unit.key, []).append(unit)
        self._check()

    @classmethod
    def read(cls, path: Path = PROVINCES) -> Places:
        with path.open(encoding="utf-8", newline="") as file:
            return cls(_unit(row) for row in csv.DictReader(file))

    def _check(self) -> None:
        for key, versions in self.versions.items():
            for before, after in pairwise(versions):
                if before.valid_to is None or before.valid_to + timedelta(days=1) != after.valid_from:
                    raise ValueError(f"{key}: versions do not follow each other at {after.valid_from}")
            heir = versions[-1].successor
            if heir and heir not in self.versions:
                raise ValueError(f"{key}: its successor {heir} is not in the table")
            if heir and versions[-1].valid_to is None:
                raise ValueError(f"{key}: has a successor and no last day")
        for day in self.days_of_change:
            self._lookup(day)

    @cached_property
    def days_of_change(self) -> list[date]:
        """The first day of every version, in order."""
        return sorted({unit.valid_from for versions in self.versions.values() for unit in versions})

    def at(self, day: date) -> list[Unit]:
        """The units that existed on a day, by code."""
        found = [unit for versions in self.versions.values() for unit in versions if unit.valid(day)]
        return sorted(found, key=lambda unit: unit.code)

    @lru_cache(maxsize=64)  # noqa: B019 - the table lives as long as the program
    def _lookup(self, era: date) -> Mapping[str, Unit]:
        known: dict[str, Unit] = {}
        for unit in self.at(era):
            for spelling in {unit.code, *map(fold, (unit.name, *unit.aliases))}:
                if known.setdefault(spelling, unit).key != unit.key:
                    raise ValueError(f"{spelling!r} names both {known[spelling].key} and {unit.key} on {era}")
        return known

    def find(self, text: str, day: date) -> Unit | None:
        """The unit that a code or any known spelling named on that day; None when there is none.

        The fold takes away case, accents, kinds of dash and blank, and the words for province and city; what is
        left must stand in the table. Nothing is guessed: Hà Nam, Hà Nội and Hải Nam are a letter apart.
        """
        era = max((change for change in self.days_of_change if change <= day), default=self.days_of_change[0])
        known = self._lookup(era)
        key = fold(text)
        for suffix in _SUFFIXES:
            key = key.removesuffix(suffix)
        candidates = [key, *(key.removeprefix(prefix) for prefix in _PREFIXES if key.startswith(prefix))]
        if key.isdigit() and len(key) == 1:
            candidates.append(f"0{key}")
        return next((known[candidate] for candidate in candidates if candidate in known), None)

    @cached_property
    def _names(self) -> Mapping[tuple[str, ...], set[str]]:
        """The words of every name that a unit ever had, with their tones and without → the keys of those units."""
        names: dict[tuple[str, ...], set[str]] = {}
        for key, versions in self.versions.items():
            for name in {name for unit in versions for name in (unit.name, *unit.aliases) if len(name) > 2}:
                bare_name = fold(name)
                for prefix in _PREFIXES:
                    bare_name = bare_name.removeprefix(prefix)
                words = _WORDS.findall(_toned(name))[-len(_WORDS.findall(bare_name)) :]
                for spelt in (words, _WORDS.findall(bare_name)):
                    names.setdefault(tuple(spelt), set()).add(key)
        return names

    def named_in(self, text: str) -> list[tuple[str, set[str]]]:
        """The provinces that a title, a caption or a file's name speaks of: the words, and the keys of units so named.

        Tones count where the text has any. A school, a company or a commune that has a province's name is none.
        """
        toned = _toned(text)
        words = _WORDS.findall(toned)
        found, at = [], 0
        while at < len(words):
            for length in (4, 3, 2, 1):
                spelt = tuple(words[at : at + length])
                if spelt in self._names and not _INSTITUTION.search(
                    fold(_TONE.sub("", " ".join(words[max(0, at - 6) : at])))
                ):
                    found.append((" ".join(spelt), self._names[spelt]))
                    at += length - 1
                    break
            at += 1
        return found

    def key_of(self, text: str, first: Period, last: Period, boundary: Boundary) -> str | None:
        """The key of a province, from its key or a code or name it bore in a span; on today's units its heir's."""
        if text in self.versions:
            key = text
        else:
            other = last.end if boundary is Boundary.THEN else first.start
            unit = self.find(text, first.start if boundary is Boundary.THEN else today()) or self.find(text, other)
            if unit is None:
                return None
            key = unit.key
        return self.heir(key) if boundary is Boundary.TODAY else key

    def keys_in(self, region: str, first: Period, last: Period, boundary: Boundary) -> list[str]:
        """The provinces of a region: today's, or all that lay in it at some time in a span."""
        if boundary is Boundary.TODAY:
            return [unit.key for unit in self.current if unit.region == region]
        units = [unit for versions in self.versions.values() for unit in versions if unit.region == region]
        return list(dict.fromkeys(unit.key for unit in units if unit.overlaps(first.start, last.end)))

    def version(self, key: str, day: date) -> Unit:
        """What a unit was called on a day, or at the nearest end of its life."""
        versions = self.versions[key]
        nearest = versions[-1 if day > versions[-1].valid_from else 0]
        return next((unit for unit in versions if unit.valid(day)), nearest)

    def alive(self, key: str, day: date) -> bool:
        return any(unit.valid(day) for unit in self.versions[key])

    def heir(self, key: str) -> str:
        """The unit of today that a unit has become."""
        while successor := self.versions[key][-1].successor:
            key = successor
        return key

    def predecessors(self, key: str) -> list[str]:
        """The units that became this one directly, by code."""
        found = [versions[-1] for versions in self.versions.values() if versions[-1].successor == key]
        return [unit.key for unit in sorted(found, key=lambda unit: unit.code)]

    @lru_cache(maxsize=512)  # noqa: B019 - the table lives as long as the program
    def of_quarter(self, index: int) -> tuple[Unit, ...]:
        """The units that report on a quarter: those that exist on its last day."""
        return tuple(self.at(Period.quarter(index).end))

    def units_in(self, period: Period) -> int:
        """How many units there were at the end of a period: 63, 34 …"""
        return len(self.of_quarter(period.last))

    @cached_property
    def current(self) -> tuple[Unit, ...]:
        """Today's units under today's names, by code."""
        day = today()
        heirs = {self.heir(key) for key in self.versions}
        return tuple(sorted((self.version(key, day) for key in heirs), key=lambda unit: unit.code))


def _unit(row: dict[str, str]) -> Unit:
    given: dict[str, Any] = {**row, "region": _REGION_KEYS[row["region"]]}
    given |= {day: date.fromisoformat(row[day]) if row[day] else None for day in ("valid_from", "valid_to")}
    return Unit(**given | {"aliases": tuple(filter(None, row["aliases"].split("|")))})


PLACES = Places.read()
