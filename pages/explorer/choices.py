"""What is chosen in the explorer, as one sentence of controls: measures, areas, span, and how figures are read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.model import Grain, Period, periods, today
from data.places import NATION_KEY, PLACES, Boundary
from data.population import populations
from indicators import CATALOGUE, MEASURES
from indicators.define import Indicator, Measure, Nature
from pages.charts import readings, trend_series
from pages.explorer import groups, look
from pages.texts import common
from pages.texts import compare as words
from pages.texts import explorer as texts
from pages.ui import filters
from pages.ui.controls import pick, pick_some, settled
from pages.ui.session import language, t

# Seen over a span; the other views look at one period of it, and at all provinces.
OVER_TIME = {"duong", "theo-ky", "co-cau", "bang"}
# Of all measures of a field at the end of one quarter: there is none to choose.
OF_A_FIELD = {"tom-tat", "danh-sach"}
KEPT = {"chi-tieu", "tinh", "don-vi", "ky", "lang"}  # what every view knows; a span those of one kind
DRAWER = "more-choices"
# With what two measures are set against each other unless others are chosen: spending beside applications filed.
PAIR = ("PB02", "IP06")
MEASURE_WIDTH, PAIR_WIDTH, READING_WIDTH = 380, 300, 155  # pixels; the areas take the rest of the line
SPAN_WIDTH, ONE_SPAN_WIDTH = 116, 150


@dataclass(frozen=True, slots=True)
class Selection:
    """Everything that a view needs to know."""

    view: str
    family: Indicator | None
    measure: Measure
    second: Measure
    more: tuple[Measure, ...]
    areas: tuple[str, ...]  # the nation, regions, provinces, in the order of choosing
    boundary: Boundary
    grain: Grain
    first: Period  # the quarters of a span …
    last: Period
    period: Period  # … or the one period looked at
    group: str = ""  # among which provinces
    reading: str = ""
    split: str = ""
    extras: tuple[str, ...] = ()

    @property
    def provinces(self) -> tuple[str, ...]:
        return tuple(key for key in self.areas if key in PLACES.versions)

    @property
    def over_time(self) -> bool:
        return self.view in OVER_TIME

    @property
    def until(self) -> Period:
        """The last period that is seen."""
        return self.last if self.over_time else self.period

    def units(self, first: Period, last: Period) -> tuple[str, ...]:
        """The provinces that are compared, at the end of the quarters from one to another."""
        return groups.units(self.boundary, first, last, self.group, self.provinces)


class Scope(NamedTuple):
    """Of which quarters, and whose figures."""

    first: Period
    last: Period
    period: Period
    boundary: Boundary
    areas: tuple[str, ...]
    group: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Where the choices stand; with the `scope` where it is the same for every measure."""

    view: str
    family: Indicator | None
    what: Sequence[DeltaGenerator]
    whose: DeltaGenerator
    when: Sequence[DeltaGenerator]
    among: DeltaGenerator
    how: DeltaGenerator
    drawer: DeltaGenerator
    open: bool  # what is folded is not sent
    scope: Scope | None = None


def begin(family: Indicator | None) -> Choices:
    """What is the same for every measure: none of it is sent again where another is chosen."""
    sentence = st.container(key="choices", horizontal=True, vertical_alignment="center", gap="small")
    with st.container(key="views", horizontal=True, vertical_alignment="center", gap="small"):
        view = _view(family)
        how = st.container(width="content")
        drawer = st.popover(t(texts.MORE), icon=":material/tune:", key=DRAWER, on_change="rerun")
    over, two = view in OVER_TIME, view == "hai-chi-tieu"
    with sentence:
        what = [st.container(width=wide) for wide in ([PAIR_WIDTH] * 2 if two else [MEASURE_WIDTH])]
        whose = st.container(width="stretch")
        widths = (SPAN_WIDTH, SPAN_WIDTH if over else ONE_SPAN_WIDTH, SPAN_WIDTH)
        when = [st.container(width=wide, key=f"span-{n}") for n, wide in enumerate(widths)]
        among = drawer if over or two else st.container(width=READING_WIDTH, key="span-among")
    begun = Choices(view, family, what, whose, when, among, how, drawer, bool(drawer.open))
    return replace(begun, scope=_scope(begun, Grain.QUARTER)) if over else begun


