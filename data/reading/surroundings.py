"""What stands beside a table's numbers: headings, titles, captions, names of sheet and file, notes and signatures.

What a text says by itself (a plan, an estimate, another unit) is asked here; what it says of whom and when is handed on
as `Said`, since only `data.checks` knows of whom and when the file is.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from data.column_types.cell import is_blank
from data.model import Finding, Text
from data.reading import roles
from data.reading.cells import Sheet, address
from data.reading.heading_words import Header, Word, names
from data.reading.money import unit as money_unit
from data.reading.roles import FigureRole, Meaning
from data.reading.skipped_rows import SIGNED, Caption
from data.rules.findings import Location, finding, shown
from data.table import STATE_LABELS, Table
from data.text_keys import bare, fold

LONGEST = 300  # characters of a title or a caption that is looked at
MOST_SAID = 200  # texts of one sheet of which whom and when are looked at

# Which roles a column of a form asks for; of any other column only the quarter's.
_OWN = {"value": {FigureRole.QUARTER}, "year_to_date": {FigureRole.TO_DATE}}
_PARENT = {"value": {FigureRole.QUARTER}, "year_to_date": {FigureRole.TO_DATE, FigureRole.QUARTER}}
# How the notes that the template prints above its headings begin.
_PRINTED = ("o xam khong dien", "khong phat sinh: go 0", "leave grey cells", "chon tinh trang so lieu", "moi tinh mot")


class Said(NamedTuple):
    """A text that may say of whom and when a file is, and where it stands.

    `where`: title, signature, section, name, heading (over a column), to_date (over a year's total), whole (over a
    column that does not say that it is the quarter's), sheet, file.
    """

    where: str
    text: str
    sheet: str = ""
    cell: str = ""
    row: int | None = None
    column: str = ""
    table: str = ""


class UnitSaid(NamedTuple):
    """A unit that is named over a table or a column, folded, and its cell."""

    words: str
    at: tuple[int, int]
    shown: str


class Surroundings:
    """What stands beside the cells of one sheet: collected while it is read."""

    def __init__(self, sheet: Sheet, table: Table, header: Header) -> None:
        self.sheet, self.table, self.header = sheet, table, header
        self.findings: list[Finding] = []
        self.said: list[Said] = []
        self.units: list[UnitSaid] = []
        self._told: set[tuple[str, tuple[int, int]]] = set()
        self._neutral = _neutral(table)
        self._counted = {bare(word) for figure in table.figures for word in (figure.unit.vi, figure.unit.en)}

    def report(self, rule: str, at: tuple[int, int], key: str, received: object, /, **values: object) -> None:
        """Ask about a cell, once for each rule."""
        if (rule, at) not in self._told and self.table.done:
            self._told.add((rule, at))
            self.findings.append(finding(rule, self._place(at, key), shown(received), **values))

    def _place(self, at: tuple[int, int], key: str = "") -> Location:
        title = shown(self.sheet.name)
        return Location(self.sheet.name, address(*at), at[0] + 1, key, self.table.name, title=title)

    def hand_on(self, where: str, text: str, at: tuple[int, int], key: str = "") -> None:
        if len(self.said) < MOST_SAID:
            place = (self.sheet.name, address(*at), at[0] + 1, key, self.table.name)
            self.said.append(Said(where, text[:LONGEST], *place))

    # Over the columns

    def judge_headings(self) -> None:
        for key, words in self.header.words.items():
            if not self.table.is_form or self.table.columns[key].type.is_number:
                for word in reversed(words):
                    self.judge_heading(key, word, own=word is words[-1])

    def judge_heading(self, key: str, word: Word, own: bool = True) -> None:
        """Ask about what a heading says besides its name."""
        said = roles.meaning(word.text, names(self.table, key), self._neutral)
        at = word.row, word.column
        column = key if own else ""
        foreign = [r for r in said.roles if r not in (_OWN if own else _PARENT).get(key, {FigureRole.QUARTER})]
        if foreign:
            self._role(foreign[0], said, at, column, word.text)
        elif said.scaled:
            self.report("scaled_heading", at, column, word.text)
        elif said.unknown:
            self.report("unknown_words", at, column, word.text, words=shown(" ".join(said.unknown)))
        elif said.unit and (worth := money_unit(said.unit)) is not None and worth != 1:
            self.units.append(UnitSaid(said.unit, at, word.text))
        if said.times:
            where = "to_date" if key == "year_to_date" else "heading"
            if own and key == "value" and not re.search(r"\b(?:quy|ky|quarter|period)\b", roles.plain(word.text)):
                where = "whole"
            self.hand_on(where, word.text, at, column)

    def _role(self, role: FigureRole, said: Meaning, at: tuple[int, int], key: str, text: str) -> None:
        self.report("other_role", at, key, text, role=roles.ROLE_LABELS[role], words=said.roles[role])

    # Above the table, and captions within it

    def judge_above(self) -> None:
        """Titles, letterheads and lines of units: every text over the headings."""
        for row in range(self.header.first):
            for column, raw in enumerate(self.sheet.rows[row]):
                if isinstance(raw, str) and (row, column) not in self.header.parents and not is_blank(raw):
                    self.judge_title("title", raw, (row, column))
        name = roles.meaning(self.sheet.name)
        for role in name.roles.keys() & {*roles.TITLE_ROLES}:
            self._role(role, name, (0, 0), "", self.sheet.name)
        self.hand_on("sheet", self.sheet.name, (0, 0))

    def judge_title(self, where: str, text: str, at: tuple[int, int]) -> None:
        """Ask about a title or a caption that makes what stands below it something else."""
        if len(text) > LONGEST or fold(text).lstrip(" ◄").startswith(_PRINTED):
            return
        if SIGNED.fullmatch(fold(text)):
            self.hand_on("signature", text, at)
            return
        said = roles.meaning(text)
        role = next((role for role in roles.TITLE_ROLES if role in said.roles), None)
        if role is None and said.roles.get(FigureRole.PART) == "cũ":
            role = FigureRole.PART
        if role is not None and bare(text) not in _STATES:
            self._role(role, said, at, "", text)
        if said.unit and (said.scaled or "dong" in said.unit or "vnd" in said.unit or _LINE.match(roles.plain(text))):
            self.units.append(UnitSaid(said.unit, at, text))
        self.hand_on(where, text, at)

    def judge_captions(self, captions: Iterable[Caption], start: int, last: int) -> None:
        """Rows under the headings that were set aside: captions, notes and signatures. What stands below the `last`
        row that is kept is over nothing any more."""
        for kind, row, column, text in captions:
            at = start + row, column
            if kind != "footer" or row < last:
                self.judge_title("section", text, at)
            elif SIGNED.fullmatch(fold(text[:LONGEST])):
                self.hand_on("signature", text, at)
            elif FigureRole.ESTIMATE in (said := roles.meaning(text[:LONGEST])).roles:
                self._role(FigureRole.ESTIMATE, said, at, "", text)

    def headings_again(self, row: int, captions: Iterable[Caption], start: int) -> None:
        """A row that repeats the headings: where one of them differs, and a caption right over them."""
        for key, column in self.header.columns.items():
            raw = self.sheet.cell(row, column)
            if isinstance(raw, str) and raw.strip() and raw != self.sheet.cell(self.header.last, column):
                self.judge_heading(key, Word(raw, row, column))
        for caption in captions:
            at = start + caption.row, caption.column
            if 0 < row - at[0] <= 3 and not any(place == at for _, place in self._told):
                self.report("second_table", at, "", caption.text)

    # Units

    def judge_units(self, money: bool, contradicted: set[str]) -> None:
        """Ask about a unit over the table that is none of its lines', or contradicts theirs. `money`: it has sums;
        `contradicted`: units over the table that some line's own unit contradicts."""
        for unit in self.units:
            worth = money_unit(unit.words)
            if worth is not None:
                fits = money and unit.words not in contradicted
            else:
                counted = {*roles.COUNTERS, *self._counted}
                fits = not roles.meaning(unit.words).scaled and bare(unit.words) in counted
            if not fits:
                self.report("unit_above", unit.at, "", unit.shown, unit=unit.words)

    # Names and notes of a form's lines

    def judge_name(self, name: str, label: Text, at: tuple[int, int], share: bool) -> str:
        """Ask about what a figure's name says besides its label; the unit that it names."""
        own = (roles.plain(label.vi), roles.plain(label.en))
        said = roles.meaning(name, own)
        known = {role for words in own for role in roles.meaning(words).roles} | (
            {FigureRole.SHARE} if share else set()
        )
        foreign = [
            role
            for role in (*roles.TITLE_ROLES, FigureRole.GROWTH, FigureRole.SHARE)
            if role in said.roles.keys() - known
        ]
        if foreign:
            self._role(foreign[0], said, at, "name", name)
        if said.times:
            self.hand_on("name", name, at, "name")
        return said.unit

    def judge_note(self, note: str, at: tuple[int, int]) -> str:
        """Ask about a note that makes its number something else; the unit that it names."""
        said = roles.meaning(note)
        whole = not said.unknown and set(said.roles) & {*roles.TITLE_ROLES}
        role = FigureRole.ESTIMATE if FigureRole.ESTIMATE in said.roles else next(iter(whole), None) if whole else None
        if role is not None:
            self._role(role, said, at, "note", note)
        return said.unit if said.unit and _LINE.search(roles.plain(note)) else ""


def _neutral(table: Table) -> tuple[str, ...]:
    """Words of a table that change nothing in a heading: its own names, and what its columns offer."""
    choices = (text for column in table.columns.values() for text in column.choices.values())
    labels = (table.label.vi, table.label.en, *table.also, *(word for text in choices for word in (text.vi, text.en)))
    return tuple(sorted({roles.plain(word) for word in labels}, key=len, reverse=True))


def learn(table: Table) -> None:
    """What follows from a table alone, found once for all files: what its own headings say besides their names."""
    for key, column in table.columns.items():
        for word in (column.label.vi, f"{column.label.vi} *"):
            roles.meaning(word, names(table, key), _neutral(table))
    for figure in table.figures:
        roles.plain(figure.label.vi)


_LINE = re.compile(r"[(]?(?:don vi tinh|dvt|don vi|units?)\b")
_STATES = {bare(word) for text in STATE_LABELS.values() for word in (text.vi, text.en)}


def of_file(name: str) -> tuple[list[Finding], Said]:
    """What a file's own name says."""
    stem = re.split(r"[/\\]", name)[-1].rpartition(".")[0] or name
    said = roles.meaning(re.sub(r"[_-]+", " ", stem))
    role = next((role for role in roles.TITLE_ROLES if role in said.roles), None)
    found = []
    if role is not None:
        words = {"role": roles.ROLE_LABELS[role], "words": said.roles[role]}
        found.append(finding("other_role:file", Location(), shown(stem), **words))
    return found, Said("file", stem[:LONGEST])


def cover(sheet: Sheet) -> list[Said]:
    """The upper part of a cover sheet: whose the workbook is."""
    texts = ((row, column, raw) for row in range(min(8, len(sheet.rows))) for column, raw in enumerate(sheet.rows[row]))
    return [
        Said("title", raw, sheet.name, address(row, column), row + 1)
        for row, column, raw in texts
        if isinstance(raw, str) and 0 < len(raw.strip()) <= LONGEST
    ][:MOST_SAID]
