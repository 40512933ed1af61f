"""The guard: who may ask what of the server, decided before Streamlit hears of it.

What is not named here is closed. With a sign-in a stranger gets the way to it and nothing else; without one (local
mode) only this machine is answered, by its own name. Roles are looked up at every request, never taken from a cookie.
"""

from __future__ import annotations

import logging
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, RedirectResponse
from streamlit import config
from streamlit.auth_util import encode_provider_token

from data.model import Text
from data.storage.truth import StoreBusyError
from pages.server import login_pages, rate_limits, session_cookie, store
from pages.server.addresses import HEALTH as HEALTHZ
from pages.server.addresses import beside
from pages.server.rate_limits import RateLimiter
from pages.server.responses import bearer, forward, hostname, refuse, sealed, set_cookies, too_large
from pages.server.session_cookie import LOCAL_HOSTS, Passport, Settings
from pages.server.visit import CONFIG, FILES, HEALTH, NEXT, PAGE, STREAM, UPLOAD, Visit, _safe
from pages.server.websocket_filter import Wire
from pages.texts import access, sharing
from service.access.roles import AT_THIS_MACHINE, Action, Identity, Person

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOGIN, CALLBACK = "/auth/login", "/oauth2callback"  # Streamlit's own, the only ones of its routes open to a stranger
CHALLENGE = {"www-authenticate": 'Bearer realm="api"'}
MOST_SOCKETS = 20  # of one person
FRAMING = 64 * 1024  # what a form adds to the file it carries
log = logging.getLogger(__name__)


class TooLargeError(Exception):
    """More was sent than was announced or allowed."""


