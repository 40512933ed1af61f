"""Targets as the charts, cards and tables of other pages show them: a path, a bar, a word."""

from collections.abc import Iterable, Sequence
from html import escape

from data.model import Grain, Language, Period, Text, number_text
from data.places import NATION_KEY, PLACES, Boundary
from indicators.define import Measure, Nature
from indicators.engine.progress import PACE_LABELS, Pace
from pages.charts.line_marks import Aim
from pages.charts.lines import Aims
from pages.texts import common
from pages.ui.session import progress
from service.targets.merged import TargetRole
from service.targets.progress import Progress
from service.targets.target import Operator, Target

OF_THE_YEAR = (Grain.YTD, Grain.YEAR)
SIGNS = {Operator.AT_LEAST: "≥", Operator.AT_MOST: "≤"}


def targets_of(areas: Sequence[str], period: Period, boundary: Boundary, *, parts: bool = False) -> list[Progress]:
    """The targets that are a unit's (or the nation's) own, or the sum of its predecessors'; whole figures, not their
    items.

    With `parts` those of one predecessor alone come along, which are never the merged province's own.
    """
    told = [one for one in progress(period, boundary) if one.under in areas]
    roles = (TargetRole.OWN, TargetRole.SUM, TargetRole.PART) if parts else (TargetRole.OWN, TargetRole.SUM)
    return [one for one in told if one.role in roles and not one.target.item and not one.target.per]


def demanded(target: Target, measure: Measure, language: Language) -> str:
    """`≥ 80`, `2–3`."""
    decimals = None if not measure.whole or float(target.value or 0) % 1 else 0
    low = number_text(target.value or 0, language, decimals)
    if target.operator is Operator.RANGE:
        return f"{low}–{number_text(target.value_to or 0, language, decimals)}"
    return f"{SIGNS[target.operator]} {low}"


def on_chart(targets: Iterable[Progress], measure: Measure, grain: Grain, language: Language) -> Aims:
    """Their paths for a chart, area by area. A flow's path speaks of the year so far, and so has no place among
    quarters."""
    if measure.kind is Nature.FLOW and grain not in OF_THE_YEAR:
        return {}
    unit = measure.unit.in_(language)
    return {
        one.under: [
            Aim(
                period.last,
                value,
                Text(
                    f"Mục tiêu {demanded(one.target, measure, 'vi')} {unit} ({one.target.period.label.vi})\n"
                    f"{period.label.vi}: {number_text(value, 'vi')} {unit}\n{one.target.source}",
                    f"Target {demanded(one.target, measure, 'en')} {unit} ({one.target.period.label.en})\n"
                    f"{period.label.en}: {number_text(value, 'en')} {unit}\n{one.target.source}",
                ).in_(language),
            )
            for period, value in one.path
            if grain is not Grain.YEAR or period.last % 4 == 3
        ]
        for one in targets
        if one.target.measure == measure.code
    }


def bar(progress: Progress, measure: Measure, language: Language, *, named: bool = True) -> str:
    """How far a target has been reached, as HTML: a bar, the class in a word, the share; `named`: it says what it
    is."""
    label = PACE_LABELS[progress.pace].in_(language)
    goal = f"{demanded(progress.target, measure, language)} · {progress.target.period.label.in_(language)}"
    source = escape(f"{progress.target.source} {progress.why.in_(language) if progress.why else ''}".strip())
    whose = f"({PLACES.versions[progress.target.unit][-1].name}) " if progress.role is TargetRole.PART else ""
    told = f"{common.TARGET.in_(language) + ' ' if named else ''}{whose}{goal}: {label} ({progress.at.short.in_(language)})"
    if progress.share is None:
        return f'<div class="aim {progress.pace}" title="{source}"><span>{escape(told)}</span></div>'
    reached = 100 if progress.pace is Pace.ACHIEVED else max(0.0, min(1.0, progress.share)) * 100
    return (
        f'<div class="aim {progress.pace}" title="{source}"><progress max="100" value="{reached:.0f}" aria-label="{escape(told)}">'
        f"</progress><span>{escape(told)} ·\u00a0{number_text(100 * progress.share, language, 0)}\u00a0%</span></div>"
    )


def not_begun(targets: Iterable[Progress], language: Language) -> str:
    """The times of the plans that have not begun: `năm 2026, năm 2027`."""
    times = {one.target.period for one in targets if one.pace is Pace.NOT_BEGUN}
    return ", ".join(time.inside.in_(language) for time in sorted(times))


def whose(area: str) -> list[str]:
    """The keys under which an area's own targets are found; a region has none."""
    return [area] if area == NATION_KEY or area in PLACES.versions else []
