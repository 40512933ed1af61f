"""How many findings of each kind a file has, and which of them are told one by one.

An honest mistake, as a column in the wrong place, makes as many findings as a list has rows: nobody reads them, and all
that comes after would carry them. So the first of a kind are told, the rest are one more finding with their number. The
workbook that goes back to its sender tells more; it is marked apart from the app.
"""

from collections import Counter
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


TOLD = Limit(500, 2_000)  # kept by the app, shown on the page and on the command line
MARKED = Limit(40_000, 40_000)  # told in the marked workbook, which must stay small enough to come back
SOME = 3

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
        rest.count += 1
        rest.first, rest.last = min(rest.first, row), max(rest.last, row)
        return False

    def counted(self, sheet: str, rule: str, column: str, row: int) -> bool:
        """Count one more of a kind of which no more are told, the quick way; whether there are so many already."""
        rest = self._rest.get((sheet, rule, column))
        if rest is None:
            return False
        rest.count += 1
        rest.last = max(rest.last, row)
        return True

    def rest(self) -> list[Finding]:
        """One finding for each kind of which not all are told, since this was asked last."""
        findings = []
        for (_, rule, _), rest in self._rest.items():
            words = {"count": rest.count, "first": rest.first, "last": rest.last, "kind": rule}
            found = finding(_MORE[rest.severity][not rest.heading], rest.place, heading=rest.heading, **words)
            findings.append(replace(found, count=rest.count))
        self._rest.clear()
        return findings
