"""The table of a province's main figures as HTML: value, change, course, level beside region and nation, plan, rank."""

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from itertools import pairwise
from urllib.parse import urlencode

from data.model import Language, Period, Text, number_text
from data.places import PLACES, Boundary
from indicators.define import Measure
from indicators.engine.progress import PACE_LABELS
from pages.charts.cards import INK, course_said, sparkline
from pages.sections import profile
from pages.sections.briefing import MainFigure, Mean, Ranked
from pages.sections.targets_table import percent
from pages.texts import briefing as texts
from pages.texts import common
from pages.ui import page_links, reason_marks
from pages.ui.formats import quantity, state_said

RANKS_WIDE, RANKS_HIGH, EDGE = 96, 26, 4  # pixels of a small picture


def table(figures: Sequence[MainFigure], quarter: Period, boundary: Boundary, language: Language) -> str:
    """A line a figure; on a phone each is a card, so that what is in a cell stands beside its name there."""
    since = figures[0].figure.course[0].period.year if figures and figures[0].figure.course else quarter.year
    head = [
        common.MEASURE.in_(language),
        quarter.label.in_(language).replace(" ", "\u00a0"),
        common.CHANGE.in_(language),
        texts.COURSE_FROM.in_(language).format(since=since),
        texts.BY_HEAD.in_(language),
        texts.AGAINST.in_(language),
        texts.PLAN.in_(language),
        texts.RANK.in_(language),
    ]
    forms = ["", "", "", "", "", "left", "left", ""]
    empty = {head.index(texts.PLAN.in_(language))} if all(one.plan is None for one in figures) else set()
    empty |= set() if any(one.by_head for one in figures) else {head.index(texts.BY_HEAD.in_(language))}
    titles = "".join(
        f'<th role="columnheader" scope="col"{_form(form)}>{escape(title)}</th>'
        for at, (title, form) in enumerate(zip(head, forms, strict=True))
        if at not in empty
    )
    lines = []
    for one in figures:
        cells = [_value(one, boundary, language), _change(one, language), _course(one, language)]
        cells += [_rate(one, language), _bar(one, language), _plan(one, language), _rank(one, language)]
        body = "".join(
            f'<td role="cell"{_form(form)}><span class="label" aria-hidden="true">{escape(title)}</span>{cell}</td>'
            for at, (title, form, cell) in enumerate(zip(head[1:], forms[1:], cells, strict=True), 1)
            if at not in empty
        )
        name = f'<a href="{escape(trend(one.measure, one.figure.now.key, quarter, boundary, language))}" target="_self">{escape(one.measure.label.in_(language))}</a> <small>{escape(one.measure.unit.in_(language))}</small>'
        lines.append(f'<tr role="row"><th role="rowheader" scope="row">{name}</th>{body}</tr>')
    return (
        f'<table class="main" role="table" aria-label="{escape(texts.MAIN.in_(language))}"><thead role="rowgroup"><tr role="row">{titles}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(lines)}</tbody></table>{_among(figures, quarter, language)}'
    )


def _among(figures: Sequence[MainFigure], quarter: Period, language: Language) -> str:
    """That a rank is one among some: 10/10 is not taken for the last of all."""
    of, every = (
        max((one.rank.of for one in figures if one.by_head and one.rank), default=0),
        len(PLACES.at(quarter.end)),
    )
    return f'<p class="among">{escape(texts.AMONG.in_(language).format(all=every))}</p>' if 0 < of < every else ""


def _form(form: str) -> str:
    return f' class="{form}"' if form else ""


def trend(measure: Measure, key: str, quarter: Period, boundary: Boundary, language: Language) -> str:
    """The address of a figure over time, up to the quarter looked at."""
    chosen = {"chi-tieu": measure.code, "tinh": key, "den": quarter.code}
    return f"xu-huong?{urlencode(chosen | page_links.kept(boundary, language))}"


def _value(one: MainFigure, boundary: Boundary, language: Language) -> str:
    """The figure, which leads to where it came from; of another span than the quarter, of which; or why there is
    none."""
    measure, now = one.measure, one.figure.now
    mark = reason_marks.mark(now.reasons, language, now.sender_notes)
    when = now.period.short.in_(language).replace(" ", "\u00a0")
    span = f"<br><small>{escape(when)}</small>" if now.period.first != now.period.last else ""
    if now.value is None:
        return f"<em>{escape(state_said(now, language))}</em>{span}"
    link = escape(page_links.source(measure.code, now.period, now.key, boundary, language))
    partial = now.reported < now.expected or now.conflict
    state = f"<br><small>{escape(state_said(now, language))}</small>" if partial else ""
    return f'<span class="value"><a href="{link}" target="_self">{escape(quantity(measure, now, language))}</a></span>{mark}{span}{state}'


