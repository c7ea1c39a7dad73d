"""What the database must not tell: erased words, and who chose what in a finished hidden ballot."""

import asyncio
import json
import random

import pytest
from sqlalchemy import text

from agora_server.store import journal as queries
from agora_server.store import open_store
from rooms.base.tally import Vote
from tests.server.journals import FORUM, cast, counted, drawn, journal_of, said

VOTERS = 300
SEEDS = 3
MOST_HITS = 15
"""Hits of one attack over all seeds: by chance one a seed, 3 in all; 15 and more has a probability of 10⁻⁶."""
LIST = "SELECT data FROM forum_journal WHERE kind = 'ballot_counted' AND forum = :forum"
VOTERS_BY = "SELECT who FROM forum_journal WHERE kind = 'ballot_cast' AND forum = :forum ORDER BY "
ORDERS = {
    "sqlite": ("rowid", "seq"),
    "postgresql": ("ctid", "xmin::text::bigint, ctid", "cmin::text::bigint, ctid", "seq"),
}


def files_of(folder):
    """Return every byte of every file in a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


async def test_no_byte_of_erased_words_is_left(tmp_path):
    """[JO11] After many people spoke, short and long, in turns: what one of them said is in no file of the store."""
    store = await open_store(f"sqlite+aiosqlite:///{tmp_path}/agora.sqlite3")
    journal = journal_of(store)
    rng = random.Random(3)
    mine: list[bytes] = []
    for n in range(200):
        who = f"p{rng.randrange(8)}"
        words = f"{who}의 말 {rng.randbytes(8).hex()} " + "김해 " * rng.choice([1, 20, 3000])
        await journal.append(FORUM, n, [said(n, who, words)], f"x:{n}")
        if who == "p3":
            mine.append(words.strip()[:24].encode())
        if n in {70, 140}:
            await journal.erase(FORUM, "p5", now=n, reason="본인 요청")
    salts = [one.salt.encode() for one in await journal.openings(FORUM) if one.subject == "p3"]
    assert all(secret in files_of(tmp_path) for secret in (*mine, *salts))
    done = await journal.erase(FORUM, "p3", now=9_000, reason="본인 요청")
    open_files = files_of(tmp_path)
    await journal.close()
    await store.close()

    assert done.forgotten
    assert len(mine) > 12
    for left in (open_files, files_of(tmp_path)):
        assert not [secret for secret in (*mine, *salts) if secret in left]
        assert "p1의 말".encode() in left


@pytest.mark.long
async def test_stale_copies_on_split_pages_go_too(tmp_path):
    """[JO11] People who speak and are erased in turns leave copies of rows in gaps of pages; a seed that did so."""
    store = await open_store(f"sqlite+aiosqlite:///{tmp_path}/agora.sqlite3")
    journal = journal_of(store)
    rng = random.Random(8)
    ends, said_by, gone = dict.fromkeys(("f0", "f1", "f2", "f3"), 0), {}, []
    for n in range(144):
        acts = []
        for m in range(10):
            forum, who, secret = f"f{rng.randrange(4)}", f"p{rng.randrange(40)}", rng.randbytes(12).hex()
            words = secret + "말 " * rng.choice([1, 5, 60, 200, 900, 3000])
            said_by.setdefault((forum, who), []).append(secret.encode())
            acts.append(journal.append(forum, ends[forum], [said(n, who, words)], f"x:{n}.{m}"))
            ends[forum] += 1
        await asyncio.gather(*acts)
        pair = rng.choice(list(said_by))
        gone += said_by.pop(pair)
        await store.write(lambda c, p=pair: queries.erase(c, *p, now=1, reason="법"))
    await journal.erase("f0", "nobody", now=1, reason="법")
    left = files_of(tmp_path)
    await store.close()

    assert len(gone) > 400
    assert not [secret for secret in gone if secret in left]


async def test_postgresql_rewrites_its_tables(postgres):
    """[JO11] [JO15] There the tables' files are free of words and ballot box; its own log is the city's to expire."""
    postgres.psql("DROP SCHEMA public CASCADE; CREATE SCHEMA public;")
    store = await open_store("postgresql+asyncpg" + postgres.get_uri().removeprefix("postgresql"))
    journal = journal_of(store)
    rng, vote = random.Random(11), drawn(77)
    words = {who: rng.randbytes(16).hex() for who in ("p1", "p2")}
    for n, who in enumerate(words):
        await journal.append(FORUM, n, [said(n, who, words[who])], f"{who}:a")
    await journal.append(FORUM, 2, [cast("p2")], "p2:v", votes=[("b1", vote)])
    postgres.psql("CHECKPOINT;")
    tables = postgres.pgdata / "base"
    before = files_of(tables)
    done = await journal.erase(FORUM, "p1", now=1, reason="법")
    await journal.close_ballot(FORUM, 3, "b1", counted(), "desk:close")
    await journal.close()
    await store.close()
    postgres.psql("CHECKPOINT;")
    after = files_of(tables)

    assert done.forgotten
    assert [words[who].encode() in before for who in ("p1", "p2")] == [True, True]
    assert [words[who].encode() in after for who in ("p1", "p2")] == [False, True]
    assert [files.count(vote.tracker.encode()) > 0 for files in (before, after)] == [True, True]
    assert after.count(vote.tracker.encode()) == 1


async def test_a_reader_in_the_way_delays_the_forgetting(tmp_path):
    """[JO11] While somebody reads, the log cannot be emptied; the erasure waits and then finishes."""
    store = await open_store(f"sqlite+aiosqlite:///{tmp_path}/agora.sqlite3")
    journal = journal_of(store)
    await journal.append(FORUM, 0, [said(0, "p1", "지워질 말씀입니다")], "x:0")
    reading, go = asyncio.Event(), asyncio.Event()

    async def slow(connection):
        await connection.execute(text("SELECT * FROM forum_personal"))
        reading.set()
        await go.wait()

    reader = asyncio.create_task(store.read(slow))
    await reading.wait()
    erasing = asyncio.create_task(journal.erase(FORUM, "p1", now=1, reason="법"))
    await asyncio.sleep(0.1)
    go.set()
    await reader
    done = await erasing
    left = files_of(tmp_path)
    await store.close()

    assert done.forgotten
    assert "지워질 말씀".encode() not in left


# ---- the linking attack ----


async def vote_all(journal, seed):
    """Hold a hidden ballot, voters coming in groups as they do; return who chose which tracker, by voter."""
    rng = random.Random(seed)
    forum, truth, seen = f"forum{seed}", {}, 0
    people = [f"p{rng.randbytes(8).hex()}" for _ in range(VOTERS)]
    while len(truth) < VOTERS:
        group = people[len(truth) : len(truth) + rng.randrange(1, 9)]
        acts = []
        for who in group:
            truth[who] = vote = Vote(rng.randbytes(16).hex(), {rng.choice(["찬성", "반대"]): 1})
            acts.append(journal.append(forum, seen, [cast(who)], f"{who}:v", votes=[("b1", vote)]))
            seen += 1
        await asyncio.gather(*acts)
    await journal.close_ballot(forum, VOTERS, "b1", counted(), "desk:close")
    await journal.close()
    return forum, {who: vote.tracker for who, vote in truth.items()}


async def guesses(store, forum):
    """Return what an attacker who reads the tables can try: pairs of voters and trackers, by attack."""

    async def ask(connection, query):
        return [row[0] for row in await connection.execute(text(query), {"forum": forum})]

    kind = "sqlite" if store.url.startswith("sqlite") else "postgresql"
    data = (await store.read(lambda c: ask(c, LIST)))[0]
    trackers = [tracker for tracker, _ in json.loads(data)["votes"]]
    found = {}
    for order in ORDERS[kind]:
        query = VOTERS_BY + order
        voters = await store.read(lambda c, q=query: ask(c, q))
        found[order] = list(zip(voters, trackers, strict=True))
        found[f"{order} backwards"] = list(zip(reversed(voters), trackers, strict=True))
    voters = sorted(voters)
    found["names"] = list(zip(voters, trackers, strict=True))
    hashes = await store.read(lambda c: ask(c, VOTERS_BY + "hash"))
    found["hashes"] = list(zip(hashes, trackers, strict=True))
    return found


async def test_the_tables_tie_no_choice_to_a_voter(journal, store):
    """[JO15] Matching by every order that the database knows hits as often as blind guessing does."""
    hits: dict[str, int] = {}
    for seed in range(SEEDS):
        forum, truth = await vote_all(journal, seed)
        for attack, pairs in (await guesses(store, forum)).items():
            assert len(pairs) == VOTERS
            hits[attack] = hits.get(attack, 0) + sum(truth[who] == tracker for who, tracker in pairs)

    assert max(hits.values()) < MOST_HITS, hits
    assert not list(await store.read(lambda c: c.execute(text("SELECT key FROM forum_urn"))))


async def test_the_attack_would_find_an_order(journal, store):
    """[JO15] The attack is worth something: on a list in the order of the votes it hits every voter."""
    forum, truth = await vote_all(journal, 7)
    kind = "sqlite" if store.url.startswith("sqlite") else "postgresql"
    honest = (await guesses(store, forum))[ORDERS[kind][0]]
    leaky = list(zip([who for who, _ in honest], truth.values(), strict=True))

    assert sum(truth[who] == tracker for who, tracker in leaky) == VOTERS


async def test_a_finished_ballot_leaves_one_trace_of_each_vote(tmp_path):
    """[JO15] In the file itself a tracker stands once, in the published list: no stale page tells of the ballot box."""
    store = await open_store(f"sqlite+aiosqlite:///{tmp_path}/agora.sqlite3")
    journal = journal_of(store)
    _, truth = await vote_all(journal, 1)
    await store.forget()
    left = files_of(tmp_path)
    await store.close()

    assert [left.count(tracker.encode()) for tracker in truth.values()] == [1] * VOTERS
