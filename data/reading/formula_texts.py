"""The formulas of a sheet as they are kept: the first ones word for word, then one for each sheet that is named."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

from data.reading.addresses import column_number

MOST, MOST_OF_BOOK, LONGEST = 5_000, 50_000, 2_000  # formulas of a sheet, of a workbook; characters of one
MOST_ALIKE = 500  # sheets named by the formulas of one sheet beyond those

_FORMULA = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^<>]*>\s*<f(\s[^<>]*?)?(?:/>|>([^<]*)</f>)')
_ENDS = re.compile(rb"[^\s'()+*/,;<>=-]*$")
_SHARED = re.compile(r'\bsi="(\d+)"')

At = tuple[int, int]


@dataclass(slots=True)
class Kept:
    """What the formulas of a workbook share: how many are kept, the files they may name by a number, its names,
    whether their values may be older than their cells, and whether they are computed with what is shown of numbers."""

    count: int = 0
    files: Sequence[str] = ()
    not_recalculated: bool = False
    as_displayed: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    handed_on: int = 0  # names of sheets and files that were handed on, to be held against province and quarter


@dataclass(slots=True)
class Formulas:
    """The formulas of one sheet by their cells, counted from 0."""

    book: Kept = field(default_factory=Kept)
    texts: dict[At, str] = field(default_factory=dict)
    filled: dict[At, At] = field(default_factory=dict)  # a cell → the one whose formula was filled into it
    alike: dict[At, int] = field(default_factory=dict)  # how many more name the same sheets as this one
    dropped: dict[int, array[int]] = field(default_factory=dict)  # column → the rows whose formulas were not kept
    _first: dict[str, At] = field(default_factory=dict)  # by the number of a formula that is shared
    _naming: dict[tuple[int, tuple[bytes, ...]], At] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.texts or self.dropped)

    @property
    def full(self) -> bool:
        return len(self.texts) + len(self.filled) >= MOST or self.book.count >= MOST_OF_BOOK

    def carry(self, theirs: Formulas, at: At, to: At) -> None:
        """Keep the formula of a cell of another sheet, where it has one; its own sheet's cells stand elsewhere here."""
        if text := theirs.texts.get(theirs.filled.get(at, at)):
            self.texts[to] = text
            self.alike[to] = theirs.alike.get(at, 0)
            self.book = theirs.book
        elif at[1] in theirs.dropped and at[0] >= theirs.dropped[at[1]][0]:
            self.dropped.setdefault(to[1], array("i")).append(to[0])

    def take(self, at: At, text: str, attributes: str = "") -> None:
        """Keep a formula; `attributes` are those of its element."""
        shared = _SHARED.search(attributes) if attributes else None
        if not text and not shared:
            return
        first = self._first.get(shared[1]) if shared and not text else None
        if self.full:
            self.one_more(at, text.encode())
        elif text:
            self.texts[at] = unescape(text[:LONGEST]) if "&" in text else text[:LONGEST]
            self.book.count += 1
            if shared:
                self._first[shared[1]] = at
        elif first is not None:
            self.filled[at] = first
            self.book.count += 1

    def one_more(self, at: At, text: bytes) -> None:
        """Count a formula beyond those that are kept by the sheets that it names; keep the first of each."""
        names = at[1], tuple(map(_name_before, text[:LONGEST].split(b"!")[:-1]))
        first = self._naming.get(names)
        if first is not None:
            self.alike[first] = self.alike.get(first, 0) + 1
        elif names[1] and len(self._naming) < MOST_ALIKE:
            self._naming[names] = at
            self.texts[at] = unescape(text[:LONGEST].decode("utf-8", "replace"))
        else:
            self.dropped.setdefault(at[1], array("i")).append(at[0])


def take_all(piece: bytes, formulas: Formulas) -> None:
    """Keep the formulas in a stretch of ordinary XML."""
    if formulas.full:
        for column, row, _, text in _FORMULA.findall(piece):
            formulas.one_more((int(row) - 1, column_number(column)), text)
        return
    for column, row, attributes, text in _FORMULA.findall(piece):
        formulas.take(
            (int(row) - 1, column_number(column)), text.decode("utf-8", "replace"), attributes.decode("latin-1")
        )


def _name_before(text: bytes) -> bytes:
    """The name of a sheet with which a piece of a formula ends."""
    if text.endswith(b"'"):
        return text[text.rfind(b"'", 0, -1) :]
    ends = _ENDS.search(text[-40:])
    return ends[0] if ends else b""
