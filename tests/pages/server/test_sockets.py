"""Sockets as the server has them: how much may come over one, and whose the session behind it is."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from socket import create_connection
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection

from pages.server import sockets
from pages.server.rate_limits import RateLimiter
from service.access.roles import Person, Role
from tests.support.signed_server import SignedServer, heard, rerun, session_of, signed_server

MEGABYTE = 1_000_000
PEOPLE = [f"{number}@example.vn" for number in range(30)]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SignedServer]:
    people = [Person(mail, mail, Role.ANALYST, frozenset({"ha-noi"})) for mail in PEOPLE]
    with signed_server(tmp_path_factory.mktemp("signed"), people) as running:
        with running.socket(PEOPLE.pop()) as socket:
            session_of(socket)  # the first page loads what all others need
        yield running


@pytest.fixture
def an() -> str:
    """Someone who has said nothing yet."""
    return PEOPLE.pop()


@pytest.fixture
def binh() -> str:
    return PEOPLE.pop()


def sent(socket: ClientConnection, data: bytes | list[bytes]) -> int:
    """Sends it; with which code the server closes, or 0."""
    try:
        socket.send(data)
        while heard(socket, 20).WhichOneof("type") != "session_event":
            pass
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else 1006  # gone before it was all sent
    return 0


@pytest.mark.slow
def test_a_message_with_two_million_states_costs_neither_time_nor_memory(server: SignedServer, an: str) -> None:
    """It took 9 s of processor time and 270 MB, for good, each time."""
    message = rerun(2_000_000)
    assert len(message) > 20 * MEGABYTE
    before, began = server.memory(), server.seconds()
    for _ in range(3):
        with server.socket(an) as socket:
            session_of(socket)
            assert sent(socket, message) in (1006, 1009)
    assert server.memory() - before < 10 * MEGABYTE
    assert server.seconds() - began < 2


@pytest.mark.slow
@pytest.mark.parametrize("states", [80_000, 20_000])
def test_one_that_is_short_enough_for_the_server_is_refused_with_a_sentence(
    server: SignedServer, an: str, states: int
) -> None:
    with server.socket(an) as socket:
        session_of(socket)
        before, began = server.memory(), server.seconds()
        for _ in range(3):
            assert sent(socket, rerun(states)) == 0
        assert server.memory() - before < 10 * MEGABYTE
        assert server.seconds() - began < 1
        assert session_of(socket)  # and whoever it was goes on


@pytest.mark.slow
def test_what_is_small_and_would_become_large_is_refused_before_it_is(server: SignedServer, an: str) -> None:
    def try_it() -> None:
        with server.socket(an, compression="deflate") as socket:
            session_of(socket)
            assert sent(socket, bytes(200 * MEGABYTE)) == 1009

    try_it()  # the first loads what all others need
    before, began = server.memory(), server.seconds()
    for _ in range(3):
        try_it()
    assert server.memory() - before < 10 * MEGABYTE
    assert server.seconds() - began < 2


@pytest.mark.slow
def test_what_was_compressed_counts_as_large_as_it_became(server: SignedServer, an: str) -> None:
    with server.socket(an, compression="deflate") as socket:
        session_of(socket)
        for _ in range(50):
            if code := sent(socket, bytes(MEGABYTE)):
                break
        assert code == 1008, "ten megabytes a minute, however few came over the wire"


@pytest.mark.slow
def test_a_page_is_sent_compressed(server: SignedServer, an: str) -> None:
    def size(compression: str | None) -> int:
        """Of all that comes over the wire until the page stands."""
        with server.socket(an, compression=compression) as socket:
            taken, receive = [], socket.protocol.receive_data
            socket.protocol.receive_data = lambda data: (taken.append(len(data)), receive(data))  # type: ignore
            socket.send(rerun())
            while heard(socket).WhichOneof("type") != "script_finished":
                pass
            return sum(taken)

    assert size("deflate") < 0.8 * size(None)  # what compressed best, the style sheet, comes with the page as served


@pytest.mark.slow
def test_pieces_of_a_message_are_counted_together(server: SignedServer, an: str) -> None:
    with server.socket(an) as socket:
        session_of(socket)
        assert sent(socket, [b"\0" * MEGABYTE] * 12) in (1006, 1009)


EMPTY = b"\x80" + b"abcd"  # no byte, and the mask of a browser
FLOODS = {
    "pings": b"\x89" + EMPTY,
    "answers to pings": b"\x8a" + EMPTY,
    "pieces without an end": b"\x00" + EMPTY,
    "empty messages": b"\x82" + EMPTY,
}


@pytest.mark.slow
@pytest.mark.parametrize("frame", FLOODS.values(), ids=FLOODS)
def test_a_flood_of_frames_that_say_nothing_is_cut_off(server: SignedServer, an: str, frame: bytes) -> None:
    """Pings cost 5 µs each for as long as they came; pieces were kept, too, however many."""

    def flood() -> None:
        for _ in range(300):
            socket.socket.sendall(frame * 10_000)

    with server.socket(an) as socket:
        session_of(socket)
        before, began = server.memory(), server.seconds()
        socket.socket.sendall(b"\x02" + EMPTY if frame[0] == 0 else b"")
        with pytest.raises(OSError):  # noqa: PT011 - reset or broken, as it comes
            flood()
        assert server.seconds() - began < 2
        assert server.memory() - before < 25 * MEGABYTE


@pytest.mark.slow
def test_a_session_is_of_whoever_opened_it(server: SignedServer, an: str, binh: str) -> None:
    """Whoever named its id had it, with all that was entered in it, when they left the browser's token out."""
    with server.socket(an) as mine:
        session = session_of(mine)
        with server.socket(binh, session) as other:  # while it is in use
            assert session_of(other) != session
        assert session_of(mine) == session
    with server.socket(binh, session) as other:  # and when it was left
        assert session_of(other) != session
    with server.socket(an, session) as again:
        assert session_of(again) == session
    with server.socket(an, "never-opened") as unknown:
        assert session_of(unknown) not in (session, "never-opened")


