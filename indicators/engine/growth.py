"""Growth against last year, only where both figures hold the same areas, the same days, the same thing counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from data.model import Grain, Period, Text
from data.places import PLACES, Boundary
from indicators.define import Measure, Nature
from indicators.engine.answer import STANDING_LABELS, Answer, By, Question, Row, Standing, same_provinces
from indicators.engine.series_breaks import breaks_of


@dataclass(frozen=True, slots=True)
class Growth:
    """A figure beside that of last year's same span. `why` says why the two cannot be compared; None where they can.

    `difference` is in the measure's own unit (percentage points for a ratio), `percent` of last year's figure;
    `percent` is None for a ratio, for an index, and where last year's figure is zero.
    """

    now: Row
    before: Row | None
    difference: float | None = None
    percent: float | None = None
    why: Text | None = None


MOVED = Text(
    "vùng không còn gồm các tỉnh như năm trước; chọn 34 đơn vị hiện nay để so sánh",
    "the region is no longer the same provinces; choose today's 34 units to compare",
)


def compare(now: Row, before: Row | None, measure: Measure) -> Growth:
    """Compare two rows of one area and measure; `before` may be absent."""
    why = _why_not(now, before, measure)
    if why is not None or before is None or now.value is None or before.value is None:
        return Growth(now, before, why=why)
    difference = now.value - before.value
    shares = measure.kind in (Nature.RATIO, Nature.INDEX)
    percent = None if shares or before.value == 0 else 100 * difference / before.value
    return Growth(now, before, difference, percent)


def last_year(ask: Callable[[Question], Answer], question: Question) -> list[Growth]:
    """Every row of a question beside the same span of the year before."""
    now = ask(question)
    then = ask(replace(question, first=question.first.year_before(), last=question.last.year_before()))
    found: dict[tuple[str, str, Period], Row] = {(row.key, row.item, row.period): row for row in then.rows}
    growths = []
    for row in now.rows:
        before = found.get((row.key, row.item, row.period.year_before()))
        moved = question.boundary is Boundary.THEN and before is not None and not same_provinces(row, before, PLACES)
        growths.append(Growth(row, before, why=MOVED) if moved else compare(row, before, now.measure))
    return growths


def _why_not(now: Row, before: Row | None, measure: Measure) -> Text | None:
    if before is None or before.state is Standing.NOT_APPLICABLE:
        when = now.period.year_before().label
        return Text(f"{when.vi} không có số liệu để so sánh", f"there is no figure of {when.en} to compare with")
    for row in (now, before):
        if row.value is None:
            state = STANDING_LABELS[row.state]
            return Text(f"{row.period.label.vi}: {state.vi.lower()}", f"{row.period.label.en}: {state.en.lower()}")
    ruled_out = [{PLACES.heir(key) for key in row.excluded} for row in (now, before)]
    if now.excluded != before.excluded and ruled_out[0] != ruled_out[1]:
        return Text(
            "chỉ tiêu không áp dụng với cùng những tỉnh ở hai kỳ",
            "it does not apply to the same provinces in both spans",
        )
    if now.conflict or before.conflict:
        return Text("số lũy kế đang mâu thuẫn", "the year-to-date figures are in conflict")
    if now.bound or before.bound:
        return Text("số liệu là cận («trên», «khoảng»), không phải số chính xác", "a figure is a bound, not exact")
    if now.calendar != before.calendar or "mixed" in (now.calendar, before.calendar):
        return Text(
            "hai kỳ theo lịch báo cáo khác nhau (quý dương lịch và kỳ từ ngày 15)",
            "the two follow different calendars (calendar quarters and quarters from the 15th)",
        )
    for one in breaks_of(measure):
        if not one.comparable and before.period.start < one.day <= now.period.end:
            return one.text
    if Standing.PARTIAL in (now.state, before.state) and not _alike(now, before):
        return _unequal(now, before)
    return None


def _alike(now: Row, before: Row) -> bool:
    """Whether two partial totals lack the same provinces; over several quarters these may lack different ones."""
    return now.period.grain is Grain.QUARTER and now.missing == before.missing and now.withheld == before.withheld


def _unequal(now: Row, before: Row) -> Text:
    short = now if now.state is Standing.PARTIAL else before
    if short.expected <= 1:
        return Text(f"{short.period.label.vi}: chưa đủ quý", f"{short.period.label.en}: not all quarters")

    def held(row: Row) -> str:
        return f"{row.reported}/{row.expected}"

    return Text(
        f"số tỉnh có đủ số liệu khác nhau: {held(now)} ở {now.period.inside.vi}, {held(before)} ở {before.period.inside.vi}",
        f"not the same provinces are complete: {held(now)} in {now.period.inside.en}, {held(before)} in {before.period.inside.en}",
    )


@dataclass(frozen=True, slots=True)
class Alike:
    """The growth of those provinces alone whose figures are complete in both spans."""

    provinces: int
    now: float
    before: float
    explained: tuple[str, ...] = ()  # keys of those whose figure was asked about and explained
    without: Alike | None = None  # the same without these


def alike(ask: Callable[[Question], Answer], question: Question) -> Alike | None:
    """Of the question's last period: its total and last year's over the provinces that gave both, if any.

    Only of what adds up: not of ratios, indices, and things that two provinces may share.
    """
    last = replace(question, first=question.last, by=By.PROVINCE)
    pairs = [
        growth
        for growth in last_year(ask, last)
        if growth.why is None and growth.now.state is Standing.FINAL and growth.now.period == question.last
    ]
    measure = ask(last).measure
    if not measure.adds_up or not pairs:
        return None
    explained = tuple(g.now.key for g in pairs if g.now.reasons or (g.before and g.before.reasons))
    rest = _summed([g for g in pairs if g.now.key not in explained])
    return replace(_summed(pairs), explained=explained, without=rest if explained and rest.provinces else None)


def _summed(pairs: Sequence[Growth]) -> Alike:
    before = (g.before.value or 0.0 for g in pairs if g.before is not None)
    return Alike(len(pairs), sum(g.now.value or 0.0 for g in pairs), sum(before))
