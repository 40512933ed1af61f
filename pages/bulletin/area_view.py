"""The first page of a region, or of the nation on the units of then: its figures as cards and what stands out."""

from collections.abc import Collection, Sequence

import streamlit as st

from data.model import Period
from data.places import Boundary
from indicators import CATALOGUE, MEASURES
from pages.bulletin.facts import ADDED_UP, CARDS
from pages.charts import area_figures, cards, coverage, highlights, target_marks
from pages.charts.area_figures import AreaFigure
from pages.sections import profile
from pages.server.store import service
from pages.texts import common
from pages.ui import page_links
from pages.ui.session import language, t
from service import arrivals
from service.arrivals import Received
from service.targets.progress import Progress

HEADLINES = [next(iter(indicator.measures)) for indicator in CATALOGUE.values() if indicator.measures]


class AreaView:
    """What an area's first page shows, asked once."""

    def __init__(self, area: str, quarter: Period, boundary: Boundary) -> None:
        self.area, self.quarter, self.boundary = area, quarter, boundary
        self.plans: list[Progress] = target_marks.targets_of(target_marks.whose(area), quarter, boundary)
        aimed = [c for c in dict.fromkeys(plan.target.measure for plan in self.plans) if c not in HEADLINES]
        figures = (area_figures.figure(code, quarter, area, boundary) for code in [*HEADLINES, *aimed])
        self.shown: list[AreaFigure] = [one for one in figures if one]
        self.same = {one.measure.code: area_figures.of_the_same(one, quarter, area, boundary) for one in self.shown}
        self.links = {
            one.measure.code: page_links.movements(one.measure, one.now.period, boundary, language(), area)
            for one in self.shown
        }

    def draw_cards(self) -> None:
        """The four that stand first, with their targets."""
        drawn = []
        for one in (one for one in self.shown if one.measure.code in CARDS):
            code = one.measure.code
            aims = (plan for plan in self.plans if plan.target.measure == code)
            bars = "".join(target_marks.bar(plan, one.measure, language()) for plan in aims)
            drawn.append(cards.card(one, language(), self.same[code], bars, self.links[code], self.boundary))
        st.html(f'{profile.PRINT}<div class="cards">{"".join(drawn)}</div>')

    def draw_notables(self, cells: Sequence[Received], inside: Collection[str]) -> None:
        """The largest moves, who is behind a plan, who is missing; each a sentence that leads to its page."""
        st.markdown(f"**{t(common.NOTABLE)}**")
        growths = [
            (
                MEASURES[code],
                [g for g in area_figures.growths(code, self.quarter, self.boundary) if g.now.key in inside],
            )
            for code in ADDED_UP
        ]
        found = highlights.moves(growths, language())
        targets = target_marks.targets_of(list(inside), self.quarter, self.boundary)
        found += highlights.behind(targets, MEASURES, language())
        found += highlights.gaps(cells, arrivals.completeness(service(), self.quarter), self.quarter, language())
        kept = page_links.kept(self.boundary, language())
        for sentence, page, choices in found:
            st.page_link(page, label=sentence, query_params=choices | kept, icon=":material/chevron_right:")
        if not found:
            compared = any(highlights.comparable(mine) for _, mine in growths)
            st.caption(t(common.NOTHING_NOTABLE if compared else common.NOTHING_COMPARED))

    def draw_others(self, cells: Sequence[Received]) -> None:
        """The other figures line by line, and who has sent."""
        others = [one for one in self.shown if one.measure.code not in CARDS]
        aimed = [plan for plan in self.plans if plan.target.measure not in CARDS]
        lined = profile.lines(
            others,
            t(common.OTHER_FIGURES),
            language(),
            None,
            aimed,
            self.same,
            self.links,
            boundary=self.boundary,
        )
        st.html(f'{profile.PRINT}<div class="profile">{lined}</div>')
        coverage.draw(cells, arrivals.completeness(service(), self.quarter), self.quarter)
