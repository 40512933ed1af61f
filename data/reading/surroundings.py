"""What stands beside a table's numbers: headings, titles, captions, names of sheet and file, notes and signatures.

What a text says by itself (a plan, an estimate, another unit) is asked here; what it says of whom and when is handed on
as `Said`, since only `data.checks` knows of whom and when the file is.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from data.column_types.cell import Raw, is_blank
from data.model import Finding, Text
from data.reading import roles
from data.reading.cells import Annotation, Sheet
from data.reading.heading_words import Header, Word, names
from data.reading.money import unit as money_unit
from data.reading.moved_days import moved_days
from data.reading.note_meaning import surely_changes
from data.reading.notes import pieces, read_note
from data.reading.parts_of_province import SHEET_OF_PART, part_of_province
from data.reading.roles import FigureRole, Meaning
from data.reading.said import At, Said, UnitSaid
from data.reading.skipped_rows import SIGNED, Caption
from data.reading.table_words import is_printed, neutral, own
from data.reading.tally import Tally
from data.reading.titles import not_understood, read_title
from data.rules.findings import Location, finding, shown
from data.table import STATE_LABELS, DataState, Table
from data.text_keys import bare

LONGEST = 300  # characters of a title or a caption that is looked at
LONGEST_NAME = 6  # words of a person's with a title, or of a group of rows: that it was read need not be told
MOST_LETTERS = 400_000  # of long notes of one sheet that are read to their end; of more only how each begins
MOST_SAID = 200  # texts of one sheet of which whom and when are looked at

# Which roles a column of a form asks for; of any other column only the quarter's.
_OWN = {"value": {FigureRole.QUARTER}, "year_to_date": {FigureRole.TO_DATE}}
_PARENT = {"value": {FigureRole.QUARTER}, "year_to_date": {FigureRole.TO_DATE, FigureRole.QUARTER}}


class Surroundings:
    """What stands beside the cells of one sheet: collected while it is read."""

    def __init__(self, sheet: Sheet, table: Table, header: Header, tally: Tally) -> None:
        self.sheet, self.table, self.header, self.tally = sheet, table, header, tally
        self.findings: list[Finding] = []
        self.said: list[Said] = []
        self.units: list[UnitSaid] = []
        self._told: set[tuple[str, tuple[int, int] | str]] = set()
        self._letters = 0
        self._neutral, self._own = neutral(table), own(table)
        hints = (column.hint.vi[:30] for column in table.columns.values() if column.hint.vi)
        self._hints = (*hints, f"{STATE_LABELS[DataState.HAS_DATA].vi}:")
        self._counted = {bare(word) for figure in table.figures for word in (figure.unit.vi, figure.unit.en)}

    def report(self, rule: str, at: At, key: str, received: object, /, **values: object) -> None:
        """Ask about a cell, or about what stands at none, once for each rule."""
        once = rule, at or str(received)
        if once not in self._told and self.table.done:
            self._told.add(once)
            sheet, cell, row = self.sheet.place(at)
            place = Location(sheet, cell, row, key, self.table.name, title=shown(sheet))
            if self.tally.tells(rule, place):
                self.findings.append(finding(rule, place, shown(received), **values))

    def hand_on(self, where: str, text: str, at: At, key: str = "") -> None:
        if len(self.said) < MOST_SAID:
            self.said.append(Said(where, text[:LONGEST], *self.sheet.place(at), key, self.table.name))

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
            self.tell_role(foreign[0], said, at, column, word.text)
        elif said.scaled:
            self.report("scaled_heading", at, column, word.text)
        elif unknown := [*said.unknown, *_SIGNS.findall(word.text)]:
            self.report("unknown_words", at, column, word.text, words=shown(roles.as_written(word.text, unknown)))
        elif said.unit and (worth := money_unit(said.unit)) is not None and worth != 1:
            self.units.append(UnitSaid(said.unit, at, word.text))
        if said.times:
            where = "to_date" if key == "year_to_date" else "heading"
            if own and key == "value" and not re.search(r"\b(?:quy|ky|quarter|period)\b", roles.plain(word.text)):
                where = "whole"
            if own and key in self.header.by_time:
                where = "chosen"
            self.hand_on(where, word.text, at, column)

    def tell_role(self, role: FigureRole, said: Meaning, at: At, key: str, text: str) -> None:
        self.report("other_role", at, key, text, role=roles.ROLE_LABELS[role], words=said.roles[role])

    # Above the table, and captions within it

    def judge_above(self) -> None:
        """Titles, letterheads and lines of units: every text over the headings, and what stands in no cell."""
        before: dict[int, str] = {}  # the row above's texts
        for row in range(self.header.first):
            texts = {
                column: raw
                for column, raw in enumerate(self.sheet.rows[row])
                if not is_blank(raw) and (row, column) not in self.header.parents
            }
            for column, raw in texts.items():
                if isinstance(raw, str):
                    self.judge_title("title", raw, (row, column))
                    if column in before and self._goes_on(before[column], raw):
                        self._judge_joined([before[column], raw], (row, column))
            if len(own := [raw for raw in texts.values() if not (isinstance(raw, str) and is_printed(raw))]) > 1:
                self._judge_joined(own, (row, min(texts)))
            before = {column: raw for column, raw in texts.items() if isinstance(raw, str)}
        self._judge_name_of_sheet()
        for remark in self.sheet.marks.remarks:
            if remark.kind == "comment":
                self._judge_comment(remark)
            else:
                self.judge_title("title", remark.text, remark.at)

    def _goes_on(self, line: str, after: str) -> bool:
        """Whether a title may go on in the line below: not past the table's whole name, nor in what is printed, nor in
        a heading with its number: «… trong quý» over «II. Hoạt động»."""
        if _NUMBERED.match(after):
            return False
        whole = line == self.table.label.vi or after.startswith(f"{self.table.label.en} · ")
        return not whole and not is_printed(after) and not any(_STATE.fullmatch(text) for text in (line, after))

    def _judge_name_of_sheet(self) -> None:
        stem = _TEXT_FILE.sub("", self.sheet.name)  # «x.csv» may be what a sheet is called
        name = roles.meaning(stem)
        part = name.roles.get(FigureRole.PART) == "cũ" or roles.leaves_out(stem, name)
        for role in name.roles.keys() & {*roles.TITLE_ROLES, FigureRole.SAMPLE, *([FigureRole.PART] if part else [])}:
            self.tell_role(role, name, (0, 0), "", self.sheet.name)
        if not name.roles and (district := part_of_province(stem, SHEET_OF_PART)):
            self.tell_role(FigureRole.PART, Meaning({FigureRole.PART: district}), (0, 0), "", self.sheet.name)
        if name.scaled or money_unit(name.unit) is not None:
            self.units.append(UnitSaid(name.unit, None, self.sheet.name))
        cut = self.table.label.vi.startswith(self.sheet.name)  # after 31 letters
        of_file = self.sheet.lengths is not None  # a text file's name, which may be any (`whole_file`)
        if not name.roles and self.sheet.origins is None and not (cut or of_file):
            self._tell_unknown(stem.replace("-", " "), (0, 0), self.sheet.name)
        self.hand_on("sheet", self.sheet.name, (0, 0))

    def _judge_joined(self, texts: Sequence[Raw], at: tuple[int, int]) -> None:
        """What the cells of a row, or two lines of a title, say only together: «Quý | 3 | Năm | 2024»."""
        whole = " ".join(map(_words, texts))
        if len(whole) <= LONGEST:
            said, apart = roles.meaning(whole), [roles.meaning(text) for text in texts if isinstance(text, str)]
            for role in roles.TITLE_ROLES:
                if role in said.roles and not any(role in one.roles for one in apart):
                    self.tell_role(role, said, at, "", whole)
            if any(not any(time in one.times for one in apart) for time in said.times):
                self.hand_on("title", whole, at)

    def _judge_comment(self, remark: Annotation) -> None:
        if remark.text.startswith(self._hints):  # the template's own, whose author another program has dropped
            return
        self.judge_remark(
            remark.text, remark.at, remark.at is not None and remark.at[1] == self.header.columns.get("value")
        )

    def judge_remark(self, text: str, at: At, quarters: bool) -> None:
        """Ask about what is remarked at a cell or beside a row: a list's rows have sums of their own kinds."""
        unit = self.judge_note(text, at, "", quarters)
        listed = not self.table.is_form and at is not None and at[0] > self.header.last
        if listed and moved_days(text):
            self.hand_on("moved", text, at)
        if unit and not listed and money_unit(unit) != 1 and bare(unit) not in {*roles.COUNTERS, *self._counted}:
            self.report("unit_above", at, "", text, unit=unit)

    def judge_title(self, where: str, text: str, at: At) -> None:
        """Ask about a title or a caption that makes what stands below it something else."""
        if is_printed(text):
            return
        if len(text) > LONGEST:  # a letter over the table: what it says of the numbers, piece by piece
            self.judge_note(text, at, "", quarters=True, of_letter=True)
            return
        if SIGNED.fullmatch(roles.folded(text)):
            self.hand_on("signature", text, at)
            return
        title = text.removeprefix(f"{self.table.label.en} · ")  # so it is the same over every table
        said = read_title(title, where == "title")
        if said.role is not None and bare(text) not in _STATES:
            self.tell_role(said.role, said.meaning, at, "", text)
        if said.unit:
            self.units.append(UnitSaid(said.unit, at, text))
        if said.of_whom_or_when:
            self.hand_on(where, text, at)
        if said.role is not None or self.sheet.origins is not None:  # a layout compares its lines (`data.layouts.fit`)
            return
        if where == "title":
            self._tell_unknown(title, at, text)
        elif where == "section":
            self._judge_section(text, at)

    def _judge_section(self, text: str, at: At) -> None:
        if words := surely_changes(text):
            self.report("unknown_words:title", at, "", text, words=shown(words))
        elif len(text.split()) > LONGEST_NAME and not_understood(text, self._own):
            self.tell_kept(text, at)

    def _tell_unknown(self, words: str, at: At, text: str) -> None:
        listed = not self.table.is_form  # a form has no state
        of_state = listed and at is not None and at[0] > 0 and _STATE.fullmatch(str(self.sheet.cell(at[0] - 1, at[1])))
        unknown = not_understood(words, self._own) if not of_state and bare(text) not in _STATES else []
        if unknown:
            self.report("unknown_words:title", at, "", text, words=shown(roles.as_written(text, unknown)))

    def headings_again(self, row: int, captions: Iterable[Caption], start: int) -> None:
        """A row that repeats the headings: where one of them differs, and a caption right over them."""
        for key, column in self.header.columns.items():
            raw = self.sheet.cell(row, column)
            if isinstance(raw, str) and raw.strip() and raw != self.sheet.cell(self.header.last, column):
                self.judge_heading(key, Word(raw, row, column))
        for caption in captions:
            at = start + caption.row, caption.column
            told = {rule for rule, place in self._told if place == at} - {"unknown_words:title"}
            if 0 < row - at[0] <= 3 and not told:
                self.report("second_table", at, "", caption.text)

    # Units

    def judge_units(self, money: bool, contradicted: set[str]) -> None:
        """Ask about a unit over the table that is none of its lines', or contradicts theirs. `money`: it has sums;
        `contradicted`: units over the table that some line's own unit contradicts."""
        for unit in self.units:
            worth = money_unit(unit.words)
            if worth is not None:
                fits = money and unit.words not in contradicted
            elif not (words := bare(unit.words)):  # «%»
                fits = bool(self.table.figures) and all(figure.share for figure in self.table.figures)
            else:
                counted = any(f"{words} ".startswith(f"{word} ") for word in {*roles.COUNTERS, *self._counted} if word)
                fits = counted and not roles.meaning(unit.words).scaled
            if not fits:
                self.report("unit_above", unit.at, "", unit.shown, unit=unit.words)

    def judge_format(self, at: tuple[int, int], key: str, raw: object, own: Text) -> None:
        """Ask about a number whose format shows something else: another unit, thousands, words, nothing."""
        said = self.sheet.marks.shown[at]
        units = {*roles.COUNTERS, *self._counted, *(word for text in (own.vi, own.en) for word in bare(text).split())}
        if said.rule == "format_words" and (bare(said.words) in units or bare(said.words) in bare(own.vi)):
            return
        rule = "format_says" if said.rule == "format_words" else said.rule
        if not isinstance(raw, int | float) or isinstance(raw, bool):
            return
        if rule == "format_thousands" and (own.vi == "%" or money_unit(own.vi) is not None or raw % 1):
            return
        if not money_unit(said.words) == money_unit(own.vi) == 1:
            self.report(rule, at, key, raw, unit=shown(said.words), own=own)

    # Names and notes of a form's lines

    def judge_name(self, name: str, label: Text, code: str, at: tuple[int, int], share: bool) -> str:
        """Ask about what a figure's name says besides its label; the unit that it names."""
        own = (roles.plain(label.vi), roles.plain(label.en))
        said = roles.meaning(name, (*own, roles.plain(code)))
        known = {role for words in own for role in roles.meaning(words).roles} | (
            {FigureRole.SHARE} if share else set()
        )
        foreign = [
            role
            for role in (*roles.TITLE_ROLES, FigureRole.GROWTH, FigureRole.SHARE)
            if role in said.roles.keys() - known
        ]
        if foreign:
            self.tell_role(foreign[0], said, at, "name", name)
        if not foreign and roles.leaves_out(name, said):
            self.tell_role(FigureRole.PART, said, at, "name", name)
        more = said.unknown and any(any(roles.places(roles.plain(name), word)) for word in own if word)
        if more and self.sheet.origins is None:
            self.report(
                "unknown_words:name", at, "name", name, words=shown(roles.as_written(name, said.unknown)), name=label
            )
        self.hand_on("name", name, at, "name")
        return said.unit

    def judge_note(self, note: str, at: At, key: str = "note", quarters: bool = False, of_letter: bool = False) -> str:
        """Ask about a note that makes its number something else, and tell that any other was read; the unit that it
        names. `quarters`: it stands at a quarter's number, which a whole year's is not; `of_letter`: it is a letter
        over the table."""
        asked = len(self._told)
        unit = self._ask_of_note(note, at, key, quarters, of_letter)
        if len(self._told) == asked:
            self.tell_kept(note, at, key)
        return unit

    def tell_kept(self, text: str, at: At, key: str = "") -> None:
        """That a text was read as leaving the numbers what they are: whoever sends or checks the file sees that it was,
        since words that only a person understands pass here too."""
        if any(map(str.isalpha, text)):
            self.report("note_kept", at, key, text)

    def _ask_of_note(self, note: str, at: At, key: str, quarters: bool, of_letter: bool) -> str:
        if len(note) > LONGEST:
            self._letters += len(note)
            note = note if self._letters <= MOST_LETTERS else note[:LONGEST]
            units = [self._ask_of_note(piece, at, key, quarters, of_letter) for piece in pieces(note, LONGEST)]
            return next(filter(None, units), "")
        said = read_note(note)
        if said.role is not None:
            self.tell_role(said.role, said.meaning, at, key, note)
        elif counted := surely_changes(note) if of_letter else said.counted:  # a letter says much that is not known
            self.report("unknown_words:note", at, key, note, words=shown(counted))
        if said.of_year and quarters:
            self.hand_on("whole", note, at, key)
        elif said.of_whom_or_when:
            self.hand_on("note", note, at, key)
        elif said.aside:
            self.hand_on("aside", note, at, key)
        if said.short:
            self.hand_on("whose", note, at, key)
        return said.unit


def _words(raw: Raw) -> str:
    """A cell over the table as it is read beside others."""
    if isinstance(raw, date):
        return f"{raw:%d/%m/%Y}"
    return str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw)


_STATE = re.compile("tình trạng số liệu", re.I)  # over the cell in which a list's state is chosen
_TEXT_FILE = re.compile(r"\.(?:csv|txt|tsv)$", re.I)
_NUMBERED = re.compile(r"\s*(?:[IVX]+|\d{1,2}|[A-Z])[.)] +[^\W\d]")  # of a heading
_SIGNS = re.compile(r"\+/-|[±‰^Δ∆≈÷]")  # what makes a heading's numbers others and is no word
_STATES = {bare(word) for text in STATE_LABELS.values() for word in (text.vi, text.en)}
