"""The contract of the journal over SQLite and over a real PostgreSQL."""

import asyncio

import msgspec
import pytest
from sqlalchemy import text

from agora_server.journal.heads import is_signed_head
from agora_server.journal.journal import EVENTS, ErasureResult, JournalBrokenError
from agora_server.store import StoreBusyError, open_store
from agora_server.store import journal as queries
from agora_server.store.batch import Appended, AppendPipeline, Conflict, JournalClosedError
from rooms.base import chain
from rooms.base.chain import JournalEvent
from tests.server.journals import FORUM, Odd, Sums, everything, journal_of, said


async def fill(journal, count, forum=FORUM):
    """Append as many events as one command each."""
    start = (await journal.tail(forum)).seq
    acts = [journal.append(forum, start + n, [said(start + n)], f"p1:{start + n}") for n in range(count)]
    return await asyncio.gather(*acts)


async def test_what_was_appended_is_loaded(journal):
    """[JO8] Rows come back as they were acknowledged, in order, with the fields that open them."""
    done = await journal.append(FORUM, 0, [said(1, "p1", "첫째"), said(2, "p2", "둘째 👩‍🦽")], "p1:a")

    assert done == Appended(await journal.load(FORUM))
    assert await journal.load(FORUM, 1) == done.rows[1:]
    assert [one.text for one in await journal.openings(FORUM)] == ["첫째", "둘째 👩‍🦽"]
    assert [one.text for one in await journal.openings(FORUM, [2], ["words"])] == ["둘째 👩‍🦽"]
    assert chain.verify_openings(done.rows, await journal.openings(FORUM)) is None
    assert await journal.forums() == [FORUM]


async def test_rows_hold_no_personal_field(journal):
    """[JO12] What a state is folded from does not hold the words, whoever reads it."""
    await journal.append(FORUM, 0, [said(1, words="비밀스러운 말")], "p1:a")

    assert "비밀" not in msgspec.json.encode(await everything(journal)).decode()


async def test_who_was_not_up_to_date_gets_what_is_missing(journal):
    """[JO6] A conflict brings exactly the rows behind the expected one; deciding again then succeeds."""
    await fill(journal, 3)
    with pytest.raises(Conflict) as caught:
        await journal.append(FORUM, 1, [said(9)], "p2:a")

    assert (caught.value.seq, caught.value.missing) == (3, await journal.load(FORUM, 1))
    done = await journal.append(FORUM, caught.value.seq, [said(9)], "p2:a")
    assert done.rows[0].seq == 4


async def test_what_rests_on_a_row_that_was_not_kept_is_not_kept(journal):
    """[JO21] Behind an append that failed nothing of its lane is kept, though another's row has the number."""
    pipeline = AppendPipeline()
    await journal.append(FORUM, 0, [said(1, "other")], "other:1")
    mine = [journal.enqueue(FORUM, n, [said(n, "mine")], f"mine:{n}", pipeline=pipeline) for n in range(3)]
    results = await asyncio.gather(*mine, return_exceptions=True)

    assert [type(one) for one in results] == [Conflict] * 3
    assert pipeline.broken
    with pytest.raises(Conflict):
        await journal.enqueue(FORUM, 1, [said(4)], "mine:4", pipeline=pipeline)
    assert [row.who for row in await everything(journal)] == ["other"]


async def test_an_act_of_before_breaks_its_lane(journal):
    """[JO21] An act that was appended before adds nothing: what was decided on new rows of it fails."""
    await journal.append(FORUM, 0, [said(1)], "p1:a")
    pipeline = AppendPipeline()
    again = journal.enqueue(FORUM, 1, [said(1)], "p1:a", pipeline=pipeline)
    behind = journal.enqueue(FORUM, 1, [said(2)], "p1:b", pipeline=pipeline)
    results = await asyncio.gather(again, behind, return_exceptions=True)

    assert (results[0].again, type(results[1])) == (True, Conflict)


