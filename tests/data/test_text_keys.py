"""Keys of texts are remembered for names and headings, not for whatever somebody types."""

import gc
import tracemalloc
from collections.abc import Callable

import pytest

from data.text_keys import KEPT, bare, fold, letters


@pytest.mark.parametrize("key", [fold, bare])
@pytest.mark.slow
def test_a_long_text_leaves_nothing_behind(key: Callable[[str], str]) -> None:
    """Search words of 500,000 letters: 5.4 MB each, kept."""
    key("đà nẵng")
    gc.collect()
    tracemalloc.start()
    for n in range(5):
        assert len(key(f"{n}" + "ă" * 100_000)) == 100_001
    gc.collect()
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 100_000


@pytest.mark.parametrize("length", [KEPT - 1, KEPT, KEPT + 1, 3 * KEPT])
def test_the_key_does_not_depend_on_how_long_a_text_is(length: int) -> None:
    text = ("Đà  Nẵng – " * length)[:length]
    assert fold(text) == fold(text[: length // 2] + text[length // 2 :])
    assert bare(text).startswith("da nang")
    assert set(fold(text)) <= set("da ng-")


@pytest.mark.parametrize("text", ["", "Đà Nẵng\n", "\x00\uffff\ud800 «ế»", "Tập huấn số 12"])
def test_the_letters_of_a_text_are_those_that_stand_in_it(text: str) -> None:
    assert letters(text) == set(text)


def test_a_letter_beyond_the_plane_is_none_of_an_ordinary_text() -> None:
    assert letters("a\U0001f600").isdisjoint("b\U0001f600")
    assert len(letters("a\U0001f600")) == 3
