"""The server: Streamlit drawing pages/frame.py, behind headers that let nothing in from elsewhere."""

from __future__ import annotations

import gc
import logging
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import streamlit as st
from starlette.middleware import Middleware

# Loaded here so that they are part of what is frozen below and the first visitor does not wait for them.
from pages.parts import charts, downloads, session, words  # noqa: F401

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Streamlit and Plotly style elements inline, and the browser decodes tables in a worker; no other host is needed.
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = [
    (b"content-security-policy", POLICY.encode()),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
]


class Guard:
    """Adds the headers above to every answer, also to those of an error."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(h for h in HEADERS if h[0] not in present)]
            await send(message)

        await self.app(scope, receive, guarded if scope["type"] == "http" else send)


class Tongue:
    """Says in which language a page is: Streamlit always writes `<html lang="en">`, and screen readers believe it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or b"text/html" not in dict(scope["headers"]).get(b"accept", b""):
            await self.app(scope, receive, send)
            return
        language = parse_qs(scope["query_string"]).get(b"lang") == [b"en"]
        # Uncompressed and whole, so that the bytes can be changed; only the small page itself is asked for as HTML.
        plain = {
            **scope,
            "headers": [h for h in scope["headers"] if h[0] not in (b"accept-encoding", b"if-none-match")],
        }
        start: Message = {}
        body = bytearray()

        async def translated(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            page = bytes(body).replace(b'<html lang="en"', b'<html lang="en"' if language else b'<html lang="vi"', 1)
            kept = [h for h in start["headers"] if h[0].lower() not in (b"content-length", b"etag", b"last-modified")]
            await send({**start, "headers": [*kept, (b"content-length", str(len(page)).encode())]})
            await send({"type": "http.response.body", "body": page})

        await self.app(plain, receive, translated)


def calm(error: Exception) -> bool:
    """Our own faults go to the log whole and to the reader as one sentence."""
    logging.getLogger("app").error("a page failed", exc_info=error)
    st.error(f"{words.FAILED.vi}\n\n{words.FAILED.en}", icon=":material/error:")
    return True


app = st.App("pages/frame.py", middleware=[Middleware(Guard), Middleware(Tongue)], on_script_error=calm)

# Streamlit collects all garbage after every rerun; what is loaded by now never becomes garbage, so that pass need
# not look at it: a third of the server's work a click (benchmarks/README.md).
gc.collect()
gc.freeze()
