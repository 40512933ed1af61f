"""The ways to look across provinces, each ready to be drawn: title, chart, notes, table, file."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

import plotly.graph_objects as go
import pyarrow as pa

from data.model import Language
from indicators.engine.answer import Answer
from pages.charts import choropleth, distribution, heatmap, movers, ranking, scatter
from pages.texts import common
from pages.texts import compare as texts
from pages.ui import downloads, formats, page_links, sentences, tables


class View(NamedTuple):
    """What a page draws."""

    title: str
    figure: go.Figure
    notes: list[str]
    table: Callable[[], str]
    take: Callable[[], pa.Table]
    answers: list[Answer]  # what it holds, by code


def ranked(
    now: Answer, then: Answer, language: Language, chosen: Sequence[str], beside: Mapping[str, float] | None = None
) -> View:
    order = ranking.rank(now, then)
    return View(
        ranking.title(order, now, language, chosen),
        ranking.figure(order, language, chosen, beside),
        [*_others(now, texts.UNRANKED.in_(language), language), *ranking.footnotes(order, now, language)],
        partial(ranking.listing, order, now, language),
        partial(ranking.to_table, order, now, language),
        [now],
    )


def moved(now: Answer, then: Answer, language: Language, chosen: Sequence[str]) -> View:
    order = ranking.rank(now, then)
    told = movers.moved(order)
    by_change = order._replace(placed=[*told, *(one for one in order.placed if one not in told)])
    return View(
        movers.title(order, now, language, chosen),
        movers.figure(order, language, chosen),
        movers.footnotes(order, now, language),
        partial(ranking.listing, by_change, now, language),
        partial(ranking.to_table, by_change, now, language),
        [now],
    )


def over_time(answer: Answer, language: Language, chosen: Sequence[str]) -> View:
    return View(
        heatmap.title(answer, language),
        heatmap.figure(answer, language, chosen),
        [
            texts.MARKS.in_(language),
            *sentences.footnotes(answer, language, table=False),
            *ranking.calendars(answer.rows, language),
        ],
        partial(tables.figures, [answer], common.IN_TABLE.in_(language), language),
        partial(downloads.of_answers, [answer], language),
        [answer],
    )


def spread_out(answer: Answer, language: Language, chosen: Sequence[str]) -> View:
    return View(
        distribution.title(answer, language, chosen),
        distribution.figure(answer, language, chosen),
        [*distribution.footnotes(answer, language), *_others(answer, texts.LEFT_OUT.in_(language), language)],
        partial(tables.figures, [answer], common.IN_TABLE.in_(language), language),
        partial(downloads.of_answers, [answer], language),
        [answer],
    )


def two(first: Answer, second: Answer, language: Language, chosen: Sequence[str]) -> View:
    couples = scatter.paired(first, second)
    return View(
        scatter.title(couples, first, second, language, chosen),
        scatter.figure(couples, first, second, language, chosen),
        [
            texts.TWO_MEANS.in_(language),
            *[texts.TOGETHER_MEANS.in_(language)] * (scatter.together(couples) is not None),
            *scatter.left_out(couples, first, second, language),
        ],
        partial(scatter.listing, couples, first, second, language),
        partial(downloads.of_answers, [first, second], language),
        [first, second],
    )


def _others(answer: Answer, heading: str, language: Language, ringed: bool = False) -> list[str]:
    """Those that are not drawn, by their state in words; on a map those that are, with a ring, first."""
    rows = [row for row in answer.rows if not ranking.exact(row)]
    rings = [row for row in rows if ringed and row.value is not None]
    rest = ranking.unranked([row for row in rows if row not in rings], language)
    told = [f"○ {heading} · {group}" for group in ranking.unranked(rings, language)]
    return told + [f"{heading} · {group}" for group in rest]


def mapped(now: Answer, then: Answer, day: date, language: Language, chosen: Sequence[str]) -> View:
    order = ranking.rank(now, then)
    return View(
        ranking.title(order, now, language, chosen),
        choropleth.figure(now, day, language, chosen),
        [
            *_others(now, texts.UNRANKED.in_(language), language, ringed=True),
            *ranking.footnotes(order, now, language, moves=False),
        ],
        partial(_beside, order, now, language),
        partial(ranking.to_table, order, now, language),
        [now],
    )


def _beside(order: ranking.Ranking, now: Answer, language: Language) -> str:
    """Rank, province, figure, state: what stands beside a map."""
    body, digits = [], formats.apart(order.measure, [one.row.value or 0 for one in order.ranked])
    for row, rank in ((one.row, one.rank) for one in order.placed):
        figure = tables.linked(now, row, language, "number" if row.value is not None else "none", digits)
        state = tables.Cell("" if rank or row.value is None else ranking.standing(row, language), "none")
        link = page_links.profile(row.key, now.question.boundary, language)
        body.append(
            (tables.Cell(formats.area(row, language), link=link), [tables.Cell(str(rank or "–")), figure, state])
        )
    head = [common.PROVINCE, texts.RANK, common.VALUE, common.STATE]
    return tables.table(common.IN_TABLE.in_(language), [text.in_(language) for text in head], body)
