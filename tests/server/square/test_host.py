"""The square and what it asks of the world, without lines."""

import itertools
from unittest.mock import Mock

import msgpack
import pytest

from agora_server.core.faults import Faults, Hook
from agora_server.resources.world import load_world
from agora_server.square import host
from agora_server.square.host import HERE_EVERY_MS, JITTER_LEAST_MS, Host, NotPerformedError
from agora_server.transport.client_session import ClientSession
from agora_server.transport.close_codes import Code
from rooms.base.roles import Role
from rooms.crowd.crowd import Crowd
from rooms.square.presence import KEEP_AVATAR_MS
from rooms.square.square import Arrival, Square, WritingProfile
from rooms.wire.messages import Block, Look, Reach, Say


class HostUnderTest:
    """A host with a clock by hand, and links whose connections note what is written."""

    def __init__(self):
        self.now = 1_000_000
        self.kept = []
        self.faults = Faults()
        ids = itertools.count()
        crowd = Crowd(load_world(), 64)
        square = Square(load_world(), crowd, secret=b"k" * 32, profile=WritingProfile.DEMO)
        self.host = Host(
            square, crowd, lambda: self.now, self.kept.append, lambda: f"id{next(ids)}", faults=self.faults
        )

    def enter(self, name, tab="t1"):
        """Attach a tab; return its link."""
        arrival = Arrival(participant=name, name=name, role=Role.GUEST, look=Look(), blocks={})
        client = ClientSession(Mock(), arrival, f"session-{name}")
        client.tab = tab
        client.slot = self.host.enter(client, self.now)
        self.host.clients.attach(client)
        return client

    def step(self, ms=100):
        """Let time pass and do a tick."""
        self.now += ms
        self.host.step()


@pytest.fixture
def hosted():
    """A host of nobody."""
    return HostUnderTest()


def heard(client):
    """Return the decoded messages that wait in a link's outbox, and empty it."""
    data, messages = client.outbox.take_waiting(), []
    while data:
        size, head = (data[1], 2) if data[1] < 126 else (int.from_bytes(data[2:4], "big"), 4)
        messages.append(msgpack.unpackb(data[head + 1 : head + size]))
        data = data[head + size :]
    return messages


def words(client):
    """Return the texts heard."""
    return [message[4][7] for message in heard(client) if message[0] == "event" and message[4][0] == "uttered"]


def test_words_reach_every_tab_of_who_hears(hosted):
    """All tabs of a hearer get the item of the one inbox."""
    kim = hosted.enter("kim")
    one, other = hosted.enter("lee"), hosted.enter("lee", tab="t2")

    hosted.host.receive(kim, Say("a", Reach.SAY, None, "여러분"), hosted.now)

    assert [words(kim), words(one), words(other)] == [["여러분"]] * 3


def test_who_is_gone_leaves_nothing_behind(hosted):
    """After the avatar's two minutes inbox, acts and slot are given back."""
    kim = hosted.enter("kim")
    hosted.host.lose(kim)
    hosted.step(KEEP_AVATAR_MS - 1)
    assert "kim" in hosted.host.inboxes

    hosted.step(2)

    assert "kim" not in hosted.host.inboxes
    assert "kim" not in hosted.host.square


def test_what_is_said_while_away_is_in_the_ring(hosted):
    """Words within earshot of somebody away for a moment wait for the resume."""
    kim, lee = hosted.enter("kim"), hosted.enter("lee")
    seq = hosted.host.inboxes.ring("lee").head
    hosted.host.lose(lee)

    hosted.host.receive(kim, Say("a", Reach.SAY, None, "들리나요"), hosted.now)

    assert hosted.host.inboxes.ring("lee").head == seq + 1
    assert words(lee) == [], "the lost line gets nothing"


