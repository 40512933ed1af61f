"""The interface as a program meets it, with the whole guard before it and no network."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette

from pages.api import routes
from pages.server import auth_gate, security_headers, session_cookie
from tests.support.sign_in import HOST


@dataclass
class Answer:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def told(self) -> dict[str, Any]:
        return dict(json.loads(self.body))

    @property
    def rows(self) -> list[dict[str, Any]]:
        return list(self.told["rows"])


@dataclass
class Server:
    """The routes of the interface behind the headers and the guard; what is no route of theirs is not there."""

    app: Any

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes = b"",
        peer: str = "203.0.113.9",
        host: str = HOST,
        **more: Any,
    ) -> Answer:
        """`more` are parameters, and headers by names that begin with `h_`."""
        told = {"host": host} | {k[2:].replace("_", "-"): v for k, v in more.items() if k.startswith("h_")}
        asked = {k.removesuffix("_"): v for k, v in more.items() if not k.startswith("h_")}
        path, _, query = path.partition("?")
        query = query or urlencode(asked, doseq=True)
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "scheme": "https",
            "root_path": "",
            "query_string": query.encode(),
            "client": (peer, 1),
            "server": (host, 443),
            "http_version": "1.1",
            "headers": [(name.encode(), value.encode("latin-1")) for name, value in told.items()],
        }
        answer = Answer()

        async def receive() -> Any:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = {n.decode().lower(): v.decode("latin-1") for n, v in message["headers"]}
            answer.body += message.get("body", b"")

        asyncio.run(self.app(scope, receive, send))
        return answer

    def get(self, name: str, **more: Any) -> Answer:
        return self.ask(f"/api/v1/{name}", **more)


def behind(settings: session_cookie.Settings | None) -> Server:
    return Server(
        security_headers.Guard(auth_gate.Gate(Starlette(routes=routes.ROUTES), settings), https=settings is not None)
    )


def at_this_machine(monkeypatch: pytest.MonkeyPatch) -> Server:
    server = behind(None)
    ask = server.ask
    monkeypatch.setattr(server, "ask", lambda *a, **k: ask(*a, **{"peer": "127.0.0.1", "host": "localhost:8501"} | k))
    return server
