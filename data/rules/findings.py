"""All rules by id, and the one place where a finding is made of a rule, a place and values.

The ids are a contract: they stand in receipts, in `--json` and in the reasons that senders give.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Protocol

from data.model import NOTHING, Finding, Language, Severity, Text, day_text
from data.rules.cell_rules import CELL
from data.rules.context_rules import CONTEXT
from data.rules.declare import Rule
from data.rules.figure_rules import FIGURE
from data.rules.file_rules import FILE
from data.rules.layout_rules import LAYOUT
from data.rules.row_rules import ROW
from data.rules.scope_rules import SCOPE
from data.rules.sheet_rules import SHEET
from data.rules.target_rules import TARGET

# By id; where a rule has several wordings or severities, the others by `id:case`. `declared:…` are those of indicators.
RULES: dict[str, Rule] = CELL | SHEET | CONTEXT | FILE | SCOPE | ROW | FIGURE | TARGET | LAYOUT

SHOWN = 80  # characters of a cell that a message repeats
CONFIRMED = "số "  # before its number: a figure confirmed of a document in prose, which has no cells
_AT_CONFIRMED = Text("Văn bản «{title}», số thứ {row}", "Document “{title}”, figure no. {row}")
_AT_DOCUMENT = Text("Văn bản «{title}»", "Document “{title}”")
_AT_SHEET = Text("Sheet «{title}»", "Sheet “{title}”")
_AT_CELL = Text(", ô {cell}", ", cell {cell}")
_AT_ROW = Text(", dòng {row}", ", row {row}")
_CALLED = Text(" ({label})", " ({label})")
ANY_CELL = "\0"  # stands for an address that is not known yet; no name shown has one


@dataclass(frozen=True, slots=True)
class Location:
    """Where something was found, as `Finding` has it.

    `label` is what a message says of the place besides its address; `title` the sheet's name as the message has it.
    """

    sheet: str = ""
    cell: str = ""
    row: int | None = None
    column: str = ""
    table: str = ""
    label: Text | str = ""
    title: str = ""


@lru_cache(maxsize=64)  # one place is that of many values of a column
def _where(place: Location) -> Text:
    address = _AT_CELL if place.cell else _AT_ROW if place.row else NOTHING
    title = place.title or place.sheet
    at = _AT_DOCUMENT if title.lower().endswith((".docx", ".pdf")) else _AT_SHEET
    text = _AT_CONFIRMED if place.cell.startswith(CONFIRMED) else at + address
    text += _CALLED if place.label else NOTHING
    return text.format(title=place.title or place.sheet, cell=place.cell, row=place.row, label=place.label)


class DeclaredRule(Protocol):
    """A rule that an indicator declares: its own id and severity, and what is wrong and what to do."""

    @property
    def name(self) -> str: ...
    @property
    def severity(self) -> Severity: ...
    @property
    def message(self) -> Text: ...


def finding(
    rule: str,
    place: Location = Location(),
    received: Text | str = "",
    effect: float | None = None,
    declared: DeclaredRule | None = None,
    /,
    **values: object,
) -> Finding:
    """What a rule finds at a place. `values` fill in its texts, a `Text` among them each language with its own.

    Raises KeyError for a rule that is not in the catalogue, and for a value that a text wants and was not given.
    """
    known, what = RULES[rule], received if isinstance(received, str) else received.vi
    values |= {"received": received, "sheet": place.title or place.sheet, "cell": place.cell, "row": place.row}
    values |= {"where": _where(place), "got": known.frame.received if what and place.cell else known.frame.blank}
    if declared is not None:
        values["message"] = declared.message
    (vi, expected_vi), (en, expected_en) = _texts(known, values, "vi"), _texts(known, values, "en")
    name, severity = (declared.name, declared.severity) if declared else (rule.partition(":")[0], known.severity)
    at = (place.sheet, place.cell, place.row, place.column, place.table)
    return Finding(name, severity, Text(vi, en), *at, what, Text(expected_vi, expected_en), effect)


def _texts(rule: Rule, values: Mapping[str, object], language: Language) -> tuple[str, str]:
    """The message of a rule and what it expected, in one language."""
    words = {key: value.in_(language) if isinstance(value, Text) else value for key, value in values.items()}
    words["got"] = str(words["got"]).format_map(words)
    words["expected"] = expected = rule.expected.in_(language).format_map(words)
    words["todo"] = rule.todo.in_(language).format_map(words)
    return rule.frame.message.in_(language).format_map(words), expected


class Refused(Exception):  # noqa: N818  not an error of ours: the file is refused, in words for its sender
    """The file is no submission; carries the one finding that says why."""

    def __init__(self, rule: str, sheet: str = "", cell: str = "", row: int | None = None, /, **values: object) -> None:
        self.rule = rule
        row = row or int("".join(filter(str.isdigit, cell)) or 0) or None
        self.finding = finding(rule, Location(sheet, cell, row, title=shown(sheet)), **values)
        super().__init__(self.finding.message.en)


@dataclass(frozen=True, slots=True)
class CellFault:
    """What a rule finds in one value, to be said of every cell that holds the value: its texts are filled in once."""

    found: Finding
    before: Text  # the message up to the cell's address, and after it
    after: Text

    @classmethod
    def of(cls, rule: str, place: Location, received: str, /, **values: object) -> CellFault:
        """The cell of `place` is `ANY_CELL`."""
        found = finding(rule, place, received, **values)
        (vi, _, more_vi), (en, _, more_en) = found.message.vi.partition(ANY_CELL), found.message.en.partition(ANY_CELL)
        return cls(found, Text(vi, en), Text(more_vi, more_en))

    @property
    def rule(self) -> str:
        return self.found.rule

    def at(self, cell: str, row: int) -> Finding:
        f, message = self.found, Text(self.before.vi + cell + self.after.vi, self.before.en + cell + self.after.en)
        return Finding(f.rule, f.severity, message, f.sheet, cell, row, f.column, f.table, f.received, f.expected)


def shown(value: object) -> str:
    """What stood in a cell, short enough to be repeated, every character of it visible."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime | date):
        return day_text(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    words = " ".join(str(value)[: 4 * SHOWN].split())
    if not words.isprintable():
        words = "".join(c if c.isprintable() else "·" for c in words)
    return words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"
