"""Choices of the pages that look across provinces, and where a click on one of them leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

import plotly.graph_objects as go
import streamlit as st

from data.model import Grain, Language, Period, periods, today
from data.places import PLACES, REGIONS, Boundary, Unit
from indicators import MEASURES
from indicators.ask import NATION_KEY
from indicators.define import Measure
from pages.parts import places, words
from pages.parts import words_compare as said
from pages.parts.axis import CONFIG
from pages.parts.controls import pick
from pages.parts.session import language, t

# With what two measures are set against each other unless others are chosen: spending beside applications filed.
PAIR = ("PB02", "IP06")


def measure(two: bool = False) -> Measure:
    options = {code: f"{code} · {t(m.label)}" for code, m in MEASURES.items()}
    return MEASURES[pick("chi-tieu", words.MEASURE, options, PAIR[0] if two else None)]


def second(first: Measure) -> Measure:
    """Another measure to set the first against."""
    options = {code: f"{code} · {t(m.label)}" for code, m in MEASURES.items() if code != first.code}
    return MEASURES[pick("chi-tieu-2", said.SECOND_MEASURE, options, PAIR[1])]


def begin_pair() -> None:
    """Who comes to two measures without having chosen any meets a pair worth a look, not the first two of the list."""
    state = st.session_state
    if state["xem"] == "hai-chi-tieu" and state.get("chi-tieu") == next(iter(MEASURES)) and "chi-tieu-2" not in state:
        state["chi-tieu"] = PAIR[0]


def grain(*of: Measure) -> Grain:
    """How long a period is; a figure that is known once a year has only years."""
    named = {Grain(code): text for code, text in words.GRAINS.items()}
    options = {str(code): t(text) for code, text in named.items()}
    if any(m.yearly for m in of):
        options = {str(Grain.YEAR): t(named[Grain.YEAR])}
    return Grain(pick("ky", words.GRAIN, options, row=True))


def span(of: Grain) -> Period:
    """A period of that length, usually the last that has ended among those of which there is anything."""
    first, last = places.reach()
    if of is Grain.QUARTER:
        return places.quarter()
    known = periods(first, last, of)[::-1]
    usual = next((period for period in known if period.last <= last.last), known[0])
    return Period.parse(pick(said.SPAN_KEYS[of], said.SPAN, {p.code: t(p.label) for p in known}, usual.code))


def region(of: Boundary, period: Period) -> str:
    """A region by key, or `` for all."""
    there = {unit.region for unit in _units(of, [period.last])}
    options = {"": t(said.ALL_REGIONS)} | {key: t(text) for key, text in REGIONS.items() if key in there}
    return pick("vung", said.REGION, options)


def looked_at(of: Boundary) -> str:
    """The province that stands out, by key, or ``: the one the other pages look at."""
    options = {NATION_KEY: t(said.NOBODY_MARKED)} | places.unit_options(of)
    chosen = pick("pham-vi", said.LOOKED_AT, options)
    return "" if chosen == NATION_KEY else chosen


def _units(of: Boundary, quarters: Iterable[int]) -> Iterable[Unit]:
    if of is Boundary.TODAY:
        return PLACES.current
    return [unit for quarter in quarters for unit in PLACES.of_quarter(quarter)]


def units(of: Boundary, first: Period, last: Period, within: str = "") -> tuple[str, ...]:
    """The units at the end of the quarters from one to another, of a region or of all, by key."""
    found = _units(of, range(first.last, last.last + 1))
    return tuple(dict.fromkeys(unit.key for unit in found if within in ("", unit.region)))


def kept(of: Boundary, tongue: Language) -> dict[str, str]:
    """The choices that a link takes along."""
    return ({"don-vi": of.value} if of is Boundary.THEN else {}) | ({"lang": "en"} if tongue == "en" else {})


def profile(key: str, of: Boundary, tongue: Language) -> str:
    """The address of a province's own page, from any other page."""
    return f"ho-so-tinh?{urlencode({'tinh': key} | kept(of, tongue))}"


def source(
    of: str, at: Period, area: str, boundary: Boundary, tongue: Language, split: str = "", item: str = ""
) -> str:
    """The address of the page that follows a figure to what was sent."""
    # By the thousand on a page, so only what a sender may have typed is encoded; the rest are codes of ours.
    more = {"phan-to": split, "muc": item} if item else {}
    rest = "".join(f"&{urlencode({key: value})}" for key, value in (more | kept(boundary, tongue)).items())
    return f"nguon-so-lieu?chi-tieu={of}&ky={at.grain}&{said.SPAN_KEYS[at.grain]}={at.code}&pham-vi={area}{rest}"


def movements(of: Measure, at: Period, boundary: Boundary, tongue: Language, area: str = "") -> str:
    """The address of who rose and who fell by a measure in a span, seen from an area."""
    grain = Grain.YTD if not of.at_date and not of.yearly else at.grain
    chosen = {"xem": "tang-giam", "chi-tieu": of.code, "ky": str(grain), said.SPAN_KEYS[grain]: at.code}
    if area in PLACES.versions:
        chosen["pham-vi"] = area
    elif area in REGIONS:
        chosen["vung"] = area
    return f"so-sanh?{urlencode(chosen | kept(boundary, tongue))}"


def drawn(figure: go.Figure, key: str, alt: str) -> Any:
    """A chart whose points can be clicked; what was clicked."""
    return st.plotly_chart(figure, key=key, config=CONFIG, alt=alt, on_select="rerun", selection_mode="points")


def clicked(event: Any) -> str:
    """The province whose bar, dot, cell or area was clicked, by key, or ``."""
    points: list[Mapping[str, Any]] = event["selection"]["points"] if event else []
    held = next((point.get("customdata") for point in points), None)
    key = held[0] if isinstance(held, list | tuple) and held else held
    return key if isinstance(key, str) and key in PLACES.versions else ""


def to_profile(event: Any, of: Boundary) -> None:
    """Open the page of the province that was clicked, if one was."""
    if key := clicked(event):
        st.switch_page("province.py", query_params={"tinh": key} | kept(of, language()))


def to_source(event: Any, of: Boundary, chosen: Measure | None = None, period: Period | None = None) -> None:
    """Open the path of the figure that was clicked, if one was: of a point that says its own figure, or of a province."""
    points: list[Mapping[str, Any]] = event["selection"]["points"] if event else []
    told = next((point.get("customdata") for point in points), None)
    told = told[0] if isinstance(told, list | tuple) and told else told
    if isinstance(told, str) and told.startswith("nguon-so-lieu?"):
        address = told
    elif (key := clicked(event)) and chosen and period:
        address = source(chosen.code, period, key, of, language())
    else:
        return
    st.switch_page("trace.py", query_params=dict(parse_qsl(address.partition("?")[2], keep_blank_values=True)))


def day_of(of: Boundary, period: Period) -> date:
    """The day whose units are compared: today's, or those of the period's last day."""
    return today() if of is Boundary.TODAY else period.end


def earlier(last: Period, of: Grain, count: int) -> Period:
    """The first of so many periods that end with `last`, but none before anything was sent."""
    begun = places.reach()[0]
    known = [period for period in periods(Period(begun.year, ""), last, of) if begun.first <= period.last <= last.last]
    return known[-count:][0] if known else last
