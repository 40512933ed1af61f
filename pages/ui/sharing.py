"""Links to what is seen: to copy, to frame on a web site, and what a messenger shows of one before it is opened."""

from html import escape
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from pages.server.addresses import FRAMED
from pages.server.link_preview import FRAMEABLE, title_of, view_of
from pages.server.store import service
from pages.texts import sharing
from pages.ui import copy_button
from pages.ui.controls import address, page
from pages.ui.part import part, popover
from pages.ui.session import t

HEIGHTS = {"xu-huong": 800, "ban-do": 900}  # pixels; what is taller can be scrolled


@part
def draw() -> None:
    """The control; its address is made when it is opened, for what is seen may have been chosen since."""
    popover(t(sharing.LINK), ":material/link:", "link", _link)


def _link() -> None:
    here = address()
    st.caption(t(sharing.LINK_HINT))
    st.code(here, language=None, wrap_lines=True)
    copy_button.draw(here)
    here_is = urlsplit(here).path.strip("/") == page()  # a program may tell another address
    if here_is and view_of(page(), st.query_params.to_dict()) in FRAMEABLE:
        _frame(here)


def _frame(here: str) -> None:
    sites = service().repository.access.sites
    st.markdown(f"**{t(sharing.FRAME)}**")
    if not sites:
        st.caption(t(sharing.NO_FRAME))
        return
    st.caption(t(sharing.FRAME_HINT, sites=", ".join(f"`{site}`" for site in sites)))
    title = t(sharing.IN_FRAME, title=t(title_of(f"/{page()}", urlsplit(here).query)))
    st.code(snippet(here, title), language="html", wrap_lines=True)


def snippet(here: str, title: str) -> str:
    """The frame of the chart that an address shows, to be pasted into a web site."""
    address = urlsplit(here)
    view, names = FRAMEABLE[view_of(address.path.rpartition("/")[2], dict(parse_qsl(address.query)))]
    kept = "&".join(part for part in address.query.split("&") if part.partition("=")[0] in names)
    source = f"{address.scheme}://{address.netloc}{FRAMED}/{view}{'?' + kept if kept else ''}"
    style = f"width:100%;height:{HEIGHTS[view]}px;border:0"
    return f'<iframe src="{escape(source)}" title="{escape(title)}" style="{style}" loading="lazy"></iframe>'
