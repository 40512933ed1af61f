"""Tổng quan: four figures at a glance, for the nation or a province, and who has sent the quarter."""

import streamlit as st

from data.places import Boundary
from indicators import CATALOGUE
from indicators.ask import NATION_KEY, By, Question
from indicators.desk import Arrival
from pages.parts import axis, cards, charts, notable, places, sentences, words
from pages.parts.controls import pick
from pages.parts.formats import listed
from pages.parts.session import ask, desk, language, t

QUARTERS = 12  # how far back the small pictures go
HEADLINES = [next(iter(indicator.measures)) for indicator in CATALOGUE.values() if indicator.measures]

scope, quarter, boundary = places.view()
first = max(places.reach()[0], quarter.shift(1 - QUARTERS))
whose = By.NATION if scope == NATION_KEY else By.PROVINCE
only = () if scope == NATION_KEY else (scope,)
cells = desk().received(quarter, quarter)
sent = [cell for cell in cells if cell.state not in (Arrival.NOT_SENT, Arrival.NOT_DUE)]
st.subheader(t(words.HAVE_SENT).format(when=t(quarter.label), sent=len(sent), all=len(cells)), anchor=False)

answers = {code: ask(Question(code, first, quarter, whose, only, boundary=boundary)) for code in HEADLINES}
st.html(f'<div class="cards">{"".join(cards.card(answer, language()) for answer in answers.values())}</div>')

st.markdown(f"**{t(words.NOTABLE)}**")
by_province = [
    ask(Question(code, quarter.shift(-4), quarter, By.PROVINCE, only, boundary=boundary)) for code in HEADLINES
]
told = notable.moves(by_province, language())
for sentence, choices in told:
    more = (
        choices
        | ({"don-vi": boundary.value} if boundary is Boundary.THEN else {})
        | ({"lang": "en"} if language() == "en" else {})
    )
    st.page_link("trends.py", label=sentence, query_params=more, icon=":material/chevron_right:")
if not told:
    st.caption(t(words.NOTHING_NOTABLE))

wide, narrow = st.columns([3, 2], gap="large")
with wide:
    labels = {code: t(answer.measure.label) for code, answer in answers.items()}
    chosen = answers[pick("chi-tieu-chinh", words.MEASURE, labels)]
    said = sentences.title(chosen, language())
    st.markdown(f"**{said}**")
    st.caption(f"{t(chosen.measure.label)} · {t(chosen.measure.unit)}")
    st.plotly_chart(charts.trend(None, chosen, language()), key="trend", config=axis.CONFIG, alt=said)
    st.caption("  \n".join([t(words.PARTIAL_MEANS), *sentences.footnotes(chosen, language(), 1)]))
with narrow:
    st.markdown(f"**{t(words.WHO_HAS_SENT)}** ({t(words.DUE).format(day=places.day(quarter.due))})")
    st.progress(len(sent) / max(len(cells), 1), f"{len(sent)}/{len(cells)} {t(words.PROVINCES)}")
    for label, group in (
        (words.NOT_SENT, [cell for cell in cells if cell not in sent]),
        (words.SENT_LATE, [cell for cell in sent if cell.late]),
        (words.IN_TIME, [cell for cell in sent if not cell.late]),
    ):
        st.markdown(f"{t(label)}: **{len(group)}**")
        st.caption(listed([cell.unit.name for cell in group], language(), 70) or t(words.NOBODY))
