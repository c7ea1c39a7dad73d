"""What comes due in an aggregate that is no forum: once, on whatever node, after a start too."""

import asyncio

import pytest

from rooms.base.errors import Refusal, Why
from tests.server.journals import everything, journal_of
from tests.server.petitions import PETITION, Petitions


@pytest.fixture
async def petitions(journal):
    """A host with a petition that is open for ten minutes."""
    made = Petitions(journal)
    await made.start()
    yield made
    await made.host.close()


async def test_two_nodes_fire_a_timer_once(petitions):
    """Both ring at the same moment; the journal takes one; who signs afterwards is told that it closed."""
    other = Petitions(journal_of(petitions.journal.store, seed=2), petitions.clock)
    await other.host.open()
    await petitions.host.timers.fire(petitions.live)
    assert not petitions.live.durable.closed, "nothing was due"

    petitions.clock.forward(seconds=600)
    fire = [node.host.timers.fire(node.live) for node in (petitions, other, petitions)]
    await asyncio.gather(*fire)

    assert [row.kind for row in await everything(petitions.journal, PETITION)] == ["started", "closed"]
    for node in (petitions, other):
        with pytest.raises(Refusal) as no:
            await node.sign("late")
        assert no.value.why is Why.NOT_NOW
    await other.host.close()


async def test_a_clock_that_ran_out_meanwhile_rings_at_the_start(petitions):
    """Nobody does anything: it closes because its time is over when the node starts."""
    await petitions.host.close()
    petitions.clock.forward(seconds=601)
    started = Petitions(journal_of(petitions.journal.store, seed=2), petitions.clock)
    closed = asyncio.Event()
    started.host.watch(lambda live: live.durable.closed and closed.set())
    await started.host.open()

    async with asyncio.timeout(10):
        await closed.wait()
    await started.host.close()
