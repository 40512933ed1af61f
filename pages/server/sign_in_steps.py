"""What a stranger may do: be shown the sign-in, begin one, and come back from it.

Counts are of a browser that has signed in here before, else of an address, so that whoever begins sign-ins or comes
back with forged ones from an office's address locks nobody of that office out.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote

from starlette.responses import RedirectResponse
from streamlit.auth_util import encode_provider_token

from pages.server import login_pages, session_cookie
from pages.server.rate_limits import FAILURES, SIGN_INS, STRANGERS, RateLimiter
from pages.server.responses import forward, refuse, sealed, set_cookies, too_many
from pages.server.visit import NEXT, Visit, _safe
from pages.texts import access

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Send

    from pages.server.session_cookie import Settings

LOGIN, CALLBACK = "/auth/login", "/oauth2callback"  # Streamlit's own, the only ones of its routes open to a stranger
STEPS = (LOGIN, CALLBACK, login_pages.SIGN_IN)
log = logging.getLogger(__name__)


async def stranger(
    app: ASGIApp, limits: RateLimiter, visit: Visit, settings: Settings, receive: Receive, send: Send
) -> None:
    """Answer someone who has not signed in."""
    answer: Response | None
    if visit.reads and not visit.socket and visit.navigates and visit.path in STEPS:
        answer = _refusal(limits, visit)
        if answer is None and visit.path != login_pages.SIGN_IN:
            await _step(app, limits, visit, settings, receive, send)
            return
        answer = answer or RedirectResponse(f"{LOGIN}?provider={encode_provider_token('default')}", 302)
    elif visit.is_page:
        answer = _page(limits, visit, settings)
    else:
        answer = login_pages.sentence(access.STRANGER, 401)
    await refuse(visit, answer, receive, send)


def _page(limits: RateLimiter, visit: Visit, settings: Settings) -> Response:
    whom = session_cookie.browser(visit.cookies) or visit.network
    if not limits.take(STRANGERS, whom):
        return too_many(limits, STRANGERS, whom)
    answer = login_pages.sign_in(visit.tongue, visit.here)
    kept = quote(visit.here, safe="")
    if _safe(kept) not in ("", "/"):
        answer.set_cookie(NEXT, kept, 900, httponly=True, samesite="lax", secure=settings.secure)
    return answer


def _refusal(limits: RateLimiter, visit: Visit) -> Response | None:
    """Why a step is not taken, if it is not.

    Whoever comes back without a sign-in begun in that browser is told that it failed: the provider is asked nothing,
    and nobody is counted.
    """
    if visit.path == CALLBACK:
        state = _returned(visit)
        if state is None:
            return None
        if not session_cookie.begun(visit.cookies, state):
            return login_pages.failed(visit.tongue)
        return None if limits.left(FAILURES, state) else too_many(limits, FAILURES, state)
    whom = session_cookie.browser(visit.cookies) or visit.network
    fine = limits.take(SIGN_INS, whom) if visit.path == LOGIN else limits.left(SIGN_INS, whom)
    return None if fine else too_many(limits, SIGN_INS, whom)


def _returned(visit: Visit) -> str | None:
    """The state of the sign-in from which someone comes back; None where it is no sign-in, but the end of one."""
    query = parse_qs(visit.query)
    return query.get("state", [""])[-1] if {"code", "error"} & set(query) else None


async def _step(
    app: ASGIApp, limits: RateLimiter, visit: Visit, settings: Settings, receive: Receive, send: Send
) -> None:
    """A step at the provider. It is answered whole here, so that a step that fails ends with a sentence."""
    told: list[Message] = []

    async def hear(message: Message) -> None:
        told.append(message)

    try:
        await app(visit.scope, receive, hear)
        start = told[0]
    except Exception:  # the boundary to the provider: whoever signs in gets one sentence, the log the whole
        log.exception("a step of the sign-in failed")
        start = {"status": 503, "headers": []}
    state = _returned(visit) if visit.path == CALLBACK else None
    if start["status"] >= 400:
        answer: Response | None = login_pages.unreachable(visit.tongue)
    else:
        answer = None if state is None else _signed_in(start, visit)
    if answer is not None:
        if state:
            limits.take(FAILURES, state)
        await answer(visit.scope, receive, send)
        return
    onward = sealed(send, settings)
    for message in told:
        await onward(message)


def _signed_in(start: Message, visit: Visit) -> Response | None:
    """Lead someone to the link they asked for, and mark their browser; or say that they did not sign in."""
    if session_cookie.read(set_cookies(start)) is None:
        return login_pages.failed(visit.tongue)
    if not session_cookie.browser(visit.cookies):
        known = f"{session_cookie.BROWSER}={session_cookie.new_browser()}; Path=/; HttpOnly"
        told = (b"set-cookie", f"{known}; Max-Age={session_cookie.BROWSER_AGE}".encode())
        start["headers"] = [*start["headers"], told]
    link = _safe(visit.cookies.get(NEXT, ""))
    if link not in ("", "/"):
        forward(start, link)
    return None
