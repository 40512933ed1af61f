"""What the guard answers itself, and what it changes of others' answers: cookies, links, a refusal in words."""

from __future__ import annotations

import re
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from streamlit import config
from streamlit.web.server.starlette.starlette_server_config import TOKENS_COOKIE_NAME, USER_COOKIE_NAME

from data.model import Text
from pages.server import login_pages
from pages.server.addresses import INTERFACE
from pages.server.problem import problem
from pages.server.rate_limits import RateLimit, RateLimiter
from pages.server.session_cookie import Settings
from pages.server.visit import NEXT, Visit
from pages.texts import access

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Message, Receive, Send


_AGE = re.compile(r"Max-Age=[1-9]\d*", re.IGNORECASE)


def bearer(header: str) -> str:
    """The key that a program sends, or nothing."""
    scheme, _, secret = header.partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else ""


async def refuse(visit: Visit, answer: Response, receive: Receive, send: Send) -> None:
    """To a socket it is said before it is one, to a program in its own form."""
    if isinstance(answer, login_pages.Sentence) and INTERFACE.match(visit.path) and not visit.socket:
        answer = problem(answer.status_code, answer.text, headers=answer.more)
    if visit.socket and "websocket.http.response" not in visit.scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1008})
        return
    await answer(visit.scope, receive, send)


def too_large() -> Response:
    return login_pages.sentence(access.TOO_LARGE.format(size=config.get_option("server.maxUploadSize")), 413)


def waiting(text: Text, seconds: int) -> Text:
    """A refusal with the time after which it may be tried again."""
    hours = -(-seconds // 3600)
    wait = access.HOURS.format(count=hours) if seconds >= 7200 else access.SECONDS.format(count=seconds)
    return text.format(seconds=seconds, wait=wait)


def too_many(limits: RateLimiter, rule: RateLimit, who: str, text: Text = access.TOO_MANY) -> Response:
    seconds = limits.wait(rule, who)
    return login_pages.sentence(waiting(text, seconds), 429, {"retry-after": str(seconds)})


def hostname(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def set_cookies(start: Message) -> dict[str, str]:
    """The cookies that an answer sets."""
    given: dict[str, str] = {}
    for name, value in start["headers"]:
        if name.lower() == b"set-cookie":
            try:
                given |= {key: morsel.value for key, morsel in SimpleCookie(value.decode("latin-1")).items()}
            except CookieError:
                continue
    return given


def forward(start: Message, link: str) -> None:
    """Have an answer lead to the link that was asked for, once."""
    kept = [h for h in start["headers"] if h[0].lower() != b"location"]
    gone = f"{NEXT}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax".encode()
    start["headers"] = [*kept, (b"location", link.encode()), (b"set-cookie", gone)]


def sealed(send: Send, settings: Settings, private: bool = False) -> Send:
    """Cookies as short and as closed as they can be; nothing of a person's stays in a shared or a browser's cache."""
    age = f"Max-Age={int(settings.hours * 3600)}"

    def closed(value: bytes) -> bytes:
        cookie = value.decode("latin-1")
        if cookie.startswith((USER_COOKIE_NAME, TOKENS_COOKIE_NAME)):
            cookie = _AGE.sub(age, cookie)
        if "samesite" not in cookie.lower():
            cookie += "; SameSite=Lax"
        if settings.secure and "; secure" not in cookie.lower():
            cookie += "; Secure"
        return cookie.encode("latin-1")

    async def sealed(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [(n, closed(v) if n.lower() == b"set-cookie" else v) for n, v in message["headers"]]
            if private:
                kept = [h for h in kept if h[0].lower() != b"cache-control"] + [(b"cache-control", b"no-store")]
            message = {**message, "headers": kept}
        await send(message)

    return sealed
