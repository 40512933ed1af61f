"""What a connection is told before anything is said on it."""

import socket
from typing import Any

import pytest
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from pages.server import websocket_protocol


def test_an_answer_does_not_wait_for_the_acknowledgement_of_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over a port that was opened as Streamlit opens it, without naming TCP."""
    made: list[Any] = []
    monkeypatch.setattr(AutoHTTPProtocol, "connection_made", lambda protocol, transport: made.append(transport))
    websocket_protocol.bound()
    with socket.socket(family=socket.AF_INET) as port:
        port.bind(("127.0.0.1", 0))
        port.listen()
        with socket.create_connection(port.getsockname()), port.accept()[0] as accepted:

            class Transport:
                def get_extra_info(self, name: str) -> object:
                    return {"socket": accepted}[name]

            transport = Transport()
            AutoHTTPProtocol.connection_made(object(), transport)
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    assert made == [transport]
