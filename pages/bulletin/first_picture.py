"""What a browser shows of the first page before the app has started: the bulletin, in the page as it is served.

It is made when figures have changed, not when somebody looks; where it is not there yet, the page comes without. The
live bulletin takes its place: a rule of its own style sheet hides it as soon as that one stands, or anything else does.
"""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

import streamlit

from data.model import Language, Period, today
from data.storage.ledger import Head
from pages.bulletin import bulletin
from pages.server import store
from pages.texts import common
from pages.texts import masthead as texts

LOOK = 2.0  # seconds between two looks at the ledger; as long it must have been still
LANGUAGES: tuple[Language, ...] = ("vi", "en")
LIVE = "#root [data-testid=stApp][data-test-script-state=notRunning]"
log = logging.getLogger(__name__)


def _font() -> str:
    """Where Streamlit's own letters are, which its page fetches first."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    found = re.search(r"\./static/media/SourceSans[^\"]+Upright[^\"]+", page)
    return found[0] if found else ""


# The places of the live page: its header, its row under it, its strip of demo data.
_STYLE = f"""<style>
#first-picture {{color-scheme: light dark; position: fixed; inset: 0; z-index: 999990; overflow: hidden; background: light-dark(#ffffff, #14171b); color: light-dark(#1f2328, #e8e6e1); font-family: "Source Sans", "Source Sans 3", "Segoe UI", system-ui, sans-serif; font-size: 16px; line-height: 1.6}}
#first-picture header {{height: 53px; border-bottom: 3px solid light-dark(#9a1b2b, #f0808b); display: flex; align-items: center; padding: 0 5px; font-weight: 700; font-size: 1.02rem}}
#first-picture main {{max-width: 84rem; margin: 0 auto; padding: 0 5rem; box-sizing: border-box}} #first-picture .row {{height: 57px; display: flex; align-items: center; font-size: .9rem; color: light-dark(#5c6167, #b3b1ac)}}
#first-picture .demo {{background: light-dark(#fdf3dc, #3a2f14); color: light-dark(#6b4a00, #f3d48a); font-size: .85rem; padding: .1rem .7rem; margin: 0 0 1rem; border-radius: 2px}}
body:has({LIVE}) #first-picture, body:has(#root .bulletin) #first-picture {{display: none}}
@media (min-width: 1240px) {{#first-picture header {{padding-left: calc(max(0px, (100vw - 84rem) / 2) + 5rem)}}}}
@media (max-width: 640px) {{#first-picture main {{padding: 0 1rem}} #first-picture .row {{height: 57px; visibility: hidden}} #first-picture header {{font-size: .85rem}} #first-picture .demo {{font-size: .8rem; padding: .1rem .4rem}}}}
@font-face {{font-family: "Source Sans"; src: url("{_font()}") format("woff2"); font-weight: 200 900}}
</style>"""


def of(path: str, query: str) -> bytes:
    """For the first page as it stands by default; nothing for another page, another choice, or while it is not made."""
    chosen = parse_qs(query)
    if path.strip("/") or chosen.keys() - {"lang"}:
        return b""
    language: Language = "en" if chosen.get("lang") == ["en"] else "vi"
    return _ready.get(language, b"")


_ready: dict[Language, bytes] = {}


def _make() -> None:
    here = store.service()
    latest = here.latest()
    for language in LANGUAGES:
        _ready[language] = b"" if latest is None else _framed(latest, language, demo=here.is_demo)


def _framed(quarter: Period, language: Language, *, demo: bool) -> bytes:
    strip = f'<p class="demo">{escape(texts.DEMO_LINE.in_(language))}</p>' if demo else ""
    since = store.service().first() or quarter
    html = (
        f'{_STYLE}<div id="first-picture" aria-busy="true"><header>{escape(common.PRODUCT.in_(language))}</header><main>'
        f'<div class="row">{escape(texts.PURPOSE.in_(language).format(year=since.year))}</div>{strip}'
        f"{bulletin.as_of_now(quarter, language)}</main></div>"
    )
    return html.encode()


@asynccontextmanager
async def made_ahead() -> AsyncIterator[None]:
    """For as long as the server runs."""
    watching = asyncio.create_task(_watch())
    try:
        yield
    finally:
        watching.cancel()


async def _watch() -> None:
    """Made anew whenever something was written and then nothing for a moment, and when a day begins. The store is
    opened for it before anybody asks; where that fails, whoever comes is told what is wrong."""
    try:
        await asyncio.to_thread(store.service)
    except Exception:
        log.exception("the store could not be opened ahead")
    made: object = None
    seen: object = None
    while True:
        if store.opened():
            now: tuple[Head, object] = store.service().repository.ledger.head, today()
            if now != made and now == seen:
                try:
                    await asyncio.to_thread(_make)
                except Exception:  # the page comes without; whoever opens it is told what is wrong
                    log.exception("the first page could not be made ahead")
                made = now
            seen = now
        await asyncio.sleep(LOOK)
