"""A process that appends is killed at any moment: what it acknowledged is there, once."""

import asyncio
import collections
import json
import multiprocessing
import random
import sqlite3
import time

import pytest

from agora_server.store import journal as queries
from agora_server.store import open_store
from rooms.base import chain
from tests.server import appender
from tests.server.journals import FORUM, cast, drawn, journal_of, said

LIVES = 20
MANY_LIVES = 200


def live_and_die(context, url, log, life, rng, *, run=appender.run):
    """Let a process append for a moment, then kill it; return what it sent and what it was told."""
    process = context.Process(target=run, args=(url, str(log), life))
    process.start()
    deadline = time.monotonic() + 30
    while not (log.exists() and b"done" in log.read_bytes()) and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(rng.random() * 0.06)
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
    rng = random.Random(8)
    sent, done = set(), set()
    for life in range(MANY_LIVES if long else LIVES):
        wrote, told = live_and_die(context, url, tmp_path / f"log{life}", life, rng)
        assert told, "the process never got to work"
        sent |= wrote
        done |= told
    store = await open_store(url)
    journal = journal_of(store)
    rows = [row async for row in journal.rows(FORUM)]
    kept = collections.Counter(row.who for row in rows)
    votes = await store.read(lambda c: queries.in_ballot_box(c, FORUM, "b1"))
    heads = await journal.heads(FORUM)
    await store.close()

    assert isinstance(chain.verify(FORUM, rows), chain.Tail)
    assert done <= set(kept) <= sent
    assert all(count == (1 if int(act.rpartition(":")[2]) % 2 else 2) for act, count in kept.items())
    assert votes == sum(row.kind == "ballot_cast" for row in rows)
    assert len(heads) >= (MANY_LIVES if long else LIVES) - 1
    assert all(head.hash == rows[head.count - 1].hash for head in heads)


LOG_HEADER, FRAME = 32, 24 + 4096
"""Bytes of the write-ahead log: its header, and a page with its own header."""


def after_power_loss(folder, whole, log):
    """Return what is found if the log ends here: rows by act, votes in the ballot box; the chain must hold."""
    path = folder / "crashed.sqlite3"
    path.write_bytes(whole)
    path.with_name("crashed.sqlite3-wal").write_bytes(log)
    path.with_name("crashed.sqlite3-shm").unlink(missing_ok=True)
    with sqlite3.connect(path) as connection:
        found = connection.execute(
            "SELECT forum, seq, kind, at, who, subject, data, sealed, hash, act FROM forum_journal ORDER BY seq"
        ).fetchall()
        votes = connection.execute("SELECT count(*) FROM forum_urn").fetchone()[0]
        fields = connection.execute("SELECT count(*) FROM forum_personal").fetchone()[0]
    connection.close()
    rows = [chain.Row(*one[:6], json.loads(one[6]), json.loads(one[7]), one[8]) for one in found]
    assert isinstance(chain.verify(FORUM, rows), chain.Tail)
    assert votes == sum(row.kind == "ballot_cast" for row in rows)
    assert fields == sum(len(row.sealed) for row in rows)
    return collections.Counter(one[9] for one in found)


async def test_a_power_loss_at_every_write(tmp_path):
    """[JO8] [JO13] Cut the log at every page and inside: what was acknowledged by then is there, no act is torn."""
    path = tmp_path / "agora.sqlite3"
    store = await open_store(f"sqlite+aiosqlite:///{path}")
    journal = journal_of(store)
    await store.forget()
    whole, log = path.read_bytes(), path.with_name("agora.sqlite3-wal")
    acknowledged, seq = [], 0
    for n in range(12):
        group = []
        for m in range(3):
            events, vote = [said(n), said(n), cast(f"p{n}.{m}")], drawn(seq + m)
            group.append(journal.append(FORUM, seq + 3 * m, events, f"{n}.{m}", votes=[("b1", vote)]))
        await asyncio.gather(*group)
        seq += 9
        acknowledged.append((log.stat().st_size, n))
    written = log.read_bytes()
    await store.close()
    cuts = [LOG_HEADER + FRAME * n for n in range((len(written) - LOG_HEADER) // FRAME + 1)]
    for cut in [*cuts, *(cut + 100 for cut in cuts), 0, 7]:
        acts = after_power_loss(tmp_path, whole, written[:cut])
        expected = {f"{n}.{m}" for size, n in acknowledged for m in range(3) if size <= cut}
        assert expected <= set(acts)
        assert set(acts.values()) <= {3}

    assert len(cuts) > 100
    assert set(after_power_loss(tmp_path, whole, written)) == {f"{n}.{m}" for n in range(12) for m in range(3)}
