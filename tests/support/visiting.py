"""A visitor without a browser: speaks to a Streamlit server over its WebSocket as one tab does.

The messages are those of the Streamlit that is installed, so the server must be of the same version.
"""

import http.client
import os
import socket
import ssl
from collections.abc import Mapping
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

DONE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class Tab:
    """One visit. What is chosen is sent with every click, as are the address and what the tab has kept."""

    def __init__(
        self,
        url: str,
        page: str = "",
        query: str = "",
        cookies: Mapping[str, str] | None = None,
        patience: float = 60,
        compressed: bool = False,
    ) -> None:
        """Opens the page and waits until it stands; `cookies` are those of a sign-in; `compressed` where the server
        agrees, as with a browser."""
        self.page, self.query, self.script, self.patience = page, query, "", patience
        self.ids: dict[tuple[str, str], str] = {}  # kind and label of a thing on the page → its id
        self.files: dict[str, UploadedFileInfo] = {}  # id of an uploader → the file in it
        self.texts: list[str] = []  # the words of the last run
        self.labels: set[str] = set()  # what the choices are called that the last run sent
        self.whole = False  # whether the last run drew the whole page, or a part of it
        self.downloads: dict[str, str] = {}  # label of a download button → what its file is asked by
        self.session = ""
        self.cookie = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())
        self.lists: dict[str, tuple[str, list[str]]] = {}  # label → id and options
        self.chosen: dict[str, str | list[str]] = {}  # id → what is chosen
        self.fragments: dict[str, str] = {}  # id → the part of the page that alone runs again for it
        self.kept: set[str] = set()
        self.charts: list[str] = []  # the charts of the last run, as JSON
        self.url = url
        self.socket = connect(
            url.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            origin=Origin(url),
            sock=socket.create_connection(("127.0.0.1", urlsplit(url).port or 80), patience),
            additional_headers={"Cookie": self.cookie} if self.cookie else None,
            ssl=trusting() if url.startswith("https") else None,
            max_size=None,
            compression="deflate" if compressed else None,
            ping_interval=None,
            legacy=True,
        )
        self.received = 0  # bytes over the wire
        self._receive, self.socket.protocol.receive_data = self.socket.protocol.receive_data, self._count
        self._run(page_name=page)

    def _count(self, data: bytes) -> None:
        self.received += len(data)
        self._receive(data)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.socket.close()

    def choose(self, label: str, value: str | list[str]) -> None:
        """One click: choose in a list, by its label, and wait for the answer."""
        widget = self.lists[label][0]
        self.chosen[widget] = value
        self._run(fragment=self.fragments.get(widget, ""))

    def upload(self, label: str, name: str, data: bytes) -> int:
        """Choose a file, and wait for what the page says of it; the status of the upload itself."""
        asked = BackMsg()
        asked.file_urls_request.request_id, asked.file_urls_request.session_id = "1", self.session
        asked.file_urls_request.file_names.append(name)
        self.socket.send(asked.SerializeToString())
        while (heard := self._hear()).WhichOneof("type") != "file_urls_response":
            pass
        (urls,) = heard.file_urls_response.file_urls
        token = generate_xsrf_token_string(os.urandom(16))
        cookie = f"{self.cookie}; {XSRF_COOKIE_NAME}={token}"
        status, _ = request(self.url, urls.upload_url, "PUT", form(name, data), cookie, **{"X-Xsrftoken": token})
        uploader = self.ids["file_uploader", label]
        self.files[uploader] = UploadedFileInfo(name=name, size=len(data), file_id=urls.file_id, file_urls=urls)
        self._run()
        return status

    def press(self, label: str) -> None:
        self._run(pressed=self.ids["button", label])

    def download(self, label: str) -> str:
        """Press a download button; where the file lies then, '' where there is none."""
        asked = BackMsg()
        asked.backend_operation_request.request_id, asked.backend_operation_request.session_id = "1", self.session
        asked.backend_operation_request.deferred_file.file_id = self.downloads[label]
        self.socket.send(asked.SerializeToString())
        while (heard := self._hear()).WhichOneof("type") != "backend_operation_response":
            pass
        return str(heard.backend_operation_response.deferred_file.url)

    def _hear(self) -> ForwardMsg:
        heard = ForwardMsg()
        raw = self.socket.recv(timeout=self.patience)
        assert isinstance(raw, bytes)
        heard.ParseFromString(raw)
        return heard

    def _run(self, page_name: str = "", pressed: str = "", fragment: str = "") -> None:
        said = BackMsg()
        click = said.rerun_script
        click.fragment_id = fragment
        click.query_string, click.page_script_hash, click.page_name = self.query, self.script, page_name
        click.cached_message_hashes.extend(self.kept)
        click.context_info.locale, click.context_info.timezone = "vi-VN", "Asia/Ho_Chi_Minh"
        click.context_info.url = f"{self.url}/{self.page}"
        for key, value in self.chosen.items():
            state = click.widget_states.widgets.add(id=key)
            if isinstance(value, str):
                state.string_value = value
            else:
                state.string_array_value.data.extend(value)
        for key, file in self.files.items():
            click.widget_states.widgets.add(id=key).file_uploader_state_value.uploaded_file_info.append(file)
        if pressed:
            click.widget_states.widgets.add(id=pressed).trigger_value = True
        self.charts, self.texts, self.labels, self.whole = [], [], set(), False
        self.socket.send(said.SerializeToString())
        begun = False
        while True:
            heard = self._hear()
            kind = heard.WhichOneof("type")
            if kind == "new_session":
                begun, self.session = True, heard.new_session.initialize.session_id or self.session
            elif kind == "navigation":
                self.script, self.whole = heard.navigation.page_script_hash, True
            elif kind == "page_info_changed":
                self.query = heard.page_info_changed.query_string
            elif kind == "delta":
                self._see(heard)
            elif kind == "script_finished" and begun and heard.script_finished in DONE:
                return

    def _see(self, heard: ForwardMsg) -> None:
        if heard.metadata.cacheable and heard.hash:
            self.kept.add(heard.hash)
        if heard.delta.WhichOneof("type") != "new_element":
            return
        element = heard.delta.new_element
        thing = getattr(element, element.WhichOneof("type"))
        if widget := getattr(thing, "id", ""):
            self.fragments[widget] = heard.delta.fragment_id
            self.labels.add(getattr(thing, "label", ""))
        match element.WhichOneof("type"):
            case "exception":
                raise RuntimeError(element.exception.message)
            case "selectbox":
                self.lists[element.selectbox.label] = (element.selectbox.id, list(element.selectbox.options))
            case "multiselect":
                self.lists[element.multiselect.label] = (element.multiselect.id, list(element.multiselect.options))
            case "plotly_chart":
                self.charts.append(element.plotly_chart.spec)
            case "file_uploader" | "text_input" | "text_area" | "button" | "download_button" as kind:
                self.ids[kind, thing.label] = thing.id
                if kind == "download_button":
                    self.downloads[thing.label] = thing.deferred_file_id
            case "markdown" | "text" | "html" | "heading" | "alert" as kind:
                self.texts.append(getattr(element, kind).body)


def trusting() -> ssl.SSLContext:
    """For a certificate that a test has made for itself."""
    return ssl._create_unverified_context()


def form(name: str, data: bytes) -> bytes:
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return head.encode() + data + b"\r\n--x--\r\n"


def request(
    url: str, path: str, method: str = "GET", body: bytes | None = None, cookie: str = "", **headers: str
) -> tuple[int, bytes]:
    """One question to a server on this machine, whatever name it goes by: status and body."""
    at = urlsplit(url)
    connection = http.client.HTTPConnection("127.0.0.1", at.port, timeout=120)
    if at.scheme == "https":
        plain = socket.create_connection(("127.0.0.1", at.port), 120)
        connection.sock = trusting().wrap_socket(plain, server_hostname=at.hostname)
    sent = {"Host": at.netloc, "Origin": url} | ({"Cookie": cookie} if cookie else {}) | headers
    if body is not None:
        sent["Content-Type"] = "multipart/form-data; boundary=x"
    try:
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