def _scope(of: Choices, long: Grain) -> Scope:
    if of.view in OVER_TIME:
        with of.when[1]:
            first = filters.since(hidden=True)
        with of.when[2]:
            last = filters.until(hidden=True)
        first, last = min(first, last), max(first, last)
        period = last
    else:
        with of.when[1]:
            period = span_of(long, hidden=True)
        first = last = Period.quarter(period.last)
    with of.drawer:
        boundary = filters.boundary(first if of.view in OVER_TIME else period, drawn=of.open)
    with of.whose:
        areas = filters.areas(boundary, None if of.view in OVER_TIME else period)
        look.colour(areas)
    group = ""
    if of.view not in ("duong", "co-cau", "bang", *OF_A_FIELD):
        with of.among:
            shown = of.open or of.among is not of.drawer
            group = groups.choose(boundary, period, areas, width=READING_WIDTH, drawn=shown)
    return Scope(first, last, period, boundary, areas, group)


def choose(of: Choices) -> Selection:
    """The rest of the sentence; of a field only its own measures."""
    view, family = of.view, of.family
    two, whole = view == "hai-chi-tieu", view in OF_A_FIELD
    with of.what[0]:
        if whole and family is not None:
            measure = second = _all_of(family)
        else:
            measure = second = measure_of(family, two=two, hidden=True)
    if two:
        with of.what[1]:
            second = _second(measure)
    with of.when[0]:
        long = Grain.QUARTER if whole else grain(measure, second, hidden=True, width=SPAN_WIDTH)
    first, last, period, boundary, areas, group = of.scope or _scope(of, long)
    with of.drawer:
        more, extras = _beside(view, measure, drawn=of.open)
    with of.how:
        split = _split(view, measure)
        read = not split and view not in ("tang-giam", "co-cau", *OF_A_FIELD)
        reading = _reading(view, measure, boundary) if read else ""
    if reading == readings.INDEX:
        extras = tuple(one for one in extras if one != trend_series.AIMS)
    return Selection(
        view, family, measure, second, more, areas, boundary, long, first, last, period, group, reading, split, extras
    )


def _view(family: Indicator | None) -> str:
    """A field begins with all of its figures; one of scores, which a nation has none of, with who leads."""
    first = "xep-hang" if family is not None and _scores(family) else None
    key = "xem" if family is None else "xem-linh-vuc"
    return pick(key, texts.VIEW, views(family), first, row=True, hidden=True, address="xem", changed=_begin_pair)


def views(family: Indicator | None) -> dict[str, str]:
    """The views by their words; a field has all of its figures and its list beside."""
    named = dict(texts.VIEWS)
    if family is not None:
        named = ({} if _scores(family) else texts.SUMMARY) | named | ({} if family.form else texts.RECORDS)
    return {code: t(text) for code, text in named.items()}


def _scores(family: Indicator) -> bool:
    return all(measure.kind is Nature.INDEX for measure in family.measures.values())


def _all_of(family: Indicator) -> Measure:
    """The field by its name, where its measures stand side by side; the first of them stands for it."""
    settled("chi-tieu", family.measures)
    settled("ky", common.GRAINS)
    st.markdown(f"**{t(family.label)}**")
    return next(iter(family.measures.values()))


def measure_of(family: Indicator | None = None, *, two: bool = False, hidden: bool = False) -> Measure:
    measures = MEASURES if family is None else family.measures
    options = {code: f"{t(one.label)} · {code}" for code, one in measures.items()}
    return MEASURES[pick("chi-tieu", common.MEASURE, options, PAIR[0] if two else None, hidden=hidden)]


def _second(first: Measure) -> Measure:
    """Another measure to set the first against."""
    options = {code: f"{t(one.label)} · {code}" for code, one in MEASURES.items() if code != first.code}
    return MEASURES[pick("chi-tieu-2", words.SECOND_MEASURE, options, PAIR[1], hidden=True, width=PAIR_WIDTH)]


def _begin_pair() -> None:
    """Who comes to two measures without having chosen any meets a pair worth a look, not the first two of the list."""
    state = st.session_state
    if (
        state.get("xem") == "hai-chi-tieu"
        and state.get("chi-tieu") == next(iter(MEASURES))
        and "chi-tieu-2" not in state
    ):
        state["chi-tieu"] = PAIR[0]


def grain(*of: Measure, hidden: bool = False, width: int | None = None) -> Grain:
    """How long a period is; figures that are known once a year leave no choice."""
    options = {code: t(texts.BY[code] if hidden else text) for code, text in common.GRAINS.items()}
    if any(one.yearly for one in of):
        settled("ky", common.GRAINS)
        st.selectbox(
            t(common.GRAIN),
            [options[str(Grain.YEAR)]],
            disabled=True,
            help=None if hidden else t(common.YEARLY_ONLY),
            label_visibility="collapsed" if hidden else "visible",
            width=width or "stretch",
        )
        return Grain.YEAR
    return Grain(pick("ky", common.GRAIN, options, row=not hidden, hidden=hidden, width=width))


