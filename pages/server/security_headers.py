"""What is the same of every answer of the server: headers that let nothing in from elsewhere, and Streamlit's HTML put
right."""

from __future__ import annotations

import base64
import hashlib
import logging
import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote

from starlette.responses import RedirectResponse, Response

from data.model import Language
from pages.server import link_preview, login_pages, old_addresses, preloads, search_without_accents, shortcut
from pages.server.addresses import INTERFACE, beside
from pages.texts import access
from service.access.roles import Person

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Streamlit and Plotly style elements inline, and the browser decodes tables in a worker; no other host is needed.
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' blob:{inline}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
FIRST_PAGE = "/tong-quan"
FRAMED = re.compile(rb"frame-ancestors (?!'none')")
SHELL = re.compile(rb"<title>Streamlit</title>")
ROOT = b'<div id="root">'  # which Streamlit fills once it has started
# What stands in the page as served until then, for an address and a person: path, query.
FirstPicture = Callable[[str, str, Person], Awaitable[bytes]]


async def no_picture(path: str, query: str, person: Person) -> bytes:
    """Nothing of any page."""
    return b""


def no_style(lang: Language) -> bytes:
    """Streamlit's own alone."""
    return b""


# Another language is chosen without a new page: the address says it first, and screen readers are told from there.
TONGUE = b"""<script>
for (const name of ["pushState", "replaceState"]) {
  const go = history[name].bind(history);
  history[name] = (...to) => {
    go(...to);
    document.documentElement.lang = new URLSearchParams(location.search).get("lang") === "en" ? "en" : "vi";
  };
}
</script>"""
INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
HEADERS = [
    (b"content-security-policy", POLICY.format(inline="").encode()),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
]
REVALIDATED = {"cache-control": "public, max-age=86400"}  # Streamlit's own names do not change with what we put right
HTTPS = (b"strict-transport-security", b"max-age=31536000")


class Guard:
    """Adds the headers above to every answer, also to those of an error, and takes away what invites other sites in."""

    def __init__(self, app: ASGIApp, https: bool = False) -> None:
        self.app = app
        self.headers = [*HEADERS, HTTPS] if https else HEADERS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun, ours = False, bool(INTERFACE.match(scope.get("path", "")))

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                kept = [h for h in message["headers"] if ours or not h[0].lower().startswith(b"access-control-")]
                present = {name.lower() for name, _ in kept}
                if any(name == b"content-security-policy" and FRAMED.search(value) for name, value in kept):
                    present.add(b"x-frame-options")  # which knows no list of sites; the policy says who may
                message = {**message, "headers": [*kept, *(h for h in self.headers if h[0] not in present)]}
            await send(message)

        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            await self.app(scope, receive, guarded)
        except Exception:  # the boundary of a request: whoever asked gets one sentence, the log the whole
            logging.getLogger(__name__).exception("a request could not be answered")
            if not begun:
                await login_pages.sentence(access.FAULT, 500)(scope, receive, guarded)


def _wants_page(scope: Scope) -> bool:
    """Browsers ask for HTML; messengers and programs that want a preview take anything, so that the address has to
    tell."""
    accept = dict(scope["headers"]).get(b"accept", b"*/*")
    return b"text/html" in accept or (b"*/*" in accept and link_preview.known(scope["path"]))


class Shell:
    """The one HTML page of Streamlit, put right: its language, and its own inline script by fingerprint.

    Streamlit always writes `<html lang="en">`, and screen readers believe it.
    """

    def __init__(
        self, app: ASGIApp, first: FirstPicture = no_picture, style: Callable[[Language], bytes] = no_style
    ) -> None:
        self.app, self.first, self.style = app, first, style

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (script := search_without_accents.script_of(scope["path"])) is not None:
            await Response(script, media_type="text/javascript", headers=REVALIDATED)(scope, receive, send)
            return
        if scope["type"] != "http" or beside(scope["path"]) or not _wants_page(scope):
            await self.app(scope, receive, send)
            return
        if scope["path"] == FIRST_PAGE:  # Streamlit knows the first page by no name
            query = scope["query_string"].decode("latin-1")
            await RedirectResponse(f"/?{query}" if query else "/")(scope, receive, send)
            return
        if address := old_addresses.moved(scope["path"], scope["query_string"].decode("latin-1")):
            await RedirectResponse(address, 301)(scope, receive, send)
            return
        said: Language = "en" if parse_qs(scope["query_string"]).get(b"lang") == [b"en"] else "vi"
        # Uncompressed and whole, so that the bytes can be changed; only this small page is asked for as HTML.
        plain = {
            **scope,
            "headers": [h for h in scope["headers"] if h[0] not in (b"accept-encoding", b"if-none-match")],
        }
        start: Message = {}
        body = bytearray()

        async def righted(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            if SHELL.search(body) and not link_preview.known(scope["path"]):  # to Streamlit every address is a page
                await login_pages.no_page(said, f"/{quote(scope['path'].lstrip('/'))}")(scope, receive, send)
                return
            page = bytes(body).replace(b'<html lang="en"', b'<html lang="' + said.encode() + b'"', 1)
            page = page.replace(b"</head>", TONGUE + preloads.of(*preloads.CONTROLS) + b"</head>", 1)
            # Before what Streamlit fills, and after its own style, which stands in the head.
            page = page.replace(ROOT, self.style(said) + ROOT, 1)
            page = link_preview.titled(page, scope["path"], scope["query_string"].decode("latin-1"))
            if scope.get("person") is not None:  # nothing for whoever has not been let in
                first = await self.first(scope["path"], scope["query_string"].decode("latin-1"), scope["person"])
                page = page.replace(ROOT, first + shortcut.SCRIPT + ROOT, 1)
            prints = [base64.b64encode(hashlib.sha256(script).digest()).decode() for script in INLINE.findall(page)]
            policy = POLICY.format(inline="".join(f" 'sha256-{print_}'" for print_ in prints))
            kept = [h for h in start["headers"] if h[0].lower() not in (b"content-length", b"etag", b"last-modified")]
            ours = [(b"content-length", str(len(page)).encode()), (b"content-security-policy", policy.encode())]
            await send({**start, "headers": [*kept, *ours]})
            await send({"type": "http.response.body", "body": page})

        await self.app(plain, receive, righted)
