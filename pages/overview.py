"""Tổng quan: the bulletin of a quarter for the nation; for a region its figures and what stands out."""

from functools import partial

import streamlit as st

from data.places import NATION_KEY, PLACES
from pages.bulletin import bulletin, frozen_copy, printed
from pages.bulletin.area_view import AreaView
from pages.bulletin.facts import BOUNDARY, CARDS, Facts
from pages.charts import coverage
from pages.download_formats.format import Download
from pages.sections import collecting
from pages.server.store import service
from pages.texts import bulletin as texts
from pages.texts import common
from pages.ui import downloads, filters
from pages.ui.controls import linked
from pages.ui.session import language, t
from service import arrivals
from service.publishing import bulletins

top = st.container()
with st.expander(t(texts.OTHER_VIEW), icon=":material/tune:", key="view"):
    area, quarter, boundary = filters.view()
inside = set(filters.within(area, boundary, quarter)) or filters.all_of(boundary, quarter)
# Who reports on a quarter are the units of that quarter, whichever boundary is looked at.
received = arrivals.received(service(), quarter, quarter)
cells = [cell for cell in received if {cell.unit.key, PLACES.heir(cell.unit.key)} & inside]
view, facts = AreaView(area, quarter, boundary), Facts(quarter)
frozen = bulletins.frozen(service(), quarter)

with top:
    if frozen is not None and linked("ban", [quarter.code]):
        frozen_copy.show(frozen, facts)
    elif area == NATION_KEY and boundary is BOUNDARY:
        st.html(bulletin.as_of_now(quarter, language()))
        collecting.say(quarter, rule=True)
        name = downloads.file_name(f"ban-tin_{quarter}", "pdf", service().is_demo)
        downloads.button(t(texts.PDF), partial(printed.pdf, quarter, language()), name, "take-bulletin-pdf")
    else:
        collecting.headline(coverage.said(cells, quarter, area), quarter, rule=True)
        view.draw_cards()
        view.draw_notables(cells, inside)
    collecting.draw(quarter, inside, boundary, CARDS)

nation = area == NATION_KEY and boundary is BOUNDARY
with st.expander(t(texts.MORE), icon=":material/list:", key="more", on_change="rerun") as more:
    if more.open:  # what nobody has unfolded is not computed
        if nation:
            view.draw_notables(cells, inside)
        view.draw_others(cells)
if nation:
    chosen = {common.SCOPE: filters.area(area), common.QUARTER: t(quarter.label), common.UNITS: boundary.value}
    downloads.offer(Download("bulletin", f"ban-tin_{quarter}", chosen, facts.answers))
with st.expander(t(texts.HOW), icon=":material/help:"):
    st.markdown("\n".join(f"- {rule}" for rule in bulletin.rules(language())))
frozen_copy.control(facts)
