"""A forum in memory: what is decided is on the disk before anybody is told, whoever else decides."""

import asyncio

import pytest

from agora_server.forum.live import LiveForum
from agora_server.store import StoreBusyError
from rooms.base.errors import Refusal, Why
from rooms.forum.model import commands as c
from rooms.forum.model.terms import Level, Stance
from tests.server.forums import MODERATOR, Forums, citizen
from tests.server.journals import everything, journal_of


@pytest.fixture
async def forums(journal):
    """A host with an open debate."""
    made = Forums(journal)
    await made.create()
    yield made
    await made.host.close()


async def again(forums):
    """Return the state that a start makes of the journal."""
    return (await LiveForum.open(forums.host.journal, forums.clock, forums.forum, lambda _: None)).durable


async def test_commands_in_flight_see_each_other(forums):
    """[JO9] Fifty people attend and ask at once: all are decided on what is ahead, and kept in order."""
    people = [f"p{n}" for n in range(50)]
    acts = [
        command
        for who in people
        for command in (
            c.ComeOnline(by=citizen(who), level=Level.CITIZEN),
            c.AskFloor(by=citizen(who), entry=f"e{who}", stance=Stance.PRO),
        )
    ]
    await asyncio.gather(*(forums.do(act) for act in acts))

    assert forums.live.conflicts == 0
    assert set(forums.state.floor.waiting) == {f"e{who}" for who in people}
    assert await again(forums) == forums.state == forums.live.ahead


async def test_nobody_is_told_before_it_is_durable(forums, monkeypatch):
    """[JO8] While the disk stalls a command has no answer, and people are shown nothing of it."""
    gate = asyncio.Event()
    write = forums.host.journal.store.write

    async def slow(work):
        await gate.wait()
        return await write(work)

    monkeypatch.setattr(forums.host.journal.store, "write", slow)
    seen = forums.state
    coming = asyncio.create_task(forums.come("kim"))
    refused = asyncio.create_task(forums.do(c.YieldFloor(by=citizen("kim"))))
    for _ in range(20):
        await asyncio.sleep(0)

    assert (coming.done(), refused.done(), forums.state) == (False, False, seen)
    assert "kim" in forums.live.ahead.roll.people

    gate.set()
    await coming
    assert "kim" in forums.state.roll.people
    with pytest.raises(Refusal) as no:
        await refused
    assert no.value.why is Why.NO_FLOOR or no.value.why is Why.NOBODY_SPEAKS


async def test_two_hosts_over_one_store_agree(forums):
    """[JO6] [JO21] Both take commands at once, decide anew on what they missed, and end with the same state."""
    other = Forums(journal_of(forums.host.journal.store, seed=2), forums.clock)
    other.forum = forums.forum
    await other.host.open()

    async def crowd(side, names):
        await asyncio.gather(*(side.come(name) for name in names))
        await asyncio.gather(
            *(side.do(c.AskFloor(by=citizen(name), entry=f"e{name}", stance=Stance.CON)) for name in names)
        )

    await asyncio.gather(crowd(forums, [f"a{n}" for n in range(12)]), crowd(other, [f"b{n}" for n in range(12)]))
    for side in (forums, other):
        await side.live.catch_up()

    assert len(forums.state.floor.waiting) == 24
    assert await again(forums) == forums.state == other.state
    await other.host.close()


async def test_a_row_of_another_node_in_the_place_of_ones_own_breaks_the_lane(forums):
    """[JO21] What was decided on a row that lost its place is decided anew, though the numbers fit."""
    other = Forums(journal_of(forums.host.journal.store, seed=2), forums.clock)
    other.forum = forums.forum
    await other.host.open()
    await other.come("rival")  # one row, where the first host expects its own

    await asyncio.gather(forums.come("kim"), forums.come("lee"))

    assert [row.who for row in await everything(forums.host.journal, forums.forum)][-3:] == ["rival", "kim", "lee"]
    assert forums.live.conflicts
    assert await again(forums) == forums.state
    await other.host.close()


