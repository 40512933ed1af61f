"""Answers in words: the title over a chart, what a point says, who is missing below it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from data.model import Grain, Language, Text
from data.places import NATION_KEY, PLACES
from indicators.define import Direction, Measure, Nature
from indicators.engine.answer import STANDING_LABELS, Answer, Question, Row, Standing
from indicators.engine.growth import Alike, Growth, alike, compare
from pages.texts import common, submission
from pages.ui import reason_marks
from pages.ui.formats import (
    EXPLAINED,
    area,
    change,
    held,
    in_full,
    listed,
    names,
    next_plain,
    quantity,
    small,
    state_said,
)

# What is said of figures whose quarters are not those of the calendar, by `Row.calendar`.
NOT_STATISTICAL = {"administrative": common.ADMINISTRATIVE_DAYS, "mixed": common.MIXED_DAYS}


def lines_of(answer: Answer) -> dict[str, list[Row]]:
    """The rows of each area in order of period: as they were chosen, else as the answer has them."""
    lines: dict[str, list[Row]] = {key: [] for key in answer.question.provinces}
    for row in answer.rows:
        lines.setdefault(row.key, []).append(row)
    return {key: rows for key, rows in lines.items() if rows}


def year_before(row: Row, rows: Sequence[Row]) -> Row | None:
    """The same part of the year before."""
    key = (row.period.year - 1, row.period.part, row.item)
    return next((r for r in rows if (r.period.year, r.period.part, r.item) == key), None)


def moved(measure: Measure, row: Row, rows: Sequence[Row], language: Language) -> str:
    """The change from the same span of last year, or nothing where the two cannot be compared."""
    return growth_said(measure, compare(row, year_before(row, rows), measure), language)


def growth_said(measure: Measure, growth: Growth, language: Language) -> str:
    """`▲ 6,1 % so với cùng kỳ`; nothing where the two cannot be compared."""
    if growth.difference is None or growth.before is None:
        return ""
    text = change(measure, growth.now.value or 0, growth.before.value or 0, language)
    return f"{text} {common.THAN_LAST_YEAR.in_(language)}"


def moved_alike(measure: Measure, same: Alike | None, language: Language) -> str:
    """`▲ 10,9 % ở 31 tỉnh có đủ số cả hai kỳ`; nothing where none gave both."""
    if same is None:
        return ""
    told = change(measure, same.now, same.before, language)
    return common.OF_THE_SAME.in_(language).format(moved=told, count=same.provinces) + without(measure, same, language)


def without(measure: Measure, same: Alike | None, language: Language) -> str:
    """`; không kể Đồng Tháp ※: ▲ 3,2 %`, where figures that were explained make a difference that can be seen."""
    if same is None or same.without is None:
        return ""
    told, rest = (change(measure, each.now, each.before, language) for each in (same, same.without))
    who = listed([PLACES.versions[key][-1].name for key in same.explained], language, 2)
    return common.WITHOUT.in_(language).format(who=f"{who} {EXPLAINED}", moved=rest) if told != rest else ""


def explained(rows: Iterable[Row], language: Language) -> list[str]:
    """What the signs mean, where they stand."""
    rows = list(rows)
    signs = {
        common.EXPLAINED_MEANS: any(row.reasons for row in rows),
        submission.NOTED_MEANS: any(row.sender_notes for row in rows),
    }
    return [means.in_(language) for means, there in signs.items() if there]


def hover(measure: Measure, row: Row, rows: Sequence[Row], language: Language, name: str = "") -> str:
    """Area, period, value with unit, change, state, who has not reported; as plain lines."""
    lines = [f"{name or area(row, language)} · {row.period.label.in_(language)}"]
    if row.value is not None:
        lines.append(in_full(measure, row, language))
    lines.append(moved(measure, row, rows, language))
    if row.state is not Standing.FINAL and not (row.conflict and row.expected == 1):
        state = STANDING_LABELS[row.state].in_(language)
        lines.append(f"{state}: {held(row, language)}" if row.reported else state_said(row, language))
    if row.missing and row.expected > 1 and row.reported:
        lines.append(f"{common.STILL_MISSING.in_(language)}: {listed(names(row.missing, row, language), language, 6)}")
    if row.withheld and row.expected > 1:
        lines.append(f"{common.WITHHELD_BY.in_(language)}: {listed(names(row.withheld, row, language), language, 6)}")
    if row.conflict:
        lines.append(f"{common.IN_CONFLICT.in_(language)}: {common.CONFLICT.in_(language).lower()}")
    if row.calendar in NOT_STATISTICAL:
        lines.append(NOT_STATISTICAL[row.calendar].in_(language))
    lines.append(reason_marks.line(row.reasons, language))
    lines.append(reason_marks.line_of_notes(row.sender_notes, language))
    return "\n".join(filter(None, lines))


def running(row: Row, question: Question) -> bool:
    """Whether a row is of the months so far of a year that is not over, among years."""
    return question.grain not in (Grain.YTD, row.period.grain)


def title(
    answer: Answer, language: Language, ask: Callable[[Question], Answer] | None = None, *, all_: bool = False
) -> str:
    """The answer in words: the newest figure, of the area that has most; with `ask` of a sum that lacks some provinces
    also how far it moved in those that gave both. `all_`: whoever there is was asked for, not some that were chosen."""
    measure, lines = answer.measure, lines_of(answer)
    known = [row for row in answer.rows if row.value is not None]
    known = [row for row in known if not running(row, answer.question)] or known
    if not known:
        if measure.growth_of:
            return common.NO_GROWTH.in_(language)
        none = common.NO_FIGURES
        whose = listed([area(rows[0], language) for rows in lines.values()], language, 3)
        return f"{whose}: {small(none).in_(language)}" if whose else none.in_(language)
    newest = max(row.period for row in known)
    rows = [row for row in known if row.period == newest]
    # The first rank is the least.
    falling = measure.direction is Direction.LOWER_BETTER and measure.kind is Nature.INDEX
    rows.sort(key=lambda row: row.value or 0, reverse=not falling)
    first = rows[0]
    sentence, when, name = in_full(measure, first, language), newest.label.in_(language), area(first, language)
    if len(rows) > 1:
        if falling:
            sentence = f"{measure.unit.in_(language)} {quantity(measure, first, language)}"
        if answer.question.provinces and not all_:  # the highest of these; another may be higher
            when = f"{when}, {common.OF_THE_CHOSEN.in_(language)}"
        told = Text(f"{when}: {name} cao nhất với {sentence}", f"{when}: {name} leads with {sentence}").in_(language)
        return told + next_plain(measure, rows, language)
    of_it = replace(answer.question, first=newest, last=newest, grain=newest.grain)
    same = alike(ask, of_it) if ask is not None and first.key == NATION_KEY else None
    aside = _aside(measure, first, lines[first.key], same, language)
    return f"{name}: {sentence}, {newest.inside.in_(language)}" + (f" ({aside})" if aside else "")


def _aside(measure: Measure, row: Row, rows: Sequence[Row], same: Alike | None, language: Language) -> str:
    """How far a figure moved; of a sum that lacks provinces how many it holds, and how far it moved in the same."""
    if row.state is not Standing.PARTIAL:
        told = moved(measure, row, rows, language)
        return told + without(measure, same, language) * bool(told)
    share = held(row, language)
    share = common.HOLDS.in_(language).format(share=share) if row.reported else share
    return "; ".join(filter(None, [share, moved_alike(measure, same, language)]))


def footnotes(answer: Answer, language: Language, most: int = 4, table: bool = True) -> list[str]:
    """Who is missing where a total is not all of its areas, the newest `most`; who keeps figures to themselves, who
    gave totals without parts, and what does not follow the calendar's quarters. `table`: the rest can be read in one
    below."""
    partial = {(row.key, row.period): row for row in answer.rows if row.state is Standing.PARTIAL and row.missing}
    newest = sorted(partial.values(), key=lambda row: row.period, reverse=True)
    notes = []
    for row in newest[:most]:
        who = listed(names(row.missing, row, language), language) if row.reported else ""
        note = f"{area(row, language)}, {row.period.inside.in_(language)}: {held(row, language)}"
        notes.append(f"{note} · {common.STILL_MISSING.in_(language)}: {who}" if who else note)
    if len(newest) > most > 1:
        rest = len(newest) - most
        more = Text(f"và {rest} kỳ khác", f"and {rest} more").in_(language)
        notes.append(f"{more}, {common.SEE_TABLE.in_(language)}" if table else more)
    kept = [row for row in answer.rows if row.withheld]
    if kept:
        last = max(kept, key=lambda row: row.period)
        who = listed(names(last.withheld, last, language), language)
        notes.append(f"{last.period.label.in_(language)} · {common.WITHHELD_BY.in_(language)}: {who}")
    typed = max((row.typed for row in answer.rows), default=0)
    if answer.question.split and typed:
        notes.append(common.ONLY_TOTALS.in_(language).format(count=typed))
    return notes + calendars(answer.rows, language) + explained(answer.rows, language)


def calendars(rows: Iterable[Row], language: Language) -> list[str]:
    """Which of the rows do not follow the calendar's quarters, in a sentence; nothing where all do."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.calendar in NOT_STATISTICAL:
            found.setdefault(row.calendar, []).append(f"{area(row, language)}, {row.period.inside.in_(language)}")
    return [
        f"{NOT_STATISTICAL[calendar].in_(language)}: {listed(list(dict.fromkeys(which)), language, 3)}"
        for calendar, which in found.items()
    ]