async def test_who_is_ahead_of_the_journal_is_told(journal):
    """[JO6] An append that waits for one that failed is refused, with nothing missing."""
    results = await asyncio.gather(
        journal.append(FORUM, 5, [said(1)], "p1:a"),
        journal.append(FORUM, 6, [said(2)], "p1:b"),
        return_exceptions=True,
    )

    assert [(type(one), one.seq, one.missing) for one in results] == [(Conflict, 0, [])] * 2


async def test_many_nodes_decide_and_nothing_is_lost(journal):
    """[JO6] Deciders that race, each with its own view, all get through by folding what they missed."""

    async def decider(name):
        seen = 0
        for n in range(10):
            while True:
                try:
                    done = await journal.append(FORUM, seen, [said(n, name)], f"{name}:{n}")
                except Conflict as conflict:
                    seen = conflict.missing[-1].seq if conflict.missing else conflict.seq
                else:
                    seen = done.rows[-1].seq
                    break

    await asyncio.gather(*(decider(f"p{n}") for n in range(8)))
    rows = await everything(journal)

    assert chain.verify(FORUM, rows) == await journal.tail(FORUM)
    assert sorted((row.who, row.data["n"]) for row in rows) == sorted((f"p{m}", n) for m in range(8) for n in range(10))


async def test_two_nodes_on_one_store_do_not_split(journal, store):
    """[JO6] [JO7] Two processes' journals race over one database: one chain, every act once."""
    own = store.url.startswith("sqlite")  # a data folder has one owner: there, two journals share its writer
    other = journal_of(store if own else await open_store(store.url), 2)

    async def decide(node, act):
        seen = 0
        while True:
            try:
                return await node.append(FORUM, seen, [said(0, act)], act)
            except Conflict as conflict:
                seen = conflict.missing[-1].seq if conflict.missing else conflict.seq

    acts = [f"p{n % 20}:x" for n in range(40)]
    await asyncio.gather(*(decide((journal, other)[n // 20], act) for n, act in enumerate(acts)))
    rows = await everything(journal)
    await other.close()
    if not own:
        await other.store.close()

    assert isinstance(chain.verify(FORUM, rows), chain.Tail)
    assert sorted(row.who for row in rows) == sorted(set(acts))


async def test_an_act_is_done_once(journal):
    """[JO7] Resent later, resent at once, and resent with other events: the first rows are the answer."""
    first = await journal.append(FORUM, 0, [said(1)], "p1:a")
    again = await journal.append(FORUM, 0, [said(2), said(3)], "p1:a")
    both = await asyncio.gather(*(journal.append(FORUM, 1, [said(4)], "p1:b") for _ in range(3)))

    assert again == Appended(first.rows, again=True)
    assert [one.again for one in both] == [False, True, True]
    assert len({row.hash for one in both for row in one.rows}) == 1
    assert (await journal.tail(FORUM)).seq == 2


async def test_acts_of_two_forums_are_two(journal):
    """[JO7] An idempotency key is one of its forum; forums have chains of their own."""
    for forum in ("a", "b"):
        assert not (await journal.append(forum, 0, [said(1)], "p1:a")).again

    assert (await everything(journal, "a"))[0].hash != (await everything(journal, "b"))[0].hash


async def test_appends_share_commits_and_fail_alone(journal, store):
    """[JO9] Many appends need few commits; the one that cannot be fails, those around it are kept."""
    before = store.commits
    acts = [journal.append(FORUM, n, [said(n)], f"p1:{n}") for n in range(100)]
    wrong = journal.append(FORUM, 77, [said(77)], "p2:0")
    results = await asyncio.gather(*acts[:50], wrong, *acts[50:], return_exceptions=True)

    assert [type(one) for one in results if not isinstance(one, Appended)] == [Conflict]
    assert (await journal.tail(FORUM)).seq == 100
    assert store.commits - before <= 4


async def test_nothing_follows_the_close(journal):
    """[JO5] [JO7] After ``closed`` every append is refused, also one that waited with it; what was done is told."""
    await fill(journal, 1)
    results = await asyncio.gather(
        journal.append(FORUM, 1, [JournalEvent("closed", 2_000)], "p1:close"),
        journal.append(FORUM, 2, [said(3)], "p1:late"),
        return_exceptions=True,
    )

    assert [type(one) for one in results] == [Appended, JournalClosedError]
    with pytest.raises(JournalClosedError):
        await journal.append(FORUM, 2, [said(3)], "p1:later")
    assert (await journal.append(FORUM, 0, [said(3)], "p1:0")).again


@pytest.mark.parametrize(
    "event",
    [
        JournalEvent("said", 1, "p", "p", {"n": 0.5}),
        JournalEvent("said", 1, "p", "p", {}, {"words": "\ud800"}),
        JournalEvent("said", 1, "p", "p", {}, {"words": "\0"}),
        JournalEvent("said", 1, "p", "p", {}, {"words": "가" * 20_000}),
        JournalEvent("said", 1, "p", "", {}, {"words": "누구의 말인가"}),
        JournalEvent("said", 1, "p" * 65, "", {}),
        JournalEvent("", 1),
        JournalEvent("x" * 49, 1),
        JournalEvent("said", 1, "p", "p", {"x": ["가" * 1_000_000]}),
    ],
    ids=["fraction", "surrogate", "zero", "long", "nobody's", "who", "no kind", "kind", "big"],
)
async def test_what_is_not_fit_is_refused_before_it_waits(journal, event):
    """[JO4] An event that could not be kept or not be erased is the caller's error; nothing is written."""
    with pytest.raises(ValueError, match=r"."):
        await journal.append(FORUM, 0, [event], "p1:a")
    assert (await journal.tail(FORUM)).seq == 0


async def test_an_append_is_bounded(journal):
    """No events, too many events, and an endless key are refused."""
    for events, act in (([], "a"), ([said(1)] * (EVENTS + 1), "a"), ([said(1)], "a" * 129), ([said(1)], "")):
        with pytest.raises(ValueError, match=r"."):
            await journal.append(FORUM, 0, events, act)


async def test_appends_that_wait_are_bounded(journal, monkeypatch):
    """Past the bound the caller is told at once; those that wait are served."""
    monkeypatch.setattr("agora_server.journal.journal.WAITING", 3)
    acts = [journal.append(FORUM, n, [said(n)], f"p1:{n}") for n in range(5)]
    results = await asyncio.gather(*acts, return_exceptions=True)

    assert [type(one) for one in results] == [Appended] * 3 + [StoreBusyError] * 2


async def test_a_caller_that_goes_away_harms_nobody(journal):
    """[JO9] A cancelled append may be kept or not; asking again tells."""
    task = asyncio.create_task(journal.append(FORUM, 0, [said(1)], "p1:a"))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    done = await journal.append(FORUM, 0, [said(1)], "p1:a")
    assert (done.rows[0].seq, (await journal.tail(FORUM)).seq) == (1, 1)


# ---- state ----


async def test_snapshot_and_rows_are_all_rows(journal, monkeypatch):
    """[JO10] At every point: the snapshot with what follows gives what all rows give, page by page."""
    monkeypatch.setattr(queries.after, "__defaults__", (4,))
    sums = Sums()
    for _ in range(6):
        await fill(journal, 5)
        fresh = await journal.restore(FORUM, Odd())
        assert await journal.restore(FORUM, sums) == fresh
        await journal.keep_snapshot(FORUM, sums, *fresh)

    assert fresh[1] == await journal.tail(FORUM)


async def test_a_snapshot_that_does_not_fit_is_not_used(journal, store):
    """[JO10] Other rules, or a row that is not the journal's: everything is folded anew."""
    await fill(journal, 5)
    state, tail = await journal.restore(FORUM, Sums())
    wrong = {**state, "sum": -1}
    await journal.keep_snapshot(FORUM, Sums(), wrong, tail)

    assert await journal.restore(FORUM, Sums()) == (wrong, tail)
    assert await journal.restore(FORUM, Odd()) == (state, tail)
    await store.write(lambda c: c.execute(text("UPDATE forum_snapshots SET hash = 'x'")))
    assert await journal.restore(FORUM, Sums()) == (state, tail)


async def test_a_journal_that_was_changed_is_not_folded(journal, store):
    """[JO1] Somebody changed a row in the database: the forum does not start from it in silence."""
    await fill(journal, 5)
    await store.write(lambda c: c.execute(text("UPDATE forum_journal SET who = 'p2' WHERE seq = 3")))

    with pytest.raises(JournalBrokenError, match="hash at 3"):
        await journal.restore(FORUM, Sums())


# ---- heads and erasure ----


async def test_a_head_is_signed_and_remembered(journal):
    """[JO17] A head names the rows there are; the first one of a count stands."""
    await fill(journal, 3)
    first = await journal.sign_head(FORUM, 9_000)
    await journal.sign_head(FORUM, 9_999)
    await fill(journal, 1)
    second = await journal.sign_head(FORUM, 10_000)

    assert await journal.heads(FORUM) == [first, second]
    assert all(is_signed_head(one) for one in (first, second))
    assert not is_signed_head(msgspec.structs.replace(first, count=2))
    assert chain.verify_head(await everything(journal), first.head) is None


async def test_no_head_is_signed_over_a_cut(journal, store):
    """[JO17] The end was cut off, or the last head forged, in the database: signing stops, so that it is seen."""
    await fill(journal, 3)
    await journal.sign_head(FORUM, 9_000)
    await store.write(lambda c: c.execute(text("DELETE FROM forum_journal WHERE seq = 3")))
    with pytest.raises(JournalBrokenError):
        await journal.sign_head(FORUM, 9_001)
    await store.write(lambda c: c.execute(text("UPDATE forum_heads SET signature = '00'")))
    with pytest.raises(JournalBrokenError):
        await journal.sign_head(FORUM, 9_002)


async def test_an_erasure_leaves_the_chain_and_the_state(journal):
    """[JO10] [JO11] Words and salts of one person go, of the other stay; chain, head and state are as before."""
    for n in range(6):
        await journal.append(FORUM, n, [said(n, f"p{n % 2}", f"말 {n}")], f"x:{n}")
    state, tail = await journal.restore(FORUM, Sums())
    await journal.keep_snapshot(FORUM, Sums(), state, tail)
    told = []
    journal.erased.append(told.append)
    done = await journal.erase(FORUM, "p1", now=7_000, reason="본인 요청")

    assert done == ErasureResult([2, 4, 6], forgotten=True)
    assert [one.text for one in await journal.openings(FORUM)] == ["말 0", "말 2", "말 4"]
    assert chain.verify(FORUM, await everything(journal)) == tail
    assert chain.verify_openings(await everything(journal), await journal.openings(FORUM)) is None
    assert await journal.store.read(lambda c: queries.snapshot(c, FORUM, "sums.1")) is None
    assert await journal.restore(FORUM, Sums()) == (state, tail)
    expected = [{"seq": n, "field": "words", "at": 7_000, "reason": "본인 요청"} for n in (2, 4, 6)]
    assert await journal.erasures(FORUM) == expected
    assert told == [FORUM]


async def test_an_erasure_on_a_full_disk_says_so(journal, store, monkeypatch):
    """[JO11] If files cannot be rewritten the words are deleted all the same, and the caller learns what is missing."""
    await fill(journal, 2)

    async def full(*_):
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(store, "scrub", full)
        done = await journal.erase(FORUM, "p1", now=1, reason="법")

    assert done == ErasureResult([1, 2], forgotten=False)
    assert await journal.openings(FORUM) == []
    assert (await journal.erase(FORUM, "p1", now=1, reason="법")).forgotten


async def test_some_rows_of_a_person_can_be_erased_and_again(journal):
    """[JO11] One statement can go alone; erasing twice, or somebody unknown, changes nothing. A closed forum too."""
    for n in range(3):
        await journal.append(FORUM, n, [said(n)], f"x:{n}")
    await journal.append(FORUM, 3, [JournalEvent("closed", 5_000)], "x:close")

    assert (await journal.erase(FORUM, "p1", now=1, reason="법", seqs=[2])).seqs == [2]
    assert (await journal.erase(FORUM, "p1", now=2, reason="법", seqs=[2])).seqs == []
    assert (await journal.erase(FORUM, "nobody", now=2, reason="법")).seqs == []
    assert [one.seq for one in await journal.openings(FORUM)] == [1, 3]
