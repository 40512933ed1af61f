"""What stands around every first picture: the places of the live page's header, its row and its strip of demo data."""

import re
from html import escape
from pathlib import Path

import streamlit

from data.model import Language
from pages.server import preloads
from pages.server.store import service
from pages.texts import common
from pages.texts import masthead as texts

# Nothing is awaited any more: the page has been drawn, or a fault of it is told. It has not run either while it only
# holds the place of what is to come.
_PLACE = "#root [data-testid=stSkeleton]"
_DRAWN = f"body:has(#root [data-testid=stApp][data-test-script-state=notRunning]):not(:has({_PLACE}))"
LONGEST = 8  # seconds that a page which has been drawn, and all that draws it fetched, may still wait for its chart
# Once it is hidden it is gone: the next page that runs would show it again. Whoever does something to the page beneath
# sees that page.
SCRIPT = (
    "<script>{const look=setInterval(()=>{"
    'const first=document.getElementById("first-picture");'
    "const seen=first&&getComputedStyle(first);"
    'if(!first||seen.display==="none"||seen.visibility==="hidden"){first?.remove();clearInterval(look)}'
    "},200);"
    'for(const done of ["pointerdown","keydown","wheel"])addEventListener(done,()=>{'
    f'if(document.querySelector("{_DRAWN}"))document.getElementById("first-picture")?.remove()'
    "},{capture:true,passive:true})}</script>"
)


def _font() -> str:
    """Where Streamlit's own letters are, which its page fetches first."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    found = re.search(r"\./static/media/SourceSans[^\"]+Upright[^\"]+", page)
    return found[0] if found else ""


_STYLE = f"""<style>
#first-picture {{color-scheme: light dark; position: fixed; inset: 0; z-index: 999990; pointer-events: none; overflow: hidden; background: light-dark(#ffffff, #14171b); color: light-dark(#1f2328, #e8e6e1); font-family: "Source Sans", "Source Sans 3", "Segoe UI", system-ui, sans-serif; font-size: 16px; line-height: 1.6}}
#first-picture a {{pointer-events: auto}} #first-picture header {{box-sizing: content-box; height: 53px; border-bottom: 3px solid light-dark(#9a1b2b, #f0808b); display: flex; align-items: center; padding: 0 5px; font-weight: 700; font-size: 1.02rem}}
#first-picture header span + span {{display: none}} #first-picture main {{max-width: 84rem; margin: 0 auto; padding: 0 5rem; box-sizing: border-box}} #first-picture .row {{height: 57px; padding-top: 8px; box-sizing: border-box; display: flex; align-items: center; font-size: .9rem; color: light-dark(#5c6167, #b3b1ac)}} #first-picture .row b {{font-size: 1.5rem; margin-top: -8px; color: light-dark(#1f2328, #e8e6e1)}}
#first-picture .row:not(:has(+ .demo)) {{margin-bottom: 12px}} #first-picture .demo {{background: light-dark(#fdf3dc, #3a2f14); color: light-dark(#6b4a00, #f3d48a); font-size: .85rem; padding: .1rem .7rem; margin: 0 0 1rem; border-radius: 2px}}
@media (min-width: 1240px) {{#first-picture header {{padding-left: calc(max(0px, (100vw - 84rem) / 2) + 5rem)}}}}
@media (max-width: 640px) {{#first-picture main {{padding: 0 1rem}} #first-picture .row {{height: 60px; visibility: hidden}} #first-picture .row:has(b) {{height: 93px; visibility: visible; align-items: start; padding-top: 16px}} #first-picture header {{font-size: .85rem}} #first-picture header span {{display: none}} #first-picture header span + span {{display: inline}} #first-picture .demo {{font-size: .8rem; padding: .1rem .4rem}}}}
@font-face {{font-family: "Source Sans"; src: url("{_font()}") format("woff2"); font-weight: 200 900}}
</style>"""


def framed(inside: str, live: str, language: Language, *, title: str = "", chart: bool = False) -> bytes:
    """The picture until `live`, a selector of the live page, is there. A page whose title is no answer says it; of one
    with a chart the code that draws it is fetched ahead."""
    here = service()
    strip = f'<p class="demo">{escape(texts.DEMO_LINE.in_(language))}</p>' if here.is_demo else ""
    first = here.first()
    said = f"<b>{escape(title)}</b>" if title else escape(texts.PURPOSE.in_(language).format(year=first and first.year))
    # A chart is drawn a moment after the page that holds it has ended.
    over = f"body:has({live}), {_DRAWN}:not(:has(#root [data-testid=stPlotlyChart]))"
    html = (
        f"{_STYLE}<style>:is({over}) #first-picture {{display: none}}"
        f" {_DRAWN} #first-picture a {{pointer-events: none}} html:has(#first-picture) {{cursor: progress}} {_DRAWN} #first-picture {{animation: gone 0s {LONGEST}s forwards}} @keyframes gone {{to {{visibility: hidden}}}}</style>"
        f'<div id="first-picture" aria-busy="true"><header><span>{escape(common.PRODUCT.in_(language))}</span><span>{escape(common.PRODUCT_SHORT.in_(language))}</span></header><main>'
        f'<div class="row">{said}</div>{strip}{inside}</main></div>{SCRIPT}{preloads.of("PlotlyChart").decode() if chart else ""}'
    )
    return html.encode()