def _change(one: MainFigure, language: Language) -> str:
    cell = profile.moved(one.figure, language, None)
    return f"<span{_form('why' if cell.form == 'why' else '')}>{escape(cell.text)}</span>"


def _course(one: MainFigure, language: Language) -> str:
    return sparkline(one.figure.course, course_said(one.figure, language), RANKS_WIDE, RANKS_HIGH)


def _rate(one: MainFigure, language: Language) -> str:
    return escape(level(one, one.level, language)) if one.by_head and one.level is not None else "–"


def level(one: MainFigure, value: float, language: Language) -> str:
    """A level as it is written: by the head with so many decimals that small ones can be told apart."""
    fine = 2 if value >= 1 else 3 if value >= 0.01 else 4
    return number_text(value, language, fine if one.by_head else 0 if value >= 100 else 1)


def _bar(one: MainFigure, language: Language) -> str:
    """The province's level as a bar, region and nation as marks on it, the two told in words below."""
    marks = [(form, text, found) for form, text, found in _means(one) if found is not None]
    top = max([one.level or 0.0, *(found.level for *_, found in marks)]) * 1.08
    if one.level is None or not top:
        return "–"
    ticks = "".join(f'<b class="{form}" style="left:{100 * found.level / top:.1f}%"></b>' for form, _, found in marks)
    said = " · ".join(
        text.in_(language).format(value=level(one, found.level, language), of=found.of) for _, text, found in marks
    )
    return f'<div class="bar" aria-hidden="true"><i style="width:{100 * one.level / top:.1f}%"></i>{ticks}</div><small>{escape(said)}</small>'


def _means(one: MainFigure) -> list[tuple[str, Text, Mean | None]]:
    return [("region", texts.REGION_MEAN, one.region), ("", texts.NATION_MEAN, one.nation)]


def _plan(one: MainFigure, language: Language) -> str:
    plan = one.plan
    if plan is None:
        return f"<small>{escape(texts.NO_PLAN.in_(language))}</small>"
    pace = PACE_LABELS[plan.pace].in_(language)
    when = plan.at.short.in_(language)
    if plan.share is None:
        return f"<small>{escape(pace)} ({escape(when)})</small>"
    done = max(0.0, min(1.0, plan.share)) * 100
    return f'<div class="bar path" aria-hidden="true"><i style="width:{done:.0f}%"></i></div><small>{escape(percent(plan.share))}, {escape(pace.lower())} ({escape(when)})</small>'


def _rank(one: MainFigure, language: Language) -> str:
    here = f"{one.rank.rank}/{one.rank.of}" if one.rank else texts.NOT_RANKED.in_(language)
    return f"{escape(here)}{rank_course(one.ranks, one.figure.now.period.last, language)}"


def rank_course(ranks: Sequence[Ranked], until: int, language: Language) -> str:
    """The ranks over time up to a quarter, the first on top; a gap where it had none."""
    if len(ranks) < 2:
        return ""
    first, last = ranks[0], ranks[-1]
    step = (RANKS_WIDE - 2 * EDGE) / max(until - first.period.last, 1)
    points = [
        (
            EDGE + (one.period.last - first.period.last) * step,
            EDGE + (one.rank - 1) / max(one.of - 1, 1) * (RANKS_HIGH - 2 * EDGE),
        )
        for one in ranks
    ]
    lines = "".join(
        f'<line x1="{a[0]:.1f}" y1="{a[1]:.1f}" x2="{b[0]:.1f}" y2="{b[1]:.1f}"/>'
        for (a, one), (b, two) in pairwise(zip(points, ranks, strict=True))
        if two.period.last - one.period.last <= (1 if two.period.part else 4)
    )
    dots = f'<circle cx="{points[-1][0]:.1f}" cy="{points[-1][1]:.1f}" r="3" class="full"/>'
    dots += "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1" class="full"/>' for x, y in points)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{RANKS_WIDE}" height="{RANKS_HIGH}" viewBox="0 0 {RANKS_WIDE} {RANKS_HIGH}"><style>{INK}</style>{lines}{dots}</svg>'
    ends = {"first": first.period.short, "last": last.period.short}
    said = texts.RANKS_COURSE.in_(language).format(
        **{name: text.in_(language) for name, text in ends.items()},
        at=f"{first.rank}/{first.of}",
        now=f"{last.rank}/{last.of}",
    )
    return f'<img class="spark" alt="{escape(said)}" title="{escape(said)}" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'
