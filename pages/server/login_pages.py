"""What stands before the door: the few pages and sentences that the server itself shows, without Streamlit.

Nothing in them runs or is fetched; what a person or an address says is written letter by letter.
"""

import base64
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from urllib.parse import parse_qsl, urlencode

from starlette.responses import HTMLResponse, PlainTextResponse, Response

from data.model import Language, Text
from pages.texts import access, common

_STYLE = """
:root {color-scheme: light dark}
body {margin: 0; min-height: 100vh; display: grid; place-items: center; font: 1rem/1.5 "Source Sans 3", "Segoe UI", system-ui, sans-serif;
  background: light-dark(#f6f5f2, #14171b); color: light-dark(#1f2328, #e8e6e1)}
main {box-sizing: border-box; width: min(30rem, 100% - 2rem); padding: 2rem; background: light-dark(#ffffff, #1e2228);
  border: 1px solid light-dark(#d5d2cb, #3a4048); border-top: 4px solid light-dark(#9a1b2b, #f0808b); border-radius: 4px}
.product {margin: 0 0 1rem; font-size: .9rem; color: light-dark(#5c6167, #b3b1ac)}
h1 {margin: 0 0 .75rem; font-size: 1.5rem; line-height: 1.3} p {margin: 0 0 1rem; overflow-wrap: anywhere}
a {color: light-dark(#9a1b2b, #f0808b)} .row {display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; justify-content: space-between; margin-top: 1.5rem}
a.go {background: light-dark(#9a1b2b, #f0808b); color: light-dark(#ffffff, #14171b); padding: .6rem 1.25rem; border-radius: 4px; text-decoration: none; font-weight: 600}
a.go:focus-visible, a:focus-visible {outline: 3px solid light-dark(#0b6fa4, #5fb4e5); outline-offset: 2px}
"""
POLICY = (
    "default-src 'none'; img-src data:; "
    f"style-src 'sha256-{base64.b64encode(sha256(_STYLE.encode()).digest()).decode()}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {"content-security-policy": POLICY, "cache-control": "no-store"}
SIGN_IN, SIGN_OUT = "/dang-nhap", "/auth/logout"


class Sentence(PlainTextResponse):
    """A plain answer in both languages; what it says is at hand for whoever says it in another form."""

    def __init__(self, text: Text, status: int, headers: Mapping[str, str]) -> None:
        super().__init__(f"{text.vi}\n{text.en}\n", status, headers)
        self.text, self.more = text, headers


def sentence(text: Text, status: int, headers: Mapping[str, str] | None = None) -> Sentence:
    """For whatever is no page."""
    return Sentence(text, status, {"cache-control": "no-store", **(headers or {})})


def page(
    title: Text, messages: list[Text], action: tuple[Text, str], tongue: Language, here: str, status: int
) -> Response:
    """A page of one heading, a few sentences and one thing to do; the other language is one click away."""
    other: Language = "en" if tongue == "vi" else "vi"
    path, _, query = here.partition("?")
    there = urlencode([*((k, v) for k, v in parse_qsl(query) if k != "lang"), ("lang", other)])
    paragraphs = "".join(f"<p>{escape(text.in_(tongue))}</p>" for text in messages)
    link, target = action
    body = (
        f'<!doctype html><html lang="{tongue}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
        f"<title>{escape(title.in_(tongue))} · {escape(common.PRODUCT.in_(tongue))}</title><style>{_STYLE}</style></head>"
        f'<body><main><p class="product">{escape(common.PRODUCT.in_(tongue))}</p><h1>{escape(title.in_(tongue))}</h1>'
        f'{paragraphs}<div class="row"><a class="go" href="{escape(target)}">{escape(link.in_(tongue))}</a>'
        f'<a lang="{other}" href="{escape(path)}?{escape(there)}">{escape(access.OTHER_LANGUAGE.in_(tongue))}</a>'
        "</div></main></body></html>"
    )
    return HTMLResponse(body, status, _HEADERS)


def sign_in(tongue: Language, here: str) -> Response:
    """For a stranger."""
    return page(access.SIGN_IN, [access.SIGN_IN_HINT], (access.SIGN_IN, SIGN_IN), tongue, here, 401)


def no_role(email: str, contact: str, tongue: Language, here: str) -> Response:
    """For someone whom we know and who may do nothing: who they are, and whom to ask."""
    whom = Text(contact, contact) if contact else access.ADMINISTRATOR
    ask = Text(access.ASK_SOMEONE.vi.format(contact=whom.vi), access.ASK_SOMEONE.en.format(contact=whom.en))
    who = access.WHO_YOU_ARE.format(email=email)
    lines = [who, access.NO_ROLE_HINT, ask]
    return page(access.NO_ROLE, lines, (access.SIGN_OUT, SIGN_OUT), tongue, here, 403)


def no_page(tongue: Language, here: str) -> Response:
    """An address that leads nowhere."""
    first = (access.FIRST_PAGE, "/?lang=en" if tongue == "en" else "/")
    return page(access.NO_PAGE, [access.NO_PAGE_HINT], first, tongue, here, 404)


def failed(tongue: Language) -> Response:
    """The provider did not vouch for them."""
    again = (access.TRY_AGAIN, SIGN_IN)
    return page(access.FAILED, [access.FAILED_HINT], again, tongue, "/", 401)


def unreachable(tongue: Language) -> Response:
    """The provider does not answer."""
    again = (access.TRY_AGAIN, SIGN_IN)
    return page(access.UNREACHABLE, [access.UNREACHABLE_HINT], again, tongue, "/", 503)
