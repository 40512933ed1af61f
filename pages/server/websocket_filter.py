"""One open socket between a browser and Streamlit: what may pass in either direction, and when it is cut.

A person's right is looked up at each thing they do and, while they do nothing, every half minute.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.runtime_util import serialize_forward_msg

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Send

PATIENCE = 30.0  # seconds between two looks at the right of someone who does nothing
# Streamlit's messages also empty caches for everybody, install files and end the server: what is not named here is
# dropped.
ASKED = {"rerun_script", "stop_script", "file_urls_request", "app_heartbeat"}
OPERATIONS = {"deferred_file", "dataframe_chunk"}
SCRIPT = str(Path(__file__).parents[1] / "frame.py").encode()  # where this is installed is told to no one
POLICY_VIOLATION = 1008


def is_needed(data: bytes) -> bool:
    """Whether what a browser asks is something that our pages need."""
    message = BackMsg()
    try:
        message.ParseFromString(data)
    except DecodeError:
        return False
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") in OPERATIONS
    return kind in ASKED


def neutral(data: bytes) -> tuple[bytes, str]:
    """A message of Streamlit's without the path, the versions and the system it tells; and the id of the session it
    opens."""
    if SCRIPT not in data:
        return data, ""
    message = ForwardMsg()
    message.ParseFromString(data)
    if message.WhichOneof("type") != "new_session":
        return data, ""
    session = message.new_session
    session.main_script_path = "app"
    environment = session.initialize.environment_info
    environment.streamlit_version = environment.python_version = environment.server_os = ""
    return serialize_forward_msg(message), session.initialize.session_id


def farewell() -> bytes:
    """Has the browser ask for its page again, which the guard then answers with the sign-in or with the reason."""
    message = ForwardMsg()
    message.auth_redirect.url = ""
    return serialize_forward_msg(message)


class Wire:
    """Stands in for `receive` and `send` of a socket."""

    def __init__(
        self,
        receive: Receive,
        send: Send,
        whose: str,
        entitled: Callable[[], Awaitable[bool]],
        opened: Callable[[str], None],
    ) -> None:
        self.whose = whose
        self._receive, self._send = receive, send
        self._entitled, self._opened = entitled, opened
        self._coming: asyncio.Future[Message] | None = None

    async def receive(self) -> Message:
        """The next message that may pass; the end of the socket once its person may nothing any more."""
        while True:
            if self._coming is None:
                self._coming = asyncio.ensure_future(self._receive())
            done, _ = await asyncio.wait({self._coming}, timeout=PATIENCE)
            message: Message | None = None
            if done:
                message, self._coming = self._coming.result(), None
                if message["type"] != "websocket.receive":
                    return message
            if not await self._entitled():
                await self._send({"type": "websocket.send", "bytes": farewell()})
                await self._send({"type": "websocket.close", "code": POLICY_VIOLATION})
                return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}
            if message is not None and is_needed(message.get("bytes") or b""):
                return message

    async def send(self, message: Message) -> None:
        if data := message.get("bytes"):
            data, session = neutral(data)
            message = {**message, "bytes": data}
            if session:
                self._opened(session)
        await self._send(message)

    def close(self) -> None:
        if self._coming is not None:
            self._coming.cancel()
