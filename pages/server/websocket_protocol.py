"""What uvicorn lets a socket cost, and how soon it answers: settled here, since it has no setting for it.

One size of messages serves it for both directions. What comes in compressed is made large again only up to that size,
and counted as large as it became; what goes out is compressed where that is worth its time. And frames that are no
message of their own (pings, answers to pings, pieces without an end, what still comes over a socket that we closed) are
counted nowhere, so that one socket could keep the server busy with them alone.
"""

import socket
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.permessage_deflate import PerMessageDeflate
from websockets.frames import Frame

MOST_RECEIVED = 1024 * 1024  # bytes of a message that are held at all; websocket_filter.py allows less
LEAST_COMPRESSED = 1024  # bytes; most messages are shorter, and fit a packet as they are
MOST_FRAMES = 200  # of one socket in a minute that are no message; a browser answers two pings and sends few pieces
MINUTE = 60.0


def bound() -> None:
    """From now on, for every socket of this process."""
    for name in ("handle_ping", "handle_pong", "handle_cont"):
        _count(name, lambda protocol: True)
    # Any other message is counted by its person, in the filter.
    _count("send_receive_event_to_app", lambda protocol: bool(protocol.close_sent))
    connect = WebSocketsSansIOProtocol.handle_connect

    def handle_connect(self: WebSocketsSansIOProtocol, event: Any) -> None:
        self.conn.max_message_size = MOST_RECEIVED
        connect(self, event)

    setattr(WebSocketsSansIOProtocol, "handle_connect", handle_connect)  # noqa: B010 - a method is not assigned to
    encode = PerMessageDeflate.encode

    def encode_large(self: PerMessageDeflate, frame: Frame) -> Frame:
        return frame if len(frame.data) < LEAST_COMPRESSED else encode(self, frame)

    setattr(PerMessageDeflate, "encode", encode_large)  # noqa: B010
    made = AutoHTTPProtocol.connection_made

    def connection_made(self: Any, transport: Any) -> None:
        # Streamlit opens its port without naming TCP, so asyncio takes it for something else and leaves answers waiting
        # 40 ms for the other side's acknowledgement wherever a connection is used again.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        made(self, transport)

    setattr(AutoHTTPProtocol, "connection_made", connection_made)  # noqa: B010


def _count(name: str, applies: Callable[[Any], bool]) -> None:
    """Have a method cut the connection off where it is called too often."""
    method = getattr(WebSocketsSansIOProtocol, name)

    def counted(self: Any, *event: Any) -> None:
        if applies(self):
            now = self.loop.time()
            since, count = getattr(self, "frames_beside", (now, 0))
            self.frames_beside = since, count = (since, count + 1) if now - since < MINUTE else (now, 1)
            if count > MOST_FRAMES:
                self.frames = []
                self.transport.abort()
                return
        method(self, *event)

    setattr(WebSocketsSansIOProtocol, name, counted)
