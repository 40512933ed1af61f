"""Trends: an answer in, a figure out. A gap stays a gap, a conflict is a cross, a total of too few is hollow and
dashed."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import cycle

import plotly.graph_objects as go

from data.model import Language, Period
from data.places import NATION_KEY
from indicators.define import Measure, Nature
from indicators.engine.answer import Answer, Row
from pages.charts import coverage_strip, line_marks
from pages.charts.axis import (
    COLOURS,
    GREY,
    INK,
    SIZE,
    TALL,
    ChartBuilder,
    axis_name,
    hover_lines,
    numbered,
    safe,
)
from pages.charts.labels import LETTER, apart
from pages.charts.line_marks import Aim
from pages.ui.formats import PER_CENT, area, in_full, marked
from pages.ui.sentences import lines_of

MOST_LINES = 6  # more than these on one sheet cannot be told apart
LONGEST = 21  # letters of such a label
BROKEN = 17  # letters of a name and a figure that stand on one line where they could stand on two
SMALL, LEAST_SMALL = 118, 68  # pixels of a small chart, and where many stand on one screen
PANEL = 210  # pixels of one measure among several

Lines = Mapping[str, Sequence[Row]]
Reach = tuple[float, float]
Past = Mapping[str, Sequence[Row | None]]  # of each area, the rows of a year before
Aims = Mapping[str, Sequence[Aim]]


def spans_of(answer: Answer) -> list[Period]:
    return sorted({row.period for row in answer.rows})


def reach_of(lines: Lines, measure: Measure, past: Past | None = None, aims: Aims | None = None) -> Reach:
    """From where to where an axis goes that holds all that is drawn: a share is always seen against the whole, and
    only growth goes below nothing."""
    values = [row.value for rows in lines.values() for row in rows if row.value is not None]
    for key in lines:
        values += [row.value for row in (past or {}).get(key, ()) if row is not None and row.value is not None]
        values += [aim.value for aim in (aims or {}).get(key, ())]
    highest = max(values, default=0)
    if measure.growth_of:
        return min([0.0, *values]), max(highest, 0)
    return 0, max(highest, 100) if measure.kind is Nature.RATIO else highest


def _names_at_ends(
    sheet: ChartBuilder,
    lines: Lines,
    colours: Sequence[str],
    y: str,
    reach: Reach,
    pixels: float,
    measure: Measure,
    names: Mapping[str, str],
    edge: int = 0,
) -> None:
    """The name of each line with its last figure beside its last point, apart where they would cover each other; not
    before the `edge`, up to which a plan goes on."""
    ends, low, span = [], 1.08 * reach[0], 1.08 * (reach[1] - reach[0]) or 1
    for (key, rows), colour in zip(lines.items(), cycle(colours), strict=False):
        last = max((i for i, row in enumerate(rows) if row.value is not None), default=None)
        if last is not None and (value := rows[last].value) is not None:
            said = _end_said(measure, rows, rows[last], sheet.language, names.get(key, ""), alone=len(lines) == 1)
            ends.append(((value - low) / span * pixels, last, value, said, colour))
    ends.sort()
    for at, (height, last, value, said, colour) in zip(apart([end[0] for end in ends], pixels), ends, strict=True):
        place = {
            "x": max(last, edge),
            "y": value,
            "xref": "x",
            "yref": y,
            "xanchor": "left",
            "xshift": 9,
            "yshift": at - height,
        }
        sheet.write(said, **place, align="left", font={"color": colour, "size": SIZE})


def _end_said(
    measure: Measure, rows: Sequence[Row], last: Row, language: Language, name: str = "", *, alone: bool
) -> str:
    """`Cần Thơ 9.389`; the name alone where both would be too long. A line that is `alone` has the room for two lines
    of words, and leaves a phone's sheet wider for it."""
    name = name or area(rows[0], language)
    value = in_full(measure, last, language) if measure.money else marked(measure, last, language)
    value += PER_CENT.in_(language) if measure.unit.vi == "%" else ""
    if alone and len(f"{name} {value}") > BROKEN:
        return f"{name}\n{value}"
    return said if len(said := f"{name} {value}") <= LONGEST else name


def _room_for(answers: Iterable[Answer], language: Language) -> int:
    """Pixels to the right of the sheet that the labels at the ends of lines need."""
    longest = 0
    for answer in answers:
        lines = lines_of(answer)
        for rows in lines.values():
            known = [row for row in rows if row.value is not None]
            one = len(lines) == 1
            said = _end_said(answer.measure, rows, known[-1], language, alone=one) if known else area(rows[0], language)
            longest = max(longest, *map(len, said.split("\n")))
    return 16 + LETTER * min(longest, LONGEST)


