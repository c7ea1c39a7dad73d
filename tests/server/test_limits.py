"""Token buckets: how much one connection may ask for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agora_server.limits import CHAT, COMMANDS, LIMITS, ORDER_LIMITS, ORDERS, Bucket, Limit, Rates, published
from rooms.errors import Refusal, Why
from rooms.forum import orders
from rooms.messages import GiveOrder, Leave, Reach, Say, Sync

SAY = Say("a", Reach.SAY, None, "말")


def test_a_burst_then_one_a_second():
    """Five lines at once, then the refusal says when the next one is taken, and it is."""
    rates = Rates()
    for _ in range(CHAT.burst):
        rates.check(SAY, 1_000)
    with pytest.raises(Refusal) as refusal:
        rates.check(SAY, 1_000)
    assert refusal.value.why is Why.TOO_FAST
    assert refusal.value.facts == {"seconds": 1}

    rates.check(SAY, 2_000)
    with pytest.raises(Refusal):
        rates.check(SAY, 2_001)


def test_all_commands_together_are_120_a_minute():
    """Commands without a bucket of their own share one of 120."""
    rates = Rates()
    for i in range(COMMANDS.burst):
        rates.check(Leave(f"a{i}"), 0)
    with pytest.raises(Refusal):
        rates.check(Leave("b"), 0)
    rates.check(Leave("b"), COMMANDS.every_ms)


def test_no_rate_costs_a_vote():
    """Who gave too many commands and orders still votes, more often than any page would ask."""
    given = {kind.__name__: kind for kind in orders.ORDERS}
    rates = Rates()
    for n in range(COMMANDS.burst):
        rates.check(Leave(f"a{n}"), 0)
    for n in range(ORDERS.burst):
        rates.check(GiveOrder(f"o{n}", "f1", given["SetQueue"](open=True)), 0)
    with pytest.raises(Refusal):
        rates.check(GiveOrder("o", "f1", given["SetQueue"](open=True)), 0)
    for n in range(100):
        rates.check(GiveOrder(f"v{n}", "f1", given["Cast"](ballot="b1", choice={"yes": 1})), 0)

    assert set(ORDER_LIMITS) <= set(given)


def test_buckets_are_apart():
    """Who chatted too much may still ask for the clock."""
    rates = Rates()
    for _ in range(CHAT.burst):
        rates.check(SAY, 0)
    rates.check(Sync(0), 0)


@given(st.lists(st.integers(0, 5_000), max_size=60), st.integers(1, 10), st.integers(1, 3_000))
def test_no_window_holds_more_than_burst_and_rate(gaps, burst, every):
    """Whatever the times, the tokens given never pass the burst and what time brought."""
    bucket, now, given_ = Bucket(Limit("x", burst, every)), 0, 0
    for gap in gaps:
        now += gap
        given_ += bucket.take(now) == 0
        assert given_ <= burst + now / every


def test_a_clock_that_goes_back_gives_nothing():
    """Time going backwards brings no tokens and no error."""
    bucket = Bucket(Limit("x", 1, 100))
    assert bucket.take(1_000) == 0
    assert bucket.take(0) == 100


def test_the_table_is_published():
    """``/api/limits`` has every row under its name."""
    rows = [*LIMITS.values(), *ORDER_LIMITS.values()]
    assert set(published()) == {"commands", "orders", *(limit.name for limit in rows)}
    assert published()["chat"] == {"burst": 5, "every_ms": 1_000}