@pytest.mark.slow
def test_no_session_stands_in_the_log(server: SignedServer, an: str) -> None:
    with server.socket(an) as first:
        session = session_of(first)
        with server.socket(an, session) as second:
            assert session_of(second) == session  # of which Streamlit says in its log which it is
    said = server.log.read_text()
    assert "is already connected" in said
    assert session not in said
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", said)


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", ["/", "/auth/login", "/api/v1/measures", "/_stcore/stream", "/_stcore/upload_file/x/y"]
)
def test_what_is_sent_where_nothing_is_taken_costs_no_memory(server: SignedServer, an: str, path: str) -> None:
    for cookie in ("", server.cookie(an)):
        for head in (f"Cookie: {cookie}\r\nContent-Length: 200000000\r\n\r\n", "X-Long: "):
            before, began = server.memory(), server.seconds()
            with closing(create_connection((server.address, server.port), 20)) as line, suppress(OSError):
                method = "PUT" if "upload" in path else "POST"
                line.sendall(f"{method} {path} HTTP/1.1\r\nHost: {server.address}:{server.port}\r\n{head}".encode())
                for _ in range(100):
                    line.sendall(b"x" * MEGABYTE)
                assert line.recv(20)[9:12] in (b"400", b"401", b"403", b"404", b"405", b"413")
            assert server.memory() - before < 10 * MEGABYTE
            assert server.seconds() - began < 2


@pytest.mark.slow
def test_one_person_has_so_many_sockets_and_another_is_not_kept_out(server: SignedServer, an: str, binh: str) -> None:
    with ExitStack() as opened:
        for _ in range(sockets.MOST_SOCKETS):
            opened.enter_context(server.socket(an))
        with pytest.raises(InvalidStatus, match="429"), server.socket(an):
            pass
        with server.socket(binh) as other:
            assert session_of(other)


def test_of_sessions_that_were_left_only_so_many_are_remembered(an: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "MOST_LEFT", 3)
    held = sockets.Sockets(None, RateLimiter())  # type: ignore[arg-type]
    for number in range(5):
        wire: Any = type("Wire", (), {"whose": an})()
        held.count[an] += 1
        held.sessions[f"s-{number}"] = wire
        held._end(wire)
    assert list(held._left) == ["s-2", "s-3", "s-4"]
    assert not held.sessions
    assert not held.count
