"""Provinces from first to last: who is ranked and who is not, how ranks moved since last year, as bars and as a table.

Only complete figures are ranked. Ranks are compared among the provinces that were complete both times, so that nobody
rises because someone else has not reported.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import plotly.graph_objects as go
import pyarrow as pa

from data.model import Language, Text, day_text
from data.places import Boundary
from indicators.define import Direction, Measure
from indicators.engine.answer import STANDING_LABELS, Answer, Row, Standing
from indicators.engine.growth import Growth, compare
from pages.charts.axis import COLOURS, INK, SIZE, ChartBuilder, colour_of, hover_lines, row_height, safe
from pages.texts import common
from pages.texts import compare as texts
from pages.ui import downloads, formats
from pages.ui.page_links import profile
from pages.ui.sentences import explained, hover
from pages.ui.tables import Cell, linked, table

OTHER_PEOPLE = "≈"  # before what is divided by people who were counted by another concept than most


class Placed(NamedTuple):
    """A province: its rank among the complete, how many ranks it rose since last year, its growth."""

    row: Row
    rank: int | None
    moved: int | None
    growth: Growth


class Ranking(NamedTuple):
    """The provinces from first to last, those that are not ranked after them; `why` says why no ranks are compared."""

    measure: Measure
    placed: Sequence[Placed]
    both: int  # of how many provinces ranks are compared
    why: Text | None

    @property
    def ranked(self) -> list[Placed]:
        return [one for one in self.placed if one.rank is not None]

    @property
    def others(self) -> list[Placed]:
        return [one for one in self.placed if one.rank is None]


def exact(row: Row) -> bool:
    """Whether a figure can be set beside others: complete, not a bound, not contradicted."""
    return row.state is Standing.FINAL and row.value is not None and not row.bound and not row.conflict


def ranks(values: Mapping[str, float], direction: Direction) -> dict[str, int]:
    """Rank by key, the best first; equal figures share a rank and the next ones are left out: 1, 2, 2, 4."""
    order = sorted(values.values(), reverse=direction is not Direction.LOWER_BETTER)
    return {key: order.index(value) + 1 for key, value in values.items()}


def rank(now: Answer, then: Answer) -> Ranking:
    """The provinces of one period, beside the same span of the year before."""
    measure, direction = now.measure, now.measure.direction
    before = {row.key: row for row in then.rows}
    growths = {row.key: compare(row, before.get(row.key), measure) for row in now.rows}
    places = ranks({row.key: row.value or 0 for row in now.rows if exact(row)}, direction)
    both = {k: g for k, g in growths.items() if k in places and g.why is None and g.before and exact(g.before)}
    why = _no_moves(now, then, growths, both)
    if why is not None:
        both = {}
    new = ranks({key: growth.now.value or 0 for key, growth in both.items()}, direction)
    old = ranks({key: growth.before.value or 0 for key, growth in both.items() if growth.before}, direction)
    placed = [
        Placed(row, places.get(row.key), old[row.key] - new[row.key] if row.key in both else None, growths[row.key])
        for row in now.rows
    ]
    placed.sort(key=lambda one: one.rank or len(now.rows) + 1)
    return Ranking(measure, placed, len(both), why)


def _no_moves(now: Answer, then: Answer, growths: Mapping[str, Growth], both: Mapping[str, Growth]) -> Text | None:
    """Why ranks cannot be compared with last year's, if they cannot."""
    when = then.question.last.inside
    units, earlier = {row.key for row in now.rows}, {row.key for row in then.rows}
    if units != earlier:
        return Text(
            texts.OTHER_UNITS.vi.format(when=when.vi, before=len(earlier), now=len(units)),
            texts.OTHER_UNITS.en.format(when=when.en, before=len(earlier), now=len(units)),
        )
    if both:
        return None
    told = [growth.why for growth in growths.values() if growth.why and exact(growth.now)]
    told = [why for why, _ in Counter(told).most_common(1)] or [texts.NOBODY_BOTH]
    reason = Text(told[0].vi.rstrip("."), told[0].en.rstrip("."))
    return Text(
        texts.NO_MOVES.vi.format(when=when.vi, why=reason.vi), texts.NO_MOVES.en.format(when=when.en, why=reason.en)
    )


def first_of(chosen: Sequence[str]) -> str:
    """The province that a title tells of, by key, or ``."""
    return chosen[0] if chosen else ""


def mark(placed: Placed, ranking: Ranking, language: Language) -> str:
    """`▲2`, `▼1`, `=`, `mới`; nothing where ranks are not compared."""
    if ranking.why is not None or placed.rank is None:
        return ""
    if placed.moved is None:
        return texts.NEW.in_(language)
    return f"▲{placed.moved}" if placed.moved > 0 else f"▼{-placed.moved}" if placed.moved < 0 else "="


