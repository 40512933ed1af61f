"""The published rule of progress: its classes, and that no target breaks it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.engine.progress import BEHIND_FROM, MOST, ON_TRACK_FROM, PACE_LABELS, Goal, Pace, judge, needed

AT_LEAST_80, AT_MOST_10 = Goal(80, None), Goal(None, 10)
RANK = {Pace.NOT_REACHED: 0, Pace.FAR_BEHIND: 0, Pace.BEHIND: 1, Pace.ON_TRACK: 2, Pace.ACHIEVED: 3}
numbers = st.floats(-1e12, 1e12, allow_nan=False) | st.sampled_from([0.0, -0.0, 1.0, 5e-324, 100.0])
sometimes = st.none() | numbers
goals = st.builds(
    lambda kind, a, b: Goal(min(a, b), max(a, b)) if kind == 2 else (Goal(a, None), Goal(None, a))[kind],
    st.integers(0, 2),
    numbers,
    numbers,
)


def test_a_figure_that_is_wanting_is_never_judged() -> None:
    assert judge(AT_LEAST_80, None, 60, 40).pace is Pace.CANNOT_SAY
    assert judge(AT_LEAST_80, None, 60, 40).share is None


def test_without_a_requirement_by_now_only_what_meets_the_target_itself_is_judged() -> None:
    assert judge(AT_LEAST_80, 79, None).pace is Pace.CANNOT_SAY
    assert judge(AT_LEAST_80, 80, None).pace is Pace.ACHIEVED


@pytest.mark.parametrize(
    ("actual", "pace", "share"),
    [
        (39, Pace.FAR_BEHIND, -0.05),
        (40, Pace.FAR_BEHIND, 0),
        (53.9, Pace.FAR_BEHIND, 0.695),
        (54, Pace.BEHIND, 0.7),
        (59.9, Pace.BEHIND, 0.995),
        (60, Pace.ON_TRACK, 1),
        (79, Pace.ON_TRACK, 1.95),
        (80, Pace.ACHIEVED, 2),
    ],
)
def test_the_share_is_of_the_path_required_by_now(actual: float, pace: Pace, share: float) -> None:
    found = judge(AT_LEAST_80, actual, 60, 40)
    assert (found.pace, found.from_base) == (pace, True)
    assert found.share == pytest.approx(share)


def test_a_falling_target_is_a_rising_one_seen_in_a_mirror() -> None:
    assert judge(AT_MOST_10, 15, 15, 20).pace is Pace.ON_TRACK
    assert judge(AT_MOST_10, 18, 15, 20).share == pytest.approx(0.4)
    assert judge(AT_MOST_10, 21, 15, 20).pace is Pace.FAR_BEHIND


def test_a_base_of_zero_and_a_target_of_zero_divide_by_nothing() -> None:
    assert judge(Goal(100, None), 30, 50, 0).share == pytest.approx(0.6)
    assert judge(Goal(0, None), -3, 0).pace is Pace.FAR_BEHIND
    assert judge(Goal(None, 0), 0, 0).pace is Pace.ACHIEVED
    assert judge(Goal(None, 0), 3, 0) == (Pace.FAR_BEHIND, 0.0, False)
    assert judge(Goal(None, 0), 3, 4, 8).share == pytest.approx(1.25)


def test_a_base_that_already_met_the_target_leaves_a_level_to_hold() -> None:
    assert judge(AT_LEAST_80, 76, 80, 90) == (Pace.BEHIND, pytest.approx(0.95), False)


def test_a_limit_on_a_count_that_grows_is_kept_only_at_the_end() -> None:
    assert judge(AT_MOST_10, 4, 5, growing=True).pace is Pace.ON_TRACK
    assert judge(AT_MOST_10, 9, 5, growing=True).pace is Pace.FAR_BEHIND
    assert judge(AT_MOST_10, 0, 0, growing=True).pace is Pace.ON_TRACK
    assert judge(AT_MOST_10, 9, 10, growing=True, over=True).pace is Pace.ACHIEVED
    assert judge(AT_LEAST_80, 80, 20, growing=True).pace is Pace.ACHIEVED


def test_what_is_not_met_when_its_time_is_over_is_not_reached_and_not_late() -> None:
    assert judge(AT_LEAST_80, 79, 70, 40, over=True).pace is Pace.NOT_REACHED
    assert judge(AT_LEAST_80, 10, 70, 40, over=True).pace is Pace.NOT_REACHED
    assert judge(AT_LEAST_80, 80, 80, 40, over=True).pace is Pace.ACHIEVED


@pytest.mark.parametrize(
    ("actual", "pace"), [(1, Pace.FAR_BEHIND), (2, Pace.ACHIEVED), (3, Pace.ACHIEVED), (4, Pace.BEHIND)]
)
def test_a_range_is_missed_at_either_end(actual: float, pace: Pace) -> None:
    assert judge(Goal(2, 3), actual, 2).pace is pace


def test_a_path_down_to_a_range_is_judged_as_falling() -> None:
    assert judge(Goal(2, 3), 6, 6, 9).pace is Pace.ON_TRACK
    assert judge(Goal(2, 3), 8, 6, 9).share == pytest.approx(1 / 3)
    assert judge(Goal(2, 3), 1, 6, 9).pace is Pace.FAR_BEHIND


@pytest.mark.slow
@given(goals, sometimes, sometimes, sometimes, st.booleans(), st.booleans())
def test_no_numbers_make_a_share_that_is_no_number(
    goal: Goal, actual: float | None, required: float | None, base: float | None, over: bool, growing: bool
) -> None:
    found = judge(goal, actual, required, base, over=over, growing=growing)
    assert found.share is None or (math.isfinite(found.share) and -MOST <= found.share <= MOST)
    assert (found.pace is Pace.CANNOT_SAY) <= (found.share is None)
    assert found.pace in PACE_LABELS


@given(goals, numbers, numbers, sometimes, st.booleans(), st.booleans())
def test_the_class_says_what_the_share_says(
    goal: Goal, actual: float, required: float, base: float | None, over: bool, growing: bool
) -> None:
    found = judge(goal, actual, required, base, over=over, growing=growing)
    assert found.share is not None
    if found.pace is Pace.ACHIEVED:
        assert goal.met(actual)
    else:
        near = 1e-6
        assert not goal.met(actual) or growing
        assert found.pace is not Pace.ON_TRACK or (found.share >= ON_TRACK_FROM - near and not over)
        assert found.pace is not Pace.BEHIND or found.share >= BEHIND_FROM - near
        assert found.pace is not Pace.FAR_BEHIND or found.share < BEHIND_FROM + near


@pytest.mark.slow
@given(numbers, numbers, sometimes, numbers, numbers, st.booleans(), st.booleans())
def test_more_is_never_worse_where_more_is_wanted(
    low: float, required: float, base: float | None, one: float, other: float, over: bool, growing: bool
) -> None:
    less, more = sorted([one, other])
    before, after = (judge(Goal(low, None), n, required, base, over=over, growing=growing) for n in (less, more))
    assert RANK[before.pace] <= RANK[after.pace]
    assert before.share is not None
    assert after.share is not None
    assert before.share <= after.share


@given(numbers, numbers, sometimes, numbers, numbers, st.booleans(), st.booleans())
def test_less_is_never_worse_where_less_is_wanted(
    high: float, required: float, base: float | None, one: float, other: float, over: bool, growing: bool
) -> None:
    less, more = sorted([one, other])
    after, before = (judge(Goal(None, high), n, required, base, over=over, growing=growing) for n in (less, more))
    assert RANK[before.pace] <= RANK[after.pace]
    assert before.share is not None
    assert after.share is not None
    assert before.share <= after.share


@given(numbers, numbers, numbers, numbers, st.booleans())
def test_falling_mirrors_rising_wherever_there_is_a_path(
    low: float, required: float, base: float, actual: float, over: bool
) -> None:
    rising = judge(Goal(low, None), actual, required, base, over=over)
    falling = judge(Goal(None, -low), -actual, -required, -base, over=over)
    assert rising.from_base == falling.from_base
    assert not rising.from_base or rising == falling


def test_a_path_runs_straight_between_its_points_and_is_unknown_before_them() -> None:
    path = [(8, 100.0), (0, 20.0), (4, 40.0)]
    assert [needed(path, at) for at in (-1, 0, 2, 4, 5, 8, 99)] == [None, 20, 30, 40, 55, 100, 100]
    assert needed([], 3) is None
