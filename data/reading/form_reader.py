"""A form: which of its lines a quarter has, and how they are read, each found by its code, or by name where none
stands."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pyarrow as pa

from data.column_types.cell import ABSENT, DASH, NOT_APPLICABLE, NOT_AVAILABLE, WITHHELD, Raw, Read, is_blank
from data.column_types.decimal import read_decimal
from data.column_types.numbers import unbound
from data.column_types.text import read_text
from data.column_types.whole import read_whole
from data.layouts.words import spelt_out
from data.model import NOTHING, Text, number_words
from data.reading import beside
from data.reading.money import read_money
from data.reading.money import unit as money_unit
from data.reading.roles import COUNTERS, SCALE, meaning, plain
from data.reading.skipped_rows import SIGNED, Aside, filled_cells
from data.reading.table_reader import SheetReader
from data.rules.cell_rules import CONVERTED_FROM
from data.table import Bound, FormFigure
from data.text_keys import bare, fold, tidy

VALUE_STATE, YEAR_TO_DATE_STATE = "_value_state", "_ytd_state"
VALUE_BOUND, YEAR_TO_DATE_BOUND = "_value_bound", "_ytd_bound"
BOUND_WORDS = {
    Bound.MORE: Text("lớn hơn", "more than"),
    Bound.AT_LEAST: Text("ít nhất", "at least"),
    Bound.LESS: Text("nhỏ hơn", "less than"),
    Bound.AT_MOST: Text("nhiều nhất", "at most"),
    Bound.ABOUT: Text("khoảng", "about"),
}

_ANSWERS = {NOT_APPLICABLE, NOT_AVAILABLE, WITHHELD}  # what a figure may be besides a number
_PACKED = {"lo", "bo", "thung", "kien", "me", "cap"}  # what holds several of what is counted
_INDENT = re.compile(
    r"(?:[-+*•·>…]+ ?)*(?:(?:trong do|chia ra|bao gom|gom|of which|including)\b ?[:,]? ?)?(?:[-+*•·>]+ ?)*"
)


def read_form(page: SheetReader, elsewhere: Mapping[str, str]) -> pa.Table:
    """`_row`, the form's columns, `_value_state`, `_ytd_state`, `_value_bound`, `_ytd_bound`.

    Only rows with a known code and something typed are there. `elsewhere`: names of any form's figures → a code.
    """
    rows = _Form(page, elsewhere).rows()
    fields = {"_row": pa.int32(), **{key: column.type.arrow for key, column in page.table.columns.items()}}
    fields |= {VALUE_STATE: pa.string(), YEAR_TO_DATE_STATE: pa.string()}
    fields |= {VALUE_BOUND: pa.int8(), YEAR_TO_DATE_BOUND: pa.int8()}
    return pa.table({name: pa.array([row.get(name) for row in rows], kind) for name, kind in fields.items()})


def known_lines(page: SheetReader) -> int:
    """How many rows of a sheet name a figure of the form by its code, or by its name where it has no column of
    codes."""
    codes = {figure.code.upper() for figure in page.table.figures}
    names = {_plain(word) for figure in page.table.figures for word in (figure.label.vi, figure.label.en)}
    if (where := page.at.get("code")) is not None:
        return sum(_code(cells[where]) in codes for cells in page.body)
    where = page.at.get("name", 0)
    return sum(isinstance(cells[where], str) and _plain(str(cells[where])) in names for cells in page.body)


def _code(raw: Raw) -> str:
    return tidy(str(raw)).replace(" ", "").upper()


def _plain(name: str) -> str:
    """A figure's name without the marks by which its parts are set in: `– Trước hạn`, `Trong đó: trước hạn`."""
    return _INDENT.sub("", fold(name), count=1)


