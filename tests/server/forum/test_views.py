"""Versions of faces: packed once, told when they change."""

import msgpack
import pytest

from agora_server.forum.views import COUNTS_MS, ForumViews
from rooms.forum.model import commands as c
from rooms.forum.views import views
from rooms.forum.views.view_parts import ForumView
from tests.server.forums import MODERATOR, Forums


@pytest.fixture
async def forums(journal):
    """A host with an open debate."""
    made = Forums(journal)
    await made.create()
    yield made
    await made.host.close()


def faces_of(forums):
    """Return the faces of the forum."""
    return ForumViews(forums.live, forums.clock(), lambda person: f"담당 {person}")


def step(forums, faces):
    """Take the newest state; return the tags of the light page that changed."""
    now = forums.clock()
    faces.take_state(forums.state, views.prepare(forums.state, now, forums.live.texts.by_row))
    return {msgpack.unpackb(packed)["part"] for packed in faces.changes(ForumView.PARTICIPANT, now)}


async def test_a_part_is_told_when_it_changed(forums):
    """The same state tells nothing; a change tells its part."""
    faces = faces_of(forums)
    assert len(step(forums, faces)) >= 9
    assert step(forums, faces) == set()
    await forums.do(c.SetQueue(by=MODERATOR, open=False))

    assert step(forums, faces) == {"floor"}


async def test_counts_are_held_back_and_told_later(forums):
    """A number that runs is told once a second, and ``behind`` says that one waits."""
    faces = faces_of(forums)
    step(forums, faces)
    await forums.come("a")
    assert step(forums, faces) == set()
    assert faces.behind
    forums.clock.forward(ms=COUNTS_MS)

    assert step(forums, faces) == {"present"}


async def test_the_votes_are_a_count_and_the_end_is_not(forums):
    """How many have voted may wait; that the voting is over may not."""
    await forums.come("a", "b")
    await forums.ballot()
    faces = faces_of(forums)
    step(forums, faces)
    await forums.vote("a")
    assert step(forums, faces) == set()
    forums.clock.forward(seconds=61)
    await forums.do(c.FinishBallot(by=MODERATOR, ballot="b1", saw=forums.state.ballots["b1"].revision.version))

    assert "ballot" in step(forums, faces)


async def test_acts_bear_names(forums):
    """The desk reads who did what by name, the screen the record's head."""
    faces = faces_of(forums)
    desk = [msgpack.unpackb(one) for one in faces.whole(ForumView.MODERATOR, forums.clock())]
    screen = [msgpack.unpackb(one) for one in faces.whole(ForumView.DISPLAY, forums.clock())]
    acts = next(one for one in desk if one["part"] == "acts")["acts"]
    record = next(one for one in screen if one["part"] == "record")

    assert [(one["did"], one["who"]) for one in acts][-1] == ("queue_set", "담당 moderator")
    assert (record["count"], record["hash"]) == (forums.live.tail.seq, forums.live.tail.hash)
