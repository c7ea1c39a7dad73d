"""A host is killed at any moment: who was told "done" has voted, once, and the count agrees."""

import multiprocessing
import random

import pytest

from agora_server.store import open_store
from rooms.base import chain
from rooms.forum.model import commands as c
from tests.server import forum_actor
from tests.server.forum_actor import FORUM, give
from tests.server.forums import MODERATOR, Forums
from tests.server.journal.test_crash import live_and_die
from tests.server.journals import everything, journal_of

LIVES = 5
MANY_LIVES = 200


OUR_SEED = 10_000
"""No life has it: the dice of a process that was killed would draw the same keys once more, all of them taken."""


@pytest.fixture
def context():
    """Processes that are forked from one that has imported everything, and no thread."""
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["tests.server.forum_actor"])
    return server


async def open_host(url):
    """Return a store and a host over it."""
    store = await open_store(url)
    forums = Forums(journal_of(store, OUR_SEED))
    forums.forum = FORUM
    return store, forums


async def test_who_was_told_has_voted_once_whatever_was_killed(context, tmp_path, long):
    """[JO8] [JO13] After kills: every acknowledged vote is there; given again, it is not twice.

    The ballot box agrees.
    """
    url = f"sqlite+aiosqlite:///{tmp_path}/agora.sqlite3"
    store, forums = await open_host(url)
    await forums.create(FORUM)
    await forums.ballot(open_s=86_400, min_open_s=0, late=True)
    await forums.host.close()
    await store.close()
    rng, sent, told = random.Random(8), set(), set()
    for life in range(MANY_LIVES if long else LIVES):
        log = tmp_path / f"log{life}"
        wrote, done = live_and_die(context, url, log, life, rng, run=forum_actor.run)
        assert done, "the process never got to work"
        sent, told = sent | wrote, told | done

    store, forums = await open_host(url)
    await forums.host.open()
    voted = set(forums.state.ballots["b1"].casts)
    assert told <= voted <= sent
    assert {(await give(forums, who)).again for who in sorted(told)[:50]} == {True}
    for who in sorted(sent - voted):  # who was not told sends it again
        await give(forums, who)
    await forums.do(c.FinishBallot(by=MODERATOR, ballot="b1", saw=forums.state.ballots["b1"].revision.version))
    await forums.fire()
    rows = await everything(forums.host.journal, FORUM)

    assert isinstance(chain.verify(FORUM, rows), chain.Tail)
    assert set(forums.state.ballots["b1"].casts) == sent
    assert sum(forums.state.ballots["b1"].result.tally.values()) == len(sent)
    await forums.host.close()
    await store.close()
