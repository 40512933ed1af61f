"""Files that are made when a button is pressed: one at a time a person, and no picture of more than can be drawn."""

import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

import pytest

from data.places import PLACES
from data.turns import NoRoomError, Turns
from indicators import MEASURES
from pages.pictures.picture_frame import LINES
from pages.ui import downloads
from service.service import Service
from tests.support.pages import shown, unfolded


def test_a_program_that_presses_a_button_a_hundred_times_makes_one_file_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(downloads, "FILES", Turns(1, waiting=2))
    gate, begun, at_once, most = threading.Event(), threading.Event(), [], []

    def make() -> bytes:
        at_once.append(1)
        most.append(len(at_once))
        begun.set()
        gate.wait(60)
        at_once.pop()
        return b"made"

    with ThreadPoolExecutor(100) as pool:
        first = pool.submit(downloads._in_turn, "an@example.vn", make)
        assert begun.wait(60)
        others = [pool.submit(downloads._in_turn, "an@example.vn", make) for _ in range(99)]
        answered = as_completed(others, timeout=60)
        assert all(isinstance(next(answered).exception(), NoRoomError) for _ in range(97))
        gate.set()
        assert first.result(60) == b"made"
        told = [each.exception(60) for each in others]
    assert sum(isinstance(each, NoRoomError) for each in told) == 97
    assert sum(each is None for each in told) == 2
    assert max(most) == 1


@pytest.mark.usefixtures("open_desk")
@pytest.mark.slow
def test_no_picture_is_offered_of_more_lines_than_can_be_drawn(open_desk: Service) -> None:
    """Twelve measures of all provinces: 2.7 s; all sixty of them twenty and more."""
    codes, keys = list(MEASURES), ",".join(unit.key for unit in PLACES.current)
    for more, offered in (("", True), (",".join(codes[1:13]), False)):
        at = shown("kham-pha", {"chi-tieu": codes[0], "them": more, "tinh": keys, "tu": "2025-Q3"})
        unfolded(at, "take-picture-chart-duong")
        said = [caption.value for caption in at.caption if f"tối đa {LINES}" in caption.value]
        assert bool(said) is not offered
