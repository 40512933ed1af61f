"""What a run tells its browser goes out together: in its order, whole, and nothing of it waits for good."""

import asyncio
import threading
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.runtime import Runtime
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from pages.server.gathered_messages import MOST, TOGETHER, Gathered, _Line, gather


class Out:
    """What comes to the socket."""

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self.closed = self.aborted = False

    def write(self, data: bytes) -> None:
        self.written.append(data)

    def close(self) -> None:
        self.closed = True

    def abort(self) -> None:
        self.aborted = True

    def is_closing(self) -> bool:
        return self.closed or self.aborted

    def get_extra_info(self, name: str) -> str:
        return f"the {name}"


def run(work: Any) -> Out:
    async def go() -> Out:
        out = Out()
        work(Gathered(out, asyncio.get_running_loop()), out)
        await asyncio.sleep(5 * TOGETHER)
        return out

    return asyncio.run(go())


def test_what_is_written_in_quick_succession_goes_together_in_its_order() -> None:
    def work(socket: Gathered, out: Out) -> None:
        for data in (b"a", b"b", b"c"):
            socket.write(data)
        assert out.written == []

    assert run(work).written == [b"abc"]


def test_the_last_words_are_said_before_the_socket_closes_and_none_after() -> None:
    def work(socket: Gathered, out: Out) -> None:
        socket.write(b"farewell")
        socket.close()
        assert (out.written, out.closed) == ([b"farewell"], True)
        socket.write(b"too late")

    assert run(work).written == [b"farewell"]


def test_who_is_cut_off_is_told_nothing_more() -> None:
    def work(socket: Gathered, out: Out) -> None:
        socket.write(b"waits")
        socket.abort()

    assert run(work).written == []


def test_much_does_not_wait_and_holds_no_memory() -> None:
    def work(socket: Gathered, out: Out) -> None:
        socket.write(b"x" * (MOST + 1))
        assert [len(data) for data in out.written] == [MOST + 1]

    assert len(run(work).written) == 1


def test_everything_else_of_the_socket_is_its_own() -> None:
    def work(socket: Gathered, out: Out) -> None:
        assert socket.get_extra_info("peer") == "the peer"

    assert run(work).written == []


def test_what_threads_have_for_the_server_is_done_in_their_order_whatever_one_of_it_does() -> None:
    done: list[int] = []
    faults: list[object] = []

    def work(number: int) -> None:
        if number == 50:
            raise ValueError(number)
        done.append(number)

    async def go() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: faults.append(context["exception"]))
        line = _Line(loop)

        def say() -> None:
            for number in range(200):
                line.add(lambda number=number: work(number))  # type: ignore[misc]

        thread = threading.Thread(target=say)
        thread.start()
        while thread.is_alive():
            await asyncio.sleep(TOGETHER)
        await asyncio.sleep(5 * TOGETHER)

    asyncio.run(go())
    assert done == [number for number in range(200) if number != 50]
    assert [str(fault) for fault in faults] == ["50"]


def test_what_a_run_said_is_heard_before_the_next_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    for where, name in (
        (WebSocketsSansIOProtocol, "connection_made"),
        (AppSession, "_call_soon_on_event_loop"),
        (Runtime, "_enqueued_some_message"),
    ):
        monkeypatch.setattr(where, name, getattr(where, name))  # back afterwards
    heard: list[object] = []
    monkeypatch.setattr(AppSession, "_create_scriptrunner", lambda session, data: heard.append(data))
    gather()

    async def go() -> None:
        session: Any = SimpleNamespace(_event_loop=asyncio.get_running_loop())
        AppSession._create_scriptrunner(session, "first run")  # type: ignore[arg-type]
        say = partial(AppSession._call_soon_on_event_loop, session, lambda: heard.append("its end"))
        thread = threading.Thread(target=say)
        thread.start()
        thread.join()
        AppSession._create_scriptrunner(session, "next run")  # type: ignore[arg-type]
        await asyncio.sleep(5 * TOGETHER)

    asyncio.run(go())
    assert heard == ["first run", "its end", "next run"]
