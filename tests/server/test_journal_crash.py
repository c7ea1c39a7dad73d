"""A process that appends is killed at any moment: what it acknowledged is there, once."""

import collections
import multiprocessing
import random
import time

import pytest

from agora_server.store import journal as queries
from agora_server.store import open_store
from rooms import chain
from tests.server import appender
from tests.server.journals import FORUM, journal_of

LIVES = 20
MANY_LIVES = 200


def live_and_die(context, url, log, life, dice):
    """Let a process append for a moment, then kill it; return what it sent and what it was told."""
    process = context.Process(target=appender.run, args=(url, str(log), life))
    process.start()
    deadline = time.monotonic() + 30
    while not (log.exists() and b"done" in log.read_bytes()) and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(dice.random() * 0.06)
    process.kill()
    process.join()
    words = [line.split() for line in log.read_text().splitlines() if line != "ready"]
    return [{act for word, act in words if word == kind} for kind in ("sent", "done")]


@pytest.fixture
def context():
    """Processes that are forked from one that has imported everything, and no thread."""
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["tests.server.appender"])
    return server


async def test_no_acknowledged_event_is_lost_and_none_is_there_twice(context, tmp_path, long):
    """[JO8] [JO13] Killed again and again at random moments: chain whole, each acknowledged act there, none twice."""
    url = f"sqlite+aiosqlite:///{tmp_path}/agora.sqlite3"
    await (await open_store(url)).close()
    dice = random.Random(8)
    sent, done = set(), set()
    for life in range(MANY_LIVES if long else LIVES):
        wrote, told = live_and_die(context, url, tmp_path / f"log{life}", life, dice)
        assert told, "the process never got to work"
        sent |= wrote
        done |= told
    store = await open_store(url)
    journal = journal_of(store)
    rows = [row async for row in journal.rows(FORUM)]
    kept = collections.Counter(row.who for row in rows)
    votes = await store.read(lambda c: queries.in_urn(c, FORUM, "b1"))
    heads = await journal.heads(FORUM)
    await store.close()

    assert isinstance(chain.verify(FORUM, rows), chain.Tail)
    assert done <= set(kept) <= sent
    assert all(count == (1 if int(act.rpartition(":")[2]) % 2 else 2) for act, count in kept.items())
    assert votes == sum(row.kind == "ballot_cast" for row in rows)
    assert all(head.hash == rows[head.count - 1].hash for head in heads)
