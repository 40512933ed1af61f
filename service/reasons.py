"""The reasons that senders gave when a figure was asked about, and the notes they wrote beside it: kept for good.

A question on a form belongs to the measure of its line. One on a list belongs to the measure it names, else to those
that read the column it is about, else to every measure of the list. One about a sheet belongs to all its measures, one
about a whole file to all that the file says. A note belongs to the measure of the line it stands at. Only what stands
counts: a reason goes when its submission is replaced.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from data.model import Finding, Period, Severity, Text
from data.places import Places
from data.reading.findings_sheet import ReturnedFinding
from data.rules.findings import CONFIRMED
from indicators.define import Indicator, Measure
from indicators.engine.answer import Given, SenderNote

if TYPE_CHECKING:
    from data.storage.database import Work
    from indicators.engine.answer import Answer, Row


_GIVEN = """
    SELECT s.unit, s.quarter, s.number, s.name, f.tbl, f.col, coalesce(g.code, ''), f.reason,
        arg_min(f.message_vi, f.seq), arg_min(f.message_en, f.seq), count(*) - 1
    FROM standing AS s
    JOIN finding AS f ON f.submission = s.number AND f.tbl IN ('', s.name)
    LEFT JOIN figure AS g ON g.submission = s.number AND g.form = s.name AND (f.tbl = '' OR g.row = f.row)
    WHERE f.severity = 'question' AND f.reason <> ''
    GROUP BY s.unit, s.quarter, s.number, s.name, f.tbl, f.col, g.code, f.reason, f.rule, CASE WHEN f.cell = '' THEN f.message_vi END
    ORDER BY s.quarter, s.number, min(f.seq)
"""
# Notes in a form's own column, and comments at its lines; not the sentences of a document in prose, nor what was
# asked; nor beside a figure that its sender keeps to itself, which the note may tell.
_WRITTEN = """
    WITH line AS (
        SELECT s.unit, s.quarter, s.number, g.form, g.row, g.code, g.note, g.value_cell || g.ytd_cell AS cells
        FROM standing AS s JOIN figure AS g ON g.submission = s.number AND g.form = s.name
        WHERE 'withheld' NOT IN (coalesce(g.value_state, ''), coalesce(g.ytd_state, ''))
    ), asked AS (
        SELECT submission, tbl, row FROM finding WHERE severity = 'question' AND col = 'note'
    )
    SELECT unit, quarter, number, code, note FROM line
    WHERE coalesce(note, '') <> '' AND NOT starts_with(cells, $document)
        AND (number, form, row) NOT IN (SELECT (submission, tbl, row) FROM asked WHERE row IS NOT NULL)
    UNION ALL
    SELECT unit, quarter, number, code, received FROM line
    JOIN finding AS f ON f.submission = line.number AND f.tbl = line.form AND f.row = line.row
    WHERE f.rule = 'note_kept' AND f.col = ''
    ORDER BY quarter, number, code, note
"""
# How somebody can be reached is for the office that checks the file, not for whoever looks at the figure.
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\d.,])(?:\+84|\(?0)(?:[ .)-]{0,2}\d){8,10}(?!\d)")
_NAMED = re.compile(r"\(([A-Z]{2,3}\d{2})(?:\.\w+)?\)")


Told = TypeVar("Told", Given, SenderNote)


@dataclass(frozen=True)
class Reasons:
    """Everything that was answered and written, by measure and unit, in order of time."""

    found: Mapping[str, Mapping[str, Sequence[Given]]]
    places: Places
    written: Mapping[str, Mapping[str, Sequence[SenderNote]]] = field(default_factory=dict)

    def of(self, measure: str, key: str, period: Period, at_date: bool = False) -> tuple[Given, ...]:
        """Of one province's figure; of a stock only those of the quarter it stands in.

        A merged province answers for those it was made of, in the quarters in which they reported.
        """
        return self._of(self.found.get(measure, {}), key, period, at_date)

    def sender_notes(self, measure: str, key: str, period: Period, at_date: bool = False) -> tuple[SenderNote, ...]:
        """The same of what was written beside it."""
        return self._of(self.written.get(measure, {}), key, period, at_date)

    def _of(self, by_unit: Mapping[str, Sequence[Told]], key: str, period: Period, at_date: bool) -> tuple[Told, ...]:
        if not by_unit or key not in self.places.versions:
            return ()
        first = period.last if at_date else period.first
        return tuple(
            one
            for unit, told in by_unit.items()
            if key in (unit, self.places.heir(unit))
            for one in told
            if first <= one.period.last <= period.last
        )

    def told(self, measure: Measure, row: Row) -> Row:
        """A row that carries its reasons and what was written beside it, where it is a province's."""
        asked = measure.code, row.key, row.period, measure.at_date
        given, sender_notes = self.of(*asked), self.sender_notes(*asked)
        return row._replace(reasons=given, sender_notes=sender_notes) if given or sender_notes else row

    def beside(self, answer: Answer) -> Answer:
        """An answer whose rows of provinces carry their reasons and what was written beside them."""
        if answer.measure.code not in self.found and answer.measure.code not in self.written:
            return answer
        return replace(answer, rows=tuple(self.told(answer.measure, row) for row in answer.rows))


