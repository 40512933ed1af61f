"""Khám phá: the figures, as one chooses to see them; a field is an entry into it, with its measures and its list."""

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
    family = CATALOGUE.get(FIELDS.get(controls.page(), ""))
    with st.container(key="explorer"):
        slider.take_next()
        choice = choices.choose(family)
        if choice.view == "tom-tat" and family is not None:
            summary.draw(choice, family)
        elif choice.view == "danh-sach" and family is not None:
            records.draw(choice, family)
        else:
            over = choice.view in ("duong", "co-cau", "bang")
            shown.draw(over_time.show(choice) if over else across.show(choice), choice)
    controls.end()


look.draw()
explore()
