"""What comes due by itself: once, on whatever node, after a start too; clocks are exact."""

import asyncio

import pytest

from rooms.forum.model import commands as c
from rooms.forum.model.terms import BallotState
from tests.server.forums import MODERATOR, Forums
from tests.server.journals import everything, journal_of


@pytest.fixture
async def forums(journal):
    """A host with an open debate whose speeches end with their time."""
    made = Forums(journal)
    await made.create(hard_stop=True, speech_s=180)
    yield made
    await made.host.close()


def another(forums, seed=2):
    """Return another host over the same store, as another node or after a start."""
    other = Forums(journal_of(forums.host.journal.store, seed), forums.clock)
    other.forum = forums.forum
    return other


async def kinds(forums):
    """Return the kinds of all rows."""
    return [row.kind for row in await everything(forums.host.journal, forums.forum)]


async def test_a_start_in_the_middle_of_a_speech_keeps_the_clock_exact(forums):
    """[CL1] After a start the speech ends at the same millisecond, extension and pause included."""
    await forums.speak()
    forums.clock.forward(seconds=40)
    await forums.do(c.PauseSpeech(by=MODERATOR, saw=forums.state.floor.revision.version))
    forums.clock.forward(seconds=500)
    await forums.do(c.ResumeSpeech(by=MODERATOR, saw=forums.state.floor.revision.version))
    ends_at = forums.clock() + 140_000
    await forums.host.close()
    forums.clock.forward(seconds=139)

    started = another(forums)
    await started.host.open()
    assert started.state.clock.speech.ends_at == ends_at
    await started.fire()
    assert started.state.floor.speech is not None

    forums.clock.forward(seconds=1)
    await started.fire()
    assert started.state.floor.speech is None
    await started.host.close()


async def test_two_nodes_fire_a_timer_once(forums):
    """[FO3] Both ring at the same moment; the journal takes one."""
    await forums.speak()
    other = another(forums)
    await other.host.open()
    forums.clock.forward(seconds=200)
    await asyncio.gather(forums.fire(), other.fire(), forums.fire())

    assert (await kinds(forums)).count("speech_ended") == 1
    await other.host.close()


async def test_a_hidden_ballot_is_counted_by_itself(forums):
    """[JO14] When the time is up the voting ends and the ballot box is opened, once; a late vote is refused."""
    await forums.come("a", "b", "x")
    await forums.ballot()
    for n, who in enumerate("abx"):
        await forums.vote(who, "yes" if n else "no", n)
    forums.clock.forward(seconds=1_000)
    for _ in range(3):
        await forums.fire()
    ballot = forums.state.ballots["b1"]

    assert ballot.state is BallotState.FINISHED
    assert ballot.result.tally == {"no": 1, "yes": 2}
    assert (await kinds(forums)).count("ballot_counted") == 1
    await forums.do(c.CloseForum(by=c.By("officer", c.Role.OFFICER)))


async def test_votes_of_two_nodes_are_all_counted(forums):
    """[JO13] Forty vote over two nodes at once, some twice: every acknowledged vote is in the ballot box, once."""
    people = [f"p{n}" for n in range(40)]
    await forums.come(*people)
    await forums.ballot()
    other = another(forums)
    await other.host.open()
    votes = [(forums, other)[n % 2].vote(who, "yes", n, f"{who}:vote") for n, who in enumerate(people)]
    repeats = [(other, forums)[n % 2].vote(who, "yes", n, f"{who}:vote") for n, who in enumerate(people[:12])]
    await asyncio.gather(*votes, *repeats)
    forums.clock.forward(seconds=1_000)
    for _ in range(3):
        await asyncio.gather(forums.fire(), other.fire())
        await asyncio.gather(forums.live.catch_up(), other.live.catch_up())

    assert forums.state.ballots["b1"].result.tally == {"yes": 40}
    assert forums.state == other.state
    await other.host.close()


async def test_a_clock_rings_by_itself(forums):
    """A wake-up is set after every event: what is over at a start is done without anybody's doing."""
    await forums.speak()
    await forums.host.close()
    forums.clock.forward(seconds=400)
    started = another(forums)
    ended = asyncio.Event()
    started.host.watch(lambda live: live.durable.floor.speech is None and ended.set())
    await started.host.open()

    async with asyncio.timeout(10):
        await ended.wait()
    await started.host.close()
