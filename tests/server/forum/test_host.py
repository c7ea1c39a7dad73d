"""Which forums there are, and who is told when one goes on."""

import asyncio

import msgspec
import pytest
from sqlalchemy import text

from agora_server.aggregate import host as aggregate_host
from agora_server.forum.rules import RULES, ForumRules
from agora_server.journal import record as records
from agora_server.journal.export import export_record
from agora_server.minutes.compose import compose
from agora_server.minutes.gather import MinutesTerms, gather
from agora_server.verify import standalone
from rooms.base import chain
from rooms.base.errors import Refusal, Why
from rooms.forum.model import commands as c
from rooms.forum.model.events import Because, Unknown
from rooms.forum.model.rules import Details, Rules
from rooms.forum.model.state import ForumState
from rooms.forum.model.terms import Phase
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
    await other.host.on_remote_change(forums.hints[0])

    assert len(forums.hints) < 5
    assert other.state == forums.state
    await other.host.close()


async def test_a_snapshot_and_the_rows_behind_it_are_the_state(forums, monkeypatch):
    """[JO10] Snapshots are kept now and then and at the end; a start from one gives what all rows give."""
    monkeypatch.setattr(aggregate_host, "SNAPSHOT_ROWS", 5)
    await forums.come(*(f"p{n}" for n in range(9)))
    await forums.speak("p1")
    await forums.host.close()
    journal = forums.host.journal
    from_snapshot, tail = await journal._from_snapshot(forums.forum, RULES)

    assert tail.seq == forums.live.tail.seq
    assert from_snapshot == forums.state
    await journal.erase(forums.forum, "p1", now=forums.clock(), reason="본인 요청")
    state, after = await journal.restore(forums.forum, RULES)
    assert (state, after) == (forums.state, tail)


async def test_a_row_of_an_unknown_kind_stops_nothing(forums):
    """[JO25] Over a real journal: the forum opens, its desk names the row, it goes on and is closed."""
    journal, forum = forums.host.journal, forums.forum
    odd = chain.JournalEvent("of_next_year", forums.clock(), "mod", "mod", {"colour": 1}, {"text": "새 말"})
    await journal.append(forum, forums.live.tail.seq, [odd], "newer:1")
    bad = chain.JournalEvent("item_started", forums.clock(), "mod", "", {"item": [1]})
    await journal.append(forum, forums.live.tail.seq + 1, [bad], "newer:2")
    await forums.host.on_remote_change(forum)
    started = Forums(journal_of(journal.store), forums.clock)
    started.forum = forum
    await started.host.open()
    assert started.state == forums.state
    for host in (forums, started):
        unread = [event for _, event in host.live.acts if isinstance(event, Unknown)]
        assert [(one.name, one.because) for one in unread] == [
            ("of_next_year", Because.KIND),
            ("item_started", Because.FIELD),
        ]
    await started.speak("lee")
    await started.do(c.CloseForum(by=OFFICER))
    record = await export_record(started.host.journal, forum, forums.clock(), None)
    folder = await gather(started.host.journal, forum, MinutesTerms(), forums.clock())
    page = msgspec.json.encode(compose(folder, hall="h", address="https://a.kr")).decode()
    await started.host.close()

    assert standalone.check(records.encode(record))["rows"][-1]["kind"] == "closed"
    assert "새 말" in [one.text for one in record.open]
    assert "알 수 없는 종류의 기록" in page
    assert "of_next_year" in page


async def test_one_broken_forum_is_shown_and_the_others_open(forums):
    """[JO25] A first row that cannot be read, and a chain that does not hold: both are listed, the third goes on."""
    journal, good = forums.host.journal, forums.forum
    await journal.append("odd", 0, [chain.JournalEvent("of_next_year", 1, "", "", {})], "a:1")
    torn = await forums.create("torn")
    tear = text("UPDATE forum_journal SET data = :data WHERE forum = :forum AND seq = 2")
    await journal.store.write(lambda one: one.execute(tear, {"data": '{"torn":1}', "forum": torn}))
    started = Forums(journal_of(journal.store), forums.clock)
    started.forum = good
    await started.host.open()
    await started.host.on_remote_gap()

    assert {head.id: head.broken for head in started.host.announced} == {good: False, "odd": True, torn: True}
    await started.come("lee")
    for one in ("odd", torn):
        with pytest.raises(Refusal) as no:
            await started.host.forum(one)
        assert no.value.why is Why.UNREADABLE
    await started.host.close()


