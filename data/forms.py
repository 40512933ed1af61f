"""A form read: one row a figure, found by its code, or by its name where no code stands."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyarrow as pa

from data.aside import Aside, filled_cells
from data.cells import address
from data.columns import (
    ABSENT,
    DASH,
    NOT_APPLICABLE,
    NOT_AVAILABLE,
    Raw,
    Read,
    is_blank,
    read_decimal,
    read_text,
    read_whole,
)
from data.page import ARROW_TYPES, Page
from data.table import Figure
from data.words import bare, fold, tidy

VALUE_STATE, YEAR_TO_DATE_STATE = "_value_state", "_ytd_state"

_ANSWERS = {NOT_APPLICABLE, NOT_AVAILABLE}  # what a figure may be besides a number
_SCALE = re.compile(r"\b(?:nghin|ngan|tram|chuc|trieu|ty|thousand|million|hundred)\b")


def read_form(page: Page) -> pa.Table:
    """`_row`, the form's columns, `_value_state`, `_ytd_state`; only rows with a known code and something typed."""
    rows = _Form(page).rows()
    names = ["_row", *page.table.columns, VALUE_STATE, YEAR_TO_DATE_STATE]
    kinds = [pa.int32(), *(ARROW_TYPES[c.kind] for c in page.table.columns.values()), pa.string(), pa.string()]
    arrays = [pa.array([row.get(name) for row in rows], kind) for name, kind in zip(names, kinds, strict=True)]
    return pa.table(arrays, names=names)


class _Form:
    def __init__(self, page: Page) -> None:
        self.page = page
        figures = page.table.figures
        self.by_code = {figure.code.upper(): figure for figure in figures}
        self.by_name = {fold(word): figure for figure in figures for word in (figure.label.vi, figure.label.en)}
        self.aside = Aside(set(page.at.values()))

    def rows(self) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = []
        seen: dict[str, int] = {}
        read: list[int] = []
        for i, cells in enumerate(self.page.body):
            line = {key: cells[self.page.at[key]] for key in self.page.declared}
            figure = self._figure(i, cells, line)
            if figure is None:
                continue
            row = self.page.header.start + i + 1
            if figure.code in seen:
                key = "name" if is_blank(line.get("code", "")) else "code"
                self._say(i, key, line[key], "figure_twice", first=seen[figure.code])
                continue
            seen[figure.code] = row
            read.append(i)
            answer = self._answer(i, line, figure)
            if any(value is not None for value in answer.values()):
                printed = {"code": figure.code, "name": figure.label.vi, "unit": figure.unit.vi}
                rows.append({"_row": row, **printed, **answer})
        self.page.set_aside(self.aside)
        self.page.hidden_rows(read)
        self._merged(read)
        return rows

    def _say(self, i: int, key: str, raw: Raw, rule: str, **words: object) -> None:
        row = self.page.header.start + i
        self.page.findings.append(self.page.fault(key, raw, rule, **words).at(address(row, self.page.at[key]), row + 1))

    def _figure(self, i: int, cells: list[Raw], line: Mapping[str, Raw]) -> Figure | None:
        """The figure a row is of; None for a row set aside, or one whose code is told to be wrong."""
        code, name = line.get("code", ""), line.get("name", "")
        figure = self.by_code.get(tidy(str(code)).replace(" ", "").upper())
        named = self.by_name.get(fold(name)) if isinstance(name, str) else None
        if figure is not None:
            if named is not None and named.code != figure.code:
                self._say(i, "name", name, "figure_name", code=figure.code, name=figure.label.vi)
            return figure
        if is_blank(code) and named is not None:
            return named
        typed = any(not is_blank(line.get(key, "")) for key in ("value", "year_to_date"))
        if not self.aside.takes(i, filled_cells(cells), typed, words=False):
            key = "code" if "code" in self.page.at else "name" if "name" in self.page.at else next(iter(self.page.at))
            self._say(i, key, line[key], "unknown_figure", codes=", ".join(self.by_code))
        return None

    def _answer(self, i: int, line: Mapping[str, Raw], figure: Figure) -> dict[str, object]:
        value, to_date = self._number(i, "value", line, figure), self._number(i, "year_to_date", line, figure)
        self._judge_unit(i, line, figure)
        if figure.at_date and to_date.value is not None:
            rule = "year_to_date_ignored" if to_date.value == value.value else "year_to_date_of_stock"
            self._say(i, "year_to_date", line["year_to_date"], rule)
            to_date = ABSENT
        note = read_text(line.get("note", ""))
        if note.rule and not note.state:
            self._say(i, "note", line["note"], note.rule, **note.words)
        return {
            "value": value.value,
            "year_to_date": to_date.value,
            "note": note.value,
            VALUE_STATE: value.state if value.state in _ANSWERS else None,
            YEAR_TO_DATE_STATE: to_date.state if to_date.state in _ANSWERS else None,
        }

    def _number(self, i: int, key: str, line: Mapping[str, Raw], figure: Figure) -> Read:
        """What a figure's cell says; `x` and `…` are answers here, a dash is asked about."""
        raw = line.get(key, "")
        place = self.page.header.start + i, self.page.at.get(key, -1)
        percent = place in self.page.sheet.marks.percent and isinstance(raw, int | float) and not isinstance(raw, bool)
        if figure.whole:
            said = Read(rule="count_as_percent") if percent else read_whole(raw)
        else:
            said = read_decimal(raw * 100 if percent and isinstance(raw, int | float) else raw, figure.share)
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
        if rule:
            self._say(i, key, raw, rule, **words)
        return said

    def _judge_unit(self, i: int, line: Mapping[str, Raw], figure: Figure) -> None:
        raw = line.get("unit", "")
        unit, known = bare(str(raw)), {bare(figure.unit.vi), bare(figure.unit.en)}
        if is_blank(raw) or unit in known:
            return
        scaled = _SCALE.search(fold(str(raw))) is not None
        self._say(i, "unit", raw, "unit_differs" if scaled or figure.share else "unit_other", unit=figure.unit.vi)

    def _merged(self, read: list[int]) -> None:
        """Tell of merged cells that leave a figure without its own."""
        start = self.page.header.start
        typed = {self.page.at[key]: key for key in ("value", "year_to_date") if key in self.page.at}
        for top, left, bottom, right in self.page.sheet.marks.merged:
            rows = [start + i for i in read if top <= start + i <= bottom]
            columns = [column for column in typed if left <= column <= right]
            if len(rows) * len(columns) > 1 or (columns and rows and left not in typed):
                block = f"{address(top, left)}:{address(bottom, right)}"
                raw, key = self.page.sheet.cell(top, left), typed[columns[0]]
                self.page.tell("merged_cells", address(rows[0], columns[0]), rows[0] + 1, key, raw, range=block)
