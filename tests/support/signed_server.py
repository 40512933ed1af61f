"""The app with a sign-in, served by a process of its own; people come with cookies as a provider would have left them, so
that no provider is needed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from service import administration
from service.access.roles import LOCAL, Person
from service.service import Service
from tests.support.browsing import ROOT, TODAY
from tests.support.serving import served
from tests.support.sign_in import SECRET, cookies


@dataclass(frozen=True, slots=True)
class SignedServer:
    """Where it is, and how people reach it."""

    url: str  # by the name that people type
    pid: int
    log: Path

    @property
    def address(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or 0

    def cookie(self, mail: str) -> str:
        """The header of someone who has signed in."""
        given = cookies(mail, secret=SECRET, origin=self.url)
        return "; ".join(f"{name}={value}" for name, value in given.items())

    def socket(self, mail: str, session: str = "", compression: str | None = None) -> ClientConnection:
        """What a page opens; `session` is the one it comes back to."""
        named = ["streamlit", "PLACEHOLDER_AUTH_TOKEN", *([session] if session else [])]
        return connect(
            f"ws://{urlsplit(self.url).netloc}/_stcore/stream",
            origin=Origin(self.url),
            subprotocols=[Subprotocol(name) for name in named],
            additional_headers={"cookie": self.cookie(mail)},
            compression=compression,
            max_size=None,
            proxy=None,
            close_timeout=1,
        )

    def memory(self) -> int:
        """Bytes that the server holds now."""
        told = Path(f"/proc/{self.pid}/statm").read_text()
        return int(told.split()[1]) * 4096

    def seconds(self) -> float:
        """Processor time that the server has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / 100


@contextmanager
def signed_server(folder: Path, people: list[Person]) -> Iterator[SignedServer]:
    """With an empty store, in which these people have their roles."""
    service = Service(folder / "store")
    for person in people:
        administration.grant(service, LOCAL, person, "thử")
    service.close()
    secrets, log = folder / "secrets.toml", folder / "app.log"
    secrets.write_text(
        f"""[auth]
        redirect_uri = "http://localhost:{{port}}/oauth2callback"
        cookie_secret = "{SECRET}"
        client_id = "indicators"
        client_secret = "{SECRET}"
        server_metadata_url = "http://localhost:9/.well-known/openid-configuration"
        """
    )
    environment = {
        "INDICATORS_HOME": str(folder / "store"),
        "INDICATORS_TODAY": TODAY,
        "INDICATORS_SIGN_IN": "required",
    }
    with served(ROOT / "app.py", ROOT, log, environment, f"--secrets.files={secrets}") as server:
        yield SignedServer(server.url.replace("127.0.0.1", "localhost"), server.pid, log)


def rerun(states: int = 0, value: str = "") -> bytes:
    """What a click sends: that many states of widgets, each with this value."""
    message = BackMsg()
    message.rerun_script.SetInParent()
    for number in range(states):
        state = message.rerun_script.widget_states.widgets.add()
        state.id = f"{number:x}"
        if value:
            state.string_value = value
        else:
            state.trigger_value = True
    return bytes(message.SerializeToString())


def session_of(socket: ClientConnection) -> str:
    """Asks for the page; the id of the session that draws it."""
    socket.send(rerun())
    while True:
        message = heard(socket)
        if message.WhichOneof("type") == "new_session":
            return str(message.new_session.initialize.session_id)


def heard(socket: ClientConnection, seconds: float = 60) -> ForwardMsg:
    """The next thing that the server says."""
    message = ForwardMsg()
    data = socket.recv(seconds)
    assert isinstance(data, bytes)
    message.ParseFromString(data)
    return message
