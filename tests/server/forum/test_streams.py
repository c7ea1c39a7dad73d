"""Streams of forums: who is told what, in what order, at what cost."""

import asyncio
import itertools
from unittest.mock import Mock

import msgpack
import pytest

from agora_server.forum import streams
from agora_server.forum.streams import ForumStreams, stream_name
from agora_server.transport import wire
from agora_server.transport.client_session import ClientSession
from agora_server.transport.connection import frame
from rooms.base.roles import Role
from rooms.forum.model import commands as c
from rooms.forum.model.terms import Stance
from rooms.forum.views.view_parts import ForumView, PresentPart, SpokenPart
from rooms.square.square import Arrival
from rooms.wire.messages import ForumReset, ForumUpdated, Look, StreamPosition
from tests.server.forums import MODERATOR, OFFICER, Forums, citizen
from tests.server.square.test_host import heard


@pytest.fixture
async def forums(journal):
    """A host with an open debate and its streams."""
    made = Forums(journal)
    await made.create()
    ids = itertools.count()
    made.streams = ForumStreams(made.clock, lambda: f"epoch{next(ids)}", lambda *_: "김담당")
    made.host.watch(made.streams.changed)
    made.host.on_erased(made.streams.erased)
    yield made
    await made.host.close()


def a_client(name="kim"):
    """Return a line whose outbox is looked into."""
    return ClientSession(
        Mock(), Arrival(participant=name, name=name, role=Role.GUEST, look=Look(), blocks={}), "session"
    )


def look(forums, view=ForumView.PARTICIPANT, person="", position=None):
    """Let a new line look; return it."""
    client = a_client()
    forums.streams.attach(client, forums.live, view, person, position)
    return client


async def ticked(forums, ms=100):
    """Let time pass and tell what is due, to the end."""
    forums.clock.forward(ms=ms)
    forums.streams.tick(forums.clock())
    await told(forums)


async def told(forums):
    """Let the loop go on until the version is told to all."""
    while forums.streams._streams[forums.forum].busy:  # noqa: ASYNC110 - slices come by themselves
        await asyncio.sleep(0)


def tags(message):
    """Return the tags of the parts of a message."""
    return {part["part"] for part in message[-1]}


def test_frames_are_those_of_the_codec():
    """Frames around parts packed once are the bytes that encoding the whole message gives."""
    parts = [PresentPart(3, 1), SpokenPart({"pro": 5}, {}, {}, 5)]
    packed = [wire.pack(part) for part in parts]

    assert wire.forum_changed_frame("forum:f", 3, 9, packed) == wire.encode(ForumUpdated("forum:f", 3, 9, parts))
    reset = ForumReset("forum:f", "epoch", 9, ForumView.MODERATOR, parts * 9)
    assert wire.forum_reset_frame("forum:f", "epoch", 9, "desk", packed * 9) == wire.encode(reset)


async def test_a_face_begins_whole_and_goes_on_by_what_changed(forums):
    """A reset with all parts, then the parts that changed, in one chain; the same bytes for all who share them."""
    desk, screen, kim = look(forums, ForumView.MODERATOR), look(forums, ForumView.DISPLAY), look(forums)
    whole = heard(kim)[0]
    await forums.do(c.SetQueue(by=MODERATOR, open=False))
    await ticked(forums)
    (change,) = heard(kim)

    assert whole[0] == "forum_reset"
    assert {"head", "agenda", "floor", "queue", "questions", "present"} <= tags(whole)
    assert change[:4] == ["forum_changed", stream_name(forums.forum), whole[3], forums.live.tail.seq]
    assert tags(change) == {"floor"}
    assert tags(heard(desk)[1]) == {"floor", "desk", "acts"}
    assert "floor" in tags(heard(screen)[1])


