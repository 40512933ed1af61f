"""How targets stand: the figures each is judged by, and the judgement, by the published rule of progress."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from data.model import Grain, Period, Text
from data.places import NATION_KEY, Boundary
from indicators.define import Measure, Nature
from indicators.engine.answer import STANDING_LABELS, By, Question, Row, Standing
from indicators.engine.progress import Pace, judge
from service.targets.merged import AssignedTarget, TargetRole, assigned_targets
from service.targets.target import Operator, Target, begun, path_of, required, standing

if TYPE_CHECKING:
    from service.service import Service

BACK = 3  # quarters that a level may be old and still be judged, at its own time


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a target has been reached, with everything it was computed from."""

    target: Target  # with the base that was looked up for it, where it names none
    under: str  # key of the unit under which it is told
    role: TargetRole
    at: Period  # the figure is of this period, and what is required, too
    pace: Pace
    share: float | None  # of the required path covered so far, 1 is all of it; None: cannot say
    required: float | None
    actual: float | None
    row: Row | None = None  # the answer that the actual was read from
    from_base: bool = False  # by which formula of `progress.py` the share was computed
    looked_up: bool = False  # the base stands in the store and not in the plan
    why: Text | None = None  # why it cannot be said
    parts: tuple[Target, ...] = ()  # what a sum is the sum of

    @property
    def path(self) -> list[tuple[Period, float]]:
        """The path with the base that was looked up."""
        return path_of(self.target)


class Want(NamedTuple):
    """A figure to be asked: of one unit in one period, whole or one item of it."""

    measure: str
    split: str
    item: str
    unit: str
    period: Period


def progress_of(
    service: Service, keys: Sequence[str], at: Period, boundary: Boundary = Boundary.TODAY, *, left: bool = False
) -> list[Progress]:
    """How far the targets of some units (keys, or VN; none: all) have been reached by the end of a period.

    Of each figure one target is judged: the next whose period has not ended by then, else the last. On today's units a
    merged province is told the sum of its predecessors' targets where all of them have one and the figure adds up;
    where only some have, each is told as that predecessor's own, by its last figure. Ratios, growth and indices are not
    carried (`left=True` tells them, too, as TargetRole.LEFT).
    """
    told = assigned_targets(service.places, standing(service), boundary, service.measures)
    chosen = [one for one in told if (not keys or one.under in keys) and (left or one.role is not TargetRole.LEFT)]
    now: dict[tuple[str, str, TargetRole], AssignedTarget] = {}
    for one in sorted(chosen, key=lambda one: one.target.period.last):
        line = (one.under, one.target.line, one.role)
        seen = last_seen(service, one.target, at)
        if line not in now or now[line].target.period.last < seen.last:
            now[line] = one
    order = {code: number for number, code in enumerate(service.measures)}
    rest = sorted(now.values(), key=lambda one: (one.under, order[one.target.measure], one.target.item, one.role))
    wants = {want for one in rest for want in _actual_wants(service, one.target, at)}
    wants |= {want for one in rest for want in _base_wants(service, one.target)}
    figures = _ask(service, wants)
    return [_judged(service, one, at, figures) for one in rest]


def last_seen(service: Service, target: Target, at: Period) -> Period:
    """The quarter (of a yearly figure: the year) up to which there can be a figure: not past the end of its unit."""
    quarter = Period.quarter(at.last)
    if target.unit != NATION_KEY and (gone := service.places.versions[target.unit][-1].valid_to):
        end = Period.at(gone)
        end = end if end.end <= gone else end.shift(-1)
        quarter = min(quarter, end)
    return service.measures[target.measure].latest(quarter)


def _judged_at(service: Service, target: Target, at: Period) -> Period:
    """The quarter or year whose figure is judged."""
    seen = last_seen(service, target, at)
    if service.measures[target.measure].yearly:
        return min(seen, Period(target.period.year))
    return min(seen, Period.quarter(target.period.last))