def standing(row: Row, language: Language) -> str:
    """Why a province is not ranked, in words."""
    if row.conflict:
        return texts.IN_CONFLICT.in_(language)
    if row.bound == OTHER_PEOPLE:
        return texts.OTHER_PEOPLE.in_(language)
    if row.bound and row.state is Standing.FINAL:
        return texts.BOUND.in_(language)
    return STANDING_LABELS[row.state].in_(language)


def title(ranking: Ranking, answer: Answer, language: Language, chosen: Sequence[str] = ()) -> str:
    """The answer in words: of the province chosen first, else of the first in rank."""
    measure, last, ranked = ranking.measure, answer.question.last, ranking.ranked
    mine = next((one for one in ranking.placed if one.row.key == first_of(chosen)), None)
    if mine is not None:
        name, when = formats.area(mine.row, language), last.inside.in_(language)
        if mine.rank is None:
            return texts.NOT_RANKED_AT.in_(language).format(area=name, when=when, state=standing(mine.row, language))
        value = formats.in_full(measure, mine.row, language)
        told = texts.RANKED_AT.in_(language).format(area=name, said=value, rank=mine.rank, all=len(ranked), when=when)
        return f"{told} ({_moved(mine.moved, language)})" if mine.moved is not None else told
    when = last.label.in_(language)
    if not ranked:
        return texts.NONE_RANKED.in_(language).format(when=when)
    first = [one for one in ranked if one.rank == 1]
    name = formats.area(first[0].row, language)
    if len(first) > 1:
        name = texts.AND_OTHERS.in_(language).format(area=name, count=len(first) - 1)
    value = formats.in_full(measure, first[0].row, language)
    told = texts.LEADS[measure.direction].in_(language).format(when=when, area=name, said=value)
    return told + formats.next_plain(measure, [one.row for one in ranked], language)


def _moved(places: int, language: Language) -> str:
    text = texts.RISEN if places > 0 else texts.FALLEN if places < 0 else texts.KEPT
    return text.in_(language).format(places=abs(places))


def figure(
    ranking: Ranking, language: Language, chosen: Sequence[str] = (), beside: Mapping[str, float] | None = None
) -> go.Figure:
    """A bar for each province that is ranked, the first on top, with its figure and how its rank moved; `beside`: what
    they are set against, by its name."""
    ranked, measure = ranking.ranked, ranking.measure
    step = row_height(len(ranked))
    order = sorted((beside or {}).items(), key=lambda each: each[1])
    sheet = ChartBuilder(language, 40 + step * max(len(ranked), 1), top=20 + 13 * (len(order) > 1), bottom=8)
    keys = [one.row.key for one in ranked]
    values = [one.row.value or 0 for one in ranked]
    told = formats.labels(measure, [one.row for one in ranked], language)
    ends = [f"{said}  {mark(one, ranking, language)}" for said, one in zip(told, ranked, strict=True)]
    spoken = [
        hover_lines(
            "\n".join(
                filter(
                    None,
                    [
                        hover(measure, one.row, [r for r in (one.growth.now, one.growth.before) if r], language),
                        f"{texts.RANK.in_(language)} {one.rank}/{len(ranked)}",
                        _moved(one.moved, language) if one.moved is not None else "",
                    ],
                )
            )
        )
        for one in ranked
    ]
    colours = [colour_of(key, chosen) if chosen else COLOURS[0] for key in keys]
    plain = {"marker": {"opacity": 1}}  # what is clicked leads away; the others need not fade
    sheet.draw(
        "bar",
        orientation="h",
        x=values,
        y=keys,
        text=ends,
        textposition="outside",
        constraintext="none",
        cliponaxis=False,
        hovertext=spoken,
        customdata=keys,
        marker={"color": colours},
        textfont={"size": min(SIZE, step - 2)},
        selected=plain,
        unselected=plain,
    )
    low, high = min([0.0, *values]), max([0.0, *values])
    room = (high - low) * 0.3 or 1
    names = [f"{safe(formats.area(one.row, language))}  {one.rank}" for one in ranked]
    axis = {"automargin": True, "fixedrange": True, "showgrid": False, "autorange": "reversed"}
    axis |= {"tickfont": {"size": min(SIZE, step - 1), "color": INK}}
    for up, (name, value) in enumerate(order):  # a name never beyond the sheet
        sheet.reference(value, name, "right" if value > (low + high) / 2 else "left", reaching(value, values), 13 * up)
    sheet.set(
        xaxis={"visible": False, "fixedrange": True, "range": [low - (room if low else 0), high + room]},
        yaxis=axis | {"tickvals": keys, "ticktext": names},
        bargap=0.25,
    )
    return sheet.figure()


