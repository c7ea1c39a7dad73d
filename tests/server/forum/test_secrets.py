"""What the tables tell of a finished hidden ballot that was held through the host of forums: not who chose what."""

import asyncio
import itertools
import random

import pytest
from sqlalchemy import text

from agora_server.store import journal as queries
from rooms.forum.model import commands as c
from tests import migrated
from tests.server.forums import MODERATOR, Forums, citizen
from tests.server.journals import journal_of

VOTERS = 200
SEEDS = 3
MOST_HITS = 15
"""Hits of one attack over all seeds: by chance one a seed, 3 in all; 15 and more has a probability of 10⁻⁶."""
OPTIONS = ("yes", "no")
VOTERS_BY = "SELECT who FROM forum_journal WHERE forum = :f AND kind = 'ballot_cast' ORDER BY "
CELLS = "SELECT CAST(COLUMN AS TEXT) FROM TABLE WHERE CAST(COLUMN AS TEXT) LIKE :f"
ROUGH = 0.75
"""Of an attack that guesses the choice alone: 600 voters by chance hit half, three quarters never (p < 10⁻³⁰)."""


async def hold(journal, seed):
    """Hold a hidden ballot; people attend, vote in groups as they do, some twice; return (forum, truth)."""
    rng = random.Random(seed)
    forums = Forums(journal)
    await forums.create()
    people = [f"p{rng.randbytes(8).hex()}" for _ in range(VOTERS)]
    for start in range(0, VOTERS, 50):
        await forums.come(*people[start : start + 50])
    await forums.ballot(min_open_s=0)
    truth, voting = {}, rng.sample(people, VOTERS)
    while voting:
        group = [voting.pop() for _ in range(min(len(voting), rng.randrange(1, 9)))]
        forums.clock.forward(ms=rng.randrange(900))
        for who in group:
            truth[who] = (rng.randbytes(16).hex(), rng.choice(OPTIONS))
        await asyncio.gather(*(_cast(forums, who, truth[who]) for who in [*group, group[0]]))
    saw = forums.state.ballots["b1"].revision.version
    await forums.do(c.FinishBallot(by=MODERATOR, ballot="b1", saw=saw))
    await forums.fire()
    await forums.host.close()
    return forums.forum, truth


async def _cast(forums, who, vote):
    """Vote; the same act for a vote that is sent again."""
    tracker, option = vote
    command = c.Cast(by=citizen(who), ballot="b1", choice={option: 1}, tracker=tracker)
    await forums.do(command, f"{who}:vote")


async def columns_of(store):
    """Return (table, column) of every column in the database."""

    async def look(connection):
        found = await connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        tables = [row[0] for row in found if not row[0].startswith("sqlite_")]
        return [
            (table, row[1]) for table in tables for row in await connection.execute(text(f"PRAGMA table_info({table})"))
        ]

    return await store.read(look)


async def guesses(store, forum):
    """Return every guess of an attacker who has the tables: voters by any column's order, votes as published."""
    journal = await store.read(lambda c: queries.after(c, forum, 0, limit=10_000))
    votes = next(row.data["votes"] for row in journal if row.kind == "ballot_counted")
    orders = {"seq": [row.who for row in journal if row.kind == "ballot_cast"]}
    orders["attended"] = [row.who for row in journal if row.kind == "attended"]
    for column in ["rowid", *(column for table, column in await columns_of(store) if table == "forum_journal")]:
        query = VOTERS_BY + column
        orders[column] = await store.read(lambda c, q=query: _column(c, q, forum))
    found = {}
    for name, voters in orders.items():
        found[name] = list(zip(voters, votes, strict=True))
        found[f"{name} backwards"] = list(zip(reversed(voters), votes, strict=True))
    return found


async def _column(connection, query, forum):
    return [row[0] for row in await connection.execute(text(query), {"f": forum})]


@pytest.fixture
async def tables(tmp_path):
    """A store whose tables the attacker reads; PostgreSQL is attacked by the journal's own test."""
    opened = await migrated.open_empty(tmp_path / "agora.sqlite3")
    yield opened
    await opened.close()


async def test_no_choice_is_tied_to_a_voter(tables):
    """[BA3] [JO15] By every order the tables know, a tracker is matched and a choice guessed as by chance."""
    trackers, choices = {}, {}
    for seed in range(SEEDS):
        forum, truth = await hold(journal_of(tables, seed), seed)
        for attack, pairs in (await guesses(tables, forum)).items():
            hits = sum(truth[who][0] == vote[0] for who, vote in pairs)
            trackers[attack] = trackers.get(attack, 0) + hits
            guessed = sum(vote[1] == {truth[who][1]: 1} for who, vote in pairs)
            choices[attack] = choices.get(attack, 0) + guessed

    assert max(trackers.values()) < MOST_HITS, trackers
    assert max(choices.values()) < ROUGH * VOTERS * SEEDS, choices


async def test_a_tracker_stands_in_the_published_list_alone(tables):
    """[BA3] In no row of any table does a tracker stand with its voter.

    No act, no snapshot, no ballot box, no session.
    """
    forum, truth = await hold(journal_of(tables), 5)
    found = set()
    for table, column in await columns_of(tables):
        query = CELLS.replace("COLUMN", column).replace("TABLE", table)
        for tracker, _ in itertools.islice(truth.values(), 20):
            if await tables.read(lambda c, q=query, t=tracker: _column(c, q, f"%{t}%")):
                found.add((table, column))

    assert found <= {("forum_journal", "data"), ("forum_snapshots", "state")}
    rows = await tables.read(lambda c: queries.after(c, forum, 0, limit=10_000))
    assert {row.kind for row in rows if any(tracker in str(row.data) for tracker, _ in truth.values())} == {
        "ballot_counted"
    }
