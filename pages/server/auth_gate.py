"""The guard: who may ask what of the server, decided before Streamlit hears of it.

What is not named here is closed. With a sign-in a stranger gets the way to it and nothing else; without one (local
mode) only this machine is answered, by its own name. Roles are looked up at every request, never taken from a cookie.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, RedirectResponse
from streamlit import config

from data.storage.truth import StoreBusyError
from pages.server import login_pages, rate_limits, session_cookie, sign_in_steps, store
from pages.server.addresses import HEALTH as HEALTHZ
from pages.server.addresses import beside
from pages.server.rate_limits import RateLimiter
from pages.server.responses import bearer, hostname, refuse, sealed, too_large, too_many
from pages.server.session_cookie import LOCAL_HOSTS, Passport, Settings
from pages.server.sign_in_steps import STEPS
from pages.server.sockets import Sockets
from pages.server.visit import CONFIG, FILES, HEALTH, PAGE, UPLOAD, Visit
from pages.texts import access, sharing
from service.access.roles import AT_THIS_MACHINE, Action, Person

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

CHALLENGE = {"www-authenticate": 'Bearer realm="api"'}
FRAMING = 64 * 1024  # what a form adds to the file it carries
log = logging.getLogger(__name__)


class TooLargeError(Exception):
    """More was sent than was announced or allowed."""


class Gate:
    """Stands before the whole server."""

    def __init__(self, app: ASGIApp, settings: Settings | None, counted: RateLimiter | None = None) -> None:
        self.app, self.settings = app, settings
        self.limits = counted or RateLimiter()
        self.sockets = Sockets(app, self.limits)

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
            await self.sockets.talk(visit, None, receive, send)
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
            await sign_in_steps.stranger(self.app, self.limits, visit, settings, receive, send)
            return
        mail = holder.identity.email
        if not self.limits.take(rate_limits.REQUESTS, mail):
            await refuse(visit, too_many(self.limits, rate_limits.REQUESTS, mail), receive, send)
            return
        if visit.reads and visit.path == login_pages.SIGN_OUT:
            await self._leave(visit, settings, holder, receive, send)
            return
        if visit.reads and visit.path in STEPS:  # signed in already
            await RedirectResponse("/", 302)(visit.scope, receive, send)
            return
        try:
            person = await store.entitled(holder.identity)
        except StoreBusyError:
            await refuse(visit, login_pages.sentence(access.BUSY, 503), receive, send)
            return
        if person is None:
            answer = login_pages.no_role(mail, settings.contact, visit.tongue, visit.here) if visit.is_page else None
            await refuse(visit, answer or login_pages.sentence(access.NO_ROLE, 403), receive, send)
        elif visit.socket:
            await self.sockets.talk(visit, holder, receive, send)
        elif UPLOAD.match(visit.path) and visit.method in ("PUT", "DELETE"):
            await self._upload(visit, person, receive, sealed(send, settings))
        elif _known(visit):
            visit.scope["person"] = person
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
                named = await store.holder_of(secret)
                if named is None:  # a key that is one is let in however many others were tried from its address
                    fresh = self.limits.take(rate_limits.KEY_FAILURES, visit.network)
                    wrong = login_pages.sentence(sharing.BAD_KEY, 401, CHALLENGE)
                    wait = too_many(self.limits, rate_limits.KEY_FAILURES, visit.network)
                    await refuse(visit, wrong if fresh else wait, receive, send)
                    return
                mail, person = named.email, await store.entitled(named)
            elif holder is not None:
                mail, person = holder.identity.email, await store.entitled(holder.identity)
            public = visit.path == HEALTHZ or await run_in_threadpool(store.public)
        except StoreBusyError:
            await refuse(visit, login_pages.sentence(access.BUSY, 503), receive, send)
            return
        unsigned = rate_limits.HEALTH_CHECKS if visit.path == HEALTHZ else rate_limits.OPEN
        rule, whose = (rate_limits.REQUESTS, f"{mail} beside") if mail else (unsigned, visit.network)
        if not self.limits.take(rule, whose):
            await refuse(visit, too_many(self.limits, rule, whose), receive, send)
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

    async def _leave(self, visit: Visit, settings: Settings, holder: Passport, receive: Receive, send: Send) -> None:
        """Sign out, unless it is another site that asks for it."""
        if not visit.from_here:
            await refuse(visit, login_pages.sentence(access.NOT_HERE, 403), receive, send)
            return
        session_cookie.leave(holder)
        await self.app(visit.scope, receive, sealed(send, settings))

    async def _upload(self, visit: Visit, person: Person, receive: Receive, send: Send) -> None:
        """A file of someone who may send, into their own session, within what one person may send."""
        found, mail = UPLOAD.match(visit.path), person.email
        largest = config.get_option("server.maxUploadSize") * 1024 * 1024 + FRAMING
        announced = visit.headers.get("content-length", "")
        answer: Response | None = None
        if not (person.may(Action.SEND) or person.may(Action.PLAN)):
            answer = login_pages.sentence(access.MAY_NOT_SEND, 403)
        elif found is None or not self.sockets.is_of(found[1], mail):
            answer = login_pages.sentence(access.NOT_YOUR_SESSION, 403)
        elif visit.method == "PUT":
            if announced.isdecimal() and int(announced) > largest:
                answer = too_large()
            for rule in (rate_limits.UPLOADS_A_MINUTE, rate_limits.UPLOADS_A_DAY):
                if answer is None and not self.limits.take(rule, mail):
                    answer = too_many(self.limits, rule, mail, access.TOO_MANY_FILES)
            expected = int(announced) if announced.isdecimal() else 1
            if answer is None and self.limits.left(rate_limits.BYTES_A_DAY, mail) < expected:
                answer = too_many(self.limits, rate_limits.BYTES_A_DAY, mail, access.TOO_MANY_FILES)
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


def _known(visit: Visit) -> bool:
    """Whether our pages need it: the pages themselves, the files they are made of, and three of Streamlit's own
    routes."""
    if visit.method in ("PUT", "DELETE"):
        return bool(UPLOAD.match(visit.path))
    named = PAGE.match(visit.path) or FILES.match(visit.path) or visit.path in (HEALTH, CONFIG)
    return visit.reads and bool(named)