def test_a_block_veils_both_and_is_kept(hosted):
    """Both get a private frame without the other; the store gets the fact."""
    kim, lee = hosted.enter("kim"), hosted.enter("lee")

    hosted.host.receive(kim, Block("a", "lee"), hosted.now)
    hosted.step()

    assert [kim.blocked_slots, lee.blocked_slots] == [{lee.slot}, {kim.slot}]
    assert [fact.kind for fact in hosted.kept] == ["block"]


def test_the_counts_come_every_two_seconds(hosted):
    """How many are where is told to all, not more often."""
    hosted.enter("kim")
    hosted.step()
    assert len(hosted.host.shared()) == 2
    assert hosted.host.shared() == []

    hosted.now += HERE_EVERY_MS

    here = msgpack.unpackb(hosted.host.shared()[0][1:])
    assert here[:2] == ["here", 1]


def test_the_window_of_jitter_grows_with_the_house(hosted, monkeypatch):
    """Each count tells all over how long a square of this size comes back, and a small one at least 300 ms."""
    hosted.enter("kim")
    hosted.step()
    assert msgpack.unpackb(hosted.host.shared()[0][1:])[3] == JITTER_LEAST_MS

    monkeypatch.setattr(host, "JITTER_PER_SECOND", 4)
    hosted.enter("lee")
    hosted.enter("park")
    hosted.now += HERE_EVERY_MS

    assert msgpack.unpackb(hosted.host.shared()[0][1:])[3] == 3 * 1_000 // 4


def test_an_ended_session_ends_its_sockets(hosted):
    """Revoking closes the lines of that session alone, with the reason."""
    kim, lee = hosted.enter("kim"), hosted.enter("lee")

    hosted.host.dismiss_sessions({"session-kim"}, Code.SESSION_ENDED)

    kim.connection.close_with.assert_called_once_with(Code.SESSION_ENDED, "session_ended")
    lee.connection.close_with.assert_not_called()


PARTS = {
    "moves": ("crowd", "take_moves"),
    "rules": ("square", "tick"),
    "effects": ("square", "effects"),
    "blocks": ("square", "with_blocks"),
    "frames": ("crowd", "tick"),
}


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_a_step_that_fails_stops_none_of_the_others(hosted, monkeypatch, part):
    """All parts of the square's step are tried, and what failed is raised in the end; the next step is whole."""
    called = []
    for name, (owner, method) in PARTS.items():
        real = getattr(getattr(hosted.host, owner), method)
        spy = Mock(side_effect=lambda *given, name=name, real=real: called.append(name) or real(*given))
        monkeypatch.setattr(getattr(hosted.host, owner), method, spy)
    monkeypatch.setattr(getattr(hosted.host, PARTS[part][0]), PARTS[part][1], Mock(side_effect=RuntimeError))

    with pytest.raises(ExceptionGroup) as found:
        hosted.step()

    assert [type(error) for error in found.value.exceptions] == [RuntimeError]
    assert set(called) == set(PARTS) - {part}
    monkeypatch.undo()
    hosted.step()


def test_an_effect_that_fails_costs_nobody_else_anything(hosted, monkeypatch):
    """One message that cannot be made is counted; who else is told something in the same step is told."""
    kim, lee = hosted.enter("kim"), hosted.enter("lee")
    heard(kim), heard(lee)
    encode = host.wire.encode
    monkeypatch.setattr(host.wire, "encode", lambda message: 1 / 0 if message.why == "broken" else encode(message))
    state = hosted.host.square._state
    state.placed(state.people["kim"], "broken")
    state.placed(state.people["lee"], "whole")

    assert not hosted.host.perform()

    assert [message[0] for message in heard(lee)] == ["placed"]
    assert hosted.faults.counts[Hook.EFFECT] == 1


def test_who_commands_is_not_told_that_something_failed_is_done(hosted, monkeypatch):
    """Where an effect of a command fails, the command fails as a fault of ours."""
    kim = hosted.enter("kim")
    monkeypatch.setattr(host.wire, "pack", Mock(side_effect=RuntimeError))

    with pytest.raises(NotPerformedError):
        hosted.host.receive(kim, Say("a", Reach.SAY, None, "여러분"), hosted.now)