def reaching(value: float, values: Sequence[float]) -> float:
    """Which share of falling bars is not shorter: a line ends with them, and crosses no figure of the others."""
    falling = list(values) == sorted(values, reverse=True)
    return sum(each >= value for each in values) / len(values) if falling and values else 1


def unranked(rows: Sequence[Row], language: Language) -> list[str]:
    """Who is left out, by their state in words; of a partial figure how much of it there is."""
    groups: dict[str, list[str]] = {}
    for row in rows:
        name = formats.area(row, language)
        held = f" ({formats.held(row, language)})" if row.state is Standing.PARTIAL else ""
        groups.setdefault(standing(row, language), []).append(name + held)
    return [
        f"{state} ({len(names)}): {formats.listed(names, language, 40)}"
        for state, names in sorted(groups.items(), key=lambda group: -len(group[1]))
    ]


def footnotes(ranking: Ranking, answer: Answer, language: Language, moves: bool = True) -> list[str]:
    """How it was ranked, of when the units are, and why ranks are or are not compared with last year's."""
    rows, asked = answer.rows, answer.question
    told = [
        texts.ORDERS[ranking.measure.direction].in_(language),
        texts.RULE.in_(language).format(ranked=len(ranking.ranked), all=len(rows)),
    ]
    if asked.boundary is Boundary.THEN:
        told.append(texts.ENDED.in_(language).format(day=day_text(asked.last.end, language)))
    if moves and ranking.why is not None:
        told.append(ranking.why.in_(language))
    elif moves and ranking.ranked:
        when = asked.last.year_before().inside.in_(language)
        told.append(texts.MOVES_AMONG.in_(language).format(when=when, count=ranking.both))
    return [*told, *calendars(rows, language), *explained(rows, language)]


def calendars(rows: Sequence[Row], language: Language) -> list[str]:
    """That the provinces do not all report the same days, where they do not."""
    counted = Counter(row.calendar for row in rows if row.calendar)
    if len(counted) < 2 and "mixed" not in counted:
        return []
    kinds = {kind: counted.get(kind, 0) for kind in ("statistical", "administrative", "mixed")}
    return [texts.CALENDARS.in_(language).format(**kinds)]


def listing(ranking: Ranking, answer: Answer, language: Language) -> str:
    """All provinces as a table, the ranked ones first; each leads to its own page."""
    measure, body = ranking.measure, []
    digits = formats.apart(measure, [one.row.value or 0 for one in ranking.ranked])
    for one in ranking.placed:
        row, before = one.row, one.growth.before
        now = linked(answer, row, language, "number" if one.rank else "none", digits)
        then = linked(answer, before, language, "number", digits) if before else Cell("")
        change, why = _change(one, measure, language)
        name = Cell(formats.area(row, language), link=profile(row.key, answer.question.boundary, language))
        cells = [
            Cell(str(one.rank or "–")),
            now,
            then,
            Cell(change or "–", title=why),
            Cell(mark(one, ranking, language)),
        ]
        body.append((name, [*cells, Cell("" if one.rank else standing(row, language), "none")]))
    asked = answer.question.last
    columns = [common.PROVINCE, texts.RANK, asked.short, asked.year_before().short, texts.CHANGE, texts.RANK_MOVED]
    head = [text.in_(language) for text in [*columns, common.STATE]]
    return table(title(ranking, answer, language), head, body)


def _change(placed: Placed, measure: Measure, language: Language) -> tuple[str, str]:
    """`▲ 6,1 %`, or why it cannot be told."""
    now, before, why = placed.row, placed.growth.before, placed.growth.why
    if placed.growth.difference is None or before is None:
        return "", why.in_(language) if why else ""
    return formats.change(measure, now.value or 0, before.value or 0, language), ""


def to_table(ranking: Ranking, answer: Answer, language: Language) -> pa.Table:
    """The same to take away."""
    ordered = Answer(answer.question, answer.measure, tuple(one.row for one in ranking.placed))
    rows = downloads.of_answers([ordered], language)
    changes = [_change(one, ranking.measure, language) for one in ranking.placed]
    columns: dict[Text, tuple[list[object], pa.DataType]] = {
        texts.RANK: ([one.rank for one in ranking.placed], pa.int32()),
        texts.RANK_MOVED: ([one.moved for one in ranking.placed], pa.int32()),
        texts.YEAR_BEFORE: (
            [one.growth.before.value if one.growth.before else None for one in ranking.placed],
            pa.float64(),
        ),
        texts.CHANGE: ([change or why or None for change, why in changes], pa.string()),
    }
    for label, (values, kind) in columns.items():
        rows = rows.append_column(label.in_(language), pa.array(values, kind))
    return rows
