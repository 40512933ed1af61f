"""One box over measures, provinces and pages: typed without accents, answered by a short list of links."""

from collections.abc import Iterator
from typing import NamedTuple

import streamlit as st

from data.places import PLACES
from data.text_keys import fold
from indicators import MEASURES
from pages.server.menu import PAGES
from pages.texts import common
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
        placeholder=t(texts.SEARCH),
        max_chars=LONGEST_SEARCH,
        type="search",
        label_visibility="collapsed",
        width=250,
    )
    return (typed or "")[:LONGEST_SEARCH].strip()


def show(typed: str, person: Person) -> None:
    """The hits as links, the likeliest first; what to do where there is none."""
    found = list(matching(typed, person))
    with st.container(border=True, key="search-hits", gap=None):
        for hit in found[:MOST]:
            st.page_link(hit.file, label=hit.label, query_params=hit.choices, icon=":material/arrow_forward:")
        if len(found) > MOST:
            st.caption(t(texts.MORE_HITS, count=len(found) - MOST))
        if not found:
            st.caption(t(texts.NO_HIT))


def matching(typed: str, person: Person) -> Iterator[Hit]:
    """Provinces, then measures, then pages, each in which every word begins one of its own; what begins with the words comes first."""
    words = fold(typed).split()
    if not words:
        return
    tongue = {"lang": "en"} if language() == "en" else {}
    hits = [*_provinces(), *_measures_of_a_province(words), *_measures(), *_pages(person)]
    fitting = [(text, hit) for text, hit in hits if all(f" {word}" in f" {text}" for word in words)]
    for _, hit in sorted(fitting, key=lambda each: not each[0].startswith(words[0])):
        yield hit._replace(choices=hit.choices | tongue)


def _provinces() -> Iterator[tuple[str, Hit]]:
    """The profiles of those of today; one that has passed into another is found by its old name."""
    also = fold(f"{texts.PROFILE_OF.vi} {texts.PROFILE_OF.en}".replace("{name}", ""))
    for unit in PLACES.current:
        olds = [PLACES.versions[old][-1].name for old in PLACES.predecessors(unit.key)]
        for name in dict.fromkeys([unit.name, *olds]):
            label = unit.name if name == unit.name else t(texts.NOW_PART_OF, old=name, name=unit.name)
            yield fold(f"{name} {also}"), Hit(t(texts.PROFILE_OF, name=label), "province.py", {"tinh": unit.key})


def _measures() -> Iterator[tuple[str, Hit]]:
    for code, measure in MEASURES.items():
        text = fold(f"{measure.label.in_(language())} {code} {measure.label.vi} {measure.label.en}")
        yield text, Hit(f"{measure.label.in_(language())} · {code}", "explore.py", {"chi-tieu": code})


def _measures_of_a_province(words: list[str]) -> Iterator[tuple[str, Hit]]:
    """`ap04 nghe an`: a measure with the province that is named beside it."""
    typed = f" {' '.join(words)} "
    for unit in PLACES.current:
        name = fold(unit.name)
        if f" {name} " in typed and typed.replace(f" {name} ", " ").strip():
            for text, hit in _measures():
                label = f"{unit.name}: {hit.label}"
                yield f"{name} {text}", Hit(label, hit.file, hit.choices | {"xem": "xep-hang", "tinh": unit.key})


def _pages(person: Person) -> Iterator[tuple[str, Hit]]:
    for entry in PAGES:
        if person.may(entry.action) and entry.menu is not common.FAMILIES:
            text = fold(
                f"{entry.title.in_(language())} {entry.title.vi} {entry.title.en} {entry.path.replace('-', ' ')}"
            )
            yield text, Hit(t(entry.title), entry.file, {})
