"""What a connection is told before anything is said on it."""

import asyncio
import socket
from typing import Any

from uvicorn import Config
from uvicorn.protocols.http.auto import AutoHTTPProtocol
from uvicorn.server import ServerState

from pages.server import websocket_protocol


def test_an_answer_does_not_wait_for_the_acknowledgement_of_the_one_before() -> None:
    """Over a port that was opened as Streamlit opens it, without naming TCP."""
    websocket_protocol.bound()

    async def told() -> int:
        loop, options = asyncio.get_running_loop(), []

        async def app(*_: Any) -> None:
            raise AssertionError("nothing was asked")

        class Protocol(AutoHTTPProtocol):  # type: ignore[misc,valid-type]
            def connection_made(self, transport: Any) -> None:
                super().connection_made(transport)
                sock = transport.get_extra_info("socket")
                options.append(sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

        config = Config(app, log_config=None)
        config.load()
        with socket.socket(family=socket.AF_INET) as port:
            port.bind(("127.0.0.1", 0))
            server = await loop.create_server(lambda: Protocol(config, ServerState(), {}, loop), sock=port)
            _, writer = await asyncio.open_connection(*port.getsockname())
            while not options:
                await asyncio.sleep(0)
            writer.close()
            await writer.wait_closed()
            server.close()
        return options[0]

    assert asyncio.run(told()) == 1
