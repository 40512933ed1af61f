"""Links to what is seen: to copy, to frame on a web site, and what a messenger shows of one before it is opened."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from data.model import Language, Period, Text
from data.places import NATION_KEY, PLACES, REGIONS
from indicators import MEASURES
from pages.api import FRAMED
from pages.parts import contents, words, words_compare, words_links
from pages.parts.controls import address, page
from pages.parts.session import desk, t

FRAMEABLE = {
    "xu-huong": {"chi-tieu", "them", "don-vi", "tinh", "ky", "tu", "den", "phan-to", "ve-them", "lang"},
    "ban-do": {"chi-tieu", "don-vi", "quy", "lang"},
}
HEIGHTS = {"xu-huong": 800, "ban-do": 1150}  # pixels; what is taller can be scrolled
TITLE = re.compile(rb"<title>.*?</title>", re.DOTALL)
_NAMES = 3  # provinces that a preview names


def draw() -> None:
    """The control, after everything was chosen: the address says what is seen only then."""
    here = address()
    with st.popover(t(words_links.LINK), icon=":material/link:", key="link"):
        st.caption(t(words_links.LINK_HINT))
        st.code(here, language=None, wrap_lines=True)
        if page() in FRAMEABLE:
            _frame(here)


def _frame(here: str) -> None:
    sites = desk().book.office.sites
    st.markdown(f"**{t(words_links.FRAME)}**")
    if not sites:
        st.caption(t(words_links.NO_FRAME))
        return
    st.caption(t(words_links.FRAME_HINT).format(sites=", ".join(f"`{site}`" for site in sites)))
    title = t(words_links.IN_FRAME).format(title=t(title_of(f"/{page()}", urlsplit(here).query)))
    st.code(snippet(here, title), language="html", wrap_lines=True)


def snippet(here: str, title: str) -> str:
    """The frame of the chart that an address shows, to be pasted into a web site."""
    at = urlsplit(here)
    view = at.path.strip("/")
    kept = "&".join(part for part in at.query.split("&") if part.partition("=")[0] in FRAMEABLE[view])
    source = f"{at.scheme}://{at.netloc}{FRAMED}/{view}{'?' + kept if kept else ''}"
    style = f"width:100%;height:{HEIGHTS[view]}px;border:0"
    return f'<iframe src="{escape(source)}" title="{escape(title)}" style="{style}" loading="lazy"></iframe>'


# Before it is opened


@cache
def _titles() -> dict[str, Text]:
    return {"": words.OVERVIEW} | {entry.path: entry.title for entry in contents.PAGES}


def known(path: str) -> bool:
    """Whether an address is that of a page."""
    return path.strip("/") in _titles()


def title_of(path: str, query: str) -> Text:
    """What a link shows, from its address alone, so that no figure is in it: page, measure, areas, period."""
    asked = {key: values[0] for key, values in parse_qs(query).items()}
    parts = [_titles().get(path.strip("/"), words.PRODUCT)]
    code = asked.get("chi-tieu") or asked.get(f"chi-tieu-{path.strip('/')}", "")
    if code in MEASURES:
        parts.append(MEASURES[code].label)
    keys = [*asked.get("tinh", "").split(","), asked.get("pham-vi", ""), asked.get("cua", "")]
    named = [Text(*[PLACES.versions[key][-1].name] * 2) for key in keys if key in PLACES.versions]
    named += [REGIONS[key] for key in keys if key in REGIONS and key != NATION_KEY]
    if named:
        more = " …" if len(named) > _NAMES else ""
        parts.append(
            Text(", ".join(n.vi for n in named[:_NAMES]) + more, ", ".join(n.en for n in named[:_NAMES]) + more)
        )
    for key in (*words_compare.SPAN_KEYS.values(), "ky-bao-cao", "den"):
        try:
            parts.append(Period.parse(asked[key]).label)
        except (KeyError, ValueError):
            continue
    return Text(" · ".join(p.vi for p in parts), " · ".join(p.en for p in parts))


def preview(path: str, query: str) -> str:
    """The lines of a page's head that messengers read; an address is written in them letter by letter."""
    tongue: Language = "en" if parse_qs(query).get("lang") == ["en"] else "vi"
    title = f"{title_of(path, query).in_(tongue)} · {words.PRODUCT.in_(tongue)}"
    about = words_links.PREVIEW.in_(tongue).format(product=words.PRODUCT.in_(tongue))
    said = {
        "og:title": title,
        "og:description": about,
        "og:type": "website",
        "og:site_name": words.PRODUCT.in_(tongue),
        "og:locale": {"vi": "vi_VN", "en": "en_US"}[tongue],
    }
    lines = "".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in said.items())
    return f'<title>{escape(title)}</title><meta name="description" content="{escape(about)}">{lines}'


def titled(html: bytes, path: str, query: str) -> bytes:
    """Streamlit's page under the title of what it will show."""
    return TITLE.sub(lambda _: preview(path, query).encode(), html, count=1)
