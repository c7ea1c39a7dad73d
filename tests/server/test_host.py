"""The square and what it asks of the world, without lines."""

import itertools
from unittest.mock import Mock

import msgpack
import pytest

from agora_server import host
from agora_server.farewell import Code
from agora_server.host import HERE_EVERY_MS, JITTER_LEAST_MS, Host
from agora_server.link import Link
from agora_server.world_file import load_world
from rooms.crowd import Crowd
from rooms.messages import Block, Look, Reach, Role, Say
from rooms.presence import KEEP_AVATAR_MS
from rooms.square import Arrival, Profile, Square


class House:
    """A host with a clock by hand, and links whose connections note what is written."""

    def __init__(self):
        self.now = 1_000_000
        self.kept = []
        ids = itertools.count()
        crowd = Crowd(load_world(), 64)
        square = Square(load_world(), crowd, secret=b"k" * 32, profile=Profile.DEMO)
        self.host = Host(square, crowd, lambda: self.now, self.kept.append, lambda: f"id{next(ids)}")

    def enter(self, name, tab="t1"):
        """Attach a tab; return its link."""
        arrival = Arrival(participant=name, name=name, role=Role.GUEST, look=Look(), blocks={})
        link = Link(Mock(), arrival, f"session-{name}")
        link.tab = tab
        link.slot = self.host.enter(link, self.now)
        self.host.links.attach(link)
        return link

    def step(self, ms=100):
        """Let time pass and do a tick."""
        self.now += ms
        self.host.step()


@pytest.fixture
def house():
    """An empty house."""
    return House()


def heard(link):
    """Return the decoded messages that wait in a link's outbox, and empty it."""
    data, messages = link.outbox.take(), []
    while data:
        size, head = (data[1], 2) if data[1] < 126 else (int.from_bytes(data[2:4], "big"), 4)
        messages.append(msgpack.unpackb(data[head + 1 : head + size]))
        data = data[head + size :]
    return messages


def words(link):
    """Return the texts heard."""
    return [message[4][7] for message in heard(link) if message[0] == "event" and message[4][0] == "uttered"]


def test_words_reach_every_tab_of_who_hears(house):
    """All tabs of a hearer get the item of the one inbox."""
    kim = house.enter("kim")
    one, other = house.enter("lee"), house.enter("lee", tab="t2")

    house.host.receive(kim, Say("a", Reach.SAY, None, "여러분"), house.now)

    assert [words(kim), words(one), words(other)] == [["여러분"]] * 3


def test_who_is_gone_leaves_nothing_behind(house):
    """After the avatar's two minutes inbox, acts and slot are given back."""
    kim = house.enter("kim")
    house.host.lose(kim)
    house.step(KEEP_AVATAR_MS - 1)
    assert "kim" in house.host.inboxes

    house.step(2)

    assert "kim" not in house.host.inboxes
    assert "kim" not in house.host.square


def test_what_is_said_while_away_is_in_the_ring(house):
    """Words within earshot of somebody away for a moment wait for the resume."""
    kim, lee = house.enter("kim"), house.enter("lee")
    seq = house.host.inboxes.ring("lee").head
    house.host.lose(lee)

    house.host.receive(kim, Say("a", Reach.SAY, None, "들리나요"), house.now)

    assert house.host.inboxes.ring("lee").head == seq + 1
    assert words(lee) == [], "the lost line gets nothing"


def test_a_block_veils_both_and_is_kept(house):
    """Both get a private frame without the other; the store gets the fact."""
    kim, lee = house.enter("kim"), house.enter("lee")

    house.host.receive(kim, Block("a", "lee"), house.now)
    house.step()

    assert [kim.unseen, lee.unseen] == [{lee.slot}, {kim.slot}]
    assert [fact.kind for fact in house.kept] == ["block"]


def test_the_counts_come_every_two_seconds(house):
    """How many are where is told to all, not more often."""
    house.enter("kim")
    house.step()
    assert len(house.host.shared()) == 2
    assert house.host.shared() == []

    house.now += HERE_EVERY_MS

    here = msgpack.unpackb(house.host.shared()[0][1:])
    assert here[:2] == ["here", 1]


def test_the_window_of_jitter_grows_with_the_house(house, monkeypatch):
    """Each count tells all over how long a house of this size comes back, and a small house at least 300 ms."""
    house.enter("kim")
    house.step()
    assert msgpack.unpackb(house.host.shared()[0][1:])[3] == JITTER_LEAST_MS

    monkeypatch.setattr(host, "JITTER_PER_SECOND", 4)
    house.enter("lee")
    house.enter("park")
    house.now += HERE_EVERY_MS

    assert msgpack.unpackb(house.host.shared()[0][1:])[3] == 3 * 1_000 // 4


def test_an_ended_session_ends_its_sockets(house):
    """Revoking closes the lines of that session alone, with the reason."""
    kim, lee = house.enter("kim"), house.enter("lee")

    house.host.dismiss_sessions({"session-kim"}, Code.SESSION_ENDED)

    kim.connection.farewell.assert_called_once_with(Code.SESSION_ENDED, "session_ended")
    lee.connection.farewell.assert_not_called()


def test_a_tick_that_fails_is_followed_by_the_next(house, monkeypatch):
    """What goes wrong in a tick does not stop the pulse, and readiness shows it."""
    before = house.host.ticked_at
    monkeypatch.setattr(house.host.square, "tick", Mock(side_effect=RuntimeError))
    house.now += 5_000

    house.host.beat()
    assert house.host.ticked_at == before

    monkeypatch.undo()
    house.host.beat()
    assert house.host.ticked_at == house.now
