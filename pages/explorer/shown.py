"""What every view of the explorer shows: the answer first, the chart, two lines under it, the rest behind a word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import plotly.graph_objects as go
import streamlit as st

from data.model import Text
from pages.charts import choropleth
from pages.download_formats.format import Download
from pages.explorer import marked_point, slider
from pages.explorer.choices import Selection
from pages.sections import collecting
from pages.texts import common, lineage
from pages.texts import explorer as texts
from pages.ui import downloads, page_links, picture_download
from pages.ui.formats import literal
from pages.ui.part import part, popover
from pages.ui.session import t

LINES = 1  # of the notes that stand open under the chart, after the line that names what is drawn


@dataclass(frozen=True, slots=True)
class Shown:
    """A view, ready to be drawn."""

    title: str
    figure: go.Figure | None  # None: the table is all there is
    under: str  # measure, unit, span, units
    notes: Sequence[str]
    download: Download
    table: Callable[[], str]
    leads: Text = lineage.CLICK_PROVINCE
    onscreen: Sequence[str] = ()  # what a picture or a file could not do
    open_table: bool = False
    beside: Callable[[object], None] | None = field(default=None)  # drawn right of the chart, with what was clicked


def draw(shown: Shown, choice: Selection) -> None:
    """The view on the page."""
    collecting.headline(shown.title, choice.until)
    key = f"chart-{choice.view}"
    event: object = None
    if shown.figure is not None:
        marked_point.mark(shown.figure)
    if shown.figure is None:
        st.html(shown.table())
    elif shown.beside is None:
        event = page_links.clickable_chart(shown.figure, key, shown.title)
    else:
        wide, narrow = st.columns([3, 2], gap="medium")
        with wide:
            event = page_links.clickable_chart(shown.figure, key, shown.title, choropleth.config())
        with narrow:
            shown.beside(event)
    if choice.view == "hai-chi-tieu":
        page_links.to_profile(event, choice.boundary)
    elif shown.beside is None:
        page_links.to_source(event, choice.boundary, choice.measure, choice.period)
    slider.draw(choice)
    st.caption("  \n".join(map(literal, [shown.under, *shown.notes[:LINES]])))
    _take_away(shown, key)
    if shown.figure is not None and shown.beside is None:
        table = st.expander(t(common.IN_TABLE), shown.open_table, key=f"table-{choice.view}", on_change="rerun")
        if table.open:  # a folded one is not made and not sent
            table.html(shown.table())


@part
def _take_away(shown: Shown, key: str) -> None:
    def read() -> None:
        told = dict.fromkeys([t(shown.leads), *shown.onscreen, *shown.notes])
        st.caption("  \n".join(map(literal, told)))

    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="ways-on"):
        popover(t(texts.HOW_TO_READ), ":material/help:", "how-to-read", read)
        if shown.figure is not None:
            picture_download.popover(shown.figure, shown.title, shown.under, shown.notes, shown.download.name, key)
        downloads.buttons(shown.download)
