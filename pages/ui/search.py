"""One box over measures, provinces and pages: typed without accents, answered by a short list of links."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import streamlit as st

from data.model import Text
from data.places import PLACES, REGIONS
from data.text_keys import fold
from indicators import MEASURES
from indicators.define import Nature
from pages.server.menu import PAGES
from pages.texts import common, explorer, targets
from pages.texts import masthead as texts
from pages.ui.controls import LONGEST_SEARCH, page
from pages.ui.session import language, t
from service.access.roles import Person

MOST = 8  # hits that are shown


class Hit(NamedTuple):
    """Where a search leads: the page by its file, and the choices with which it opens."""

    label: str
    file: str
    choices: dict[str, str]


def box() -> str:
    """What was typed; forgotten on the next page."""
    typed = st.text_input(
        t(texts.SEARCH),
        key=f"search-{page()}",
        placeholder=f"{t(texts.SEARCH_HINT)}  /",
        max_chars=LONGEST_SEARCH,
        type="search",
        label_visibility="collapsed",
        width=250,
    )
    return (typed or "")[:LONGEST_SEARCH].strip()


def show(typed: str, person: Person) -> None:
    """The hits as links, the likeliest first; what to do where there is none."""
    found = list(matching(typed, person))
    with st.container(border=True, key="search-hits", gap="xxsmall"):
        for hit in found[:MOST]:
            st.page_link(hit.file, label=hit.label, query_params=hit.choices, icon=":material/arrow_forward:")
        if len(found) > MOST:
            st.caption(t(texts.MORE_HITS, count=len(found) - MOST))
        if not found:
            st.caption(t(texts.NO_HIT))


def matching(typed: str, person: Person) -> Iterator[Hit]:
    """Provinces, then measures, then pages, each in which every word begins one of its own; what begins with the words
    comes first."""
    words = fold(typed).split()
    if not words:
        return
    tongue = {"lang": "en"} if language() == "en" else {}
    hits = [*_provinces(), *_measures_of_areas(words), *_measures(), *_pages(person), *_plans(words)]
    fitting = [(text, hit) for text, hit in hits if all(f" {word}" in f" {text}" for word in words)]
    found = [hit for _, hit in sorted(fitting, key=lambda each: not each[0].startswith(words[0]))]
    if len(found) == 1 and set(found[0].choices) == {"chi-tieu"}:
        found += _views(found[0])
    for hit in found:
        yield hit._replace(choices=hit.choices | tongue)


def _provinces() -> Iterator[tuple[str, Hit]]:
    """The profiles of those of today; one that has passed into another is found by its old name."""
    also = fold(f"{texts.PROFILE_OF.vi} {texts.PROFILE_OF.en}".replace("{name}", ""))
    for unit in PLACES.current:
        olds = [PLACES.versions[old][-1].name for old in PLACES.predecessors(unit.key)]
        for name in dict.fromkeys([unit.name, *olds]):
            label = unit.name if name == unit.name else t(texts.NOW_PART_OF, old=name, name=unit.name)
            yield fold(f"{name} {also}"), Hit(t(texts.PROFILE_OF, name=label), "province.py", {"tinh": unit.key})


def _plans(words: list[str]) -> Iterator[tuple[str, Hit]]:
    """`ke hoach lao cai`: the plan of a province, for whoever asks for plans."""
    asked = {*fold(targets.PLAN.vi).split(), *fold(targets.PLAN.en).split()} & set(words)
    for unit in PLACES.current if asked else ():
        plan = f"{unit.name} · {t(targets.PLAN).lower()}"
        yield fold(f"{unit.name} {targets.PLAN.vi} {targets.PLAN.en}"), Hit(plan, "plan.py", {"tinh": unit.key})


def _measures() -> Iterator[tuple[str, Hit]]:
    for code, measure in MEASURES.items():
        text = fold(f"{measure.label.in_(language())} {code} {measure.label.vi} {measure.label.en}")
        yield text, Hit(f"{measure.label.in_(language())} · {code}", "explore.py", {"chi-tieu": code})


# What is asked of a measure and the area named beside it: the words for it, the page, its choices.
VIEWS_OF_AN_AREA: Sequence[tuple[Text, str, Mapping[str, str]]] = (
    (texts.COURSE, "explore.py", {}),
    (texts.RANK, "explore.py", {"xem": "xep-hang"}),
    (texts.ALIKE, "explore.py", {"xem": "xep-hang", "nhom": "cung-co"}),
    (texts.SOURCE, "trace.py", {}),
)


def _measures_of_areas(words: list[str]) -> Iterator[tuple[str, Hit]]:
    """`ap04 nghe an`: a measure with the provinces or regions named beside it, and what can be asked of both."""
    typed = f" {' '.join(words)} "
    areas = {unit.key: unit.name for unit in PLACES.current} | _regions(typed)
    named = {key: area for key, area in areas.items() if f" {fold(area)} " in typed}
    rest = typed
    for area in sorted(named.values(), key=len, reverse=True):
        rest = rest.replace(f" {fold(area)} ", " ")
    if not named or not rest.strip():
        return
    keys = sorted(named, key=lambda key: typed.index(f" {fold(named[key])} "))
    label = ", ".join(t(REGIONS[key]) if key in REGIONS else named[key] for key in keys)
    names = " ".join(fold(named[key]) for key in keys)
    for text, hit in _measures():
        for view, file, choices in VIEWS_OF_AN_AREA:
            if choices and not PLACES.versions.keys() >= named.keys():
                continue  # a region is ranked among none
            if len(keys) > 1 and (file == "trace.py" or "nhom" in choices):
                continue  # which are of one
            told = t(texts.OF_AREA, area=label, measure=hit.label, view=t(view))
            where = {"pham-vi" if file == "trace.py" else "tinh": ",".join(keys)}
            yield f"{names} {text} {fold(t(view))}", Hit(told, file, hit.choices | dict(choices) | where)


def _regions(typed: str) -> dict[str, str]:
    """The regions of today as they were typed: by their name, or by that of one that has passed into them."""
    today = {unit.region for unit in PLACES.current}
    found = {}
    for key in (key for key in REGIONS if key in today):
        parts = [
            t(text) for old, text in REGIONS.items() if old not in today and fold(text.vi) in fold(REGIONS[key].vi)
        ]
        names = [t(REGIONS[key]), *parts]
        found[key] = next((name for name in names if f" {fold(name)} " in typed), names[0])
    return found


def _views(hit: Hit) -> Iterator[Hit]:
    """The one measure that was found, as it can be seen of all provinces."""
    counted = MEASURES[hit.choices["chi-tieu"]].kind in (Nature.FLOW, Nature.STOCK)
    for code in ("ban-do", "xep-hang"):
        view = t(explorer.VIEWS[code]).lower()
        view = f"{view}, {t(explorer.READINGS['dan-so'])}" if code == "ban-do" and counted else view
        yield Hit(f"{hit.label} · {view}", hit.file, hit.choices | {"xem": code})


def _pages(person: Person) -> Iterator[tuple[str, Hit]]:
    for entry in PAGES:
        if person.may(entry.action) and entry.menu is not common.FAMILIES:
            text = fold(
                f"{entry.title.in_(language())} {entry.title.vi} {entry.title.en} {entry.path.replace('-', ' ')}"
            )
            yield text, Hit(t(entry.title), entry.file, {})
