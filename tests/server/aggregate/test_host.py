"""Which aggregates of a kind a node holds, and who is told when one goes on."""

import pytest
from sqlalchemy import text

from agora_server.aggregate import host as hosts
from rooms.base.errors import Refusal, Why
from tests.server.forums import Forums
from tests.server.journals import journal_of
from tests.server.petitions import PETITION, Petitions, Sign


@pytest.fixture
async def petitions(journal):
    """A host with a petition that is open for ten minutes."""
    made = Petitions(journal)
    await made.start()
    yield made
    await made.host.close()


async def test_kinds_share_a_journal_and_no_stream(petitions):
    """A host of forums and one of petitions over one journal each open their own, and refuse the other's by name."""
    forums = Forums(petitions.journal, petitions.clock)
    await forums.create()
    again = Forums(journal_of(petitions.journal.store, seed=2), petitions.clock)
    await again.host.open()
    await again.host.on_remote_change(PETITION)
    await petitions.host.on_remote_gap()

    assert list(again.host.heads) == [forums.forum]
    assert (again.host.live, petitions.host.live) == (1, 1)
    for host, stream in ((again.host, PETITION), (petitions.host, forums.forum)):
        with pytest.raises(Refusal) as no:
            await host.one(stream)
        assert no.value.why is Why.NO_SUCH
    await forums.host.close()
    await again.host.close()


async def test_what_was_never_begun_is_refused_and_not_held(petitions):
    """A petition that nobody began is none."""
    with pytest.raises(Refusal) as no:
        await petitions.sign("kim", petition="petition:none")

    assert no.value.facts["what"] == "petition"
    assert petitions.host.held("petition:none") is None


async def test_a_broken_one_is_set_apart(petitions):
    """A chain that does not hold keeps none of the others from opening."""
    await petitions.start("petition:torn")
    tear = text("UPDATE forum_journal SET data = :data WHERE forum = :forum AND seq = 1")
    torn = {"data": '{"close_at":1}', "forum": "petition:torn"}
    await petitions.journal.store.write(lambda one: one.execute(tear, torn))
    started = Petitions(journal_of(petitions.journal.store, seed=2), petitions.clock)
    await started.host.open()
    await started.sign("kim")

    assert started.host.broken == {"petition:torn"}
    with pytest.raises(Refusal) as no:
        await started.host.one("petition:torn")
    assert no.value.why is Why.UNREADABLE
    await started.host.close()


async def test_how_many_go_on_is_bounded_and_ended_ones_are_let_go(petitions, monkeypatch):
    """Beyond the bound a new one is refused; one that ended makes room, and is opened again for who asks."""
    monkeypatch.setattr(hosts, "LIVE", 1)
    monkeypatch.setattr(hosts, "ENDED_HELD", 1)
    with pytest.raises(Refusal) as no:
        await petitions.start("petition:b")
    assert no.value.why is Why.FULL
    for following in ("petition:b", "petition:c"):
        petitions.clock.forward(seconds=600)
        for stream in list(petitions.host._opening):
            await petitions.host.timers.fire(petitions.host.held(stream))
        await petitions.start(following)

    assert petitions.host.held(PETITION) is None
    assert (await petitions.host.one(PETITION)).durable.closed


async def test_what_was_refused_takes_no_place(petitions, monkeypatch):
    """Whoever tries to begin what cannot be begun, however often, keeps nobody else from it."""
    monkeypatch.setattr(hosts, "LIVE", 2)
    twice = [Sign("kim"), Sign("kim")]
    for number in range(4):
        with pytest.raises(Refusal) as no:
            await petitions.host.create(f"petition:{number}", twice, f"kim:{number}")
        assert no.value.why is not Why.FULL
        assert petitions.host.held(f"petition:{number}") is None
    await petitions.start("petition:b")

    assert petitions.host.held("petition:b").durable


async def test_a_watcher_that_fails_keeps_nobody_else_from_a_change(petitions):
    """Of three that watch, one fails each time: the others are told, and the fault is counted."""
    first, last = [], []

    def broken(_):
        raise RuntimeError

    for tell in (first.append, broken, last.append):
        petitions.host.watch(tell)
    await petitions.sign("kim")
    await petitions.sign("lee")

    assert len(first) == len(last) == 2
    assert petitions.host._faults.counts["shared"] == 2
