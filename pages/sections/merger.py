"""Before and after a merger: the main figures of the four quarters on either side, and each former province's share."""

from collections.abc import Sequence
from datetime import timedelta
from html import escape

from data.model import Language, Period, day_text, number_text
from data.places import PLACES, Boundary, Unit
from indicators import MEASURES
from indicators.define import Measure, Nature
from indicators.engine.answer import By, Question
from pages.charts.ranking import exact
from pages.sections.briefing import MAIN
from pages.texts import briefing as texts
from pages.texts import common
from pages.ui import page_links
from pages.ui.formats import EXPLAINED, PER_CENT, amount, change
from pages.ui.session import ask

QUARTERS = 4  # on either side


def block(unit: Unit, latest: Period, boundary: Boundary, language: Language) -> str:
    """HTML; of a province that was not merged one sentence."""
    before = PLACES.predecessors(unit.key)
    if unit.successor:
        heir = PLACES.version(PLACES.heir(unit.key), latest.end).name
        return f"<p>{escape(texts.FORMER_UNIT.in_(language).format(heir=heir))}</p>"
    if not before:
        return f"<p>{escape(texts.NO_MERGER.in_(language))}</p>"
    day = PLACES.versions[unit.key][0].valid_from
    last = Period.at(day - timedelta(days=1))
    names = [PLACES.versions[key][-1].name for key in before]
    ends = [
        texts.TO_QUARTER.in_(language).format(quarter=each.short.in_(language)) for each in (last, last.shift(QUARTERS))
    ]
    said = texts.MERGER_SAID.in_(language).format(
        day=day_text(day, language), old=", ".join(names), before=ends[0], after=ends[1], span=last.short.in_(language)
    )
    lines = [
        line
        for measure in (MEASURES[code] for code in MAIN if code in MEASURES)
        if (line := _line(measure, unit.key, before, last, language))
    ]
    titles = [common.MEASURE.in_(language), *ends, texts.CHANGE.in_(language), texts.SHARES.in_(language)]
    head = "".join(f'<th role="columnheader" scope="col">{escape(title)}</th>' for title in titles)
    rows = f'<tbody role="rowgroup">{"".join(lines)}</tbody>'
    table = (
        f'<table role="table"><thead role="rowgroup"><tr role="row">{head}</tr></thead>{rows}</table>' if lines else ""
    )
    chosen = {"tinh": ",".join(before), "don-vi": Boundary.THEN.value} | page_links.kept(Boundary.TODAY, language)
    link = "xu-huong?" + "&".join(f"{key}={value}" for key, value in chosen.items())
    apart = f'<a href="{escape(link)}" target="_self">{escape(texts.TWO_SERIES.in_(language))}</a>'
    return f"{table}<p>{escape(said)} {apart}</p>"


def _line(measure: Measure, key: str, before: Sequence[str], last: Period, language: Language) -> str:
    """One figure's four quarters before and after, and the shares; nothing where none of it is whole."""
    if measure.since_january or measure.kind not in (Nature.FLOW, Nature.STOCK):
        return ""
    held = [_held(measure, key, end) for end in (last, last.shift(QUARTERS))]
    told = [f"{amount(measure, one[0], language)}{f' {EXPLAINED}' * one[1]}" if one else "–" for one in held]
    was, now = (one[0] if one else None for one in held)
    moved = change(measure, now, was, language) if was is not None and now is not None else "–"
    shares = _shares(measure, before, last, language)
    if not shares and was is None and now is None:
        return ""
    name = escape(measure.label.in_(language))
    cells = "".join(f'<td role="cell">{escape(text)}</td>' for text in (*told, moved, shares or "–"))
    return f'<tr role="row"><th role="rowheader" scope="row">{name}</th>{cells}</tr>'


def _shares(measure: Measure, before: Sequence[str], last: Period, language: Language) -> str:
    """What each former province had of their sum in the months before (of a stock: at the end), where all is known."""
    span = measure.span_at(last)
    rows = ask(Question(measure.code, span, span, By.PROVINCE, tuple(before), span.grain, Boundary.THEN)).rows
    parts = {row.key: row.value or 0.0 for row in rows if exact(row)}
    whole = sum(parts.values())
    if len(parts) < len(before) or not whole:
        return ""
    names = {key: PLACES.versions[key][-1].name for key in before}
    return ", ".join(
        f"{names[key]} {number_text(100 * parts[key] / whole, language, 0)}{PER_CENT.in_(language)}" for key in before
    )


def _held(measure: Measure, key: str, last: Period) -> tuple[float, bool] | None:
    """What it had over the four quarters that end with one (of a stock: at the end), where all of it is known; and
    whether some of it had to be explained."""
    first = last if measure.at_date else last.shift(1 - QUARTERS)
    rows = ask(Question(measure.code, first, last, By.PROVINCE, (key,), measure.grain, Boundary.TODAY)).rows
    own = [row for row in rows if row.key == key and exact(row)]
    whole = len(own) == last.last - first.last + 1
    return (sum(row.value or 0.0 for row in own), any(row.reasons for row in own)) if whole else None
