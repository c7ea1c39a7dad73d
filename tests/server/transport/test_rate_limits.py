"""How much one connection may ask for."""

import pytest

from agora_server.transport.rate_limits import (
    CHAT,
    COMMANDS,
    LIMITS,
    ORDER_LIMITS,
    ORDERS,
    LineRates,
    published,
)
from rooms.base.errors import Refusal, Why
from rooms.forum.model import client_commands
from rooms.wire.messages import GiveCommand, Leave, Reach, Say, Sync

SAY = Say("a", Reach.SAY, None, "말")


def test_a_burst_then_one_a_second():
    """Five lines at once, then the refusal says when the next one is taken, and it is."""
    rates = LineRates()
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
    """Commands without a rate of their own share one of 120."""
    rates = LineRates()
    for i in range(COMMANDS.burst):
        rates.check(Leave(f"a{i}"), 0)
    with pytest.raises(Refusal):
        rates.check(Leave("b"), 0)
    rates.check(Leave("b"), COMMANDS.every_ms)


def test_no_rate_costs_a_vote():
    """Who gave too many commands and orders still votes, more often than any page would ask."""
    given = {kind.__name__: kind for kind in client_commands.CLIENT_COMMANDS}
    rates = LineRates()
    for n in range(COMMANDS.burst):
        rates.check(Leave(f"a{n}"), 0)
    for n in range(ORDERS.burst):
        rates.check(GiveCommand(f"o{n}", "f1", given["SetQueue"](open=True)), 0)
    with pytest.raises(Refusal):
        rates.check(GiveCommand("o", "f1", given["SetQueue"](open=True)), 0)
    for n in range(100):
        rates.check(GiveCommand(f"v{n}", "f1", given["Cast"](ballot="b1", choice={"yes": 1})), 0)

    assert set(ORDER_LIMITS) <= set(given)


def test_rates_are_apart():
    """Who chatted too much may still ask for the clock."""
    rates = LineRates()
    for _ in range(CHAT.burst):
        rates.check(SAY, 0)
    with pytest.raises(Refusal):
        rates.check(SAY, 0)

    rates.check(Sync(0), 0)


def test_the_table_is_published():
    """``/api/limits`` has every row under its name."""
    rows = [*LIMITS.values(), *ORDER_LIMITS.values()]
    assert set(published()) == {"commands", "orders", *(limit.name for limit in rows)}
    assert published()["chat"] == {"burst": 5, "every_ms": 1_000}
