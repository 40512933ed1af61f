"""Who rose and who fell against the same span of last year, and who cannot be compared, so that a missing report is no
fall."""

from collections import Counter
from collections.abc import Sequence

import plotly.graph_objects as go

from data.model import Language, number_text
from indicators.define import Measure, Nature
from indicators.engine.answer import Answer
from indicators.engine.growth import Growth
from pages.charts.axis import COLOURS, GREY, INK, SIZE, ChartBuilder, colour_of, hover_lines, row_height, safe
from pages.charts.ranking import Placed, Ranking, calendars, exact, first_of
from pages.texts import compare as texts
from pages.ui import formats
from pages.ui.sentences import explained, hover

LONG = 3  # a bar so many times as long as nearly all others is cut off, or they could not be told apart


def reach(sizes: Sequence[float]) -> float:
    """How long a bar may be."""
    order = sorted(map(abs, sizes))
    return LONG * order[int(0.9 * (len(order) - 1))] if order else 0.0


def moved(order: Ranking) -> list[Placed]:
    """The provinces whose growth can be told, the greatest fall first."""
    return sorted((one for one in order.placed if size(one.growth) is not None), key=lambda one: size(one.growth) or 0)


def size(growth: Growth) -> float | None:
    """How far a figure moved: per cent of last year's, points of a share; nothing where the two cannot be compared.

    What was nothing a year ago has no per cent and stands in a note of its own.
    """
    if growth.difference is None or not exact(growth.now):
        return None
    shares = growth.percent is None and growth.before is not None and growth.before.value != 0
    return growth.difference if shares else growth.percent


def step(measure: Measure, growth: Growth, language: Language) -> str:
    """`▼ 12,3 %`; points for a share."""
    if growth.percent is None or round(growth.percent, 1) == 0 or measure.kind in (Nature.RATIO, Nature.INDEX):
        before = growth.before.value if growth.before else None
        return formats.change(measure, growth.now.value or 0, before or 0, language)
    arrow = "▲ " if growth.percent > 0 else "▼ "
    return f"{arrow}{number_text(abs(growth.percent), language, 1)}{formats.PER_CENT.in_(language)}"


def way(measure: Measure, growth: Growth) -> int:
    """Down (-1), up (1), or neither: what moved by less than the last digit that is written did not move."""
    moved_by = size(growth) or 0
    return 0 if not moved_by or step(measure, growth, "vi") == formats.UNCHANGED.vi else -1 if moved_by < 0 else 1


def signed(measure: Measure, growth: Growth, language: Language) -> str:
    """The same with a sign where one of its two figures was asked about and explained."""
    told = growth.now.reasons or (growth.before and growth.before.reasons)
    return step(measure, growth, language) + f" {formats.EXPLAINED}" * bool(told)


def title(order: Ranking, answer: Answer, language: Language, chosen: Sequence[str] = ()) -> str:
    """How many fell and rose and how many cannot be compared; of the province looked at, its own change."""
    when = answer.question.last.label.in_(language)
    known = moved(order)
    mine = next((one for one in known if one.row.key == first_of(chosen)), None)
    if mine is not None:
        told = {"area": formats.area(mine.row, language), "moved": signed(order.measure, mine.growth, language)}
        return texts.MOVED_AT.in_(language).format(**told, when=answer.question.last.inside.in_(language))
    ways = Counter(way(order.measure, one.growth) for one in known)
    rest = len(order.placed) - sum(one.growth.difference is not None for one in order.placed)
    if not known:
        return texts.NONE_MOVED.in_(language).format(when=when)
    same = texts.STOOD.in_(language).format(count=ways[0]) if ways[0] else ""
    return texts.FELL_AND_ROSE.in_(language).format(when=when, fell=ways[-1], rose=ways[1], same=same, rest=rest)


def figure(order: Ranking, language: Language, chosen: Sequence[str] = ()) -> go.Figure:
    """A bar for each, falls to the left of nothing and rises to the right of it."""
    known, measure = moved(order), order.measure
    tall = row_height(len(known))
    sheet = ChartBuilder(language, 24 + tall * max(len(known), 1), top=8, bottom=8)
    keys, sizes = [one.row.key for one in known], [size(one.growth) or 0.0 for one in known]
    colours = [
        colour_of(one.row.key, chosen) if chosen else COLOURS[0] if way(measure, one.growth) < 0 else GREY
        for one in known
    ]
    longest = reach(sizes) or max(map(abs, sizes), default=0)
    shown = [max(-longest, min(longest, each)) for each in sizes]
    ends = [
        ("≫ " if abs(size(one.growth) or 0) > longest else "") + signed(measure, one.growth, language) for one in known
    ]
    spoken = [
        hover_lines(hover(measure, one.row, [r for r in (one.growth.now, one.growth.before) if r], language))
        for one in known
    ]
    plain = {"marker": {"opacity": 1}}
    sheet.draw(
        "bar",
        orientation="h",
        x=shown,
        y=keys,
        textposition="outside",
        constraintext="none",
        cliponaxis=False,
        hovertext=spoken,
        text=ends,
        customdata=keys,
        marker={"color": colours},
        textfont={"size": min(SIZE, tall - 2)},
        selected=plain,
        unselected=plain,
    )
    low, high = min([0.0, *shown]), max([0.0, *shown])
    room = (high - low) * 0.42 or 1
    names = [safe(formats.area(one.row, language)) for one in known]
    axis = {"automargin": True, "fixedrange": True, "showgrid": False, "autorange": "reversed"}
    axis |= {"tickfont": {"size": min(SIZE, tall - 1), "color": INK}}
    sheet.set(
        xaxis={
            "fixedrange": True,
            "range": [low - (room if low else 0), high + room],
            "showgrid": False,
            "showticklabels": False,
            "zeroline": True,
            "zerolinecolor": GREY,
        },
        yaxis=axis | {"tickvals": keys, "ticktext": names},
        bargap=0.25,
    )
    return sheet.figure()


def footnotes(order: Ranking, answer: Answer, language: Language) -> list[str]:
    """What was compared with what, who fell, and who is left out for which reason."""
    then = answer.question.last.year_before().inside.in_(language)
    known = moved(order)
    fell = [one for one in known if way(order.measure, one.growth) < 0]
    told = [texts.MOVES_RULE.in_(language).format(when=then)]
    sizes = [size(one.growth) or 0.0 for one in known]
    if 0 < reach(sizes) < max(map(abs, sizes)):
        told.append(texts.TOO_LONG.in_(language))
    if fell:
        told.append(texts.FELL.in_(language).format(count=len(fell), who=_named(fell, order.measure, language)))
    grown = [one for one in order.placed if one.growth.difference is not None and size(one.growth) is None]
    if grown:
        told.append(texts.FROM_NOTHING.in_(language).format(when=then, who=_named(grown, order.measure, language)))
    groups: dict[str, list[str]] = {}
    for one in order.placed:
        if one.growth.difference is None:
            why = one.growth.why.in_(language) if one.growth.why else ""
            groups.setdefault(why, []).append(formats.area(one.row, language))
    for why, names in sorted(groups.items(), key=lambda group: -len(group[1])):
        told.append(
            texts.NOT_COMPARED.in_(language).format(
                count=len(names), why=why.rstrip("."), who=formats.listed(names, language, 40)
            )
        )
    return [*told, *calendars(answer.rows, language), *explained(answer.rows, language)]


def _named(placed: Sequence[Placed], measure: Measure, language: Language) -> str:
    return formats.listed(
        [f"{formats.area(one.row, language)} {signed(measure, one.growth, language)}" for one in placed], language, 40
    )