async def test_a_refusal_that_rests_on_a_lost_row_is_decided_anew(forums):
    """What was refused because of a row that was not kept is decided on the rows that there are."""
    other = Forums(journal_of(forums.host.journal.store, seed=2), forums.clock)
    other.forum = forums.forum
    await forums.come("kim", "lee")
    await other.host.open()
    await other.do(c.SetQueue(by=MODERATOR, open=False))
    ask = c.AskFloor(by=citizen("kim"), entry="e1", stance=Stance.PRO)
    twin = c.AskFloor(by=citizen("kim"), entry="e2", stance=Stance.PRO)
    results = await asyncio.gather(forums.do(ask), *(forums.do(twin) for _ in range(5)), return_exceptions=True)

    assert {one.why for one in results} == {Why.QUEUE_CLOSED}, "none was refused for a request that was never kept"
    await other.host.close()


async def test_an_act_is_carried_out_once(forums):
    """[JO7] The same act at once, later, and after a start gets the first answer, though it could not be done again."""
    await forums.come("kim")
    ask = c.AskFloor(by=citizen("kim"), entry="e1", stance=Stance.PRO)
    first, twin = await asyncio.gather(forums.do(ask, "kim:ask"), forums.do(ask, "kim:ask"))
    later = await forums.do(c.AskFloor(by=citizen("kim"), entry="e2", stance=Stance.PRO), "kim:ask")
    started = Forums(forums.host.journal, forums.clock)
    started.forum = forums.forum
    after = await started.do(ask, "kim:ask")

    assert first.rows == twin.rows == later.rows == after.rows
    assert (later.again, after.again) == (True, True)
    assert list(forums.state.floor.waiting) == ["e1"]
    with pytest.raises(Refusal):
        await forums.do(ask, "kim:other")
    await started.host.close()


async def test_an_act_that_would_change_again_does_not(forums):
    """[JO7] Opening the queue by an act of before does nothing, and what is ahead is the journal again."""
    done = await forums.do(c.SetQueue(by=MODERATOR, open=False), "moderator:close")
    await forums.do(c.SetQueue(by=MODERATOR, open=True))
    late = await forums.do(c.SetQueue(by=MODERATOR, open=False), "moderator:close")

    assert (late.rows, late.again) == (done.rows, True)
    assert forums.state.floor.open
    assert forums.live.ahead == forums.state


async def test_a_full_disk_is_told_and_forgotten(forums, monkeypatch):
    """[JO8] An append that fails is no row: all who wait hear of it, and the next command is decided on the truth."""
    write = forums.host.journal.store.write

    async def fails(_):
        raise OSError("disk full")

    monkeypatch.setattr(forums.host.journal.store, "write", fails)
    results = await asyncio.gather(forums.come("kim"), forums.come("lee"), return_exceptions=True)
    monkeypatch.setattr(forums.host.journal.store, "write", write)
    await forums.come("lee")

    assert all(isinstance(one, OSError | StoreBusyError) for one in results)
    assert set(forums.state.roll.people) == {"lee"}
    assert await again(forums) == forums.state == forums.live.ahead


async def test_an_empty_decision_appends_nothing(forums):
    """What is so already is done, without a row."""
    await forums.come("kim")
    before = forums.live.tail
    done = await forums.do(c.ComeOnline(by=citizen("kim"), level=Level.CITIZEN))

    assert (list(done.rows), forums.live.tail) == ([], before)


async def test_a_refusal_rests_on_what_all_nodes_know(forums):
    """Who is behind another node reads on before it says no."""
    other = Forums(journal_of(forums.host.journal.store, seed=2), forums.clock)
    other.forum = forums.forum
    await other.host.open()
    await other.come("kim")

    done = await forums.do(c.AskFloor(by=citizen("kim"), entry="e1", stance=Stance.PRO))

    assert len(done.rows) == 1
    await other.host.close()


async def test_texts_are_held_and_go_with_an_erasure(forums):
    """What was said in person is shown by row, read again after a start, and gone once it is erased."""
    await forums.speak("kim")
    await forums.do(c.Speak(by=citizen("kim"), text="여러분 안녕하십니까"))
    row = forums.state.lines[-1].row
    assert forums.live.texts.by_row[row, "text"] == "여러분 안녕하십니까"
    assert [event.who for _, event in forums.live.acts][-1] == "moderator"
    started = await LiveForum.open(forums.host.journal, forums.clock, forums.forum, lambda _: None)
    assert started.texts.by_row == forums.live.texts.by_row
    assert list(started.acts) != []

    await forums.host.journal.erase(forums.forum, "kim", now=forums.clock(), reason="본인 요청")
    await forums.live.read_texts()

    assert [key for key in forums.live.texts.by_row if key[1] in {"text", "name"}] == []
