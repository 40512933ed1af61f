"""One open socket between a browser and Streamlit: what may pass, how much of it, and when it is cut.

A person's right is looked up at each thing they do and, while they do nothing, every half minute.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.runtime_util import serialize_forward_msg

from data.model import Text
from pages.server.rate_limits import DOWNLOADS, MESSAGE_BYTES, MESSAGES, RateLimiter
from pages.server.responses import waiting
from pages.texts import access

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Send

PATIENCE = 30.0  # seconds between two looks at the right of someone who does nothing
# Of what a browser says at once. Each state becomes objects of Python that Streamlit keeps, so that they are counted
# too; honest messages have some kilobytes and a hundred states.
MOST_BYTES = 256 * 1024
MOST_STATES = 2_000  # of widgets
MOST_OF_A_STATE = 64 * 1024  # bytes; the longest text that can be typed has 5,000 letters
MOST_NAMES = 1_000  # of files to be sent, or of messages that the browser still has
LONGEST_QUERY = 8 * 1024  # letters of an address, as nginx has it
LONGEST_NAME = 256  # letters of a page, a fragment, a zone
# Streamlit's messages also empty caches for everybody, install files and end the server: what is not named here is
# dropped.
ASKED = {"rerun_script", "stop_script", "file_urls_request", "app_heartbeat"}
OPERATIONS = {"deferred_file", "dataframe_chunk"}
SCRIPT = str(Path(__file__).parents[1] / "frame.py").encode()  # where this is installed is told to no one
POLICY_VIOLATION = 1008
log = logging.getLogger(__name__)


def parsed(data: bytes) -> BackMsg | None:
    """What a browser asks, where our pages need it; None for everything else."""
    message = BackMsg()
    try:
        message.ParseFromString(data)
    except DecodeError:
        return None
    kind, operation = message.WhichOneof("type"), message.backend_operation_request.WhichOneof("payload")
    return message if kind in ASKED or operation in OPERATIONS else None


def fits(message: BackMsg) -> bool:
    """Whether it is no more than a page of ours can have a browser say; looked at before Streamlit makes objects of
    it."""
    asked, about = message.rerun_script, message.rerun_script.context_info
    states = asked.widget_states.widgets
    lists = (states, MOST_STATES), (asked.cached_message_hashes, MOST_NAMES)
    names = (asked.page_script_hash, asked.page_name, asked.fragment_id, about.timezone, about.locale)
    return (
        all(len(several) <= most for several, most in lists)
        and len(message.file_urls_request.file_names) <= MOST_NAMES
        and max(len(asked.query_string), len(about.url)) <= LONGEST_QUERY
        and all(len(name) <= LONGEST_NAME for name in (*names, about.color_scheme))
        and all(state.ByteSize() <= MOST_OF_A_STATE for state in states)
    )


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


def notice(text: Text) -> bytes:
    """Has the page say something, in both languages, that its own script does not."""
    message = ForwardMsg()
    exception = message.session_event.script_compilation_exception
    exception.message, exception.is_warning = f"{text.vi}\n\n{text.en}", True
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
        limits: RateLimiter,
    ) -> None:
        self.whose = whose
        self._receive, self._send = receive, send
        self._entitled, self._opened = entitled, opened
        self._limits = limits
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
                if text := self._over_share(message):
                    return await self._end(notice(text))
            if not await self._entitled():
                return await self._end(farewell())
            if message is not None and await self._may_pass(message.get("bytes") or b""):
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

    async def _end(self, last: bytes) -> Message:
        await self._tell(last)
        await self._send({"type": "websocket.close", "code": POLICY_VIOLATION})
        return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}

    async def _tell(self, data: bytes) -> None:
        await self._send({"type": "websocket.send", "bytes": data})

    def _over_share(self, message: Message) -> Text | None:
        """Whether this is more than its person may say in a while; at this machine nobody counts."""
        size = len(message.get("bytes") or message.get("text") or b"")
        for rule, weight in ((MESSAGES, 1), (MESSAGE_BYTES, size)):
            if self.whose and not self._limits.take(rule, self.whose, weight):
                log.warning("a socket of %s was closed: more than %d in %d s", self.whose, rule.most, rule.seconds)
                return waiting(access.TOO_MANY, self._limits.wait(rule, self.whose))
        return None

    async def _may_pass(self, data: bytes) -> bool:
        asked = parsed(data) if len(data) <= MOST_BYTES else None
        if len(data) > MOST_BYTES or (asked is not None and not fits(asked)):
            log.warning("a message of %s was refused: %d bytes", self.whose, len(data))
            await self._tell(notice(access.MESSAGE_TOO_LARGE))
            return False
        if asked is None:
            return False
        request = asked.backend_operation_request
        if request.WhichOneof("payload") == "deferred_file" and self.whose:
            return await self._may_download(request.request_id)
        return True

    async def _may_download(self, request_id: str) -> bool:
        if self._limits.take(DOWNLOADS, self.whose):
            return True
        text = waiting(access.TOO_MANY_DOWNLOADS, self._limits.wait(DOWNLOADS, self.whose))
        answer = ForwardMsg()
        answer.backend_operation_response.request_id = request_id
        answer.backend_operation_response.error_msg = text.en
        await self._tell(serialize_forward_msg(answer))
        await self._tell(notice(text))
        return False
