"""What a shared link says of itself before it is opened."""

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from urllib.parse import parse_qs

from data.model import Language, Period, Text
from data.places import NATION_KEY, PLACES, REGIONS
from indicators import MEASURES
from pages.server import old_addresses
from pages.server.menu import EXPLORE, PAGES
from pages.texts import common, compare, explorer, sharing

# The views that a web site can frame: under which name, and which choices come along.
FRAMEABLE = {
    "duong": ("xu-huong", {"chi-tieu", "them", "don-vi", "tinh", "ky", "tu", "den", "ve-them", "tinh-theo", "lang"}),
    "co-cau": ("xu-huong", {"chi-tieu", "don-vi", "tinh", "ky", "tu", "den", "phan-to", "lang"}),
    "ban-do": ("ban-do", {"chi-tieu", "don-vi", "quy", "to-mau", "lang"}),
}


TITLE = re.compile(rb"<title>.*?</title>", re.DOTALL)


_NAMES = 3  # provinces that a preview names


@cache
def _titles() -> dict[str, Text]:
    return {"": common.OVERVIEW} | {entry.path: entry.title for entry in PAGES}


def known(path: str) -> bool:
    """Whether an address is that of a page, or was."""
    return path.strip("/") in _titles() or bool(old_addresses.moved(path, ""))


def view_of(path: str, chosen: Mapping[str, str]) -> str:
    """Which view of the explorer an address shows; `` for another page."""
    return chosen.get("xem", "duong") if path.strip("/") == EXPLORE else ""


def title_of(path: str, query: str) -> Text:
    """What a link shows, from its address alone, so that no figure is in it: page, measure, areas, period."""
    chosen = {key: values[0] for key, values in parse_qs(query).items()}
    parts = [explorer.VIEWS.get(chosen.get("xem", ""), _titles().get(path.strip("/"), common.PRODUCT))]
    code = chosen.get("chi-tieu", "")
    if code in MEASURES:
        parts.append(MEASURES[code].label)
    keys = [*chosen.get("tinh", "").split(","), chosen.get("pham-vi", ""), chosen.get("cua", "")]
    named = [Text(*[PLACES.versions[key][-1].name] * 2) for key in keys if key in PLACES.versions]
    named += [REGIONS[key] for key in keys if key in REGIONS and key != NATION_KEY]
    if named:
        more = " …" if len(named) > _NAMES else ""
        parts.append(
            Text(", ".join(n.vi for n in named[:_NAMES]) + more, ", ".join(n.en for n in named[:_NAMES]) + more)
        )
    for key in (*compare.SPAN_KEYS.values(), "ky-bao-cao", "den"):
        try:
            parts.append(Period.parse(chosen[key]).label)
        except (KeyError, ValueError):
            continue
    return Text(" · ".join(p.vi for p in parts), " · ".join(p.en for p in parts))


def preview(path: str, query: str) -> str:
    """The lines of a page's head that messengers read; an address is written in them letter by letter."""
    tongue: Language = "en" if parse_qs(query).get("lang") == ["en"] else "vi"
    title = f"{title_of(path, query).in_(tongue)} · {common.PRODUCT.in_(tongue)}"
    about = sharing.PREVIEW.in_(tongue).format(product=common.PRODUCT.in_(tongue))
    properties = {
        "og:title": title,
        "og:description": about,
        "og:type": "website",
        "og:site_name": common.PRODUCT.in_(tongue),
        "og:locale": {"vi": "vi_VN", "en": "en_US"}[tongue],
    }
    lines = "".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in properties.items())
    return f'<title>{escape(title)}</title><meta name="description" content="{escape(about)}">{lines}'


def titled(html: bytes, path: str, query: str) -> bytes:
    """Streamlit's page under the title of what it will show."""
    return TITLE.sub(lambda _: preview(path, query).encode(), html, count=1)