class _Form:
    def __init__(self, page: SheetReader, elsewhere: Mapping[str, str]) -> None:
        self.page, self.elsewhere = page, elsewhere
        figures = page.table.figures
        self.by_code = {figure.code.upper(): figure for figure in figures}
        self.by_name: dict[str, list[FormFigure]] = {}
        for figure in figures:
            for word in {_plain(figure.label.vi), _plain(figure.label.en)}:
                self.by_name.setdefault(word, []).append(figure)
        self.above: FormFigure | None = None  # the figure of the row before
        self.aside = Aside(set(page.at.values()))
        self.contradicted: set[str] = set()  # units over the table that a line's own contradicts

    def rows(self) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = []
        seen: dict[str, int] = {}
        read: list[int] = []
        heads = ((c, self.page.sheet.cell(self.page.header.last, c)) for c in self.page.at.values())
        headings = {column: word for column, word in heads if not is_blank(word)}
        for i, cells in enumerate(self.page.body):
            line = {key: cells[self.page.at[key]] for key in self.page.declared}
            if sum(cells[c] == word for c, word in headings.items()) >= min(3, len(headings)):
                self.page.captions = self.aside.captions
                self.page.tell_again(i)
                continue
            figure = self._figure(i, cells, line)
            if figure is None:
                continue
            self.above = figure
            row = self.page.header.start + i + 1
            if figure.code in seen:
                key = "name" if is_blank(line.get("code", "")) else "code"
                self._report("figure_twice", i, key, line[key], first=seen[figure.code])
                continue
            seen[figure.code] = row
            read.append(i)
            answer = self._answer(i, line, figure)
            if any(value is not None and key not in (VALUE_BOUND, YEAR_TO_DATE_BOUND) for key, value in answer.items()):
                printed = {"code": figure.code, "name": figure.label.vi, "unit": figure.unit.vi}
                rows.append({"_row": row, **printed, **answer})
        self.page.set_aside(self.aside, read[-1] if read else -1)
        self.page.hidden_rows(read)
        self.page.mended(read)
        beside.judge_rows(self.page.around, [self.page.header.start + i for i in read])
        self.page.around.judge_units(any(figure.money for figure in self.by_code.values()), self.contradicted)
        self._merged(read)
        self._longer(read)
        self._unread_numbers(read)
        self.page.findings += self.page.tally.rest()
        return rows

    def _report(self, rule: str, i: int, key: str, raw: Raw, /, **values: object) -> None:
        at = self.page.header.start + i, self.page.at[key]
        self.page.report_value(rule, at, key, raw, **values)

    def _figure(self, i: int, cells: list[Raw], line: Mapping[str, Raw]) -> FormFigure | None:
        """The figure a row is of; None for a row set aside, or one whose code is told to be wrong."""
        code, name = line.get("code", ""), line.get("name", "")
        figure = self.by_code.get(_code(code))
        named = self.by_name.get(_plain(name), []) if isinstance(name, str) else []
        if figure is not None:
            if (named and figure not in named) or (not named and self._of_another(name)):
                self._report("figure_name", i, "name", name, code=figure.code, name=figure.label.vi)
            return figure
        if is_blank(code) and (meant := self._named(named)) is not None:
            return meant
        typed = any(_is_typed(line.get(key, "")) for key in ("value", "year_to_date"))
        filled = filled_cells(cells)
        if not self.aside.takes(i, filled, typed, words=False) and (named or not self.aside.sentence(i, filled)):
            key = "code" if "code" in self.page.at else "name" if "name" in self.page.at else next(iter(self.page.at))
            rule = "unclear_figure" if is_blank(code) and named else "unknown_figure"
            near = named or [
                f for f in self.by_code.values() if f.part_of and _code(code).startswith(f"{f.part_of.upper()}.")
            ]
            near = near or [f for f in self.by_code.values() if not f.part_of]
            self._report(rule, i, key, line[key], codes=", ".join(f.code for f in near))
        return None

    def _of_another(self, name: Raw) -> bool:
        """Whether a name that no figure of this form has is that of a figure of another form."""
        return isinstance(name, str) and _plain(name) in self.elsewhere

    def _named(self, found: list[FormFigure]) -> FormFigure | None:
        """Which of the figures of one name a row is of: the part of what stands above it, else the only one."""
        above = self.above
        while above is not None:
            part = next((figure for figure in found if figure.part_of == above.code), None)
            if part is not None:
                return part
            above = self.by_code.get(above.part_of.upper())
        return found[0] if len(found) == 1 else None

    def _answer(self, i: int, line: Mapping[str, Raw], figure: FormFigure) -> dict[str, object]:
        unit = self._unit(i, line, figure)
        value = self._number(i, "value", line, figure, unit)
        to_date = self._number(i, "year_to_date", line, figure, unit)
        self._judge_unit(i, line, figure)
        if figure.at_date and to_date.value is not None:
            rule = "year_to_date_ignored" if to_date.value == value.value else "year_to_date_of_stock"
            self._report(rule, i, "year_to_date", line["year_to_date"])
            to_date = ABSENT
        note = read_text(line.get("note", ""))
        if note.rule and not note.state:
            self._report(note.rule, i, "note", line["note"], **note.words)
        return {
            "value": value.value,
            "year_to_date": to_date.value,
            "note": note.value,
            VALUE_STATE: value.state if value.state in _ANSWERS else None,
            YEAR_TO_DATE_STATE: to_date.state if to_date.state in _ANSWERS else None,
            VALUE_BOUND: int(value.bound),
            YEAR_TO_DATE_BOUND: int(to_date.bound),
        }

    def _number(self, i: int, key: str, line: Mapping[str, Raw], figure: FormFigure, unit: Raw) -> Read:
        """What a figure's cell says; `x`, `…` and `mật` are answers here, a dash is asked about, a bound is told."""
        raw = line.get(key, "")
        inner, bound = unbound(raw)
        place = self.page.header.start + i, self.page.at.get(key, -1)
        if place in self.page.sheet.marks.shown:
            self.page.around.judge_format(place, key, raw, figure.unit)
        percent = place in self.page.sheet.marks.percent and isinstance(raw, int | float) and not isinstance(raw, bool)
        money = read_money(inner, money_unit(unit), figure.whole) if figure.money and not percent else None
        said = _plain_number(raw, inner, figure, percent) if money is None else money
        rule, words = said.rule, dict(said.words)
        if said.state:
            rule = "dash_in_form" if said.state == DASH else ""
        elif isinstance(number := said.value, int | float) and not figure.whole:
            words.setdefault("value", f"{number:.10g}".replace(".", ","))
            if percent:
                rule = rule or "shown_as_percent"
            if figure.share and number > 100:
                said, rule = ABSENT, "share_above"
            elif figure.share and 0 < number <= 1 and not percent:
                rule = "share_fraction"
        if money is not None:
            unit = tidy(str(unit)) or figure.unit.vi
            of_column = not any(c.isalpha() for c in str(inner))  # its unit stands in the column, not in the cell
            words |= {"unit": unit, "of": CONVERTED_FROM.format(unit=unit) if of_column else NOTHING}
            rule = self._of_confirmed(rule, of_column)
        if rule:
            self._report(rule, i, key, raw, **words)
        if bound and isinstance(said.value, int | float):
            self._report("bound_taken", i, key, raw, said=BOUND_WORDS[bound], value=number_words(said.value))
            said = replace(said, bound=bound)
        return said

    def _of_confirmed(self, rule: str, of_column: bool) -> str:
        """What is told of a sum whose unit was confirmed with a layout, and is still the same: no question any more."""
        confirmed = rule == "money_unit" and of_column and self.page.sheet.origins is not None
        return "layout_money_read" if confirmed else rule

    def _unit(self, i: int, line: Mapping[str, Raw], figure: FormFigure) -> Raw:
        """The unit of a line's numbers: that of its own column, else of its name or note, else of what stands above."""
        around, row = self.page.around, self.page.header.start + i
        own, name, note = line.get("unit", ""), line.get("name", ""), line.get("note", "")
        unit, said = own, []
        if isinstance(name, str) and _plain(name) not in self.by_name and not is_blank(name):
            said.append(
                ("name", around.judge_name(name, figure.label, figure.code, (row, self.page.at["name"]), figure.share))
            )
        typed = [line.get(key, "") for key in ("value", "year_to_date")]
        if isinstance(note, str) and not is_blank(note) and any(any(map(str.isdigit, str(raw))) for raw in typed):
            quarters = not figure.yearly and not is_blank(line.get("value", ""))
            said.append(("note", around.judge_note(note, (row, self.page.at["note"]), "note", quarters)))
        for key, words in said:
            worth = money_unit(words) if words else None
            if figure.money and worth is not None and is_blank(unit):
                unit = words
            elif words and (worth != (money_unit(unit) if figure.money else None) or _counts_else(words, figure)):
                around.report("unit_named", (row, self.page.at[key]), key, line[key], unit=words, own=figure.unit.vi)
        for above in reversed(around.units) if figure.money else ():
            worth = money_unit(above.words)
            if worth is not None and is_blank(unit):
                unit = above.words
            elif worth is not None and worth != money_unit(unit):
                self.contradicted.add(above.words)
        return unit

    def _judge_unit(self, i: int, line: Mapping[str, Raw], figure: FormFigure) -> None:
        raw = line.get("unit", "")
        unit, known = bare(str(raw)), {bare(figure.unit.vi), bare(figure.unit.en)}
        if is_blank(raw) or unit in known or (figure.money and money_unit(raw) is not None):
            return
        spelt = bare(spelt_out(str(raw)))  # «PTĐ», «phương tiện đo» for «phương tiện»
        if not figure.share and spelt.startswith(tuple(known)) and spelt in bare(figure.label.vi):
            return
        if _shortened(unit, bare(figure.unit.vi), bare(figure.label.vi)):
            return
        scaled = SCALE.search(plain(str(raw))) is not None
        self._report("unit_differs" if scaled or figure.share else "unit_other", i, "unit", raw, unit=figure.unit.vi)

    def _longer(self, read: list[int]) -> None:
        """Tell of a text file's lines with more cells than the headings: a decimal comma may have parted a number."""
        lengths, start = self.page.sheet.lengths, self.page.header.start
        if lengths is None:
            return
        for i in read:
            if (count := lengths[start + i]) > (wanted := lengths[self.page.header.last]):
                self.page.report("ragged_row", (start + i, wanted - 1), count=count, wanted=wanted)

    def _unread_numbers(self, read: list[int]) -> None:
        """Refuse a form that has numbers and no column that they are read from; ask where a column of numbers may be
        the quarter's and only the year so far was found."""
        if not self.page.table.done or "value" in self.page.at or self.page.sheet.origins is not None:
            return
        header, to_date = self.page.header, "year_to_date" in self.page.at
        for column in sorted({*header.others, *(column for _, column in header.twice)}):
            heading = header.others.get(column, "")
            if to_date and meaning(heading).roles:
                continue  # a plan, a share, last year's
            raws = [self.page.body[i][column] for i in read]
            if any(
                isinstance(raw, int | float) or (isinstance(raw, str) and raw.strip()[:1].isdigit()) for raw in raws
            ):
                rule = "unread_numbers:quarter" if to_date else "unread_numbers"
                self.page.report(rule, (header.last, column), "", heading)
                return

    def _merged(self, read: list[int]) -> None:
        """Tell of merged cells that leave a figure without its own."""
        start = self.page.header.start
        typed = {self.page.at[key]: key for key in ("value", "year_to_date") if key in self.page.at}
        for top, left, bottom, right in self.page.sheet.marks.merged:
            rows = [start + i for i in read if top <= start + i <= bottom]
            columns = [column for column in typed if left <= column <= right]
            if len(rows) * len(columns) > 1 or (columns and rows and left not in typed):
                block = self.page.sheet.area(top, left, bottom, right)
                raw, key = self.page.sheet.cell(top, left), typed[columns[0]]
                self.page.report("merged_cells", (rows[0], columns[0]), key, raw, range=block)


