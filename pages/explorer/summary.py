"""What a field says at a glance: each of its measures as a card, and what they are made of."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from data.model import Period
from indicators.define import Indicator
from indicators.engine.answer import Answer
from indicators.engine.growth import Alike
from pages.charts import area_figures, bars, cards
from pages.charts.area_figures import AreaFigure
from pages.download_formats.format import Download
from pages.explorer.choices import Selection, scope
from pages.sections import collecting
from pages.texts import common
from pages.texts import explorer as texts
from pages.ui import downloads, filters, picture_download, sentences, tables
from pages.ui.formats import change, literal, small
from pages.ui.page_links import CHART_CONFIG
from pages.ui.session import ask, language, t


def draw(choice: Selection, family: Indicator) -> None:
    """All figures of the field, of one area at one quarter."""
    quarter, boundary, area = Period.quarter(choice.period.last), choice.boundary, scope(choice)
    shown = figures(choice, family)
    collecting.headline(title(choice, shown), quarter)
    if shown:
        st.html(cards_of(choice, shown))
    for split in dict.fromkeys(key for one in shown for key in one.measure.breakdowns):
        _parts(choice, family, split, [one for one in shown if split in one.measure.breakdowns], quarter)
    courses = [area_figures.course(one.measure, quarter, area, boundary) for one in shown]
    with st.expander(t(common.IN_TABLE)):
        for yearly in (False, True):
            if same := [course for course in courses if course.measure.yearly == yearly]:
                st.html(tables.figures(same, t(common.IN_TABLE), language(), measures=True))
    chosen = {common.MODULE: t(family.label), common.QUARTER: t(quarter.label), common.UNITS: boundary.value}
    chosen[common.SCOPE] = filters.area(area)
    downloads.offer(Download("module", f"{family.name}_{quarter}_{boundary.value}", chosen, courses))


def title(choice: Selection, shown: Sequence[AreaFigure]) -> str:
    """Of whom and when, and how many of the field's measures rose and fell where they can be compared: in the same
    provinces, without figures that had to be explained."""
    quarter, area = Period.quarter(choice.period.last), filters.area(scope(choice))
    moves = [_moved(one, area_figures.of_the_same(one, quarter, scope(choice), choice.boundary)) for one in shown]
    told = [move for move in moves if move]
    if not told:
        return f"{area} · {t(quarter.label)}"
    ways = Counter(move[0] for move in told)
    rest = t(texts.NOT_COMPARED, count=len(moves) - len(told)) if len(told) < len(moves) else ""
    if len(told) == 1:
        name = t(small(shown[moves.index(told[0])].measure.label))
        return t(texts.ONE_MOVED, area=area, when=t(quarter.inside), measure=name, moved=told[0]) + rest
    fell = t(texts.FELL, down=ways["▼"]) if ways["▼"] else ""
    return t(texts.MOVED, area=area, when=t(quarter.inside), up=ways["▲"], of=len(told), fell=fell) + rest


def _moved(one: AreaFigure, same: Alike | None) -> str:
    """`▲ 4,1 %`, or nothing."""
    growth, before = one.growth, one.growth.before
    if same is not None:
        plain = same.without if same.explained else same
        return change(one.measure, plain.now, plain.before, language()) if plain else ""
    if growth.difference is None or before is None or growth.now.reasons or before.reasons:
        return ""
    return change(one.measure, growth.now.value or 0, before.value or 0, language())


def figures(choice: Selection, family: Indicator) -> list[AreaFigure]:
    """Each measure of the field that there can be a figure of."""
    quarter, area = Period.quarter(choice.period.last), scope(choice)
    return [one for code in family.measures if (one := area_figures.figure(code, quarter, area, choice.boundary))]


def cards_of(choice: Selection, shown: Sequence[AreaFigure]) -> str:
    """A card for each figure, as HTML."""
    quarter, boundary, area = Period.quarter(choice.period.last), choice.boundary, scope(choice)
    beside = {one.measure.code: area_figures.of_the_same(one, quarter, area, boundary) for one in shown}
    pieces = (cards.card(one, language(), beside[one.measure.code], boundary=boundary) for one in shown)
    return f'<div class="cards">{"".join(pieces)}</div>'


def _parts(choice: Selection, family: Indicator, split: str, shown: list[AreaFigure], quarter: Period) -> None:
    """What the measures of a field are made of, beside each other."""
    area, label = scope(choice), t(family.split_label(split))
    asked = [area_figures.question(one.measure, quarter, area, choice.boundary, split) for one in shown]
    parts: list[Answer] = [area_figures.alone(ask(question), area) for question in asked]
    parts = [part for part in parts if any(row.value is not None for row in part.rows)]
    if not parts:
        st.caption(t(common.NO_PARTS, split=label))
        return
    spans = " · ".join(dict.fromkeys(t(row.period.label) for part in parts for row in part.rows[:1]))
    alt = f"{label} · {spans} · {t(shown[0].now.name)}"
    st.subheader(literal(alt), anchor=False)
    under = " · ".join(f"{part.measure.code}: {t(part.measure.label)} ({t(part.measure.unit)})" for part in parts)
    st.caption(under)
    names = {item: t(name) for part in parts for item, name in part.items.items()}
    drawn = bars.compared(parts, names, language())
    st.plotly_chart(drawn, key=f"parts-{split}", config=CHART_CONFIG, alt=alt)
    said = (note for part in parts for note in sentences.footnotes(part, language(), table=False))
    if notes := list(dict.fromkeys(said)):
        st.caption("  \n".join(notes))
    picture_download.offer(drawn, alt, under, notes, f"{family.name}_{split}_{quarter}", f"parts-{split}")
