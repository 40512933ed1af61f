"""The bulletin of a quarter as one page of PDF/A-2b, from the same words and pictures as the page."""

import json
import re
from base64 import b64decode
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import typst

from data.model import Language, Period, today
from pages.bulletin import bulletin, small_map
from pages.bulletin.content import content
from pages.bulletin.facts import Facts
from pages.bulletin.pictures import COLOURS
from pages.pictures.picture_frame import clean
from pages.reports.pdf import FONTS
from pages.server.store import service
from pages.texts import bulletin as texts
from pages.texts import common, masthead

HERE = Path(__file__).parent
MAPS = (0, 2)  # the findings whose maps stand on paper: what moved, and who leads by population
_DARK = re.compile(r"@media\(prefers-color-scheme:dark\)\{(?:[^{}]|\{[^{}]*\})*\}")


def pdf(quarter: Period, language: Language) -> bytes:
    """One sheet of A4."""
    with service().at_once():
        told = content(Facts(quarter), language)
        revision = service().revision
    inputs: dict[str, str] = {}

    def drawn(html: str) -> str:
        """The name under which a picture of the page is handed over; none where there is none."""
        if not html:
            return ""
        inputs[name := f"picture-{len(inputs)}"] = _svg(html)
        return name

    maps = [told.findings[n] for n in MAPS if told.findings[n].shades]
    source = f"{common.SOURCE.in_(language)} · {common.VERSION.in_(language).format(number=revision)}"
    now = today()
    data = {
        "language": language,
        "day": [now.year, now.month, now.day],
        "product": common.PRODUCT.in_(language),
        "demo": masthead.DEMO_LINE.in_(language) if service().is_demo else "",
        "source": source,
        "title": told.title,
        "chips": [chip.text for chip in told.chips],
        "aside": told.aside,
        "headlines": [
            one._asdict() | {"picture": drawn(one.picture), "reasons": [], "more": one.more or one.why}
            for one in told.headlines
        ],
        "findings-head": texts.FINDINGS.in_(language),
        "findings": [{"lead": one.lead, "rest": one.rest, "picture": drawn(one.picture)} for one in told.findings],
        "maps": [
            {
                "title": one.map_title,
                "picture": drawn(small_map.draw(one.shades, one.map_title, language)),
                "keys": [
                    {"colour": COLOURS[kind or "none"][0], "words": words}
                    for kind, words in (*one.keys, ("", texts.NO_FIGURE.in_(language)))
                ],
            }
            for one in maps
        ],
        "rules": bulletin.rules(language)[:-1],  # nothing can be pointed at on paper
    }
    inputs["data"] = clean(json.dumps(data, ensure_ascii=False))
    made: bytes = typst.compile(
        (HERE / "bulletin.typ").read_bytes(), format="pdf", pdf_standards=["a-2b"], font_paths=FONTS, sys_inputs=inputs
    )
    return made


def _svg(html: str) -> str:
    """The drawing inside an image of the page, as on white paper."""
    found = re.search(r'src="data:image/svg\+xml(;base64)?,([^"]*)"', html)
    assert found is not None
    svg = b64decode(found[2]).decode() if found[1] else unquote(unescape(found[2]))
    return _DARK.sub("", svg)