def _is_typed(raw: Raw) -> bool:
    """Whether something stands where a number is asked for that no signature is: «GIÁM ĐỐC» is none."""
    return not is_blank(raw) and (
        not isinstance(raw, str) or (any(map(str.isdigit, raw)) and not SIGNED.fullmatch(fold(raw)))
    )


def _shortened(unit: str, own: str, label: str) -> bool:
    """Whether a unit is the figure's own, cut short as offices do: «PT», «P.tiện», «ph/tiện», «PT đo»."""
    first, _, rest = own.partition(" ")
    if not rest:
        return False
    cut = rf"(?:{'|'.join(re.escape(first[:n]) for n in range(len(first), 0, -1))}) ?{re.escape(rest)}"
    initials = " ?".join(word[0] for word in own.split())
    short = re.match(rf"(?:{cut}|{initials})(?![a-z])", unit)
    more = unit[short.end() :].strip() if short else ""
    return short is not None and (not more or f"{own} {more}" in label)


def _counts_else(words: str, figure: FormFigure) -> bool:
    """Whether a unit beside a figure is not its own: thousands, or something else that is counted."""
    if figure.money:
        return False
    own = {bare(figure.unit.vi), bare(figure.unit.en)}
    counted = COUNTERS | _PACKED
    return SCALE.search(plain(words)) is not None or (bare(words) in counted and bare(words) not in own)


def _plain_number(raw: Raw, inner: Raw, figure: FormFigure, percent: bool) -> Read:
    """A figure's cell without a unit of money; `percent` where it is shown as one."""
    if figure.whole:
        return Read(rule="count_as_percent") if percent else read_whole(inner)
    return read_decimal(raw * 100 if percent and isinstance(raw, int | float) else inner, figure.share)