def span_of(grain: Grain, hidden: bool = False) -> Period:
    """A period of that length, usually the last that has ended among those of which there is anything."""
    first, last = filters.reach()
    if grain is Grain.QUARTER:
        return filters.quarter(hidden)
    known = periods(first, last, grain)[::-1]
    over = last if grain is Grain.YTD else min(last, filters.latest())
    usual = next((period for period in known if period.last <= filters.latest().last), known[0])
    # Of a year that is not over what is asked for are its months so far, beside the same months of other years.
    labels = {p.code: t(p.until(over).label if grain is not Grain.YTD else p.label) for p in known}
    chosen = Period.parse(pick(words.SPAN_KEYS[grain], words.SPAN, labels, usual.code, hidden=hidden))
    return chosen if grain is Grain.YTD else chosen.until(over)


def _beside(view: str, measure: Measure, *, drawn: bool) -> tuple[tuple[Measure, ...], tuple[str, ...]]:
    """What is laid beside a line: other measures, last year, the plan."""
    if view == "co-cau":
        small = {trend_series.SMALL: t(common.EXTRAS[trend_series.SMALL])}
        return (), tuple(pick_some("ve-them", common.ALSO_SHOWN, small, none=common.NO_SPLIT, row=True, drawn=drawn))
    if view not in ("duong", "bang"):
        return (), ()
    others = {code: f"{t(one.label)} · {code}" for code, one in MEASURES.items() if code != measure.code}
    more = pick_some("them", common.MORE_MEASURES, others, none=common.MORE_MEASURES_NONE, drawn=drawn)
    offered = trend_series.extras(measure, language())
    if view != "duong":
        return tuple(MEASURES[code] for code in more), ()
    extras = pick_some("ve-them", common.ALSO_SHOWN, offered, none=common.NO_SPLIT, row=True, drawn=drawn)
    return tuple(MEASURES[code] for code in more), tuple(extras)


def _split(view: str, measure: Measure) -> str:
    """By what a figure is broken down."""
    if view != "co-cau" or not measure.breakdowns:
        return ""
    family = CATALOGUE[measure.indicator]
    parts = {key: t(family.split_label(key)) for key in measure.breakdowns}
    return pick("phan-to", common.SPLIT, parts, hidden=True, width=READING_WIDTH)


def _reading(view: str, measure: Measure, boundary: Boundary) -> str:
    """How figures are read. A map is shaded by rates unless someone asks for counts, which only show who is large."""
    map_, lines = view == "ban-do", view in ("duong", "bang")
    options = {
        code: t(texts.READINGS[code]) for code in readings.offered(measure, boundary, populations(), lines=lines)
    }
    if map_ and readings.HEADS in options:
        options[""] = t(texts.RAW_ON_MAP)
    key = "to-mau" if map_ else "tinh-theo"
    return pick(key, texts.READING, options, readings.HEADS if map_ else "", hidden=True, width=READING_WIDTH)


def address_of(choice: Selection, view: str) -> str:
    """The link to another view of what the address asks for; how figures are read begins anew there."""
    spans = {"tu", "den"} if choice.over_time else set(words.SPAN_KEYS.values())
    kept = KEPT | (spans if choice.over_time is (view in OVER_TIME) else set())
    measure = {} if view == "hai-chi-tieu" else {"chi-tieu": choice.measure.code}
    asked = {key: value for key, value in st.query_params.items() if key in kept}
    return "?" + urlencode(asked | measure | {"xem": view}, safe=",")


def areas_said(areas: Sequence[str]) -> str:
    """The chosen areas by name, as a file says them."""
    provinces = [key for key in areas if key in PLACES.versions]
    named = [filters.area(key) for key in areas if key not in PLACES.versions]
    return ", ".join(filter(None, [*named, filters.unit_names(provinces)])) or t(common.NATION_ONLY)


def day_of(boundary: Boundary, period: Period) -> date:
    """The day whose units are compared: today's, or those of the period's last day."""
    return today() if boundary is Boundary.TODAY else period.end


def scope(choice: Selection) -> str:
    """The one area that a summary is of: the first chosen, else the nation."""
    return choice.areas[0] if choice.areas else NATION_KEY
