"""Who attends with a line: away when the last one is gone, a pair in some seconds at most."""

import asyncio
import itertools

import pytest

from agora_server.forum import presence as forum_presence
from agora_server.forum.presence import AWAY_MS, PAIR_MS, ForumPresence
from rooms.forum.model import commands as c
from rooms.forum.model.terms import Level
from tests.server.forums import MODERATOR, Forums, citizen
from tests.server.journals import everything


@pytest.fixture
async def forums(journal):
    """A host with an open debate."""
    made = Forums(journal)
    await made.create()
    yield made
    await made.host.close()


@pytest.fixture
async def presence(forums):
    """The lines of that forum."""
    ids = itertools.count()
    made = ForumPresence(forums.clock, forums.host.act, lambda: f"id{next(ids)}", forums.host.held)
    yield made
    await made.close()


def waits(presence, forums, person="kim"):
    """Return after how many milliseconds somebody is set away; ``None`` if never."""
    handle = presence._leaving.get((forums.forum, person))
    return None if handle is None else round((handle.when() - asyncio.get_running_loop().time()) * 1_000, -2)


async def test_a_second_line_keeps_one_present(forums, presence):
    """Only the loss of the last line counts; a line that comes back in time changes nothing."""
    presence.came(forums.forum, "kim", "tab1")
    presence.came(forums.forum, "kim", "tab2")
    presence.went(forums.forum, "kim", "tab1")
    assert waits(presence, forums) is None
    presence.went(forums.forum, "kim", "tab2")
    assert waits(presence, forums) is not None
    presence.came(forums.forum, "kim", "tab3")

    assert waits(presence, forums) is None
    assert presence.attends(forums.forum, "kim")


async def test_a_line_that_flaps_writes_a_pair_in_some_seconds(forums, presence):
    """The first loss after a while is told within a second, one right after coming back later."""
    presence.came(forums.forum, "kim", "tab1")
    forums.clock.forward(ms=PAIR_MS)
    presence.went(forums.forum, "kim", "tab1")
    assert waits(presence, forums) == AWAY_MS
    presence._leaving.pop((forums.forum, "kim")).cancel()  # as if it had rung
    presence.came(forums.forum, "kim", "tab1")
    forums.clock.forward(ms=500)
    presence.went(forums.forum, "kim", "tab1")

    assert waits(presence, forums) == PAIR_MS - 500


async def test_away_is_written_once_and_only_for_who_was_there_by_a_line(forums, presence):
    """Who never attended, is away already, is back, or is in the hall in person, is not written."""
    await forums.come("kim", "lee")
    await forums.do(c.CheckIn(by=MODERATOR, person="slip", slip=1, level=Level.NAMED))
    presence.came(forums.forum, "lee", "tab1")
    for person in ("kim", "kim", "lee", "slip", "stranger"):
        await presence.set_away(forums.forum, person)
    kinds = [row.kind for row in await everything(forums.host.journal, forums.forum)]

    assert kinds.count("presence_changed") == 1
    assert [one.id for one in forums.state.roll.people.values() if not one.present] == ["kim"]


async def test_after_a_start_who_did_not_come_back_is_away(forums, presence, monkeypatch):
    """Those without a line are set away in few appends; a phone that is a slip's person holds that one present."""
    monkeypatch.setattr(forum_presence, "AT_ONCE", 3)
    await forums.come(*(f"p{n}" for n in range(7)))
    await forums.do(c.CheckIn(by=MODERATOR, person="slip", slip=1, level=Level.NAMED))
    await forums.do(c.LinkSlip(by=citizen("phone"), slip=1))
    presence.came(forums.forum, "p3", "tab1")
    await presence.after_start(forums.live)

    assert {one.id for one in forums.state.roll.people.values() if one.present} == {"p3", "slip"}


async def test_who_came_back_here_is_not_away_for_another_node(forums, presence):
    """A node that saw an old line go late writes away; the one that has the new line says that they are here."""
    await forums.come("kim", "lee")
    presence.came(forums.forum, "kim", "tab1")
    presence.follow(forums.live)
    for person in ("kim", "lee"):
        await forums.do(c.SetPresence(by=c.TIMER, person=person, present=False))
        presence.follow(forums.live)
    await presence.close()

    assert {one.id: one.present for one in forums.state.roll.people.values()} == {"kim": True, "lee": False}
