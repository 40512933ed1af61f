"""Khám phá: the figures, as one chooses to see them; a field is an entry into it, with its measures and its list."""

from collections.abc import Collection

import streamlit as st

from indicators import CATALOGUE
from pages.explorer import across, choices, look, over_time, records, shown, slider, summary
from pages.server.menu import FIELDS
from pages.ui import controls
from pages.ui.part import part


@part
def explore() -> None:
    """The sentence of controls and what it asks for."""
    controls.begin_part()
    with st.container(key="explorer"):
        slider.take_next()
        begun = choices.begin(CATALOGUE.get(FIELDS.get(controls.page(), "")))
        answer(begun, controls.offered())


@part
def answer(begun: choices.Choices, offered: Collection[str]) -> None:
    """What hangs on the measures: where others are chosen, it is drawn again alone."""
    controls.begin_part(offered)
    choice = choices.choose(begun)
    if choice.view == "tom-tat" and choice.family is not None:
        summary.draw(choice, choice.family)
    elif choice.view == "danh-sach" and choice.family is not None:
        records.draw(choice, choice.family)
    else:
        over = choice.view in ("duong", "co-cau", "bang")
        shown.draw(over_time.show(choice) if over else across.show(choice), choice)
    controls.end()


look.draw()
explore()
