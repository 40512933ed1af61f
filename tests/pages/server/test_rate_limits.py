"""Counts cost the same and stay as small however many ask, and nobody's is lost to make room for others."""

import time
from random import Random

import pytest

from pages.server import rate_limits
from pages.server.rate_limits import RateLimit, RateLimiter


def test_a_flood_of_addresses_makes_nobody_elses_count_slower_or_larger() -> None:
    def spent(addresses: int) -> float:
        counted, asked = RateLimiter(), 30_000
        began = time.process_time()
        for number in range(asked):
            counted.take(rate_limits.STRANGERS, f"address {number % addresses}")
        assert counted.counts <= rate_limits.MANY_KEYS + rate_limits.SHARED
        return (time.process_time() - began) / asked

    few, many = spent(2_000), spent(30_000)
    assert many < 10 * few  # it was 800 times: all counts were looked through at every request


def test_when_all_places_are_taken_those_who_were_counted_go_on_and_newcomers_share(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rate_limits, "MANY_KEYS", 10)
    monkeypatch.setattr(rate_limits, "SHARED", 4)
    counted, rule = RateLimiter(lambda: 0.0), RateLimit(3, 60)
    for number in range(10):
        assert counted.take(rule, f"early {number}", 2)
    shares = [counted.take(rule, f"late {number}") for number in range(1_000)]
    assert 3 <= sum(shares) <= 4 * rule.most
    assert counted.counts <= 14
    assert [counted.left(rule, f"early {number}") for number in range(10)] == [1] * 10
    assert counted.take(RateLimit(3, 61), "late 1")  # another limit has places of its own


def test_what_nobody_takes_any_more_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    counted = RateLimiter(lambda: now[0])
    monkeypatch.setattr(rate_limits, "MANY_KEYS", 10)
    for number in range(100):
        counted.take(RateLimit(1, 1), str(number))
    now[0] = 0.5
    counted.take(RateLimit(2, 1), "other")
    assert counted.left(RateLimit(1, 1), "0") == 0
    now[0] = 1.4
    assert counted.left(RateLimit(1, 1), "0") == 1
    counted.take(RateLimit(1, 1), "new")
    assert counted.counts == 2


def test_in_no_stretch_of_time_is_more_given_than_the_limit_says() -> None:
    random, now, rule = Random(13), [0.0], RateLimit(100, 60)
    counted = RateLimiter(lambda: now[0])
    given: list[tuple[float, int]] = []
    for _ in range(20_000):
        now[0] += random.expovariate(4)
        weight = random.choice((1, 1, 1, 7, 40))
        left = counted.left(rule, "a")
        assert counted.take(rule, "a", weight) == (weight <= left)
        if weight <= left:
            given.append((now[0], weight))
        while given[0][0] <= now[0] - rule.seconds:
            given.pop(0)
        assert sum(each for _, each in given) <= rule.most
        assert 1 <= counted.wait(rule, "a") <= rule.seconds + 1
        assert len(counted._window(rule, "a")[1].parts) <= rate_limits.PARTS + 1
