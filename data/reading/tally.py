"""How many findings of each kind a file has, and which of them are told one by one.

An honest mistake, as a column in the wrong place, makes as many findings as a list has rows: nobody reads them, and all
that comes after would carry them. So the first of a kind are told, the rest are one more finding with their number. The
workbook that goes back to its sender is marked apart from the app: it tells more, and of the rest it names every cell.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from data.model import Finding, Severity, Text
from data.rules.findings import RULES, Location, finding


@dataclass(frozen=True, slots=True)
class Limit:
    """How many findings of a file are told one by one: of one rule in one column, and of all together.

    Of a kind that comes when there are so many, the first `SOME` are told all the same.
    """

    alike: int
    total: int
    named: bool = False  # whether the cells of the rest are named, neighbours as one area


TOLD = Limit(500, 2_000)  # kept by the app, shown on the page and on the command line
MARKED = Limit(40_000, 40_000, named=True)  # told in the marked workbook, which must stay small enough to come back
SOME = 3
LONGEST = 30_000  # characters of areas that one finding names: a cell of a workbook holds 32,767

# Of a column, and of no column in particular.
_MORE = {
    Severity.STOP: ("more_errors", "more_errors:places"),
    Severity.ERROR: ("more_errors", "more_errors:places"),
    Severity.QUESTION: ("more_questions", "more_questions:places"),
    Severity.INFO: ("more_notes", "more_notes:places"),
}


@dataclass(slots=True)
class _Rest:
    """Findings of one kind that are not told one by one."""

    severity: Severity
    place: Location  # of the first
    heading: Text | str
    count: int = 0
    first: int = 0
    last: int = 0
    areas: dict[str, list[tuple[int, int]]] = field(default_factory=dict)  # letters of a column → first and last rows

    def add(self, row: int, letters: str | None = None) -> None:
        """One more; its cell is remembered where `letters` are given."""
        self.count += 1
        self.first, self.last = min(self.first, row), max(self.last, row)
        if letters is not None:
            areas = self.areas.setdefault(letters, [])
            begun = areas.pop()[0] if areas and areas[-1][1] == row - 1 else row
            areas.append((begun, row))

    def named(self) -> "Iterator[tuple[_Rest, str]]":
        """The same in parts, each with its cells in as many words as a cell holds: `B7, B9:B40001`."""
        words, length = list[str](), 0
        part = replace(self, count=0)
        for letters, areas in self.areas.items():
            for first, last in areas:
                one = f"{letters}{first}:{letters}{last}" if first < last or not letters else f"{letters}{first}"
                if length + len(one) > LONGEST:
                    yield part, ", ".join(words)
                    words, length, part = [], 0, replace(self, count=0)
                part.first, part.last = (min(first, part.first) if words else first), last
                words.append(one)
                length, part.count = length + len(one) + 2, part.count + last - first + 1
        yield part, ", ".join(words)

    def told(self, rule: str) -> Finding:
        words = {"count": self.count, "first": self.first, "last": self.last, "kind": rule}
        found = finding(_MORE[self.severity][not self.heading], self.place, heading=self.heading, **words)
        return replace(found, count=self.count)


@dataclass(slots=True)
class Tally:
    """The findings of a file, counted by sheet, rule and column."""

    limit: Limit = TOLD
    told: int = 0
    _alike: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    _rest: dict[tuple[str, str, str], _Rest] = field(default_factory=dict)

    def tells(self, rule: str, place: Location, heading: Text | str = "", severity: Severity | None = None) -> bool:
        """Whether one more finding of this rule is told by itself; else it is counted."""
        kind = (place.sheet, rule, place.column)
        self._alike[kind] += 1
        most = self.limit.alike if self.told < self.limit.total else min(SOME, self.limit.alike)
        if self._alike[kind] <= most:
            self.told += 1
            return True
        rest = self._rest.get(kind)
        row = place.row or 0
        if rest is None:
            severity = severity or RULES[rule].severity
            rest = self._rest[kind] = _Rest(severity, replace(place, label=""), heading, first=row)
        rest.add(row, place.cell.rstrip("0123456789") if self.limit.named and row else None)
        return False

    def counted(self, sheet: str, rule: str, column: str, row: int) -> bool:
        """Count one more of a kind of which no more are told, the quick way; whether there are so many already."""
        rest = self._rest.get((sheet, rule, column))
        if rest is None:
            return False
        rest.add(row, rest.place.cell.rstrip("0123456789") if self.limit.named else None)
        return True

    def rest(self) -> list[Finding]:
        """One finding for each kind of which not all are told, since this was asked last."""
        findings = []
        for (_, rule, _), kind in self._rest.items():
            if not kind.areas:
                findings.append(kind.told(rule))
            kind.place = replace(kind.place, cell="", row=None)  # its message need not repeat all cells
            for rest, cells in kind.named() if kind.areas else ():
                findings.append(replace(rest.told(rule), cell=cells, row=rest.first))
        self._rest.clear()
        return findings
