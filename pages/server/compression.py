"""Scripts, styles, outlines and the page itself leave the server compressed; what never changes is compressed once.

Streamlit sends its files as they lie on disk: five times as much as a browser would have to wait for.
"""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import brotli
from starlette.concurrency import run_in_threadpool

from data.byte_cache import ByteCache

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

FILES = re.compile(r"/(static|app/static)/.+\.(js|css|svg|json|geojson)\Z")
LEAST = 1_000  # bytes: less is not worth it
LARGEST = 8 * 1024 * 1024  # bytes that are held while they are compressed; the largest script has five million
kept = ByteCache[bytes](24 * 1024 * 1024, len)  # by address and fingerprint; all scripts of Streamlit take six million
# A file by the best way that its browser knows, since it is done once; a page, each time, by the quick one.
BROTLI, GZIP = b"br", b"gzip"


class Compressed:
    """Around what answers with files and pages; everything else passes as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _wanted(scope):
            await self.app(scope, receive, send)
            return
        start: Message = {}
        body = bytearray()
        passing = False

        async def compressed(message: Message) -> None:
            nonlocal start, passing
            if passing:
                await send(message)
            elif message["type"] == "http.response.start":
                start, passing = message, not _fitting(message)
                if passing:
                    await send(message)
            else:
                body.extend(message.get("body", b""))
                if not message.get("more_body"):
                    tag = dict(start["headers"]).get(b"etag") if FILES.match(scope["path"]) else None
                    way = BROTLI if tag and _asks(scope, BROTLI) else GZIP
                    data = await run_in_threadpool(_packed, (scope["path"], tag, way), bytes(body))
                    await send({**start, "headers": _headers(start, len(data), way)})
                    await send({"type": "http.response.body", "body": data})

        await self.app(scope, receive, compressed)


def _asks(scope: Scope, way: bytes) -> bool:
    return way in dict(scope["headers"]).get(b"accept-encoding", b"")


def _wanted(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or not _asks(scope, GZIP):
        return False
    asked = dict(scope["headers"])
    return b"range" not in asked and (b"text/html" in asked.get(b"accept", b"") or bool(FILES.match(scope["path"])))


def _fitting(start: Message) -> bool:
    """A whole answer of known size in letters, not compressed by anybody else."""
    told = dict(start["headers"])
    size = told.get(b"content-length", b"")
    kind = told.get(b"content-type", b"").partition(b";")[0]
    letters = kind.startswith(b"text/") or kind.endswith((b"javascript", b"json", b"svg+xml"))
    fits = size.isdigit() and LEAST <= int(size) <= LARGEST
    return start["status"] == 200 and letters and fits and b"content-encoding" not in told


def _packed(key: tuple[str, bytes | None, bytes], body: bytes) -> bytes:
    """By address, fingerprint and way; what has no fingerprint, such as a page, may be another each time."""
    _, tag, way = key
    if tag is None:
        return gzip.compress(body, 5, mtime=0)
    return kept.get(key, lambda: brotli.compress(body, quality=9) if way == BROTLI else gzip.compress(body, 6, mtime=0))


def _headers(start: Message, size: int, way: bytes) -> list[tuple[bytes, bytes]]:
    """The same, of the compressed answer: another length, and another fingerprint than that of the plain one."""
    changed = {b"content-length": str(size).encode(), b"content-encoding": way, b"vary": b"accept-encoding"}
    told = [(name, value) for name, value in start["headers"] if name.lower() not in changed]
    weak = [(name, b"W/" + value if name == b"etag" and not value.startswith(b"W/") else value) for name, value in told]
    return [*weak, *changed.items()]