async def test_the_own_part_goes_to_its_owner_alone(forums):
    """A request is in the queue of all, and in the own part of who made it."""
    await forums.come("kim", "lee")
    kim, lee = look(forums, person="kim"), look(forums, person="lee")
    assert [tags(heard(one)[0]) >= {"mine"} for one in (kim, lee)] == [True, True]
    await forums.do(c.AskFloor(by=citizen("kim"), entry="e1", stance=Stance.PRO))
    await ticked(forums)

    assert tags(heard(kim)[0]) >= {"queue", "mine"}
    assert tags(heard(lee)[0]) == {"queue"}


async def test_versions_come_ten_a_second_at_most(forums):
    """Many changes within a tick are one message; what is big comes more rarely."""
    kim = look(forums)
    heard(kim)
    for _ in range(3):
        await forums.do(c.SetQueue(by=MODERATOR, open=False))
        await forums.do(c.SetQueue(by=MODERATOR, open=True))
        await ticked(forums, ms=30)

    assert len(heard(kim)) == 1
    assert forums.streams._streams[forums.forum].next_at > forums.clock()


async def test_counts_are_told_once_a_second(forums):
    """Who comes and goes changes a number, which is told a little later, without anything else happening."""
    kim = look(forums)
    await forums.come("a")
    await ticked(forums)
    await forums.come("b")
    await ticked(forums)
    assert [tags(message) for message in heard(kim)[1:]] == [set(), set()]
    await ticked(forums, ms=1_100)

    assert heard(kim)[-1][-1][0]["present"] == 2


async def test_who_comes_back_gets_exactly_what_changed(forums):
    """A known position goes on with the changed parts; one of another face, epoch or version starts anew."""
    first = look(forums)
    whole = heard(first)[0]
    seen = StreamPosition(whole[1], whole[2], whole[3])
    forums.streams.detach(first, forums.forum)
    other = look(forums, ForumView.DISPLAY)
    await forums.do(c.SetQueue(by=MODERATOR, open=False))
    await ticked(forums)
    (missed,) = heard(look(forums, position=seen))

    assert missed[:3] == ["forum_changed", seen.stream, seen.seq]
    assert tags(missed) == {"floor", "ballot", "present", "signals"}
    for stale in (
        StreamPosition(seen.stream, seen.epoch, seen.seq - 1),
        StreamPosition(seen.stream, "other", seen.seq),
        StreamPosition(seen.stream, heard(other)[0][2], seen.seq),
    ):
        assert heard(look(forums, position=stale))[0][0] == "forum_reset"


async def test_who_comes_while_a_version_is_told_is_in_the_chain(forums, monkeypatch):
    """Writing goes in slices; whoever attends between two gets the version that is told, and goes on from it."""
    monkeypatch.setattr(streams, "HANDFUL", 1)
    times = itertools.count()
    forums.streams._timer = lambda: next(times) * 1.0
    crowd = [look(forums) for _ in range(20)]
    await forums.do(c.SetQueue(by=MODERATOR, open=False))
    forums.clock.forward(ms=100)
    forums.streams.tick(forums.clock())
    assert forums.streams._streams[forums.forum].busy
    late = look(forums)
    gone = crowd.pop()
    forums.streams.detach(gone, forums.forum)
    await told(forums)
    await forums.do(c.SetQueue(by=MODERATOR, open=True))
    await ticked(forums)
    reset, change = heard(late)

    assert change[2] == reset[3]
    assert [len(heard(one)) for one in crowd] == [3] * 19
    assert len(heard(gone)) == 1


async def test_a_long_queue_is_put_in_order_in_a_thread(forums, monkeypatch):
    """A queue of a full installation does not hold the loop; the version comes all the same."""
    monkeypatch.setattr(streams, "LONG_QUEUE", 2)
    people = [f"p{n}" for n in range(4)]
    await forums.come(*people)
    kim = look(forums, person="p3")
    for who in people:
        await forums.do(c.AskFloor(by=citizen(who), entry=f"e{who}", stance=Stance.PRO))
    await ticked(forums)
    (change,) = heard(kim)[1:]

    assert next(part for part in change[-1] if part["part"] == "queue")["waiting"] == 4
    assert next(part for part in change[-1] if part["part"] == "mine")["entry"] == "ep3"


