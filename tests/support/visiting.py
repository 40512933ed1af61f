"""A visitor without a browser: speaks to a Streamlit server over its WebSocket as one tab does.

The messages are those of the Streamlit that is installed, so the server must be of the same version.
"""

from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

DONE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class Tab:
    """One visit. What is chosen is sent with every click, as are the address and what the tab has kept."""

    def __init__(self, url: str, page: str = "", query: str = "") -> None:
        """Opens the page and waits until it stands."""
        self.page, self.query, self.script = page, query, ""
        self.lists: dict[str, tuple[str, list[str]]] = {}  # label → id and options
        self.chosen: dict[str, str | list[str]] = {}  # id → what is chosen
        self.kept: set[str] = set()
        self.charts: list[str] = []  # the charts of the last run, as JSON
        self.url = url
        self.socket = connect(
            url.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            origin=Origin(url),
            max_size=None,
            compression=None,
            ping_interval=None,
        )
        self._run(page_name=page)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.socket.close()

    def choose(self, label: str, value: str | list[str]) -> None:
        """One click: choose in a list, by its label, and wait for the answer."""
        self.chosen[self.lists[label][0]] = value
        self._run()

    def _run(self, page_name: str = "") -> None:
        said = BackMsg()
        click = said.rerun_script
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
        self.charts = []
        self.socket.send(said.SerializeToString())
        begun = False
        while True:
            heard = ForwardMsg()
            raw = self.socket.recv(timeout=60)
            assert isinstance(raw, bytes)
            heard.ParseFromString(raw)
            kind = heard.WhichOneof("type")
            if kind == "new_session":
                begun = True
            elif kind == "navigation":
                self.script = heard.navigation.page_script_hash
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
        match element.WhichOneof("type"):
            case "exception":
                raise RuntimeError(element.exception.message)
            case "selectbox":
                self.lists[element.selectbox.label] = (element.selectbox.id, list(element.selectbox.options))
            case "multiselect":
                self.lists[element.multiselect.label] = (element.multiselect.id, list(element.multiselect.options))
            case "plotly_chart":
                self.charts.append(element.plotly_chart.spec)
