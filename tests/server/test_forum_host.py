"""Which forums there are, and who is told when one goes on."""

import asyncio

import msgspec
import pytest

from agora_server import forum_host
from agora_server.forum_folding import FOLDING
from rooms.errors import Refusal, Why
from rooms.forum import commands as c
from rooms.forum.state import State
from rooms.forum.terms import Phase
from tests.server.forums import OFFICER, Forums
from tests.server.journals import journal_of


@pytest.fixture
async def forums(journal):
    """A host with an open debate."""
    made = Forums(journal)
    await made.create()
    yield made
    await made.host.close()


async def test_an_unknown_forum_is_refused(forums):
    """No such forum is a refusal, and nothing is held of it."""
    with pytest.raises(Refusal) as no:
        await forums.host.forum("nowhere")

    assert no.value.why is Why.NO_SUCH
    assert forums.host.held("nowhere") is None


async def test_heads_follow(forums):
    """The list shows how far each forum is, after a start too."""
    assert forums.host.heads[forums.forum].phase is Phase.OPEN
    await forums.do(c.CloseForum(by=OFFICER))
    assert forums.host.heads[forums.forum].phase is Phase.CLOSED
    started = Forums(journal_of(forums.host.journal.store), forums.clock)
    await started.host.open()

    assert started.host.heads == forums.host.heads
    await started.host.close()


async def test_other_nodes_get_one_hint_for_many_changes(forums):
    """Changes close together are one hint; who heeds it knows what was missed."""
    other = Forums(journal_of(forums.host.journal.store, seed=2), forums.clock)
    other.forum = forums.forum
    await other.host.open()
    told = asyncio.Event()
    forums.hints.clear()
    forums.host._hint = lambda forum: (forums.hints.append(forum), told.set())
    await asyncio.gather(*(forums.come(f"p{n}") for n in range(20)))
    async with asyncio.timeout(10):
        await told.wait()
    await other.host.heed(forums.hints[0])

    assert len(forums.hints) < 5
    assert other.state == forums.state
    await other.host.close()


async def test_a_snapshot_and_the_rows_behind_it_are_the_state(forums, monkeypatch):
    """[JO10] Snapshots are kept now and then and at the end; a start from one gives what all rows give."""
    monkeypatch.setattr(forum_host, "SNAPSHOT_ROWS", 5)
    await forums.come(*(f"p{n}" for n in range(9)))
    await forums.speak("p1")
    await forums.host.close()
    journal = forums.host.journal
    from_snapshot, tail = await journal._from_snapshot(forums.forum, FOLDING)

    assert tail.seq == forums.live.tail.seq
    assert from_snapshot == forums.state
    await journal.erase(forums.forum, "p1", now=forums.clock(), reason="본인 요청")
    state, after = await journal.restore(forums.forum, FOLDING)
    assert (state, after) == (forums.state, tail)


def test_snapshots_are_of_these_rules():
    """A state comes back whole from its bytes, and the version names the rules."""
    state = FOLDING.fresh("f1")

    assert FOLDING.load(FOLDING.dump(state)) == state
    assert isinstance(FOLDING.load(msgspec.json.encode(state)), State)
    assert len(FOLDING.version) == 32


async def test_too_many_forums_are_refused(forums, monkeypatch):
    """As many as are planned or open at once is bounded."""
    monkeypatch.setattr(forum_host, "LIVE", 1)
    with pytest.raises(Refusal) as no:
        await forums.create()

    assert no.value.why is Why.FULL


async def test_closed_forums_are_let_go(forums, monkeypatch):
    """Of closed forums only the last ones are held."""
    monkeypatch.setattr(forum_host, "CLOSED_HELD", 1)
    first = forums.forum
    await forums.do(c.CloseForum(by=OFFICER))
    await forums.create()
    await forums.do(c.CloseForum(by=OFFICER))
    await forums.create()

    assert forums.host.held(first) is None
    assert (await forums.host.forum(first)).durable.phase is Phase.CLOSED
