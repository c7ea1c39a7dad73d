"""The inbox streams of participants."""

import itertools

import msgpack
import pytest

from agora_server.square.inboxes import Inboxes, stream_name
from agora_server.transport import wire
from rooms.base.roles import Role
from rooms.square.streams import RING_ITEMS, RING_MS
from rooms.wire.messages import Look, Me, Noticed, Posture, Resumed, Snapshot, StreamPosition

ME = Me("kim", 1, "김하늘", Role.GUEST, Look(), Posture.STAND, False, True, False, None, 0, None)


@pytest.fixture
def inboxes():
    """Inboxes whose epochs count up."""
    count = itertools.count()
    return Inboxes(lambda: f"e{next(count)}")


def snapshot():
    """Return an empty snapshot."""
    return Snapshot(ME, [], [], [], [])


def notice(number):
    """Return an item that can be told from others."""
    return Noticed(f"n{number}", {}, number)


def resume(inboxes, epoch, seq, now=0):
    """Resume the inbox of kim and return (goes on, decoded payloads)."""
    goes_on, payloads = inboxes.resume("kim", [StreamPosition(stream_name("kim"), epoch, seq)], now, snapshot)
    return goes_on, [msgpack.unpackb(payload[1:]) for payload in payloads]


def test_many_get_the_same_item_in_their_own_order(inboxes):
    """Each inbox wraps the shared bytes in its own seq."""
    for name in ("kim", "lee"):
        inboxes.ring(name)
    list(inboxes.append(["lee"], notice(0), 0))

    seen = {who: msgpack.unpackb(payload[1:]) for who, payload in inboxes.append(["kim", "lee"], notice(1), 0)}

    assert [seen["kim"][2:4], seen["lee"][2:4]] == [[0, 1], [1, 2]]
    assert seen["kim"][4] == seen["lee"][4]


def test_who_is_gone_gets_nothing(inboxes):
    """Without an inbox nothing is delivered."""
    assert list(inboxes.append(["nobody"], notice(1), 0)) == []


def test_a_resume_gives_exactly_what_was_missed(inboxes):
    """From seq 1 of three, the second and the third follow."""
    epoch = inboxes.ring("kim").epoch
    for number in range(3):
        list(inboxes.append(["kim"], notice(number), number))

    goes_on, messages = resume(inboxes, epoch, 1)

    assert goes_on
    assert messages[0][:4] == ["resumed", stream_name("kim"), epoch, 1]
    assert [message[4][1] for message in messages[1:]] == ["n1", "n2"]


@pytest.mark.parametrize(("epoch", "seq"), [("other", 0), ("e0", 99)])
def test_another_epoch_or_a_seq_ahead_is_an_explicit_reset(inboxes, epoch, seq):
    """What cannot be right starts anew from a snapshot, never from silence."""
    inboxes.ring("kim")

    goes_on, messages = resume(inboxes, epoch, seq)

    assert not goes_on
    assert [message[0] for message in messages] == ["reset"]


def test_too_long_ago_is_a_reset(inboxes):
    """After two minutes with traffic the ring has let go of what was missed."""
    epoch = inboxes.ring("kim").epoch
    list(inboxes.append(["kim"], notice(0), 0))

    assert not resume(inboxes, epoch, 0, now=RING_MS + 1)[0]


def test_too_much_at_once_is_a_reset(inboxes):
    """More than a ring of items cannot be caught up with."""
    epoch = inboxes.ring("kim").epoch
    for number in range(RING_ITEMS + 1):
        list(inboxes.append(["kim"], notice(number), 0))

    assert not resume(inboxes, epoch, 0)[0]
    assert resume(inboxes, epoch, 1)[0]


def test_without_a_position_the_stream_starts_with_a_snapshot(inboxes):
    """A first visit gets a reset."""
    _, payloads = inboxes.resume("kim", [], 0, snapshot)

    assert msgpack.unpackb(payloads[0][1:])[0] == "reset"
    assert wire.encode(Resumed("s", "e", 0))[0] == 0


def test_a_forgotten_inbox_has_a_new_epoch(inboxes):
    """Who comes back after being gone cannot resume into another life."""
    first = inboxes.ring("kim").epoch
    inboxes.forget("kim")

    assert inboxes.ring("kim").epoch != first


def test_rings_are_swept_by_time(inboxes):
    """What is two minutes old goes though nobody comes back and nothing new is said."""
    inboxes.ring("kim")
    list(inboxes.append(["kim"], Noticed("followed", {}, 0), 0))
    inboxes.sweep(RING_MS - 1)
    assert len(inboxes.ring("kim")) == 1

    inboxes.sweep(RING_MS)
    assert len(inboxes.ring("kim")) == 0
