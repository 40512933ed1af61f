"""What stands beside the map: the province that was clicked, with its figure, course and rank, and all as a list."""

from collections.abc import Callable
from html import escape

import streamlit as st

from data.model import Period
from indicators.engine.answer import By, Question
from indicators.engine.growth import last_year
from pages.charts import area_figures, cards, choropleth, ranking
from pages.charts.comparisons import View
from pages.explorer.choices import Selection
from pages.texts import compare as words
from pages.texts import explorer as texts
from pages.texts import lineage
from pages.ui import filters, formats, page_links
from pages.ui.session import ask, language, t


def beside(choice: Selection, seen: View) -> Callable[[object], None]:
    """To be drawn once it is known what was clicked."""

    def draw(event: object) -> None:
        key = page_links.clicked(event) or next(iter(choice.provinces), "")
        if key:
            _card(choice, seen, key)
        else:
            st.caption(t(texts.CLOSE_CARD))
        with st.container(height=choropleth.HEIGHT - (250 if key else 40), border=False):
            st.html(seen.table())

    return draw


def _card(choice: Selection, seen: View, key: str) -> None:
    """The province as its own card, with its rank and the ways on."""
    tongue, boundary, period, measure = language(), choice.boundary, choice.period, choice.measure
    asked = Question(measure.code, period, period, By.PROVINCE, choice.units(period, period), period.grain, boundary)
    growth = next((one for one in last_year(ask, asked) if one.now.key == key), None)
    if growth is None:
        return
    course = area_figures.course(measure, Period.quarter(period.last), key, boundary).rows
    figure = area_figures.AreaFigure(measure, growth, course)
    (now,) = seen.answers
    places = ranking.ranks({row.key: row.value or 0 for row in now.rows if ranking.exact(row)}, measure.direction)
    told = [f"{t(words.RANK)} {places[key]}/{len(places)}"] if key in places else []
    if choice.reading and (read := next(row for row in now.rows if row.key == key)).value is not None:
        told.insert(0, formats.in_full(now.measure, read, tongue))
    profile = page_links.profile(key, boundary, tongue)
    source = page_links.source(measure.code, period, key, boundary, tongue)
    ways = [
        f'<a href="{escape(link)}" target="_self">{escape(text)}</a>'
        for link, text in ((profile, t(texts.PROFILE_OF)), (source, t(lineage.TRACE)))
    ]
    name = filters.unit_names([key])
    card = cards.card(figure, tongue, link=profile, boundary=boundary)
    said = " · ".join([*map(escape, told), *ways])
    st.html(f'<strong>{escape(name)}</strong><p class="ways">{said}</p><div class="cards one">{card}</div>')
