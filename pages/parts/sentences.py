"""Answers in words: the title over a chart, what a point says, who is missing below it."""

from __future__ import annotations

from collections.abc import Sequence

from data.model import Language, Text
from indicators.ask import STANDING_LABELS, Answer, Row, Standing
from indicators.define import Measure
from pages.parts import words
from pages.parts.formats import area, change, held, listed, names, with_unit


def lines_of(answer: Answer) -> dict[str, list[Row]]:
    """The rows of each area in order of period: as they were chosen, else as the answer has them."""
    lines: dict[str, list[Row]] = {key: [] for key in answer.question.provinces}
    for row in answer.rows:
        lines.setdefault(row.key, []).append(row)
    return {key: rows for key, rows in lines.items() if rows}


def year_before(row: Row, rows: Sequence[Row]) -> Row | None:
    """The same part of the year before."""
    wanted = (row.period.year - 1, row.period.part, row.item)
    return next((r for r in rows if (r.period.year, r.period.part, r.item) == wanted), None)


def moved(measure: Measure, row: Row, rows: Sequence[Row], language: Language) -> str:
    """The change from the same span of last year, or nothing: both must be there and complete."""
    before = year_before(row, rows)
    if before is None or row.value is None or before.value is None:
        return ""
    if not row.state is before.state is Standing.FINAL:
        return ""
    return f"{change(measure, row.value, before.value, language)} {words.THAN_LAST_YEAR.in_(language)}"


def hover(measure: Measure, row: Row, rows: Sequence[Row], language: Language, name: str = "") -> str:
    """Area, period, value with unit, change, state, who has not reported; as plain lines."""
    said = [f"{name or area(row, language)} · {row.period.label.in_(language)}"]
    if row.value is not None:
        said.append(with_unit(measure, row.value, language))
    said.append(moved(measure, row, rows, language))
    if row.state is not Standing.FINAL:
        said.append(f"{STANDING_LABELS[row.state].in_(language)}: {held(row, language)}")
    if row.missing and row.expected > 1 and row.reported:
        said.append(f"{words.STILL_MISSING.in_(language)}: {listed(names(row.missing, row), language, 6)}")
    if row.conflict:
        said.append(words.CONFLICT.in_(language))
    return "\n".join(filter(None, said))


def title(answer: Answer, language: Language) -> str:
    """The answer in words: the newest figure, of the area that has most."""
    measure, lines = answer.measure, lines_of(answer)
    known = [row for row in answer.rows if row.value is not None]
    if not known:
        return Text("Chưa có số liệu trong khoảng đã chọn", "No figures yet in the span chosen").in_(language)
    newest = max(row.period for row in known)
    rows = [row for row in known if row.period == newest]
    first = max(rows, key=lambda row: row.value or 0)
    said, when, name = with_unit(measure, first.value or 0, language), newest.label.in_(language), area(first, language)
    if len(rows) > 1:
        return Text(f"{when}: {name} cao nhất với {said}", f"{when}: {name} leads with {said}").in_(language)
    told = moved(measure, first, lines[first.key], language)
    if first.state is Standing.PARTIAL:
        told = held(first, language)
        told = words.HOLDS.in_(language).format(share=told) if first.reported else told
    return f"{name}: {said}, {when}" + (f" ({told})" if told else "")


def footnotes(answer: Answer, language: Language, most: int = 4) -> list[str]:
    """Who is missing where a total is not all of its areas, the newest `most`; and who gave totals without parts."""
    partial = {(row.key, row.period): row for row in answer.rows if row.state is Standing.PARTIAL and row.missing}
    newest = sorted(partial.values(), key=lambda row: row.period, reverse=True)
    said = []
    for row in newest[:most]:
        who = listed(names(row.missing, row), language) if row.reported else ""
        told = f"{area(row, language)}, {row.period.label.in_(language)}: {held(row, language)}"
        said.append(f"{told} · {words.STILL_MISSING.in_(language)}: {who}" if who else told)
    if len(newest) > most > 1:
        rest = len(newest) - most
        said.append(Text(f"và {rest} kỳ khác, xem bảng", f"and {rest} more, see the table").in_(language))
    typed = max((row.typed for row in answer.rows), default=0)
    if answer.question.split and typed:
        said.append(words.ONLY_TOTALS.in_(language).format(count=typed))
    return said
