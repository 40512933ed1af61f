"""Areas and periods as choices, by key and code (found without accents: pages/server/search_without_accents.py)."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import partial

import streamlit as st

from data.model import Period, Text, day_text, today
from data.places import NATION, NATION_KEY, PLACES, REGIONS, Boundary, Unit
from data.text_keys import fold
from pages.server.store import service
from pages.texts import common, completeness
from pages.texts import explorer as texts
from pages.ui.controls import held, pick, pick_some, settled
from pages.ui.session import language, t

FIRST = Period(2020, "Q1")  # the oldest quarter that is offered to be sent


def named(unit: Unit, span: str = "") -> str:
    """`Đà Nẵng`; of a unit that ended or began also when."""
    return f"{unit.name} ({span})" if span else unit.name


def unit_options(boundary: Boundary, period: Period | None = None, held: Collection[str] = ()) -> dict[str, str]:
    """Units by key; on the units of then, a unit that ended or began says when. Of a period only those that there were
    at its end, and what a link or a choice holds already."""
    if boundary is Boundary.TODAY:
        return {unit.key: named(unit) for unit in PLACES.current}
    units = sorted(PLACES.versions.items(), key=lambda item: (fold(item[1][-1].name), item[1][0].valid_from))
    there = {unit.key for unit in PLACES.of_quarter(period.last)} | set(held) if period else PLACES.versions.keys()
    return {key: named(versions[-1], _span(key)) for key, versions in units if key in there}


def units_said(boundary: Boundary, period: Period | None = None) -> str:
    """On which units figures are read; of a period, whose units those are."""
    if boundary is Boundary.TODAY:
        return t(common.UNITS_TODAY)
    of_day = [t(common.UNITS_OF_DAY, count=PLACES.units_in(period), day=day(period.end))] if period else []
    return ": ".join([t(common.UNITS_SAID), *of_day])


def _span(key: str) -> str:
    """Of a unit that ended or began, when."""
    last, begun = PLACES.versions[key][-1], PLACES.versions[key][0].valid_from
    if last.valid_to is not None:
        return t(common.UNTIL, day=last.valid_to.strftime("%m/%Y"))
    return t(common.SINCE, day=begun.strftime("%m/%Y")) if begun > PLACES.days_of_change[0] else ""


def unit_names(keys: Sequence[str]) -> str:
    """Chosen units by name, as a file says them; two of one name are told apart by their time."""
    known = [(key, PLACES.versions[key][-1].name) for key in keys]
    twice = {name for _, name in known if sum(other == name for _, other in known) > 1}
    return ", ".join(f"{name} ({_span(key)})" if name in twice else name for key, name in known)


def _follow() -> None:
    """Chosen provinces go along when the units change: to their heirs, or to those they were made of and themselves."""
    chosen: Sequence[str] = st.session_state.get("tinh", [])
    if st.session_state.get("don-vi") == Boundary.THEN:
        followed = [key for now in chosen for key in [*PLACES.predecessors(now), now]]
    else:
        followed = [_known(Boundary.TODAY, key) for key in chosen]
    st.session_state["tinh"] = list(dict.fromkeys(followed))


def boundary(period: Period | None = None, *, drawn: bool = True) -> Boundary:
    """Today's units or those of then; of a period only offered where its year had others than today's."""
    begun = Period(period.year, "Q1") if period else None
    if begun and {unit.key for unit in PLACES.of_quarter(begun.last)} == {unit.key for unit in PLACES.current}:
        settled("don-vi", list(Boundary))
        return Boundary.TODAY
    options = {Boundary.TODAY.value: t(common.UNITS_TODAY), Boundary.THEN.value: t(common.UNITS_THEN)}
    return Boundary(pick("don-vi", common.UNITS, options, row=True, changed=_follow, drawn=drawn))


def _known(boundary: Boundary, key: str) -> str:
    """A key as these units know it: on those of today, that of what a unit became."""
    return PLACES.heir(key) if boundary is Boundary.TODAY and key in PLACES.versions else key


def provinces(boundary: Boundary, none: Text = common.NATION_ONLY) -> tuple[str, ...]:
    options, known = unit_options(boundary), partial(_known, boundary)
    return tuple(pick_some("tinh", common.SOME_PROVINCES, options, none=none, also=known))


def areas(boundary: Boundary, period: Period | None = None) -> tuple[str, ...]:
    """The areas looked at, by key and in the order of choosing: the nation, regions, provinces; of a period none that
    was no more, or not yet."""
    regions = {key: t(text) for key, text in REGIONS.items()}
    options = {NATION_KEY: t(NATION)} | regions | unit_options(boundary, period, held("tinh"))
    also = partial(_known, boundary)
    return tuple(pick_some("tinh", texts.AREAS, options, none=texts.NATION_ADD, also=also, hidden=True))


def scope(boundary: Boundary, period: Period | None = None, *, provinces: bool = True) -> str:
    """The nation, a region or, unless they have a page of their own, one of the `provinces`, by key."""
    regions = {unit.region for unit in _reporting(boundary, period)}
    named = {key: f"{t(common.REGION)}: {t(text)}" for key, text in REGIONS.items() if key in regions}
    options = {NATION_KEY: t(NATION)} | named
    options |= unit_options(boundary, period, held("pham-vi")) if provinces else {}
    return pick("pham-vi", common.SCOPE, options, also=partial(_known, boundary))


def area(key: str) -> str:
    """The name of a province, a region or the nation."""
    return unit_names([key]) if key in PLACES.versions else t(REGIONS.get(key, NATION))


def _reporting(boundary: Boundary, period: Period | None = None) -> Sequence[Unit]:
    """The units of a boundary, as reported then those of a quarter, by default the latest."""
    return PLACES.current if boundary is Boundary.TODAY else PLACES.of_quarter((period or latest()).last)


def within(area: str, boundary: Boundary, period: Period) -> tuple[str, ...]:
    """The keys of the provinces of an area in a quarter; the province itself, and of the nation all, which is ()."""
    if area == NATION_KEY or area in PLACES.versions:
        return () if area == NATION_KEY else (area,)
    return tuple(unit.key for unit in _reporting(boundary, period) if unit.region == area)


def all_of(boundary: Boundary, period: Period) -> set[str]:
    """The keys of all provinces of a quarter on the units of a boundary."""
    return {unit.key for unit in _reporting(boundary, period)}


def province(boundary: Boundary, period: Period | None = None) -> str:
    """One province, by key: the first of those that the page before looked at; of a period one that there was then."""
    seen = [st.session_state.get("pham-vi", ""), *st.session_state.get("tinh", [])]
    options = unit_options(boundary, period, [key for key in held("mot-tinh", "tinh") if key in PLACES.versions])
    usual = next((key for key in seen if key in options), next(iter(options)))
    if "mot-tinh" not in st.session_state:
        st.session_state["mot-tinh"] = usual
    return pick("mot-tinh", common.PROVINCE, options, address="tinh", also=partial(_known, boundary))


def quarters(first: Period, last: Period) -> dict[str, str]:
    """The quarters from one to another, newest first."""
    return {q.code: t(q.label) for q in map(Period.quarter, range(last.last, first.first - 1, -1))}


def reach() -> tuple[Period, Period]:
    """The first and last quarter of which anything was sent; this one where nothing was."""
    now = Period.at(today())
    return service().first() or now, service().newest() or now


def latest() -> Period:
    """The last quarter that enough provinces have sent, which is the usual one."""
    return service().latest() or Period.at(today())


def known() -> dict[str, str]:
    """The quarters of which anything was sent, newest first; one that is still being collected says so."""
    still = {
        one.period.code: t(completeness.COLLECTING_SHORT, when=t(one.period.label), sent=one.sent, all=one.owing)
        for one in service().collecting()
    }
    return quarters(*reach()) | still


def quarter(hidden: bool = False) -> Period:
    return Period.parse(pick("quy", common.QUARTER, known(), latest().code, hidden=hidden))


def view() -> tuple[str, Period, Boundary]:
    """The choices of a page that looks at the nation or a region in one quarter: area, quarter, units."""
    with st.container(key="choices"):
        left, middle, right = st.columns(3)
    with middle:
        at = quarter()
    with right:
        units = boundary(at)
    with left:
        return scope(units, at, provinces=False), at, units


def since(key: str = "tu", usual: Period | None = None, hidden: bool = False) -> Period:
    """The quarter a span begins with; five years ago at most unless more is asked for."""
    first = reach()[0]
    return Period.parse(pick(key, common.FROM, known(), (usual or max(first, latest().shift(-19))).code, hidden=hidden))


def until(key: str = "den", usual: Period | None = None, hidden: bool = False) -> Period:
    """The quarter a span ends with."""
    return Period.parse(pick(key, common.TO, known(), (usual or latest()).code, hidden=hidden))


def due_quarter() -> Period:
    """A quarter to send: from the first that can be to the one that runs, usually the last that ended."""
    running = Period.at(today())
    return Period.parse(pick("quy-nop", common.QUARTER, quarters(FIRST, running), running.shift(-1).code))


def day(day: date) -> str:
    return day_text(day, language())
