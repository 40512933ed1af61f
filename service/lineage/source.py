"""Where told figures stand: submission, sheet, cell or rows, the reasons given for them, and what other versions said."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import NamedTuple

from data.model import VIETNAM, Calendar, Period, Text, number_text
from data.places import NATION_KEY
from data.storage.database import Work
from data.table import STATE_LABELS, Bound, State
from indicators.define import Indicator, Measure, Nature
from indicators.engine.observations import ROWS, measured
from indicators.engine.query import Given, sign
from indicators.engine.values import BOUND_SHIFT, Part, Told, Typed, ratio
from service import submissions
from service.access.events import REVIEW_LABELS, Review
from service.lineage.explain import SO_FAR, stated
from service.lineage.tree import Counted, How, Node, Source, Version, counted
from service.reasons import Reasons
from service.service import Service
from service.submissions import Submission

ALSO_TYPED = Text(
    "Biểu tổng hợp ghi {value}; số đếm theo danh sách được dùng.",
    "The summary says {value}; what the list counts is used.",
)
NOT_SHOWN = (Review.SENT, Review.RETURNED)  # what was never accepted is nobody's figure yet


class _List(NamedTuple):
    """One version of a list sheet."""

    number: int
    title: str
    rows: int
    state: str | None
    calendar: str


class _Line(NamedTuple):
    """One version of a form's line."""

    number: int
    form: str
    title: str
    row: int
    typed: Typed
    value_cell: str
    ytd_cell: str


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
        self._lists: dict[tuple[str, int], list[_List]] = defaultdict(list)
        self._lines: dict[tuple[str, str, int], list[_Line]] = defaultdict(list)
        of = """ FROM submission AS s JOIN sheet AS t ON t.submission = s.number {join}
            WHERE (len($units::VARCHAR[]) = 0 OR list_contains($units::VARCHAR[], s.unit))
                AND s.quarter BETWEEN $first::INTEGER AND $last::INTEGER {where} ORDER BY s.number DESC"""
        if not self._indicator.form:
            for unit, quarter, *one in work.rows(
                "SELECT s.unit, s.quarter, s.number, t.title, t.rows, t.state, s.calendar"
                + of.format(join="", where="AND t.name = $name"),
                **scope,
                name=self._indicator.name,
            ):
                self._lists[unit, quarter].append(_List(*one))
        for code, unit, quarter, number, form, title, row, *cells, value_cell, ytd_cell in work.rows(
            """SELECT f.code, s.unit, s.quarter, s.number, f.form, t.title, f.row, f.value, f.year_to_date, f.value_bound,
                f.ytd_bound, f.value_state, f.ytd_state, f.value_cell, f.ytd_cell"""
            + of.format(
                join="JOIN figure AS f ON f.submission = s.number AND f.form = t.name",
                where="AND list_contains($codes::VARCHAR[], split_part(f.code, '.', 1))",
            ),
            **scope,
            codes=[*self._indicator.measures],
        ):
            line = _Line(number, form, title, row, Typed._make(cells), value_cell, ytd_cell)
            self._lines[code, unit, quarter].append(line)
        self._counts: dict[tuple[str, str], Mapping[int, list[Counted]]] = {}

    def leaf(
        self, line: str, measure: Measure, unit: str, quarter: int, so_far: bool, told: Told, split: str, item: str
    ) -> Node:
        """The figure of a line in a quarter (`so_far`: of the year up to it) as it was sent."""
        period = Period.quarter(quarter)
        label = period.label
        name = Text(SO_FAR.vi.format(period=label.vi), SO_FAR.en.format(period=label.en)) if so_far else label
        node = Node(name, How.SILENT, key=unit, period=period, line=line)
        if not so_far and (told.listed is not None or told.stated is not None):
            return self._listed(node, measure, unit, quarter, told, split, item)
        lines = self._lines.get((line, unit, quarter), [])
        mine = next((one for one in lines if (one.number, one.form) in self._standing), None)
        if mine is None:
            return node
        sent = self._sent[mine.number]
        others = tuple(self._typed(one, so_far, told.withheld) for one in lines if one.number != mine.number)
        source = Source(
            sent,
            mine.form,
            mine.title,
            mine.ytd_cell if so_far else mine.value_cell,
            columns=("year_to_date" if so_far else "value",),
            given=self._reasons(line, sent),
            others=others,
        )
        if (said := stated(told, list_=False)) is not None:
            return replace(node, how=How.STATED, source=source, said=(STATE_LABELS[State(said)],))
        value, bound = (told.year_to_date, told.ytd_bound) if so_far else (told.typed, told.bound)
        flags = told.typed_calendar | bound << BOUND_SHIFT
        return replace(
            node, how=How.TYPED if value is not None else How.SILENT, part=Part(value), flags=flags, source=source
        )

    # Lists

    def _listed(self, node: Node, measure: Measure, unit: str, quarter: int, told: Told, split: str, item: str) -> Node:
        nation = self._indicator.nationwide
        versions = self._lists.get((NATION_KEY if nation else unit, quarter), [])
        mine = next((one for one in versions if (one.number, self._indicator.name) in self._standing), None)
        part = (told.items.get(split, {}).get(item) if item else told.listed) or Part()
        if measure.kind is Nature.RATIO:
            part = Part(ratio(part), part.numerator, part.denominator)
        node = replace(node, part=part, flags=told.list_calendar)
        if mine is None:
            return node
        sent = self._sent[mine.number]
        source = Source(sent, self._indicator.name, mine.title, given=self._reasons(measure.code, sent))
        if nation:
            return self._published(node, source, unit, versions, item or measure.value)
        others = [self._measured(one, split, item, told.withheld) for one in versions if one.number != mine.number]
        source = replace(source, others=tuple(others))
        if mine.rows == 0:
            said = STATE_LABELS[State(stated(told, list_=True) or State.NOT_AVAILABLE)]
            return replace(node, how=How.STATED, source=source, said=(said,))
        rows = tuple(self._rows(split, item).get(mine.number, ()))
        source = replace(source, rows=rows, count=len(rows), columns=self._columns(measure), rule=measure.formula)
        typed = told.typed
        said_too = (
            (ALSO_TYPED.format(value=number_text(typed)),)
            if typed is not None and typed != part.value and not item
            else ()
        )
        return replace(node, how=How.COUNTED, source=source, said=said_too)

    def _published(self, node: Node, source: Source, unit: str, versions: list[_List], column: str) -> Node:
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
        others = [
            self._version(one.number, Part(found[one.number][1]))
            for one in versions
            if one.number != mine and one.number in found
        ]
        rows = (Counted(found[mine][0], node.part),) if mine in found else ()
        source = replace(source, rows=rows, count=len(rows), columns=("province", column), others=tuple(others))
        return replace(node, how=How.COUNTED if rows and node.part.value is not None else How.SILENT, source=source)

    def _numbers(self) -> Mapping[str, list[object]]:
        """All submissions of the list with rows, as `ROWS` wants them."""
        filled = {one.number: one for versions in self._lists.values() for one in versions if one.rows}
        sent = [(n, self._sent[n], Calendar(one.calendar).days(self._sent[n].period)) for n, one in filled.items()]
        return {
            "numbers": [number for number, *_ in sent],
            "units": [one.unit for _, one, _ in sent],
            "quarters": [one.period.last for _, one, _ in sent],
            "starts": [start for *_, (start, _) in sent],
            "ends": [end for *_, (_, end) in sent],
        }

    def _rows(self, split: str, item: str) -> Mapping[int, list[Counted]]:
        """By submission, the rows that count and what each adds."""
        if (split, item) not in self._counts:
            found: dict[int, list[Counted]] = defaultdict(list)
            own = replace(self._measure, breakdowns=(split,) if split else ())
            only = replace(self._indicator, measures={own.code: own})
            source = ROWS.format(name=only.name)
            for (number, row), _, in_split, in_item, part in measured(
                self._work, only, source, self._numbers(), ["submission", "row"]
            ):
                if (in_split, in_item) == (split, item) and (part.value or part.keys or part.denominator):
                    found[number].append(Counted(row, part))
            self._counts[split, item] = {
                number: sorted(rows, key=lambda one: one.row) for number, rows in found.items()
            }
        return self._counts[split, item]

    def _columns(self, measure: Measure) -> tuple[str, ...]:
        """What tells a row apart and what is counted of it: the columns that the measure reads, after the key or the first."""
        sql = " ".join(
            (measure.value, measure.numerator, measure.denominator, measure.distinct, measure.distinct_where)
        )
        columns = list(self._indicator.columns)
        return tuple(c for c in columns if c in (*self._indicator.key, columns[0]) or re.search(rf"\b{c}\b", sql))

    # Versions and reasons

    def _measured(self, one: _List, split: str, item: str, hidden: bool) -> Version:
        if hidden or one.state == State.WITHHELD:
            return self._version(one.number, Part(), STATE_LABELS[State.WITHHELD])
        if one.rows == 0:
            return self._version(
                one.number,
                Part(0.0) if one.state == State.NOTHING else Part(),
                STATE_LABELS[State(one.state or State.NOT_AVAILABLE)],
            )
        return self._version(one.number, counted([row.part for row in self._rows(split, item).get(one.number, ())]))

    def _typed(self, line: _Line, so_far: bool, hidden: bool) -> Version:
        told = Told()
        told.type(line.typed, Calendar.STATISTICAL)
        if hidden or told.withheld:
            return self._version(line.number, Part(), STATE_LABELS[State.WITHHELD])
        if told.not_applicable:
            return self._version(line.number, Part(), STATE_LABELS[State.NOT_APPLICABLE])
        value, bound = (told.year_to_date, told.ytd_bound) if so_far else (told.typed, told.bound)
        said = (
            Text(*(f"{sign(bound << BOUND_SHIFT)} {number_text(value or 0, tongue)}" for tongue in ("vi", "en")))
            if bound and Bound(bound)
            else None
        )
        return self._version(line.number, Part(value), said)

    def _version(self, number: int, part: Part, said: Text | None = None) -> Version:
        one = self._sent[number]
        if one.state in NOT_SHOWN:
            part, said = Part(), REVIEW_LABELS[one.state]
        return Version(number, one.version, one.received_at.astimezone(VIETNAM), one.by, one.state, part, said)

    def _reasons(self, line: str, sent: Submission) -> tuple[Given, ...]:
        given = self._given.found.get(line.partition(".")[0], {}).get(sent.unit, ())
        return tuple(one for one in given if one.number == sent.number)