def read(work: Work, catalogue: Mapping[str, Indicator], places: Places) -> Reasons:
    """All reasons and notes of what stands."""
    found: dict[str, dict[str, list[Given]]] = defaultdict(lambda: defaultdict(list))
    for unit, quarter, number, name, table, column, code, reason, vi, en, alike in work.rows(_GIVEN):
        if name in catalogue:
            given = Given(unit, Period.quarter(quarter), number, Text(vi, en), reason, alike)
            for measure in _measures(catalogue[name], table, column, code, vi):
                found[measure][unit].append(given)
    written: dict[str, dict[str, list[SenderNote]]] = defaultdict(lambda: defaultdict(list))
    for unit, quarter, number, code, text in work.rows(_WRITTEN, document=CONFIRMED):
        written[code.partition(".")[0]][unit].append(
            SenderNote(unit, Period.quarter(quarter), number, code, _CONTACT.sub("[…]", text))
        )
    # A list and a form may both speak of a measure.
    return Reasons(_once(found), places, _once(written))


def _once(told: Mapping[str, Mapping[str, Sequence[Told]]]) -> dict[str, dict[str, Sequence[Told]]]:
    return {code: {unit: tuple(dict.fromkeys(some)) for unit, some in of.items()} for code, of in told.items()}


def _measures(indicator: Indicator, table: str, column: str, code: str, message: str) -> list[str]:
    """Which measures a question is about."""
    if code:
        return [code.partition(".")[0]]
    mine = list(indicator.listed) if not indicator.form else [figure.code for figure in indicator.figures]
    mine = list(dict.fromkeys(one.partition(".")[0] for one in mine))
    if not table:
        return [] if indicator.form else mine
    named = [one for one in mine if one in _NAMED.findall(message)]
    if named or indicator.form or not column:
        return named or mine
    return [one for one in mine if re.search(rf"\b{re.escape(column)}\b", indicator.listed[one].sql)] or mine


def carried(findings: Sequence[Finding], answers: Sequence[ReturnedFinding]) -> dict[int, str]:
    """The reasons that came in the file for these findings, by the place of each.

    They are found again by rule, sheet, cell and what was received there: a figure that was changed since is another
    question. Where that is not enough to tell two questions apart, the words of the question decide.
    """
    told: dict[tuple[str, ...], list[ReturnedFinding]] = defaultdict(list)
    for one in answers:
        told[one.rule, one.sheet, one.cell, _plain(one.received)].append(one)
    asked = [i for i, f in enumerate(findings) if f.severity is Severity.QUESTION]
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in asked:
        alike[findings[i].rule, findings[i].sheet, findings[i].cell, _plain(findings[i].received)].append(i)
    found = {}
    for key, places in alike.items():
        for i in places:
            words = (findings[i].message.vi, findings[i].message.en)
            known = told.get(key, [])
            same = [one for one in known if one.message in words] if len(places) > 1 or not key[2] else known
            if same:
                found[i] = same[0].reason[:1000]
    return found


def _plain(text: str) -> str:
    return " ".join(text.split())
