"""A cache holds as many bytes as it may and no more, whoever fills it."""

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from data.byte_cache import SHARE, ByteCache


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 60))))
def test_what_is_held_never_weighs_more_than_there_is_room_for(asked: list[tuple[int, int]]) -> None:
    cache = ByteCache[bytes](100, len)
    for key, size in asked:
        got = cache.get((key, size), lambda size=size: bytes(size))  # type: ignore[misc]
        assert len(got) == size
        assert cache.held == sum(weight for _, weight in cache._kept.values()) <= 100


def test_what_was_wanted_longest_ago_goes_first() -> None:
    cache, made = ByteCache[bytes](100, len), []

    def get(key: str) -> None:
        cache.get(key, lambda: made.append(key) or bytes(25))

    for key in "abcdaef":
        get(key)
    assert made == list("abcdef")
    assert "a" in cache
    assert "b" not in cache


def test_one_large_thing_does_not_push_out_all_others() -> None:
    cache = ByteCache[bytes](100, len)
    cache.get("small", lambda: bytes(20))
    cache.get("large", lambda: bytes(100 // SHARE + 1))
    assert "small" in cache
    assert "large" not in cache


def test_many_threads_at_once_leave_the_sum_right() -> None:
    cache = ByteCache[bytes](1_000, len)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: cache.get(n % 90, lambda: bytes(n % 90)), range(20_000)))
    assert cache.held == sum(weight for _, weight in cache._kept.values()) <= 1_000