def _span(service: Service, target: Target, quarter: Period) -> Period:
    """The period that is asked for the figure as it stands at the end of a quarter."""
    measure = service.measures[target.measure]
    if measure.yearly or not quarter.part:
        return Period(quarter.year)
    return quarter if measure.at_date or target.period.grain is Grain.QUARTER else quarter.so_far()


def _actual_wants(service: Service, target: Target, at: Period) -> list[Want]:
    """The figure at its time, and for a level those of the quarters before it, the newest first."""
    if target.per:
        return []
    then, measure = _judged_at(service, target, at), service.measures[target.measure]
    back = BACK if measure.at_date and not measure.yearly else 0
    times = [then] if not back else [then.shift(-n) for n in range(back + 1)]
    return [_want(target, _span(service, target, quarter)) for quarter in times]


def _base_wants(service: Service, target: Target) -> list[Want]:
    if target.base is not None or target.base_period is None or target.per:
        return []
    whole_year = not target.base_period.part and service.measures[target.measure].yearly
    last = target.base_period if whole_year else Period.quarter(target.base_period.last)
    return [_want(target, _span(service, target, last))]


def _want(target: Target, period: Period) -> Want:
    return Want(target.measure, target.split, target.item, target.unit, period)


def _ask(service: Service, wants: Iterable[Want]) -> dict[Want, Row]:
    """Each figure wanted, asked together with those of its measure and period."""
    living = {unit.key for unit in service.places.current}
    groups: dict[tuple[str, str, Period, str], list[Want]] = defaultdict(list)
    for want in wants:
        whose = NATION_KEY if want.unit == NATION_KEY else Boundary.TODAY if want.unit in living else Boundary.THEN
        groups[want.measure, want.split, want.period, whose].append(want)
    found: dict[Want, Row] = {}
    for (code, split, period, whose), group in groups.items():
        nation = whose == NATION_KEY
        units = () if nation else tuple(sorted({want.unit for want in group}))
        by, boundary = (By.NATION, Boundary.TODAY) if nation else (By.PROVINCE, Boundary(whose))
        question = Question(code, period, period, by, units, period.grain, boundary, split)
        rows = {(row.key, row.item): row for row in service.ask(question).rows if row.period == period}
        found |= {want: rows[want.unit, want.item] for want in group if (want.unit, want.item) in rows}
    return found


def _judged(service: Service, told: AssignedTarget, at: Period, figures: Mapping[Want, Row]) -> Progress:
    """The verdict on one target, or why there is none."""
    target, measure = told.target, service.measures[told.target.measure]
    then = _judged_at(service, target, at)

    def say(pace: Pace, why: Text | None = None, **more: object) -> Progress:
        known = {"share": None, "required": None, "actual": None} | more
        return Progress(target, told.under, told.role, then, pace, why=why, parts=told.parts, **known)  # type: ignore[arg-type]

    if (unasked := _unasked(told, at, measure)) is not None:
        return say(*unasked)
    looked_up = False
    for want in _base_wants(service, target):
        stood = figures.get(want)
        if stood is not None and stood.value is not None and stood.state is Standing.FINAL:
            target, looked_up = replace(target, base=stood.value), True
    wants = _actual_wants(service, target, at)
    rows = [figures[want] for want in wants if want in figures]
    row = next((row for row in rows if row.value is not None), rows[0] if rows else None)
    if row is not None and row.value is not None:
        then = _judged_at(service, target, row.period)
    # Nobody is late for what is over, nor on the way to it: by its last figure it was reached or it was not.
    over = at.last >= target.period.last
    ask_for = required(target, target.period if over else then)
    common = {"required": ask_for, "row": row, "looked_up": looked_up}
    doubt = _doubt(row, target, measure)
    if row is None or row.value is None or doubt is not None:
        why = doubt or NO_FIGURE.format(period=then.label.vi, period_en=then.label.en)
        return say(Pace.CANNOT_SAY, why, **common, actual=row.value if row else None)
    flow = measure.kind is Nature.FLOW
    if (flow or measure.yearly) and row.period.last < target.period.first:  # another period's figure settles nothing
        return say(Pace.CANNOT_SAY, NOT_YET, **common)
    start = None if flow else target.base
    found = judge(target.goal, row.value, ask_for, start, over=over, growing=flow)
    reason: Text | None = None
    if found.pace is Pace.CANNOT_SAY:
        since = target.base_period
        reason = NO_BASE.format(period=since.inside.vi, period_en=since.inside.en) if since else NOT_BEGUN
    return say(found.pace, reason, **common, actual=row.value, share=found.share, from_base=found.from_base)


