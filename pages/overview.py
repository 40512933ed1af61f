"""Tổng quan: what changed by a quarter, for the nation, a region or a province; what stands out; who has sent."""

import streamlit as st

from data.places import PLACES
from indicators import CATALOGUE, MEASURES
from indicators.define import Nature
from pages.charts import area_figures, cards, coverage, highlights, lines, target_marks
from pages.sections import collecting, profile
from pages.server.store import service
from pages.texts import common
from pages.ui import filters, page_links, sentences
from pages.ui.controls import pick
from pages.ui.picture_download import offer
from pages.ui.session import ask, language, t
from service import arrivals

HEADLINES = [next(iter(indicator.measures)) for indicator in CATALOGUE.values() if indicator.measures]
CARDS = [next(iter(each.measures)) for each in CATALOGUE.values() if not each.form and not each.nationwide]
ADDED_UP = [code for code, m in MEASURES.items() if m.core and m.kind in (Nature.FLOW, Nature.STOCK)]

area, quarter, boundary = filters.view()
inside = set(filters.within(area, boundary, quarter)) or filters.all_of(boundary, quarter)
# Who reports on a quarter are the units of that quarter, whichever boundary is looked at.
received = arrivals.received(service(), quarter, quarter)
cells = [cell for cell in received if {cell.unit.key, PLACES.heir(cell.unit.key)} & inside]
st.subheader(coverage.said(cells, quarter, area), anchor=False)
collecting.say(quarter, rule=True)

plans = target_marks.targets_of(target_marks.whose(area), quarter, boundary)
aimed = [code for code in dict.fromkeys(plan.target.measure for plan in plans) if code not in HEADLINES]
shown = [one for code in [*HEADLINES, *aimed] if (one := area_figures.figure(code, quarter, area, boundary))]
spans = [(one.measure, one.now.period) for one in shown]
links = {measure.code: page_links.movements(measure, span, boundary, language(), area) for measure, span in spans}
same = {one.measure.code: area_figures.of_the_same(one, quarter, area, boundary) for one in shown}
drawn_cards = []
for one in (one for one in shown if one.measure.code in CARDS):
    code = one.measure.code
    bars = "".join(target_marks.bar(plan, one.measure, language()) for plan in plans if plan.target.measure == code)
    drawn_cards.append(cards.card(one, language(), same[code], bars, links[code], boundary))
st.html(f'{profile.PRINT}<div class="cards">{"".join(drawn_cards)}</div>')

collecting.draw(quarter, inside, boundary, CARDS)

st.markdown(f"**{t(common.NOTABLE)}**")
known = arrivals.completeness(service(), quarter)
growths = [
    (MEASURES[code], [g for g in area_figures.growths(code, quarter, boundary) if g.now.key in inside])
    for code in ADDED_UP
]
notables = highlights.moves(growths, language())
notables += highlights.behind(target_marks.targets_of(list(inside), quarter, boundary), MEASURES, language())
notables += highlights.gaps(cells, known, quarter, language())
for sentence, page, choices in notables:
    shared = {"don-vi": "63"} if boundary.value == "63" else {}
    tongue = {"lang": "en"} if language() == "en" else {}
    st.page_link(page, label=sentence, query_params=choices | shared | tongue, icon=":material/chevron_right:")
if not notables:
    st.caption(t(common.NOTHING_NOTABLE))

st.markdown(f"**{t(common.OTHER_FIGURES)}**")
others = [one for one in shown if one.measure.code not in CARDS]
aimed_at = [plan for plan in plans if plan.target.measure not in CARDS]
st.html(
    f'<div class="profile">{profile.lines(others, t(common.OTHER_FIGURES), language(), None, aimed_at, same, links, boundary=boundary)}</div>'
)

wide, narrow = st.columns([3, 2], gap="large")
with wide:
    labels = {one.measure.code: t(one.measure.label) for one in shown}
    chosen = area_figures.course(MEASURES[pick("chi-tieu-chinh", common.MEASURE, labels)], quarter, area, boundary)
    st.markdown(f"**{(said := sentences.title(chosen, language(), ask))}**")
    under, drawn = f"{t(chosen.measure.label)} · {t(chosen.measure.unit)}", lines.trend(None, chosen, language())
    st.caption(under)
    page_links.to_source(page_links.clickable_chart(drawn, "trend", said), boundary)
    notes = [t(common.PARTIAL_MEANS), *sentences.footnotes(chosen, language(), 1)]
    st.caption("  \n".join(notes))
    offer(drawn, said, under, notes, f"{chosen.measure.code}_{area}_{quarter}", "overview")
with narrow:
    coverage.draw(cells, known, quarter)
