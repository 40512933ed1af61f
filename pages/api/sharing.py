"""Before the interface: it is only read, and scripts of web sites that an administrator has named may read what is
open."""

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.model import Text
from pages.server import store
from pages.server.addresses import LONGEST_QUERY, ROOT
from pages.server.problem import problem
from pages.texts import access

READ = ("GET", "HEAD", "OPTIONS")
ALLOW = {"allow": ", ".join(READ)}


class Sharing:
    """All of /api."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)

        async def shared(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_sharing(request))
            await send(message)

        if request.method == "OPTIONS":
            answer: ASGIApp = Response(status_code=204, headers={**ALLOW, "cache-control": "no-store"})
        elif len(scope["query_string"]) > LONGEST_QUERY:
            answer = problem(414, access.TOO_LONG.format(most=LONGEST_QUERY, count=len(scope["query_string"])))
        elif request.method in READ:
            answer = self.app
            scope = {**scope, "method": "GET", "path": _canonical(request.url.path)}  # to HEAD the server sends no body
        else:
            text = Text("Giao diện này chỉ để đọc.", "This interface can only be read.")
            answer = problem(405, text, {"accepted": list(READ)}, ALLOW)
        await answer(scope, receive, shared)


def _canonical(path: str) -> str:
    """Without needless slashes."""
    return f"{ROOT}/{path.removeprefix(ROOT).strip('/')}".rstrip("/") if f"{path}/".startswith(f"{ROOT}/") else path


def _sharing(request: Request) -> dict[str, str]:
    """Without anyone's sign-in, and only what is open to all."""
    origin = request.headers.get("origin", "")
    if not origin or not store.opened():
        return {}
    office = store.service().repository.access
    if not office.public or origin not in office.sites:
        return {}
    headers = {
        "access-control-allow-origin": origin,
        "access-control-expose-headers": "ETag, Link, X-Total-Count",
        "cross-origin-resource-policy": "cross-origin",
    }
    if request.method == "OPTIONS":
        headers |= {"access-control-allow-methods": "GET, HEAD", "access-control-max-age": "600"}
    return headers
