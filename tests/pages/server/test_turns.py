"""Turns at heavy work: each person in rotation, so many waiting and no more, and an end when nobody waits."""

import asyncio
import threading
import time
from typing import Any

import pytest
from starlette.requests import Request

from data.turns import NoRoomError
from pages.server.turns import GivenUpError, WorkTurns, still_wanted, whose

LONG = 60.0  # seconds that no test takes


async def here() -> bool:
    return False


def test_whoever_asks_for_much_lets_others_in_between() -> None:
    turns, done = WorkTurns(1), []

    async def run() -> None:
        async def work(who: str, name: str) -> None:
            await turns.run(who, time.monotonic() + LONG, here, lambda: done.append(name))

        gate = threading.Event()
        first = asyncio.ensure_future(turns.run("an", time.monotonic() + LONG, here, gate.wait))
        await asyncio.sleep(0)
        waiting = [asyncio.ensure_future(work("an", f"an {n}")) for n in (1, 2, 3)]
        await asyncio.sleep(0)
        waiting += [asyncio.ensure_future(work("bình", "bình 1")), asyncio.ensure_future(work("chi", "chi 1"))]
        await asyncio.sleep(0)
        gate.set()
        await asyncio.gather(first, *waiting)

    asyncio.run(run())
    assert done == ["bình 1", "chi 1", "an 1", "an 2", "an 3"]


def test_a_person_works_at_one_thing_though_there_is_room_for_two() -> None:
    turns, at_once, most = WorkTurns(2), [], []

    def work() -> None:
        at_once.append(1)
        most.append(len(at_once))
        time.sleep(0.01)
        at_once.pop()

    async def run() -> None:
        await asyncio.gather(*(turns.run("an", time.monotonic() + LONG, here, work) for _ in range(4)))

    asyncio.run(run())
    assert max(most) == 1


def test_more_than_may_wait_are_sent_away_and_other_people_are_not() -> None:
    turns, gate = WorkTurns(1, waiting=2, people=2), threading.Event()

    async def run() -> list[Any]:
        def ask(who: str) -> asyncio.Future[Any]:
            return asyncio.ensure_future(turns.run(who, time.monotonic() + LONG, here, gate.wait))

        asked = [ask(who) for who in ("an", "an", "an", "an", "bình", "chi")]
        await asyncio.sleep(0)
        gate.set()
        return await asyncio.gather(*asked, return_exceptions=True)

    assert [type(answer) for answer in asyncio.run(run())] == [bool, bool, bool, NoRoomError, bool, NoRoomError]


@pytest.mark.parametrize("why", ["time is over", "the one who asked has gone"])
def test_work_ends_when_nobody_waits_and_its_turn_ends_with_it(why: str) -> None:
    turns, ended, pieces = WorkTurns(1), threading.Event(), []

    def work() -> None:
        try:
            for piece in range(10_000):
                still_wanted()
                pieces.append(piece)
                time.sleep(0.005)
        finally:
            ended.set()

    async def gone() -> bool:
        return why != "time is over"

    until = time.monotonic() + (0.05 if why == "time is over" else LONG)
    with pytest.raises(TimeoutError if why == "time is over" else GivenUpError):
        asyncio.run(turns.run("an", until, gone, work))
    assert ended.wait(LONG)
    assert len(pieces) < 1_000
    assert asyncio.run(turns.run("bình", time.monotonic() + LONG, here, lambda: "next")) == "next"


def test_a_turn_lasts_as_long_as_its_thread_though_nobody_waits_for_it() -> None:
    turns, gate = WorkTurns(1), threading.Event()
    for who in ("an", "bình"):
        with pytest.raises(TimeoutError):
            asyncio.run(turns.run(who, time.monotonic() + 0.05, here, gate.wait))
    with pytest.raises(TimeoutError), turns.turn("chi", 0.01):
        pytest.fail("two at once")
    gate.set()
    with turns.turn("chi", LONG):
        pass


def test_a_fault_ends_a_turn_too() -> None:
    turns = WorkTurns(1)

    def broken() -> None:
        raise RuntimeError("broken")

    for _ in range(3):
        with pytest.raises(RuntimeError):
            asyncio.run(turns.run("an", time.monotonic() + LONG, here, broken))
    assert not turns._working
    assert not turns._waiting


@pytest.mark.parametrize(
    ("peer", "who"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
    ],
)
def test_a_stranger_is_known_by_the_address_or_its_network(peer: str, who: str) -> None:
    assert whose(Request({"type": "http", "client": (peer, 1), "headers": []})) == who
