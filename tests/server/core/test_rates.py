"""Rates by key."""

from hypothesis import given
from hypothesis import strategies as st

from agora_server.core.rates import Limit, Rates

PAIR = Limit("pair", 2, 100)


@given(st.lists(st.integers(0, 5_000), max_size=60), st.integers(1, 10), st.integers(1, 3_000))
def test_no_window_holds_more_than_burst_and_rate(gaps, burst, every):
    """Whatever the times, what is given never passes the burst and what time brought."""
    rates, limit, now, given_ = Rates(1), Limit("x", burst, every), 0, 0
    for gap in gaps:
        now += gap
        given_ += rates.take("k", limit, now) == 0
        assert given_ <= burst + now / every


@given(st.lists(st.integers(0, 500), max_size=40), st.integers(1, 5), st.integers(1, 300))
def test_who_waits_as_long_as_was_said_is_served(gaps, burst, every):
    """The wait that is told is enough, and not a millisecond too long."""
    rates, limit, now = Rates(1), Limit("x", burst, every), 0
    for gap in gaps:
        now += gap
        if wait := rates.take("k", limit, now):
            assert rates.wait("k", limit, now + wait - 1) == 1
            now += wait
            assert rates.take("k", limit, now) == 0


def test_keys_are_apart_and_can_begin_anew():
    """One key that took all costs another nothing; what is forgotten begins with a whole burst."""
    rates = Rates(10)
    assert [rates.take("a", PAIR, 0) for _ in range(3)] == [0, 0, 100]
    assert rates.take("b", PAIR, 0) == 0
    rates.forget("a")
    assert rates.take("a", PAIR, 0) == 0


def test_looking_takes_nothing():
    """Asking for the wait changes no rate."""
    rates = Rates(10)
    assert [rates.wait("a", PAIR, 0) for _ in range(5)] == [0] * 5


def test_the_keys_are_bounded_and_the_longest_unused_goes():
    """A flood of keys does not grow the table; who asks often stays in it."""
    rates = Rates(10)
    for n in range(100):
        rates.take("often", Limit("x", 1_000, 1), 0)
        rates.take(f"{n}", PAIR, 0)

    assert len(rates) == 10
    assert rates.wait("often", Limit("x", 100, 1), 0) == 1


def test_a_clock_that_goes_back_costs_a_burst_at_most():
    """An hour back gives nothing away, and nobody waits for the hour."""
    rates = Rates(1)
    assert [rates.take("k", PAIR, 3_600_000) for _ in range(2)] == [0, 0]

    assert 0 < rates.take("k", PAIR, 0) <= PAIR.burst * PAIR.every_ms
    assert rates.take("k", PAIR, PAIR.burst * PAIR.every_ms) == 0
