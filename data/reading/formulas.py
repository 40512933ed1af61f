"""What computed numbers are by their formulas: where they come from, by what they are multiplied, whether they are old.

What the names of sheets, files and columns say of whom and when is handed on as `Said`, as all else that says so.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from math import isfinite
from typing import NamedTuple

import pyarrow as pa

from data.column_types.cell import Raw
from data.model import number_words
from data.reading import roles
from data.reading.cells import At, spans
from data.reading.formula_factors import factor
from data.reading.formula_names import BETWEEN, called, meaning_of
from data.reading.formula_terms import Formula, Term, filled, taken_apart
from data.reading.formula_texts import LONGEST
from data.reading.formula_tree import Range, block
from data.reading.formula_values import NotSimple, Values
from data.reading.money import unit as money_unit
from data.reading.parts_of_province import SHEET_OF_PART, part_of_province
from data.reading.roles import FigureRole, Meaning
from data.reading.said import Said
from data.reading.table_reader import SheetReader
from data.rules.findings import shown
from data.table import FormFigure

MOST_LETTERS = 400_000  # of formulas of one table that are read
MOST_CELLS = 500_000  # that are added up again
MOST_NAMES = 1_000  # that the formulas of one workbook name, once for each way in which they stand together
MOST_COLUMNS = 50  # of one range whose headings are looked at

_SPEAKING = (
    *(FigureRole.PLAN, FigureRole.ESTIMATE, FigureRole.EARLIER, FigureRole.LATER, FigureRole.TO_DATE),
    *(FigureRole.AVERAGE, FigureRole.ELSEWHERE, FigureRole.SAMPLE),
)
_FUNCTIONS = {
    **dict.fromkeys(("AVERAGE", "AVERAGEA", "AVERAGEIF", "AVERAGEIFS", "DAVERAGE", "MEDIAN"), FigureRole.AVERAGE),
    **dict.fromkeys(("TRIMMEAN", "GEOMEAN", "HARMEAN", "MODE", "MODE.SNGL"), FigureRole.AVERAGE),
    **dict.fromkeys(("FORECAST", "FORECAST.LINEAR", "FORECAST.ETS", "TREND", "GROWTH"), FigureRole.ESTIMATE),
    **dict.fromkeys(("RAND", "RANDBETWEEN", "RANDARRAY"), FigureRole.SAMPLE),
}
_TIMES = {"quarter", "months", "month", "year"}  # that are looked for by a function
_FORMER = re.compile(r"(?:ky|quy|thang) (?:truoc|lien ke|cu)")  # within the year, most of the time
_WORTH = {1e-6, 1e-3, 1.0, 1e3}  # đồng, thousands, millions, billions of it, in millions
_NAME = re.compile(r"[^\W\d][\w.]*+(?![!(])")  # that a workbook defines
_THOUSANDS = re.compile(r"1(?:000)+")
_PLAIN_SUMS = {"SUM", "ROUND"}  # the functions of a formula that only adds up


class _Told(NamedTuple):
    """A question that is asked once, at the first of its cells."""

    rule: str
    key: str
    source: str
    words: str = ""
    role: FigureRole | None = None


class _From(NamedTuple):
    """What the numbers of some cells are added up from: `alone` where nothing else is among it."""

    key: str
    names: tuple[str, ...]
    alone: bool
    stock: bool  # a figure at a date, of an earlier one and what came to it
    same: bool = False  # the quarter's number for the year's, or the other way


def judge(page: SheetReader, rows: pa.Table) -> None:
    """Ask about the formulas of a table of which these rows were read."""
    if not page.sheet.marks.formulas or not page.table.done:
        return
    places = [row - 1 for row in rows["_row"].to_pylist()]
    figures: dict[int, FormFigure] | None = None
    if page.table.is_form:
        by_code = {figure.code: figure for figure in page.table.figures}
        figures = {at: by_code[code] for at, code in zip(places, rows["code"].to_pylist(), strict=True)}
    _Formulas(page, set(places), figures).judge()


class _Formulas:
    def __init__(self, page: SheetReader, rows: Collection[int], figures: Mapping[int, FormFigure] | None) -> None:
        self.page, self.rows, self.figures = page, rows, figures
        self.kept = page.sheet.marks.formulas
        self.keys = {column: key for key, column in page.at.items()}
        self.headings = {**page.header.others, **page.sheet.marks.references}
        self.local = page.sheet.origins is None  # its cells stand where its formulas say
        self.told: dict[_Told, list[At]] = {}
        self.sources: dict[_From, list[At]] = {}
        self.older: dict[str, dict[str, object]] = {}  # column → what its first old number says, and should say
        self.names: dict[str, str] = {}  # as formulas have them → as people do
        self.meanings: dict[str, Meaning] = {}
        self.unread: list[At] = []
        self.letters = self.added = 0
        self.values = Values(page.sheet.name, self._cell, self._spend)

    def judge(self) -> None:
        for at in sorted({*self.kept.texts, *self.kept.filled}):
            over = self.page.header.first <= at[0] <= self.page.header.last
            if at[1] in self.keys and (over or at[0] in self.rows):
                formula = self._formula(self.text(at))
                self._judge(at, formula) if formula is not None else self.unread.append(at)
        self._parts()
        for one, cells in self.told.items():
            received = self.page.sheet.cell(*cells[0]) if one.rule == "stale_value" else f"={self.text(cells[0])}"
            words: dict[str, object] = {"source": shown(one.source), "count": self._count(cells), "words": one.words}
            words["role"] = roles.ROLE_LABELS[one.role] if one.role else ""
            words["rows"] = spans([row + 1 for row, _ in cells])
            self.page.around.report(one.rule, cells[0], one.key, received, **words, **self.older.get(one.key, {}))
        for said, cells in self.sources.items():
            self.kept.book.handed_on += len(said.names)
            if self.kept.book.handed_on > MOST_NAMES:
                self.unread += cells
                continue
            where = "computed_stock" if said.stock else "computed_alone" if said.alone else "computed"
            where = "computed_same" if said.same else where
            place = (*self.page.sheet.place(cells[0]), said.key, self.page.table.name)
            self.page.around.said.append(Said(where, BETWEEN.join(said.names), *place, self._count(cells)))
        for column in self.keys.keys() & self.kept.dropped.keys():
            self.unread += [(row, column) for row in self.kept.dropped[column] if row in self.rows]
        if self.unread:
            at = min(self.unread)
            self.page.around.report("formulas_unread", at, self.keys[at[1]], "", count=self._count(self.unread))

    def text(self, at: At) -> str:
        first = self.kept.filled.get(at, at)
        text = self.kept.texts[first]
        return text if first == at else filled(text, at[0] - first[0], at[1] - first[1])

    def _count(self, cells: list[At]) -> int:
        return sum(1 + self.kept.alike.get(at, 0) for at in cells)

    def _formula(self, text: str) -> Formula | None:
        """A formula taken apart; None for one that is too long, or one too many."""
        if names := self.kept.book.names:
            text = _NAME.sub(lambda m: names.get(m[0].lower(), m[0]), text)
        self.letters += len(text)
        return taken_apart(text) if len(text) < LONGEST and self.letters <= MOST_LETTERS else None

    def _meaning(self, name: str) -> Meaning:
        if name not in self.meanings:
            self.meanings[name] = meaning_of(name)
        return self.meanings[name]

    def _judge(self, at: At, formula: Formula) -> None:
        key, figure = self.keys[at[1]], (self.figures or {}).get(at[0])
        number = self.page.table.columns[key].type.is_number
        self._from(at, key, formula, figure)
        for function in (
            sorted(formula.functions & _FUNCTIONS.keys()) if number and not (figure and figure.share) else ()
        ):
            self._tell(_Told("other_role:function", key, function, function, _FUNCTIONS[function]), at)
        if number and self.local and at[0] in self.rows:
            self._factor(at, key, formula, figure)
            self._value(at, key, formula)

    def _tell(self, what: _Told, at: At) -> None:
        self.told.setdefault(what, []).append(at)

    # Where a number comes from

    def _from(self, at: At, key: str, formula: Formula, figure: FormFigure | None) -> None:
        names: dict[str, None] = {}
        others = formula.typed
        for term in formula.terms:
            named = [] if term.taken_off else list(self._names(term))
            names.update(dict.fromkeys(named))
            others |= not named and term.added and not term.taken_off
        if len(self.meanings.keys() | names.keys()) > MOST_NAMES:
            self.unread.append(at)
            return
        own = {*roles.meaning(figure.label.vi).roles} if figure else set()
        added = others or len(names) > 1
        stock = figure is not None and figure.at_date and added  # what there was, and what came to it
        own |= {FigureRole.EARLIER, FigureRole.TO_DATE} if stock else set()
        for name in names:
            self._role(at, key, name, added, own)
        timed = [text for text in formula.criteria if any(t.kind in _TIMES for t in roles.meaning(text).times)]
        same = self._same(at, key, formula) if figure and not figure.yearly else ""
        if same:
            self.sources.setdefault(_From(key, (same,), True, False, True), []).append(at)
        if names or timed:
            self.sources.setdefault(_From(key, (*names, *timed), not others, stock), []).append(at)

    def _same(self, at: At, key: str, formula: Formula) -> str:
        """The heading of the form's other number in the same row, where that alone is taken."""
        other = {"value": "year_to_date", "year_to_date": "value"}.get(key, "")
        column = self.page.at.get(other, -1)
        taken = formula.tree
        while taken is not None and taken.kind == "call" and taken.args:  # rounded, added up alone
            taken = taken.args[0]
        own = taken is not None and taken.kind == "cells" and taken.sheet in ("", self.page.sheet.name)
        if taken is None or not (own and self.local) or block(taken.text) != (at[0], column, at[0], column):
            return ""
        alone = len(formula.terms) == 1
        return str(self.page.sheet.cell(self.page.header.last, column)) if alone else ""

    def _names(self, term: Term) -> Iterator[str]:
        """What a term is called: by its sheet, its file, the heading of its column; nothing in the table's own."""
        if term.heading:
            yield term.heading
        elif term.sheet and term.sheet != self.page.sheet.name:
            yield self._called(term.sheet)
        elif self.local and term.cells is not None and term.cells[0] >= self.page.header.start:
            _, left, _, right = term.cells
            for column in range(left, min(right, left + MOST_COLUMNS) + 1):
                if heading := self.headings.get(column):
                    yield heading

    def _called(self, sheet: str) -> str:
        if sheet not in self.names:
            self.names[sheet] = called(sheet, self.kept.book.files)
        return self.names[sheet]

    def _role(self, at: At, key: str, name: str, others: bool, own: Collection[FigureRole]) -> None:
        said = self._meaning(name)
        for role in _SPEAKING:
            words = said.roles.get(role, "")
            to_date = key == "year_to_date" and (role is FigureRole.TO_DATE or (others and _FORMER.fullmatch(words)))
            if words and not to_date and role not in own:
                self._tell(_Told("other_role:formula", key, name, words, role), at)
                return

    def _parts(self) -> None:
        """Ask where a form takes its numbers from the sheet of one part of the province alone; several are added up."""
        of_parts = {name for said in self.sources for name in said.names if part_of_province(name, SHEET_OF_PART)}
        for said, cells in self.sources.items() if self.figures is not None and len(of_parts) == 1 else ():
            if {*said.names} == of_parts and said.alone:
                name = said.names[0]
                part = part_of_province(name, SHEET_OF_PART)
                self.told.setdefault(_Told("other_role:formula", said.key, name, part, FigureRole.PART), cells)

    # By what it is multiplied, and whether it is old

    def _factor(self, at: At, key: str, formula: Formula, figure: FormFigure | None) -> None:
        by = factor(formula.tree, self._scale) if formula.terms else 1.0
        by = _times_over(formula) if by == 1 else by
        if not 1e-12 < by < 1e12 or by == 1:
            return
        thousands = _THOUSANDS.fullmatch(f"{max(by, 1 / by):.0f}") is not None
        whole = self.page.table.columns[key].type.name == "whole" if figure is None else figure.whole
        if figure is not None and figure.money:
            unit = money_unit(self._unit(at[0])) or money_unit(figure.unit.vi)
            worth = float(unit or 0) * by  # of the unit that the number is then taken from, in million đồng
            odd = thousands and not any(abs(worth / known - 1) < 1e-9 for known in _WORTH)
        else:  # halves make good what was counted with its sums; a count that is multiplied was not counted
            odd = thousands or (whole and by != 0.5)
            odd = odd and not (figure and figure.share)
        if odd:
            self._tell(_Told("formula_factor", key, "", _times(by)), at)

    def _scale(self, cells: Range) -> float | None:
        """The number in a cell where it is thousands or parts of them."""
        raw = (
            self.page.sheet.cell(*cells[:2])
            if cells[:2] == cells[2:] and (cells[0] not in self.rows or cells[1] not in self.keys)
            else ""
        )
        number = raw if isinstance(raw, int | float) and not isinstance(raw, bool) and 1e-9 <= raw <= 1e9 else 1
        return number if _THOUSANDS.fullmatch(f"{max(number, 1 / number):.0f}") else None

    def _unit(self, row: int) -> Raw:
        column = self.page.at.get("unit")
        return "" if column is None else self.page.sheet.cell(row, column)

    def _cell(self, row: int, column: int) -> Raw:
        """What stands at a place; nothing is known of what was printed there for comparison."""
        if column in self.page.sheet.marks.references:
            raise NotSimple
        return self.page.sheet.cell(row, column)

    def _value(self, at: At, key: str, formula: Formula) -> None:
        """Ask where a number is not what its formula comes to with the cells as they are."""
        raw = self.page.sheet.cell(*at)
        if not isinstance(raw, int | float) or isinstance(raw, bool):
            return
        try:
            value = self.values.of(formula.tree)
        except NotSimple:
            if self.kept.book.not_recalculated and formula.terms:
                self._tell(_Told("not_recalculated", key, ""), at)
            return
        cut_off = 0.5 if self.kept.book.as_displayed else 0.0  # of a number that is kept as it is shown
        if isfinite(value) and abs(value - raw) > cut_off + 1e-6 * max(1.0, abs(raw)):
            self.older.setdefault(key, {"formula": shown(f"={self.text(at)}"), "value": number_words(value)})
            self._tell(_Told("stale_value", key, ""), at)

    def _spend(self, cells: int) -> None:
        self.added += cells
        if self.added > MOST_CELLS:
            raise NotSimple


def _times_over(formula: Formula) -> int:
    """How often a sum has one and the same cells in it."""
    if not formula.functions <= _PLAIN_SUMS:
        return 1
    added = Counter((term.sheet, term.cells) for term in formula.terms if term.added and not term.taken_off)
    return max((count for (_, cells), count in added.items() if cells is not None), default=1)


def _times(factor: float) -> str:
    """A factor as people write it: × 1.000, ÷ 4."""
    turned = round(1 / factor)
    if factor < 1 and abs(turned * factor - 1) < 1e-9:
        return f"÷ {number_words(turned).vi}"
    return f"× {number_words(factor).vi}"