def _panel(
    sheet: ChartBuilder,
    answer: Answer,
    colours: Sequence[str],
    y: str,
    past: Past | None,
    aims: Aims | None,
    names: Mapping[str, str] | None = None,
) -> Reach:
    """All lines of an answer on one axis, with what is drawn under them; how far that goes."""
    lines, spans, measure = lines_of(answer), spans_of(answer), answer.measure
    together = _together(sheet, lines, spans, measure) if 1 < len(lines) <= MOST_LINES else None
    for (key, rows), colour in zip(lines.items(), cycle(colours), strict=False):
        line_marks.pale(sheet, (past or {}).get(key, ()), measure, colour, "x", y)
        line_marks.aim(sheet, (aims or {}).get(key, ()), spans, colour, "x", y)
        name = (names or {}).get(key, "")
        line_marks.draw(sheet, rows, measure, colour, "x", y, name, asked=answer.question, shared_by=together)
    sheet.breaks(measure, spans, y)
    return reach_of(lines, measure, past, aims)


def _together(sheet: ChartBuilder, lines: Lines, spans: Sequence[Period], measure: Measure) -> dict[Period, int]:
    """What all lines say of each period, the highest first, so that one pointer reads them; by period, its place."""
    told = []
    for span in spans:
        there = [(row, rows) for rows in lines.values() for row in rows if row.period == span]
        there.sort(key=lambda each: -(each[0].value if each[0].value is not None else float("-inf")))
        said = [line_marks.in_short(measure, row, rows, sheet.language) for row, rows in there]
        told.append("\n".join([span.label.in_(sheet.language), *said]))
    first = sheet.share([f"{hover_lines(each)}<br><br><extra></extra>" for each in told])
    return {span: first + n for n, span in enumerate(spans)}


def colours_of(keys: Iterable[str], chosen: Sequence[str] = ()) -> list[str]:
    """The colour of each area, in the order of choosing; the nation beside its parts is grey."""
    order = [key for key in chosen or keys if key != NATION_KEY]
    return [GREY if key not in order else COLOURS[order.index(key) % len(COLOURS)] for key in keys]


def trend(
    areas: Answer | None,
    nation: Answer,
    language: Language,
    past: Past | None = None,
    aims: Aims | None = None,
    *,
    above: bool = True,
) -> go.Figure:
    """A line for each area, and `above` them, on a scale of its own, the nation's; the nation alone without them."""
    measure, spans = nation.measure, spans_of(nation)
    panels: list[tuple[Answer, Sequence[str], float, float]] = [(nation, COLOURS, 0.0, 1.0)]
    if areas:
        parts = colours_of(list(lines_of(areas)))
        panels = [(areas, parts, 0.0, 1.0)]
        if above and measure.kind is not Nature.INDEX:  # the nation has no score
            panels = [(nation, [GREY], 0.74, 1.0), (areas, parts, 0.0, 0.66)]
    drawn_nation = panels[0][0] is nation
    height = TALL if len(panels) > 1 else TALL - coverage_strip.PIXELS
    # Who is in a sum stands in a strip under the chart, so that one of 34 who is late does not break its line.
    whole = next(iter(lines_of(nation).values()), []) if measure.kind is not Nature.INDEX and drawn_nation else []
    strip = coverage_strip.wanted(whole)
    if strip:
        height = TALL
        foot = coverage_strip.PIXELS / (height - 72)
        panels = [
            (answer, colours, foot + low * (1 - foot), high * (1 - foot) + foot)
            for answer, colours, low, high in panels
        ]
    sheet = ChartBuilder(language, height, right=_room_for([answer for answer, *_ in panels], language), top=28)
    for number, (answer, colours, low, high) in enumerate(panels):
        y = numbered("y", number)
        reach = _panel(sheet, answer, colours, y, past, aims)
        small = {"nticks": 3, "dtick": None} if len(panels) > 1 and number == 0 else {}
        sheet.values(y, reach, measure, domain=[low, high], anchor="x", **small)
        edge = len(spans) - 1 if aims else 0
        _names_at_ends(sheet, lines_of(answer), colours, y, reach, (high - low) * (height - 72), measure, {}, edge)
        sheet.rules(spans, y, word=number == 0)
    if strip:
        coverage_strip.draw(
            sheet, whole, numbered("y", len(panels)), coverage_strip.SHARE * coverage_strip.PIXELS / (height - 72)
        )
    sheet.time(spans, anchor=numbered("y", len(panels) - (not strip)))
    return sheet.figure()


def panels(
    answers: Sequence[Answer], language: Language, pasts: Sequence[Past] = (), aims: Sequence[Aims] = ()
) -> go.Figure:
    """Several measures one below the other, each on a scale of its own; an area has one colour in all of them."""
    spans, share = spans_of(answers[0]), 1 / len(answers)
    height = PANEL * len(answers) + 72
    sheet = ChartBuilder(language, height, right=_room_for(answers, language), top=40)
    for number, answer in enumerate(answers):
        y, measure = numbered("y", number), answer.measure
        past, aim = (pasts[number] if pasts else None), (aims[number] if aims else None)
        reach = _panel(sheet, answer, COLOURS, y, past, aim)
        domain = [1 - share * (number + 1) + 0.04 * share, 1 - share * number - 0.16 * share]
        sheet.values(y, reach, measure, domain=domain, anchor="x", nticks=4)
        _names_at_ends(sheet, lines_of(answer), COLOURS, y, reach, (domain[1] - domain[0]) * (height - 84), measure, {})
        named = f"{measure.code} · {measure.label.in_(language)} ({measure.unit.in_(language)})"
        sheet.write(named, xref="paper", yref=f"{y} domain", x=0, y=1, xanchor="left", yanchor="bottom", yshift=3)
        sheet.rules(spans, y, word=False)
    sheet.time(spans, anchor=numbered("y", len(answers) - 1))
    return sheet.figure()


