"""Signals: counted for half a minute, each person once a kind."""

from agora_server.forum_signals import SHOWN_MS, ForumSignals
from rooms.forum.faces import SignalCount
from rooms.forum.terms import Channel, Signal


def test_a_person_counts_once_by_where_they_are():
    """Clapping twice is one; the room and the line are counted apart."""
    signals = ForumSignals()
    for person, channel in (("a", Channel.ONLINE), ("a", Channel.ONLINE), ("b", Channel.ONSITE)):
        signals.show(Signal.APPLAUSE, person, channel, 0)
    signals.show(Signal.SLOWER, "a", Channel.ONLINE, 0)

    assert signals.part(1).counts == (SignalCount(Signal.APPLAUSE, 1, 1), SignalCount(Signal.SLOWER, 1, 0))


def test_signals_fade():
    """After half a minute nothing is left of them."""
    signals = ForumSignals()
    signals.show(Signal.CANT_HEAR, "a", Channel.ONLINE, 0)

    assert signals.part(SHOWN_MS - 1).counts
    assert not signals.part(SHOWN_MS).counts
    assert not signals
