"""One request or socket, with what the guard reads of it."""

from __future__ import annotations

import re
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, unquote, urlsplit

from starlette.requests import HTTPConnection

from data.model import Language

if TYPE_CHECKING:
    from starlette.types import Scope


PAGE = re.compile(r"/[A-Za-z0-9_-]*/?\Z")


FILES = re.compile(r"/(favicon\.png|manifest\.json|(static|media|app/static)/.+)\Z")


HEALTH, CONFIG, STREAM = "/_stcore/health", "/_stcore/host-config", "/_stcore/stream"


UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+\Z")


NEXT = "next"


FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


LONGEST_LINK = 2000


class Visit:
    """One request or socket, with what the guard reads of it."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.socket = scope["type"] == "websocket"
        self.method: str = scope.get("method", "")
        self.path: str = scope["path"]
        self.query: str = scope["query_string"].decode("latin-1")
        connection = HTTPConnection(scope)
        self.headers, self.cookies = connection.headers, connection.cookies
        self.host = self.headers.get("host", "").lower()
        # Where a proxy on this machine says who asks, uvicorn has put that here; of others it believes nothing.
        self.peer: str = (scope.get("client") or ("", 0))[0]

    @property
    def forwarded(self) -> bool:
        return any(name in self.headers for name in FORWARDED)

    @property
    def near(self) -> bool:
        """From this machine, not by way of a proxy."""
        try:
            return ip_address(self.peer).is_loopback and not self.forwarded
        except ValueError:
            return False

    @property
    def network(self) -> str:
        """Whom limits count before sign-in: an address; of IPv6 the /64, in which one subscriber has any they like."""
        try:
            address = ip_address(self.peer)
        except ValueError:
            return self.peer
        if not isinstance(address, IPv6Address):
            return self.peer
        return str(address.ipv4_mapped or IPv6Network((int(address) >> 64 << 64, 64)))

    @property
    def reads(self) -> bool:
        return self.method in ("GET", "HEAD")

    @property
    def is_page(self) -> bool:
        return self.reads and "text/html" in self.headers.get("accept", "") and bool(PAGE.match(self.path))

    @property
    def here(self) -> str:
        """The link as it was asked for."""
        return quote(self.path) + (f"?{self.query}" if self.query else "")

    @property
    def from_here(self) -> bool:
        """A browser says that our own page, or someone typing, asks this."""
        return self.headers.get("sec-fetch-site", "none") in ("none", "same-origin")

    @property
    def navigates(self) -> bool:
        """A browser says that a person goes there, and not that a page shows it as a picture or in a frame."""
        return self.headers.get("sec-fetch-dest", "document") == "document"

    @property
    def tongue(self) -> Language:
        lang = parse_qs(self.query).get("lang", [])
        if not lang and NEXT in self.cookies:
            lang = parse_qs(urlsplit(_safe(self.cookies[NEXT])).query).get("lang", [])
        return "en" if lang == ["en"] else "vi"


def _safe(kept: str) -> str:
    """The link that was asked for before sign-in, if it is one of our own pages; else nothing."""
    link = unquote(kept)
    path, _, query = link.partition("?")
    fine = PAGE.match(path) and "\\" not in query and link.isascii() and link.isprintable() and " " not in link
    return link if fine and len(link) <= LONGEST_LINK else ""