def together(answers: Sequence[Answer], language: Language) -> go.Figure:
    """Measures that have become indices on one sheet: a line for each measure and area."""
    spans = spans_of(answers[0])
    several = len({key for answer in answers for key in lines_of(answer)}) > 1
    lines: dict[str, Sequence[Row]] = {}
    names: dict[str, str] = {}
    sheet = ChartBuilder(language, TALL, right=16 + LETTER * LONGEST if several else 110, top=28)
    colours = cycle(COLOURS)
    used = []
    for answer in answers:
        for key, rows in lines_of(answer).items():
            line = f"{answer.measure.code}/{key}"
            name = f"{answer.measure.code} · {area(rows[0], language)}" if several else answer.measure.code
            used.append(next(colours))
            line_marks.draw(sheet, rows, answer.measure, used[-1], "x", "y", safe(name), asked=answer.question)
            lines[line], names[line] = rows, name
    reach = reach_of(lines, answers[0].measure)
    sheet.values("y", reach, answers[0].measure, anchor="x")
    _names_at_ends(sheet, lines, used, "y", reach, TALL - 72, answers[0].measure, names)
    sheet.breaks(answers[0].measure, spans, "y")
    sheet.rules(spans, "y")
    sheet.time(spans, anchor="y")
    return sheet.figure()


def multiples(
    areas: Answer, language: Language, across: int = 3, past: Past | None = None, aims: Aims | None = None
) -> go.Figure:
    """A small chart for each province, all on one scale, so that they can be compared by eye."""
    return _small(areas, lines_of(areas), {}, language, across, past, aims)


def parts(answer: Answer, items: Iterable[str], language: Language) -> go.Figure:
    """A small chart for each of these parts of a whole, of each area, all on one scale."""
    lines, names = {}, {}
    areas = lines_of(answer)
    for key, rows in areas.items():
        for item in items:
            line = f"{key}/{item}"
            if of_it := [row for row in rows if row.item == item]:
                lines[line] = of_it
            part = answer.items[item].in_(language)
            names[line] = f"{area(rows[0], language)} · {part}" if len(areas) > 1 else part
    return _small(answer, lines, names, language)


def _small(
    answer: Answer,
    lines: Lines,
    names: Mapping[str, str],
    language: Language,
    across: int = 3,
    past: Past | None = None,
    aims: Aims | None = None,
) -> go.Figure:
    spans, measure = spans_of(answer), answer.measure
    down = -(-len(lines) // across)
    small = max(LEAST_SMALL, min(SMALL, (TALL - 60) // down))
    sheet = ChartBuilder(language, 60 + small * down, top=24, bottom=30, left=52)
    # The first year and the last under the middle of their periods: on a phone, ends of neighbours would collide.
    years = {end.year: [i for i, span in enumerate(spans) if span.year == end.year] for end in (spans[0], spans[-1])}
    reach, gap = reach_of(lines, measure, past, aims), 24 / (small * down)
    for n, (key, rows) in enumerate(lines.items()):
        line, column = divmod(n, across)
        x, y = numbered("x", n), numbered("y", n)
        line_marks.pale(sheet, (past or {}).get(key, ()), measure, COLOURS[0], x, y)
        line_marks.aim(sheet, (aims or {}).get(key, ()), spans, COLOURS[0], x, y)
        line_marks.draw(sheet, rows, measure, COLOURS[0], x, y, small=True, asked=answer.question)
        domain = [1 - (line + 1) / down + gap / 3, 1 - line / down - gap]
        sheet.values(
            y,
            reach,
            measure,
            anchor=x,
            domain=domain,
            showticklabels=column == 0,
            tickvals=sorted({*reach, 0}),
        )
        axis = {
            "domain": [column / across, (column + 1) / across - 0.02],
            "anchor": y,
            "range": [-0.5, len(spans) - 0.5],
            "showgrid": False,
            "fixedrange": True,
            "zeroline": False,
            "tickvals": [sum(at) / len(at) for at in years.values()],
            "showticklabels": n + across >= len(lines),
            "tickfont": {"size": 10, "color": INK},
            "ticktext": list(map(str, years)),
        }
        sheet.set(**{axis_name(x): axis})
        sheet.rules(spans, y, x, word=False)
        name = names.get(key) or area(rows[0], language)
        sheet.write(name, xref=f"{x} domain", yref=f"{y} domain", x=0, y=1, xanchor="left", yanchor="bottom")
    return sheet.figure()
