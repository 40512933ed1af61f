"""Nothing is made or sent twice while it has not changed: tags by the version of the data."""

import time
from collections.abc import Callable, Mapping
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from data.model import today
from pages.server import store

IN_MEMORY = 1024 * 1024  # bytes of an answer; a larger one is a file until it is read
PIECE = 256 * 1024  # bytes that are read of it at once
BORN = f"{time.time_ns():x}"  # another version of the product may say the same things differently


def cached(
    request: Request, form: str, written: Callable[[], bytes | IO[bytes]], media: str, headers: Mapping[str, str]
) -> Response:
    """Made only where the one who asks does not have it already; the tag is the version of the data, its day and its
    form."""
    tag = _tag(request, form)
    shared = "private" if request.scope.get("person") else "public"
    headers = {
        **headers,
        "etag": tag,
        "cache-control": f"{shared}, no-cache",
        "vary": "Accept, Authorization, Cookie, Origin",
    }
    if unchanged(request, form):
        return Response(status_code=304, headers=headers)
    content = written()
    if isinstance(content, bytes):
        return Response(content, headers=headers, media_type=media)
    return _Spooled(content, headers, media)


def whole() -> IO[bytes]:
    """To write an answer into: a large one waits on disk for whoever reads it slowly, not in memory."""
    return cast("IO[bytes]", SpooledTemporaryFile(IN_MEMORY))


class _Spooled(Response):
    """Sent a piece at a time, each when the one before is on its way."""

    def __init__(self, content: IO[bytes], headers: Mapping[str, str], media: str) -> None:
        super().__init__(headers={**headers, "content-length": str(content.tell())}, media_type=media)
        self._content = content

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._content:
            self._content.seek(0)
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            while piece := self._content.read(PIECE):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})


def unchanged(request: Request, form: str) -> bool:
    """Whether the one who asks has it already."""
    return has(request.headers.get("if-none-match", ""), _tag(request, form))


def _tag(request: Request, form: str) -> str:
    service = store.service()
    revision, print_ = service.version
    state = f"{BORN} {revision} {print_} {today()} {service.latest()} {form} {request.url.path}?{request.url.query}"
    return f'W/"{revision}-{sha256(state.encode()).hexdigest()[:24]}"'


def has(known: str, tag: str) -> bool:
    """Whether one of the tags that a program holds is this one."""
    tags = {one.strip().removeprefix("W/") for one in known.split(",")}
    return "*" in tags or tag.removeprefix("W/") in tags
