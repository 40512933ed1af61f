"""How the sentence of controls and the tabs look, for this page alone; chips are in the colours of their lines."""

from collections.abc import Sequence
from functools import lru_cache

import streamlit as st

from data.places import NATION_KEY
from pages.charts.axis import COLOURS
from pages.charts.lines import colours_of

_SOFT = "light-dark(#5c6167, #b3b1ac)"
_RULES = """
.st-key-explorer {--strong: light-dark(#9a1b2b, #f0808b)}
.st-key-explorer, .st-key-explorer > :last-child > [data-testid=stVerticalBlock] {gap: .4rem} .st-key-explorer {margin-top: -.6rem} .st-key-explorer [data-testid=stHeading] h1 {padding: .1rem 0 1rem; line-height: 1.25; font-size: 1.35rem; font-weight: 600}
.st-key-choices {gap: .2rem .6rem} .st-key-views {gap: 0 .75rem; border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent)}
:is(.st-key-choices, .st-key-views) :is([data-testid=stSelectbox], [data-testid=stMultiSelect]) [role=group]:has(> input, > div) {background: transparent; border-color: transparent; border-bottom: 2px solid var(--strong); border-radius: 0; height: auto; min-height: 2.1rem}
.st-key-choices input {font-weight: 600; font-size: .95rem; padding: .2rem .1rem; text-overflow: ellipsis}
.st-key-views [data-testid=stSelectbox] [role=group] {border-bottom-color: transparent}
.st-key-choices [data-testid=stMultiSelect] [data-tag] {flex: none; max-width: none; background: transparent; border: 1.5px solid currentColor; border-radius: 999px; font-weight: 600; height: 1.45rem; font-size: .85rem}
.st-key-views > :last-child {margin-left: auto} .st-key-views button {border-color: transparent; background: transparent}
.st-key-views [role=radiogroup] {flex-wrap: nowrap !important; overflow-x: auto; max-width: 100%; scrollbar-width: none}
.st-key-views [role=radio] {border: 0; border-bottom: 3px solid transparent; border-radius: 0; background: transparent; padding: .3rem .8rem; min-height: 2.2rem}
.st-key-views [role=radio][aria-checked=true] {border-bottom-color: var(--strong); color: var(--strong); font-weight: 600; background: transparent}
.st-key-choices [role=group] > button {padding: 0} .st-key-choices [data-testid=stMultiSelect] [role=group] > button[aria-label="Clear all"] {display: none}
.st-key-choices [data-testid=stMultiSelectTagsContainer] {padding: .1rem 0; flex-wrap: nowrap; overflow-x: auto; scrollbar-width: thin} .st-key-views button:disabled {display: none}
.st-key-ways-on {gap: .5rem} .st-key-explorer .ways {margin: .3rem 0 0} .st-key-explorer .ways a {color: var(--strong) !important} .st-key-explorer .cards.one {gap: 0} .st-key-explorer .one .card .name {min-height: 0}
@media (max-width: 640px) {.st-key-choices > *, .st-key-views > :first-child {width: 100% !important; max-width: 100%; flex: 1 1 100%} .st-key-choices > :has(> [class*=st-key-span-]) {flex: 1 1 30%; width: 30% !important; min-width: 0} .st-key-choices :is([data-testid=stVerticalBlock], [data-testid=stElementContainer], [data-testid=stSelectbox]) {width: 100% !important; max-width: 100% !important} .st-key-views [role=radiogroup] {flex-wrap: wrap !important} .st-key-views [role=radio] {padding: .2rem .5rem; min-height: 2rem} .st-key-choices input {font-size: .95rem} .st-key-explorer > :has(> .st-key-views), .st-key-views {display: contents !important} .st-key-views > :not(:first-child) {order: 9; margin-left: 0 !important} .st-key-explorer [data-testid=stHeading] h1 {font-size: 1.15rem} .st-key-choices [role=group] {min-height: 1.9rem !important}}
"""


@lru_cache(maxsize=1)
def _themes() -> tuple[list[str], list[str]]:
    """The chart colours of both themes."""
    light, dark = (st.get_option(f"theme.{name}.chartCategoricalColors") for name in ("light", "dark"))
    return list(light), list(dark)


def draw() -> None:
    """The rules that always hold; not sent again where only the explorer is drawn again."""
    st.html(f"<style>{_RULES}</style>")


def inks(areas: Sequence[str]) -> list[str]:
    """A colour for each chosen area, in both themes; of the nation beside others a quiet one."""
    light, dark = _themes()
    found = []
    for key, colour in zip(areas, colours_of(areas), strict=True):
        place = COLOURS.index(colour) if key != NATION_KEY else 0
        found.append(f"light-dark({light[place]}, {dark[place]})" if key != NATION_KEY or len(areas) == 1 else _SOFT)
    return found


def colour(areas: Sequence[str]) -> None:
    """The chips of the chosen areas in the colours of their lines."""
    rules = (
        f'.st-key-tinh [data-tag][data-tag-index="{number}"] {{color: {ink} !important}}'
        for number, ink in enumerate(inks(areas))
    )
    st.html(f"<style>{' '.join(rules)}</style>")
