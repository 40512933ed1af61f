"""What is worth a look in a quarter: the largest falls and rises, who is behind a plan, who is missing; each a
sentence."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from data.model import Language, Period, number_text
from data.places import PLACES
from indicators.define import Measure
from indicators.engine.answer import Standing
from indicators.engine.growth import Growth
from indicators.engine.progress import PACE_LABELS, Pace
from pages.texts import common
from pages.ui.formats import PER_CENT, area, in_full, listed, with_unit
from service.arrivals import Completeness, Received
from service.targets.progress import Progress

LEAST = 0.2  # of its size a year ago a figure must have moved …
FEW = 100  # of fewer than that a change is told in their unit as well
SMALL = 20  # … and it must not have been so small that a few make a jump


class Notable(NamedTuple):
    """A sentence, the page that shows it and the choices with which it does."""

    sentence: str
    page: str
    choices: dict[str, str]


def largest(found: Iterable[tuple[Measure, Sequence[Growth]]], most: int) -> list[tuple[Measure, Growth]]:
    """The figures that moved most against the same span of last year, the largest move first, one a measure.

    Only what can be compared and is complete; a small one that doubles is no news.
    """
    moved = []
    for measure, growths in found:
        for one in growths:
            if one.percent is None or one.before is None or one.now.state is not Standing.FINAL:
                continue
            if abs(one.percent) >= 100 * LEAST and (one.before.value or 0) >= SMALL:
                moved.append((measure, one))
    # What had to be explained does not lead.
    moved.sort(key=lambda each: (bool(each[1].now.reasons), -abs(each[1].percent or 0)))
    first: dict[str, tuple[Measure, Growth]] = {}
    for measure, one in moved:
        first.setdefault(measure.code, (measure, one))
    return list(first.values())[:most]


def comparable(growths: Iterable[Growth]) -> bool:
    """Whether any of them is whole and stands beside a year before, without which nobody knows that nothing moved."""
    return any(one.percent is not None and one.now.state is Standing.FINAL for one in growths)


def moves(growths: Iterable[tuple[Measure, Sequence[Growth]]], language: Language, most: int = 4) -> list[Notable]:
    """The largest movements, each with the page that shows it."""
    said = []
    for measure, one in largest(growths, most):
        place = {"tinh": one.now.key} if one.now.key in PLACES.versions else {}
        grain = {"ky": "year"} if measure.yearly else {"ky": "ytd"} if not measure.at_date else {}
        choices = {"chi-tieu": measure.code, **grain, **place, "ve-them": "nam-truoc"}
        said.append(Notable(movement(measure, one, language), "explore.py", choices))
    return said


def movement(measure: Measure, growth: Growth, language: Language) -> str:
    """A figure and how far it moved, in a sentence."""
    return common.MOVED.in_(language).format(
        area=area(growth.now, language),
        measure=measure.label.in_(language),
        span=growth.now.period.inside.in_(language),
        moved=_moved(measure, growth, language),
        value=in_full(measure, growth.now, language),
    )


def _moved(measure: Measure, growth: Growth, language: Language) -> str:
    """`▲ 822,0 %`; of a small count the number with its unit as well, so that neither is taken for the other."""
    arrow = "▲" if (growth.difference or 0) > 0 else "▼"
    percent = f"{number_text(abs(growth.percent or 0), language, 1)}{PER_CENT.in_(language)}"
    if growth.before is None or abs(growth.before.value or 0) >= FEW:
        return f"{arrow} {percent}"
    return f"{arrow} {with_unit(measure, abs(growth.difference or 0), language)} ({percent})"


def behind(
    targets: Iterable[Progress], measures: Mapping[str, Measure], language: Language, most: int = 3
) -> list[Notable]:
    """The targets that are missed by most."""
    late = [one for one in targets if one.pace in (Pace.FAR_BEHIND, Pace.BEHIND, Pace.NOT_REACHED)]
    late.sort(key=lambda one: one.share or 0)
    said = []
    for one in late[:most]:
        measure = measures[one.target.measure]
        name = area(one.row, language) if one.row else one.under
        sentence = common.BEHIND_PLAN.in_(language).format(
            area=name,
            measure=measure.label.in_(language),
            pace=PACE_LABELS[one.pace].in_(language).lower(),
            share=round(100 * (one.share or 0)),
            when=one.at.inside.in_(language),
        )
        place = {"tinh": one.under} if one.under in PLACES.versions else {}
        said.append(
            Notable(sentence, "explore.py", {"chi-tieu": measure.code, **place, "ky": "ytd", "ve-them": "muc-tieu"})
        )
    return said


def gaps(
    cells: Sequence[Received], known: Mapping[str, Completeness], quarter: Period, language: Language, most: int = 3
) -> list[Notable]:
    """Who has sent nothing, and whose quarter lacks most of the figures that every province owes."""
    said = []
    silent = [cell.unit.name for cell in cells if not cell.submission]
    if silent:
        sentence = common.SILENT.in_(language).format(count=len(silent), who=listed(silent, language, 5))
        said.append(Notable(sentence, "received.py", {"den-quy-nop": quarter.code}))
    sent = {cell.unit.key: cell.unit for cell in cells if cell.submission}
    lacking = sorted((key for key in sent if known[key].missing), key=lambda key: -len(known[key].missing))
    for key in lacking[:most]:
        sentence = common.LACKING.in_(language).format(
            area=sent[key].name, missing=len(known[key].missing), due=known[key].due
        )
        said.append(Notable(sentence, "province.py", {"tinh": key, "quy": quarter.code}))
    return said