@pytest.mark.parametrize("kept", ["https://[x", "https://a;script-src", "x"])
async def test_an_address_that_was_kept_and_names_no_host_hides_no_forum(forums, kept):
    """[JO25] Taken before hosts were looked at: the forum stands on the list, and its page shows no such frame."""
    planned = c.CreateForum(
        by=OFFICER, title="도서관", hall="city-hall", opens_at=1, rules=Rules(), details=Details(live=kept)
    )
    await forums.host.create("odd", [planned], "officer:odd")
    started = Forums(journal_of(forums.host.journal.store), forums.clock)
    await started.host.open()
    for host in (forums.host, started.host):
        assert host.heads["odd"].frames == ()
    await started.host.close()


async def test_a_snapshot_that_cannot_be_read_is_not_used(forums):
    """[JO25] The rows give the same state."""
    await forums.come("lee")
    await forums.host.close()
    spoil = text("UPDATE forum_snapshots SET state = :state")
    await forums.host.journal.store.write(lambda one: one.execute(spoil, {"state": b'{"forum": 7}'}))

    assert (await forums.host.journal.restore(forums.forum, RULES))[0] == forums.state


@pytest.mark.parametrize("place", ["tally.py", "forum/state.py", "forum/ballot/guard.py", "forum/a/b/c.py"])
def test_a_change_anywhere_below_the_rules_is_another_version(tmp_path, place):
    """[JO10] A file that is planted, changed or moved in a sub-package makes old snapshots unused."""
    (tmp_path / "forum").mkdir()
    (tmp_path / "forum" / "forum.py").write_text("x = 1\n")
    file = tmp_path / place
    versions = [ForumRules(tmp_path).version]
    file.parent.mkdir(parents=True, exist_ok=True)
    for written in ("a = 1\n", "a = 2\n"):
        file.write_text(written)
        versions.append(ForumRules(tmp_path).version)
    file.rename(file.with_name("moved.py"))
    versions.append(ForumRules(tmp_path).version)

    assert len(set(versions)) == 4
    assert ForumRules().version == RULES.version != versions[0]


def test_snapshots_are_of_these_rules():
    """A state comes back whole from its bytes, and the version names the rules."""
    state = RULES.fresh("f1")

    assert RULES.load(RULES.dump(state)) == state
    assert isinstance(RULES.load(msgspec.json.encode(state)), ForumState)
    assert len(RULES.version) == 32


async def test_too_many_forums_are_refused(forums, monkeypatch):
    """As many as are planned or open at once is bounded."""
    monkeypatch.setattr(aggregate_host, "LIVE", 1)
    with pytest.raises(Refusal) as no:
        await forums.create()

    assert no.value.why is Why.FULL


async def test_closed_forums_are_let_go(forums, monkeypatch):
    """Of closed forums only the last ones are held."""
    monkeypatch.setattr(aggregate_host, "ENDED_HELD", 1)
    first = forums.forum
    await forums.do(c.CloseForum(by=OFFICER))
    await forums.create()
    await forums.do(c.CloseForum(by=OFFICER))
    await forums.create()

    assert forums.host.held(first) is None
    assert (await forums.host.forum(first)).durable.phase is Phase.CLOSED


def broken(*_):
    """Raise."""
    raise RuntimeError


async def test_whoever_follows_a_forum_and_fails_keeps_nobody_else_from_it(forums):
    """Of three that follow, one fails at every change: the others are told of each, here and of erasures."""
    first, last, erased = [], [], []
    forums.host.watch(first.append)
    forums.host.watch(broken)
    forums.host.watch(last.append)
    forums.host.on_erased(broken)
    forums.host.on_erased(erased.append)

    await forums.come("kim")
    await forums.come("lee")
    await forums.host._read_again(forums.host.held(forums.forum))

    assert len(first) == len(last) >= 2
    assert len(erased) == 1


async def test_a_forum_that_cannot_be_read_keeps_none_of_the_others_from_what_was_missed(forums, monkeypatch):
    """After a gap of hints every forum is read, whatever one of them raises."""
    heeded = []

    async def on_remote_change(forum):
        heeded.append(forum)
        raise RuntimeError

    second = Forums(forums.host.journal, forums.clock)
    await second.create("another")
    monkeypatch.setattr(forums.host, "on_remote_change", on_remote_change)
    await forums.host.on_remote_gap()

    assert sorted(heeded) == sorted([forums.forum, "another"])


async def test_conflicts_of_a_forum_that_was_let_go_still_count(forums):
    """The figure is a counter: it never falls."""
    forums.host.held(forums.forum).conflicts = 3
    forums.host._let_go(forums.forum)

    assert forums.host.conflicts == 3
