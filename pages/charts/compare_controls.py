"""Choices of the pages that look across provinces, and where a click on one of them leads."""

from collections.abc import Iterable
from datetime import date

import streamlit as st

from data.model import Grain, Period, periods, today
from data.places import NATION_KEY, PLACES, REGIONS, Boundary, Unit
from indicators import MEASURES
from indicators.define import Measure
from pages.texts import common, lineage
from pages.texts import compare as texts
from pages.ui import filters
from pages.ui.controls import held, pick
from pages.ui.session import t

LEADS = {  # what a click does, where it does not open a province
    "hai-chi-tieu": texts.CLICK_PROVINCE,
    "theo-ky": lineage.CLICK_SOURCE,
    "phan-bo": lineage.CLICK_SOURCE,
}
# With what two measures are set against each other unless others are chosen: spending beside applications filed.
PAIR = ("PB02", "IP06")


def measure(two: bool = False) -> Measure:
    options = {code: f"{code} · {t(m.label)}" for code, m in MEASURES.items()}
    return MEASURES[pick("chi-tieu", common.MEASURE, options, PAIR[0] if two else None)]


def second(first: Measure) -> Measure:
    """Another measure to set the first against."""
    options = {code: f"{code} · {t(m.label)}" for code, m in MEASURES.items() if code != first.code}
    return MEASURES[pick("chi-tieu-2", texts.SECOND_MEASURE, options, PAIR[1])]


def begin_pair() -> None:
    """Who comes to two measures without having chosen any meets a pair worth a look, not the first two of the list."""
    state = st.session_state
    if state["xem"] == "hai-chi-tieu" and state.get("chi-tieu") == next(iter(MEASURES)) and "chi-tieu-2" not in state:
        state["chi-tieu"] = PAIR[0]


def grain(*of: Measure) -> Grain:
    """How long a period is; a figure that is known once a year has only years."""
    named = {Grain(code): text for code, text in common.GRAINS.items()}
    options = {str(code): t(text) for code, text in named.items()}
    if any(m.yearly for m in of):
        options = {str(Grain.YEAR): t(named[Grain.YEAR])}
    return Grain(pick("ky", common.GRAIN, options, row=True))


def span(grain: Grain) -> Period:
    """A period of that length, usually the last that has ended among those of which there is anything."""
    first, last = filters.reach()
    if grain is Grain.QUARTER:
        return filters.quarter()
    known = periods(first, last, grain)[::-1]
    over = last if grain is Grain.YTD else min(last, filters.latest())
    usual = next((period for period in known if period.last <= filters.latest().last), known[0])
    # Of a year that is not over what is asked for are its months so far, beside the same months of other years.
    labels = {p.code: t(p.until(over).label if grain is not Grain.YTD else p.label) for p in known}
    chosen = Period.parse(pick(texts.SPAN_KEYS[grain], texts.SPAN, labels, usual.code))
    return chosen if grain is Grain.YTD else chosen.until(over)


def region(boundary: Boundary, period: Period) -> str:
    """A region by key, or `` for all."""
    there = {unit.region for unit in _units(boundary, [period.last])}
    options = {"": t(texts.ALL_REGIONS)} | {key: t(text) for key, text in REGIONS.items() if key in there}
    return pick("vung", texts.REGION, options)


def looked_at(boundary: Boundary, period: Period) -> str:
    """The province that stands out, by key, or ``: the one the other pages look at."""
    options = {NATION_KEY: t(texts.NOBODY_MARKED)} | filters.unit_options(boundary, period, held("pham-vi"))
    chosen = pick("pham-vi", texts.LOOKED_AT, options)
    return "" if chosen == NATION_KEY else chosen


def _units(boundary: Boundary, quarters: Iterable[int]) -> Iterable[Unit]:
    if boundary is Boundary.TODAY:
        return PLACES.current
    return [unit for quarter in quarters for unit in PLACES.of_quarter(quarter)]


def units(boundary: Boundary, first: Period, last: Period, within: str = "") -> tuple[str, ...]:
    """The units at the end of the quarters from one to another, of a region or of all, by key."""
    found = _units(boundary, range(first.last, last.last + 1))
    return tuple(dict.fromkeys(unit.key for unit in found if within in ("", unit.region)))


def day_of(boundary: Boundary, period: Period) -> date:
    """The day whose units are compared: today's, or those of the period's last day."""
    return today() if boundary is Boundary.TODAY else period.end


def earlier(last: Period, grain: Grain, count: int) -> Period:
    """The first of so many periods that end with `last`, but none before anything was sent."""
    begun = filters.reach()[0]
    known = [
        period for period in periods(Period(begun.year, ""), last, grain) if begun.first <= period.last <= last.last
    ]
    return known[-count:][0] if known else last
