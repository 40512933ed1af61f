"""Where reported figures stand: submission, sheet, cell or rows, their reasons, and what other versions said."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import NamedTuple

from data.model import Calendar, Period, Text, number_text
from data.places import NATION_KEY
from data.storage.database import Work
from data.table import STATE_LABELS, DataState
from indicators.define import Indicator, Measure
from indicators.engine.answer import Given, SenderNote, sign
from indicators.engine.observations import measured
from indicators.engine.standing import ROWS, Sent, placed
from indicators.engine.steps import DerivationStep, How
from indicators.engine.values import FormLine, Quantity, Reported
from service import submissions
from service.lineage.tree import Counted, FigureVersion, Node, Source, counted
from service.reasons import Reasons
from service.review.moves import NEVER_ACCEPTED, REVIEW_LABELS
from service.service import Service
from service.submissions import Submission

ALSO_TYPED = Text(
    "Biểu tổng hợp ghi {value}; số đếm theo danh sách được dùng.",
    "The summary says {value}; what the list counts is used.",
)


class _Line(NamedTuple):
    """One version of a form's line."""

    number: int
    form: str
    title: str
    row: int
    typed: FormLine
    value_cell: str
    ytd_cell: str
    note: str


class Origins:
    """Everything that was sent of one measure's lines by some units (none named: by all) in some quarters."""

    def __init__(
        self,
        service: Service,
        work: Work,
        measure: Measure,
        units: Collection[str],
        first: int,
        last: int,
        given: Reasons,
    ) -> None:
        self._service, self._work, self._measure, self._given = service, work, measure, given
        self._indicator: Indicator = service.catalogue[measure.indicator]
        scope: dict[str, object] = {"units": [*units, *([NATION_KEY] if units else [])], "first": first, "last": last}
        self._sent = {
            one.number: one
            for one in submissions.sent(service, Period.quarter(first), Period.quarter(last))
            if not units or one.unit in {*units, NATION_KEY}
        }
        self._standing: set[tuple[int, str]] = set(
            work.rows(
                """SELECT number, name FROM standing
                WHERE (len($units::VARCHAR[]) = 0 OR list_contains($units::VARCHAR[], unit))
                    AND quarter BETWEEN $first::INTEGER AND $last::INTEGER""",
                **scope,
            )
        )
        self._lists: dict[tuple[str, int], list[Sent]] = defaultdict(list)
        self._lines: dict[tuple[str, str, int], list[_Line]] = defaultdict(list)
        of = """ FROM submission AS s JOIN sheet AS t ON t.submission = s.number {join}
            WHERE (len($units::VARCHAR[]) = 0 OR list_contains($units::VARCHAR[], s.unit))
                AND s.quarter BETWEEN $first::INTEGER AND $last::INTEGER {where} ORDER BY s.number DESC"""
        if not self._indicator.form:
            for sheet in work.rows(
                "SELECT s.number, s.unit, s.quarter, s.calendar, t.rows, t.state, t.title"
                + of.format(join="", where="AND t.name = $name"),
                **scope,
                name=self._indicator.name,
            ):
                self._lists[sheet[1], sheet[2]].append(Sent(*sheet))
        for code, unit, quarter, number, form, title, row, *cells, value_cell, ytd_cell, note in work.rows(
            """SELECT f.code, s.unit, s.quarter, s.number, f.form, t.title, f.row, f.value, f.year_to_date, f.value_bound,
                f.ytd_bound, f.value_state, f.ytd_state, f.value_cell, f.ytd_cell, coalesce(f.note, '')"""
            + of.format(
                join="JOIN figure AS f ON f.submission = s.number AND f.form = t.name",
                where="AND list_contains($codes::VARCHAR[], split_part(f.code, '.', 1))",
            ),
            **scope,
            codes=[*self._indicator.measures],
        ):
            line = _Line(number, form, title, row, FormLine._make(cells), value_cell, ytd_cell, note)
            self._lines[code, unit, quarter].append(line)
        self._counts: dict[tuple[str, str], Mapping[int, list[Counted]]] = {}

    def leaf(self, node: Node, step: DerivationStep) -> Node:
        """The node of a figure as it was reported, with where that stands in what was sent."""
        unit, quarter, report = step.unit, step.period.last, step.reported
        assert report is not None
        if not step.so_far and (report.listed is not None or report.stated is not None):
            return self._listed(node, step, report)
        lines = self._lines.get((step.line, unit, quarter), [])
        mine = next((one for one in lines if (one.number, one.form) in self._standing), None)
        if mine is None:
            return node
        sent = self._sent[mine.number]
        source = Source(
            sent,
            mine.form,
            mine.title,
            mine.ytd_cell if step.so_far else mine.value_cell,
            columns=("year_to_date" if step.so_far else "value",),
            line=mine.row,
            note=mine.note,
            given=self._reasons(step.line, sent),
            sender_notes=self._sender_notes(step.line, sent),
            others=tuple(self._typed(one, step.so_far, report.withheld) for one in lines if one.number != mine.number),
        )
        if (word := report.word(of_list=False)) is not None:
            return replace(node, how=How.STATED, source=source, notes=(STATE_LABELS[word], *node.notes))
        return replace(node, how=How.TYPED if node.value is not None else How.SILENT, source=source)

    # Lists

    def _listed(self, node: Node, step: DerivationStep, report: Reported) -> Node:
        nation = self._indicator.nationwide
        versions = self._lists.get((NATION_KEY if nation else step.unit, step.period.last), [])
        mine = next((one for one in versions if (one.number, self._indicator.name) in self._standing), None)
        if mine is None:
            return node
        sent = self._sent[mine.number]
        name, code = self._indicator.name, self._measure.code
        given, written = self._reasons(code, sent), self._sender_notes(code, sent)
        source = Source(sent, name, mine.title, given=given, sender_notes=written)
        if nation:
            return self._published(node, source, step.unit, versions, step.item or self._measure.value)
        others = (one for one in versions if one.number != mine.number)
        told = tuple(self._measured(one, step.split, step.item, report.withheld) for one in others)
        source = replace(source, others=told)
        if mine.rows == 0:
            word = STATE_LABELS[report.word(of_list=True) or DataState.NOT_AVAILABLE]
            return replace(node, how=How.STATED, source=source, notes=(word, *node.notes))
        rows = tuple(self._rows(step.split, step.item).get(mine.number, ()))
        source = replace(source, rows=rows, count=len(rows), columns=self._columns(), rule=self._measure.formula)
        typed, notes = report.typed, node.notes
        if typed is not None and typed != node.value and not step.item:
            notes = (ALSO_TYPED.format(value=number_text(typed)), *notes)
        return replace(node, how=How.COUNTED, source=source, notes=notes)

    def _published(self, node: Node, source: Source, unit: str, versions: list[Sent], column: str) -> Node:
        """A cell of the nation's table: the row is that of the province."""
        found: dict[int, tuple[int, float | None]] = {}
        day = source.submission.period.end
        for number, row, province, value in self._work.rows(
            f'SELECT submission, row, province, "{column}" FROM "list_{self._indicator.name}" '  # noqa: S608 - a declared name
            "WHERE list_contains($numbers::INTEGER[], submission)",
            numbers=[one.number for one in versions],
        ):
            place = self._service.places.find(str(province), day)
            if place is not None and place.key == unit:
                found[number] = row, value
        mine = source.submission.number
        former = (one.number for one in versions if one.number != mine and one.number in found)
        others = [self._version(number, Quantity(found[number][1])) for number in former]
        rows = (Counted(found[mine][0], node.quantity),) if mine in found else ()
        source = replace(source, rows=rows, count=len(rows), columns=("province", column), others=tuple(others))
        return replace(node, how=How.COUNTED if rows and node.quantity.value is not None else How.SILENT, source=source)

    def _rows(self, split: str, item: str) -> Mapping[int, list[Counted]]:
        """By submission, the rows that count and what each adds."""
        if (split, item) not in self._counts:
            found: dict[int, list[Counted]] = defaultdict(list)
            own = replace(self._measure, breakdowns=(split,) if split else ())
            only = replace(self._indicator, measures={own.code: own})
            source, filled = ROWS.format(name=only.name), (s for of in self._lists.values() for s in of if s.rows)
            rows = measured(self._work, only, source, placed(filled), ["submission", "row"])
            for (number, row), _, in_split, in_item, quantity in rows:
                if (in_split, in_item) == (split, item) and (quantity.value or quantity.keys or quantity.denominator):
                    found[number].append(Counted(row, quantity))
            self._counts[split, item] = {n: sorted(of, key=lambda one: one.row) for n, of in found.items()}
        return self._counts[split, item]

    def _columns(self) -> tuple[str, ...]:
        """What tells a row apart and what is counted of it: after the key or the first, the columns read."""
        columns, sql = list(self._indicator.columns), self._measure.sql
        return tuple(c for c in columns if c in (*self._indicator.key, columns[0]) or re.search(rf"\b{c}\b", sql))

    # Versions and reasons

    def _measured(self, one: Sent, split: str, item: str, hidden: bool) -> FigureVersion:
        if hidden or one.state == DataState.WITHHELD:
            return self._version(one.number, Quantity(), STATE_LABELS[DataState.WITHHELD])
        if one.rows == 0:
            word = STATE_LABELS[DataState(one.state or DataState.NOT_AVAILABLE)]
            return self._version(one.number, Quantity(0.0 if one.state == DataState.NOTHING else None), word)
        return self._version(one.number, counted([row.quantity for row in self._rows(split, item).get(one.number, ())]))

    def _typed(self, line: _Line, so_far: bool, hidden: bool) -> FigureVersion:
        report = Reported()
        report.read_line(line.typed, Calendar.STATISTICAL)
        if (word := DataState.WITHHELD if hidden else report.word(of_list=False)) is not None:
            return self._version(line.number, Quantity(), STATE_LABELS[word])
        quantity, flags = report.quantity(self._measure, so_far, "", "")
        words = None
        if bound := sign(flags):
            words = Text(*(f"{bound} {number_text(quantity.value or 0, tongue)}" for tongue in ("vi", "en")))
        return self._version(line.number, quantity, words)

    def _version(self, number: int, quantity: Quantity, word: Text | None = None) -> FigureVersion:
        one = self._sent[number]
        by = one.by
        if one.state in NEVER_ACCEPTED:
            quantity, word, by = Quantity(), REVIEW_LABELS[one.state], ""
        return FigureVersion(number, one.version, one.received_at, by, one.state, quantity, word)

    def _reasons(self, line: str, sent: Submission) -> tuple[Given, ...]:
        given = self._given.found.get(line.partition(".")[0], {}).get(sent.unit, ())
        return tuple(one for one in given if one.number == sent.number)

    def _sender_notes(self, line: str, sent: Submission) -> tuple[SenderNote, ...]:
        written = self._given.written.get(line.partition(".")[0], {}).get(sent.unit, ())
        return tuple(one for one in written if one.number == sent.number and one.line == line)
