"""Places that many share: who brings much makes nobody else wait longer than for one turn."""

import threading
import time

from data.turns import Turns


def order_of(asked: list[str], places: int = 1) -> list[str]:
    """Who is served in which order when all these wait, in that order, while every place is taken by the first."""
    turns, served, lock = Turns(places, places, 20), list[str](), threading.Lock()

    def ask(who: str) -> None:
        with turns.turn(who), lock:
            served.append(who)

    held = [turns.turn(asked[0]) for _ in range(places)]
    for one in held:
        one.__enter__()
    threads = []
    for who in asked:
        threads.append(threading.Thread(target=ask, args=(who,)))
        threads[-1].start()
        while len(turns._waiting) < len(threads):
            time.sleep(0.001)
    for one in held:
        one.__exit__(None, None, None)
    for thread in threads:
        thread.join()
    assert turns._served == {}
    return served


def test_ten_files_of_one_person_make_another_wait_for_one_only() -> None:
    assert order_of(["An"] * 10 + ["Bình"])[:2] == ["Bình", "An"]


def test_those_who_wait_take_turns_whatever_each_has_brought() -> None:
    assert order_of(["An"] * 3 + ["Bình"] * 3 + ["Chi"]) == ["Bình", "Chi", "An", "Bình", "An", "Bình", "An"]


def test_one_person_alone_is_served_in_the_order_of_asking_and_a_turn_that_fails_is_given_back() -> None:
    turns = Turns(1)
    for _ in range(3):
        try:
            with turns.turn("An"):
                raise ValueError
        except ValueError:
            pass
    assert order_of(["An"] * 4) == ["An"] * 4
