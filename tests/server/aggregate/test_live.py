"""One aggregate in memory, of a kind that is no forum: decided ahead, durable, decided anew, folded, erased."""

import asyncio

import msgspec
import pytest

from agora_server.aggregate import host as hosts
from agora_server.aggregate import live as lives
from agora_server.store import StoreBusyError
from rooms.base import chain
from rooms.base.errors import Refusal, Why
from tests.server.journals import journal_of
from tests.server.petitions import PETITION, RULES, Petition, Petitions


@pytest.fixture
async def petitions(journal):
    """A host with a petition that is open for ten minutes."""
    made = Petitions(journal)
    await made.start()
    yield made
    await made.host.close()


@pytest.fixture
async def other(petitions):
    """Another node over the same store."""
    made = Petitions(journal_of(petitions.journal.store, seed=2), petitions.clock)
    await made.host.open()
    yield made
    await made.host.close()


async def fresh(petitions):
    """Return the state that all rows give."""
    state = RULES.fresh(PETITION)
    async for row in petitions.journal.rows(PETITION):
        state = RULES.evolve(state, row)
    return state


async def test_commands_in_flight_see_each_other(petitions):
    """Forty sign at once, one of them twice: all are decided on what is ahead, and the second time is refused."""
    names = [f"p{n}" for n in range(40)]
    *_, twice = await asyncio.gather(*map(petitions.sign, [*names, "p0"]), return_exceptions=True)

    assert twice.why is Why.ALREADY
    assert petitions.signed == names
    assert petitions.live.conflicts == 0
    assert petitions.live.durable == petitions.live.ahead == await fresh(petitions)


async def test_two_hosts_agree(petitions, other):
    """Both decide at once, decide anew on what they missed, and end with the same state."""
    names = [f"p{n}" for n in range(30)]
    await asyncio.gather(*((petitions, other)[n % 2].sign(name) for n, name in enumerate(names)))
    await asyncio.gather(petitions.live.catch_up(), other.live.catch_up())

    assert petitions.host.conflicts + other.host.conflicts
    assert sorted(petitions.signed) == sorted(names)
    assert petitions.live.durable == other.live.durable == await fresh(petitions)


async def test_a_refusal_rests_on_what_all_nodes_know(petitions, other):
    """Who signed at one node is refused at the other, which has not heard of it."""
    await petitions.sign("kim")
    with pytest.raises(Refusal) as no:
        await other.sign("kim")

    assert no.value.why is Why.ALREADY
    assert other.signed == ["kim"]


async def test_an_act_is_carried_out_once(petitions, other):
    """The same act at once, later and on another node is the first one's rows, though it could not be done again."""
    first, twin = await asyncio.gather(petitions.sign("kim", "kim:1"), petitions.sign("kim", "kim:1"))
    later, there = await petitions.sign("kim", "kim:1"), await other.sign("kim", "kim:1")

    assert first.rows == twin.rows == later.rows == there.rows
    assert (first.again, later.again, there.again) == (False, True, True)
    assert petitions.host.appends == 2 + 1, "the start, and the two who waited for one append"


async def test_a_full_disk_is_told_and_forgotten(petitions, monkeypatch):
    """An append that fails is no row: who waits hears of it, and the next command is decided on the truth."""

    async def fails(_):
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(petitions.journal.store, "write", fails)
        results = await asyncio.gather(*map(petitions.sign, ["kim", "lee"]), return_exceptions=True)
    await petitions.sign("lee")

    assert all(isinstance(one, OSError | StoreBusyError) for one in results)
    assert petitions.signed == ["lee"]
    assert petitions.live.durable == petitions.live.ahead == await fresh(petitions)


async def test_too_many_acts_on_their_way_are_told_at_once(petitions, monkeypatch):
    """As many commands as may be under way is bounded; the next is told to come again."""
    monkeypatch.setattr(lives, "ACTS_ON_WAY", 3)
    results = await asyncio.gather(*map(petitions.sign, "abcde"), return_exceptions=True)

    assert [isinstance(one, StoreBusyError) for one in results] == [False, False, False, True, True]
    assert petitions.signed == ["a", "b", "c"]


async def test_a_snapshot_and_the_rows_behind_it_are_the_state(petitions, other, monkeypatch):
    """A start from a snapshot, with rows of another node behind it, gives what all rows give."""
    monkeypatch.setattr(hosts, "SNAPSHOT_ROWS", 4)
    await asyncio.gather(*map(petitions.sign, "abcde"))
    await petitions.host.close()
    kept, tail = await petitions.journal._from_snapshot(PETITION, RULES)
    await other.sign("late")
    state, after = await petitions.journal.restore(PETITION, RULES)

    assert (tail.seq, len(kept.signed)) == (6, 5)
    assert after.seq == 7
    assert state == await fresh(petitions) == other.live.durable


async def test_a_row_of_an_unknown_kind_stops_nothing(petitions):
    """What a newer program appended is folded as unread, and the petition goes on behind it."""
    await petitions.journal.append(PETITION, 1, [chain.JournalEvent("of_next_year", petitions.clock(), "x")], "newer:1")
    await petitions.host.on_remote_change(PETITION)
    await petitions.sign("kim")

    assert petitions.live.durable.unread == 1
    assert petitions.live.durable == petitions.live.ahead == await fresh(petitions)


async def test_an_erased_name_is_gone_and_the_state_is_the_same(petitions):
    """The personal field goes from the journal and from no state, as none holds it; the chain holds, who follows hears.

    And the snapshot that was kept before is kept anew.
    """
    told = []
    petitions.host.on_erased(told.append)
    await petitions.sign("kim")
    await petitions.sign("lee")
    before = petitions.live.durable
    await petitions.journal.erase(PETITION, "kim", now=petitions.clock(), reason="본인 요청")
    await petitions.host.close()
    started = Petitions(journal_of(petitions.journal.store, seed=3), petitions.clock)
    await started.host.open()

    rows = [row async for row in started.journal.rows(PETITION)]
    assert "이름" not in msgspec.json.encode(rows).decode()
    assert [one.text for one in await started.journal.openings(PETITION)] == ["이름 lee"]
    assert not isinstance(chain.verify(PETITION, rows, chain.start(PETITION)), chain.Fault)
    assert started.live.durable == before == await fresh(started)
    assert isinstance(before, Petition)
    assert told == [petitions.live]
    await started.host.close()