class Gate:
    """Stands before the whole server."""

    def __init__(self, app: ASGIApp, settings: Settings | None, counted: RateLimiter | None = None) -> None:
        self.app, self.settings = app, settings
        self.limits = counted or RateLimiter()
        self.sessions: dict[str, Wire] = {}  # open session → the socket it last opened on
        self.sockets: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        visit = Visit(scope)
        if self.settings is None:
            await self._local(visit, receive, send)
        else:
            await self._signed(visit, self.settings, receive, send)

    # Without a sign-in

    async def _local(self, visit: Visit, receive: Receive, send: Send) -> None:
        if not visit.near or hostname(visit.host) not in LOCAL_HOSTS:
            await refuse(visit, login_pages.sentence(access.LOCAL_ONLY, 403), receive, send)
        elif visit.socket:
            await self._talk(visit, None, receive, send)
        elif _known(visit) or beside(visit.path):
            visit.scope["person"] = AT_THIS_MACHINE
            await self.app(visit.scope, receive, send)
        else:
            await refuse(visit, login_pages.sentence(access.NOT_FOUND, 404), receive, send)

    # With one

    async def _signed(self, visit: Visit, settings: Settings, receive: Receive, send: Send) -> None:
        holder = session_cookie.read(visit.cookies)
        if holder is None and visit.near and visit.path == HEALTH and visit.reads:
            await PlainTextResponse("ok")(visit.scope, receive, send)
            return
        if visit.host != settings.host:
            await refuse(visit, login_pages.sentence(access.NOT_HERE, 421), receive, send)
            return
        if beside(visit.path) and not visit.socket:
            await self._beside(visit, holder, receive, send)
            return
        if holder is None:
            await self._stranger(visit, settings, receive, send)
            return
        mail = holder.identity.email
        if not self.limits.take(rate_limits.REQUESTS, mail):
            await refuse(visit, self._too_many(rate_limits.REQUESTS, mail), receive, send)
            return
        if visit.reads and visit.path == login_pages.SIGN_OUT:
            await self._leave(visit, settings, holder, receive, send)
            return
        if visit.reads and visit.path in (LOGIN, CALLBACK, login_pages.SIGN_IN):  # signed in already
            await RedirectResponse("/", 302)(visit.scope, receive, send)
            return
        try:
            person = await _entitled(holder.identity)
        except StoreBusyError:
            await refuse(visit, login_pages.sentence(access.BUSY, 503), receive, send)
            return
        if person is None:
            answer = login_pages.no_role(mail, settings.contact, visit.tongue, visit.here) if visit.is_page else None
            await refuse(visit, answer or login_pages.sentence(access.NO_ROLE, 403), receive, send)
        elif visit.socket:
            await self._talk(visit, holder, receive, send)
        elif UPLOAD.match(visit.path) and visit.method in ("PUT", "DELETE"):
            await self._upload(visit, person, receive, sealed(send, settings))
        elif _known(visit):
            private = visit.is_page or visit.path.startswith("/media/")
            await self.app(visit.scope, receive, sealed(send, settings, private))
        else:
            await refuse(visit, login_pages.sentence(access.NOT_FOUND, 404), receive, send)

    async def _beside(self, visit: Visit, holder: Passport | None, receive: Receive, send: Send) -> None:
        """What lies beside the pages: for whoever is signed in or sends a key; for everybody, where an administrator
        says so.

        A program that asks too much is made to wait, and its person's pages go on.
        """
        mail, person = "", None
        secret = bearer(visit.headers.get("authorization", ""))
        try:
            if secret:
                if self.limits.left(rate_limits.FAILURES, visit.peer) < 1:
                    await refuse(visit, self._too_many(rate_limits.FAILURES, visit.peer), receive, send)
                    return
                named = await run_in_threadpool(store.holder_of, secret)
                if named is None:
                    self.limits.take(rate_limits.FAILURES, visit.peer)
                    await refuse(visit, login_pages.sentence(sharing.BAD_KEY, 401, CHALLENGE), receive, send)
                    return
                mail, person = named.email, await _entitled(named)
            elif holder is not None:
                mail, person = holder.identity.email, await _entitled(holder.identity)
            public = visit.path == HEALTHZ or await run_in_threadpool(store.public)
        except StoreBusyError:
            await refuse(visit, login_pages.sentence(access.BUSY, 503), receive, send)
            return
        rule, whose = (rate_limits.REQUESTS, f"{mail} beside") if mail else (rate_limits.OPEN, visit.peer)
        if not self.limits.take(rule, whose):
            await refuse(visit, self._too_many(rule, whose), receive, send)
        elif person is None and not public:
            answer = (
                login_pages.sentence(access.NO_ROLE, 403)
                if mail
                else login_pages.sentence(sharing.NOT_OPEN, 401, CHALLENGE)
            )
            await refuse(visit, answer, receive, send)
        else:
            visit.scope["person"] = person
            await self.app(visit.scope, receive, send)

    async def _stranger(self, visit: Visit, settings: Settings, receive: Receive, send: Send) -> None:
        tongue = visit.tongue
        if not self.limits.take(rate_limits.STRANGERS, visit.peer):
            answer = self._too_many(rate_limits.STRANGERS, visit.peer)
        elif visit.reads and not visit.socket and visit.path in (LOGIN, CALLBACK, login_pages.SIGN_IN):
            if self.limits.left(rate_limits.FAILURES, visit.peer) < 1:
                answer = self._too_many(rate_limits.FAILURES, visit.peer)
            elif visit.path == login_pages.SIGN_IN:
                answer = RedirectResponse(f"{LOGIN}?provider={encode_provider_token('default')}", 302)
            else:
                await self._sign_in(visit, settings, receive, send)
                return
        elif visit.is_page:
            answer = login_pages.sign_in(tongue, visit.here)
            kept = quote(visit.here, safe="")
            if _safe(kept) not in ("", "/"):
                answer.set_cookie(NEXT, kept, 900, httponly=True, samesite="lax", secure=settings.secure)
        else:
            answer = login_pages.sentence(access.STRANGER, 401)
        await refuse(visit, answer, receive, send)

    async def _sign_in(self, visit: Visit, settings: Settings, receive: Receive, send: Send) -> None:
        """A step at the provider. It is answered whole here, so that a step that fails ends with a sentence."""
        told: list[Message] = []

        async def hear(message: Message) -> None:
            told.append(message)

        try:
            await self.app(visit.scope, receive, hear)
            start = told[0]
        except Exception:  # the boundary to the provider: whoever signs in gets one sentence, the log the whole
            log.exception("a step of the sign-in failed")
            start = {"status": 503, "headers": []}
        query = parse_qs(visit.query)
        answer: Response | None = None
        if start["status"] >= 400:
            answer = login_pages.unreachable(visit.tongue)
        elif visit.path == CALLBACK and ({"code", "error"} & set(query)):
            if session_cookie.read(set_cookies(start)) is None:
                answer = login_pages.failed(visit.tongue)
            elif _safe(visit.cookies.get(NEXT, "")) not in ("", "/"):
                forward(start, _safe(visit.cookies[NEXT]))
        if answer is not None:
            self.limits.take(rate_limits.FAILURES, visit.peer)
            await answer(visit.scope, receive, send)
            return
        onward = sealed(send, settings)
        for message in told:
            await onward(message)

    async def _leave(self, visit: Visit, settings: Settings, holder: Passport, receive: Receive, send: Send) -> None:
        """Sign out, unless it is another site that asks for it."""
        if not visit.from_here:
            await refuse(visit, login_pages.sentence(access.NOT_HERE, 403), receive, send)
            return
        session_cookie.leave(holder)
        await self.app(visit.scope, receive, sealed(send, settings))

    async def _talk(self, visit: Visit, holder: Passport | None, receive: Receive, send: Send) -> None:
        """A socket: of our own pages only, cut as soon as its person may nothing any more."""
        if visit.path != STREAM or urlsplit(visit.headers.get("origin", "")).netloc.lower() != visit.host:
            await refuse(visit, login_pages.sentence(access.NOT_HERE, 403), receive, send)
            return
        mail = holder.identity.email if holder else ""
        if holder and self.sockets[mail] >= MOST_SOCKETS:
            await refuse(visit, self._too_many(rate_limits.REQUESTS, mail), receive, send)
            return

        def begin(session_id: str) -> None:
            self.sessions[session_id] = wire

        async def entitled() -> bool:
            return holder is None or (session_cookie.counts(holder) and await _entitled(holder.identity) is not None)

        wire = Wire(receive, send, mail, entitled, begin)
        self.sockets[mail] += 1
        try:
            await self.app(visit.scope, wire.receive, wire.send)
        finally:
            wire.close()
            self.sockets[mail] -= 1
            for session_id in [key for key, held in self.sessions.items() if held is wire]:
                del self.sessions[session_id]

    async def _upload(self, visit: Visit, person: Person, receive: Receive, send: Send) -> None:
        """A file of someone who may send, into their own session, within what one person may send."""
        found, mail = UPLOAD.match(visit.path), person.email
        largest = config.get_option("server.maxUploadSize") * 1024 * 1024 + FRAMING
        announced = visit.headers.get("content-length", "")
        answer: Response | None = None
        if not (person.may(Action.SEND) or person.may(Action.PLAN)):
            answer = login_pages.sentence(access.MAY_NOT_SEND, 403)
        elif found is None or found[1] not in self.sessions or self.sessions[found[1]].whose != mail:
            answer = login_pages.sentence(access.NOT_YOUR_SESSION, 403)
        elif visit.method == "PUT":
            if announced.isdigit() and int(announced) > largest:
                answer = too_large()
            for rule in (rate_limits.UPLOADS_A_MINUTE, rate_limits.UPLOADS_A_DAY):
                if answer is None and not self.limits.take(rule, mail):
                    answer = self._too_many(rule, mail, access.TOO_MANY_FILES)
            expected = int(announced) if announced.isdigit() else 1
            if answer is None and self.limits.left(rate_limits.BYTES_A_DAY, mail) < expected:
                answer = self._too_many(rate_limits.BYTES_A_DAY, mail, access.TOO_MANY_FILES)
        if answer is not None:
            log.warning("an upload of %s was refused: %s", mail, answer.status_code)
            await answer(visit.scope, receive, send)
            return

        got = 0

        async def counted() -> Message:
            nonlocal got
            message = await receive()
            size = len(message.get("body", b""))
            got += size
            if got > largest or (size and not self.limits.take(rate_limits.BYTES_A_DAY, mail, size)):
                raise TooLargeError
            return message

        try:
            await self.app(visit.scope, counted, send)
        except TooLargeError:
            await too_large()(visit.scope, receive, send)

    def _too_many(self, rule: rate_limits.RateLimit, who: str, text: Text = access.TOO_MANY) -> Response:
        seconds = self.limits.wait(rule, who)
        wait = Text(*(t.format(count=seconds) for t in (access.SECONDS.vi, access.SECONDS.en)))
        if seconds >= 7200:
            hours = -(-seconds // 3600)
            wait = access.HOURS.format(count=hours)
        message = Text(text.vi.format(seconds=seconds, wait=wait.vi), text.en.format(seconds=seconds, wait=wait.en))
        return login_pages.sentence(message, 429, {"retry-after": str(seconds)})


def _known(visit: Visit) -> bool:
    """Whether our pages need it: the pages themselves, the files they are made of, and three of Streamlit's own
    routes."""
    if visit.method in ("PUT", "DELETE"):
        return bool(UPLOAD.match(visit.path))
    named = PAGE.match(visit.path) or FILES.match(visit.path) or visit.path in (HEALTH, CONFIG)
    return visit.reads and bool(named)


async def _entitled(who: Identity) -> Person | None:
    """The person, as long as they may see anything at all."""
    if not store.opened():  # opening the store takes a moment, and others are answered meanwhile
        await run_in_threadpool(store.service)
    person = store.person_of(who)
    return person if person is not None and person.may(Action.SEE) else None
