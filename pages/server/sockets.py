"""The open sockets, and the sessions of Streamlit behind them: whose each is, and how many one person may have.

Streamlit gives a session to whoever names its id, unless the browser's token tells it otherwise, and the id stands in
every address that files are sent to. Here it is worth nothing to anybody but the person who opened it.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pages.server import login_pages, session_cookie, store
from pages.server.rate_limits import MESSAGE_BYTES, MESSAGES, SOCKETS, RateLimiter
from pages.server.responses import refuse, too_many
from pages.server.visit import STREAM
from pages.server.websocket_filter import Wire
from pages.texts import access

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from pages.server.session_cookie import Passport
    from pages.server.visit import Visit

MOST_SOCKETS = 20  # of one person
MOST_LEFT = 256  # sessions without a socket whose people may come back; Streamlit keeps half as many
PROTOCOL = b"sec-websocket-protocol"  # in which a page names, third, the session that it comes back to


class Sockets:
    """Who speaks with Streamlit, and in which sessions."""

    def __init__(self, app: ASGIApp, limits: RateLimiter) -> None:
        self.app, self.limits = app, limits
        self.count: Counter[str] = Counter()  # of each person
        self.sessions: dict[str, Wire] = {}  # open session → the socket it last opened on
        self._left: OrderedDict[str, str] = OrderedDict()  # session without one → whose it was

    def is_of(self, session: str, mail: str) -> bool:
        """Whether a session is open, and this person's."""
        return session in self.sessions and self.sessions[session].whose == mail

    async def talk(self, visit: Visit, holder: Passport | None, receive: Receive, send: Send) -> None:
        """A socket: of our own pages only, cut as soon as its person may nothing any more."""
        if visit.path != STREAM or urlsplit(visit.headers.get("origin", "")).netloc.lower() != visit.host:
            await refuse(visit, login_pages.sentence(access.NOT_HERE, 403), receive, send)
            return
        mail = holder.identity.email if holder else ""
        for rule in (MESSAGES, MESSAGE_BYTES, SOCKETS) if holder else ():
            if self.count[mail] >= MOST_SOCKETS or self.limits.left(rule, mail) < 1:
                await refuse(visit, too_many(self.limits, rule, mail), receive, send)
                return

        async def entitled() -> bool:
            return holder is None or (
                session_cookie.counts(holder) and await store.entitled(holder.identity) is not None
            )

        def begin(session: str) -> None:
            self._left.pop(session, None)
            self.sessions[session] = wire

        wire = Wire(receive, send, mail, entitled, begin, self.limits)
        self.count[mail] += 1
        if holder:
            self.limits.take(SOCKETS, mail)
        try:
            await self.app(self._own(visit.scope, mail), wire.receive, wire.send)
        finally:
            wire.close()
            self._end(wire)

    def _end(self, wire: Wire) -> None:
        self.count[wire.whose] -= 1
        if not self.count[wire.whose]:
            del self.count[wire.whose]
        for session in [key for key, held in self.sessions.items() if held is wire]:
            del self.sessions[session]
            self._left[session] = wire.whose
        while len(self._left) > MOST_LEFT:
            self._left.popitem(last=False)

    def _own(self, scope: Scope, mail: str) -> Scope:
        """The request, which names no session that is another's or unknown: Streamlit then opens a new one."""
        named = b",".join(value for name, value in scope["headers"] if name == PROTOCOL).decode("latin-1")
        parts = [part.strip() for part in named.split(",")][:3]
        if len(parts) == 3 and not (self.is_of(parts[2], mail) or self._left.get(parts[2]) == mail):
            del parts[2]
        kept = [pair for pair in scope["headers"] if pair[0] != PROTOCOL]
        return {**scope, "headers": [*kept, (PROTOCOL, ", ".join(parts).encode("latin-1"))] if named else kept}
