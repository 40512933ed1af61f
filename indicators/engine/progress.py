"""How far a target has been reached: one published rule, pure numbers in, a class and its share out.

The share is the part of the required path covered so far, by today's requirement and not by the final target:

- with a base that lies short of what is required: (actual − base) ÷ (required − base), rising and falling alike;
- without such a base (a year's count begins at nothing, a level is to be held): actual ÷ required for *at least*,
  required ÷ actual for *at most*; where that would divide by nothing, 1 when the requirement is met and 0 when not.

Classes: *achieved* when the final target itself is met (an upper limit of a count that still grows only once its time
is over); else *on track* from a share of 1, *behind* from 0.7, *far behind* below; *cannot say* where the figure is
wanting or not whole, or nothing says what was required by now. A target whose time is over is *achieved* or *not
reached*, and nothing between; one whose time has *not begun* says nothing yet, which is no fault of a figure. Of a
range, the end that is missed is judged.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from data.model import Text

ON_TRACK_FROM, BEHIND_FROM = 1.0, 0.7
MOST = 10.0  # a share is told no further than this, to either side
_NEAR = 1e-9  # what arithmetic with binary fractions may be off


class Pace(StrEnum):
    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    FAR_BEHIND = "far_behind"
    NOT_REACHED = "not_reached"
    CANNOT_SAY = "cannot_say"
    NOT_BEGUN = "not_begun"


UNJUDGED = frozenset({Pace.CANNOT_SAY, Pace.NOT_BEGUN})


PACE_LABELS: dict[Pace, Text] = {
    Pace.ACHIEVED: Text("Đạt", "Achieved"),
    Pace.ON_TRACK: Text("Đúng tiến độ", "On track"),
    Pace.BEHIND: Text("Chậm", "Behind"),
    Pace.FAR_BEHIND: Text("Chậm nhiều", "Far behind"),
    Pace.NOT_REACHED: Text("Không đạt", "Not reached"),
    Pace.CANNOT_SAY: Text("Chưa đánh giá được", "Cannot say"),
    Pace.NOT_BEGUN: Text("Chưa bắt đầu", "Not begun"),
}


class Goal(NamedTuple):
    """What is to be reached: at least `low`, at most `high`, or between the two."""

    low: float | None
    high: float | None

    def met(self, actual: float) -> bool:
        enough = self.low is None or actual >= self.low - _slack(self.low)
        return enough and (self.high is None or actual <= self.high + _slack(self.high))

    def end(self, base: float | None) -> float:
        """The end that the path leads to: of a range, the nearer one from outside."""
        if self.low is None or (self.high is not None and base is not None and base > self.high):
            assert self.high is not None
            return self.high
        return self.low


class Judged(NamedTuple):
    pace: Pace
    share: float | None  # None where it cannot be said
    from_base: bool = False  # by which of the two formulas


def needed(points: Sequence[tuple[int, float]], at: int) -> float | None:
    """What a path of points asks for at a time, linear between them; None before the first, after it the last one's."""
    before = None
    for time, value in sorted(points):
        if time >= at:
            if time == at:
                return value
            if before is None:
                return None
            return before[1] + (value - before[1]) * (at - before[0]) / (time - before[0])
        before = (time, value)
    return before[1] if before else None


def judge(
    goal: Goal,
    actual: float | None,
    required: float | None,
    base: float | None = None,
    *,
    over: bool = False,
    growing: bool = False,
) -> Judged:
    """Judge a figure. `required`: what the path asks for by now; `over`: its time is over; `growing`: a count that can
    still rise until then, so that a limit is kept only at the end."""
    if actual is None:
        return Judged(Pace.CANNOT_SAY, None)
    met = goal.met(actual)
    kept = met and (over or not growing or goal.high is None)
    if required is None:
        return Judged(Pace.ACHIEVED if kept else Pace.CANNOT_SAY, None)
    falling = goal.low is None
    if goal.low is not None and goal.high is not None:
        down = base is not None and base > goal.high  # the path leads down to the range
        falling = actual > goal.high or (down and actual >= goal.low)
        if falling is not down:  # it overshot, and there was no path back
            required = goal.high if falling else goal.low
    share, from_base = _share(actual, required, base, falling)
    pace = Pace.ACHIEVED if kept else _pace(share, over)
    return Judged(pace, share, from_base)


def _pace(share: float, over: bool) -> Pace:
    """Of a target that is not met; once its time is over there is no pace any more."""
    if over:
        return Pace.NOT_REACHED
    if share >= ON_TRACK_FROM - _NEAR:
        return Pace.ON_TRACK
    return Pace.BEHIND if share >= BEHIND_FROM - _NEAR else Pace.FAR_BEHIND


def _share(actual: float, required: float, base: float | None, falling: bool) -> tuple[float, bool]:
    """The share of the required path covered, and whether it was counted from the base."""
    if base is not None and (base - required if falling else required - base) > _slack(required):
        return _bounded((actual - base) / (required - base)), True
    if falling:
        if required > 0:
            return (_bounded(required / actual) if actual > 0 else MOST), False  # of a limit nothing may be used up
    elif required > 0:
        return _bounded(actual / required), False
    return (1.0 if (actual <= required if falling else actual >= required) else 0.0), False


def _bounded(share: float) -> float:
    return max(-MOST, min(MOST, share))


def _slack(value: float) -> float:
    return _NEAR * max(1.0, abs(value))
