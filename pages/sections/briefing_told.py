"""All that a province's briefing says of one quarter, as HTML: the page shows it, and what is seen before the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.model import Language, Period, today
from data.places import PLACES, Boundary
from data.population import populations
from pages.charts import target_marks
from pages.sections import briefing, briefing_table, briefing_view, duties, locator, merger
from pages.server.store import service
from pages.texts import briefing as texts
from service import arrivals
from service.targets.progress import Progress


@dataclass(frozen=True, slots=True)
class Briefing:
    """The verdict with its chips; table, map and lists, or nothing of a province that there was not yet."""

    head: str
    body: str
    plans: Sequence[Progress]


def told(key: str, quarter: Period, boundary: Boundary, language: Language) -> Briefing:
    """The briefing of a province, by its key."""
    unit, owed = PLACES.version(key, quarter.end), duties.owed(key)
    plans = target_marks.targets_of([key], quarter, boundary, parts=True)
    own = target_marks.targets_of([key], quarter, boundary)
    figures = briefing.main_figures(unit, quarter, boundary, populations(), own)
    cells = [c for c in arrivals.received(service(), quarter, quarter) if key in (c.unit.key, PLACES.heir(c.unit.key))]
    due = duties.next_due(owed)
    head = briefing_view.title(briefing.verdict(unit, quarter, figures, own, language))
    head += briefing_view.chips(cells, due, unit, quarter, language)
    if not figures:
        return Briefing(_around(head), "", plans)
    known = arrivals.completeness(service(), quarter).get(key)
    unplanned = sum(one.plan is None for one in figures) if own else 0
    ranks = briefing.field_ranks(key, quarter, boundary, populations())
    news = (
        (texts.MOVES, briefing_view.moved(briefing.moves(key, quarter, boundary), boundary, language)),
        (texts.MISSING, briefing_view.missing(known, quarter, due, unplanned, language)),
        (texts.RANKS, briefing_view.field_ranks(ranks, language)),
    )
    past = (
        (texts.PLAN, briefing_view.plans(plans, language)),
        (texts.MERGER, merger.block(unit, quarter, boundary, language)),
    )
    lists = "".join(f"<div>{briefing_view.blocks(some, language)}</div>" for some in (news, past))
    day = quarter.end if boundary is Boundary.THEN else today()
    map_ = locator.draw(key, unit.name, day, language)
    table = briefing_table.table(figures, quarter, boundary, language)
    return Briefing(
        _around(head),
        _around(f"<div class='top'><div>{table}</div>{map_}</div><div class='lists'>{lists}</div>"),
        plans,
    )


def _around(html: str) -> str:
    return f"<div class='briefing'>{html}</div>"