def _unasked(told: AssignedTarget, at: Period, measure: Measure) -> tuple[Pace, Text] | None:
    """Why a target is not held against any figure, whatever there is."""
    if told.target.per:
        return Pace.CANNOT_SAY, NO_DISTRICTS
    if told.role is TargetRole.LEFT:
        return Pace.CANNOT_SAY, NOT_CARRIED
    if not begun(told.target, at, measure.yearly):
        when = told.target.period.inside
        return Pace.NOT_BEGUN, PLAN_NOT_BEGUN.format(period=when.vi, period_en=when.en)
    return None


NO_DISTRICTS = Text(
    "Chỉ tiêu giao cho từng huyện; cấp huyện kết thúc ngày 30/06/2025, nên chỉ lưu lại, không tính.",
    "Set for each district; districts ended on 30 June 2025, so it is kept and not computed.",
)
NOT_CARRIED = Text(
    "Tỷ lệ, tốc độ tăng và chỉ số của một tỉnh cũ không chuyển được sang tỉnh đã hợp nhất.",
    "A share, growth or index of a former province means nothing for the merged one.",
)
NO_FIGURE = Text("{period}: chưa có số liệu.", "{period_en}: no figure.")
NO_BASE = Text(
    "Chưa có số gốc ({period}), nên chưa biết lộ trình đòi hỏi bao nhiêu đến nay.",
    "There is no base ({period_en}), so nothing says what the path asks for by now.",
)
PLAN_NOT_BEGUN = Text("Kế hoạch {period} chưa bắt đầu.", "The plan for {period_en} has not begun.")
NOT_YET = Text("Kỳ của chỉ tiêu chưa bắt đầu.", "The target's period has not begun.")
NOT_BEGUN = Text(
    "Kỳ của chỉ tiêu chưa bắt đầu và kế hoạch không ghi số gốc.",
    "The target's period has not begun and the plan names no base.",
)
IN_CONFLICT = Text("Lũy kế mâu thuẫn với kỳ trước.", "Its year to date contradicts the one before.")
NOT_EXACT = Text(
    "Số liệu không chính xác («trên», «dưới»), chưa đủ để kết luận.",
    "The figure is a bound and not exact, which does not settle it.",
)


def _doubt(row: Row | None, target: Target, measure: Measure) -> Text | None:
    """Why a figure must not be judged: it is missing, not whole, in conflict, or only a bound.

    What only adds up may be judged before it is whole once it has reached what is to be reached at least.
    """
    if row is None:
        return None
    if row.conflict:
        return IN_CONFLICT
    if row.value is None or row.state not in (Standing.FINAL, Standing.PARTIAL):
        said, when = STANDING_LABELS[row.state], row.period.label
        return Text(f"{when.vi}: {said.vi.lower()}.", f"{when.en}: {said.en.lower()}.")
    at_least = target.operator is Operator.AT_LEAST
    reached = target.goal.met(row.value)
    if row.state is Standing.PARTIAL and not (at_least and reached and measure.kind in (Nature.FLOW, Nature.STOCK)):
        held = f"{row.reported}/{row.expected}"
        when = row.period.label
        return Text(f"{when.vi}: số liệu chưa đủ ({held}).", f"{when.en}: not complete ({held}).")
    at_most = target.operator is Operator.AT_MOST
    settles = {">": at_least, "≥": at_least, "<": at_most, "≤": at_most}.get(row.bound, False)
    return None if not row.bound or (settles and reached) else NOT_EXACT
