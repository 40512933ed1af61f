"""What leaves the server compressed is the same after unpacking, and only what may be compressed is."""

import asyncio
import gzip
from typing import Any

import brotli
import pytest

from pages.server.compression import LEAST, Compressed, kept

SCRIPT = b"const one = 1;\n" * 500


def asked(
    body: bytes = SCRIPT, kind: bytes = b"text/javascript", path: str = "/static/js/a.js", **how: bytes
) -> tuple[dict[bytes, bytes], bytes]:
    """The headers and the body of an answer on its way to a browser."""
    sent: list[dict[str, Any]] = []
    accepted = how.pop("accept", b"gzip")
    answer = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    answer += [(b"etag", tag)] if (tag := how.get("tag", b'"1"')) else []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": int(how.get("status", b"200")), "headers": answer})
        await send({"type": "http.response.body", "body": body[:10], "more_body": True})
        await send({"type": "http.response.body", "body": body[10:]})

    async def send(message: Any) -> None:
        sent.append(message)

    asks = [(b"accept-encoding", accepted), (b"accept", how.get("page", b"*/*"))]
    scope = {"type": "http", "method": "GET", "path": path, "headers": asks}
    asyncio.run(Compressed(app)(scope, None, send))  # type: ignore[arg-type]
    return dict(sent[0]["headers"]), b"".join(message.get("body", b"") for message in sent)


@pytest.mark.parametrize(
    "how",
    [
        {"accept": b"identity"},
        {"kind": b"font/woff2"},
        {"status": b"304"},
        {"path": "/media/abc.xlsx"},
        {"path": "/api/v1/observations"},
        {"body": b"x" * (LEAST - 1)},
    ],
)
def test_what_may_not_or_need_not_be_compressed_passes_as_it_is(how: dict[str, Any]) -> None:
    headers, body = asked(**how)
    assert b"content-encoding" not in headers
    assert body == how.get("body", SCRIPT)


def test_a_script_is_the_same_after_unpacking_and_says_how_it_came() -> None:
    headers, body = asked()
    assert gzip.decompress(body) == SCRIPT
    assert len(body) < len(SCRIPT) / 5
    assert headers[b"content-length"] == str(len(body)).encode()
    assert (headers[b"content-encoding"], headers[b"vary"], headers[b"etag"]) == (b"gzip", b"accept-encoding", b'W/"1"')


def test_a_browser_that_knows_the_better_way_gets_it_for_files_only() -> None:
    headers, body = asked(accept=b"gzip, deflate, br")
    assert brotli.decompress(body) == SCRIPT
    assert headers[b"content-encoding"] == b"br"
    headers, body = asked(accept=b"gzip, br", path="/", kind=b"text/html", page=b"text/html")
    assert headers[b"content-encoding"] == b"gzip"
    assert gzip.decompress(body) == SCRIPT


def test_a_file_without_a_fingerprint_says_truly_how_it_came() -> None:
    headers, body = asked(accept=b"gzip, br", tag=b"")
    assert headers[b"content-encoding"] == b"gzip"
    assert gzip.decompress(body) == SCRIPT


def test_a_file_is_compressed_once_and_a_page_each_time() -> None:
    kept.clear()
    asked(path="/static/js/b.js")
    asked(path="/static/js/b.js")
    assert len(kept) == 1
    headers, body = asked(path="/xu-huong", kind=b"text/html; charset=utf-8", page=b"text/html")
    assert gzip.decompress(body) == SCRIPT
    assert headers[b"content-encoding"] == b"gzip"
    assert len(kept) == 1
