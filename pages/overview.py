"""Tổng quan: what changed by a quarter, for the nation, a region or a province; what stands out; who has sent."""

import streamlit as st

from data.places import PLACES
from indicators import CATALOGUE, MEASURES
from indicators.define import Nature
from pages.parts import across, aims, cards, charts, coverage, figures, notable, places, profile, sentences, words
from pages.parts.controls import pick
from pages.parts.pictures import offer
from pages.parts.session import desk, language, t

HEADLINES = [next(iter(indicator.measures)) for indicator in CATALOGUE.values() if indicator.measures]
CARDS = [next(iter(each.measures)) for each in CATALOGUE.values() if not each.form and not each.nationwide]
ADDED_UP = [code for code, m in MEASURES.items() if m.core and m.kind in (Nature.FLOW, Nature.STOCK)]

area, quarter, boundary = places.view()
inside = set(places.within(area, boundary, quarter)) or places.all_of(boundary, quarter)
# Who reports on a quarter are the units of that quarter, whichever boundary is looked at.
cells = [one for one in desk().received(quarter, quarter) if {one.unit.key, PLACES.heir(one.unit.key)} & inside]
sent = coverage.sent(cells)
st.subheader(t(words.HAVE_SENT).format(when=t(quarter.label), sent=len(sent), all=len(cells)), anchor=False)

plans = aims.of(aims.whose(area), quarter, boundary)
aimed = [code for code in dict.fromkeys(plan.target.measure for plan in plans) if code not in HEADLINES]
shown = [one for code in [*HEADLINES, *aimed] if (one := figures.figure(code, quarter, area, boundary))]
links = {one.measure.code: across.movements(one.measure, one.now.period, boundary, language(), area) for one in shown}
same = {one.measure.code: figures.of_the_same(one, quarter, area, boundary) for one in shown}
st.html(
    profile.PRINT
    + '<div class="cards">'
    + "".join(
        cards.card(
            one,
            language(),
            same[one.measure.code],
            "".join(
                aims.bar(plan, one.measure, language()) for plan in plans if plan.target.measure == one.measure.code
            ),
            links[one.measure.code],
            boundary,
        )
        for one in shown
        if one.measure.code in CARDS
    )
    + "</div>"
)

st.markdown(f"**{t(words.NOTABLE)}**")
known = desk().completeness(quarter)
growths = [
    (MEASURES[code], [g for g in figures.growths(code, quarter, boundary) if g.now.key in inside]) for code in ADDED_UP
]
told = notable.moves(growths, language())
told += notable.behind(aims.of(list(inside), quarter, boundary), MEASURES, language())
told += notable.gaps(cells, known, quarter, language())
for sentence, page, choices in told:
    shared = {"don-vi": "63"} if boundary.value == "63" else {}
    tongue = {"lang": "en"} if language() == "en" else {}
    st.page_link(page, label=sentence, query_params=choices | shared | tongue, icon=":material/chevron_right:")
if not told:
    st.caption(t(words.NOTHING_NOTABLE))

st.markdown(f"**{t(words.OTHER_FIGURES)}**")
others = [one for one in shown if one.measure.code not in CARDS]
aimed_at = [plan for plan in plans if plan.target.measure not in CARDS]
st.html(
    f'<div class="profile">{profile.lines(others, t(words.OTHER_FIGURES), language(), None, aimed_at, same, links, boundary=boundary)}</div>'
)

wide, narrow = st.columns([3, 2], gap="large")
with wide:
    labels = {one.measure.code: t(one.measure.label) for one in shown}
    chosen = figures.course(MEASURES[pick("chi-tieu-chinh", words.MEASURE, labels)], quarter, area, boundary)
    said = sentences.title(chosen, language())
    st.markdown(f"**{said}**")
    under, drawn = f"{t(chosen.measure.label)} · {t(chosen.measure.unit)}", charts.trend(None, chosen, language())
    st.caption(under)
    across.to_source(across.drawn(drawn, "trend", said), boundary)
    notes = [t(words.PARTIAL_MEANS), *sentences.footnotes(chosen, language(), 1)]
    st.caption("  \n".join(notes))
    offer(drawn, said, under, notes, f"{chosen.measure.code}_{area}_{quarter}", "overview")
with narrow:
    coverage.draw(cells, known, quarter)
