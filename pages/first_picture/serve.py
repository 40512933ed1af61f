"""Which first picture an address gets: what is made ahead, what was made for somebody before, or one made in a moment.

All of it is what anybody sees who is let in, so that a picture is made once for a version of the data, a day and an
address. Whoever asks for many new ones gets pages without; nobody waits long for one.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from typing import NamedTuple
from urllib.parse import parse_qs

from data.byte_cache import ByteCache
from data.model import Language, today
from pages.bulletin import bulletin
from pages.first_picture import briefing, explorer, headless
from pages.first_picture.frame import framed
from pages.server import rate_limits, store
from pages.server.addresses import LONGEST_QUERY
from pages.server.menu import EXPLORE, FIELDS
from pages.server.rate_limits import RateLimiter
from pages.texts import common
from pages.ui import start_page
from service.access.roles import AT_THIS_MACHINE, Person

LOOK = 2.0  # seconds between two looks at the ledger; as long it must have been still
PATIENCE = 0.8  # seconds that a page waits for a picture that is being made
AT_ONCE = 4  # pictures that are being made or wait for it; the next page comes without
LANGUAGES: tuple[Language, ...] = ("vi", "en")
HOME, BRIEFING = "", "ho-so-tinh"


class _Made(NamedTuple):
    html: bytes
    took: int  # milliseconds


made = ByteCache[bytes](24 * 1024 * 1024, len)
_making: dict[Hashable, Future[_Made]] = {}
_worker = ThreadPoolExecutor(1, "first picture")  # one at a time, whoever asks
_limits = RateLimiter()
log = logging.getLogger(__name__)


async def of(path: str, query: str, person: Person) -> bytes:
    """What stands in the page as served for an address and whoever may see it; nothing where there is no picture of
    it, or not in time."""
    page = path.strip("/")
    draw = _drawing(page, query, person)
    if draw is None or not store.opened():
        return b""
    key = _key(page, query, person)
    held = made.kept(key)
    if held is not None or page == HOME:  # which is made ahead, not when somebody looks
        return held or b""
    making = _making.get(key)
    if making is None:
        if len(_making) >= AT_ONCE or _limits.left(rate_limits.FIRST_PICTURES, person.email) <= 0:
            return b""
        making = _making[key] = _worker.submit(_keep, key, draw)
        asyncio.wrap_future(making).add_done_callback(partial(_charge, key, person))
    done, _ = await asyncio.wait([asyncio.wrap_future(making)], timeout=PATIENCE)
    return done.pop().result().html if done else b""


def _charge(key: Hashable, person: Person, done: asyncio.Future[_Made]) -> None:
    """At the expense of whoever asked first; in the thread of the server, which alone counts."""
    _making.pop(key, None)
    left = _limits.left(rate_limits.FIRST_PICTURES, person.email)
    _limits.take(rate_limits.FIRST_PICTURES, person.email, min(done.result().took, max(left, 0)))


def _language(query: str) -> Language:
    return "en" if parse_qs(query).get("lang") == ["en"] else "vi"


def _key(page: str, query: str, person: Person | None) -> Hashable:
    """The version of everything that is told, the day, the address, and where it matters who looks."""
    here = store.service()
    whose = person.units if page == BRIEFING and person is not None else None
    asked = _language(query) if page == HOME else query
    return here, here.repository.ledger.head, today(), page, asked, whose


def _drawing(page: str, query: str, person: Person) -> Callable[[], bytes] | None:
    """How the picture of an address is made; None where there is none."""
    language = _language(query)
    if len(query) > LONGEST_QUERY:
        return None
    if page == HOME:
        elsewhere = parse_qs(query).keys() - {"lang"} or start_page.of(person) != HOME
        return None if elsewhere else partial(_bulletin, language)
    if page == EXPLORE or page in FIELDS:
        return _explorer(page, query)
    if page == BRIEFING:
        return _briefing(query, person)
    return None


def _briefing(query: str, person: Person) -> Callable[[], bytes]:
    language = _language(query)
    told = partial(headless.told, BRIEFING, query, language, briefing.choose, partial(briefing.draw, person))
    return partial(_framed, told, briefing.LIVE, language, common.PROFILE.in_(language))


def _explorer(page: str, query: str) -> Callable[[], bytes]:
    language = _language(query)
    told = partial(headless.told, page, query, language, partial(explorer.choose, page), explorer.draw)
    return partial(_framed, told, explorer.LIVE, language, chart=True)


def _bulletin(language: Language) -> bytes:
    latest = store.service().latest()
    return b"" if latest is None else framed(bulletin.as_of_now(latest, language), "#root .bulletin", language)


def _framed(told: Callable[[], str], live: str, language: Language, title: str = "", chart: bool = False) -> bytes:
    inside = "" if store.service().empty else told()
    return framed(inside, live, language, title=title, chart=chart) if inside else b""


def _keep(key: Hashable, draw: Callable[[], bytes]) -> _Made:
    """Made and kept, also that there is none; a fault is the page's own to tell."""
    begun = time.monotonic()
    try:
        found = draw()
    except Exception:
        log.exception("a first picture could not be made")
        found = b""
    made.keep(key, found)
    return _Made(found, round(1000 * (time.monotonic() - begun)) + 1)


def make_ahead() -> None:
    """The first page, the explorer and a briefing as they stand by default; what one province is compared with is what
    all are, so that the others' take a tenth of it."""
    for language in LANGUAGES:
        query = "lang=en" if language == "en" else ""
        _keep(_key(HOME, query, None), partial(_bulletin, language))
        _keep(_key(EXPLORE, query, None), _explorer(EXPLORE, query))
    _keep(_key(BRIEFING, "", AT_THIS_MACHINE), _briefing("", AT_THIS_MACHINE))


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
    done: object = None
    seen: object = None
    while True:
        if store.opened():
            now = store.service().repository.ledger.head, today()
            if now != done and now == seen:
                await asyncio.wrap_future(_worker.submit(make_ahead))
                done = now
            seen = now
        await asyncio.sleep(LOOK)