async def test_erased_texts_start_everybody_anew(forums):
    """After an erasure all get the whole without the words, under a new epoch: an old position is worth nothing."""
    await forums.come("kim")
    await forums.do(c.AskFloor(by=citizen("kim"), entry="e1", stance=Stance.PRO))
    lee = look(forums)
    whole = heard(lee)[0]
    await forums.host.journal.erase(forums.forum, "kim", now=forums.clock(), reason="본인 요청")
    await forums.host._tasks.close()
    await ticked(forums)
    (anew,) = heard(lee)

    assert anew[0] == "forum_reset"
    assert anew[2] != whole[2]
    assert "이름 kim" in str(whole)
    assert "이름 kim" not in str(anew)
    again = heard(look(forums, position=StreamPosition(whole[1], whole[2], whole[3])))[0]
    assert again[0] == "forum_reset"


async def test_a_thousand_share_the_same_bytes(forums):
    """What all share is framed once: each line queues the same object."""
    crowd = [look(forums) for _ in range(1_000)]
    for one in crowd:
        one.outbox.take_waiting()
    await forums.do(c.SetQueue(by=MODERATOR, open=False))
    await ticked(forums)
    queued = {id(one.outbox._frames[0]) for one in crowd}

    assert len(queued) == 1
    assert crowd[0].outbox.take_waiting().startswith(frame(b"\x00" + msgpack.packb("x"))[:1])


async def test_what_goes_wrong_in_one_forum_stops_nothing(forums, monkeypatch):
    """A version that cannot be made is logged and tried again a second later; the tick goes on."""
    kim = look(forums)
    heard(kim)
    await forums.do(c.SetQueue(by=MODERATOR, open=False))
    with monkeypatch.context() as patch:
        patch.setattr(streams, "prepare", Mock(side_effect=RuntimeError))
        await ticked(forums)
        await ticked(forums)
        assert streams.prepare.call_count == 1
    await ticked(forums, ms=1_000)

    assert [tags(message) for message in heard(kim)] == [{"floor"}]


async def test_a_closed_forum_that_nobody_looks_at_is_let_go(forums):
    """Nothing is held of what is over once the last one has left."""
    kim, lee = look(forums), look(forums)
    await forums.do(c.CloseForum(by=OFFICER))
    forums.streams.detach(kim, forums.forum)
    assert forums.streams.of(lee, forums.forum)
    forums.streams.detach(lee, forums.forum)

    assert forums.streams._streams == {}
    assert not forums.streams.detach(lee, forums.forum)


def broken(*_):
    """Raise."""
    raise RuntimeError


async def test_who_cannot_be_told_is_cut_alone(forums):
    """Whatever telling one tab raises, the others are told the version; that tab's line is cut and comes back."""
    first, bad, last = look(forums), look(forums), look(forums)
    for client in (first, bad, last):
        heard(client)
    bad.outbox = Mock(put=broken)
    await forums.do(c.SetQueue(by=MODERATOR, open=False))
    await ticked(forums)

    assert [[message[0] for message in heard(client)] for client in (first, last)] == [["forum_changed"]] * 2
    bad.connection.abort.assert_called_once_with()
    first.connection.abort.assert_not_called()


async def test_a_long_queue_that_cannot_be_told_is_tried_again(forums, monkeypatch):
    """A version made apart that fails leaves the stream free: a moment later it is made again and told."""
    monkeypatch.setattr(streams, "LONG_QUEUE", -1)
    client = look(forums)
    heard(client)
    advance = forums.streams._advance
    monkeypatch.setattr(forums.streams, "_advance", broken)
    await forums.do(c.SetQueue(by=MODERATOR, open=False))
    await ticked(forums)
    assert heard(client) == []

    monkeypatch.setattr(forums.streams, "_advance", advance)
    await ticked(forums, ms=streams.AGAIN_MS)
    assert [message[0] for message in heard(client)] == ["forum_changed"]
